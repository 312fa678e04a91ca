internal import AMI
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineVoice
internal import Logging
internal import ServiceLifecycle

/// Calls members of the staff who have not taken an appeal, and has them take it by a key.
///
/// It only asks the exchange to ring them; what they press goes to the server that takes all calls.
struct LadderCallService: Service {
    /// Where the dialplan goes on with who answered; the extension is the call's number.
    static let context = "hotline-acknowledge"
    /// How much longer than ringing a call may take until it counts as lost: the dialplan's own limit and some more.
    private static let talk = Duration.seconds(150)
    /// How long to wait before the exchange that could not be asked is asked again.
    private static let pause = Duration.seconds(15)

    let settings: LadderCallSettings
    let client: ManagerClient
    let store: Store
    let rules: OutboxRules
    let regulation: Regulation
    let bell: Bell
    let logger: Logger

    func run() async {
        await Rounds(bell: bell, logger: logger, sleep: { try await Task.sleep(for: $0) }).run(callNext)
    }

    private func callNext() async throws -> Duration? {
        let call = try await store.claimLadderCall(
            at: .now(),
            by: rules,
            under: regulation,
            heldFor: settings.ring + Self.talk
        )
        guard let call else { return OutboxService.longestRest }
        var logger = logger
        logger[metadataKey: "ladder.call"] = "\(call.id)"
        logger[metadataKey: "appeal"] = "\(call.appeal)"
        guard await wasPutInHand(call, logger) else {
            try await store.postpone(call, until: .now() + Self.pause, at: .now())
            return nil
        }
        logger.info("A specialist is being called.")
        return nil
    }

    /// Asks the exchange to call.
    private func wasPutInHand(_ call: LadderCall, _ logger: Logger) async -> Bool {
        let action = ManagerAction.originate(
            settings.channel.channel(to: call.phone),
            context: Self.context,
            extension: "\(call.id)",
            callerID: settings.callerID,
            ring: settings.ring
        )
        return await client.putInHand(action, logger)
    }

    /// Which call an event of the exchange's is about, and how it went; `nil` where it is about none.
    static func outcome(of event: ExchangeEvent) -> (call: Identifier<LadderCall>, outcome: OriginateOutcome)? {
        guard let (place, outcome) = OriginateOutcome.read(event, context: context), let id = Int64(place) else {
            return nil
        }
        return (Identifier(id), outcome)
    }
}
