public import HotlineCore

/// Takes what gateways call with, keeps what it says, and lets a test wait for it.
public final class CallbackDesk: Sendable {
    fileprivate struct State: Sendable {
        var calls: [CallbackRequest] = []
        var news: [GatewayNews] = []
        var faults: [CallbackFault] = []
        var refusals = 0
    }

    /// What became of a call.
    public enum Outcome: Hashable, Sendable {
        /// It is kept.
        case kept
        /// It is not kept, and is to come again.
        case refused
        /// It cannot be read.
        case fault(CallbackFault)
    }

    private let reader: any CallbackReader
    private let state = Watched(State())

    /// Creates a desk.
    ///
    /// - Parameter reader: Who reads the calls.
    public init(_ reader: any CallbackReader) {
        self.reader = reader
    }

    /// Refuses so many calls from now on as a store that cannot be written does.
    public func refuse(_ count: Int) {
        state.change { $0.refusals = count }
    }

    /// Takes one call.
    public func take(_ request: CallbackRequest) -> Outcome {
        state.change { [reader] state in
            state.calls.append(request)
            guard state.refusals == 0 else {
                state.refusals -= 1
                return .refused
            }
            do throws(CallbackFault) {
                state.news += try reader.read(request).news
                return .kept
            } catch {
                state.faults.append(error)
                return .fault(error)
            }
        }
    }

    /// Every call so far, those that were refused too.
    public var calls: [CallbackRequest] { state.value.calls }

    /// Why calls could not be read.
    public var faults: [CallbackFault] { state.value.faults }

    /// The texts that came in and were kept.
    public var incoming: [IncomingText] { state.value.incoming }

    /// What was reported of a message's part, the oldest first.
    public func findings(of message: Identifier<OutboundMessage>, part: Int = 0) -> [DeliveryReport.Finding] {
        state.value.findings(of: message, part)
    }

    /// Waits for so many incoming texts.
    public func incoming(_ count: Int) async throws -> [IncomingText] {
        let texts = await state.first(within: NeverHappened.net) { state -> [IncomingText]? in
            state.incoming.count >= count ? state.incoming : nil
        }
        guard let texts else { throw NeverHappened("\(count) incoming texts; there are \(incoming.count)") }
        return texts
    }

    /// Waits for so many calls, kept or not.
    public func waitForCalls(_ count: Int) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.calls.count >= count }) else {
            throw NeverHappened("\(count) calls; there are \(calls.count)")
        }
    }

    /// Waits for a finding about a message's part.
    public func wait(
        for finding: DeliveryReport.Finding,
        of message: Identifier<OutboundMessage>,
        part: Int = 0
    ) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.findings(of: message, part).contains(finding) }) else {
            throw NeverHappened("\(finding) of message \(message); there are \(findings(of: message, part: part))")
        }
    }
}

extension CallbackDesk.State {
    fileprivate var incoming: [IncomingText] {
        news.compactMap { news in
            guard case .incoming(let text) = news else { return nil }
            return text
        }
    }

    fileprivate func findings(of message: Identifier<OutboundMessage>, _ part: Int) -> [DeliveryReport.Finding] {
        news.compactMap { news in
            guard case .report(let report) = news, report.message == message, report.part == part else { return nil }
            return report.finding
        }
    }
}
