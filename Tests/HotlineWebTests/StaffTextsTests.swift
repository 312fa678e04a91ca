import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import HotlineWeb
import JSON
import Testing

/// The texts that came in, how they stand, and the gateways, as the staff may see them.
@Suite(.timeLimit(.minutes(1)))
struct StaffTextsTests {
    private static let hotline = Person(login: "ivanova", name: "Иванова", roles: [.hotline])
    private static let technician = Person(login: "sidorov", name: "Сидоров", roles: [.technician])

    @Test func `who may see messages sees what came in, numbers masked`() async throws {
        let office = try StaffOffice()
        let text = IncomingText(gateway: "kannel", id: "1", sender: "+79990000077", text: "кто это?")
        try await office.store.keep(text, at: Fixtures.now)
        _ = try await office.store.handleNextText(at: Fixtures.now, under: Fixtures.regulation(), drawing: 47)
        try await office.open { client in
            office.become(Self.hotline)
            let texts = try await client.inbox(about: nil, limit: 9)
            #expect(texts.map(\.outcome) == ["stranger"])
            #expect(texts.first?.sender == "+7•••••••••77" || texts.first?.sender?.contains("•") == true)
            #expect(texts.first?.text == "кто это?")
            let figures = try await client.figures()
            #expect(figures.incoming == ["stranger": 1])
            await #expect(throws: StaffClientError.self) { try await client.inbox(about: AppealNumber(99), limit: 9) }
        }
    }

    @Test func `a gateway that is dead is named, with what is left on the account`() async throws {
        let office = try StaffOffice()
        try await office.open { _ in
            office.become(Self.hotline)
            let answer = try await StaffAppealsTests.raw(office, .get, StaffAPI.gateways)
            let dead: JSON = [
                "name": "console", "condition": "dead", "reason": "notReached", "balance": "12.30 RUB",
            ]
            #expect(answer.status == 200)
            let gateways = try JSON(parsing: answer.body)
            #expect(gateways == .array([dead]))
        }
    }

    @Test func `a specialist may see none of it`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            office.become(Self.technician)
            await #expect(throws: StaffClientError.self) { try await client.inbox(about: nil, limit: 9) }
            let gateways = try await StaffAppealsTests.raw(office, .get, StaffAPI.gateways)
            #expect(gateways.status == 403)
            await #expect(throws: StaffClientError.self) { try await client.figures() }
        }
    }
}
