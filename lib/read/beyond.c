/* SPDX-License-Identifier: MIT */
#include "read/beyond.h"

#include "base/error.h"

/* Parts by their names: ECMA-376 part 1, 12.3 has no fixed ones, but every writer has these. */
typedef struct name_rule {
    xt_str prefix, suffix;
    bool in_root; /* in no folder */
    xt_sentence sentence;
} name_rule;

#define TEXT(literal)                                                                                        \
    {                                                                                                        \
        literal, sizeof literal - 1                                                                          \
    }

static const name_rule OOXML[] = {
    {TEXT("xl/"), TEXT("vbaproject.bin"), false, XT_SAY_NOTE_MACROS},
    {TEXT("xl/macrosheets/"), TEXT(".xml"), false, XT_SAY_NOTE_MACROS},
    {TEXT("xl/embeddings/"), TEXT(""), false, XT_SAY_NOTE_OBJECTS},
    {TEXT("xl/activex/"), TEXT(""), false, XT_SAY_NOTE_OBJECTS},
};

static const name_rule ODS[] = {
    {TEXT("basic/"), TEXT(".xml"), false, XT_SAY_NOTE_MACROS},
    {TEXT("scripts/"), TEXT(""), false, XT_SAY_NOTE_MACROS},
    {TEXT("object "), TEXT(""), true, XT_SAY_NOTE_OBJECTS}, /* charts are folders of that name */
};

/* Whether the name goes on so from `at`; `with` has small letters and slashes. */
static bool has_at(xt_str name, size_t at, xt_str with)
{
    for (size_t i = 0; i < with.size; i++) {
        char c = name.data[at + i] == '\\' ? '/' : xt_ascii_lower(name.data[at + i]);
        if (c != with.data[i])
            return false;
    }
    return true;
}

static bool begins(xt_str name, xt_str with)
{
    return name.size >= with.size && has_at(name, 0, with);
}

static bool ends(xt_str name, xt_str with)
{
    return name.size >= with.size && has_at(name, name.size - with.size, with);
}

static xt_status add_note(xt_book *book, xt_sentence sentence, xt_str place, xt_str text, uint64_t number,
                          xt_error *error)
{
    xt_error note;
    xt_fail_at(&note, sentence, place, text);
    note.number = (int64_t)number;
    return xt_book_add_note(book, &note, error);
}

/* One note for all parts of a rule: the first of them, and how many there are. */
static xt_status note_names(xt_book *book, const name_rule *rule, xt_error *error)
{
    size_t count = 0;
    xt_str first = {0};
    for (size_t i = 0; i < xt_zip_count(book->zip); i++) {
        xt_str name = xt_str_of(xt_zip_name(book->zip, i));
        if (ends(name, XT_LITERAL("/")) || !begins(name, rule->prefix) || !ends(name, rule->suffix))
            continue;
        if (rule->in_root && memchr(name.data, '/', name.size))
            continue;
        first = count++ ? first : name;
    }
    return count ? add_note(book, rule->sentence, first, (xt_str){0}, count, error) : XT_OK;
}

static xt_status note_all_names(xt_book *book, const name_rule *rules, size_t count, xt_error *error)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = note_names(book, &rules[i], error);
    return status;
}

/* A part that nothing here needs and that would fill a computer which unpacks it. Charts and pictures are
 * packed by tens, not by hundreds. */
static xt_status note_bombs(xt_book *book, xt_error *error)
{
    const uint64_t large = 64 << 20, ratio = 200;
    for (size_t i = 0; i < xt_zip_count(book->zip); i++) {
        uint64_t packed = 0, size = xt_zip_size(book->zip, i, &packed);
        xt_str name = xt_str_of(xt_zip_name(book->zip, i));
        if (size >= large && size / (packed ? packed : 1) >= ratio && !ends(name, XT_LITERAL(".xml")))
            return add_note(book, XT_SAY_NOTE_PACKED, name, (xt_str){0}, size, error);
    }
    return XT_OK;
}

/* The relationships of a part, which may be damaged: then it has none. */
static xt_status read_carefully(xt_relationships *out, xt_book *book, xt_str rels, xt_error *error)
{
    const uint64_t most = 256 * 1024; /* thousands of hyperlinks, of which there is nothing to tell */
    uint64_t packed = 0;
    size_t index = xt_zip_find(book->zip, rels);
    *out = (xt_relationships){0};
    if (index == XT_NO_PART || xt_zip_size(book->zip, index, &packed) > most)
        return XT_OK;
    xt_status status = xt_relationships_read_part(out, &book->arena, book->zip, index, (xt_str){0},
                                                  &book->limits, book->chunk, error);
    return status == XT_OUT_OF_MEMORY ? status : XT_OK;
}

/* Other files that values are taken from: which one the first link leads to. */
static xt_status note_links(xt_book *book, const xt_relationships *parts, xt_error *error)
{
    size_t count = 0;
    const xt_relationship *first = NULL;
    for (size_t i = 0; i < parts->count; i++)
        if (strcmp(parts->items[i].type, "externalLink") == 0)
            first = count++ ? first : &parts->items[i];
    if (!count)
        return XT_OK;
    xt_relationships targets = {0};
    const char *slash = strrchr(first->target, '/');
    xt_bytes name = xt_bytes_make(XT_ERROR_TEXT);
    xt_bytes_add(&name, (xt_str){first->target, slash ? (size_t)(slash + 1 - first->target) : 0});
    xt_bytes_puts(&name, "_rels/");
    xt_bytes_puts(&name, slash ? slash + 1 : first->target);
    xt_bytes_puts(&name, ".rels");
    xt_status status = name.fault ? XT_OK : read_carefully(&targets, book, xt_bytes_str(&name), error);
    xt_bytes_free(&name);
    const xt_relationship *link = targets.count ? &targets.items[0] : first;
    return status ? status
                  : add_note(book, XT_SAY_NOTE_LINKS, (xt_str){0},
                             xt_str_of(link->external ? link->outside : link->target), count, error);
}

/* Formats that are named and not there: what shows a number as a date is lost. Some writers leave them away
 * where they have none. */
static xt_status note_styles(xt_book *book, const xt_relationships *parts, xt_error *error)
{
    for (size_t i = 0; i < parts->count; i++) {
        const xt_relationship *item = &parts->items[i];
        const char *name = item->external ? item->outside : item->target;
        if (strcmp(item->type, "styles") == 0 &&
            (item->external || xt_zip_find(book->zip, xt_str_of(name)) == XT_NO_PART))
            return add_note(book, XT_SAY_NOTE_STYLES, xt_str_of(name), (xt_str){0}, 0, error);
    }
    return XT_OK;
}

/* What is outside and would be fetched when the workbook is opened. A link that a person clicks is ordinary.
 */
static const xt_relationship *find_outside(const xt_relationships *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].external && strcmp(all->items[i].type, "hyperlink") != 0)
            return &all->items[i];
    return NULL;
}

/* The first such relationship of the workbook, its sheets and drawings. */
static xt_status note_outside(xt_book *book, const xt_relationships *parts, xt_error *error)
{
    static const xt_str FOLDERS[] = {TEXT("xl/worksheets/_rels/"), TEXT("xl/drawings/_rels/"),
                                     TEXT("xl/_rels/"), TEXT("_rels/")};
    const size_t most = 256; /* parts that are looked at */
    size_t looked_at = 0;
    const xt_relationship *found = find_outside(parts);
    xt_str place = XT_LITERAL("xl/_rels/workbook.xml.rels");
    for (size_t i = 0; !found && i < xt_zip_count(book->zip) && looked_at < most; i++) {
        xt_str name = xt_str_of(xt_zip_name(book->zip, i));
        bool here = false;
        for (size_t f = 0; f < sizeof FOLDERS / sizeof *FOLDERS; f++)
            here = here || begins(name, FOLDERS[f]);
        if (!here)
            continue;
        xt_relationships all;
        xt_status status = read_carefully(&all, book, name, error);
        if (status)
            return status;
        looked_at++;
        place = name;
        found = find_outside(&all);
    }
    return found ? add_note(book, XT_SAY_NOTE_OUTSIDE, place, xt_str_of(found->outside), 0, error) : XT_OK;
}

xt_status xt_beyond_ooxml(xt_book *book, const xt_relationships *parts, xt_error *error)
{
    xt_status status = note_all_names(book, OOXML, sizeof OOXML / sizeof *OOXML, error);
    if (!status)
        status = note_styles(book, parts, error);
    if (!status)
        status = note_links(book, parts, error);
    if (!status)
        status = note_outside(book, parts, error);
    return status ? status : note_bombs(book, error);
}

xt_status xt_beyond_note_dde(xt_book *book, const char *place, xt_error *error)
{
    return add_note(book, XT_SAY_NOTE_DDE, xt_str_of(place), (xt_str){0}, 0, error);
}

xt_status xt_beyond_note_link(xt_book *book, const char *target, xt_error *error)
{
    return add_note(book, XT_SAY_NOTE_LINKS, (xt_str){0}, xt_str_of(target), 1, error);
}

xt_status xt_beyond_ods(xt_book *book, xt_error *error)
{
    xt_status status = note_all_names(book, ODS, sizeof ODS / sizeof *ODS, error);
    return status ? status : note_bombs(book, error);
}
