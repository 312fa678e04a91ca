import Foundation
import Testing

@testable import HotlineTesting

struct AudioMatchTests {
    private let prompt = Sounds.speech(seconds: 1, seed: 1)

    @Test func `a prompt is found where it is, through the telephone's coding`() {
        let line = Sounds.speech(seconds: 3, seed: 2) + prompt + Sounds.silence(seconds: 2)
        let heard = line.map { MuLaw.decode(MuLaw.encode($0)) }
        let match = AudioMatch.best(of: prompt, in: heard)
        #expect(match.value > 0.99)
        #expect(match.offset == 24_000)
    }

    @Test func `loudness does not count`() {
        let match = AudioMatch.best(of: prompt, in: Sounds.silence(seconds: 0.3) + prompt.map { $0 / 8 })
        #expect(match.value > 0.99)
    }

    @Test func `another prompt is not found`() {
        let match = AudioMatch.best(of: prompt, in: Sounds.speech(seconds: 5, seed: 3))
        #expect(match.value < 0.4)
    }

    @Test func `nothing is found in silence, or in less than was sought`() {
        #expect(AudioMatch.best(of: prompt, in: Sounds.silence(seconds: 3)).value == 0)
        #expect(AudioMatch.best(of: prompt, in: []) == .none)
        #expect(AudioMatch.best(of: [], in: prompt) == .none)
    }

    @Test func `a short sound is sought at every place`() {
        let click = Array(prompt[100..<300])
        #expect(AudioMatch.best(of: click, in: prompt).offset == 100)
    }

    @Test func `a sound file comes back as it was written, and another kind is refused`() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "a.wav")
        try WAVFile.write(prompt, to: file)
        #expect(try WAVFile.samples(of: file) == prompt)
        #expect(WAVFile.samples(in: Array("RIFF....WAVEdata".utf8)) == nil)
        #expect(throws: WorldError.self) { try WAVFile.samples(of: folder.url.appending(path: "none.wav")) }
    }
}
