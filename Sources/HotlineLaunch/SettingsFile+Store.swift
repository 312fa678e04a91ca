internal import HotlineCore
public import HotlineStore
public import Logging

#if canImport(Glibc)
internal import Glibc
#endif

extension SettingsFile {
    /// Opens the database the settings name.
    ///
    /// From here on, what the program makes is for its account and its group only: names, numbers and words of callers.
    ///
    /// - Parameters:
    ///   - patience: How long to wait for another program that holds the file.
    ///   - older: What to do with a database of an earlier version.
    /// - Returns: The database.
    /// - Throws: `StoreError`, which says what is wrong with it.
    public func openStore(
        patience: Duration = .seconds(5),
        older: Store.OlderVersion = .upgraded
    ) throws(StoreError) -> Store {
        umask(0o007)
        return try Store(path: resolve(settings.storePath), busyTimeout: patience, older: older)
    }

    /// Brings the database the settings name up to date.
    ///
    /// - Parameter patience: How long to wait for another program that holds the file.
    /// - Returns: What there was to do.
    /// - Throws: `StoreError`; the database is then as it was.
    public func upgradeStore(patience: Duration) throws(StoreError) -> Store.Upgrade {
        umask(0o007)
        return try Store.upgrade(path: resolve(settings.storePath), busyTimeout: patience)
    }

    /// The way to the database for a program that goes on without it.
    ///
    /// A database of an earlier version is left to the service to bring up to date; no caller waits for that.
    ///
    /// - Parameters:
    ///   - patience: How long a write waits for another program that holds the file.
    ///   - logger: Where to say that it cannot be opened.
    /// - Returns: The way, with the database opened where it can be.
    public func storeDoor(patience: Duration, logger: Logger) -> StoreDoor {
        StoreDoor(
            path: resolve(settings.storePath),
            open: { try openStore(patience: patience, older: .refused) },
            logger: logger
        )
    }
}
