public import HotlineCore
public import Logging

/// Collects what smsd leaves in its spool: what was sent, what could not be, status reports, and texts that came in.
///
/// Looking changes nothing that matters: what it found is there at the next look too, until it is disposed of, which the caller
/// does once the news is stored. So nothing is lost where we die in between, and what is read twice is the same news.
///
/// The spool is ours alone: a report that belongs to no text of ours is set aside, and so is what cannot be read, in a folder
/// `.hotline` beside it, with a line in the log.
public struct SMSToolsMailbox: Sendable {
    /// How long a file that makes no sense may still be being written.
    static let settling = Duration.seconds(60)
    /// How long a report may wait for the text it belongs to.
    static let patience = Duration.seconds(600)
    /// How long a text is remembered after it was sent, for its report.
    static let memory = Duration.seconds(7 * 86_400)
    /// The most files of one folder in one look.
    static let batch = 500

    /// The name of the gateway it belongs to.
    public let gateway: String
    let spool: SMSToolsSpool
    let logger: Logger

    /// Creates a mailbox.
    ///
    /// - Parameters:
    ///   - gateway: The name of the gateway it belongs to.
    ///   - spool: Where smsd keeps its files.
    ///   - logger: Where to say what was set aside.
    public init(gateway: String, spool: SMSToolsSpool, logger: Logger) {
        self.gateway = gateway
        self.spool = spool
        self.logger = logger
    }

    /// Reads the news there is.
    ///
    /// - Parameter now: The time.
    /// - Returns: The news in the order it should be stored.
    /// - Throws: ``SMSToolsFault`` where a folder cannot be used.
    public func look(at now: Instant) throws(SMSToolsFault) -> [CollectedNews] {
        try forget(now)
        let sent = try sentParts()
        var found = sent.map { CollectedNews(.report(DeliveryReport($0.key, .accepted)), .sent($0)) }
        found += try failedParts()
        // What waits for a report is read only where there is one.
        if try !names(in: .report, where: Self.mayBeNews).isEmpty {
            found += try reports(on: sent + awaitedParts(), at: now)
        }
        found += try texts(at: now)
        return found
    }

    /// Takes the news out of the spool, for it is stored.
    public func dispose(of item: CollectedNews) throws(SMSToolsFault) {
        switch item.origin {
        case .sent(let part): try remember(part)
        case .failed(let name): try spool.directory(.failed).remove(name)
        case .report(let name, let part, let isFinal):
            if isFinal, let reference = part.reference, !part.isReported {
                let reported = SentPart.name(part.key.name, reference, isReported: true)
                try spool.own(.sent).rename(SentPart.name(part.key.name, reference, isReported: false), to: reported)
            }
            try spool.directory(.report).remove(name)
        case .incoming(let name): try spool.directory(.incoming).remove(name)
        }
    }

    /// Moves a file that nothing can be done with to the folder of ours, where somebody may look at it.
    func setAside(_ name: String, in folder: SMSToolsSpool.Folder, because reason: Logger.Message) throws(SMSToolsFault)
    {
        let own = spool.own(folder)
        try own.make()
        // Names are smsd's and may come again.
        var free = name
        var number = 1
        while try !spool.directory(folder).move(name, to: own, as: free) {
            number += 1
            free = "\(name).\(number)"
        }
        logger.warning(reason, metadata: [LogKey.gateway: "\(gateway)", LogKey.folder: "\(folder.rawValue)"])
    }

    /// Whether a name is one that smsd gives to what it leaves: no lock, no hidden one, and not its store of texts in parts.
    static func mayBeNews(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.hasSuffix(".LOCK") && !name.hasSuffix("-concatenated")
    }

    /// The names in a folder that may be news, as many as one look takes.
    func names(
        in folder: SMSToolsSpool.Folder,
        where isMeant: (String) -> Bool
    ) throws(SMSToolsFault) -> [String] {
        let directory = spool.directory(folder)
        guard directory.isUsable else { throw directory.fault() }
        return Array(try directory.names().filter(isMeant).prefix(Self.batch))
    }
}

/// A piece of news, and where in the spool it came from.
public struct CollectedNews: Sendable {
    enum Origin: Hashable, Sendable {
        case sent(SentPart)
        case failed(String)
        case report(String, of: SentPart, isFinal: Bool)
        case incoming(String)
    }

    /// The news.
    public let news: GatewayNews
    let origin: Origin

    init(_ news: GatewayNews, _ origin: Origin) {
        self.news = news
        self.origin = origin
    }
}
