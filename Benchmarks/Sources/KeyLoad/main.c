// Plays many telephones that call an Asterisk, press a key in its menu, and times what they hear then.
//
// One thread and one epoll. Every telephone sends a packet every 20 ms, each at a time of its own within them. A packet that
// comes has the time at which the kernel took it. See usage() for the words; it prints one line for each key, with the
// microseconds from its first and from its last packet to the first packet of the next prompt, and one line about itself.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { TICK_NS = 20000000, MOST_TICKS = 50 * 60 };
static const uint64_t second = 1000000000, patience = 25 * UINT64_C(1000000000), pause_before_keys = 500000000;

static _Noreturn void usage(void) {
    fprintf(stderr,
            "usage: key-load --port N --to EXTENSION --calls N --key N --first N --pressing N --bytes MENU,BEGINNING,NEXT\n"
            "  --first     the number of the first call; those of the others follow\n"
            "  --pressing  so many keys a second, one telephone after another, once all are in the menu\n"
            "  --bytes     the u-law bytes that only the menu has, the beginning of the next prompt, and the rest of that\n");
    exit(64);
}

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * second + time.tv_nsec;
}

void fail(const char *what) { give_up("%s: %s", what, strerror(errno)); }

void give_up(const char *format, ...) {
    va_list words;
    va_start(words, format);
    fputs("key-load: ", stderr);
    vfprintf(stderr, format, words);
    fputs("\n", stderr);
    exit(1);
}

void become(struct load *load, struct call *call, enum state state) {
    load->in_state[call->state]--;
    load->in_state[state]++;
    call->state = state;
}

static int hear(int *port) {
    int result = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), on = 1, size = 8 << 20;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (result < 0 || bind(result, (struct sockaddr *)&address, length)) fail("bind");
    setsockopt(result, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (setsockopt(result, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on)) fail("SO_TIMESTAMPNS");
    if (getsockname(result, (struct sockaddr *)&address, &length)) fail("getsockname");
    *port = ntohs(address.sin_port);
    return result;
}

static void watch(int epoll, int descriptor) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)) fail("epoll_ctl");
}

static int compare(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

/// Does what is due for one telephone in its tick: a rate says how many of them may have begun by now.
static void act(struct load *load, struct call *call, uint64_t time, uint64_t began, uint64_t all_in_menu) {
    uint64_t index = call - load->calls;
    if (call->state == IDLE && time - began >= index * second / load->dialling) invite(load, call);
    if (call->state == IN_MENU && all_in_menu &&
        time >= all_in_menu + pause_before_keys + index * second / load->pressing)
        become(load, call, PRESSING);
    speak(load, call);
}

int main(int argc, char **argv) {
    static const struct option options[] = {
        {"port", 1, 0, 'p'}, {"to", 1, 0, 't'},       {"calls", 1, 0, 'n'}, {"key", 1, 0, 'k'},
        {"first", 1, 0, 'f'}, {"pressing", 1, 0, 'r'}, {"bytes", 1, 0, 'b'}, {0, 0, 0, 0},
    };
    struct load *load = calloc(1, sizeof *load);
    load->server = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    load->dialling = 50;
    for (int word; (word = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (word) {
        case 'p': load->server.sin_port = htons(atoi(optarg)); break;
        case 't': load->extension = optarg; break;
        case 'n': load->count = atoi(optarg); break;
        case 'k': load->key = atoi(optarg); break;
        case 'f': load->first = atol(optarg); break;
        case 'r': load->pressing = atol(optarg); break;
        case 'b':
            if (sscanf(optarg, "%hhu,%hhu,%hhu", &load->menu, &load->beginning, &load->next) != 3) usage();
            break;
        default: usage();
        }
    }
    if (!load->server.sin_port || !load->extension || !load->menu || load->pressing < 1 || load->count < 1 ||
        load->count > MOST_CALLS)
        usage();

    for (int i = 0; i < load->count; i++) load->calls[i].number = load->first + i;
    load->in_state[IDLE] = load->count;
    load->signalling = hear(&load->signalling_port);
    load->sound = hear(&load->sound_port);
    int epoll = epoll_create1(EPOLL_CLOEXEC), timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    uint64_t began = now(), gap = TICK_NS / load->count, all_in_menu = 0, all_heard = 0;
    struct itimerspec spec = {{0, gap}, {(began + gap) / second, (began + gap) % second}};
    if (timer < 0 || timerfd_settime(timer, TFD_TIMER_ABSTIME, &spec, NULL)) fail("timerfd");
    watch(epoll, timer);
    watch(epoll, load->signalling);
    watch(epoll, load->sound);

    uint32_t *lateness = calloc(MOST_TICKS * load->count, sizeof *lateness);
    uint64_t ticks = 0;
    while (load->in_state[GONE] < load->count) {
        struct epoll_event events[4];
        int count = epoll_wait(epoll, events, 4, 1000);
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        hear_sound(load);
        hear_signalling(load);
        uint64_t due = 0;
        if (read(timer, &due, sizeof due) != sizeof due) due = 0;
        for (; due > 0; due--) {
            uint64_t time = now(), planned = began + (ticks + 1) * gap;
            if (ticks < (uint64_t)MOST_TICKS * load->count) lateness[ticks] = time > planned ? (time - planned) / 1000 : 0;
            act(load, &load->calls[ticks % load->count], time, began, all_in_menu);
            ticks++;
        }
        if (!all_in_menu && load->in_state[IN_MENU] == load->count) all_in_menu = now();
        if (!all_heard && load->in_state[HEARD] == load->count) all_heard = now();
        if (all_heard && now() > all_heard + second / 2)
            for (int i = 0; i < load->count; i++)
                if (load->calls[i].state == HEARD && now() > all_heard + second / 2 + i * second / 200)
                    bye(load, &load->calls[i]);
        if (now() > began + patience)
            give_up("%s: of %d calls %d are not answered, %d have no menu, %d wait for a key and %d for the next prompt",
                    load->extension, load->count, load->in_state[CALLING], load->in_state[ANSWERED],
                    load->in_state[IN_MENU], load->in_state[PRESSING]);
    }

    for (struct call *call = load->calls; call < load->calls + load->count; call++)
        printf("%.0f %.0f\n", (call->heard - call->first_sent) / 1e3, (int64_t)(call->heard - call->last_sent) / 1e3);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    double processor = used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    if (ticks > (uint64_t)MOST_TICKS * load->count) ticks = (uint64_t)MOST_TICKS * load->count;
    qsort(lateness, ticks, sizeof *lateness, compare);
    printf("late_p50=%u late_p99=%u late_max=%u of_core=%.4f missed=%ld\n", lateness[ticks / 2],
           lateness[(ticks - 1) * 99 / 100], lateness[ticks - 1], processor / ((now() - began) / 1e9),
           load->missed_beginnings);
}
