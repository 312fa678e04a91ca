public import HotlineCore

/// How the texts stand, in the text form of OpenMetrics 1.0.
public struct OutboxMetrics: Sendable {
    /// The media type.
    public static let mediaType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    private let figures: OutboxFigures
    private let now: Instant

    /// Creates metrics of figures as they are now.
    public init(_ figures: OutboxFigures, at now: Instant) {
        self.figures = figures
        self.now = now
    }

    /// The lines.
    public var text: String {
        var lines = ["# HELP hotline_messages Texts in each state.", "# TYPE hotline_messages gauge"]
        for state in MessageState.allCases {
            lines.append("hotline_messages{state=\"\(state.rawValue)\"} \(figures.states[state] ?? 0)")
        }
        lines += [
            "# HELP hotline_message_repeats Texts sent again although they may have gone before.",
            "# TYPE hotline_message_repeats counter", "hotline_message_repeats_total \(figures.repeats)",
            "# HELP hotline_outbox_age_seconds How long the oldest text has been due.",
            "# TYPE hotline_outbox_age_seconds gauge", "# UNIT hotline_outbox_age_seconds seconds",
            "hotline_outbox_age_seconds \(age)",
            "# HELP hotline_incoming Texts that came in, by what they were.", "# TYPE hotline_incoming gauge",
        ]
        for (outcome, count) in figures.incoming.sorted(by: { $0.key < $1.key }) {
            lines.append("hotline_incoming{outcome=\"\(outcome)\"} \(count)")
        }
        return lines.joined(separator: "\n") + "\n# EOF\n"
    }

    private var age: Int64 { figures.age(at: now)?.components.seconds ?? 0 }
}
