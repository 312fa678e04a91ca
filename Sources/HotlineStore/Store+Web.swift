internal import Foundation
internal import GRDB
public import HotlineCore

extension Store {
    /// The secret by which the service knows again what it gave to visitors of the site.
    public func webSecret() async throws(StoreError) -> [UInt8] {
        try await read { db in
            let row = try db.row("SELECT value FROM secret WHERE name = 'web'")
            return row.map { Array($0["value"] as Data) } ?? []
        }
    }

    /// Makes an appeal of what its author wrote in Form 1.
    ///
    /// - Parameters:
    ///   - changes: What they wrote.
    ///   - consent: Whether they agree to texts; `nil` where they gave no telephone.
    ///   - key: What the form is known by; the same one sent twice makes one appeal.
    ///   - now: When; the terms begin.
    ///   - regulation: The rules.
    /// - Returns: The appeal.
    /// - Throws: ``StoreError`` where it cannot be kept.
    public func submit(
        _ changes: FormChanges,
        consent: Bool?,
        key: String,
        at now: Instant,
        under regulation: Regulation
    ) async throws(StoreError) -> Appeal {
        try await write { db in
            let request = StaffRequest(key: "web:\(key)", digest: "form")
            if let known = try db.obeyed(request), let number = known, let appeal = try db.appeal(AppealNumber(number))
            {
                return appeal
            }
            // Who reads the form agreed to that before it could be sent.
            let event = NewEvent(
                .received,
                by: .author,
                through: .web,
                detail: [NewEvent.Fact("agreed", "personalData")]
            )
            let new = NewAppeal(at: now, terms: regulation.terms, source: .web, event: event)
            let made = try db.makeAppeal(new, for: nil)
            if let phone = changes.form.phone, let consent {
                try db.run(
                    "INSERT INTO consent (phone, isGiven, at, channel) VALUES (?, ?, ?, 'web')",
                    [phone.e164, consent, now.milliseconds]
                )
            }
            let appeal = try db.apply(regulation.written(made, with: changes, consent: consent, at: now), at: now)
            try db.leave(.register, for: appeal.number)
            try db.note(request, about: appeal.number.value, at: now)
            return appeal
        }
    }
}
