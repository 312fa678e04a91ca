extension Regulation {
    /// The most characters of a reason or a note.
    public static let longestWords = 2000

    /// The change that events make of an appeal: how it stands follows from them alone.
    ///
    /// - Parameters:
    ///   - appeal: The appeal as it is; what of its form has changed is changed already.
    ///   - events: What happens, in order.
    ///   - now: When.
    ///   - messages: The texts that follow, from the appeal as it is afterwards.
    /// - Returns: The change.
    func change(
        _ appeal: Appeal,
        _ events: [NewEvent],
        at now: Instant,
        messages: (Appeal) -> [DraftMessage] = { _ in [] }
    ) -> AppealChange {
        var after = appeal
        for event in events { after.apply(event, at: now) }
        after.nextAlarm = terms.alarmsAhead(of: after, at: now).first?.at
        return AppealChange(appeal: after, events: events, messages: messages(after))
    }

    /// The member of the staff with this login.
    func member(_ login: String?) -> StaffMember? { login.flatMap { login in staff.first { $0.login == login } } }

    /// The heads of the Service, or who stands in for them, or the heads all the same where nobody does.
    func heads(at now: Instant, given workload: Workload) -> [StaffMember] {
        present(staff.filter { $0.roles.contains(.head) && $0.phone != nil }, at: now, workload)
    }

    /// Who hands over the appeals of a source; the heads where there is nobody.
    func distributors(of source: AppealSource, at now: Instant, given workload: Workload) -> [StaffMember] {
        let role = Routing.distributor(of: source)
        let members = present(staff.filter { $0.roles.contains(role) && $0.phone != nil }, at: now, workload)
        return members.isEmpty ? heads(at: now, given: workload) : members
    }

    /// A text to each of these who has a phone, once to each phone.
    func texts(_ kind: MessageKind, of appeal: Appeal, to members: [StaffMember], _ moment: MessageTexts.Moment)
        -> [DraftMessage]
    {
        var met: Set<PhoneNumber> = []
        return members.compactMap { member in
            guard let phone = member.phone, met.insert(phone).inserted else { return nil }
            return DraftMessage(
                kind: kind,
                recipient: phone,
                body: member.text(texts.text(kind, of: appeal, moment))
            )
        }
    }

    /// What somebody wrote, on one line; nothing where it is blank.
    ///
    /// - Throws: ``AppealFault/wordsTooLong(most:)``, ``AppealFault/wordsNotPlain``.
    func words(_ text: String?) throws(AppealFault) -> String? {
        guard let text else { return nil }
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        try check(line)
        return line.isEmpty ? nil : line
    }

    /// The text of a result: each line put in order, and paragraphs kept; nothing where it is blank.
    ///
    /// - Throws: ``AppealFault/wordsTooLong(most:)``, ``AppealFault/wordsNotPlain``.
    func paragraphs(_ text: String) throws(AppealFault) -> String? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let paragraphs = lines.split { $0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
        try check(paragraphs)
        return paragraphs.isEmpty ? nil : paragraphs
    }

    /// Whether words that are in order may be kept and passed on.
    private func check(_ words: String) throws(AppealFault) {
        guard words.count <= Self.longestWords else { throw AppealFault.wordsTooLong(most: Self.longestWords) }
        guard !words.holdsControls else { throw AppealFault.wordsNotPlain }
    }

    private func present(_ members: [StaffMember], at now: Instant, _ workload: Workload) -> [StaffMember] {
        let day = CalendarDay(terms.zone.civilTime(at: now))
        let present = members.filter { workload.absence(of: $0.login, on: day) == nil }
        guard present.isEmpty else { return present }
        let deputies = members.compactMap { deputy(of: $0, on: day, workload, []) }.filter { $0.phone != nil }
        return deputies.isEmpty ? members : deputies
    }
}
