/* SPDX-License-Identifier: MIT */
#include "table/mapping.h"

#include "base/bytes.h"
#include "base/error.h"
#include "thai/text.h"

/* A mapping while it is made. A label belongs to the field that claims it first: the caller's wishes come
 * before the form that the sheet follows, and that before the table's own labels. A field that the caller
 * names a column for has no other. */
typedef struct maker {
    xt_mapping *m;
    const xt_table *known;
    xt_field *fields; /* of the reading table */
    size_t count;     /* of them */
    xt_bytes claims;  /* of claim */
    xt_bytes scratch;
    xt_error *error;
} maker;

typedef struct claim {
    xt_label label;
    int field;
    bool wished;
} claim;

static const claim *claims_of(const maker *k, size_t *count)
{
    *count = k->claims.size / sizeof(claim);
    return (const claim *)(const void *)k->claims.data;
}

static xt_status add_claim(maker *k, const xt_label *label, int field, bool wished)
{
    size_t count = 0;
    const claim *all = claims_of(k, &count);
    for (size_t i = 0; i < count; i++) {
        bool wanted_otherwise = all[i].field == field && all[i].wished && !wished;
        if (wanted_otherwise || xt_str_equal(all[i].label.folded, label->folded))
            return XT_OK;
    }
    const claim added = {*label, field, wished};
    return xt_bytes_append(&k->claims, &added, sizeof added) ? xt_fail_memory(k->error) : XT_OK;
}

static xt_status claim_all(maker *k, const xt_field *of, int field)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < of->label_count; i++)
        status = add_claim(k, &of->labels[i], field, false);
    return status;
}

/* A field of the reading table that the target has not; XT_NO_FIELD where there is no room. */
static int add_field(maker *k, const xt_field *field)
{
    if (k->count == XT_MAX_FIELDS)
        return XT_NO_FIELD;
    k->fields[k->count] = *field;
    k->fields[k->count].identity = true; /* it does not make a row one of data */
    k->fields[k->count].required = false;
    k->fields[k->count].optional_field = XT_NO_FIELD;
    return (int)k->count++;
}

/* The labels of a column whose cells go nowhere. */
static xt_status ignore(maker *k, const xt_field *of)
{
    const xt_field nothing = {.name = of->name ? of->name : "",
                              .kind = XT_KIND_TEXT,
                              .description = "",
                              .group = "",
                              .pattern_text = "",
                              .mark = ""};
    int field = add_field(k, &nothing);
    return field == XT_NO_FIELD ? XT_OK : claim_all(k, of, field);
}

/* ---------------------------------------------------------------- the wishes */

/* "no, fiscal_year, agency ...": the names of the target's fields. */
static xt_status fail_naming_fields(maker *k, xt_sentence sentence, xt_str text)
{
    xt_bytes_clear(&k->scratch);
    for (size_t i = 0; i < k->m->target->field_count; i++) {
        xt_bytes_puts(&k->scratch, i ? ", " : "");
        xt_bytes_puts(&k->scratch, k->m->target->fields[i].name);
    }
    if (k->scratch.fault == XT_OUT_OF_MEMORY) /* a list that is too long is cut */
        return xt_fail_memory(k->error);
    return xt_fail_at(k->error, sentence, xt_bytes_str(&k->scratch), text);
}

/* The target's field of that name, a copy of which goes into *name where it is not NULL. */
static xt_status find_field(maker *k, xt_str name, int *field, const char **kept)
{
    *field = xt_table_field(k->m->target, name);
    if (*field == XT_NO_FIELD)
        return fail_naming_fields(k, XT_SAY_MAP_FIELD, name);
    if (kept)
        *kept = k->m->target->fields[*field].name;
    return XT_OK;
}

/* "vendor+contract_price": a column that holds both. */
static xt_status wish_for_two(maker *k, xt_str first, xt_str second, int *field)
{
    xt_field both = {
        .name = "", .kind = XT_KIND_TEXT, .description = "", .group = "", .pattern_text = "", .mark = ""};
    xt_status status = find_field(k, first, field, &both.holds[0]);
    if (!status)
        status = find_field(k, second, field, &both.holds[1]);
    if (!status)
        *field = add_field(k, &both);
    return status;
}

static xt_status wish_for_column(maker *k, xt_str wish)
{
    size_t equals = wish.size;
    while (equals > 0 && wish.data[equals - 1] != '=')
        equals--;
    if (equals < 2)
        return xt_fail_at(k->error, XT_SAY_MAP_FORM, (xt_str){0}, wish);
    xt_str header = {wish.data, equals - 1}, name = xt_str_trim(xt_str_from(wish, equals));
    const char *plus = name.size ? memchr(name.data, '+', name.size) : NULL;
    int field = XT_NO_FIELD;
    xt_status status = XT_OK;
    if (plus) {
        size_t at = (size_t)(plus - name.data);
        status = wish_for_two(k, (xt_str){name.data, at}, xt_str_from(name, at + 1), &field);
    } else if (name.size) {
        status = find_field(k, name, &field, NULL);
    }
    xt_bytes_clear(&k->scratch);
    if (status || xt_text_fold(header, &k->scratch))
        return status ? status : xt_fail_memory(k->error);
    char *text = xt_arena_copy(&k->m->arena, header);
    char *folded = xt_arena_copy(&k->m->arena, xt_bytes_str(&k->scratch));
    if (!text || !folded)
        return xt_fail_memory(k->error);
    const xt_label label = xt_label_of((xt_str){text, header.size}, (xt_str){folded, k->scratch.size});
    if (name.size)
        return add_claim(k, &label, field, true);
    const xt_field nowhere = {.labels = &label, .label_count = 1};
    return ignore(k, &nowhere);
}

/* "agency=อบต.ตัวอย่าง": kept as text; who reads the rows reads it as a cell. */
static xt_status wish_for_value(maker *k, xt_str wish)
{
    const char *equals = memchr(wish.data, '=', wish.size);
    if (!equals || equals == wish.data)
        return xt_fail_at(k->error, XT_SAY_SET_FORM, (xt_str){0}, wish);
    size_t at = (size_t)(equals - wish.data);
    int field = XT_NO_FIELD;
    xt_status status = find_field(k, xt_str_trim((xt_str){wish.data, at}), &field, NULL);
    if (status)
        return status;
    xt_str value = xt_str_trim(xt_str_from(wish, at + 1));
    char *kept = xt_arena_copy(&k->m->arena, value);
    if (!kept)
        return xt_fail_memory(k->error);
    k->m->origins[field].value = (xt_str){kept, value.size};
    return XT_OK;
}

static xt_status take_wishes(maker *k, const xt_wishes *wishes)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && wishes->columns && wishes->columns[i]; i++)
        status = wish_for_column(k, xt_str_of(wishes->columns[i]));
    for (size_t i = 0; !status && wishes->values && wishes->values[i]; i++)
        status = wish_for_value(k, xt_str_of(wishes->values[i]));
    return status;
}

/* ---------------------------------------------------------------- the form that the sheet follows */

/* A field of the target that holds two of the form's: both are read for themselves and put together. */
static bool is_joined(const maker *k, const xt_field *own, int *other)
{
    *other = own->holds[0] ? xt_table_field(k->known, xt_str_of(own->holds[1])) : XT_NO_FIELD;
    return *other != XT_NO_FIELD && xt_table_field(k->m->target, xt_str_of(own->holds[1])) == XT_NO_FIELD;
}

static xt_status claim_known(maker *k, const xt_field *f)
{
    const xt_table *target = k->m->target;
    int same = xt_table_field(target, xt_str_of(f->name)), other = XT_NO_FIELD, added = XT_NO_FIELD;
    const xt_field *own = same == XT_NO_FIELD ? NULL : &target->fields[same];
    if (f->holds[0] && !(own && own->holds[0])) {
        bool wanted = own || xt_table_field(target, xt_str_of(f->holds[1])) != XT_NO_FIELD;
        added = wanted ? add_field(k, f) : XT_NO_FIELD;
        return added == XT_NO_FIELD ? XT_OK : claim_all(k, f, added);
    }
    if (!own) { /* its cells may tell that others have moved */
        added = add_field(k, f);
        return added == XT_NO_FIELD ? XT_OK : claim_all(k, f, added);
    }
    if (own->kind == XT_KIND_SEQUENCE && f->kind != XT_KIND_SEQUENCE)
        return ignore(k, f); /* a number of its own making: the rows are counted anew */
    if (f->holds[0] || !is_joined(k, own, &other))
        return claim_all(k, f, same);
    added = add_field(k, f);
    if (added == XT_NO_FIELD)
        return XT_OK;
    xt_status status = claim_all(k, f, added);
    added = status ? XT_NO_FIELD : add_field(k, &k->known->fields[other]);
    return added == XT_NO_FIELD ? status : claim_all(k, &k->known->fields[other], added);
}

/* ---------------------------------------------------------------- the reading table */

/* The labels that each field of the reading table got. */
static xt_status settle_labels(maker *k)
{
    size_t count = 0;
    const claim *all = claims_of(k, &count);
    xt_label *labels = xt_arena_alloc(&k->m->arena, count * sizeof *labels);
    if (!labels)
        return xt_fail_memory(k->error);
    for (size_t f = 0; f < k->count; f++) {
        k->fields[f].labels = labels;
        k->fields[f].label_count = 0;
        for (size_t i = 0; i < count; i++)
            if (all[i].field == (int)f)
                labels[k->fields[f].label_count++] = all[i].label;
        labels += k->fields[f].label_count;
    }
    k->m->reading.fields = k->fields;
    k->m->reading.field_count = k->count;
    return XT_OK;
}

static xt_status make_table(maker *k, const xt_wishes *wishes)
{
    xt_mapping *m = k->m;
    k->fields = xt_arena_alloc(&m->arena, XT_MAX_FIELDS * sizeof *k->fields);
    if (!k->fields)
        return xt_fail_memory(k->error);
    k->count = m->target->field_count;
    memcpy(k->fields, m->target->fields, k->count * sizeof *k->fields);
    xt_status status = wishes ? take_wishes(k, wishes) : XT_OK;
    for (size_t i = 0; !status && k->known && i < k->known->field_count; i++)
        status = claim_known(k, &k->known->fields[i]);
    for (size_t i = 0; !status && i < m->target->field_count; i++)
        status = claim_all(k, &m->target->fields[i], (int)i);
    return status ? status : settle_labels(k);
}

/* ---------------------------------------------------------------- the header */

/* A wish for a column that is not there: with the labels that are. */
static xt_status check_wishes(maker *k)
{
    const xt_header *h = &k->m->header;
    size_t count = 0;
    const claim *all = claims_of(k, &count);
    for (size_t i = 0; i < count; i++) {
        if (!all[i].wished || h->columns[all[i].field].column)
            continue;
        xt_bytes_clear(&k->scratch);
        for (size_t f = 0; f < h->table->field_count; f++)
            if (h->columns[f].column) {
                xt_bytes_puts(&k->scratch, k->scratch.size ? ", " : "");
                xt_bytes_add(&k->scratch, h->columns[f].text);
            }
        for (size_t n = 0; n < h->stray_count; n++) {
            xt_bytes_puts(&k->scratch, k->scratch.size ? ", " : "");
            xt_bytes_add(&k->scratch, h->strays[n].text);
        }
        if (k->scratch.fault == XT_OUT_OF_MEMORY)
            return xt_fail_memory(k->error);
        return xt_fail_at(k->error, XT_SAY_MAP_HEADER, xt_bytes_str(&k->scratch), all[i].label.text);
    }
    return XT_OK;
}

static xt_status find_header(maker *k, const xt_head *head, const xt_wishes *wishes)
{
    enum { LEAST = 2 };
    bool wished = wishes && wishes->columns && wishes->columns[0], fixed = wishes && wishes->fixed;
    size_t most = xt_header_least(k->m->target), least = wished ? 1 : most < LEAST ? most : LEAST;
    bool found = xt_header_best(&k->m->header, head, &k->m->reading);
    if (!found || k->m->header.matched < least)
        return fail_naming_fields(k, fixed ? XT_SAY_MAP_FIRST : XT_SAY_MAP_NONE,
                                  xt_str_of(k->m->target->of->id));
    return check_wishes(k);
}

/* ---------------------------------------------------------------- the origins */

/* The column that the target has not, and that is there, which holds the named field as its piece. */
static bool find_piece(const xt_mapping *m, const char *name, xt_origin *origin)
{
    for (size_t f = m->target->field_count; f < m->reading.field_count; f++)
        for (int piece = 0; piece < 2; piece++) {
            const char *held = m->reading.fields[f].holds[piece];
            if (held && strcmp(held, name) == 0 && m->header.columns[f].column) {
                origin->kind = XT_ORIGIN_PIECE;
                origin->field = (int)f;
                origin->piece = piece;
                return true;
            }
        }
    return false;
}

/* The column, beside those of the target, of the field of that name. */
static int find_added(const xt_mapping *m, const char *name)
{
    for (size_t f = m->target->field_count; f < m->reading.field_count; f++)
        if (m->header.columns[f].column && !m->reading.fields[f].holds[0] &&
            strcmp(m->reading.fields[f].name, name) == 0)
            return (int)f;
    return XT_NO_FIELD;
}

/* The column, beside those of the target, that stands for the field of that name. */
static int find_stand_in(const xt_mapping *m, const char *name)
{
    for (size_t f = m->target->field_count; f < m->reading.field_count; f++) {
        const char *stands_for = m->reading.fields[f].stands_for;
        if (m->header.columns[f].column && stands_for && strcmp(stands_for, name) == 0)
            return (int)f;
    }
    return XT_NO_FIELD;
}

static void settle_origin(xt_mapping *m, size_t f, bool stand_ins)
{
    const xt_field *field = &m->target->fields[f];
    xt_origin *origin = &m->origins[f];
    origin->field = origin->other = XT_NO_FIELD;
    if (m->header.columns[f].column) {
        origin->kind = XT_ORIGIN_COLUMN;
        origin->field = (int)f;
        return;
    }
    if (find_piece(m, field->name, origin))
        return;
    origin->field = stand_ins ? find_stand_in(m, field->name) : XT_NO_FIELD;
    if (origin->field != XT_NO_FIELD) {
        origin->kind = XT_ORIGIN_STAND_IN;
        return;
    }
    if (field->holds[0]) {
        origin->field = find_added(m, field->holds[0]);
        origin->other = find_added(m, field->holds[1]);
    }
    if (origin->field != XT_NO_FIELD)
        origin->kind = XT_ORIGIN_JOINED;
    else if (origin->value.size)
        origin->kind = XT_ORIGIN_GIVEN;
    else if (field->kind == XT_KIND_SEQUENCE)
        origin->kind = XT_ORIGIN_COUNTED;
}

/* The field of the form, behind which its exports shift, as a field of the reading table. */
static int find_shift(const maker *k)
{
    for (size_t i = 0; k->known && i < k->known->field_count; i++)
        if (k->known->fields[i].shifts_behind)
            for (size_t f = 0; f < k->count; f++)
                if (strcmp(k->fields[f].name, k->known->fields[i].name) == 0 &&
                    k->m->header.columns[f].column)
                    return (int)f;
    return XT_NO_FIELD;
}

xt_status xt_mapping_make(xt_mapping *m, const xt_table *target, const xt_table *known,
                          const xt_wishes *wishes, const xt_head *head, xt_error *error)
{
    *m = (xt_mapping){.target = target, .reading = *target};
    maker k = {.m = m,
               .known = known,
               .claims = xt_bytes_make(SIZE_MAX / 2),
               .scratch = xt_bytes_make(XT_ERROR_TEXT),
               .error = error};
    xt_status status = make_table(&k, wishes);
    if (!status)
        status = find_header(&k, head, wishes);
    if (!status) {
        for (size_t f = 0; f < target->field_count; f++)
            settle_origin(m, f, wishes && wishes->stand_ins);
        m->shifts_behind = find_shift(&k);
    }
    xt_bytes_free(&k.claims);
    xt_bytes_free(&k.scratch);
    return status;
}

void xt_mapping_free(xt_mapping *m)
{
    xt_arena_free(&m->arena);
}
