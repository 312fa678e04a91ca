import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import Synchronization

extension StaffOffice {
    /// What the desk says of calls: the store's words, and a sound of four bytes for every appeal.
    var voiceDesk: VoiceDesk {
        let (store, register) = (store, register)
        return VoiceDesk(
            outage: { try await store.outage() },
            announce: { type, person, key in
                try await reaching {
                    try await store.announceOutage(type, by: person, request: request(key, person), at: Self.now)
                }
            },
            endOutage: { person, key in
                try await reaching {
                    try await store.endOutage(by: person, request: request(key, person), at: Self.now)
                }
            },
            recording: { number, index, person in
                guard index ?? 1 == 1 else { throw FaultDocument(.unknown, "у обращения №\(number) нет такой записи") }
                try await store.notePlayed(number, file: "call-1-message.wav", by: person, at: Self.now)
                return [1, 2, 3, 4]
            },
            balance: { start, end in
                guard register.hasExchangeAccount.withLock(\.self) else { return nil }
                return CallBalance(
                    exchange: Int((end - start).components.seconds / 3600),
                    records: 0,
                    turnedAway: 0,
                    lost: 0
                )
            },
            changes: changes,
            live: {
                [
                    LiveCallDocument(
                        appeal: AppealNumber(7),
                        route: .psychologist,
                        state: .ringing,
                        since: Self.zone.civilTime(at: Self.now),
                        people: ["dusha"],
                        waited: 3
                    )
                ]
            }
        )
    }
}
