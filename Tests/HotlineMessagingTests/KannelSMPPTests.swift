import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// A real Kannel that speaks real SMPP 3.4 with a centre.
@Suite(.timeLimit(.minutes(2))) struct KannelSMPPTests {
    private func part(
        _ text: String,
        to number: PhoneNumber,
        message: Int64,
        index: Int = 0,
        count: Int = 1,
        encoding: SMSEncoding = .ucs2
    ) -> MessagePart {
        MessagePart(
            message: Identifier(message),
            index: index,
            count: count,
            recipient: number,
            text: text,
            encoding: encoding
        )
    }

    @Test func `Cyrillic arrives as it was, its parts unbroken, with a report for each`() async throws {
        let centre = try await SMPPCentre()
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            let short = "Обращение №1042 принято 14:05. «Да» — 50% & 1+1? Ёё"
            _ = try await stage.gateway.submit(part(short, to: Fixtures.mobile(41), message: 1))
            let sent = try #require(try await centre.submissions(to: Fixtures.mobile(41)).first)
            #expect(sent.text == short)
            #expect(sent.coding == 8 && sent.header == [] && sent.esmClass & 0x40 == 0)
            #expect(sent.sender == "1539" && sent.wantsReport)
            #expect(sent.priority == 0 && sent.validity == "")

            // The 67th unit is the first half of a character of two.
            let pieces = [String(repeating: "я", count: 66), "😀" + String(repeating: "ж", count: 65), "👍🏽 конец"]
            for (place, piece) in pieces.enumerated() {
                let part = part(piece, to: Fixtures.mobile(42), message: 0x1FE, index: place, count: 3)
                _ = try await stage.gateway.submit(part)
            }
            let parts = try await centre.submissions(3, to: Fixtures.mobile(42))
            #expect(parts.map(\.text) == pieces)
            #expect(parts.map(\.header) == (1...3).map { [5, 0, 3, 0xFE, 3, $0] })
            #expect(parts.allSatisfy { $0.esmClass & 0x40 != 0 && $0.coding == 8 && $0.wantsReport })
            for place in 0..<3 {
                try await stage.desk.wait(for: .delivered, of: Identifier(0x1FE), part: place)
            }
        }
    }

    @Test func `what fits the alphabet of GSM arrives in it, every character`() async throws {
        let centre = try await SMPPCentre()
        let all =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà"
        let texts = [all, "€[]{}\\~^|", String(repeating: "a", count: 160), String(repeating: "€", count: 80)]
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            for (place, text) in texts.enumerated() {
                let number = Fixtures.mobile(50 + place)
                _ = try await stage.gateway.submit(part(text, to: number, message: Int64(place), encoding: .gsm7))
                let sent = try await centre.submissions(to: number)
                #expect(sent.map(\.text) == [text])
                #expect(sent.map(\.coding) == [0])
                #expect(sent.map(\.header) == [[]])
            }
            let pieces = [String(repeating: "b", count: 151) + "€", "[" + String(repeating: "c", count: 151), "@"]
            for (place, piece) in pieces.enumerated() {
                _ = try await stage.gateway.submit(
                    part(piece, to: Fixtures.mobile(59), message: 7, index: place, count: 3, encoding: .gsm7)
                )
            }
            let parts = try await centre.submissions(3, to: Fixtures.mobile(59))
            #expect(parts.map(\.text) == pieces)
            #expect(parts.map(\.header) == (1...3).map { [5, 0, 3, 7, 3, $0] })
            #expect(parts.allSatisfy { $0.coding == 0 && $0.esmClass & 0x40 != 0 })
        }
    }

    @Test func `a lifetime arrives as the moment it ends, and urgency as a priority`() async throws {
        let centre = try await SMPPCentre()
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            for (place, (lifetime, minutes)) in [(Duration.seconds(3600), 60), (.seconds(20), 1)].enumerated() {
                var part = part("да", to: Fixtures.mobile(60 + place), message: Int64(place))
                part.validity = lifetime
                part.isUrgent = place == 0
                let earliest = Date.now
                _ = try await stage.gateway.submit(part)
                let sent = try #require(try await centre.submissions(to: part.recipient).first)
                let end = try #require(Self.moment(sent.validity))
                // Kannel writes whole seconds.
                #expect(end > earliest.addingTimeInterval(Double(minutes * 60) - 2))
                #expect(end < Date.now.addingTimeInterval(Double(minutes * 60) + 2))
                #expect(sent.priority == (place == 0 ? 2 : 0))
            }
        }
    }

    /// Reads `YYMMDDhhmmss000+`: tenths and the quarters of an hour ahead of UTC are none (SMPP 3.4, 7.1.1).
    private static func moment(_ text: String) -> Date? {
        guard text.hasSuffix("000+") else { return nil }
        let reader = DateFormatter()
        reader.dateFormat = "yyMMddHHmmss"
        reader.timeZone = TimeZone(secondsFromGMT: 0)
        return reader.date(from: String(text.dropLast(4)))
    }

    @Test func `what becomes of a text is what is read of it`() async throws {
        let centre = try await SMPPCentre()
        let table: [(conduct: SMPPConduct, findings: [DeliveryReport.Finding], types: Set<Int>)] = [
            (.refusesNumber, [.undelivered], [16]),
            (.undeliverable, [.accepted, .undelivered], [8, 2]),
            (.expires, [.accepted, .undelivered], [8, 34]),
            (.rejects, [.accepted, .undelivered], [8, 2]),
            (.neverReports, [.accepted], [8]),
            (.throttles, [.accepted, .delivered], [8, 1]),
            (.isOnTheWay, [.accepted, .accepted, .delivered], [8, 4, 1]),
            (.reportsInOptions, [.accepted, .delivered], [8, 1]),
            (.delivers, [.accepted, .delivered], [8, 1]),
        ]
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            let full = part("да", to: Fixtures.mobile(SMPPConduct.isFull.rawValue), message: 10)
            _ = try await stage.gateway.submit(full)
            for row in table {
                let code = Int64(row.conduct.rawValue)
                _ = try await stage.gateway.submit(
                    part("да", to: Fixtures.mobile(row.conduct.rawValue), message: 100 + code)
                )
            }
            for row in table {
                let id = Identifier<OutboundMessage>(100 + Int64(row.conduct.rawValue))
                for finding in row.findings { try await stage.desk.wait(for: finding, of: id) }
                // They come in no order that could be counted on.
                let counts = { (findings: [DeliveryReport.Finding]) in
                    Dictionary(findings.map { ($0, 1) }, uniquingKeysWith: +)
                }
                if row.conduct != .isOnTheWay {
                    #expect(counts(stage.desk.findings(of: id)) == counts(row.findings), "\(row.conduct)")
                }
                #expect(stage.desk.types(of: id) == row.types, "\(row.conduct)")
            }
            // Too many at once: told so twice, and taken the third time.
            let throttled = try await centre.submissions(3, to: Fixtures.mobile(SMPPConduct.throttles.rawValue))
            #expect(throttled.map { $0.id != nil } == [false, false, true])
            // No room: tried again and again, and nothing is said of it.
            _ = try await centre.submissions(2, to: full.recipient)
            #expect(stage.desk.findings(of: full.message) == [])
            #expect(stage.desk.faults == [])
        }
    }

    @Test func `a number written two ways needs Kannel's own setting`() async throws {
        let centre = try await SMPPCentre()
        try await KannelStage.play(.smpp(port: centre.port, writesNumbersTwoWays: true)) { stage in
            let number = Fixtures.mobile(SMPPConduct.writesNumbersTwoWays.rawValue)
            _ = try await stage.gateway.submit(part("да", to: number, message: 9))
            try await stage.desk.wait(for: .delivered, of: Identifier(9))
        }
    }

    @Test func `a link that is lost is told, and what was handed over meanwhile is delivered`() async throws {
        let centre = try await SMPPCentre()
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            try await centre.waitForClient()
            #expect(await stage.becomes(.alive))
            await centre.close()
            #expect(await stage.becomes(.impaired("notRoutable")))
            _ = try await stage.gateway.submit(part("ждёт", to: Fixtures.mobile(42), message: 1))
            try await centre.open()
            try await stage.desk.wait(for: .delivered, of: Identifier(1))
            #expect(try await centre.submissions(to: Fixtures.mobile(42)).map(\.text) == ["ждёт"])
            #expect(await stage.becomes(.alive))

            // A centre that falls silent: the link is made anew, and the text is sent a second time.
            let silent = Fixtures.mobile(SMPPConduct.neverAnswers.rawValue)
            _ = try await stage.gateway.submit(part("дважды", to: silent, message: 2))
            #expect(try await centre.submissions(2, to: silent).prefix(2).map(\.text) == ["дважды", "дважды"])
        }
    }

    @Test func `a link whose password is refused takes nothing, and its gateway says so`() async throws {
        let centre = try await SMPPCentre()
        // A Kannel that is refused before it has quite started panics (gwlist_remove_producer in bearerbox), so there is a centre
        // only once it has.
        await centre.close()
        try await KannelStage.play(.smpp(port: centre.port, password: "other")) { stage in
            #expect(await stage.becomes(.impaired("notRoutable")))
            try await centre.open()
            try await centre.waitForRefusal()
            #expect(await stage.becomes(.impaired("notRoutable")))
            await #expect(throws: GatewayError.temporary(.notRoutable)) {
                try await stage.gateway.submit(part("да", to: Fixtures.mobile(42), message: 1))
            }
            // Kannel refuses it, and reports of it all the same.
            try await stage.desk.wait(for: .undelivered, of: Identifier(1))
            #expect(stage.desk.types(of: Identifier(1)) == [16])
            #expect(centre.submissions.isEmpty)
        }
    }

    @Test func `texts come in joined, whatever their alphabet and their order, and bytes are dropped`() async throws {
        let centre = try await SMPPCentre()
        let long = String(repeating: "Ответ по обращению 😀. ", count: 8)
        let texts = ["1042 1", "Hi €[]{}~^|\\@£$", "Беру 1042 «сам» 👍🏽", long, String(repeating: "x[", count: 120)]
        try await KannelStage.play(.smpp(port: centre.port)) { stage in
            try await centre.waitForClient()
            for (place, text) in texts.enumerated() {
                centre.bring(
                    text,
                    from: Fixtures.mobile(10 + place).e164,
                    reference: UInt8(place),
                    isReversed: place.isMultiple(of: 2) == false
                )
                _ = try await stage.desk.incoming(place + 1)
            }
            centre.bring([0x00, 0xFF, 0x80, 0xC3], coding: 4, from: "+79000000020")
            centre.bring([0xD8, 0x3D, 0x00, 0x31], coding: 8, from: "Bank")
            let kept = try await stage.desk.incoming(texts.count + 1)
            #expect(kept.map(\.text) == texts + ["\u{FFFD}1"])
            #expect(kept.map(\.sender) == (10..<15).map { Fixtures.mobile($0).e164 } + ["Bank"])
            try await stage.desk.waitForCalls(texts.count + 2)
            #expect(stage.desk.faults == [.undecodable("text")])

            // A link that is lost while a text waits on the other side.
            centre.drop()
            centre.bring("после", from: "+79000000021")
            #expect(try await stage.desk.incoming(texts.count + 2).last?.text == "после")
            // Kannel calls again after a second, and it has taken longer than that to be back.
            #expect(stage.desk.calls.count == texts.count + 3)
        }
    }
}

extension CallbackDesk {
    /// The types of Kannel's reports of a message, as they came.
    fileprivate func types(of message: Identifier<OutboundMessage>) -> Set<Int> {
        let reports = calls.filter { $0.subject == .report }.compactMap { try? KannelReport(query: $0.query) }
        return Set(reports.filter { $0.message == message }.map(\.findings.rawValue))
    }
}
