import HotlineCore
import HotlineTesting
import Testing

/// Tokens as text, and how they stand.
@Suite struct AccessTokenTests {
    private func token(_ id: Int64, seed: UInt64) -> AccessToken {
        var chance = SplitMix(seed: seed)
        return AccessToken(id: Identifier(id), secret: TokenSecret(using: &chance))
    }

    @Test func `what is written is read, whatever the number and the secret`() {
        for seed in 0..<200 as Range<UInt64> {
            let token = token(Int64(seed) * 7919 + 1, seed: seed)
            #expect(AccessToken(token.text) == token)
            #expect(token.text.utf8.count == "hl_\(token.id)_".utf8.count + 43)
        }
    }

    @Test func `the least and the greatest secret there are have forty-three digits`() {
        for byte in [UInt8.min, .max] {
            var chance = Constant(byte: byte)
            let token = AccessToken(id: Identifier(1), secret: TokenSecret(using: &chance))
            #expect(token.secret.bytes == [UInt8](repeating: byte, count: 32))
            #expect(AccessToken(token.text) == token)
        }
    }

    /// A generator of one byte.
    private struct Constant: RandomNumberGenerator {
        let byte: UInt8
        func next() -> UInt64 { UInt64(byte) * 0x0101_0101_0101_0101 }
    }

    @Test func `what is nearly a token is none`() {
        let text = token(42, seed: 1).text
        let secret = text.dropFirst(6)
        let others = [
            "", "hl_", "hl_42", "hl_42_", "hl_42_\(secret.dropLast())", "hl_42_\(secret)0", "hl_042_\(secret)",
            "hl_+42_\(secret)",
            "hl_0_\(secret)", "hl_-1_\(secret)", "HL_42_\(secret)", " \(text)", "\(text) ", "\(text)\n",
            "gh_42_\(secret)",
            "hl_42_\(secret.dropLast())-", "hl_42_\(secret.dropLast())ё", "hl__42_\(secret)",
            "hl_99999999999999999999_\(secret)",
            // One more than 256 bits hold.
            "hl_42_\(String(repeating: "z", count: 43))",
        ]
        for other in others { #expect(AccessToken(other) == nil, "\(other)") }
    }

    @Test func `neither a token nor its secret prints itself`() {
        let token = token(42, seed: 1)
        let secret = String(token.text.dropFirst(6))
        var dumped = ""
        dump(token, to: &dumped)
        dump(token.secret, to: &dumped)
        for text in ["\(token)", "\(token.secret)", String(reflecting: token), dumped] {
            #expect(!text.contains(secret) && !text.contains("\(token.secret.bytes[0]), "), "\(text)")
        }
        #expect("\(token)" == "token 42")
    }

    @Test func `a token is good until its last moment, and no more once it was taken back`() {
        let now = Fixtures.now
        var kept = StaffToken(
            id: Identifier(1),
            login: "petrov",
            label: nil,
            createdAt: now,
            expiresAt: now + .seconds(10)
        )
        #expect(kept.state(at: now + .milliseconds(9999)) == .active)
        #expect(kept.state(at: now + .seconds(10)) == .expired)
        #expect(kept.isUseToBeNoted(at: now))
        kept.lastUsedAt = now
        #expect(!kept.isUseToBeNoted(at: now + .seconds(59)) && kept.isUseToBeNoted(at: now + .seconds(60)))
        kept.revokedAt = now
        #expect(kept.state(at: now) == .revoked && kept.state(at: now + .seconds(10)) == .revoked)
    }
}
