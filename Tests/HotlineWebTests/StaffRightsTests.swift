import HotlineClient
import HotlineCore
import HotlineWeb
import JSON
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaffRightsTests {
    /// What the staff can ask for, the rights of which one is enough, and how to ask for it.
    static let verbs:
        [(name: String, rights: Set<Right>, ask: @Sendable (StaffClient, AppealNumber) async throws -> Void)] = [
            ("list", [.seeAll, .seeOwn], { client, _ in _ = try await client.appeals(AppealQuery()) }),
            ("show", [.seeAll], { client, number in _ = try await client.appeal(number) }),
            (
                "complete", [.complete],
                { client, number in
                    var input = FormInput()
                    input[.className] = "5а"
                    _ = try await client.complete(number, with: input, seen: 0)
                }
            ),
            (
                "add", [.add],
                { client, _ in
                    var input = FormInput()
                    input[.className] = "5а"
                    _ = try await client.add(AppealAddition(input))
                }
            ),
            ("take", [.take], { client, number in _ = try await client.perform(.take, on: number) }),
            (
                "close", [.close],
                { client, number in _ = try await client.perform(.close(result: "Готово"), on: number) }
            ),
            ("calls", [.seeCalls], { client, _ in _ = try await client.calls(of: nil, limit: 5) }),
            ("messages", [.seeMessages], { client, _ in _ = try await client.messages(of: nil, limit: 5) }),
            ("play", [.listen], { client, number in _ = try await client.recording(of: number, index: nil) }),
            ("outage", [.seeAll, .seeOwn], { client, _ in _ = try await client.outage() }),
            ("outage on", [.announceOutage], { client, _ in _ = try await client.announceOutage(.ejournal) }),
            ("outage off", [.announceOutage], { client, _ in _ = try await client.endOutage() }),
            ("calls --live", [.seeCalls], { client, _ in _ = try await client.liveCalls() }),
            ("calls --balance", [.seeCalls], { client, _ in _ = try await client.balance(on: nil) }),
            ("assign", [.assign], { client, number in _ = try await client.perform(.assign(to: "tech"), on: number) }),
            (
                "hand-back", [.handBack],
                { client, number in _ = try await client.perform(.handBack(reason: "не моё"), on: number) }
            ),
            ("reopen", [.reopen], { client, number in _ = try await client.perform(.reopen(reason: nil), on: number) }),
            (
                "extend", [.extend],
                { client, number in
                    _ = try await client.perform(.extend(by: .seconds(3600), reason: "ждём"), on: number)
                }
            ),
            ("approve", [.decideExtension], { client, number in _ = try await client.perform(.approve, on: number) }),
            ("refuse", [.decideExtension], { client, number in _ = try await client.perform(.refuse, on: number) }),
            ("mark", [.mark], { client, number in _ = try await client.perform(.mark(.test), on: number) }),
            ("note", [.note], { client, number in _ = try await client.perform(.note("Заметка"), on: number) }),
            ("link", [.link], { client, number in _ = try await client.perform(.link(with: number), on: number) }),
            ("merge", [.link], { client, number in _ = try await client.perform(.merge(into: number), on: number) }),
            (
                "call-back", [.close],
                { client, number in _ = try await client.perform(.callBack(.reached), on: number) }
            ),
            ("call", [.callAuthor], { client, number in _ = try await client.callAuthor(of: number) }),
            ("doctor", [.seeHealth], { client, _ in _ = try await client.health() }),
            ("backup", [.backup], { client, _ in _ = try await client.beginBackup() }),
            ("backup list", [.backup], { client, _ in _ = try await client.backups() }),
            ("report daily", [.seeReports], { client, _ in _ = try await client.dailyReport(on: nil, of: nil) }),
            ("proposals", [.sendReports], { client, _ in _ = try await client.proposals(of: nil) }),
            (
                "report weekly --edit", [.sendReports],
                { client, _ in _ = try await client.setProposals(ProposalsOrder(week: nil, text: "Слова")) }
            ),
            (
                "report weekly --send", [.sendReports],
                { client, _ in _ = try await client.sendReport(SentReportOrder(week: nil)) }
            ),
            ("report sent", [.sendReports], { client, _ in _ = try await client.sentReports() }),
            ("report sent N", [.sendReports], { client, _ in _ = try await client.sentReport(1) }),
            ("export", [.export], { client, _ in _ = try await client.export(after: 0, wholeNumbers: false) }),
            ("desk", [.seeAll, .seeOwn], { client, _ in _ = try await client.desk(seen: nil) }),
            ("anonymise", [.anonymise], { client, number in _ = try await client.perform(.anonymise, on: number) }),
            ("explain", [.seeAll], { client, number in _ = try await client.explanation(of: number) }),
            ("audit", [.audit], { client, _ in _ = try await client.auditEvents(from: 1) }),
            ("audit of appeals", [.audit], { client, _ in _ = try await client.auditAppeals(from: 1) }),
            ("audit rebuild", [.audit], { client, number in _ = try await client.rebuild(number) }),
            ("staff", [.seeStaff], { client, _ in _ = try await client.staff() }),
            ("absent", [.seeStaff], { client, _ in _ = try await client.absences() }),
            (
                "absent WHO", [.setAbsences],
                { client, _ in
                    guard let day = CalendarDay("2026-03-12") else { return }
                    _ = try await client.addAbsence(
                        AbsenceDocument(login: "tech", first: day, last: day, deputy: nil)
                    )
                }
            ),
            (
                "simulate", [.simulate],
                { client, _ in
                    _ = try await client.simulate(SimulationOrder(from: "+79000000042", keys: "2"))
                }
            ),
        ]

    @Test(arguments: Role.allCases, verbs.map(\.name))
    func `a verb is open to the roles that the table of rights names, and to no other`(role: Role, verb: String)
        async throws
    {
        let (_, rights, ask) = try #require(Self.verbs.first { $0.name == verb })
        let office = try StaffOffice()
        let number = try await office.receive(.other, route: .equipment)
        office.become(Person(login: "someone", name: "Кто-то", roles: [role]))
        let isAllowed = !rights.isDisjoint(with: role.rights)
        try await office.open { client in
            do {
                try await ask(client, number)
                #expect(isAllowed)
            } catch StaffClientError.refused(let fault) where fault.code == .notAllowed {
                let isTheRight = fault.message.hasPrefix("ваша роль не позволяет")
                #expect(!isAllowed || !isTheRight)
            } catch StaffClientError.refused(let fault) {
                // The rules may have another reason; the right was there.
                #expect(isAllowed, "\(fault.code)")
            }
        }
    }

    @Test
    func `an account that is nobody's is told its name and where to add it, whatever it asks for`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            for (_, _, ask) in Self.verbs {
                let error = await #expect(throws: StaffClientError.self) { try await ask(client, AppealNumber(1)) }
                guard case .refused(let fault) = error else {
                    Issue.record("not refused")
                    return
                }
                #expect(fault.code == .notAllowed)
                #expect(fault.message.contains("/staff"))
                #expect(
                    fault.message.contains("«\(office.register.accounts.withLock { $0.first?.description ?? "?" })»")
                )
            }
        }
    }

    @Test
    func `the director has no verb but whoami`() async throws {
        let office = try StaffOffice()
        office.become("boss")
        let identity = try await office.open { client in try await client.whoami() }
        #expect(identity.login == "boss")
        #expect(identity.roles == [.director])
        #expect(identity.rights.isEmpty)
    }
}
