/// What can go wrong with a backup, by what can be done about it.
public enum ArchiveError: Error, Hashable, Sendable {
    /// The system refuses something with a file.
    case system(path: String, reason: String)
    /// There is no backup: no manifest, or one that cannot be read.
    case noManifest(path: String)
    /// It was made by a later version.
    case newerFormat(path: String, format: Int)
    /// A file of the backup is not there.
    case missing(path: String)
    /// A file ends before its end.
    case cut(path: String)
    /// A file is not what was backed up.
    case changed(path: String)
    /// It is encrypted, and no key was given.
    case keyMissing(path: String)
    /// The key is another one, or the beginning of the file was changed.
    case wrongKey(path: String)
    /// The file holds no key.
    case noKey(path: String)
    /// Others may read the key.
    case openKey(path: String, mode: String)
    /// The database of the backup has faults.
    case damagedDatabase(path: String, findings: Int)
    /// Another backup is being made.
    case busy(path: String)
}

extension ArchiveError: CustomStringConvertible {
    /// One line in the language of the staff: what and where.
    public var description: String {
        switch self {
        case .system(let path, let reason): "\(path): \(reason)"
        case .noManifest(let path): "\(path): здесь нет целой резервной копии (manifest.json)"
        case .newerFormat(let path, let format):
            "\(path): копия сделана новой версией (формат \(format)): обновите hotline"
        case .missing(let path): "\(path): файла нет, копия неполная"
        case .cut(let path): "\(path): файл обрезан"
        case .changed(let path): "\(path): файл изменён после копирования"
        case .keyMissing(let path): "\(path): копия зашифрована, нужен ключ: --key-file"
        case .wrongKey(let path): "\(path): ключ не тот, или файл изменён"
        case .noKey(let path): "\(path): это не ключ: нужны 32 байта в base64, сделать — hotline backup new-key"
        case .openKey(let path, let mode): "\(path): ключ могут читать другие (права \(mode)): chmod 600 \(path)"
        case .damagedDatabase(let path, let findings): "\(path): база в копии неисправна, находок \(findings)"
        case .busy(let path): "\(path): другая копия ещё делается"
        }
    }
}
