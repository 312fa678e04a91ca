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
        // What cannot be played is not asked for: the service notes each listening.
        let player = output == nil ? try SoundPlayer(named: player) : nil
        let sound = try await service.client().recording(of: appeal.number, index: index)
        if let player {
            try player.play(sound)
        } else if let output, output != "-" {
            try SoundPlayer.write(sound, to: output, as: .mine)
        } else {
            try FileHandle.standardOutput.write(contentsOf: Data(sound))
        }
        if printing.json {
            Terminal.write([
                "appeal": .integer(appeal.number.value), "index": JSON(index), "bytes": JSON(sound.count),
                "output": JSON(output),
            ])
        }
    }
}
