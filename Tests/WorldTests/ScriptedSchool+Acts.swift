import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

/// What happens: calls, and what the staff do about them.
extension ScriptedSchool {
    var instant: Instant { Instant(milliseconds: now) }

    mutating func call() async throws {
        calls += 1
        let caller = "+7900000\(1000 + calls)"
        let routes: [AppealRoute?] = [.technical, .ejournal, .other, .psychologist, nil]
        let route = routes[random.below(routes.count)]
        let number = try await hotline.takeCall("virtual-\(calls)", from: caller, route: route, at: instant)
        terms[number] = NaiveTerms(number, at: now)
        expect(number, route == .psychologist ? .private : .registered, caller)
        if let route {
            let holder =
                [AppealRoute.technical: "sidorov", .ejournal: "petrov", .psychologist: "dusha"][route] ?? "golova"
            assigned(number, to: holder)
        }
        plan(number, isRouted: route != nil)
    }

    /// Draws what becomes of an appeal.
    private mutating func plan(_ number: AppealNumber, isRouted: Bool) {
        var at = now
        func later(_ minutes: Int) -> Int64 {
            at += Int64(minutes) * NaiveTerms.minute
            return at
        }
        if random.below(3) == 0 { acts.append(Act(at: later(random.below(5)), number: number, kind: .address)) }
        if !isRouted { acts.append(Act(at: later(1 + random.below(60)), number: number, kind: .assign)) }
        if random.below(4) == 0 {
            acts.append(Act(at: later(1 + random.below(40)), number: number, kind: .handBack))
            acts.append(Act(at: later(1 + random.below(40)), number: number, kind: .assign))
        }
        if random.below(5) > 0 { acts.append(Act(at: later(1 + random.below(60)), number: number, kind: .take)) }
        if random.below(4) == 0 { acts.append(Act(at: later(1 + random.below(900)), number: number, kind: .extend)) }
        let neglect = random.below(6) == 0 ? 4320 : 1300
        acts.append(Act(at: later(1 + random.below(neglect)), number: number, kind: .close))
    }

    mutating func perform(_ act: Act) async throws {
        guard let state = terms[act.number], !state.isClosed else { return }
        switch act.kind {
        case .assign:
            guard state.holder == nil, let appeal = try await store.appeal(act.number) else { return }
            let free = ["petrov", "sidorov"].first { !appeal.handedBackBy.contains(Self.account($0)) }
            let person = appeal.isPrivate ? "dusha" : free ?? "golova"
            try await does("assign", act.number, #"{"to": "\#(Self.account(person))"}"#, by: "golova")
            assigned(act.number, to: person)
        case .take:
            guard let holder = state.holder, !state.isTaken else { return }
            try await does("take", act.number, by: holder)
            terms[act.number]?.isTaken = true
            if let caller = try await store.appeal(act.number)?.form.phone?.e164 { expect(act.number, .taken, caller) }
        case .handBack:
            guard let holder = state.holder else { return }
            try await does("hand-back", act.number, #"{"reason": "не моё"}"#, by: holder)
            terms[act.number]?.holder = nil
            terms[act.number]?.isTaken = false
            terms[act.number]?.distributeFrom = now
            expect(act.number, .handedBack, "ivanova")
        case .extend:
            // More time is asked for while there would be some.
            guard let holder = state.holder, state.closeDue + 720 * NaiveTerms.minute > now else { return }
            try await does("extend", act.number, #"{"by": "12h", "reason": "ждём"}"#, by: holder)
            if holder != "golova" {
                expect(act.number, .extensionAsked, "golova")
                try await does("approve", act.number, by: "golova")
                expect(act.number, .extensionGranted, holder)
            }
            terms[act.number]?.closeDue += 720 * NaiveTerms.minute
            if let caller = try await store.appeal(act.number)?.form.phone?.e164 {
                expect(act.number, .extended, caller)
            }
        case .address:
            guard let appeal = try await store.appeal(act.number), !appeal.isPrivate else { return }
            let body = #"{"email": "author\#(act.number)@example.com", "version": \#(appeal.version)}"#
            try await asks("PATCH", "/v1/appeals/\(act.number)", body, by: "golova")
        case .close: try await close(act.number)
        }
    }

    mutating func close(_ number: AppealNumber) async throws {
        guard let appeal = try await store.appeal(number), let state = terms[number] else { return }
        let closer = state.holder ?? (appeal.isPrivate ? "dusha" : "golova")
        try await does("close", number, #"{"result": "Сделано."}"#, by: closer)
        terms[number]?.isClosed = true
        guard !appeal.isPrivate, let caller = appeal.form.phone?.e164 else { return }
        if appeal.form.email != nil {
            expectedMails[number.value, default: 0] += 1
        } else {
            expect(number, .closed, caller)
        }
    }

    private mutating func assigned(_ number: AppealNumber, to person: String) {
        terms[number]?.holder = person
        terms[number]?.isTaken = false
        terms[number]?.takeFrom = now
        expect(number, .assigned, person)
    }

    mutating func expect(_ number: AppealNumber, _ kind: MessageKind, _ whom: String) {
        let phone = Self.staff.first { $0.person == whom }.map { "+7900000000\($0.digit)" } ?? whom
        expected[Text(appeal: number.value, kind: kind.rawValue, recipient: phone), default: 0] += 1
    }

    private static func account(_ person: String) -> String {
        staff.first { $0.person == person }?.account ?? person
    }
}

// MARK: - Through the socket

extension ScriptedSchool {
    private mutating func does(
        _ act: String,
        _ number: AppealNumber,
        _ body: String = "{}",
        by person: String
    ) async throws {
        try await asks("POST", "/v1/appeals/\(number)/\(act)", body, by: person)
    }

    /// Asks for something as one of the staff does: under their account, and under one key until there is an answer.
    ///
    /// Now and then the service dies while it is asked, and now and then who asks has lost the answer and asks again.
    private mutating func asks(_ method: String, _ path: String, _ body: String, by person: String) async throws {
        asked += 1
        let (key, door) = ("virtual-\(asked)", door)
        guard let account = getpwnam(Self.account(person))?.pointee.pw_uid else {
            throw WorldError.timedOut(awaiting: "the account \(Self.account(person))", seen: "none")
        }
        var answers: [Int?] = []
        let first = random.below(services)
        let place = socket(first)
        if random.below(20) == 0 {
            let pause = random.below(30)
            async let answer = door.ask(method, path, body: body, key: key, as: account, at: place)
            try await Task.sleep(for: .milliseconds(pause))
            await running[first]?.kill()
            answers.append(await answer)
            running[first] = try await start(first)
            (kills, actsKilled) = (kills + 1, actsKilled + 1)
        } else {
            answers.append(await door.ask(method, path, body: body, key: key, as: account, at: place))
        }
        if answers == [Int?.none] || random.below(5) == 0 {
            actsRepeated += 1
            let again = socket(random.below(services))
            answers.append(await door.ask(method, path, body: body, key: key, as: account, at: again))
        }
        guard answers.last == 200, answers.allSatisfy({ $0 == nil || $0 == 200 }) else {
            throw WorldError.timedOut(awaiting: "\(method) \(path) by \(person)", seen: "\(answers)")
        }
    }

    private func socket(_ index: Int) -> String { index == 0 ? "hotlined.sock" : "twin\(index).sock" }
}
