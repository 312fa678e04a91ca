import HotlineCore
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        // The forms of one mobile number.
        ("89000000042", "+79000000042"), ("+79000000042", "+79000000042"), ("79000000042", "+79000000042"),
        ("9000000042", "+79000000042"), ("8 900 000 00 42", "+79000000042"), ("8 (900) 000-00-42", "+79000000042"),
        ("+7 (900) 000-00-42", "+79000000042"), ("+7\u{A0}900\u{A0}000\u{A0}00\u{A0}42", "+79000000042"),
        ("8-900-000-00-42", "+79000000042"), ("8.900.000.00.42", "+79000000042"), ("8/900/0000042", "+79000000042"),
        ("  89000000042  ", "+79000000042"), ("8\u{2009}900\u{202F}000\u{2007}00\t42", "+79000000042"),
        ("8–900—000−00‑42", "+79000000042"), ("(900)0000042", "+79000000042"), ("900 000 00 42", "+79000000042"),
        ("+89000000042", "+79000000042"), ("+8 (900) 000-00-42", "+79000000042"), ("007 900 000 00 42", "+79000000042"),
        ("810 7 900 000 00 42", "+79000000042"), ("8(9)(0)(0)0000042", "+79000000042"),
        ("+7-9-0-0-0000042", "+79000000042"),
        // With an extension, which is left out.
        ("89000000042 доб. 12", "+79000000042"), ("8 900 000-00-42, доб. 12", "+79000000042"),
        ("89000000042#12", "+79000000042"), ("89000000042,12", "+79000000042"), ("89000000042;12", "+79000000042"),
        ("89000000042x12", "+79000000042"), ("89000000042 ext. 12", "+79000000042"),
        ("89000000042 Доб 1", "+79000000042"),
        ("+7 495 000-00-01 доб.(123)", "+74950000001"), ("000-00-01 доб. 5", "+74950000001"),
        // City numbers.
        ("0000001", "+74950000001"), ("000-00-01", "+74950000001"), ("000 00 01", "+74950000001"),
        ("84950000001", "+74950000001"), ("8 (495) 000-00-01", "+74950000001"), ("4950000001", "+74950000001"),
        ("88002000122", "+78002000122"), ("8 800 200-01-22", "+78002000122"), ("83430000001", "+73430000001"),
        // Other countries.
        ("+12025550142", "+12025550142"), ("+1 (202) 555-0142", "+12025550142"), ("0012025550142", "+12025550142"),
        ("81012025550142", "+12025550142"), ("8 10 1 202 555 01 42", "+12025550142"),
        ("8-10-1-202-555-0142", "+12025550142"),
        ("+375290000042", "+375290000042"), ("375290000042", "+375290000042"), ("810375290000042", "+375290000042"),
        ("+77010000042", "+77010000042"), ("87010000042", "+77010000042"), ("+4930000042", "+4930000042"),
        ("+84950000001", "+84950000001"), ("+82 10 0000 0042", "+821000000042"),
    ])
    func `a number is one number, however it is written`(written: String, number: String) throws {
        #expect(try PhoneNumber(dialled: written, cityCode: "495").e164 == number)
    }

    @Test(arguments: [
        "", " ", "+", "++79000000042", "+ ", "-", "()", "0", "02", "112", "101", "900000004", "890000000421",
        "8900000004",
        "7900000004", "+7900000004", "+790000000421", "+09000000042", "0009000000042", "12025550142", "2025550142",
        "80000000042", "+71000000042", "1234567890123456", "+1234567890123456", "8 900 000 00 42 8 900 000 00 43",
        "доб. 12",
        "#12", ",12", "*31#89000000042", "89000000042*", "tel:+79000000042", "sip:89000000042@example.com", "anonymous",
        "８９０００００００４２", "٨٩٠٠٠٠٠٠٠٤٢", "8900000004²", "8\u{301}9000000042", "89000000042\u{0}", "8900\n0000042",
        "89000000042\r\nEXEC System", "89000000042' OR 1=1 --", "<script>89000000042", "восемь девятьсот",
        "8 9OO 000 00 42",
        "89000000042\u{202E}", "%2B79000000042", "+7 900 ххх хх хх", "🙂9000000042", "NaN", "1e10",
    ])
    func `what is no number is refused`(written: String) {
        #expect(throws: PhoneNumberError.unreadable) { try PhoneNumber(dialled: written, cityCode: "495") }
    }

    @Test func `seven digits need the city's code`() {
        #expect(throws: PhoneNumberError.unreadable) { try PhoneNumber(dialled: "000-00-01") }
        #expect(throws: PhoneNumberError.unreadable) { try PhoneNumber(dialled: "000-00-01", cityCode: "095") }
    }

    @Test func `whatever is read is in E.164 form and reads as itself`() throws {
        var random = SplitMix(seed: 1539)
        let letters = Array("0123456789+ -()#,доб.x/\u{A0}8879")
        for _ in 0..<20_000 {
            let text = String((0..<random.below(20)).map { _ in letters[random.below(letters.count)] })
            guard let number = try? PhoneNumber(dialled: text, cityCode: "495") else { continue }
            #expect(try PhoneNumber(dialled: number.e164) == number)
        }
    }

    @Test(arguments: [
        "79000000042", "+7900", "+0900000004", "+7900000004a", "+", "", "+７9000000042", "+1234567890123456",
    ])
    func `a setting's number is in E.164 form or refused`(text: String) {
        #expect(throws: PhoneNumberError.notE164) { try PhoneNumber(e164: text) }
    }

    @Test(arguments: [
        ("+79000000042", LineKind.mobile, true), ("+74950000001", .landline, false), ("+78002000122", .landline, false),
        ("+73430000001", .landline, false), ("+77010000042", .foreign, true), ("+12025550142", .foreign, true),
    ])
    func `a number tells its kind of line, and so whether texts arrive`(text: String, line: LineKind, takesTexts: Bool)
        throws
    {
        let number = try PhoneNumber(e164: text)
        #expect(number.lineKind == line)
        #expect(number.takesTexts == takesTexts)
    }

    @Test func `a list shows the country and the last two digits`() throws {
        #expect(try PhoneNumber(e164: "+79000000042").masked == "+7••••••••42")
        #expect(try PhoneNumber(e164: "+12345678").masked == "+1•••••78")
    }
}
