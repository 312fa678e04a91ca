import HotlineCore
import JSON
import Testing

/// `terms`, and what of `staff` says who works when.
@Suite struct TermSettingsTests {
    private func settings(_ place: String, _ value: JSON) throws -> Settings {
        try Settings(ConfigFolder.json("hotline.json").replacing(place, with: value))
    }

    private func faults(_ place: String, _ value: JSON) throws -> [String] {
        ConfigFolder.faults(of: try ConfigFolder.json("hotline.json").replacing(place, with: value))
    }

    @Test func `each term has its own calendar, or one word stands for all`() throws {
        #expect(try settings("terms/calendar", .null).terms == TermSettings())
        let all = try settings("terms/calendar", "working").terms
        #expect([all.distribute, all.take, all.close].allSatisfy { $0.calendar == .working })
        let some = try settings("terms/calendar", ["close": "wall", "take": "working"]).terms
        #expect([some.distribute, some.take, some.close].map(\.calendar) == [.wall, .working, .wall])
    }

    @Test func `warnings are kept longest first, and none at all is a wish too`() throws {
        let terms = try settings("terms/warnings", ["close": ["1h", "2d", "4h"], "take": []]).terms
        #expect(terms.close.warnings.map(\.setting) == ["2d", "4h", "1h"])
        #expect(terms.take.warnings.isEmpty)
        #expect(terms.distribute.warnings == [.seconds(600)])
        #expect(try settings("terms/morning", "07:30").terms.morning == 450)
    }

    @Test(
        arguments: [
            ("terms/calendar", ["close": "lunar"], "/terms/calendar/close:"),
            ("terms/calendar", ["closed": "wall"], "/terms/calendar/closed:"),
            ("terms/calendar", 5, "/terms/calendar:"),
            ("terms/warnings", ["take": ["10m", "10m"]], "/terms/warnings/take/1:"),
            ("terms/warnings", ["take": ["10"]], "/terms/warnings/take/0:"),
            ("terms/warnings", ["took": ["10m"]], "/terms/warnings/took:"),
            ("terms/morning", "8:00", "/terms/morning:"), ("terms/morning", "24:00", "/terms/morning:"),
            ("staff/0/duty", ["mon-fri": "9-18"], "/staff/0/duty/mon-fri:"),
            ("staff/0/duty", ["mon-fri": "09:00-18:00", "wed": "09:00-12:00"], "/staff/0/duty:"),
            ("staff/0/deputy", "nobody", "/staff/0/deputy:"),
            ("routing/autoDistribute/staff", "no", "/routing/autoDistribute/staff:"),
        ] as [(String, JSON, String)]
    )
    func `what cannot be is told with its place`(place: String, value: JSON, fault: String) throws {
        let told = try faults(place, value)
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("F: \(fault)") == true, "\(told)")
    }

    @Test func `nobody is their own deputy, and only a psychologist stands in for one`() throws {
        let file = try ConfigFolder.json("hotline.json")
        let staff = try Settings(file).staff
        let psychologist = try #require(staff.firstIndex { $0.roles.contains(.psychologist) })
        let other = try #require(staff.first { !$0.roles.contains(.psychologist) })
        #expect(try faults("staff/\(psychologist)/deputy", .string(other.login)).count == 1)
        #expect(try faults("staff/\(psychologist)/deputy", .string(staff[psychologist].login)).count == 1)
        let deputised = try settings("staff/0/deputy", .string(staff[1].login))
        #expect(deputised.staff[0].deputy == staff[1].login)
    }

    @Test func `working time is not counted on a calendar that never opens`() throws {
        let file = try ConfigFolder.json("hotline.json").replacing("calendar", with: ["open": [:]])
        #expect(ConfigFolder.faults(of: file).isEmpty)
        let told = ConfigFolder.faults(of: file.replacing("terms/calendar", with: "working"))
        #expect(told == ["F: /terms/calendar: cannot count working time: /calendar is hardly ever open"])
    }

    @Test func `duty hours say who is there, and without them all are`() throws {
        let member = try settings("staff/0/duty", ["mon-fri": "09:00-13:00,14:00-18:00"]).staff[0]
        func isThere(_ time: String) throws -> Bool {
            member.isOnDuty(at: try #require(CivilTime(rfc3339: "2026-03-\(time):00+03:00")))
        }
        #expect(try isThere("12T09:00") && isThere("12T17:59"))
        #expect(try !isThere("12T13:00") && !isThere("12T18:00") && !isThere("14T10:00"))
        #expect(
            try Settings(ConfigFolder.json("hotline.json")).staff[1].isOnDuty(
                at: CivilTime(Instant(seconds: 0), offset: 0)
            )
        )
    }
}
