/// What the argument parser says, in the language of the staff.
public enum ParserWords {
    private static let phrases = [
        ("Unexpected argument ", "лишнее слово "), ("Unexpected arguments: ", "лишние слова: "),
        ("Unknown option ", "неизвестный ключ "), ("Missing expected argument ", "не хватает аргумента "),
        ("Missing value for ", "нет значения для "), ("The value ", "значение "),
        (" is invalid for ", " не подходит для "),
        ("Please provide one of ", "Подходят: "), (". Did you mean ", "; может быть, "), (" or ", " или "),
    ]

    /// The message with the phrases that are known put into Russian; what is not known stays as it is.
    public static func inRussian(_ message: String) -> String {
        guard phrases.contains(where: { message.hasPrefix($0.0) }) else { return message }
        return phrases.reduce(message) { text, phrase in text.replacing(phrase.0, with: phrase.1) }
    }
}
