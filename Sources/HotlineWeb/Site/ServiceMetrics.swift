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
            CallOutcome.allCases.map { Sample("outcome", $0.rawValue, figures.calls[$0]) }
        )
        lines += gauge("hotline_calls_live", "Calls that go on.", [Sample(labels: [], value: figures.liveCalls)])
        lines += counter(
            "hotline_calls_left",
            "Calls that ended before their end, by the step they were left at.",
            CallStep.allCases.map { Sample("step", $0.rawValue, figures.leftAt[$0]) }
        )
        lines += counter(
            "hotline_appeals",
            "Appeals, by where they came from.",
            AppealSource.allCases.map { Sample("source", $0.rawValue, figures.sources[$0]) }
        )
        lines += gauge(
            "hotline_appeals_status",
            "Appeals, by how they stand.",
            AppealStatus.allCases.map { Sample("status", $0.rawValue, figures.statuses[$0]) }
        )
        // An appeal that is opened again has its term before it once more: what goes down again is no counter.
        lines += gauge(
            "hotline_terms",
            "Terms that are over, by step and whether they were kept.",
            TermStep.allCases.flatMap { step in
                let count = figures.terms[step]
                return [("met", count?.met), ("missed", count?.missed)].map {
                    Sample(labels: [("step", step.rawValue), ("state", $0.0)], value: $0.1)
                }
            }
        )
        lines += gauge(
            "hotline_gateway_up",
            "Whether a gateway sends.",
            figures.gateways.sorted { $0.key < $1.key }.map { Sample("gateway", $0.key, $0.value ? 1 : 0) }
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

    /// A figure of a family, told from the others by its labels.
    private struct Sample {
        var labels: [(name: String, value: String)]
        var value: Int?

        init(labels: [(name: String, value: String)], value: Int?) {
            self.labels = labels
            self.value = value
        }

        init(_ label: String, _ name: String, _ value: Int?) { self.init(labels: [(label, name)], value: value) }
    }

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
                let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
                return "\(name)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value ?? 0)"
            }
    }

    private static func escaped(_ text: String) -> String {
        // By scalars: a quote with a mark on it equals no quote as a `Character`.
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": escaped.append(contentsOf: ["\\", scalar])
            case "\n": escaped.append(contentsOf: ["\\", "n"])
            case _: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
