extension JSONShape where Value == JSON {
    /// Any value, as it is.
    public static var any: JSONShape { JSONShape { reader in reader.value } }
}

extension JSONShape where Value == Bool {
    /// Either `true` or `false`.
    public static var bool: JSONShape { .kind("true or false", \.boolValue) }
}

extension JSONShape where Value == Int {
    /// A whole number.
    public static var integer: JSONShape { .kind("a whole number", \.integerValue) }

    /// A whole number within bounds.
    public static func integer(in range: ClosedRange<Int>) -> JSONShape {
        integer.parsed(as: "from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) ? $0 : nil }
    }
}

extension JSONShape where Value == Double {
    /// A number, whole or not.
    public static var number: JSONShape { .kind("a number", \.numberValue) }
}

extension JSONShape where Value == String {
    /// A text, which may be empty.
    public static var string: JSONShape { .kind("a string", \.stringValue) }

    /// A text that holds more than white space.
    public static var nonEmptyString: JSONShape {
        string.parsed(as: "a string that is not empty") { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

extension JSONShape where Value: CaseIterable & RawRepresentable & Sendable, Value.RawValue == String {
    /// A text that names one of the cases of a type.
    public static func oneOf(_ type: Value.Type) -> JSONShape {
        let cases = Value.allCases.map { (name: $0.rawValue, value: $0) }
        let names = cases.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return JSONShape<String>.string.converted { written in
            if let match = cases.first(where: { $0.name == written }) { return match.value }
            let nearest = NearName.nearest(to: written, in: cases.map(\.name))
            throw JSONMismatch("must be one of \(names)" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
    }
}

extension JSONShape {
    /// Elements that all have one shape.
    public static func array<Element>(of element: JSONShape<Element>) -> JSONShape where Value == [Element] {
        JSONShape { reader in
            guard case .array(let values) = reader.value else { throw reader.mismatch("an array") }
            let fields = values.enumerated().map { reader.read($1, element, at: "\($0)") }
            return try fields.map { try $0.get() }
        }
    }

    /// An object whose keys are not fixed: each key is read as a string in one shape, each value in another.
    public static func entries<Key, Element>(
        _ key: JSONShape<Key>,
        _ element: JSONShape<Element>
    ) -> JSONShape where Value == [(key: Key, value: Element)] {
        JSONShape { reader in
            guard case .object(let object) = reader.value else { throw reader.mismatch("an object") }
            let fields = object.map { name, value in
                (key: reader.read(.string(name), key, at: name), value: reader.read(value, element, at: name))
            }
            return try fields.map { (key: try $0.key.get(), value: try $0.value.get()) }
        }
    }

    /// An object with the keys a closure reads, and no others.
    ///
    /// - Parameter read: Reads every key, then takes the values. Any error it throws but ``JSONUnreadable`` is noted as a
    ///   fault of the object.
    /// - Returns: The shape.
    public static func object(
        _ read: @escaping @Sendable (inout JSONFields) throws -> Value
    ) -> JSONShape {
        JSONShape { reader in
            guard case .object(let object) = reader.value else { throw reader.mismatch("an object") }
            var fields = JSONFields(object, at: reader.pointer)
            defer { reader.take(fields.finished()) }
            return try read(&fields)
        }
    }

    private static func kind(_ name: String, _ get: @escaping @Sendable (JSON) -> Value?) -> JSONShape {
        JSONShape { reader in
            guard let value = get(reader.value) else { throw reader.mismatch(name) }
            return value
        }
    }
}
