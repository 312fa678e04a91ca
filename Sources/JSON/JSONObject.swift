/// JSON values by name, in the order they were written.
///
/// Two objects are equal when they hold the same values under the same keys, whatever the order. Keys are the same when
/// their bytes are: JSON knows no canonical equivalence, so `й` in one code point and in two are different keys.
public struct JSONObject: Hashable, Sendable {
    /// A key compared by its UTF-8, which is what JSON compares.
    private struct Name: Hashable {
        let text: String

        static func == (one: Name, other: Name) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// The keys, in the order they were written.
    public private(set) var keys: [String] = []
    private var values: [Name: JSON] = [:]

    /// Creates an empty object.
    public init() {}

    /// Creates an object from its entries; of two with one key the last one's value counts, in the first one's place.
    public init(_ entries: some Sequence<(String, JSON)>) {
        for (key, value) in entries { self[key] = value }
    }

    /// The value under a key; assigning `nil` takes the key away, and a new key goes to the end.
    public subscript(key: String) -> JSON? {
        get { values[Name(text: key)] }
        set {
            let name = Name(text: key)
            let old = values.updateOrRemove(newValue, under: name)
            switch (old, newValue) {
            case (nil, .some): keys.append(key)
            case (.some, nil): keys.removeAll { Name(text: $0) == name }
            case (nil, nil), (.some, .some): break
            }
        }
    }

    /// Whether two objects hold the same values under the same keys.
    public static func == (one: JSONObject, other: JSONObject) -> Bool { one.values == other.values }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension JSONObject: Sequence {
    /// Walks the entries in the order they were written.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: JSON)> {
        keys.lazy.map { (key: $0, value: self[$0] ?? .null) }.makeIterator()
    }

    /// How many keys there are.
    public var count: Int { keys.count }

    /// Whether there is no key.
    public var isEmpty: Bool { keys.isEmpty }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object whose keys stand in the order written; of two equal keys the last one's value counts.
    public init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}

extension JSONObject: CustomStringConvertible, CustomReflectable {
    /// The number of keys, never what they hold.
    public var description: String { "JSONObject(\(count) keys)" }

    /// A mirror without children, so that a dump cannot show what the object holds.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Dictionary {
    /// Stores a value, or removes what is there where the value is `nil`, and returns what was there.
    fileprivate mutating func updateOrRemove(_ value: Value?, under key: Key) -> Value? {
        if let value { updateValue(value, forKey: key) } else { removeValue(forKey: key) }
    }
}
