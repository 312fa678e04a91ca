import HotlineCore
import JSON
import Testing

@Suite struct MenuSettingsTests {
    private func menu(_ json: JSON) throws -> MenuSettings {
        try Settings(ConfigFolder.json("hotline.json").replacing("menu", with: json)).menu
    }

    @Test func `a menu that says nothing is the standard one`() throws {
        let standard = MenuSettings()
        #expect(try menu([:]) == standard)
        #expect(try menu(.null) == standard)
        #expect(standard.limits.menu == .seconds(240))
        #expect(standard.limits.call == .seconds(1800))
        #expect(standard.limits.callsPerHour == 20)
        #expect([standard.tries.silence, standard.tries.wrongKey, standard.tries.all] == [1, 2, 4])
        #expect(standard.order == [.form, .contact, .message])
        #expect(standard.repeatWithin == .seconds(1800))
        #expect(standard.burst?.appeals == 5)
        #expect(standard.burst?.within == .seconds(900))
    }

    @Test func `every setting of the menu is taken over`() throws {
        let menu = try menu([
            "afterType": "transfer", "fullForm": "closedHours", "firstKey": "6s", "betweenKeys": "4s",
            "timeouts": ["type": "9s", "confirmation": "1s", "role": nil],
            "prompts": ["greeting": "school/greeting_1", "type-menu": "9-menu", "goodbye": nil],
            "order": ["message", "contact"],
            "limits": ["menu": "2m", "call": "10m", "callsPerHour": 7],
            "tries": ["silence": 0, "wrongKey": 5, "all": 10],
            "repeatWithin": "1h",
            "burst": ["appeals": 3, "within": "5m"],
        ])
        #expect(menu.afterType == .transfer)
        #expect(menu.fullForm == .closedHours)
        #expect(menu.betweenKeys == .seconds(4))
        #expect(menu.firstKey(of: .type) == .seconds(9))
        #expect(menu.firstKey(of: .confirmation) == .seconds(1))
        #expect(menu.firstKey(of: .role) == .seconds(6))
        #expect(menu.prompts == [.greeting: "school/greeting_1", .typeMenu: "9-menu"])
        #expect(menu.order == [.message, .contact])
        #expect(menu.limits.menu == .seconds(120))
        #expect(menu.limits.call == .seconds(600))
        #expect(menu.limits.callsPerHour == 7)
        #expect([menu.tries.silence, menu.tries.wrongKey, menu.tries.all] == [0, 5, 10])
        #expect(menu.repeatWithin == .seconds(3600))
        #expect(menu.burst?.appeals == 3)
        #expect(menu.burst?.within == .seconds(300))
    }

    @Test func `null takes a limit away that only then is gone`() throws {
        #expect(try menu(["limits": ["callsPerHour": nil]]).limits.callsPerHour == nil)
        #expect(try menu(["limits": [:]]).limits.callsPerHour == 20)
        #expect(try menu(["burst": nil]).burst == nil)
        #expect(try menu(["burst": [:]]).burst == MenuSettings.Burst())
    }

    @Test func `no step after the type is a choice too`() throws {
        #expect(try menu(["order": []]).order.isEmpty)
    }

    private static let faults: [(path: String, value: JSON, fault: String)] = [
        ("timeouts/type", "31s", "must be from 1s to 30s"),
        ("timeouts/role", "0s", "must be from 1s to 30s"),
        ("timeouts/psycholog", "5s", "unknown key \"psycholog\"; did you mean \"psychologist\"?"),
        ("prompts/greting", "x", "unknown key \"greting\"; did you mean \"greeting\"?"),
        ("prompts/greeting", "../x", "must be a sound file's name without ending"),
        ("prompts/greeting", "a/../x", "must be a sound file's name without ending"),
        ("prompts/greeting", "/x", "must be a sound file's name without ending"),
        ("prompts/greeting", "-x", "must be a sound file's name without ending"),
        ("prompts/greeting", "", "must be a sound file's name without ending"),
        ("prompts/greeting", "x.wav", "must be a sound file's name without ending"),
        ("prompts/greeting", "x&y", "must be a sound file's name without ending"),
        ("prompts/greeting", "x y", "must be a sound file's name without ending"),
        ("prompts/greeting", "приветствие", "must be a sound file's name without ending"),
        ("order/0", "contacts", "must be one of \"form\", \"contact\", \"message\"; did you mean \"contact\"?"),
        ("order/2", "contact", "this step is named already"),
        ("limits/menu", "31m", "must be no longer than \"call\", which is 30m"),
        ("limits/callsPerHour", "20", "must be a whole number, not a string"),
        ("limits/callPerHour", 20, "unknown key \"callPerHour\"; did you mean \"callsPerHour\"?"),
        ("tries/all", 0, "must be from 1 to 10"),
        ("tries/silence", 6, "must be from 0 to 5"),
        ("tries/wrongKey", 1.5, "must be a whole number"),
        ("repeatWithin", "59s", "must be from 1m to 1d"),
        ("burst", false, "must be an object, not true or false"),
        ("burst/appeals", 1, "must be from 2 to 1000"),
    ]

    @Test(arguments: faults.indices)
    func `a fault of the menu is told with its place`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        let file = try ConfigFolder.json("hotline.json").replacing("menu/order", with: ["form", "contact", "message"])
        let told = ConfigFolder.faults(of: file.replacing("menu/\(path)", with: value))
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("F: /menu/\(path): \(fault)") == true, "\(told)")
    }

    @Test func `a call that may be no longer than the menu is told at the menu`() throws {
        let file = try ConfigFolder.json("hotline.json").replacing("menu/limits/call", with: "3m")
        #expect(ConfigFolder.faults(of: file) == ["F: /menu/limits/menu: must be no longer than \"call\", which is 3m"])
    }
}
