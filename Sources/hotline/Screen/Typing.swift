internal import Dispatch
internal import Foundation
internal import Synchronization

/// Tells once that something was typed, and again only after it was read.
///
/// A source that reads goes off for as long as there is something to read: told each time, a program that has just no time
/// to read would have thousands of these to work off before anything else.
final class Typing: Sendable {
    private struct State {
        let source: any DispatchSourceRead
        var isWaiting = false
        var isOver = false

        mutating func goOn() {
            guard isWaiting else { return }
            isWaiting = false
            source.resume()
        }
    }

    private let state: Mutex<State>

    /// Begins to listen to standard input.
    ///
    /// - Parameter events: Who is told: of something typed, or of the terminal's end.
    init(_ events: AsyncStream<FullScreen.Event>.Continuation) {
        state = Mutex(State(source: DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO)))
        state.withLock { state in
            state.source.setEventHandler { [weak self] in
                self?.pause()
                events.yield(Self.isGone ? .ended : .typed)
            }
            state.source.resume()
        }
    }

    /// Listens again, after what was typed has been read.
    func goOn() { state.withLock { $0.goOn() } }

    /// Listens no more.
    func end() {
        state.withLock { state in
            state.isOver = true
            state.source.cancel()
            // A source that waits is not let go of, and one that just goes off must not begin to.
            state.goOn()
        }
    }

    private func pause() {
        state.withLock { state in
            guard !state.isWaiting, !state.isOver else { return }
            state.isWaiting = true
            state.source.suspend()
        }
    }

    /// Whether the terminal is gone, which to a program without a controlling terminal no signal tells.
    private static var isGone: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, 0) == 1 && input.revents & Int16(POLLHUP | POLLERR) != 0
    }
}
