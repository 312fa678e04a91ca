/// What can go wrong with a provider's answer to a submit.
public enum ProviderFault: String, Hashable, Sendable, CaseIterable {
    /// It takes the text and closes without a word.
    case silence
    /// It takes the text and says nothing until the other side closes.
    case delay
    /// It takes the text and breaks the connection off.
    case reset
    /// It takes the text, and something before it answers 500.
    case failureAfterTaking
    /// It does not take the text and answers 500.
    case failure
    /// It takes the text and answers with a page for people.
    case page
    /// It takes the text and answers with half a JSON value.
    case brokenJSON
    /// It takes the text and answers with a JSON value of another kind.
    case strangeJSON
    /// It takes the text and answers more than anybody reads.
    case flood
    /// It does not take the text and sends the asker elsewhere.
    case redirect
    /// It does not take the text and asks for patience.
    case tooManyRequests
    /// It takes the text and answers one byte after the other.
    case trickle

    /// Whether it has the text all the same.
    public var takes: Bool {
        switch self {
        case .silence, .delay, .reset, .failureAfterTaking, .page, .brokenJSON, .strangeJSON, .flood, .trickle: true
        case .failure, .redirect, .tooManyRequests: false
        }
    }

    /// What it answers where it would have answered `reply`.
    func answer(insteadOf reply: ProviderAnswer) -> ProviderAnswer {
        switch self {
        case .silence: .hangUp
        case .delay: .hold
        case .reset: .reset
        case .failureAfterTaking, .failure: .reply(status: 500, body: "<h1>500 Internal Server Error</h1>")
        case .page: .reply(status: 200, body: "<!DOCTYPE html><title>Добро пожаловать</title>")
        case .brokenJSON: .reply(status: 200, body: "{\"id\": 12, \"st")
        case .strangeJSON: .reply(status: 200, body: "[[]]")
        case .flood: .reply(status: 200, body: String(repeating: "{\"id\": 1}\n", count: 200_000))
        case .redirect: .redirect
        case .tooManyRequests: .reply(status: 429, body: "")
        case .trickle: .trickle(reply)
        }
    }
}
