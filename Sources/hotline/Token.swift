internal import ArgumentParser
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Токены: с ними команда работает с другой машины от имени сотрудника.",
        discussion: """
            Служба принимает их, если в настройках есть api. Токен показывается один раз, у службы остаётся только отпечаток.

            Примеры:
              hotline token
              hotline token new --label "домашний ноутбук" > token
              hotline token new petrov --expires 30d
              hotline token revoke 3
            """,
        subcommands: [Kept.self, New.self, Revoke.self],
        defaultSubcommand: Kept.self
    )

    struct Kept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Мои токены, у руководителя — все: сначала новые.",
            discussion: "Пример: hotline token list"
        )

        @OptionGroup var list: ListOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let tokens = try await service.client().tokens()
            let listing = TokenListing(tokens)
            if list.output.json {
                Terminal.write(JSON.array(tokens.map(\.json)))
            } else if list.csv {
                Terminal.write(listing.csv)
            } else if tokens.isEmpty {
                Terminal.say("Токенов нет.")
            } else {
                Terminal.write(listing.lines(list.output.palette))
            }
        }
    }

    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Сделать токен: себе, а руководитель — кому угодно. Только на машине службы.",
            discussion: """
                В стандартный вывод идёт только сам токен. На другой машине положите его в ~/.config/hotline/token, chmod 600.

                Примеры:
                  hotline token new
                  hotline token new petrov --expires 30d --label "ноутбук в учительской"
                """
        )

        @Argument(
            help: ArgumentHelp("Кому: учётная запись; без неё — мне.", valueName: "кому"),
            completion: LiveCompletion.logins
        )
        var login: String?

        @Option(
            help: ArgumentHelp("Сколько действует: от 1h до 366d.", valueName: "срок"),
            transform: Self.life
        )
        var expires = StaffToken.standardLife

        @Option(help: ArgumentHelp("Для чего он: строка, до \(StaffToken.longestLabel) знаков.", valueName: "пометка"))
        var label: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        private static func life(_ text: String) throws -> Duration {
            guard let life = Duration(setting: text), StaffToken.lives.contains(life) else {
                throw ValidationError("--expires: срок от 1h до 366d, например 90d")
            }
            return life
        }

        func validate() throws {
            guard let label else { return }
            guard !label.isEmpty, label == label.onOneLine, label.count <= StaffToken.longestLabel else {
                throw ValidationError("--label: одна строка, до \(StaffToken.longestLabel) знаков")
            }
        }

        func run() async throws {
            let order = TokenOrder(login: login, label: label, life: expires)
            let made = try await service.client().makeToken(order)
            if output.json {
                Terminal.write(made.json)
            } else {
                Terminal.write([made.token.text])
                let day = made.document.expiresAt.rfc3339.prefix(10)
                Terminal.say(
                    "Токен \(made.document.id) для \(made.document.login), до \(day). Больше он не будет показан."
                )
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "Отозвать токен: с ним больше не войти.",
            discussion: "Пример: hotline token revoke 3"
        )

        @Argument(help: ArgumentHelp("Номер токена из hotline token list.", valueName: "номер"))
        var id: Int64

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        func run() async throws {
            let token = try await service.client().revokeToken(id)
            if output.json {
                Terminal.write(token.json)
            } else {
                Terminal.write(["Токен \(token.id) (\(token.login)) отозван."])
            }
        }
    }
}
