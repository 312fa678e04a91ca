import Fuzzing
import HotlineClient
import HotlineCore
import JSON

/// Feeds the fuzzer's bytes to the reading of JSON, and what is JSON to the readings of the settings and of a form.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    do throws(JSONSyntaxError) {
        let json = try JSON(parsing: bytes, file: "x.json")
        for pretty in [false, true] {
            guard let again = try? JSON(parsing: json.encoded(pretty: pretty)) else {
                preconditionFailure("What is written cannot be read.")
            }
            precondition(again == json, "What is written is read as something else.")
        }
        read(json)
    } catch {
        let words = error.description
        precondition(words.hasPrefix("x.json:") && !words.contains { $0.isNewline }, "A fault is no line.")
    }
    return 0
}

/// The program.
@_cdecl("FuzzSettings_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

private func read(_ json: JSON) {
    do throws(JSONFaults) {
        let settings = try Settings(json)
        precondition(settings.staff.contains { $0.roles.contains(.head) }, "There is no head.")
        let regulation = Regulation(settings, zone: .utc)
        for kind in MessageKind.allCases {
            precondition(SMSSize(of: regulation.texts.longest(kind)).parts <= kind.partBudget, "A text is too long.")
        }
    } catch {
        check(error)
    }
    do throws(JSONFaults) {
        let input = try FormInput(json)
        _ = try? input.read(besideType: nil, cityCode: "495")
    } catch {
        check(error)
    }
}

/// Faults there are, and each is a line of its own that names the file.
private func check(_ faults: JSONFaults) {
    let lines = faults.description(file: "x.json").split(omittingEmptySubsequences: false) { $0.isNewline }
    precondition(!faults.faults.isEmpty && lines.count == faults.faults.count, "Faults are not one a line.")
    precondition(lines.allSatisfy { $0.hasPrefix("x.json: ") }, "A fault has no place.")
}
