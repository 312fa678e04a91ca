import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import Synchronization
import Testing

/// The head's board: that it tells of terms what the list and the report tell, and who may see it.
@Suite(.timeLimit(.minutes(1)))
struct SiteBoardTests {
    /// Goes in by a token as a browser does, and gives what the board is asked for by; `nil` where nobody is let in.
    static func enter(_ visitor: SiteOffice.Visitor, as login: String) async throws -> HTTPHeader? {
        let token = try await visitor.office.staff.token(for: login, life: .seconds(30 * 86_400))
        let pass = try await visitor.pass("/board")
        let answer = try await visitor.post([("token", token.text), ("pass", pass)], to: "/board")
        guard answer.status == 303, let cookie = answer[header: "Set-Cookie"] else { return nil }
        return HTTPHeader("Cookie", String(cookie.prefix { $0 != ";" }))
    }

    /// The board as the head sees it.
    private func board(_ visitor: SiteOffice.Visitor) async throws -> String {
        let cookie = try #require(try await Self.enter(visitor, as: "chief"))
        return try await visitor.get("/board", [cookie]).text
    }

    /// The time left of each line of the list, as `hotline list` shows it to the head.
    private func list(_ office: SiteOffice) async throws -> String {
        let head = Person(StaffOffice.staff[1])
        let documents = try await office.store.appeals(AppealFilter()).map { appeal in
            AppealDocument(
                appeal,
                calls: [],
                messages: [],
                mails: [],
                notes: [],
                for: head,
                numberView: .masked,
                zone: StaffOffice.zone,
                now: office.now
            )
        }
        return AppealListing(documents, now: office.now).lines(Palette(isColoured: false)).joined(separator: "\n")
    }

    @Test(arguments: StaffOffice.staff) func `the board is for the head, the hotline and the site administrator`(
        member: StaffMember
    ) async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            _ = try await SiteStatusTests.send(visitor)
            let roles: Set<Role> = [.head, .hotline, .siteAdmin]
            let isAllowed = !roles.isDisjoint(with: member.roles)
            #expect(isAllowed == Person(member).rights.isSuperset(of: [.seeAll, .seeReports]))
            let cookie = try await Self.enter(visitor, as: member.login)
            #expect((cookie != nil) == isAllowed)
            let page = try await visitor.get("/board", [cookie].compactMap(\.self))
            #expect(page.status == (isAllowed ? 200 : 401))
            #expect(page.text.contains("Открытые обращения: 1") == isAllowed)
        }
    }

    @Test func `what is overdue is so on the board, in the list and in the report, whichever term it is`() async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            for _ in 1...3 { _ = try await SiteStatusTests.send(visitor) }
            let regulation = office.staff.regulation
            let (site, journal) = (Person(StaffOffice.staff[5]), Person(StaffOffice.staff[3]))
            let acts: [(AppealAct, Int64, Person)] = [
                (.assign(to: "journal"), 2, site), (.assign(to: "journal"), 3, site), (.take, 3, journal),
            ]
            for (act, number, person) in acts {
                let number = AppealNumber(number)
                _ = try await office.store.perform(
                    act,
                    on: number,
                    by: person,
                    through: .cli,
                    at: office.now,
                    under: regulation
                )
            }
            office.pass(.seconds(7200))
            let page = try await board(visitor)
            let lines = try await list(office)
            for words in [
                "распределить: просрочено на 1 ч 3", "взять: просрочено на 1 ч 3", "закрыть: осталось 21 ч 5",
            ] {
                #expect(page.contains(words) && lines.contains(words), "\(words): \(lines)")
            }
            #expect(page.ranges(of: "class=\"late\"").count == 2)
            #expect(page.contains("просрочено — 2; до часа — 0; до 4 часов — 0; до 12 часов — 0; до суток — 1;"))
            let today = CalendarDay(StaffOffice.zone.civilTime(at: office.now))
            let day = try #require(ReportPeriod(day: today, in: StaffOffice.zone))
            let facts = try await office.store.reportFacts(day, withBalance: false)
            let report = AppealReport(day, from: facts, burst: nil, at: office.now)
            let open = report.sections.first { $0.topic == .open }?.figures ?? []
            #expect(open.map(\.key) == ["all", "overdue"] && open.map(\.count) == [3, 2])
        }
    }

    @Test func `a term that is just a day off is within a day`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            _ = try await SiteStatusTests.send(visitor)
            let regulation = office.staff.regulation
            let acts: [(AppealAct, Person)] = [
                (.assign(to: "journal"), Person(StaffOffice.staff[5])), (.take, Person(StaffOffice.staff[3])),
            ]
            for (act, person) in acts {
                _ = try await office.store.perform(
                    act,
                    on: AppealNumber(1),
                    by: person,
                    through: .cli,
                    at: office.now,
                    under: regulation
                )
            }
            let due = try #require(try await office.store.appeals(AppealFilter()).first).deadlines.close.due
            // The form of the board is filled in half a minute, in which the clock goes on.
            let cookie = try #require(try await Self.enter(visitor, as: "chief"))
            office.world.now.withLock { $0 = due + .seconds(-86_400) }
            let page = try await visitor.get("/board", [cookie]).text
            #expect(page.contains("до суток — 1; больше суток — 0"))
        }
    }
}
