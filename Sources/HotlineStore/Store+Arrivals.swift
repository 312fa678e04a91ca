internal import GRDB
public import HotlineCore

extension Store {
    /// Keeps a call that arrives, with the appeal it makes or goes on with, or finds both again where the call was kept before.
    ///
    /// - Parameters:
    ///   - start: What is known of the call.
    ///   - now: When it arrived; the terms of a new appeal start.
    ///   - terms: How long each step may take.
    ///   - limits: What the call is measured by.
    ///   - completion: Told, on the database's own thread, once the record is durable.
    public func begin(
        _ start: CallStart,
        at now: Instant,
        terms: Terms,
        limits: ArrivalLimits,
        completion: @escaping @Sendable (Result<CallArrival, StoreError>) -> Void
    ) {
        commits.submit(
            { db in try db.arrive(start, at: now, terms: terms, limits: limits) },
            completion: completion
        )
    }

    /// Makes a new appeal for the caller and moves the call to it; a call that made its appeal keeps that one.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - now: When; the new appeal's terms start.
    ///   - terms: How long each step may take.
    ///   - completion: Told, on the database's own thread, once the record is durable.
    public func openAppeal(
        for call: Identifier<Call>,
        at now: Instant,
        terms: Terms,
        completion: @escaping @Sendable (Result<BegunCall, StoreError>) -> Void
    ) {
        commits.submit(
            { db in
                try db.openAppeal(for: call, NewAppeal(at: now, terms: terms))
                guard let begun = try db.begun("call.id = ?", [call.value]) else { throw StoreError.unknownCall }
                return begun
            },
            completion: completion
        )
    }
}

/// What a new appeal is made with.
struct NewAppeal {
    /// When it was received.
    var at: Instant
    /// How long each step may take.
    var terms: Terms
    /// Where it comes from.
    var source = AppealSource.phone
    /// When it is kept, where that is later; `nil` for when it was received.
    var enteredAt: Instant?
    /// The number the caller was told; `nil` takes the next one.
    var told: AppealNumber?
    /// What is logged of how it came.
    var event = NewEvent(.received, by: .caller, through: .agi)
}

/// The appeal that a caller goes on with.
struct EarlierAppeal {
    /// Its number.
    var number: AppealNumber
    /// What the call has to do with it.
    var link: CallLink
}

extension Database {
    fileprivate func arrive(
        _ start: CallStart,
        at now: Instant,
        terms: Terms,
        limits: ArrivalLimits
    ) throws -> CallArrival {
        if let begun = try begun("call.uniqueID = ?", [start.uniqueID]) { return .begun(begun) }
        if try isTurnedAway(start.uniqueID) { return .turnedAway }
        if let caller = start.caller.number {
            if try callsTooOften(caller, at: now, limits: limits) {
                try run(
                    "INSERT INTO turnedAway (uniqueID, at, caller) VALUES (?, ?, ?)",
                    [start.uniqueID, now.milliseconds, caller.e164]
                )
                return .turnedAway
            }
            if let earlier = try cutOff(caller, at: now, limits: limits) ?? openAppeal(of: caller) {
                return .begun(try goOn(start, with: earlier, at: now))
            }
        }
        let outage = try announcedOutage()
        let appeal = try makeAppeal(NewAppeal(at: now, terms: terms), for: start.caller.number)
        let id = try keep(start, with: appeal.number, link: .made, outage: outage?.id, at: now)
        return .begun(
            BegunCall(
                id: id,
                appeal: appeal.number,
                caller: start.caller.number,
                consent: appeal.consent,
                outage: outage?.type
            )
        )
    }

    private func goOn(_ start: CallStart, with earlier: EarlierAppeal, at now: Instant) throws -> BegunCall {
        let id = try keep(start, with: earlier, at: now)
        guard var begun = try begun("call.id = ?", [id.value]) else { throw StoreError.unknownCall }
        begun.isTakenUp = false
        begun.consent = try start.caller.number.flatMap { try knownConsent(of: $0) }
        return begun
    }

    /// Keeps a call with an appeal that is there already.
    func keep(_ start: CallStart, with earlier: EarlierAppeal, at now: Instant) throws -> Identifier<Call> {
        let outage = try announcedOutage()
        let id = try keep(start, with: earlier.number, link: earlier.link, outage: outage?.id, at: now)
        let detail = [NewEvent.Fact("link", earlier.link.rawValue)]
        try log(NewEvent(.calledAgain, by: .caller, through: .agi, detail: detail), of: earlier.number, at: now)
        return id
    }

    /// Keeps the call itself.
    func keep(
        _ start: CallStart,
        with appeal: AppealNumber,
        link: CallLink,
        outage: Int64?,
        at now: Instant
    ) throws -> Identifier<Call> {
        try run(
            """
            INSERT INTO call (uniqueID, appeal, callerRaw, caller, line, dialled, startedAt, step, link, outage)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'answer', ?, ?)
            """,
            [
                start.uniqueID, appeal.value, start.caller.raw, start.caller.number?.e164,
                start.caller.lineKind.rawValue, start.dialled, now.milliseconds, link.rawValue, outage,
            ]
        )
        return Identifier(lastInsertedRowID)
    }

    /// Keeps a new appeal, and what is logged of how it came.
    ///
    /// - Parameters:
    ///   - new: What it is made with.
    ///   - caller: The author's telephone, and with it what its owner last said to text messages; `nil` for none.
    /// - Returns: The appeal.
    /// - Throws: What the database throws.
    func makeAppeal(_ new: NewAppeal, for caller: PhoneNumber?) throws -> Appeal {
        let consent = try caller.flatMap { try knownConsent(of: $0) }
        let number = try new.told.flatMap { try isFree($0) ? $0 : nil } ?? nextAppealNumber()
        let deadlines = new.terms.deadlines(receivedAt: new.at)
        var event = new.event
        event.detail += [NewEvent.Fact("source", new.source.rawValue)] + new.terms.facts(ofNew: deadlines)
        if let told = new.told, told != number { event.detail.append(NewEvent.Fact("told", "\(told)")) }
        var appeal = Appeal(number, made: event, at: new.at)
        appeal.form.phone = caller
        appeal.consent = consent
        appeal.nextAlarm = new.terms.alarmsAhead(of: appeal, at: new.at).first?.at
        try insert(appeal)
        if let enteredAt = new.enteredAt, enteredAt > new.at {
            try run("INSERT INTO entered (appeal, at) VALUES (?, ?)", [number.value, enteredAt.milliseconds])
        }
        try log(event, of: number, at: new.at)
        return appeal
    }

    /// Makes a new appeal for a call that goes on with an earlier one, and moves the call to it.
    func openAppeal(for call: Identifier<Call>, _ new: NewAppeal) throws {
        guard let row = try row("SELECT caller, link FROM call WHERE id = ?", [call.value]) else {
            throw StoreError.unknownCall
        }
        guard row["link"] != CallLink.made.rawValue else { return }
        let caller = (row["caller"] as String?).flatMap { try? PhoneNumber(e164: $0) }
        let appeal = try makeAppeal(new, for: caller)
        try run("UPDATE call SET appeal = ?, link = 'made' WHERE id = ?", [appeal.number.value, call.value])
    }

    /// The call a condition names, as it was left.
    func begun(_ condition: String, _ arguments: StatementArguments) throws -> BegunCall? {
        let row = try row(
            """
            SELECT call.id, call.appeal, call.step, call.caller, call.link, appeal.type, appeal.route, appeal.role,
                appeal.className, appeal.consent, appeal.status,
                (SELECT count(*) FROM recording WHERE call = call.id AND kind = 'message') AS messages
            FROM call JOIN appeal ON appeal.number = call.appeal WHERE \(condition)
            """,
            arguments
        )
        guard let row else { return nil }
        let step = CallStep(rawValue: row["step"]) ?? .answer
        let link = CallLink(rawValue: row["link"]) ?? .made
        let number = AppealNumber(row["appeal"])
        let isAsked = link == .known && [.answer, .outage, .known].contains(step)
        return BegunCall(
            id: Identifier(row["id"]),
            appeal: number,
            step: step,
            type: (row["type"] as String?).flatMap(AppealType.init(rawValue:)),
            route: (row["route"] as String?).flatMap(AppealRoute.init(rawValue:)),
            role: (row["role"] as String?).flatMap(AuthorRole.init(rawValue:)),
            className: row["className"],
            caller: (row["caller"] as String?).flatMap { try? PhoneNumber(e164: $0) },
            consent: row["consent"],
            isTakenUp: true,
            link: link,
            known: isAsked
                ? KnownAppeal(number: number, status: AppealStatus(rawValue: row["status"]) ?? .received) : nil,
            outage: try announcedOutage()?.type,
            messages: row["messages"]
        )
    }

    /// What the number's owner last said to text messages.
    func knownConsent(of phone: PhoneNumber) throws -> Bool? {
        try row("SELECT isGiven FROM consent WHERE phone = ? ORDER BY id DESC LIMIT 1", [phone.e164])?["isGiven"]
    }
}
