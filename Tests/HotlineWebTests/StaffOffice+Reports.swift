import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb

extension StaffOffice {
    /// Reports of the store, sent to a director who has an address.
    var reportDesk: ReportDesk {
        let (store, zone) = (store, zone)
        return ReportDesk(
            proposals: { week in try await store.proposals(of: week.name) },
            setProposals: { text, week, version, person, key in
                let request = key.map { StaffRequest(key: $0.key, by: person, asking: $0.content) }
                return try await answering {
                    try await store.setProposals(
                        text,
                        of: week.name,
                        seen: version,
                        by: person,
                        request: request,
                        at: Self.now
                    )
                }
            },
            send: { week, isAgain, person, key in
                let request = key.map { StaffRequest(key: $0.key, by: person, asking: $0.content) }
                let facts = try await store.reportFacts(week, withBalance: false)
                let letter = ReportLetter(
                    ReportDocument(AppealReport(week, from: facts, burst: nil, at: Self.now), zone: zone),
                    proposals: try await store.proposals(of: week.name).text
                )
                let content = SentReport.Content(
                    subject: letter.title,
                    text: letter.text,
                    html: letter.html,
                    json: letter.json,
                    pictures: letter.pictures
                )
                let posting = try await answering {
                    try await store.sendReport(
                        content,
                        of: week.name,
                        to: [("boss", "boss@school.example")],
                        again: isAgain,
                        by: person,
                        request: request,
                        at: Self.now
                    )
                }
                return switch posting {
                case .sent(let report): .sent(report)
                case .already(let number): .already(number: number)
                }
            },
            sent: { limit in try await store.sentReports(limit: limit) },
            sentReport: { number in try await store.sentReport(number) }
        )
    }

    private func answering<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StoreError.refused(let fault) {
            throw fault
        }
    }
}
