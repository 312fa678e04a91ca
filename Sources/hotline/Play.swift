internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Play: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Прослушать запись из звонков обращения; каждое прослушивание отмечается.",
        discussion: """
            Без --index — последняя запись. Играет первая найденная программа из play, aplay, ffplay, mpv.

            Примеры:
              hotline play 1042
              hotline play 1042 --index 1 --output 1042.wav
            """
    )

    @OptionGroup var appeal: AppealArgument

    @Option(help: ArgumentHelp("Которая запись, считая с первой.", valueName: "номер записи"))
    var index: Int?

    @Option(help: ArgumentHelp("Не играть, а записать в файл; - — стандартный вывод.", valueName: "файл"))
    var output: String?

    @Option(help: ArgumentHelp("Программа, которая играет звук.", valueName: "программа"))
    var player: String?

    @OptionGroup var printing: OutputOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if let index, index < 1 { throw ValidationError("--index: нужно число от 1") }
        if output == "-", isatty(STDOUT_FILENO) == 1 { throw ValidationError("--output -: звук не для терминала") }
        if output == "-", printing.json { throw ValidationError("--output - и --json вместе не бывают") }
        if output != nil, player != nil { throw ValidationError("--output и --player вместе не бывают") }
    }

    func run() async throws {
        let client = try service.client()
        if let output {
            let sound = try await client.recording(of: appeal.number, index: index)
            if output == "-" {
                try FileHandle.standardOutput.write(contentsOf: Data(sound))
            } else {
                try SoundPlayer.write(sound, to: output, as: .mine)
            }
            return tell(sound)
        }
        // What cannot be played is not asked for: the service notes each listening. Where there is nothing to hear, or not for
        // everybody, it says so itself.
        let isThere = try await isRecorded(client)
        let found = try isThere ? SoundPlayer(named: player) : nil
        let sound = try await client.recording(of: appeal.number, index: index)
        try (found ?? SoundPlayer(named: player)).play(sound)
        tell(sound)
    }

    /// Whether the one who asks is shown the recording.
    private func isRecorded(_ client: StaffClient) async throws -> Bool {
        let calls = try await client.appeal(appeal.number, numberView: .masked).document.calls ?? []
        return calls.reduce(0) { $0 + $1.recordings.count } >= index ?? 1
    }

    private func tell(_ sound: [UInt8]) {
        if printing.json {
            Terminal.write([
                "appeal": .integer(appeal.number.value), "index": JSON(index), "bytes": JSON(sound.count),
                "output": JSON(output),
            ])
        }
    }
}
