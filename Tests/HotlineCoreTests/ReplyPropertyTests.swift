import HotlineCore
import HotlineTesting
import Testing

/// Random texts and broken commands: no text may be taken for a command that it does not hold.
@Suite(.timeLimit(.minutes(4)))
struct ReplyPropertyTests {
    private static let pieces = [
        "1042", "1043", "5", "0", "1", "2", "3", "4", "6", "7", "8", "9", "47", "24", "000", "1234567890", "１", "1️⃣",
        "٣",
        "№", "#", "N", "no", " ", " ", " ", " ", "\n", "\r\n", "\u{A0}", "\t", ",", ".", ":", "-", "—", "!", "?", "(",
        ")",
        "«", "»", "\"", "'", "+", "%", "/", "беру", "БЕРУ", "бepy", "в работу", "взял", "готово", "сделано", "решено",
        "не", "моё", "мое", "немое", "HE MOE", "продлить", "ещё", "время", "назначить", "да", "нет", "согласен",
        "отказ",
        "детали", "статус", "СТОП", "STOP", "старт", "дня", "ч", "и", "я", "Б", "x", "класс", "Иванова",
        "пароль сброшен",
        "😀", "👩‍👩‍👧", "\u{0}", "\u{200B}", "\u{FEFF}", "\u{301}", "\u{FE0F}", "\u{202E}",
    ]
    private static let commands = [
        "1042 1", "№1042 1 беру", "1042 2 пароль сброшен", "1042 2 47 готово, пароль сброшен", "1042 3 не моё", "СТОП",
        "1042 4 48ч нужна деталь", "1042-5 Иванова", "беру 1042", "не моё, это завхоз", "2 готово, пароль сброшен",
        "статус 1042", "1042 6 да", "4 2 дня", "готово №1042 пароль сброшен", "1042 9 не решено",
    ]

    /// 24 seeds of 5 000 texts: 120 000 texts.
    @Test(arguments: 1...24)
    func `a command's number and action stand in the text, and noise around changes nothing`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<5000 {
            let text = Self.text(&random)
            let command = IncomingCommand(reading: text)
            let isRight = Self.isFounded(command, in: text) && Self.isSteady(command, of: text, &random)
            if !isRight { Issue.record("\(text.debugDescription) is \(command)") }
        }
    }

    @Test func `a text of one piece over and over is read as soon as another of its length`() {
        let clock = ContinuousClock()
        for piece in Self.pieces + ["1042 1, ", "№1042 ", "1042 беру "] {
            let time = clock.measure { _ = IncomingCommand(reading: String(repeating: piece, count: 2000)) }
            #expect(time < .seconds(1), "\(piece.debugDescription)")
        }
    }

    private static func text(_ random: inout SplitMix) -> String {
        guard random.below(2) == 0 else {
            return (0..<random.below(12)).map { _ in pieces[random.below(pieces.count)] }.joined()
        }
        var scalars = Array(commands[random.below(commands.count)].unicodeScalars)
        for _ in 0..<random.below(4) {
            let place = random.below(scalars.count + 1)
            switch random.below(4) {
            case 0 where place < scalars.count: scalars.remove(at: place)
            case 1 where place < scalars.count: scalars.append(scalars[place])
            case 2 where place < scalars.count: scalars.swapAt(place, random.below(scalars.count))
            default: scalars.insert(contentsOf: pieces[random.below(pieces.count)].unicodeScalars, at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Looks for the number and the action by other means than the grammar's.
    private static func isFounded(_ command: IncomingCommand, in text: String) -> Bool {
        switch command {
        case .words(let words): return IncomingCommand(reading: words) == command
        case .stop, .start: return numbers(in: text).isEmpty
        case .status(let number): return number.map { numbers(in: text).contains("\($0)") } ?? true
        case .act(let reply):
            let numbers = numbers(in: text)
            let words = letters(in: text)
            let isNumbered = reply.number.map { numbers.contains("\($0)") } ?? true
            let isNamed =
                numbers.contains("\(reply.action.rawValue)")
                || spellings(of: reply.action).contains { words.contains($0) }
            let given = reply.words.map { !$0.isEmpty && letters(in: text).contains(letters(in: $0)) } ?? true
            return isNumbered && isNamed && given
        }
    }

    /// The same text with noise around is the same command, and a second reading is the first.
    private static func isSteady(_ command: IncomingCommand, of text: String, _ random: inout SplitMix) -> Bool {
        let before = [" ", ".", ", ", "\u{FEFF}", "\n", "\u{A0}", "- "][random.below(7)]
        let behind = [" ", "\u{0}", "\r\n", "\u{A0}", "\u{FEFF}", "\t", "\n\n"][random.below(7)]
        let noisy = IncomingCommand(reading: before + text + behind)
        if case .words = command, case .words = noisy { return IncomingCommand(reading: text) == command }
        return noisy == command && IncomingCommand(reading: text) == command
    }

    /// The runs of digits, without zeros before them.
    private static func numbers(in text: String) -> Set<String> {
        let digits = visible(text).map { character -> Character in
            guard let value = character.unicodeScalars.first?.value, 0xFF10...0xFF19 ~= value else { return character }
            return Character("\(value - 0xFF10)")
        }
        let runs = digits.split { !("0"..."9").contains($0) }
        return Set(runs.map { String($0.drop { $0 == "0" }) }.map { $0.isEmpty ? "0" : $0 })
    }

    /// The letters alone, small and Cyrillic.
    private static func letters(in text: String) -> String {
        let latin = Dictionary(uniqueKeysWithValues: zip("abcehkmoptxyё", "авсенкмортхуе"))
        return String(visible(text).filter(\.isLetter).map { latin[$0] ?? $0 })
    }

    private static func visible(_ text: String) -> [Character] {
        text.lowercased().unicodeScalars.filter {
            switch $0.properties.generalCategory {
            case .control where !$0.properties.isWhitespace: false
            case .format, .nonspacingMark, .enclosingMark: false
            default: true
            }
        }.map(Character.init)
    }

    private static func spellings(of action: ReplyAction) -> [String] {
        switch action {
        case .details: ["детали", "подробности"]
        case .take: ["беру", "взял", "взяла"]
        case .done: ["готово", "сделано", "решено"]
        case .notMine: ["немое"]
        case .moreTime: ["продлить", "ещевремя"]
        case .assign: ["назначить"]
        case .approve: ["да", "согласен", "согласна", "одобряю"]
        case .refuse: ["нет", "отказ"]
        case .notSolved: ["нерешено"]
        }
    }
}
