/// The words that are commands, folded as ``ReplyScalar`` folds what is read.
enum ReplyLexicon {
    /// How much a word means a command rather than a sentence that begins with it.
    enum Standing: Hashable {
        /// Nothing else is said with it.
        case plain
        /// Without a number before it, a sentence may begin with it.
        case sentence
        /// A sentence may begin with it anywhere.
        case everyday
    }

    /// A word, or several in their order.
    struct Phrase {
        let words: [String]
        let action: ReplyAction
        let standing: Standing
    }

    private static let all: [(ReplyAction, Standing, [String])] = [
        (.take, .plain, ["беру", "беру в работу", "взял в работу", "взяла в работу"]),
        (.take, .sentence, ["взял", "взяла"]),
        (.done, .plain, ["готово"]),
        (.done, .sentence, ["сделано", "решено"]),
        (.notMine, .plain, ["не моё", "немоё"]),
        (.moreTime, .plain, ["продлить", "ещё время"]),
        (.assign, .plain, ["назначить"]),
        (.approve, .plain, ["одобряю"]),
        (.approve, .everyday, ["да", "согласен", "согласна"]),
        (.refuse, .everyday, ["нет", "отказ"]),
        (.details, .everyday, ["детали", "подробности"]),
        (.notSolved, .plain, ["не решено", "нерешено"]),
    ]

    /// The phrases by their first word, the longest first.
    static let phrases: [String: [Phrase]] = {
        let phrases = all.flatMap { action, standing, texts in
            texts.map { text in
                Phrase(words: text.split(separator: " ").map { folded($0) }, action: action, standing: standing)
            }
        }
        return Dictionary(grouping: phrases) { $0.words.first ?? "" }
            .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    static let stop = folded(["стоп", "stop"])
    static let start = folded(["старт", "start"])
    static let status = folded(["статус", "status"])

    /// What may mark a number, as `№` does.
    static let numberWords = folded(["n", "no", "nº"])

    /// Units of time that may be asked for, in hours.
    static let hours = Dictionary(
        uniqueKeysWithValues: [
            (1, ["ч", "час", "часа", "часов"]),
            (24, ["д", "дн", "день", "дня", "дней", "сут", "сутки", "суток"]),
        ].flatMap { hours, words in words.map { (folded($0), hours) } }
    )

    /// What may stand before a length of time.
    static let timeLeads = folded(["на", "ещё"]).union(["+"])

    /// What a digit before it counts, and so is no action: units of time.
    static let counted = folded(["мин", "минут", "минуты", "минута", "неделя", "недели", "недель", "раз", "раза"])
        .union(hours.keys)

    /// What a digit before it names, and so is no action: a form of the school.
    static let classes = folded(["класс", "класса", "классу", "классе", "классы", "кл"])

    /// Words of one letter that a sentence may begin with; other single letters behind a digit name a class: `9 Б`.
    static let shortWords = folded(["а", "в", "и", "к", "о", "с", "у", "я"])

    /// The word as it is compared.
    static func folded(_ word: some StringProtocol) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if case .letter(let letter) = ReplyScalar(scalar) { folded.append(letter) }
        }
        return String(folded)
    }

    private static func folded(_ words: [String]) -> Set<String> { Set(words.map { folded($0) }) }
}
