internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// Whether there is somebody to ask; every verb takes it, so that a program can say it to any.
struct InputOptions: ParsableArguments {
    @Flag(help: "Ничего не спрашивать: чего не хватает, назвать и закончить с кодом 1.")
    var noInput = false
}

/// Where the settings are, and whether there is somebody to ask.
struct SettingsOptions: ParsableArguments {
    @OptionGroup var input: InputOptions

    @Option(help: ArgumentHelp("Файл настроек.", valueName: "файл"), completion: .file(extensions: ["json"]))
    var config: String?

    /// The settings file.
    func file() throws -> SettingsFile { try SettingsFile.find(option: config) }
}

/// Where the service is: on this machine, where the settings name its socket, or on another one.
struct ServiceOptions: ParsableArguments {
    @OptionGroup var settings: SettingsOptions

    @Option(
        help: ArgumentHelp(
            "Служба на другой машине, https://имя:порт; так же действует HOTLINE_SERVER.",
            valueName: "адрес"
        )
    )
    var server: String?

    func validate() throws {
        guard let server else { return }
        guard settings.config == nil else { throw ValidationError("--server и --config вместе не бывают.") }
        guard ServerAddress(server) != nil else { throw ValidationError("--server: нужен адрес https://имя:порт.") }
    }

    /// Whether nothing is to be asked.
    var noInput: Bool { settings.input.noInput }

    /// The settings file of this machine.
    func file() throws -> SettingsFile { try settings.file() }

    /// The service.
    func client() throws -> StaffClient { try service().client }

    /// The service, and what this machine knows of it.
    func service() throws -> ChosenService {
        if let access = try ServerAccess.find(option: server, isIgnoringEnvironment: settings.config != nil) {
            return ChosenService(client: StaffClient(server: access), file: nil)
        }
        let file = try file()
        return ChosenService(client: StaffClient(socketPath: file.resolve(file.settings.socket.path)), file: file)
    }
}

/// A service, and what this machine knows of it.
struct ChosenService {
    /// The service.
    let client: StaffClient
    /// The settings file; `nil` where the service is on another machine.
    let file: SettingsFile?

    /// The code that telephone numbers of seven digits stand in.
    func cityCode() async throws -> String? {
        if let file { return file.settings.school.cityCode }
        return try await client.school().cityCode
    }

    /// The zone times are told in.
    func zone() async throws -> ZoneRules {
        if let file { return file.zone }
        return ZoneRules(machine: try await client.school().timeZone)
    }
}

/// Whether anything is shown in colour.
struct ColourOptions: ParsableArguments {
    @Flag(name: .customLong("no-color"), help: "Без цвета; так же действует переменная NO_COLOR.")
    var isPlain = false

    /// Whether the terminal shows colours and nobody asked it not to.
    var isWanted: Bool { !isPlain && Terminal.takesColour }
}

/// How data is printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Одно значение JSON для программ.")
    var json = false

    @OptionGroup var colour: ColourOptions

    @Flag(help: "Длинный вывод не постранично.")
    var noPager = false

    /// The colours and the width of standard output.
    var palette: Palette { Palette(isColoured: colour.isWanted, columns: Terminal.outputColumns) }
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
