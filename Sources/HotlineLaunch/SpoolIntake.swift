internal import Foundation
public import HotlineCore
public import HotlineStore
internal import HotlineVoice
public import Logging

/// Brings what lies in the spool into the database, each thing once, and keeps appeal numbers ready for the next time.
public struct SpoolIntake: Sendable {
    /// How many numbers are held ready, and how few of them have more fetched.
    private static let numbers = (held: 100, few: 20)

    private let folder: String
    private let recordings: String
    private let rules: CallTaking.Rules
    private let cityCode: String?
    private let logger: Logger

    /// Creates the intake of a settings file's spool.
    public init(_ file: SettingsFile, logger: Logger) {
        folder = file.resolve(file.settings.agi.spool)
        recordings = file.resolve(file.settings.agi.recordings)
        rules = CallTaking.Rules(file)
        cityCode = file.settings.school.cityCode
        self.logger = logger
    }

    /// Takes in all there is.
    ///
    /// - Parameters:
    ///   - store: Where it belongs.
    ///   - now: What time it is.
    /// - Throws: `StoreError` and `SpoolError`; what was not taken in stays for the next time.
    public func run(into store: Store, at now: Instant) async throws {
        try await holdNumbers(of: store)
        let report = try await CallSpool(folder: folder).takeIn { entry in
            _ = try await store.takeIn(entry, at: now, terms: rules.terms, limits: rules.limits)
        }
        makeRoom()
        let left = try await takeInDialplan(store, at: now)
        if report.taken + left > 0 {
            logger.notice("The spool was taken in.", metadata: ["spool.taken": "\(report.taken + left)"])
        }
        if report.broken > 0 {
            logger.error("Lines of the spool cannot be read.", metadata: ["spool.broken": "\(report.broken)"])
        }
    }

    /// Sees to it that the spool can be written when the disk is full.
    ///
    /// It comes before the first call is taken.
    public func makeRoom() {
        do throws(SpoolError) {
            try CallSpool(folder: folder).makeRoom()
        } catch {
            logger.error("The spool has no room for the time of a full disk.", metadata: ["error": "\(error)"])
        }
    }

    /// Sees to it that callers can be told a number while the database is away, and that a database made anew gives out no number
    /// a second time.
    ///
    /// It comes before the first call is taken.
    public func holdNumbers(of store: Store) async throws {
        let held = HeldNumbers(folder: folder)
        if let block = held.block, try await !store.isReserved(block) {
            // The database was made anew, or comes from a backup: its numbers go on behind those that were told.
            try await store.adoptReservation(block)
        }
        guard held.left < Self.numbers.few else { return }
        try held.hold(try await store.reserveNumbers(Self.numbers.held))
    }

    /// Takes in the calls that only the dialplan took down; returns how many.
    private func takeInDialplan(_ store: Store, at now: Instant) async throws -> Int {
        let dialplan = DialplanSpool(folder: folder, cityCode: cityCode)
        let findings = try dialplan.notes(now: now)
        if findings.broken > 0 {
            logger.error("Notes of the dialplan cannot be read.", metadata: ["spool.broken": "\(findings.broken)"])
        }
        for note in findings.notes {
            let entry = SpoolEntry(
                id: "dialplan-\(note.start.uniqueID)",
                at: note.began,
                uniqueID: note.start.uniqueID,
                word: .left(note.start, endedAt: note.ended, recording: try recording(of: note))
            )
            _ = try await store.takeIn(entry, at: now, terms: rules.terms, limits: rules.limits)
            try dialplan.remove(note)
        }
        return findings.notes.count
    }

    /// Moves a note's sound to the recordings, where it may be already after a try that did not come to its end.
    private func recording(of note: DialplanNote) throws -> CallRecording? {
        let name = CallRecording.name(of: "spool-\(note.start.uniqueID)", .message)
        let target = "\(recordings)/\(name).wav"
        if let sound = note.sound {
            try FileManager.default.createDirectory(atPath: recordings, withIntermediateDirectories: true)
            if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
            try FileManager.default.moveItem(atPath: sound, toPath: target)
        }
        do throws(SoundFileError) {
            return CallRecording(.message, try SoundFile.examine(target), name: name)
        } catch {
            return nil
        }
    }
}

extension CallTaking.Rules {
    /// The rules a settings file states.
    public init(_ file: SettingsFile) {
        let settings = file.settings
        self.init(
            terms: file.regulation.terms,
            limits: ArrivalLimits(
                callsPerHour: settings.menu.limits.callsPerHour,
                repeatWithin: settings.menu.repeatWithin
            ),
            calendar: BusinessCalendar(settings.calendar, zone: file.zone)
        )
    }
}
