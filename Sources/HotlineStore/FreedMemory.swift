#if canImport(Glibc)
internal import CMalloc
#endif

/// What becomes of memory that SQLite gives back.
enum FreedMemory {
    /// Has the C library keep some of it, rather than return it to the kernel each time.
    ///
    /// SQLite takes about 90 KB for every `IN` list in a constraint and every `RETURNING`, and gives them back at the statement's
    /// end. By itself glibc returns pieces of that size at once, and the kernel clears the same pages anew for the next statement.
    static func keep() {
        #if canImport(Glibc)
        mallopt(M_TRIM_THRESHOLD, 16 << 20)
        mallopt(M_TOP_PAD, 1 << 20)
        #endif
    }
}
