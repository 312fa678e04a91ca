public import HotlineCore

/// What the staff API asks of the rest of the service about calls to authors.
///
/// Each function may throw `AppealFault` where the rules refuse, ``StaffDeskError`` where it cannot be done, and
/// `FaultDocument` where it has its own words.
public struct AuthorCallDesk: Sendable {
    /// Rings a person, and then the author of an appeal; for a request whose key came before, the call it began.
    public var call: @Sendable (AppealNumber, Person, RequestKey?) async throws -> AuthorCall
    /// The call of that number; `nil` where there is none.
    public var find: @Sendable (Identifier<AuthorCall>) async throws -> AuthorCall?
    /// Whom to call another day, of these appeals.
    public var tasks: @Sendable (Set<AppealNumber>) async throws -> [CallTask]

    /// Creates a desk.
    public init(
        call: @escaping @Sendable (AppealNumber, Person, RequestKey?) async throws -> AuthorCall,
        find: @escaping @Sendable (Identifier<AuthorCall>) async throws -> AuthorCall?,
        tasks: @escaping @Sendable (Set<AppealNumber>) async throws -> [CallTask]
    ) {
        self.call = call
        self.find = find
        self.tasks = tasks
    }
}
