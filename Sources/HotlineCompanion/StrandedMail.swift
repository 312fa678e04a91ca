internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle

/// Gives up the mails that were written while the settings named a sender, where they name none any more: what they tell goes
/// another way.
struct StrandedMail: Service {
    /// How long between two looks.
    private static let pause = Duration.seconds(60)

    let store: Store
    let regulation: Regulation
    let bell: Bell
    let logger: Logger

    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await giveUp(at: .now())
            } catch {
                logger.error("Mail that nobody sends could not be given up.", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Gives up what is due.
    func giveUp(at now: Instant) async throws {
        while let mail = try await store.claimDueMail(
            at: now,
            heldFor: Self.pause,
            unknownFor: .zero,
            by: regulation
        ) {
            try await store.noteMailNotSent(
                mail.id,
                due: nil,
                isUnknown: false,
                reason: "noSender",
                at: now,
                by: regulation
            )
            bell.ring()
            logger.warning("A mail is not sent: the settings name no sender.", metadata: ["mail.id": "\(mail.id)"])
        }
    }
}
