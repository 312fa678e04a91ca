/// What the argument parser says, in the language of the staff.
public enum ParserWords {
    private static let phrases = [
        ("Unexpected argument ", "лишнее слово "), ("Unexpected arguments: ", "лишние слова: "),
        ("Unknown option ", "неизвестный ключ "), ("Missing expected argument ", "не хватает аргумента "),
        ("Missing value for ", "нет значения для "), ("The value ", "значение "),
        (" is invalid for ", " не подходит для "),
        ("Please provide one of the following:", "Подходят:"), ("Please provide one of ", "Подходят: "),
        (". Did you mean ", "; может быть, "), (" or ", " или "),
        ("', and '", "' и '"), ("' and '", "' и '"),
    ]

    /// The message with the phrases that are known put into Russian; what is not known stays as it is.
    public static func inRussian(_ message: String) -> String {
        guard phrases.contains(where: { message.hasPrefix($0.0) }) else { return message }
        return phrases.reduce(message) { text, phrase in text.replacing(phrase.0, with: phrase.1) }
    }
}

extension ParserWords {
    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "Вызов: "), ("ARGUMENTS:", "Аргументы:"), ("OPTIONS:", "Ключи:"),
        ("SUBCOMMANDS:", "Команды:"),
    ]
    private static let helpWords = [
        ("Show help information.", "Показать справку."), ("<subcommand>", "<команда>"), ("<options>", "<ключи>"),
        ("(default:", "(по умолчанию:"), ("(values:", "(одно из:"), ("; default:", "; по умолчанию:"),
        ("(default)", "(по умолчанию)"), ("[<subcommands> ...]", "[<команда> ...]"), ("<subcommands>", "<команда>"),
        ("Show subcommand help information.", "Справка о команде.\n\nПример: hotline help list"),
        ("Show the version.", "Показать версию."),
    ]

    /// Help with the headings and words of the parser put into Russian; what the verbs say of themselves stays.
    public static func helpInRussian(_ help: String) -> String {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
            if line.hasPrefix("  See 'hotline help") {
                return "  Подробно о команде: hotline help КОМАНДА"
            }
            for (heading, word) in headings where line.hasPrefix(heading) {
                return inWords(word + line.dropFirst(heading.count))
            }
            return inWords(String(line))
        }
        return lines.joined(separator: "\n")
    }

    private static func inWords(_ line: String) -> String {
        helpWords.reduce(line) { text, word in text.replacing(word.0, with: word.1) }
    }
}
