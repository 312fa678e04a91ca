public import Foundation

/// A disk of its own, small enough to be filled, which can also be made read-only.
///
/// It is a file system in memory, so mounting it needs root, or `sudo` without a password. It is taken away with ``end()``, and
/// with the test process whatever that dies of: the shell that mounted it waits for that.
public final class SmallDisk: Sendable {
    /// Where it is.
    public let folder: URL
    private let keeper: Int32
    private let held: Watched<Int32?>

    /// Makes and mounts a disk.
    ///
    /// - Parameter size: How much it holds, in bytes.
    /// - Throws: ``WorldError``, where one may not mount here or a program is missing.
    public init(size: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-disk-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (input, output) = (try Pipe(), try Pipe())
        defer { close(output.reading) }
        held = Watched(input.writing)
        let mount = "\(Self.asRoot)mount -t tmpfs -o size=\(size),mode=0777 hotline \"$0\" 2>&1"
        let unmount = "\(Self.asRoot)umount -l \"$0\" && rmdir \"$0\""
        var spawn = Spawn(
            program: "/bin/sh",
            arguments: ["-c", "\(mount) && echo mounted && { read _; \(unmount); }", folder.path()]
        )
        spawn.environment = Self.environment
        spawn.standardInput = input.reading
        spawn.standardOutput = output.writing
        let keeper = Result { () throws(WorldError) in try spawn.start() }
        close(input.reading)
        close(output.writing)
        self.keeper = try keeper.get()
        let said = String(decoding: Loopback.read(output.reading) ?? [], as: UTF8.self)
        guard said == "mounted\n" else {
            throw WorldError.ended(program: "mount, which needs root or sudo without a password,", output: said)
        }
    }

    deinit { end() }

    /// Takes the disk away.
    public func end() {
        let end = held.change { held in
            defer { held = nil }
            return held
        }
        guard let end else { return }
        close(end)
        waitpid(keeper, nil, 0)
    }
}

extension SmallDisk {
    private static let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    private static let asRoot = geteuid() == 0 ? "" : "sudo -n "
    private var filler: URL { folder.appending(path: "filler") }

    /// Fills the disk to its last byte.
    public func fill() throws {
        try Data().write(to: filler)
        let file = try FileHandle(forWritingTo: filler)
        defer { try? file.close() }
        try file.seekToEnd()
        for size in [4_096, 1] {
            let zeros = Data(count: size)
            while (try? file.write(contentsOf: zeros)) != nil {}
        }
    }

    /// Gives back what ``fill()`` took.
    public func free() throws {
        try FileManager.default.removeItem(at: filler)
    }

    /// Makes the disk read-only, or writable again.
    ///
    /// - Throws: ``WorldError``, also while a file is still open for writing.
    public func set(readOnly: Bool) async throws(WorldError) {
        let program = try ChildProcess(
            "/bin/sh",
            ["-c", "\(Self.asRoot)mount -o remount,\(readOnly ? "ro" : "rw") \"$0\"", folder.path()],
            environment: Self.environment
        )
        guard try await program.waitForExit() == .exited(0) else {
            throw .ended(program: "mount", output: program.lastWords)
        }
    }
}
