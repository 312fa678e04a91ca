internal import GRDB

extension DatabaseMigrator {
    /// Every schema this project has shipped, oldest first.
    ///
    /// A migration that has landed is never edited: it talks only SQL, and no type of ours.
    static var hotline: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001-spine") { db in try db.execute(sql: spine) }
        migrator.registerMigration("0002-whole-call") { db in try db.execute(sql: wholeCall) }
        migrator.registerMigration("0003-transcripts") { db in try db.execute(sql: transcripts) }
        migrator.registerMigration("0004-regulation") { db in try db.execute(sql: regulation) }
        migrator.registerMigration("0005-sms") { db in try db.execute(sql: sms) }
        migrator.registerMigration("0006-audit") { db in try db.execute(sql: auditing) }
        migrator.registerMigration("0007-ladder") { db in try db.execute(sql: ladder) }
        migrator.registerMigration("0009-author-calls") { db in try db.execute(sql: authorCalls) }
        migrator.registerMigration("0010-tokens") { db in try db.execute(sql: tokens) }
        migrator.registerMigration("0011-reports") { db in try db.execute(sql: reports) }
        migrator.registerMigration("0012-web") { db in try db.execute(sql: web) }
        return migrator
    }

    private static let spine = """
        -- Numbers that are given out once and never again.
        CREATE TABLE counter (
            name TEXT NOT NULL PRIMARY KEY,
            last INTEGER NOT NULL CHECK (last >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO counter (name, last) VALUES ('appeal', 0);

        -- Times are milliseconds since 1970-01-01T00:00:00Z.
        CREATE TABLE appeal (
            number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
            source TEXT NOT NULL CHECK (source IN ('phone', 'web', 'staff')),
            status TEXT NOT NULL CHECK (status IN ('received', 'distributed', 'inProgress', 'closed')),
            type TEXT CHECK (type IN ('technical', 'ejournal', 'lessonQuality', 'psychologist', 'other')),
            route TEXT CHECK (route IN ('technical', 'ejournal', 'lessonQuality', 'psychologist', 'equipment', 'other')),
            isPrivate INTEGER NOT NULL DEFAULT 0 CHECK (isPrivate IN (0, 1)),
            fullName TEXT,
            role TEXT CHECK (role IN ('pupil', 'teacher', 'parent')),
            className TEXT,
            description TEXT,
            phone TEXT CHECK (phone GLOB '+[1-9]*'),
            email TEXT,
            consent INTEGER CHECK (consent IN (0, 1)),
            assignee TEXT,
            receivedAt INTEGER NOT NULL,
            distributedAt INTEGER,
            takenAt INTEGER,
            closedAt INTEGER,
            calendar TEXT NOT NULL DEFAULT 'wall' CHECK (calendar IN ('wall', 'working')),
            distributeDue INTEGER NOT NULL,
            takeDue INTEGER,
            closeDue INTEGER NOT NULL,
            result TEXT,
            delivery TEXT CHECK (delivery IN ('email', 'sms', 'callback')),
            version INTEGER NOT NULL DEFAULT 1,
            CHECK (type IS NULL OR route IS NOT NULL OR type = 'other'),
            CHECK (route <> 'psychologist' OR isPrivate = 1),
            CHECK ((status = 'received') = (distributedAt IS NULL)),
            CHECK ((distributedAt IS NULL) = (takeDue IS NULL)),
            CHECK (status NOT IN ('distributed', 'inProgress') OR assignee IS NOT NULL),
            CHECK (status <> 'inProgress' OR takenAt IS NOT NULL),
            CHECK ((status = 'closed') = (closedAt IS NOT NULL)),
            CHECK (status <> 'closed' OR (result IS NOT NULL AND delivery IS NOT NULL))
        ) STRICT;
        CREATE INDEX appeal_open ON appeal (closeDue) WHERE status <> 'closed';
        CREATE INDEX appeal_load ON appeal (assignee) WHERE status IN ('distributed', 'inProgress');

        CREATE TABLE call (
            id INTEGER NOT NULL PRIMARY KEY,
            uniqueID TEXT NOT NULL UNIQUE,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            callerRaw TEXT,
            caller TEXT CHECK (caller GLOB '+[1-9]*'),
            line TEXT NOT NULL CHECK (line IN ('mobile', 'landline', 'foreign', 'none')),
            dialled TEXT,
            startedAt INTEGER NOT NULL,
            endedAt INTEGER,
            step TEXT NOT NULL CHECK (step IN ('answer', 'outage', 'known', 'type', 'means', 'psychologist', 'role',
                'class', 'transfer', 'contact', 'message', 'finish')),
            keys TEXT NOT NULL DEFAULT '',
            outcome TEXT CHECK (outcome IN ('completed', 'transferred', 'message', 'callback', 'status', 'dropped', 'silent',
                'failed')),
            CHECK ((endedAt IS NULL) = (outcome IS NULL))
        ) STRICT;
        CREATE INDEX call_appeal ON call (appeal);
        CREATE INDEX call_started ON call (startedAt);

        -- What callers said to text messages: evidence, so never changed.
        CREATE TABLE consent (
            id INTEGER NOT NULL PRIMARY KEY,
            phone TEXT NOT NULL CHECK (phone GLOB '+[1-9]*'),
            isGiven INTEGER NOT NULL CHECK (isGiven IN (0, 1)),
            at INTEGER NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('agi', 'cli', 'sms', 'web', 'system')),
            call INTEGER REFERENCES call (id),
            digit TEXT,
            promptVersion TEXT
        ) STRICT;
        CREATE INDEX consent_phone ON consent (phone, id);

        -- The log: each row carries the hash of itself and of the row before.
        CREATE TABLE event (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            channel TEXT NOT NULL CHECK (channel IN ('agi', 'cli', 'sms', 'web', 'system')),
            kind TEXT NOT NULL CHECK (kind <> ''),
            detail TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX event_appeal ON event (appeal, id);
        CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'the log of events is only added to'); END;
        CREATE TRIGGER event_kept BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'the log of events is only added to'); END;

        -- What the program that takes calls leaves for the companion.
        CREATE TABLE handover (
            kind TEXT NOT NULL CHECK (kind IN ('distribute', 'register')),
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            PRIMARY KEY (kind, appeal)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE message (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            kind TEXT NOT NULL CHECK (kind <> ''),
            recipient TEXT NOT NULL CHECK (recipient GLOB '+[1-9]*'),
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'unknown', 'accepted', 'delivered',
                'undelivered', 'failed', 'cancelled')),
            gateway INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            repeats INTEGER NOT NULL DEFAULT 0,
            dueAt INTEGER NOT NULL,
            createdAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            reason TEXT
        ) STRICT;
        CREATE INDEX message_due ON message (dueAt) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX message_waiting ON message (recipient, id) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX message_appeal ON message (appeal);
        CREATE UNIQUE INDEX message_registered ON message (appeal) WHERE kind IN ('registered', 'private');

        CREATE TABLE messagePart (
            message INTEGER NOT NULL REFERENCES message (id),
            part INTEGER NOT NULL CHECK (part >= 0),
            text TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'accepted', 'delivered', 'undelivered')),
            reference TEXT,
            PRIMARY KEY (message, part)
        ) STRICT, WITHOUT ROWID;
        """
}
