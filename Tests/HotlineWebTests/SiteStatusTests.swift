import HTTPClient
import HotlineCore
import HotlineStore
import HotlineWeb
import Synchronization
import Testing

/// The status page by its private address, the button, and what watches the service.
@Suite(.timeLimit(.minutes(1)))
struct SiteStatusTests {
    /// Sends a form and gives the address of its page.
    static func send(_ visitor: SiteOffice.Visitor, _ fields: [(String, String)] = SiteOffice.filled) async throws
        -> String
    {
        let sent = try await visitor.post(fields + [("pass", try await visitor.pass())])
        return String(try #require(sent[header: "Location"]).prefix { $0 != "?" })
    }

    @Test func `the page follows the appeal and shows nothing of who and what`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let path = try await Self.send(visitor)
            let new = try await visitor.get("\(path)?new").text
            #expect(new.contains("Обращение №1 принято") && new.contains("http://127.0.0.1:8080\(path)"))
            let received = try await visitor.get(path).text
            #expect(received.contains("принято, передаётся специалисту") && received.contains("до 13.03.2026 14:05"))
            let number = AppealNumber(1)
            let (site, journal) = (Person(StaffOffice.staff[5]), Person(StaffOffice.staff[3]))
            let regulation = office.staff.regulation
            _ = try await office.store.perform(
                .assign(to: "journal"),
                on: number,
                by: site,
                through: .cli,
                at: office.now,
                under: regulation
            )
            #expect(try await visitor.get(path).text.contains("у специалиста"))
            _ = try await office.store.perform(
                .take,
                on: number,
                by: journal,
                through: .cli,
                at: office.now,
                under: regulation
            )
            #expect(try await visitor.get(path).text.contains("в работе"))
            office.pass(.seconds(86_401))
            #expect(try await visitor.get(path).text.contains("просрочено"))
            let close = AppealAct.close(result: "Пароль: 12345")
            _ = try await office.store.perform(
                close,
                on: number,
                by: journal,
                through: .cli,
                at: office.now,
                under: regulation
            )
            let closed = try await visitor.get(path)
            #expect(closed.text.contains("закрыто") && closed.text.contains("Страница доступна до"))
            for word in ["Пароль", "Петрова", "parent@", "0042", "journal", "Журнал", "5А", "ЭЖД"] {
                #expect(!closed.text.contains(word) && !new.contains(word), "\(word)")
            }
            #expect(closed[header: "Cache-Control"] == "no-store" && closed[header: "Referrer-Policy"] == "same-origin")
            office.pass(.seconds(30 * 86_400))
            #expect(try await visitor.get(path).status == 410)
        }
    }

    @Test func `an address that the service did not give out leads nowhere, and does not tell whether there is one`()
        async throws
    {
        let office = try SiteOffice()
        try await office.open { visitor in
            let path = try await Self.send(visitor)
            let other = try await Self.send(visitor)
            let mark = path.split(separator: "/").last.map(String.init) ?? ""
            #expect(mark.count == 22 && !other.hasSuffix(mark))
            let flipped = (mark.first == "A" ? "B" : "A") + mark.dropFirst()
            let nowhere = [
                "/status/1/\(flipped)", "/status/2/\(mark)", "/status/1/", "/status/1/x", "/status/01/\(mark)",
                "/status/1/\(mark)A", "/status/99/\(mark)", "/status/-1/\(mark)", "/status/%F0/%00",
            ]
            for path in nowhere {
                let page = try await visitor.get(path)
                #expect(page.status == 404, "\(path)")
            }
            #expect(try await visitor.get(path).status == 200)
        }
    }

    @Test func `a private appeal's page says as little, and its answer is a call`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let path = try await Self.send(visitor, SiteOffice.filled.with(("type", "psychologist")))
            let appeal = try #require(try await office.store.appeals(AppealFilter()).first)
            #expect(appeal.isPrivate && appeal.form.fullName != nil)
            let page = try await visitor.get(path).text
            #expect(!page.lowercased().contains("психолог") && !page.contains("лично"))
        }
    }

    @Test func `the button is a link with the regulation's words, as a script and without one`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            let script = try await visitor.get("/button.js")
            #expect(script[header: "Content-Type"] == "text/javascript; charset=utf-8" && script.body.count < 2048)
            #expect(script[header: "Cross-Origin-Resource-Policy"] == "cross-origin")
            for word in ["Поддержка обучения в дистанционный период", "8 495 000-00-01", "http://127.0.0.1:8080/"] {
                #expect(script.text.contains(word))
            }
            for word in ["innerHTML", "eval", "cookie", "localStorage", "fetch(", "XMLHttp", "import"] {
                #expect(!script.text.contains(word), "\(word)")
            }
            let tag = try #require(script[header: "ETag"])
            #expect(try await visitor.get("/button.js", [HTTPHeader("If-None-Match", tag)]).status == 304)
            let snippet = try await visitor.get("/button.html").text
            #expect(
                snippet.contains("<a href=\"http://127.0.0.1:8080/\">Поддержка обучения в дистанционный период</a>")
            )
            #expect(snippet.contains("tel:+74950000001"))
        }
    }

    @Test func `what watches the service hears of it, and nobody through a proxy hears the figures`() async throws {
        let office = try SiteOffice()
        try await office.open { visitor in
            _ = try await Self.send(visitor)
            _ = try await office.staff.receive(.ejournal)
            #expect(try await visitor.get("/healthz").text == "ok\n")
            #expect(try await visitor.get("/readyz").status == 200)
            let metrics = try await visitor.get("/metrics")
            #expect(metrics[header: "Content-Type"]?.hasPrefix("application/openmetrics-text; version=1.0.0") == true)
            for line in [
                "hotline_appeals_total{source=\"web\"} 1", "hotline_appeals_total{source=\"phone\"} 1",
                "hotline_terms{step=\"distribute\",state=\"met\"} 1",
                "hotline_appeals_status{status=\"distributed\"} 1",
            ] {
                #expect(metrics.text.contains("\(line)\n"), "\(line): \(metrics.text)")
            }
            #expect(metrics.text.hasSuffix("# EOF\n") && !metrics.text.contains("0042"))
            for (name, value) in [
                ("X-Forwarded-For", "203.0.113.1"), ("Forwarded", "for=203.0.113.1"), ("Via", "1.1 proxy"),
                ("X-Real-IP", "203.0.113.1"),
            ] {
                #expect(try await visitor.get("/metrics", [HTTPHeader(name, value)]).status == 404, "\(name)")
            }
            office.world.isStoreLost.withLock { $0 = true }
            let lost = try await visitor.get("/readyz")
            #expect(lost.status == 503 && lost.text == "database\n")
            #expect(try await visitor.get("/healthz").status == 200)
        }
    }
}
