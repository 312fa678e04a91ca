/// A call to a member of the staff that is about to be put in hand.
public struct DraftCall: Hashable, Sendable {
    /// Who.
    public var login: String
    /// Their telephone.
    public var phone: PhoneNumber

    /// Creates a call.
    public init(login: String, phone: PhoneNumber) {
        self.login = login
        self.phone = phone
    }
}

/// A call to a member of the staff, who takes an appeal by pressing 1.
public struct LadderCall: Hashable, Sendable {
    /// Its number.
    public let id: Identifier<LadderCall>
    /// The appeal.
    public let appeal: AppealNumber
    /// Who is called.
    public let login: String
    /// Their telephone.
    public let phone: PhoneNumber
    /// Which attempt it is, counted from 1.
    public let attempt: Int

    /// Creates a call.
    public init(id: Identifier<LadderCall>, appeal: AppealNumber, login: String, phone: PhoneNumber, attempt: Int) {
        self.id = id
        self.appeal = appeal
        self.login = login
        self.phone = phone
        self.attempt = attempt
    }
}

/// How an attempt at such a call ended without the appeal being taken.
public enum LadderCallFailure: String, Hashable, Sendable, CaseIterable {
    /// Nobody answered.
    case unanswered
    /// The telephone was busy.
    case busy
    /// It could not be reached; over SIP that may be a busy line too.
    case unreachable
    /// Somebody or something answered, and did not press 1.
    case unacknowledged
    /// The call was begun, and nothing was heard of it again.
    case lost
}

/// What the one who answered is told.
public enum LadderCallFinding: Hashable, Sendable {
    /// The appeal waits to be taken.
    case waits(AppealNumber)
    /// It was taken just now.
    case taken
    /// There is nothing to take any more.
    case gone
    /// The rest is done.
    case noted
    /// It could not be found out or kept.
    case failed
}

/// What such a call asks of the store.
public enum LadderCallWork: Hashable, Sendable {
    /// What it is about.
    case find(Identifier<LadderCall>)
    /// Who was called takes the appeal.
    case take(Identifier<LadderCall>)
    /// It ended without that.
    case giveUp(Identifier<LadderCall>)
}
