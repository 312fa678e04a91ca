import AMI
import Fuzzing
import HotlineCore
import NIOCore

@testable import HotlineVoice

/// Feeds the fuzzer's bytes to everything else that comes from Asterisk: the manager interface, the account of calls, and what
/// the dialplan and our own programs leave in the spool.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard let choice = bytes.first else { return 0 }
    let input = Array(bytes.dropFirst())
    switch choice % 5 {
    case 0: listen(input, pieceLength: Int(choice / 5) + 1)
    case 1: account(input)
    case 2: note(input)
    case 3: journal(input)
    default: hear(input)
    }
    return 0
}

/// The program.
@_cdecl("FuzzExchange_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

/// What the manager says is the same in whatever pieces it comes.
private func listen(_ input: [UInt8], pieceLength: Int) {
    let limits = ManagerLimits(lineLength: 200, headerCount: 20, messageLength: 1000)
    func said(_ pieceLength: Int) -> (said: [ManagerInbound], isBroken: Bool) {
        var decoder = ManagerDecoder(limits: limits)
        var buffer = ByteBuffer()
        var all: [ManagerInbound] = []
        var rest = input[...]
        do {
            while !rest.isEmpty {
                buffer.writeBytes(rest.prefix(pieceLength))
                rest = rest.dropFirst(pieceLength)
                while let one = try decoder.decode(buffer: &buffer) { all.append(one) }
                precondition(buffer.readableBytes <= 202, "More is kept than the limit allows.")
            }
        } catch {
            return (all, true)
        }
        return (all, false)
    }
    let (whole, cut) = (said(input.count), said(pieceLength))
    precondition(whole.said == cut.said && whole.isBroken == cut.isBroken, "Pieces say something else than the whole.")
    for case .message(let message) in whole.said {
        precondition((1...20).contains(message.headers.count), "A message is empty or too long.")
        _ = (message.kind, message.isSuccess, message.actionID, message["Uniqueid"])
        let action = ManagerAction("Test", message.headers)
        var buffer = ByteBuffer()
        guard (try? action.encode(actionID: "1", into: &buffer)) != nil else { continue }
        var decoder = ManagerDecoder(expectingGreeting: false)
        guard case .message(let again)? = try? decoder.decode(buffer: &buffer) else {
            preconditionFailure("An action cannot be read again.")
        }
        precondition(again.headers.count == message.headers.count + 2, "A header became two.")
        precondition(buffer.readableBytes == 0, "An action became two.")
    }
}

/// A file that grows is read the same as one that is whole.
private func account(_ input: [UInt8]) {
    let start = CallDetailPosition(inode: 1, offset: 0)
    let whole = CallDetailReading(input, at: start)
    let half = CallDetailReading(Array(input.prefix(input.count / 2)), at: start)
    let rest = CallDetailReading(Array(input.dropFirst(Int(half.position.offset))), at: half.position)
    precondition(whole.records == half.records + rest.records, "Calls are lost or doubled between two readings.")
    precondition(whole.broken == half.broken + rest.broken && whole.position == rest.position, "Two readings differ.")
    _ = AccountedCall.calls(in: whole.records)
}

private func note(_ input: [UInt8]) {
    let note = DialplanNote(text: input, uniqueID: "1773313500.1", cityCode: "495")
    precondition(note.map { $0.start.uniqueID == "1773313500.1" } ?? true, "A note is of another call.")
}

/// A line of the journal is written again as it was read.
private func journal(_ input: [UInt8]) {
    guard let entry = SpoolEntry(line: input) else { return }
    let line = entry.line
    precondition(line.last == 10 && line.count { $0 == 10 } == 1, "An entry is no line.")
    guard let again = SpoolEntry(line: line.dropLast()) else { preconditionFailure("An entry cannot be read again.") }
    precondition(again.line == line, "An entry reads as another.")
}

private func hear(_ input: [UInt8]) {
    guard let header = WaveHeader(Array(input.prefix(512)), fileSize: input.count) else { return }
    precondition(header.data.upperBound <= input.count && header.data.lowerBound >= 0, "The sound is beyond the file.")
}
