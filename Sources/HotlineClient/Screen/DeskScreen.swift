public import HotlineCore

/// The live desk as a machine: keys, news and time go in, orders and pictures come out.
public struct DeskScreen: Sendable {
    /// What the one who runs it is to do.
    public enum Order: Hashable, Sendable {
        /// Do something with an appeal, and tell what came of it.
        case perform(AppealAct, AppealNumber)
        /// Fetch an appeal whole.
        case load(AppealNumber)
        /// Have its form filled.
        case fill(AppealNumber)
        /// Play its last recording.
        case play(AppealNumber)
        /// Call its author.
        case call(AppealNumber)
        /// Sound the bell.
        case ring
        /// Draw everything anew.
        case redraw
        /// End.
        case leave
    }

    /// What happened.
    public enum Event: Sendable {
        /// A key was pressed.
        case key(Key)
        /// The terminal has this size; on one that is too small nothing is shown, and nothing typed.
        case sized(Frame.Size)
        /// The desk changed.
        case news(DeskDocument)
        /// The service is gone.
        case lost
        /// An appeal came whole.
        case card(AppealDocument)
        /// What was ordered is done, or not and why, in one line.
        case told(String, isFault: Bool)
    }

    /// Where the keys go.
    enum Mode: Hashable, Sendable {
        case board
        case help
        /// A line is typed for what follows.
        case typing(Purpose, LineEditor)
        /// A mark is chosen, with which an appeal is closed.
        case marking(AppealNumber)
        /// The mark waits for a yes; not sure is who pressed a key that may be either answer.
        case confirming(AppealMark, AppealNumber, isUnsure: Bool)
    }

    /// What a line is typed for.
    enum Purpose: Hashable, Sendable {
        case search
        case close(AppealNumber), assign(AppealNumber), handBack(AppealNumber), note(AppealNumber)
    }

    /// Who sits at the desk.
    let login: String
    let isSilent: Bool
    var mode = Mode.board
    var document: DeskDocument?
    var isConnected = false
    var notice: (text: String, isFault: Bool)?
    /// Whether the terminal is too small to show anything.
    private var isHidden = false
    /// The chosen appeal, by its number, so that it stays chosen when others come.
    var chosen: AppealNumber?
    var isMineOnly = false
    var filter = ""
    /// The appeal whose card is open, and the card once it came.
    var openCard: AppealNumber?
    var card: AppealDocument?
    private var popped: Set<String> = []
    private var mine: Set<AppealNumber>?

    /// Creates the desk of a person.
    public init(login: String, isSilent: Bool = false) {
        self.login = login
        self.isSilent = isSilent
    }

    /// The appeals that are shown.
    var appeals: [DeskAppeal] {
        (document?.appeals ?? []).filter { appeal in
            (!isMineOnly || appeal.assignee == login) && (filter.isEmpty || appeal.matches(filter))
        }
    }

    /// The place of the chosen appeal among those that are shown.
    var chosenIndex: Int? { appeals.firstIndex { $0.number == chosen } }

    /// Takes what happened and says what to do.
    public mutating func handle(_ event: Event) -> [Order] {
        switch event {
        case .key(let key): return isHidden ? pressBlindly(key) : press(key)
        case .sized(let size):
            isHidden = !size.isEnough
            return []
        case .news(let news): return take(news)
        case .lost:
            isConnected = false
            return []
        case .card(let document):
            if document.number == openCard { card = document }
            return []
        case .told(let text, let isFault):
            notice = (text, isFault)
            return openCard.map { [.load($0)] } ?? []
        }
    }
}

// MARK: - News

extension DeskScreen {
    private mutating func take(_ news: DeskDocument) -> [Order] {
        // What could not be done without the service is over with that.
        if !isConnected, notice?.isFault == true { notice = nil }
        isConnected = true
        document = news
        if chosenIndex == nil { chosen = appeals.first?.number }
        var orders: [Order] = []
        let theirs = Set(news.appeals.filter { $0.assignee == login && $0.status == .distributed }.map(\.number))
        if let mine, !theirs.subtracting(mine).isEmpty, !isSilent { orders.append(.ring) }
        mine = theirs
        let ours = news.calls.filter { $0.people.contains(login) && $0.state != .queued }
        for call in ours {
            guard let appeal = call.appeal, popped.insert("\(appeal) \(call.people)").inserted else { continue }
            if !isSilent, call.state == .ringing { orders.append(.ring) }
            // A call that reaches me brings its card; what I am typing stays.
            orders += open(appeal)
        }
        popped = popped.filter { name in ours.contains { "\($0.appeal.map { "\($0)" } ?? "") \($0.people)" == name } }
        if let openCard, orders.isEmpty { orders.append(.load(openCard)) }
        return orders
    }

    private mutating func open(_ number: AppealNumber) -> [Order] {
        if openCard != number { card = nil }
        openCard = number
        chosen = number
        return [.load(number)]
    }
}

// MARK: - Keys

extension DeskScreen {
    /// Takes a key that nobody sees the meaning of: it leaves, or does nothing.
    private func pressBlindly(_ key: Key) -> [Order] {
        switch key {
        case .control("c"), .escape: return [.leave]
        case .control("l"): return [.redraw]
        case .character(let character): return Self.latin(character) == "q" ? [.leave] : []
        default: return []
        }
    }

    private mutating func press(_ key: Key) -> [Order] {
        if key == .control("c") { return [.leave] }
        if key == .control("l") { return [.redraw] }
        switch mode {
        case .board: return pressOnBoard(key)
        case .help:
            mode = .board
            return []
        case .typing(let purpose, let editor): return type(key, for: purpose, in: editor)
        case .marking(let number):
            guard case .character(let digit) = key, let mark = Self.marks[digit] else { return cancel() }
            mode = .confirming(mark, number, isUnsure: false)
            return []
        case .confirming(let mark, let number, isUnsure: _):
            guard case .character(let letter) = key, Self.yes.contains(Self.latin(letter)) else { return cancel() }
            // On one layout the key says yes, and the letter on it begins the word for no.
            guard letter.lowercased() != "н" else {
                mode = .confirming(mark, number, isUnsure: true)
                return []
            }
            mode = .board
            return perform(.mark(mark), number)
        }
    }

    private static let marks: [Character: AppealMark] = ["1": .wrongNumber, "2": .prank, "3": .test]
    /// The keys that say yes: y, and д by its place.
    private static let yes: Set<Character> = ["y", "l"]

    private mutating func cancel() -> [Order] {
        mode = .board
        notice = ("Отменено.", false)
        return []
    }

    private mutating func pressOnBoard(_ key: Key) -> [Order] {
        notice = nil
        switch key {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -10)
        case .pageDown: move(by: 10)
        case .home: chosen = appeals.first?.number
        case .end: chosen = appeals.last?.number
        case .enter: return chosen.map { open($0) } ?? []
        case .escape:
            if openCard != nil {
                (openCard, card) = (nil, nil)
            } else if !filter.isEmpty {
                filter = ""
            }
        case .character(let character): return command(Self.latin(character))
        case .control, .function, .tab, .backTab, .backspace, .delete, .left, .right: break
        }
        return []
    }

    private mutating func command(_ letter: Character) -> [Order] {
        switch letter {
        case "q": return [.leave]
        case "?", ",": mode = .help
        case "/", ".": mode = .typing(.search, LineEditor(filter))
        case "m":
            isMineOnly.toggle()
            if chosenIndex == nil { chosen = appeals.first?.number }
        case "t": return chosen.map { perform(.take, $0) } ?? []
        case "c": if let chosen { mode = .typing(.close(chosen), LineEditor()) }
        case "a": if let chosen { mode = .typing(.assign(chosen), LineEditor()) }
        case "h": if let chosen { mode = .typing(.handBack(chosen), LineEditor()) }
        case "n": if let chosen { mode = .typing(.note(chosen), LineEditor()) }
        case "x": if let chosen { mode = .marking(chosen) }
        case "e": return chosen.map { [.fill($0)] } ?? []
        case "p": return chosen.map { [.play($0)] } ?? []
        case "d": return chosen.map { [.call($0)] } ?? []
        default: break
        }
        return []
    }

    private mutating func type(_ key: Key, for purpose: Purpose, in editor: LineEditor) -> [Order] {
        var editor = editor
        if editor.handle(key) {
            mode = .typing(purpose, editor)
            if purpose == .search { search(editor.text) }
            return []
        }
        switch key {
        case .escape:
            mode = .board
            if purpose == .search { search("") }
            return []
        case .enter: break
        default: return []
        }
        mode = .board
        let text = editor.text
        guard purpose != .search, !text.allSatisfy(\.isWhitespace) else { return [] }
        switch purpose {
        case .search: return []
        case .close(let number): return perform(.close(result: text), number)
        case .assign(let number): return perform(.assign(to: text.filter { !$0.isWhitespace }), number)
        case .handBack(let number): return perform(.handBack(reason: text), number)
        case .note(let number): return perform(.note(text), number)
        }
    }

    private mutating func perform(_ act: AppealAct, _ number: AppealNumber) -> [Order] {
        guard isConnected else {
            notice = ("Нет связи со службой: подождите, ничего не сделано.", true)
            return []
        }
        return [.perform(act, number)]
    }

    private mutating func search(_ text: String) {
        filter = text
        if chosenIndex == nil { chosen = appeals.first?.number }
    }

    private mutating func move(by steps: Int) {
        let appeals = appeals
        guard !appeals.isEmpty else { return }
        let index = min(max((chosenIndex ?? 0) + steps, 0), appeals.count - 1)
        chosen = appeals[index].number
    }

    /// The letter of the Latin layout on the same key, so that nobody has to change layouts for a command.
    private static func latin(_ character: Character) -> Character {
        let lower = Character(character.lowercased())
        guard let place = cyrillic.firstIndex(of: lower) else { return lower }
        return keyboard[place]
    }

    private static let cyrillic = Array("йцукенгшщзхъфывапролджэячсмитьбю.")
    private static let keyboard = Array("qwertyuiop[]asdfghjkl;'zxcvbnm,./")
}

extension DeskAppeal {
    /// Whether words that are searched for stand somewhere in it.
    fileprivate func matches(_ words: String) -> Bool {
        let places = [
            "\(number)", fullName ?? "", className ?? "", phone ?? "", assignee ?? "", route?.subject ?? "",
            status.word,
        ].joined(separator: " ").lowercased()
        return words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { places.contains($0) }
    }
}
