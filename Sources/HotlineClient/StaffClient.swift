internal import HTTPClient
public import HotlineCore
public import JSON

/// Asks the service: over its Unix socket, where it sees which account is asking, or over TLS with a token.
public struct StaffClient: Sendable {
    enum Place {
        case socket(path: String)
        case server(ServerAccess)

        /// The place as errors name it.
        var name: String {
            switch self {
            case .socket(let path): path
            case .server(let access): access.address.description
            }
        }
    }

    let place: Place
    let http = HTTPClient()

    /// Creates a client of the service that listens at `socketPath`.
    public init(socketPath: String) {
        place = .socket(path: socketPath)
    }

    /// Creates a client of the service on another machine.
    public init(server: ServerAccess) {
        place = .server(server)
    }
}

/// An appeal and the version it was seen in.
public struct SeenAppeal: Hashable, Sendable {
    /// The appeal.
    public var document: AppealDocument
    /// The version.
    public var version: Int64

    /// Creates a pair.
    public init(document: AppealDocument, version: Int64) {
        self.document = document
        self.version = version
    }
}

extension StaffClient {
    /// Who is asking.
    public func whoami() async throws(StaffClientError) -> IdentityDocument {
        try read(await send(.get, StaffAPI.whoami), as: .identityDocument)
    }

    /// Who runs the hotline.
    public func school() async throws(StaffClientError) -> SchoolDocument {
        try read(await send(.get, StaffAPI.school), as: .schoolDocument)
    }

    /// The tokens of the one who asks; of all where they may see those.
    public func tokens() async throws(StaffClientError) -> [TokenDocument] {
        try read(await send(.get, StaffAPI.tokens), as: .array(of: .tokenDocument))
    }

    /// Has a token made, which is told this once.
    public func makeToken(_ order: TokenOrder) async throws(StaffClientError) -> NewTokenDocument {
        try read(await write(.post, StaffAPI.tokens, order.json), as: .newTokenDocument)
    }

    /// Takes a token back.
    public func revokeToken(_ id: Int64) async throws(StaffClientError) -> TokenDocument {
        try read(await write(.delete, "\(StaffAPI.tokens)/\(id)"), as: .tokenDocument)
    }

    /// The appeals a query asks for, the one whose term ends first in front.
    public func appeals(_ query: AppealQuery) async throws(StaffClientError) -> [AppealDocument] {
        try read(await send(.get, StaffAPI.appeals, query: query.parameters), as: .array(of: .appealDocument))
    }

    /// The same as the service wrote it: one JSON value, for other programs.
    public func appealsAsWritten(_ query: AppealQuery) async throws(StaffClientError) -> [UInt8] {
        try await send(.get, StaffAPI.appeals, query: query.parameters).body
    }

    /// A page of all appeals after a number; that whole telephone numbers were shown is logged by the service.
    public func export(after last: Int64, wholeNumbers: Bool) async throws(StaffClientError) -> ExportDocument {
        let view: AppealDocument.NumberView = wholeNumbers ? .whole : .masked
        let query = [("after", "\(last)"), ("phone", view.rawValue)]
        return try read(await send(.get, StaffAPI.export, query: query), as: .exportDocument)
    }

    /// One appeal; that the whole of its telephone number was shown is logged by the service.
    public func appeal(
        _ number: AppealNumber,
        numberView: AppealDocument.NumberView = .whole
    ) async throws(StaffClientError) -> SeenAppeal {
        try seen(await send(.get, StaffAPI.appeal(number), query: [("phone", numberView.rawValue)]))
    }

    /// Makes an appeal of what somebody said.
    public func add(
        _ addition: AppealAddition,
        key: String = newKey()
    ) async throws(StaffClientError) -> AddedDocument {
        try read(await write(.post, StaffAPI.appeals, addition.json, key: key), as: .addedDocument)
    }

    /// Does something with an appeal.
    ///
    /// Where the answer is lost on its way the request is sent once more; by its key the service knows it again.
    ///
    /// - Parameters:
    ///   - act: What.
    ///   - number: The appeal.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StaffClientError``, which says why it was not done.
    public func perform(_ act: AppealAct, on number: AppealNumber) async throws(StaffClientError) -> AppealDocument {
        try read(await write(.post, StaffAPI.act(act.name, on: number), act.json), as: .appealDocument)
    }

    /// How an appeal came to stand as it does.
    public func explanation(of number: AppealNumber) async throws(StaffClientError) -> ExplanationDocument {
        try read(await send(.get, StaffAPI.explanation(of: number)), as: .explanationDocument)
    }

    /// Checks a slice of the log of events, from the event at this place on.
    public func auditEvents(from first: Int64) async throws(StaffClientError) -> AuditDocument {
        try read(await send(.get, StaffAPI.auditOfEvents, query: [("from", "\(first)")]), as: .auditDocument)
    }

    /// Compares a slice of the appeals with the log, from the appeal of this number on.
    public func auditAppeals(from first: Int64) async throws(StaffClientError) -> AuditDocument {
        try read(await send(.get, StaffAPI.auditOfAppeals, query: [("from", "\(first)")]), as: .auditDocument)
    }

    /// Looks whether the log still holds an end of it that was written down earlier.
    public func auditSeal(_ seal: String) async throws(StaffClientError) -> AuditDocument {
        try read(await send(.get, StaffAPI.auditOfSeal, query: [("seal", seal)]), as: .auditDocument)
    }

    /// Makes what is kept of an appeal anew from its events.
    public func rebuild(_ number: AppealNumber) async throws(StaffClientError) -> RebuildDocument {
        try read(await write(.post, StaffAPI.rebuild(of: number)), as: .rebuildDocument)
    }

    /// Everybody on the staff.
    public func staff() async throws(StaffClientError) -> [StaffDocument] {
        try read(await send(.get, StaffAPI.staff), as: .array(of: StaffDocument.shape))
    }

    /// The absences that are not over.
    public func absences() async throws(StaffClientError) -> [AbsenceDocument] {
        try read(await send(.get, StaffAPI.absences), as: .array(of: AbsenceDocument.shape))
    }

    /// Keeps an absence; the same one entered twice is one.
    public func addAbsence(_ absence: AbsenceDocument) async throws(StaffClientError) -> AbsenceDocument {
        try read(await write(.post, StaffAPI.absences, absence.json), as: AbsenceDocument.shape)
    }

    /// Takes an absence back.
    public func cancelAbsence(_ id: Int64) async throws(StaffClientError) -> AbsenceDocument {
        try read(await write(.delete, "\(StaffAPI.absences)/\(id)"), as: AbsenceDocument.shape)
    }

    /// Fills fields of an appeal's form as it stood in a version.
    public func complete(
        _ number: AppealNumber,
        with input: FormInput,
        seen version: Int64
    ) async throws(StaffClientError) -> SeenAppeal {
        try seen(await write(.patch, StaffAPI.appeal(number), StaffAPI.change(input, seen: version)))
    }

    /// The texts of an appeal, or of all, newest first.
    public func messages(
        of appeal: AppealNumber?,
        state: MessageState? = nil,
        limit: Int
    ) async throws(StaffClientError) -> [MessageDocument] {
        let query = range(appeal, limit) + (state.map { [("state", $0.rawValue)] } ?? [])
        return try read(await send(.get, StaffAPI.messages, query: query), as: .array(of: .messageDocument))
    }

    /// The texts that came in about an appeal, or all, newest first.
    public func inbox(about appeal: AppealNumber?, limit: Int) async throws(StaffClientError) -> [InboxDocument] {
        try read(await send(.get, StaffAPI.inbox, query: range(appeal, limit)), as: .array(of: .inboxDocument))
    }

    /// What the desk shows; where `tag` names what was seen last, once something is different, or after a while all the same.
    public func desk(seen tag: String?) async throws(StaffClientError) -> DeskDocument {
        try read(await send(.get, StaffAPI.desk, query: tag.map { [("seen", $0)] } ?? []), as: .deskDocument)
    }

    /// The report on a day, today unless another is named.
    public func dailyReport(
        on day: CalendarDay?,
        of source: AppealSource?,
        naming most: Int? = nil
    ) async throws(StaffClientError) -> ReportDocument {
        let query = (day.map { [("date", $0.text)] } ?? []) + (source.map { [("source", $0.rawValue)] } ?? [])
        return try await report(StaffAPI.dailyReport, query, naming: most)
    }

    /// The report on a week, the last whole one unless another is named.
    ///
    /// - Parameters:
    ///   - week: The week as `2026-W11`, or a day in it.
    ///   - most: The most numbers of appeals beside a figure; all of them unless given.
    /// - Returns: The report.
    /// - Throws: ``StaffClientError`` where the service is not there or refuses.
    public func weeklyReport(
        of week: String?,
        naming most: Int? = nil
    ) async throws(StaffClientError) -> ReportDocument {
        try await report(StaffAPI.weeklyReport, week.map { [("week", $0)] } ?? [], naming: most)
    }

    private func report(
        _ path: String,
        _ query: [(String, String)],
        naming most: Int?
    ) async throws(StaffClientError) -> ReportDocument {
        let query = query + (most.map { [("numbers", "\($0)")] } ?? [])
        return try read(await send(.get, path, query: query), as: .reportDocument)
    }

    /// What the head wrote on a week, the last whole one unless another is named.
    public func proposals(of week: String?) async throws(StaffClientError) -> ProposalsDocument {
        try read(await send(.get, StaffAPI.proposals, query: week.map { [("week", $0)] } ?? []), as: .proposals)
    }

    /// Keeps what the head writes on a week.
    public func setProposals(_ order: ProposalsOrder) async throws(StaffClientError) -> ProposalsDocument {
        try read(await write(.put, StaffAPI.proposals, order.json), as: .proposals)
    }

    /// Sends a week's report to the director.
    public func sendReport(_ order: SentReportOrder) async throws(StaffClientError) -> SentReportDocument {
        try read(await write(.post, StaffAPI.sentReports, order.json), as: .sentReport)
    }

    /// The reports that the director was sent, without what they say, the newest first.
    public func sentReports() async throws(StaffClientError) -> [SentReportDocument] {
        try read(await send(.get, StaffAPI.sentReports), as: .array(of: .sentReport))
    }

    /// A report as the director was sent it.
    public func sentReport(_ number: Int64) async throws(StaffClientError) -> SentReportDocument {
        try read(await send(.get, StaffAPI.sentReport(number)), as: .sentReport)
    }

    /// Has a backup made, unless one is being made.
    public func beginBackup() async throws(StaffClientError) -> BackupsDocument {
        try read(await send(.post, StaffAPI.backups), as: .backupsDocument)
    }

    /// How backups stand.
    public func backups() async throws(StaffClientError) -> BackupsDocument {
        try read(await send(.get, StaffAPI.backups), as: .backupsDocument)
    }

    /// How all parts of the hotline are.
    public func health() async throws(StaffClientError) -> HealthDocument {
        try read(await send(.get, StaffAPI.health), as: .healthDocument)
    }

    /// Has a mail sent to the one who asks, and tells whether the mail program took it.
    public func tryMail() async throws(StaffClientError) -> HealthDocument {
        try read(await send(.post, "\(StaffAPI.health)/mail"), as: .healthDocument)
    }

    /// How the texts stand, counted.
    public func figures() async throws(StaffClientError) -> FiguresDocument {
        try read(await send(.get, StaffAPI.figures), as: .figuresDocument)
    }

    /// The calls of an appeal, or all, newest first.
    public func calls(of appeal: AppealNumber?, limit: Int) async throws(StaffClientError) -> [CallDocument] {
        try read(await send(.get, StaffAPI.calls, query: range(appeal, limit)), as: .array(of: .callDocument))
    }

    /// Has the one who asks rung, and then the author of an appeal.
    public func callAuthor(of number: AppealNumber) async throws(StaffClientError) -> AuthorCallDocument {
        try read(await write(.post, StaffAPI.authorCalls(of: number)), as: .authorCallDocument)
    }

    /// How a call to an author goes.
    public func authorCall(
        _ id: Int64,
        about number: AppealNumber
    ) async throws(StaffClientError) -> AuthorCallDocument {
        try read(await send(.get, "\(StaffAPI.authorCalls(of: number))/\(id)"), as: .authorCallDocument)
    }

    /// The calls that wait for a specialist or talk with one.
    public func liveCalls() async throws(StaffClientError) -> [LiveCallDocument] {
        try read(await send(.get, StaffAPI.liveCalls), as: .array(of: .liveCallDocument))
    }

    /// The exchange's calls against ours on a day, or today.
    public func balance(on day: String?) async throws(StaffClientError) -> CallBalance {
        try read(await send(.get, StaffAPI.balance, query: day.map { [("date", $0)] } ?? []), as: .callBalance)
    }

    /// The outage that is announced.
    public func outage() async throws(StaffClientError) -> OutageDocument? {
        try read(await send(.get, StaffAPI.outage), as: JSONShape.outageDocument.orNull())
    }

    /// Announces an outage to all who call.
    public func announceOutage(_ type: AppealType) async throws(StaffClientError) -> OutageDocument {
        try read(await write(.put, StaffAPI.outage, StaffAPI.announcement(of: type)), as: .outageDocument)
    }

    /// Ends the announcement.
    ///
    /// - Returns: What was announced; `nil` where nothing was.
    public func endOutage() async throws(StaffClientError) -> OutageDocument? {
        try read(await write(.delete, StaffAPI.outage), as: JSONShape.outageDocument.orNull())
    }

    /// What was recorded in an appeal's calls, as a WAV file; that somebody listens is logged by the service.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - index: Which recording, counted from 1 with the oldest first; `nil` for the newest.
    /// - Returns: The file.
    /// - Throws: ``StaffClientError``, which says why there is none.
    public func recording(of number: AppealNumber, index: Int?) async throws(StaffClientError) -> [UInt8] {
        let query = index.map { [("index", "\($0)")] } ?? []
        return try await send(.get, StaffAPI.recording(of: number), query: query).body
    }

    /// Plays a call through the menu and keeps it.
    ///
    /// - Returns: What came of it, as the service tells it.
    public func simulate(_ order: SimulationOrder) async throws(StaffClientError) -> JSON {
        try read(await write(.post, StaffAPI.simulations, order.json), as: .any)
    }
}

extension AppealQuery {
    fileprivate var parameters: [(String, String)] {
        var parameters = [("open", isOpen ? "true" : "false"), ("limit", "\(limit)")]
        if let source { parameters.append(("source", source.rawValue)) }
        if let assignee { parameters.append(("assignee", assignee)) }
        if needsCall { parameters.append(("callback", "true")) }
        if isBrief { parameters.append(("brief", "true")) }
        return parameters
    }
}
