/// A token that was made for a member of the staff, as it is kept: without its secret.
public struct StaffToken: Hashable, Sendable {
    /// How long one holds unless something else is asked for.
    public static let standardLife = Duration.seconds(90 * 86_400)
    /// How long one may hold.
    public static let lives: ClosedRange<Duration> = .seconds(3600) ... .seconds(366 * 86_400)
    /// How often it is noted that one is used.
    public static let useNoted = Duration.seconds(60)
    /// The most characters of a label.
    public static let longestLabel = 100

    /// How a token stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It lets in.
        case active
        /// Its time is over.
        case expired
        /// Somebody took it back.
        case revoked
    }

    /// Its number.
    public var id: Identifier<StaffToken>
    /// Who made it, and in whose name it acts.
    public var login: String
    /// What it is for, in their words.
    public var label: String?
    /// When it was made.
    public var createdAt: Instant
    /// When its time is over.
    public var expiresAt: Instant
    /// When it was last used, to the minute; `nil` where it never was.
    public var lastUsedAt: Instant?
    /// When it was taken back.
    public var revokedAt: Instant?
    /// Who took it back.
    public var revokedBy: String?

    /// Creates a token that was never used.
    public init(
        id: Identifier<StaffToken>,
        login: String,
        label: String?,
        createdAt: Instant,
        expiresAt: Instant
    ) {
        self.id = id
        self.login = login
        self.label = label
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// Whether its use at a time is worth noting: it was not, within the minute before.
    public func isUseToBeNoted(at now: Instant) -> Bool { lastUsedAt.map { now - $0 >= Self.useNoted } ?? true }

    /// How it stands at a time.
    public func state(at now: Instant) -> State {
        if revokedAt != nil { return .revoked }
        return now < expiresAt ? .active : .expired
    }
}

/// Why a token does not let in, for the log: who shows it is not told.
public enum TokenRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// There is none at all.
    case missing
    /// It is not written as a token is.
    case malformed
    /// There is none of this number.
    case unknown
    /// The secret is another.
    case wrongSecret
    /// Its time is over.
    case expired
    /// Somebody took it back.
    case revoked
    /// In whose name it acts is not on the staff any more.
    case nobody
}
