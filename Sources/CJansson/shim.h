/// What Swift cannot import from jansson: its function-like macros, its character arrays, and the C library's `free`.
#ifndef CJANSSON_SHIM_H
#define CJANSSON_SHIM_H

#include <jansson.h>
#include <stdlib.h>

static inline json_type jansson_type(const json_t *value) { return json_typeof(value); }

static inline size_t jansson_indent(size_t spaces) { return JSON_INDENT(spaces); }

static inline size_t jansson_real_precision(size_t digits) { return JSON_REAL_PRECISION(digits); }

static inline const char *jansson_error_text(const json_error_t *error) { return error->text; }

static inline void jansson_free(char *text) { free(text); }

#endif
