#if canImport(Glibc)
internal import Glibc
#endif

/// What is left of a program that crashes.
public enum CrashReport {
    /// Sees to it that a crash ends the program at once, and leaves nothing of its memory in a log or on a disk.
    ///
    /// Swift's own report shows what the registers point at, which may be somebody's number or name, and takes half a minute in which
    /// nobody is served. Where `SWIFT_BACKTRACE` is set, somebody wants it, and it stays.
    public static func forbid() {
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] { signal(number, SIG_DFL) }
        var none = rlimit()
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
