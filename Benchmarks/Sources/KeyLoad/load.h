// What the parts of key-load share.
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

enum { SAMPLES = 160, KEY_PACKETS = 5, MOST_CALLS = 1000 };

enum state { IDLE, CALLING, ANSWERED, IN_MENU, PRESSING, HEARD, LEAVING, GONE };

/// One telephone and its call.
struct call {
    long number;
    enum state state;
    /// What the other side answered: its To header, whom further requests go to, and where it hears sound.
    char to[320], target[256];
    struct sockaddr_in sound;
    uint16_t sequence;
    uint32_t timestamp;
    /// The key's event: when it began on the stream, how many of its packets are sent, and when the first and the last were.
    uint32_t key_timestamp;
    int key_packets;
    uint64_t first_sent, last_sent;
    /// When the first packet of the next prompt came.
    uint64_t heard;
};

struct load {
    struct sockaddr_in server;
    const char *extension;
    int count, key;
    long first, dialling, pressing;
    /// The bytes that tell the menu's prompt, the beginning of the next one and the rest of that.
    uint8_t menu, beginning, next;

    int signalling, sound, signalling_port, sound_port;
    struct call calls[MOST_CALLS];
    /// The calls by the port that their sound comes from.
    struct call *by_port[65536];
    int in_state[GONE + 1];
    long missed_beginnings;
};

/// Nanoseconds of the clock that packets are stamped with.
uint64_t now(void);
/// Ends the program with what the system said of `what`.
_Noreturn void fail(const char *what);
/// Ends the program with what went wrong.
_Noreturn void give_up(const char *format, ...);
void become(struct load *load, struct call *call, enum state state);

/// Places the call.
void invite(struct load *load, struct call *call);
/// Ends the call.
void bye(struct load *load, struct call *call);
/// Takes all signalling that has come.
void hear_signalling(struct load *load);

/// Sends the packet of the call's next 20 ms: silence, or a part of the key.
void speak(struct load *load, struct call *call);
/// Takes all sound that has come.
void hear_sound(struct load *load);
