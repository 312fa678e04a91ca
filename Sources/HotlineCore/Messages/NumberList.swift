/// Numbers of appeals as a text names them: neighbours as a span, `1042–1046, 1050`.
public struct NumberList: Hashable, Sendable {
    private let spans: [ClosedRange<Int64>]

    /// Sorts numbers into spans; one that comes twice counts once.
    public init(_ numbers: some Sequence<AppealNumber>) {
        var spans: [ClosedRange<Int64>] = []
        for number in Set(numbers.map(\.value)).sorted() {
            if let last = spans.last, last.upperBound + 1 == number {
                spans[spans.count - 1] = last.lowerBound...number
            } else {
                spans.append(number...number)
            }
        }
        self.spans = spans
    }

    /// How many numbers there are.
    public var count: Int { spans.reduce(0) { $0 + $1.count } }

    /// The numbers in so many UTF-16 units; where they do not fit, as many as do, and how many more there are.
    public func text(within units: Int) -> String {
        var shown: [String] = []
        var left = count
        for span in spans {
            let rest = left - span.count
            let candidate = (shown + [Self.word(span)]).joined(separator: ", ")
            let full = rest > 0 ? "\(candidate) и ещё \(rest)" : candidate
            guard full.utf16.count <= units || shown.isEmpty else { break }
            shown.append(Self.word(span))
            left = rest
        }
        let text = shown.joined(separator: ", ")
        return left > 0 ? "\(text) и ещё \(left)" : text
    }

    private static func word(_ span: ClosedRange<Int64>) -> String {
        switch span.count {
        case 1: "\(span.lowerBound)"
        case 2: "\(span.lowerBound), \(span.upperBound)"
        default: "\(span.lowerBound)–\(span.upperBound)"
        }
    }
}
