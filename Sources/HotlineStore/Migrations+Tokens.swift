internal import GRDB

extension DatabaseMigrator {
    /// Tokens by which machines elsewhere act in the name of the staff.
    static let tokens = """
        CREATE TABLE token (
            -- Given out once and never again: a token of an old number must not become another's.
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            -- Who made it, for themselves.
            login TEXT NOT NULL CHECK (login <> ''),
            label TEXT CHECK (label <> ''),
            -- SHA-256 of the secret.
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            createdAt INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            lastUsedAt INTEGER,
            revokedAt INTEGER,
            revokedBy TEXT CHECK (revokedBy <> ''),
            -- At most 366 days.
            CHECK (expiresAt > createdAt AND expiresAt - createdAt <= 31622400000),
            CHECK ((revokedAt IS NULL) = (revokedBy IS NULL))
        ) STRICT;
        CREATE INDEX token_login ON token (login, id);
        -- Who could get in, and until when, must be seen afterwards: a token is made, used and taken back, and nothing else.
        CREATE TRIGGER token_kept BEFORE DELETE ON token
            BEGIN SELECT RAISE(ABORT, 'a token is taken back, not deleted'); END;
        CREATE TRIGGER token_unchanged BEFORE UPDATE OF id, login, label, digest, createdAt, expiresAt ON token
            BEGIN SELECT RAISE(ABORT, 'what a token is does not change'); END;
        CREATE TRIGGER token_gone BEFORE UPDATE OF revokedAt, revokedBy ON token WHEN OLD.revokedAt IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'a token is taken back once'); END;

        -- By which token the call was asked for; nothing where it was on this machine.
        ALTER TABLE authorCall ADD COLUMN token INTEGER REFERENCES token (id);
        """
}
