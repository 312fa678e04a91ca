/// What a centre does with what it is asked: it decides, and touches no socket.
struct SMPPDesk: Sendable {
    /// What is to be done about a request.
    enum Action: Hashable, Sendable {
        /// Something is to be sent to the one who asked.
        case answer([UInt8])
        /// A text or a report is due to whoever listens, so much later.
        case deliver([UInt8], after: Duration)
        /// The one who asked is to be hung up on.
        case hangUp
    }

    /// How a client is bound.
    enum Binding: Hashable, Sendable {
        case receiver
        case transmitter
        case transceiver

        var listens: Bool { self != .transmitter }
        var sends: Bool { self != .receiver }
    }

    let password: String
    var isPaused = false
    private(set) var bindings: [Int: Binding] = [:]
    private(set) var submissions: [SMPPSubmission] = []
    /// How many binds were refused for their password.
    private(set) var refusals = 0
    /// How many texts and reports the clients have answered for.
    private(set) var acknowledgements = 0
    /// What nobody was there to take.
    private var waiting: [[UInt8]] = []
    private var refused: [String: Int] = [:]
    private var lastSequence: UInt32 = 0
    private var lastID = 0x1_0000

    init(password: String) {
        self.password = password
    }

    /// Decides about one unit of a client.
    mutating func take(_ unit: SMPPUnit, from session: Int) -> [Action] {
        guard !isPaused else { return [] }
        guard unit.code & SMPPCommand.answering == 0 else {
            if unit.code == SMPPCommand.deliver.rawValue | SMPPCommand.answering { acknowledgements += 1 }
            return []
        }
        switch SMPPCommand(rawValue: unit.code) {
        case .bindReceiver: return bind(.receiver, unit, session)
        case .bindTransmitter: return bind(.transmitter, unit, session)
        case .bindTransceiver: return bind(.transceiver, unit, session)
        case .submit: return submit(unit, session)
        case .enquireLink: return [.answer(unit.answer().bytes)]
        case .unbind:
            bindings[session] = nil
            return [.answer(unit.answer().bytes), .hangUp]
        case .deliver, nil:
            let nack = SMPPUnit(
                code: SMPPCommand.genericNack,
                status: SMPPStatus.unknownCommand.rawValue,
                sequence: unit.sequence
            )
            return [.answer(nack.bytes)]
        }
    }

    /// Forgets a client that is gone.
    mutating func leave(_ session: Int) {
        bindings[session] = nil
    }

    /// Gives a text or a report to a client that listens; what nobody is there for waits for the next.
    ///
    /// - Returns: Whom it goes to, and what.
    mutating func deliver(_ body: [UInt8]) -> (session: Int, unit: [UInt8])? {
        guard let session = bindings.filter({ $0.value.listens }).keys.max() else {
            waiting.append(body)
            return nil
        }
        lastSequence += 1
        return (session, SMPPUnit(code: SMPPCommand.deliver.rawValue, sequence: lastSequence, body: body).bytes)
    }

    private mutating func bind(_ binding: Binding, _ unit: SMPPUnit, _ session: Int) -> [Action] {
        var fields = SMPPFields(unit.body)
        guard fields.string() != nil, let given = fields.string() else {
            return [.answer(unit.answer(.wrongLength).bytes)]
        }
        guard bindings[session] == nil else { return [.answer(unit.answer(.alreadyBound).bytes)] }
        guard given == password else {
            refusals += 1
            return [.answer(unit.answer(.wrongPassword).bytes), .hangUp]
        }
        bindings[session] = binding
        let kept = binding.listens ? waiting : []
        if binding.listens { waiting = [] }
        return [.answer(unit.answer(body: "CENTRE".smppBytes).bytes)] + kept.map { .deliver($0, after: .zero) }
    }

    private mutating func submit(_ unit: SMPPUnit, _ session: Int) -> [Action] {
        guard bindings[session]?.sends == true else { return [.answer(unit.answer(.wrongState).bytes)] }
        guard let text = SMPPShortMessage(body: unit.body) else {
            return [.answer(unit.answer(.wrongLength).bytes)]
        }
        let conduct = SMPPConduct(towards: text.destination.digits)
        if let status = refusal(of: text, conduct) {
            submissions.append(SMPPSubmission(text, id: nil))
            return [.answer(unit.answer(status).bytes)]
        }
        lastID += 1
        submissions.append(SMPPSubmission(text, id: lastID))
        guard conduct != .neverAnswers else { return [] }
        let answered = conduct == .writesNumbersTwoWays ? String(lastID, radix: 16, uppercase: true) : "\(lastID)"
        let wantsReport = text.registeredDelivery & 0x03 != 0
        return [.answer(unit.answer(body: answered.smppBytes).bytes)]
            + (wantsReport ? conduct.reports : []).enumerated().map { place, finding in
                let receipt = SMPPReceipt(id: "\(lastID)", finding: finding, hasText: conduct != .reportsInOptions)
                return .deliver(receipt.message(about: text).body, after: .milliseconds(50 * (place + 1)))
            }
    }

    private mutating func refusal(of text: SMPPShortMessage, _ conduct: SMPPConduct) -> SMPPStatus? {
        switch conduct {
        case .refusesNumber: return .invalidDestination
        case .isFull: return .queueFull
        case .throttles:
            refused[text.destination.digits, default: 0] += 1
            return refused[text.destination.digits, default: 0] <= 2 ? .throttled : nil
        case .undeliverable, .expires, .rejects, .neverReports, .neverAnswers, .isOnTheWay, .writesNumbersTwoWays,
            .reportsInOptions, .delivers:
            return nil
        }
    }
}
