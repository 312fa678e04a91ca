internal import HotlineCore
public import HotlineStore

#if canImport(Glibc)
internal import Glibc
#endif

extension SettingsFile {
    /// Opens the database the settings name.
    ///
    /// From here on, what the program makes is for its account and its group only: names, numbers and words of callers.
    ///
    /// - Throws: `StoreError`, which says what is wrong with it.
    public func openStore() throws(StoreError) -> Store {
        umask(0o007)
        return try Store(path: resolve(settings.storePath))
    }
}
