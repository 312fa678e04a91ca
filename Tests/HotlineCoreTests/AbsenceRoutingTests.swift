import HotlineCore
import HotlineTesting
import Testing

/// Who gets an appeal when somebody is not there.
@Suite struct AbsenceRoutingTests {
    private let day: CalendarDay

    init() throws { day = try #require(CalendarDay("2026-03-12")) }

    private func member(
        _ login: String,
        _ roles: [Role],
        _ last: Int,
        duty: String? = nil,
        deputy: String? = nil
    ) throws -> StaffMember {
        var member = StaffMember(login: login, name: login, roles: roles, phone: Fixtures.mobile(last), deputy: deputy)
        if let duty {
            let ends = duty.split(separator: "-").compactMap { Int($0) }
            let interval = try #require(OpeningHours.Interval(opens: ends[0] * 60, closes: ends[1] * 60))
            member.duty = [.thu: try #require(OpeningHours([interval]))]
        }
        return member
    }

    private func absence(_ login: String, deputy: String? = nil) -> Absence {
        Absence(id: Identifier(1), login: login, first: day, last: day, deputy: deputy, enteredBy: "head")
    }

    private func choice(
        _ staff: [StaffMember],
        _ route: AppealRoute = .technical,
        absent: [Absence] = [],
        open: [String: Int] = [:]
    ) -> String? {
        var regulation = Fixtures.regulation(staff: staff)
        regulation.terms.zone = Fixtures.moscow
        let workload = Workload(openAppeals: open, absences: absent)
        return regulation.specialist(for: route, at: Fixtures.now, given: workload)
            .map { "\($0.member.login) \($0.reason.rawValue)" }
    }

    @Test func `those on duty go before those who are not, and the least loaded of them first`() throws {
        // It is five past two in the afternoon in Moscow.
        let staff = try [
            member("t1", [.technician], 1, duty: "8-14"), member("t2", [.technician], 2, duty: "14-20"),
            member("t3", [.technician], 3, duty: "9-18"),
        ]
        #expect(choice(staff) == "t2 leastLoaded")
        #expect(choice(staff, open: ["t2": 1]) == "t3 leastLoaded")
        #expect(choice([staff[0]]) == "t1 only")
        let asleep = try [member("t1", [.technician], 1, duty: "8-9"), member("t4", [.technician], 4, duty: "8-9")]
        #expect(choice(asleep, open: ["t1": 1]) == "t4 nobodyOnDuty")
    }

    @Test func `who is absent is stood in for, as the absence says or else as the settings do`() throws {
        let staff = try [
            member("t1", [.technician], 1, deputy: "j1"), member("j1", [.ejournal], 2), member("h1", [.hotline], 3),
            member("head", [.head], 4),
        ]
        #expect(choice(staff, absent: [absence("t1")]) == "j1 deputy")
        #expect(choice(staff, absent: [absence("t1", deputy: "h1")]) == "h1 deputy")
        #expect(choice(staff, absent: [absence("j1")]) == "t1 only")
        #expect(choice(staff, absent: [absence("t1"), absence("j1", deputy: "h1")]) == "h1 deputy")
    }

    @Test func `deputies in a circle, or none, leave it to the head, and without one to the absent themselves`() throws
    {
        let staff = try [
            member("t1", [.technician], 1, deputy: "t2"), member("t2", [.technician], 2, deputy: "t1"),
            member("head", [.head], 4),
        ]
        let away = [absence("t1"), absence("t2")]
        #expect(choice(staff, absent: away) == "head head")
        #expect(choice(staff, absent: away + [absence("head")]) == "t1 allAbsent")
        #expect(choice(staff, absent: away + [absence("head")], open: ["t1": 1]) == "t2 allAbsent")
    }

    @Test func `a psychologist's appeal goes to a psychologist, whoever stands in`() throws {
        let staff = try [
            member("p1", [.psychologist], 1, deputy: "p2"), member("p2", [.psychologist], 2),
            member("head", [.head], 4),
            member("j1", [.ejournal], 5),
        ]
        #expect(choice(staff, .psychologist, absent: [absence("p1")]) == "p2 leastLoaded")
        let away = [absence("p1", deputy: "j1"), absence("p2", deputy: "head")]
        #expect(choice(staff, .psychologist, absent: away) == "p1 allAbsent")
    }

    @Test func `an absence holds from its first day to its last, by the school's clocks`() throws {
        let other = try #require(CalendarDay("2026-03-13"))
        #expect(absence("t1").holds(on: day) && !absence("t1").holds(on: other))
    }
}
