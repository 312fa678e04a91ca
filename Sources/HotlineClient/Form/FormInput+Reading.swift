public import HotlineCore

/// Everything that is wrong with fields somebody typed.
public struct FormFaults: Error, Hashable, Sendable {
    /// The faults, in the form's order; never none.
    public var faults: [FieldFault]
}

extension FormFaults: CustomStringConvertible {
    /// The faults on one line.
    public var description: String { faults.map(\.message).joined(separator: "; ") }
}

extension FormInput {
    /// Makes values of what was typed, or tells everything that is wrong with it.
    ///
    /// - Parameters:
    ///   - current: The type the appeal has; a subject can be chosen alone only beside «иные вопросы».
    ///   - standing: The role its author has, where none is typed; a teacher has no class.
    ///   - cityCode: The code that telephone numbers of seven digits stand in.
    /// - Returns: The values.
    /// - Throws: ``FormFaults``.
    public func read(
        besideType current: AppealType?,
        besideRole standing: AuthorRole? = nil,
        cityCode: String?
    ) throws(FormFaults) -> FormChanges {
        var reader = Reader(input: self)
        var changes = FormChanges()
        changes.form.fullName = reader.text(.fullName, most: 200)
        changes.form.role = reader.value(.role, "роль: ученик, учитель или родитель") { AuthorRole(typed: $0) }
        changes.form.className = reader.value(
            .className,
            "класс пишется как 5А или 11: число от 1 до 11 и, если есть, буква"
        ) {
            ClassName($0)?.description
        }
        reader.check(changes.form.className, of: changes.form.role ?? standing)
        changes.type = reader.value(.type, "тип обращения: номер от 1 до 5") { AppealType(typed: $0) }
        changes.route = reader.value(.route, "тема: equipment (средства обучения) или other (другое)") {
            AppealRoute(rawValue: $0)
        }
        reader.check(&changes, besideType: current)
        changes.form.description = reader.text(.description, most: 4000)
        changes.form.phone = reader.value(.phone, "телефон не читается: нужны 10 цифр после восьмёрки") {
            try? PhoneNumber(dialled: $0, cityCode: cityCode)
        }
        changes.form.email = reader.value(.email, "адрес почты пишется как имя@сервер.ru") {
            EmailAddress.isPlausibleOutside($0) ? $0 : nil
        }
        guard reader.faults.isEmpty else { throw FormFaults(faults: reader.faults) }
        return changes
    }

    private struct Reader {
        let input: FormInput
        var faults: [FieldFault] = []

        mutating func value<Value>(_ field: Field, _ fault: String, _ read: (String) -> Value?) -> Value? {
            guard let text = input[field] else { return nil }
            // Only the description has lines, and nothing has what a terminal or a page might obey.
            let isBroken = text.holdsControls || field != .description && text.contains(where: \.isNewline)
            guard !isBroken, let value = read(text) else {
                faults.append(FieldFault(field, fault))
                return nil
            }
            return value
        }

        mutating func text(_ field: Field, most: Int) -> String? {
            value(field, "\(field == .fullName ? "имя" : "описание"): не больше \(most) знаков и без управляющих") {
                text in
                text.count <= most ? text : nil
            }
        }

        /// Refuses the class of who has none.
        mutating func check(_ className: String?, of role: AuthorRole?) {
            if className != nil, role == .teacher { faults.append(FieldFault(.className, "у учителя нет класса")) }
        }

        /// Keeps type and subject in step: four types have one subject each, «иные вопросы» one of two.
        mutating func check(_ changes: inout FormChanges, besideType current: AppealType?) {
            guard changes.type != nil || changes.route != nil else { return }
            // Where there is no type yet, a subject brings its own.
            guard let type = changes.type ?? current else { return }
            let allowed: [AppealRoute] = type.route.map { [$0] } ?? [.equipment, .other]
            if let route = changes.route, !allowed.contains(route) {
                faults.append(FieldFault(.route, "тема не подходит к типу \(type.formNumber)"))
            } else if type == .other, input[.route] == nil {
                faults.append(
                    FieldFault(.route, "для типа 5 нужна тема: equipment (средства обучения) или other (другое)")
                )
            }
        }
    }
}

extension AuthorRole {
    /// Reads a role as people and programs write it.
    init?(typed text: String) {
        let word = text.lowercased()
        let match = Self.allCases.enumerated().first { index, role in
            role.rawValue == word || role.formText == word || "\(index + 1)" == word
                || (word.count >= 3 && role.formText.hasPrefix(word)) || (role == .pupil && word == "ученица")
        }
        guard let match else { return nil }
        self = match.element
    }
}

extension AppealType {
    /// Reads a type as people and programs write it: its number on the form, or its name.
    init?(typed text: String) {
        if text.count == 1, let key = text.first, let type = AppealType(key: key) {
            self = type
        } else {
            self.init(rawValue: text)
        }
    }
}
