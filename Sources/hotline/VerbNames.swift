internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

/// The verbs as they are typed.
enum VerbNames {
    /// Refuses a word that stands where a verb must and is none, and tells the verb that is nearest.
    ///
    /// - Throws: `LaunchFailure` with status 64.
    static func check(_ words: [String]) throws {
        var verb: any ParsableCommand.Type = Hotline.self
        for word in words.first == "help" ? words.dropFirst() : words[...] {
            let verbs = verb.configuration.subcommands
            guard !verbs.isEmpty, !word.hasPrefix("-"), word != "help" else { return }
            guard let next = verbs.first(where: { names(of: $0).contains(word) }) else {
                guard verb.configuration.defaultSubcommand == nil else { return }
                let near = NearName.nearest(to: word, in: verbs.flatMap(names(of:))).map { "; может быть, \($0)" } ?? ""
                throw LaunchFailure("нет команды «\(word.onOneLine)»\(near) (справка: hotline help)", status: .usage)
            }
            verb = next
        }
    }

    /// The words as they are obeyed: the help about roles is a table, which takes the keys it names.
    static func obeyed(_ words: [String]) -> [String] {
        words.count > 2 && words.starts(with: ["help", "roles"]) ? Array(words.dropFirst()) : words
    }

    private static func names(of verb: any ParsableCommand.Type) -> [String] {
        [verb.configuration.commandName].compactMap(\.self) + verb.configuration.aliases
    }
}
