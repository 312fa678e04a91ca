internal import Foundation
internal import GRDB

/// What somebody wrote with an event, as it is kept beside the log.
///
/// The event tells the digest of it, so the words cannot be changed or taken away unseen. The digest is of a salt too, which
/// stands with the words and goes with them: what is left in the log then cannot be found by trying words.
struct KeptWords {
    /// The name of the fact with the digest, the last of its event.
    private static let fact = "words="

    var text: String
    /// Nothing where the words were kept when the log held no digest of them.
    var salt: [UInt8]?

    /// The fact by which the event tells of the words; nothing without a salt.
    var fact: String? { salt.map { Self.fact + ($0 + Array(text.utf8)).sha256.hexadecimal } }

    /// Whether an event's facts end with the digest of what was written with it.
    static func areTold(in detail: String) -> Bool {
        let facts = detail.utf8
        let length = fact.utf8.count + 64
        guard facts.count >= length, facts.suffix(length).starts(with: fact.utf8) else { return false }
        return facts.count == length || facts.dropLast(length).last == UInt8(ascii: ";")
    }

    /// Whether these are the words that an event tells of.
    func are(toldIn detail: String) -> Bool {
        guard let fact, Self.areTold(in: detail) else { return false }
        return detail.utf8.suffix(fact.utf8.count).elementsEqual(fact.utf8)
    }
}

extension KeptWords {
    /// Reads the columns `text` and `salt`; `nil` where nothing was written.
    init?(_ row: Row) {
        guard let text: String = row["text"] else { return nil }
        self.init(text: text, salt: (row["salt"] as Data?).map(Array.init))
    }
}
