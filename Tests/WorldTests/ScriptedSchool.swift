import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

/// A school that lives by a script: calls, acts and neglect, at times drawn beforehand.
struct ScriptedSchool {
    /// A text to somebody about an appeal, to be counted.
    struct Text: Hashable {
        var appeal: Int64
        var kind: String
        var recipient: String
    }

    /// Something that happens to an appeal, after so many minutes.
    struct Act {
        var at: Int64
        var number: AppealNumber
        var kind: Kind

        enum Kind { case assign, take, handBack, extend, address, close }
    }

    /// The accounts of this machine that the staff have, and the last digit of their telephones.
    static let staff: [(person: String, account: String, digit: Int)] = [
        ("ivanova", "daemon", 1), ("petrov", "bin", 2), ("sidorov", "sys", 3), ("golova", "games", 4),
        ("dusha", "man", 5),
    ]

    let hotline: Hotline
    let store: Store
    let clock: VirtualClock
    let kannel: KannelPeer
    let sendmail: CountingSendmail
    let door: StaffDoor
    let services: Int
    var random: SplitMix
    var now: Int64
    var terms: [AppealNumber: NaiveTerms] = [:]
    var acts: [Act] = []
    var running: [ChildProcess?]
    var expected: [Text: Int] = [:]
    /// How many mails each appeal's author must get.
    var expectedMails: [Int64: Int] = [:]
    var kills = 0
    /// How often a service was killed while it was asked for something, and how often something was asked for once more.
    var actsKilled = 0
    var actsRepeated = 0
    var asked = 0
    var calls = 0
    /// How many steps nobody looks any more.
    var stepsDown = 0
    /// When the head was told that terms were watched late.
    var latenessTold: [Int64] = []
    private let folder: URL

    init(services: Int, seed: UInt64) async throws {
        // Monday, five minutes past nine in Moscow.
        now = 1_767_593_100_000
        clock = try VirtualClock(showing: Instant(milliseconds: now))
        kannel = try KannelPeer()
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-post-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        sendmail = try CountingSendmail(in: folder)
        let command = sendmail.command.map { "\"\($0)\"" }.joined(separator: ", ")
        var wishes = Hotline.Wishes(
            consent: "asked",
            settings: #""email": {"command": [\#(command)], "from": "hotline@school.example"},"#
        )
        wishes.clock = clock
        wishes.kannel = kannel.url
        // So that each text is one, and can be counted.
        wishes.sms = #""limits": {"perPhone": "100000/1h", "bundleFrom": 100},"#
        wishes.accounts = Dictionary(uniqueKeysWithValues: Self.staff.map { ($0.person, $0.account) })
        hotline = try await Hotline([], wishes)
        door = try await StaffDoor(to: hotline.folder)
        store = hotline.store
        self.services = services
        random = SplitMix(seed: seed)
        running = Array(repeating: nil, count: services)
        for index in 0..<services {
            if index > 0 { try hotline.writeSettings(ofTwin: index) }
            running[index] = try await start(index)
        }
    }

    /// Lives for so many days.
    mutating func live(days: Int64) async throws {
        let beginning = now
        let end = now + days * 1440 * NaiveTerms.minute
        var nextCall = now
        var wasSetBack = false
        while now < end {
            let due = terms.values.compactMap { $0.next(after: now) }.min()
            let times = [due, acts.map(\.at).min(), nextCall].compactMap(\.self)
            now = max(now, min(times.min() ?? end, end))
            if !wasSetBack, now > beginning + (end - beginning) / 2, stepsDown == 0 {
                now -= 40 * NaiveTerms.minute
                wasSetBack = true
            }
            try clock.set(Instant(milliseconds: now))
            if now >= nextCall, stepsDown > 0 { nextCall = now + 30 * NaiveTerms.minute }
            if now >= nextCall {
                for _ in 0..<(1 + random.below(3)) { try await call() }
                nextCall = now + Int64(1 + random.below(9000)) * NaiveTerms.minute
            }
            try await meddle()
            // Nobody can be asked for anything while the service is down.
            guard stepsDown == 0 else {
                for index in acts.indices where acts[index].at <= now {
                    acts[index].at = now + Int64(1 + random.below(60)) * NaiveTerms.minute
                }
                continue
            }
            try await look()
            let ripe = acts.filter { $0.at <= now }
            acts.removeAll { $0.at <= now }
            for act in ripe { try await perform(act) }
        }
    }

    /// Lets a day and a half go by, in which what is left is sent.
    mutating func settle() async throws {
        for index in running.indices where running[index] == nil { running[index] = try await start(index) }
        stepsDown = 0
        try await look()
        for number in terms.keys.sorted() where terms[number]?.isClosed == false { try await close(number) }
        for _ in 0..<40 {
            now += 60 * NaiveTerms.minute
            try clock.set(Instant(milliseconds: now))
            try await quiet()
        }
    }

    func end() async {
        for service in running { await service?.terminate() }
        await door.close()
        await hotline.end()
        try? FileManager.default.removeItem(at: folder)
    }
}
