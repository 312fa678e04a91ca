import HotlineCore
import HotlineMessaging
import HotlineTesting
import Synchronization
import Testing

/// The gateways there are; each must pass every test of ``GatewayConformance``.
enum GatewayKind: CaseIterable {
    case console
    case kannel
    case scripted

    /// A gateway of the kind, and the texts it has brought to the other side so far.
    func make() throws -> (gateway: any MessageGateway, texts: @Sendable () -> [String]) {
        switch self {
        case .console:
            let lines = Lines()
            return (ConsoleGateway { lines.append($0) }, { lines.texts })
        case .kannel:
            let kannel = try KannelPeer()
            return (try KannelGateway.fixture(url: kannel.url), { kannel.submissions.compactMap { $0["text"] } })
        case .scripted:
            let scripted = ScriptedGateway()
            return (scripted, { scripted.submissions.map(\.text) })
        }
    }

    /// What a console gateway printed, read back as texts.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        func append(_ line: String) {
            lines.withLock { $0.append(line) }
        }

        var texts: [String] {
            lines.withLock { lines in
                lines.map { line in
                    let text = line.firstRange(of: "  ").map { String(line[$0.upperBound...]) } ?? line
                    return text.replacing("\n    ", with: "\n")
                }
            }
        }
    }
}

/// What every gateway promises.
@Suite(.timeLimit(.minutes(1))) struct GatewayConformance {
    @Test(arguments: GatewayKind.allCases)
    func `a part it takes is on the other side when it says so`(kind: GatewayKind) async throws {
        let (gateway, texts) = try kind.make()
        _ = try await gateway.submit(.fixture("№1042 средства."))
        #expect(texts() == ["№1042 средства."])
    }

    @Test(arguments: GatewayKind.allCases)
    func `every text arrives as it was`(kind: GatewayKind) async throws {
        let (gateway, texts) = try kind.make()
        let all = ["50% + 1 & 2 = «три»; #4?/\\", "ё Ё й ѣ", "👍🏽 да", "строка\nещё", "%d %26 +", "'\"<>", "a"]
        for text in all { _ = try await gateway.submit(.fixture(text)) }
        #expect(texts() == all)
    }

    @Test(arguments: GatewayKind.allCases)
    func `the parts of a text make the text again`(kind: GatewayKind) async throws {
        let (gateway, texts) = try kind.make()
        let text = String(repeating: "Ответ готов 👍. ", count: 20)
        for part in MessagePart.cut(text) { _ = try await gateway.submit(part) }
        #expect(texts().count == SMSParts.cut(text).count)
        #expect(texts().joined() == text)
    }

    @Test(arguments: GatewayKind.allCases)
    func `parts submitted at once arrive each once`(kind: GatewayKind) async throws {
        let (gateway, texts) = try kind.make()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 0..<32 {
                group.addTask { _ = try await gateway.submit(.fixture("текст \(place)", message: Int64(place))) }
            }
            try await group.waitForAll()
        }
        #expect(texts().sorted() == (0..<32).map { "текст \($0)" }.sorted())
    }

    @Test(arguments: GatewayKind.allCases)
    func `its name is one word`(kind: GatewayKind) throws {
        let name = try kind.make().gateway.name
        #expect(!name.isEmpty && name.allSatisfy(\.isLetter))
    }
}
