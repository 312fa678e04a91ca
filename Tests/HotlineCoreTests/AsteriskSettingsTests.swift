import HotlineCore
import JSON
import Testing

@Suite struct AsteriskSettingsTests {
    private static let ami: JSON = ["address": "127.0.0.1:5038", "username": "hotline", "passwordFile": "ami.password"]

    private func file(_ path: String, _ value: JSON?) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("asterisk/ami", with: Self.ami).replacing(path, with: value)
    }

    @Test func `the manager interface has an address, a name and a secret that stands elsewhere`() throws {
        let ami = try #require(try Settings(file("asterisk/cdr", "/var/log/asterisk/cdr-csv/Master.csv")).asterisk.ami)
        #expect(ami.address == ListenAddress(host: "127.0.0.1", port: 5038))
        #expect(ami.username == "hotline")
        #expect(ami.password == .file("ami.password"))
        let other = try file("asterisk/ami/passwordFile", nil).replacing("asterisk/ami/passwordEnv", with: "SECRET")
        #expect(try Settings(other).asterisk.ami?.password == .environment("SECRET"))
    }

    @Test func `nothing of Asterisk is used that is not named`() throws {
        for value: JSON? in [nil, .null, [:], ["ami": nil], ["ami": nil, "cdr": nil]] {
            let settings = try Settings(file("asterisk", value))
            #expect(settings.asterisk.ami == nil)
            #expect(settings.asterisk.cdr == nil)
        }
        let path = "/var/log/asterisk/cdr-csv/Master.csv"
        #expect(try Settings(file("asterisk/cdr", .string(path))).asterisk.cdr == path)
    }

    private static let faults: [(path: String, value: JSON?, fault: String)] = [
        ("asterisk/ami/address", nil, "is missing"),
        ("asterisk/ami/address", "127.0.0.1", "must be host:port such as"),
        ("asterisk/ami/address", "127.0.0.1:0", "must have a port from 1 to 65535"),
        ("asterisk/ami/username", " ", "must be a string that is not empty"),
        ("asterisk/ami/passwordFile", nil, "is missing (or \"passwordEnv\")"),
        ("asterisk/ami/passwordEnv", "SECRET", "cannot stand beside \"passwordFile\""),
        ("asterisk/ami/password", "hunter2", "unknown key \"password\""),
        ("asterisk/cdr", "", "must be a string that is not empty"),
        ("agi/transcriber", ["/usr/bin/vosk"], "must be an object, not an array"),
        ("agi/transcriber/command", [], "must name a program, with at most 15 arguments"),
        (
            "agi/transcriber/command", .array(Array(repeating: "x", count: 17)),
            "must name a program, with at most 15 arguments"
        ),
        ("agi/transcriber", ["command": ["/usr/bin/vosk", " "]], "must be a string that is not empty"),
        ("agi/transcriber", ["comand": []], "unknown key \"comand\"; did you mean \"command\"?"),
    ]

    @Test(arguments: faults.indices)
    func `a fault is told with its place, and no secret with it`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        let told = try ConfigFolder.faults(of: file(path, value))
        #expect(told.contains { $0.hasPrefix("F: /\(path)") && $0.contains(": \(fault)") }, "\(told)")
        #expect(!told.contains { $0.contains("hunter2") })
    }

    @Test func `a transcriber is a program with its arguments`() throws {
        let words = ["/usr/bin/vosk", "-l", "ru"]
        let command = JSON.array(words.map(JSON.string))
        #expect(try Settings(file("agi/transcriber", ["command": command])).agi.transcriber == words)
        #expect(try Settings(file("agi/transcriber", .null)).agi.transcriber == nil)
        let most = JSON.array(Array(repeating: "x", count: 16))
        #expect(try Settings(file("agi/transcriber", ["command": most])).agi.transcriber?.count == 16)
    }
}
