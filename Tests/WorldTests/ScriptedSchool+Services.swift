import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The services, which die, and what they must have written and sent.
extension ScriptedSchool {
    func start(_ index: Int) async throws -> ChildProcess {
        let service = try hotline.start("hotlined", settings: index == 0 ? "hotline.json" : "twin\(index).json")
        try await service.waitForOutput(containing: "The staff can ask.", within: .seconds(30))
        // All accounts of the script are in the group that may ask.
        let socket = hotline.folder.appending(path: index == 0 ? "hotlined.sock" : "twin\(index).sock")
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: socket.path())
        return service
    }

    /// Kills a service now and then, at any moment, and starts it again: at once, or some steps later.
    mutating func meddle() async throws {
        if stepsDown > 0 {
            stepsDown -= 1
            guard stepsDown == 0 else { return }
            for index in running.indices { running[index] = try await start(index) }
            return
        }
        guard random.below(3) == 0 else { return }
        try await Task.sleep(for: .milliseconds(random.below(300)))
        let index = random.below(services)
        await running[index]?.kill()
        running[index] = nil
        kills += 1
        guard services == 1, random.below(6) == 0 else {
            running[index] = try await start(index)
            return
        }
        // What is due now is told before the dark, or after it: the script waits for the one, so that it knows.
        running[index] = try await start(index)
        try await look()
        await running[index]?.kill()
        running[index] = nil
        stepsDown = 1 + random.below(4)
    }

    /// Waits until all that is due is told, and says what that must be.
    mutating func look() async throws {
        expectLateness()
        for number in terms.keys.sorted() {
            guard let texts = terms[number]?.look(at: now) else { continue }
            for text in texts { expect(number, text.kind, text.login) }
        }
        try await quiet()
    }

    /// What is told two minutes late or more, the head is told of: with the one that has waited longest, once an hour.
    private mutating func expectLateness() {
        let late = terms.compactMap { number, terms in
            terms.overdue(at: now).flatMap { now - $0 >= 2 * NaiveTerms.minute ? (since: $0, number: number) : nil }
        }
        guard let first = late.min(by: { ($0.since, $0.number) < ($1.since, $1.number) }) else { return }
        guard !latenessTold.contains(where: { $0 > now - 60 * NaiveTerms.minute && $0 <= now }) else { return }
        latenessTold.append(now)
        expect(first.number, .timersLate, "golova")
    }

    /// Waits until nothing is due any more.
    func quiet() async throws {
        let limit = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < limit {
            let alarm = try await store.nextAlarm()
            let text = try await store.nextMessageDue()
            let mail = try await store.nextMailDue()
            let left = try await store.handoversLeft()
            let isLater = [alarm, text, mail].allSatisfy { $0.map { $0 > instant } ?? true }
            if left == 0, isLater { return try await rest() }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw WorldError.timedOut(awaiting: "all that is due to be told", seen: "an alarm, text, mail or call left")
    }

    /// Lets what is in hand come to its end, for the clock is to jump; what was in the hands of a service that died never does.
    private func rest() async throws {
        let limit = ContinuousClock.now + .milliseconds(200)
        while ContinuousClock.now < limit {
            let isInHand = try await store.messages(limit: 30).contains { $0.state == .sending }
            let mails = isInHand ? [] : try await store.mails(of: Set(expectedMails.keys.map { AppealNumber($0) }))
            guard isInHand || mails.contains(where: { $0.state == "sending" }) else { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}

// MARK: - What came of it

extension ScriptedSchool {
    /// Every text that was written.
    func written() async throws -> [Text: Int] {
        try await store.messages(limit: .max).reduce(into: [:]) { counts, message in
            // Who is told that a text could not be brought hangs on how often its sender was killed over it, and the double reports
            // nothing, so that a result that was texted becomes a call after a day.
            guard let recipient = message.recipient, let appeal = message.appeal,
                message.kind != MessageKind.unreached.rawValue, message.kind != MessageKind.callAuthor.rawValue
            else { return }
            counts[Text(appeal: appeal.value, kind: message.kind, recipient: recipient.e164), default: 0] += 1
        }
    }

    /// A mail whose sender was killed twice over it gives way to a text.
    mutating func expectMailsThatFailed() async throws {
        for mail in try await mails() where mail.state == "failed" {
            #expect(mail.repeats > 0)
            guard let caller = try await store.appeal(mail.appeal)?.form.phone?.e164 else { continue }
            expect(mail.appeal, .closed, caller)
        }
    }

    /// Every text and mail arrived, and none twice, but for those of which the store knows that they may have gone before.
    func expectArrivals() async throws {
        var texts: [String: Int] = [:]
        for submission in kannel.submissions {
            let query = submission["dlr-url"]?.split(separator: "?").last ?? ""
            texts[String(query).replacing("&type=%d", with: ""), default: 0] += 1
        }
        var doubles = 0
        for message in try await store.messages(limit: .max) {
            for part in 0..<message.parts {
                let arrived = texts.removeValue(forKey: "id=\(message.id)&part=\(part)") ?? 0
                // One whose reason was gone before it was its turn is not sent, and the record says why; where its sender was
                // killed over it, nobody knows whether it was, and the record says that.
                if message.state == .cancelled || message.state == .unknown {
                    #expect(arrived <= (message.state == .cancelled ? 0 : message.attempts))
                    #expect(message.reason.flatMap(MootReason.init(rawValue:)) != nil)
                    continue
                }
                #expect(arrived >= 1, "\(message.kind) \(message.id) never arrived")
                #expect(arrived <= 1 + message.repeats, "\(message.kind) \(message.id) arrived \(arrived) times")
                doubles += arrived > 1 ? 1 : 0
            }
        }
        #expect(texts.isEmpty, "texts arrived that nobody wrote")
        let toCall = try await store.messages(limit: .max).filter { $0.kind == MessageKind.callAuthor.rawValue }
        #expect(Set(toCall.map(\.appeal)).count == toCall.count, "an author is to be called twice")
        var taken = try sendmail.taken()
        let mails = try await mails()
        for mail in mails {
            let name = taken.keys.first { $0.hasPrefix("hotline.\(mail.id).") }
            let arrived = name.flatMap { taken.removeValue(forKey: $0) } ?? 0
            #expect(arrived >= 1 && arrived <= 1 + mail.repeats, "mail \(mail.id) arrived \(arrived) times")
            #expect(mail.state == "sent" || mail.state == "failed", "\(mail.state)")
        }
        #expect(taken.isEmpty, "mails arrived that nobody wrote")
        let counts = mails.reduce(into: [:]) { $0[$1.appeal.value, default: 0] += 1 }
        #expect(counts == expectedMails && counts.count > 20)
        print("\(kills) kills, \(actsKilled) in an act; \(actsRepeated) acts asked again; \(doubles) texts came twice")
    }

    private func mails() async throws -> [KeptMail] {
        try await store.mails(of: Set(terms.keys))
    }
}
