public import HotlineCore

/// Reads what Kannel calls us with: reports and incoming texts.
public struct KannelReader: CallbackReader {
    /// The kind, as it stands in the path.
    public let kind = "kannel"
    private let gateway: String

    /// Creates a reader.
    ///
    /// - Parameter gateway: The name of the gateway that calls.
    public init(gateway: String) {
        self.gateway = gateway
    }

    /// Reads one call.
    public func read(_ request: CallbackRequest) throws(CallbackFault) -> CallbackReading {
        switch request.subject {
        case .report:
            do throws(KannelReportError) {
                let report = try KannelReport(query: request.query)
                return CallbackReading(report.deliveryReport.map { [.report($0)] } ?? [])
            } catch {
                throw .malformed(error.name)
            }
        case .incoming: return CallbackReading([.incoming(try KannelIncoming(request).text(through: gateway))])
        case .news: throw .malformed("subject")
        }
    }
}
