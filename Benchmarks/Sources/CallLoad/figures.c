// What is measured, and how it is printed.
#define _GNU_SOURCE
#include "load.h"
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * UINT64_C(1000000000) + time.tv_nsec;
}

void fail(const char *what) {
    fprintf(stderr, "call-load: %s: %s\n", what, strerror(errno));
    exit(1);
}

uint64_t processor_nanoseconds(long pid) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &time)) fail("the process");
    return time.tv_sec * UINT64_C(1000000000) + time.tv_nsec;
}

long resident_kilobytes(long pid) {
    char path[64];
    long size, resident;
    snprintf(path, sizeof path, "/proc/%ld/statm", pid);
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%ld %ld", &size, &resident) != 2) fail(path);
    fclose(file);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int compare(const void *one, const void *other) {
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

/// The value that `share` of all do not exceed, in microseconds.
static double percentile(const uint64_t *sorted, long count, double share) {
    return count ? sorted[(long)((count - 1) * share)] / 1e3 : 0;
}

void report(struct load *load, double seconds, double processor_microseconds) {
    long calls = load->done + load->held;
    qsort(load->call_times, load->done, sizeof(uint64_t), compare);
    qsort(load->added, load->added_count, sizeof(uint64_t), compare);
    printf("calls=%ld failed=%ld commands=%ld seconds=%.3f rate=%.1f cpu_us=%.2f", calls, load->failed, load->commands,
           seconds, calls / seconds, calls ? processor_microseconds / calls : 0);
    printf(" call_p50=%.0f call_p99=%.0f", percentile(load->call_times, load->done, 0.5),
           percentile(load->call_times, load->done, 0.99));
    printf(" added_p50=%.0f added_p99=%.0f added_max=%.0f", percentile(load->added, load->added_count, 0.5),
           percentile(load->added, load->added_count, 0.99), percentile(load->added, load->added_count, 1));
}
