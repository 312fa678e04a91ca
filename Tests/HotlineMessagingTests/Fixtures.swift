import HTTPClient
import HotlineCore
import HotlineMessaging
import HotlineTesting

extension PhoneNumber {
    static let author = Fixtures.mobile(42)
    static let specialist = Fixtures.mobile(43)

    /// The numbers of a crowd, none of them anybody's.
    static func ofCrowd(_ place: Int) -> PhoneNumber { Fixtures.foreign(place) }
}

extension MessagePart {
    /// One part of a message of `count`, to the author.
    static func fixture(_ text: String, message: Int64 = 7, index: Int = 0, count: Int = 1) -> MessagePart {
        MessagePart(message: Identifier(message), index: index, count: count, recipient: .author, text: text)
    }

    /// A text cut as the outbox cuts it.
    static func cut(_ text: String, message: Int64 = 7) -> [MessagePart] {
        let parts = SMSParts.cut(text)
        return parts.enumerated().map { fixture($1, message: message, index: $0, count: parts.count) }
    }
}

extension KannelGateway {
    static let fixturePassword = "s3cret & more"
    static let fixtureSecret = "callback-secret-1"

    static func fixture(url: String, timeout: Duration = .seconds(15)) throws -> KannelGateway {
        KannelGateway(
            url: url,
            username: "hotline",
            password: fixturePassword,
            sender: "1539",
            callback: try KannelCallback(base: "http://127.0.0.1:8013/", secret: fixtureSecret),
            timeout: timeout,
            client: HTTPClient()
        )
    }
}
