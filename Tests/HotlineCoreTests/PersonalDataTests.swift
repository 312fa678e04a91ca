import HotlineCore
import HotlineTesting
import Testing

/// Every type of this library that holds what is personal, printed in every way there is.
@Suite struct PersonalDataTests {
    private static let words = [
        "79000000042", "000-00-42", "Петрова", "5Б", "журнал не открывается", "author@example", "починили",
    ]

    private static let form = AppealForm(
        fullName: "Петрова П. П.",
        role: .parent,
        className: "5Б",
        description: "журнал не открывается",
        phone: Fixtures.mobile(),
        email: "author@example.com"
    )

    private static var appeal: Appeal {
        var appeal = Fixtures.appeal(type: .ejournal, route: .ejournal, consent: true)
        appeal.form = form
        appeal.result = "починили"
        return appeal
    }

    private static var draft: DraftMessage {
        DraftMessage(kind: .closed, recipient: Fixtures.mobile(), body: "Петрова, починили")
    }

    private static let caller = CallerNumber(callerID: "8 900 000-00-42", presentation: 0, cityCode: "495")

    private static let contact = ContactChoice(
        phone: Fixtures.mobile(),
        consent: Consent(isGiven: true, digit: "1", promptVersion: "1")
    )

    private static let call = Call(
        id: Identifier(1),
        uniqueID: "1773313500.1",
        appeal: AppealNumber(1),
        caller: Fixtures.mobile(),
        line: .mobile,
        dialled: "74950000001",
        startedAt: Fixtures.now,
        endedAt: nil,
        step: .type,
        keys: "2",
        outcome: nil
    )

    private static let values: [any Sendable] = [
        Fixtures.mobile(), caller, form, appeal, call, contact, draft,
        CallerNumber(callerID: "Петрова 5Б", presentation: 0, cityCode: nil),
        CallStart(uniqueID: "1773313500.1", caller: caller, dialled: "74950000001"),
        CallProgress(call: Identifier(1), step: .contact, contact: contact),
        BegunCall(id: Identifier(1), appeal: AppealNumber(1), caller: Fixtures.mobile()),
        OutboundMessage(
            id: Identifier(1),
            appeal: AppealNumber(1),
            kind: .closed,
            recipient: Fixtures.mobile(),
            parts: ["Петрова", "починили"],
            unsentParts: [0, 1],
            attempt: 1,
            gateway: 0,
            writtenAt: Fixtures.now,
            expiresAt: nil
        ),
        MessagePart(message: Identifier(1), index: 0, count: 2, recipient: Fixtures.mobile(), text: "Петрова"),
        TextReply(AppealNumber(1), .done, words: "Петрова, починили"),
        IncomingCommand(reading: "1 2 Петрова, починили"),
        IncomingCommand(reading: "Петрова 5Б"),
        AppealChange(appeal: appeal, events: [], messages: [draft]),
        FormChanges(form: form, type: .ejournal),
        StaffMember(login: "ivanova", name: "Иванова И. И.", roles: [.hotline], phone: Fixtures.mobile()),
    ]

    @Test(arguments: values.indices)
    func `nothing personal is printed, dumped or shown by a failed expectation`(index: Int) {
        let value = Self.values[index]
        var dumped = ""
        dump(value, to: &dumped)
        var dumpedInside = ""
        dump([Optional(value)], to: &dumpedInside)
        let printed = [
            String(describing: value), String(reflecting: value), "\(value)", "\([value])", "\(Optional(value) as Any)",
            dumped, dumpedInside,
        ]
        for text in printed + Self.leaves(of: value) {
            for word in Self.words { #expect(!text.contains(word), "\(type(of: value))") }
        }
    }

    @Test func `the words that are looked for are found where they do stand`() {
        #expect(Self.words.contains { Self.draft.body.contains($0) })
        #expect(Fixtures.mobile().e164.contains(Self.words[0]))
    }

    /// Everything a mirror shows, however deep.
    private static func leaves(of value: Any) -> [String] {
        let children = Mirror(reflecting: value).children
        return children.flatMap { ["\($0.label ?? "")", "\($0.value)"] + leaves(of: $0.value) }
    }
}
