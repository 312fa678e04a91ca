/// What a look at one part of the hotline found, and what to do about it.
public struct HealthCheck: Hashable, Sendable {
    /// What was looked at, in the order in which it is told.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case service, settings, database, clock, disk, rights, spool, asterisk, dialplan, sounds, agi, gateway, outbox,
            mail,
            api, site, callbacks, backups
    }

    /// How it is.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// As it should be.
        case good
        /// It works, and will not for ever.
        case warning
        /// It does not work.
        case fault
        /// It is not used, or cannot be looked at.
        case skipped
    }

    /// What was looked at.
    public var name: Name
    /// How it is.
    public var state: State
    /// What was found, in one line in the language of the staff.
    public var found: String
    /// What to do about it; `nil` where there is nothing to do.
    public var cure: String?

    /// Creates a finding.
    public init(_ name: Name, _ state: State, _ found: String, cure: String? = nil) {
        self.name = name
        self.state = state
        self.found = found
        self.cure = cure
    }
}

extension HealthCheck.Name {
    /// The word of the staff.
    public var word: String {
        switch self {
        case .service: "служба"
        case .settings: "настройки"
        case .database: "база данных"
        case .clock: "часы"
        case .disk: "место на диске"
        case .rights: "права на файлы"
        case .spool: "спул звонков"
        case .asterisk: "Asterisk"
        case .dialplan: "план набора"
        case .sounds: "подсказки"
        case .agi: "приём звонков"
        case .gateway: "СМС-шлюз"
        case .outbox: "очередь СМС"
        case .mail: "почта"
        case .api: "вход по сети"
        case .site: "сайт"
        case .callbacks: "отчёты шлюзов"
        case .backups: "резервные копии"
        }
    }
}
