internal import GRDB

extension DatabaseMigrator {
    /// Reports that are mailed, each once, and what the director was sent.
    static let reports = """
        -- A mail may tell of no appeal, and show pictures.
        CREATE TABLE mailOfAny (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER REFERENCES appeal (number),
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
        INSERT INTO mailOfAny (id, appeal, recipient, subject, text, html, state, attempts, repeats, dueAt, createdAt,
                changedAt, reason)
            SELECT id, appeal, recipient, subject, text, html, state, attempts, repeats, dueAt, createdAt, changedAt, reason
            FROM mail;
        DROP TABLE mail;
        ALTER TABLE mailOfAny RENAME TO mail;
        CREATE INDEX mail_due ON mail (dueAt) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX mail_appeal ON mail (appeal) WHERE appeal IS NOT NULL;
        -- All that a report counts, so that no letter is read for it.
        CREATE INDEX mail_created ON mail (createdAt, appeal, state) WHERE appeal IS NOT NULL;
        CREATE INDEX mail_ofNone ON mail (changedAt) WHERE appeal IS NULL AND text <> '';

        CREATE TABLE mailPicture (
            mail INTEGER NOT NULL REFERENCES mail (id),
            place INTEGER NOT NULL CHECK (place >= 0),
            name TEXT NOT NULL CHECK (name <> ''),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            PRIMARY KEY (mail, place),
            UNIQUE (mail, name)
        ) STRICT;

        -- From when on reports of a kind are mailed: what was due before is not made up for.
        CREATE TABLE reportStart (
            kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('daily', 'weekly')),
            since INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Each report goes to each once, whatever happens: the row is written together with its mail.
        CREATE TABLE reportSending (
            kind TEXT NOT NULL CHECK (kind IN ('daily', 'weekly')),
            -- Where the appeals came from; empty for everywhere.
            source TEXT NOT NULL CHECK (source IN ('', 'phone', 'web', 'staff')),
            period TEXT NOT NULL CHECK (period <> ''),
            -- The login of who gets it: an address may change.
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            dueAt INTEGER NOT NULL,
            sentAt INTEGER NOT NULL,
            mail INTEGER NOT NULL UNIQUE REFERENCES mail (id),
            PRIMARY KEY (kind, source, period, recipient)
        ) STRICT, WITHOUT ROWID;

        -- What the head writes to the director beside the figures of a week.
        CREATE TABLE weeklyProposals (
            week TEXT NOT NULL PRIMARY KEY CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
            text TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            changedAt INTEGER NOT NULL,
            changedBy TEXT NOT NULL CHECK (changedBy <> '')
        ) STRICT;

        -- What the director was sent, whole.
        CREATE TABLE sentReport (
            number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
            week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
            sentAt INTEGER NOT NULL,
            sentBy TEXT NOT NULL CHECK (sentBy <> ''),
            subject TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            html TEXT NOT NULL CHECK (html <> ''),
            json TEXT NOT NULL CHECK (json_valid(json))
        ) STRICT;
        CREATE INDEX sentReport_week ON sentReport (week);
        CREATE TABLE sentReportPicture (
            report INTEGER NOT NULL REFERENCES sentReport (number),
            place INTEGER NOT NULL CHECK (place >= 0),
            name TEXT NOT NULL CHECK (name <> ''),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            PRIMARY KEY (report, place)
        ) STRICT;
        CREATE TABLE sentReportMail (
            report INTEGER NOT NULL REFERENCES sentReport (number),
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            mail INTEGER NOT NULL UNIQUE REFERENCES mail (id),
            PRIMARY KEY (report, recipient)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER sentReport_unchanged BEFORE UPDATE ON sentReport
            BEGIN SELECT RAISE(ABORT, 'what was sent does not change'); END;
        CREATE TRIGGER sentReport_kept BEFORE DELETE ON sentReport
            BEGIN SELECT RAISE(ABORT, 'what was sent is kept'); END;
        CREATE TRIGGER sentReportPicture_unchanged BEFORE UPDATE ON sentReportPicture
            BEGIN SELECT RAISE(ABORT, 'what was sent does not change'); END;
        CREATE TRIGGER sentReportPicture_kept BEFORE DELETE ON sentReportPicture
            BEGIN SELECT RAISE(ABORT, 'what was sent is kept'); END;

        -- Who handed appeals out, which reports tell; times of texts, which they count.
        CREATE INDEX event_distributed ON event (appeal, id, actor) WHERE kind = 'distributed';
        CREATE INDEX message_created ON message (createdAt, appeal, state);
        """
}
