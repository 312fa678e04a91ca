internal import HotlineCore

/// How the service does, in the text form of OpenMetrics 1.0.
struct ServiceMetrics {
    let figures: ServiceFigures
    let now: Instant

    /// The lines.
    var text: String {
        var lines = counter(
            "hotline_calls",
            "Calls that ended, by how.",
            CallOutcome.allCases.map { ("outcome", $0.rawValue, figures.calls[$0]) }
        )
        lines += gauge("hotline_calls_live", "Calls that go on.", [("", "", figures.liveCalls)])
        lines += counter(
            "hotline_calls_left",
            "Calls that ended before their end, by the step they were left at.",
            CallStep.allCases.map { ("step", $0.rawValue, figures.leftAt[$0]) }
        )
        lines += counter(
            "hotline_appeals",
            "Appeals, by where they came from.",
            AppealSource.allCases.map { ("source", $0.rawValue, figures.sources[$0]) }
        )
        lines += gauge(
            "hotline_appeals_status",
            "Appeals, by how they stand.",
            AppealStatus.allCases.map { ("status", $0.rawValue, figures.statuses[$0]) }
        )
        lines += counter(
            "hotline_terms_met",
            "Terms that were kept.",
            TermStep.allCases.map { ("step", $0.rawValue, figures.terms[$0]?.met) }
        )
        lines += counter(
            "hotline_terms_missed",
            "Terms that were not kept.",
            TermStep.allCases.map { ("step", $0.rawValue, figures.terms[$0]?.missed) }
        )
        lines += gauge(
            "hotline_gateway_up",
            "Whether a gateway sends.",
            figures.gateways.sorted { $0.key < $1.key }.map { ("gateway", $0.key, $0.value ? 1 : 0) }
        )
        let (seconds, attoseconds) = figures.storeLatency.components
        let latency = Double(seconds) + Double(attoseconds) / 1e18
        lines += [
            "# HELP hotline_store_latency_seconds How long the database took to count all this.",
            "# TYPE hotline_store_latency_seconds gauge", "# UNIT hotline_store_latency_seconds seconds",
            "hotline_store_latency_seconds \(latency)",
        ]
        return lines.joined(separator: "\n") + "\n" + OutboxMetrics(figures.outbox, at: now).text
    }

    private typealias Sample = (label: String, name: String, value: Int?)

    private func counter(_ name: String, _ help: String, _ samples: [Sample]) -> [String] {
        family(name, help, "counter", suffix: "_total", samples)
    }

    private func gauge(_ name: String, _ help: String, _ samples: [Sample]) -> [String] {
        family(name, help, "gauge", suffix: "", samples)
    }

    private func family(_ name: String, _ help: String, _ type: String, suffix: String, _ samples: [Sample]) -> [String]
    {
        ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
            + samples.map { sample in
                let label = sample.label.isEmpty ? "" : "{\(sample.label)=\"\(Self.escaped(sample.name))\"}"
                return "\(name)\(suffix)\(label) \(sample.value ?? 0)"
            }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
