/// What reading a key came to: a value, or faults that are noted already.
///
/// First read all keys of an object, then take the values: a fault in one must not hide those of the others.
public struct JSONField<Value> {
    private let result: Result<Value, JSONUnreadable>

    /// Creates a field that was read.
    public init(_ value: Value) {
        result = .success(value)
    }

    /// Creates a field of which nothing could be made.
    public init(_ unreadable: JSONUnreadable) {
        result = .failure(unreadable)
    }

    /// The value.
    ///
    /// - Throws: ``JSONUnreadable`` where the field was faulty, which the one who reads the object passes on.
    public func get() throws(JSONUnreadable) -> Value { try result.get() }

    /// The value, or `nil` where the field was faulty.
    public var value: Value? { try? result.get() }

    /// The field with its value changed.
    public func map<Other>(_ transform: (Value) -> Other) -> JSONField<Other> {
        switch result {
        case .success(let value): JSONField<Other>(transform(value))
        case .failure(let unreadable): JSONField<Other>(unreadable)
        }
    }
}

extension JSONField: Sendable where Value: Sendable {}
