internal import HotlineCore

extension FormScreen {
    /// Takes a key that nobody sees the meaning of: it leaves, or does nothing.
    mutating func pressBlindly(_ key: Key) -> [Order] {
        switch key {
        case .character("q"), .character("й"): return press(.escape)
        case .escape, .control("c"), .control("l"): return press(key)
        default: return []
        }
    }

    mutating func press(_ key: Key) -> [Order] {
        switch key {
        case .control("l"): return [.redraw]
        case .control("c"): return abandon()
        default: break
        }
        guard !isLeaving else { return [] }
        notice = nil
        switch key {
        case .control("p"): return seen == nil ? [] : [.play]
        case .control("t"): return yield()
        case .escape, .function(10): return leave()
        case .control("d") where editor.text.isEmpty: return leave()
        case .function(1): isHelpShown.toggle()
        case .character("?") where editor.text.isEmpty: isHelpShown.toggle()
        case .enter: return enter()
        case .down, .tab: return move(by: 1)
        case .up, .backTab: return move(by: -1)
        default: if editor.handle(key) { isFaultShown = false }
        }
        return []
    }

    /// Goes to the next field that lacks, and leaves behind the last.
    private mutating func enter() -> [Order] {
        guard settle(isDecided: true) else { return [] }
        let rest = fields.drop { $0 != chosen }.dropFirst()
        guard let next = rest.first(where: { isMissing($0) || conflicts[$0] != nil }) else { return leave() }
        choose(next)
        return goOn()
    }

    private mutating func move(by step: Int) -> [Order] {
        guard settle() else { return [] }
        let place = (fields.firstIndex(of: chosen) ?? 0) + step
        if fields.indices.contains(place) { choose(fields[place]) }
        return goOn()
    }

    /// Takes what is typed for what the field is to hold.
    ///
    /// - Parameter isDecided: Whether it is to stay although somebody else wrote there too.
    /// - Returns: Whether the field may be left.
    private mutating func settle(isDecided: Bool = false) -> Bool {
        let text = editor.text.trimmed
        guard text != (self.text(of: chosen) ?? "") || isDecided else { return true }
        if text.isEmpty {
            if saved(chosen) != nil { notice = ("Записанное не стирается: его можно только заменить.", false) }
            (drafts[chosen], conflicts[chosen]) = (nil, nil)
            refused.remove(chosen)
            return true
        }
        do throws(FormFaults) {
            let read = try reading(text, of: chosen)
            drafts[chosen] = read == saved(chosen) ? nil : read
            if isDecided { conflicts[chosen] = nil }
            refused.remove(chosen)
            return true
        } catch {
            isFaultShown = true
            return false
        }
    }

    /// Takes what somebody else wrote into the field instead of what was typed.
    private mutating func yield() -> [Order] {
        guard conflicts[chosen] != nil else { return [] }
        (drafts[chosen], conflicts[chosen]) = (nil, nil)
        choose(chosen)
        return goOn()
    }

    /// Saves what is typed, and ends once it is saved.
    private mutating func leave() -> [Order] {
        guard settle() else {
            notice = ("Исправьте строку, или Ctrl-C — выйти без неё.", true)
            return []
        }
        if let field = fields.first(where: { conflicts[$0] != nil }) {
            choose(field)
            notice = ("Сначала решите, что остаётся в этой строке.", true)
            return []
        }
        if let field = fields.first(where: refused.contains) {
            guard refused.contains(chosen) else {
                choose(field)
                return []
            }
            // It stands before the eyes of the one who leaves, with what Esc does to it.
            drop(refused)
            choose(chosen)
        }
        if lacksSubject {
            choose(.route)
            notice = ("Для типа 5 нужна тема.", true)
            return []
        }
        isLeaving = true
        return goOn()
    }

    /// Ends without the line that is being typed; at the second time without waiting for anything.
    private mutating func abandon() -> [Order] {
        guard !isLeaving, !isOffline else {
            lose(Set(drafts.keys))
            return [.leave]
        }
        var dropped = Set(conflicts.keys).union(refused)
        if lacksSubject { dropped.insert(.type) }
        drop(dropped)
        conflicts = [:]
        isLeaving = true
        return goOn()
    }

    /// Gives up what was typed into fields.
    private mutating func drop(_ fields: Set<FormInput.Field>) {
        let dropped = fields.intersection(drafts.keys)
        lose(dropped)
        for field in dropped { drafts[field] = nil }
        refused = []
    }

    private mutating func lose(_ fields: Set<FormInput.Field>) {
        lost.formUnion(fields)
        parting = lostText
    }

    /// What was lost, by the names of the form; `nil` where nothing was.
    var lostText: String? { lost.isEmpty ? nil : "Не записано: \(names(of: Array(lost)))." }
}
