internal import Foundation
internal import Synchronization

/// How a program is to be started.
struct Spawn {
    var program: String
    var arguments: [String]
    var environment: [String: String] = [:]
    var folder: String?
    var standardInput: Int32?
    var standardOutput: Int32?
    var standardError: Int32?

    /// One start at a time, so that no program inherits the ends of another's pipes.
    static let turn = Mutex(())

    /// Starts the program as the first of its own process group; it inherits no other descriptor.
    ///
    /// - Returns: Its process id.
    func start() throws(WorldError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in zip(Int32(0)..., [standardInput, standardOutput, standardError]) {
            if let descriptor {
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            } else {
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            }
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        // A working folder cannot be asked for portably; a shell goes there and becomes the program.
        let inFolder = folder.map { ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, $0] } ?? []
        let command = inFolder + [program] + arguments
        let words = command.map { strdup($0) }
        let settings = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (words + settings).forEach { free($0) } }
        var process: pid_t = 0
        let result = Self.turn.withLock { _ in
            for descriptor in Self.openDescriptors where descriptor > 2 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
            return posix_spawn(&process, command[0], &actions, &attributes, words + [nil], settings + [nil])
        }
        guard result == 0 else { throw .cannotStart(program: program, errno: result) }
        return process
    }

    private static var openDescriptors: [Int32] {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.compactMap { Int32($0) } ?? []
    }
}

/// Both ends of a pipe, neither of them inherited by a program that is started.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws(WorldError) {
        let ends = Spawn.turn.withLock { _ -> [Int32]? in
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return ends
        }
        guard let ends else { throw .socket(operation: "pipe", errno: errno) }
        reading = ends[0]
        writing = ends[1]
    }
}

/// A shell that kills a process group as soon as the process that started it is gone.
///
/// It waits for the end of a pipe whose other end only this process holds. A death signal set by the kernel would not do: it
/// follows the thread that started the program, and threads here come and go.
final class Guard: Sendable {
    private let processID: Int32
    /// The end of the pipe that closes with this process.
    let end: Int32

    init(group: Int32) throws(WorldError) {
        let pipe = try Pipe()
        defer { close(pipe.reading) }
        var spawn = Spawn(program: "/bin/sh", arguments: ["-c", "read _; kill -s KILL -- -\(group)"])
        spawn.standardInput = pipe.reading
        processID = try spawn.start()
        end = pipe.writing
    }

    deinit {
        kill(processID, SIGKILL)
        waitpid(processID, nil, 0)
        close(end)
    }
}
