internal import Foundation

/// Why the system refused something, in the language of the staff.
public enum SystemFault {
    /// The words for an error number of the system; the number itself where it is a rare one.
    public static func words(_ code: Int32) -> String {
        switch code {
        case ENOENT: "нет такого файла или папки"
        case EACCES, EPERM: "нет прав"
        case EEXIST: "уже есть"
        case EISDIR: "это папка"
        case ENOTDIR: "на пути не папка"
        case ENOSPC: "на диске нет места"
        case EDQUOT: "исчерпана квота диска"
        case EROFS: "диск только для чтения"
        case EIO: "диск не читается или не пишется"
        case ENAMETOOLONG: "слишком длинное имя"
        case EMFILE, ENFILE: "открыто слишком много файлов"
        case EXDEV: "другой диск"
        case ELOOP: "ссылки замкнуты в круг"
        default: "ошибка системы \(code)"
        }
    }

    /// The words for the last error of this thread.
    public static var last: String { words(errno) }
}
