internal import Foundation
internal import HotlineCore

/// What the network brings to a modem, as the modem shows it: the centre's address, and then SMS-DELIVER or SMS-STATUS-REPORT
/// (3GPP TS 23.040, 9.2.2.1 and 9.2.2.3).
struct DeliverPDU: Hashable {
    private static let centre: [UInt8] = [0x07, 0x91, 0x97, 0x30, 0x07, 0x11, 0x11, 0xF1]

    /// The octets after the centre's address.
    private let octets: [UInt8]

    /// How many octets follow the centre's address, which a modem tells beside the digits.
    var length: Int { octets.count }

    /// The digits.
    var digits: String {
        (Self.centre + octets).map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    /// A text from a telephone; of a longer one, each part.
    ///
    /// - Parameters:
    ///   - text: The words.
    ///   - sender: A number, or a name of letters.
    ///   - reference: What the parts of a longer text share.
    ///   - now: When the network got it.
    /// - Returns: The parts in order.
    static func parts(of text: String, from sender: String, reference: UInt8, at now: Instant) -> [DeliverPDU] {
        if let septets = GSMAlphabet.septets(text), septets.count <= 160 {
            return [
                DeliverPDU(from: sender, coding: 0, [UInt8(septets.count)] + GSMAlphabet.packed(septets), at: now)
            ]
        }
        let units = Array(text.utf16)
        guard units.count > 70 else {
            let body = UTF16Text.encode(text)
            return [DeliverPDU(from: sender, coding: 8, [UInt8(body.count)] + body, at: now)]
        }
        // A telephone cuts where it likes, inside a character too.
        let pieces = stride(from: 0, to: units.count, by: 67).map { units[$0..<min($0 + 67, units.count)] }
        return pieces.enumerated().map { index, piece in
            let header: [UInt8] = [5, 0, 3, reference, UInt8(pieces.count), UInt8(index + 1)]
            let body = header + piece.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return DeliverPDU(from: sender, coding: 8, [UInt8(body.count)] + body, isPart: true, at: now)
        }
    }

    /// What became of a text.
    static func report(_ status: UInt8, on reference: UInt8, to number: String, at now: Instant) -> DeliverPDU {
        let stamp = stamp(now)
        return DeliverPDU([0x06, reference] + address(number) + stamp + stamp + [status])
    }

    private init(_ octets: [UInt8]) {
        self.octets = octets
    }

    private init(from sender: String, coding: UInt8, _ data: [UInt8], isPart: Bool = false, at now: Instant) {
        self.init([isPart ? 0x44 : 0x04] + Self.address(sender) + [0, coding] + Self.stamp(now) + data)
    }

    private static func address(_ party: String) -> [UInt8] {
        let digits = party.compactMap { $0.wholeNumberValue.map(UInt8.init) }
        guard party.drop(while: { $0 == "+" }).allSatisfy(\.isWholeNumber) else {
            let septets = GSMAlphabet.septets(party) ?? []
            return [UInt8((septets.count * 7 + 3) / 4), 0xD0] + GSMAlphabet.packed(septets)
        }
        let padded = digits.count % 2 == 0 ? digits : digits + [0xF]
        let pairs = stride(from: 0, to: padded.count, by: 2).map { padded[$0 + 1] << 4 | padded[$0] }
        return [UInt8(digits.count), party.hasPrefix("+") ? 0x91 : 0x81] + pairs
    }

    /// The time by this machine's clock, as a network of this place stamps.
    private static func stamp(_ now: Instant) -> [UInt8] {
        let date = Date(timeIntervalSince1970: Double(now.seconds))
        let offset = TimeZone.current.secondsFromGMT(for: date)
        let time = CivilTime(now, offset: offset)
        let fields = [time.year % 100, time.month, time.day, time.hour, time.minute, time.second, abs(offset) / 900]
        var octets = fields.map { UInt8(($0 % 10) << 4 + $0 / 10) }
        if offset < 0 { octets[6] |= 0x08 }
        return octets
    }
}
