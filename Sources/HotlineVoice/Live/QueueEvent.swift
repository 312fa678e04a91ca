internal import HotlineCore

/// What an event means for one call in a queue.
struct QueueEvent: Hashable, Sendable {
    /// What happened.
    enum Kind: Hashable, Sendable {
        /// The dialplan is about to queue the call.
        case announced(LiveCall.Card)
        /// It stands in the queue.
        case joined
        /// A specialist's telephone rings.
        case called(login: String)
        /// A specialist's telephone rang in vain.
        case notAnswered(login: String)
        /// A specialist answered; Asterisk says this after ``left``.
        case connected(login: String, ringing: Duration?)
        /// The talk is over.
        case completed(talk: Duration?)
        /// The queue gave up or the caller did: Asterisk tells both so.
        case abandoned
        /// It stands in the queue no longer, whatever the reason.
        case left
        /// The call is over.
        case hungUp
    }

    /// Asterisk's name for the call.
    let uniqueID: String
    /// The queue, where the event names one.
    let queue: String?
    let kind: Kind

    /// Reads an event, or `nil` where it says nothing of a call in a queue.
    init?(_ event: ExchangeEvent) {
        guard let uniqueID = event["Uniqueid"], (1...LiveCall.longestText).contains(uniqueID.utf8.count),
            let kind = Self.kind(of: event)
        else { return nil }
        self.uniqueID = uniqueID
        self.kind = kind
        queue = event.text("Queue")
    }

    private static func kind(of event: ExchangeEvent) -> Kind? {
        switch event.name {
        case "UserEvent": event["UserEvent"] == "HotlineQueued" ? .announced(LiveCall.Card(event)) : nil
        case "QueueCallerJoin": .joined
        case "QueueCallerAbandon": .abandoned
        case "QueueCallerLeave": .left
        case "AgentCalled": event.login.map { .called(login: $0) }
        case "AgentRingNoAnswer": event.login.map { .notAnswered(login: $0) }
        case "AgentConnect": event.login.map { .connected(login: $0, ringing: event.seconds("RingTime")) }
        case "AgentComplete": .completed(talk: event.seconds("TalkTime"))
        case "Hangup": .hungUp
        default: nil
        }
    }
}

extension LiveCall.Card {
    fileprivate init(_ event: ExchangeEvent) {
        appeal = event["Appeal"].flatMap { AppealNumber(text: $0) }
        route = event["Route"].flatMap { AppealRoute(rawValue: $0) }
        role = event.text("Role")
        schoolClass = event.text("Class")
    }
}

extension ExchangeEvent {
    /// A value that is there and not too long to keep.
    fileprivate func text(_ name: String) -> String? {
        guard let value = self[name], (1...LiveCall.longestText).contains(value.utf8.count) else { return nil }
        return value
    }

    /// The login of the member of the queue.
    ///
    /// One without a name of its own is named after its interface: `PJSIP/anna` and `Local/anna@phones/n` are `anna`.
    fileprivate var login: String? {
        guard let name = text("MemberName") ?? text("Interface") else { return nil }
        guard let slash = name.firstIndex(of: "/") else { return name }
        let login = name[name.index(after: slash)...].prefix { $0 != "@" && $0 != "/" }
        return login.isEmpty ? nil : String(login)
    }

    /// A number of seconds that a call can last.
    fileprivate func seconds(_ name: String) -> Duration? {
        guard let value = self[name].flatMap({ Int($0) }), (0...86_400).contains(value) else { return nil }
        return .seconds(value)
    }
}
