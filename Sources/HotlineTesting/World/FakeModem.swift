public import Foundation
internal import HotlineCore

/// A GSM modem on a pseudo-terminal, with the network and the telephones behind it.
public final class FakeModem: Sendable {
    /// What it does with a text it is given.
    public enum Answer: Hashable, Sendable {
        /// The network takes it.
        case taken
        /// The network refuses it with this number.
        case refused(Int)
    }

    /// A text that reached the network, or was refused by it.
    ///
    /// It never prints itself: it holds a number and a caller's words.
    public struct Text: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
        /// Whom it is for, with a `+`.
        public let receiver: String
        /// The words; of a longer text, this part of it.
        public let text: String
        /// The user data header of a part, or nothing.
        public let header: [UInt8]
        /// Whether it is written in sixteen bits a unit.
        public let isUCS2: Bool
        /// Whether a status report is wanted.
        public let wantsReport: Bool
        /// How many minutes the network may try, where it is said.
        public let validity: Int?
        /// What the network calls it; `nil` where it was refused.
        public let reference: UInt8?

        /// Which part of which text this is: reference, number of parts, number of this one; `nil` for a whole text.
        public var part: (reference: Int, of: Int, number: Int)? {
            guard header.count == 6, header.starts(with: [5, 0, 3]) else { return nil }
            return (Int(header[3]), Int(header[4]), Int(header[5]))
        }

        /// How long it is, and no more.
        public var description: String { "text of \(text.utf16.count) units" }
        /// As the description.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    private struct State: Sendable {
        var line: PseudoTerminal?
        var memory: [Int: DeliverPDU] = [:]
        var texts: [Text] = []
        var answers: [String: Answer] = [:]
        var reference: UInt8 = 0
        var joinedReference: UInt8 = 0
        var unreadable = 0

        mutating func remember(_ pdu: DeliverPDU) {
            let place = (1...).first { memory[$0] == nil } ?? 1
            memory[place] = pdu
        }

        /// Does what a step asks, and returns what the modem says to it.
        mutating func take(_ step: ModemTalk.Step) -> String? {
            switch step {
            case .say(let words): return words
            case .forget(let place):
                memory[place] = nil
                return nil
            case .submit(let digits):
                guard let pdu = SubmitPDU(digits) else {
                    unreadable += 1
                    return "\r\n+CMS ERROR: 304\r\n"
                }
                let answer = answers[pdu.receiver] ?? .taken
                if answer == .taken { reference &+= 1 }
                texts.append(
                    FakeModem.Text(
                        receiver: pdu.receiver,
                        text: pdu.text,
                        header: pdu.header,
                        isUCS2: pdu.isUCS2,
                        wantsReport: pdu.wantsReport,
                        validity: pdu.validity,
                        reference: answer == .taken ? reference : nil
                    )
                )
                switch answer {
                case .taken: return "\r\n+CMGS: \(reference)\r\n\r\nOK\r\n"
                case .refused(let number): return "\r\n+CMS ERROR: \(number)\r\n"
                }
            }
        }
    }

    /// The device a program opens.
    public let device: URL
    private let state = Watched(State())

    /// Creates a modem and plugs it in.
    public init(at device: URL) throws(WorldError) {
        self.device = device
        try plugIn()
    }

    deinit {
        state.value.line?.tear()
    }

    /// Every text it was given, the oldest first, those refused among them.
    public var texts: [Text] { state.value.texts }

    /// What it was given that is no text; there should be none.
    public var unreadableTexts: Int { state.value.unreadable }

    /// Says what becomes of texts to a number, with its `+`, from here on.
    public func answer(_ answer: Answer, to number: String) {
        state.change { $0.answers[number] = answer }
    }

    /// Waits for so many texts of a kind, also those that have come already.
    public func texts(
        _ count: Int = 1,
        within limit: Duration = .seconds(30),
        where isMeant: @escaping @Sendable (Text) -> Bool = { _ in true }
    ) async throws(WorldError) -> [Text] {
        let found = await state.first(within: limit) { state -> [Text]? in
            let found = state.texts.filter(isMeant)
            return found.count >= count ? found : nil
        }
        guard let found else {
            throw .timedOut(awaiting: "\(count) texts", seen: "\(texts.filter(isMeant).count) of them")
        }
        return found
    }

    /// A telephone sends a text; it waits in the modem's memory.
    ///
    /// - Parameters:
    ///   - text: The words, in as many parts as they take.
    ///   - sender: A number with its `+`, or a name.
    ///   - isReversed: Whether the last part comes first.
    public func receive(_ text: String, from sender: String, isReversed: Bool = false) {
        let now = Self.now
        state.change { state in
            state.joinedReference &+= 1
            let parts = DeliverPDU.parts(of: text, from: sender, reference: state.joinedReference, at: now)
            for part in isReversed ? parts.reversed() : parts { state.remember(part) }
        }
    }

    /// The network reports on a text, by default that the telephone has it.
    public func report(_ status: UInt8 = 0, on text: Text) {
        let now = Self.now
        guard let reference = text.reference else { return }
        state.change { $0.remember(.report(status, on: reference, to: text.receiver, at: now)) }
    }

    /// Waits until what came in was collected from its memory.
    public func waitUntilCollected(within limit: Duration = .seconds(30)) async throws(WorldError) {
        guard await state.holds(within: limit, { $0.memory.isEmpty }) else {
            throw .timedOut(awaiting: "the modem's memory to be collected", seen: "\(state.value.memory.count) in it")
        }
    }

    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

extension FakeModem {
    /// Pulls it out: its device is gone, and who has it open can read and write no more.
    public func pull() async throws(WorldError) {
        state.value.line?.tear()
        guard await state.holds(within: .seconds(10), { $0.line == nil }) else {
            throw .timedOut(awaiting: "the modem to be gone", seen: "it")
        }
    }

    /// Plugs it in, with what its memory holds.
    public func plugIn() throws(WorldError) {
        let line = try PseudoTerminal(at: device.path(percentEncoded: false))
        state.change { $0.line = line }
        Thread.detachNewThread { [state] in
            var talk = ModemTalk()
            while let bytes = line.read() {
                for step in talk.read(bytes, memory: state.value.memory) {
                    if let words = state.change({ $0.take(step) }) { line.write(words) }
                }
            }
            line.closeEnds()
            state.change { $0.line = nil }
        }
    }
}
