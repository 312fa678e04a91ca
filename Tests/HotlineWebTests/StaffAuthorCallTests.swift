import HotlineClient
import HotlineCore
import HotlineStore
import Testing

/// Calls to authors, as the staff may ask for them.
@Suite(.timeLimit(.minutes(1)))
struct StaffAuthorCallTests {
    @Test func `whose appeal it is calls its author, and hears how it goes`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        try await office.open { client in
            office.become("journal")
            let call = try await client.callAuthor(of: number)
            #expect(call.state == .ringing && call.login == "journal" && call.outcome == nil)
            await #expect(throws: StaffClientError.self) { try await client.callAuthor(of: number) }
            for news in [AuthorCallNews.dialling, .talking] {
                try await office.store.note(
                    news,
                    ofAuthorCall: Identifier(call.id),
                    at: StaffOffice.now,
                    under: office.regulation
                )
            }
            let going = try await client.authorCall(call.id, about: number)
            #expect(going.state == .talking)
            try await office.store.note(
                .ended(.reached, talked: .seconds(65)),
                ofAuthorCall: Identifier(call.id),
                at: StaffOffice.now,
                under: office.regulation
            )
            let ended = try await client.authorCall(call.id, about: number)
            #expect(AuthorCallText.lines(ended) == ["№\(number): автор ответил, говорили 1 мин 5 с"])
            // Only of the appeal it is about, and only to who called or may see calls.
            await #expect(throws: StaffClientError.self) {
                try await client.authorCall(call.id, about: AppealNumber(number.value + 1))
            }
            office.become("tech")
            await #expect(throws: StaffClientError.self) { try await client.authorCall(call.id, about: number) }
            office.become("hlp")
            let seen = try await client.authorCall(call.id, about: number)
            #expect(seen.outcome == .reached)
        }
    }

    @Test(arguments: ["tech", "boss", "psy"]) func `somebody else's author is not theirs to call`(login: String)
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        try await office.open { client in
            office.become(login)
            await #expect {
                try await client.callAuthor(of: number)
            } throws: { error in
                guard case .refused(let fault) = error as? StaffClientError else { return false }
                return fault.code == .notAllowed
            }
        }
    }

    @Test func `a private appeal's author is the psychologist's to call, and not the head's`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.psychologist)
        try await office.open { client in
            office.become("chief")
            await #expect(throws: StaffClientError.self) { try await client.callAuthor(of: number) }
            office.become("psy")
            let call = try await client.callAuthor(of: number)
            #expect(call.state == .ringing)
        }
    }

    @Test func `an author called three times in vain is on the list of those to call, with when`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        try await office.open { client in
            office.become("journal")
            for _ in 0..<3 {
                let call = try await client.callAuthor(of: number)
                try await office.store.note(
                    .ended(.noAnswer, talked: nil),
                    ofAuthorCall: Identifier(call.id),
                    at: StaffOffice.now,
                    under: office.regulation
                )
            }
            let listed = try await client.appeals(AppealQuery(needsCall: true))
            #expect(listed.map(\.number) == [number])
            let task = try #require(listed.first?.callTask)
            #expect(task.attempts == 3 && task.due.instant > StaffOffice.now)
        }
    }
}
