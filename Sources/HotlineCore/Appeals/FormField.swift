/// The fields of Form 2 in the form's order.
public enum FormField: String, Hashable, Sendable, CaseIterable {
    /// ФИО обратившегося.
    case fullName
    /// Pupil, teacher or parent.
    case role
    /// The class.
    case className
    /// Тип обращения.
    case type
    /// Описание проблемы.
    case description
    /// Телефон для обратной связи.
    case phone
    /// Адрес электронной почты.
    case email

    /// The field's name on the form.
    public var formText: String {
        switch self {
        case .fullName: "ФИО обратившегося"
        case .role: "Роль"
        case .className: "Класс, в котором учится ребёнок"
        case .type: "Тип обращения"
        case .description: "Описание проблемы"
        case .phone: "Телефон для обратной связи"
        case .email: "Адрес электронной почты"
        }
    }

    /// The fields of `form` that hold something.
    static func filled(in form: AppealForm) -> [FormField] {
        let isFilled: [(FormField, Bool)] = [
            (.fullName, form.fullName != nil), (.role, form.role != nil), (.className, form.className != nil),
            (.description, form.description != nil), (.phone, form.phone != nil), (.email, form.email != nil),
        ]
        return isFilled.filter(\.1).map(\.0)
    }
}

extension Appeal {
    /// The fields the form still lacks, in its order; a teacher has no class.
    public var missingFields: [FormField] {
        FormField.allCases.filter { field in
            switch field {
            case .fullName: form.fullName == nil
            case .role: form.role == nil
            case .className: form.className == nil && form.role != .teacher
            case .type: type == nil || route == nil
            case .description: form.description == nil
            case .phone: form.phone == nil
            case .email: form.email == nil
            }
        }
    }
}
