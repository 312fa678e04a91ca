import HotlineCore
import JSON
import Testing

/// `reports` of the settings.
@Suite struct ReportSettingsTests {
    private func reports(_ value: JSON) throws -> ReportSettings {
        try Settings(ConfigFolder.json("hotline.json").replacing("reports", with: value)).reports
    }

    @Test func `times are read, and null is never`() throws {
        #expect(try Settings(ConfigFolder.json("hotline.json")).reports == ReportSettings())
        #expect(try reports(.null) == ReportSettings() && reports([:]) == ReportSettings())
        let read = try reports(["daily": "07:05", "weekly": "fri 16:00"])
        #expect(read.daily == 425 && read.weekly == .init(.fri, minute: 960))
        let never = try reports(["daily": .null, "weekly": .null])
        #expect(never.daily == nil && never.weekly == nil)
        #expect(try reports(["daily": .null]).weekly == ReportSettings().weekly)
    }

    @Test(arguments: ["24:00", "8:00", "08:60", "", "08:00 ", "eight"])
    func `what is no time is told with its place, and all that is wrong at once`(text: String) throws {
        let wrong: JSON = ["daily": .string(text), "weekly": .string("mon \(text)"), "monthly": "1"]
        let faults = try ConfigFolder.faults(of: ConfigFolder.json("hotline.json").replacing("reports", with: wrong))
        #expect(faults.count == 3, "\(faults)")
        for place in ["/reports/daily: ", "/reports/weekly: ", "/reports/monthly: "] {
            #expect(faults.contains { $0.contains(place) }, "\(place)")
        }
    }

    @Test(arguments: ["monday 08:30", "08:30", "mon", "mon  08:30", "MON 08:30", "mon-fri 08:30"])
    func `a day and a time are both named, as the schema writes them`(text: String) throws {
        let file = try ConfigFolder.json("hotline.json").replacing("reports", with: ["weekly": .string(text)])
        #expect(ConfigFolder.faults(of: file).count == 1)
    }
}
