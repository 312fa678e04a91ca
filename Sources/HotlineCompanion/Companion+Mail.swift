internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore

extension Companion {
    /// How long a mail is held while it is sent: longer than the mail program may take.
    private static let mailHold = Duration.seconds(120)

    /// Whom mails are from; `nil` where the settings name nobody.
    ///
    /// - Throws: `SettingsError` where no mail can be from them.
    static func mailSender(_ file: SettingsFile) throws(SettingsError) -> MailSender? {
        guard let from = file.settings.email.from else { return nil }
        do throws(MailFault) {
            return MailSender?(
                try MailSender(
                    address: MailAddress(from),
                    name: file.settings.school.shortName,
                    zone: file.zone
                )
            )
        } catch {
            let place = error == .name ? "/school/shortName" : "/email/from"
            throw SettingsError.faults("\(file.path): \(place): cannot stand in the head of a mail")
        }
    }

    /// The service that sends mail, where the settings name a sender.
    func mail(hearing bell: Bell) -> MailService? {
        guard let sender = mailSender else { return nil }
        let (store, regulation, policy) = (store, file.regulation, MailRetryPolicy())
        let transport = SendmailTransport(file.settings.email.command, logger: logger)
        return MailService(
            sender: sender,
            policy: policy,
            bell: bell,
            logger: logger,
            now: { .now() },
            jitter: { Double.random(in: 0..<1) },
            sleep: { try await Task.sleep(for: $0) },
            send: { mail throws(MailError) in try await transport.send(mail) },
            claim: { now in
                try await store.claimDueMail(
                    at: now,
                    heldFor: Self.mailHold,
                    unknownFor: policy.pauseAfterUnanswered,
                    by: regulation
                )
            },
            nextDue: { try await store.nextMailDue() },
            settle: { mail, settlement, now in
                switch settlement {
                case .sent: try await store.noteMailSent(mail, at: now)
                case .again(let reason, let due):
                    try await store.noteMailNotSent(
                        mail,
                        due: due,
                        isUnknown: false,
                        reason: reason,
                        at: now,
                        by: regulation
                    )
                case .unknown(let reason, let due):
                    // One that may have gone and is not tried again is told another way: twice is better than not at all.
                    try await store.noteMailNotSent(
                        mail,
                        due: due,
                        isUnknown: true,
                        reason: reason,
                        at: now,
                        by: regulation
                    )
                case .failed(let reason):
                    try await store.noteMailNotSent(
                        mail,
                        due: nil,
                        isUnknown: false,
                        reason: reason,
                        at: now,
                        by: regulation
                    )
                }
            }
        )
    }
}
