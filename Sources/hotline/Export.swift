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
        if last > 0 {
            // Whole numbers are not asked for, for each is noted.
            let page = try await client.export(after: last - 1, wholeNumbers: false)
            try file?.check(page.appeals.first)
        }
        var bar = ProgressBar(isQuiet: quiet || target == nil)
        var count = file?.count ?? 0
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
    /// What stood in it already; `nil` where it begins.
    private var rows: ExportRows?
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
        let rows = try ExportRows(handle, format)
        self.rows = rows
        guard rows.areGood else { throw alien }
        try handle.truncate(atOffset: rows.end)
    }

    /// The number of the last appeal that stood in it.
    var last: Int64 { rows?.last ?? 0 }

    /// How many appeals stood in it.
    var count: Int { rows?.count ?? 0 }

    /// Refuses to go on after rows that are of no such export.
    ///
    /// - Parameter appeal: The appeal that the last row is of, as it stands; `nil` where there is none of that number.
    /// - Throws: `LaunchFailure`.
    func check(_ appeal: AppealDocument?) throws {
        guard let appeal, rows?.endsWith(appeal) == true else { throw alien }
    }

    private var alien: LaunchFailure {
        LaunchFailure("\(partial): это не начало такой выгрузки; уберите файл и начните без --resume", status: .failed)
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
}
