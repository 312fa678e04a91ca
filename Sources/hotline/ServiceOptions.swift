internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// Where the service is.
struct ServiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Файл настроек.", valueName: "файл"), completion: .file(extensions: ["json"]))
    var config: String?

    /// The settings file.
    func file() throws -> SettingsFile { try SettingsFile.find(option: config) }

    /// The service that the settings name.
    func client() throws -> StaffClient { StaffClient(file: try file()) }
}

extension StaffClient {
    /// The service that a settings file names.
    init(file: SettingsFile) {
        self.init(socketPath: file.resolve(file.settings.socket.path))
    }
}

/// How data is printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Одно значение JSON для программ.")
    var json = false

    @Flag(name: .customLong("no-color"), help: "Без цвета; так же действует переменная NO_COLOR.")
    var isPlain = false

    @Flag(help: "Длинный вывод не постранично.")
    var noPager = false

    /// The colours and the width of standard output.
    var palette: Palette { Palette(isColoured: !isPlain && Terminal.takesColour, columns: Terminal.outputColumns) }
}

/// How lists are printed.
struct ListOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions

    @Flag(help: "Таблица CSV (RFC 4180) для электронных таблиц.")
    var csv = false

    func validate() throws {
        if csv, output.json { throw ValidationError("--csv и --json вместе не бывают.") }
    }
}

/// Which appeal is meant.
struct AppealArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Номер обращения: 1042 или №1042.", valueName: "номер"),
        completion: LiveCompletion.numbers
    )
    var number: AppealNumber
}
