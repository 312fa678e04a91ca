internal import Glibc
public import HotlineCore

/// Hands texts to a GSM modem of this machine: a file for each part in the spool of smsd (SMS Server Tools 3).
///
/// The file's name is the part's key, and smsd keeps the name wherever it moves the file, so a part is taken once however often
/// it is submitted. What becomes of it ``SMSToolsMailbox`` collects. smsd must keep names: `keep_filename` and `filename_preview`
/// stay as they are unless set.
public struct SMSToolsGateway: MessageGateway {
    /// How long a file may wait for smsd to take it before smsd counts as gone.
    static let longestInOutgoing = Duration.seconds(120)
    /// How long a file that smsd took may wait for the modem before the modem counts as gone.
    static let longestInChecked = Duration.seconds(600)

    /// The name it stands under in lists and logs.
    public let name: String
    let spool: SMSToolsSpool
    let now: @Sendable () -> Instant

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - name: The name it stands under in lists and logs.
    ///   - spool: Where smsd keeps its files.
    ///   - now: Tells the time.
    public init(name: String = "smstools", spool: SMSToolsSpool, now: @escaping @Sendable () -> Instant) {
        self.name = name
        self.spool = spool
        self.now = now
    }

    /// A part that is in the spool already is not put there again.
    public var unansweredSubmit: UnansweredSubmit { .repeatable }

    /// Puts one part into the spool; it is on the disk when this returns.
    public func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt {
        let key = part.key
        do throws(SMSToolsFault) {
            if try spool.holds(key) { return GatewayReceipt() }
            try spool.put(SMSToolsFile(part), as: key)
        } catch {
            throw error.code == ENOSPC || error.code == EDQUOT ? .temporary(.busy) : .temporary(.notReached)
        }
        do throws(SMSToolsFault) {
            try spool.directory(.outgoing).sync()
        } catch {
            // smsd sees it, though a power failure may take it away again.
            throw .unanswered
        }
        return GatewayReceipt()
    }

    /// Looks whether the folders can be used and whether anything waits in them too long.
    ///
    /// smsd tells nothing of itself: while nothing waits, a dead one looks like one that has nothing to do.
    public func health() async -> GatewayHealth {
        for folder in SMSToolsSpool.Folder.allCases where !spool.directory(folder).isUsable {
            return GatewayHealth(.dead("folder \(folder.rawValue) cannot be used"))
        }
        do throws(SMSToolsFault) {
            if try isWaiting(in: .outgoing, for: Self.longestInOutgoing) {
                return GatewayHealth(.dead("smsd does not take what is in outgoing"))
            }
            if try isWaiting(in: .checked, for: Self.longestInChecked) {
                return GatewayHealth(.impaired("the modem does not send what is in checked"))
            }
        } catch {
            return GatewayHealth(.dead("\(error)"))
        }
        return GatewayHealth(.alive)
    }

    private func isWaiting(in folder: SMSToolsSpool.Folder, for limit: Duration) throws(SMSToolsFault) -> Bool {
        let directory = spool.directory(folder)
        for name in try directory.names() where MessagePart.Key(name) != nil {
            if let status = try directory.status(of: name), now() - status.modifiedAt > limit { return true }
        }
        return false
    }
}

extension SMSToolsGateway: CustomStringConvertible, CustomReflectable {
    /// The name only.
    public var description: String { "gateway \(name)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["gateway": name]) }
}
