internal import HotlineCore

extension Settings {
    /// The contexts of the dialplan that calls come to.
    var dialplanContexts: [String] {
        ["hotline"]
            + (sms.ladder.call == nil ? [] : [LadderCallService.context])
            + (asterisk.call == nil ? [] : [AuthorCallService.context])
    }

    /// The files that hold secrets, as they are named.
    var secretFiles: [String] {
        let sources =
            sms.gateways.flatMap { $0.secrets.map(\.source) }
            + (asterisk.ami.map { [$0.password] } ?? [])
            + [api?.keyFile, backup?.keyFile, agi.recordingKeyFile].compactMap { $0.map(SecretSource.file) }
        return sources.compactMap { if case .file(let path) = $0 { path } else { nil } }
    }
}
