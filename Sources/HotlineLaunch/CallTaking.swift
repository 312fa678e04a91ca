internal import Dispatch
public import HotlineCore
internal import HotlineStore
public import HotlineVoice
public import Logging

/// The store as a call flow needs it: what the flow asks to be kept is kept, and it is told when that is durable.
///
/// What the store cannot keep goes to the spool, and the call goes on.
public struct CallTaking: Sendable {
    /// The rules arriving calls are measured by.
    public struct Rules: Sendable {
        /// How long each step may take.
        public var terms: Terms
        /// How often a number may call.
        public var limits: ArrivalLimits
        /// When somebody can be put through.
        public var calendar: BusinessCalendar

        /// Creates the rules.
        public init(terms: Terms, limits: ArrivalLimits, calendar: BusinessCalendar) {
            self.terms = terms
            self.limits = limits
            self.calendar = calendar
        }
    }

    private let door: StoreDoor
    private let spool: SpoolDesk?
    private let rules: Rules
    private let recordings: String
    private let now: @Sendable () -> Instant
    private let logger: Logger

    /// Creates the wiring between calls and what keeps them.
    ///
    /// - Parameters:
    ///   - door: The way to the store.
    ///   - spool: Takes what the store cannot; without one, such a call goes to the next line of defence.
    ///   - rules: What arriving calls are measured by.
    ///   - recordings: The folder of sound files.
    ///   - now: What time it is.
    ///   - logger: Where to say what happens.
    public init(
        door: StoreDoor,
        spool: SpoolDesk?,
        rules: Rules,
        recordings: String,
        now: @escaping @Sendable () -> Instant,
        logger: Logger
    ) {
        self.door = door
        self.spool = spool
        self.rules = rules
        self.recordings = recordings
        self.now = now
        self.logger = logger
    }

    /// Does what a call asks for; `completion` may be called on any thread.
    public func perform(_ work: CallWork, completion: @escaping @Sendable (CallFinding) -> Void) {
        switch work {
        case .begin(let start): begin(start, completion)
        case .openAppeal(let call, let uniqueID, let isSpooled):
            openAppeal(call, uniqueID: uniqueID, isSpooled: isSpooled, completion)
        case .note(let progress): note(progress, completion)
        case .examine(let sound): examine(sound, completion)
        }
    }

    private func begin(_ start: CallStart, _ completion: @escaping @Sendable (CallFinding) -> Void) {
        let now = now()
        let isOpen = rules.calendar.isOpen(at: now)
        let spooled: @Sendable () -> Void = {
            inSpool(completion) { spool in
                var call = try spool.begin(start, at: now)
                call.isOpen = isOpen
                logger.warning("A call arrived and went to the spool.", metadata: ["call.id": "\(call.id)"])
                return .begun(call)
            }
        }
        guard let store = door.store(at: now) else { return spooled() }
        store.begin(start, at: now, terms: rules.terms, limits: rules.limits) { result in
            switch result {
            case .success(.begun(var call)):
                call.isOpen = isOpen
                let metadata: Logger.Metadata = [
                    "call.id": "\(call.id)", "appeal": "\(call.appeal.map(\.description) ?? "none")",
                ]
                logger.info("A call arrived.", metadata: metadata)
                completion(.begun(call))
            case .success(.turnedAway):
                logger.info("A call was turned away: its number has called too often.")
                completion(.turnedAway)
            case .failure(let error):
                door.note(error)
                logger.error("A call could not be kept.", metadata: ["error": "\(error)"])
                spooled()
            }
        }
    }

    private func openAppeal(
        _ call: Identifier<Call>,
        uniqueID: String,
        isSpooled: Bool,
        _ completion: @escaping @Sendable (CallFinding) -> Void
    ) {
        let now = now()
        let spooled: @Sendable () -> Void = {
            inSpool(completion) { .begun(try $0.openAppeal(call, uniqueID: uniqueID, at: now)) }
        }
        guard !isSpooled, let store = door.store(at: now) else { return spooled() }
        store.openAppeal(for: call, at: now, terms: rules.terms) { result in
            switch result {
            case .success(let begun): completion(.begun(begun))
            case .failure(let error):
                failed(call, error)
                spooled()
            }
        }
    }

    private func note(_ progress: CallProgress, _ completion: @escaping @Sendable (CallFinding) -> Void) {
        let now = now()
        let spooled: @Sendable () -> Void = {
            inSpool(completion) { spool in
                try spool.note(progress, at: now)
                tellEnd(of: progress)
                return .spooled
            }
        }
        guard !progress.isSpooled, let store = door.store(at: now) else { return spooled() }
        store.note(progress, at: now) { result in
            switch result {
            case .success:
                tellEnd(of: progress)
                completion(.noted)
            case .failure(let error):
                failed(progress.call, error)
                spooled()
            }
        }
    }

    private func examine(_ sound: RecordedSound, _ completion: @escaping @Sendable (CallFinding) -> Void) {
        let path = "\(recordings)/\(sound.name).wav"
        DispatchQueue.global().async {
            do throws(SoundFileError) {
                completion(.examined(CallRecording(sound.kind, try SoundFile.examine(path), name: sound.name)))
            } catch {
                logger.warning("A recording is not there.", metadata: ["error": "\(error)"])
                completion(.failed)
            }
        }
    }

    /// Does something with the spool, on a thread that may wait for the disk.
    private func inSpool(
        _ completion: @escaping @Sendable (CallFinding) -> Void,
        _ body: @escaping @Sendable (SpoolDesk) throws -> CallFinding
    ) {
        guard let spool else { return completion(.failed) }
        DispatchQueue.global().async {
            do {
                completion(try body(spool))
            } catch {
                logger.error("The spool cannot be written.", metadata: ["error": "\(error)"])
                completion(.failed)
            }
        }
    }

    private func failed(_ call: Identifier<Call>, _ error: StoreError) {
        door.note(error)
        let metadata: Logger.Metadata = ["call.id": "\(call)", "error": "\(error)"]
        logger.error("A call's progress could not be kept.", metadata: metadata)
    }

    private func tellEnd(of progress: CallProgress) {
        guard let outcome = progress.outcome else { return }
        let metadata: Logger.Metadata = [
            "call.id": "\(progress.call)", "call.outcome": "\(outcome.rawValue)",
            "call.step": "\(progress.step.rawValue)",
        ]
        logger.info("A call ended.", metadata: metadata)
    }
}
