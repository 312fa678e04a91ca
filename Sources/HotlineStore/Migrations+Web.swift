internal import GRDB

extension DatabaseMigrator {
    /// What the school's site needs to know of what it gave out.
    static let web = """
        -- Random bytes by which the service knows again what it made itself: a form, and the address of a status page. They are
        -- kept here and not in the settings, so that an address is still good after a restore on another machine.
        CREATE TABLE secret (
            name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
            value BLOB NOT NULL CHECK (length(value) = 32)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO secret (name, value) VALUES ('web', randomblob(32));
        """
}
