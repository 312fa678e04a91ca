// The telephones' SIP: one INVITE and one BYE a call. Nothing is lost on loopback, so nothing is sent twice.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_MESSAGE = 8192 };

static void send_text(struct load *load, const char *text, int length) {
    if (sendto(load->signalling, text, length, 0, (struct sockaddr *)&load->server, sizeof load->server) != length)
        fail("sending SIP");
}

static void request(struct load *load, struct call *call, const char *method, int number, const char *branch,
                    const char *body) {
    char text[MOST_MESSAGE];
    int length = snprintf(
        text, sizeof text,
        "%s %s SIP/2.0\r\n"
        "Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%d.%ld.%s;rport\r\n"
        "From: <sip:7900%07ld@127.0.0.1>;tag=%ld\r\n"
        "To: %s\r\n"
        "Call-ID: %ld.%d@key-load\r\n"
        "CSeq: %d %s\r\n"
        "Contact: <sip:caller@127.0.0.1:%d>\r\n"
        "Max-Forwards: 70\r\n%s"
        "Content-Length: %zu\r\n\r\n%s",
        method, call->target, load->signalling_port, getpid(), call->number, branch, call->number, call->number, call->to,
        call->number, getpid(), number, method, load->signalling_port, *body ? "Content-Type: application/sdp\r\n" : "",
        strlen(body), body);
    send_text(load, text, length);
}

void invite(struct load *load, struct call *call) {
    int port = ntohs(load->server.sin_port);
    snprintf(call->target, sizeof call->target, "sip:%s@127.0.0.1:%d", load->extension, port);
    snprintf(call->to, sizeof call->to, "<%s>", call->target);
    char offer[512];
    snprintf(offer, sizeof offer,
             "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
             "m=audio %d RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
             "a=fmtp:101 0-16\r\na=ptime:20\r\n",
             load->sound_port);
    request(load, call, "INVITE", 1, "invite", offer);
    become(load, call, CALLING);
}

void bye(struct load *load, struct call *call) {
    request(load, call, "BYE", 2, "bye", "");
    become(load, call, LEAVING);
}

/// Copies what stands between `begin` and `end` in `text`; false where it is not there.
static bool between(const char *text, const char *begin, const char *end, char *into, size_t size) {
    const char *start = strstr(text, begin);
    if (!start) return false;
    start += strlen(begin);
    const char *stop = strstr(start, end);
    if (!stop || (size_t)(stop - start) >= size) return false;
    memcpy(into, start, stop - start);
    into[stop - start] = 0;
    return true;
}

static void answered(struct load *load, struct call *call, const char *text) {
    char contact[256], port[16];
    if (!between(text, "\r\nTo: ", "\r\n", call->to, sizeof call->to) ||
        !between(text, "\r\nContact: <", ">", contact, sizeof contact) ||
        !between(text, "\r\nm=audio ", " ", port, sizeof port))
        give_up("an answer without To, Contact or sound");
    strcpy(call->target, contact);
    request(load, call, "ACK", 1, "ack", "");
    if (call->state != CALLING) return;
    call->sound = load->server;
    call->sound.sin_port = htons(atoi(port));
    load->by_port[atoi(port)] = call;
    become(load, call, ANSWERED);
}

static void take(struct load *load, const char *text) {
    char identifier[64], sequence[64];
    if (!between(text, "\r\nCall-ID: ", "@", identifier, sizeof identifier) ||
        !between(text, "\r\nCSeq: ", "\r\n", sequence, sizeof sequence))
        give_up("no SIP message: %.60s", text);
    long index = atol(identifier) - load->first;
    if (index < 0 || index >= load->count) return;
    struct call *call = &load->calls[index];
    if (strncmp(text, "SIP/2.0 ", 8)) give_up("%s was hung up on in state %d: %.20s", load->extension, call->state, text);
    int status = atoi(text + 8);
    if (status < 200) return;
    if (status >= 300) give_up("%s answers %d", load->extension, status);
    if (strstr(sequence, "INVITE")) answered(load, call, text);
    else if (call->state == LEAVING) become(load, call, GONE);
}

void hear_signalling(struct load *load) {
    char text[MOST_MESSAGE];
    for (;;) {
        ssize_t length = recv(load->signalling, text, sizeof text - 1, MSG_DONTWAIT);
        if (length < 0 && errno == EAGAIN) return;
        if (length < 0) fail("hearing SIP");
        text[length] = 0;
        take(load, text);
    }
}
