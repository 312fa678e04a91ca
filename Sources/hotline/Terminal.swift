internal import Foundation
internal import HotlineClient
internal import JSON

/// Standard input, output and error: data goes to the one, words to the other.
enum Terminal {
    /// Whether standard output shows colours and nobody asked it not to.
    static var takesColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// How many columns the terminal has; 80 where there is none.
    static var columns: Int {
        var window = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }

    /// Writes data.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes lines of data.
    static func write(_ lines: [String]) { write(lines.map { $0 + "\n" }.joined()) }

    /// Writes one JSON value, for people to read too.
    static func write(_ json: JSON) { write([json.encoded(pretty: true)]) }

    /// Says a line.
    static func say(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

    /// Asks a question and gives the line that was typed; `nil` once there is nothing more to come.
    static func ask(_ question: String) -> String? {
        FileHandle.standardError.write(Data(question.utf8))
        let line = readLine()
        if line == nil { say("") }
        return line
    }

    /// Everything on standard input.
    static func readAll() throws -> [UInt8] { Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
}
