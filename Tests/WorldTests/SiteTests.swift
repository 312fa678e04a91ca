import Foundation
import HTTPClient
import HotlineCore
import HotlineStore
import HotlineTesting
import JSON
import Testing

/// The school's site in a real browser, by a real `hotlined`: Form 1, the status page, the board and the button.
@Suite(.timeLimit(.minutes(4)))
struct SiteTests {
    /// How a visitor comes.
    struct Way: CustomTestStringConvertible {
        var width: Int
        var hasScripts: Bool
        var testDescription: String { "\(width) px, \(hasScripts ? "with" : "without") scripts" }
    }

    private static let ways = [320, 1280].flatMap { width in [true, false].map { Way(width: width, hasScripts: $0) } }

    /// The site's address.
    private func address(_ hotline: Hotline) async throws -> String {
        try await hotline.companion.waitForOutput(containing: "Visitors can come", within: .seconds(30))
        let words = hotline.companion.standardError.components(separatedBy: "web.port=")
        return "http://127.0.0.1:\(words.last?.prefix { $0.isNumber } ?? "")"
    }

    /// Lets as much time pass as a person needs for a form: what comes sooner is asked for again.
    private func readTheForm() async throws { try await Task.sleep(for: .milliseconds(2100)) }

    private func expectAccessible(_ browser: Browser) async throws {
        let faults = try await browser.accessibilityFaults()
        let address = try await browser.address()
        #expect(faults == [], "\(address): \(faults)")
    }

    @Test(arguments: ways) func `a visitor fills the form, fails, corrects it and sends it`(way: Way) async throws {
        let hotline = try await Hotline(.companion)
        let site = try await address(hotline)
        let browser = try await Browser(Browser.Visitor(width: way.width, hasScripts: way.hasScripts))
        try await browser.go(site)
        #expect(try await browser.text("h1") == "Поддержка обучения в дистанционный период")
        // Nothing is ticked or chosen before, and of the classes only that is asked for which there is.
        #expect(try await browser.chosen("#agreed", "#texts") == [false, false])
        #expect(try await browser.shown("#pupilClass", "#childClass", "#route") == [false, false, false])
        let bait = "return document.querySelector('[name=website]').getBoundingClientRect().right < 0"
        #expect(try await browser.evaluate(bait) == true)
        try await browser.type("Петрова Анна", into: "#fullName")
        try await browser.click("#role-parent")
        #expect(try await browser.shown("#childClass", "#pupilClass") == [true, false])
        try await browser.type("12Щ", into: "#childClass")
        try await browser.click("#type-ejournal")
        try await browser.type("нет", into: "#email")
        try await browser.click("button")
        try await browser.wait(forText: "Обращение пока не отправлено")
        #expect(try await browser.title().hasPrefix("Не отправлено"))
        #expect(try await browser.focus() == "childClass")
        for field in ["childClass", "description", "email", "agreed"] {
            #expect(try await browser.shown("#\(field)-fault") == [true], "\(field)")
        }
        #expect(try await browser.value("#fullName") == "Петрова Анна")
        #expect(try await browser.chosen("#role-parent") == [true])
        if way.hasScripts {
            try await expectAccessible(browser)
            let wide = try await browser.evaluate("return document.documentElement.scrollWidth <= window.innerWidth")
            #expect(wide == true, "the page is wider than the screen")
        }
        try await browser.clear("#childClass")
        try await browser.type("5-а", into: "#childClass")
        try await browser.type("Не входит в ЭЖД", into: "#description")
        try await browser.clear("#email")
        try await browser.type("parent@example.com", into: "#email")
        try await browser.click("#agreed")
        try await readTheForm()
        try await browser.click("button")
        try await browser.wait(forText: "Обращение №1 принято", in: "h1")
        let status = try await browser.address()
        #expect(status.contains("/status/1/"))
        if way.hasScripts { try await expectAccessible(browser) }
        let appeal = try await hotline.appeal(AppealNumber(1), .received)
        #expect(appeal.source == .web && appeal.form.className == "5А" && appeal.form.email == "parent@example.com")
        // The page after sending is one of its own: to load it again sends nothing.
        try await browser.go(status)
        #expect(try await hotline.store.appeals(AppealFilter()).count == 1)
        #expect(!hotline.companion.standardError.contains("Петрова"))
        await browser.end()
        await hotline.end()
    }

    @Test func `the form is filled by the keyboard alone`() async throws {
        let hotline = try await Hotline(.companion)
        let browser = try await Browser()
        try await browser.go(try await address(hotline))
        let (tab, space, enter, down) = ("\u{E004}", " ", "\u{E007}", "\u{E015}")
        // Past the hotline's number above, and that in the words.
        while try await browser.focus() != "fullName" { try await browser.press(tab) }
        try await browser.press("Ivanov Ivan\(tab)\(space)\(tab)5a\(tab)\(down)")
        #expect(try await browser.chosen("#role-pupil", "#type-ejournal") == [true, true])
        try await browser.press("\(tab)Broken\(tab)89000000042\(tab)\(tab)\(tab)\(space)")
        #expect(try await browser.chosen("#agreed", "#texts") == [true, false])
        try await readTheForm()
        try await browser.press("\(tab)\(tab)\(enter)")
        try await browser.wait(forText: "принято", in: "h1")
        let appeal = try await hotline.appeal(AppealNumber(1), .received)
        #expect(appeal.form.role == .pupil && appeal.form.className == "5А" && appeal.type == .ejournal)
        #expect(appeal.form.phone?.e164 == "+79000000042" && appeal.consent == false)
        await browser.end()
        await hotline.end()
    }

    @Test func `the site administrator finds it in the queue and hands it over, and its author sees how it goes`()
        async throws
    {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["sayt": NSUserName()]))
        let site = try await address(hotline)
        let path = try await send(to: site, type: "ejournal")
        #expect(path.hasPrefix("/status/1/"))
        let list = try await hotline.command("list", "--source", "web")
        #expect(list.output.contains("распределить"), "\(list)")
        #expect(try await hotline.command("list", "--source", "phone").output.isEmpty)
        #expect(try await hotline.command("assign", "1", "petrov").status == .exited(0))
        let page = try await HTTPClient().send(HTTPRequest(.get, "\(site)\(path)"))
        #expect(String(decoding: page.body, as: UTF8.self).contains("у специалиста"))
        // A service that dies takes nothing with it: the address is as good afterwards.
        _ = await hotline.companion.kill()
        try await hotline.startCompanion()
        let again = try await HTTPClient().send(HTTPRequest(.get, "\(try await address(hotline))\(path)"))
        #expect(again.status == 200)
        await hotline.end()
    }

    @Test func `the figures are what a parser of OpenMetrics takes`() async throws {
        let hotline = try await Hotline(.companion)
        let site = try await address(hotline)
        _ = try await send(to: site, type: "technical")
        _ = try await hotline.takeCall("m.1", from: "+79000000042", route: .ejournal, at: .now())
        let metrics = try await HTTPClient().send(HTTPRequest(.get, "\(site)/metrics"))
        let file = hotline.folder.appending(path: "metrics.txt")
        try Data(metrics.body).write(to: file)
        let script = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families
            for family in text_string_to_metric_families(open(sys.argv[1]).read()):
                print(family.name, family.type, len(family.samples))
            """
        let parser = try ChildProcess(WebTools.python.path(), ["-c", script, file.path()])
        #expect(try await parser.waitForExit(within: .seconds(30)) == .exited(0), "\(parser.standardError)")
        for family in [
            "hotline_calls counter 8", "hotline_calls_live gauge 1", "hotline_calls_left counter",
            "hotline_appeals counter 3", "hotline_terms gauge 6",
            "hotline_gateway_up gauge 1", "hotline_store_latency_seconds gauge 1", "hotline_outbox_age_seconds gauge 1",
        ] {
            #expect(parser.standardOutput.contains(family), "\(family): \(parser.standardOutput)")
        }
        await hotline.end()
    }

    @Test func `the head sees the board with a token, and nobody else does`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["golova": NSUserName()]))
        let site = try await address(hotline)
        for type in ["technical", "psychologist"] { _ = try await send(to: site, type: type) }
        let made = try await hotline.command("token", "new", "--json").output
        let token = try #require(made.components(separatedBy: "\"").first { $0.hasPrefix("hl_") })
        let browser = try await Browser()
        try await browser.go("\(site)/board")
        #expect(try await browser.text("h1") == "Доска руководителя")
        try await expectAccessible(browser)
        try await browser.type("hl_1_nonsense", into: "#token")
        try await browser.click("button")
        try await browser.wait(forText: "Токен не подходит")
        try await browser.type(token, into: "#token")
        try await browser.click("button")
        try await browser.wait(forText: "Доска:", in: "h1")
        let words = try await browser.text()
        #expect(words.contains("Открытые обращения: 2") && words.contains("проблемы технического характера"))
        #expect(words.contains("личное") && !words.contains("психолог"))
        try await expectAccessible(browser)
        // Nobody elsewhere ends the visit, and who presses there does.
        let elsewhere = try await HTTPClient().send(HTTPRequest(.post, "\(site)/board/leave"))
        #expect(elsewhere.status == 403)
        try await browser.click("form[action='/board/leave'] button")
        try await browser.wait(forText: "Доска руководителя", in: "h1")
        try await browser.type(token, into: "#token")
        try await browser.click("button")
        try await browser.wait(forText: "Доска:", in: "h1")
        // A token that is taken back ends the visit too.
        let number = token.split(separator: "_")[1]
        #expect(try await hotline.command("token", "revoke", String(number)).status == .exited(0))
        try await browser.go("\(site)/board")
        #expect(try await browser.text("h1") == "Доска руководителя")
        await browser.end()
        await hotline.end()
    }

    @Test(arguments: [320, 1280]) func `the board's charts are to be read on any screen`(width: Int) async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["golova": NSUserName()]))
        let site = try await address(hotline)
        _ = try await send(to: site, type: "technical")
        _ = try await hotline.takeCall("m.1", from: "+79000000042", route: .ejournal, at: .now())
        let made = try await hotline.command("token", "new", "--json").output
        let token = try #require(made.components(separatedBy: "\"").first { $0.hasPrefix("hl_") })
        let browser = try await Browser(Browser.Visitor(width: width))
        try await browser.go("\(site)/board")
        try await browser.type(token, into: "#token")
        try await browser.click("button")
        try await browser.wait(forText: "Доска:", in: "h1")
        // How large the letters are on the screen, whatever the picture is scaled by, and whether one is cut off at the right.
        let script = """
            const faults = [], texts = [...document.querySelectorAll("svg text")];
            if (texts.length < 8) faults.push("texts: " + texts.length);
            for (const text of texts) {
                const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
                if (size < 11 || size > 20) faults.push(text.textContent + ": " + size + " px");
                const over = text.getBoundingClientRect().right - text.ownerSVGElement.getBoundingClientRect().right;
                if (over > 0) faults.push(text.textContent + ": " + over + " px cut off");
            }
            const page = document.documentElement;
            if (page.scrollWidth > window.innerWidth) faults.push("page: " + page.scrollWidth + " px");
            return faults;
            """
        let faults = try await browser.evaluate(script)
        #expect(faults == [], "\(faults)")
        try await expectAccessible(browser)
        await browser.end()
        await hotline.end()
    }

    @Test func `the button stands on a page whose policy lets nothing pass but it`() async throws {
        let hotline = try await Hotline(.companion)
        let site = try await address(hotline)
        let page = """
            <!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Школа</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src \(site)"></head>
            <body><main><h1>Школа</h1><div id="hotline-button"></div></main><script src="\(site)/button.js" async></script></body></html>
            """
        let file = hotline.folder.appending(path: "school.html")
        try Data(page.utf8).write(to: file)
        let browser = try await Browser()
        try await browser.go("file://\(file.path())")
        try await browser.wait(forText: "Поддержка обучения в дистанционный период")
        #expect(try await browser.text().contains("8 495 000-00-01"))
        let colour = "return getComputedStyle(document.querySelector('.hotline-button a')).backgroundColor"
        #expect(try await browser.evaluate(colour) == "rgb(11, 74, 111)")
        try await expectAccessible(browser)
        await browser.end()
        await hotline.end()
    }

    /// Sends a form as a browser does, and gives the path of its status page.
    private func send(to site: String, type: String) async throws -> String {
        let client = HTTPClient()
        let page = String(decoding: try await client.send(HTTPRequest(.get, site)).body, as: UTF8.self)
        let pass = page.components(separatedBy: "name=\"pass\" value=\"").last?.prefix { $0 != "\"" } ?? ""
        try await readTheForm()
        let fields = [
            ("fullName", "Петрова Анна"), ("role", "parent"), ("childClass", "5А"), ("type", type),
            ("description", "Не работает"), ("phone", "89000000042"), ("agreed", "yes"), ("pass", String(pass)),
        ]
        let type = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")
        let body = Array(percentEncoded(query: fields).utf8)
        let sent = try await client.send(HTTPRequest(.post, site + "/", headers: [type], body: body))
        return String((sent[header: "Location"] ?? "").prefix { $0 != "?" })
    }
}
