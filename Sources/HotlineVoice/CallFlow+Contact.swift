internal import AGI
internal import HotlineCore

/// The most times a number is keyed.
private let mostEntries = 3

extension CallFlow {
    /// Asks where the answer goes, or skips the question where that is known.
    mutating func enterContact() -> DialogueAction<CallWork> {
        if let prompt = pending {
            pending = nil
            return play(.telling(then: .enter(.contact)), [say(prompt)])
        }
        guard let caller = call?.caller else {
            return mark(.contact, then: .takeNumber(entry: 1, after: .contactUnknown))
        }
        return mark(.contact, then: .ask(caller.takesTexts ? .mobile : .landline, Tries(), after: nil))
    }

    /// Whether it is not known yet where the answer goes.
    var needsContact: Bool {
        guard link != .added else { return false }
        guard let caller = call?.caller, caller.takesTexts else { return true }
        return call?.consent == nil && menu.consent != .assumed
    }

    /// Takes the key after «Да — один, на другой номер — два, не нужно — три».
    mutating func chosenForMobile(_ key: Character) -> DialogueAction<CallWork> {
        switch key {
        case "1": contact(ContactChoice(consent: consent(true, digit: key)))
        case "2": wishesOtherNumber(key)
        default: contact(ContactChoice(consent: consent(false, digit: key)))
        }
    }

    /// The caller wants texts to a number that is to be keyed.
    mutating func wishesOtherNumber(_ key: Character) -> DialogueAction<CallWork> {
        keyedConsent = consent(true, digit: key)
        return note(then: .takeNumber(entry: 1, after: .contactOther))
    }

    /// Waits for a number's first digit; `prompt` says how to key it.
    mutating func takeNumber(entry: Int, after prompt: Prompt?) -> DialogueAction<CallWork> {
        guard !isOverTime else { return contact(ContactChoice()) }
        let asking = prompt ?? (keyedConsent == nil ? .contactUnknown : .contactOther)
        return play(
            .takingNumber(entry: entry),
            [rearm, .getOption(menu.file(asking), escapeDigits: "0123456789*#", timeout: menu.firstKey)]
        )
    }

    /// The first digit came, and the others have a time of their own; `*` begins again, and nothing or `#` is no number.
    mutating func tookFirst(_ key: Character?, entry: Int) -> DialogueAction<CallWork> {
        switch key {
        case nil, "#": tookNumber("", entry: entry)
        case "*" where entry < mostEntries: takeNumber(entry: entry + 1, after: nil)
        case "*": contact(ContactChoice())
        case let first?:
            play(
                .takingDigits(entry: entry, first: first),
                [.getData(menu.file(.silence), timeout: menu.betweenKeys, maximumDigits: 31)]
            )
        }
    }

    /// Digits came; a `*` among them began the number again.
    mutating func tookNumber(_ keys: String, entry: Int) -> DialogueAction<CallWork> {
        let digits = keys.split(separator: "*", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        if !keys.isEmpty { hasPressedKey = true }
        if digits == "0" { return askedForPerson() }
        if let number = try? PhoneNumber(dialled: digits, cityCode: nil) {
            keyed = number
            return go(.readBack)
        }
        guard entry < mostEntries, !(keys.isEmpty && entry > 1) else { return contact(ContactChoice()) }
        let why: Prompt = keys.isEmpty ? .notHeard : .contactDigits
        return play(.telling(then: .takeNumber(entry: entry + 1, after: nil)), [say(why)])
    }

    /// Reads the keyed number back in groups of 3, 3, 2 and 2 digits.
    mutating func readBack() -> DialogueAction<CallWork> {
        let digits = Array(keyed?.e164.dropFirst(2) ?? "")
        var groups: [Command] = [say(.contactReadback)]
        var start = 0
        for length in [3, 3, 2, 2] where start < digits.count {
            let end = min(start + length, digits.count)
            groups.append(.sayDigits(String(digits[start..<end]), escapeDigits: "12"))
            start = end
        }
        return play(.readingBack, groups)
    }

    /// The caller said the number was heard wrong.
    mutating func takeNumberAgain() -> DialogueAction<CallWork> {
        entries += 1
        guard entries < mostEntries else { return contact(ContactChoice()) }
        return go(.takeNumber(entry: 1, after: nil))
    }

    /// The caller said the number was heard right.
    mutating func confirmedNumber() -> DialogueAction<CallWork> {
        contact(ContactChoice(phone: keyed, consent: keyedConsent))
    }

    /// Keeps the caller's choice and goes on.
    mutating func contact(_ choice: ContactChoice) -> DialogueAction<CallWork> {
        unkept.contact = choice
        let phone = choice.phone ?? call?.caller
        willText = mayText(phone, consent: choice.consent?.isGiven ?? (choice.phone == nil ? call?.consent : nil))
        return goOn()
    }

    func consent(_ isGiven: Bool, digit: Character?) -> Consent {
        Consent(isGiven: isGiven, digit: digit.map(String.init), promptVersion: menu.promptVersion)
    }
}
