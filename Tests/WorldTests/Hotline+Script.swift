import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

extension Hotline {
    /// The regulation that this hotline's settings state, in Moscow.
    static let regulation = Regulation(
        terms: Terms(
            TermSettings(),
            calendar: CalendarSettings(),
            zone: ZoneRules(name: "Europe/Moscow", firstOffset: 10_800, changes: [])
        ),
        staff: [
            ("ivanova", Role.hotline, 1), ("petrov", .ejournal, 2), ("sidorov", .technician, 3), ("golova", .head, 4),
            ("dusha", .psychologist, 5),
        ].map { login, role, last in
            StaffMember(login: login, name: login, roles: [role], phone: Fixtures.mobile(last))
        },
        texts: MessageTexts(
            school: "Школа 1539",
            zone: ZoneRules(name: "Europe/Moscow", firstOffset: 10_800, changes: [])
        )
    )

    /// Takes a call as `hotline-agi` does: it keys what it wants, agrees to texts and is at its end.
    func takeCall(
        _ uniqueID: String,
        from number: String,
        route: AppealRoute?,
        at now: Instant
    ) async throws -> AppealNumber {
        let start = CallStart(
            uniqueID: uniqueID,
            caller: CallerNumber(callerID: number, presentation: 0, cityCode: "495"),
            dialled: nil
        )
        let terms = Self.regulation.terms
        let arrival = try await withCheckedContinuation { continuation in
            store.begin(start, at: now, terms: terms, limits: ArrivalLimits(callsPerHour: nil)) {
                continuation.resume(returning: $0)
            }
        }.get()
        guard case .begun(let call) = arrival, let appeal = call.appeal else { throw StoreError.unknownCall }
        let agreed = ContactChoice(consent: Consent(isGiven: true, digit: "1", promptVersion: "1"))
        let steps = [
            CallProgress(call: call.id, step: .type, keys: "1", type: route?.type, route: route),
            CallProgress(call: call.id, step: .contact, keys: "1", contact: agreed),
            CallProgress(call: call.id, step: .finish, outcome: .completed),
        ]
        for step in steps {
            try await withCheckedContinuation { continuation in
                store.note(step, at: now) { continuation.resume(returning: $0) }
            }.get()
        }
        return appeal
    }

    /// Writes the settings of a second service by mistake: the same database, and sockets of its own.
    func writeSettings(ofTwin index: Int) throws {
        let own = try String(contentsOf: folder.appending(path: "hotline.json"), encoding: .utf8)
        let twin = own.replacing("hotlined.sock", with: "twin\(index).sock")
            .replacing("127.0.0.1:\(ports.callbacks)", with: "127.0.0.1:\(try FreePort.tcp())")
        try Data(twin.utf8).write(to: folder.appending(path: "twin\(index).json"))
    }
}
