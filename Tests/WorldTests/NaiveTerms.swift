import HotlineCore

/// What the regulation promises of one appeal, said once more and simply: who is told what, and when.
///
/// Wall-clock terms in Moscow; nothing of the code under test is used but its names.
struct NaiveTerms {
    /// A text that must have been written.
    struct Text: Hashable {
        var kind: MessageKind
        var login: String
    }

    /// One thing that is due at a time.
    private struct Due: Hashable {
        var at: Int64
        var texts: [Text]
        /// The step it is about; nothing for a morning.
        var step: String?
        var isEnd: Bool

        /// What tells it from others, whoever is told.
        var name: String { "\(step ?? "morning") \(isEnd) \(at)" }
    }

    static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    /// When it was received, in milliseconds.
    let received: Int64
    let number: AppealNumber
    var holder: String?
    var isTaken = false
    var isClosed = false
    var distributeFrom: Int64
    var takeFrom: Int64 = 0
    var closeDue: Int64
    /// What is told is told once: the times and what they were about.
    private var told: Set<String> = []
    private var lastMorning: Int64 = 0

    init(_ number: AppealNumber, at received: Int64) {
        self.number = number
        self.received = received
        distributeFrom = received
        closeDue = received + Self.day
    }

    /// The first time at or after `now` at which something may be due.
    func next(after now: Int64) -> Int64? {
        dues.filter { $0.at > now && !told.contains($0.name) }.map(\.at).min()
    }

    /// Since when something that was not told is due at `now`, where anything is.
    func overdue(at now: Int64) -> Int64? {
        dues.filter { $0.at <= now && !told.contains($0.name) }.map(\.at).min()
    }

    /// What must be told at `now`, nobody having looked since some time before.
    mutating func look(at now: Int64) -> [Text] {
        let ripe = dues.filter { $0.at <= now && !told.contains($0.name) }
        told.formUnion(ripe.map(\.name))
        let ends = ripe.filter(\.isEnd)
        var texts = ends.sorted { $0.at < $1.at }.flatMap(\.texts)
        for step in ["distribute", "take", "close"] where !ends.contains(where: { $0.step == step }) {
            let warnings = ripe.filter { $0.step == step }
            texts += warnings.max { $0.at < $1.at }?.texts ?? []
        }
        if let morning = ripe.first(where: { $0.step == nil }) {
            if ends.isEmpty { texts += morning.texts }
            lastMorning = Self.morning(notAfter: now)
        }
        return texts
    }

    private var dues: [Due] {
        guard !isClosed else { return [] }
        var dues: [Due] = []
        let inCharge = holder ?? "ivanova"
        var overdue = closeDue
        if holder == nil {
            let end = distributeFrom + 30 * Self.minute
            overdue = min(overdue, end)
            dues.append(warning("distribute", end, 10, .distributeSoon, "ivanova"))
            dues.append(self.end("distribute", end, "ivanova"))
        } else if !isTaken {
            let end = takeFrom + 30 * Self.minute
            overdue = min(overdue, end)
            dues.append(warning("take", end, 10, .reminder, inCharge))
            dues.append(self.end("take", end, inCharge))
        }
        dues.append(warning("close", closeDue, 240, .closeSoon, inCharge))
        dues.append(warning("close", closeDue, 60, .closeSoon, inCharge))
        dues.append(end("close", closeDue, inCharge))
        let morning = Self.morning(after: max(overdue, lastMorning))
        dues.append(Due(at: morning, texts: [Text(kind: .stillOverdue, login: "golova")], step: nil, isEnd: false))
        return dues
    }

    private func warning(_ step: String, _ end: Int64, _ before: Int64, _ kind: MessageKind, _ login: String) -> Due {
        Due(at: end - before * Self.minute, texts: [Text(kind: kind, login: login)], step: step, isEnd: false)
    }

    private func end(_ step: String, _ end: Int64, _ login: String) -> Due {
        let others = login == "golova" ? [] : [Text(kind: .late, login: login)]
        return Due(at: end, texts: [Text(kind: .overdue, login: "golova")] + others, step: step, isEnd: true)
    }

    /// Eight in the morning in Moscow is five in the morning in Greenwich.
    private static func morning(after time: Int64) -> Int64 { morning(notAfter: time) + day }

    private static func morning(notAfter time: Int64) -> Int64 {
        let five = 5 * 60 * minute
        return (time - five) / day * day + five
    }
}
