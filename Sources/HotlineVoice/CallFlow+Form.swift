internal import AGI
internal import HotlineCore

/// The highest class there is.
private let highestClass = 11

extension CallFlow {
    /// Takes the key after that says who is calling.
    mutating func chosenRole(_ key: Character) -> DialogueAction<CallWork> {
        let chosen: AuthorRole = key == "1" ? .pupil : key == "2" ? .teacher : .parent
        role = chosen
        unkept.role = chosen
        if chosen != .teacher { step = .className }
        return note(then: chosen == .teacher ? .later : .enter(.className))
    }

    /// Asks for the class; `#` ends it, and skips it where it stands alone.
    mutating func takeClass() -> DialogueAction<CallWork> {
        let prompt: Prompt = role == .pupil ? .classPupil : .classParent
        return play(.takingClass, [.getData(menu.file(prompt), timeout: menu.firstKey, maximumDigits: 4)])
    }

    /// Digits came; what is no class is left out, since a person asks again anyway.
    mutating func tookClass(_ keys: String) -> DialogueAction<CallWork> {
        if !keys.isEmpty { hasPressedKey = true }
        unkept.keys += keys
        guard keys != "0" else { return askedForPerson() }
        let digits = keys.split(separator: "*").last.map(String.init) ?? ""
        if let number = Int(digits), (1...highestClass).contains(number) {
            className = "\(number)"
            unkept.className = className
        }
        return goOn()
    }
}
