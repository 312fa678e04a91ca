public import JSON

/// Where a value stands in a provider's answer: a JSON pointer (RFC 6901), in which a step `*` is the first there is.
public struct HTTPPointer: Hashable, Sendable {
    private let steps: [String]

    /// The whole answer.
    public static let whole = HTTPPointer(steps: [])

    private init(steps: [String]) {
        self.steps = steps
    }

    /// Creates a pointer from its steps.
    public init(steps: String...) {
        self.init(steps: steps)
    }

    /// Reads a pointer such as `/sms/*/status_code`; `nil` where the text is none.
    public init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var steps: [String] = []
        for step in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let escapes = step.split(separator: "~", omittingEmptySubsequences: false).dropFirst()
            guard escapes.allSatisfy({ $0.hasPrefix("0") || $0.hasPrefix("1") }) else { return nil }
            steps.append(String(step.replacing("~1", with: "/").replacing("~0", with: "~")))
        }
        self.steps = steps
    }

    /// The value it leads to, or `nil` where there is none.
    public func value(in json: JSON) -> JSON? {
        steps.reduce(json) { value, step in
            switch value {
            case .object(let object)? where step == "*": object.keys.first.flatMap { object[$0] }
            case .object(let object)?: object[step]
            case .array(let elements)? where step == "*": elements.first
            case .array?: Int(step).flatMap { index in value?[index] }
            case .null?, .bool?, .integer?, .number?, .string?, nil: nil
            }
        }
    }

    /// The text, number or truth value it leads to, as text; `nil` where there is none of these, or an empty text.
    public func text(in json: JSON) -> String? {
        switch value(in: json) {
        case .string(let text)?: text.isEmpty ? nil : text
        case .integer(let number)?: "\(number)"
        case .number(let number)?: "\(number)"
        case .bool(let bool)?: bool ? "true" : "false"
        case .null?, .array?, .object?, nil: nil
        }
    }
}
