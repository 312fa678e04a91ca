public import HotlineCore

extension HTTPGatewayDescription {
    /// sms.ru.
    ///
    /// Sources: sms.ru/api and four clients of it. All answers come with the status 200. The outer code tells of the request
    /// only; what became of the text stands under its number. Nothing of ours makes a text known there, so one that was not
    /// answered cannot be asked about.
    ///
    /// - Parameters:
    ///   - url: The address, without a path.
    ///   - asksAfter: How long after a text was taken it is first asked about.
    /// - Returns: The description.
    public static func smsRu(url: String, asksAfter: Duration = .seconds(60)) -> HTTPGatewayDescription {
        func request(_ path: String, _ fields: [HTTPField] = []) -> HTTPRequestTemplate {
            let account = [HTTPField("api_id", .token), HTTPField("json", verbatim: "1")]
            return HTTPRequestTemplate(.post, HTTPTemplate(verbatim: url + path), body: .form(account + fields))
        }
        let outer = HTTPReplyRules(code: [HTTPPointer(steps: "status_code")], codes: smsRuCodes)
        return HTTPGatewayDescription(
            request: request(
                "/sms/send",
                [
                    HTTPField("to", .toDigits), HTTPField("msg", .text), HTTPField("from", .from),
                    HTTPField("ttl", .validityDayMinutes),
                ]
            ),
            reply: HTTPReplyRules(
                id: HTTPPointer(steps: "sms", "*", "sms_id"),
                code: [HTTPPointer(steps: "sms", "*", "status_code"), HTTPPointer(steps: "status_code")],
                codes: smsRuCodes
            ),
            unanswered: .left,
            asking: HTTPAskingRules(
                after: asksAfter,
                request: request("/sms/status", [HTTPField("sms_id", .references)]),
                perRequest: 100,
                list: HTTPPointer(steps: "sms"),
                state: HTTPPointer(steps: "status_code"),
                states: smsRuStates,
                reply: outer
            ),
            health: HTTPHealthRules(
                request: request("/my/balance"),
                reply: outer,
                balance: HTTPPointer(steps: "balance"),
                usualCurrency: "RUB"
            )
        )
    }

    /// `status_code` of an answer.
    private static let smsRuCodes: [String: HTTPOutcome] = [
        "100": .taken,
        // A wrong `api_id`.
        "200": .temporary(.credentials),
        "201": .temporary(.money),
        "202": .permanent(.recipient),
        // No text; more than eight parts; not UTF-8.
        "203": .permanent(.text), "205": .permanent(.text), "212": .permanent(.text),
        // The sender is not agreed with the administration.
        "204": .temporary(.forbidden),
        // The limits of the day, in all and to this number.
        "206": .temporary(.busy), "230": .temporary(.busy),
        // No route to this number.
        "207": .permanent(.recipient),
        // The number is in our own stop list.
        "209": .permanent(.forbidden),
        // Out of order for a while.
        "220": .temporary(.busy),
        // The same text to the same number, in a minute and in a day.
        "231": .temporary(.busy), "232": .temporary(.busy),
        // The token, the password, an account that is not confirmed.
        "300": .temporary(.credentials), "301": .temporary(.credentials), "302": .temporary(.credentials),
        "*": .temporary(.unexpectedAnswer),
    ]

    /// `status_code` of a text.
    static let smsRuStates: [String: HTTPPartState] = [
        // Queued; handed to the operator; on its way.
        "100": .accepted, "101": .accepted, "102": .accepted,
        // Delivered; read.
        "103": .delivered, "110": .delivered,
        // Expired; deleted by the operator; a fault of the phone; for a reason unknown; rejected; no route.
        "104": .undelivered, "105": .undelivered, "106": .undelivered, "107": .undelivered, "108": .undelivered,
        "150": .undelivered,
    ]
}
