/// What a mail program said, fit for a log: in one line, without addresses, numbers of telephones and the recipient's name.
struct ProgramWords: CustomStringConvertible {
    private static let most = 400

    let description: String

    init(_ text: String, recipient: MailAddress) {
        let name = recipient.name.lowercased()
        let words = text.split(whereSeparator: \.isWhitespace).map { word in
            let isPersonal =
                word.contains("@") || word.lowercased().contains(name) || word.count(where: \.isNumber) > 6
            return isPersonal ? "…" : String(word.filter { $0.isASCII && !$0.isNewline && $0 >= " " && $0 != "\u{7F}" })
        }
        description = String(words.joined(separator: " ").prefix(Self.most))
    }
}
