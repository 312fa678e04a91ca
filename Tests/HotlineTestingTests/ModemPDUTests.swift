import HotlineCore
import Testing

@testable import HotlineTesting

struct ModemPDUTests {
    @Test(arguments: [
        "", "hellohello", "@£$¥èéùìòÇ", "{[~]}|^\\€", "ΔΦΓΛΩΠΨΣΘΞÆæßÉ", "¡¿§äöñüà 09azAZ\n",
        String(repeating: "ab", count: 80),
    ])
    func `a text of the GSM alphabet is packed and unpacked as it was`(text: String) throws {
        let septets = try #require(GSMAlphabet.septets(text))
        let octets = GSMAlphabet.packed(septets)
        #expect(octets.count == (septets.count * 7 + 7) / 8)
        #expect(GSMAlphabet.text(GSMAlphabet.unpacked(octets, count: septets.count)) == text)
    }

    @Test func `the septets of hellohello are those that every description of the format shows`() {
        #expect(
            GSMAlphabet.packed(GSMAlphabet.septets("hellohello") ?? []) == [
                0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37,
            ]
        )
    }

    @Test(arguments: ["Ё", "№", "`", "ё1"])
    func `what is not of the alphabet has no septets`(text: String) {
        #expect(GSMAlphabet.septets(text) == nil)
    }

    /// What smsd 3.1.21 gave a modem for a file with `UDH-DATA: 05 00 03 2A 02 01`, `Validity: 45 min`, `Report: yes`.
    @Test func `a joined text as smsd writes it is read`() throws {
        let pdu = try #require(
            SubmitPDU("0071000B919700000040F20008080C0500032A0201042FD83DDE00")
        )
        #expect(pdu.receiver == "+79000000042")
        #expect(pdu.wantsReport && pdu.isUCS2)
        #expect(pdu.validity == 45)
        #expect(pdu.header == [5, 0, 3, 0x2A, 2, 1])
        #expect(pdu.text == "Я😀")
    }

    @Test func `seven bits are read after a header, from a septet's edge`() throws {
        // Six octets of header are seven septets less one bit.
        let septets = [UInt8](repeating: 0, count: 7) + (GSMAlphabet.septets("ok") ?? [])
        var data = GSMAlphabet.packed(septets)
        data.replaceSubrange(0..<6, with: [5, 0, 3, 0x2A, 2, 2])
        let digits = data.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
        let pdu = try #require(SubmitPDU("0051000B919700000040F20000A709" + digits))
        #expect(pdu.text == "ok")
        #expect(!pdu.isUCS2 && !pdu.wantsReport)
        #expect(pdu.validity == 1440)
    }

    @Test(arguments: ["", "00", "0071000B919700000040F200080801", "04", "zz"])
    func `what is no text is not read as one`(digits: String) {
        #expect(SubmitPDU(digits) == nil)
    }

    @Test func `a short text is one message, a long one several with a header`() {
        let now = Instant(seconds: 1_773_313_500)
        #expect(DeliverPDU.parts(of: "да", from: "+79000000042", reference: 1, at: now).count == 1)
        #expect(DeliverPDU.parts(of: String(repeating: "a", count: 160), from: "A", reference: 1, at: now).count == 1)
        #expect(DeliverPDU.parts(of: String(repeating: "ё", count: 70), from: "A", reference: 1, at: now).count == 1)
        let long = DeliverPDU.parts(of: String(repeating: "ё", count: 71), from: "A", reference: 9, at: now)
        #expect(long.map { $0.digits.contains("0500030902") } == [true, true])
        let year = DeliverPDU.report(70, on: 5, to: "+12025550101", at: now).digits
        #expect(year.hasPrefix("07919730071111F106050B912120550501F1623021"))
        #expect(year.hasSuffix("46"))
        let name = DeliverPDU.parts(of: "a", from: "SberBank", reference: 1, at: now)[0]
        #expect(name.digits.hasPrefix("07919730071111F1040ED0"))
    }
}
