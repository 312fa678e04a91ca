internal import GRDB

extension DatabaseMigrator {
    /// What the regulation needs: clocks with calendars, marks, merging, extensions, alarms, absences, mail, words beside the log.
    static let regulation = """
        CREATE TABLE appealByRegulation (
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
            -- Each clock: when it began, when it ends, and what that was counted on.
            distributeFrom INTEGER NOT NULL,
            distributeDue INTEGER NOT NULL,
            distributeCalendar TEXT NOT NULL DEFAULT 'wall' CHECK (distributeCalendar IN ('wall', 'working')),
            takeFrom INTEGER,
            takeDue INTEGER,
            takeCalendar TEXT CHECK (takeCalendar IN ('wall', 'working')),
            closeFrom INTEGER NOT NULL,
            closeDue INTEGER NOT NULL,
            closeCalendar TEXT NOT NULL DEFAULT 'wall' CHECK (closeCalendar IN ('wall', 'working')),
            result TEXT,
            delivery TEXT CHECK (delivery IN ('email', 'sms', 'callback')),
            toldAt INTEGER,
            mark TEXT CHECK (mark IN ('wrongNumber', 'prank', 'test')),
            mergedInto INTEGER REFERENCES appeal (number),
            extensionBy TEXT,
            extensionAskedBy TEXT,
            -- Logins, with spaces between.
            handedBackBy TEXT NOT NULL DEFAULT '',
            -- What was told of the terms that run, name@end, with spaces between.
            alarms TEXT NOT NULL DEFAULT '',
            nextAlarm INTEGER,
            anonymisedAt INTEGER,
            version INTEGER NOT NULL DEFAULT 1,
            CHECK (type IS NULL OR route IS NOT NULL OR type = 'other'),
            CHECK (route <> 'psychologist' OR isPrivate = 1),
            CHECK (status <> 'received' OR (distributedAt IS NULL AND assignee IS NULL)),
            CHECK (status NOT IN ('distributed', 'inProgress')
                OR (assignee IS NOT NULL AND distributedAt IS NOT NULL AND takeDue IS NOT NULL)),
            CHECK ((takeDue IS NULL) = (takeFrom IS NULL) AND (takeDue IS NULL) = (takeCalendar IS NULL)),
            CHECK (status <> 'inProgress' OR takenAt IS NOT NULL),
            CHECK ((status = 'closed') = (closedAt IS NOT NULL)),
            CHECK (status <> 'closed' OR mark IS NOT NULL OR mergedInto IS NOT NULL OR delivery IS NOT NULL),
            CHECK (delivery IS NULL OR result IS NOT NULL OR anonymisedAt IS NOT NULL),
            CHECK (status = 'closed'
                OR (mark IS NULL AND mergedInto IS NULL AND delivery IS NULL AND anonymisedAt IS NULL)),
            CHECK (status <> 'closed' OR nextAlarm IS NULL),
            CHECK ((extensionBy IS NULL) = (extensionAskedBy IS NULL)),
            CHECK (anonymisedAt IS NULL
                OR coalesce(fullName, className, description, phone, email, result) IS NULL)
        ) STRICT;
        INSERT INTO appealByRegulation (number, source, status, type, route, isPrivate, fullName, role, className, description,
                phone, email, consent, assignee, receivedAt, distributedAt, takenAt, closedAt, distributeFrom, distributeDue,
                distributeCalendar, takeFrom, takeDue, takeCalendar, closeFrom, closeDue, closeCalendar, result, delivery,
                version)
            SELECT number, source, status, type, route, isPrivate, fullName, role, className, description, phone, email,
                consent, assignee, receivedAt, distributedAt, takenAt, closedAt, receivedAt, distributeDue, calendar,
                distributedAt, takeDue, CASE WHEN takeDue IS NOT NULL THEN calendar END, receivedAt, closeDue, calendar,
                result, delivery, version
            FROM appeal;
        DROP TABLE appeal;
        ALTER TABLE appealByRegulation RENAME TO appeal;
        CREATE INDEX appeal_open ON appeal (closeDue, number) WHERE status <> 'closed';
        CREATE INDEX appeal_load ON appeal (assignee) WHERE status IN ('distributed', 'inProgress');
        CREATE INDEX appeal_phone ON appeal (phone) WHERE status <> 'closed' AND phone IS NOT NULL;
        CREATE INDEX appeal_alarm ON appeal (nextAlarm) WHERE nextAlarm IS NOT NULL;
        CREATE INDEX appeal_kept ON appeal (closedAt) WHERE status = 'closed' AND anonymisedAt IS NULL;
        CREATE INDEX appeal_untold ON appeal (closedAt) WHERE delivery = 'callback' AND toldAt IS NULL;
        -- All that the counts of a week ask for.
        CREATE INDEX appeal_received ON appeal (receivedAt, source, type, route, status, mark, isPrivate);

        CREATE TABLE messageByRegulation (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            kind TEXT NOT NULL CHECK (kind <> ''),
            -- Nobody once it was taken out.
            recipient TEXT CHECK (recipient GLOB '+[1-9]*'),
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'unknown', 'accepted', 'delivered',
                'undelivered', 'failed', 'cancelled')),
            gateway INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            repeats INTEGER NOT NULL DEFAULT 0,
            dueAt INTEGER NOT NULL,
            createdAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            reason TEXT,
            CHECK (recipient IS NOT NULL OR state IN ('accepted', 'delivered', 'undelivered', 'failed', 'cancelled'))
        ) STRICT;
        INSERT INTO messageByRegulation SELECT * FROM message;
        DROP TABLE message;
        ALTER TABLE messageByRegulation RENAME TO message;
        CREATE INDEX message_due ON message (dueAt) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX message_waiting ON message (recipient, id) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX message_appeal ON message (appeal);
        CREATE UNIQUE INDEX message_registered ON message (appeal) WHERE kind IN ('registered', 'private');
        CREATE UNIQUE INDEX message_dropped ON message (appeal) WHERE kind = 'dropped';

        CREATE TABLE handoverByRegulation (
            kind TEXT NOT NULL CHECK (kind IN ('distribute', 'register', 'dropped', 'untold')),
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            PRIMARY KEY (kind, appeal)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO handoverByRegulation SELECT * FROM handover;
        DROP TABLE handover;
        ALTER TABLE handoverByRegulation RENAME TO handover;

        CREATE TABLE mail (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            recipient TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            html TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unknown', 'sent', 'failed', 'cancelled')),
            attempts INTEGER NOT NULL DEFAULT 0,
            repeats INTEGER NOT NULL DEFAULT 0,
            dueAt INTEGER NOT NULL,
            createdAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            reason TEXT
        ) STRICT;
        CREATE INDEX mail_due ON mail (dueAt) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX mail_appeal ON mail (appeal);

        -- What somebody wrote with an event: beside the log, because it can be taken out.
        CREATE TABLE words (
            event INTEGER NOT NULL PRIMARY KEY REFERENCES event (id),
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            text TEXT NOT NULL CHECK (text <> '')
        ) STRICT;
        CREATE INDEX words_appeal ON words (appeal);

        -- The end of the log: a log that ends before it was cut off.
        CREATE TABLE seal (
            one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
            event INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        INSERT INTO seal (one, event, hash)
            SELECT 1, coalesce(max(id), 0), coalesce((SELECT hash FROM event ORDER BY id DESC LIMIT 1), x'') FROM event;

        CREATE TABLE absence (
            id INTEGER NOT NULL PRIMARY KEY,
            login TEXT NOT NULL CHECK (login <> ''),
            first TEXT NOT NULL CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            last TEXT NOT NULL CHECK (last >= first),
            deputy TEXT CHECK (deputy <> '' AND deputy <> login),
            enteredAt INTEGER NOT NULL,
            enteredBy TEXT NOT NULL CHECK (enteredBy <> ''),
            cancelledAt INTEGER,
            cancelledBy TEXT
        ) STRICT;
        CREATE INDEX absence_last ON absence (last) WHERE cancelledAt IS NULL;

        -- Requests that were obeyed, so that one which comes twice is obeyed once.
        CREATE TABLE request (
            key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
            digest TEXT NOT NULL,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX request_at ON request (at);

        -- That terms were watched late was told to the head.
        CREATE TABLE lateness (
            id INTEGER NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            late INTEGER NOT NULL CHECK (late > 0),
            alarms INTEGER NOT NULL CHECK (alarms > 0)
        ) STRICT;
        CREATE INDEX lateness_at ON lateness (at);

        ALTER TABLE recording ADD COLUMN erasedAt INTEGER;
        CREATE INDEX recording_sound ON recording (at) WHERE erasedAt IS NULL;
        """
}
