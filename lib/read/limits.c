/* SPDX-License-Identifier: MIT
 *
 * The limits, their names, and limits as a person writes them.
 */
#include "base/bytes.h"
#include "base/error.h"
#include "base/number.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

static const struct {
    const char *name;
    size_t offset;
    uint64_t usual, none; /* none: what stands for no limit */
} LIMITS[] = {
    {"input-size", offsetof(xt_limits, input_size), 1 * GIB, 0},
    {"zip-entries", offsetof(xt_limits, zip_entries), 10000, 0},
    {"sheet-size", offsetof(xt_limits, sheet_size), 4 * GIB, 0},
    {"part-size", offsetof(xt_limits, part_size), 512 * MIB, 0},
    {"strings-size", offsetof(xt_limits, strings_size), 1 * GIB, 0},
    {"strings-count", offsetof(xt_limits, strings_count), 5000000, 0},
    {"ratio", offsetof(xt_limits, ratio), 1100, 0},
    {"xml-depth", offsetof(xt_limits, xml_depth), 64, 0},
    {"xml-attributes", offsetof(xt_limits, xml_attributes), 256, 0},
    {"xml-attribute-size", offsetof(xt_limits, xml_attribute_size), 64 * KIB, 0},
    {"sheets", offsetof(xt_limits, sheets), 4096, 0},
    {"cell-formats", offsetof(xt_limits, cell_formats), 65536, 0},
    {"merges", offsetof(xt_limits, merges), 100000, 0},
    {"cell-size", offsetof(xt_limits, cell_size), 1 * MIB, 0},
    {"text-size", offsetof(xt_limits, text_size), 256 * MIB, 0},
    {"text-factor", offsetof(xt_limits, text_factor), 64, UINT64_MAX},
};

enum { COUNT = sizeof LIMITS / sizeof *LIMITS };
_Static_assert(sizeof(xt_limits) == COUNT * sizeof(uint64_t), "every limit has its line");

static uint64_t *limit_at(xt_limits *limits, size_t index)
{
    return (uint64_t *)(void *)((char *)limits + LIMITS[index].offset);
}

xt_limits xt_limits_default(void)
{
    xt_limits limits;
    for (size_t i = 0; i < COUNT; i++)
        *limit_at(&limits, i) = LIMITS[i].usual;
    return limits;
}

xt_limits xt_limits_none(void)
{
    return (xt_limits){0};
}

/* What the letter behind a number multiplies it with; 0: it is none. */
static uint64_t unit_of(char letter)
{
    switch (letter) {
    case 'K':
    case 'k': return KIB;
    case 'M':
    case 'm': return MIB;
    case 'G':
    case 'g': return GIB;
    default: return 0;
    }
}

/* "10000", "64M" or "none". */
static bool take_value(xt_str text, uint64_t none, uint64_t *value)
{
    *value = none;
    if (xt_str_equal(text, XT_LITERAL("none")))
        return true;
    uint64_t unit = text.size ? unit_of(text.data[text.size - 1]) : 0;
    text.size -= unit != 0;
    unit = unit ? unit : 1;
    if (!xt_uint_parse(text, INT64_MAX / unit, value) || *value == 0)
        return false;
    *value *= unit;
    return true;
}

static xt_status fail_name(xt_str name, xt_error *error)
{
    xt_bytes names = xt_bytes_make(XT_ERROR_TEXT);
    for (size_t i = 0; i < COUNT; i++) {
        xt_bytes_puts(&names, i ? ", " : "");
        xt_bytes_puts(&names, LIMITS[i].name);
    }
    xt_status status = xt_fail_at(error, XT_SAY_LIMIT_NAME, xt_bytes_str(&names), name);
    xt_bytes_free(&names);
    return status;
}

/* One "NAME=VALUE". */
static xt_status set_one(xt_limits *limits, xt_str word, xt_error *error)
{
    const char *sign = word.size ? memchr(word.data, '=', word.size) : NULL;
    xt_str name = sign ? (xt_str){word.data, (size_t)(sign - word.data)} : word;
    for (size_t i = 0; i < COUNT; i++) {
        uint64_t value = 0;
        if (!xt_str_equal(name, xt_str_of(LIMITS[i].name)))
            continue;
        if (!sign || !take_value(xt_str_from(word, name.size + 1), LIMITS[i].none, &value))
            return xt_fail_at(error, XT_SAY_LIMIT_VALUE, (xt_str){0}, word);
        *limit_at(limits, i) = value;
        return XT_OK;
    }
    return fail_name(name, error);
}

xt_status xt_limits_set(xt_limits *limits, const char *words, xt_error *error)
{
    xt_limits changed = *limits;
    xt_str rest = xt_str_of(words);
    for (bool more = true; more;) {
        const char *comma = rest.size ? memchr(rest.data, ',', rest.size) : NULL;
        xt_str word = comma ? (xt_str){rest.data, (size_t)(comma - rest.data)} : rest;
        more = comma != NULL;
        rest = comma ? xt_str_from(rest, word.size + 1) : rest;
        xt_status status = XT_OK;
        if (xt_str_equal(word, XT_LITERAL("none")))
            changed = xt_limits_none();
        else
            status = set_one(&changed, word, error);
        if (status)
            return status;
    }
    *limits = changed;
    return XT_OK;
}
