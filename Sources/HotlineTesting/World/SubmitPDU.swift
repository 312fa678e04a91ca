/// A text on its way to the network as a modem is given it: SMS-SUBMIT with the centre's address before it
/// (3GPP TS 23.040, 9.2.2.2).
struct SubmitPDU: Hashable {
    /// The number it goes to, with a `+` where it is international.
    let receiver: String
    /// Whether a status report is wanted.
    let wantsReport: Bool
    /// How many minutes the network may try; `nil` where it is not said.
    let validity: Int?
    /// Whether it is written in sixteen bits a unit.
    let isUCS2: Bool
    /// The user data header, its length first; empty where there is none.
    let header: [UInt8]
    /// The words.
    let text: String

    /// Reads the hexadecimal digits a modem is given; `nil` where they are no text.
    init?(_ digits: some StringProtocol) {
        var octets = Octets(digits)
        guard let centre = octets.next(), octets.take(Int(centre)) != nil, let first = octets.next(), first & 3 == 1,
            octets.next() != nil, let count = octets.next(), let kind = octets.next(),
            let address = octets.take((Int(count) + 1) / 2), octets.next() != nil, let coding = octets.next()
        else { return nil }
        let number = address.map { String($0 & 0xF, radix: 16) + String($0 >> 4, radix: 16) }.joined()
        receiver = (kind == 0x91 ? "+" : "") + number.prefix(Int(count))
        wantsReport = first & 0x20 != 0
        switch first >> 3 & 3 {
        case 0: validity = nil
        case 2:
            guard let value = octets.next() else { return nil }
            validity = Self.minutes(Int(value))
        default:
            guard octets.take(7) != nil else { return nil }
            validity = nil
        }
        guard let length = octets.next() else { return nil }
        let data = octets.rest
        header = first & 0x40 != 0 ? Array(data.prefix(Int(data.first ?? 0) + 1)) : []
        isUCS2 = coding & 0x0C == 0x08
        if isUCS2 {
            guard data.count == Int(length) else { return nil }
            text = UTF16Text.decode(Array(data.dropFirst(header.count)))
        } else {
            // The text begins at a septet's edge after the header.
            let skipped = (header.count * 8 + 6) / 7
            guard data.count == (Int(length) * 7 + 7) / 8 else { return nil }
            text = GSMAlphabet.text(GSMAlphabet.unpacked(data, count: Int(length) - skipped, skipping: skipped * 7))
        }
    }

    /// TP-VP in its relative form.
    private static func minutes(_ value: Int) -> Int {
        switch value {
        case ...143: (value + 1) * 5
        case ...167: 720 + (value - 143) * 30
        case ...196: (value - 166) * 1440
        default: (value - 192) * 10_080
        }
    }
}

/// Octets read one after another.
struct Octets {
    private(set) var rest: [UInt8]

    init(_ digits: some StringProtocol) {
        let values = digits.compactMap { $0.hexDigitValue.map(UInt8.init) }
        rest = stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    mutating func next() -> UInt8? { rest.isEmpty ? nil : rest.removeFirst() }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }
}
