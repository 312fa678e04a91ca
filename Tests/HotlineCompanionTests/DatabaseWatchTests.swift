import Foundation
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
        let (log, index) = ("\(database)-wal", "\(database)-shm")
        try Data().write(to: URL(filePath: log))
        try Data(repeating: 0, count: 32_768).write(to: URL(filePath: index))
        let signal = ChangeSignal()
        let rings = Rings(of: signal)
        let watch = DatabaseWatch(
            database: database,
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
            // The index says that it counts, which the kernel tells nobody.
            try withMemory(of: index) { $0[8] = UInt8(transaction) }
            try await rings.wait(for: transaction + 1)
        }
        running.cancel()
        await running.value
    }

    /// Changes a file as SQLite does its index: through memory.
    private func withMemory(of path: String, _ change: (UnsafeMutablePointer<UInt8>) -> Void) throws {
        let file = open(path, O_RDWR)
        try #require(file >= 0)
        defer { close(file) }
        let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        let bytes = try #require(memory == MAP_FAILED ? nil : memory)
        change(bytes.assumingMemoryBound(to: UInt8.self))
        munmap(bytes, 4096)
    }
}
