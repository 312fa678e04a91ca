// One call, as Asterisk holds it.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *keys = "21";

void dial(struct load *load) {
    struct call *call = calloc(1, sizeof *call);
    call->number = load->first + load->begun++;
    call->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(load->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    call->began = now();
    if (call->socket < 0 || connect(call->socket, (struct sockaddr *)&address, sizeof address)) fail("connect");

    char name[32], number[32], opening[sizeof load->opening + 64];
    snprintf(name, sizeof name, "bench-%ld", call->number);
    snprintf(number, sizeof number, "7900%07ld", call->number);
    int length = snprintf(opening, sizeof opening, load->opening, name, number);
    call->replied = now();
    if (write(call->socket, opening, length) != length) fail("write");
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = call};
    if (epoll_ctl(load->epoll, EPOLL_CTL_ADD, call->socket, &event)) fail("epoll_ctl");
}

static bool begins(const char *line, const char *name) { return strncmp(line, name, strlen(name)) == 0; }

/// The line Asterisk would send; NULL where the caller says nothing for now.
static const char *answer(struct load *load, struct call *call) {
    static char pressed[64];
    if (begins(call->line, "GET OPTION")) {
        if (load->holds) return NULL;
        int question = call->questions++;
        snprintf(pressed, sizeof pressed, "200 result=%d endpos=9440\n", question < 2 ? keys[question] : 0);
        return pressed;
    }
    if (begins(call->line, "STREAM FILE")) return "200 result=0 endpos=16000\n";
    if (begins(call->line, "SET VARIABLE")) return "200 result=1\n";
    if (begins(call->line, "CHANNEL STATUS")) return "200 result=6\n";
    return "200 result=0\n";
}

/// Answers the command in `line`; false where the call now stays as it is.
static bool take(struct load *load, struct call *call, uint64_t arrived) {
    load->commands++;
    if (load->added_count < load->most_added) load->added[load->added_count++] = arrived - call->replied;
    if (load->record && call->number == load->first) fputs(call->line, load->record);
    const char *reply = answer(load, call);
    if (!reply) return false;
    call->replied = now();
    return write(call->socket, reply, strlen(reply)) == (ssize_t)strlen(reply);
}

static void end(struct load *load, struct call *call) {
    // Whoever closes first keeps the port for a while; the server did.
    close(call->socket);
    uint64_t took = now() - call->began;
    if (call->questions == (int)strlen(keys)) load->call_times[load->done++] = took;
    else load->failed++;
    free(call);
}

bool serve(struct load *load, struct call *call) {
    ssize_t count =
        recv(call->socket, call->line + call->length, sizeof call->line - 1 - call->length, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return false;
    if (count <= 0) {
        end(load, call);
        return true;
    }
    uint64_t arrived = now();
    call->length += count;
    call->line[call->length] = 0;
    // Asterisk reads one command, and the next only once it has answered; nobody sends two.
    if (call->line[call->length - 1] != '\n') return false;
    call->length = 0;
    if (take(load, call, arrived)) return false;
    if (load->holds && !call->is_held) {
        call->is_held = true;
        load->held++;
        return true;
    }
    return false;
}
