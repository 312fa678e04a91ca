internal import CFiles
internal import Foundation
internal import HotlineCore
internal import HotlineLaunch

#if canImport(Glibc)
internal import Glibc
#endif

/// Looks at what can be seen without the service: files, disks and programs of this machine.
struct FileProbe: Sendable {
    let file: SettingsFile

    /// What is found while the service does not run, in the order in which it is told.
    func checks() async -> [HealthCheck] {
        var found = [service, settings, .init(.asterisk, .skipped, "видно только службе")]
        found += await HealthProbe.limited(.disk) { disks() }
        found += await HealthProbe.limited(.rights) { rights() }
        found += await HealthProbe.limited(.spool) { [spool()] }
        found += await HealthProbe.limited(.agi) { [await callServer()] }
        found += await HealthProbe.limited(.mail) { [mail()] }
        let path = file.resolve(file.settings.storePath)
        if FileFacts(path) == nil {
            let cure = "права на папку; если базы нет, её сделает служба, или вернёт hotline restore КОПИЯ"
            found.append(HealthCheck(.database, .warning, "\(path): не видно", cure: cure))
        }
        return found.inOrder
    }

    private var service: HealthCheck {
        let socket = file.resolve(file.settings.socket.path)
        let cure = "systemctl start hotlined; не запускается — journalctl -u hotlined скажет почему"
        return HealthCheck(.service, .fault, "\(socket): не отвечает", cure: cure)
    }

    /// Whether the service could start with the settings as they are.
    private var settings: HealthCheck {
        do throws(SettingsError) {
            let closed = try Companion.check(file)
            let rest = closed.isEmpty ? "" : "; не для вашей учётной записи: \(closed.joined(separator: ", "))"
            return HealthCheck(.settings, .good, file.path + rest)
        } catch {
            let faults = "\(error)".split(separator: "\n")
            let more = faults.count > 1 ? " (и ещё \(faults.count - 1))" : ""
            return HealthCheck(.settings, .fault, "\(faults.first ?? "")\(more)", cure: "hotline config check")
        }
    }

    /// Room on each disk that something is kept on, told once for each.
    func disks() -> [HealthCheck] {
        let settings = file.settings
        let calls = [settings.storePath, settings.agi.recordings, settings.agi.spool].map(file.resolve)
        let backups = settings.backup.map { file.resolve($0.folder) }
        var met: Set<UInt64> = []
        return (calls + [backups].compactMap { $0 }).compactMap { path in
            guard let room = DiskRoom(of: path), met.insert(room.disk).inserted else { return nil }
            return .disk(path, free: room.free, total: room.total, isForBackupsOnly: path == backups)
        }
    }

    /// Who may read what: numbers and words of callers, and secrets.
    func rights() -> [HealthCheck] {
        let settings = file.settings
        let database = file.resolve(settings.storePath)
        let data = [database, "\(database)-wal"].map { ($0, UInt16(0o660)) }
        let folders = [settings.agi.recordings, settings.agi.spool].map { (file.resolve($0), UInt16(0o770)) }
        let secrets = settings.secretFiles.map { (file.resolve($0), UInt16(0o640)) }
        let socket = [(file.resolve(settings.socket.path), UInt16(0o660))]
        let all = data + folders + secrets + socket
        let found = all.compactMap { HealthCheck.rights($0.0, mode: FileFacts($0.0)?.mode, allowed: $0.1) }
        return found.isEmpty ? [HealthCheck(.rights, .good, "лишних нет, проверено путей: \(all.count)")] : found
    }

    /// What calls left that the database did not take.
    func spool() -> HealthCheck {
        let folder = file.resolve(file.settings.agi.spool)
        let now = Instant.now()
        var ages: [Duration] = []
        for place in [folder, "\(folder)/dialplan"] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
                // What holds calls: the journals of the program, and the notes of the dialplan.
                guard name.hasSuffix(".journal") || name.hasPrefix("taking-") || name.hasSuffix(".txt"),
                    let facts = FileFacts("\(place)/\(name)"), facts.size > 0
                else { continue }
                ages.append(max(now - facts.changedAt, .zero))
            }
        }
        return .spool(files: ages.count, age: ages.max())
    }

    func mail() -> HealthCheck {
        guard file.settings.email.from != nil else {
            return HealthCheck(.mail, .skipped, "не отправляется: в настройках нет email.from")
        }
        let program = file.settings.email.command.first ?? ""
        guard let path = ProgramSearch.path(of: program) else {
            return HealthCheck(
                .mail,
                .fault,
                "\(program): такой программы нет",
                cure: "установите почтовый сервер или msmtp-mta, либо укажите email.command"
            )
        }
        return HealthCheck(.mail, .good, "\(path) на месте; проверить письмом: hotline doctor --mail")
    }

    /// Whether the server that takes calls answers as it does to Asterisk.
    func callServer() async -> HealthCheck {
        let listen = file.settings.agi.listen
        let place = "\(listen.host):\(listen.port)"
        switch await CallServerProbe.ask(host: listen.host, port: listen.port) {
        case .answers: return HealthCheck(.agi, .good, "\(place): отвечает")
        case .silent:
            let found = "\(place): соединяет и молчит"
            return HealthCheck(.agi, .fault, found, cure: "systemctl restart hotline-agi; звонки пока берёт программа")
        case .notThere:
            let found = "\(place): не отвечает"
            return HealthCheck(.agi, .fault, found, cure: "systemctl start hotline-agi; звонки пока берёт программа")
        }
    }
}

/// What the machine says of a file.
struct FileFacts {
    let size: UInt64
    let mode: UInt16
    let changedAt: Instant
    let isRegular: Bool

    /// Looks at a file, or at what a link leads to; `nil` where it cannot be seen.
    init?(_ path: String) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let facts = try? FileManager.default.attributesOfItem(atPath: place),
            let size = facts[.size] as? NSNumber, let mode = facts[.posixPermissions] as? NSNumber,
            let changed = facts[.modificationDate] as? Date
        else { return nil }
        self.size = size.uint64Value
        self.mode = mode.uint16Value
        isRegular = facts[.type] as? FileAttributeType == .typeRegular
        changedAt = Instant(milliseconds: Int64(changed.timeIntervalSince1970 * 1000))
    }
}

/// How much room a disk has.
struct DiskRoom {
    let disk: UInt64
    let free: UInt64
    let total: UInt64

    /// Looks at the disk that a path is on, or would be; `nil` where it cannot be seen.
    init?(of path: String) {
        var path = path
        while !FileManager.default.fileExists(atPath: path), path.count > 1 {
            path = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        }
        var room = statvfs()
        guard statvfs(path, &room) == 0 else { return nil }
        disk = UInt64(room.f_fsid)
        free = UInt64(room.f_bavail) * UInt64(room.f_frsize)
        total = UInt64(room.f_blocks) * UInt64(room.f_frsize)
    }
}

/// Whether something keeps the machine's clock right.
enum ClockDiscipline {
    /// What the kernel says; `nil` where it does not.
    static var now: Bool? {
        switch clock_is_kept_right() {
        case 0: false
        case 1: true
        default: nil
        }
    }
}

/// Finds programs as a shell does.
enum ProgramSearch {
    /// Where a program is; `nil` where it is not, or may not be run.
    static func path(of program: String) -> String? {
        guard !program.isEmpty else { return nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        return places.first { access($0, X_OK) == 0 }
    }
}
