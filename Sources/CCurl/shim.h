/// What Swift cannot import from libcurl: its variadic functions, one by one with their types, and a few macros.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

typedef size_t (*curl_receive_function)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_receiver(CURL *easy, CURLoption option, curl_receive_function value) {
    return curl_easy_setopt(easy, option, value);
}

static inline long curl_get_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

/// The handle of a transfer that is done, with its outcome, or nothing where none is.
static inline CURL *curl_next_done(CURLM *multi, CURLcode *outcome) {
    int left = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)) != NULL;) {
        if (message->msg != CURLMSG_DONE) continue;
        *outcome = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

/// Starts a thread that is to be waited for; anything but 0 is an error number.
static inline int curl_run_thread(pthread_t *thread, void *(*run)(void *), void *context) {
    return pthread_create(thread, NULL, run, context);
}

/// Waits for the end of a thread.
static inline void curl_join_thread(pthread_t thread) { pthread_join(thread, NULL); }

static inline const char *curl_system_error_text(int number) { return strerror(number); }

#endif
