/// A piece of an incoming text that is looked at as a whole.
struct ReplyToken: Hashable {
    /// What it is.
    enum Kind: Hashable {
        case number, word, sign, mark, question, picture, other
    }

    /// What stands before it.
    enum Gap: Int, Comparable {
        case none, space, lineBreak

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    let kind: Kind
    /// Digits as ASCII, letters as ``ReplyScalar`` folds them, a mark as it is.
    var text: String
    /// Where it stands among the scalars.
    var range: Range<Int>
    let gap: Gap
}
