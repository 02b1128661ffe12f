/* SPDX-License-Identifier: MIT
 *
 * The functions of the module, as page/worker.js calls them. All else of the page goes through `ask`.
 */
#ifndef WEB_ENTRY_H
#define WEB_ENTRY_H

#include <stddef.h>

#define EXPORT(name) __attribute__((export_name(#name)))
#define IMPORT(name) __attribute__((import_module("page"), import_name(#name)))

/* Room for a request of so many bytes, which `ask` frees. NULL: memory is out. */
EXPORT(request_room) char *request_room(size_t size);

/* Answers the request, one object of JSON. Returns the answer, an object as well, terminated; it lives until
 * the next call. An answer with "error" tells what went wrong: {"code", "message"}, in the language of the
 * request. NULL: memory is out. */
EXPORT(ask) const char *ask(char *request, size_t size);

/* What the library wrote for the last request, and how many bytes that is; lives until the next. */
EXPORT(written_text) const char *written_text(void);
EXPORT(written_size) size_t written_size(void);

/* The page gives this: how far long work has come. share: 0 to 1; below 0: not known. */
IMPORT(progress) void page_progress(double rows, double share);

#endif
