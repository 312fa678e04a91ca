internal import Foundation
internal import Synchronization

/// The telephone network behind Kannel: collects the texts it is given and brings in others.
///
/// It connects to Kannel's centre of kind `fake` and connects again whenever Kannel was away.
public final class FakeSMSC: Sendable {
    /// A text that reached a telephone.
    ///
    /// It never prints itself: it holds a number and a caller's words.
    public struct Message: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
        /// Whom it is from, as Kannel says it.
        public let sender: String
        /// Whom it is for.
        public let receiver: String
        /// The text; of a longer one, this part of it.
        public let text: String
        /// The user data header of a part, or nothing.
        public let header: [UInt8]

        /// Which part of which text this is: reference, number of parts, number of this one; `nil` for a whole text.
        public var part: (reference: Int, of: Int, number: Int)? {
            guard header.count == 6, header[1] == 0 else { return nil }
            return (Int(header[3]), Int(header[4]), Int(header[5]))
        }

        /// How long it is, and no more.
        public var description: String { "text of \(text.utf16.count) units" }
        /// As the description.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    private struct State: Sendable {
        var messages: [Message] = []
        var unreadable: [String] = []
        var connection: Int32?
        var isStopped = false
    }

    private let state = Watched(State())

    /// Begins to connect.
    ///
    /// - Parameter port: Where Kannel's centre of kind `fake` listens.
    public init(port: Int) {
        Thread.detachNewThread { [state] in
            while !state.value.isStopped {
                guard let socket = try? Loopback.connected(port: port) else {
                    Thread.sleep(forTimeInterval: 0.02)
                    continue
                }
                state.change { $0.connection = socket }
                Self.read(socket, into: state)
                state.change { state in
                    state.connection = nil
                    close(socket)
                }
            }
        }
    }

    deinit {
        disconnect()
    }

    /// Every text so far, the oldest first.
    public var messages: [Message] { state.value.messages }

    /// Lines that were no text of a known kind; there should be none.
    public var unreadableLines: [String] { state.value.unreadable }

    /// Waits for a text, also one that has come already.
    ///
    /// - Parameters:
    ///   - limit: How long to wait.
    ///   - isMeant: Which text.
    /// - Returns: The first such text.
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)``.
    public func message(
        within limit: Duration = .seconds(20),
        where isMeant: @escaping @Sendable (Message) -> Bool
    ) async throws(WorldError) -> Message {
        guard let found = await state.first(within: limit, where: { $0.messages.first(where: isMeant) }) else {
            throw .timedOut(awaiting: "a text message", seen: "\(messages.count) others")
        }
        return found
    }

    /// Waits for so many texts of a kind, also those that have come already.
    public func messages(
        _ count: Int,
        within limit: Duration = .seconds(20),
        where isMeant: @escaping @Sendable (Message) -> Bool
    ) async throws(WorldError) -> [Message] {
        let found = await state.first(within: limit) { state -> [Message]? in
            let found = state.messages.filter(isMeant)
            return found.count >= count ? found : nil
        }
        guard let found else {
            throw .timedOut(awaiting: "\(count) text messages", seen: "\(messages.filter(isMeant).count) of them")
        }
        return found
    }

    /// Sends a text from a telephone, as soon as Kannel is there.
    public func send(
        _ text: String,
        from sender: String,
        to receiver: String,
        within limit: Duration = .seconds(20)
    ) async throws(WorldError) {
        let line = FakeSMSCLine(sender: sender, receiver: receiver, text: text).incoming + "\n"
        let isSent = await state.first(within: limit) { state -> Bool? in
            state.connection.flatMap { Loopback.write(Array(line.utf8), to: $0) ? true : nil }
        }
        guard isSent == true else { throw .timedOut(awaiting: "Kannel to connect to", seen: "nobody") }
    }

    /// Leaves for good.
    public func disconnect() {
        state.change { state in
            state.isStopped = true
            // The reading thread sees the end and closes.
            if let connection = state.connection { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private static func read(_ socket: Int32, into state: Watched<State>) {
        var rest: [UInt8] = []
        while let bytes = Loopback.read(socket), !bytes.isEmpty {
            rest += bytes
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeFirst(end + 1)
                state.change { state in
                    guard let line = FakeSMSCLine(line) else {
                        state.unreadable.append(line)
                        return
                    }
                    state.messages.append(
                        Message(sender: line.sender, receiver: line.receiver, text: line.text, header: line.header)
                    )
                }
            }
        }
    }
}
