internal import HotlineClient
internal import HotlineLaunch

extension CallSimulation {
    /// The call that an order asks for.
    init(_ order: SimulationOrder, uniqueID: String) {
        self.init(
            from: order.from,
            keys: order.keys.isEmpty
                ? [] : order.keys.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
            hangUpAfter: order.hangupAfter,
            uniqueID: uniqueID
        )
    }
}
