internal import CFiles
internal import Dispatch
internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

/// Notices that any program wrote to the database, as the kernel tells it (inotify(7)), and rings.
///
/// SQLite appends what is written to the file `-wal` beside the database; the folder is watched, so that one that is made
/// anew is noticed too. What was appended counts once the disk has it and an index in shared memory says so, of whose changes the
/// kernel tells nothing: so after a write SQLite is asked until it says that there is another version.
struct DatabaseWatch: Service {
    /// How long a write may wait for the disk before it counts, and how often it is looked whether it does, at first and at last.
    private static let (patience, shortest, longest) = (
        Duration.seconds(60), Duration.milliseconds(2), Duration.milliseconds(50)
    )

    let database: String
    /// The version of what can be read now; `nil` where nobody can tell.
    let version: @Sendable () async -> Int64?
    let signal: ChangeSignal
    let logger: Logger

    func run() async {
        let url = URL(filePath: database)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        let descriptor = inotify_init1(Int32(O_NONBLOCK) | Int32(O_CLOEXEC))
        guard descriptor >= 0, inotify_add_watch(descriptor, folder, UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)) >= 0
        else {
            logger.error("Changes of the database cannot be heard: the desk shows them late.")
            if descriptor >= 0 { close(descriptor) }
            return
        }
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
        let name = url.lastPathComponent
        source.setEventHandler { if Self.isAboutDatabase(descriptor, named: name) { continuation.yield() } }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        // Whoever looked before there was a watch looks again.
        var seen = await version()
        signal.ring()
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                for await _ in changes {
                    let now = await version(after: seen)
                    if now != seen || now == nil { signal.ring() }
                    seen = now
                }
            } onCancel: {
                continuation.finish()
            }
        } onGracefulShutdown: {
            continuation.finish()
        }
        source.cancel()
    }

    /// The version once it is another, or after a time in which it was not.
    private func version(after seen: Int64?) async -> Int64? {
        let clock = ContinuousClock()
        let end = clock.now + Self.patience
        var pause = Self.shortest
        while true {
            let now = await version()
            guard now == seen, now != nil, clock.now < end, !Task.isCancelled, !Task.isShuttingDownGracefully else {
                return now
            }
            try? await cancelWhenGracefulShutdown { [pause] in try await Task.sleep(for: pause) }
            pause = min(pause * 2, Self.longest)
        }
    }

    /// Reads what happened in the folder.
    ///
    /// - Returns: Whether the database was written.
    private static func isAboutDatabase(_ descriptor: Int32, named name: String) -> Bool {
        var isAbout = false
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while case let length = read(descriptor, &buffer, buffer.count), length > 0 {
            var place = 0
            // struct inotify_event: wd, mask, cookie, len of four bytes each, then a name of len bytes, ended by zeros.
            while place + 16 <= length {
                let size = (0..<4).reduce(0) { $0 | Int(buffer[place + 12 + $1]) << (8 * $1) }
                let bytes = buffer[(place + 16)..<min(place + 16 + size, length)].prefix { $0 != 0 }
                let written = String(decoding: bytes, as: UTF8.self)
                if written == name || written == "\(name)-wal" { isAbout = true }
                place += 16 + size
            }
        }
        return isAbout
    }
}

extension Companion {
    /// What notices that any program wrote to the database.
    var databaseWatch: DatabaseWatch {
        let path = file.resolve(file.settings.storePath)
        let store = try? StoreVersion(path: path)
        return DatabaseWatch(
            database: path,
            version: { try? await store?.current() },
            signal: changes,
            logger: logger
        )
    }
}
