public import Foundation
internal import HTTPClient

/// A way to the staff API for any account of this machine, without a program for each request.
///
/// A program of root's takes requests at a port of 127.0.0.1 and hands each on to the service's socket under the account that it
/// names, so that the service sees that account. Only root can do that.
public final class StaffDoor: Sendable {
    private let program: ChildProcess
    private let port: Int
    private let client = HTTPClient()

    /// Starts the program.
    ///
    /// - Parameter folder: Where the sockets of the services are.
    /// - Throws: ``WorldError`` where there is no Python.
    public init(to folder: URL) async throws {
        program = try ChildProcess("/usr/bin/env", ["python3", "-c", Self.script, folder.path()])
        try await program.waitForOutput(containing: "\n", within: .seconds(30))
        guard let port = Int(program.standardOutput.prefix { !$0.isNewline }) else {
            throw WorldError.timedOut(awaiting: "the port of the staff's door", seen: program.standardOutput)
        }
        self.port = port
    }

    /// Asks under an account.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path of the staff API.
    ///   - body: The body.
    ///   - key: What the request is known by.
    ///   - account: The number of the account.
    ///   - socket: The name of the service's socket.
    /// - Returns: The status of the answer; `nil` where the service was not there or died before it answered.
    public func ask(
        _ method: String,
        _ path: String,
        body: String,
        key: String,
        as account: UInt32,
        at socket: String
    ) async -> Int? {
        let request = HTTPRequest(
            HTTPMethod(rawValue: method) ?? .post,
            "http://127.0.0.1:\(port)/\(account)/\(socket)\(path)",
            headers: [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Idempotency-Key", key)],
            body: Array(body.utf8)
        )
        return try? await client.send(request).status
    }

    /// Ends the program.
    public func close() async {
        await program.terminate()
    }

    private static let script = """
        import os, re, socket, sys, threading

        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        # The account is the whole program's while it connects.
        becoming = threading.Lock()

        def serve(peer):
            with peer:
                data = b""
                while b"\\r\\n\\r\\n" not in data:
                    more = peer.recv(65536)
                    if not more:
                        return
                    data += more
                head, body = data.split(b"\\r\\n\\r\\n", 1)
                length = re.search(rb"(?i)content-length: *([0-9]+)", head)
                while length and len(body) < int(length[1]):
                    more = peer.recv(65536)
                    if not more:
                        return
                    body += more
                method, account, name, rest = re.match(rb"([A-Z]+) /([0-9]+)/([^/]+)(.*)", head, re.S).groups()
                head = method + b" " + rest + b"\\r\\nConnection: close"
                door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                with door:
                    try:
                        with becoming:
                            os.seteuid(int(account))
                            try:
                                door.connect(os.path.join(sys.argv[1], name.decode()))
                            finally:
                                os.seteuid(0)
                        door.sendall(head + b"\\r\\n\\r\\n" + body)
                        while more := door.recv(65536):
                            peer.sendall(more)
                    except OSError:
                        pass

        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """
}
