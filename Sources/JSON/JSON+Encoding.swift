import CJansson

extension JSON {
    /// The value as a JSON text, its keys in order and its letters as they are.
    ///
    /// What JSON cannot say becomes `null`: the numbers that are infinite or none. A NUL in a string is written `\u0000`,
    /// which ``init(parsing:file:)-(Collection<UInt8>,_)`` refuses.
    ///
    /// - Parameter pretty: Whether to write one entry a line, indented by two spaces, for people.
    /// - Returns: The text, without a line break at its end.
    public func encoded(pretty: Bool = false) -> String {
        let layout = pretty ? jansson_indent(2) : Int(JSON_COMPACT)
        let flags = Int(JSON_ENCODE_ANY) | layout | jansson_real_precision(significantDigits)
        let tree = makeTree()
        defer { json_decref(tree) }
        guard let text = json_dumps(tree, flags) else { preconditionFailure("Out of memory.") }
        defer { jansson_free(text) }
        return String(cString: text)
    }

    /// How many digits it takes to write every number of the value so that it reads back the same.
    ///
    /// jansson has one setting for the whole text, 17 by default, which writes 0.1 as 0.10000000000000001.
    private var significantDigits: Int {
        switch self {
        case .null, .bool, .integer, .string: 1
        case .number(let number): number.significantDigits
        case .array(let elements): elements.reduce(1) { max($0, $1.significantDigits) }
        case .object(let object): object.reduce(1) { max($0, $1.value.significantDigits) }
        }
    }

    /// Builds the value jansson writes; the caller releases it.
    private func makeTree() -> UnsafeMutablePointer<json_t>? {
        switch self {
        case .null: return json_null()
        case .bool(let value): return value ? json_true() : json_false()
        case .integer(let value): return json_integer(json_int_t(value))
        case .number(let value): return value.isFinite ? json_real(value) : json_null()
        case .string(let value): return value.withCharacters { json_stringn_nocheck($0.baseAddress, $0.count) }
        case .array(let elements):
            let tree = json_array()
            for element in elements { json_array_append_new(tree, element.makeTree()) }
            return tree
        case .object(let object):
            let tree = json_object()
            for (key, value) in object {
                _ = key.withCharacters {
                    json_object_setn_new_nocheck(tree, $0.baseAddress, $0.count, value.makeTree())
                }
            }
            return tree
        }
    }
}

extension Double {
    /// How many digits the shortest text has that reads back as this number.
    fileprivate var significantDigits: Int {
        let mantissa = description.prefix { $0 != "e" }.filter(\.isWholeNumber)
        return max(1, mantissa.drop { $0 == "0" }.count)
    }
}

extension String {
    /// Lends the text's UTF-8 with a terminator after it, so that there is an address even where the text is empty.
    fileprivate func withCharacters<Result>(_ body: (UnsafeBufferPointer<CChar>) -> Result) -> Result {
        utf8CString.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0.dropLast())) }
    }
}
