public import Logging

/// The programs' logs.
public enum Log {
    /// A logger that writes to standard error, where the service manager or Asterisk takes it.
    public static func logger(_ label: String, level: Logger.Level = .info) -> Logger {
        var logger = Logger(label: label, factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        return logger
    }

    /// A logger for programs that live for one call, which speaks up only where something is wrong.
    public static func quiet(_ label: String) -> Logger { logger(label, level: .warning) }
}
