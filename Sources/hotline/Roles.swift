internal import ArgumentParser
internal import HotlineClient

struct Roles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles",
        abstract: "Роли и что каждой можно.",
        discussion: """
            \(RightsText.lines.joined(separator: "\n"))

            Пример: hotline help roles
            """
    )

    func run() throws {
        Terminal.write(RightsText.lines)
    }
}
