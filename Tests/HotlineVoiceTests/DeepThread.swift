import Foundation

/// A thread with room for a deep search.
enum DeepThread {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: body()) }
            thread.stackSize = 512 << 20
            thread.start()
        }
    }
}
