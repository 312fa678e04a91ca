internal import GRDB

/// How a file stands to the schema of these programs.
enum SchemaState: Hashable {
    /// Nothing is in it yet.
    case empty
    /// It has every migration.
    case current
    /// An earlier version made it, whose last migration is named.
    case older(last: String)
    /// A later version made it.
    case newer
    /// Others made it; it is left alone.
    case foreign

    /// Looks at a file.
    init(_ db: Database) throws {
        let migrator = DatabaseMigrator.hotline
        if try migrator.hasBeenSuperseded(db) {
            self = .newer
        } else if try migrator.hasCompletedMigrations(db) {
            self = .current
        } else if try db.tableExists("grdb_migrations") {
            self = try migrator.appliedMigrations(db).last.map { .older(last: $0) } ?? .empty
        } else {
            self = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 ? .empty : .foreign
        }
    }
}
