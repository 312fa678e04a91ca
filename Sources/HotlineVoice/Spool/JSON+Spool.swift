internal import HotlineCore
internal import JSON

// The small values of the journal.

extension JSON {
    /// A text of any characters.
    ///
    /// JSON texts as we read them hold no NUL, but what a network says of a caller may: such a text is its pieces between.
    static func text(_ text: String) -> JSON {
        let pieces = text.unicodeScalars.split(separator: "\0", omittingEmptySubsequences: false)
        return pieces.count == 1 ? .string(text) : .array(pieces.map { .string(String($0)) })
    }

    /// An appeal's number, or `null`.
    static func appeal(_ appeal: AppealNumber?) -> JSON {
        appeal.map { .integer($0.value) } ?? .null
    }
}

extension Duration {
    /// The whole duration: seconds, and attoseconds beside them.
    var json: JSON { [.integer(components.seconds), .integer(components.attoseconds)] }
}

extension JSONShape where Value == String {
    /// What ``JSON/text(_:)`` wrote.
    static var text: JSONShape {
        JSONShape<JSON>.any.parsed(as: "a text") { json in
            json.stringValue
                ?? json.arrayValue.flatMap { pieces in
                    let texts = pieces.compactMap(\.stringValue)
                    return texts.count == pieces.count && texts.count > 1 ? texts.joined(separator: "\0") : nil
                }
        }
    }
}

extension JSONShape where Value == Instant {
    /// Milliseconds since the Unix epoch.
    static var instant: JSONShape { JSONShape<Int>.integer.converted { Instant(milliseconds: Int64($0)) } }
}

extension JSONShape where Value == Duration {
    /// Seconds, and attoseconds beside them.
    static var duration: JSONShape {
        JSONShape<[Int]>.array(of: .integer).parsed(as: "seconds and attoseconds") { parts in
            guard parts.count == 2 else { return nil }
            return Duration(secondsComponent: Int64(parts[0]), attosecondsComponent: Int64(parts[1]))
        }
    }
}

extension JSONShape where Value == AppealNumber {
    /// A number from 1.
    static var appealNumber: JSONShape {
        JSONShape<Int>.integer(in: 1...999_999_999_999_999).converted { AppealNumber(Int64($0)) }
    }
}

extension JSONShape where Value == PhoneNumber {
    /// A telephone number in E.164 form.
    static var phone: JSONShape { JSONShape<String>.string.converted(PhoneNumber.init(e164:)) }
}
