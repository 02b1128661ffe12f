/* SPDX-License-Identifier: MIT
 *
 * JSON in: the plain form that templates are written in by a scanner of our own, everything else through
 * jansson, with the one thing that neither keeps: where in the file a value stands, for messages to the
 * people who edit templates.
 */
#ifndef XT_TABLE_JSON_H
#define XT_TABLE_JSON_H

#include "base/bytes.h"

typedef struct xt_json xt_json;
typedef struct xt_node xt_node; /* lives as long as its document */

typedef enum xt_node_type {
    XT_NODE_NULL,
    XT_NODE_BOOLEAN,
    XT_NODE_NUMBER,
    XT_NODE_STRING,
    XT_NODE_ARRAY,
    XT_NODE_OBJECT
} xt_node_type;

/* Parses a document. `text` and `file` (its name in messages) must live as long as the document. A key that
 * stands twice in an object is refused. XT_TEMPLATE_INVALID with line and column. */
xt_status xt_json_parse(xt_json **json, const char *file, xt_str text, xt_error *error);
void xt_json_free(xt_json *json);

const xt_node *xt_json_root(const xt_json *json);

xt_node_type xt_node_type_of(const xt_node *node);
size_t xt_node_size(const xt_node *node);                           /* of an array or object; 0 of NULL */
const xt_node *xt_node_at(const xt_node *array, size_t index);      /* NULL past its end */
const xt_node *xt_node_get(const xt_node *object, const char *key); /* NULL where it is not there */
xt_str xt_node_string(const xt_node *node);                         /* terminated; "" for another type */
double xt_node_number(const xt_node *node);                         /* 0 for another type */
bool xt_node_is_integer(const xt_node *node);
bool xt_node_true(const xt_node *node);

/* Walks an object in the order of the file: start with *place NULL; false after the last. */
bool xt_node_each(const xt_node *object, void **place, const char **key, const xt_node **value);

/* A place in the document: a value and the steps that lead to it. Made on the stack while walking down. */
typedef struct xt_cursor {
    const struct xt_cursor *up; /* NULL for the root */
    const char *key;            /* the step from `up`: a key, or NULL for an index */
    size_t index;
    const xt_node *node;
} xt_cursor;

/* Fills *error with the sentence for the place: file, line and column of the value (of its key, in an
 * object). */
xt_status xt_json_fail(const xt_json *json, const xt_cursor *at, xt_error *error, int sentence,
                       const char *text);

#endif
