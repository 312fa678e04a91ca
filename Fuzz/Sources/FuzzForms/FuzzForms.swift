import Fuzzing
import HTTPClient
import HotlineClient
import HotlineCore

/// Feeds the fuzzer's bytes, as the body of a form, to what reads Form 1.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let body = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let form = WebForm(body)
    let sent = WebForm.Field.allCases.map { ($0.rawValue, form[$0]) }
    let again = WebForm(percentEncoded(query: sent))
    for field in WebForm.Field.allCases {
        precondition(again[field].utf8.elementsEqual(form[field].utf8), "What is written is read as something else.")
    }
    let reading = form.read(cityCode: "495")
    for (_, words) in reading.faults { precondition(words.count > 1 && words.hasSuffix("."), "A fault says nothing.") }
    if reading.faults.isEmpty { check(reading.changes) }
    return 0
}

/// The program.
@_cdecl("FuzzForms_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    runFuzzer(count, arguments) { fuzz($0, $1) }
}

/// A form that was taken has what an appeal needs, and typed in again it is the same.
private func check(_ changes: FormChanges) {
    let form = changes.form
    guard let name = form.fullName, let role = form.role, let type = changes.type, let words = form.description else {
        preconditionFailure("A form was taken that lacks a field.")
    }
    precondition(form.phone != nil || form.email != nil, "Nobody can be answered.")
    precondition(!name.holdsControls && name.count <= 200 && !words.holdsControls, "Words steer a terminal.")
    precondition(role != .teacher || form.className == nil, "A teacher has a class.")
    precondition(!type.isPrivateByItself || changes.route == nil || changes.route == .psychologist, "A topic is wrong.")
    var input = FormInput()
    input[.fullName] = name
    input[.role] = role.rawValue
    input[.className] = form.className
    input[.type] = type.rawValue
    if type == .other { input[.route] = changes.route?.rawValue }
    input[.description] = words
    input[.phone] = form.phone?.e164
    input[.email] = form.email
    guard let again = try? input.read(besideType: nil, cityCode: "495") else {
        preconditionFailure("What was read cannot be read again.")
    }
    precondition(again == changes, "What was read reads as something else.")
}

extension AppealType {
    fileprivate var isPrivateByItself: Bool { route?.isPrivate == true }
}
