public import HotlineCore
internal import HotlineVoice
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Takes calls down in the spool while the database cannot be written.
public struct SpoolDesk: Sendable {
    /// What a running program counts.
    private final class Counts: Sendable {
        let entries = Mutex(0)
        let calls = Mutex(Int64(0))
    }

    private let spool: CallSpool
    private let held: HeldNumbers
    private let startedAt: Instant
    private let counts = Counts()

    /// Creates a desk.
    ///
    /// - Parameters:
    ///   - folder: The spool's folder.
    ///   - startedAt: When this program started, which is part of the entries' names.
    public init(folder: String, startedAt: Instant) {
        spool = CallSpool(folder: folder)
        held = HeldNumbers(folder: folder)
        self.startedAt = startedAt
    }

    /// Takes down that a call arrived, or finds it again where it was begun here.
    func begin(_ start: CallStart, at now: Instant) throws -> BegunCall {
        let id = Identifier<Call>(
            counts.calls.withLock {
                $0 -= 1; return $0
            }
        )
        if let earlier = takenUp(try spool.entries(ofCall: start.uniqueID), id: id, caller: start.caller.number) {
            return earlier
        }
        // A caller who hears no number is better off than one who is not taken down.
        let number = try? held.take()
        try append(.begun(start, appeal: number), of: start.uniqueID, at: now)
        return BegunCall(id: id, appeal: number, caller: start.caller.number, isSpooled: true)
    }

    /// Takes down that the caller wants a new appeal.
    func openAppeal(_ call: Identifier<Call>, uniqueID: String, at now: Instant) throws -> BegunCall {
        let number = try? held.take()
        try append(.opened(appeal: number), of: uniqueID, at: now)
        return BegunCall(id: call, appeal: number, isSpooled: true)
    }

    /// Takes down what a step brought.
    func note(_ progress: CallProgress, at now: Instant) throws {
        try append(.noted(progress), of: progress.uniqueID, at: now)
    }

    private func append(_ word: SpoolWord, of uniqueID: String, at now: Instant) throws {
        let count = counts.entries.withLock {
            $0 += 1; return $0
        }
        let id = SpoolEntry.id(process: getpid(), startedAt: startedAt, count: count)
        try spool.append(SpoolEntry(id: id, at: now, uniqueID: uniqueID, word: word))
    }

    /// The call as the entries tell it, for the program that takes it over from another.
    private func takenUp(_ entries: [SpoolEntry], id: Identifier<Call>, caller: PhoneNumber?) -> BegunCall? {
        guard !entries.isEmpty else { return nil }
        var call = BegunCall(id: id, appeal: nil, caller: caller, isTakenUp: true, isSpooled: true)
        for entry in entries {
            switch entry.word {
            case .begun(_, let appeal), .opened(let appeal): call.appeal = appeal
            case .noted(let progress):
                call.step = progress.step
                call.type = progress.type ?? call.type
                call.route = progress.route ?? call.route
                call.role = progress.role ?? call.role
                call.className = progress.className ?? call.className
                call.link = progress.link ?? call.link
                call.consent = progress.contact?.consent?.isGiven ?? call.consent
                if progress.recording?.kind == .message { call.messages += 1 }
            case .left: break
            }
        }
        return call
    }
}
