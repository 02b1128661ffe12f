/* SPDX-License-Identifier: MIT */
#include "read/beyond.h"

#include "base/error.h"

#include <stdlib.h>

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

/* One note for all parts of a rule: the first of them, and how many there are, which is added to *found. */
static xt_status note_names(xt_book *book, const name_rule *rule, size_t *found, xt_error *error)
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
    *found += count;
    return count ? xt_book_say(book, rule->sentence, first, (xt_str){0}, count, error) : XT_OK;
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
            return xt_book_say(book, XT_SAY_NOTE_PACKED, name, (xt_str){0}, size, error);
    }
    return XT_OK;
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
            return xt_book_say(book, XT_SAY_NOTE_STYLES, xt_str_of(name), (xt_str){0}, 0, error);
    }
    return XT_OK;
}

/* What the relationships of a workbook are looked through for. */
typedef struct survey {
    xt_book *book;
    bool *done;         /* for each part of the archive: its relationships were read, or are told elsewhere */
    uint64_t looked_at; /* bytes of relationships so far */
    bool unseen;        /* some could not be looked through, and that was said */
    bool outside;       /* something outside was found, and said */
    size_t macros, objects;
    const char *first_macro, *first_object;
} survey;

/* What a part is, by the type of the relationship that leads to it, whatever its name is. */
static bool is_of_type(const xt_relationship *item, const char *const *types)
{
    for (; !item->external && *types; types++)
        if (strcmp(item->type, *types) == 0)
            return true;
    return false;
}

static void count_kinds(survey *s, const xt_relationship *item)
{
    static const char *const MACROS[] = {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", NULL};
    static const char *const OBJECTS[] = {"oleObject", "package", "control", NULL};
    if (is_of_type(item, MACROS))
        s->first_macro = s->macros++ ? s->first_macro : item->target;
    else if (is_of_type(item, OBJECTS))
        s->first_object = s->objects++ ? s->first_object : item->target;
}

/* What would be fetched when the workbook is opened: all that is outside but what a person clicks. A part of
 * connections tells of servers. */
static bool is_fetched(const xt_relationship *item)
{
    return (item->external && strcmp(item->type, "hyperlink") != 0) || strcmp(item->type, "connections") == 0;
}

static xt_status look_through(survey *s, const xt_relationships *all, xt_str place, xt_error *error)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < all->count; i++) {
        const xt_relationship *item = &all->items[i];
        count_kinds(s, item);
        if (s->outside || !is_fetched(item))
            continue;
        s->outside = true;
        xt_str target = xt_str_of(item->external ? item->outside : item->target);
        status = xt_book_say(s->book, XT_SAY_NOTE_OUTSIDE, place, target, 0, error);
    }
    return status;
}

/* Memory that is out, and a disk that cannot be read, are not the part's fault. */
static bool is_not_damage(xt_status status)
{
    return status == XT_OUT_OF_MEMORY || status == XT_TRUNCATED;
}

/* A part of relationships. What is damaged or without end is said, and has none. */
static xt_status read_carefully(survey *s, xt_relationships *out, size_t index, xt_error *error)
{
    const uint64_t most = 32 << 20; /* of all of them: some hundred thousand */
    uint64_t packed = 0;
    xt_book *book = s->book;
    xt_status status = XT_OVER_LIMIT;
    *out = (xt_relationships){0};
    s->looked_at += xt_zip_size(book->zip, index, &packed);
    if (s->looked_at <= most)
        status = xt_relationships_read_part(out, &book->arena, book->zip, index, (xt_str){0}, &book->limits,
                                            book->chunk, error);
    if (!status || is_not_damage(status) || s->unseen)
        return is_not_damage(status) ? status : XT_OK;
    s->unseen = true;
    return xt_book_say(book, XT_SAY_NOTE_UNSEEN, xt_str_of(xt_zip_name(book->zip, index)), (xt_str){0}, 0,
                       error);
}

/* The relationships of the part are not looked at again. */
static xt_status pass_by(survey *s, const char *source, xt_error *error)
{
    size_t index = XT_NO_PART;
    xt_status status = xt_relationships_find(&index, s->book->zip, source, error);
    if (!status && index != XT_NO_PART)
        s->done[index] = true;
    return status;
}

/* Every part of relationships that is left. */
static xt_status look_at_all(survey *s, xt_error *error)
{
    const xt_zip *zip = s->book->zip;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_zip_count(zip); i++) {
        xt_relationships all;
        xt_str name = xt_str_of(xt_zip_name(zip, i));
        if (s->done[i] || !ends(name, XT_LITERAL(".rels")))
            continue;
        status = read_carefully(s, &all, i, error);
        if (!status)
            status = look_through(s, &all, name, error);
    }
    return status;
}

/* Macros and objects by their names; where no name tells of them, by what leads to them. */
static xt_status note_kinds(survey *s, xt_error *error)
{
    size_t macros = 0, objects = 0;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof OOXML / sizeof *OOXML; i++)
        status = note_names(s->book, &OOXML[i], OOXML[i].sentence == XT_SAY_NOTE_MACROS ? &macros : &objects,
                            error);
    if (!status && s->macros && !macros)
        status = xt_book_say(s->book, XT_SAY_NOTE_MACROS, xt_str_of(s->first_macro), (xt_str){0}, s->macros,
                             error);
    if (!status && s->objects && !objects)
        status = xt_book_say(s->book, XT_SAY_NOTE_OBJECTS, xt_str_of(s->first_object), (xt_str){0},
                             s->objects, error);
    return status;
}

/* Whether the part of a link is one of DDE ([ECMA-376] part 1, 18.14.4), which its first bytes tell. */
static xt_status is_dde_link(const xt_book *book, const char *name, bool *is_dde, xt_error *error)
{
    char head[4096];
    size_t got = 0, index = xt_zip_find(book->zip, xt_str_of(name));
    xt_zip_part *part = NULL;
    xt_error ignored;
    *is_dde = false;
    if (index == XT_NO_PART)
        return XT_OK;
    xt_status status = xt_zip_part_open(&part, book->zip, index, book->limits.part_size, &ignored);
    if (!status)
        status = xt_zip_part_read(part, head, sizeof head, &got, &ignored);
    xt_zip_part_close(part);
    *is_dde = xt_str_find((xt_str){head, got}, XT_LITERAL("ddeLink")) < got;
    if (is_not_damage(status) && error)
        *error = ignored;
    return is_not_damage(status) ? status : XT_OK;
}

/* Other files that values are taken from: the first of them, and how many there are. Of them, those that are
 * other programs. */
static xt_status note_links(survey *s, const xt_relationships *parts, xt_error *error)
{
    size_t count = 0, index = XT_NO_PART;
    const xt_relationship *first = NULL;
    xt_relationships targets = {0};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < parts->count; i++) {
        bool is_dde = false;
        const xt_relationship *item = &parts->items[i];
        if (strcmp(item->type, "externalLink") != 0)
            continue;
        if (!item->external)
            status = is_dde_link(s->book, item->target, &is_dde, error);
        if (!status && !item->external)
            status = pass_by(s, item->target, error);
        if (!status && is_dde)
            status = xt_beyond_note_dde(s->book, item->target, error);
        else
            first = count++ ? first : item;
    }
    if (status || !count)
        return status;
    if (!first->external)
        status = xt_relationships_find(&index, s->book->zip, first->target, error);
    if (!status && index != XT_NO_PART)
        status = read_carefully(s, &targets, index, error);
    const xt_relationship *link = targets.count ? &targets.items[0] : first;
    xt_str target = xt_str_of(link->external ? link->outside : link->target);
    return status ? status : xt_book_say(s->book, XT_SAY_NOTE_LINKS, (xt_str){0}, target, count, error);
}

/* Relationships that are read already, of the part `source`. */
static xt_status look_at_read(survey *s, const xt_relationships *all, const char *source, xt_error *error)
{
    size_t index = XT_NO_PART;
    xt_status status = xt_relationships_find(&index, s->book->zip, source, error);
    if (status || index == XT_NO_PART)
        return status;
    s->done[index] = true;
    return look_through(s, all, xt_str_of(xt_zip_name(s->book->zip, index)), error);
}

xt_status xt_beyond_ooxml(xt_book *book, const xt_relationships *package, const xt_relationships *parts,
                          xt_error *error)
{
    survey s = {.book = book, .done = calloc(xt_zip_count(book->zip), sizeof *s.done)};
    xt_status status = s.done ? note_styles(book, parts, error) : xt_fail_memory(error);
    if (!status)
        status = note_links(&s, parts, error);
    if (!status)
        status = look_at_read(&s, parts, xt_zip_name(book->zip, book->workbook), error);
    if (!status)
        status = look_at_read(&s, package, "", error);
    if (!status)
        status = look_at_all(&s, error);
    if (!status)
        status = note_kinds(&s, error);
    free(s.done);
    return status ? status : note_bombs(book, error);
}

xt_status xt_beyond_note_dde(xt_book *book, const char *place, xt_error *error)
{
    return xt_book_say(book, XT_SAY_NOTE_DDE, xt_str_of(place), (xt_str){0}, 0, error);
}

xt_status xt_beyond_note_links(xt_book *book, const char *first, size_t count, xt_error *error)
{
    return xt_book_say(book, XT_SAY_NOTE_LINKS, (xt_str){0}, xt_str_of(first), count, error);
}

xt_status xt_beyond_note_macros(xt_book *book, const char *place, xt_error *error)
{
    return xt_book_say(book, XT_SAY_NOTE_MACROS, xt_str_of(place), (xt_str){0}, 1, error);
}

xt_status xt_beyond_ods(xt_book *book, xt_error *error)
{
    size_t found = 0;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof ODS / sizeof *ODS; i++)
        status = note_names(book, &ODS[i], &found, error);
    return status ? status : note_bombs(book, error);
}
