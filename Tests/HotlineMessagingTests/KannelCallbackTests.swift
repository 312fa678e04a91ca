import HotlineMessaging
import Testing

struct KannelCallbackTests {
    @Test(arguments: ["", "a b", "a%20b", "ключ", "a/b", "a?b", "a#b", "a&b"])
    func `a secret that Kannel would not give back as it was is refused`(secret: String) {
        #expect(throws: KannelCallbackError.secretUnfitForAddress) {
            try KannelCallback(base: "http://127.0.0.1:8013", secret: secret)
        }
    }

    @Test func `a percent sign in the address is refused`() {
        #expect(throws: KannelCallbackError.percentSignInAddress) {
            try KannelCallback(base: "http://127.0.0.1:8013/%d", secret: "secret")
        }
    }

    @Test func `its path holds the secret, and nothing it prints does`() throws {
        let callback = try KannelCallback(base: "http://127.0.0.1:8013", secret: "a-b.c_d~1")
        #expect(callback.reportPath == "/sms/kannel/a-b.c_d~1/report")
        var dumped = ""
        dump(callback, to: &dumped)
        #expect(!"\(callback) \(String(reflecting: callback)) \(dumped)".contains("a-b"))
    }
}
