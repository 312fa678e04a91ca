import HotlineCore
import Testing

@testable import HotlineWeb

@Suite struct AttemptLimitTests {
    private let now = Instant(seconds: 1_773_313_500)

    @Test func `each address has its own number, and a new one every minute`() {
        let attempts = AttemptLimit(most: 3, within: .seconds(60), addresses: 10)
        for address in ["203.0.113.1", "203.0.113.2"] {
            #expect((0..<5).map { _ in attempts.note(from: address, at: now) } == [true, true, true, false, false])
        }
        #expect(!attempts.note(from: "203.0.113.1", at: now + .seconds(59)))
        #expect(attempts.note(from: "203.0.113.1", at: now + .seconds(60)))
        // A clock that was put back keeps nobody out for longer.
        #expect(attempts.note(from: "203.0.113.2", at: now + .seconds(-3600)))
    }

    @Test func `what was let pass is, when it comes again, not another one`() {
        let attempts = AttemptLimit(most: 2)
        #expect(["a", "a", "b", "b", "a"].allSatisfy { attempts.note(from: "203.0.113.1", at: now, once: $0) })
        #expect(!attempts.note(from: "203.0.113.1", at: now, once: "c"))
        // What was turned away is not let pass by coming again.
        #expect(!attempts.note(from: "203.0.113.1", at: now, once: "c"))
        #expect(attempts.note(from: "203.0.113.1", at: now, once: "a"))
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("2001:db8::1", "2001:db8:0:0:5::1", true), ("::1", "::2", true),
        ("::ffff:203.0.113.1", "::ffff:203.0.113.2", false),
        ("203.0.113.1", "203.0.113.10", false),
    ]) func `an IPv6 network is one address`(first: String, second: String, isSame: Bool) {
        let attempts = AttemptLimit(most: 1)
        #expect(attempts.note(from: first, at: now))
        #expect(attempts.note(from: second, at: now) != isSame)
    }

    @Test func `however many addresses come, so many are kept, and the oldest are forgotten`() {
        let attempts = AttemptLimit(most: 1, within: .seconds(60), addresses: 100)
        for index in 0..<10_000 {
            _ = attempts.note(from: "198.51.\(index / 256).\(index % 256)", at: now + .milliseconds(index))
            #expect(attempts.count <= 100)
        }
        let last = now + .milliseconds(10_000)
        #expect(!attempts.note(from: "198.51.39.15", at: last))
        #expect(attempts.note(from: "198.51.0.0", at: last))
    }
}
