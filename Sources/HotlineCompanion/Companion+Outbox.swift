internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle

extension Companion {
    /// How long a message is held while it is sent: longer than all its parts can take.
    private static let hold = Duration.seconds(120)

    /// What holds for every text, as the settings have it.
    var outboxRules: OutboxRules {
        let sms = file.settings.sms
        return OutboxRules(
            gateways: gateways.all.map { gateway in
                OutboxRules.Gateway(
                    name: gateway.name,
                    unansweredSubmit: gateway.unansweredSubmit,
                    asksAfter: gateway.asksAfter,
                    takesWholeTexts: gateway.takesWholeTexts
                )
            },
            quietHours: sms.quietHours,
            zone: file.zone,
            perPhone: sms.limits.perPhone,
            overall: sms.limits.overall,
            bundleFrom: sms.limits.bundleFrom
        )
    }

    /// The service that sends texts.
    func outbox(hearing bell: Bell) -> OutboxService {
        let (store, rules, regulation) = (store, outboxRules, file.regulation)
        return OutboxService(
            gateways: gateways.all,
            policy: rules.retry,
            senders: gateways.all.map(\.mostAtOnce).min() ?? 1,
            bell: bell,
            logger: logger,
            now: { .now() },
            jitter: { Double.random(in: 0..<1) },
            sleep: { try await Task.sleep(for: $0) },
            claim: { now, room in
                try await store.claimDueMessages(
                    limit: room,
                    at: now,
                    by: rules,
                    under: regulation,
                    heldFor: Self.hold
                )
            },
            nextDue: { try await store.nextMessageDue() },
            settle: { message, settlement, now in
                switch settlement {
                case .accepted(let parts, let receipt):
                    try await store.noteAccepted(message, parts: parts, receipt: receipt, at: now, by: rules)
                case .notAccepted(let state, let reason, let due, let gateway):
                    try await store.noteNotAccepted(
                        message,
                        state: state,
                        reason: reason,
                        due: due,
                        gateway: gateway,
                        at: now
                    )
                case .unanswered(let parts, let reference):
                    try await store.noteUnanswered(message, parts: parts, reference: reference, at: now, by: rules)
                }
            }
        )
    }

    /// The service that calls those who have not taken an appeal.
    func ladderCalls(_ settings: LadderCallSettings, through exchange: ExchangeWatch, hearing bell: Bell) -> any Service
    {
        LadderCallService(
            settings: settings,
            client: exchange.client,
            store: store,
            rules: outboxRules,
            regulation: file.regulation,
            bell: bell,
            logger: logger
        )
    }

    /// The services that ask gateways what became of texts, one for each that does not tell by itself.
    func asking(ringing bell: Bell) -> [any Service] {
        let (store, rules) = (store, outboxRules)
        return gateways.all.filter { $0.asksAfter != nil }.map { gateway in
            AskingService(
                gateway: gateway,
                logger: logger,
                now: { .now() },
                sleep: { try await Task.sleep(for: $0) },
                due: { now in try await store.partsToAskAbout(gateway.name, at: now, limit: AskingService.most) },
                keep: { answers, parts, now in
                    try await store.note(answers, about: parts, at: now, by: rules)
                    bell.ring()
                }
            )
        }
    }

    /// The service that makes something of texts that came in.
    func inbox(ringing bell: Bell) -> InboxService {
        let (store, regulation) = (store, file.regulation)
        let own: Set<PhoneNumber> = [file.settings.school.hotlineNumber]
        return InboxService(
            bell: postbell,
            logger: logger,
            sleep: { try await Task.sleep(for: $0) },
            handle: {
                let text = try await store.handleNextText(
                    at: .now(),
                    under: regulation,
                    own: own,
                    drawing: Int.random(in: 10...99)
                )
                guard let text else { return nil }
                bell.ring()
                return text.outcome ?? ""
            },
            setAside: { try await store.setNextTextAside(at: .now()) }
        )
    }
}
