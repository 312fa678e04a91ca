internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineVoice
internal import HotlineWeb
internal import Logging

extension Companion {
    /// What the staff ask about calls.
    var voiceDesk: VoiceDesk {
        let (store, logger, board, zone) = (store, logger, board, file.zone)
        let vault = vault
        let hasAccount = file.settings.asterisk.cdr != nil
        return VoiceDesk(
            outage: { try await asked(logger) { () throws(StoreError) in try await store.outage() } },
            announce: { type, person, key in
                let request = StaffRequest(key, by: person)
                return try await asked(logger) { () throws(StoreError) in
                    try await store.announceOutage(type, by: person, request: request, at: .now())
                }
            },
            endOutage: { person, key in
                let request = StaffRequest(key, by: person)
                return try await asked(logger) { () throws(StoreError) in
                    try await store.endOutage(by: person, request: request, at: .now())
                }
            },
            recording: { number, index, person in
                let kept = try await asked(logger) { () throws(StoreError) in
                    try await store.recording(of: number, index: index)
                }
                guard let kept else { throw FaultDocument(.unknown, "у обращения №\(number) нет такой записи") }
                let bytes = try Self.sound(kept, of: number, in: vault, logger: logger)
                try await asked(logger) { () throws(StoreError) in
                    try await store.notePlayed(number, file: kept.file, by: person, at: .now())
                }
                return bytes
            },
            balance: { start, end in
                guard hasAccount else { return nil }
                return try await asked(logger) { () throws(StoreError) in
                    try await store.callBalance(from: start, to: end)
                }
            },
            changes: changes,
            live: { board.calls.compactMap { LiveCallDocument($0, zone: zone, now: .now()) } }
        )
    }

    /// A recording's file, which must be the one that was recorded.
    private static func sound(
        _ kept: CallRecording,
        of number: AppealNumber,
        in vault: RecordingVault,
        logger: Logger
    ) throws -> [UInt8] {
        guard !kept.file.contains("/"), !kept.file.hasPrefix(".") else {
            throw FaultDocument(.failed, "запись обращения №\(number) не прочитана")
        }
        let bytes: [UInt8]?
        do throws(SoundFileError) {
            bytes = try vault.contents(of: kept)
        } catch {
            switch error {
            case .missing: throw FaultDocument(.unknown, "файла записи обращения №\(number) больше нет")
            case .notAFile, .notASound, .changed: bytes = nil
            case .unreadable:
                logger.error("A recording cannot be read.", metadata: ["error": "\(error)"])
                throw FaultDocument(.failed, "запись обращения №\(number) не читается, подробности в журнале службы")
            }
        }
        guard let bytes else {
            throw FaultDocument(.refused, "файл записи обращения №\(number) изменён после звонка")
        }
        return bytes
    }
}
