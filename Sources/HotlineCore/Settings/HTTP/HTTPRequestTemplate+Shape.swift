internal import JSON

extension JSONShape where Value == HTTPTemplate {
    /// A template that names no other places than these.
    static func httpTemplate(_ places: Set<HTTPPlace>) -> JSONShape {
        JSONShape<String>.string.converted { text in
            guard !text.contains(where: \.isNewline) else { throw JSONMismatch("must stand on one line") }
            let template = try HTTPTemplate(text)
            guard template.places.isSubset(of: places) else {
                let strange = template.places.subtracting(places).map(\.rawValue).sorted()
                let known = HTTPPlace.allCases.filter(places.contains).map(\.rawValue)
                throw JSONMismatch(
                    "the place \"{\(strange[0])}\" has no value here; there are \(known.joined(separator: ", "))"
                )
            }
            return template
        }
    }

    fileprivate static func httpAddress(_ places: Set<HTTPPlace>) -> JSONShape {
        httpTemplate(places).converted { template in
            let beginning = template.beginning
            guard beginning.hasPrefix("https://") || beginning.hasPrefix("http://"),
                template.places.isEmpty || HTTPAddress.hasWholeHost(beginning)
            else { throw JSONMismatch("must be a URL that begins with http:// or https:// and a whole host") }
            guard !beginning.contains(where: \.isWhitespace) else { throw JSONMismatch("must not hold white space") }
            guard !HTTPAddress.hasUser(beginning) else { throw JSONMismatch("must not hold a name or a password") }
            return template
        }
    }
}

extension JSONShape where Value == [HTTPField] {
    /// Names and templates.
    fileprivate static func httpFields(_ places: Set<HTTPPlace>) -> JSONShape {
        JSONShape<[(key: String, value: HTTPTemplate)]>.entries(.nonEmptyString, .httpTemplate(places))
            .converted { $0.map { HTTPField($0.key, $0.value) } }
    }

    fileprivate static func httpHeaders(_ places: Set<HTTPPlace>) -> JSONShape {
        JSONShape<[(key: String, value: HTTPTemplate)]>.entries(.headerName, .httpTemplate(places))
            .converted { $0.map { HTTPField($0.key, $0.value) } }
    }
}

extension JSONShape where Value == String {
    fileprivate static var headerName: JSONShape {
        string.parsed(as: "a header: letters, digits and \"-\"") { name in
            let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isWholeNumber || $0 == "-") }
            return isName && !name.isEmpty ? name : nil
        }
    }
}

extension JSONShape where Value == HTTPJSONTemplate {
    /// A JSON value whose texts are templates.
    fileprivate static func httpJSON(_ places: Set<HTTPPlace>) -> JSONShape {
        JSONShape { reader in
            switch reader.value {
            case .string: .text(try reader.read(.httpTemplate(places)))
            case .array: .array(try reader.read(JSONShape<[HTTPJSONTemplate]>.array(of: .httpJSON(places))))
            case .object:
                .object(
                    try reader.read(
                        JSONShape<[(key: String, value: HTTPJSONTemplate)]>.entries(.string, .httpJSON(places))
                    ).map { HTTPJSONField($0.key, $0.value) }
                )
            case .null, .bool, .integer, .number: .value(reader.value)
            }
        }
    }
}

extension JSONShape where Value == HTTPRequestTemplate {
    /// A request whose templates name no other places than these.
    static func httpRequest(_ places: Set<HTTPPlace>) -> JSONShape {
        .object { fields in
            let method = fields.optional("method", .oneOf(HTTPRequestTemplate.Method.self), default: .post)
            let url = fields.required("url", .httpAddress(places))
            let query = fields.optional("query", .httpFields(places), default: [])
            let headers = fields.optional("headers", .httpHeaders(places), default: [])
            let basicAuth = fields.optional("basicAuth", .bool, default: false)
            let form = fields.optional("form", .httpFields(places))
            let json = fields.optional("json", .httpJSON(places))
            if fields.has("form"), fields.has("json") { fields.fault("cannot stand beside \"form\"", at: "json") }
            if method.value == .get {
                for key in ["form", "json"] where fields.has(key) { fields.fault("a GET has no body", at: key) }
            }
            let body: HTTPBodyTemplate =
                if let form = try form.get() { .form(form) } else if let json = try json.get() { .json(json) } else {
                    .none
                }
            return try HTTPRequestTemplate(
                method.get(),
                url.get(),
                query: query.get(),
                headers: headers.get(),
                isBasic: basicAuth.get(),
                body: body
            )
        }
    }
}
