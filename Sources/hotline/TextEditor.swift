internal import Foundation
internal import HotlineLaunch

/// A text in the editor of whoever sits at the terminal, in a file that nobody else can read.
struct TextEditor {
    private let folder: String
    /// The file.
    let path: String

    /// Writes a text for the editor.
    init(_ text: String) throws {
        var template = Array("\(NSTemporaryDirectory())/hotline-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LaunchFailure("временная папка не создаётся: \(SystemFault.last)", status: .failed)
        }
        folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = "\(folder)/proposals.txt"
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data((text.isEmpty ? "" : text + "\n").utf8),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw LaunchFailure("\(path): не записывается", status: .failed) }
    }

    /// Lets it be edited, and gives what it is then.
    func edit() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let named = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
        let editor = named.first { !$0.allSatisfy(\.isWhitespace) } ?? "vi"
        // In our own group of processes, so that the terminal is the editor's too; it may have arguments of its own.
        let quoted = "'" + path.replacingOccurrences(of: "'", with: "'\\''") + "'"
        let status = system("\(editor) \(quoted)")
        guard status == 0 else {
            remove()
            throw LaunchFailure("редактор кончил с ошибкой: предложения не изменены", status: .failed)
        }
        return try Self.read(path)
    }

    /// Takes the file away.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Reads a file of text.
    static func read(_ path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() ?? Data() else {
            throw LaunchFailure("\(path): не читается", status: .failed)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw LaunchFailure("\(path): не текст UTF-8", status: .usage)
        }
        return text
    }
}
