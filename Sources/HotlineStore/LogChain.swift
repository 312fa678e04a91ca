internal import HotlineCore

/// The chain of the log, followed row by row: names what does not follow, and goes on as soon as something follows again.
///
/// A row's own hash may be what was changed and not what it tells of, and a row may stand where another belongs. So the next row
/// may follow from what stands before it, from what should stand there, or from the row that belongs there.
struct LogChain {
    /// A row with the hash that stands in it.
    struct Link {
        var entry: LogEntry
        var hash: [UInt8]
    }

    /// How many hashes a row may follow from: its forerunner's own, and what it would be after each of those before.
    private static let mostBefore = 4
    /// How long a run of rows may be in which misplaced ones are put in their places.
    private static let longestSorted: Int64 = 32
    /// How many runs are looked into: who changed each second row of a long log must not make the audit last for ever.
    private static let mostSearches = 16

    /// What was found, but for a run that has not ended.
    private(set) var findings: [AuditFinding] = []
    /// The place of the next row.
    private(set) var expected: Int64
    /// What the next row may follow from; nothing where that is unknown.
    private var before: [[UInt8]]
    /// The rows since something last followed, as far as they may belong elsewhere.
    private var strays: [Link] = []
    /// The first row since something last followed, and the part of the run that is not explained.
    private var beginning: Int64?
    private var unexplained: ClosedRange<Int64>?
    private var searches = 0

    /// Begins at a place.
    ///
    /// - Parameters:
    ///   - first: The place of the first row.
    ///   - before: What it may follow from; nothing where that is unknown.
    init(from first: Int64, after before: [[UInt8]]) {
        expected = first
        self.before = before
    }

    /// Reads the next row.
    ///
    /// - Parameters:
    ///   - link: The row.
    ///   - near: Finds, among the rows around a place, one that a test is true of.
    mutating func read(_ link: Link, near: (Int64, (Link) -> Bool) throws -> Link?) rethrows {
        let place = link.entry.id
        if place > expected {
            endRun()
            findings.append(.dropped(first: expected, last: place - 1))
            before = []
        }
        expected = place + 1
        guard !before.isEmpty, !before.contains(where: { link.entry.hash(after: $0) == link.hash }) else {
            endRun()
            before = [link.hash]
            return
        }
        let isFirst = beginning == nil
        beginning = beginning ?? place
        if let owner = try owner(of: link, isFirst: isFirst, near: near) {
            endUnexplained()
            findings.append(.moved(event: place, to: owner.place))
            before = [owner.hash]
        } else {
            before = Array(([link.hash] + before.map { link.entry.hash(after: $0) }).prefix(Self.mostBefore))
            if isFirst {
                findings.append(.changed(event: place))
            } else {
                unexplained = (unexplained?.lowerBound ?? place)...place
            }
        }
        if place - (beginning ?? place) < Self.longestSorted { strays.append(link) }
    }

    /// Ends at the last row of all.
    ///
    /// - Parameters:
    ///   - end: The place of the last event by the seal.
    ///   - hash: Its hash by the seal.
    mutating func end(sealedAt end: Int64, _ hash: [UInt8]) {
        endRun()
        if end >= expected {
            findings.append(.dropped(first: expected, last: end))
        } else if end < expected - 1 || !before.contains(hash) {
            findings.append(.seal(event: expected - 1))
        }
    }

    /// Ends before the last row of all.
    mutating func endRun() {
        endUnexplained()
        strays = []
        beginning = nil
    }

    private mutating func endUnexplained() {
        if let run = unexplained { findings.append(.unchained(first: run.lowerBound, last: run.upperBound)) }
        unexplained = nil
    }

    /// The row that belongs where this one stands, and the hash it has there.
    private mutating func owner(
        of link: Link,
        isFirst: Bool,
        near: (Int64, (Link) -> Bool) throws -> Link?
    ) rethrows -> (place: Int64, hash: [UInt8])? {
        let place = link.entry.id
        let before = before
        func hash(ofHere other: Link) -> [UInt8]? {
            var moved = other.entry
            moved.id = place
            for previous in before {
                let hash = moved.hash(after: previous)
                if hash == other.hash || hash == link.hash { return hash }
            }
            return nil
        }
        if place - (beginning ?? place) < Self.longestSorted {
            for stray in strays {
                if let hash = hash(ofHere: stray) { return (stray.entry.id, hash) }
            }
        }
        guard isFirst, searches < Self.mostSearches else { return nil }
        searches += 1
        guard let found = try near(place, { hash(ofHere: $0) != nil }), let hash = hash(ofHere: found) else {
            return nil
        }
        return (found.entry.id, hash)
    }
}
