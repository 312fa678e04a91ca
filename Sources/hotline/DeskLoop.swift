internal import ArgumentParser
internal import Foundation
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch

/// Feeds the desk with keys, news and time, and does what it orders.
struct DeskLoop {
    /// The longest pause before the service is asked again.
    private static let longestPause = Duration.seconds(5)

    private enum Input: Sendable {
        case terminal(FullScreen.Event)
        case desk(DeskScreen.Event)
        case refused(StaffClientError)
        case tick
    }

    /// Why the screen is given back.
    private enum Ending: Sendable {
        /// Who sits there leaves.
        case left
        /// A form is to be filled.
        case fill(AppealNumber)
        /// The desk is not for them, or not any more: waiting is no help.
        case refused(StaffClientError)
    }

    var screen: DeskScreen
    let person: IdentityDocument
    let zone: ZoneRules
    let service: ChosenService
    let isColoured: Bool

    private var client: StaffClient { service.client }

    /// Runs until the one who sits there leaves.
    mutating func run() async throws {
        while true {
            let (inputs, feed) = AsyncStream.makeStream(of: Input.self)
            let terminal = try FullScreen(isColoured: isColoured)
            let events = terminal.events
            let ending = await withTaskGroup(of: Void.self) { [client] group -> Ending in
                group.addTask { for await event in events { feed.yield(.terminal(event)) } }
                group.addTask { await Self.follow(client, feed) }
                group.addTask {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .seconds(1))
                        feed.yield(.tick)
                    }
                }
                defer { group.cancelAll() }
                _ = screen.handle(.sized(terminal.size))
                draw(terminal)
                for await input in inputs {
                    if case .refused(let error) = input { return .refused(error) }
                    let orders = take(input, terminal)
                    for order in orders {
                        switch order {
                        case .leave: return .left
                        case .fill(let number): return .fill(number)
                        case .perform, .load, .play, .call, .ring, .redraw:
                            obey(order, terminal) { work in group.addTask { await feed.yield(.desk(work())) } }
                        }
                    }
                    draw(terminal)
                }
                return .left
            }
            terminal.end()
            switch ending {
            case .left: return
            case .refused(let error): throw error
            case .fill(let number): guard await fill(number) else { return }
            }
        }
    }

    private mutating func take(_ input: Input, _ terminal: FullScreen) -> [DeskScreen.Order] {
        switch input {
        case .terminal(.typed): return terminal.keys().flatMap { screen.handle(.key($0)) }
        case .terminal(.resized):
            terminal.adoptSize()
            return screen.handle(.sized(terminal.size))
        case .terminal(.interrupted): return screen.handle(.key(.control("c")))
        case .terminal(.ended): return [.leave]
        case .desk(let event): return screen.handle(event)
        case .refused, .tick: return []
        }
    }

    private func draw(_ terminal: FullScreen) {
        terminal.draw(screen.frame(terminal.size, now: zone.civilTime(at: .now())))
    }

    /// Hears what changes, and goes on when the service comes back.
    private static func follow(_ client: StaffClient, _ feed: AsyncStream<Input>.Continuation) async {
        var seen: String?
        var pause = Duration.milliseconds(200)
        while !Task.isCancelled {
            do throws(StaffClientError) {
                let news = try await client.desk(seen: seen)
                seen = news.tag
                pause = .milliseconds(200)
                feed.yield(.desk(.news(news)))
            } catch {
                // A token that lets in no more, or a role that is gone.
                if case .refused(let fault) = error, [.notAllowed, .notAuthenticated].contains(fault.code) {
                    feed.yield(.refused(error))
                    return
                }
                seen = nil
                feed.yield(.desk(.lost))
                if case .refused = error { feed.yield(.desk(.told(error.description.onOneLine, isFault: true))) }
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, longestPause)
            }
        }
    }

    private func obey(
        _ order: DeskScreen.Order,
        _ terminal: FullScreen,
        begin: (@escaping @Sendable () async -> DeskScreen.Event) -> Void
    ) {
        let client = client
        switch order {
        case .perform(let act, let number):
            begin {
                await Self.told {
                    let document = try await client.perform(act, on: number)
                    return AppealNews.done(act, document, now: .now())
                }
            }
        case .load(let number):
            begin {
                do throws(StaffClientError) {
                    return .card(try await client.appeal(number, numberView: .masked).document)
                } catch {
                    return .told(error.description, isFault: true)
                }
            }
        case .play(let number):
            begin {
                await Self.told {
                    let player = try SoundPlayer(named: nil)
                    try player.play(try await client.recording(of: number, index: nil))
                    return "Прослушано: №\(number)"
                }
            }
        case .call(let number):
            begin {
                await Self.told {
                    let call = try await client.callAuthor(of: number)
                    return AuthorCallText.line(call.state)
                }
            }
        case .ring: terminal.ring()
        case .redraw: terminal.redraw()
        case .fill, .leave: break
        }
    }

    private static func told(_ work: () async throws -> String) async -> DeskScreen.Event {
        do {
            return .told(try await work(), isFault: false)
        } catch let error as StaffClientError {
            return .told(error.description.onOneLine, isFault: true)
        } catch {
            return .told("\(LaunchFailure(error))".onOneLine, isFault: true)
        }
    }

    /// Has a form filled.
    ///
    /// - Returns: Whether the desk goes on: not where the program was ended, or lost its terminal, over the form.
    private mutating func fill(_ number: AppealNumber) async -> Bool {
        var isEnded = false
        do {
            try person.check(.complete)
            let appeal = try await client.appeal(number)
            try person.checkFilling(appeal.document)
            var form = try await FormLoop(appeal, with: service, login: person.login, isColoured: isColoured)
            defer { isEnded = form.isEnded }
            let seen = try await form.run()
            let news = seen.map { AppealNews.completed($0.document) } ?? ""
            _ = screen.handle(.told(news, isFault: false))
        } catch let error as StaffClientError {
            _ = screen.handle(.told(error.description.onOneLine, isFault: true))
        } catch {
            _ = screen.handle(.told("\(LaunchFailure(error))".onOneLine, isFault: true))
        }
        return !isEnded
    }
}
