internal import HotlineCore
internal import HotlineWeb
internal import Synchronization

/// Where plain HTTP is taken: visitors of the site, or reports of gateways; and how that stands.
final class PlainDoor: Sendable {
    /// How it stands.
    enum State: Hashable, Sendable {
        /// Nobody has tried to open it yet.
        case waiting
        /// Requests can come.
        case open
        /// They cannot; it is tried again.
        case shut(ListenObstacle)
    }

    /// Where it is.
    let address: ListenAddress
    private let current = Mutex(State.waiting)

    /// Creates a door.
    init(_ address: ListenAddress) {
        self.address = address
    }

    /// How it stands.
    var state: State { current.withLock(\.self) }

    /// Notes how it stands now.
    func note(_ state: State) { current.withLock { $0 = state } }
}
