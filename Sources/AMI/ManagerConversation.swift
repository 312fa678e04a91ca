/// Decides what follows what on one connection: greeting, challenge, login, then responses and events.
struct ManagerConversation: Sendable {
    private enum State {
        case greeting
        case challenge(id: Int)
        case login(id: Int)
        case ready
        case leaving(id: Int)
        case over
    }

    private let credentials: ManagerCredentials
    private let events: String
    private var state = State.greeting
    private var lastID = 0

    init(credentials: ManagerCredentials, events: String) {
        self.credentials = credentials
        self.events = events
    }

    /// Whether actions may be sent.
    var isReady: Bool {
        switch state {
        case .ready: true
        case .greeting, .challenge, .login, .leaving, .over: false
        }
    }

    /// A number for an action, given once.
    mutating func number() -> Int {
        lastID += 1
        return lastID
    }

    /// Takes what the peer said.
    mutating func receive(_ inbound: ManagerInbound) -> ManagerOrder {
        switch (state, inbound) {
        case (.greeting, .greeting):
            let id = number()
            state = .challenge(id: id)
            return .send(.challenge, id: id)
        case (.challenge(let id), .message(let message)): return receiveChallenge(message, id: id)
        case (.login(let id), .message(let message)):
            guard message.answers(id) else { return .wait }
            guard message.isSuccess else { return close(.loginRefused) }
            state = .ready
            return .opened
        case (.ready, .message(let message)): return hand(on: message)
        case (.leaving(let id), .message(let message)):
            return message.answers(id) ? close(.shuttingDown) : hand(on: message)
        case (.over, _): return .wait
        // The parser gives one greeting, and gives it first.
        case (.greeting, .message), (.challenge, .greeting), (.login, .greeting), (.ready, .greeting),
            (.leaving, .greeting):
            return .wait
        }
    }

    /// Asks to be let go, or closes at once where nobody is logged in.
    mutating func leave() -> ManagerOrder {
        switch state {
        case .ready:
            let id = number()
            state = .leaving(id: id)
            return .send(.logoff, id: id)
        case .greeting, .challenge, .login: return close(.shuttingDown)
        case .leaving, .over: return .wait
        }
    }

    /// Ends the conversation; only the first reason counts.
    mutating func close(_ reason: AMIError) -> ManagerOrder {
        switch state {
        case .over: return .wait
        case .leaving:
            // However it ends, it is what was asked for.
            state = .over
            return .close(.shuttingDown)
        case .greeting, .challenge, .login, .ready:
            state = .over
            return .close(reason)
        }
    }

    private mutating func receiveChallenge(_ message: ManagerMessage, id: Int) -> ManagerOrder {
        guard message.answers(id) else { return .wait }
        guard message.isSuccess, let challenge = message["Challenge"] else { return close(.loginRefused) }
        do throws(AMIError) {
            let login = try credentials.login(challenge: challenge, events: events)
            let id = number()
            state = .login(id: id)
            return .send(login, id: id)
        } catch {
            return close(error)
        }
    }

    private func hand(on message: ManagerMessage) -> ManagerOrder {
        switch message.kind {
        case .event: .deliver(message)
        case .response: message.actionID.flatMap { Int($0) }.map { .answer(id: $0, message) } ?? .wait
        case .other: .wait
        }
    }
}

extension ManagerMessage {
    /// Whether it is the response to the action of that number.
    fileprivate func answers(_ id: Int) -> Bool { kind == .response && actionID == String(id) }
}
