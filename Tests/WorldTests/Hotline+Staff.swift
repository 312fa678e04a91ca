import Foundation
import HotlineTesting

extension Hotline {
    /// Whether programs can run under other accounts: only so can somebody else on the staff be asked for.
    static let canBeOthers = geteuid() == 0

    /// What runs a program under another account; it may read every file, for the checkout may be in a folder of ours.
    static func disguise(as account: String) -> [String] {
        ["/usr/bin/setpriv", "--reuid", account, "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
    }

    /// Runs the command line to its end as another account that may read no more than it may, wherever the checkout lies.
    ///
    /// - Parameters:
    ///   - arguments: What follows the name.
    ///   - account: An account of this machine.
    /// - Returns: The program, which has ended.
    /// - Throws: `WorldError` where it cannot be started or does not end.
    func command(_ arguments: [String], asNobodyBut account: String) async throws -> ChildProcess {
        let copy = folder.appending(path: "hotline-for-others")
        if !FileManager.default.fileExists(atPath: copy.path()) {
            try FileManager.default.copyItem(at: BuiltProducts.program("hotline"), to: copy)
        }
        let program = try ChildProcess(
            "/usr/bin/setpriv",
            ["--reuid", account, "--clear-groups", copy.path()] + arguments
        )
        try await program.waitForExit(within: .seconds(30))
        return program
    }

    /// Runs the command line to its end, as somebody else or with programs of our own before the machine's.
    ///
    /// Somebody else may read every file; the service sees the account all the same.
    ///
    /// - Parameters:
    ///   - arguments: What follows the name.
    ///   - account: Another account of this machine.
    ///   - tools: A folder of programs.
    ///   - input: What stands on its standard input; nothing unless given.
    /// - Returns: How it ended and what it said.
    /// - Throws: `WorldError` where it cannot be started or does not end.
    func command(
        _ arguments: [String],
        as account: String? = nil,
        tools: URL? = nil,
        input: String? = nil
    ) async throws -> (
        status: ChildProcess.ExitStatus, output: String, words: String
    ) {
        let disguise = account.map(Self.disguise(as:))
        // These two know nothing of settings.
        let isBare = ["roles", "completion"].contains(arguments.first ?? "")
        let settings = isBare ? [] : ["--config", folder.appending(path: "hotline.json").path()]
        var feed: [String] = []
        if let input {
            let file = folder.appending(path: "input-\(UUID().uuidString)")
            try Data(input.utf8).write(to: file)
            feed = ["/bin/sh", "-c", #"input=$1; shift; exec "$@" < "$input""#, "sh", file.path()]
        }
        let words = feed + (disguise ?? []) + [BuiltProducts.program("hotline").path()] + arguments + settings
        var environment = ProcessInfo.processInfo.environment
        if let tools { environment["PATH"] = "\(tools.path()):\(environment["PATH"] ?? "")" }
        let program = try ChildProcess(words[0], Array(words.dropFirst()), environment: environment)
        let status = try await program.waitForExit(within: .seconds(30))
        return (status, program.standardOutput, program.standardError)
    }

    /// What the command line answers with `--json`, read as `Answer`.
    func answer<Answer: Decodable>(
        _ type: Answer.Type,
        _ arguments: String...,
        as account: String? = nil
    ) async throws -> Answer {
        let answer = try await command(arguments + ["--json"], as: account)
        return try JSONDecoder().decode(type, from: Data(answer.output.utf8))
    }
}

/// A call going on, as the command line tells of it.
struct GoingOn: Decodable, Equatable, Sendable {
    var appeal: Int?
    var route: String?
    var state: String
    var people: [String]
}

/// An appeal, as the command line tells of it.
struct Told: Decodable, Sendable {
    var number: Int
    var status: String
    var type: String?
    var route: String?
    var role: String?
    var className: String?
    var phone: String?
    var isPrivate: Bool
    var assignee: String?
    var calls: [ToldCall]?

    enum CodingKeys: String, CodingKey {
        case number, status, type, route, role, className, phone, assignee, calls
        case isPrivate = "private"
    }
}

/// A call, as the command line tells of it.
struct ToldCall: Decodable, Sendable {
    var caller: String?
    var outcome: String?
    var keys: String?
    var answeredBy: String?
}
