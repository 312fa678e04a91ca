import Fuzzing
import HotlineCore

/// Feeds the fuzzer's bytes, as text, to everything that reads or cuts what people write.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    read(text)
    cut(text)
    precondition(
        SMSEncoding(of: Transliteration.icao(text)) == .gsm7,
        "What was transliterated is not in the alphabet."
    )
    return 0
}

/// The program.
@_cdecl("FuzzReplies_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

/// Reads a text: a command must stand in it, and noise around must not matter.
private func read(_ text: String) {
    let command = IncomingCommand(reading: text)
    switch command {
    case .stop, .start: break
    case .words(let words):
        precondition(IncomingCommand(reading: words) == command, "Words read back as something else.")
    case .status(let number):
        precondition(
            number.map { digits(of: text).contains("\($0)") } ?? true,
            "The number does not stand in the text."
        )
    case .act(let reply):
        precondition(reply.number.map { digits(of: text).contains("\($0)") } ?? true, "The number is from nowhere.")
        precondition(reply.words.map { !$0.isEmpty } ?? true, "There are words without a word.")
        let code = reply.splittingCode()
        precondition(code.map { (0...9999).contains($0.code) } ?? true, "A code is too long.")
        let time = reply.splittingTime()?.time
        precondition(time.map { (.seconds(3600)...(.seconds(720 * 3600))).contains($0) } ?? true, "A time is too long.")
    }
    guard text.unicodeScalars.count < IncomingCommand.longestText - 8 else { return }
    if case .words = command { return }
    precondition(IncomingCommand(reading: " .\u{FEFF}\n\(text)\u{0} \r\n") == command, "Noise makes another command.")
}

/// The digits of a text in their order, and nothing between them.
private func digits(of text: String) -> String {
    var digits = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar {
        case "0"..."9": digits.append(scalar)
        case "\u{FF10}"..."\u{FF19}": digits.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        default: continue
        }
    }
    return String(digits)
}

/// Cuts a text: the parts make it again, and each fits.
private func cut(_ text: String) {
    let encoding = SMSEncoding(of: text)
    let parts = SMSParts.cut(text)
    precondition(parts.joined().utf8.elementsEqual(text.utf8), "The parts make another text.")
    let room = parts.count == 1 ? encoding.unitsAlone : encoding.unitsJoined
    precondition(parts.allSatisfy { (encoding.units(of: $0) ?? .max) <= room }, "A part is too long.")
    precondition(SMSSize(of: text).parts == parts.count, "The parts are counted otherwise than cut.")
}
