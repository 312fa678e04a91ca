internal import AMI
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineWeb
internal import Logging

extension Companion {
    /// What the staff ask about how the hotline is.
    ///
    /// - Parameter exchange: The connection to the exchange; `nil` where there is none.
    /// - Returns: The desk.
    func healthDesk(_ exchange: ManagerClient?) -> HealthDesk {
        let probe = HealthProbe(
            file: file,
            store: store,
            gateways: gateways.all,
            exchange: exchange,
            startedAt: startedAt,
            backups: backupService,
            network: network,
            site: siteDoor,
            callbacks: callbackDoor,
            logger: logger
        )
        let (mailSender, command, logger) = (mailSender, file.settings.email.command, logger)
        let transport = SendmailTransport(command, logger: logger)
        return HealthDesk(
            checks: { await probe.checks() },
            sendMail: { address in
                guard let mailSender else {
                    return HealthCheck(.mail, .skipped, "не отправляется: в настройках нет email.from")
                }
                let now = Instant.now()
                let mail = OutboundMail(
                    id: Identifier(0),
                    recipient: address,
                    subject: "Проверка почты горячей линии",
                    text: "Это письмо отправила команда hotline doctor --mail. Отвечать на него не нужно.",
                    html:
                        "<p>Это письмо отправила команда <code>hotline doctor --mail</code>. Отвечать на него не нужно.</p>",
                    writtenAt: now,
                    attempt: 1,
                    unanswered: 0
                )
                do {
                    try await transport.send(MailMessage(mail, from: mailSender))
                } catch {
                    logger.error("The mail that tries mail out was not taken.", metadata: ["error": "\(error)"])
                    return HealthCheck(
                        .mail,
                        .fault,
                        "\(command.first ?? ""): письмо не принято",
                        cure: "причина в журнале службы (journalctl -u hotlined) и почтового сервера"
                    )
                }
                return HealthCheck(.mail, .good, "письмо принято программой: посмотрите, пришло ли оно вам")
            }
        )
    }
}
