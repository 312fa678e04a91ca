internal import GRDB

extension DatabaseMigrator {
    /// Calls to members of the staff who are asked to take an appeal, and an index of texts.
    static let ladder = """
        CREATE TABLE ladderCall (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            login TEXT NOT NULL CHECK (login <> ''),
            phone TEXT NOT NULL CHECK (phone GLOB '+[1-9]*'),
            -- Calling: Asterisk was asked, or is about to be. Given up: it ended without that, as often as it is tried.
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'calling', 'taken', 'givenUp', 'cancelled')),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            -- When something is done with it again: called, or no longer waited for.
            dueAt INTEGER,
            -- From when on it is of no use.
            expiresAt INTEGER NOT NULL,
            createdAt INTEGER NOT NULL,
            changedAt INTEGER NOT NULL,
            reason TEXT CHECK (reason <> ''),
            CHECK ((state IN ('queued', 'calling')) = (dueAt IS NOT NULL))
        ) STRICT;
        CREATE INDEX ladderCall_due ON ladderCall (dueAt, id) WHERE dueAt IS NOT NULL;
        CREATE INDEX ladderCall_appeal ON ladderCall (appeal);
        CREATE UNIQUE INDEX ladderCall_waiting ON ladderCall (appeal, login) WHERE dueAt IS NOT NULL;

        -- Texts of which nobody knows whether they went, while something is still to be done with them.
        CREATE INDEX message_unknown ON message (dueAt) WHERE state = 'unknown' AND dueAt IS NOT NULL;
        """
}
