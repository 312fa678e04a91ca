internal import GRDB

extension DatabaseMigrator {
    /// What texts both ways need: lifetimes, bundles, parts nobody knows of, the inbox, and what is being talked about by text.
    static let sms = """
        CREATE TABLE messageBothWays (
            id INTEGER NOT NULL PRIMARY KEY,
            -- None where it answers somebody about no appeal.
            appeal INTEGER REFERENCES appeal (number),
            kind TEXT NOT NULL CHECK (kind <> ''),
            -- Nobody once it was taken out.
            recipient TEXT CHECK (recipient GLOB '+[1-9]*'),
            body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'unknown', 'accepted', 'delivered',
                'undelivered', 'failed', 'cancelled')),
            gateway INTEGER NOT NULL DEFAULT 0,
            -- Whether the gateway got it whole and cuts it itself: what it says of the first part it says of all.
            isWhole INTEGER NOT NULL DEFAULT 0 CHECK (isWhole IN (0, 1)),
            attempts INTEGER NOT NULL DEFAULT 0,
            repeats INTEGER NOT NULL DEFAULT 0,
            -- When something is done with it again; never where it is left as it is.
            dueAt INTEGER,
            -- When it is of no use any more.
            expiresAt INTEGER,
            -- When a gateway first got it, or may have got it.
            sentAt INTEGER,
            -- The text that stands for it.
            bundle INTEGER REFERENCES messageBothWays (id),
            createdAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            reason TEXT,
            CHECK (state NOT IN ('queued', 'held', 'sending') OR dueAt IS NOT NULL),
            CHECK (bundle IS NULL OR state = 'cancelled'),
            CHECK (recipient IS NOT NULL OR state IN ('accepted', 'delivered', 'undelivered', 'failed', 'cancelled'))
        ) STRICT;
        INSERT INTO messageBothWays (id, appeal, kind, recipient, body, state, gateway, attempts, repeats, dueAt, sentAt,
                createdAt, changedAt, reason)
            SELECT id, appeal, kind, recipient, body, state, gateway, attempts, repeats, dueAt,
                CASE WHEN attempts > 0 THEN createdAt END, createdAt, changedAt, reason
            FROM message;
        DROP TABLE message;
        ALTER TABLE messageBothWays RENAME TO message;
        CREATE INDEX message_due ON message (dueAt, id) WHERE state IN ('queued', 'held', 'sending', 'unknown');
        CREATE INDEX message_waiting ON message (recipient, id) WHERE state IN ('queued', 'sending', 'unknown');
        CREATE INDEX message_appeal ON message (appeal);
        CREATE INDEX message_sent ON message (sentAt) WHERE sentAt IS NOT NULL;
        CREATE INDEX message_sentTo ON message (recipient, sentAt) WHERE sentAt IS NOT NULL;
        CREATE INDEX message_bundle ON message (bundle) WHERE bundle IS NOT NULL;
        CREATE INDEX message_unreported ON message (dueAt) WHERE state = 'accepted' AND dueAt IS NOT NULL;
        CREATE INDEX message_state ON message (state, id);
        CREATE INDEX message_repeated ON message (repeats) WHERE repeats > 0;
        CREATE UNIQUE INDEX message_registered ON message (appeal) WHERE kind IN ('registered', 'private');
        CREATE UNIQUE INDEX message_dropped ON message (appeal) WHERE kind = 'dropped';

        CREATE TABLE messagePartBothWays (
            message INTEGER NOT NULL REFERENCES message (id),
            part INTEGER NOT NULL CHECK (part >= 0),
            text TEXT NOT NULL,
            -- Unknown: submitted, and there is no way to know whether it was taken.
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'unknown', 'accepted', 'delivered',
                'undelivered')),
            -- The name of the gateway that took it, and what that calls it.
            gateway TEXT CHECK (gateway <> ''),
            reference TEXT,
            -- When the gateway is asked about it.
            askAt INTEGER,
            asked INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (message, part)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO messagePartBothWays (message, part, text, state, reference)
            SELECT message, part, text, state, reference FROM messagePart;
        DROP TABLE messagePart;
        ALTER TABLE messagePartBothWays RENAME TO messagePart;
        CREATE INDEX messagePart_reference ON messagePart (gateway, reference) WHERE reference IS NOT NULL;
        CREATE INDEX messagePart_ask ON messagePart (gateway, askAt) WHERE askAt IS NOT NULL;

        -- Reports that came before the answer to the submit they belong to.
        CREATE TABLE earlyReport (
            gateway TEXT NOT NULL CHECK (gateway <> ''),
            reference TEXT NOT NULL CHECK (reference <> ''),
            finding TEXT NOT NULL CHECK (finding IN ('accepted', 'delivered', 'undelivered')),
            at INTEGER NOT NULL,
            PRIMARY KEY (gateway, reference, finding)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX earlyReport_at ON earlyReport (at);

        -- Texts that came in: kept before anything is made of them.
        CREATE TABLE inbox (
            id INTEGER NOT NULL PRIMARY KEY,
            gateway TEXT NOT NULL CHECK (gateway <> ''),
            gatewayID TEXT NOT NULL CHECK (gatewayID <> ''),
            -- As it came; nobody once it was taken out.
            sender TEXT,
            phone TEXT CHECK (phone GLOB '+[1-9]*'),
            body TEXT NOT NULL,
            sentAt INTEGER,
            receivedAt INTEGER NOT NULL,
            handledAt INTEGER,
            -- What it was, in one word, and what came of it.
            outcome TEXT CHECK (outcome <> ''),
            appeal INTEGER REFERENCES appeal (number),
            login TEXT CHECK (login <> ''),
            CHECK ((handledAt IS NULL) = (outcome IS NULL)),
            UNIQUE (gateway, gatewayID)
        ) STRICT;
        CREATE INDEX inbox_new ON inbox (id) WHERE handledAt IS NULL;
        CREATE INDEX inbox_phone ON inbox (phone, receivedAt) WHERE phone IS NOT NULL;
        CREATE INDEX inbox_appeal ON inbox (appeal) WHERE appeal IS NOT NULL;
        CREATE INDEX inbox_received ON inbox (receivedAt);

        -- What is being talked about with a telephone.
        CREATE TABLE correspondent (
            phone TEXT NOT NULL PRIMARY KEY CHECK (phone GLOB '+[1-9]*'),
            -- Answers to mistakes since the last that was none.
            mistakes INTEGER NOT NULL DEFAULT 0 CHECK (mistakes >= 0),
            -- The appeal whose result is being written, and what there is of it.
            resultFor INTEGER REFERENCES appeal (number),
            draft TEXT,
            since INTEGER,
            CHECK ((resultFor IS NULL) = (since IS NULL) AND (resultFor IS NOT NULL OR draft IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX correspondent_result ON correspondent (resultFor) WHERE resultFor IS NOT NULL;

        -- The code that closes an appeal by text, for the one it was handed to at that time.
        CREATE TABLE closeCode (
            appeal INTEGER NOT NULL PRIMARY KEY REFERENCES appeal (number),
            login TEXT NOT NULL CHECK (login <> ''),
            code INTEGER NOT NULL CHECK (code BETWEEN 10 AND 9999),
            wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0)
        ) STRICT;

        CREATE INDEX appeal_author ON appeal (phone, receivedAt) WHERE phone IS NOT NULL;
        CREATE INDEX appeal_asking ON appeal (number) WHERE extensionBy IS NOT NULL;

        -- The text that consent was given or taken back by.
        ALTER TABLE consent ADD COLUMN inbox INTEGER REFERENCES inbox (id);

        CREATE TABLE handoverBothWays (
            kind TEXT NOT NULL CHECK (kind IN ('distribute', 'register', 'dropped', 'untold', 'unreached')),
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            PRIMARY KEY (kind, appeal)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO handoverBothWays SELECT * FROM handover;
        DROP TABLE handover;
        ALTER TABLE handoverBothWays RENAME TO handover;
        """
}
