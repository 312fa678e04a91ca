internal import GRDB
public import HotlineCore

/// What can go wrong with the store, by what can be done about it.
public enum StoreError: Error, Hashable, Sendable {
    /// The file cannot be opened: its folder is missing, or rights are.
    case cannotOpen(path: String, reason: String)
    /// The file may be read and not written.
    case readOnly(path: String)
    /// Another program held the file for longer than we wait.
    case locked(path: String)
    /// The file was made by a later version of these programs.
    case newerVersion(path: String)
    /// The file was made by an earlier version, and whoever opened it leaves it to others to bring it up to date.
    case olderVersion(path: String)
    /// The file of an earlier version could not be brought up to date, and is as it was; SQLite said why.
    case notUpgraded(path: String, code: Int32)
    /// The file is no database, or a damaged one.
    case damaged(path: String)
    /// The disk is full.
    case full(path: String)
    /// The file was deleted, or another one put in its place, while it was open: what was written is in no file any more.
    case gone(path: String)
    /// Something else that SQLite said.
    case failed(path: String, code: Int32)
    /// The rules refused what was asked; the store is as it was.
    case refused(AppealFault)
    /// There is no such call.
    case unknownCall

    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let fault as AppealFault: self = .refused(fault)
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED: self = .gone(path: path)
            case .SQLITE_READONLY: self = .readOnly(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path)
            case .SQLITE_FULL: self = .full(path: path)
            case .SQLITE_IOERR where Disk.isFull(at: path): self = .full(path: path)
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
                self = .cannotOpen(path: path, reason: error.resultCode.description)
            default: self = .failed(path: path, code: error.extendedResultCode.rawValue)
            }
        default: self = .failed(path: path, code: -1)
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// One line for the log: what and where, and nothing of what is kept.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "\(path): the database cannot be opened: \(reason)"
        case .readOnly(let path): "\(path): the database may be read and not written"
        case .locked(let path): "\(path): another program holds the database"
        case .newerVersion(let path):
            "\(path): the database was made by a newer version of hotline; upgrade the programs"
        case .olderVersion(let path):
            "\(path): the database is of an earlier version until hotlined has brought it up to date"
        case .notUpgraded(let path, let code):
            "\(path): the database cannot be brought up to date and is as it was (SQLite \(code)); go on with the earlier version of hotline"
        case .damaged(let path): "\(path): this is no hotline database, or it is damaged"
        case .full(let path): "\(path): the disk is full"
        case .gone(let path): "\(path): the database was deleted or replaced while it was open"
        case .failed(let path, let code): "\(path): the database failed (SQLite \(code))"
        case .refused(let fault): fault.description
        case .unknownCall: "the database has no such call"
        }
    }
}
