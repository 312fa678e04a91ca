internal import HotlineCore
public import HotlineStore

extension SettingsFile {
    /// Opens the database the settings name.
    ///
    /// - Throws: `StoreError`, which says what is wrong with it.
    public func openStore() throws(StoreError) -> Store {
        try Store(path: resolve(settings.storePath))
    }
}
