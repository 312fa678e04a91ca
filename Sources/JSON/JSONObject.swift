/// JSON values by name, in the order they were written.
///
/// Two objects are equal when they hold the same values under the same keys, whatever the order. Keys are the same when
/// their bytes are: JSON knows no canonical equivalence, so `й` in one code point and in two are different keys.
public struct JSONObject: Hashable, Sendable {
    /// A key compared by its UTF-8, which is what JSON compares.
    private struct Name: Hashable {
        let text: String

        static func == (one: Name, other: Name) -> Bool {
            one.text.utf8.count == other.text.utf8.count && one.text.utf8.elementsEqual(other.text.utf8)
        }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    private struct Entry {
        let name: Name
        var value: JSON
    }

    /// So many keys are looked through one after the other, which is quicker than hashing each.
    private static let fewKeys = 32

    private var entries: [Entry] = []
    /// Where each key stands, once there are more than ``fewKeys``.
    private var places: [Name: Int]?

    /// Creates an empty object.
    public init() {}

    /// Creates an object from its entries; of two with one key the last one's value counts, in the first one's place.
    public init(_ entries: some Sequence<(String, JSON)>) {
        self.entries.reserveCapacity(entries.underestimatedCount)
        for (key, value) in entries { self[key] = value }
    }

    /// The keys, in the order they were written.
    public var keys: [String] { entries.map(\.name.text) }

    /// The value under a key; assigning `nil` takes the key away, and a new key goes to the end.
    public subscript(key: String) -> JSON? {
        get { place(of: Name(text: key)).map { entries[$0].value } }
        set {
            let name = Name(text: key)
            switch (place(of: name), newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil):
                entries.remove(at: place)
                if places != nil { indexEntries() }
            case (nil, let value?):
                entries.append(Entry(name: name, value: value))
                if places != nil {
                    places?[name] = entries.count - 1
                } else if entries.count > Self.fewKeys {
                    indexEntries()
                }
            case (nil, nil): break
            }
        }
    }

    private func place(of name: Name) -> Int? {
        if let places { return places[name] }
        return entries.firstIndex { $0.name == name }
    }

    private mutating func indexEntries() {
        places = Dictionary(uniqueKeysWithValues: entries.indices.map { (entries[$0].name, $0) })
    }

    /// Whether two objects hold the same values under the same keys.
    public static func == (one: JSONObject, other: JSONObject) -> Bool {
        one.count == other.count && one.entries.allSatisfy { entry in other[entry.name.text] == entry.value }
    }

    /// Hashes what ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(entries.count)
        // The order does not count, so neither may it here.
        hasher.combine(
            entries.reduce(0) { sum, entry in
                var hasher = Hasher()
                hasher.combine(entry.name)
                hasher.combine(entry.value)
                return sum ^ hasher.finalize()
            }
        )
    }
}

extension JSONObject: Sequence {
    /// Walks the entries in the order they were written.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: JSON)> {
        entries.lazy.map { (key: $0.name.text, value: $0.value) }.makeIterator()
    }

    /// How many keys there are.
    public var count: Int { entries.count }

    /// Whether there is no key.
    public var isEmpty: Bool { entries.isEmpty }
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
