extension Regulation {
    /// Does what a member of the staff wrote.
    func acting(_ reply: TextReply, in context: ReplyContext) throws(AppealFault) -> ReplyDecision {
        guard let member = context.member else { return mistake(in: context) { help(in: context) } }
        let person = standingIn(Person(member), given: context.workload, at: context.now)
        guard let appeal = try subject(of: reply, in: context) else {
            return mistake(in: context) { help(in: context) }
        }
        switch reply.action {
        case .details: return try detailing(appeal, by: person, in: context)
        case .take: return try taking(appeal, by: person, in: context)
        case .done: return try closing(appeal, reply, by: person, in: context)
        case .notMine:
            try checkHolder(of: appeal, person)
            let change = try handingBack(
                appeal,
                because: reply.words ?? "не моё",
                by: person,
                given: context.workload,
                through: .sms,
                at: context.now
            )
            return done(change, "возвращено на распределение", in: context)
        case .moreTime:
            try checkHolder(of: appeal, person)
            let asked = reply.splittingTime() ?? (time: .seconds(86_400), words: reply.words)
            let change = try askingForTime(
                appeal,
                more: asked.time,
                because: asked.words ?? "просьба по СМС",
                by: person,
                given: context.workload,
                through: .sms,
                at: context.now
            )
            let isGranted = change.appeal.extensionRequest == nil
            let note = isGranted ? "срок продлён до \(until(change.appeal))" : "просьба у руководителя"
            return done(change, note, in: context)
        case .assign: return try assigning(appeal, reply, by: person, in: context)
        case .approve, .refuse:
            let isGranted = reply.action == .approve
            let change = try decidingOnTime(appeal, isGranted: isGranted, by: person, through: .sms, at: context.now)
            return done(change, isGranted ? "срок продлён до \(until(change.appeal))" : "срок не продлён", in: context)
        case .notSolved: throw AppealFault.unknown(appeal.number)
        }
    }

    /// The appeal a reply is about: the one it names, or the only one it can mean.
    private func subject(of reply: TextReply, in context: ReplyContext) throws(AppealFault) -> Appeal? {
        if let number = reply.number {
            guard let named = context.named else { throw AppealFault.unknown(number) }
            return named
        }
        let candidates: [Appeal] =
            switch reply.action {
            case .take: context.held.filter { $0.status == .distributed }
            case .approve, .refuse: context.asking
            case .details, .done, .notMine, .moreTime: context.held
            case .assign, .notSolved: []
            }
        return candidates.count == 1 ? candidates[0] : nil
    }

    /// Whether the appeal is with this person now: a text acts for its holder only, whatever else the role allows.
    private func checkHolder(of appeal: Appeal, _ person: Person) throws(AppealFault) {
        guard appeal.status != .closed else { throw AppealFault.closed(appeal.number) }
        guard appeal.assignee == person.login else { throw AppealFault.withAnother(appeal.number) }
    }

    private func taking(_ appeal: Appeal, by person: Person, in context: ReplyContext) throws(AppealFault)
        -> ReplyDecision
    {
        let isDeputy = member(appeal.assignee)?.deputy == person.login
        if appeal.assignee != person.login, !isDeputy || appeal.status == .inProgress {
            if appeal.status == .inProgress, let holder = appeal.assignee,
                person.maySee(appeal) || isDeputy
                    || wasTheirs(appeal, person)
            {
                throw AppealFault.taken(appeal.number, by: holder)
            }
            throw AppealFault.withAnother(appeal.number)
        }
        let change = try taking(appeal, by: person, through: .sms, at: context.now)
        let code = code(of: appeal, for: person, in: context)
        var decision = decision(change.events.isEmpty ? .again : .done, about: change.appeal, in: context) { appeal in
            answer(.acknowledged, about: appeal, in: context) { $0.code = code?.code }
        }
        decision.change = change.events.isEmpty ? nil : change
        decision.closeCode = code
        return decision
    }

    /// Whether somebody of the same role was in charge of it: who was texted about it and comes second may know who has it.
    private func wasTheirs(_ appeal: Appeal, _ person: Person) -> Bool {
        guard let route = appeal.route, let role = routing.roles[route], !appeal.isPrivate else { return false }
        return person.roles.contains(role)
    }

    private func closing(
        _ appeal: Appeal,
        _ reply: TextReply,
        by person: Person,
        in context: ReplyContext
    ) throws(AppealFault) -> ReplyDecision {
        try checkHolder(of: appeal, person)
        var words = reply.words
        if closeCode == .ask {
            guard let split = reply.splittingCode() else { return askingForCode(appeal, by: person, in: context) }
            guard let known = context.closeCodes[appeal.number], known.login == person.login, known.code == split.code
            else {
                return wrongCode(appeal, by: person, in: context)
            }
            words = split.words
        }
        return try finishing(appeal, with: words, by: person, in: context)
    }

    /// Closes with a text, or with what was written of it so far, or asks for one.
    func finishing(
        _ appeal: Appeal,
        with words: String?,
        by person: Person,
        in context: ReplyContext
    ) throws(AppealFault) -> ReplyDecision {
        let draft = context.correspondent.resultFor == appeal.number ? context.correspondent.draft : nil
        let text = [draft, words].compactMap(\.self).joined(separator: " ")
        guard !text.isEmpty else {
            var decision = decision(.asked, about: appeal, in: context) { appeal in
                answer(.resultAsked, about: appeal, in: context)
            }
            decision.correspondent.resultFor = appeal.number
            decision.correspondent.draft = nil
            return decision
        }
        if words != nil, let begun = text.goesOn {
            var decision = ReplyDecision(.draft, about: appeal.number, correspondent: context.correspondent)
            decision.correspondent.resultFor = appeal.number
            decision.correspondent.draft = begun
            decision.correspondent.mistakes = 0
            return decision
        }
        let change = try closing(appeal, result: text, by: person, through: .sms, at: context.now)
        var decision = done(change, "закрыто, \(wayWord(change.appeal))", in: context)
        decision.correspondent.resultFor = nil
        decision.correspondent.draft = nil
        return decision
    }

    /// Takes words that are no command as the result that is being written.
    func finishing(_ words: String, in context: ReplyContext) -> ReplyDecision {
        guard let member = context.member, let appeal = context.resultOf, appeal.status != .closed,
            appeal.assignee == member.login
        else {
            // What an author writes belongs to the appeal it can only be about.
            let open = context.authored.filter { $0.status != .closed }
            return mistake(about: open.count == 1 ? open[0].number : nil, in: context) { help(in: context) }
        }
        do throws(AppealFault) {
            return try finishing(
                appeal,
                with: words,
                by: standingIn(Person(member), given: context.workload, at: context.now),
                in: context
            )
        } catch {
            return refusal(error, about: appeal.number, in: context)
        }
    }

    private func assigning(
        _ appeal: Appeal,
        _ reply: TextReply,
        by person: Person,
        in context: ReplyContext
    ) throws(AppealFault) -> ReplyDecision {
        try check(.assign, of: appeal, by: person)
        let able = staff.filter { member in
            !member.roles.allSatisfy { $0 == .director } && (!appeal.isPrivate || member.roles.contains(.psychologist))
        }
        let meant = reply.words.map { words in able.filter { $0.isCalled(words) } } ?? []
        guard let member = meant.first, meant.count == 1 else {
            let names = able.map { $0.name.split(separator: " ").first.map(String.init) ?? $0.login }
            return decision(.asked, about: appeal, in: context) { appeal in
                answer(.assigneeAsked, about: appeal, in: context) { $0.list = names.joined(separator: ", ") }
            }
        }
        let change = try assigning(appeal, to: member.login, by: person, through: .sms, at: context.now)
        return done(change, "назначено: \(member.name)", in: context)
    }

    // MARK: Codes

    private func code(of appeal: Appeal, for person: Person, in context: ReplyContext) -> CloseCode? {
        guard closeCode == .ask else { return nil }
        if let known = context.closeCodes[appeal.number], known.login == person.login { return known }
        return CloseCode(login: person.login, code: context.drawnCode)
    }

    private func askingForCode(_ appeal: Appeal, by person: Person, in context: ReplyContext) -> ReplyDecision {
        let code = code(of: appeal, for: person, in: context)
        var decision = decision(.asked, about: appeal, in: context) { appeal in
            answer(.resultAsked, about: appeal, in: context) { $0.code = code?.code }
        }
        decision.closeCode = code
        return decision
    }

    private func wrongCode(_ appeal: Appeal, by person: Person, in context: ReplyContext) -> ReplyDecision {
        var code = context.closeCodes[appeal.number]
        code?.wrong += 1
        if code.map({ $0.login != person.login || $0.wrong >= CloseCode.mostWrong }) ?? true {
            code = CloseCode(login: person.login, code: context.drawnCode)
        }
        var decision = mistake(.refused, about: appeal.number, in: context) {
            answer(.resultAsked, about: appeal, in: context) { $0.code = code?.wrong == 0 ? code?.code : nil }
        }
        decision.closeCode = code
        return decision
    }

    // MARK: Words

    private func done(_ change: AppealChange, _ note: String, in context: ReplyContext) -> ReplyDecision {
        var decision = decision(change.events.isEmpty ? .again : .done, about: change.appeal, in: context) { appeal in
            answer(.noted, about: appeal, in: context) { $0.note = note }
        }
        decision.change = change.events.isEmpty ? nil : change
        return decision
    }

    private func wayWord(_ appeal: Appeal) -> String {
        switch appeal.delivery {
        case .email: "ответ уходит автору почтой"
        case .sms: "ответ уходит автору по СМС"
        case .callback, nil: "перезвоните автору"
        }
    }

    /// Tells the holder what one needs to call back; of a private appeal the number only, and never to anybody else.
    private func detailing(_ appeal: Appeal, by person: Person, in context: ReplyContext) throws(AppealFault)
        -> ReplyDecision
    {
        guard appeal.assignee == person.login || (person.rights.contains(.actForOthers) && !appeal.isPrivate) else {
            throw AppealFault.withAnother(appeal.number)
        }
        var pieces = [appeal.isPrivate ? "просьба о звонке" : appeal.route?.label ?? "без темы"]
        if !appeal.isPrivate {
            if let role = appeal.form.role { pieces.append(role.formText) }
            if let name = appeal.form.fullName { pieces.append(name) }
            if let className = appeal.form.className { pieces.append("класс \(className)") }
        }
        if let phone = appeal.form.phone { pieces.append(phone.e164) }
        pieces.append("закрыть до \(until(appeal))")
        if !appeal.isPrivate, let description = appeal.form.description { pieces.append(description) }
        return decision(.told, about: appeal, in: context) { appeal in
            answer(.details, about: appeal, in: context) { $0.details = pieces.joined(separator: ", ") }
        }
    }
}

extension String {
    /// The text without the mark that it goes on in the next message; `nil` where it has none.
    fileprivate var goesOn: String? {
        for mark in ["...", "…", "+"] where hasSuffix(mark) {
            let text = dropLast(mark.count)
            return text.isEmpty ? nil : String(text)
        }
        return nil
    }
}

extension StaffMember {
    /// Whether somebody writes of this member: by login, or by the beginning of the surname.
    fileprivate func isCalled(_ words: String) -> Bool {
        let word = words.lowercased().split { !$0.isLetter && !$0.isNumber && !"-._".contains($0) }.first.map(
            String.init
        )
        guard let word, !word.isEmpty else { return false }
        let surname = name.lowercased().split(separator: " ").first ?? ""
        return login.lowercased() == word || (word.count >= 3 && surname.hasPrefix(word))
    }
}
