internal import ArgumentParser
internal import HotlineClient
internal import HotlineLaunch

/// The command line of the hotline's staff.
@main
struct Hotline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotline",
        abstract: "Горячая линия школы: обращения, звонки и сообщения.",
        discussion: """
            Команды работают через службу hotlined на этой машине; кто вы, она узнаёт по вашей учётной записи. С другой машины — \
            --server https://имя:порт и токен (hotline token) в ~/.config/hotline/token, в файле $HOTLINE_TOKEN_FILE или в \
            $HOTLINE_TOKEN; сертификат центра школы — $HOTLINE_CA_FILE. \
            Данные идут в стандартный вывод, пояснения — в стандартный вывод ошибок. \
            Код завершения: 0 сделано, 1 отказано или не вышло, 64 ошибка в команде, 69 службы нет, 77 не разрешено, \
            78 ошибка в настройках.

            Пример: hotline list --mine
            """,
        version: "hotline \(Release.version)",
        subcommands: [
            List.self, Show.self, Complete.self, Add.self, Assign.self, Take.self, Close.self, Reopen.self,
            HandBack.self,
            Extend.self, Approve.self, Refuse.self, Note.self, Mark.self, Link.self, Merge.self, CallBack.self,
            CallAuthor.self, Desk.self,
            Explain.self, Messages.self, Inbox.self, SMS.self, Doctor.self, Export.self, Backup.self, Restore.self,
            Calls.self, Report.self,
            Play.self, OutageCommand.self,
            Staff.self, Absent.self, Audit.self, Token.self,
            Anonymise.self, Whoami.self, Config.self, Roles.self, Simulate.self, Completion.self, Up.self,
        ]
    )

    /// Runs the command; whatever goes wrong is one line on standard error and the status the documentation names.
    static func main() async {
        do {
            let words = Array(CommandLine.arguments.dropFirst())
            try VerbNames.check(words)
            var command = try await asyncParseAsRoot(VerbNames.obeyed(words))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as StaffClientError {
            LaunchFailure(error.description.onOneLine, status: error.status).print(program: "hotline")
            exit(withError: ExitCode(error.status.rawValue))
        } catch {
            switch exitCode(for: error) {
            case .validationFailure:
                let words = ParserWords.inRussian(message(for: error)).onOneLine
                LaunchFailure("\(words) (справка: hotline help)", status: .usage).print(program: "hotline")
                exit(withError: ExitCode.validationFailure)
            case .success:
                Terminal.write([ParserWords.helpInRussian(fullMessage(for: error))])
                exit(withError: ExitCode.success)
            case _ where error is ExitCode: exit(withError: error)
            default:
                let english = LaunchFailure(error)
                let failure = LaunchFailure(FaultWords.inRussian(english.description), status: english.status)
                failure.print(program: "hotline")
                exit(withError: ExitCode(failure.status.rawValue))
            }
        }
    }
}

extension StaffClientError {
    /// The status a program ends with.
    fileprivate var status: ExitStatus {
        switch self {
        case .notThere, .serverNotThere, .untrusted, .noTLS, .wrongPeer: .unavailable
        case .socketForbidden: .notAllowed
        case .pathTooLong, .authorityUnreadable: .settings
        case .noAnswer: .failed
        case .refused(let fault): [.notAllowed, .notAuthenticated].contains(fault.code) ? .notAllowed : .failed
        }
    }
}
