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
    case smsc
    case smsRu
    case android
    case described
    case smstools

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
        case .smsc: return try Self.http(.smsc)
        case .smsRu: return try Self.http(.smsRu)
        case .android: return try Self.http(.android)
        case .described: return try Self.http(.described)
        case .smstools:
            let bench = try SpoolBench()
            return (bench.gateway, { bench.waitingTexts })
        }
    }

    private static func http(
        _ provider: HTTPProvider
    ) throws -> (gateway: any MessageGateway, texts: @Sendable () -> [String]) {
        let bench = try provider.bench()
        return (bench.gateway, bench.texts)
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
        for (place, text) in all.enumerated() {
            _ = try await gateway.submit(.fixture(text, message: Int64(place)))
        }
        #expect(texts() == all)
    }

    @Test(arguments: GatewayKind.allCases)
    func `the parts of a text make the text again`(kind: GatewayKind) async throws {
        let (gateway, texts) = try kind.make()
        let text = String(repeating: "Ответ готов 👍. ", count: 20)
        // One that joins parts itself is given the whole text as one part.
        let parts = gateway.takesWholeTexts ? [MessagePart.fixture(text)] : MessagePart.cut(text)
        for part in parts { _ = try await gateway.submit(part) }
        #expect(texts().count == parts.count)
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
    func `what it says it will call a part is what its receipt calls it, and nobody else's part`(
        kind: GatewayKind
    ) async throws {
        let (gateway, texts) = try kind.make()
        let part = MessagePart.fixture("да", message: 8)
        guard let expected = gateway.reference(of: part) else { return }
        #expect(try await gateway.submit(part).reference == expected)
        #expect(texts() == ["да"])
        #expect(gateway.reference(of: .fixture("да", message: 9)) != expected)
        #expect(gateway.reference(of: .fixture("да", message: 8, index: 1, count: 2)) != expected)
    }

    @Test(arguments: GatewayKind.allCases)
    func `one that can be asked about a silent submit knows parts by our names`(
        kind: GatewayKind
    ) throws {
        let gateway = try kind.make().gateway
        guard gateway.unansweredSubmit == .askable else { return }
        #expect(gateway.asksAfter != nil)
        #expect(gateway.reference(of: .fixture("да")) != nil)
    }

    @Test(arguments: GatewayKind.allCases)
    func `its name is one word`(kind: GatewayKind) throws {
        let name = try kind.make().gateway.name
        #expect(!name.isEmpty && name.allSatisfy(\.isLetter))
    }
}
