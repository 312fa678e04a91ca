internal import Foundation
internal import HotlineCore
internal import JSON

/// What the recorded prompts say, from `prompts.ru.json` beside the settings file.
public struct PromptTexts: Sendable {
    /// The version of the texts, which stands in the evidence of consent.
    public let version: String
    private let texts: [String: String]

    /// Reads the texts that stand beside a settings file; where there are none, prompts are called by their names.
    public init(beside file: SettingsFile) {
        let path = file.resolve("prompts.ru.json")
        let json = (try? Data(contentsOf: URL(filePath: path))).flatMap { try? JSON(parsing: Array($0), file: path) }
        version = json?["version"]?.stringValue ?? "unknown"
        var texts: [String: String] = [:]
        for prompt in Prompt.allCases {
            texts[prompt.file] = json?["prompts"]?[prompt.rawValue]?["text"]?.stringValue
        }
        self.texts = texts
    }

    /// What the prompt of this sound file says.
    public func text(ofFile file: String) -> String { texts[file] ?? file }
}
