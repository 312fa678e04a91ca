internal import HotlineCore

/// Form 1 as a page: what was typed stands where it was typed, what is wrong stands at its field, and the first of that has the focus.
struct FormPage {
    let form: WebForm
    let faults: [WebForm.Field: String]
    /// What is to be said above everything; `nil` where nothing is.
    var notice: String?

    /// What the template needs.
    func values(pass: String, term: String, privacy: String) -> [String: Any] {
        var values: [String: Any] = ["pass": pass, "term": term, "privacy": privacy]
        let wrong = WebForm.Field.allCases.filter { faults[$0] != nil }
        if !wrong.isEmpty {
            values["hasFaults"] = true
            values["faults"] = wrong.map { ["id": $0.rawValue, "words": faults[$0] ?? ""] }
        }
        if let notice { values["notice"] = notice }
        for field in WebForm.Field.allCases {
            values[field.rawValue] = self.values(of: field, isFirst: field == wrong.first)
        }
        return values
    }

    private func values(of field: WebForm.Field, isFirst: Bool) -> [String: Any] {
        var values: [String: Any] = ["id": field.rawValue, "value": form[field].withoutControls]
        var marks: [String] = []
        if let fault = faults[field] {
            values["fault"] = fault
            marks = ["aria-invalid=\"true\"", "aria-describedby=\"\(field.rawValue)-fault\""]
        }
        switch field {
        case .role, .type, .route:
            // A group has no value that could be invalid; its fault is told with it, and its first choice has the focus.
            marks.removeAll { $0.hasPrefix("aria-invalid") }
            values["options"] = Self.options(of: field).enumerated().map { index, option in
                let isChosen = form[field] == option.value
                let own = (isChosen ? ["checked"] : []) + (isFirst && index == 0 ? ["autofocus"] : [])
                return ["value": option.value, "words": option.words, "marks": own.joined(separator: " ")]
            }
        case .texts, .agreed:
            // Unticked until the visitor ticked it; then it is theirs, like all they typed.
            if form[field] == "yes" { marks.append("checked") }
            if isFirst { marks.append("autofocus") }
        default: if isFirst { marks.append("autofocus") }
        }
        values["marks"] = marks.joined(separator: " ")
        return values
    }

    private static func options(of field: WebForm.Field) -> [(value: String, words: String)] {
        switch field {
        case .role:
            AuthorRole.allCases.map { role in
                switch role {
                case .pupil: (role.rawValue, "учеником")
                case .teacher: (role.rawValue, "учителем")
                case .parent: (role.rawValue, "родителем")
                }
            }
        case .type: AppealType.allCases.map { ($0.rawValue, $0.formText) }
        case .route:
            [
                (AppealRoute.equipment.rawValue, "нужны компьютер, планшет или интернет для учёбы"),
                (AppealRoute.other.rawValue, "другое"),
            ]
        default: []
        }
    }
}

extension String {
    /// The text as a page may hold it: without control characters but those that end lines, and with a space for a tab.
    var withoutControls: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\t": scalars.append(" ")
            case "\n", "\r": scalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
