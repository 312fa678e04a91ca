import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// SQL: whatever the words, they are kept as they are, and nothing else changes.
@Suite(.timeLimit(.minutes(2)))
struct StoreInjectionTests {
    @Test func `calls, forms and texts with all of them come back as they were, and the log of events is whole`()
        async throws
    {
        let store = try Store.inMemory()
        let regulation = Fixtures.regulation()
        let head = Fixtures.person(.head)
        for (index, hostile) in HostileText.allCases.enumerated() {
            // What follows a NUL is lost in SQLite's C; forms and gateways let none in.
            let words = String(hostile.text.unicodeScalars.prefix { $0 != "\0" }.map(Character.init))
            let start = CallStart(
                uniqueID: "h.\(index)",
                caller: CallerNumber(callerID: words, presentation: 0, cityCode: "495"),
                dialled: words
            )
            let arrival = try await withCheckedContinuation { continuation in
                store.begin(start, at: Fixtures.now, terms: .regulation, limits: ArrivalLimits(callsPerHour: nil)) {
                    continuation.resume(returning: $0)
                }
            }.get()
            guard case .begun = arrival else {
                Issue.record("\(hostile): no record")
                continue
            }
            let form = AppealForm(fullName: words, className: words, description: words, email: words)
            let added = try await store.add(
                FormChanges(form: form, type: .ejournal),
                consent: nil,
                by: head,
                request: nil,
                at: Fixtures.now,
                under: regulation
            )
            let kept = try #require(try await store.appeal(added.appeal.number))
            for text in [kept.form.fullName, kept.form.className, kept.form.description, kept.form.email] {
                #expect(text.map { Array($0.utf8) } == Array(words.utf8), "\(hostile)")
            }
            let incoming = IncomingText(gateway: "g", id: "\(index) \(words.prefix(100))", sender: words, text: words)
            #expect(try await store.keep(incoming, at: Fixtures.now))
            #expect(try await !store.keep(incoming, at: Fixtures.now))
            let text = try #require(try await store.texts(limit: 1).first)
            #expect(Array(text.body.utf8) == Array(words.utf8), "\(hostile)")
        }
        while try await store.handleNextText(at: Fixtures.now, under: regulation, drawing: 1234) != nil {}
        let count = HostileText.allCases.count
        #expect(try await store.calls(limit: 1000).count == count)
        #expect(try await store.texts(limit: 1000).count == count)
        #expect(try await store.audit().isEmpty)
    }
}
