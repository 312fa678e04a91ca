import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// What an administrator meets who got something wrong: one clear line, the right status, and nothing lost.
@Suite(.timeLimit(.minutes(3)))
struct BadInputTests {
    private static let servers = [("hotlined", [String]()), ("hotline-agi", ["serve"]), ("hotline", ["up"])]

    /// Runs a program to its end with settings that stand in `folder`.
    private func run(
        _ program: String,
        _ arguments: [String],
        settings: URL
    ) async throws -> (status: ChildProcess.ExitStatus, words: String) {
        let child = try ChildProcess(
            BuiltProducts.program(program).path(),
            arguments + ["--config", settings.path()]
        )
        let status = try await child.waitForExit(within: .seconds(30))
        return (status, child.standardError)
    }

    private func settings(in folder: URL, change: (String) -> String = { $0 }) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "hotline.json")
        let ports = (try FreePort.tcp(), try FreePort.tcp())
        try Data(change(Hotline.settings(ports: ports, kannel: nil, asterisk: nil, wishes: Hotline.Wishes())).utf8)
            .write(to: file)
        return file
    }

    private func folder() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "hotline-world-\(UUID().uuidString.prefix(8))")
    }

    @Test(arguments: servers)
    func `every fault of the settings is told at once with its place, and the status is 78`(
        program: String,
        arguments: [String]
    ) async throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let wrong = try settings(in: folder) {
            $0.replacing("+79000000004", with: "4").replacing("\"shortName\"", with: "\"shortNam\"")
        }
        let (status, words) = try await run(program, arguments, settings: wrong)
        #expect(status == .exited(78))
        // The command line speaks Russian, the services' words are those of their logs.
        let isRussian = program == "hotline"
        #expect(
            words.contains(
                "\(wrong.path()): /staff/3/phone: \(isRussian ? "должно быть: номер телефона" : "must be a telephone number")"
            )
        )
        #expect(words.contains(isRussian ? "может быть, «shortName»?" : "did you mean \"shortName\"?"))

        let broken = try settings(in: folder) { $0.replacing("\"sms\":", with: "\"sms\"") }
        let (syntaxStatus, syntaxWords) = try await run(program, arguments, settings: broken)
        #expect(syntaxStatus == .exited(78))
        #expect(syntaxWords.wholeMatch(of: /(?s).*hotline\.json:\d+:\d+: .*/) != nil)

        let (missing, missingWords) = try await run(
            program,
            arguments,
            settings: folder.appending(path: "none.json")
        )
        #expect(missing == .exited(78))
        #expect(
            missingWords == "\(folder.path())/none.json: \(isRussian ? "такого файла нет" : "there is no such file")\n"
        )
    }

    @Test(arguments: servers.filter { $0.0 != "hotline-agi" })
    func `a database that is none, or newer, is one line, and stays as it was`(
        program: String,
        arguments: [String]
    ) async throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try settings(in: folder)
        let database = folder.appending(path: "hotline.sqlite")
        let words = Data("this is no database, it is a letter to somebody and nothing else\n".utf8)
        try words.write(to: database)
        let (status, said) = try await run(program, arguments, settings: file)
        #expect(status == .exited(1))
        #expect(
            said.contains(
                program == "hotline"
                    ? "это не база hotline, или она испорчена" : "this is no hotline database, or it is damaged"
            )
        )
        #expect(said.split(separator: "\n").count == 1)
        #expect(try Data(contentsOf: database) == words)
    }

    @Test func `the server of calls goes on without a database that is none, and leaves it as it was`() async throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try settings(in: folder)
        let database = folder.appending(path: "hotline.sqlite")
        let words = Data("this is no database, it is a letter to somebody and nothing else\n".utf8)
        try words.write(to: database)
        let server = try ChildProcess(
            BuiltProducts.program("hotline-agi").path(),
            ["serve", "--config", file.path()]
        )
        try await server.waitForOutput(containing: "Calls can come.", within: .seconds(30))
        #expect(server.standardError.contains("this is no hotline database, or it is damaged"))
        await server.terminate()
        #expect(try Data(contentsOf: database) == words)
    }

    @Test(arguments: servers.prefix(1))
    func `a database in a folder that is not there is one line`(program: String, arguments: [String]) async throws {
        let folder = folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try settings(in: folder) { $0.replacing("hotline.sqlite", with: "nowhere/hotline.sqlite") }
        let (status, words) = try await run(program, arguments, settings: file)
        #expect(status == .exited(1))
        #expect(words.contains("the database cannot be opened"))
        #expect(words.split(separator: "\n").count == 1)
    }

    @Test func `a port or a socket that another holds is one line that names it`() async throws {
        let hotline = try await Hotline([.asterisk, .companion])
        let secondAGI = try hotline.start("hotline-agi", ["serve"])
        #expect(try await secondAGI.waitForExit(within: .seconds(30)) == .exited(1))
        #expect(secondAGI.standardError.contains("127.0.0.1:\(hotline.ports.agi)"))
        let secondCompanion = try hotline.start("hotlined")
        #expect(try await secondCompanion.waitForExit(within: .seconds(30)) == .exited(1))
        #expect(secondCompanion.standardError.contains("hotlined.sock"))
        #expect(try await hotline.command("whoami").status == .exited(0))
        await hotline.end()
    }

    @Test func `without the service the command line says so, and what is asked wrongly is said in a line`()
        async throws
    {
        let hotline = try await Hotline([])
        #expect(try await hotline.command("list").status == .exited(69))
        for nonsense in [
            ["show", "x"], ["list", "--source", "moon"], ["take"], ["fly"], ["close", "-1"], ["simulate"],
        ] {
            let program = try ChildProcess(BuiltProducts.program("hotline").path(), nonsense)
            #expect(try await program.waitForExit(within: .seconds(30)) == .exited(64))
            #expect(program.standardOutput.isEmpty)
            #expect(program.standardError.split(separator: "\n").count == 1, "\(nonsense)")
        }
        await hotline.end()
    }

    @Test func `a program told to stop stops, with status 0`() async throws {
        let hotline = try await Hotline([.asterisk, .companion])
        #expect(await hotline.companion.terminate() == .exited(0))
        #expect(await hotline.agi.terminate() == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: hotline.folder.appending(path: "hotlined.sock").path()))
        await hotline.end()
    }

    @Test func `words that are no text, or steer a terminal, are refused where they come in, and nothing is written`()
        async throws
    {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["petrov": NSUserName()]))
        let number = try await hotline.takeCall("b.1", from: "+79000000042", route: .ejournal, at: .now())
        let before = try await hotline.appeal(number, .distributed)
        let broken = hotline.folder.appending(path: "broken.txt")
        try Data([0x41, 0xFF, 0xFE, 0x0A]).write(to: broken)
        let program = BuiltProducts.program("hotline").path()
        let settings = hotline.folder.appending(path: "hotline.json").path()
        for verb in ["close 1 --result -", "note 1 --reason -", "hand-back 1 --reason -"] {
            let child = try ChildProcess(
                "/bin/sh",
                ["-c", "exec '\(program)' \(verb) --config '\(settings)' < '\(broken.path())'"]
            )
            #expect(try await child.waitForExit(within: .seconds(30)) == .exited(64), "\(verb)")
            #expect(child.standardError == "hotline: стандартный ввод — не текст UTF-8\n", "\(verb)")
        }
        for verb in [["close", "1", "--result"], ["note", "1", "--reason"]] {
            let told = try await hotline.command(verb + ["Готово\u{1B}[2J"])
            #expect(told.status == .exited(1) && !told.words.contains("\u{1B}"), "\(told)")
            #expect(told.words.split(separator: "\n").count == 1, "\(told)")
        }
        let after = try await hotline.appeal(number, .distributed)
        #expect(after.version == before.version && after.result == nil)
        await hotline.end()
    }
}
