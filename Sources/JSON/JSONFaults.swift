/// One thing that a JSON text says wrongly, and where.
public struct JSONFault: Hashable, Sendable {
    /// The place of the value, or of the key that is missing.
    public let pointer: JSONPointer
    /// What is wrong there, in words that follow the place: `is missing`.
    public let message: String

    /// Creates a fault.
    public init(at pointer: JSONPointer, _ message: String) {
        self.pointer = pointer
        self.message = message.onOneLine
    }
}

/// Everything that a JSON text says wrongly, in the order of the text.
public struct JSONFaults: Error, Hashable, Sendable {
    /// The faults; never none.
    public let faults: [JSONFault]

    /// Puts faults in the order of the text they were found in; what is missing comes last in its object.
    init(_ faults: [JSONFault], in text: JSON) {
        let placed = faults.map { (order: text.order(of: $0.pointer), fault: $0) }
        self.faults = placed.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.fault)
    }

    /// The faults one a line, each with the file and the place: `FILE: /staff/3/phone: what is wrong`.
    public func description(file: String?) -> String {
        faults.map { fault in
            let place = fault.pointer.steps.isEmpty ? nil : fault.pointer.description
            return [file, place, fault.message].compactMap(\.self).joined(separator: ": ")
        }
        .joined(separator: "\n")
    }
}

extension JSONFaults: CustomStringConvertible {
    /// The faults one a line, without a file.
    public var description: String { description(file: nil) }
}
