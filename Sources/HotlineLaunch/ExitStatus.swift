/// How programs end, as `sysexits.h` numbers it.
public enum ExitStatus: Int32, Sendable {
    /// Done.
    case done = 0
    /// Refused or failed.
    case failed = 1
    /// Wrong usage.
    case usage = 64
    /// The service is not there.
    case unavailable = 69
    /// Not allowed.
    case notAllowed = 77
    /// The settings are wrong.
    case settings = 78
}
