/// The counting of a report.
struct ReportCount {
    private typealias Figure = AppealReport.Figure
    private typealias Section = AppealReport.Section

    /// The most worst cases of a term, and the most authors who came more than once.
    private static let (worst, authors) = (5, 20)
    /// What stands for what nobody has said.
    private static let unknown = "unknown"

    private let period: ReportPeriod
    private let facts: ReportFacts
    private let source: AppealSource?
    private let burst: MenuSettings.Burst?
    private let now: Instant
    /// Those that arrived in the time; and of them those that were appeals at all; and of these those of which all may be told.
    private let received: [ReportFacts.Appeal]
    private let real: [ReportFacts.Appeal]
    private let open: [ReportFacts.Appeal]

    init(
        _ period: ReportPeriod,
        _ facts: ReportFacts,
        _ source: AppealSource?,
        _ burst: MenuSettings.Burst?,
        _ now: Instant
    ) {
        self.period = period
        self.facts = facts
        self.source = source
        self.burst = burst
        self.now = now
        // In the order of their numbers, so that whatever is picked from them is in order too.
        let ofSource = facts.appeals.filter { source?.counts($0.source) ?? true }.sorted { $0.number < $1.number }
        received = ofSource.filter { period.contains($0.receivedAt) }
        real = received.filter { $0.mark == nil }
        open = ofSource.filter { $0.done[.close] == nil }
    }

    /// The sections; those of which there can be nothing are left out.
    var sections: [AppealReport.Section] {
        var sections = [
            Section(.received, [Figure("all", received.count, numbers(received))]),
            Section(.days, days),
            Section(.sources, sources),
            Section(.types, by(AppealType.allCases, received) { $0.type }),
            Section(.routes, by(AppealRoute.allCases, received) { $0.route }),
            // A class and a role may tell whose a private appeal is.
            Section(.roles, by(AuthorRole.allCases, received.filter { !$0.isPrivate }) { $0.role }),
            Section(.classes, classes),
            Section(
                .marks,
                by(AppealMark.allCases, received) { $0.mark }.filter { $0.key != Self.unknown && $0.count > 0 }
            ),
            Section(.distribution, distribution),
            Section(.terms, TermStep.allCases.flatMap(terms)),
            Section(.late, TermStep.allCases.flatMap(late)),
            Section(.open, openFigures),
            Section(.repeats, repeats),
            Section(.bursts, bursts),
        ]
        if source != .web { sections += [Section(.calls, calls), Section(.leftAt, leftAt)] }
        sections += [Section(.texts, texts), Section(.mails, mails)]
        if source != .web, let balance = facts.balance { sections.append(Section(.exchange, Self.exchange(balance))) }
        return sections.filter { !$0.figures.isEmpty }
    }

    // MARK: What arrived

    private func numbers(_ appeals: [ReportFacts.Appeal]) -> [AppealNumber] { appeals.map(\.number) }

    /// The numbers by what their appeals have in common.
    private func groups<Key: Hashable>(
        _ appeals: [ReportFacts.Appeal],
        by key: (ReportFacts.Appeal) -> Key
    ) -> [Key: [AppealNumber]] {
        var groups: [Key: [AppealNumber]] = [:]
        for appeal in appeals { groups[key(appeal), default: []].append(appeal.number) }
        return groups
    }

    /// One figure for each value, and one for those without.
    private func by<Value: RawRepresentable & Hashable>(
        _ values: [Value],
        _ appeals: [ReportFacts.Appeal],
        _ value: (ReportFacts.Appeal) -> Value?
    ) -> [AppealReport.Figure] where Value.RawValue == String {
        let groups = groups(appeals, by: value)
        var figures = values.map { Figure($0.rawValue, groups[$0]?.count ?? 0, groups[$0] ?? []) }
        if let rest = groups[nil] { figures.append(Figure(Self.unknown, rest.count, rest)) }
        return figures
    }

    /// How many arrived on each day; of a day there is but one.
    private var days: [AppealReport.Figure] {
        guard period.kind == .weekly else { return [] }
        let ends = period.dayStarts.dropFirst() + [period.end]
        return zip(Weekday.allCases, zip(period.dayStarts, ends)).map { weekday, bounds in
            let appeals = received.filter { bounds.0 <= $0.receivedAt && $0.receivedAt < bounds.1 }
            var figure = Figure(weekday.rawValue, appeals.count, numbers(appeals))
            figure.at = bounds.0
            return figure
        }
    }

    private var sources: [AppealReport.Figure] {
        let told = AppealSource.allCases.filter { source?.counts($0) ?? true }
        return told.count > 1 ? by(told, received) { $0.source } : []
    }

    /// Whose act it was to hand them out: the system's share is told.
    private var distribution: [AppealReport.Figure] {
        let groups = groups(real) { appeal in
            appeal.distributor.map { $0.name == Actor.system.name ? "system" : "staff" } ?? "nobody"
        }
        return ["system", "staff", "nobody"].map { key in
            let appeals = groups[key] ?? []
            return Figure(key, appeals.count, of: real.count, appeals)
        }
    }

    private var classes: [AppealReport.Figure] {
        let groups = groups(received.filter { !$0.isPrivate }) { $0.className }
        let names = groups.keys.compactMap(\.self).sorted { left, right in
            let (one, other) = (Int(left.prefix { $0.isNumber }) ?? 0, Int(right.prefix { $0.isNumber }) ?? 0)
            return (one, left) < (other, right)
        }
        return names.map { name in Figure(name, groups[name]?.count ?? 0, groups[name] ?? []) }
    }

    // MARK: Terms

    private func state(of step: TermStep, _ appeal: ReportFacts.Appeal) -> TermState {
        TermState(due: appeal.due[step], doneAt: appeal.done[step], now: now)
    }

    /// How many kept the term, and how many did not.
    private func terms(_ step: TermStep) -> [AppealReport.Figure] {
        let groups = groups(real) { state(of: step, $0) }
        let met = groups[.met] ?? []
        let missed = ((groups[.missed] ?? []) + (groups[.overdue] ?? [])).sorted()
        let known = met.count + missed.count
        return [
            Figure("\(step.rawValue).met", met.count, of: known, met),
            Figure("\(step.rawValue).missed", missed.count, of: known, missed),
        ]
    }

    private func late(_ step: TermStep) -> [AppealReport.Figure] {
        let cases = real.compactMap { appeal -> (ReportFacts.Appeal, Duration)? in
            let state = state(of: step, appeal)
            guard state == .missed || state == .overdue, let due = appeal.due[step] else { return nil }
            return (appeal, (appeal.done[step] ?? now) - due)
        }
        return cases.sorted { ($1.1, $0.0.number) < ($0.1, $1.0.number) }.prefix(Self.worst).map { appeal, late in
            var figure = Figure(step.rawValue, 1, [appeal.number])
            figure.late = late
            return figure
        }
    }

    private var openFigures: [AppealReport.Figure] {
        let overdue = open.filter { appeal in TermStep.allCases.contains { state(of: $0, appeal) == .overdue } }
        return [
            Figure("all", open.count, numbers(open)),
            Figure("overdue", overdue.count, of: open.count, numbers(overdue)),
        ]
    }

    // MARK: What belongs together

    /// Authors who came more than once; a private appeal may tell nothing of whose it is.
    private var repeats: [AppealReport.Figure] {
        let groups = groups(real.filter { !$0.isPrivate && $0.author != nil }) { $0.author }.values
        return groups.filter { $0.count > 1 }
            .sorted { ($1.count, $0.first?.value ?? 0) < ($0.count, $1.first?.value ?? 0) }
            .prefix(Self.authors).enumerated().map { Figure("\($0 + 1)", $1.count, $1) }
    }

    private var bursts: [AppealReport.Figure] {
        guard let burst else { return [] }
        var figures: [Figure] = []
        for type in AppealType.allCases where type != .psychologist {
            let appeals = real.filter { $0.type == type && !$0.isPrivate }.sorted { $0.receivedAt < $1.receivedAt }
            for run in runs(of: appeals, burst) {
                var figure = Figure(type.rawValue, run.count, numbers(run).sorted())
                figure.at = run.first?.receivedAt
                figures.append(figure)
            }
        }
        return figures.sorted { ($0.at ?? now, $0.key) < ($1.at ?? now, $1.key) }
    }

    /// The stretches in each part of which there were so many within so long.
    private func runs(of appeals: [ReportFacts.Appeal], _ burst: MenuSettings.Burst) -> [[ReportFacts.Appeal]] {
        var runs: [Range<Int>] = []
        for last in appeals.indices {
            let first = last - burst.appeals + 1
            guard first >= 0, appeals[last].receivedAt - appeals[first].receivedAt <= burst.within else { continue }
            if let run = runs.last, run.upperBound >= first {
                runs[runs.count - 1] = run.lowerBound..<(last + 1)
            } else {
                runs.append(first..<(last + 1))
            }
        }
        return runs.map { Array(appeals[$0]) }
    }

    // MARK: Calls and texts

    private func figures<Value: RawRepresentable & Hashable>(
        _ values: [Value],
        _ counted: [(value: Value?, appeal: AppealNumber?)]
    ) -> [AppealReport.Figure] where Value.RawValue == String {
        var groups: [Value: (count: Int, appeals: [AppealNumber])] = [:]
        for (value, appeal) in counted {
            guard let value else { continue }
            groups[value, default: (0, [])].count += 1
            if let appeal { groups[value, default: (0, [])].appeals.append(appeal) }
        }
        return values.compactMap { value in
            groups[value].map { Figure(value.rawValue, $0.count, Set($0.appeals).sorted()) }
        }
    }

    private var calls: [AppealReport.Figure] {
        figures(CallOutcome.allCases, facts.calls.map { (value: $0.outcome, appeal: $0.appeal) })
    }

    private var leftAt: [AppealReport.Figure] {
        let left = facts.calls.filter { $0.outcome == .dropped || $0.outcome == .silent }
        return figures(CallStep.allCases, left.map { (value: $0.step, appeal: $0.appeal) })
    }

    private var texts: [AppealReport.Figure] {
        let ours = source.map { _ in Set(received.map(\.number)) }
        let messages = facts.messages.filter { message in
            ours.map { ours in message.appeal.map(ours.contains) ?? false } ?? true
        }
        return figures(MessageState.allCases, messages.map { (value: $0.state, appeal: $0.appeal) })
    }

    private var mails: [AppealReport.Figure] {
        let ours = source.map { _ in Set(received.map(\.number)) }
        let mails = facts.mails.filter { ours?.contains($0.appeal) ?? true }
        return figures(MailState.allCases, mails.map { (value: $0.state, appeal: $0.appeal) })
    }

    private static func exchange(_ balance: CallBalance) -> [AppealReport.Figure] {
        [
            Figure("exchange", balance.exchange), Figure("records", balance.records),
            Figure("turnedAway", balance.turnedAway), Figure("lost", balance.lost),
        ]
    }
}

extension AppealSource {
    /// Whether a report on appeals from here has one from there: the telephone's has what the staff typed in while they talked.
    fileprivate func counts(_ other: AppealSource) -> Bool { self == other || (self == .phone && other == .staff) }
}
