/// What somebody might give for a name, a number, a word, a field or a file's name, so that something that reads it later does
/// more than read it.
///
/// Every layer that such words pass has a test that is given all of these: `HostileTests`, and in the world
/// `InjectionWorldTests`.
public struct HostileText: Hashable, Sendable, CaseIterable {
    /// Whom it is meant for.
    public enum Victim: String, Sendable {
        /// A line of AGI, AMI or a log.
        case line
        /// SQL.
        case sql
        /// A shell, or a program that takes arguments.
        case shell
        /// Asterisk's dialplan.
        case dialplan
        /// A spreadsheet.
        case spreadsheet
        /// A browser, or what shows HTML.
        case browser
        /// A mail's head.
        case mail
        /// A terminal.
        case terminal
        /// JSON.
        case json
        /// What reads texts, or fills in templates.
        case template
    }

    /// Whom it is meant for.
    public let victim: Victim
    /// What is given.
    public let text: String

    private init(_ victim: Victim, _ text: String) {
        self.victim = victim
        self.text = text
    }

    /// The file that those meant for a shell make where they come to one.
    public static let mark = "pwned-by-a-caller"

    /// All of them.
    public static let allCases: [HostileText] = [
        HostileText(.line, "Иван\r\nSET VARIABLE A B"), HostileText(.line, "Иван\nHANGUP\n"),
        HostileText(.line, "Иван\rAction: Logoff\r\r"), HostileText(.line, "Иван\0Петров"),
        HostileText(.line, "x\n2026-03-12T14:05:00+0300 error hotlined: all is lost"),
        HostileText(.line, "x\u{2028}y\u{2029}z\u{85}w\u{0B}v\u{0C}u"),
        HostileText(.sql, "Robert'); DROP TABLE appeal;--"), HostileText(.sql, "' OR 1=1 --"),
        HostileText(.sql, "\" OR \"\"=\""), HostileText(.sql, "1; ATTACH DATABASE '\(mark)' AS x; --"),
        HostileText(.sql, "%' ESCAPE '_"), HostileText(.sql, ":number ?1 @x $y"),
        HostileText(.shell, "$(touch \(mark))"), HostileText(.shell, "`touch \(mark)`"),
        HostileText(.shell, "; touch \(mark);"), HostileText(.shell, "| touch \(mark)"),
        HostileText(.shell, "x\ntouch \(mark)\n"), HostileText(.shell, "--output=\(mark)"),
        HostileText(.shell, "-oProxyCommand=touch \(mark)"), HostileText(.shell, "../../../../etc/passwd"),
        HostileText(.shell, "a b'c\"d\\e*?[f]{g,h}~"), HostileText(.shell, "%s%n%99999999x"),
        HostileText(.dialplan, "${SHELL(touch \(mark))}"), HostileText(.dialplan, "$[1 + 1]${EVAL(${UNIQUEID})}"),
        HostileText(.dialplan, "x,1)&Set(A=B)"), HostileText(.dialplan, "x\" <+79000000099>"),
        HostileText(.spreadsheet, "=HYPERLINK(\"http://x.example\",\"да\")"), HostileText(.spreadsheet, "+1+1"),
        HostileText(.spreadsheet, "-1+1"), HostileText(.spreadsheet, "@SUM(1)"), HostileText(.spreadsheet, "\t=1"),
        HostileText(.spreadsheet, "да;=1"), HostileText(.spreadsheet, "да\n=1\r\n+2"),
        HostileText(.spreadsheet, "\",=1,\""), HostileText(.spreadsheet, "\"\u{301},=1"),
        HostileText(.spreadsheet, "\u{FF1D}1"), HostileText(.spreadsheet, " \"=1"),
        HostileText(.browser, "<script>alert(1)</script>"), HostileText(.browser, "\"><img src=x onerror=alert(1)>"),
        HostileText(.browser, "' onfocus=alert(1) autofocus='"), HostileText(.browser, "</textarea><b>x</b>"),
        HostileText(.browser, "</title><svg onload=alert(1)>"), HostileText(.browser, "&lt;b&gt;&#60;i&#62;"),
        // A sign with a mark on it is one character, and no such sign; who reads scalars sees the sign.
        HostileText(.browser, "\"\u{301} onfocus=alert(1) autofocus x=\"\u{FE0F}"),
        HostileText(.browser, "'\u{301} onfocus=alert(1) '\u{200D}"),
        HostileText(.browser, "<\u{301}b>\u{301}<b\u{301}>"),
        HostileText(.browser, "&\u{301}lt; <!-- ]]> javascript:alert(1)"),
        HostileText(.mail, "x\r\nBcc: all@school.example"), HostileText(.mail, "x\nSubject: y\n\nz"),
        HostileText(.mail, "x\r\n.\r\nMAIL FROM:<y>"), HostileText(.mail, "=?UTF-8?B?0LA=?= \"x\" <y@z.example>, w"),
        HostileText(.mail, "--=_hotline_alternative--"),
        HostileText(.terminal, "\u{1B}[2J\u{1B}]0;x\u{07}\u{1B}[31m"),
        HostileText(.terminal, "\u{9B}2J\u{9D}0;x\u{9C}"),
        HostileText(.terminal, "x\u{08}\u{08}\u{08}y\u{7F}"), HostileText(.terminal, "\u{202E}dlo\u{202C}\u{2066}x"),
        HostileText(.terminal, "x" + String(repeating: "\u{301}", count: 300)),
        HostileText(.terminal, "\u{200B}\u{FEFF}\u{AD}x\u{E0041}"),
        HostileText(.json, "\",\"role\":\"head\",\"x\":\""), HostileText(.json, "\\u0000\\\"\\"),
        HostileText(.json, "\\ud800 null}]"),
        HostileText(.template, "{{{pass}}}{{school}}"), HostileText(.template, "{number}{result}{{"),
        HostileText(.template, "1042 2 готово\n1043 2 готово"), HostileText(.template, "%0d%0aX: y%00&to=1#z?"),
        HostileText(.template, String(repeating: "Ж", count: 1999)),
    ]
}

extension HostileText: CustomStringConvertible {
    /// Whom it is meant for, and what it is in printable signs.
    public var description: String {
        "\(victim): " + text.unicodeScalars.prefix(60).map { $0.escaped(asASCII: true) }.joined()
    }
}
