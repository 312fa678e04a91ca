internal import Foundation
internal import Glibc
internal import Synchronization

/// A serial line whose one end a program opens as a device, by a link to it.
///
/// Both ends close when it is pulled, and only then: who reads the other end closes it.
final class PseudoTerminal: Sendable {
    /// Our end.
    let end: Int32
    private let device: Int32
    private let link: String
    private let pull: Pipe

    /// Makes a line and the link to its device.
    init(at link: String) throws(WorldError) {
        var end: Int32 = 0
        // Held open, or our end would tell of an end whenever the program closes the device.
        var device: Int32 = 0
        var name = [CChar](repeating: 0, count: 128)
        let isOpen = Spawn.turn.withLock { _ in
            guard openpty(&end, &device, &name, nil, nil) == 0 else { return false }
            for descriptor in [end, device] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
            return true
        }
        guard isOpen else { throw .socket(operation: "openpty", errno: errno) }
        var settings = termios()
        tcgetattr(device, &settings)
        cfmakeraw(&settings)
        tcsetattr(device, TCSANOW, &settings)
        unlink(link)
        guard symlink(name, link) == 0 else { throw .socket(operation: "symlink", errno: errno) }
        pull = try Pipe()
        self.end = end
        self.device = device
        self.link = link
    }

    /// What the program wrote; `nil` once the line was pulled.
    func read() -> [UInt8]? {
        var watched = [
            pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pull.reading, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&watched, 2, -1) < 0 {}
        guard watched[1].revents == 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(end, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Says something to the program.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(end, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Takes the device away; who reads sees the end of it.
    func tear() {
        unlink(link)
        close(pull.writing)
    }

    /// Closes what is left; the program's reads and writes fail from here on.
    func closeEnds() {
        close(end)
        close(device)
        close(pull.reading)
    }
}
