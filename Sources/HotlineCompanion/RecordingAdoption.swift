internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineVoice

/// Finds sound files that no record names, and gives each to its call.
///
/// Talks come this way, which Asterisk writes until after the call, and messages under a program that died.
struct RecordingAdoption: Sendable {
    /// How long a file must be left alone before it is taken for finished.
    private static let rest = Duration.seconds(10)

    let folder: String
    let store: Store

    /// A file of the folder, by what its name says.
    private struct Found {
        var file: String
        var kind: CallRecording.Kind
        var call: Identifier<Call>?
        var uniqueID: String?

        /// Reads `call-7-talk.wav`, `call-7-message-2.wav`, `call-spool-1773313500.1-message.wav`.
        init?(_ file: String) {
            guard file.hasPrefix("call-"), file.hasSuffix(".wav") else { return nil }
            var name = file.dropFirst(5).dropLast(4)
            if let last = name.lastIndex(of: "-"), Int(name[name.index(after: last)...]) != nil { name = name[..<last] }
            guard let dash = name.lastIndex(of: "-"),
                let kind = CallRecording.Kind(rawValue: String(name[name.index(after: dash)...]))
            else { return nil }
            let whose = name[..<dash]
            self.file = file
            self.kind = kind
            call = Int64(whose).map { Identifier($0) }
            uniqueID = whose.hasPrefix("spool-") ? String(whose.dropFirst(6)) : nil
            guard call != nil || uniqueID != nil else { return nil }
        }
    }

    /// Looks through the folder.
    func run(at now: Instant) async throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = names.sorted().compactMap(Found.init)
        let known = try await store.recordings(of: Set(found.compactMap(\.call))).mapValues { Set($0.map(\.file)) }
        for one in found {
            if let call = one.call, known[call]?.contains(one.file) == true { continue }
            guard isFinished(one.file, at: now), let recording = examine(one) else { continue }
            await adopt(recording, of: one, at: now)
        }
    }

    /// Gives a recording to its call; where the call lies in the spool still, it is tried again later.
    private func adopt(_ recording: CallRecording, of found: Found, at now: Instant) async {
        if let call = found.call {
            _ = try? await store.adopt(recording, ofCall: call, at: now)
        } else if let uniqueID = found.uniqueID {
            _ = try? await store.adopt(recording, ofCall: uniqueID, at: now)
        }
    }

    private func isFinished(_ file: String, at now: Instant) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")
        guard let changed = attributes?[.modificationDate] as? Date else { return false }
        return now - Instant(milliseconds: Int64(changed.timeIntervalSince1970 * 1000)) > Self.rest
    }

    private func examine(_ found: Found) -> CallRecording? {
        guard let sound = try? SoundFile.examine("\(folder)/\(found.file)") else { return nil }
        return CallRecording(found.kind, sound, name: String(found.file.dropLast(4)))
    }
}
