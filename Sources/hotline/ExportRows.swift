internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import JSON

/// What stands in the file of an export that was interrupted, up to its last whole row.
struct ExportRows {
    /// Where the last whole row ends.
    private(set) var end: UInt64 = 0
    /// The number of the last appeal.
    private(set) var last: Int64 = 0
    /// How many appeals there are.
    private(set) var count = 0
    /// Whether every row is one of such an export, in its place.
    private(set) var areGood = true
    private let format: Export.Format
    private let header = Array(AppealListing.rows([], withHeader: true).utf8.dropLast())
    private var lastRow: [UInt8] = []

    /// Reads a file from where it stands to its end.
    ///
    /// - Parameters:
    ///   - handle: The file.
    ///   - format: How its rows are written.
    /// - Throws: What the system says where it cannot be read.
    init(_ handle: FileHandle, _ format: Export.Format) throws {
        self.format = format
        var offset: UInt64 = 0
        var row: [UInt8] = []
        var (isQuoted, rows) = (false, 0)
        while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
            for byte in data {
                offset += 1
                if byte == UInt8(ascii: "\""), format == .csv { isQuoted.toggle() }
                guard byte == UInt8(ascii: "\n"), !isQuoted else {
                    row.append(byte)
                    continue
                }
                take(row, isFirst: rows == 0)
                end = offset
                rows += 1
                row.removeAll(keepingCapacity: true)
            }
        }
        // The row of headings alone is written again with what follows.
        if last == 0 { end = 0 }
    }

    private mutating func take(_ row: [UInt8], isFirst: Bool) {
        if format == .csv, isFirst {
            areGood = areGood && row == header
            return
        }
        guard let number = number(of: row), number > last else {
            areGood = false
            return
        }
        (last, lastRow) = (number, row)
        count += 1
    }

    private func number(of row: [UInt8]) -> Int64? {
        let beginning = String(decoding: row.prefix(40), as: UTF8.self)
        switch format {
        case .csv: return beginning.split(separator: ",").first.flatMap { Int64($0) }
        case .jsonl:
            guard beginning.hasPrefix(#"{"number":"#), row.last == UInt8(ascii: "}") else { return nil }
            return Int64(beginning.dropFirst(10).prefix { $0.isNumber })
        }
    }

    /// Whether the last row is of that appeal, with all that such a row has.
    func endsWith(_ appeal: AppealDocument) -> Bool {
        guard areGood, appeal.number.value == last else { return false }
        switch format {
        case .csv: return Self.cells(in: lastRow) == Self.cells(in: header)
        case .jsonl:
            guard case .object(let known) = appeal.json, let row = try? JSON(parsing: lastRow),
                case .object(let read) = row
            else { return false }
            return read.keys == known.keys
        }
    }

    private static func cells(in row: [UInt8]) -> Int {
        var (cells, isQuoted) = (1, false)
        for byte in row {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted { cells += 1 }
        }
        return cells
    }
}
