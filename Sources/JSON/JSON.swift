/// One JSON value.
///
/// Values carry what people wrote, so none prints itself: interpolating one tells its kind only. Its text is
/// ``encoded(pretty:)``.
public enum JSON: Hashable, Sendable {
    /// The value `null`.
    case null
    /// Either `true` or `false`.
    case bool(Bool)
    /// A number written without a fraction and without an exponent.
    case integer(Int64)
    /// A number written with a fraction or an exponent.
    case number(Double)
    /// A text.
    case string(String)
    /// Values in a row.
    case array([JSON])
    /// Values by name.
    case object(JSONObject)
}

// MARK: - Making

extension JSON {
    /// Creates a string, or `null` where there is no text.
    public init(_ text: String?) {
        self = text.map(JSON.string) ?? .null
    }

    /// Creates an integer, or `null` where there is none.
    public init(_ integer: Int?) {
        self = integer.map { .integer(Int64($0)) } ?? .null
    }

    /// Creates `true` or `false`, or `null` where it is not known.
    public init(_ bool: Bool?) {
        self = bool.map(JSON.bool) ?? .null
    }
}

// MARK: - Asking

extension JSON {
    /// The value under a key, or `nil` where this is no object or has no such key.
    public subscript(key: String) -> JSON? { objectValue?[key] }

    /// The element at a place, or `nil` where this is no array or is shorter.
    public subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// The truth value, or `nil` where this is something else.
    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The whole number, or `nil` where this is something else or does not fit.
    public var integerValue: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(exactly: value)
    }

    /// The number, whole or not, or `nil` where this is something else.
    public var numberValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The text, or `nil` where this is something else.
    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements, or `nil` where this is something else.
    public var arrayValue: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The object, or `nil` where this is something else.
    public var objectValue: JSONObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// What kind of value this is, in words that follow "must be" and "not".
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .number: "a fractional number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSON: CustomStringConvertible, CustomReflectable {
    /// The kind of the value, never what it holds.
    public var description: String { "JSON(\(kind))" }

    /// A mirror without children, so that a dump cannot show what the value holds.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .enum) }
}
