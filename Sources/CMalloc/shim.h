/// What the C library's allocator can be told, which Swift's own modules of it leave out.
#ifndef CMALLOC_SHIM_H
#define CMALLOC_SHIM_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

#endif
