public import HotlineCore
public import JSON

/// A call that waits for a specialist or talks with one, as the staff API tells of it.
public struct LiveCallDocument: Hashable, Sendable {
    /// Where the call is.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It waits, and nobody's telephone rings.
        case queued
        /// It waits, and telephones ring.
        case ringing
        /// It talks.
        case talking
    }

    /// The appeal.
    public var appeal: AppealNumber?
    /// What it is about; `nil` where that is not known, or not for the one who asks.
    public var route: AppealRoute?
    /// Where the call is.
    public var state: State
    /// Since when it is there.
    public var since: CivilTime
    /// The logins of those who are rung, or of the one who talks; none where that is not for the one who asks.
    public var people: [String]
    /// How many seconds it waited.
    public var waited: Int

    /// Creates a document.
    public init(
        appeal: AppealNumber?,
        route: AppealRoute?,
        state: State,
        since: CivilTime,
        people: [String],
        waited: Int
    ) {
        self.appeal = appeal
        self.route = route
        self.state = state
        self.since = since
        self.people = people
        self.waited = waited
    }

    /// The call as a person may see it: a private one is a number without a subject and without the names that tell it.
    public func seen(by person: Person) -> LiveCallDocument {
        guard let route, route.isPrivate, !person.roles.contains(.psychologist) else { return self }
        var seen = self
        seen.route = nil
        seen.people = []
        return seen
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "appeal": appeal.map { .integer($0.value) } ?? .null, "route": JSON(route?.rawValue),
            "state": .string(state.rawValue), "since": .string(since.rfc3339),
            "people": .array(people.map(JSON.string)), "waited": .integer(Int64(waited)),
        ]
    }
}

extension JSONShape where Value == LiveCallDocument {
    static var liveCallDocument: JSONShape {
        .object { fields in
            let appeal = fields.optional("appeal", .appealNumber)
            let route = fields.optional("route", .oneOf(AppealRoute.self))
            let state = fields.required("state", .oneOf(LiveCallDocument.State.self))
            let since = fields.required("since", .time)
            let people = fields.required("people", .array(of: .string))
            let waited = fields.required("waited", .integer)
            return try LiveCallDocument(
                appeal: appeal.get(),
                route: route.get(),
                state: state.get(),
                since: since.get(),
                people: people.get(),
                waited: waited.get()
            )
        }
    }
}
