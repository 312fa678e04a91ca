/// Runs libFuzzer with a program's arguments.
///
/// SwiftPM links a module's `main` as the program's, under the module's name; each program exports one and calls this.
///
/// - Parameters:
///   - count: How many arguments there are.
///   - arguments: The arguments.
///   - target: What is given the bytes.
/// - Returns: The exit status.
public func runFuzzer(
    _ count: CInt,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt {
    var count = count
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
    return drive(&count, &arguments, target)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
