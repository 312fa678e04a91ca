internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Дополнение по Tab в bash, zsh и fish: команды, ключи, номера обращений и сотрудники.",
        discussion: """
            Номера и учётные записи спрашиваются у службы; если её нет, не дополняется ничего.

            Примеры:
              hotline completion bash > /etc/bash_completion.d/hotline
              hotline completion zsh > ~/.zfunc/_hotline
              hotline completion fish > ~/.config/fish/completions/hotline.fish
            """
    )

    /// The shells there are scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: ArgumentHelp("bash, zsh или fish.", valueName: "оболочка"))
    var shell: Shell

    @OptionGroup var input: InputOptions

    func run() throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Terminal.write([Hotline.completionScript(for: kind)])
    }
}

/// What the shells ask for while somebody types.
enum LiveCompletion {
    /// The most numbers that are offered.
    private static let most = 200

    /// The numbers of open appeals that the one who types may see.
    static let numbers = CompletionKind.custom { arguments, _, prefix in
        guard let client = client(arguments), let appeals = try? await client.appeals(AppealQuery(limit: most)) else {
            return []
        }
        return CompletionWords.numbers(appeals.map(\.number), for: prefix)
    }

    /// The accounts of the staff.
    static let logins = CompletionKind.custom { arguments, _, prefix in
        guard let client = client(arguments), let staff = try? await client.staff() else { return [] }
        return staff.map(\.login).filter { $0.hasPrefix(prefix) }
    }

    /// The service that the line being typed, or else the usual settings, name.
    private static func client(_ arguments: [String]) -> StaffClient? {
        let named = ["--config", "--server"].flatMap { option in
            arguments.firstIndex(of: option).map { Array(arguments[$0...].prefix(2)) }
                ?? arguments.filter { $0.hasPrefix("\(option)=") }.prefix(1).map(\.self)
        }
        return try? ServiceOptions.parse(named).client()
    }
}
