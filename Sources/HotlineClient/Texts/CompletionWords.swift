public import HotlineCore

/// What is offered to who types a line in a shell.
public enum CompletionWords {
    /// The numbers that begin as what is typed does, and as it is written: with the sign or without.
    public static func numbers(_ numbers: [AppealNumber], for typed: String) -> [String] {
        let sign = typed.hasPrefix("№") ? "№" : ""
        return numbers.map { "\(sign)\($0)" }.filter { $0.hasPrefix(typed) }
    }

    /// Which appeals a verb is for.
    public enum Kind: Hashable, Sendable {
        /// Those that are not closed.
        case open
        /// Closed ones.
        case closed
        /// Closed ones with something personal in them.
        case closedByName
        /// Those whose author is to be called.
        case toBeCalled

        /// The kind that a verb asks for; `nil` for one that goes by the open ones, and for other words.
        public init?(verb: String) {
            switch verb {
            case "reopen": self = .closed
            case "anonymise": self = .closedByName
            case "call-back": self = .toBeCalled
            default: return nil
            }
        }

        /// What to ask the service for.
        public var query: AppealQuery {
            let isOpen = self == .open || self == .toBeCalled
            var query = AppealQuery(isOpen: isOpen, needsCall: self == .toBeCalled, limit: AppealQuery.most)
            query.isBrief = true
            return query
        }

        /// Whether an appeal is one of them.
        public func holds(_ appeal: AppealDocument) -> Bool {
            switch self {
            case .open: appeal.status != .closed
            case .closed: appeal.status == .closed
            case .closedByName: appeal.status == .closed && appeal.anonymisedAt == nil
            case .toBeCalled: true
            }
        }
    }
}
