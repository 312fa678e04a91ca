public import HotlineCore

extension HTTPGatewayDescription {
    /// smsc.ru and those that speak as it does (smsc.kz, smscentre.com).
    ///
    /// Sources: smsc.ru/api/http (also smscentre.com and smsc.kz, which are the same), and five clients of it. All answers come
    /// with the status 200. The text is sent as UTF-8, for the standard there is windows-1251. The number keeps its `+`,
    /// without which it would be "corrected".
    ///
    /// - Parameters:
    ///   - url: The address, without a path.
    ///   - asksAfter: How long after a text was taken it is first asked about.
    /// - Returns: The description.
    public static func smsc(url: String, asksAfter: Duration = .seconds(60)) -> HTTPGatewayDescription {
        let login = [HTTPField("login", .login), HTTPField("psw", .password)]
        let answer = [HTTPField("charset", verbatim: "utf-8"), HTTPField("fmt", verbatim: "3")]
        func request(_ path: String, _ fields: [HTTPField] = []) -> HTTPRequestTemplate {
            HTTPRequestTemplate(.post, HTTPTemplate(verbatim: url + path), body: .form(login + fields + answer))
        }
        return HTTPGatewayDescription(
            request: request(
                "/sys/send.php",
                [
                    HTTPField("phones", .to), HTTPField("mes", .text), HTTPField("id", .numericKey),
                    HTTPField("sender", .from), HTTPField("valid", .validityClock),
                ]
            ),
            reply: HTTPReplyRules(
                id: HTTPPointer(steps: "id"),
                code: [HTTPPointer(steps: "error_code"), HTTPPointer(steps: "error")],
                codes: smscErrors
            ),
            reference: .numericKey,
            unanswered: .askable,
            asking: HTTPAskingRules(
                after: asksAfter,
                request: request(
                    "/sys/status.php",
                    // A comma behind one identifier keeps the answer a list.
                    [HTTPField("phone", .recipientList), HTTPField("id", .referenceList)]
                ),
                perRequest: 50,
                id: HTTPPointer(steps: "id"),
                state: HTTPPointer(steps: "status"),
                states: smscStates,
                reply: HTTPReplyRules(code: [HTTPPointer(steps: "error_code")], codes: smscAskingErrors)
            ),
            callbacks: smscCallbacks,
            health: HTTPHealthRules(
                request: request("/sys/balance.php"),
                reply: HTTPReplyRules(code: [HTTPPointer(steps: "error_code")], codes: smscAskingErrors),
                balance: HTTPPointer(steps: "balance"),
                currency: HTTPPointer(steps: "currency"),
                usualCurrency: "RUB"
            )
        )
    }

    /// `error_code` of `send.php`.
    private static let smscErrors: [String: HTTPOutcome] = [
        // The parameters: ours, so for us to mend.
        "1": .temporary(.unexpectedAnswer),
        // The login, the password, or the address we come from.
        "2": .temporary(.credentials),
        "3": .temporary(.money),
        // Our address is shut out for a while.
        "4": .temporary(.forbidden),
        // The date, which we do not send, or the validity.
        "5": .temporary(.unexpectedAnswer),
        // The text or the sender.
        "6": .permanent(.text),
        "7": .permanent(.recipient),
        "8": .permanent(.recipient),
        // The same request within a minute, which says that the first was taken, or too many at once: asking tells which.
        "9": .unanswered,
        "*": .temporary(.unexpectedAnswer),
    ]

    /// `error_code` of `status.php` and `balance.php`.
    private static let smscAskingErrors: [String: HTTPOutcome] = [
        "2": .temporary(.credentials),
        "4": .temporary(.forbidden),
        "9": .temporary(.busy),
        "*": .temporary(.unexpectedAnswer),
    ]

    /// `status` of `status.php` and of a callback.
    private static let smscStates: [String: HTTPPartState] = [
        // Not found.
        "-3": .neverTaken,
        // Stopped.
        "-2": .undelivered,
        // Waits to be sent; handed to the operator.
        "-1": .accepted, "0": .accepted,
        // Delivered; read; its link clicked.
        "1": .delivered, "2": .delivered, "4": .delivered,
        // Expired.
        "3": .undelivered,
        // Impossible; wrong number; forbidden; no money; cannot be reached.
        "20": .undelivered, "22": .undelivered, "23": .undelivered, "24": .undelivered, "25": .undelivered,
    ]

    /// The calls to the client's handler: `id phone status time err …`, and for texts that came in `sms_id phone mes to`.
    ///
    /// The answer is empty: words might be taken for a text to be sent back.
    private static let smscCallbacks = HTTPCallbackRules(
        report: HTTPCallbackRules.Report(
            id: HTTPPointer(steps: "id"),
            state: HTTPPointer(steps: "status"),
            states: smscStates
        ),
        incoming: HTTPCallbackRules.Incoming(
            id: HTTPPointer(steps: "sms_id"),
            from: HTTPPointer(steps: "phone"),
            text: HTTPPointer(steps: "mes"),
            time: HTTPPointer(steps: "time")
        ),
        answer: ""
    )
}
