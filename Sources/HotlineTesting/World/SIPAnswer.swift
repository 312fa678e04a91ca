/// The signalling of a telephone that is called, one call at a time.
struct SIPAnswer: SIPLeg {
    private(set) var state: SIPState = .idle
    private(set) var peer: Int?
    /// Every call that came.
    private(set) var rings: [SIPPhone.Ring] = []
    /// How many of them were given up by the other side before anybody answered.
    private(set) var cancellations = 0
    private let behaviour: SIPPhone.Behaviour
    /// Where this side hears signalling.
    private let port: Int
    private let sound: SessionDescription
    private var invite: SIPMessage?
    /// How many times 20 ms it still rings.
    private var ticksToAnswer: Int?
    /// Of a final answer, until it is acknowledged.
    private var repeats: SIPRepeats?
    private var sequence = 0

    /// - Parameters:
    ///   - behaviour: What is done with a call.
    ///   - port: Where this side hears signalling.
    ///   - sound: Where this side hears sound.
    init(_ behaviour: SIPPhone.Behaviour, port: Int, sound: SessionDescription) {
        self.behaviour = behaviour
        self.port = port
        self.sound = sound
    }

    mutating func take(_ message: SIPMessage, at time: ContinuousClock.Instant) -> [SIPMessage] {
        // All this telephone ever asks is to end a call, and what is said to that changes nothing.
        guard case .request(let method, _) = message.start else { return [] }
        peer = message.senderPort ?? peer
        switch method {
        case "INVITE": return ring(message, at: time)
        case "ACK":
            repeats = nil
            return []
        case "CANCEL" where state == .calling:
            cancellations += 1
            return [message.answered(200, "OK")] + refuse(487, "Request Terminated")
        case "BYE":
            if case .answered = state { state = .over(byOtherSide: true) }
            return [message.answered(200, "OK")]
        case _: return [message.answered(200, "OK")]
        }
    }

    mutating func due(_ wish: SIPLine.Wish) -> [SIPMessage] {
        if state == .calling {
            if wish == .toCancel { return refuse(486, "Busy Here") }
            if wish == .toAnswer { return pickUp() }
            guard let ticks = ticksToAnswer else { return [] }
            ticksToAnswer = ticks - 1
            return ticks > 0 ? [] : pickUp()
        }
        return repeats?.isDue() == true ? last.map { [$0] } ?? [] : []
    }

    mutating func hangUp() -> SIPMessage? {
        guard case .answered = state, let invite else { return nil }
        state = .over(byOtherSide: false)
        sequence += 1
        let target = invite["Contact"]?.firstSIPAddress ?? ""
        var goodbye = SIPMessage(start: .request(method: "BYE", target: target))
        goodbye.add("Via", "SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bKp\(rings.count)n\(sequence);rport")
        goodbye.add("From", (invite["To"] ?? "") + tag)
        goodbye.add("To", invite["From"] ?? "")
        goodbye.add("Call-ID", invite["Call-ID"] ?? "")
        goodbye.add("CSeq", "\(sequence) BYE")
        goodbye.add("Max-Forwards", "70")
        return goodbye
    }

    private mutating func ring(_ message: SIPMessage, at time: ContinuousClock.Instant) -> [SIPMessage] {
        let isRepeat = message["Call-ID"] == invite?["Call-ID"]
        if case .answered = state, !isRepeat { return [message.answered(486, "Busy Here", tag: ";tag=other")] }
        guard !isRepeat else { return last.map { [$0] } ?? [] }
        invite = message
        state = .calling
        repeats = nil
        rings.append(SIPPhone.Ring(from: message["From"] ?? "", at: time))
        switch behaviour {
        case .answers(let ringing): ticksToAnswer = Int(ringing / .milliseconds(20))
        case .keepsRinging: ticksToAnswer = nil
        case .isBusy: return refuse(486, "Busy Here")
        case .declines: return refuse(603, "Decline")
        case .isNotThere: return []
        }
        return last.map { [$0] } ?? []
    }

    private mutating func pickUp() -> [SIPMessage] {
        guard let offer = invite.flatMap({ SessionDescription($0.body) }) else { return refuse(488, "Not Acceptable") }
        state = .answered(offer)
        repeats = SIPRepeats()
        return []
    }

    private mutating func refuse(_ status: Int, _ reason: String) -> [SIPMessage] {
        state = .refused(status: status)
        return invite.map { [$0.answered(status, reason, tag: tag)] } ?? []
    }

    /// What the other side was told last of its call.
    private var last: SIPMessage? {
        guard let invite else { return nil }
        switch state {
        case .idle, .over: return nil
        case .calling: return invite.answered(180, "Ringing", tag: tag)
        case .refused(let status): return invite.answered(status, "Refused", tag: tag)
        case .answered:
            var answer = invite.answered(200, "OK", tag: tag)
            answer.add("Contact", "<sip:phone@127.0.0.1:\(port)>")
            answer.add("Content-Type", "application/sdp")
            answer.body = sound.bytes
            return answer
        }
    }

    private var tag: String { ";tag=p\(port)r\(rings.count)" }
}

extension SIPMessage {
    /// The answer to this request.
    ///
    /// - Parameters:
    ///   - status: What it says.
    ///   - reason: The same in words.
    ///   - tag: What is put at the end of To.
    /// - Returns: The answer.
    func answered(_ status: Int, _ reason: String, tag: String = "") -> SIPMessage {
        var answer = SIPMessage(start: .response(status: status, reason: reason))
        let kept = ["via", "from", "to", "call-id", "cseq", "record-route"]
        answer.headers = headers.filter { kept.contains($0.name.lowercased()) }
        for index in answer.headers.indices where answer.headers[index].name.lowercased() == "to" {
            answer.headers[index].value += Array(tag.utf8)
        }
        return answer
    }

    /// Where the sender of this request hears signalling.
    fileprivate var senderPort: Int? {
        guard let address = self["Via"]?.split(separator: ";").first else { return nil }
        return address.split(separator: ":").last.flatMap { Int($0) }
    }
}

extension String {
    /// The first address in a header, without its parameters.
    var firstSIPAddress: String? {
        guard let start = firstRange(of: "sip:")?.lowerBound else { return nil }
        return String(self[start...].prefix { $0 != ">" && $0 != ";" })
    }
}
