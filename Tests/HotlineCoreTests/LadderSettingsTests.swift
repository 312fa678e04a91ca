import HotlineCore
import HotlineTesting
import JSON
import Testing

/// `sms.ladder.call`.
@Suite struct LadderSettingsTests {
    private static let ami: JSON = ["address": "127.0.0.1:5038", "username": "hotline", "passwordFile": "ami.password"]
    private static let call: JSON = ["channel": "PJSIP/{number}@trunk"]

    private func file(_ path: String = "sms/ladder", _ value: JSON? = ["call": Self.call]) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("asterisk/ami", with: Self.ami)
            .replacing("sms/ladder", with: ["call": Self.call]).replacing(path, with: value)
    }

    @Test func `nobody is called unless it is wanted`() throws {
        #expect(try Settings(file("sms/ladder", nil)).sms.ladder == SMSLadder())
        #expect(try Settings(file("sms/ladder/call", .null)).sms.ladder.call == nil)
        let settings = try Settings(file("sms/ladder", ["deputy": false]))
        #expect(Regulation(settings, zone: .utc).terms.callBefore == nil)
    }

    @Test func `a channel is enough: five minutes before the end, for half a minute`() throws {
        let settings = try Settings(file())
        let call = try #require(settings.sms.ladder.call)
        #expect(call.before == .seconds(300) && call.ring == .seconds(30) && call.callerID == nil)
        #expect(Regulation(settings, zone: .utc).terms.callBefore == .seconds(300))
    }

    @Test(arguments: [
        ("PJSIP/{number}@trunk", "PJSIP/+79000000042@trunk"), ("PJSIP/{digits}@trunk", "PJSIP/79000000042@trunk"),
        ("DAHDI/g1/{national}", "DAHDI/g1/89000000042"),
    ]) func `the number stands as the trunk wants it`(template: String, channel: String) throws {
        let call = try #require(try Settings(file("sms/ladder/call/channel", .string(template))).sms.ladder.call)
        #expect(call.channel.channel(to: Fixtures.mobile(42)) == channel)
    }

    private static let faults: [(path: String, value: JSON?, fault: String)] = [
        ("sms/ladder/call/channel", nil, "is missing"),
        ("sms/ladder/call/channel", "PJSIP/trunk", "must be a channel with one {number}"),
        ("sms/ladder/call/channel", "PJSIP/{number}{digits}", "must be a channel with one {number}"),
        ("sms/ladder/call/channel", "{number}", "must be a channel with one {number}"),
        ("sms/ladder/call/channel", "PJSIP/{number}@trunk&SIP/1", "must be a channel with one {number}"),
        ("sms/ladder/call/channel", "PJSIP/{number}\r\nApplication: System", "must be a channel with one {number}"),
        ("sms/ladder/call/callerID", "школа", "must be a number: digits"),
        ("sms/ladder/call/before", "30m", "must be shorter than /terms/take"),
        ("sms/ladder/call/ring", "1s", "must be"),
        ("sms/ladder/call/rings", 3, "unknown key \"rings\""),
        ("asterisk/ami", nil, "needs /asterisk/ami"),
    ]

    @Test(arguments: faults.indices) func `what is wrong is told with its place`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        let told = try ConfigFolder.faults(of: file(path, value))
        #expect(told.contains { $0.contains(fault) }, "\(told)")
    }
}
