internal import HTTPClient
internal import HotlineClient
internal import HotlineCore

/// Form 1 as it was sent: what stands in its fields, read or told what is wrong, all at once.
struct WebForm: Sendable {
    /// A field of the page, by the name it is sent under, in the form's order.
    enum Field: String, Hashable, Sendable, CaseIterable {
        case fullName, role, pupilClass, childClass, type, route, description, phone, email, texts, agreed
    }

    /// What was sent.
    private(set) var texts: [Field: String] = [:]
    /// What a person does not see and leaves empty.
    private(set) var bait = ""
    /// The form's pass, as it was sent.
    private(set) var pass = ""

    /// A form that nobody filled yet.
    init() {}

    /// Reads what a browser sent; of a field that is there twice the first counts.
    init(_ body: String) {
        let fields = FormFields(body)
        for field in Field.allCases { texts[field] = fields.text(field.rawValue) }
        bait = fields.text("website") ?? ""
        pass = (fields.text("pass") ?? "").withoutControls
    }

    /// What was typed into a field; nothing where there is nothing.
    subscript(field: Field) -> String { texts[field] ?? "" }

    /// What was sent, with what the form makes of it.
    struct Reading {
        /// The fields' values.
        var changes = FormChanges()
        /// Whether the author agrees to texts; `nil` where there is no telephone.
        var consent: Bool?
        /// What is wrong, by field.
        var faults: [Field: String] = [:]
    }

    /// Makes values of what was sent, or tells everything that is wrong with it.
    ///
    /// - Parameter cityCode: The code that telephone numbers of seven digits stand in.
    /// - Returns: The values, and what is wrong.
    func read(cityCode: String?) -> Reading {
        var input = FormInput()
        input[.fullName] = self[.fullName]
        input[.role] = self[.role]
        let classField = classField
        if let classField { input[.className] = self[classField] }
        input[.type] = self[.type]
        if input[.type] == AppealType.other.rawValue { input[.route] = self[.route] }
        input[.description] = self[.description].replacing("\r\n", with: "\n")
        input[.phone] = self[.phone]
        input[.email] = self[.email]
        var reading = Reading()
        do throws(FormFaults) {
            reading.changes = try input.read(besideType: nil, cityCode: cityCode)
        } catch {
            for fault in error.faults {
                let field = fault.field == .className ? classField : Field(rawValue: fault.field.rawValue)
                if let field { reading.faults[field] = Self.sentence(fault.message) }
            }
        }
        var needed: [(Field, String)] = [
            (.fullName, "Напишите фамилию, имя и отчество."), (.role, "Выберите, кем Вы являетесь."),
            (.type, "Выберите тип обращения."), (.description, "Опишите, что случилось."),
        ]
        if let classField { needed.append((classField, "Напишите класс, например 5А.")) }
        if input[.type] == AppealType.other.rawValue { needed.append((.route, "Выберите, о чём вопрос.")) }
        if input[.email] == nil { needed.append((.phone, "Оставьте телефон или адрес почты: иначе не ответить.")) }
        for (field, words) in needed where self[field].isBlank { reading.faults[field] = words }
        if self[.agreed] != "yes" {
            reading.faults[.agreed] = "Без согласия на обработку персональных данных обращение принять нельзя."
        }
        if reading.changes.form.phone != nil { reading.consent = self[.texts] == "yes" }
        return reading
    }

    /// The field the class stands in, by who the author is; `nil` for a teacher, and while that is not known.
    private var classField: Field? {
        switch AuthorRole(rawValue: self[.role]) {
        case .pupil: .pupilClass
        case .parent: .childClass
        case .teacher, nil: nil
        }
    }

    private static func sentence(_ words: String) -> String { "\(words.prefix(1).uppercased())\(words.dropFirst())." }
}

extension WebForm: CustomDebugStringConvertible, CustomReflectable {
    /// Which fields were sent, and nothing of what is in them.
    var debugDescription: String { Field.allCases.filter { texts[$0] != nil }.map(\.rawValue).joined(separator: " ") }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    var customMirror: Mirror { Mirror(self, children: ["sent": debugDescription]) }
}
