internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Looking at appeals.
    func addAppeals(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.appeals)") { request, context in
            let person = try context.person(withOneOf: .seeAll, .seeOwn)
            var query = try AppealQuery(request)
            if !person.rights.contains(.seeAll) {
                guard query.assignee == nil || query.assignee == person.login else {
                    throw AppealFault.notAllowed(.seeAll)
                }
                query.assignee = person.login
            }
            let appeals = try await desk.appeals(query)
            let documents = try await documents(of: appeals, for: person, isBrief: query.isBrief)
            return Response(json: .array(documents.map(\.json)))
        }
        router.get("\(StaffAPI.appeals)/:number") { request, context in
            let person = try context.person(withOneOf: .seeAll, .seeOwn)
            let appeal = try await appeal(context.appealNumber)
            guard person.maySee(appeal) else { throw AppealFault.withAnother(appeal.number) }
            let numberView = try AppealDocument.NumberView(request)
            if numberView == .whole, person.maySeeContent(of: appeal), appeal.form.phone != nil {
                try await desk.noteNumberShown(appeal.number, person)
            }
            return try await answer(appeal, to: person, numberView: numberView)
        }
    }

    /// All appeals, page by page.
    func addExport(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.export)") { request, context in
            let person = try context.person(withOneOf: .export)
            let query = try ExportQuery(request)
            let (appeals, last) = try await desk.page(query.after, Self.page, person, query.numberView == .whole)
            let documents = try await documents(of: appeals, for: person, numberView: query.numberView)
            return Response(json: ExportDocument(appeals: documents, lastNumber: last).json)
        }
    }

    /// Making appeals.
    func addAdditions(to router: Router<StaffRequestContext>) {
        router.post("\(StaffAPI.appeals)") { request, context in
            let person = try context.person(withOneOf: .add)
            let (addition, key) = try await request.keyedBody(of: AppealAddition.init)
            guard !addition.input.isEmpty else { throw FaultDocument(.badRequest, "ни одно поле не названо") }
            let changes: FormChanges
            do {
                changes = try addition.input.read(besideType: nil, cityCode: cityCode)
            } catch let faults as FormFaults {
                throw FaultDocument(faults)
            }
            let (appeal, others) = try await desk.add(changes, addition.consent, person, key)
            guard let document = try await documents(of: [appeal], for: person).first else {
                throw AppealFault.unknown(appeal.number)
            }
            return Response(json: AddedDocument(document, others: others).json, version: appeal.version)
        }
    }

    /// Changing appeals.
    func addActs(to router: Router<StaffRequestContext>) {
        for name in AppealAct.Name.allCases {
            router.post("\(StaffAPI.appeals)/:number/\(name.rawValue)") { request, context in
                let person = try context.person(withOneOf: name.move.rule.right)
                let number = try context.appealNumber
                let key = try request.idempotencyKey
                let act = try await request.body { json throws(JSONFaults) in try AppealAct(name, json) }
                return try await answer(desk.perform(act, number, person, key), to: person)
            }
        }
        router.patch("\(StaffAPI.appeals)/:number") { request, context in
            let person = try context.person(withOneOf: .complete)
            let number = try context.appealNumber
            let ((input, version), key) = try await request.keyedBody(of: StaffAPI.change)
            guard let version else { throw FaultDocument(.badRequest, "нужна version: версия, которую вы видели") }
            guard !input.isEmpty else { throw FaultDocument(.badRequest, "ни одно поле не названо") }
            let appeal = try await appeal(number)
            guard person.maySeeContent(of: appeal) else {
                throw FaultDocument(.notAllowed, "обращение №\(number) личное: его ведёт только психолог")
            }
            let changes: FormChanges
            do {
                changes = try input.read(besideType: appeal.type, besideRole: appeal.form.role, cityCode: cityCode)
            } catch let faults as FormFaults {
                throw FaultDocument(faults)
            }
            return try await answer(desk.complete(number, changes, version, person, key), to: person)
        }
    }

    private func appeal(_ number: AppealNumber) async throws -> Appeal {
        guard let appeal = try await desk.appealsNumbered([number]).first else { throw AppealFault.unknown(number) }
        return appeal
    }

    private func answer(
        _ appeal: Appeal,
        to person: Person,
        numberView: AppealDocument.NumberView = .masked
    ) async throws -> Response {
        let documents = try await documents(of: [appeal], for: person, numberView: numberView)
        return Response(json: documents.first?.json ?? .null, version: appeal.version)
    }

    private func documents(
        of appeals: [Appeal],
        for person: Person,
        numberView: AppealDocument.NumberView = .masked,
        isBrief: Bool = false
    ) async throws -> [AppealDocument] {
        let shown = isBrief ? [] : Set(appeals.filter(person.maySeeContent).map(\.number))
        let calls = Dictionary(grouping: shown.isEmpty ? [] : try await desk.calls(shown, .max), by: \.appeal)
        let messages = Dictionary(
            grouping: shown.isEmpty ? [] : try await desk.messages(shown, nil, .max),
            by: \.appeal
        )
        let mails = Dictionary(grouping: shown.isEmpty ? [] : try await desk.mails(shown), by: \.appeal)
        let notes = Dictionary(grouping: shown.isEmpty ? [] : try await desk.notes(shown), by: \.appeal)
        let tasks = Dictionary(
            (shown.isEmpty ? [] : try await authorCalls.tasks(shown)).map { ($0.appeal, $0) },
            uniquingKeysWith: { $1 }
        )
        let now = desk.now()
        return appeals.map { appeal in
            AppealDocument(
                appeal,
                calls: calls[appeal.number] ?? [],
                messages: messages[appeal.number] ?? [],
                mails: mails[appeal.number] ?? [],
                notes: notes[appeal.number] ?? [],
                callTask: tasks[appeal.number],
                for: person,
                numberView: numberView,
                zone: zone,
                now: now
            )
        }
    }
}
