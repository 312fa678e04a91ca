public import HotlineClient
public import HotlineCore

/// What the staff API asks of the rest of the service about texts that came in and about gateways.
public struct TextDesk: Sendable {
    /// The newest texts that came in, newest first: those about this appeal, or all.
    public var inbox: @Sendable (AppealNumber?, _ limit: Int) async throws -> [StaffText]
    /// How each gateway is.
    public var gateways: @Sendable () async -> [GatewayDocument]
    /// How the texts stand.
    public var figures: @Sendable () async throws -> OutboxFigures

    /// Creates a desk.
    public init(
        inbox: @escaping @Sendable (AppealNumber?, _ limit: Int) async throws -> [StaffText],
        gateways: @escaping @Sendable () async -> [GatewayDocument],
        figures: @escaping @Sendable () async throws -> OutboxFigures
    ) {
        self.inbox = inbox
        self.gateways = gateways
        self.figures = figures
    }
}

/// A text that came in, as the staff API is given it.
public struct StaffText: Hashable, Sendable {
    /// The text's row.
    public var id: Int64
    /// The gateway it came through.
    public var gateway: String
    /// The sender as it came.
    public var sender: String?
    /// The sender's telephone, where it is one.
    public var phone: PhoneNumber?
    /// The words.
    public var body: String
    /// When it came.
    public var receivedAt: Instant
    /// What it was, in one word.
    public var outcome: String?
    /// The appeal it is about.
    public var appeal: AppealNumber?
    /// The member of the staff who wrote it.
    public var login: String?

    /// Creates a text.
    public init(
        id: Int64,
        gateway: String,
        sender: String?,
        phone: PhoneNumber?,
        body: String,
        receivedAt: Instant,
        outcome: String?,
        appeal: AppealNumber?,
        login: String?
    ) {
        self.id = id
        self.gateway = gateway
        self.sender = sender
        self.phone = phone
        self.body = body
        self.receivedAt = receivedAt
        self.outcome = outcome
        self.appeal = appeal
        self.login = login
    }

    /// What a person may see of it: of a private appeal no word and no number.
    func document(of appeal: Appeal?, for person: Person, zone: ZoneRules) -> InboxDocument {
        let maySeeContent = appeal.map(person.maySeeContent) ?? true
        return InboxDocument(
            id: id,
            receivedAt: zone.civilTime(at: receivedAt),
            gateway: gateway,
            sender: maySeeContent ? phone?.masked ?? sender : nil,
            login: login,
            appeal: self.appeal,
            outcome: outcome,
            text: maySeeContent ? body : nil
        )
    }
}

extension StaffText: CustomStringConvertible, CustomReflectable {
    /// The row and what it was.
    public var description: String { "text \(id) (\(outcome ?? "new"))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}
