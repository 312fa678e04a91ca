import HotlineCore
import HotlineMessaging
import Synchronization
import Testing

struct ConsoleGatewayTests {
    private func printed(_ parts: MessagePart...) async throws -> [String] {
        let lines = Mutex<[String]>([])
        let gateway = ConsoleGateway { line in lines.withLock { $0.append(line) } }
        for part in parts { #expect(try await gateway.submit(part) == GatewayReceipt(isDelivered: true)) }
        return lines.withLock { $0 }
    }

    @Test func `prints the number masked and the text whole`() async throws {
        #expect(try await printed(.fixture("№1042 средства.")) == ["→ +7••••••••42  №1042 средства."])
    }

    @Test func `prints which part of how many`() async throws {
        let lines = try await printed(.fixture("раз", index: 0, count: 2), .fixture("два", index: 1, count: 2))
        #expect(lines == ["→ +7••••••••42 (1/2)  раз", "→ +7••••••••42 (2/2)  два"])
    }

    @Test func `a text cannot steer the terminal, and its lines stay its own`() async throws {
        let lines = try await printed(.fixture("a\u{1B}[2Jb\r\u{9B}c\n→ d"))
        #expect(lines == ["→ +7••••••••42  a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}c\n    → d"])
    }
}
