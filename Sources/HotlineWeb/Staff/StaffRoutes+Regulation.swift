internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Who works, and whether all is in order.
    func addRegulation(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.appeals)/:number/explanation") { _, context in
            let person = try context.person(withOneOf: .seeAll, .seeOwn)
            let number = try context.appealNumber
            guard let appeal = try await desk.appealsNumbered([number]).first else { throw AppealFault.unknown(number) }
            guard person.maySee(appeal) else { throw AppealFault.withAnother(number) }
            let explanation = Explanation(try await desk.events(number), terms: regulation.terms)
            return Response(json: ExplanationDocument(explanation, of: appeal, for: person, zone: zone).json)
        }
        router.get("\(StaffAPI.staff)") { _, context in
            _ = try context.person(withOneOf: .seeStaff)
            let workload = try await regulation.workload()
            let now = desk.now()
            return Response(
                json: .array(
                    regulation.staff.map { StaffDocument($0, given: workload, zone: zone, now: now).json }
                )
            )
        }
        addAbsences(to: router)
        addAudit(to: router)
    }

    private func addAbsences(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.absences)") { _, context in
            _ = try context.person(withOneOf: .seeStaff)
            return Response(json: .array(try await regulation.workload().absences.map { AbsenceDocument($0).json }))
        }
        router.post("\(StaffAPI.absences)") { request, context in
            let person = try context.person(withOneOf: .setAbsences, .beAbsent)
            let (wanted, key) = try await request.keyedBody(of: AbsenceDocument.init)
            guard wanted.login == person.login || person.rights.contains(.setAbsences) else {
                throw AppealFault.notAllowed(.setAbsences)
            }
            guard let member = regulation.staff.first(where: { $0.login == wanted.login }) else {
                throw AppealFault.unknownMember(wanted.login)
            }
            if let login = wanted.deputy { try check(deputy: login, of: member) }
            return Response(json: AbsenceDocument(try await regulation.addAbsence(wanted, person, key)).json)
        }
        router.delete("\(StaffAPI.absences)/:id") { request, context in
            let person = try context.person(withOneOf: .setAbsences, .beAbsent)
            guard let id = context.parameters.get("id").flatMap(Int64.init) else {
                throw FaultDocument(.badRequest, "номер отсутствия — целое число")
            }
            let key = try await request.keyAlone()
            guard let kept = try await regulation.absence(Identifier(id)) else {
                throw FaultDocument(.unknown, "отсутствия \(id) нет")
            }
            guard kept.login == person.login || person.rights.contains(.setAbsences) else {
                throw AppealFault.notAllowed(.setAbsences)
            }
            guard let absence = try await regulation.cancelAbsence(Identifier(id), person, key) else {
                throw FaultDocument(.unknown, "отсутствия \(id) нет")
            }
            return Response(json: AbsenceDocument(absence).json)
        }
    }

    private func check(deputy login: String, of member: StaffMember) throws {
        guard let deputy = regulation.staff.first(where: { $0.login == login }) else {
            throw AppealFault.unknownMember(login)
        }
        guard login != member.login else { throw FaultDocument(.refused, "никто не замещает сам себя") }
        guard !member.roles.contains(.psychologist) || deputy.roles.contains(.psychologist) else {
            throw FaultDocument(.refused, "психолога замещает только психолог")
        }
    }

    private func addAudit(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.auditOfEvents)") { request, context in
            _ = try context.person(withOneOf: .audit)
            let slice = try await regulation.auditEvents(try FromQuery(request).first)
            let seal = try await regulation.seal()
            return Response(
                json: AuditDocument(slice, seal: slice.next == nil ? "\(seal.event):\(seal.hash.hexadecimal)" : nil)
                    .json
            )
        }
        router.get("\(StaffAPI.auditOfAppeals)") { request, context in
            _ = try context.person(withOneOf: .audit)
            return Response(json: AuditDocument(try await regulation.auditAppeals(try FromQuery(request).first)).json)
        }
        router.post("\(StaffAPI.auditOfAppeals)/:number/rebuild") { request, context in
            let person = try context.person(withOneOf: .audit)
            let number = try context.appealNumber
            let fields = try await regulation.rebuild(number, person, request.keyAlone())
            return Response(json: RebuildDocument(appeal: number, fields: fields).json)
        }
        router.get("\(StaffAPI.auditOfSeal)") { request, context in
            _ = try context.person(withOneOf: .audit)
            let seal = try SealQuery(request)
            let isKept = try await regulation.hash(seal.event)?.hexadecimal == seal.hash
            let finding = "события \(seal.event) с этой печатью в журнале нет: его записали заново или обрезали"
            return Response(json: AuditDocument(findings: isKept ? [] : [finding], count: 1, next: nil).json)
        }
    }
}

extension [UInt8] {
    /// The bytes as hexadecimal digits in lower case.
    fileprivate var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
