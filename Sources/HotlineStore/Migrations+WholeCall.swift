internal import GRDB

extension DatabaseMigrator {
    /// What the whole call needs: recordings, outages, callers turned away, numbers held ready, the spool and the exchange's account.
    static let wholeCall = """
        -- What does not work for many; at most one is announced at a time.
        CREATE TABLE outage (
            id INTEGER NOT NULL PRIMARY KEY,
            type TEXT NOT NULL CHECK (type IN ('technical', 'ejournal', 'lessonQuality', 'psychologist', 'other')),
            startedAt INTEGER NOT NULL,
            startedBy TEXT NOT NULL CHECK (startedBy <> ''),
            endedAt INTEGER,
            endedBy TEXT CHECK (endedBy <> ''),
            CHECK ((endedAt IS NULL) = (endedBy IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX outage_open ON outage ((endedAt IS NULL)) WHERE endedAt IS NULL;

        CREATE TABLE outageAppeal (
            appeal INTEGER NOT NULL PRIMARY KEY REFERENCES appeal (number),
            outage INTEGER NOT NULL REFERENCES outage (id)
        ) STRICT;
        CREATE INDEX outageAppeal_outage ON outageAppeal (outage);

        -- That many called about the same was told to the head.
        CREATE TABLE proposal (
            id INTEGER NOT NULL PRIMARY KEY,
            type TEXT NOT NULL CHECK (type IN ('technical', 'ejournal', 'lessonQuality', 'psychologist', 'other')),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX proposal_type ON proposal (type, at);

        ALTER TABLE call ADD COLUMN link TEXT NOT NULL DEFAULT 'made'
            CHECK (link IN ('made', 'again', 'known', 'status', 'added'));
        -- What was announced when the call arrived.
        ALTER TABLE call ADD COLUMN outage INTEGER REFERENCES outage (id);
        ALTER TABLE call ADD COLUMN transfer TEXT
            CHECK (transfer IN ('answered', 'unanswered', 'callback', 'abandoned'));
        ALTER TABLE call ADD COLUMN answeredBy TEXT CHECK (answeredBy <> '');
        -- Milliseconds.
        ALTER TABLE call ADD COLUMN rang INTEGER CHECK (rang >= 0);
        ALTER TABLE call ADD COLUMN talked INTEGER CHECK (talked >= 0);
        CREATE INDEX call_caller ON call (caller, startedAt) WHERE caller IS NOT NULL;
        CREATE INDEX call_unended ON call (startedAt) WHERE outcome IS NULL;
        CREATE INDEX appeal_phone ON appeal (phone) WHERE status <> 'closed' AND phone IS NOT NULL;
        CREATE INDEX appeal_received ON appeal (receivedAt);

        CREATE TABLE recording (
            id INTEGER NOT NULL PRIMARY KEY,
            call INTEGER NOT NULL REFERENCES call (id),
            kind TEXT NOT NULL CHECK (kind IN ('message', 'talk')),
            file TEXT NOT NULL UNIQUE CHECK (file <> '' AND file NOT GLOB '*/*'),
            length INTEGER NOT NULL CHECK (length >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            isSilent INTEGER NOT NULL CHECK (isSilent IN (0, 1)),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX recording_call ON recording (call);

        -- Calls of numbers that called too often: counted, and nothing else.
        CREATE TABLE turnedAway (
            uniqueID TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            caller TEXT CHECK (caller GLOB '+[1-9]*')
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX turnedAway_caller ON turnedAway (caller, at);
        CREATE INDEX turnedAway_at ON turnedAway (at);

        -- Appeal numbers given out beforehand, for the time when nothing can be written here.
        CREATE TABLE reservation (
            first INTEGER NOT NULL PRIMARY KEY CHECK (first > 0),
            last INTEGER NOT NULL CHECK (last >= first)
        ) STRICT;

        -- The spool's entries that were taken in.
        CREATE TABLE spooled (
            id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- The exchange's own account of calls, and how far its files were read.
        CREATE TABLE exchangeCall (
            uniqueID TEXT NOT NULL PRIMARY KEY,
            startedAt INTEGER NOT NULL,
            endedAt INTEGER NOT NULL,
            caller TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX exchangeCall_started ON exchangeCall (startedAt);
        CREATE INDEX exchangeCall_ended ON exchangeCall (endedAt);
        CREATE TABLE exchangeFile (
            path TEXT NOT NULL PRIMARY KEY,
            inode INTEGER NOT NULL,
            offset INTEGER NOT NULL CHECK (offset >= 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE handoverOfWholeCall (
            kind TEXT NOT NULL CHECK (kind IN ('distribute', 'register', 'dropped')),
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            PRIMARY KEY (kind, appeal)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO handoverOfWholeCall (kind, appeal) SELECT kind, appeal FROM handover;
        DROP TABLE handover;
        ALTER TABLE handoverOfWholeCall RENAME TO handover;

        CREATE UNIQUE INDEX message_dropped ON message (appeal) WHERE kind = 'dropped';
        """
}
