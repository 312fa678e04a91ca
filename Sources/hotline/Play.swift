internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineLaunch

struct Play: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Прослушать запись из звонков обращения; каждое прослушивание отмечается.",
        discussion: """
            Без --index — последняя запись. Играет первая найденная программа из play, aplay, ffplay, mpv.

            Примеры:
              hotline play 1042
              hotline play 1042 --index 1 --output soob.wav
            """
    )

    private static let players = ["play", "aplay", "ffplay", "mpv"]

    @OptionGroup var appeal: AppealArgument

    @Option(help: "Которая запись, считая с первой.")
    var index: Int?

    @Option(help: ArgumentHelp("Не играть, а записать в файл; - — стандартный вывод.", valueName: "файл"))
    var output: String?

    @Option(help: ArgumentHelp("Программа, которая играет звук.", valueName: "программа"))
    var player: String?

    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if let index, index < 1 { throw ValidationError("--index: нужно число от 1") }
        if output == "-", isatty(STDOUT_FILENO) == 1 { throw ValidationError("--output -: звук не для терминала") }
    }

    func run() async throws {
        let sound = Data(try await service.client().recording(of: appeal.number, index: index))
        if output == "-" {
            FileHandle.standardOutput.write(sound)
        } else if let output {
            try Self.write(sound, to: output)
        } else {
            try play(sound)
        }
    }

    private func play(_ sound: Data) throws {
        guard let program = player ?? Self.players.first(where: { Self.path(of: $0) != nil }),
            let path = Self.path(of: program)
        else {
            throw LaunchFailure("нет программы, которая играет звук; запишите его: --output ФАЙЛ", status: .failed)
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "hotline-\(UUID().uuidString).wav").path()
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Self.write(sound, to: file)
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = program == "ffplay" ? ["-nodisp", "-autoexit", "-loglevel", "error", file] : [file]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw LaunchFailure("\(program): не сыграла", status: .failed)
        }
    }

    /// Writes a file that only its owner may read.
    private static func write(_ sound: Data, to path: String) throws {
        guard
            FileManager.default.createFile(atPath: path, contents: sound, attributes: [.posixPermissions: 0o600])
        else { throw LaunchFailure("\(path): не записать", status: .failed) }
    }

    private static func path(of program: String) -> String? {
        if program.contains("/") { return FileManager.default.isExecutableFile(atPath: program) ? program : nil }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }
}
