public import HotlineClient

/// What the staff API asks of the rest of the service about backups.
public struct BackupDesk: Sendable {
    /// Has one made, unless one is being made; throws `FaultDocument` where none can be.
    public var begin: @Sendable () async throws -> Void
    /// How they stand.
    public var state: @Sendable () async throws -> BackupsDocument

    /// Creates a desk.
    public init(
        begin: @escaping @Sendable () async throws -> Void,
        state: @escaping @Sendable () async throws -> BackupsDocument
    ) {
        self.begin = begin
        self.state = state
    }
}
