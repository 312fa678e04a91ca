import Testing

@testable import HotlineTesting

struct SIPTests {
    @Test func `a message comes back from its bytes, whatever a name holds`() throws {
        var message = SIPMessage(start: .request(method: "INVITE", target: "sip:1@127.0.0.1"))
        message.headers.append(.init(name: "From", value: [0x22, 0xFF, 0xC3, 0x22]))
        message.body = Array("v=0\r\n".utf8)
        let read = try #require(SIPMessage(message.bytes))
        #expect(read.start == message.start)
        #expect(read.headers.first == message.headers.first)
        #expect(read["content-length"] == "5")
        #expect(read.body == message.body)
    }

    @Test(arguments: ["", "\r\n\r\n", "INVITE\r\n\r\n", "SIP/2.0 abc OK\r\n\r\n", "SIP/2.0 200 OK\r\nno colon\r\n\r\n"])
    func `what is no message is not read as one`(text: String) {
        #expect(SIPMessage(Array(text.utf8)) == nil)
    }

    @Test func `an answered call is acknowledged where the answer says, then hung up there`() throws {
        var dialog = dialog()
        let early = dialog.handle(response(100, "Trying"))
        #expect(early == nil)
        #expect(dialog.invite == nil, "an INVITE that was heard is not repeated")
        let sent = dialog.handle(answer)
        let acknowledgement = try #require(sent)
        #expect(acknowledgement.start == .request(method: "ACK", target: "sip:asterisk@127.0.0.1:5062"))
        #expect(dialog.state == .answered(SessionDescription(address: "127.0.0.1", port: 4_000)))
        let last = dialog.hangUp()
        let goodbye = try #require(last)
        #expect(goodbye.start == .request(method: "BYE", target: "sip:asterisk@127.0.0.1:5062"))
        #expect(goodbye["To"] == "<sip:1@127.0.0.1>;tag=t")
        #expect(dialog.state == .over(byOtherSide: false))
        let again = dialog.hangUp()
        #expect(again == nil)
    }

    @Test func `a refused call is acknowledged in the INVITE's own transaction`() throws {
        var dialog = dialog()
        let invite = try #require(dialog.invite)
        let sent = dialog.handle(response(486, "Busy Here"))
        let acknowledgement = try #require(sent)
        #expect(dialog.state == .refused(status: 486))
        #expect(acknowledgement["Via"] == invite["Via"])
    }

    @Test func `the other side's goodbye is answered and ends the call`() throws {
        var dialog = dialog()
        _ = dialog.handle(answer)
        var goodbye = SIPMessage(start: .request(method: "BYE", target: "sip:caller@127.0.0.1"))
        goodbye.add("Via", "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKx")
        goodbye.add("CSeq", "7 BYE")
        let sent = dialog.handle(goodbye)
        let reply = try #require(sent)
        #expect(reply.start == .response(status: 200, reason: "OK"))
        #expect(reply["CSeq"] == "7 BYE")
        #expect(dialog.state == .over(byOtherSide: true))
    }

    @Test func `a caller's name and number stand in the From header as they were given`() {
        #expect(SIPIdentity(user: "1", displayName: "Иван").value == Array("\"Иван\" <sip:1@127.0.0.1>".utf8))
        #expect(SIPIdentity(user: nil).value == Array("<sip:127.0.0.1>".utf8))
        #expect(SIPIdentity(user: [0x31], displayName: [0xFF]).value.contains(0xFF))
    }

    private func dialog() -> SIPDialog {
        SIPDialog(
            SIPDialog.Call(
                uri: "sip:1@127.0.0.1",
                from: SIPIdentity(user: "2").value,
                identifier: "c1",
                port: 5_070,
                offer: SessionDescription(address: "127.0.0.1", port: 3_000)
            )
        )
    }

    private func response(_ status: Int, _ reason: String) -> SIPMessage {
        var response = SIPMessage(start: .response(status: status, reason: reason))
        response.add("To", "<sip:1@127.0.0.1>;tag=t")
        response.add("CSeq", "1 INVITE")
        return response
    }

    private var answer: SIPMessage {
        var answer = response(200, "OK")
        answer.add("Contact", "<sip:asterisk@127.0.0.1:5062;transport=udp>")
        answer.body = SessionDescription(address: "127.0.0.1", port: 4_000).bytes
        return answer
    }
}
