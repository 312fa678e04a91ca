import Foundation
import HotlineTesting

extension Hotline {
    /// The settings of a school with one specialist for each role; every number is fictional.
    static func settings(
        ports: (agi: Int, callbacks: Int),
        kannel: String?,
        asterisk: AsteriskServer?,
        wishes: Wishes
    ) -> String {
        let exchange =
            asterisk.map { asterisk in
                """
                {"ami": {"address": "127.0.0.1:\(asterisk.managerPort)", "username": "\(AsteriskServer.managerUser)",
                         "passwordFile": "ami.password"},
                 "cdr": "pbx/log/cdr-csv/Master.csv", "call": \(wishes.call ?? "null")}
                """
            } ?? #"{"ami": null}"#
        let gateway =
            kannel.map { url in
                """
                {"kind": "kannel", "url": "\(url)", "username": "\(Kannel.username)", "passwordFile": "kannel.password",
                 "from": "1539", "callbackSecretFile": "kannel.secret"}
                """
            } ?? #"{"kind": "console"}"#
        let transcriber = wishes.transcriber.map { #"{"command": ["\#($0.path())"]}"# } ?? "null"
        let disk = wishes.disk.map { "\($0.folder.path())/" } ?? ""
        return """
            {
              "school": {"name": "ГБОУ Школа № 1539", "shortName": "Школа 1539", "hotlineNumber": "+74950000001",
                         "timeZone": "Europe/Moscow", "cityCode": "495"},
              "store": {"path": "\(disk)hotline.sqlite"},
              "socket": {"path": "hotlined.sock", "group": null},
              "agi": {"listen": "127.0.0.1:\(ports.agi)", "spool": "\(wishes.isDiskShared ? disk : "")spool",
                      "recordings": "\(wishes.isDiskShared ? disk : "")recordings",
                      "transcriber": \(transcriber)},
              "staff": [
                {"login": "\(wishes.account(of: "ivanova"))", "name": "Иванова И. И.", "roles": ["hotline"], "phone": "+79000000001"},
                {"login": "\(wishes.account(of: "petrov"))", "name": "Петров П. П.", "roles": ["ejournal"], "phone": "+79000000002"},
                {"login": "\(wishes.account(of: "sidorov"))", "name": "Сидоров С. С.", "roles": ["technician"], "phone": "+79000000003"},
                {"login": "\(wishes.account(of: "golova"))", "name": "Голова Г. Г.", "roles": ["head"], "phone": "+79000000004", "email": \(wishes.email(of: "golova"))},
                {"login": "\(wishes.account(of: "dusha"))", "name": "Душа Д. Д.", "roles": ["psychologist"], "phone": "+79000000005"},
                {"login": "\(wishes.account(of: "glavny"))", "name": "Главный Г. Г.", "roles": ["director"], "email": \(wishes.email(of: "glavny"))}\(wishes.siteAdministrator)
              ],
              \(wishes.settings)
              \(wishes.settings.contains("\"web\":") ? "" : #""web": {"listen": "127.0.0.1:0"},"#)
              "asterisk": \(exchange),
              "sms": {\(wishes.sms) "gateways": [\(wishes.gateways ?? gateway)], "consent": "\(wishes.consent)", "callbackListen": "127.0.0.1:\(ports.callbacks)"}
            }
            """
    }
}

extension Hotline.Wishes {
    /// The site administrator, where there is one.
    fileprivate var siteAdministrator: String {
        accounts["sayt"].map {
            #", {"login": "\#($0)", "name": "Сайт С. С.", "roles": ["siteAdmin"], "phone": "+79000000006"}"#
        } ?? ""
    }

    /// The address of a member of the staff, as JSON.
    fileprivate func email(of login: String) -> String { emails[login].map { #""\#($0)""# } ?? "null" }

    /// The account of a member of the staff.
    fileprivate func account(of login: String) -> String { accounts[login] ?? login }
}
