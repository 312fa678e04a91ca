/// Something that does not work for many, announced to all who call.
public struct Outage: Hashable, Sendable {
    /// The outage's row.
    public var id: Identifier<Outage>
    /// What it is about: the type of the appeals that join it.
    public var type: AppealType
    /// Since when it is announced.
    public var startedAt: Instant
    /// Who announced it.
    public var startedBy: String
    /// When the announcement ended; `nil` while it lasts.
    public var endedAt: Instant?
    /// How many appeals joined it.
    public var appeals: Int

    /// Creates an outage.
    public init(
        id: Identifier<Outage>,
        type: AppealType,
        startedAt: Instant,
        startedBy: String,
        endedAt: Instant? = nil,
        appeals: Int = 0
    ) {
        self.id = id
        self.type = type
        self.startedAt = startedAt
        self.startedBy = startedBy
        self.endedAt = endedAt
        self.appeals = appeals
    }
}
