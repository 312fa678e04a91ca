internal import HotlineCore

/// A part that smsd sent, as far as its report needs it.
struct SentPart: Hashable, Sendable {
    /// A key, and how it is written.
    struct Name: Hashable, Sendable {
        let name: String
        let key: MessagePart.Key

        /// Reads a key.
        init?(_ name: String) {
            guard let key = MessagePart.Key(name) else { return nil }
            self.name = name
            self.key = key
        }
    }

    /// The part.
    let key: Name
    /// The number it went to, as it stands in the file.
    let number: String
    /// What the network calls it; `nil` where no report was asked for.
    let reference: Int?
    /// When it was sent.
    let sentAt: Instant
    /// Whether the last report on it has come.
    var isReported: Bool

    /// The part once its last report has come.
    var reported: SentPart {
        var part = self
        part.isReported = true
        return part
    }

    /// The name of the file of ours that remembers a part: its key, its reference, and whether its last report has come.
    static func name(_ key: String, _ reference: Int?, isReported: Bool) -> String {
        "\(key).\(reference.map(String.init) ?? "none")\(isReported ? ".reported" : "")"
    }
}

extension SentPart: CustomStringConvertible, CustomReflectable {
    /// The part's key.
    var description: String { "part \(key.name)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    var customMirror: Mirror { Mirror(self, children: ["part": description]) }
}

extension DeliveryReport {
    /// Creates a report on a part that smsd sent.
    init(_ name: SentPart.Name, _ finding: Finding) {
        self.init(name.key, finding)
    }
}
