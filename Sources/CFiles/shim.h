/// What Linux does with files that Swift's own module of the C library leaves out.
#ifndef CFILES_SHIM_H
#define CFILES_SHIM_H

#if defined(__linux__)
#include <linux/falloc.h>
#include <linux/fs.h>
#include <linux/memfd.h>
#include <sys/inotify.h>
#include <sys/timex.h>
#include <sys/types.h>

/// fallocate(2): sees to it that a file has room on the disk.
extern int fallocate(int descriptor, int mode, off_t offset, off_t length);
/// renameat2(2): gives a file another name, as `flags` say.
extern int renameat2(int folder, const char *name, int otherFolder, const char *other, unsigned int flags);
/// memfd_create(2): makes a file that is in memory only and has no name.
extern int memfd_create(const char *name, unsigned int flags);

/// adjtimex(2): 1 where something keeps the machine's clock right, 0 where nothing does, -1 where the kernel does not say.
static inline int clock_is_kept_right(void) {
    struct timex state = {0};
    int status = adjtimex(&state);
    return status < 0 ? -1 : status != TIME_ERROR;
}
#endif

#endif
