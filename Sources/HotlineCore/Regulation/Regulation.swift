/// The school's regulation as the settings state it: who is in charge, how long each step may take, what is told to whom.
///
/// Every act on an appeal is a function here from the appeal as it is to an ``AppealChange``; the store keeps what it returns.
public struct Regulation: Hashable, Sendable {
    /// Whether an author who was never asked may be texted.
    public enum ConsentPolicy: String, Hashable, Sendable, CaseIterable {
        /// Only those who said yes.
        case asked
        /// All who did not say no: the school has it in writing.
        case assumed
    }

    /// How long each step may take.
    public var terms: Terms
    /// Who is in charge of what.
    public var routing: Routing
    /// Everybody.
    public var staff: [StaffMember]
    /// What is told.
    public var texts: MessageTexts
    /// Who may be texted.
    public var consent: ConsentPolicy
    /// What is mailed; `nil` where no mail is sent.
    public var letters: LetterTexts?
    /// Whether closing by text takes a code.
    public var closeCode: CloseCodePolicy
    /// Whether who stands in is told when a specialist does not take an appeal.
    public var tellsDeputy: Bool

    /// Creates a regulation.
    public init(
        terms: Terms = .regulation,
        routing: Routing = .regulation,
        staff: [StaffMember],
        texts: MessageTexts,
        consent: ConsentPolicy = .asked,
        letters: LetterTexts? = nil,
        closeCode: CloseCodePolicy = .off,
        tellsDeputy: Bool = true
    ) {
        self.terms = terms
        self.routing = routing
        self.staff = staff
        self.texts = texts
        self.consent = consent
        self.letters = letters
        self.closeCode = closeCode
        self.tellsDeputy = tellsDeputy
    }

    /// Whether texts may go to the appeal's author, and arrive there.
    public func mayText(authorOf appeal: Appeal) -> Bool {
        guard let phone = appeal.form.phone, phone.takesTexts else { return false }
        switch consent {
        case .asked: return appeal.consent == true
        case .assumed: return appeal.consent != false
        }
    }

    /// A text to the appeal's author, where one may be sent.
    ///
    /// Of a private appeal no more is texted than that it was accepted.
    func textToAuthor(_ kind: MessageKind, of appeal: Appeal, at now: Instant? = nil) -> [DraftMessage] {
        guard let phone = appeal.form.phone, mayText(authorOf: appeal) else { return [] }
        let moment = MessageTexts.Moment(now ?? appeal.receivedAt)
        return [DraftMessage(kind: kind, recipient: phone, body: texts.text(kind, of: appeal, moment))]
    }
}
