public import HotlineCore
public import HotlineStore
public import HotlineVoice
public import Logging

/// The store as a call flow needs it: what the flow asks to be kept is kept, and it is told when that is durable.
public struct CallTaking: Sendable {
    private let store: Store
    private let terms: Terms
    private let now: @Sendable () -> Instant
    private let logger: Logger

    /// Creates the wiring between calls and the store.
    public init(store: Store, terms: Terms, now: @escaping @Sendable () -> Instant, logger: Logger) {
        self.store = store
        self.terms = terms
        self.now = now
        self.logger = logger
    }

    /// Keeps what a call asks for; `completion` may be called on any thread.
    public func perform(_ work: CallWork, completion: @escaping @Sendable (CallFinding) -> Void) {
        switch work {
        case .begin(let start):
            store.begin(start, at: now(), terms: terms) { result in
                switch result {
                case .success(let call):
                    logger.info("A call arrived.", metadata: ["call.id": "\(call.id)", "appeal": "\(call.appeal)"])
                    completion(.begun(call))
                case .failure(let error):
                    logger.error("A call could not be kept.", metadata: ["error": "\(error)"])
                    completion(.failed)
                }
            }
        case .note(let progress):
            store.note(progress, at: now()) { result in
                switch result {
                case .success:
                    if let outcome = progress.outcome {
                        let metadata: Logger.Metadata = [
                            "call.id": "\(progress.call)", "call.outcome": "\(outcome.rawValue)",
                            "call.step": "\(progress.step.rawValue)",
                        ]
                        logger.info("A call ended.", metadata: metadata)
                    }
                    completion(.noted)
                case .failure(let error):
                    let metadata: Logger.Metadata = ["call.id": "\(progress.call)", "error": "\(error)"]
                    logger.error("A call's progress could not be kept.", metadata: metadata)
                    completion(.failed)
                }
            }
        }
    }
}

extension CallMenu {
    /// The menu a settings file states.
    public init(_ settings: Settings, promptVersion: String) {
        self.init(
            firstKey: settings.menu.firstKey,
            betweenKeys: settings.menu.betweenKeys,
            cityCode: settings.school.cityCode,
            consent: settings.sms.consent,
            promptVersion: promptVersion
        )
    }
}
