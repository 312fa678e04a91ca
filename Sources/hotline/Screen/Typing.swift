internal import Dispatch
internal import Foundation
internal import Synchronization

/// Tells once that something was typed, and again only after it was read.
///
/// A source that reads goes off for as long as there is something to read: told each time, a program that has just no time
/// to read would have thousands of these to work off before anything else.
final class Typing: Sendable {
    /// The source itself is only told to wait, to go on and to end, which any thread may.
    private struct State {
        nonisolated(unsafe) let source: any DispatchSourceRead
        var isWaiting = false
    }

    private let state: Mutex<State>

    /// Begins to listen to standard input.
    ///
    /// - Parameter events: Who is told: of something typed, or of the terminal's end.
    init(_ events: AsyncStream<FullScreen.Event>.Continuation) {
        let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO)
        state = Mutex(State(source: source))
        source.setEventHandler { [weak self] in
            self?.pause()
            events.yield(Self.isGone ? .ended : .typed)
        }
        source.resume()
    }

    /// Listens again, after what was typed has been read.
    func goOn() {
        state.withLock { state in
            guard state.isWaiting else { return }
            state.isWaiting = false
            state.source.resume()
        }
    }

    /// Listens no more.
    func end() {
        state.withLock { $0.source.cancel() }
        // A source that waits is not let go of.
        goOn()
    }

    private func pause() {
        state.withLock { state in
            guard !state.isWaiting else { return }
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
