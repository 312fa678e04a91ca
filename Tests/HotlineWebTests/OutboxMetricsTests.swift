import HotlineCore
import HotlineTesting
import HotlineWeb
import Testing

@Suite struct OutboxMetricsTests {
    @Test func `every state is there, and the text ends as OpenMetrics wants it`() {
        let figures = OutboxFigures(
            states: [.queued: 3, .unknown: 1],
            repeats: 2,
            oldestDue: Fixtures.now,
            incoming: ["done": 4, "stranger": 1]
        )
        let text = OutboxMetrics(figures, at: Fixtures.now + .seconds(75)).text
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("hotline_messages{state=\"queued\"} 3"))
        #expect(lines.contains("hotline_messages{state=\"failed\"} 0"))
        #expect(lines.contains("hotline_message_repeats_total 2"))
        #expect(lines.contains("hotline_outbox_age_seconds 75"))
        #expect(lines.contains("hotline_incoming{outcome=\"done\"} 4"))
        #expect(text.hasSuffix("\n# EOF\n"))
        #expect(figures.waiting == 3)
        #expect(figures.age(at: Fixtures.now) == .zero && figures.age(at: Fixtures.now + .seconds(-1)) == nil)
        #expect(OutboxMetrics(figures, at: Fixtures.now + .seconds(-75)).text.contains("age_seconds 0\n"))
        for line in lines where !line.hasPrefix("#") { #expect(Int(line.split(separator: " ").last ?? "") != nil) }
    }
}
