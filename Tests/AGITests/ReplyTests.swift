import AGI
import Testing

struct ReplyTests {
    @Test(
        arguments: [
            ("53", nil, "5"), ("42", nil, "*"), ("35", "dtmf", "#"), ("0", nil, nil), ("-1", nil, nil), ("1", nil, nil),
            ("", nil, nil), ("1123", nil, nil), ("49", "timeout", nil), ("2000", "timeout", nil), ("300", nil, nil),
            ("255", nil, nil),
        ] as [(String, String?, Character?)]
    )
    func `reads a key from its code, but not from left-over milliseconds`(
        result: String,
        remark: String?,
        key: Character?
    ) {
        #expect(Reply(result: result, remark: remark).pressedKey == key)
    }

    @Test func `tells digits, failures, timeouts and hangups apart`() {
        #expect(Reply(result: "*1*2").digits == "*1*2")
        #expect(Reply(result: "", remark: "timeout").digits == "")
        #expect(Reply(result: "", remark: "timeout").isTimeout)
        #expect(Reply(result: "-1").digits == nil)
        #expect(Reply(result: "-1").isFailure)
        #expect(Reply(result: "-1", remark: "hangup", endPosition: 20640).isHangup)
    }

    @Test func `tells a variable that is empty from one that is not set`() {
        #expect(Reply(result: "1", remark: "").value == "")
        #expect(Reply(result: "0").value == nil)
    }

    @Test func `shows no text when printed`() {
        let line = InboundLine.success(Reply(result: "2025550123", remark: "Tester"))
        var dumped = ""
        dump(line, to: &dumped)
        let printed = "\(line) \(String(reflecting: line)) \(dumped)"
        #expect(!printed.contains("2025550123") && !printed.contains("Tester"))
    }
}
