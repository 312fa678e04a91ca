internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// What is written around the figures when a report is mailed.
struct ReportLetters: Sendable {
    let school: String
    let zone: ZoneRules
    let staff: [StaffMember]

    /// A report that is due, for the head.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - due: When it was to go.
    ///   - proposals: What the head wrote on the week already; empty for nothing.
    ///   - address: Where it goes.
    ///   - now: When it goes.
    /// - Returns: The mail.
    func mail(
        _ report: AppealReport,
        due: ReportSchedule.Due,
        proposals: String,
        to address: String,
        at now: Instant
    ) -> DraftMail {
        let lateness = now - due.at
        let isLate = lateness > ReportSchedule.patience
        var opening: [String] = []
        if isLate {
            let time = zone.civilTime(at: due.at)
            opening.append(
                "Отчёт опоздал на \(lateness.words): он должен был уйти \(time.longDate) в \(time.clock): служба тогда не работала."
            )
        }
        if due.leftOut > 0 {
            opening.append(
                "Более ранние отчёты, которых за это время не было (\(due.leftOut)), не высылаются. Показать любой: \(verb(due.period.kind))."
            )
        }
        let name = due.period.name
        let closing: [String] =
            switch report.source {
            case nil:
                [
                    "Это черновик: директору он не отправлен.",
                    "Дописать предложения: hotline report weekly --week \(name) --edit",
                    "Отправить директору: hotline report weekly --week \(name) --send",
                ]
            case .web?: ["Отчёт сдаёт \(who(.siteAdmin))"]
            case .phone?, .staff?: ["Отчёт сдаёт \(who(.hotline))"]
            }
        let letter = ReportLetter(
            ReportDocument(report, zone: zone),
            opening: opening,
            proposals: proposals.isEmpty ? nil : proposals,
            closing: closing
        )
        let about =
            switch report.source {
            case nil: "черновик отчёта за неделю \(name)"
            case .web?: "отчёт за день \(name), сайт"
            case .phone?, .staff?: "отчёт за день \(name), телефон"
            }
        return DraftMail(
            recipient: address,
            subject: "\(school): \(about)\(isLate ? ", с опозданием" : "")",
            text: letter.text,
            html: letter.html,
            pictures: letter.pictures
        )
    }

    /// A week's report for the director.
    func content(_ report: AppealReport, proposals: String, from person: Person) -> SentReport.Content {
        let letter = ReportLetter(
            ReportDocument(report, zone: zone),
            proposals: proposals,
            closing: ["Отчёт сдаёт \(Role.head.title)\(person.name.isEmpty ? "" : ": \(person.name)")"]
        )
        return SentReport.Content(
            subject: "\(school): отчёт за неделю \(report.period.name)",
            text: letter.text,
            html: letter.html,
            json: letter.json,
            pictures: letter.pictures
        )
    }

    private func verb(_ kind: ReportPeriod.Kind) -> String {
        switch kind {
        case .daily: "hotline report daily --date ДЕНЬ"
        case .weekly: "hotline report weekly --week НЕДЕЛЯ"
        }
    }

    /// The role whose report it is, with the names of those who have it.
    private func who(_ role: Role) -> String {
        let names = staff.filter { $0.roles.contains(role) }.map(\.name)
        return names.isEmpty ? role.title : "\(role.title): \(names.joined(separator: ", "))"
    }
}

extension ReportLetters {
    init(_ file: SettingsFile) {
        self.init(school: file.settings.school.shortName, zone: file.zone, staff: file.settings.staff)
    }
}
