// The telephones' RTP: silence and keys out, prompts in.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { HEADER = 12, VOICE = 0, KEY = 101 };

static void send_packet(struct load *load, struct call *call, int type, bool is_marked, uint32_t timestamp,
                        const uint8_t *payload, int length) {
    uint8_t packet[HEADER + SAMPLES] = {0x80, (is_marked ? 0x80 : 0) | type, call->sequence >> 8, (uint8_t)call->sequence};
    uint32_t words[] = {htonl(timestamp), htonl((uint32_t)call->number + 1)};
    memcpy(packet + 4, words, sizeof words);
    memcpy(packet + HEADER, payload, length);
    call->sequence++;
    if (sendto(load->sound, packet, HEADER + length, 0, (struct sockaddr *)&call->sound, sizeof call->sound) < 0)
        fail("sending RTP");
}

/// The key's packets: five of 20 ms, the last of them the end, three times, since nobody would ask for it again.
static void hold_key(struct load *load, struct call *call) {
    bool is_first = call->key_packets++ == 0, is_last = call->key_packets == KEY_PACKETS;
    if (is_first) call->key_timestamp = call->timestamp;
    int duration = call->key_packets * SAMPLES;
    uint8_t payload[] = {load->key, (is_last ? 0x80 : 0) | 10, duration >> 8, (uint8_t)duration};
    if (is_first) call->first_sent = now();
    if (is_last) call->last_sent = now();
    for (int i = 0; i < (is_last ? 3 : 1); i++)
        send_packet(load, call, KEY, is_first, call->key_timestamp, payload, sizeof payload);
}

void speak(struct load *load, struct call *call) {
    static const uint8_t silence[SAMPLES] = {[0 ... SAMPLES - 1] = 0xFF};
    if (call->state < ANSWERED || call->state > HEARD) return;
    if (call->state >= PRESSING && call->key_packets < KEY_PACKETS) hold_key(load, call);
    else send_packet(load, call, VOICE, false, call->timestamp, silence, SAMPLES);
    call->timestamp += SAMPLES;
}

static void take(struct load *load, struct call *call, const uint8_t *packet, int length, uint64_t time) {
    if (length <= HEADER || (packet[1] & 0x7F) != VOICE) return;
    bool begins = memchr(packet + HEADER, load->beginning, length - HEADER);
    if (call->state == ANSWERED && memchr(packet + HEADER, load->menu, length - HEADER)) become(load, call, IN_MENU);
    if (call->state != PRESSING || (!begins && !memchr(packet + HEADER, load->next, length - HEADER))) return;
    if (!begins) load->missed_beginnings++;
    call->heard = time;
    become(load, call, HEARD);
}

void hear_sound(struct load *load) {
    for (;;) {
        uint8_t packet[2048];
        char control[CMSG_SPACE(sizeof(struct timespec))];
        struct sockaddr_in from;
        struct iovec part = {packet, sizeof packet};
        struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &part, .msg_iovlen = 1,
                                 .msg_control = control, .msg_controllen = sizeof control};
        ssize_t length = recvmsg(load->sound, &message, MSG_DONTWAIT);
        if (length < 0 && errno == EAGAIN) return;
        if (length < 0) fail("hearing RTP");
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        if (!header || header->cmsg_type != SCM_TIMESTAMPNS) give_up("a packet without its time");
        struct timespec time;
        memcpy(&time, CMSG_DATA(header), sizeof time);
        struct call *call = load->by_port[ntohs(from.sin_port)];
        if (call) take(load, call, packet, length, time.tv_sec * UINT64_C(1000000000) + time.tv_nsec);
    }
}
