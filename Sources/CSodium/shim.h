/// libsodium's secretstream, XChaCha20-Poly1305 in pieces, and nothing more of it.
#ifndef CSODIUM_SHIM_H
#define CSODIUM_SHIM_H

#include <sodium.h>

enum {
    secretstream_header_length = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    secretstream_overhead = crypto_secretstream_xchacha20poly1305_ABYTES,
    secretstream_key_length = crypto_secretstream_xchacha20poly1305_KEYBYTES,
};

static inline unsigned char secretstream_tag_message(void) { return crypto_secretstream_xchacha20poly1305_TAG_MESSAGE; }
static inline unsigned char secretstream_tag_final(void) { return crypto_secretstream_xchacha20poly1305_TAG_FINAL; }

#endif
