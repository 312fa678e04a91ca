import HotlineCore
import HotlineTesting
import JSON
import Testing

/// `asterisk.call`.
@Suite struct AuthorCallSettingsTests {
    private static let ami: JSON = ["address": "127.0.0.1:5038", "username": "hotline", "passwordFile": "ami.password"]
    private static let call: JSON = ["specialist": "PJSIP/{login}", "author": "PJSIP/{number}@trunk"]

    private func file(_ path: String = "asterisk/call", _ value: JSON? = Self.call) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("asterisk/ami", with: Self.ami)
            .replacing("asterisk/call", with: Self.call).replacing(path, with: value)
    }

    @Test func `nobody is called unless it is wanted, and two channels are enough`() throws {
        #expect(try Settings(file("asterisk/call", .null)).asterisk.call == nil)
        let call = try #require(try Settings(file()).asterisk.call)
        #expect(call.callerID == nil && call.ring == .seconds(30))
        #expect(call.author.channel(to: Fixtures.mobile(42)) == "PJSIP/+79000000042@trunk")
    }

    @Test(arguments: [
        ("PJSIP/{login}", "PJSIP/petrov"), ("Local/{login}@phones", "Local/petrov@phones"),
        ("PJSIP/{national}@trunk", "PJSIP/89000000002@trunk"),
    ]) func `a member is reached by their account or their number`(template: String, channel: String) throws {
        let call = try #require(
            try Settings(file("asterisk/call/specialist", .string(template))).asterisk.call
        )
        let petrov = StaffMember(login: "petrov", name: "", roles: [], phone: Fixtures.mobile(2))
        #expect(call.specialist.channel(to: petrov) == channel)
    }

    @Test func `who has no number, or an account that is no part of a channel, is not called`() throws {
        let byNumber = try #require(SpecialistChannel("PJSIP/{digits}@trunk"))
        #expect(byNumber.channel(to: StaffMember(login: "petrov", name: "", roles: [])) == nil)
        let byLogin = try #require(SpecialistChannel("PJSIP/{login}"))
        for login in ["", "a&SIP", "a/b", "a,b", "a b", "пётр"] {
            #expect(byLogin.channel(to: StaffMember(login: login, name: "", roles: [])) == nil, "\(login)")
        }
    }

    private static let faults: [(path: String, value: JSON?, fault: String)] = [
        ("asterisk/call/specialist", nil, "is missing"), ("asterisk/call/author", nil, "is missing"),
        ("asterisk/call/specialist", "PJSIP/101", "must be a channel with one {login}"),
        ("asterisk/call/specialist", "PJSIP/{login}{login}", "must be a channel with one {login}"),
        ("asterisk/call/specialist", "PJSIP/{login}@{digits}", "must be a channel with one {login}"),
        ("asterisk/call/specialist", "PJSIP/{login}\r\nApplication: System", "must be a channel with one {login}"),
        ("asterisk/call/author", "PJSIP/{login}", "must be a channel with one {number}"),
        ("asterisk/call/callerID", "школа", "must be a number: digits"),
        ("asterisk/call/ring", "1s", "must be"), ("asterisk/call/rings", 3, "unknown key \"rings\""),
        ("asterisk/ami", nil, "needs /asterisk/ami"),
    ]

    @Test(arguments: faults.indices) func `what is wrong is told with its place`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        let told = try ConfigFolder.faults(of: file(path, value))
        #expect(told.contains { $0.contains(fault) }, "\(told)")
    }

    @Test(arguments: [
        ("ANSWER", AuthorCall.Outcome.reached, false), ("NOANSWER", .noAnswer, true), ("BUSY", .busy, true),
        ("CHANUNAVAIL", .unreachable, true), ("CONGESTION", .unreachable, true), ("CANCEL", .cancelled, false),
        ("", .cancelled, false),
    ]) func `Dial's word is read, and it tells whether the author was called in vain`(
        word: String,
        outcome: AuthorCall.Outcome,
        isInVain: Bool
    ) {
        #expect(AuthorCall.Outcome(dialStatus: word) == outcome && outcome.isInVain == isInVain)
    }
}
