internal import GRDB

extension DatabaseMigrator {
    /// What the audit needs: words tied to their events, when late appeals were kept, and requests that are about no appeal.
    static let auditing = """
        -- What keeps the digest of the words, which stands in the log, from being found by trying; it goes with the words.
        ALTER TABLE words ADD COLUMN salt BLOB CHECK (length(salt) = 16);
        -- The words of events up to this one were kept when the log held no digest of them.
        ALTER TABLE seal ADD COLUMN plainWords INTEGER NOT NULL DEFAULT 0;
        UPDATE seal SET plainWords = event;

        -- When an appeal was kept, where that was later than it was received: out of the spool or the exchange's account.
        CREATE TABLE entered (
            appeal INTEGER NOT NULL PRIMARY KEY REFERENCES appeal (number),
            at INTEGER NOT NULL
        ) STRICT;

        -- Requests that were obeyed and are about no appeal, with the number of what they made or ended.
        CREATE TABLE deskRequest (
            key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
            digest TEXT NOT NULL,
            subject INTEGER,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deskRequest_at ON deskRequest (at);

        -- What still has a number in it, to be taken out by age.
        CREATE INDEX turnedAway_numbered ON turnedAway (at) WHERE caller IS NOT NULL;
        CREATE INDEX exchangeCall_numbered ON exchangeCall (endedAt) WHERE caller IS NOT NULL;
        """
}
