/// How far a mail has come.
public enum MailState: String, Hashable, Sendable, CaseIterable {
    /// It waits for its turn.
    case queued
    /// It is being handed over.
    case sending
    /// It may have gone or not.
    case unknown
    /// The mail program took it.
    case sent
    /// It did not go, and will not.
    case failed
    /// What it tells does not stand any more.
    case cancelled
}
