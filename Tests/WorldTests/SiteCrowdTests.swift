import Foundation
import HTTPClient
import HotlineTesting
import Testing

/// Visitors who keep connections and say little, before a real `hotlined` that may have no more than the usual number of files.
@Suite(.timeLimit(.minutes(3)))
struct SiteCrowdTests {
    @Test func `a crowd that says nothing, or a byte now and then, takes no call, no staff and no stop with it`()
        async throws
    {
        let hotline = try await Hotline([])
        let settings = hotline.folder.appending(path: "hotline.json").path()
        let companion = try ChildProcess(
            "/bin/sh",
            [
                "-c", "ulimit -n 1024; exec \"$0\" --config \"$1\"", BuiltProducts.program("hotlined").path(), settings,
            ]
        )
        try await companion.waitForOutput(containing: "The staff can ask.", within: .seconds(30))
        try await companion.waitForOutput(containing: "Visitors can come", within: .seconds(30))
        let said = companion.standardError.components(separatedBy: "web.port=").last ?? ""
        let port = try #require(Int(said.prefix { $0.isNumber }))

        let silent = (2...13).map { SilentConnections(100, to: port, from: UInt8($0)) }
        #expect(try await hotline.command("whoami").status == .exited(0))
        // Of each address those beyond its share are closed at once, and not only when they have been silent for thirty seconds.
        _ = try await hotline.wait(for: "the end of those beyond a share", within: .seconds(20)) {
            silent[0].closed >= 36 ? true : nil
        }
        #expect(try await hotline.command("list").status == .exited(0))
        for connections in silent { connections.close() }

        let slow = SilentConnections(1, to: port, from: 2)
        slow.say(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n"
        )
        let client = HTTPClient()
        #expect(try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)/")).status == 200)
        companion.signal(SIGTERM)
        // It goes on sending; the program ends all the same.
        let status = try await withThrowingTaskGroup(of: ChildProcess.ExitStatus?.self) { group in
            group.addTask { try await companion.waitForExit(within: .seconds(60)) }
            group.addTask {
                while !Task.isCancelled {
                    slow.drip()
                    try await Task.sleep(for: .seconds(1))
                }
                return nil
            }
            let first = try await group.next()
            group.cancelAll()
            return first.flatMap(\.self)
        }
        #expect(status == .exited(0))
        slow.close()
        await hotline.end()
    }
}
