/// What the two sides of a call tell each other about their sound (RFC 4566), as far as a test needs it.
struct SessionDescription: Hashable {
    var address: String
    var port: Int

    /// The offer: PCMU, and keys as events.
    var bytes: [UInt8] {
        let lines = [
            "v=0", "o=- 1 1 IN IP4 \(address)", "s=-", "c=IN IP4 \(address)", "t=0 0",
            "m=audio \(port) RTP/AVP \(RTPPacket.voice) \(RTPPacket.key)",
            "a=rtpmap:\(RTPPacket.voice) PCMU/8000",
            "a=rtpmap:\(RTPPacket.key) telephone-event/8000", "a=fmtp:\(RTPPacket.key) 0-16", "a=ptime:20",
        ]
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }
}

extension SessionDescription {
    /// Reads an answer; `nil` where it has no address or no sound.
    init?(_ bytes: [UInt8]) {
        var address: String?
        var port: Int?
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if line.hasPrefix("c=IN IP4 "), words.count > 2 { address = String(words[2]) }
            if line.hasPrefix("m=audio "), words.count > 1 { port = Int(words[1]) }
        }
        guard let address, let port else { return nil }
        self.init(address: address, port: port)
    }
}
