import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// An appeal that a member of the staff types in while somebody talks to them.
@Suite struct StoreAddingTests {
    private let store: Store
    private let regulation = Fixtures.regulation()

    init() throws {
        store = try Store.inMemory()
    }

    private func add(
        _ changes: FormChanges,
        consent: Bool? = nil,
        by role: Role = .hotline,
        key: String? = nil
    ) async throws -> AddedAppeal {
        let person = Fixtures.person(role)
        return try await store.add(
            changes,
            consent: consent,
            by: person,
            request: key.map { StaffRequest(key: $0, by: person, asking: "add") },
            at: Fixtures.now,
            under: regulation
        )
    }

    private func form(_ phone: PhoneNumber? = Fixtures.mobile(), type: AppealType? = .ejournal) -> FormChanges {
        var form = AppealForm(phone: phone)
        form.fullName = "Иванова Анна"
        return FormChanges(form: form, type: type)
    }

    private func kinds(_ number: AppealNumber) async throws -> [String] {
        try await store.events(of: number).map(\.kind)
    }

    @Test func `it has the next number, its terms run, and it goes to whom its subject belongs`() async throws {
        let call = try await store.record("1.1", from: Fixtures.mobile(7))
        let added = try await add(form(), consent: true)
        #expect(added.appeal.number.value == call.appeal.value + 1 && added.others.isEmpty)
        #expect(added.appeal.source == .staff && added.appeal.form.fullName == "Иванова Анна")
        #expect(added.appeal.deadlines == Terms.regulation.deadlines(receivedAt: Fixtures.now))
        #expect(try await kinds(added.appeal.number) == ["received", "typed", "completed", "consent"])
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let handed = try #require(try await store.appeal(added.appeal.number))
        #expect(handed.status == .distributed && handed.assignee == "ejournal")
        let texts = try await store.messages(of: [added.appeal.number], limit: 9).map(\.kind)
        #expect(Set(texts) == ["registered", "assigned"])
        #expect(try await store.audit().isEmpty)
    }

    @Test(arguments: [true, false]) func `consent without a telephone is refused, and takes no number`(consent: Bool)
        async throws
    {
        await #expect(throws: StoreError.refused(.consentWithoutPhone)) {
            _ = try await add(form(nil), consent: consent)
        }
        #expect(try await add(form()).appeal.number.value == 1)
    }

    @Test func `who was not asked, or says no, is not texted; who agreed before is`() async throws {
        let silent = try await add(form(Fixtures.mobile(1)))
        let refusing = try await add(form(Fixtures.mobile(2)), consent: false)
        _ = try await add(form(Fixtures.mobile(3)), consent: true)
        let again = try await add(form(Fixtures.mobile(3)))
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        for (appeal, isTexted) in [(silent, false), (refusing, false), (again, true)] {
            let texts = try await store.messages(of: [appeal.appeal.number], limit: 9)
            #expect(texts.contains { $0.kind == "registered" } == isTexted)
        }
    }

    @Test func `other open appeals of the same telephone are told, private ones not`() async throws {
        let first = try await add(form())
        let secret = try await add(form(type: .psychologist))
        #expect(secret.others == [first.appeal.number] && secret.appeal.isPrivate)
        #expect(try await add(form()).others == [first.appeal.number])
        #expect(try await add(form(nil)).others.isEmpty)
    }

    @Test func `an untyped one waits for a person, and the same request makes one`() async throws {
        let first = try await add(form(type: nil), key: "k1")
        #expect(try await add(form(type: nil), key: "k1").appeal.number == first.appeal.number)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        #expect(try await store.appeal(first.appeal.number)?.status == .received)
        #expect(try await store.appeals(AppealFilter(source: .staff)).count == 1)
    }

    @Test(arguments: Role.allCases) func `the roles that hand appeals over may, and the head; no other`(role: Role)
        async throws
    {
        let isAllowed = [Role.head, .hotline, .siteAdmin].contains(role)
        if isAllowed {
            #expect(try await add(form(), by: role).appeal.source == .staff)
        } else {
            await #expect(throws: StoreError.refused(.notAllowed(.add))) { _ = try await add(form(), by: role) }
            #expect(try await store.appeals(AppealFilter(isOpen: false)).isEmpty)
        }
    }
}
