public import HotlineCore
internal import JSON

#if canImport(Glibc)
internal import Glibc
#endif

/// The appeal numbers held ready for callers who come while the database cannot be written.
///
/// They are in `numbers.json` in the spool's folder. A number is given only after the disk has that it is: a crash may waste
/// one, and none is given twice. A file for the next writing always lies ready, so that a full disk does not stop that.
public struct HeldNumbers: Sendable {
    private enum Name {
        static let numbers = "numbers.json"
        static let spare = "numbers.json.new"
        static let damaged = "numbers.json.damaged"
        static let lock = "numbers.lock"
    }

    private let folder: SpoolFolder

    /// Creates the numbers of a spool's folder, which is made when first needed.
    public init(folder: String) {
        self.folder = SpoolFolder(path: folder)
    }

    /// Holds a block that the database gave out, in place of what was held.
    ///
    /// Numbers of it that were given already are not given again, where the block held has them too.
    public func hold(_ block: ReservedNumbers) throws(SpoolError) {
        try folder.make()
        try folder.locked(by: Name.lock) { () throws(SpoolError) in
            var kept = KeptNumbers(first: block.first.value, last: block.last.value, next: block.first.value)
            if case .held(let old) = try stored(), kept.first <= old.last, old.first <= kept.last {
                kept.next = min(max(kept.next, old.next), kept.last + 1)
            }
            try store(kept)
            try write(kept)
        }
    }

    /// Gives the next number, or `nil` where none is left.
    ///
    /// - Throws: ``SpoolError``; ``SpoolError/damaged(path:)`` once, for from then on nothing is held.
    public func take() throws(SpoolError) -> AppealNumber? {
        guard case .some = try SpoolFile(openingAt: folder.path(of: Name.numbers)) else { return nil }
        return try folder.locked(by: Name.lock) { () throws(SpoolError) in
            switch try stored() {
            case .none: return nil
            case .damaged:
                try folder.rename(Name.numbers, to: Name.damaged)
                try folder.sync()
                throw .damaged(path: folder.path(of: Name.numbers))
            case .held(var kept):
                guard kept.next <= kept.last else { return nil }
                let number = AppealNumber(kept.next)
                kept.next += 1
                try store(kept)
                return number
            }
        }
    }

    /// How many numbers are left; none where the file cannot be read.
    public var left: Int { kept.map { Int($0.last - $0.next + 1) } ?? 0 }

    /// The block that is held, with what was given of it already; `nil` where none is or the file cannot be read.
    public var block: ReservedNumbers? {
        kept.map { ReservedNumbers(first: AppealNumber($0.first), last: AppealNumber($0.last)) }
    }
}

// MARK: - The file

extension HeldNumbers {
    /// What the file says.
    private enum Stored {
        case none
        case damaged
        case held(KeptNumbers)
    }

    private var kept: KeptNumbers? {
        guard case .some = try? SpoolFile(openingAt: folder.path(of: Name.numbers)) else { return nil }
        let found = try? folder.locked(by: Name.lock) { () throws(SpoolError) in try stored() }
        guard case .held(let kept)? = found else { return nil }
        return kept
    }

    private func stored() throws(SpoolError) -> Stored {
        guard let file = try SpoolFile(openingAt: folder.path(of: Name.numbers)) else { return .none }
        guard let json = try? JSON(parsing: file.read(0..<KeptNumbers.mostBytes)),
            let kept = try? json.read(as: .keptNumbers)
        else { return .damaged }
        return .held(kept)
    }

    /// Replaces the file, and returns when the new one is on the disk under its name.
    private func store(_ numbers: KeptNumbers) throws(SpoolError) {
        try write(numbers)
        try folder.exchange(Name.spare, with: Name.numbers)
        try folder.sync()
    }

    /// Writes the file that is to be the next, over what is in it.
    private func write(_ numbers: KeptNumbers) throws(SpoolError) {
        let file = try SpoolFile(makingAt: folder.path(of: Name.spare), O_WRONLY)
        let bytes = Array(numbers.json.encoded().utf8)
        try file.write(bytes)
        file.cut(to: bytes.count)
        try file.sync()
    }
}

/// What the file of numbers holds.
private struct KeptNumbers {
    /// No file of ours is longer.
    static let mostBytes = 4096

    var first: Int64
    var last: Int64
    /// The number to be given next; one after the last where all are given.
    var next: Int64

    var json: JSON { ["first": .integer(first), "last": .integer(last), "next": .integer(next)] }
}

extension JSONShape where Value == KeptNumbers {
    fileprivate static var keptNumbers: JSONShape {
        .object { fields in
            let first = fields.required("first", .appealNumber)
            let last = fields.required("last", .appealNumber)
            let next = fields.required("next", .appealNumber)
            let kept = KeptNumbers(
                first: try first.get().value,
                last: try last.get().value,
                next: try next.get().value
            )
            guard kept.first <= kept.last, kept.first <= kept.next, kept.next <= kept.last + 1 else {
                throw fields.fault("does not fit together")
            }
            return kept
        }
    }
}
