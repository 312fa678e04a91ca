internal import Foundation
internal import HTTPClient
public import JSON

/// A real browser, headless Chromium, driven as W3C WebDriver says.
public final class Browser: Sendable {
    /// What kind of visitor it is.
    public struct Visitor: Sendable {
        /// How wide the screen is, in CSS pixels.
        public var width = 1280
        /// How high it is.
        public var height = 900
        /// Whether pages may run scripts.
        public var hasScripts = true

        /// Creates a visitor at a desk.
        public init(width: Int = 1280, height: Int = 900, hasScripts: Bool = true) {
            self.width = width
            self.height = height
            self.hasScripts = hasScripts
        }
    }

    private static let elementKey = "element-6066-11e4-a52e-4f735466cecf"

    private let driver: ChildProcess
    private let folder: URL
    private let session: String
    private let client = HTTPClient()

    /// Starts a browser.
    ///
    /// - Throws: ``WorldError``.
    public init(_ visitor: Visitor = Visitor()) async throws {
        let port = try FreePort.tcp()
        folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-browser-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        driver = try ChildProcess("/usr/bin/env", ["chromedriver", "--port=\(port)"], folder: folder)
        try await driver.waitForOutput(containing: "started successfully", within: .seconds(30))
        let scripts: JSON = visitor.hasScripts ? 1 : 2
        let options: JSON = [
            "prefs": ["profile.managed_default_content_settings.javascript": scripts],
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=ru",
                "--disable-background-networking", "--no-first-run",
                .string("--user-data-dir=\(folder.appending(path: "profile").path())"),
            ],
            "mobileEmulation": [
                "deviceMetrics": [
                    "width": JSON(visitor.width), "height": JSON(visitor.height), "pixelRatio": 1, "touch": false,
                    "mobile": false,
                ]
            ],
        ]
        let wanted: JSON = ["capabilities": ["alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": options]]]
        let begun = try await Self.send(.post, "http://127.0.0.1:\(port)/session", wanted, with: client)
        session = "http://127.0.0.1:\(port)/session/\(begun["sessionId"]?.stringValue ?? "")"
    }

    /// Ends the browser.
    public func end() async {
        _ = try? await Self.send(.delete, session, nil, with: client)
        await driver.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: Doing

    /// Opens a page.
    public func go(_ url: String) async throws { _ = try await ask(.post, "/url", ["url": .string(url)]) }

    /// Types into an element, behind what stands there.
    public func type(_ text: String, into selector: String) async throws {
        _ = try await ask(.post, selector, "value", ["text": .string(text)])
    }

    /// Empties an element.
    public func clear(_ selector: String) async throws {
        _ = try await ask(.post, selector, "clear", [:])
    }

    /// Presses on an element, and waits for the page that it may lead to.
    public func click(_ selector: String) async throws {
        _ = try await ask(.post, selector, "click", [:])
    }

    /// Presses keys on the keyboard, wherever the focus is; those without a sign as WebDriver writes them, `\u{E004}` for Tab.
    public func press(_ keys: String) async throws {
        let actions = keys.flatMap { key -> [JSON] in
            [["type": "keyDown", "value": .string(String(key))], ["type": "keyUp", "value": .string(String(key))]]
        }
        _ = try await ask(
            .post,
            "/actions",
            ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]]
        )
    }

    // MARK: Seeing

    /// The words of an element as they are seen.
    public func text(_ selector: String = "body") async throws -> String {
        try await ask(.get, selector, "text").stringValue ?? ""
    }

    /// Waits until an element has these words, on the page that a press leads to.
    ///
    /// - Throws: ``WorldError/timedOut(awaiting:seen:)``.
    public func wait(forText text: String, in selector: String = "body") async throws {
        let end = ContinuousClock.now + .seconds(20)
        var seen = ""
        while ContinuousClock.now < end {
            seen = try await self.text(selector)
            if seen.contains(text) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WorldError.timedOut(awaiting: "«\(text)»", seen: seen)
    }

    /// What stands in a field.
    public func value(_ selector: String) async throws -> String {
        try await ask(.get, selector, "property/value").stringValue ?? ""
    }

    /// Whether each of these elements is seen.
    public func shown(_ selectors: String...) async throws -> [Bool] { try await truths(of: selectors, "displayed") }

    /// Whether each of these boxes is ticked, or choices made.
    public func chosen(_ selectors: String...) async throws -> [Bool] { try await truths(of: selectors, "selected") }

    private func truths(of selectors: [String], _ what: String) async throws -> [Bool] {
        var truths: [Bool] = []
        for selector in selectors {
            truths.append(try await ask(.get, selector, what).boolValue ?? false)
        }
        return truths
    }

    /// The `id` of what has the focus.
    public func focus() async throws -> String {
        let active = try await ask(.get, "/element/active")
        let element = active[Self.elementKey]?.stringValue ?? ""
        return try await ask(.get, "/element/\(element)/property/id").stringValue ?? ""
    }

    /// The page's address.
    public func address() async throws -> String { try await ask(.get, "/url").stringValue ?? "" }

    /// The page's title.
    public func title() async throws -> String { try await ask(.get, "/title").stringValue ?? "" }

    /// The value of a script's `return`.
    public func evaluate(_ script: String) async throws -> JSON {
        try await ask(.post, "/execute/sync", ["script": .string(script), "args": []])
    }

    /// What axe-core finds against the rules of WCAG 2.2 AA, one line for each rule that a page breaks.
    public func accessibilityFaults() async throws -> [String] {
        let axe = try String(contentsOf: WebTools.axe, encoding: .utf8)
        let script = """
            \(axe)
            const done = arguments[0];
            axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
                found => done(found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(", ")).concat(
                    found.passes.length ? [] : ["nothing was checked"])),
                error => done(["" + error]));
            """
        let found = try await ask(.post, "/execute/async", ["script": .string(script), "args": []])
        return found.arrayValue?.compactMap(\.stringValue) ?? ["no answer"]
    }

    /// Asks something of an element, which is looked for anew where the page is just going or coming.
    private func ask(
        _ method: HTTPMethod,
        _ selector: String,
        _ what: String,
        _ body: JSON? = nil
    ) async throws -> JSON {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            do {
                let query: JSON = ["using": "css selector", "value": .string(selector)]
                let element = try await ask(.post, "/element", query)[Self.elementKey]?.stringValue ?? ""
                return try await ask(method, "/element/\(element)/\(what)", body)
            } catch let error as BrowserFault where error.isPassing && ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func ask(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        try await Self.send(method, "\(session)\(path)", body, with: client)
    }

    private static func send(
        _ method: HTTPMethod,
        _ url: String,
        _ body: JSON?,
        with client: HTTPClient
    ) async throws -> JSON {
        var request = HTTPRequest(
            method,
            url,
            headers: [HTTPHeader("Content-Type", "application/json")],
            body: body.map { Array($0.encoded().utf8) } ?? [],
            maximumResponseSize: 16_777_216
        )
        request.timeout = .seconds(60)
        let response = try await client.send(request)
        let value = try JSON(parsing: response.body)["value"] ?? .null
        guard response.status == 200 else {
            throw BrowserFault(
                kind: value["error"]?.stringValue ?? "\(response.status)",
                words: value["message"]?.stringValue ?? ""
            )
        }
        return value
    }
}

/// What a browser could not do.
public struct BrowserFault: Error, CustomStringConvertible {
    /// Which error of WebDriver it is.
    let kind: String
    /// What the driver says of it.
    let words: String

    /// Whether it comes of a page that is just going or coming.
    var isPassing: Bool {
        kind == "stale element reference" || kind == "no such element"
            || words.contains("does not belong to the document")
    }

    /// The error and its words.
    public var description: String { "\(kind): \(words)" }
}
