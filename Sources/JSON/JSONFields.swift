/// An object in hand whose keys are being read.
///
/// Keys that are not asked for are faults, so the code that reads an object is the list of the keys it may have.
public struct JSONFields {
    private let object: JSONObject
    private var reader: JSONReader
    private var known: [String] = []
    private var judgesUnknownKeys = true

    init(_ object: JSONObject, at pointer: JSONPointer) {
        self.object = object
        self.reader = JSONReader(.object(object), at: pointer)
    }

    /// Whether the object has a key, be it `null`.
    public func has(_ key: String) -> Bool { object[key] != nil }

    /// The faults, with those of keys nobody asked for.
    consuming func finished() -> [JSONFault] {
        if judgesUnknownKeys { noteUnknownKeys() }
        return reader.faults
    }
}

// MARK: - Reading keys

extension JSONFields {
    /// Reads a key that must be there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: What its value should look like; `null` is read like any other value.
    /// - Returns: The field, to be taken once all keys are read.
    public mutating func required<Value>(_ key: String, _ shape: JSONShape<Value>) -> JSONField<Value> {
        known.append(key)
        guard let value = object[key] else { return JSONField(reader.fault("is missing", at: [key])) }
        return reader.read(value, shape, at: key)
    }

    /// Reads a key that may be absent or `null`.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: What its value should look like.
    /// - Returns: The field, to be taken once all keys are read; its value is `nil` where the key is absent or `null`.
    public mutating func optional<Value>(_ key: String, _ shape: JSONShape<Value>) -> JSONField<Value?> {
        known.append(key)
        guard let value = object[key], !value.isNull else { return JSONField<Value?>(nil) }
        return reader.read(value, shape, at: key).map(Optional.some)
    }

    /// Reads a key that stands for a fixed value where it is absent or `null`.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - shape: What its value should look like.
    ///   - standard: The value where the key is absent or `null`.
    /// - Returns: The field, to be taken once all keys are read.
    public mutating func optional<Value>(
        _ key: String,
        _ shape: JSONShape<Value>,
        default standard: @autoclosure () -> Value
    ) -> JSONField<Value> {
        known.append(key)
        guard let value = object[key], !value.isNull else { return JSONField(standard()) }
        return reader.read(value, shape, at: key)
    }

    /// Reads the key that says which other keys the object has.
    ///
    /// Where it is faulty the other keys are not judged, for nobody can know which belong.
    ///
    /// - Throws: ``JSONUnreadable`` where the key is missing or faulty.
    public mutating func selector<Value>(_ key: String, _ shape: JSONShape<Value>) throws(JSONUnreadable) -> Value {
        let field = required(key, shape)
        if field.value == nil { judgesUnknownKeys = false }
        return try field.get()
    }

    /// Lets a key be there that is not read, such as `$schema`.
    public mutating func ignored(_ key: String) {
        known.append(key)
    }

    /// Notes a fault that only shows when keys are seen together.
    ///
    /// - Parameters:
    ///   - message: What is wrong, in words that follow the place. It should not repeat a value.
    ///   - steps: The keys that lead from the object to the fault; none for the object as a whole.
    /// - Returns: What to throw where nothing can be made of the object.
    @discardableResult
    public mutating func fault(_ message: String, at steps: String...) -> JSONUnreadable {
        reader.fault(message, at: steps)
    }
}

// MARK: - Keys nobody asked for

extension JSONFields {
    private mutating func noteUnknownKeys() {
        for key in object.keys where !known.contains(key) {
            reader.fault("unknown key \"\(key)\"\(hint(for: key))", at: [key])
        }
    }

    /// The nearest known key, those not yet used first; all of them where none is near.
    private func hint(for key: String) -> String {
        if let nearest = NearName.nearest(to: key, in: known.filter { !has($0) } + known.filter(has)) {
            return "; did you mean \"\(nearest)\"?"
        }
        return known.isEmpty ? "" : "; known here: \(known.joined(separator: ", "))"
    }
}
