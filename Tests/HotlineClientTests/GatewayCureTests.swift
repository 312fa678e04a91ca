import HotlineClient
import Testing

/// What `hotline doctor` says can be done about a gateway.
@Suite struct GatewayCureTests {
    private func cure(_ condition: GatewayDocument.Condition, _ reason: String?) -> String? {
        GatewayDocument(name: "kannel", condition: condition, reason: reason, balance: nil).cure
    }

    @Test(arguments: ["notReached", "credentials", "notRoutable", "busy", "money", "unexpectedAnswer"])
    func `a known reason has a cure in words`(reason: String) {
        #expect(cure(.dead, reason)?.contains { $0.isLetter && !$0.isASCII } == true)
    }

    @Test func `another reason is told as it is, and who is well needs none`() {
        #expect(cure(.impaired, "statusPage") == "statusPage")
        #expect(cure(.alive, "busy") == nil)
        #expect(cure(.dead, nil) == nil)
    }
}
