public import HotlineCore

/// Reads what sms.ru calls us with: a form whose values `data[0]`, `data[1]` … each hold one thing, a line a value of it.
///
/// Beside them stands `hash`, SHA-256 of the `api_id` and all values one after the other (sms.ru/api/callback, and four servers that
/// take such calls). Whoever knows no `api_id` cannot make one; a call without it is taken for the secret in its path. sms.ru
/// asks again, up to five days long, until it reads `100`.
public struct SMSRuReader: CallbackReader {
    /// The most values of one call.
    private static let mostEntries = 100

    /// The kind, as it stands in the path.
    public let kind = "smsru"
    private let gateway: String
    private let token: [UInt8]

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - gateway: The name of the gateway that calls.
    ///   - token: The `api_id`.
    public init(gateway: String, token: String) {
        self.gateway = gateway
        self.token = Array(token.utf8)
    }

    /// Reads one call.
    public func read(_ request: CallbackRequest) throws(CallbackFault) -> CallbackReading {
        guard request.subject != .incoming else { throw .malformed("subject") }
        let form = CallbackForm(request)
        let entries = Self.entries(of: form)
        guard entries.count <= Self.mostEntries else { throw .malformed("data") }
        if let hash = form["hash"] {
            let right = GatewayDigest.sha256(token + entries.flatMap { Array($0.utf8) })
            guard GatewayDigest.isSame(hash.lowercased(), as: right) else { throw .forgery }
        }
        var all: [GatewayNews] = []
        for entry in entries {
            if let one = try news(entry) { all.append(one) }
        }
        return CallbackReading(all, answer: "100")
    }

    /// The values `data[N]`, by their numbers.
    private static func entries(of form: CallbackForm) -> [String] {
        let numbered = form.fields.enumerated().compactMap {
            place,
            field -> (number: Int, place: Int, value: String)? in
            guard field.name.hasPrefix("data["), field.name.hasSuffix("]") else { return nil }
            let digits = field.name.dropFirst(5).dropLast()
            guard let number = digits.isEmpty ? place : Int(digits) else { return nil }
            return (number, place, field.value)
        }
        return numbered.sorted { ($0.number, $0.place) < ($1.number, $1.place) }.map(\.value)
    }

    /// What one value says; `nil` where it says nothing that counts, such as that somebody called to prove a number.
    private func news(_ entry: String) throws(CallbackFault) -> GatewayNews? {
        let lines = entry.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines[0] == "sms_status" else { return nil }
        guard lines.count > 2, !lines[1].isEmpty, lines[1].count <= HTTPReader.longestIdentifier else {
            throw .malformed("sms_status")
        }
        return HTTPGatewayDescription.smsRuStates[String(lines[2])]?.finding.map {
            .referenced(ReferencedReport(gateway: gateway, reference: String(lines[1]), finding: $0))
        }
    }
}

extension SMSRuReader: CustomStringConvertible, CustomReflectable {
    /// The kind only.
    public var description: String { "reader of \(kind)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}
