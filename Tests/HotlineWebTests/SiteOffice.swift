import HTTPClient
import HotlineCore
import HotlineStore
import HotlineWeb
import Logging
import Synchronization

/// The school's site on a port of its own, over a real store in memory, with a clock that tests move.
struct SiteOffice: Sendable {
    /// What tests move and break.
    final class World: Sendable {
        let now = Mutex(StaffOffice.now)
        let isStoreLost = Mutex(false)
    }

    struct Lost: Error {}

    let staff: StaffOffice
    let world = World()
    var web = WebSettings()

    init() throws { staff = try StaffOffice() }

    var store: Store { staff.store }
    var now: Instant { world.now.withLock(\.self) }

    func pass(_ time: Duration) { world.now.withLock { $0 = $0 + time } }

    var routes: SiteRoutes {
        let (store, world, regulation) = (store, world, staff.regulation)
        let reach: @Sendable () throws -> Void = { if world.isStoreLost.withLock(\.self) { throw Lost() } }
        return SiteRoutes(
            desk: SiteDesk(
                secret: {
                    try reach()
                    return try await store.webSecret()
                },
                submit: { changes, consent, key in
                    try reach()
                    let now = world.now.withLock(\.self)
                    return try await store.submit(changes, consent: consent, key: key, at: now, under: regulation)
                },
                appeal: { number in
                    try reach()
                    return try await store.appeals(numbered: [number]).first
                },
                openAppeals: { try await store.appeals(AppealFilter(isOpen: true)) },
                report: { period in
                    let facts = try await store.reportFacts(period, withBalance: false)
                    return AppealReport(period, of: nil, from: facts, burst: nil, at: world.now.withLock(\.self))
                },
                figures: { try await store.serviceFigures(at: world.now.withLock(\.self)) },
                obstacles: { world.isStoreLost.withLock(\.self) ? ["database"] : [] },
                now: { world.now.withLock(\.self) }
            ),
            tokens: staff.tokenDesk,
            settings: SiteSettings(
                web: web,
                school: SchoolSettings(
                    name: "ГБОУ Школа № 1539 <&>",
                    shortName: "Школа 1539",
                    hotlineNumber: .fictional("+74950000001"),
                    timeZone: "Europe/Moscow",
                    cityCode: "495"
                ),
                terms: TermSettings(),
                retention: .seconds(365 * 86_400),
                staff: StaffOffice.staff,
                zone: StaffOffice.zone
            ),
            logger: staff.logger
        )
    }

    /// Serves while `work` runs.
    func open(_ work: @escaping @Sendable (Visitor) async throws -> Void) async throws {
        try await staff.serve({ announce in
            SiteServer(
                address: ListenAddress(host: "127.0.0.1", port: 0),
                routes: routes,
                logger: staff.logger,
                onListening: announce
            )
        }) { port in try await work(Visitor(port: port, office: self)) }
    }

    /// Somebody with a browser, as far as HTTP goes.
    struct Visitor: Sendable {
        let port: Int
        let office: SiteOffice
        private let client = HTTPClient()

        init(port: Int, office: SiteOffice) {
            self.port = port
            self.office = office
        }

        func get(_ path: String, _ headers: [HTTPHeader] = []) async throws -> HTTPResponse {
            try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)\(path)", headers: headers))
        }

        func post(
            _ fields: [(String, String)],
            to path: String = "/",
            _ headers: [HTTPHeader] = []
        ) async throws -> HTTPResponse {
            try await post(body: percentEncoded(query: fields), to: path, headers)
        }

        func post(body: String, to path: String = "/", _ headers: [HTTPHeader] = []) async throws -> HTTPResponse {
            let type = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")
            let url = "http://127.0.0.1:\(port)\(path)"
            return try await client.send(HTTPRequest(.post, url, headers: [type] + headers, body: Array(body.utf8)))
        }

        /// The pass of a form that is opened now, and filled for as long as a person needs.
        func pass(_ path: String = "/") async throws -> String {
            let page = try await get(path).text
            office.pass(.seconds(30))
            return page.between("name=\"pass\" value=\"", "\"") ?? ""
        }
    }

    /// A form filled well.
    static let filled: [(String, String)] = [
        ("fullName", "Петрова Анна Ивановна"), ("role", "parent"), ("pupilClass", ""), ("childClass", "5а"),
        ("type", "ejournal"), ("description", "Не входит в ЭЖД\r\nс утра"), ("phone", "8 900 000-00-42"),
        ("email", "parent@example.com"), ("texts", "yes"), ("agreed", "yes"),
    ]
}

extension [(String, String)] {
    /// The fields with some otherwise.
    func with(_ others: (String, String)...) -> Self {
        let names = Set(others.map(\.0))
        return filter { !names.contains($0.0) } + others
    }
}

extension HTTPResponse {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension String {
    /// What a browser would send of the form in this page, as it stands there.
    var formFields: [(String, String)] {
        var fields: [(String, String)] = []
        for tag in matches(of: /<input ([^>]*)>/).map({ String($0.1) }) {
            let isLeftOut = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"")
            guard let name = tag.between("name=\"", "\""), !isLeftOut || tag.contains(" checked") else { continue }
            fields.append((name, tag.between("value=\"", "\"") ?? ""))
        }
        // A line break right behind the tag is none of the words.
        let words = between("<textarea", "</textarea>")?.split(separator: ">\n", maxSplits: 1).last
        return fields + [("description", words.map(String.init) ?? "")]
    }

    /// What stands between the first of one text and the next of another.
    func between(_ start: String, _ end: String) -> String? {
        guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end) else {
            return nil
        }
        return String(self[first.upperBound..<last.lowerBound])
    }
}
