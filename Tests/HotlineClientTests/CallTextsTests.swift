import HotlineCore
import JSON
import Testing

@testable import HotlineClient

struct CallTextsTests {
    private static let time = CivilTime(Instant(seconds: 1_773_313_500), offset: 10800)
    private static let plain = Palette(isColoured: false)

    private static func recording(
        _ kind: CallRecording.Kind,
        _ seconds: Int,
        isSilent: Bool = false
    ) -> RecordingDocument {
        RecordingDocument(
            CallRecording(
                kind: kind,
                file: "call-7-\(kind.rawValue).wav",
                length: .milliseconds(seconds * 1000 + 900),
                sha256: String(repeating: "a", count: 64),
                isSilent: isSilent
            )
        )
    }

    private static var call: CallDocument {
        var call = CallDocument(appeal: AppealNumber(1042), startedAt: time)
        call.caller = "+7••••••••42"
        call.link = .added
        call.answeredBy = "ivanova"
        call.rang = 12
        call.talked = 65
        call.recordings = [recording(.message, 8, isSilent: true), recording(.talk, 64)]
        return call
    }

    private static func card(_ calls: [CallDocument], task: CallTask? = nil) -> [String] {
        let open = TermsDocument.Term(due: nil, state: .waiting)
        var appeal = AppealDocument(
            number: AppealNumber(1042),
            status: .received,
            isPrivate: false,
            receivedAt: time,
            terms: TermsDocument(distribute: open, take: open, close: open)
        )
        appeal.source = .phone
        appeal.calls = calls
        let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 10_800, changes: [])
        appeal.callTask = task.map { CallTaskDocument($0, zone: zone) }
        return AppealCard(appeal, now: Instant(seconds: 1_773_313_500)).lines(plain)
    }

    @Test func `a call survives the way to the client with all that was recorded in it`() throws {
        let json = Self.call.json
        #expect(
            json["recordings"]?[0] == [
                "kind": "message", "file": "call-7-message.wav", "seconds": 8,
                "sha256": .string(String(repeating: "a", count: 64)), "isSilent": true,
                "transcript": nil,
            ]
        )
        #expect(json["link"] == "added")
        #expect(try JSON(parsing: Array(json.encoded().utf8)).read(as: .callDocument) == Self.call)
    }

    @Test func `the card tells when an author is to be called again`() {
        let task = CallTask(appeal: AppealNumber(1042), due: Instant(seconds: 1_773_378_000), attempts: 3)
        #expect(Self.card([], task: task).contains("Перезвонить:   с 08:00 13.03, напрасных звонков 3"))
        #expect(!Self.card([]).contains { $0.contains("Перезвонить") })
    }

    @Test func `a live call survives the way to the client, with or without an appeal`() throws {
        for appeal in [AppealNumber(7), nil] {
            let call = LiveCallDocument(
                appeal: appeal,
                route: nil,
                state: .talking,
                since: Self.time,
                people: ["ivanova"],
                waited: 12
            )
            #expect(
                call.json.objectValue?.keys == ["appeal", "route", "state", "since", "people", "waited"]
            )
            #expect(try JSON(parsing: Array(call.json.encoded().utf8)).read(as: .liveCallDocument) == call)
        }
    }

    @Test func `words that a program wrote down stand under the calls, and are said to be its own`() throws {
        #expect(!Self.card([Self.call]).contains { $0.contains("записаны программой") })
        var call = Self.call
        call.recordings = [Self.recording(.message, 8), Self.recording(.message, 9), Self.recording(.message, 9)]
        call.recordings[0].transcript = "журнал не открывается"
        call.recordings[1].transcript = ""
        let copy = try JSON(parsing: Array(call.json.encoded().utf8)).read(as: .callDocument)
        #expect(copy.recordings.map(\.transcript) == ["журнал не открывается", "", nil])
        let lines = Self.card([call])
        let place = try #require(lines.firstIndex(of: "  Слова записаны программой, проверьте на слух:"))
        #expect(lines[(place + 1)...(place + 2)] == ["    «журнал не открывается»", "    (слов не слышно)"])
    }

    @Test func `a row tells the link, who answered after how long, and how long each recording is`() throws {
        let row = try #require(CallListing([Self.call]).lines(Self.plain).last)
        #expect(row.contains("дополнение"))
        #expect(row.contains("ivanova, 12 с"))
        #expect(row.hasSuffix("тишина 8 с, разговор 64 с"))
        #expect(CallListing([Self.call]).csv.hasSuffix(",added,ivanova,12,65,8 64\r\n"))
    }

    @Test(arguments: CallLink.allCases)
    func `every link has a word of its own`(link: CallLink) {
        #expect(CallLink.allCases.filter { $0.word == link.word } == [link])
    }

    @Test func `the card says how to listen, and nothing of it where nothing was recorded`() {
        var silent = Self.call
        silent.recordings = []
        #expect(!Self.card([silent]).joined().contains("hotline play"))
        var one = Self.call
        one.recordings = [Self.recording(.message, 8)]
        #expect(Self.card([one]).contains("  Прослушать: hotline play 1042"))
        #expect(
            Self.card([one, Self.call]).contains { $0.contains("hotline play 1042") && $0.contains("--index 1…3") }
        )
    }

    @Test func `calls going on stand one below the other, a private one as a number only`() {
        func call(_ number: Int64, _ state: LiveCallDocument.State) -> LiveCallDocument {
            LiveCallDocument(
                appeal: AppealNumber(number),
                route: number == 7 ? .psychologist : .technical,
                state: state,
                since: Self.time,
                people: ["petrova"],
                waited: 9
            )
        }
        let chief = Person(login: "golova", name: "Голова", roles: [.head])
        let calls = [call(7, .ringing), call(1042, .talking)].map { $0.seen(by: chief) }
        let lines = LiveCallListing(calls).lines(Self.plain)
        #expect(lines[1].split(separator: " ") == ["7", "—", "звонит", "14:05", "9", "с", "—"])
        #expect(lines[2].split(separator: " ") == ["1042", "техника", "говорит", "14:05", "9", "с", "petrova"])
    }

    @Test func `calls going on, the balance and the figures of texts go into a spreadsheet`() throws {
        let call = LiveCallDocument(
            appeal: AppealNumber(1042),
            route: .technical,
            state: .talking,
            since: Self.time,
            people: ["petrova", "ivanova"],
            waited: 9
        )
        #expect(
            LiveCallListing([call]).csv == "appeal,route,state,since,waited,people\r\n"
                + "1042,technical,talking,\(Self.time.rfc3339),9,petrova ivanova\r\n"
        )
        #expect(LiveCallListing([]).csv == "appeal,route,state,since,waited,people\r\n")
        let balance = CallBalance(exchange: 42, records: 41, turnedAway: 0, lost: 1)
        #expect(balance.csv == "exchange,records,turnedAway,lost\r\n42,41,0,1\r\n")
        let json: JSON = ["states": ["failed": 2], "repeats": 1, "oldestDue": nil, "incoming": ["taken": 3]]
        let rows = FiguresListing(try json.read(as: .figuresDocument)).csv.split(separator: "\r\n").map(String.init)
        #expect(rows.first == "topic,key,value")
        #expect(rows.contains("states,failed,2") && rows.contains("states,queued,0"))
        #expect(rows.suffix(3) == ["repeats,,1", "oldestDue,,", "incoming,taken,3"])
    }
}
