/// The commands a voice menu needs, each with the limit that fits it.
extension Command {
    /// The longest a single prompt may be.
    private static let longestPrompt = Duration.seconds(300)
    /// How much longer than its own time a command may take.
    private static let slack = Duration.seconds(30)

    /// Answers the call.
    public static let answer = Command("ANSWER")
    /// Hangs up the call.
    public static let hangUp = Command("HANGUP")
    /// Asks how the channel is.
    public static let channelStatus = Command("CHANNEL STATUS")

    /// Plays a prompt, which any of `escapeDigits` cuts short.
    ///
    /// The reply's ``Reply/pressedKey`` is the key, if any.
    public static func streamFile(_ file: String, escapeDigits: String = "", offset: Int? = nil) -> Command {
        Command(
            "STREAM FILE",
            arguments: [file, escapeDigits] + (offset.map { [String($0)] } ?? []),
            answerLimit: longestPrompt + slack
        )
    }

    /// Plays a prompt and waits `timeout` after it for one of `escapeDigits`.
    ///
    /// The reply's ``Reply/pressedKey`` is the key, if any.
    public static func getOption(_ file: String, escapeDigits: String, timeout: Duration) -> Command {
        Command(
            "GET OPTION",
            arguments: [file, escapeDigits, milliseconds(timeout)],
            answerLimit: longestPrompt + timeout + slack
        )
    }

    /// Plays a prompt and gathers digits up to `#`, `maximumDigits` or a pause of `timeout`.
    ///
    /// The reply's ``Reply/digits`` are what was typed.
    public static func getData(_ file: String, timeout: Duration, maximumDigits: Int) -> Command {
        Command(
            "GET DATA",
            arguments: [file, milliseconds(timeout), String(maximumDigits)],
            answerLimit: longestPrompt + timeout * (min(max(maximumDigits, 0), 1024) + 1) + slack
        )
    }

    /// Waits for any key; for ever where `timeout` is `nil`.
    public static func waitForDigit(timeout: Duration?) -> Command {
        Command(
            "WAIT FOR DIGIT",
            arguments: [timeout.map(milliseconds) ?? "-1"],
            answerLimit: timeout.map { $0 + slack } ?? .seconds(24 * 3600)
        )
    }

    /// Says a number, which any of `escapeDigits` cuts short.
    public static func sayNumber(_ number: Int, escapeDigits: String = "", gender: String? = nil) -> Command {
        Command(
            "SAY NUMBER",
            arguments: [String(number), escapeDigits] + (gender.map { [$0] } ?? []),
            answerLimit: usualAnswerLimit
        )
    }

    /// Says digits one by one, which any of `escapeDigits` cuts short.
    ///
    /// Asterisk refuses empty `digits` as bad syntax, and skips what is not a digit.
    public static func sayDigits(_ digits: String, escapeDigits: String = "") -> Command {
        Command(
            "SAY DIGITS",
            arguments: [digits, escapeDigits],
            answerLimit: .seconds(2) * digits.utf8.count + usualAnswerLimit
        )
    }

    /// Records the caller until one of `escapeDigits`, `timeout` or `silence`.
    ///
    /// After a hangup the recording is good; see ``Reply/isHangup``.
    ///
    /// - Parameters:
    ///   - file: The file without its ending.
    ///   - format: The ending, such as `wav`.
    ///   - escapeDigits: The keys that end the recording.
    ///   - timeout: The longest recording, or `nil` for one without end.
    ///   - offset: How many samples of an existing file to keep.
    ///   - beep: Whether to beep first.
    ///   - silence: How many seconds of silence end the recording.
    /// - Returns: The command.
    public static func recordFile(
        _ file: String,
        format: String,
        escapeDigits: String,
        timeout: Duration?,
        offset: Int = 0,
        beep: Bool = false,
        silence: Int? = nil
    ) -> Command {
        Command(
            "RECORD FILE",
            arguments: [file, format, escapeDigits, timeout.map(milliseconds) ?? "-1", String(offset)]
                + (beep ? ["BEEP"] : []) + (silence.map { ["s=\($0)"] } ?? []),
            answerLimit: timeout.map { $0 + usualAnswerLimit } ?? .seconds(24 * 3600)
        )
    }

    /// Has Asterisk hang up after so long, as `TIMEOUT(absolute)` does; a new command takes the place of the one before.
    ///
    /// The dialplan may catch it in the extension `T`. Zero lifts the limit.
    public static func setAutoHangUp(after limit: Duration) -> Command {
        Command("SET AUTOHANGUP", arguments: [String(limit.components.seconds)])
    }

    /// Sets a channel variable; allowed after a hangup too.
    public static func setVariable(_ name: String, _ value: String) -> Command {
        Command("SET VARIABLE", name, value)
    }

    /// Asks for a channel variable, which comes as ``Reply/value``, cut to 1023 bytes.
    public static func getVariable(_ name: String) -> Command {
        Command("GET VARIABLE", name)
    }

    /// Asks for what a template such as `${CALLERID(num)}` comes to, as ``Reply/value``.
    public static func getFullVariable(_ template: String) -> Command {
        Command("GET FULL VARIABLE", template)
    }

    /// Writes to Asterisk's console.
    public static func verbose(_ message: String, level: Int = 1) -> Command {
        Command("VERBOSE", message, String(level))
    }

    /// Does nothing; a message is shown by Asterisk's AGI debugging.
    public static func noop(_ message: String? = nil) -> Command {
        Command("NOOP", arguments: message.map { [$0] } ?? [])
    }

    /// Runs a dialplan application, which may last as long as `limit`.
    public static func exec(_ application: String, _ options: String..., limit: Duration = .seconds(3600)) -> Command {
        Command("EXEC", arguments: [application] + options, answerLimit: limit)
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
