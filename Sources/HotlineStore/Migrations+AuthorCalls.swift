internal import GRDB

extension DatabaseMigrator {
    /// Calls from members of the staff to authors, and whom to call another day.
    static let authorCalls = """
        CREATE TABLE authorCall (
            id INTEGER NOT NULL PRIMARY KEY,
            appeal INTEGER NOT NULL REFERENCES appeal (number),
            login TEXT NOT NULL CHECK (login <> ''),
            state TEXT NOT NULL CHECK (state IN ('ringing', 'dialling', 'talking', 'ended')),
            outcome TEXT CHECK (outcome IN ('reached', 'noAnswer', 'busy', 'unreachable', 'cancelled', 'notPickedUp',
                'notPlaced', 'lost')),
            askedAt INTEGER NOT NULL,
            endedAt INTEGER,
            talked INTEGER CHECK (talked >= 0),
            -- When it counts as lost.
            dueAt INTEGER,
            CHECK ((state = 'ended') = (outcome IS NOT NULL)),
            CHECK ((state = 'ended') = (endedAt IS NOT NULL)),
            CHECK ((state = 'ended') = (dueAt IS NULL))
        ) STRICT;
        CREATE INDEX authorCall_appeal ON authorCall (appeal, id);
        CREATE UNIQUE INDEX authorCall_going ON authorCall (login) WHERE state <> 'ended';
        CREATE INDEX authorCall_due ON authorCall (dueAt) WHERE dueAt IS NOT NULL;

        -- Authors who were called in vain, to be called another day.
        CREATE TABLE callTask (
            appeal INTEGER NOT NULL PRIMARY KEY REFERENCES appeal (number),
            dueAt INTEGER NOT NULL,
            attempts INTEGER NOT NULL CHECK (attempts > 0)
        ) STRICT;
        """
}
