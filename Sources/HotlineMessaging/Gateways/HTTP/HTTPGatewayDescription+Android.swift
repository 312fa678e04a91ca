public import HotlineCore
internal import JSON

extension HTTPGatewayDescription {
    /// The "SMS Gateway for Android" app (capcom6) in its local mode.
    ///
    /// Sources: docs.sms-gate.app (getting started, sending messages, status tracking, health), and the app's own source. The app
    /// takes an identifier of ours once and answers 409 when it comes again, so an unanswered submit may be repeated. A
    /// priority of 100 and more goes before the limits the phone keeps. Our numbers are E.164 already, and its library would refuse some.
    ///
    /// - Parameters:
    ///   - url: The address, without a path.
    ///   - simNumber: Which SIM card sends, from 1; `nil` for the phone's choice.
    ///   - asksAfter: How long after a text was taken it is first asked about.
    /// - Returns: The description.
    public static func android(
        url: String,
        simNumber: Int? = nil,
        asksAfter: Duration = .seconds(60)
    ) -> HTTPGatewayDescription {
        let sim = simNumber.map { [HTTPJSONField("simNumber", .value(.integer(Int64($0))))] } ?? []
        let message: [HTTPJSONField] = [
            HTTPJSONField("id", .key),
            HTTPJSONField("textMessage", .object([HTTPJSONField("text", .text)])),
            HTTPJSONField("phoneNumbers", .array([.text(HTTPTemplate(.to))])),
            HTTPJSONField("ttl", .validitySeconds),
            HTTPJSONField("priority", .priority),
            HTTPJSONField("withDeliveryReport", .value(true)),
        ]
        return HTTPGatewayDescription(
            request: HTTPRequestTemplate(
                .post,
                HTTPTemplate(verbatim: url + "/message"),
                query: [HTTPField("skipPhoneValidation", verbatim: "true")],
                isBasic: true,
                body: .json(.object(message + sim))
            ),
            reply: HTTPReplyRules(id: HTTPPointer(steps: "id"), statuses: [409: .alreadyTaken]),
            reference: .key,
            unanswered: .repeatable,
            asking: HTTPAskingRules(
                after: asksAfter,
                request: HTTPRequestTemplate(.get, androidMessage(url), isBasic: true),
                state: HTTPPointer(steps: "state"),
                states: [
                    "Pending": .accepted, "Processed": .accepted, "Sent": .accepted, "Delivered": .delivered,
                    "Cancelling": .ignored, "Cancelled": .undelivered, "Failed": .undelivered,
                ],
                missing: [404]
            ),
            health: HTTPHealthRules(
                request: HTTPRequestTemplate(.get, HTTPTemplate(verbatim: url + "/health"), isBasic: true),
                reply: HTTPReplyRules(
                    code: [HTTPPointer(steps: "status")],
                    // `warn` is a battery that runs low or one text that failed: it still sends.
                    codes: ["pass": .taken, "warn": .taken, "fail": .temporary(.notRoutable)]
                )
            ),
            priorities: Priorities(urgent: 100, usual: 0)
        )
    }

    private static func androidMessage(_ url: String) -> HTTPTemplate {
        HTTPTemplate(verbatim: url + "/message/").followed(by: .reference)
    }
}
