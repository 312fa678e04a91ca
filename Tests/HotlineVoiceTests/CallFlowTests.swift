import AGI
import HotlineCore
import HotlineVoice
import Testing

struct CallFlowTests {
    @Test(arguments: [
        ("1", AppealType.technical, AppealRoute.technical), ("2", .ejournal, .ejournal),
        ("3", .lessonQuality, .lessonQuality),
    ])
    func `a key of the menu is kept as type and route before anything else is asked`(
        key: String,
        type: AppealType,
        route: AppealRoute
    ) {
        let record = CallScript().play(keys: [key, "1"])
        #expect(record.notes.first?.type == type)
        #expect(record.notes.first?.route == route)
        #expect(record.notes.first?.step == .contact)
        #expect(record.last?.outcome == .completed)
        #expect(record.kept.keys == key + "1")
    }

    @Test(arguments: [
        (["5", "1"], AppealRoute.equipment), (["5", "2"], .other), (["5", ""], .other), (["5", "7", "8", "9"], .other),
    ])
    func `another question leads to a second one, and silence there means something else`(
        keys: [String],
        route: AppealRoute
    ) {
        let record = CallScript().play(keys: keys)
        #expect(record.kept.type == .other)
        #expect(record.kept.route == route)
    }

    @Test func `the record is kept before the line is picked up`() {
        let record = CallScript().play { _, _ in .closed(.peerClosed) }
        #expect(record.commands == ["SET VARIABLE HOTLINE_STEP"])
        guard case .begin = record.works.first else {
            Issue.record("nothing was kept first")
            return
        }
    }

    @Test func `a key pressed during the greeting answers the menu, which is not played`() {
        let record = CallScript().play { _, command in
            command.arguments.first == "hotline/greeting"
                ? .replied(Reply(result: "50", endPosition: 800)) : .replied(Reply(result: "0", endPosition: 0))
        }
        #expect(record.kept.type == .ejournal)
        #expect(!record.commands.contains("GET OPTION hotline/type-menu"))
    }

    @Test func `silence is asked about once, and then somebody calls back`() {
        let record = CallScript().play(keys: [])
        #expect(record.commands.filter { $0 == "GET OPTION hotline/type-menu" }.count == 2)
        #expect(record.commands.contains("STREAM FILE hotline/not-heard"))
        #expect(record.commands.contains("STREAM FILE hotline/rescue"))
        #expect(record.last?.outcome == .silent)
        #expect(record.kept.type == nil)
    }

    @Test func `two wrong keys are asked about, the third leads to a person`() {
        let record = CallScript().play(keys: ["7", "8", "9", "3"])
        #expect(record.commands.filter { $0 == "GET OPTION hotline/type-menu" }.count == 3)
        #expect(record.commands.filter { $0 == "STREAM FILE hotline/wrong-key" }.count == 2)
        #expect(record.last?.outcome == .callback)
        #expect(record.kept.keys == "7893")
    }

    @Test func `a star repeats the question without counting as a try`() {
        let record = CallScript().play(keys: ["*", "*", "*", "2", "3"])
        #expect(record.commands.filter { $0 == "GET OPTION hotline/type-menu" }.count == 4)
        #expect(record.kept.type == .ejournal)
        #expect(!record.commands.contains("STREAM FILE hotline/wrong-key"))
    }

    @Test(arguments: [["0", "3"], ["5", "0", "3"], ["2", "0"]])
    func `zero means a person everywhere, and the call goes on to its number`(keys: [String]) {
        let record = CallScript().play(keys: keys)
        #expect(record.last?.outcome == .callback)
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.commands.contains("STREAM FILE hotline/finish-callback"))
    }

    @Test func `keys pressed before the question of consent do not answer it`() {
        var passed = 0
        let record = CallScript().play { _, command in
            switch command.name {
            case "GET OPTION" where command.arguments.first == "hotline/type-menu": .replied(Reply(result: "50"))
            case "WAIT FOR DIGIT":
                {
                    passed += 1; return .replied(Reply(result: passed <= 2 ? "49" : "0"))
                }()
            default: .replied(Reply(result: "0", endPosition: 0))
            }
        }
        #expect(passed == 3)
        #expect(record.kept.contact?.consent?.isGiven == false)
        #expect(record.kept.contact?.consent?.digit == nil)
    }

    @Test func `a call that is taken up goes on where it was`() {
        var script = CallScript()
        script.begun.isTakenUp = true
        script.begun.step = .contact
        script.begun.type = .ejournal
        script.begun.route = .ejournal
        let record = script.play(keys: ["1"])
        #expect(!record.commands.contains { $0.hasPrefix("STREAM FILE hotline/greeting") || $0.contains("type-menu") })
        #expect(record.kept.contact?.consent?.isGiven == true)
        #expect(record.last?.outcome == .completed)
    }

    @Test func `a missing prompt does not end the call`() {
        let record = CallScript().play { _, command in
            switch command.name {
            case "STREAM FILE": .replied(Reply(result: "-1", endPosition: 0))
            case "CHANNEL STATUS": .replied(Reply(result: "6"))
            case "GET OPTION" where command.arguments.first == "hotline/type-menu": .replied(Reply(result: "49"))
            default: .replied(Reply(result: "0", endPosition: 0))
            }
        }
        #expect(record.kept.type == .technical)
        #expect(record.last?.outcome == .completed)
    }
}
