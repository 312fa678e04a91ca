/// What the parser asks of the bytes of a line.
extension Span<UInt8> {
    func hasPrefix(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return count >= length && extracting(0..<length).equals(text)
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return count >= length && extracting((count - length)..<count).equals(text)
    }

    private func equals(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { expected in
            for index in indices where self[index] != expected[index] { return false }
            return true
        }
    }

    /// Whether a word ends there: at the end of the line or before a blank.
    func endsWord(at index: Int) -> Bool {
        count == index || self[index] == UInt8(ascii: " ")
    }

    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    func lastIndex(of byte: UInt8) -> Int? {
        var index = count
        while index > 0 {
            index -= 1
            if self[index] == byte { return index }
        }
        return nil
    }

    var last: UInt8? { isEmpty ? nil : self[count - 1] }

    /// The length without a carriage return at the end.
    var textCount: Int { last == UInt8(ascii: "\r") ? count - 1 : count }
}

extension String {
    /// Reads bytes as UTF-8 and puts U+FFFD where they are not.
    init(repairing bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
