public import AGI
internal import HotlineCore

/// The conversation with one caller, as a state machine.
///
/// It decides; the connection acts. Every state has an answer to every event, and every way ends: each question is put a bounded
/// number of times, and then the call goes on without an answer.
public struct CallFlow: Dialogue {
    /// What it asks to be kept.
    public typealias Work = CallWork
    /// What came of it.
    public typealias Finding = CallFinding

    /// What is being played, and what its end means.
    enum Purpose: Hashable, Sendable {
        /// Picking up.
        case answering
        /// The greeting; a key may be the answer to the menu.
        case greeting
        /// Saying where in the menu the call is, for the dialplan.
        case marking(then: Next)
        /// Telling something before the next step.
        case telling(then: Next)
        /// Telling how the open appeal stands.
        case tellingStatus(repeats: Int)
        /// Letting keys pass that were pressed before the question.
        case flushing(Question, Tries, left: Int)
        /// A question.
        case asking(Question, Tries)
        /// The first digit of a telephone number is awaited.
        case takingNumber(entry: Int)
        /// The rest of a telephone number is being taken.
        case takingDigits(entry: Int, first: Character)
        /// A keyed number is being read back.
        case readingBack
        /// The class is being taken.
        case takingClass
        /// What must be heard whole before the caller is put through.
        case announcingTransfer
        /// How to leave the queue.
        case offeringToLeave
        /// What the queue needs to know is being left on the channel.
        case leavingForQueue
        /// What the queue left on the channel is being read.
        case readingTransfer(found: [String?])
        /// The caller is told to speak.
        case askingMessage(MessageTry)
        /// The caller is being recorded.
        case recording(MessageTry)
        /// The appeal's number is being told; `told` once it was heard.
        case finishing(repeats: Int, told: Bool)
        /// A caller who called too often is told so.
        case turningAway
        /// The result is being left for the dialplan.
        case leavingResult
    }

    /// What follows once something is kept or told.
    enum Next: Hashable, Sendable {
        case pickUp
        case enter(CallStep)
        case ask(Question, Tries, after: Prompt?)
        /// The next of the steps after the type.
        case later
        case readBack
        case takeNumber(entry: Int, after: Prompt?)
        case takeClass
        case announceTransfer
        case leaveForQueue
        case record(MessageTry)
        case tellStatus
        case tellNumber
        case conclude(CallOutcome)
        case leaveResult(CallOutcome)
    }

    /// Which go at the spoken message it is.
    struct MessageTry: Hashable, Sendable {
        /// Counted from 1.
        var number = 1
        /// How often the caller wanted the prompt again.
        var repeats = 0
    }

    enum State: Hashable, Sendable {
        /// Asterisk has not said which call it is.
        case waiting
        /// The call is being kept.
        case beginning
        /// A new appeal is being made for a caller who has an open one.
        case opening
        /// Commands are being carried out: one is in hand, and `rest` follows.
        case playing(Purpose, rest: [Command])
        /// A prompt could not be played: is the caller still there?
        case checking(Purpose, rest: [Command])
        /// Something is being kept.
        case noting(CallProgress, then: Next)
        /// A recording is being looked at; a key ended it, or the caller has hung up.
        case examining(MessageTry, key: Character?, hasHungUp: Bool)
        /// It is over.
        case over
    }

    let menu: CallMenu
    /// The time since some moment that stays the same.
    let clock: @Sendable () -> Duration
    var state: State = .waiting
    var call: BegunCall?
    /// What the names of sound files begin with.
    var soundName = ""
    var step: CallStep = .answer
    /// What could not be kept so far, or has not been yet.
    var unkept = CallProgress(call: Identifier(0), step: .answer)
    /// What is known of the appeal, be it kept or not.
    var type: AppealType?
    var route: AppealRoute?
    var role: AuthorRole?
    var className: String?
    /// The steps after the type that are still to come.
    var later: [MenuSettings.LaterStep] = []
    var link: CallLink = .made
    var isOpen = false
    var pickedUpAt: Duration?
    var hasPressedKey = false
    var hasEnded = false
    /// Whether progress of this call lies in the spool.
    var isSpooled = false
    var hasMessage = false
    var wantsPerson = false
    /// Whether the caller was put through once, with or without success; there is no second time.
    var wasPutThrough = false
    /// Whether a psychologist is wanted on the line.
    var wantsPsychologist = false
    /// How many recordings of the caller there are.
    var recordings = 0
    /// The number in hand in the contact step, and whether its owner asked for texts to it.
    var keyed: PhoneNumber?
    var keyedConsent: Consent?
    var entries = 0
    /// What is told at the door of the next step.
    var pending: Prompt?
    var willText = false

    /// Creates a flow that has not begun.
    ///
    /// - Parameters:
    ///   - menu: How the menu behaves.
    ///   - clock: The time since some moment that stays the same, by which the menu's length is measured.
    public init(menu: CallMenu, clock: @escaping @Sendable () -> Duration) {
        self.menu = menu
        self.clock = clock
    }

    /// What to do now that `event` has come.
    public mutating func handle(_ event: DialogueEvent<CallFinding>) -> DialogueAction<CallWork> {
        switch (state, event) {
        case (.over, _): .close
        case (.waiting, .opened(let variables)): begin(variables)
        case (.beginning, .performed(let finding)): arrived(finding)
        case (.opening, .performed(let finding)): opened(finding)
        case (.playing(let purpose, let rest), .replied(let reply)): played(purpose, rest: rest, reply)
        case (.playing(let purpose, let rest), .refused(let refusal)): refused(purpose, rest: rest, refusal)
        case (.playing(.recording(let go), _), .hungUp), (.playing(.recording(let go), _), .closed(.peerClosed)):
            examine(go, key: nil, hasHungUp: true)
        case (.checking(let purpose, let rest), .replied(let reply)): checked(purpose, rest: rest, reply)
        case (.noting(_, let next), .performed(.noted)): go(next)
        case (.noting(_, let next), .performed(.spooled)): wentToSpool(then: next)
        case (.noting(let progress, let next), .performed): notKept(progress, then: next)
        case (.examining(let go, let key, let hasHungUp), .performed(let finding)):
            examined(finding, go, key: key, hasHungUp: hasHungUp)
        case (_, .closed(let reason)): closed(reason)
        case (_, .hungUp), (.checking, .refused): hungUp()
        case (.waiting, _), (.beginning, _), (.opening, _), (.playing, _), (.checking, _), (.noting, _),
            (.examining, _):
            giveUp()
        }
    }
}
