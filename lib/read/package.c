/* SPDX-License-Identifier: MIT */
#include "read/package.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/hashset.h"
#include "read/xml.h"

#include <stdlib.h>

enum { E_RELATIONSHIPS = 1, E_RELATIONSHIP };

static const xt_xml_rule GRAMMAR[] = {
    {XT_XML_ROOT, "Relationships", E_RELATIONSHIPS},
    {E_RELATIONSHIPS, "Relationship", E_RELATIONSHIP},
    {0, NULL, 0},
};

enum { NAME_MAX_SIZE = 4096 };

typedef struct reader {
    xt_arena *arena;
    xt_bytes items; /* of xt_relationship */
    xt_hashset ids;
    const char *part; /* that is being read */
    xt_str base;      /* the folder of the source part, with its slash */
} reader;

/* The folder of a part's name: what stands up to and with its last slash. */
static xt_str folder_of(xt_str name)
{
    while (name.size && name.data[name.size - 1] != '/')
        name.size--;
    return name;
}

/* Drops the last folder of a path that ends in a slash. */
static void drop_folder(xt_bytes *path)
{
    if (path->size)
        path->size--;
    path->size = folder_of(xt_bytes_str(path)).size;
}

/* Resolves a target against the base (RFC 3986 5.2, paths only): "." and "..", absolute targets, backslashes.
 * The name only looks up a part in the archive; it never becomes a path of the file system. One that is too
 * long for any part becomes "", which names none. NULL when memory is out. */
static char *resolve(reader *r, xt_str target)
{
    xt_bytes path = xt_bytes_make(NAME_MAX_SIZE);
    bool absolute = target.size && (target.data[0] == '/' || target.data[0] == '\\');
    if (!absolute)
        xt_bytes_add(&path, r->base);
    size_t at = 0;
    while (at < target.size) {
        size_t from = at;
        while (at < target.size && target.data[at] != '/' && target.data[at] != '\\')
            at++;
        xt_str step = {target.data + from, at - from};
        bool slash = at < target.size;
        at += slash;
        if (xt_str_equal(step, XT_LITERAL(".."))) {
            drop_folder(&path);
        } else if (step.size && !xt_str_equal(step, XT_LITERAL("."))) {
            xt_bytes_add(&path, step);
            if (slash)
                xt_bytes_putc(&path, '/');
        }
    }
    char *name = NULL;
    if (path.fault != XT_OUT_OF_MEMORY)
        name = xt_arena_copy(r->arena, path.fault ? (xt_str){0} : xt_bytes_str(&path));
    xt_bytes_free(&path);
    return name;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    if (kind != E_RELATIONSHIP)
        return XT_OK;
    const char *id = xt_xml_attribute(attributes, "Id");
    const char *type = xt_xml_attribute(attributes, "Type");
    const char *target = xt_xml_attribute(attributes, "Target");
    const char *mode = xt_xml_attribute(attributes, "TargetMode");
    if (!id || !type || !target)
        return XT_OK;
    const char *slash = strrchr(type, '/');
    xt_relationship item = {.external = mode && strcmp(mode, "External") == 0};
    item.id = xt_arena_copy(r->arena, xt_str_of(id));
    item.type = xt_arena_copy(r->arena, xt_str_of(slash ? slash + 1 : type));
    item.target = item.external ? "" : resolve(r, xt_str_of(target));
    item.outside = item.external ? xt_arena_copy(r->arena, xt_str_of(target)) : "";
    bool added = true;
    uint32_t first = 0;
    if (xt_hashset_add(&r->ids, xt_str_hash(xt_str_of(id), 0), 0, &first, &added))
        return xt_fail_memory(error);
    if (!added) /* ECMA-376 part 2, 6.5.3.4: they are different */
        return xt_fail_at(error, XT_SAY_ID_TWICE, xt_str_of(r->part), xt_str_of(id));
    if (!item.id || !item.type || !item.target || !item.outside ||
        xt_bytes_append(&r->items, &item, sizeof item))
        return xt_fail_memory(error);
    return XT_OK;
}

static const xt_xml_handler HANDLER = {.grammar = GRAMMAR, .family = XT_XML_RELATIONSHIPS, .start = on_start};

/* "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels"; "" -> "_rels/.rels". */
static xt_status part_of(xt_bytes *name, xt_str source)
{
    xt_str folder = folder_of(source);
    xt_bytes_add(name, folder);
    xt_bytes_puts(name, "_rels/");
    xt_bytes_add(name, xt_str_from(source, folder.size));
    return xt_bytes_puts(name, ".rels");
}

xt_status xt_relationships_read_part(xt_relationships *out, xt_arena *arena, xt_zip *zip, size_t index,
                                     xt_str base, const xt_limits *limits, size_t chunk, xt_error *error)
{
    reader r = {
        .arena = arena, .items = xt_bytes_make(SIZE_MAX / 2), .base = base, .part = xt_zip_name(zip, index)};
    *out = (xt_relationships){0};
    xt_status status = xt_xml_read(zip, index, &HANDLER, &r, limits, chunk, error);
    if (!status && r.items.size) {
        void *items = xt_arena_alloc(arena, r.items.size);
        if (items) {
            memcpy(items, r.items.data, r.items.size);
            *out = (xt_relationships){items, r.items.size / sizeof(xt_relationship)};
        } else {
            status = xt_fail_memory(error);
        }
    }
    xt_bytes_free(&r.items);
    xt_hashset_free(&r.ids);
    return status;
}

xt_status xt_relationships_find(size_t *index, const xt_zip *zip, const char *source, xt_error *error)
{
    xt_bytes name = xt_bytes_make(NAME_MAX_SIZE);
    xt_status status = part_of(&name, xt_str_of(source));
    *index = status ? XT_NO_PART : xt_zip_find(zip, xt_bytes_str(&name));
    xt_bytes_free(&name);
    return status == XT_OUT_OF_MEMORY ? xt_fail_memory(error) : XT_OK;
}

xt_status xt_relationships_read(xt_relationships *out, xt_arena *arena, xt_zip *zip, const char *source,
                                const xt_limits *limits, size_t chunk, xt_error *error)
{
    size_t index = 0;
    *out = (xt_relationships){0};
    xt_status status = xt_relationships_find(&index, zip, source, error);
    if (status || index == XT_NO_PART)
        return status;
    return xt_relationships_read_part(out, arena, zip, index, folder_of(xt_str_of(source)), limits, chunk,
                                      error);
}

const xt_relationship *xt_relationship_of_type(const xt_relationships *all, const char *type)
{
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].external && strcmp(all->items[i].type, type) == 0)
            return &all->items[i];
    return NULL;
}

const xt_relationship *xt_relationship_of_id(const xt_relationships *all, const char *id)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].id, id) == 0)
            return &all->items[i];
    return NULL;
}
