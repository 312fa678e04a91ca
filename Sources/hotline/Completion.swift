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
        Terminal.write([shell.offeringVerbsToHelp(Hotline.completionScript(for: kind))])
    }
}

extension Completion.Shell {
    /// The script with the verbs behind `help` too, where the parser's own offers nothing.
    func offeringVerbsToHelp(_ script: String) -> String {
        let verbs = Hotline.configuration.subcommands.compactMap { $0.configuration.commandName }
        // Behind this stand the lines on what follows `help`.
        let begin = "_hotline_help() {"
        guard self != .fish else {
            let isFirst = #"__hotline_should_offer_completions_for_positional "hotline help" -eq 1"#
            return "\(script)\ncomplete -c 'hotline' -n '\(isFirst)' -fa '\(verbs.joined(separator: " "))'"
        }
        let change: (old: String, new: String) =
            switch self {
            case .zsh:
                ("'*:subcommands:'", "'1:subcommands:(\(verbs.joined(separator: " ")))'\n        '*:subcommands:'")
            case .bash, .fish:
                (
                    "    __hotline_offer_flags_options -1\n",
                    """
                        __hotline_offer_flags_options -1

                        if [[ "${positional_number}" -eq 1 ]]; then
                            __hotline_add_completions -W '\(verbs.joined(separator: "'$'\\n''"))'
                        fi

                    """
                )
            }
        let parts = script.split(separator: begin, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return script }
        let rest = String(parts[1]).replacing(change.old, with: change.new, maxReplacements: 1)
        return "\(parts[0])\(begin)\(rest)"
    }
}

/// What the shells ask for while somebody types.
enum LiveCompletion {
    /// The most numbers that are offered.
    private static let most = 200

    /// The numbers of appeals that the one who types may see, and the verb is for: open ones unless it wants others.
    static let numbers = CompletionKind.custom { arguments, _, prefix in
        let kind = arguments.lazy.compactMap { CompletionWords.Kind(verb: $0) }.first ?? .open
        guard let client = client(arguments), let appeals = try? await client.appeals(kind.query) else { return [] }
        let numbers = appeals.filter(kind.holds).map(\.number)
        return CompletionWords.numbers(Array(numbers.prefix(most)), for: prefix)
    }

    /// The numbers of tokens that still let in.
    static let tokens = CompletionKind.custom { arguments, _, prefix in
        guard let client = client(arguments), let tokens = try? await client.tokens() else { return [] }
        return tokens.filter { $0.revokedAt == nil }.map { "\($0.id)" }.filter { $0.hasPrefix(prefix) }
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
