public import HotlineCore

/// A gateway that prints each text and says at once that it has arrived, for trying out.
public struct ConsoleGateway: MessageGateway {
    /// The name it stands under in lists and logs.
    public let name = "console"
    private let output: @Sendable (String) -> Void

    /// Creates a gateway.
    ///
    /// - Parameter output: Prints one text, which may have several lines and does not end in a line break.
    public init(output: @escaping @Sendable (String) -> Void) {
        self.output = output
    }

    /// It cannot fail.
    public var unansweredSubmit: UnansweredSubmit { .repeatable }

    /// It is always there.
    public func health() async -> GatewayHealth { GatewayHealth(.alive) }

    /// Prints the part: the number masked, the text whole.
    public func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt {
        let place = part.count > 1 ? " (\(part.index + 1)/\(part.count))" : ""
        output("→ \(part.recipient.masked)\(place)  \(part.text.printable)")
        return GatewayReceipt(isDelivered: true)
    }
}

extension String {
    /// The text with its further lines indented, and without what would steer the terminal.
    fileprivate var printable: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text += "\n    "
            case _ where scalar.properties.generalCategory == .control: text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
