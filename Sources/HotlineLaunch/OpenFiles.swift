#if canImport(Glibc)
internal import Glibc
#endif

/// How many files and connections a program may have open.
public enum OpenFiles {
    /// What is enough for every limit of ours together; more than that would make programs slow that close all they could have.
    private static let enough: rlim_t = 65_536

    /// Takes as many as the system lets this program have.
    ///
    /// The usual soft limit of 1024 is for programs that use `select`; thousands of calls need more.
    public static func raiseLimit() {
        let which = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(which, &limit) == 0, limit.rlim_cur < min(limit.rlim_max, enough) else { return }
        limit.rlim_cur = min(limit.rlim_max, enough)
        _ = setrlimit(which, &limit)
    }
}
