/// A value in hand that is being read, and the faults found in it so far.
///
/// Only a ``JSONShape`` of your own ever meets one.
public struct JSONReader {
    /// The value to read.
    public let value: JSON
    /// Where the value stands.
    public let pointer: JSONPointer
    private(set) var faults: [JSONFault] = []

    init(_ value: JSON, at pointer: JSONPointer) {
        self.value = value
        self.pointer = pointer
    }

    /// Notes a fault of the value.
    ///
    /// - Parameters:
    ///   - message: What is wrong, in words that follow the place: `must be a date`. It should not repeat the value.
    ///   - steps: The keys that lead from the value to the fault, where it is deeper inside.
    /// - Returns: What to throw where nothing can be made of the value.
    @discardableResult
    public mutating func fault(_ message: String, at steps: [String] = []) -> JSONUnreadable {
        faults.append(JSONFault(at: pointer.appending(steps), message))
        return JSONUnreadable()
    }

    /// Reads the same value in a given shape, for a value that may take one of several.
    public mutating func read<Value>(_ shape: JSONShape<Value>) throws(JSONUnreadable) -> Value {
        try shape.read(&self)
    }

    /// Reads a value below this one, and takes over its faults.
    mutating func read<Value>(_ child: JSON, _ shape: JSONShape<Value>, at step: String) -> JSONField<Value> {
        var reader = JSONReader(child, at: pointer.appending([step]))
        defer { faults += reader.faults }
        do {
            return JSONField(try shape.read(&reader))
        } catch {
            return JSONField(error)
        }
    }

    /// Takes over faults noted elsewhere.
    mutating func take(_ more: [JSONFault]) { faults += more }

    /// Notes that the value is of the wrong kind.
    mutating func mismatch(_ expected: String) -> JSONUnreadable { fault("must be \(expected), not \(value.kind)") }
}

/// A value of which nothing could be made, after its faults were noted.
///
/// Only noting a fault yields one, so none can be thrown in silence.
public struct JSONUnreadable: Error, Hashable, Sendable {
    init() {}
}

/// A reason why nothing can be made of a value, in words that follow its place: `must be after 1900`.
public struct JSONMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason; it should not repeat the value.
    public let description: String

    /// Creates a reason.
    public init(_ reason: String) {
        self.description = reason
    }
}

extension JSON {
    /// Makes a value of this one, or tells everything that is wrong with it at once.
    ///
    /// - Parameter shape: What the value should look like.
    /// - Returns: What the shape makes of it.
    /// - Throws: ``JSONFaults`` with every fault, in the order of the text.
    public func read<Value>(as shape: JSONShape<Value>) throws(JSONFaults) -> Value {
        var reader = JSONReader(self, at: JSONPointer())
        do throws(JSONUnreadable) {
            let value = try shape.read(&reader)
            if reader.faults.isEmpty { return value }
        } catch {
            // The faults are noted already.
        }
        throw JSONFaults(reader.faults, in: self)
    }
}
