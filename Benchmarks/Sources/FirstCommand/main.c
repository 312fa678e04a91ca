// Starts a program as Asterisk does for AGI(program), and prints the microseconds from there to its first whole line, then
// the microseconds of processor time it used until it ended: first-command OPENING-FILE NAME NUMBER PROGRAM [ARGUMENT...]
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * UINT64_C(1000000000) + time.tv_nsec;
}

static double microseconds(struct timeval time) { return time.tv_sec * 1e6 + time.tv_usec; }

int main(int argc, char **argv) {
    if (argc < 5) return 64;
    char format[4096] = {0}, opening[8192], line[8192];
    FILE *file = fopen(argv[1], "r");
    if (!file) return perror(argv[1]), 1;
    if (!fread(format, 1, sizeof format - 1, file)) return 1;
    int length = snprintf(opening, sizeof opening, format, argv[2], argv[3]);

    signal(SIGPIPE, SIG_IGN);
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) return perror("pipe"), 1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], 0);
    posix_spawn_file_actions_adddup2(&actions, output[1], 1);

    uint64_t began = now();
    pid_t child;
    if (posix_spawnp(&child, argv[4], &actions, NULL, argv + 4, environ)) return perror(argv[4]), 1;
    close(input[0]);
    close(output[1]);
    if (write(input[1], opening, length) != length) return perror("write"), 1;
    ssize_t count = 0;
    do {
        ssize_t more = read(output[0], line + count, sizeof line - count);
        if (more <= 0) return fprintf(stderr, "first-command: it ended without a command\n"), 1;
        count += more;
    } while (line[count - 1] != '\n');
    uint64_t came = now();

    // The caller hangs up.
    close(input[1]);
    close(output[0]);
    struct rusage used;
    int status;
    if (wait4(child, &status, 0, &used) != child) return 1;
    printf("%.0f %.0f %ld\n", (came - began) / 1e3, microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
    return 0;
}
