internal import HotlineCore

extension AppealType {
    /// The type as somebody would type it.
    var typed: String { "\(formNumber)" }
}

extension AppealRoute {
    /// The subject of «иные вопросы» as somebody would type it.
    var typed: String? {
        switch self {
        case .equipment: "1"
        case .other: "2"
        case .technical, .ejournal, .lessonQuality, .psychologist: nil
        }
    }
}

extension AppealDocument {
    /// What stands in a field, as somebody would type it.
    func typed(_ field: FormInput.Field) -> String? {
        switch field {
        case .fullName: fullName
        case .role: role?.formText
        case .className: className
        case .type: type?.typed
        case .route: type == .other ? route?.typed : nil
        case .description: description
        case .phone: phone
        case .email: email
        case .result: nil
        }
    }

    /// Whether fields that are to be written hold what they held when the appeal was seen.
    func isAlike(_ seen: AppealDocument, in input: FormInput) -> Bool {
        input.texts.keys.allSatisfy { typed($0) == seen.typed($0) }
    }
}
