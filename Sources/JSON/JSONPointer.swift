/// The place of a value in a JSON text: the keys and numbers that lead to it (RFC 6901).
public struct JSONPointer: Hashable, Sendable {
    /// The keys and the numbers of elements, from the outside in.
    public let steps: [String]

    /// Creates a pointer from its steps; without any it is the whole text.
    public init(_ steps: [String] = []) {
        self.steps = steps
    }

    /// The pointer to a place below this one.
    func appending(_ more: [String]) -> JSONPointer { JSONPointer(steps + more) }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as RFC 6901 writes it, `/staff/3/phone`; empty for the whole text.
    public var description: String {
        steps.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1").onOneLine }.joined()
    }
}

extension JSON {
    /// Where a pointer leads, as numbers that sort as the text does.
    ///
    /// A key that is missing sorts after all that are there.
    func order(of pointer: JSONPointer) -> [Int] {
        var order: [Int] = []
        var value: JSON? = self
        for step in pointer.steps {
            switch value {
            case .array(let elements):
                let index = Int(step) ?? elements.count
                order.append(index)
                value = value?[index]
            case .object(let object):
                order.append(object.keys.firstIndex { $0.utf8.elementsEqual(step.utf8) } ?? object.count)
                value = object[step]
            case .null, .bool, .integer, .number, .string, nil: return order
            }
        }
        return order
    }
}
