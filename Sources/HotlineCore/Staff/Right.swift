/// What a member of the staff may be allowed to do.
public enum Right: String, Hashable, Sendable, CaseIterable {
    /// See every appeal that is not private.
    case seeAll
    /// See the appeals one is in charge of.
    case seeOwn
    /// Fill what Form 2 lacks.
    case complete
    /// Take an appeal that one is in charge of.
    case take
    /// Close an appeal that one is in charge of.
    case close
    /// Take and close appeals that others are in charge of.
    case actForOthers
    /// See the calls.
    case seeCalls
    /// See the text messages.
    case seeMessages
    /// Play a call through the menu and keep it.
    case simulate
    /// Listen to what was recorded in the calls of appeals one may see.
    case listen
    /// Announce an outage to all who call, and end that.
    case announceOutage

    /// The words for it.
    public var text: String {
        switch self {
        case .seeAll: "смотреть все обращения"
        case .seeOwn: "смотреть свои обращения"
        case .complete: "дополнять форму 2"
        case .take: "брать обращения"
        case .close: "закрывать обращения"
        case .actForOthers: "действовать за другого специалиста"
        case .seeCalls: "смотреть звонки"
        case .seeMessages: "смотреть сообщения"
        case .simulate: "проигрывать звонки"
        case .listen: "слушать записи своих обращений"
        case .announceOutage: "объявлять о сбое"
        }
    }
}

extension Role {
    /// What the role allows: the one table there is.
    public var rights: Set<Right> {
        switch self {
        case .head:
            [
                .seeAll, .seeOwn, .complete, .take, .close, .actForOthers, .seeCalls, .seeMessages, .simulate, .listen,
                .announceOutage,
            ]
        case .hotline:
            [
                .seeAll, .seeOwn, .complete, .take, .close, .seeCalls, .seeMessages, .simulate, .listen,
                .announceOutage,
            ]
        case .siteAdmin: [.seeAll, .seeOwn, .complete, .take, .close, .seeMessages, .listen]
        case .ejournal, .technician, .psychologist: [.seeOwn, .take, .close, .listen]
        case .director: []
        }
    }
}
