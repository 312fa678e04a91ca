internal import HTTPClient
internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import Logging

/// The head's board: what is open, how the terms stand, and what the calls of today came to; it changes nothing.
extension SiteRoutes {
    /// The most appeals the board lists.
    private static let most = 100

    func addBoard(to router: Router<SiteRequestContext>) {
        router.get("/board") { request, _ in
            guard let seal = try? await seal(), let person = await visitor(request, seal) else {
                return await entrance()
            }
            return try await board(for: person, seal)
        }
        router.post("/board") { request, context in
            guard let seal = try? await seal(), let body = try? await request.body.collect(upTo: 4096) else {
                return await entrance("Сейчас не получилось: попробуйте через минуту.")
            }
            let fields = FormFields(String(buffer: body))
            guard isOurs(fields, request, seal) else {
                return await entrance("Страница была открыта слишком давно: введите токен ещё раз.")
            }
            guard let token = AccessToken((fields.text("token") ?? "").filter { !$0.isWhitespace }),
                case .success(let kept)? = try? await tokens.check(token, desk.now()),
                let person = person(of: kept)
            else {
                logger.notice("A token does not let in to the board.")
                return await entrance("Токен не подходит, или его роли доска не положена.")
            }
            _ = await tokens.noteUse(kept, desk.now())
            logger.info(
                "The board was opened.",
                metadata: ["staff.login": "\(person.login)", "token.id": "\(kept.id)"]
            )
            let session = BoardSession(token: kept.id, until: desk.now() + BoardSession.life)
            return Response(status: .seeOther, headers: [.location: "/board", .setCookie: cookie(session.text(seal))])
        }
        router.post("/board/leave") { request, _ in
            guard let seal = try? await seal(), let body = try? await request.body.collect(upTo: 4096),
                isOurs(FormFields(String(buffer: body)), request, seal)
            else { return message(.forbidden, "Не отсюда", "Откройте доску и выйдите с неё.") }
            return Response(status: .seeOther, headers: [.location: "/board", .setCookie: cookie("", age: 0)])
        }
    }

    /// Whether a form of the board was given out by the service, not long ago, and comes from its own page.
    private func isOurs(_ fields: FormFields, _ request: Request, _ seal: SiteSeal) -> Bool {
        guard let pass = FormPass(fields.text("pass") ?? "", for: .board, seal) else { return false }
        return !pass.isStale(at: desk.now()) && !request.isForeign(to: settings.web.publicURL)
    }

    private func cookie(_ value: String, age: Int64 = BoardSession.life.components.seconds) -> String {
        "board=\(value); Path=/board; Max-Age=\(age); HttpOnly; SameSite=Strict\(settings.web.isSecure ? "; Secure" : "")"
    }

    private func entrance(_ fault: String? = nil) async -> Response {
        guard let seal = try? await seal() else {
            return message(.serviceUnavailable, "Сейчас не видно", "Откройте страницу через минуту.")
        }
        var values: [String: Any] = ["pass": FormPass(at: desk.now()).text(for: .board, seal)]
        if let fault { values["fault"] = fault }
        return render("enter", fault == nil ? .unauthorized : .forbidden, "Доска руководителя", values)
    }

    /// Who has the session that a browser shows, as long as their token lets in and their roles allow it.
    private func visitor(_ request: Request, _ seal: SiteSeal) async -> Person? {
        guard let shown = request.cookies["board"]?.value, let session = BoardSession(shown, seal),
            session.until > desk.now(), let kept = try? await tokens.find(session.token),
            kept.state(at: desk.now()) == .active
        else { return nil }
        return person(of: kept)
    }

    private func person(of token: StaffToken) -> Person? {
        guard let member = settings.staff.first(where: { $0.login == token.login }) else { return nil }
        let person = Person(member, token: token.id)
        return person.rights.isSuperset(of: [.seeAll, .seeReports]) ? person : nil
    }

    private func board(for person: Person, _ seal: SiteSeal) async throws -> Response {
        let now = desk.now()
        let today = CalendarDay(settings.zone.civilTime(at: now))
        let open: [AppealDocument]
        var charts: [SVGChart] = []
        do {
            open = try await desk.openAppeals().map { appeal in
                AppealDocument(
                    appeal,
                    calls: [],
                    messages: [],
                    mails: [],
                    notes: [],
                    for: person,
                    numberView: .masked,
                    zone: settings.zone,
                    now: now
                )
            }
            charts.append(timeLeft(open, at: now))
            if let week = ReportPeriod(weekOf: today, in: settings.zone) {
                charts.append(terms(try await desk.report(week)))
            }
            if let day = ReportPeriod(day: today, in: settings.zone) {
                let text = ReportText(ReportDocument(try await desk.report(day), zone: settings.zone))
                charts.append(chart("Звонки сегодня", of: .calls, text))
                charts.append(chart("Где сегодня уходят из меню", of: .leftAt, text))
            }
        } catch {
            logger.error("The board could not be made.", metadata: ["error": "\(type(of: error))"])
            return message(.serviceUnavailable, "Сейчас не видно", "Откройте доску через минуту.")
        }
        let rows = open.prefix(Self.most).map { appeal -> [String: Any] in
            let term = appeal.nextTerm(now: now)
            var row: [String: Any] = [
                "number": "\(appeal.number)", "type": appeal.type?.formText ?? (appeal.isPrivate ? "личное" : "—"),
                "status": appeal.status.word, "holder": appeal.assignee ?? "—", "left": term?.text ?? "—",
            ]
            if term?.isOverdue == true { row["late"] = true }
            return row
        }
        var values: [String: Any] = [
            "now": time(now), "charts": charts.map { ["title": $0.title, "svg": $0.text] }, "open": rows,
            "count": "\(open.count)", "pass": FormPass(at: now).text(for: .board, seal),
        ]
        if open.count > rows.count { values["more"] = "\(open.count - rows.count)" }
        return render("board", .ok, "Доска", values)
    }

    /// How many appeals have how much time until the term that is to be kept next; a time that is just so long is the shorter.
    private func timeLeft(_ open: [AppealDocument], at now: Instant) -> SVGChart {
        let steps: [(words: String, most: Duration)] = [
            ("до часа", .seconds(3600)), ("до 4 часов", .seconds(14_400)), ("до 12 часов", .seconds(43_200)),
            ("до суток", .seconds(86_400)),
        ]
        let terms = open.compactMap { $0.nextTerm(now: now) }
        let running = terms.filter { !$0.isOverdue }
        var bars = [SVGChart.Bar(words: "просрочено", value: terms.count - running.count, isBad: true)]
        var least = Duration.seconds(-1)
        for step in steps {
            let count = running.filter { $0.length > least && $0.length <= step.most }.count
            bars.append(SVGChart.Bar(words: step.words, value: count))
            least = step.most
        }
        bars.append(SVGChart.Bar(words: "больше суток", value: running.filter { $0.length > least }.count))
        return SVGChart(title: "Открытые по времени до срока", bars: bars)
    }

    private func terms(_ report: AppealReport) -> SVGChart {
        let text = ReportText(ReportDocument(report, zone: settings.zone))
        let figures = report.sections.first { $0.topic == .terms }?.figures ?? []
        let bars = figures.filter { $0.of != nil }.map { figure in
            SVGChart.Bar(words: text.name(of: figure, in: .terms), value: figure.count, of: figure.of)
        }
        return SVGChart(title: "Сроки за эту неделю", bars: bars)
    }

    private func chart(_ title: String, of topic: AppealReport.Topic, _ text: ReportText) -> SVGChart {
        let figures = text.report.sections.first { $0.topic == topic }?.figures ?? []
        return SVGChart(
            title: title,
            bars: figures.map { SVGChart.Bar(words: text.name(of: $0, in: topic), value: $0.count) }
        )
    }
}

/// What a browser shows instead of the token, which it does not keep.
struct BoardSession {
    /// How long one holds.
    static let life = Duration.seconds(43_200)
    private static let purpose = "board"

    let token: Identifier<StaffToken>
    let until: Instant

    init(token: Identifier<StaffToken>, until: Instant) {
        self.token = token
        self.until = until
    }

    /// Reads one that was sealed with the same key, and nothing else.
    init?(_ text: String, _ seal: SiteSeal) {
        guard let pair = SealedPair(text, seal, for: Self.purpose) else { return nil }
        (token, until) = (Identifier(pair.first), Instant(milliseconds: pair.second))
    }

    /// How the browser keeps it.
    func text(_ seal: SiteSeal) -> String {
        SealedPair(token.value, until.milliseconds).text(seal, for: Self.purpose)
    }
}
