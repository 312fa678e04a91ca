/// SHA-256 of libcrypto, at one go and in pieces, and its comparison in constant time; nothing more of it.
#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#endif
