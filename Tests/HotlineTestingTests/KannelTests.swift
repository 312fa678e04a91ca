import Foundation
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct KannelTests {
    @Test func `a real Kannel carries texts both ways, reports, and survives being killed`() async throws {
        let folder = try TemporaryFolder()
        let reports = try HTTPSink()
        let kannel = try Kannel(
            in: folder.url,
            incomingURL: "http://127.0.0.1:\(reports.port)/incoming?from=%p&text=%b&id=%I"
        )
        let network = FakeSMSC(port: kannel.ports.centre)
        try await kannel.start()

        let text = "Обращение №1042 принято 14:05. Школа 1539 😀"
        #expect(try await send(text, through: kannel, reportTo: reports).status == 202)
        let message = try await network.message { $0.receiver == "+12025550101" }
        #expect(message.text == text)
        #expect(message.sender == "1539")
        _ = try await reports.request { $0.hasPrefix("/report?state=1&") }

        let parts = ["Первая часть, ", "вторая часть."]
        for (index, part) in parts.enumerated() {
            let header: [UInt8] = [5, 0, 3, 42, 2, UInt8(index + 1)]
            #expect(try await send(part, through: kannel, header: header, reportTo: reports).status == 202)
        }
        let arrived = try await network.messages(2) { $0.part?.reference == 42 }
        #expect(arrived.sorted { ($0.part?.number ?? 0) < ($1.part?.number ?? 0) }.map(\.text) == parts)

        try await kannel.restart()
        try await network.send("1042 1", from: "+12025550102", to: "1539")
        let incoming = try await reports.request { $0.hasPrefix("/incoming") }
        #expect(incoming.contains("from=%2B12025550102&text=1042+1&id="))
        #expect(network.unreadableLines == [])
        await kannel.stop()
    }

    private func send(
        _ text: String,
        through kannel: Kannel,
        header: [UInt8] = [],
        reportTo sink: HTTPSink
    ) async throws -> HTTPGet.Answer {
        let udh = header.map { String(UnicodeScalar($0)) }.joined()
        return try await HTTPGet(
            port: kannel.ports.sending,
            path: "/cgi-bin/sendsms",
            query: [
                ("username", Kannel.username), ("password", Kannel.password), ("to", "+12025550101"),
                ("text", text), ("coding", "2"), ("charset", "UTF-8"), ("dlr-mask", "31"),
                ("dlr-url", "http://127.0.0.1:\(sink.port)/report?state=%d&id=1"),
            ] + (udh.isEmpty ? [] : [("udh", udh)])
        ).answer()
    }
}
