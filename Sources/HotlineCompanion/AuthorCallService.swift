internal import AMI
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineVoice
internal import Logging
internal import ServiceLifecycle

/// Connects members of the staff with authors through the exchange, and gives up calls of which nothing is heard any more.
struct AuthorCallService: Service {
    /// Where the dialplan goes on with a member who picked up; the extension is the call's number.
    static let context = "hotline-call"
    /// How much longer than both telephones ring nothing may be heard of a call.
    private static let grace = Duration.seconds(60)

    let settings: AuthorCallSettings
    /// The number authors see, where the settings name no other.
    let hotlineNumber: String
    let client: ManagerClient
    let store: Store
    let regulation: Regulation
    let bell: Bell
    let logger: Logger

    /// How long a call in which nobody talks yet is waited for.
    var hold: Duration { settings.ring + settings.ring + Self.grace }

    func run() async {
        await Rounds(bell: bell, logger: logger, sleep: { try await Task.sleep(for: $0) }).run {
            let now = Instant.now()
            let next = try await store.endLostAuthorCalls(at: now, under: regulation)
            return min(next.map { max($0 - now, .zero) } ?? OutboxService.longestRest, OutboxService.longestRest)
        }
    }

    /// Asks the exchange to ring a member of the staff, and then the author.
    ///
    /// - Returns: Whether it may have been put in hand.
    func place(_ call: AuthorCall, to phone: PhoneNumber, for member: StaffMember) async -> Bool {
        guard let channel = settings.specialist.channel(to: member) else { return false }
        let shown = settings.callerID ?? hotlineNumber
        let seconds = settings.ring.components.seconds
        let action = ManagerAction.originate(
            channel,
            context: Self.context,
            extension: "\(call.id)",
            callerID: "\"N \(call.appeal)\" <\(shown)>",
            ring: settings.ring,
            variables: [
                ("HOTLINE_AUTHOR", settings.author.channel(to: phone)), ("HOTLINE_SHOWN", shown),
                ("HOTLINE_AUTHOR_RING", "\(seconds)"),
            ]
        )
        let isInHand = await client.putInHand(action, logger)
        if isInHand { bell.ring() }
        return isInHand
    }

    /// Which call an event of the exchange's is about, and what it tells; `nil` where it is about none.
    static func news(of event: ExchangeEvent) -> (call: Identifier<AuthorCall>, news: AuthorCallNews)? {
        if let (place, outcome) = OriginateOutcome.read(event, context: context), let id = Int64(place) {
            return (Identifier(id), outcome == .answered ? .dialling : .ended(.notPickedUp, talked: nil))
        }
        guard event.name == "UserEvent", let id = event["Call"].flatMap(Int64.init) else { return nil }
        switch event["UserEvent"] {
        case "HotlineCallAnswered": return (Identifier(id), .talking)
        case "HotlineCalled":
            let outcome = AuthorCall.Outcome(dialStatus: event["Status"] ?? "")
            let talked = event["Talked"].flatMap { Int64($0) }.map { Duration.seconds($0) }
            return (Identifier(id), .ended(outcome, talked: outcome == .reached ? talked : nil))
        default: return nil
        }
    }
}

extension ManagerClient {
    /// Asks the exchange to make a call.
    ///
    /// - Returns: Whether it was put in hand, or may have been.
    func putInHand(_ action: ManagerAction, _ logger: Logger) async -> Bool {
        do throws(AMIError) {
            let response = try await send(action)
            if !response.isSuccess {
                logger.error("The exchange would not make a call: has its account the right to originate?")
            }
            return response.isSuccess
        } catch {
            logger.warning("The exchange could not be asked to make a call.", metadata: ["error": "\(error)"])
            switch error {
            case .timedOut, .peerClosed, .shuttingDown, .malformedLine, .lineTooLong, .tooManyHeaders, .messageTooLong:
                // It may have heard, and call: what becomes of that is waited for.
                return true
            case .notConnected, .cannotConnect, .noGreeting, .loginRefused, .noMD5, .badName, .forbiddenByte,
                .headerTooLong, .tooManyActionHeaders:
                return false
            }
        }
    }
}
