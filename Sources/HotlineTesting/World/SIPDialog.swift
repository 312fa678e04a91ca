/// One outgoing call's signalling: what comes in or is wanted goes in, what is to be sent comes out.
struct SIPDialog: SIPLeg {
    /// Who is calling whom.
    struct Call {
        /// Whom to call.
        var uri: String
        /// The From header without its tag.
        var from: [UInt8]
        /// Where the other side hears signalling.
        var server = 0
        /// What no other call has.
        var identifier: String
        /// Where this side hears signalling.
        var port: Int
        /// Where this side hears sound.
        var offer: SessionDescription
        /// Further headers of the INVITE.
        var headers: [SIPMessage.Header] = []
    }

    private(set) var state: SIPState = .calling
    private let call: Call
    private var to: [UInt8]
    private var target: String
    private var sequence = 1
    private var wasHeard = false
    private var repeats = SIPRepeats()
    private var hasCancelled = false

    init(_ call: Call) {
        self.call = call
        to = Array("<\(call.uri)>".utf8)
        target = call.uri
    }

    var peer: Int? { call.server }

    mutating func take(_ message: SIPMessage, at time: ContinuousClock.Instant) -> [SIPMessage] {
        handle(message).map { [$0] } ?? []
    }

    mutating func due(_ wish: SIPLine.Wish) -> [SIPMessage] {
        var due: [SIPMessage] = []
        if wish == .toCancel, !hasCancelled, let cancel {
            hasCancelled = true
            due.append(cancel)
        }
        if repeats.isDue(), let invite { due.append(invite) }
        return due
    }

    /// The INVITE, as long as nothing was heard of the other side.
    var invite: SIPMessage? {
        guard state == .calling, !wasHeard else { return nil }
        var invite = request("INVITE", number: 1, target: call.uri)
        invite.headers += call.headers
        invite.add("Content-Type", "application/sdp")
        invite.body = call.offer.bytes
        return invite
    }

    /// Gives up a call; `nil` before anything was heard of the other side, and once it has answered.
    var cancel: SIPMessage? {
        state == .calling && wasHeard ? request("CANCEL", number: 1, target: call.uri) : nil
    }

    /// Ends the call.
    ///
    /// - Returns: The BYE, or `nil` where there is nothing to end.
    mutating func hangUp() -> SIPMessage? {
        guard case .answered = state else { return nil }
        state = .over(byOtherSide: false)
        sequence += 1
        return request("BYE", number: sequence, target: target)
    }

    /// Takes what came in.
    ///
    /// - Returns: The answer to it, if it wants one.
    mutating func handle(_ message: SIPMessage) -> SIPMessage? {
        switch message.start {
        case .request("ACK", _): nil
        case .request(let method, _): answer(method, message)
        case .response(let status, _): handle(status, message)
        }
    }

    private mutating func answer(_ method: String, _ request: SIPMessage) -> SIPMessage {
        if method == "BYE", case .answered = state { state = .over(byOtherSide: true) }
        return request.answered(200, "OK")
    }

    private mutating func handle(_ status: Int, _ response: SIPMessage) -> SIPMessage? {
        guard response["CSeq"]?.hasSuffix(" INVITE") == true else { return nil }
        wasHeard = true
        guard status >= 200 else { return nil }
        to = Array((response["To"] ?? "").utf8)
        guard status < 300 else {
            if state == .calling { state = .refused(status: status) }
            return request("ACK", number: 1, target: call.uri)
        }
        target = response["Contact"]?.firstSIPAddress ?? target
        if state == .calling {
            state = SessionDescription(response.body).map { .answered($0) } ?? .refused(status: status)
        }
        return request("ACK", number: 1, target: target, branch: "ack")
    }

    // The branch sets a transaction apart; CANCEL and the ACK of a refusal belong to the INVITE's.
    private func request(_ method: String, number: Int, target: String, branch: String = "") -> SIPMessage {
        let address = "127.0.0.1:\(call.port)"
        var request = SIPMessage(start: .request(method: method, target: target))
        request.add("Via", "SIP/2.0/UDP \(address);branch=z9hG4bK\(call.identifier)n\(number)\(branch);rport")
        request.headers.append(.init(name: "From", value: call.from + Array(";tag=\(call.identifier)".utf8)))
        request.headers.append(.init(name: "To", value: to))
        request.add("Call-ID", "\(call.identifier)@127.0.0.1")
        request.add("CSeq", "\(number) \(method)")
        request.add("Contact", "<sip:caller@\(address)>")
        request.add("Max-Forwards", "70")
        request.add("Allow", "INVITE, ACK, BYE, CANCEL")
        return request
    }
}
