/// Through what a change came.
public enum EventChannel: String, Hashable, Sendable, CaseIterable {
    /// The caller, by telephone.
    case agi
    /// The staff's command line.
    case cli
    /// A text message.
    case sms
    /// The web form.
    case web
    /// The system itself.
    case system
}

/// What happened to an appeal.
public enum EventKind: String, Hashable, Sendable, CaseIterable {
    /// It arrived.
    case received
    /// Its type and route became known.
    case typed
    /// Where to reach the author became known.
    case contact
    /// The author said whether texts may be sent.
    case consent
    /// The call that made it ended.
    case callEnded
    /// Fields of the form were filled.
    case completed
    /// It was handed to a specialist.
    case distributed
    /// The specialist took it.
    case taken
    /// It got its result.
    case closed
    /// Somebody was shown the author's whole number.
    case numberShown
    /// Its author called again.
    case calledAgain
    /// Its author asked how it stands.
    case statusAsked
    /// Its author added to it.
    case added
    /// Its author said that they call because of an announced outage.
    case outageJoined
    /// Its author was put through to a specialist, or was to be.
    case transferred
    /// Something was recorded.
    case recorded
    /// Somebody of the staff listened to a recording.
    case played
    /// A recogniser wrote down what was said in a recording.
    case transcribed
    /// Its call was found in the exchange's own account of calls, or in the spool.
    case found
    /// The specialist gave it back, saying why.
    case handedBack
    /// It was opened again.
    case reopened
    /// The specialist asked for more time.
    case extensionAsked
    /// The head granted it.
    case extensionGranted
    /// The head refused it.
    case extensionRefused
    /// It was closed as none at all: a wrong number, a prank, a test.
    case marked
    /// Somebody of the staff wrote a note.
    case noted
    /// It has to do with another one.
    case linked
    /// It is a repeat of another one, which goes on in its place.
    case merged
    /// A repeat of it was closed.
    case absorbed
    /// Somebody was warned that a term ends soon.
    case warned
    /// A term ended, and who is in charge was told.
    case breached
    /// The head was reminded in the morning.
    case reminded
    /// The specialist could not be texted of it, and others were.
    case unreached
    /// The specialist was telephoned to take it, and did not.
    case phoned
    /// The author got the result.
    case told
    /// The author could not be told the result that way.
    case notTold
    /// Somebody of the staff tried to call the author back.
    case callAttempted
    /// A member of the staff called the author through the exchange, or tried to.
    case authorCalled
    /// The author, called in vain, is to be called another day.
    case callTaskMade
    /// Names, numbers and words were taken out.
    case anonymised
    /// A recording's sound was erased.
    case soundErased
    /// What is kept of it was made anew from its events.
    case rebuilt
}

/// Who did something: the system, the caller, or the member of the staff with this login.
public struct Actor: Hashable, Sendable {
    /// `system`, `caller`, `author`, or a login.
    public let name: String
    /// The token by which a machine elsewhere acted in their name; `nil` for what was done in any other way.
    public let token: Identifier<StaffToken>?

    /// Wraps a name.
    public init(_ name: String, token: Identifier<StaffToken>? = nil) {
        self.name = name
        self.token = token
    }

    /// The system itself.
    public static let system = Actor("system")
    /// The one on the telephone.
    public static let caller = Actor("caller")
    /// The one the appeal is from, by text message or on the web.
    public static let author = Actor("author")
}
