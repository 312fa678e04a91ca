internal import HotlineCore

extension DeskCall {
    /// Where it is, in the words of the staff.
    var place: String {
        switch state {
        case .menu: "меню: \(step?.deskWord ?? "—")"
        case .queued: "ждёт"
        case .ringing: "звонит \(people.joined(separator: ", "))"
        case .talking: "говорит с \(people.joined(separator: ", "))"
        }
    }

    /// The keys pressed, as they are shown; empty where there are none.
    var keysShown: String { keys.map { "[\($0)]" } ?? "" }

    /// What a screen shows it in.
    var colour: ScreenLine.Style.Colour {
        switch state {
        case .menu: .standard
        case .queued: .yellow
        case .ringing: .cyan
        case .talking: .green
        }
    }

    /// How long it has been there, `1:05`.
    func clock(_ now: CivilTime) -> String {
        let seconds = max((now.instant - since.instant).components.seconds, 0)
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}

extension CallStep {
    /// Its word on the desk.
    ///
    /// Between the greeting and the first menu nothing is kept, so that no caller waits for a disk there: until the first key the
    /// record cannot tell the one from the other.
    fileprivate var deskWord: String { self == .answer ? "начало" : word }
}
