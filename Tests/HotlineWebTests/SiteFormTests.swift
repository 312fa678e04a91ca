import HTTPClient
import HotlineCore
import HotlineStore
import HotlineWeb
import InMemoryLogging
import Synchronization
import Testing

/// Form 1 over HTTP: what makes an appeal, what does not and says why, and what is never lost.
@Suite(.timeLimit(.minutes(1)))
struct SiteFormTests {
    @Test func `a form filled well makes one appeal in the site administrator's queue, with all that was typed`()
        async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            let pass = try await visitor.pass()
            let sent = try await visitor.post(SiteOffice.filled + [("pass", pass)])
            #expect(sent.status == 303)
            let path = try #require(sent[header: "Location"])
            #expect(path.hasPrefix("/status/1/") && path.hasSuffix("?new"))
            let appeal = try #require(try await office.store.appeals(AppealFilter()).first)
            #expect(appeal.source == .web && appeal.status == .received && appeal.type == .ejournal)
            #expect(appeal.form.fullName == "Петрова Анна Ивановна" && appeal.form.role == .parent)
            #expect(appeal.form.className == "5А" && appeal.form.description == "Не входит в ЭЖД\nс утра")
            #expect(appeal.form.phone?.e164 == "+79000000042" && appeal.form.email == "parent@example.com")
            #expect(appeal.consent == true)
            // Sent twice, it is the same appeal and the same address.
            let again = try await visitor.post(SiteOffice.filled + [("pass", pass)])
            #expect(again[header: "Location"] == path)
            #expect(try await office.store.appeals(AppealFilter()).count == 1)
            // Nobody hands it over but a person: such are the settings.
            while try await office.store.handOver(at: office.now, limit: 10, by: office.staff.regulation) > 0 {}
            let waiting = try #require(try await office.store.appeals(AppealFilter(source: .web)).first)
            #expect(waiting.status == .received && waiting.assignee == nil)
            let texts = try await office.store.messages(of: [appeal.number], limit: 10)
            #expect(texts.map(\.kind) == ["registered"])
            #expect(try await office.store.audit().isEmpty)
            let events = try await office.store.events(of: appeal.number)
            #expect(events.map(\.kind) == ["received", "typed", "completed", "consent"])
            #expect(events.allSatisfy { $0.actor == "author" && $0.channel == "web" })
            #expect(events[0].detail.contains("agreed=personalData"))
        }
    }

    @Test func `the page is whole without a script, small, and nothing of it may be kept or framed`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let page = try await visitor.get("/")
            #expect(page.status == 200 && page[header: "Content-Type"] == "text/html; charset=utf-8")
            let style = try #require(page.text.between("href=\"/site.css", "\"")).replacing("&amp;", with: "&")
            let css = try await visitor.get("/site.css\(style)")
            #expect(css.status == 200 && css[header: "Cache-Control"]?.contains("immutable") == true)
            #expect(page.body.count + css.body.count < 20_480)
            #expect(!page.text.contains("<script") && !page.text.contains(" style=") && !page.text.contains("onclick"))
            // Form 1's fields, in its order and words.
            let words = [
                "ФИО", "Вы являетесь", "учеником", "учителем", "родителем", "Класс, в котором Вы обучаетесь",
                "Класс, в котором обучается Ваш ребенок", "Тип обращения", "проблемы технического характера",
                "проблема с ЭЖД", "вопрос по качеству дистанционного урока", "необходима консультация психолога",
                "иные вопросы", "Опишите Вашу проблему", "Телефон для обратной связи", "Адрес электронной почты",
            ]
            var rest = page.text[...]
            for word in words {
                let found = rest.firstRange(of: word)
                #expect(found != nil, "\(word) is missing, or out of order")
                rest = rest[(found?.upperBound ?? rest.startIndex)...]
            }
            #expect(page.text.contains("ГБОУ Школа № 1539 &lt;&amp;&gt;") && page.text.contains("8 495 000-00-01"))
            #expect(!page.text.contains(" checked") && page.text.contains("через 24 ч."))
            #expect(page[header: "Cache-Control"] == "no-store" && page[header: "Referrer-Policy"] == "same-origin")
            let policy = try #require(page[header: "Content-Security-Policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe") && page[header: "Strict-Transport-Security"] == nil)
            #expect(page[header: "X-Content-Type-Options"] == "nosniff" && page[header: "Set-Cookie"] == nil)
        }
        var secure = try SiteOffice()
        secure.web.publicURL = "https://help.school.example"
        try await secure.open { visitor in
            let page = try await visitor.get("/")
            #expect(page[header: "Strict-Transport-Security"] == "max-age=31536000")
        }
    }

    @Test func `all that is wrong stands at its field, the first has the focus, and nothing typed is lost`()
        async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            let wrong = SiteOffice.filled.with(
                ("fullName", ""),
                ("childClass", "12Щ"),
                ("phone", "позвоните"),
                ("email", "<b>@\"x"),
                ("description", "</textarea><script>alert(1)</script>"),
                ("agreed", "")
            )
            let page = try await visitor.post(wrong + [("pass", try await visitor.pass())])
            #expect(page.status == 422)
            for field in ["fullName", "childClass", "phone", "email", "agreed"] {
                #expect(page.text.contains("id=\"\(field)-fault\""), "\(field)")
                #expect(page.text.contains("<a href=\"#\(field)\">"), "\(field)")
            }
            #expect(page.text.ranges(of: "class=\"fault\"").count == 5)
            #expect(page.text.split(separator: "autofocus", omittingEmptySubsequences: false).count == 2)
            #expect(
                page.text.contains(
                    "name=\"fullName\" value=\"\" autocomplete=\"name\" maxlength=\"200\" required aria-invalid=\"true\" aria-describedby=\"fullName-fault\" autofocus"
                )
            )
            #expect(page.text.contains("value=\"12Щ\"") && page.text.contains("value=\"позвоните\""))
            #expect(page.text.contains("value=\"&lt;b&gt;@&quot;x\"") && !page.text.contains("<script"))
            #expect(page.text.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(page.text.contains("value=\"parent\" id=\"role-parent\" checked"))
            #expect(try await office.store.appeals(AppealFilter()).isEmpty)
            // What was ticked stays ticked, and nothing else is.
            #expect(page.text.contains("name=\"texts\" value=\"yes\" checked"))
            #expect(!page.text.contains("name=\"agreed\" value=\"yes\" required checked"))
        }
    }

    @Test(
        arguments: [
            ([("role", "pupil"), ("pupilClass", "")], ["pupilClass"]),
            ([("role", "pupil"), ("pupilClass", "11Б"), ("childClass", "nonsense")], []),
            ([("role", "teacher"), ("childClass", "")], []),
            ([("role", "")], ["role"]), ([("role", "king")], ["role"]), ([("type", "")], ["type"]),
            ([("type", "other"), ("route", "")], ["route"]),
            ([("type", "other"), ("route", "equipment")], []),
            ([("type", "other"), ("route", "technical")], ["route"]),
            ([("phone", ""), ("email", "")], ["phone"]), ([("phone", "")], []), ([("email", "")], []),
            ([("description", " \r\n ")], ["description"]),
            ([("description", "\u{1B}[2J")], ["description"]),
            ([("description", "\u{200B}\u{FEFF} ")], ["description"]),
            ([("fullName", "\u{200B}")], ["fullName"]), ([("fullName", "Анна\u{0}")], ["fullName"]),
            ([("fullName", "Анна\u{200B}")], []), ([("fullName", "Анна\nПетрова")], ["fullName"]),
            ([("phone", "8 900\u{0} 000-00-42")], ["phone"]), ([("email", "a@b")], ["email"]),
            ([("email", "a@b.ru\u{7F}")], ["email"]), ([("childClass", "11")], []),
            ([("description", String(repeating: "ё", count: 4001))], ["description"]),
        ] as [([(String, String)], [String])]
    )
    func `a field is asked for by what else was said`(change: [(String, String)], faults: [String]) async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            var fields = SiteOffice.filled
            for (name, value) in change { fields = fields.with((name, value)) }
            let page = try await visitor.post(fields + [("pass", try await visitor.pass())])
            let found = page.text.split(separator: "<li><a href=\"#", omittingEmptySubsequences: false).dropFirst().map
            {
                $0.prefix { $0 != "\"" }
            }
            #expect(found.map(String.init) == faults)
            #expect(page.status == (faults.isEmpty ? 303 : 422))
        }
    }

    @Test(arguments: [false, true]) func `no control character that was typed is written back`(isLost: Bool)
        async throws
    {
        let office = try SiteOffice()
        office.world.isStoreLost.withLock { $0 = isLost }
        try await office.open { visitor in
            let fields = SiteOffice.filled.map { name, value in (name, "\(value)\u{0}\u{1B}\u{85}\t\u{7F}х") }
            let page = try await visitor.post(fields + [("pass", "x\u{0}")])
            #expect(page.status == (isLost ? 503 : 422))
            #expect(page.text.contains("value=\"Петрова Анна Ивановна х\""))
            let isClean = page.text.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || scalar == "\r" || scalar.properties.generalCategory != .control
            }
            #expect(isClean)
        }
    }

    @Test func `what a person did not send, as far as one can tell, goes with the second press and not with the first`()
        async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            let stale = try await visitor.pass()
            office.pass(.seconds(2 * 86_400))
            let good = try await visitor.pass()
            let other = HTTPHeader("Sec-Fetch-Site", "cross-site")
            let tries: [([(String, String)], [HTTPHeader])] = [
                ([("pass", stale)], []), ([("pass", "made up")], []), ([], []),
                ([("pass", good), ("website", "https://spam.example")], []), ([("pass", good)], [other]),
                ([("pass", good + "A")], []),
            ]
            for (more, headers) in tries {
                let page = try await visitor.post(SiteOffice.filled + more, to: "/", headers)
                #expect(page.status == 422 && page.text.contains("ещё раз"), "\(more)")
                #expect(page.text.contains("value=\"Петрова Анна Ивановна\""), "\(more)")
                #expect(try await office.store.appeals(AppealFilter()).isEmpty)
            }
            // Nor is a pass of another page's any good here.
            let board = try await visitor.pass("/board")
            let page = try await visitor.post(SiteOffice.filled + [("pass", board)])
            #expect(page.status == 422 && page.text.contains("давно"))
            // Somebody who is used to it presses again at once.
            let again = try await visitor.post(SiteOffice.filled + [("pass", stale)])
            // The second press sends what the page holds, and nothing has to be ticked or typed again.
            #expect(try await visitor.post(again.text.formFields).status == 303)
            let appeal = try #require(try await office.store.appeals(AppealFilter()).first)
            #expect(appeal.form.description == "Не входит в ЭЖД\nс утра" && appeal.consent == true)
            #expect(try await office.store.appeals(AppealFilter()).count == 1)
        }
    }

    @Test(arguments: [
        ("http://evil.example", false), ("null", false), ("https://127.0.0.1.evil.example", false),
        ("https://help.school.example", true), ("http://127.0.0.1:PORT", true), (nil, true),
    ]) func `a browser that does not say which site a form is from says its origin`(
        origin: String?,
        isOurs: Bool
    ) async throws {
        var office = try SiteOffice()
        office.web.publicURL = "https://help.school.example"
        try await office.open { visitor in
            let pass = try await visitor.pass()
            let from = origin.map { [HTTPHeader("Origin", $0.replacing("PORT", with: "\(visitor.port)"))] } ?? []
            let page = try await visitor.post(SiteOffice.filled + [("pass", pass)], to: "/", from)
            #expect(page.status == (isOurs ? 303 : 422))
            #expect(isOurs || page.text.contains("не с этой страницы"))
            let leaving = try await visitor.pass("/board")
            let left = try await visitor.post([("pass", leaving)], to: "/board/leave", from)
            #expect(left.status == (isOurs ? 303 : 403))
        }
    }

    @Test func `the last form that an address may send makes one appeal, and says so twice`() async throws {
        var office = try SiteOffice()
        office.web.perAddress = 1
        try await office.open { visitor in
            let fields = SiteOffice.filled.with(("pass", try await visitor.pass()))
            let first = try await visitor.post(fields)
            let second = try await visitor.post(fields)
            #expect([first.status, second.status] == [303, 303])
            #expect(first[header: "Location"] == second[header: "Location"])
            let other = SiteOffice.filled.with(("pass", try await visitor.pass()))
            #expect(try await visitor.post(other).status == 429)
        }
    }

    @Test func `who fills a form in no time at all is asked to press again`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let pass = try await visitor.get("/").text.between("name=\"pass\" value=\"", "\"") ?? ""
            let page = try await visitor.post(SiteOffice.filled + [("pass", pass)])
            #expect(page.status == 422 && page.text.contains("автоматическую"))
        }
    }

    @Test func `one address sends so many an hour, by the proxy's word only where the proxy is known`() async throws {
        for proxies in [[], ["127.0.0.1"]] {
            var office = try SiteOffice()
            office.web.perAddress = 2
            office.web.proxies = proxies
            let isKnown = !proxies.isEmpty
            let still = office
            try await still.open { visitor in
                var statuses: [Int] = []
                for place in 1...3 {
                    let from = HTTPHeader("X-Forwarded-For", "1.2.3.4, 203.0.113.\(place)")
                    let fields = SiteOffice.filled.with(("pass", try await visitor.pass()))
                    let page = try await visitor.post(fields, to: "/", [from])
                    statuses.append(page.status)
                    if page.status == 429 { #expect(page.text.contains("value=\"Петрова Анна Ивановна\"")) }
                }
                #expect(statuses == (isKnown ? [303, 303, 303] : [303, 303, 429]))
                still.pass(.seconds(3600))
                let later = SiteOffice.filled.with(("pass", try await visitor.pass()))
                #expect(try await visitor.post(later).status == 303)
            }
        }
    }

    @Test func `while there is no database the visitor is told, and what they typed stays to be sent again`()
        async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            let pass = try await visitor.pass()
            office.world.isStoreLost.withLock { $0 = true }
            let page = try await visitor.post(SiteOffice.filled + [("pass", pass)])
            #expect(page.status == 503 && page.text.contains("value=\"Петрова Анна Ивановна\""))
            #expect(page.text.contains("8 495 000-00-01"))
            office.world.isStoreLost.withLock { $0 = false }
            #expect(try await visitor.post(page.text.formFields).status == 303)
        }
        // Nothing that was typed got into the log.
        let lines = office.staff.log.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
        #expect(lines.contains("could not be kept") && !lines.contains("Петрова") && !lines.contains("000042"))
    }

    @Test func `what is no form, or too long, is refused in a page`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let pass = try await visitor.pass()
            let long = SiteOffice.filled.with(("description", String(repeating: "ё", count: 40_000)), ("pass", pass))
            #expect(try await visitor.post(long).status == 413)
            for body in ["", "&&&", "%", "%zz=%f", "a=b", "fullName=%FF%FE", "pass=%00", "=", "fullName"] {
                let page = try await visitor.post(body: body)
                #expect(page.status == 422 && page.text.contains("</html>"), "\(body)")
            }
            let address = "http://127.0.0.1:\(visitor.port)/"
            let file = HTTPRequest(
                .post,
                address,
                headers: [HTTPHeader("Content-Type", "multipart/form-data")],
                body: [1]
            )
            #expect(try await HTTPClient().send(file).status == 415)
            for path in ["/nothing", "/status/", "/status", "/status/1", "/board/nothing", "/privacy/x"] {
                let nothing = try await visitor.get(path)
                #expect(nothing.status == 404 && nothing.text.contains("Такой страницы нет"), "\(path)")
            }
        }
    }

    @Test(
        arguments: [
            ("application/x-www-form-urlencoded", 303), ("APPLICATION/X-WWW-FORM-URLENCODED", 303),
            ("application/x-www-form-urlencoded; charset=UTF-8", 303),
            (" Application/x-www-form-urlencoded ;charset=utf-8", 303), ("application/x-www-form-urlencodedfoo", 415),
            ("application/x-www-form", 415), ("text/plain;application/x-www-form-urlencoded", 415),
        ]
    )
    func `a form is known by its media type, in any case and with parameters`(type: String, status: Int) async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let body = percentEncoded(query: SiteOffice.filled + [("pass", try await visitor.pass())])
            let header = HTTPHeader("Content-Type", type)
            let address = "http://127.0.0.1:\(visitor.port)/"
            let request = HTTPRequest(.post, address, headers: [header], body: Array(body.utf8))
            #expect(try await HTTPClient().send(request).status == status)
        }
    }

    @Test func `what a page does not take is told in a page that says what it takes`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let (read, both) = ("GET, HEAD", "GET, HEAD, POST")
            let tries: [(HTTPMethod, String, String)] = [
                (.put, "/", both), (.delete, "/", both), (.post, "/privacy", read), (.post, "/status/1/x", read),
                (.post, "/button.js", read), (.delete, "/board", both), (.get, "/board/leave", "POST"),
                (.put, "/board/leave", "POST"), (.post, "/healthz", read), (.post, "/readyz", read),
                (.post, "/metrics", read), (.post, "/site.css", read), (.post, "/button.html", read),
                (.post, "/robots.txt", read),
            ]
            for (method, path, allowed) in tries {
                let page = try await HTTPClient().send(HTTPRequest(method, "http://127.0.0.1:\(visitor.port)\(path)"))
                #expect(page.status == 405 && page[header: "Allow"] == allowed, "\(method) \(path)")
                #expect(page.text.contains("Так страница не открывается"), "\(method) \(path)")
                #expect(page[header: "Content-Security-Policy"] != nil, "\(method) \(path)")
            }
            #expect(try await visitor.post([], to: "/nothing").status == 404)
        }
    }
}
