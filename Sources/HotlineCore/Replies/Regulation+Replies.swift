extension Regulation {
    /// Decides what comes of a text that came in.
    ///
    /// A text acts for the one whose telephone it comes from, and only on what they have now or may decide on; whatever else it
    /// says is answered at most, and the text of somebody unknown not even that.
    ///
    /// - Parameters:
    ///   - command: What the text says.
    ///   - context: What is known of the telephone and of the appeals it is about.
    /// - Returns: The decision; its change was allowed by the table of moves.
    public func deciding(_ command: IncomingCommand, in context: ReplyContext) -> ReplyDecision {
        var decision = decided(command, in: context)
        // An author who did not agree to texts, or does not any more, is answered by none.
        let mayAnswer = context.member != nil || decision.consent == true || context.authored.contains(where: mayText)
        if !mayAnswer || decision.consent == false { decision.answer = nil }
        return decision
    }

    private func decided(_ command: IncomingCommand, in context: ReplyContext) -> ReplyDecision {
        guard context.member != nil || !context.authored.isEmpty else {
            // What somebody says to texts is kept, whoever they are.
            var decision = ReplyDecision(.stranger, correspondent: context.correspondent)
            decision.consent = command.consent
            return decision
        }
        switch command {
        case .stop, .start: return consent(command == .start, in: context)
        case .status(let number): return standing(of: number, in: context)
        case .words(let words): return finishing(words, in: context)
        case .act(let reply):
            do throws(AppealFault) {
                if reply.action == .notSolved { return try reopening(reply, in: context) }
                if context.member == nil { return try authorAsks(reply, in: context) }
                return try acting(reply, in: context)
            } catch {
                return refusal(error, about: reply.number ?? context.named?.number, in: context)
            }
        }
    }

    // MARK: Answers

    /// A text back to who wrote.
    func answer(
        _ kind: MessageKind,
        about appeal: Appeal? = nil,
        in context: ReplyContext,
        _ fill: (inout MessageTexts.Moment) -> Void = { _ in }
    ) -> DraftMessage {
        var moment = MessageTexts.Moment(context.now)
        fill(&moment)
        let body = appeal.map { texts.text(kind, of: $0, moment) } ?? texts.text(kind, moment)
        return DraftMessage(kind: kind, recipient: context.sender, body: context.member?.text(body) ?? body)
    }

    /// What one can write.
    func help(in context: ReplyContext) -> DraftMessage {
        answer(context.member == nil ? .authorHelp : .help, in: context)
    }

    /// Refuses, and says why, unless that was said too often.
    func refusal(_ fault: AppealFault, about number: AppealNumber?, in context: ReplyContext) -> ReplyDecision {
        if case .taken(let taken, let login) = fault {
            let who = member(login)?.name ?? login
            let appeal = [context.named, context.resultOf].compactMap(\.self).first { $0.number == taken }
            return decision(.taken, about: appeal, in: context) {
                answer(.alreadyTaken, about: $0, in: context) { $0.who = who }
            }
        }
        return mistake(.refused, about: number, in: context) {
            answer(.refused, in: context) { $0.note = fault.description }
        }
    }

    /// Answers a mistake, unless many were answered before.
    func mistake(
        _ outcome: ReplyDecision.Outcome = .mistake,
        about number: AppealNumber? = nil,
        in context: ReplyContext,
        _ answer: () -> DraftMessage
    ) -> ReplyDecision {
        var correspondent = context.correspondent
        guard correspondent.mistakes < Correspondent.mostMistakes else {
            return ReplyDecision(.ignored, about: number, correspondent: correspondent)
        }
        correspondent.mistakes += 1
        return ReplyDecision(outcome, about: number, answer: answer(), correspondent: correspondent)
    }

    /// A decision that is no mistake, with an answer.
    func decision(
        _ outcome: ReplyDecision.Outcome,
        about appeal: Appeal?,
        in context: ReplyContext,
        _ answer: (Appeal?) -> DraftMessage?
    ) -> ReplyDecision {
        var correspondent = context.correspondent
        correspondent.mistakes = 0
        return ReplyDecision(
            outcome,
            about: appeal?.number,
            answer: answer(appeal),
            correspondent: correspondent
        )
    }

    // MARK: Consent and standing

    private func consent(_ isGiven: Bool, in context: ReplyContext) -> ReplyDecision {
        var decision = ReplyDecision(isGiven ? .start : .stop, correspondent: context.correspondent)
        decision.consent = isGiven
        // Who wants no texts gets none that says so.
        if isGiven { decision.answer = answer(.resumed, in: context) }
        return decision
    }

    /// Tells how appeals stand: to the staff those they have, to authors theirs.
    private func standing(of number: AppealNumber?, in context: ReplyContext) -> ReplyDecision {
        let own =
            context.held
            + context.authored.filter { authored in !context.held.contains { $0.number == authored.number } }
        let asked = number.map { number in own.filter { $0.number == number } } ?? own.filter { $0.status != .closed }
        guard !asked.isEmpty else {
            let note = number.map { AppealFault.unknown($0).description } ?? "Открытых обращений нет"
            guard number == nil else {
                return mistake(.refused, about: number, in: context) {
                    answer(.refused, in: context) { $0.note = note }
                }
            }
            return decision(.told, about: nil, in: context) { _ in answer(.standing, in: context) { $0.list = note } }
        }
        let told = asked.map { appeal in
            (appeal: appeal, isHeld: context.held.contains { $0.number == appeal.number })
        }
        // By the term that each line names, the one that ends first in front.
        let lines = told.sorted {
            due(of: $0.appeal, isHeld: $0.isHeld) < due(of: $1.appeal, isHeld: $1.isHeld)
        }.map { line(of: $0.appeal, isHeld: $0.isHeld) }
        return decision(.told, about: asked.count == 1 ? asked.first : nil, in: context) { _ in
            answer(.standing, in: context) { $0.list = lines.joined(separator: "; ") }
        }
    }

    /// When the term ends that somebody is told of: to take it for whom it was handed to, else to close it.
    private func due(of appeal: Appeal, isHeld: Bool) -> Instant {
        guard isHeld, appeal.status == .distributed, let take = appeal.deadlines.take else {
            return appeal.deadlines.close.due
        }
        return take.due
    }

    private func line(of appeal: Appeal, isHeld: Bool) -> String {
        let time = terms.zone.civilTime(at: due(of: appeal, isHeld: isHeld))
        let until = "\(time.clock) \(time.shortDate)"
        return switch appeal.status {
        case .received: "№\(appeal.number) принято, ответ до \(until)"
        case .distributed:
            isHeld ? "№\(appeal.number) взять до \(until)" : "№\(appeal.number) у специалиста, ответ до \(until)"
        case .inProgress:
            isHeld ? "№\(appeal.number) закрыть до \(until)" : "№\(appeal.number) в работе, ответ до \(until)"
        case .closed: "№\(appeal.number) закрыто"
        }
    }

    // MARK: Authors

    private func reopening(_ reply: TextReply, in context: ReplyContext) throws(AppealFault) -> ReplyDecision {
        let closed = context.authored.filter { $0.status == .closed && $0.mark == nil && $0.mergedInto == nil }
        let appeal = reply.number == nil ? closed.first : context.named
        guard let appeal, reply.number != nil || closed.count == 1 else {
            return mistake(in: context) { help(in: context) }
        }
        guard appeal.form.phone == context.sender else { throw AppealFault.unknown(appeal.number) }
        let change = try reopening(
            appeal,
            byAuthor: context.sender,
            words: reply.words,
            given: context.workload,
            through: .sms,
            at: context.now
        )
        var decision = decision(.done, about: appeal, in: context) { appeal in
            guard let appeal, mayText(authorOf: appeal) else { return nil }
            return answer(.noted, about: appeal, in: context) {
                $0.note = "открыто снова, ответим до \(until(change.appeal))"
            }
        }
        decision.change = change
        return decision
    }

    /// An author can ask, add and say that it is not solved, and nothing else.
    private func authorAsks(_ reply: TextReply, in context: ReplyContext) throws(AppealFault) -> ReplyDecision {
        guard reply.action == .details else { return mistake(in: context) { help(in: context) } }
        return standing(of: reply.number, in: context)
    }

    func until(_ appeal: Appeal) -> String {
        let time = terms.zone.civilTime(at: appeal.deadlines.close.due)
        return "\(time.clock) \(time.shortDate)"
    }
}

extension IncomingCommand {
    /// What it says to texts; `nil` where it says something else.
    var consent: Bool? {
        switch self {
        case .stop: false
        case .start: true
        case .act, .status, .words: nil
        }
    }
}
