/// How a mail program ended, and what that says of the mail.
///
/// The statuses are those of `sysexits.h`, as sendmail and its like use them. msmtp 1.8 was asked: its server's refusal of a
/// recipient for good is 65, a refusal for now is 69, and so is any refusal of the whole mail; 75 is that nobody listens, 68 that
/// its own server's name is not found, 74 and 76 that the connection broke.
enum SendmailEnding: Hashable, Sendable {
    /// It ended by itself with this status.
    case exited(Int32)
    /// A signal ended it that was not ours.
    case signalled
    /// We ended it, for it took too long.
    case tookTooLong

    /// Says what became of the mail, by returning where it was taken.
    ///
    /// - Parameter hasReadAll: Whether the program had read the whole mail, so that it may have gone although it does not say.
    /// - Throws: ``MailError`` where it was not taken, or where that cannot be told.
    func check(hasReadAll: Bool) throws(MailError) {
        switch self {
        case .tookTooLong: throw hasReadAll ? .unanswered : .temporary(.tookTooLong)
        case .signalled: throw hasReadAll ? .unanswered : .temporary(.interrupted)
        case .exited(let status): try Self.check(status, hasReadAll: hasReadAll)
        }
    }

    private static func check(_ status: Int32, hasReadAll: Bool) throws(MailError) {
        switch status {
        // EX_OK
        case 0: return
        // EX_USAGE
        case 64: throw .permanent(.usage)
        // EX_DATAERR
        case 65: throw .permanent(.refused)
        // EX_NOUSER
        case 67: throw .permanent(.recipient)
        // EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_TEMPFAIL
        case 68, 69, 70, 71, 75: throw .temporary(.unavailable)
        // EX_NOINPUT, EX_OSFILE, EX_CANTCREAT, EX_NOPERM, EX_CONFIG
        case 66, 72, 73, 77, 78: throw .temporary(.settings)
        // EX_IOERR, EX_PROTOCOL
        case 74, 76: throw hasReadAll ? .unanswered : .temporary(.interrupted)
        default: throw .temporary(.unexpectedStatus)
        }
    }
}
