/// What a member of the staff may be allowed to do.
public enum Right: String, Hashable, Sendable, CaseIterable {
    /// See every appeal that is not private.
    case seeAll
    /// See the appeals one is in charge of.
    case seeOwn
    /// Make an appeal of what somebody says.
    case add
    /// Fill what Form 2 lacks.
    case complete
    /// Take an appeal that one is in charge of.
    case take
    /// Close an appeal that one is in charge of.
    case close
    /// Take and close appeals that others are in charge of.
    case actForOthers
    /// Call the authors of the appeals one may see.
    case callAuthor
    /// See the calls.
    case seeCalls
    /// See the text messages.
    case seeMessages
    /// See how all parts of the hotline are.
    case seeHealth
    /// Play a call through the menu and keep it.
    case simulate
    /// Listen to what was recorded in the calls of appeals one may see.
    case listen
    /// Announce an outage to all who call, and end that.
    case announceOutage
    /// Hand appeals to specialists.
    case assign
    /// Give back an appeal that is not one's own.
    case handBack
    /// Open a closed appeal again.
    case reopen
    /// Ask for more time.
    case extend
    /// Grant or refuse more time.
    case decideExtension
    /// Close an appeal as a wrong number, a prank or a test.
    case mark
    /// Write notes.
    case note
    /// Link appeals, and close a repeat in favour of another one.
    case link
    /// Take what is personal out of closed appeals.
    case anonymise
    /// Take everything out as a table.
    case export
    /// Have backups made.
    case backup
    /// Check the log of events.
    case audit
    /// See the reports on days and weeks.
    case seeReports
    /// Write proposals to a week's report, send it to the director, and see what was sent.
    case sendReports
    /// See who is on the staff, on duty and absent.
    case seeStaff
    /// Enter one's own absence.
    case beAbsent
    /// Enter the absence of others.
    case setAbsences
    /// See the tokens of others and take them back.
    case manageTokens

    /// The words for it.
    public var text: String {
        switch self {
        case .seeAll: "смотреть все обращения"
        case .seeOwn: "смотреть свои обращения"
        case .add: "заводить обращения"
        case .complete: "дополнять форму 2"
        case .take: "брать обращения"
        case .close: "закрывать обращения"
        case .actForOthers: "действовать за другого специалиста"
        case .callAuthor: "звонить авторам своих обращений"
        case .seeCalls: "смотреть звонки"
        case .seeMessages: "смотреть сообщения"
        case .seeHealth: "смотреть, всё ли исправно"
        case .simulate: "проигрывать звонки"
        case .listen: "слушать записи своих обращений"
        case .announceOutage: "объявлять о сбое"
        case .assign: "назначать специалиста"
        case .handBack: "возвращать обращения"
        case .reopen: "открывать обращения снова"
        case .extend: "просить о продлении"
        case .decideExtension: "решать о продлении"
        case .mark: "помечать: ошиблись номером, шутка, проверка"
        case .note: "писать заметки"
        case .link: "связывать и объединять обращения"
        case .anonymise: "обезличивать закрытые обращения"
        case .export: "выгружать все обращения"
        case .backup: "делать резервные копии"
        case .audit: "проверять журнал событий"
        case .seeReports: "смотреть отчёты за день и за неделю"
        case .sendReports: "дополнять недельный отчёт и отправлять его директору"
        case .seeStaff: "смотреть, кто на дежурстве и кого нет"
        case .beAbsent: "отмечать своё отсутствие"
        case .setAbsences: "отмечать отсутствие других"
        case .manageTokens: "смотреть и отзывать токены других"
        }
    }
}

extension Role {
    /// What the role allows.
    public var rights: Set<Right> { Self.rightsByRole[self] ?? [] }

    /// ``table``, made once: every appeal of a list is looked at with it.
    private static let rightsByRole = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.table) })

    /// What the role allows: the one table there is.
    private var table: Set<Right> {
        let specialist: Set<Right> = [
            .seeOwn, .take, .handBack, .close, .reopen, .extend, .mark, .note, .callAuthor, .listen, .seeStaff,
            .beAbsent,
        ]
        let distributor = specialist.union([
            .seeAll, .add, .complete, .assign, .link, .seeMessages, .seeHealth, .setAbsences, .seeReports,
        ])
        return switch self {
        case .head: Set(Right.allCases)
        case .hotline: distributor.union([.seeCalls, .simulate, .announceOutage])
        case .siteAdmin: distributor
        // Nobody else may see what a private appeal is about, so nobody else can fill its form.
        case .psychologist: specialist.union([.complete])
        case .ejournal, .technician: specialist
        case .director: []
        }
    }
}
