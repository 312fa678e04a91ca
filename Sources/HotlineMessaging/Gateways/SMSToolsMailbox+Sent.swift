internal import HotlineCore
internal import Logging

extension SMSToolsMailbox {
    /// Why smsd gave up though the network never saw the text, so that it may be put back.
    private static let modemAway = "Modem initialization failed"
    /// How often a text is put back.
    private static let mostAgain = 10

    /// The parts smsd sent of which nothing has been told.
    func sentParts() throws(SMSToolsFault) -> [SentPart] {
        let directory = spool.directory(.sent)
        var parts: [SentPart] = []
        for name in try names(in: .sent, where: { SentPart.Name($0) != nil }) {
            guard let key = SentPart.Name(name), let (file, status) = try wholeFile(name, in: directory) else {
                continue
            }
            parts.append(
                SentPart(
                    key: key,
                    number: file["To"] ?? "",
                    reference: file["Message_id"].flatMap { Int($0) },
                    sentAt: status.modifiedAt,
                    isReported: false
                )
            )
        }
        return parts
    }

    /// The parts that were told of and whose report may still come, or come again.
    func awaitedParts() throws(SMSToolsFault) -> [SentPart] {
        let own = spool.own(.sent)
        var parts: [SentPart] = []
        for name in try own.names() {
            let fields = name.split(separator: ".", maxSplits: 2)
            guard fields.count > 1, let key = SentPart.Name(String(fields[0])), let reference = Int(fields[1]),
                let status = try own.status(of: name), let bytes = try own.contents(of: name)
            else { continue }
            parts.append(
                SentPart(
                    key: key,
                    number: SMSToolsFile(bytes)?["To"] ?? "",
                    reference: reference,
                    sentAt: status.modifiedAt,
                    isReported: fields.count > 2
                )
            )
        }
        return parts
    }

    /// Keeps of a part that was sent only what its report needs, and no word of it.
    func remember(_ part: SentPart) throws(SMSToolsFault) {
        let own = spool.own(.sent)
        try own.make()
        var file = SMSToolsFile()
        file["To"] = part.number
        let name = SentPart.name(part.key.name, part.reference, isReported: false)
        let reported = SentPart.name(part.key.name, part.reference, isReported: true)
        if try own.status(of: reported) == nil {
            try own.rename(own.write(file.bytes, underNameOf: part.key.name), to: name)
        }
        try spool.directory(.sent).remove(part.key.name)
    }

    /// What smsd could not send; what the modem alone was to blame for goes back to the start.
    func failedParts() throws(SMSToolsFault) -> [CollectedNews] {
        let directory = spool.directory(.failed)
        var found: [CollectedNews] = []
        for name in try names(in: .failed, where: { SentPart.Name($0) != nil }) {
            guard let key = SentPart.Name(name), let (file, _) = try wholeFile(name, in: directory) else { continue }
            guard file["Fail_reason"] == Self.modemAway, try putBack(file, as: name) else {
                found.append(CollectedNews(.report(DeliveryReport(key, .undelivered)), .failed(name)))
                continue
            }
        }
        return found
    }

    /// Puts a part that the network never saw to the start once more.
    ///
    /// - Returns: Whether it was; not more often than is sensible.
    private func putBack(_ file: SMSToolsFile, as name: String) throws(SMSToolsFault) -> Bool {
        let times = file[SMSToolsFile.againHeader].flatMap { Int($0) } ?? 0
        guard times < Self.mostAgain else { return false }
        var again = file
        again[SMSToolsFile.againHeader] = "\(times + 1)"
        for header in ["Modem", "Number", "IMSI", "IMEI", "Fail_reason", "Failed"] { again[header] = nil }
        // Where we died half-way it is there, or further, and stays.
        if try spool.directory(.checked).status(of: name) == nil, try spool.directory(.sent).status(of: name) == nil {
            try spool.put(again, as: name)
            try spool.directory(.outgoing).sync()
        }
        try spool.directory(.failed).remove(name)
        logger.notice("The modem was away; a text was put back.", metadata: [LogKey.gateway: "\(gateway)"])
        return true
    }

    /// A file that smsd has finished, with what there is to know of it.
    private func wholeFile(
        _ name: String,
        in directory: SMSToolsDirectory
    ) throws(SMSToolsFault) -> (SMSToolsFile, SMSToolsDirectory.Status)? {
        guard let status = try directory.status(of: name), !directory.isLocked(name),
            let bytes = try directory.contents(of: name), let file = SMSToolsFile(bytes)
        else { return nil }
        return (file, status)
    }

    /// Removes what is remembered of texts long gone, and what a put left unfinished.
    func forget(_ now: Instant) throws(SMSToolsFault) {
        let limits: [(SMSToolsSpool.Folder, Duration)] = [(.sent, Self.memory), (.outgoing, .seconds(3600))]
        for (folder, limit) in limits {
            let own = spool.own(folder)
            for name in try own.names() {
                if let status = try own.status(of: name), now - status.modifiedAt > limit { try own.remove(name) }
            }
        }
    }
}
