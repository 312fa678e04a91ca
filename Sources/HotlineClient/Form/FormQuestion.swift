internal import HotlineCore

/// How a field of the form is asked for.
struct FormQuestion {
    /// What is typed into.
    let field: FormInput.Field
    /// The words on the line that is typed on.
    let prompt: String
    /// What `?` tells.
    let help: String

    /// The question for a field of the form.
    init(_ field: FormField) {
        switch field {
        case .fullName:
            self.init(.fullName, field.formText, "Фамилия, имя, отчество того, кто обратился.")
        case .role:
            self.init(.role, "\(field.formText) (1 ученик, 2 учитель, 3 родитель)", "Номер или слово.")
        case .className:
            self.init(
                .className,
                "\(field.formText) (например, 5А)",
                "Число от 1 до 11 и, если есть, буква; пишите как удобно: 5а, 5-А, 11."
            )
        case .type:
            self.init(
                .type,
                "\(field.formText) (1–5)",
                AppealType.allCases.map { "\($0.formNumber) — \($0.formText)" }.joined(separator: "\n")
            )
        case .description:
            self.init(.description, field.formText, "Что случилось, своими словами, одной строкой.")
        case .phone:
            self.init(
                .phone,
                field.formText,
                "Как записан: 8 и десять цифр, +7…, семь цифр городского, с кодом страны."
            )
        case .email:
            self.init(.email, field.formText, "Например, имя@сервер.ru; нет почты — пропустите.")
        }
    }

    /// The second question of «иные вопросы».
    static let subject = FormQuestion(
        .route,
        "Уточните (1 средства обучения, 2 другое)",
        "1 — нужен компьютер, планшет или интернет для учёбы; 2 — всё остальное."
    )

    private init(_ field: FormInput.Field, _ prompt: String, _ help: String) {
        self.field = field
        self.prompt = prompt
        self.help = help
    }

    /// What was typed, as ``FormInput`` reads it.
    func input(_ answer: String) -> String {
        guard field == .route else { return answer }
        switch answer.trimmed {
        case "1": return AppealRoute.equipment.rawValue
        case "2": return AppealRoute.other.rawValue
        default: return answer
        }
    }
}
