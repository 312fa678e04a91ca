internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore

/// Where a backup is put.
struct RestorePlaces {
    /// How many numbers are left out where nobody knows any more which ones were given out.
    static let reserve = 1000

    /// The database.
    let database: String
    private let recordings: String
    private let spool: String
    private let socket: String
    private var taking = 0

    /// The places that the settings name.
    init(_ file: SettingsFile) {
        database = file.resolve(file.settings.storePath)
        recordings = file.resolve(file.settings.agi.recordings)
        spool = file.resolve(file.settings.agi.spool)
        socket = file.resolve(file.settings.socket.path)
    }

    /// Where a file of a backup goes; `nil` for one that is of no use there.
    ///
    /// What the spool held goes beside what it holds, as something that is being taken in.
    mutating func place(of name: String) -> String? {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "recordings": return "\(recordings)/\(parts[1])"
        case "spool" where parts[1].hasPrefix("dialplan/"):
            let target = "\(spool)/\(parts[1])"
            return FileManager.default.fileExists(atPath: target) ? nil : target
        case "spool" where parts[1] == "calls.journal" || parts[1].hasPrefix("taking-"):
            repeat { taking += 1 } while FileManager.default.fileExists(atPath: "\(spool)/taking-\(taking)")
            return "\(spool)/taking-\(taking)"
        default: return nil
        }
    }

    /// Keeps the service from being started meanwhile, and finds out whether it runs.
    func lock() throws -> RestoreLock {
        guard let lock = RestoreLock(beside: socket) else {
            throw LaunchFailure("hotlined работает: остановите (systemctl stop hotlined hotline-agi)", status: .failed)
        }
        return lock
    }

    /// The last number that callers may have heard, by the database that is there; found out with nobody else using it.
    ///
    /// - Returns: The number; `nil` where there is no database that could say.
    func lastNumber() async throws -> AppealNumber? {
        guard FileManager.default.fileExists(atPath: database) else {
            Terminal.say("\(database): прежней базы нет, номера продолжатся с запасом в \(Self.reserve).")
            return nil
        }
        do throws(StoreError) {
            return try await Store.lastNumber(inFileAt: database)
        } catch .locked {
            throw LaunchFailure(
                "\(database): базу держит другая программа: остановите hotlined и hotline-agi",
                status: .failed
            )
        } catch {
            Terminal.say("\(database) не читается: номера продолжатся с запасом в \(Self.reserve).")
            return nil
        }
    }

    /// Makes the folder of a file, and those above it, where there is none; they belong to whom the folder above belongs.
    func makeFolder(for file: String) throws {
        let folder = URL(filePath: file).deletingLastPathComponent().path(percentEncoded: false)
        guard folder.count < file.count, !FileManager.default.fileExists(atPath: folder) else { return }
        let plain = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        try makeFolder(for: plain)
        guard mkdir(plain, 0o770) == 0 || errno == EEXIST else { throw failure(plain) }
        handOver(plain)
    }

    /// Gives a file that was written whole its own name.
    func putInPlace(_ file: String, _ target: String) throws {
        // As what stood there, so that who read it still does and nobody else.
        let kept = (try? FileManager.default.attributesOfItem(atPath: target))?[.posixPermissions] as? NSNumber
        chmod(file, kept?.uint32Value ?? 0o640)
        handOver(file)
        guard rename(file, target) == 0 else { throw failure(target) }
    }

    /// Puts the database in place; what stood there is kept beside it.
    func exchange(_ fresh: String, at now: Instant) throws {
        let stamp = CivilTime(now, offset: 0).rfc3339.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        var aside = "\(database).before-\(stamp)"
        var more = 1
        while FileManager.default.fileExists(atPath: aside) {
            more += 1
            aside = "\(database).before-\(stamp)-\(more)"
        }
        // There is a database at every moment: the old one gets a second name, and the new one takes its first in one step.
        if link(database, aside) == 0 {
            Terminal.say("Прежняя база сохранена: \(aside)")
        } else if errno != ENOENT {
            throw failure(aside)
        }
        // Where the old one could be read, nothing waits in these any more. Where it could not, they are part of it.
        for rest in ["-wal", "-shm"] {
            guard rename(database + rest, aside + rest) == 0 || errno == ENOENT else { throw failure(aside + rest) }
        }
        try putInPlace(fresh, database)
    }

    /// Gives what root made to whom the folder it is in belongs, as the service must write it.
    private func handOver(_ path: String) {
        var facts = stat()
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        guard geteuid() == 0, stat(folder, &facts) == 0 else { return }
        chown(path, facts.st_uid, facts.st_gid)
    }

    private func failure(_ path: String) -> LaunchFailure {
        LaunchFailure("\(path): \(SystemFault.last)", status: .failed)
    }
}

/// The lock that a running service holds.
final class RestoreLock {
    private let descriptor: Int32

    /// Takes it; `nil` where the service runs.
    init?(beside socket: String) {
        descriptor = open("\(socket).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        // Where there is no folder for the socket, there is no service either.
        guard descriptor >= 0 else { return }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    /// Lets it go.
    func release() {
        if descriptor >= 0 { close(descriptor) }
    }
}
