internal import HotlineCore

/// Bars with words and figures, as a picture that a page holds.
struct SVGChart {
    /// One bar.
    struct Bar {
        var words: String
        var value: Int
        /// Of how many; the bar is a share of that.
        var of: Int?
        /// Whether it is something to be done about.
        var isBad = false
    }

    let title: String
    let bars: [Bar]

    private static let (width, row, names) = (680, 30, 290)

    /// The picture; its words are text, so it is read out too.
    var text: String {
        let most = max(1, bars.map { $0.of ?? $0.value }.max() ?? 1)
        let height = max(1, bars.count) * Self.row + 6
        var lines = [
            "<svg viewBox=\"0 0 \(Self.width) \(height)\" width=\"\(Self.width)\" height=\"\(height)\" role=\"img\""
                + " aria-label=\"\(label.escapedForHTML)\" font-family=\"sans-serif\" font-size=\"15\">"
        ]
        if bars.isEmpty { lines.append("<text x=\"0\" y=\"20\">нет</text>") }
        for (index, bar) in bars.enumerated() {
            let y = index * Self.row
            let whole = bar.of ?? most
            let room = Self.width - Self.names - 120
            let length = whole > 0 ? bar.value * room / max(1, whole) : 0
            let colour = bar.isBad ? "#b00020" : "#0b4a6f"
            lines.append(
                "<text x=\"\(Self.names - 10)\" y=\"\(y + 20)\" text-anchor=\"end\">\(bar.words.escapedForHTML)</text>"
            )
            if bar.of != nil {
                lines.append(
                    "<rect x=\"\(Self.names)\" y=\"\(y + 5)\" width=\"\(room)\" height=\"20\" fill=\"#d9d9d9\"/>"
                )
            }
            lines.append(
                "<rect x=\"\(Self.names)\" y=\"\(y + 5)\" width=\"\(length)\" height=\"20\" fill=\"\(colour)\"/>"
            )
            let x = Self.names + (bar.of == nil ? length : room) + 8
            lines.append("<text x=\"\(x)\" y=\"\(y + 20)\">\(Self.figure(bar))</text>")
        }
        return lines.joined(separator: "\n") + "\n</svg>"
    }

    private var label: String {
        "\(title): " + (bars.isEmpty ? "нет" : bars.map { "\($0.words) — \(Self.figure($0))" }.joined(separator: "; "))
    }

    private static func figure(_ bar: Bar) -> String {
        guard let all = bar.of else { return "\(bar.value)" }
        return all > 0 ? "\(bar.value) из \(all) (\(bar.value * 100 / all) %)" : "—"
    }
}
