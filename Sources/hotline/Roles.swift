internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import JSON

struct Roles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles",
        abstract: "Роли и что каждой можно.",
        discussion: """
            \(RightsText.lines.joined(separator: "\n"))

            Пример: hotline help roles
            """
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var input: InputOptions

    func run() throws {
        guard output.json else { return Terminal.write(RightsText.lines(output.palette)) }
        let roles = Role.allCases.map { role -> JSON in
            let rights = Right.allCases.filter(role.rights.contains).map { JSON.string($0.rawValue) }
            return ["role": .string(role.rawValue), "title": .string(role.title), "rights": .array(rights)]
        }
        Terminal.write(.array(roles))
    }
}
