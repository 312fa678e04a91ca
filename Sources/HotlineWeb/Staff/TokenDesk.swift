public import HotlineClient
public import HotlineCore

/// What the staff API asks of the rest of the service about tokens.
///
/// Each function may throw ``StaffDeskError`` where it cannot be done, and `FaultDocument` where it has its own words.
public struct TokenDesk: Sendable {
    /// Looks whether a token lets in at a time.
    public var check: @Sendable (AccessToken, Instant) async throws -> Result<StaffToken, TokenRefusal>
    /// Notes that a token was used; tells whether that was to be noted, and was.
    public var noteUse: @Sendable (StaffToken, Instant) async -> Bool
    /// The tokens of somebody, or of all, the newest first.
    public var list: @Sendable (_ login: String?) async throws -> [StaffToken]
    /// Makes somebody's own token; a request whose key came before makes none.
    public var make: @Sendable (TokenOrder, Person, RequestKey?) async throws -> (AccessToken, StaffToken)
    /// The token of that number; `nil` where there is none.
    public var find: @Sendable (Identifier<StaffToken>) async throws -> StaffToken?
    /// Takes a token back.
    public var revoke: @Sendable (Identifier<StaffToken>, Person, RequestKey?) async throws -> StaffToken?

    /// Creates a desk.
    public init(
        check: @escaping @Sendable (AccessToken, Instant) async throws -> Result<StaffToken, TokenRefusal>,
        noteUse: @escaping @Sendable (StaffToken, Instant) async -> Bool,
        list: @escaping @Sendable (_ login: String?) async throws -> [StaffToken],
        make: @escaping @Sendable (TokenOrder, Person, RequestKey?) async throws -> (AccessToken, StaffToken),
        find: @escaping @Sendable (Identifier<StaffToken>) async throws -> StaffToken?,
        revoke: @escaping @Sendable (Identifier<StaffToken>, Person, RequestKey?) async throws -> StaffToken?
    ) {
        self.check = check
        self.noteUse = noteUse
        self.list = list
        self.make = make
        self.find = find
        self.revoke = revoke
    }
}
