internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct SMS: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms",
        abstract: "Тексты СМС.",
        discussion: "Пример: hotline sms preview",
        subcommands: [Preview.self]
    )

    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview",
            abstract: "Показать тексты самыми длинными, какими они бывают: сколько в них знаков и частей.",
            discussion: """
                Без имени показаны все тексты из настроек; --text показывает любой другой.

                Примеры:
                  hotline sms preview assigned
                  hotline sms preview --text "Ответ готов, пароль сброшен"
                """
        )

        @Argument(help: ArgumentHelp("Имя текста, как в настройках sms.texts.", valueName: "имя"))
        var kind: MessageKind?

        @Option(help: ArgumentHelp("Показать этот текст.", valueName: "текст"))
        var text: String?

        @Flag(name: .customLong("latin"), help: "Показать латиницей, как для сотрудника с transliterate.")
        var isLatin = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var settings: SettingsOptions

        func validate() throws {
            if kind != nil, text != nil { throw ValidationError("имя и --text вместе не бывают.") }
        }

        func run() throws {
            let previews = try chosen().map { preview in isLatin ? preview.inLatin : preview }
            if output.json {
                Terminal.write(JSON.array(previews.map(\.json)))
            } else {
                Terminal.write(TextPreview.lines(previews, output.palette))
            }
        }

        private func chosen() throws -> [TextPreview] {
            if let text { return [TextPreview(name: nil, text: text, budget: SMSParts.most)] }
            let texts = try settings.file().regulation.texts
            return (kind.map { [$0] } ?? MessageKind.allCases).map { kind in
                TextPreview(name: kind.rawValue, text: texts.longest(kind), budget: kind.partBudget)
            }
        }
    }
}
