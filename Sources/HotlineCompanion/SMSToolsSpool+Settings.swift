internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging

extension SMSToolsSpool {
    /// The spool as the settings name it.
    init(_ settings: SMSToolsSettings, of file: SettingsFile) {
        let named: [(Folder, String?)] = [
            (.outgoing, settings.outgoing), (.checked, settings.checked), (.sent, settings.sent),
            (.failed, settings.failed), (.report, settings.report), (.incoming, settings.incoming),
        ]
        let elsewhere = named.compactMap { folder, path in path.map { (folder, file.resolve($0)) } }
        self.init(file.resolve(settings.spool), elsewhere: Dictionary(elsewhere) { $1 })
    }
}
