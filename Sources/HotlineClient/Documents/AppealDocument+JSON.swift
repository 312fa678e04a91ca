internal import HotlineCore
public import JSON

extension AppealDocument {
    /// The document as JSON, with every key there is; what is absent is `null`.
    public var json: JSON {
        [
            "number": .integer(number.value),
            "status": .string(status.rawValue),
            "type": JSON(type?.rawValue),
            "route": JSON(route?.rawValue),
            "source": JSON(source?.rawValue),
            "fullName": JSON(fullName),
            "role": JSON(role?.rawValue),
            "className": JSON(className),
            "description": JSON(description),
            "phone": JSON(phone),
            "email": JSON(email),
            "private": .bool(isPrivate),
            "receivedAt": .string(receivedAt.rfc3339),
            "distributedAt": JSON(distributedAt?.rfc3339),
            "takenAt": JSON(takenAt?.rfc3339),
            "closedAt": JSON(closedAt?.rfc3339),
            "assignee": JSON(assignee),
            "result": JSON(result),
            "delivery": JSON(delivery?.rawValue),
            "toldAt": JSON(toldAt?.rfc3339),
            "mark": JSON(mark?.rawValue),
            "mergedInto": mergedInto.map { .integer($0.value) } ?? .null,
            "extensionAsked": JSON(extensionAsked),
            "callTask": callTask?.json ?? .null,
            "anonymisedAt": JSON(anonymisedAt?.rfc3339),
            "terms": terms.json,
            "call": call?.json ?? .null,
            "calls": calls.map { .array($0.map(\.json)) } ?? .null,
            "messages": messages.map { .array($0.map(\.json)) } ?? .null,
            "mails": mails.map { .array($0.map(\.json)) } ?? .null,
            "notes": notes.map { .array($0.map(\.json)) } ?? .null,
        ]
    }
}

extension JSONShape where Value == AppealDocument {
    /// What ``AppealDocument/json`` writes.
    static var appealDocument: JSONShape {
        .object { fields in
            let number = fields.required("number", .appealNumber)
            let status = fields.required("status", .oneOf(AppealStatus.self))
            let type = fields.optional("type", .oneOf(AppealType.self))
            let route = fields.optional("route", .oneOf(AppealRoute.self))
            let source = fields.optional("source", .oneOf(AppealSource.self))
            let fullName = fields.optional("fullName", .string)
            let role = fields.optional("role", .oneOf(AuthorRole.self))
            let className = fields.optional("className", .string)
            let description = fields.optional("description", .string)
            let phone = fields.optional("phone", .string)
            let email = fields.optional("email", .string)
            let isPrivate = fields.required("private", .bool)
            let receivedAt = fields.required("receivedAt", .time)
            let distributedAt = fields.optional("distributedAt", .time)
            let takenAt = fields.optional("takenAt", .time)
            let closedAt = fields.optional("closedAt", .time)
            let assignee = fields.optional("assignee", .string)
            let result = fields.optional("result", .string)
            let delivery = fields.optional("delivery", .oneOf(ResultDelivery.self))
            let toldAt = fields.optional("toldAt", .time)
            let mark = fields.optional("mark", .oneOf(AppealMark.self))
            let mergedInto = fields.optional("mergedInto", .appealNumber)
            let extensionAsked = fields.optional("extensionAsked", .string)
            let callTask = fields.optional("callTask", .callTaskDocument)
            let anonymisedAt = fields.optional("anonymisedAt", .time)
            let terms = fields.required("terms", .termsDocument)
            let call = fields.optional("call", .callSummary)
            let calls = fields.optional("calls", .array(of: .callDocument))
            let messages = fields.optional("messages", .array(of: .messageDocument))
            let mails = fields.optional("mails", .array(of: .mailDocument))
            let notes = fields.optional("notes", .array(of: .noteDocument))
            var document = try AppealDocument(
                number: number.get(),
                status: status.get(),
                isPrivate: isPrivate.get(),
                receivedAt: receivedAt.get(),
                terms: terms.get()
            )
            document.type = try type.get()
            document.route = try route.get()
            document.source = try source.get()
            document.fullName = try fullName.get()
            document.role = try role.get()
            document.className = try className.get()
            document.description = try description.get()
            document.phone = try phone.get()
            document.email = try email.get()
            document.distributedAt = try distributedAt.get()
            document.takenAt = try takenAt.get()
            document.closedAt = try closedAt.get()
            document.assignee = try assignee.get()
            document.result = try result.get()
            document.delivery = try delivery.get()
            document.toldAt = try toldAt.get()
            document.mark = try mark.get()
            document.mergedInto = try mergedInto.get()
            document.extensionAsked = try extensionAsked.get()
            document.callTask = try callTask.get()
            document.anonymisedAt = try anonymisedAt.get()
            document.call = try call.get()
            document.calls = try calls.get()
            document.messages = try messages.get()
            document.mails = try mails.get()
            document.notes = try notes.get()
            return document
        }
    }
}
