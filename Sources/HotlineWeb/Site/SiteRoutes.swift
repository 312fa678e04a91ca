internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
public import Logging
internal import NIOCore
internal import Synchronization

/// The school's site: Form 1, the button, the status page, the head's board, and what watches the service.
public struct SiteRoutes: Sendable {
    /// The most bytes a form may have: every field at its longest, in the wordiest encoding.
    static let largestBody = 65_536

    let desk: SiteDesk
    let tokens: TokenDesk
    let settings: SiteSettings
    let templates = SiteTemplates()
    let logger: Logger
    private let submissions: AttemptLimit
    private let seals = SealCache()

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - desk: Does what is asked.
    ///   - tokens: Knows the tokens of the staff.
    ///   - settings: What the site is.
    ///   - logger: Where to say what went wrong.
    public init(desk: SiteDesk, tokens: TokenDesk, settings: SiteSettings, logger: Logger) {
        self.desk = desk
        self.tokens = tokens
        self.settings = settings
        self.logger = logger
        submissions = AttemptLimit(most: settings.web.perAddress, within: .seconds(3600))
    }

    func router() -> Router<SiteRequestContext> {
        let router = Router(context: SiteRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SiteHeaders(isSecure: settings.web.isSecure))
        router.add(middleware: SiteNowhere(routes: self))
        router.get("/") { _, _ in try await blank() }
        router.post("/") { request, context in try await take(request, context) }
        router.get("/status/:number/:mark") { request, context in try await status(request, context) }
        router.get("/privacy") { _, _ in page("privacy", title: "Обработка персональных данных") }
        addAssets(to: router)
        addBoard(to: router)
        addWatching(to: router)
        router.refuseOtherMethods(hasHead: true) { _ in
            message(.methodNotAllowed, "Так страница не открывается", "Откройте её по ссылке в браузере.")
        }
        return router
    }

    /// The seal, made once of the secret in the database.
    func seal() async throws -> SiteSeal {
        if let known = seals.seal.withLock(\.self) { return known }
        let made = SiteSeal(key: try await desk.secret())
        seals.seal.withLock { $0 = made }
        return made
    }

    private final class SealCache: Sendable {
        let seal = Mutex<SiteSeal?>(nil)
    }
}

// MARK: - Form 1

extension SiteRoutes {
    private func blank() async throws -> Response {
        guard let seal = try? await seal() else { return unavailable(WebForm(), nil) }
        return form(FormPage(form: WebForm(), faults: [:]), seal)
    }

    private func take(_ request: Request, _ context: SiteRequestContext) async throws -> Response {
        guard request.holdsForm else {
            return message(.unsupportedMediaType, "Форма не читается", "Откройте форму и отправьте её ещё раз.")
        }
        guard let body = try? await request.body.collect(upTo: Self.largestBody) else {
            return message(.contentTooLarge, "Слишком длинно", "Сократите описание и отправьте ещё раз.")
        }
        let form = WebForm(String(buffer: body))
        guard let seal = try? await seal() else { return unavailable(form, nil) }
        // What another site sends is shown, and goes only when the visitor presses the button here.
        let now = desk.now()
        let pass = FormPass(form.pass, for: .form, seal)
        let reading = form.read(cityCode: settings.school.cityCode)
        guard reading.faults.isEmpty else {
            return self.form(.init(form: form, faults: reading.faults), seal, .unprocessableContent, keeping: pass)
        }
        let isForeign = request.isForeign(to: settings.web.publicURL)
        if let doubt = doubt(of: form, pass, isForeign: isForeign, at: now) {
            // Whoever sees it has read the form, so that the next press cannot come too soon.
            let fresh = FormPass(at: now + (.zero - FormPass.haste))
            return self.form(.init(form: form, faults: [:], notice: doubt), seal, .unprocessableContent, keeping: fresh)
        }
        guard let pass else { return unavailable(form, seal) }
        // What the same form says otherwise is another appeal: nothing that was typed is lost.
        let key = "\(pass.key)-\(seal.mark(form.content, for: "content").base64URL)"
        let address = context.address(of: request, behind: settings.web.proxies)
        guard submissions.note(from: address, at: now, once: key) else {
            let words = "С этого адреса уже много обращений. Подождите час или позвоните; набранное осталось здесь."
            return self.form(.init(form: form, faults: [:], notice: words), seal, .tooManyRequests, keeping: pass)
        }
        do {
            let appeal = try await desk.submit(reading.changes, reading.consent, key)
            return Response(
                status: .seeOther,
                headers: [.location: "\(StatusLink(appeal.number, seal).path)?new"]
            )
        } catch {
            logger.error("A form could not be kept.", metadata: ["error": "\(type(of: error))"])
            return unavailable(form, seal, keeping: pass)
        }
    }

    /// Why a form may not be a person's; what they typed is shown again, and goes with the next press.
    private func doubt(of form: WebForm, _ pass: FormPass?, isForeign: Bool, at now: Instant) -> String? {
        guard !isForeign else {
            return "Форма отправлена не с этой страницы. Проверьте и нажмите «Отправить» ещё раз: набранное на месте."
        }
        guard let pass, !pass.isStale(at: now) else {
            return "Форма была открыта слишком давно. Проверьте и нажмите «Отправить» ещё раз: набранное на месте."
        }
        guard form.bait.isEmpty, now - pass.at >= FormPass.haste else {
            return "Похоже на автоматическую отправку. Нажмите «Отправить» ещё раз: набранное на месте."
        }
        return nil
    }

    private func form(
        _ page: FormPage,
        _ seal: SiteSeal,
        _ status: HTTPResponse.Status = .ok,
        keeping pass: FormPass? = nil
    ) -> Response {
        // One that lay open too long goes with a new pass.
        let pass = pass.flatMap { $0.isStale(at: desk.now()) ? nil : $0 } ?? FormPass(at: desk.now())
        return render(
            "form",
            status,
            title(of: page),
            page.values(pass: pass.text(for: .form, seal), term: term, privacy: privacy)
        )
    }

    /// The form with all that was typed, while the database does not take it.
    private func unavailable(_ form: WebForm, _ seal: SiteSeal?, keeping pass: FormPass? = nil) -> Response {
        let words =
            "Сейчас обращение не записывается. Набранное осталось здесь: отправьте через минуту ещё раз или позвоните."
        let page = FormPage(form: form, faults: [:], notice: words)
        guard let seal else {
            return render(
                "form",
                .serviceUnavailable,
                title(of: page),
                page.values(pass: form.pass, term: term, privacy: privacy)
            )
        }
        return self.form(page, seal, .serviceUnavailable, keeping: pass)
    }

    private func title(of page: FormPage) -> String {
        let title = SiteAssets.buttonText
        return page.faults.isEmpty ? title : "Не отправлено: \(title)"
    }

    /// The term as the regulation counts it, in hours.
    private var term: String {
        let length = settings.terms.close.length
        let (hours, rest) = length.components.seconds.quotientAndRemainder(dividingBy: 3600)
        return rest == 0 && hours > 0 ? "\(hours) ч" : length.words
    }

    private var privacy: String { settings.web.privacyURL ?? "/privacy" }
}

// MARK: - Status

extension SiteRoutes {
    private func status(_ request: Request, _ context: SiteRequestContext) async throws -> Response {
        let (number, mark) = (context.parameters.get("number") ?? "", context.parameters.get("mark") ?? "")
        guard let seal = try? await seal() else {
            return message(.serviceUnavailable, "Сейчас не видно", "Откройте страницу через минуту.")
        }
        guard let link = StatusLink(number: number, mark: mark, seal) else { return noSuchPage }
        let found: Appeal?
        do {
            found = try await desk.appeal(link.number)
        } catch {
            return message(.serviceUnavailable, "Сейчас не видно", "Откройте страницу через минуту.")
        }
        let now = desk.now()
        guard let appeal = found else { return noSuchPage }
        let until = appeal.closedAt.map { $0 + StatusLink.life }
        guard until.map({ now < $0 }) ?? true, appeal.anonymisedAt == nil else {
            return message(
                .gone,
                "Страницы больше нет",
                "Обращение закрыто больше 30 дней назад. Есть вопрос — напишите снова."
            )
        }
        var values: [String: Any] = [
            "number": "\(appeal.number)", "status": appeal.status.wordForAuthor, "received": time(appeal.receivedAt),
            "path": link.path, "link": "\(settings.web.publicURL.withoutSlash)\(link.path)",
        ]
        if request.uri.query == "new" { values["isNew"] = true }
        if let closed = appeal.closedAt {
            values["closed"] = time(closed)
            if appeal.mark == nil { values["answer"] = appeal.wayForAuthor }
            if let until { values["until"] = time(until) }
        } else {
            values["due"] = time(appeal.deadlines.close.due)
            if appeal.deadlines.close.due < now { values["late"] = true }
        }
        return render("status", .ok, "Обращение №\(appeal.number)", values)
    }

    var noSuchPage: Response {
        message(.notFound, "Такой страницы нет", "Проверьте ссылку: в ней важен каждый знак.")
    }
}

extension AppealStatus {
    /// How the appeal stands, in words for its author.
    fileprivate var wordForAuthor: String {
        switch self {
        case .received: "принято, передаётся специалисту"
        case .distributed: "у специалиста"
        case .inProgress: "в работе"
        case .closed: "закрыто"
        }
    }
}

extension Appeal {
    /// How the answer goes to its author, without a word of it.
    fileprivate var wayForAuthor: String? {
        switch delivery {
        case .email?: toldAt == nil ? "отправляется на Вашу почту" : "отправлен на Вашу почту"
        case .sms?: toldAt == nil ? "отправляется по СМС" : "отправлен по СМС"
        case .callback?: toldAt == nil ? "Вам позвонят" : "сообщён по телефону"
        case nil: nil
        }
    }
}

// MARK: - Pages

extension SiteRoutes {
    func time(_ instant: Instant) -> String {
        let time = settings.zone.civilTime(at: instant)
        return "\(time.longDate) \(time.clock)"
    }

    func page(_ name: String, _ status: HTTPResponse.Status = .ok, title: String) -> Response {
        render(name, status, title, [:])
    }

    func message(_ status: HTTPResponse.Status, _ title: String, _ words: String) -> Response {
        render("message", status, title, ["words": words])
    }

    func render(_ name: String, _ status: HTTPResponse.Status, _ title: String, _ values: [String: Any]) -> Response {
        let common: [String: Any] = [
            "title": title, "school": settings.school.name, "tel": settings.school.hotlineNumber.e164,
            "hotline": settings.school.hotlineNumber.spoken, "version": Self.styleVersion,
            "retention": settings.retention.words,
        ]
        let text = templates.page(name, values.merging(common) { mine, _ in mine })
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

extension WebForm {
    /// What was typed, as bytes that differ where any of it does.
    fileprivate var content: [UInt8] {
        Field.allCases.flatMap { Array("\($0.rawValue)=\(self[$0].utf8.count):\(self[$0])\n".utf8) }
    }
}

extension String {
    /// The address without a slash at its end.
    var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}

extension PhoneNumber {
    /// The number as people read it, `8 495 000-00-01`; one from abroad as it is.
    var spoken: String {
        let digits = Array(e164.dropFirst())
        guard e164.hasPrefix("+7"), digits.count == 11 else { return e164 }
        let part = { (range: Range<Int>) in String(digits[range]) }
        return "8 \(part(1..<4)) \(part(4..<7))-\(part(7..<9))-\(part(9..<11))"
    }
}
