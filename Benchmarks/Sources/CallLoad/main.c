// Plays an Asterisk that places many calls at once, answers every command at once, and times the other side.
//
// One thread and one epoll. See usage() for its words; it prints one line of name=value pairs.
#define _GNU_SOURCE
#include "load.h"
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { MOST_EVENTS = 256, MOST_DIALLING = 200, PATIENCE_MS = 20000 };

static _Noreturn void usage(void) {
    fprintf(stderr,
            "usage: call-load --port N --pid N --opening FILE --calls N [--first N] [--at-once N | --rate N | --hold]\n"
            "                 [--record FILE]\n"
            "  --at-once  keep so many calls going\n"
            "  --rate     begin so many calls a second, whatever becomes of them\n"
            "  --hold     bring every call to its first GET OPTION and leave it there\n"
            "  --record   write the commands of the first call to FILE\n");
    exit(64);
}

static void read_opening(struct load *load, const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) fail(path);
    load->opening[fread(load->opening, 1, sizeof load->opening - 1, file)] = 0;
    fclose(file);
}

static int every(long rate) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct timespec period = {rate == 1, rate == 1 ? 0 : 1000000000 / rate};
    struct itimerspec spec = {period, period};
    if (timer < 0 || timerfd_settime(timer, 0, &spec, NULL)) fail("timerfd");
    return timer;
}

int main(int argc, char **argv) {
    static const struct option options[] = {
        {"port", 1, 0, 'p'}, {"pid", 1, 0, 'i'},     {"opening", 1, 0, 'o'}, {"calls", 1, 0, 'n'},
        {"first", 1, 0, 'f'}, {"at-once", 1, 0, 'c'}, {"rate", 1, 0, 'r'},   {"hold", 0, 0, 'h'},
        {"record", 1, 0, 'w'}, {0, 0, 0, 0},
    };
    struct load *load = calloc(1, sizeof *load);
    long at_once = 1, rate = 0, pid = 0;
    for (int word; (word = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (word) {
        case 'p': load->port = atoi(optarg); break;
        case 'i': pid = atol(optarg); break;
        case 'o': read_opening(load, optarg); break;
        case 'n': load->calls = atol(optarg); break;
        case 'f': load->first = atol(optarg); break;
        case 'c': at_once = atol(optarg); break;
        case 'r': rate = atol(optarg); break;
        case 'h': load->holds = true; break;
        case 'w': if (!(load->record = fopen(optarg, "w"))) fail(optarg); break;
        default: usage();
        }
    }
    if (!load->port || !pid || load->calls < 1 || !load->opening[0]) usage();

    struct rlimit files = {0};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    load->call_times = calloc(load->calls, sizeof(uint64_t));
    load->most_added = load->calls * MOST_COMMANDS;
    load->added = calloc(load->most_added, sizeof(uint64_t));
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    int timer = rate ? every(rate) : -1;
    if (rate) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
        if (epoll_ctl(load->epoll, EPOLL_CTL_ADD, timer, &event)) fail("epoll_ctl");
    }
    if (load->holds) at_once = MOST_DIALLING;

    long memory_before = resident_kilobytes(pid);
    uint64_t processor_before = processor_nanoseconds(pid), began = now();
    if (!rate)
        for (long i = 0; i < at_once && load->begun < load->calls; i++) dial(load);

    struct epoll_event events[MOST_EVENTS];
    while (load->done + load->failed + load->held < load->calls) {
        int count = epoll_wait(load->epoll, events, MOST_EVENTS, PATIENCE_MS);
        if (count == 0) { fprintf(stderr, "call-load: nothing came for %d ms\n", PATIENCE_MS); exit(1); }
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        for (int i = 0; i < count; i++) {
            if (!events[i].data.ptr) {
                uint64_t due = 0;
                if (read(timer, &due, sizeof due) != sizeof due) continue;
                for (; due > 0 && load->begun < load->calls; due--) dial(load);
            } else if (serve(load, events[i].data.ptr) && !rate && load->begun < load->calls) {
                dial(load);
            }
        }
    }
    uint64_t ended = now(), processor_after = processor_nanoseconds(pid);
    report(load, (ended - began) / 1e9, (processor_after - processor_before) / 1e3);
    printf(" growth_kb=%ld\n", resident_kilobytes(pid) - memory_before);
    return load->failed > 0;
}
