import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting

extension MailSender {
    static func fixture(name: String? = "Школа 1539", zone: ZoneRules = Fixtures.moscow) throws -> MailSender {
        try MailSender(address: MailAddress("hotline@school.example"), name: name, zone: zone)
    }
}

extension OutboundMail {
    static func fixture(
        _ id: Int64 = 7,
        to recipient: String = "parent@family.example",
        subject: String = "Обращение №1042: ответ",
        text: String = "Здравствуйте!\n\nПароль обновлён, попробуйте войти.\n.\nFrom нас 😀\n",
        html: String = "<p>Здравствуйте!</p>\n<p>Пароль обновлён, <b>попробуйте</b> войти. 😀</p>\n",
        pictures: [MailPicture] = [],
        attempt: Int = 1,
        unanswered: Int = 0
    ) -> OutboundMail {
        OutboundMail(
            id: Identifier(id),
            recipient: recipient,
            subject: subject,
            text: text,
            html: html,
            pictures: pictures,
            writtenAt: Fixtures.now,
            attempt: attempt,
            unanswered: unanswered
        )
    }
}

/// A folder that goes with the value.
final class MailFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "hotline-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
