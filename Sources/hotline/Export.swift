internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import JSON

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Выгрузить все обращения: CSV или JSON Lines, по порядку номеров.",
        discussion: """
            Номера телефонов скрыты; с --whole-numbers показаны, и каждый показ записывается в журнал событий. Личные \
            обращения — только времена и статус. В файл пишется рядом и переименовывается в конце; прерванная выгрузка \
            продолжается с --resume.

            Примеры:
              hotline export --output обращения.csv
              hotline export --format jsonl --output обращения.jsonl
              hotline export --format jsonl --output обращения.jsonl --resume
            """
    )

    /// How rows are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, jsonl
    }

    @Option(help: ArgumentHelp("csv или jsonl.", valueName: "вид"))
    var format = Format.csv

    @Option(name: .customLong("output"), help: ArgumentHelp("Файл; без него — стандартный вывод.", valueName: "файл"))
    var target: String?

    @Flag(help: "Номера телефонов целиком; каждый показ записывается.")
    var wholeNumbers = false

    @Flag(help: "Продолжить прерванную выгрузку в тот же файл.")
    var resume = false

    @Flag(help: "Не показывать, как идёт.")
    var quiet = false

    @OptionGroup var printing: OutputOptions
    @OptionGroup var service: ServiceOptions

    func validate() throws {
        if printing.json, target == nil {
            throw ValidationError("--json: нужен --output; сами строки — --format jsonl")
        }
        if resume, target == nil { throw ValidationError("--resume: нужен --output, файл прерванной выгрузки") }
    }

    func run() async throws {
        let client = try service.client()
        var file = try target.map { try ExportFile($0, format: format, goesOn: resume) }
        var last = file?.last ?? 0
        var bar = ProgressBar(isQuiet: quiet || target == nil)
        var count = 0
        while true {
            let page = try await client.export(after: last, wholeNumbers: wholeNumbers)
            if page.appeals.isEmpty { break }
            let isFirst = last == 0
            let text =
                format == .csv
                ? AppealListing.rows(page.appeals, withHeader: isFirst) : AppealListing.lines(page.appeals)
            if file != nil { try file?.write(text) } else { Terminal.write(text) }
            last = page.appeals.last?.number.value ?? last
            count += page.appeals.count
            bar.show(ProgressText("Выгрузка", done: last, total: page.lastNumber, areBytes: false))
        }
        if last == 0, format == .csv {
            let header = AppealListing.rows([], withHeader: true)
            if file != nil { try file?.write(header) } else { Terminal.write(header) }
        }
        bar.clear()
        try file?.finish()
        guard let target else { return }
        if printing.json {
            Terminal.write(["appeals": JSON(count), "lastNumber": .integer(last), "output": .string(target)])
        } else {
            Terminal.say("Выгружено обращений: \(count) — \(target)")
        }
    }
}

/// A file that is written beside its place, and put there once it is whole.
struct ExportFile {
    /// The number of the last appeal that stands in it.
    private(set) var last: Int64 = 0
    private let path: String
    private let handle: FileHandle

    private var partial: String { "\(path).partial" }

    /// Begins a file, or goes on after the last whole row of one that was interrupted.
    init(_ path: String, format: Export.Format, goesOn: Bool) throws {
        self.path = path
        let partial = "\(path).partial"
        let isThere = FileManager.default.fileExists(atPath: partial)
        guard isThere || !goesOn else {
            throw LaunchFailure("\(partial): прерванной выгрузки нет, начните без --resume", status: .failed)
        }
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | (goesOn ? 0 : O_TRUNC)
        let descriptor = open(partial, flags, 0o600)
        guard descriptor >= 0 else {
            throw LaunchFailure("\(partial): \(SystemFault.last)", status: .failed)
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard goesOn else { return }
        let (end, number) = try Self.wholeRows(handle, format)
        try handle.truncate(atOffset: end)
        last = number
    }

    /// Adds rows.
    mutating func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw LaunchFailure("\(partial): не записано; место освободите и продолжите с --resume", status: .failed)
        }
    }

    /// Puts the file in its place.
    func finish() throws {
        try handle.synchronize()
        guard rename(partial, path) == 0 else {
            throw LaunchFailure("\(path): \(SystemFault.last)", status: .failed)
        }
    }

    /// Where the last whole row ends, and the number it begins with.
    private static func wholeRows(_ handle: FileHandle, _ format: Export.Format) throws -> (UInt64, Int64) {
        var (end, number, offset): (UInt64, Int64, UInt64) = (0, 0, 0)
        var row: [UInt8] = []
        var isQuoted = false
        while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
            for byte in data {
                offset += 1
                if byte == UInt8(ascii: "\""), format == .csv { isQuoted.toggle() }
                guard byte == UInt8(ascii: "\n"), !isQuoted else {
                    if row.count < 64 { row.append(byte) }
                    continue
                }
                end = offset
                number = Self.number(row, format) ?? number
                row = []
            }
        }
        // The row of headings alone is written again with what follows.
        return number == 0 ? (0, 0) : (end, number)
    }

    private static func number(_ row: [UInt8], _ format: Export.Format) -> Int64? {
        let text = String(decoding: row, as: UTF8.self)
        switch format {
        case .csv: return text.split(separator: ",").first.flatMap { Int64($0) }
        case .jsonl:
            guard text.hasPrefix(#"{"number":"#) else { return nil }
            return Int64(text.dropFirst(10).prefix { $0.isNumber })
        }
    }
}
