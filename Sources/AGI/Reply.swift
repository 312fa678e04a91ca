/// One answer from Asterisk to one command.
///
/// What the result means depends on the command; the properties below say for which each is meant.
public struct Reply: Hashable, Sendable {
    /// The text after `result=`, exactly as sent.
    ///
    /// Digits may include `*` and `#`, so it is not a number.
    public var result: String
    /// The text in brackets, such as `timeout` or a variable's value, without the brackets.
    public var remark: String?
    /// The sample at which playback or recording stopped, where Asterisk reports one.
    public var endPosition: Int?

    /// Creates a reply.
    public init(result: String, remark: String? = nil, endPosition: Int? = nil) {
        self.result = result
        self.remark = remark
        self.endPosition = endPosition
    }
}

extension Reply {
    /// Whether Asterisk could not do it: the channel is gone, or the file is missing.
    public var isFailure: Bool { result == "-1" }

    /// Whether time ran out (GET DATA, RECORD FILE).
    public var isTimeout: Bool { remark == "timeout" }

    /// Whether the caller hung up during RECORD FILE; what was recorded until then is good.
    public var isHangup: Bool { remark == "hangup" }

    /// The key that cut the command short (STREAM FILE, GET OPTION, WAIT FOR DIGIT, SAY and RECORD FILE).
    ///
    /// It is `nil` after a timeout, where RECORD FILE puts left-over milliseconds in the key's place.
    public var pressedKey: Character? {
        guard !isTimeout, let code = UInt8(result) else { return nil }
        let key = Character(Unicode.Scalar(code))
        return "0123456789*#ABCD".contains(key) ? key : nil
    }

    /// The digits typed (GET DATA), or `nil` where Asterisk failed; empty where none was typed.
    public var digits: String? { isFailure ? nil : result }

    /// The variable's value (GET VARIABLE, GET FULL VARIABLE), or `nil` where it is not set.
    public var value: String? { result == "1" ? remark : nil }
}

extension Reply: CustomStringConvertible, CustomReflectable {
    /// The shape of the reply only; its text may be digits a caller typed.
    public var description: String {
        "reply (result: \(result.utf8.count) bytes\(remark == nil ? "" : ", remark"))"
    }

    /// A mirror that shows no text of the reply.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
