internal import Foundation
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
        let (store, logger, board) = (store, logger, board)
        let folder = file.resolve(file.settings.agi.recordings)
        let hasAccount = file.settings.asterisk.cdr != nil
        return VoiceDesk(
            outage: { try await asked(logger) { () throws(StoreError) in try await store.outage() } },
            announce: { type, person in
                try await asked(logger) { () throws(StoreError) in
                    try await store.announceOutage(type, by: person, at: .now())
                }
            },
            endOutage: { person in
                try await asked(logger) { () throws(StoreError) in try await store.endOutage(by: person, at: .now()) }
            },
            recording: { number, index, person in
                let kept = try await asked(logger) { () throws(StoreError) in
                    try await store.recording(of: number, index: index)
                }
                guard let kept else { throw FaultDocument(.unknown, "у обращения №\(number) нет такой записи") }
                let bytes = try Self.sound(kept, of: number, in: folder)
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
            live: { board.calls.map { LiveCallDocument($0, now: .now()) } }
        )
    }

    /// A recording's file, which must be the one that was recorded.
    private static func sound(_ kept: CallRecording, of number: AppealNumber, in folder: String) throws -> [UInt8] {
        guard !kept.file.contains("/"), !kept.file.hasPrefix(".") else {
            throw FaultDocument(.failed, "запись обращения №\(number) не прочитана")
        }
        let path = "\(folder)/\(kept.file)"
        guard let found = try? SoundFile.examine(path), let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw FaultDocument(.unknown, "файла записи обращения №\(number) больше нет")
        }
        guard found.sha256 == kept.sha256 else {
            throw FaultDocument(.refused, "файл записи обращения №\(number) изменён после звонка")
        }
        return Array(data)
    }
}

extension LiveCallDocument {
    /// Tells of a call that goes on.
    init(_ call: LiveCall, now: Instant) {
        let (state, people): (State, [String]) =
            switch call.state {
            case .queued, .over: (.queued, [])
            case .ringing(let logins, _): (.ringing, logins)
            case .talking(let login, _): (.talking, [login])
            }
        self.init(
            appeal: call.card.appeal,
            route: call.card.route,
            state: state,
            people: people,
            waited: Int(call.waited(at: now).components.seconds)
        )
    }
}
