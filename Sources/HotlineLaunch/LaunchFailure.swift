internal import Foundation

/// Why a program ends before its work is done: what to print, and the status to end with.
public struct LaunchFailure: Error, Sendable, CustomStringConvertible {
    /// The lines for standard error.
    public let description: String
    /// The status.
    public let status: ExitStatus

    /// Creates a failure.
    public init(_ description: String, status: ExitStatus) {
        self.description = description
        self.status = status
    }

    /// Finds the words and the status for any error.
    public init(_ error: any Error) {
        switch error {
        case let failure as LaunchFailure: self = failure
        case let error as SettingsError: self.init("\(error)", status: .settings)
        default: self.init("\(error)", status: .failed)
        }
    }

    /// Prints the lines to standard error, behind the program's name; where nobody reads that, to nobody.
    public func print(program: String) {
        let lines = status == .settings ? description : "\(program): \(description)"
        try? FileHandle.standardError.write(contentsOf: Data("\(lines)\n".utf8))
    }
}
