internal import CFiles
internal import Dispatch
internal import Foundation
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

/// Notices that any program wrote to the database, as the kernel tells it (inotify(7)), and rings.
///
/// SQLite appends what is written to the file `-wal` beside the database; the folder is watched, so that one that is made
/// anew is noticed too.
struct DatabaseWatch: Service {
    let database: String
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
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                for await _ in changes { signal.ring() }
            } onCancel: {
                continuation.finish()
            }
        } onGracefulShutdown: {
            continuation.finish()
        }
        source.cancel()
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
