import Fuzzing
import HotlineCore

@testable import HotlineClient
@testable import HotlineMessaging

/// Feeds the fuzzer's bytes, as words of people, to everything that writes them where something else would read more into them.
///
/// The words are cut into several at NULs.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let words = bytes.split(separator: 0, maxSplits: 4, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    writeTable(words)
    writeCells(words)
    for text in words {
        writeHypertext(text)
        writeSpoolFile(text)
    }
    writeMail(words)
    return 0
}

/// The program.
@_cdecl("FuzzWriters_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

/// CSV reads back as the same cells, but for apostrophes before what looks like a formula.
private func writeCells(_ words: [String]) {
    var csv = CSVText()
    csv.add(words)
    let rows = Array(csv.text.unicodeScalars).rowsOfCSV
    precondition(rows.count == 1 && rows[0].count == words.count, "A row of CSV became another.")
    for (cell, word) in zip(rows[0], words) {
        precondition(cell.filter { $0 != "'" } == word.unicodeScalars.filter { $0 != "'" }, "A cell became another.")
        // A Russian spreadsheet cuts at semicolons and line ends, whatever the quotes say.
        for piece in cell.split(whereSeparator: { ";\r\n".unicodeScalars.contains($0) }) {
            let first = piece.drop { $0 == " " || $0 == "\"" }.first
            precondition(first.map { !"=+-@".unicodeScalars.contains($0) } ?? true, "A cell is a formula.")
        }
    }
}

extension [Unicode.Scalar] {
    /// The rows of a text as RFC 4180 reads them.
    fileprivate var rowsOfCSV: [[[Unicode.Scalar]]] {
        var rows: [[[Unicode.Scalar]]] = []
        var row: [[Unicode.Scalar]] = []
        var cell: [Unicode.Scalar] = []
        var rest = self[...]
        var isQuoted = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"" where isQuoted && rest.first == "\"":
                cell.append(scalar)
                rest = rest.dropFirst()
            case "\"" where isQuoted: isQuoted = false
            case "\"" where cell.isEmpty: isQuoted = true
            case "," where !isQuoted:
                row.append(cell)
                cell = []
            case "\r" where !isQuoted && rest.first == "\n":
                rest = rest.dropFirst()
                rows.append(row + [cell])
                (row, cell) = ([], [])
            default: cell.append(scalar)
            }
        }
        precondition(row.isEmpty && cell.isEmpty && !isQuoted, "A row of CSV does not end.")
        return rows
    }
}

/// HTML shows a text and nothing else.
private func writeHypertext(_ text: String) {
    let escaped = text.escapedForHTML
    precondition(!escaped.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) }, "A text is markup.")
    var shown = String.UnicodeScalarView()
    var rest = escaped.unicodeScalars[...]
    let signs: [(String, Unicode.Scalar)] = [("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("#39;", "'")]
    while let scalar = rest.popFirst() {
        guard scalar == "&" else {
            shown.append(scalar)
            continue
        }
        guard let sign = signs.first(where: { rest.starts(with: $0.0.unicodeScalars) }) else {
            preconditionFailure("An ampersand is markup.")
        }
        shown.append(sign.1)
        rest = rest.dropFirst(sign.0.unicodeScalars.count)
    }
    precondition(shown.elementsEqual(text.unicodeScalars), "A text is shown as another.")
}

/// A table holds nothing that a terminal obeys, and is as wide as it may be.
private func writeTable(_ words: [String]) {
    var table = TextTable(header: ["a", "b", "c"])
    table.add(words.map { TextTable.Cell($0) } + [TextTable.Cell("")])
    let plain = table.lines(Palette(isColoured: false, columns: 40))
    for line in plain + words.map(\.onOneLine) + words.map(\.onScreen) {
        precondition(!line.unicodeScalars.contains(where: \.steers), "A text steers the terminal.")
    }
    for word in words {
        let fitted = word.onScreen.padded(to: 20)
        precondition(fitted.displayWidth == 20, "A text is not as wide as asked.")
    }
}

extension Unicode.Scalar {
    /// Whether a terminal might obey it instead of showing it, or show what follows elsewhere.
    fileprivate var steers: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: self != "\u{200D}"
        default: false
        }
    }
}

/// A file of smsd's has the headers it was given and no other.
private func writeSpoolFile(_ text: String) {
    guard let recipient = try? PhoneNumber(e164: "+79000000042") else { preconditionFailure("This is a number.") }
    let encoding = SMSEncoding(of: text)
    var file = SMSToolsFile(
        MessagePart(message: Identifier(1), index: 0, count: 1, recipient: recipient, text: text, encoding: encoding)
    )
    file[SMSToolsFile.keyHeader] = text
    guard let again = SMSToolsFile(file.bytes) else { preconditionFailure("A file cannot be read again.") }
    precondition(again.headers.map(\.name) == file.headers.map(\.name), "A header became another.")
    precondition(again.body == file.body, "A text became another.")
}

/// A mail has the head it was given and no other, and its parts begin where they should.
private func writeMail(_ words: [String]) {
    func word(_ index: Int) -> String { index < words.count ? words[index] : "" }
    guard let address = try? MailAddress("hotline@school.example"),
        let sender = try? MailSender(address: address, name: word(0), zone: .utc),
        let message = try? MailMessage(
            OutboundMail(
                id: Identifier(1),
                recipient: "\(word(1))@family.example",
                subject: word(2),
                text: word(3),
                html: word(4),
                writtenAt: Instant(seconds: 1_773_313_500),
                attempt: 1,
                unanswered: 0
            ),
            from: sender
        )
    else { return }
    let lines = message.encoded().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    precondition(
        lines.allSatisfy { $0.count <= 998 && $0.allSatisfy { (0x20...0x7E).contains($0) } },
        "A line is none."
    )
    let head = lines.prefix { !$0.isEmpty }.filter { $0.first != UInt8(ascii: " ") }
        .map { String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
    let names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    precondition(head == names, "A mail has another head.")
    let cuts = lines.count { $0.starts(with: "--=_hotline".utf8) }
    precondition(cuts == 3, "A mail has another number of parts.")
}
