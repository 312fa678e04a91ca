internal import CCurses
internal import Dispatch
internal import Foundation
internal import HotlineClient
internal import HotlineLaunch

/// The whole terminal, through ncurses: pictures go out, keys come in.
///
/// ncurses knows one terminal and no threads: there is one of these at a time, and one task uses it.
final class FullScreen {
    /// What happened at the terminal.
    enum Event: Hashable, Sendable {
        /// Something was typed; ``FullScreen/keys()`` has it, and nothing more is told before that is asked.
        case typed
        /// The window has another size.
        case resized
        /// Somebody pressed Ctrl-C.
        case interrupted
        /// The terminal is gone, or somebody ends the program.
        case ended
    }

    /// What happens at the terminal, until ``end()``.
    let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private let isColoured: Bool
    private let typing: Typing
    private let signals: [any DispatchSourceProtocol]
    private var isOpen = true

    /// Takes the terminal over.
    ///
    /// - Parameter isColoured: Whether colours are shown.
    /// - Throws: `LaunchFailure` where there is none that can do it.
    init(isColoured: Bool) throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw LaunchFailure("нужен терминал: стандартный ввод и вывод", status: .usage)
        }
        guard curses_use_utf8() != 0 else {
            throw LaunchFailure("на этой машине нет UTF-8: нужна locale C.UTF-8", status: .failed)
        }
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        self.isColoured = isColoured
        self.events = events
        self.continuation = continuation
        guard curses_begin() != 0 else {
            throw LaunchFailure("терминал «\(Self.terminalName)» не подходит: проверьте TERM", status: .failed)
        }
        typing = Typing(continuation)
        // Dispatch has a handler of its own, instead of those of ncurses, and puts it in place for the first source of a signal in
        // the life of a process only: whoever asks for another, or for none, takes it away from every later screen. What comes
        // while there is no screen waits for the next.
        let meanings: [(Int32, Event)] = [
            (SIGWINCH, .resized), (SIGINT, .interrupted), (SIGTERM, .ended), (SIGHUP, .ended),
        ]
        signals = meanings.map { number, event in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield(event) }
            return source
        }
        for source in signals { source.resume() }
    }

    deinit { end() }

    /// Gives the terminal back as it was; a second time does nothing.
    func end() {
        guard isOpen else { return }
        isOpen = false
        typing.end()
        for source in signals { source.cancel() }
        curses_end()
        continuation.finish()
    }

    private static var terminalName: String { ProcessInfo.processInfo.environment["TERM"] ?? "" }
}

// MARK: - Drawing

extension FullScreen {
    /// How large the terminal is.
    var size: Frame.Size {
        var (rows, columns): (Int32, Int32) = (0, 0)
        curses_size(&rows, &columns)
        return Frame.Size(rows: Int(rows), columns: Int(columns))
    }

    /// Takes the terminal's size over after it changed.
    func adoptSize() {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else { return }
        curses_resize(Int32(window.ws_row), Int32(window.ws_col))
        curses_redraw()
    }

    /// Shows a picture; only what differs from the one before is sent.
    func draw(_ frame: Frame) {
        let size = size
        curses_clear()
        for (row, line) in frame.lines.prefix(size.rows).enumerated() {
            var column = 0
            for piece in line.pieces where column < size.columns {
                let text = piece.text.fitted(to: size.columns - column)
                let style = piece.style
                curses_style(
                    style.isBold ? 1 : 0,
                    style.isDim ? 1 : 0,
                    style.isReversed ? 1 : 0,
                    style.isUnderlined ? 1 : 0,
                    isColoured ? style.colour.rawValue : 0
                )
                curses_write(Int32(row), Int32(column), text)
                column += ScreenLine(text).width
            }
        }
        curses_style(0, 0, 0, 0, 0)
        let cursor = frame.cursor
        curses_show(Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0), cursor == nil ? 0 : 1)
    }

    /// Draws everything anew with the next picture.
    func redraw() { curses_redraw() }

    /// Sounds the bell of the terminal.
    func ring() { curses_beep() }
}

// MARK: - Keys

extension FullScreen {
    /// What was typed since the last time; nothing where there is nothing.
    func keys() -> [Key] {
        defer { typing.goOn() }
        var keys: [Key] = []
        while true {
            let read = curses_read()
            switch read.kind {
            case 1: if let key = Self.key(character: read.value) { keys.append(key) }
            case 2: if let key = Self.named[Int32(read.value)] { keys.append(key) }
            default: return keys
            }
        }
    }

    private static func key(character value: UInt32) -> Key? {
        switch value {
        case 0x0D, 0x0A: return .enter
        case 0x1B: return .escape
        case 0x09: return .tab
        case 0x7F, 0x08: return .backspace
        case 1...26: return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
        default: return value < 0x20 ? nil : Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    private static let named: [Int32: Key] = {
        var named: [Int32: Key] = [
            curses_key_up(): .up, curses_key_down(): .down, curses_key_left(): .left, curses_key_right(): .right,
            curses_key_home(): .home, curses_key_end(): .end, curses_key_page_up(): .pageUp,
            curses_key_page_down(): .pageDown, curses_key_backspace(): .backspace, curses_key_delete(): .delete,
            curses_key_enter(): .enter, curses_key_back_tab(): .backTab,
        ]
        for number in 1...12 { named[curses_key_f(Int32(number))] = .function(number) }
        return named
    }()
}
