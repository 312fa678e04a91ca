internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineWeb
internal import Synchronization

extension Companion {
    /// Makes backups, where the settings say where to.
    var backupService: BackupService? {
        file.settings.backup.map { settings in
            BackupService(settings: settings, file: file, store: store, board: backupBoard, logger: logger)
        }
    }

    /// What the staff ask about backups.
    var backupDesk: BackupDesk {
        let (service, board, zone) = (backupService, backupBoard, file.zone)
        return BackupDesk(
            begin: {
                guard service != nil else {
                    throw FaultDocument(.refused, "копии складывать некуда: в настройках нет backup.folder")
                }
                board.state.withLock { state in
                    guard state.running == nil else { return }
                    state.isWanted = true
                    state.failure = nil
                    state.running = BackupsDocument.Progress(step: .database)
                }
                board.bell.ring()
            },
            state: {
                let (running, failure) = board.state.withLock { ($0.running, $0.failure) }
                return BackupsDocument(
                    running: running,
                    failure: failure,
                    backups: (service?.folder.kept ?? []).map { BackupDocument($0, zone: zone) }
                )
            }
        )
    }
}

extension BackupDocument {
    /// Tells of a whole backup.
    init(_ kept: BackupFolder.Kept, zone: ZoneRules) {
        self.init(
            name: kept.name,
            path: kept.path,
            at: zone.civilTime(at: kept.manifest.at),
            size: kept.manifest.size,
            files: kept.manifest.files.count,
            appeals: kept.manifest.appeals,
            events: kept.manifest.events,
            isEncrypted: kept.manifest.isEncrypted
        )
    }
}
