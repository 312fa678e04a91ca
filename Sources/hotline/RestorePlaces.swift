internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore

/// Where a backup is put.
struct RestorePlaces {
    /// The database.
    let database: String
    private let recordings: String
    private let spool: String
    private let socket: String

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
    func place(of name: String) -> String? {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "recordings": return "\(recordings)/\(parts[1])"
        case "spool" where parts[1].hasPrefix("dialplan/"):
            let target = "\(spool)/\(parts[1])"
            return FileManager.default.fileExists(atPath: target) ? nil : target
        case "spool" where parts[1] == "calls.journal" || parts[1].hasPrefix("taking-"):
            return nextTaking(for: parts[1])
        default: return nil
        }
    }

    func size(of path: String) -> Int64? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int64
    }

    /// Keeps the service from being started meanwhile, and finds out whether it runs.
    func lock() throws -> RestoreLock {
        guard let lock = RestoreLock(beside: socket) else {
            throw LaunchFailure("hotlined работает: остановите (systemctl stop hotlined hotline-agi)", status: .failed)
        }
        return lock
    }

    /// The last number that callers may have heard, by the database that is there; found out with nobody else using it.
    func lastNumber() async throws -> AppealNumber {
        guard FileManager.default.fileExists(atPath: database) else { return AppealNumber(0) }
        do throws(StoreError) {
            return try await Store.lastNumber(inFileAt: database)
        } catch .locked {
            throw LaunchFailure(
                "\(database): базу держит другая программа: остановите hotlined и hotline-agi",
                status: .failed
            )
        } catch {
            Terminal.say("\(database) не читается: номера продолжатся с запасом в 1000.")
            return AppealNumber(1000)
        }
    }

    /// Gives a file that was written whole its own name.
    func putInPlace(_ file: String, _ target: String) throws {
        guard rename(file, target) == 0 else {
            throw LaunchFailure("\(target): \(String(cString: strerror(errno)))", status: .failed)
        }
        chmod(target, 0o660)
    }

    /// Puts the database in place; what stood there is kept beside it.
    func exchange(_ fresh: String, at now: Instant) throws {
        let stamp = CivilTime(now, offset: 0).rfc3339.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        if FileManager.default.fileExists(atPath: database) {
            let aside = "\(database).before-\(stamp)"
            try? FileManager.default.removeItem(atPath: aside)
            try FileManager.default.copyItem(atPath: database, toPath: aside)
            Terminal.say("Прежняя база сохранена: \(aside)")
        }
        for rest in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + rest) }
        try putInPlace(fresh, database)
    }

    private func nextTaking(for name: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(spool)/taking-\(number)") { number += 1 }
        return "\(spool)/taking-\(number)"
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
