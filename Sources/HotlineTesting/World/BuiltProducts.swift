public import Foundation

/// Where the package's own programs are, once built.
public enum BuiltProducts {
    /// The folder of the build this test run belongs to.
    public static var directory: URL {
        // The test runner may be the toolchain's; the bundle it runs is then named among its arguments.
        let named = CommandLine.arguments.first { $0.contains(".xctest") }
        let path = named ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        var folder = URL(filePath: path ?? CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path().contains(".xctest") { folder.deleteLastPathComponent() }
        return folder
    }

    /// The path of one program.
    public static func program(_ name: String) -> URL {
        directory.appending(path: name)
    }
}
