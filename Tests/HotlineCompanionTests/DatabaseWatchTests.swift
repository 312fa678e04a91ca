import Foundation
import HotlineStore
import HotlineTesting
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

@testable import HotlineCompanion
@testable import HotlineWeb

/// That what any program writes to the database is noticed, once it counts and not only before.
@Suite(.timeLimit(.minutes(1))) struct DatabaseWatchTests {
    /// How often the signal rang.
    private final class Rings: Sendable {
        private let rung = Mutex(0)

        init(of signal: ChangeSignal) {
            let changes = signal.changes()
            Task { [weak self] in for await _ in changes { self?.rung.withLock { $0 += 1 } } }
        }

        var count: Int { rung.withLock(\.self) }

        func wait(for least: Int) async throws {
            while count < least { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    @Test func `a write is told when it counts, though that is long after it was written`() async throws {
        let folder = try Folder()
        let database = folder.url.appending(path: "hotline.sqlite").path
        let log = "\(database)-wal"
        try Data().write(to: URL(filePath: log))
        let version = Mutex(Int64(1))
        let signal = ChangeSignal()
        let rings = Rings(of: signal)
        let watch = DatabaseWatch(
            database: database,
            version: { version.withLock(\.self) },
            signal: signal,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let running = Task { await watch.run() }
        try await rings.wait(for: 1)
        for transaction in 1...3 {
            // The transaction is in the log, and the disk takes its time.
            let file = try FileHandle(forWritingTo: URL(filePath: log))
            try file.seekToEnd()
            try file.write(contentsOf: Data(repeating: 1, count: 4120))
            try file.close()
            try await Task.sleep(for: .milliseconds(100))
            #expect(rings.count == transaction, "nothing can be seen yet")
            // It counts now, which the kernel tells nobody.
            version.withLock { $0 += 1 }
            try await rings.wait(for: transaction + 1)
        }
        running.cancel()
        await running.value
    }

    @Test func `a version is another once a transaction of anybody else counts, and no sooner`() async throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "hotline.sqlite").path
        let store = try Store(path: path)
        let version = try StoreVersion(path: path)
        let first = try await version.current()
        #expect(try await version.current() == first)
        _ = try await store.reserveNumbers(1)
        #expect(try await version.current() != first)
        try store.close()
    }
}
