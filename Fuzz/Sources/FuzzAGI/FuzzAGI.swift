import AGI
import Fuzzing
import NIOCore

/// Feeds the fuzzer's bytes to everything that reads what a peer sends.
///
/// The first byte chooses what the rest is: a connection from its beginning, one past its opening, or a command line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let choice = bytes.first else { return 0 }
    let input = bytes.dropFirst()
    switch choice % 3 {
    case 0: converse(input, isOpened: false, pieceLength: Int(choice / 3) + 1)
    case 1: converse(input, isOpened: true, pieceLength: Int(choice / 3) + 1)
    default: parse(input)
    }
    return 0
}

/// The program.
@_cdecl("FuzzAGI_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

/// Holds a conversation with bytes that come in pieces, as a connection does.
private func converse(_ input: Slice<UnsafeBufferPointer<UInt8>>, isOpened: Bool, pieceLength: Int) {
    var decoder = InboundLineDecoder(expectingVariables: !isOpened, limits: ConversationLimits(blockLength: 4096))
    var conversation = Conversation(dialogue: Stubborn())
    if isOpened { obey(conversation.receive(.opened(CallVariables([:]))), &conversation, &decoder) }
    var buffer = ByteBuffer()
    var rest = input
    while !rest.isEmpty, conversation.isOpen {
        buffer.writeBytes(rest.prefix(pieceLength))
        rest = rest.dropFirst(pieceLength)
        do {
            while conversation.isOpen, let line = try decoder.decode(buffer: &buffer) {
                obey(conversation.receive(line), &conversation, &decoder)
            }
        } catch {
            obey(conversation.close(.fault(error)), &conversation, &decoder)
        }
        precondition(!conversation.isOpen || buffer.readableBytes <= 8192, "More is kept than the limit allows.")
    }
    obey(conversation.close(.peerClosed), &conversation, &decoder)
    precondition(conversation.isFinished, "A conversation did not finish.")
    precondition(conversation.dialogue.closings <= 1, "A closing was told more than once.")
    precondition(conversation.dialogue.hangups <= 1, "A hangup was told more than once.")
}

private func obey(
    _ step: Conversation<Stubborn>.Step,
    _ conversation: inout Conversation<Stubborn>,
    _ decoder: inout InboundLineDecoder
) {
    switch step {
    case .wait, .close: break
    case .send(let command): decoder.expectsValue = command.name == "GET VARIABLE"
    case .perform(let work): obey(conversation.performed(work), &conversation, &decoder)
    }
}

/// Reads bytes as a command, which must survive being written and read again.
private func parse(_ input: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let command = try? Command(parsing: input), let line = try? command.encoded() else { return }
    precondition(!line.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }, "A command is more than a line.")
    guard let again = try? Command(parsing: line) else { preconditionFailure("A command cannot be read again.") }
    precondition(again == command, "A command reads back as another.")
}
