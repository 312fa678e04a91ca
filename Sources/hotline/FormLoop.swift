internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// Feeds the form with keys, answers and news, and does what it orders.
struct FormLoop {
    private enum Input: Sendable {
        case terminal(FullScreen.Event)
        case form(FormScreen.Event)
        case made(AddedDocument, SeenAppeal)
        case failed(String)
    }

    private let client: StaffClient
    private let zone: ZoneRules
    /// What an appeal that is to be made is known by, so that a lost answer makes no second one.
    private let key = StaffClient.newKey()
    private let isColoured: Bool
    private var screen: FormScreen
    private var failure: String?
    /// Whether somebody ends the program, or its terminal is gone.
    private(set) var isEnded = false

    /// Creates a form.
    ///
    /// - Parameters:
    ///   - seen: The appeal, with its author's number whole; `nil` for one that is to be made.
    ///   - service: The service, and what is known of it.
    ///   - login: Who fills it.
    ///   - isColoured: Whether it is shown in colour.
    /// - Throws: `StaffClientError` where a service elsewhere does not say where it is.
    init(_ seen: SeenAppeal?, with service: ChosenService, login: String, isColoured: Bool) async throws {
        self.isColoured = isColoured
        client = service.client
        zone = try await service.zone()
        screen = FormScreen(seen, login: login, cityCode: try await service.cityCode())
    }

    /// Whether there is a terminal, for the picture and for the keys, that a form fits on.
    static var isPossible: Bool {
        var window = winsize()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
            ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0,
            let terminal = ProcessInfo.processInfo.environment["TERM"], !terminal.isEmpty, terminal != "dumb"
        else { return false }
        return FormScreen.fits(Frame.Size(rows: Int(window.ws_row), columns: Int(window.ws_col)))
    }

    /// Runs until the one who fills it leaves.
    ///
    /// - Returns: The appeal as it stands then; `nil` where none was made.
    mutating func run() async throws -> SeenAppeal? {
        let (inputs, feed) = AsyncStream.makeStream(of: Input.self)
        let terminal = try FullScreen(isColoured: isColoured)
        defer { terminal.end() }
        let events = terminal.events
        await withTaskGroup(of: Void.self) { [client] group in
            group.addTask { for await event in events { feed.yield(.terminal(event)) } }
            group.addTask { await Self.follow(client, feed) }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(1))
                    feed.yield(.form(.tick))
                }
            }
            defer { group.cancelAll() }
            _ = screen.handle(.sized(terminal.size))
            draw(terminal)
            for await input in inputs {
                for order in take(input, terminal) {
                    switch order {
                    case .leave: return
                    case .redraw: terminal.redraw()
                    case .save, .load, .play:
                        guard let work = work(order) else { continue }
                        group.addTask { await feed.yield(work()) }
                    }
                }
                if failure != nil { return }
                draw(terminal)
            }
        }
        terminal.end()
        if let failure { throw LaunchFailure(failure, status: .failed) }
        if let parting = screen.parting {
            if !screen.lost.isEmpty { throw LaunchFailure(parting, status: .failed) }
            Terminal.say(parting)
        }
        return screen.seen
    }

    private mutating func take(_ input: Input, _ terminal: FullScreen) -> [FormScreen.Order] {
        switch input {
        case .terminal(.typed): return terminal.keys().flatMap { screen.handle(.key($0)) }
        case .terminal(.resized):
            terminal.adoptSize()
            return screen.handle(.sized(terminal.size))
        // The line being typed goes with the terminal; what was typed before is saved first.
        case .terminal(.ended):
            isEnded = true
            return screen.handle(.key(.control("c")))
        case .terminal(.interrupted): return screen.handle(.key(.control("c")))
        case .form(let event): return screen.handle(event)
        case .made(let added, let seen):
            let orders = screen.handle(.saved(seen))
            guard let other = added.others.first else { return orders }
            return orders + screen.handle(.told(AppealNews.alike(seen.document.number, other), isFault: false))
        case .failed(let words):
            failure = words
            return []
        }
    }

    private func draw(_ terminal: FullScreen) {
        terminal.draw(screen.frame(terminal.size, now: zone.civilTime(at: .now())))
    }

    /// Hears of the call and of the appeal; who may not see the desk does without.
    private static func follow(_ client: StaffClient, _ feed: AsyncStream<Input>.Continuation) async {
        var seen: String?
        while !Task.isCancelled {
            do throws(StaffClientError) {
                let news = try await client.desk(seen: seen)
                seen = news.tag
                feed.yield(.form(.news(news)))
            } catch {
                if case .refused(let fault) = error, fault.code == .notAllowed { return }
                seen = nil
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func work(_ order: FormScreen.Order) -> (@Sendable () async -> Input)? {
        let (client, key) = (client, key)
        let number = screen.seen?.document.number
        switch (order, number) {
        case (.save(let input, let version), let number?):
            return {
                await Self.input { () async throws(StaffClientError) in
                    .form(.saved(try await client.complete(number, with: input, seen: version ?? 0)))
                }
            }
        case (.save(let input, _), nil):
            return {
                await Self.input { () async throws(StaffClientError) in
                    let added = try await client.add(AppealAddition(input), key: key)
                    return .made(added, try await client.appeal(added.document.number))
                }
            }
        case (.load(let view), let number?):
            return {
                await Self.input { () async throws(StaffClientError) in
                    .form(.seen(try await client.appeal(number, numberView: view)))
                }
            }
        case (.play, let number?):
            return {
                do {
                    let player = try SoundPlayer(named: nil)
                    try player.play(try await client.recording(of: number, index: nil))
                    return .form(.told("Прослушано.", isFault: false))
                } catch let error as StaffClientError {
                    return .form(.told(error.description.onOneLine, isFault: true))
                } catch {
                    return .form(.told("\(LaunchFailure(error))".onOneLine, isFault: true))
                }
            }
        default: return nil
        }
    }

    private static func input(_ ask: () async throws(StaffClientError) -> Input) async -> Input {
        do throws(StaffClientError) {
            return try await ask()
        } catch {
            switch error {
            case .refused(let fault): return .form(.refused(fault))
            case .notThere, .serverNotThere, .noAnswer: return .form(.lost(error.description))
            default: return .failed(error.description)
            }
        }
    }
}
