internal import HotlineCore
internal import Logging

extension SMSToolsMailbox {
    /// What the network said of the parts that were sent.
    ///
    /// A report names a part by its number and by a reference of one byte, so of several the one sent last is meant, and one that
    /// still waits for its last report before one that does not.
    func reports(on sent: [SentPart], at now: Instant) throws(SMSToolsFault) -> [CollectedNews] {
        var waiting = sent
        var found: [CollectedNews] = []
        try files(in: .report, at: now) { name, file, age throws(SMSToolsFault) in
            guard let report = SMSToolsReport(file) else { return false }
            let candidates = waiting.indices.filter {
                waiting[$0].reference == report.messageID && report.isAbout(waiting[$0].number)
            }
            let meant = candidates.max { left, right in
                let (left, right) = (waiting[left], waiting[right])
                guard left.isReported == right.isReported else { return left.isReported }
                return left.sentAt < right.sentAt
            }
            guard let meant else {
                guard age > Self.patience else { return true }
                let reason: Logger.Message = "A status report belongs to no text of ours and was set aside."
                try setAside(name, in: .report, because: reason)
                return true
            }
            let part = waiting[meant]
            if report.isFinal { waiting[meant] = part.reported }
            let news = GatewayNews.report(DeliveryReport(part.key, report.finding))
            found.append(CollectedNews(news, .report(name, of: part, isFinal: report.isFinal)))
            return true
        }
        return found
    }

    /// The texts that came in.
    func texts(at now: Instant) throws(SMSToolsFault) -> [CollectedNews] {
        var found: [CollectedNews] = []
        try files(in: .incoming, at: now) { name, file, age throws(SMSToolsFault) in
            do throws(SMSToolsText.Fault) {
                let text = try SMSToolsText(
                    file,
                    name: name,
                    modifiedAt: now + .milliseconds(-age.milliseconds),
                    isSettled: age > Self.settling
                )
                let news = IncomingText(
                    gateway: gateway,
                    id: text.id,
                    sender: text.sender,
                    text: text.text,
                    sentAt: text.sentAt
                )
                found.append(CollectedNews(.incoming(news), .incoming(name)))
                return true
            } catch {
                return false
            }
        }
        return found
    }

    /// Goes through the files of a folder; those that make no sense though nobody writes them any more are set aside.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - now: The time.
    ///   - read: Takes a file's name, the file and its age, and returns whether it makes sense.
    /// - Throws: ``SMSToolsFault`` where the folder cannot be used.
    private func files(
        in folder: SMSToolsSpool.Folder,
        at now: Instant,
        _ read: (String, SMSToolsFile, Duration) throws(SMSToolsFault) -> Bool
    ) throws(SMSToolsFault) {
        let directory = spool.directory(folder)
        for name in try names(in: folder, where: Self.mayBeNews) {
            guard let status = try directory.status(of: name), !directory.isLocked(name) else { continue }
            let age = now - status.modifiedAt
            do throws(SMSToolsFault) {
                guard let bytes = try directory.contents(of: name) else { continue }
                if let file = SMSToolsFile(bytes), try read(name, file, age) { continue }
            } catch {
                // One that we may not read must not keep us from the others.
                logger.debug("A file of a spool cannot be read.", metadata: [LogKey.error: "\(error)"])
            }
            guard age > Self.settling else { continue }
            try setAside(name, in: folder, because: "A file of a spool cannot be read and was set aside.")
        }
    }
}
