import AGI
import HotlineCore
import HotlineVoice
import Testing

/// The steps beyond the main job: outage, known number, psychologist, form, transfer, message.
struct WholeCallTests {
    private func script(isOpen: Bool = false, recordings: String? = "/r") -> CallScript {
        var script = CallScript()
        script.menu.recordings = recordings
        script.begun.isOpen = isOpen
        return script
    }

    // MARK: Outage

    @Test func `who calls because of an outage joins it with one key and needs to say nothing`() {
        var script = script()
        script.begun.outage = .ejournal
        let record = script.play(keys: ["9", "1"])
        #expect(record.commands.contains("GET OPTION hotline/outage-ejournal"))
        #expect(record.notes.contains { $0.joinsOutage })
        #expect(record.kept.type == .ejournal)
        #expect(record.steps == ["answer", "outage", "contact", "finish"])
        #expect(record.last?.outcome == .completed)
    }

    @Test(arguments: [["", "2", "1"], ["2", "1"]])
    func `who calls about something else during an outage goes on to the menu`(keys: [String]) {
        var script = script(recordings: nil)
        script.begun.outage = .technical
        let record = script.play(keys: keys)
        #expect(!record.notes.contains { $0.joinsOutage })
        #expect(record.kept.type == .ejournal)
        #expect(record.kept.keys == "21")
    }

    // MARK: Known number

    private func known(_ status: AppealStatus = .inProgress) -> CallScript {
        var script = script()
        script.begun.link = .known
        script.begun.known = KnownAppeal(number: AppealNumber(42), status: status)
        return script
    }

    @Test(arguments: [
        (AppealStatus.received, "received"), (.distributed, "distributed"), (.inProgress, "in-progress"),
    ])
    func `a known number hears how its appeal stands`(status: AppealStatus, prompt: String) {
        let record = known(status).play(keys: ["1"])
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.commands.contains("STREAM FILE hotline/status-\(prompt)"))
        #expect(record.notes.first?.link == .status)
        #expect(record.last?.outcome == .status)
        #expect(record.works.allSatisfy { if case .openAppeal = $0 { false } else { true } })
    }

    @Test func `a known number adds to its appeal by a message, and nothing else is asked`() {
        let record = known().play(keys: ["2", "#"])
        #expect(record.notes.first?.link == .added)
        #expect(record.commands.contains("STREAM FILE hotline/message-add"))
        #expect(record.commands.contains("STREAM FILE hotline/finish-added"))
        #expect(record.steps == ["answer", "known", "message", "finish"])
        #expect(record.last?.outcome == .message)
    }

    @Test(arguments: [["3", "2", "1"], ["", "2", "1"]])
    func `a new appeal of a known number, or silence, leads to the menu and a number of its own`(keys: [String]) {
        let record = known().play(keys: keys)
        #expect(record.works.contains { if case .openAppeal = $0 { true } else { false } })
        #expect(record.kept.type == .ejournal)
        #expect(record.commands.contains("SAY NUMBER 43"))
    }

    @Test func `a new appeal that cannot be made leaves the caller with the open one`() {
        var script = known()
        script.opened = .failed
        let record = script.play(keys: ["3", "2", "#"])
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.last?.outcome == .message)
    }

    @Test func `a key pressed in the greeting does not answer a question the caller has not heard`() {
        var caller = SimulatedCaller(keys: ["1"])
        let record = known().play { _, command in
            if command.arguments.first == "hotline/greeting" { return .replied(Reply(result: "50")) }
            return switch caller.answer(command) {
            case .reply(let reply): .replied(reply)
            case .refusal(let refusal): .refused(refusal)
            }
        }
        #expect(record.notes.first?.link == .status)
    }

    @Test func `who was cut off and calls again goes on where the type is known`() {
        var script = script()
        script.begun.link = .again
        script.begun.type = .psychologist
        script.begun.route = .psychologist
        let record = script.play(keys: ["1", "#"])
        #expect(!record.commands.contains("GET OPTION hotline/type-menu"))
        #expect(record.steps == ["answer", "contact", "message", "finish"])
    }

    // MARK: Psychologist

    @Test func `the psychologist at once, in opening hours`() {
        let record = script(isOpen: true).play(keys: ["4", "1"])
        #expect(record.commands.contains("GET OPTION hotline/psychologist-menu"))
        #expect(record.commands.contains("STREAM FILE hotline/transfer-psychologist"))
        #expect(record.variables["HOTLINE_QUEUE"] == "hotline-psychologist")
        #expect(record.variables["HOTLINE_TALK"]?.isEmpty == true)
        #expect(record.variables["HOTLINE_LABEL"] == "№42 звонок")
    }

    @Test(arguments: [["4", "2", "1", "#"], ["4", "", "1", "#"], ["4", "1", "2", "1", "#"]])
    func `outside them the psychologist calls back, and key 1 puts nobody through`(keys: [String]) {
        let record = script().play(keys: keys)
        #expect(record.commands.contains("GET OPTION hotline/psychologist-closed"))
        #expect(record.variables["HOTLINE_QUEUE"] == nil)
        #expect(record.kept.route == .psychologist)
        #expect(record.last?.outcome == .message)
        #expect(record.commands.contains("STREAM FILE hotline/finish-callback"))
    }

    // MARK: Role and class

    @Test(arguments: [
        ("1", "7#", AuthorRole.pupil, "7" as String?), ("3", "11", .parent, "11"), ("3", "#", .parent, nil),
        ("3", "12#", .parent, nil), ("1", "", .pupil, nil),
    ])
    func `role and class are asked where the settings say so`(
        key: String,
        keys: String,
        role: AuthorRole,
        name: String?
    ) {
        var script = script(recordings: nil)
        script.menu.fullForm = .always
        let record = script.play(keys: ["2", key, keys, "1"])
        #expect(record.notes.compactMap(\.role) == [role])
        #expect(record.notes.compactMap(\.className).last == name)
        #expect(record.last?.outcome == .completed)
    }

    @Test(arguments: [(true, false), (false, true)])
    func `in closed hours only, where they say that`(isOpen: Bool, isAsked: Bool) {
        var script = script(isOpen: isOpen, recordings: nil)
        script.menu.fullForm = .closedHours
        let record = script.play(keys: ["2", "2", "1"])
        #expect(record.commands.contains("GET OPTION hotline/role-menu") == isAsked)
        #expect(!record.commands.contains { $0.contains("class") })
    }

    // MARK: Order and limits

    @Test func `the steps after the type come in the order of the settings, or not at all`() {
        var script = script()
        script.menu.order = [.message, .contact]
        #expect(script.play(keys: ["2", "#", "1"]).steps == ["answer", "type", "message", "contact", "finish"])
        script.menu.order = []
        #expect(script.play(keys: ["2"]).steps == ["answer", "type", "finish"])
    }

    @Test func `a prompt may be another file, and a question may have a time of its own`() {
        var script = script(recordings: nil)
        script.menu.prompts = [.typeMenu: "school/menu"]
        script.menu.timeouts = [.type: .seconds(9)]
        var timeout: String?
        let record = script.play { _, command in
            if command.arguments.first == "school/menu" { timeout = command.arguments.last }
            return .replied(Reply(result: "0"))
        }
        #expect(record.commands.contains("GET OPTION school/menu"))
        #expect(timeout == "9000")
    }

    @Test func `who called too often hears that, and no record is made`() {
        var flow = CallFlow(menu: CallMenu(promptVersion: "1"), clock: { .zero })
        _ = flow.handle(.opened(CallVariables(["uniqueid": "1.1", "callerid": "79000000042"])))
        var action = flow.handle(.performed(.turnedAway))
        var commands: [String] = []
        while case .send(let command) = action {
            commands.append(([command.name] + command.arguments).joined(separator: " "))
            action = flow.handle(.replied(Reply(result: "0")))
        }
        #expect(commands.contains("STREAM FILE hotline/too-many-calls "))
        #expect(commands.last == "SET VARIABLE HOTLINE_RESULT limited")
        #expect(action == .close)
    }

    @Test func `a menu that lasts too long is cut short, and the caller still gets a number`() {
        var script = script()
        let times = Times()
        script.clock = { times.next() }
        let record = script.play(keys: ["*", "*", "2", "1", "#"])
        #expect(record.commands.contains("STREAM FILE hotline/rescue"))
        #expect(record.commands.contains("SAY NUMBER 42"))
        #expect(record.last?.outcome != nil)
    }
}
