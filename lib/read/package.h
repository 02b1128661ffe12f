/* SPDX-License-Identifier: MIT
 *
 * The package around the parts (ECMA-376 part 2): which part belongs to which, by relationships alone.
 */
#ifndef XT_READ_PACKAGE_H
#define XT_READ_PACKAGE_H

#include "base/arena.h"
#include "read/zip.h"

typedef struct xt_relationship {
    const char *id;
    const char *type;    /* the last step of the type's name: "worksheet", "styles", ... */
    const char *target;  /* the part's name, resolved, without a leading slash */
    bool external;       /* the target is outside the package: never followed */
    const char *outside; /* where it is then, as the file says it; else "" */
} xt_relationship;

typedef struct xt_relationships {
    const xt_relationship *items;
    size_t count;
} xt_relationships;

/* The relationships of the part `source` ("" for the package itself), everything in them from `arena`. A part
 * without relationships has none: XT_OK and count 0. */
xt_status xt_relationships_read(xt_relationships *out, xt_arena *arena, xt_zip *zip, const char *source,
                                const xt_limits *limits, size_t chunk, xt_error *error);

/* The part that holds the relationships of the part `source`, or XT_NO_PART. */
xt_status xt_relationships_find(size_t *index, const xt_zip *zip, const char *source, xt_error *error);

/* The same as xt_relationships_read of the part `index`, which holds the relationships of a part in the
 * folder `base` ("xl/"). */
xt_status xt_relationships_read_part(xt_relationships *out, xt_arena *arena, xt_zip *zip, size_t index,
                                     xt_str base, const xt_limits *limits, size_t chunk, xt_error *error);

/* The first internal one of the type, or NULL. */
const xt_relationship *xt_relationship_of_type(const xt_relationships *all, const char *type);

/* The one of the id, or NULL. */
const xt_relationship *xt_relationship_of_id(const xt_relationships *all, const char *id);

#endif
