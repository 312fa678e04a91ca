internal import Foundation

/// What our services print and answer while tests run, kept for `scripts/check-printed`, which looks for callers in it when all
/// tests are done.
///
/// Nothing is kept but where `HOTLINE_PRINTED` names a folder, as `scripts/run-tests` does.
public struct Printed: Sendable {
    private let file: String

    /// Where things are kept, if they are.
    private static let folder = ProcessInfo.processInfo.environment["HOTLINE_PRINTED"].flatMap { $0.isEmpty ? nil : $0 }

    /// Takes down what a program says beside its data; `nil` where that is no service of ours, or nothing is kept.
    init?(by command: [String]) {
        let service = command.enumerated().lazy.compactMap { index, word -> String? in
            let name = word.split(separator: "/").last.map(String.init) ?? ""
            if ["hotlined", "hotline-agi"].contains(name), word.contains("/") { return name }
            return name == "hotline" && command.dropFirst(index + 1).first == "up" ? "hotline-up" : nil
        }.first
        guard let folder = Self.folder, let service else { return nil }
        file = "\(folder)/\(service)-\(UUID().uuidString).log"
    }

    /// Whether anything is kept.
    public static var isKept: Bool { folder != nil }

    /// Keeps an answer of a service.
    ///
    /// - Parameters:
    ///   - text: The answer.
    ///   - name: What answered, a word without a slash.
    public static func keep(_ text: String, of name: String) {
        guard let folder else { return }
        try? Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)-\(UUID().uuidString).txt"))
    }

    /// Keeps what has come.
    func keep(_ bytes: [UInt8]) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
