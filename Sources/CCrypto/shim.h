/// The one-shot SHA-256 of libcrypto, and nothing more of it.
#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#include <openssl/sha.h>

#endif
