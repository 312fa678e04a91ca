internal import Foundation

/// Somebody in a call: hears, speaks, presses keys.
public protocol Telephone: Sendable {
    /// The call.
    var call: LiveCall { get }
}

/// A call as a ``Telephone`` has it.
public struct LiveCall: Sendable {
    let line: Watched<SIPLine>
}

extension Telephone {
    private var line: Watched<SIPLine> { call.line }

    /// Presses keys and waits until they have been sent.
    public func press(_ keys: String, within limit: Duration = .seconds(10)) async throws(WorldError) {
        line.change { $0.sound.sender.press(keys) }
        try await wait(for: "keys to be sent", within: limit) { $0.sound.sender.isIdle }
    }

    /// Speaks 16-bit samples at 8 000 a second, and waits until they have been sent.
    public func speak(_ samples: [Int16], within limit: Duration = .seconds(60)) async throws(WorldError) {
        let bytes = samples.map(MuLaw.encode)
        line.change { $0.sound.sender.speak(bytes) }
        try await wait(for: "words to be sent", within: limit) { $0.sound.sender.isSilent }
    }

    /// Waits until something can be heard that was not there when the last wait of this kind ended.
    public func waitForSound(within limit: Duration = .seconds(10)) async throws(WorldError) {
        try await wait(for: "a sound", within: limit) { $0.sound.hasHeardSound }
        line.change { $0.sound.hasHeardSound = false }
    }

    /// Waits until it has been quiet for so long; a sound not yet waited for is waited for first.
    public func waitForSilence(
        of length: Duration = .milliseconds(500),
        within limit: Duration = .seconds(60)
    ) async throws(WorldError) {
        let ticks = Int(length / .milliseconds(20))
        try await wait(for: "silence", within: limit) { line in
            line.sound.soundEverHeard && line.sound.ticksOfSilence >= ticks
        }
        line.change { $0.sound.hasHeardSound = false }
    }

    /// Waits until what was heard satisfies a condition, which is asked every 20 ms.
    public func waitUntilHeard(
        _ what: String,
        within limit: Duration = .seconds(60),
        _ condition: @escaping @Sendable ([Int16]) -> Bool
    ) async throws(WorldError) {
        try await wait(for: what, within: limit) { condition($0.sound.heard) }
    }

    /// Waits until the other side hangs up.
    public func waitForBye(within limit: Duration = .seconds(10)) async throws(WorldError) {
        let isOver = await line.holds(within: limit) { $0.leg.state == .over(byOtherSide: true) }
        guard isOver else { throw .timedOut(awaiting: "the other side to hang up", seen: "\(line.value.leg.state)") }
    }

    /// Whether the call goes on.
    public var isUp: Bool {
        if case .answered = line.value.leg.state { true } else { false }
    }

    /// All that was heard since the answer, as 16-bit samples at 8 000 a second.
    public var heard: [Int16] { line.value.sound.heard }

    /// Forgets what was heard.
    public func forgetHeard() {
        line.change { line in
            line.sound.heard = []
            line.sound.hasHeardSound = false
        }
    }

    /// Waits for something that can only happen while the call goes on.
    private func wait(
        for what: String,
        within limit: Duration,
        _ condition: @escaping @Sendable (SIPLine) -> Bool
    ) async throws(WorldError) {
        let came = await line.first(within: limit) { line -> Bool? in
            if condition(line) { return true }
            if case .answered = line.leg.state { return nil }
            return false
        }
        switch came {
        case true?: return
        case false?: throw .callOver
        case nil: throw .timedOut(awaiting: what, seen: "\(line.value.sound.heard.count / MuLaw.rate) s of a call")
        }
    }
}
