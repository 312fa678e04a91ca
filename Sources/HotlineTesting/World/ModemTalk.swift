/// What a GSM modem says to AT commands in PDU mode, as far as smsd asks.
struct ModemTalk {
    /// What a line or a text from smsd leads to.
    enum Step: Hashable {
        /// The modem says this.
        case say(String)
        /// The modem is given a text to send, its digits.
        case submit(String)
        /// The message at this place of the memory is to be forgotten.
        case forget(Int)
    }

    private var rest: [UInt8] = []
    private var isInText = false

    /// Takes bytes from smsd.
    ///
    /// - Parameters:
    ///   - bytes: What came.
    ///   - memory: What is in the modem's memory.
    /// - Returns: What follows.
    mutating func read(_ bytes: [UInt8], memory: [Int: DeliverPDU]) -> [Step] {
        rest += bytes
        var memory = memory
        var steps: [Step] = []
        while let end = rest.firstIndex(where: isEnd) {
            let line = String(decoding: rest[..<end], as: UTF8.self).filter { !$0.isWhitespace }
            let isSent = rest[end] == 0x1A
            rest.removeFirst(end + 1)
            if isInText {
                isInText = false
                steps.append(isSent ? .submit(line) : .say(Self.okay))
            } else {
                for step in answer(line.uppercased(), memory: memory) {
                    if case .forget(let place) = step { memory[place] = nil }
                    steps.append(step)
                }
            }
        }
        return steps
    }

    /// A text ends with Control-Z, or with Escape where it is not to be sent; a command with a carriage return.
    private func isEnd(_ byte: UInt8) -> Bool { isInText ? byte == 0x1A || byte == 0x1B : byte == 0x0D }

    private static let okay = "\r\nOK\r\n"

    private mutating func answer(_ command: String, memory: [Int: DeliverPDU]) -> [Step] {
        guard command.hasPrefix("AT") else { return [] }
        let used = "\(memory.count),50"
        func lines(_ text: String) -> [Step] { [.say("\r\n\(text)\r\n" + Self.okay)] }
        switch command.dropFirst(2) {
        case "+CSQ": return lines("+CSQ: 21,0")
        case "+CREG?": return lines("+CREG: 0,1")
        case "+CPIN?": return lines("+CPIN: READY")
        case "+CIMI": return lines("250019876543210")
        case "+CGSN": return lines("356938035643809")
        case "+CPMS?": return lines("+CPMS: \"SM\",\(used),\"SM\",\(used),\"SM\",\(used)")
        case "+CMGD=?": return lines("+CMGD: (1-50),(0-4)")
        case let text where text.hasPrefix("+CPMS="): return lines("+CPMS: \(used),\(used),\(used)")
        case let text where text.hasPrefix("+CMGL"):
            let all = memory.sorted { $0.key < $1.key }.map { "\r\n+CMGL: \($0),0,,\($1.length)\r\n\($1.digits)\r\n" }
            return [.say(all.joined() + Self.okay)]
        case let text where text.hasPrefix("+CMGR="):
            guard let place = Int(text.dropFirst(6)), let pdu = memory[place] else {
                return [.say("\r\n+CMS ERROR: 321\r\n")]
            }
            return lines("+CMGR: 0,,\(pdu.length)\r\n\(pdu.digits)")
        case let text where text.hasPrefix("+CMGD="):
            let place = text.dropFirst(6).prefix { $0 != "," }
            return (Int(place).map { [.forget($0)] } ?? []) + [.say(Self.okay)]
        case let text where text.hasPrefix("+CMGS="):
            isInText = true
            return [.say("\r\n> ")]
        default: return [.say(Self.okay)]
        }
    }
}
