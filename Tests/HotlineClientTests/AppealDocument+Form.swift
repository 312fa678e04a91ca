import HotlineCore

@testable import HotlineClient

extension AppealDocument {
    /// An appeal that somebody called about and said nothing yet.
    static func received(at time: CivilTime) -> AppealDocument {
        var document = AppealDocument(
            number: AppealNumber(1042),
            status: .received,
            isPrivate: false,
            receivedAt: time,
            terms: TermsDocument(
                distribute: .init(due: nil, state: .waiting),
                take: .init(due: nil, state: .waiting),
                close: .init(due: nil, state: .waiting)
            )
        )
        document.source = .phone
        return document
    }

    /// Shows of the number what lists and answers do.
    mutating func maskPhone() { phone = phone.flatMap { try? PhoneNumber(e164: $0) }?.masked }

    /// Fills the form, as the service would.
    mutating func apply(_ changes: FormChanges) {
        fullName = changes.form.fullName ?? fullName
        role = changes.form.role ?? role
        className = changes.form.className ?? className
        type = changes.type ?? type
        route = changes.route ?? changes.type?.route ?? route
        description = changes.form.description ?? description
        phone = changes.form.phone?.e164 ?? phone
        email = changes.form.email ?? email
    }
}
