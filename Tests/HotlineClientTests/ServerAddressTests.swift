import HotlineClient
import HotlineCore
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("https://hotline.school.example", "https://hotline.school.example"),
        ("https://localhost:8443/", "https://localhost:8443"),
        ("HTTPS://[::1]:8443", "HTTPS://[::1]:8443"), ("https://10.0.0.5:1", "https://10.0.0.5:1"),
    ]) func `an address is a host and maybe a port`(text: String, address: String) {
        #expect(ServerAddress(text)?.description == address)
    }

    @Test(arguments: [
        "", "https://", "http://localhost:8443", "localhost:8443", "https://localhost:8443/v1", "https://u:p@localhost",
        "https://localhost?x", "https://localhost#x", "https://localhost:0", "https://localhost:70000",
        "https://loc alhost",
        "https://школа.рф", "ftp://localhost", "https://localhost:8443//", "https://localhost\r\n",
    ]) func `anything else is none`(text: String) {
        #expect(ServerAddress(text) == nil)
    }

    @Test func `a token that was given does not print itself, and is something a header can carry`() {
        for bad in ["", "a b", "a\n", "ё", String(repeating: "a", count: 257)] { #expect(BearerToken(bad) == nil) }
        guard let token = BearerToken("hl_1_secret"), let address = ServerAddress("https://localhost") else {
            Issue.record("not read")
            return
        }
        var dumped = ""
        dump(ServerAccess(address: address, token: token), to: &dumped)
        for text in ["\(token)", String(reflecting: token), dumped, "\(ServerAccess(address: address, token: token))"] {
            #expect(!text.contains("hl_1"), "\(text)")
        }
    }

    @Test func `tokens are listed with their year`() throws {
        let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])
        let made = Instant(seconds: 1_773_313_500)
        let token = StaffToken(
            id: Identifier(7),
            login: "petrov",
            label: "ноутбук",
            createdAt: made,
            expiresAt: made + .seconds(86_400)
        )
        let good = TokenListing([TokenDocument(token, zone: zone, now: made)])
        #expect(
            good.lines(Palette(isColoured: false)).last
                == "7  petrov  ноутбук   действует  2026-03-13 14:05  —"
        )
        let old = TokenListing([TokenDocument(token, zone: zone, now: made + .seconds(86_400))])
        #expect(old.csv.contains("7,petrov,ноутбук,expired,2026-03-12T14:05:00+03:00,2026-03-13T14:05:00+03:00,"))
    }
}
