import Fuzzing
import HotlineCore

@testable import HotlineMessaging

/// Feeds the fuzzer's bytes to everything that reads what a gateway calls us with or leaves in a folder.
///
/// The first byte chooses the reader, the second the address and the body's type; then comes the query, up to a line's end, and
/// the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    guard bytes.count >= 2 else { return 0 }
    let (choice, manner) = (Int(bytes[0]), Int(bytes[1]))
    let rest = Array(bytes.dropFirst(2))
    guard choice % 6 < 5 else {
        readSpool(rest)
        return 0
    }
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
    let types = [
        nil, "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; charset=UTF-16BE",
        "application/octet-stream", "text/plain; charset=\"iso-8859-1\"",
    ]
    var headers: [String: String] = [:]
    headers["content-type"] = types[manner / 3 % types.count]
    let request = CallbackRequest(
        subject: CallbackRequest.Subject.allCases[manner % 3],
        query: String(decoding: rest[..<end], as: UTF8.self),
        headers: headers,
        body: Array(rest.dropFirst(end + 1))
    )
    do throws(CallbackFault) {
        check(try readers[choice % 6].read(request))
    } catch {
        precondition(!error.description.contains("\n"), "A fault is more than a line.")
    }
    return 0
}

/// The program.
@_cdecl("FuzzCallbacks_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

private let readers: [any CallbackReader] = {
    guard let rules = HTTPGatewayDescription.smsc(url: "http://127.0.0.1").callbacks else {
        preconditionFailure("smsc.ru has no calls.")
    }
    return [
        KannelReader(gateway: "kannel"), HTTPReader(kind: "smsc", gateway: "smsc", rules),
        SMSRuReader(gateway: "smsru", token: "t"),
        AndroidReader(gateway: "android", signingKey: nil, now: { Instant(seconds: 1_773_313_500) }),
        AndroidReader(gateway: "android", signingKey: "k", now: { Instant(seconds: 1_773_313_500) }),
    ]
}()

private func check(_ reading: CallbackReading) {
    precondition(reading.news.count <= 100, "A call brings more than one can.")
    for news in reading.news {
        switch news {
        case .incoming(let text):
            precondition((1...128).contains(text.id.count), "A text's identifier is of no use.")
            precondition((1...128).contains(text.sender.count), "A text's sender is of no use.")
            _ = IncomingCommand(reading: text.text)
        case .referenced(let report):
            precondition((1...128).contains(report.reference.count), "A report's identifier is of no use.")
        case .report(let report): precondition(report.part >= 0, "A part is before the first.")
        }
    }
}

/// Reads bytes as a file of smsd's: a text that came in, and a report.
private func readSpool(_ bytes: [UInt8]) {
    guard let file = SMSToolsFile(bytes) else { return }
    let now = Instant(seconds: 1_773_313_500)
    for isSettled in [false, true] {
        guard let text = try? SMSToolsText(file, name: "GSM1.x", modifiedAt: now, isSettled: isSettled) else {
            continue
        }
        precondition(!text.sender.isEmpty && text.id.count == 32, "A text is from nobody.")
        precondition(text.sentAt.map { $0 <= now + .seconds(60) } ?? true, "A text comes before it was sent.")
        _ = IncomingCommand(reading: text.text)
    }
    if let report = SMSToolsReport(file) {
        precondition(
            (0...255).contains(report.messageID) && (0...255).contains(report.status),
            "A report is of nothing."
        )
        _ = (report.finding, report.isFinal, report.isAbout("79000000042"))
    }
}
