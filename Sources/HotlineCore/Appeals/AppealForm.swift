/// The fields of Form 2 that describe an appeal, but for its type.
///
/// All of it is personal data of children and their parents, so it does not print itself.
public struct AppealForm: Hashable, Sendable {
    /// ФИО обратившегося.
    public var fullName: String?
    /// Pupil, teacher or parent.
    public var role: AuthorRole?
    /// The class, for pupils and parents.
    public var className: String?
    /// Описание проблемы.
    public var description: String?
    /// Телефон для обратной связи.
    public var phone: PhoneNumber?
    /// Адрес электронной почты.
    public var email: String?

    /// Creates the fields.
    public init(
        fullName: String? = nil,
        role: AuthorRole? = nil,
        className: String? = nil,
        description: String? = nil,
        phone: PhoneNumber? = nil,
        email: String? = nil
    ) {
        self.fullName = fullName
        self.role = role
        self.className = className
        self.description = description
        self.phone = phone
        self.email = email
    }
}

extension AppealForm: CustomDebugStringConvertible, CustomReflectable {
    /// Which fields are filled, and nothing of what is in them.
    public var debugDescription: String { FormField.filled(in: self).map(\.rawValue).joined(separator: " ") }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["filled": debugDescription]) }
}
