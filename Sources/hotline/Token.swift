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
              hotline token new --label "домашний ноутбук" --output token
              hotline token revoke 3
            """,
        subcommands: [Kept.self, New.self, Revoke.self],
        defaultSubcommand: Kept.self
    )

    struct Kept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Мои токены, у руководителя — всех: сначала новые.",
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
            abstract: "Сделать токен себе. Только на машине службы.",
            discussion: """
                Токен действует от имени того, кто его делает: другому сотруднику токен не сделать. На другой машине он лежит в \
                ~/.config/hotline/token и открыт только владельцу: с --output файл сразу таков.

                Примеры:
                  hotline token new --expires 30d --label "ноутбук в учительской"
                  hotline token new --output token
                """
        )

        @Option(
            help: ArgumentHelp("Сколько действует: от 1h до 366d.", valueName: "срок"),
            transform: Self.life
        )
        var expires = StaffToken.standardLife

        @Option(help: ArgumentHelp("Для чего он: строка, до \(StaffToken.longestLabel) знаков.", valueName: "пометка"))
        var label: String?

        @Option(
            name: .customLong("output"),
            help: ArgumentHelp("В какой файл записать; его ещё не должно быть.", valueName: "файл"),
            completion: .file()
        )
        var path: String?

        @OptionGroup var output: OutputOptions
        @OptionGroup var service: ServiceOptions

        private static func life(_ text: String) throws -> Duration {
            guard let life = TokenOrder.life(text) else {
                throw ValidationError("--expires: срок от 1h до 366d, например 90d")
            }
            return life
        }

        func validate() throws {
            guard label.map(TokenOrder.isLabel) ?? true else {
                throw ValidationError("--label: одна строка, до \(StaffToken.longestLabel) знаков")
            }
        }

        func run() async throws {
            let (order, client) = (TokenOrder(label: label, life: expires), try service.client())
            let made: NewTokenDocument
            if let path {
                made = try await NewTokenFile(path).keep({ try await client.makeToken(order) }, \.token.text)
            } else {
                made = try await client.makeToken(order)
            }
            if output.json {
                Terminal.write(path == nil ? made.json : made.document.json)
            } else {
                if path == nil { Terminal.write([made.token.text]) }
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

        @Argument(
            help: ArgumentHelp("Номер токена из hotline token list.", valueName: "номер"),
            completion: LiveCompletion.tokens
        )
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
