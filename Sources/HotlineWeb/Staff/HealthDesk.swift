public import HotlineCore

/// What the staff API asks of the rest of the service about how the hotline is.
public struct HealthDesk: Sendable {
    /// Looks at all parts.
    public var checks: @Sendable () async -> [HealthCheck]
    /// Sends a mail to an address, and tells whether the mail program took it.
    public var sendMail: @Sendable (String) async -> HealthCheck

    /// Creates a desk.
    public init(
        checks: @escaping @Sendable () async -> [HealthCheck],
        sendMail: @escaping @Sendable (String) async -> HealthCheck
    ) {
        self.checks = checks
        self.sendMail = sendMail
    }
}
