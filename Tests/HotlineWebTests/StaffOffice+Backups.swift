import HotlineClient
import HotlineWeb

extension StaffOffice {
    /// Backups that are made at once and never kept.
    var backupDesk: BackupDesk {
        BackupDesk(
            begin: {},
            state: { BackupsDocument(running: .init(step: .files, done: 5, total: 10), failure: nil, backups: []) }
        )
    }
}
