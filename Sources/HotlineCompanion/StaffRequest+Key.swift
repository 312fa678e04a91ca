internal import HotlineCore
internal import HotlineStore
internal import HotlineWeb

extension StaffRequest {
    /// A request as the store remembers it; `nil` where it has no key.
    init?(_ key: RequestKey?, by person: Person) {
        guard let key else { return nil }
        self.init(key: key.key, by: person, asking: key.content)
    }
}
