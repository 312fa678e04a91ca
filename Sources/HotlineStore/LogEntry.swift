/// A row of the log of events, as its hash is taken.
struct LogEntry: Hashable {
    var id: Int64
    var appeal: Int64
    var at: Int64
    var actor: String
    var channel: String
    var kind: String
    var detail: String

    /// SHA-256 of the hash before and of every field, each with its length in front, so that no two rows read the same.
    func hash(after previous: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160)
        bytes += previous
        for field in [String(id), String(appeal), String(at), actor, channel, kind, detail] {
            bytes += "\(field.utf8.count):".utf8
            bytes += field.utf8
        }
        return bytes.sha256
    }
}
