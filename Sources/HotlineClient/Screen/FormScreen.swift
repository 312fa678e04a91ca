internal import HotlineCore

/// Form 2 on a full screen, as a machine: keys, answers of the service and news go in, orders and pictures come out.
///
/// What is typed into a field is checked while it is typed, and saved when the field is left. What a colleague, or the caller's keys,
/// changed meanwhile is taken over field by field; only where both wrote into one field is it asked whose words stay.
public struct FormScreen: Sendable {
    /// What the one who runs it is to do.
    public enum Order: Hashable, Sendable {
        /// Save fields typed for a version of the appeal; the version is `nil` where there is no appeal yet, which this makes.
        case save(FormInput, seen: Int64?)
        /// Look at the appeal again.
        case load(AppealDocument.NumberView)
        /// Play its last recording.
        case play
        /// Draw everything anew.
        case redraw
        /// End.
        case leave
    }

    /// What happened.
    public enum Event: Sendable {
        /// A key was pressed.
        case key(Key)
        /// The terminal has this size; on one that is too small nothing is shown, and nothing typed.
        case sized(Frame.Size)
        /// The appeal was looked at again.
        case seen(SeenAppeal)
        /// What was to be saved is.
        case saved(SeenAppeal)
        /// What was to be saved is not, for the service says no.
        case refused(FaultDocument)
        /// What was to be saved is not, or nobody knows, for the service does not answer.
        case lost(String)
        /// The desk changed.
        case news(DeskDocument)
        /// A second went by.
        case tick
        /// Something else was done, or not and why, in one line.
        case told(String, isFault: Bool)
    }

    /// What the form is of; `nil` before there is an appeal.
    public internal(set) var seen: SeenAppeal?
    /// What there is to say once the screen is gone.
    public internal(set) var parting: String?
    /// What was typed and will not be saved.
    public internal(set) var lost: Set<FormInput.Field> = []

    let cityCode: String?
    private let login: String?
    /// The field that is typed into, and what stands there.
    var chosen: FormInput.Field
    var editor: LineEditor
    /// What was typed, is well and is not saved yet, as the form writes it.
    var drafts: [FormInput.Field: String] = [:]
    /// Where somebody else wrote into a field with a draft: what they wrote.
    var conflicts: [FormInput.Field: String] = [:]
    /// What the service did not take as it was typed.
    var refused: Set<FormInput.Field> = []
    /// What is being saved.
    var sent: [FormInput.Field: String] = [:]
    /// What somebody else changed, while it is not told.
    var untold: Set<FormInput.Field> = []
    /// What was sent to make the appeal, while nobody knows whether it is made.
    var unanswered: [FormInput.Field: String] = [:]
    var isReloading = false
    var isOffline = false
    var isLeaving = false
    /// What is told of the service that is gone.
    private var lossNotice: String?
    var isHelpShown = false
    var isFaultShown = false
    var notice: (text: String, isFault: Bool)?
    /// The call that goes on, and how the desk shows the appeal.
    var call: DeskCall?
    private var row: DeskAppeal?
    /// Whether the terminal is too small to show anything.
    private var isHidden = false

    /// Begins with the first field that lacks.
    ///
    /// - Parameters:
    ///   - seen: The appeal, with its author's number whole; `nil` for one that is to be made.
    ///   - login: Who fills it; a call that rings at their telephone is told.
    ///   - cityCode: The code that telephone numbers of seven digits stand in.
    public init(_ seen: SeenAppeal?, login: String?, cityCode: String?) {
        self.seen = seen
        self.login = login
        self.cityCode = cityCode
        (chosen, editor) = (.fullName, LineEditor())
        let first = fields.first { isMissing($0) }
        choose(first ?? .fullName)
    }

    /// Takes what happened and says what to do.
    public mutating func handle(_ event: Event) -> [Order] {
        switch event {
        case .key(let key): return isHidden ? pressBlindly(key) : press(key)
        case .sized(let size):
            isHidden = !size.isEnough
            return []
        case .seen(let fresh):
            isReloading = false
            // An answer that was longer on its way than what has been saved since is old.
            guard fresh.version >= seen?.version ?? 0 else { return goOn() }
            return merge(fresh) + goOn()
        case .saved(let fresh): return take(fresh)
        case .refused(let fault): return take(fault)
        case .lost(let words):
            // What makes the appeal is sent again as it was, so that the service knows it again.
            unanswered = seen == nil ? sent : [:]
            sent = [:]
            isOffline = true
            let told = "\(words). Набранное остаётся здесь, попробую снова."
            lossNotice = told
            notice = (told, true)
            return []
        case .news(let desk):
            // Nothing is to be sent, by whose answer it would be seen that the service is there.
            if isOffline, drafts.isEmpty, !isReloading { noteAnswer() }
            return take(desk)
        case .tick:
            guard isOffline, !drafts.isEmpty || isReloading else { return [] }
            isOffline = false
            return isReloading ? [.load(.masked)] : goOn()
        case .told(let text, let isFault):
            notice = (text, isFault)
            return []
        }
    }

    /// Takes down that the service is there, and what was told of its absence.
    mutating func noteAnswer() {
        isOffline = false
        if notice?.text == lossNotice { notice = nil }
        lossNotice = nil
    }

    /// What is heard of the call, and of the appeal.
    private mutating func take(_ desk: DeskDocument) -> [Order] {
        let number = seen?.document.number
        let mine = desk.calls.first { call in
            call.state == .ringing && call.appeal != number && login.map(call.people.contains) ?? false
        }
        if let other = mine?.appeal { notice = ("Вам звонят: №\(other).", true) }
        guard let number else { return [] }
        let (call, row) = (desk.calls.first { $0.appeal == number }, desk.appeals.first { $0.number == number })
        defer { (self.call, self.row) = (call, row) }
        // The caller's keys fill the form too, and a call that ended left a recording.
        let isChanged = call?.answers != self.call?.answers || (self.row != nil && self.row != row)
        return isChanged && !isReloading && sent.isEmpty ? [.load(.masked)] : []
    }
}

extension DeskCall {
    /// What the caller's keys put into the form, as far as the call has come; a call with none differs from no call.
    fileprivate var answers: [String] {
        [state == .menu ? "" : "spoken", type?.rawValue ?? "", role?.rawValue ?? "", className ?? ""]
    }
}

// MARK: - Fields

extension FormScreen {
    /// The fields that are shown, in the form's order.
    var fields: [FormInput.Field] { FormInput.Field.ofForm.filter { $0 != .route || type == .other } }

    /// The type as it was typed, or stands.
    var type: AppealType? { drafts[.type].flatMap { AppealType(typed: $0) } ?? seen?.document.type }

    /// What stands in a field, as somebody would type it.
    func text(of field: FormInput.Field) -> String? { drafts[field] ?? saved(field) }

    /// What is kept of a field, as somebody would type it.
    func saved(_ field: FormInput.Field) -> String? { seen?.document.typed(field) }

    func isMissing(_ field: FormInput.Field) -> Bool {
        text(of: field) == nil && (field != .className || text(of: .role) != AuthorRole.teacher.formText)
    }

    /// Goes to a field.
    mutating func choose(_ field: FormInput.Field) {
        chosen = field
        editor = LineEditor(text(of: field) ?? "")
        (isHelpShown, isFaultShown) = (false, false)
    }

    /// What was typed into a field, as the form writes it.
    ///
    /// - Throws: `FormFaults`. A type that a subject has yet to be chosen for is none.
    func reading(_ text: String, of field: FormInput.Field) throws(FormFaults) -> String {
        var input = FormInput()
        input[field] = FormQuestion(field).input(text)
        if field == .route { input[.type] = drafts[.type] }
        do throws(FormFaults) {
            let changes = try input.read(
                besideType: seen?.document.type,
                besideRole: self.text(of: .role).flatMap { AuthorRole(typed: $0) },
                cityCode: cityCode
            )
            return changes.typed(field) ?? text.trimmed
        } catch {
            guard field == .type, error.faults.map(\.field) == [.route] else { throw error }
            return AppealType.other.typed
        }
    }
}

extension FormQuestion {
    /// The question for what can be typed.
    init(_ field: FormInput.Field) {
        self =
            switch field {
            case .fullName: FormQuestion(FormField.fullName)
            case .role: FormQuestion(FormField.role)
            case .className: FormQuestion(FormField.className)
            case .type: FormQuestion(FormField.type)
            case .route: .subject
            case .description, .result: FormQuestion(FormField.description)
            case .phone: FormQuestion(FormField.phone)
            case .email: FormQuestion(FormField.email)
            }
    }
}

extension FormChanges {
    fileprivate func typed(_ field: FormInput.Field) -> String? {
        switch field {
        case .fullName: form.fullName
        case .role: form.role?.formText
        case .className: form.className
        case .type: type?.typed
        case .route: route?.typed
        case .description: form.description
        case .phone: form.phone?.e164
        case .email: form.email
        case .result: nil
        }
    }
}
