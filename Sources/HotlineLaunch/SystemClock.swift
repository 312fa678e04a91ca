public import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

extension Instant {
    /// What time it is by the machine's clock; only programs and their wiring ask.
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
