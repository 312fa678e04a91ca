/// The open appeal of a number that calls again, as far as the caller is told of it.
public struct KnownAppeal: Hashable, Sendable {
    /// Its number.
    public var number: AppealNumber
    /// How far it has come.
    public var status: AppealStatus

    /// Creates what is told.
    public init(number: AppealNumber, status: AppealStatus) {
        self.number = number
        self.status = status
    }
}
