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

        /// The word of the staff.
        var word: String {
            switch self {
            case .queued: "ждёт"
            case .ringing: "звонит"
            case .talking: "говорит"
            }
        }
    }

    /// The appeal.
    public var appeal: AppealNumber?
    /// What it is about; `nil` where that is private or not known.
    public var route: AppealRoute?
    /// Where the call is.
    public var state: State
    /// Who is rung, or talks.
    public var people: [String]
    /// How many seconds it waited.
    public var waited: Int

    /// Creates a document.
    public init(appeal: AppealNumber?, route: AppealRoute?, state: State, people: [String], waited: Int) {
        self.appeal = appeal
        self.route = route?.isPrivate == true ? nil : route
        self.state = state
        self.people = people
        self.waited = waited
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "appeal": appeal.map { .integer($0.value) } ?? .null, "route": JSON(route?.rawValue),
            "state": .string(state.rawValue),
            "people": .array(people.map(JSON.string)), "waited": .integer(Int64(waited)),
        ]
    }

    /// The call in one line for people.
    public var text: String {
        let who = people.isEmpty ? "" : ": \(people.joined(separator: ", "))"
        return "№\(appeal?.description ?? "—")  \(route?.label ?? "—")  \(state.word)\(who)  \(waited) с"
    }
}

extension JSONShape where Value == LiveCallDocument {
    static var liveCallDocument: JSONShape {
        .object { fields in
            let appeal = fields.optional("appeal", .appealNumber)
            let route = fields.optional("route", .oneOf(AppealRoute.self))
            let state = fields.required("state", .oneOf(LiveCallDocument.State.self))
            let people = fields.required("people", .array(of: .string))
            let waited = fields.required("waited", .integer)
            return try LiveCallDocument(
                appeal: appeal.get(),
                route: route.get(),
                state: state.get(),
                people: people.get(),
                waited: waited.get()
            )
        }
    }
}
