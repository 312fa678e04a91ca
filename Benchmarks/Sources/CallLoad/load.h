// What the parts of call-load share.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { MOST_COMMANDS = 64, MOST_LINE = 8192 };

struct load {
    int port, epoll;
    long calls, first;
    bool holds;
    FILE *record;
    /// The call's variables, with `%s` for its name and for the number it comes from.
    char opening[4096];

    long begun, done, failed, held, commands;
    uint64_t *call_times;
    /// The times from a reply's write to the next command's arrival.
    uint64_t *added;
    long added_count, most_added;
};

struct call {
    int socket;
    long number;
    int questions;
    bool is_held;
    uint64_t began, replied;
    int length;
    char line[MOST_LINE];
};

/// Nanoseconds of a clock that only goes forward.
uint64_t now(void);
/// Ends the program with what the system said of `what`.
_Noreturn void fail(const char *what);
/// The processor time a process has had, all its threads together.
uint64_t processor_nanoseconds(long pid);
/// The memory of a process.
long resident_kilobytes(long pid);

/// Begins the next call.
void dial(struct load *load);
/// Reads and answers what came for a call; true once the call takes no more part.
bool serve(struct load *load, struct call *call);
/// Prints what was found, but for the line's end.
void report(struct load *load, double seconds, double processor_microseconds);
