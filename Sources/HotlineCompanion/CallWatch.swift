internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineVoice
internal import Logging
internal import ServiceLifecycle

/// Looks after calls from outside: matches the exchange's own account with ours, finds recordings nobody kept, and notices when
/// many call about the same.
struct CallWatch: Service {
    /// How long between two looks.
    static let pause = Duration.seconds(15)
    /// How long a call must be over before it is missed: its last word may still be on its way.
    private static let grace = Duration.seconds(30)
    /// What is older is no business of ours: the exchange's account may be older than the database.
    private static let oldest = Duration.seconds(7 * 86_400)

    let store: Store
    let account: CallDetailFile?
    let accountPath: String
    let recordings: RecordingAdoption
    let regulation: Regulation
    let burst: MenuSettings.Burst?
    let cityCode: String?
    let bell: Bell
    let logger: Logger

    init(_ file: SettingsFile, store: Store, ringing bell: Bell, logger: Logger) {
        self.store = store
        accountPath = file.settings.asterisk.cdr.map(file.resolve) ?? ""
        account = accountPath.isEmpty ? nil : CallDetailFile(path: accountPath)
        recordings = RecordingAdoption(folder: file.resolve(file.settings.agi.recordings), store: store)
        regulation = file.regulation
        burst = file.settings.menu.burst
        cityCode = file.settings.school.cityCode
        self.bell = bell
        self.logger = logger
    }

    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let now = Instant.now()
            await attempt("The account of calls could not be matched.") { try await sweep(at: now) }
            await attempt("The recordings could not be looked through.") { try await recordings.run(at: now) }
            await attempt("The bursts could not be counted.") { try await propose(at: now) }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    private func attempt(_ complaint: Logger.Message, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            logger.error(complaint, metadata: ["error": "\(error)"])
        }
    }

    private func sweep(at now: Instant) async throws {
        guard let account else { return }
        while let reading = try account.read(from: try await position()) {
            let calls = AccountedCall.calls(in: reading.records).filter { now - $0.ended < Self.oldest }
            try await store.noteExchangeCalls(
                calls.map {
                    ExchangeCall(uniqueID: $0.uniqueID, startedAt: $0.began, endedAt: $0.ended, callerRaw: $0.source)
                },
                upTo: ExchangePosition(
                    path: accountPath,
                    inode: reading.position.inode,
                    offset: reading.position.offset
                )
            )
            if reading.broken > 0 {
                logger.warning(
                    "Lines of the account of calls cannot be read.",
                    metadata: ["cdr.broken": "\(reading.broken)"]
                )
            }
            if !reading.isMore { break }
        }
        let report = try await store.sweep(
            before: now + (.zero - Self.grace),
            at: now,
            terms: regulation.terms,
            cityCode: cityCode
        )
        if report.found > 0 {
            logger.error("Calls were found that had no record.", metadata: ["calls.found": "\(report.found)"])
        }
        if report.settled > 0 {
            logger.warning("Calls had no end and got one.", metadata: ["calls.settled": "\(report.settled)"])
        }
    }

    private func position() async throws -> CallDetailPosition? {
        try await store.exchangePosition(of: accountPath).map { CallDetailPosition(inode: $0.inode, offset: $0.offset) }
    }

    private func propose(at now: Instant) async throws {
        guard let burst else { return }
        let written = try await store.proposeOutages(
            within: burst.within,
            appeals: burst.appeals,
            at: now,
            by: regulation
        )
        guard written > 0 else { return }
        logger.notice("An outage was proposed to the head.")
        bell.ring()
    }
}
