import Foundation

/// A folder of this test run, with a short path for sockets.
enum ScratchFolder {
    static let path: String = {
        let path = "/tmp/hotline-tests-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }()
}
