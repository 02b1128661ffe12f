/* SPDX-License-Identifier: MIT
 *
 * The nodes of a JSON document, and the plain form in which templates are written, taken apart without a
 * parser: valid UTF-8, no \u, whole numbers of up to 18 digits and fractions without an exponent, not many
 * keys in an object, not deep. What is not plain is left to jansson, which also judges it. So the scanner may
 * be strict, and must be: it takes nothing that jansson would refuse, and takes it as the same values.
 */
#ifndef XT_TABLE_JSON_PLAIN_H
#define XT_TABLE_JSON_PLAIN_H

#include "base/arena.h"
#include "table/json.h"

struct xt_node {
    xt_str key; /* of the member of an object; terminated */
    union {
        xt_str string; /* terminated */
        double number;
        struct {
            const xt_node *items; /* one behind the other */
            size_t count;
            uint64_t
                marks; /* of an object's keys: a key whose mark (xt_json_mark) is not here is not there */
        } list;
    };
    xt_node_type type;
    bool is_integer, is_true;
};

enum { XT_JSON_MOST_KEYS = 128, XT_JSON_MOST_DEPTH = 32 }; /* of the plain form */

/* One bit of 64 for a key. */
static inline uint64_t xt_json_mark(xt_str key)
{
    if (key.size == 0)
        return 1;
    unsigned first = (unsigned char)key.data[key.size / 2], last = (unsigned char)key.data[key.size - 1];
    return UINT64_C(1) << ((first * 5 + last * 11 + key.size) & 63);
}

/* Takes the document apart; its nodes and their texts live as long as the arena. *root NULL: it is not in the
 * plain form, if it is JSON at all. XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_json_plain(xt_arena *arena, xt_str text, const xt_node **root);

#endif
