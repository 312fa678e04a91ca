internal import GRDB

extension DatabaseMigrator {
    /// Tokens by which machines elsewhere act in the name of the staff.
    static let tokens = """
        CREATE TABLE token (
            -- Given out once and never again: a token of an old number must not become another's.
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            login TEXT NOT NULL CHECK (login <> ''),
            label TEXT CHECK (label <> ''),
            -- SHA-256 of the secret.
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            createdAt INTEGER NOT NULL,
            createdBy TEXT NOT NULL CHECK (createdBy <> ''),
            expiresAt INTEGER NOT NULL,
            lastUsedAt INTEGER,
            revokedAt INTEGER,
            revokedBy TEXT CHECK (revokedBy <> ''),
            -- At most 366 days.
            CHECK (expiresAt > createdAt AND expiresAt - createdAt <= 31622400000),
            CHECK ((revokedAt IS NULL) = (revokedBy IS NULL))
        ) STRICT;
        CREATE INDEX token_login ON token (login, id);
        """
}
