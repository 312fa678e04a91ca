/// A report on the work with appeals [3.3.2, 3.3.3]: figures, each with the numbers it was counted from.
public struct AppealReport: Hashable, Sendable {
    /// What figures are about.
    public enum Topic: String, Hashable, Sendable, CaseIterable {
        /// How many appeals arrived.
        case received
        /// How many arrived on each day of a week.
        case days
        /// By where they came from.
        case sources
        /// By the form's type.
        case types
        /// By the subject they are handed out by.
        case routes
        /// By who the author is.
        case roles
        /// By class.
        case classes
        /// Those that were closed as none at all.
        case marks
        /// By who handed them out: the system by its table, or somebody.
        case distribution
        /// How many kept each term, of those of which that is known.
        case terms
        /// The worst cases of each term.
        case late
        /// What is open, whenever it arrived.
        case open
        /// Authors who came more than once.
        case repeats
        /// Many appeals of one type within a short time.
        case bursts
        /// Calls by how they ended.
        case calls
        /// Where callers left the menu.
        case leftAt
        /// Texts by how they stand.
        case texts
        /// Mails to authors by how they stand.
        case mails
        /// The exchange's calls against ours.
        case exchange
    }

    /// One figure.
    public struct Figure: Hashable, Sendable {
        /// What it counts, within its topic: the name of a type, of a step, or a running number.
        public var key: String
        /// How many.
        public var count: Int
        /// Of how many; `nil` where that is no question.
        public var of: Int?
        /// How many in the time before; `nil` where nobody compares.
        public var before: Int?
        /// When it began.
        public var at: Instant?
        /// By how much a term was missed.
        public var late: Duration?
        /// What was counted, the lowest number first.
        public var appeals: [AppealNumber]
        /// How many more were counted that ``appeals`` leaves off.
        public var more = 0

        /// Creates a figure.
        public init(_ key: String, _ count: Int, of: Int? = nil, _ appeals: [AppealNumber] = []) {
            self.key = key
            self.count = count
            self.of = of
            self.appeals = appeals
        }
    }

    /// The figures of a topic.
    public struct Section: Hashable, Sendable {
        /// What they are about.
        public var topic: Topic
        /// The figures.
        public var figures: [Figure]

        /// Creates a section.
        public init(_ topic: Topic, _ figures: [Figure]) {
            self.topic = topic
            self.figures = figures
        }
    }

    /// The days it is about.
    public var period: ReportPeriod
    /// Where the appeals came from; `nil` for all.
    public var source: AppealSource?
    /// When it was made.
    public var madeAt: Instant
    /// Its sections.
    public var sections: [Section]

    /// Counts.
    ///
    /// - Parameters:
    ///   - period: The days.
    ///   - source: Where the appeals came from; `nil` for all.
    ///   - facts: What there was.
    ///   - before: What there was in the time before; `nil` where nobody compares.
    ///   - burst: How many appeals of one type within how long are told; `nil` for never.
    ///   - now: When: terms that run are judged by it.
    public init(
        _ period: ReportPeriod,
        of source: AppealSource? = nil,
        from facts: ReportFacts,
        comparedWith before: (period: ReportPeriod, facts: ReportFacts)? = nil,
        burst: MenuSettings.Burst?,
        at now: Instant
    ) {
        self.period = period
        self.source = source
        madeAt = now
        sections = ReportCount(period, facts, source, burst, now).sections
        guard let before else { return }
        let old = ReportCount(before.period, before.facts, source, burst, now).sections
        for place in sections.indices where sections[place].topic.isCompared {
            let figures = old.first { $0.topic == sections[place].topic }?.figures ?? []
            let counts = Dictionary(figures.map { ($0.key, $0.count) }, uniquingKeysWith: { $1 })
            for figure in sections[place].figures.indices {
                sections[place].figures[figure].before = counts[sections[place].figures[figure].key] ?? 0
            }
        }
    }
}

extension AppealReport {
    /// The report with no more than so many numbers beside a figure.
    ///
    /// - Parameter most: The most numbers of a figure.
    /// - Returns: The report; what is left off is counted in ``Figure/more``.
    public func naming(atMost most: Int) -> AppealReport {
        var report = self
        for place in sections.indices {
            for figure in sections[place].figures.indices {
                let appeals = sections[place].figures[figure].appeals
                guard appeals.count > most else { continue }
                report.sections[place].figures[figure].appeals = Array(appeals.prefix(most))
                report.sections[place].figures[figure].more = appeals.count - most
            }
        }
        return report
    }
}

extension AppealReport.Topic {
    /// Whether its figures mean the same in every time.
    fileprivate var isCompared: Bool {
        switch self {
        case .late, .open, .repeats, .bursts: false
        case .received, .days, .sources, .types, .routes, .roles, .classes, .marks, .distribution, .terms, .calls,
            .leftAt,
            .texts, .mails, .exchange:
            true
        }
    }
}
