internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineLaunch
internal import JSON

/// Standard input, output and error: data goes to the one, words to the other.
enum Terminal {
    /// Whether standard output shows colours and nobody asked it not to.
    static var takesColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether somebody sits at both ends.
    static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// How many columns the terminal has; 80 where there is none.
    static var columns: Int {
        var window = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }

    /// Writes data; a program that cannot has failed, and ends.
    static func write(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            LaunchFailure("стандартный вывод не записан до конца", status: .failed).print(program: "hotline")
            Foundation.exit(ExitStatus.failed.rawValue)
        }
    }

    /// How many columns and lines standard output has; `nil` where it is no terminal.
    private static var window: (columns: Int, rows: Int)? {
        var window = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return nil
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// How many columns standard output has; `nil` where it is no terminal, and nothing is cut.
    static var outputColumns: Int? { window?.columns }

    /// Writes lines of data; on a terminal that they do not fit on, through a pager.
    static func write(_ lines: [String]) {
        let text = lines.map { $0 + "\n" }.joined()
        guard let window, lines.count >= window.rows, let pager, Pager.show(text, through: pager) else {
            return write(text)
        }
    }

    /// The program that shows long output page by page; `nil` where nobody wants one.
    private static var pager: String? {
        guard !CommandLine.arguments.contains("--no-pager") else { return nil }
        let environment = ProcessInfo.processInfo.environment
        let named = environment["HOTLINE_PAGER"] ?? environment["PAGER"] ?? "less -FRX"
        return named.allSatisfy(\.isWhitespace) ? nil : named
    }

    /// Writes one JSON value, for people to read too.
    static func write(_ json: JSON) { write([json.encoded(pretty: true)]) }

    /// Words for standard error in lines no wider than it, broken between words; as they are where it is no terminal.
    private static func fitted(_ line: String) -> String {
        let palette = Palette(isColoured: false, columns: isatty(STDERR_FILENO) == 1 ? columns : nil)
        return line.split(separator: "\n", omittingEmptySubsequences: false).flatMap { palette.wrap(String($0)) }
            .joined(separator: "\n")
    }

    /// Says a line.
    static func say(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\(fitted(line))\n".utf8))
    }

    /// Asks a question and gives the line that was typed; `nil` once there is nothing more to come.
    static func ask(_ question: String) -> String? {
        try? FileHandle.standardError.write(contentsOf: Data(fitted(question).utf8))
        let line = readLine()
        if line == nil { say("") }
        return line
    }

    /// Everything on standard input, which must be text.
    static func readText() throws -> String {
        guard let text = String(validating: try readAll(), as: UTF8.self) else {
            throw LaunchFailure("стандартный ввод — не текст UTF-8", status: .usage)
        }
        return text
    }

    /// Refuses an argument that is not UTF-8, of which the system passed on what could be read.
    static func checkText(_ text: String?, of option: String) throws {
        if text?.contains("\u{FFFD}") == true { throw ValidationError("\(option): не текст UTF-8.") }
    }

    /// Everything on standard input.
    static func readAll() throws -> [UInt8] { Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
}
