import HotlineCore
import HotlineTesting
import Testing

@Suite struct RoutingTests {
    @Test(arguments: [
        (AppealRoute.ejournal, Role.ejournal), (.technical, .technician), (.lessonQuality, .head), (.equipment, .head),
        (.psychologist, .psychologist), (.other, .head),
    ])
    func `the regulation's table says who is in charge`(route: AppealRoute, role: Role) {
        let choice = Fixtures.regulation().specialist(for: route, at: Fixtures.now, given: Workload())
        #expect(choice?.member.roles == [role])
    }

    @Test func `the five types are keys 1 to 5, and only the fifth needs a second question`() {
        let keys = (1...5).compactMap { AppealType(key: Character("\($0)")) }
        #expect(keys == [.technical, .ejournal, .lessonQuality, .psychologist, .other])
        #expect(keys.map(\.formNumber) == [1, 2, 3, 4, 5])
        #expect(keys.map(\.route) == [.technical, .ejournal, .lessonQuality, .psychologist, nil])
    }

    @Test(arguments: ["0", "6", "9", "*", "#", "٢", "２", "②", "a"] as [Character])
    func `no other key is a type`(key: Character) {
        #expect(AppealType(key: key) == nil)
    }

    @Test(arguments: AppealRoute.allCases)
    func `a route belongs to the type that leads to it`(route: AppealRoute) {
        #expect(route.type.route == route || route.type == .other)
        #expect(route.isPrivate == (route == .psychologist))
    }

    @Test func `of several the one with the fewest open appeals gets it, and of those the first named`() {
        let staff = (1...3).map {
            StaffMember(login: "t\($0)", name: "Т\($0)", roles: [.technician], phone: Fixtures.mobile($0))
        }
        func chosen(_ open: [String: Int]) -> String? {
            Fixtures.regulation(staff: staff)
                .specialist(for: .technical, at: Fixtures.now, given: Workload(openAppeals: open))?.member.login
        }
        #expect(chosen([:]) == "t1")
        #expect(chosen(["t1": 1]) == "t2")
        #expect(chosen(["t1": 2, "t2": 1, "t3": 1]) == "t2")
        #expect(chosen(["t1": 2, "t2": 3, "t3": 1]) == "t3")
        #expect(chosen(["somebody": 0, "t1": 1, "t2": 1, "t3": 1]) == "t1")
    }

    @Test func `whoever can be reached goes before whoever cannot`() {
        let staff = [
            StaffMember(login: "t1", name: "Т1", roles: [.technician]),
            StaffMember(login: "t2", name: "Т2", roles: [.technician], phone: Fixtures.mobile(2)),
        ]
        func chosen(_ staff: [StaffMember], _ route: AppealRoute, _ open: [String: Int] = [:]) -> String? {
            Fixtures.regulation(staff: staff)
                .specialist(for: route, at: Fixtures.now, given: Workload(openAppeals: open))?.member.login
        }
        #expect(chosen(staff, .technical, ["t2": 9]) == "t2")
        #expect(chosen([staff[0]], .technical) == "t1")
        #expect(chosen(staff, .ejournal) == nil)
    }

    @Test
    func `phone appeals are handed over by the system, web appeals by a person, unless the settings say otherwise`() {
        #expect(Routing.regulation.distributes(.phone))
        #expect(!Routing.regulation.distributes(.web))
        #expect(Routing.regulation.distributes(.staff))
        let other = Routing(roles: [:], distributesPhone: false, distributesWeb: true)
        #expect(!other.distributes(.phone))
        #expect(other.distributes(.web))
    }

    @Test func `an appeal's number is read as people write it`() {
        #expect(AppealNumber(text: "1042") == AppealNumber(1042))
        #expect(AppealNumber(text: "№1042") == AppealNumber(1042))
        #expect(AppealNumber(text: "№ 1042") == AppealNumber(1042))
        #expect(AppealNumber(text: "#7") == AppealNumber(7))
        for text in ["", "0", "-1", "1.5", "1042x", "１０４２", "№", "9999999999999999", "+1", "1 042"] {
            #expect(AppealNumber(text: text) == nil)
        }
    }
}
