internal import HotlineClient
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

    /// How much each bar takes up and down, its words above it; and how wide the longest is, in hundredths of the picture.
    private static let (row, longest) = (50, 50)

    /// The picture; its words are text, so it is read out too.
    ///
    /// It is as wide as there is room and nothing in it is drawn to scale but the bars, so letters have one size on any screen.
    var text: String {
        let most = max(1, bars.map { $0.of ?? $0.value }.max() ?? 1)
        let height = max(1, bars.count) * Self.row
        var lines = [
            "<svg width=\"100%\" height=\"\(height)\" role=\"img\""
                + " aria-label=\"\(label.escapedForHTML)\" font-family=\"sans-serif\" font-size=\"15\">"
        ]
        if bars.isEmpty { lines.append("<text x=\"0\" y=\"20\">нет</text>") }
        for (index, bar) in bars.enumerated() {
            let y = index * Self.row
            let length = bar.value * Self.longest / max(1, bar.of ?? most)
            let colour = bar.isBad ? "#b00020" : "#0b4a6f"
            lines.append("<text x=\"0\" y=\"\(y + 16)\">\(bar.words.escapedForHTML)</text>")
            if bar.of != nil { lines.append(Self.bar(y, Self.longest, "#d9d9d9")) }
            lines.append(Self.bar(y, length, colour))
            let end = bar.of == nil ? length : Self.longest
            lines.append("<text x=\"\(end)%\" dx=\"8\" y=\"\(y + 37)\">\(Self.figure(bar))</text>")
        }
        return lines.joined(separator: "\n") + "\n</svg>"
    }

    private static func bar(_ y: Int, _ length: Int, _ colour: String) -> String {
        "<rect x=\"0\" y=\"\(y + 23)\" width=\"\(length)%\" height=\"18\" fill=\"\(colour)\"/>"
    }

    private var label: String {
        "\(title): " + (bars.isEmpty ? "нет" : bars.map { "\($0.words) — \(Self.figure($0))" }.joined(separator: "; "))
    }

    private static func figure(_ bar: Bar) -> String {
        guard let all = bar.of else { return "\(bar.value)" }
        return all > 0 ? "\(bar.value) из \(all) (\(bar.value.percent(of: all)) %)" : "—"
    }
}
