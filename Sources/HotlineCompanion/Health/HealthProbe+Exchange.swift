internal import AMI
internal import Foundation
internal import HotlineCore
internal import HotlineLaunch

extension HealthProbe {
    /// The endings of sound files that Asterisk plays.
    private static let formats = ["wav", "wav16", "sln16", "sln", "ulaw", "alaw", "g722", "gsm"]
    private static let rightsCure =
        "добавьте reporting в write учётной записи в manager.conf и перечитайте: asterisk -rx 'manager reload'"

    /// What the exchange's clock shows; `nil` where it does not tell.
    func exchangeTime() async -> Instant? {
        guard let exchange, let answer = try? await exchange.send(.ping),
            let seconds = answer["Timestamp"].flatMap(Double.init)
        else { return nil }
        return Instant(milliseconds: Int64(seconds * 1000))
    }

    /// Whether the exchange is there, has the dialplan and can play the prompts.
    func asterisk() async -> [HealthCheck] {
        guard let exchange, let settings = file.settings.asterisk.ami else {
            let found = "не подключён: в настройках нет asterisk.ami"
            return [
                HealthCheck(.asterisk, .skipped, found, cure: "без него не видно живых звонков: см. asterisk/README.md")
            ]
        }
        let place = "\(settings.address.host):\(settings.address.port)"
        do throws(AMIError) {
            _ = try await exchange.send(.ping)
        } catch {
            return [
                HealthCheck(
                    .asterisk,
                    .fault,
                    "\(place): не отвечает",
                    cure: "запущен ли Asterisk, включён ли manager.conf, верны ли имя и пароль"
                )
            ]
        }
        let version = try? await exchange.send(.coreSettings)["AsteriskVersion"]
        let found = "\(place): отвечает" + (version.map { ", версия \($0.prefix(20))" } ?? "")
        return [HealthCheck(.asterisk, .good, found), await dialplan(exchange), await sounds(exchange, at: settings)]
    }

    private func dialplan(_ exchange: ManagerClient) async -> HealthCheck {
        var missing: [String] = []
        for context in file.settings.dialplanContexts {
            guard let answer = try? await exchange.send(.showDialplan(context)) else {
                return HealthCheck(.dialplan, .fault, "Asterisk не ответил", cure: "повторите")
            }
            guard !answer.isSuccess else { continue }
            guard answer["Message"]?.hasPrefix("Permission") != true else {
                return HealthCheck(.dialplan, .warning, "посмотреть нельзя: мало прав", cure: Self.rightsCure)
            }
            missing.append(context)
        }
        guard missing.isEmpty else {
            return HealthCheck(
                .dialplan,
                .fault,
                "нет контекстов: \(missing.joined(separator: ", "))",
                cure: "#include extensions_hotline.conf в extensions.conf, затем asterisk -rx 'dialplan reload'"
            )
        }
        return HealthCheck(.dialplan, .good, "загружен")
    }

    private func sounds(_ exchange: ManagerClient, at settings: AMISettings) async -> HealthCheck {
        guard ["127.0.0.1", "::1", "localhost"].contains(settings.address.host) else {
            return HealthCheck(.sounds, .skipped, "Asterisk на другой машине: файлов отсюда не видно")
        }
        guard let answer = try? await exchange.send(.globalVariable("ASTDATADIR")), answer.isSuccess,
            let data = answer["Value"], !data.isEmpty
        else { return HealthCheck(.sounds, .warning, "где звуки Asterisk, не видно: мало прав", cure: Self.rightsCure) }
        let folder = "\(data)/sounds/ru_hotline/hotline"
        let missing = Prompt.allCases.filter { prompt in
            !Self.formats.contains { FileFacts("\(folder)/\(prompt.rawValue).\($0)") != nil }
        }
        guard !missing.isEmpty else { return HealthCheck(.sounds, .good, "все \(Prompt.allCases.count) на месте") }
        let names = missing.prefix(3).map(\.rawValue).joined(separator: ", ")
        return HealthCheck(
            .sounds,
            .fault,
            "\(folder): нет \(missing.count) из \(Prompt.allCases.count): \(names)",
            cure: "ln -s /usr/share/hotline/asterisk/sounds/ru_hotline \(data)/sounds/ru_hotline"
        )
    }
}
