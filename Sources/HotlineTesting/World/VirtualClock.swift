import Foundation
public import HotlineCore

/// The wall clock of programs that run in virtual time: it stands still until it is set, and may jump both ways.
///
/// A program that is started with ``environment`` has the library `CVirtualClock` preloaded, which reads the time from a file. Its
/// sleeps and its other clocks stay the machine's.
public final class VirtualClock: Sendable {
    private let file: URL

    /// Creates a clock that shows `instant`.
    ///
    /// - Throws: What the system said where its file cannot be made.
    public init(showing instant: Instant) throws {
        file = FileManager.default.temporaryDirectory.appending(path: "hotline-clock-\(UUID().uuidString.prefix(8))")
        try Self.bytes(of: instant).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: file) }

    /// Sets the clock for all programs that have it.
    ///
    /// - Throws: What the system said where its file cannot be written.
    public func set(_ instant: Instant) throws {
        // In place: the programs have the file's page, and would not see another file.
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Self.bytes(of: instant))
        try handle.close()
    }

    /// The whole environment of a program that is to have this clock.
    public var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging([
            "LD_PRELOAD": BuiltProducts.directory.appending(path: "libCVirtualClock.so").path(),
            "VIRTUAL_CLOCK": file.path(),
        ]) { $1 }
    }

    private static func bytes(of instant: Instant) -> Data {
        withUnsafeBytes(of: instant.milliseconds) { Data($0) }
    }
}
