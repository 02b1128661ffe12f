/* SPDX-License-Identifier: MIT
 *
 * Provinces and districts: read from JSON, and looked up.
 */
#include "table/places.h"

#include "base/error.h"
#include "base/utf8.h"
#include "thai/blank.h"
#include "thai/text.h"

#include <stdlib.h>

enum { NAME_SIZE = 256 }; /* bytes of a name; a longer text is none */

/* A name as it is looked for. */
typedef struct word {
    xt_str folded;
    size_t province, district; /* district: not used for a province's name */
} word;

/* Sorted by folded text, province and district. */
typedef struct words {
    word *items;
    size_t count;
} words;

typedef struct entry {
    xt_label name;
    const xt_label *aliases, *districts;
    size_t alias_count, district_count;
    size_t seat; /* the district เมือง + name, or XT_NO_PLACE */
} entry;

struct xt_places {
    entry *provinces;
    size_t count;
    words names, districts;
};

static const xt_key PLACES_KEYS[] = {
    {"name", XT_KEY_STRING, false},        {"title", XT_KEY_STRING, false},
    {"description", XT_KEY_STRING, false}, {"provenance", XT_KEY_OBJECTS, false},
    {"provinces", XT_KEY_OBJECTS, true},   {NULL, XT_KEY_ANY, false},
};

static const xt_key PROVINCE_KEYS[] = {
    {"name", XT_KEY_STRING, true},
    {"aliases", XT_KEY_STRINGS, false},
    {"districts", XT_KEY_STRINGS, true},
    {NULL, XT_KEY_ANY, false},
};

static const xt_str SEAT = {"เมือง", sizeof "เมือง" - 1};

/* ---------------------------------------------------------------- prefixes */

/* Takes the word, and blanks before it, off the text's beginning. */
static bool take(xt_str *text, xt_str prefix)
{
    xt_str rest = xt_str_from(*text, xt_blank_skip(*text, 0));
    if (!xt_str_starts(rest, prefix))
        return false;
    *text = xt_str_from(rest, prefix.size);
    return true;
}

/* The same for an abbreviation, which a dot or a blank ends. */
static bool take_short(xt_str *text, xt_str letter)
{
    xt_str rest = *text;
    if (!take(&rest, letter))
        return false;
    size_t after = xt_blank_skip(rest, 0);
    if (!take(&rest, XT_LITERAL(".")) && after == 0)
        return false;
    *text = rest;
    return true;
}

static xt_str province_part(xt_str text)
{
    if (!take(&text, XT_LITERAL("จังหวัด")))
        take_short(&text, XT_LITERAL("จ"));
    return text;
}

/* อำเภอ may be typed with ํ and า. */
static xt_str district_part(xt_str text)
{
    xt_str rest = text;
    bool minor = take(&rest, XT_LITERAL("กิ่ง"));
    bool taken = take(&rest, XT_LITERAL("อำเภอ")) || take(&rest, XT_LITERAL("อ\u0E4D\u0E32เภอ")) ||
                 take_short(&rest, XT_LITERAL("อ")) || (!minor && take(&rest, XT_LITERAL("เขต")));
    return taken ? rest : text;
}

typedef xt_str (*part_of)(xt_str text);

/* ---------------------------------------------------------------- reading */

/* A name that no lookup could find is refused. */
static xt_status check_name(xt_loader *l, const xt_cursor *at, const char *key, const xt_label *name,
                            part_of part)
{
    bool good = name->folded.size && name->text.size <= NAME_SIZE && part(name->text).size == name->text.size;
    return good ? XT_OK : xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE, key, name->text.data);
}

/* The names under the key. */
static xt_status read_names(xt_loader *l, const xt_cursor *of, const char *key, part_of part,
                            const xt_label **out, size_t *count)
{
    xt_status status = xt_keep_labels(l, of, key, out, count);
    xt_cursor list = xt_step(of, key);
    for (size_t i = 0; !status && i < *count; i++) {
        xt_cursor at = xt_step_at(&list, i);
        status = check_name(l, &at, key, &(*out)[i], part);
    }
    return status;
}

static size_t find_seat(const entry *of)
{
    for (size_t i = 0; i < of->district_count; i++) {
        xt_str folded = of->districts[i].folded;
        if (xt_str_starts(folded, SEAT) && xt_str_equal(xt_str_from(folded, SEAT.size), of->name.folded))
            return i;
    }
    return XT_NO_PLACE;
}

static xt_status refuse_empty(xt_loader *l, const xt_cursor *list)
{
    return xt_refuse_pair(l, list, XT_SAY_TEMPLATE_TYPE, list->key, "1 ...");
}

static xt_status read_province(xt_loader *l, const xt_cursor *at, entry *out)
{
    *out = (entry){0};
    xt_status status = xt_check_keys(l, at, PROVINCE_KEYS);
    if (status)
        return status;
    xt_cursor name = xt_step(at, "name"), districts = xt_step(at, "districts");
    status = xt_keep_label(l, xt_node_string(name.node), &out->name);
    if (!status)
        status = check_name(l, &name, name.key, &out->name, province_part);
    if (!status)
        status = read_names(l, at, "aliases", province_part, &out->aliases, &out->alias_count);
    if (!status)
        status = read_names(l, at, districts.key, district_part, &out->districts, &out->district_count);
    if (!status && out->district_count == 0)
        status = refuse_empty(l, &districts);
    if (!status)
        out->seat = find_seat(out);
    return status;
}

static int compare(xt_str a, xt_str b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_words(const void *a, const void *b)
{
    const word *left = a, *right = b;
    int order = compare(left->folded, right->folded);
    if (!order)
        order = (left->province > right->province) - (left->province < right->province);
    return order ? order : (left->district > right->district) - (left->district < right->district);
}

static void add_words(words *list, const xt_label *names, size_t count, size_t of)
{
    for (size_t i = 0; i < count; i++)
        list->items[list->count++] = (word){names[i].folded, of, i};
}

static xt_status make_words(xt_loader *l, xt_places *p)
{
    size_t names = 0, districts = 0;
    for (size_t i = 0; i < p->count; i++) {
        names += 1 + p->provinces[i].alias_count;
        districts += p->provinces[i].district_count;
    }
    p->names.items = xt_arena_alloc(&l->set->arena, names * sizeof(word));
    p->districts.items = xt_arena_alloc(&l->set->arena, districts * sizeof(word));
    if (!p->names.items || !p->districts.items)
        return xt_fail_memory(l->error);
    for (size_t i = 0; i < p->count; i++) {
        const entry *of = &p->provinces[i];
        add_words(&p->names, &of->name, 1, i);
        add_words(&p->names, of->aliases, of->alias_count, i);
        add_words(&p->districts, of->districts, of->district_count, i);
    }
    qsort(p->names.items, p->names.count, sizeof(word), compare_words);
    qsort(p->districts.items, p->districts.count, sizeof(word), compare_words);
    return XT_OK;
}

/* A name of two provinces, or a district that a province has twice. */
static xt_status check_words(xt_loader *l, const xt_cursor *list, const xt_places *p)
{
    for (size_t i = 1; i < p->names.count; i++) {
        const word *a = &p->names.items[i - 1], *b = &p->names.items[i];
        xt_cursor at = xt_step_at(list, b->province);
        if (a->province != b->province && xt_str_equal(a->folded, b->folded))
            return xt_refuse(l, &at, XT_SAY_TEMPLATE_TWICE, b->folded.data);
    }
    for (size_t i = 1; i < p->districts.count; i++) {
        const word *a = &p->districts.items[i - 1], *b = &p->districts.items[i];
        xt_cursor of = xt_step_at(list, b->province), districts = xt_step(&of, "districts");
        xt_cursor at = xt_step_at(&districts, b->district);
        if (a->province == b->province && xt_str_equal(a->folded, b->folded))
            return xt_refuse(l, &at, XT_SAY_TEMPLATE_TWICE, xt_node_string(at.node).data);
    }
    return XT_OK;
}

xt_status xt_places_read(xt_loader *l, const xt_cursor *root, xt_places **out)
{
    if (xt_node_type_of(root->node) != XT_NODE_OBJECT)
        return xt_refuse_pair(l, root, XT_SAY_TEMPLATE_TYPE, "{", "an object { }");
    xt_status status = xt_check_keys(l, root, PLACES_KEYS);
    if (status)
        return status;
    xt_cursor list = xt_step(root, "provinces");
    size_t count = xt_node_size(list.node);
    if (count == 0)
        return refuse_empty(l, &list);
    xt_places *p = xt_arena_alloc(&l->set->arena, sizeof *p);
    entry *provinces = xt_arena_alloc(&l->set->arena, count * sizeof *provinces);
    if (!p || !provinces)
        return xt_fail_memory(l->error);
    *p = (xt_places){.provinces = provinces, .count = count};
    for (size_t i = 0; !status && i < count; i++) {
        xt_cursor at = xt_step_at(&list, i);
        status = read_province(l, &at, &provinces[i]);
    }
    if (!status)
        status = make_words(l, p);
    if (!status)
        status = check_words(l, &list, p);
    if (!status)
        *out = p;
    return status;
}

/* ---------------------------------------------------------------- what it holds */

size_t xt_places_count(const xt_places *p)
{
    return p->count;
}

xt_str xt_places_province_name(const xt_places *p, size_t province)
{
    return p->provinces[province].name.text;
}

size_t xt_places_district_count(const xt_places *p, size_t province)
{
    return p->provinces[province].district_count;
}

xt_str xt_places_district_name(const xt_places *p, size_t province, size_t district)
{
    return p->provinces[province].districts[district].text;
}

/* ---------------------------------------------------------------- looking up */

/* A text in its folded form, without memory of its own; empty where it is too long for a name. */
static xt_str fold(xt_str text, char room[NAME_SIZE + 1])
{
    xt_bytes folded = {.data = room, .capacity = NAME_SIZE, .maximum = NAME_SIZE};
    return xt_text_fold(text, &folded) ? (xt_str){NULL, 0} : xt_bytes_str(&folded);
}

/* The first word that is the folded text and not of an earlier province, or NULL. */
static const word *find(const words *list, xt_str folded, size_t province)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_words(&list->items[middle], &(word){folded, province, 0}) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const word *found = list->items + low;
    return low < list->count && xt_str_equal(found->folded, folded) ? found : NULL;
}

static size_t province_of(const xt_places *p, xt_str text)
{
    char room[NAME_SIZE + 1];
    const word *found = find(&p->names, fold(text, room), 0);
    return found ? found->province : XT_NO_PLACE;
}

static size_t district_of(const xt_places *p, size_t province, xt_str text)
{
    char room[NAME_SIZE + 1];
    xt_str folded = fold(text, room);
    const word *found = find(&p->districts, folded, province);
    if (found && found->province == province)
        return found->district;
    return xt_str_equal(folded, SEAT) ? p->provinces[province].seat : XT_NO_PLACE;
}

/* What looks like a prefix may be the beginning of the name, with a blank in it: without one the whole text
 * is looked up again. */
bool xt_places_find_province(const xt_places *p, xt_str text, size_t *province)
{
    text = xt_blank_trim(text);
    xt_str part = province_part(text);
    *province = province_of(p, part);
    if (*province == XT_NO_PLACE && part.size < text.size)
        *province = province_of(p, text);
    return *province != XT_NO_PLACE;
}

bool xt_places_find_district(const xt_places *p, size_t province, xt_str text, size_t *district)
{
    *district = XT_NO_PLACE;
    if (province >= p->count)
        return false;
    text = xt_blank_trim(text);
    xt_str part = district_part(text);
    *district = district_of(p, province, part);
    if (*district == XT_NO_PLACE && part.size < text.size)
        *district = district_of(p, province, text);
    return *district != XT_NO_PLACE;
}

size_t xt_places_provinces_of(const xt_places *p, xt_str district, size_t *out, size_t most)
{
    char room[NAME_SIZE + 1];
    xt_str text = xt_blank_trim(district), folded = fold(district_part(text), room);
    const word *found = find(&p->districts, folded, 0);
    if (!found) {
        folded = fold(text, room);
        found = find(&p->districts, folded, 0);
    }
    size_t count = 0;
    const word *end = p->districts.items + p->districts.count;
    for (; found && found < end && xt_str_equal(found->folded, folded); found++, count++)
        if (count < most)
            out[count] = found->province;
    return count;
}

/* ---------------------------------------------------------------- what is near */

/* Whether the name is nearer to the text than what was *least so far. */
static bool is_nearer(xt_str name, xt_str folded, size_t *least)
{
    size_t limit = xt_utf8_count(name) / 3; /* a third of its characters */
    size_t distance = xt_text_distance(name, folded, limit);
    if (distance > limit || distance >= *least)
        return false;
    *least = distance;
    return true;
}

bool xt_places_nearest_province(const xt_places *p, xt_str text, size_t *province)
{
    char room[NAME_SIZE + 1];
    xt_str folded = fold(province_part(xt_blank_trim(text)), room);
    size_t least = SIZE_MAX;
    *province = XT_NO_PLACE;
    for (size_t i = 0; i < p->names.count; i++)
        if (is_nearer(p->names.items[i].folded, folded, &least))
            *province = p->names.items[i].province;
    return *province != XT_NO_PLACE;
}

bool xt_places_nearest_district(const xt_places *p, size_t province, xt_str text, size_t *district)
{
    char room[NAME_SIZE + 1];
    xt_str folded = fold(district_part(xt_blank_trim(text)), room);
    size_t least = SIZE_MAX;
    *district = XT_NO_PLACE;
    for (size_t i = 0; province < p->count && i < p->provinces[province].district_count; i++)
        if (is_nearer(p->provinces[province].districts[i].folded, folded, &least))
            *district = i;
    return *district != XT_NO_PLACE;
}
