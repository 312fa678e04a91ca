import HotlineClient
import HotlineCore
import HotlineWeb
import InMemoryLogging
import Testing

/// The week's report on its way from the head to the director, over the staff API.
@Suite(.timeLimit(.minutes(1))) struct StaffReportTests {
    private func fault(_ body: () async throws -> Void) async -> FaultDocument? {
        do {
            try await body()
            return nil
        } catch StaffClientError.refused(let fault) {
            return fault
        } catch {
            return nil
        }
    }

    @Test func `the head writes, sends, and sees what was sent as it went`() async throws {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { client in
            let none = try await client.proposals(of: nil)
            #expect(none.week == "2026-W10" && none.text.isEmpty && none.version == 0)
            let words = "Больше линий & <b>людей</b>\n=HYPERLINK(\"x\")"
            let kept = try await client.setProposals(ProposalsOrder(week: nil, text: words, version: 0))
            #expect(kept.text == words && kept.changedBy == "chief" && kept.version == 1)
            let late = await fault {
                _ = try await client.setProposals(ProposalsOrder(week: "2026-W10", text: "x", version: 0))
            }
            #expect(late?.code == .changedMeanwhile)
            let sent = try await client.sendReport(SentReportOrder(week: nil))
            #expect(sent.number == 1 && sent.week == "2026-W10" && sent.sentBy == "chief" && sent.content == nil)
            #expect(sent.deliveries.map(\.recipient) == ["boss"])
            let twice = await fault { _ = try await client.sendReport(SentReportOrder(week: "2026-W10")) }
            #expect(twice?.code == .refused && twice?.message.contains("--again") == true)
            // What is written later changes nothing of it.
            let whole = try await client.sentReport(1)
            _ = try await client.setProposals(ProposalsOrder(week: nil, text: "Другое"))
            #expect(try await client.sentReport(1) == whole)
            let content = try #require(whole.content)
            #expect(content.text.contains("\nПредложения\n\(words)\n"))
            #expect(content.html.contains("Больше линий &amp; &lt;b&gt;людей&lt;/b&gt;<br>"))
            #expect(content.pictures.count == 2 && content.json.contains("HYPERLINK"))
            #expect(try await client.sendReport(SentReportOrder(week: nil, isAgain: true)).number == 2)
            #expect(try await client.sentReports().map(\.number) == [2, 1])
        }
        let log = office.log.entries.map { "\($0)" }.joined()
        #expect(!log.contains("Больше") && !log.contains("boss@"))
    }

    @Test func `a week that goes on is not sent, and what is no text is not kept`() async throws {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { client in
            let early = await fault { _ = try await client.sendReport(SentReportOrder(week: "2026-W11")) }
            #expect(early?.code == .refused && early?.message.contains("ещё не кончилась") == true)
            let control = await fault {
                _ = try await client.setProposals(ProposalsOrder(week: nil, text: "a\u{1B}[2J"))
            }
            #expect(control?.code == .invalid)
            let long = await fault {
                _ = try await client.setProposals(
                    ProposalsOrder(week: nil, text: String(repeating: "я", count: WeeklyProposals.longest + 1))
                )
            }
            #expect(long?.code == .invalid)
            #expect(await fault { _ = try await client.sentReport(7) }?.code == .unknown)
            #expect(await fault { _ = try await client.proposals(of: "2026-W54") }?.code == .badRequest)
        }
    }
}
