/* SPDX-License-Identifier: MIT
 *
 * A part that is one long list - the rows of a sheet, the shared strings - read by a scanner as long as it
 * has the plain form, and by expat everywhere else. Expat gets the part up to the list's start tag, so it has
 * judged the declaration, the namespaces and what stands before; the scanner takes whole items out of the
 * list; from the first item that is not plain, or from the end of the list, expat goes on as if the items
 * before had been few. Both give the same: what the scanner understands, expat would understand in the same
 * way.
 */
#ifndef XT_READ_PLAIN_H
#define XT_READ_PLAIN_H

#include "base/bytes.h"
#include "read/scan.h"
#include "read/xml.h"

/* What an item scanner answers. */
typedef enum xt_item {
    XT_ITEM_DONE,   /* an item was taken; ask again */
    XT_ITEM_READY,  /* an item was taken and is to be handed out */
    XT_ITEM_MORE,   /* the bytes end inside the item: nothing was taken */
    XT_ITEM_ODD,    /* not plain, or the list ends: nothing was taken */
    XT_ITEM_FAILED, /* *error is filled */
} xt_item;

typedef struct xt_plain xt_plain;

typedef struct xt_plain_handler {
    const char *list; /* the list's element: "sheetData" */
    int kind;         /* its kind in the grammar */
    xt_item (*item)(void *context, xt_scan *s, xt_error *error);
    const xt_xml_handler *xml;
} xt_plain_handler;

/* As xt_xml_open. Nothing but `use_scanner` false makes expat read all of the part: for tests. */
xt_status xt_plain_open(xt_plain **plain, xt_zip_part *part, const xt_plain_handler *handler, void *context,
                        const xt_limits *limits, size_t chunk, bool use_scanner, xt_error *error);

/* Reads on until an item is ready, a handler of expat's called xt_xml_pause, or the part ends; *more tells
 * which. */
xt_status xt_plain_run(xt_plain *plain, bool *more, xt_error *error);

/* From now on what an item's texts borrow from is not written again, until xt_plain_take_used. */
void xt_plain_keep(xt_plain *plain);

/* Whether a buffer was used up since the last call. It is then *buffer, and the memory that *buffer held is
 * used for the next. To be called after each xt_plain_run that had more. */
bool xt_plain_take_used(xt_plain *plain, xt_bytes *buffer);

/* The expat side, for xt_xml_pause. */
xt_xml *xt_plain_xml(xt_plain *plain);

void xt_plain_close(xt_plain *plain);

#endif
