/* SPDX-License-Identifier: MIT */
#include "table/header.h"

#include "thai/text.h"

enum { MAX_COLUMNS = 128, MAX_ALTERNATIVES = 3, MAX_LABEL = 1024, MAX_JOINED = 256 };

/* What may name one column: the cell, or with two rows the lower, the upper, and both together. */
typedef struct candidate {
    uint32_t column;
    size_t count;
    struct {
        uint32_t row;
        xt_label label; /* its text lives as long as the head */
    } alternative[MAX_ALTERNATIVES];
    uint64_t named; /* bits of the fields that have one of these labels, as it is folded */
    bool taken;
} candidate;

typedef struct candidates {
    candidate items[MAX_COLUMNS];
    size_t count;
    char joined[MAX_COLUMNS][MAX_JOINED]; /* folded texts of two rows together */
} candidates;

static void add_alternative(candidate *c, uint32_t row, const xt_label *label)
{
    if (c->count == MAX_ALTERNATIVES || label->folded.size == 0 || label->text.size > MAX_LABEL)
        return;
    c->alternative[c->count].row = row;
    c->alternative[c->count].label = *label;
    c->count++;
}

static void add_cell(candidate *c, uint32_t row, const xt_head_cell *cell)
{
    add_alternative(c, row, &(xt_label){cell->text, cell->folded, cell->hash, cell->letters});
}

static void collect_one(candidates *all, const xt_head_row *row)
{
    all->count = 0;
    for (size_t i = 0; i < row->count && all->count < MAX_COLUMNS; i++) {
        const xt_head_cell *cell = &row->cells[i];
        if (!cell->is_text || cell->folded.size == 0)
            continue;
        candidate *c = &all->items[all->count++];
        *c = (candidate){.column = cell->column};
        add_cell(c, row->number, cell);
    }
}

static const xt_head_cell *text_in(const xt_head_row *row, uint32_t column)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column && row->cells[i].is_text && row->cells[i].folded.size)
            return &row->cells[i];
    return NULL;
}

/* The upper row's label above the column; a merged one stands in its first column and reaches to the next
 * label. */
static const xt_head_cell *text_above(const xt_head_row *row, uint32_t column)
{
    const xt_head_cell *found = NULL;
    for (size_t i = 0; i < row->count && row->cells[i].column <= column; i++)
        if (row->cells[i].is_text && row->cells[i].folded.size)
            found = &row->cells[i];
    return found;
}

static void add_joined(candidates *all, candidate *c, const xt_head_cell *up, const xt_head_cell *low,
                       uint32_t row)
{
    char *out = all->joined[c - all->items];
    size_t size = up->folded.size + low->folded.size;
    if (size > sizeof all->joined[0])
        return;
    memcpy(out, up->folded.data, up->folded.size);
    memcpy(out + up->folded.size, low->folded.data, low->folded.size);
    const xt_str both = {out, size};
    const xt_label label = {low->text, both, xt_str_hash(both, 0), up->letters | low->letters};
    add_alternative(c, row, &label);
}

static void collect_two(candidates *all, const xt_head_row *upper, const xt_head_row *lower)
{
    all->count = 0;
    size_t u = 0, l = 0;
    while ((u < upper->count || l < lower->count) && all->count < MAX_COLUMNS) {
        uint32_t next_upper = u < upper->count ? upper->cells[u].column : UINT32_MAX;
        uint32_t next_lower = l < lower->count ? lower->cells[l].column : UINT32_MAX;
        uint32_t column = next_upper < next_lower ? next_upper : next_lower;
        u += next_upper == column;
        l += next_lower == column;
        const xt_head_cell *low = text_in(lower, column), *up = text_in(upper, column);
        const xt_head_cell *above = text_above(upper, column);
        candidate *c = &all->items[all->count];
        *c = (candidate){.column = column};
        if (low)
            add_cell(c, lower->number, low);
        if (low && above)
            add_joined(all, c, above, low, lower->number);
        if (up)
            add_cell(c, upper->number, up);
        all->count += c->count > 0;
    }
}

/* Whether the label is the accepted text when line breaks are left out, or stand for a space. */
static bool same_but_breaks(xt_str label, xt_str accepted)
{
    size_t a = 0;
    for (size_t i = 0; i < label.size; i++) {
        char c = label.data[i];
        if (c == '\n' || c == '\r') {
            if (a < accepted.size && accepted.data[a] == ' ' && a > 0 && label.data[i - 1] != ' ')
                a++;
            continue;
        }
        if (c == ' ' && i > 0 && (label.data[i - 1] == '\n') && a > 0 && accepted.data[a - 1] == ' ')
            continue;
        if (a == accepted.size || accepted.data[a] != c)
            return false;
        a++;
    }
    return a == accepted.size;
}

static void take(xt_header *h, size_t field, candidate *c, size_t alternative, xt_label_match match,
                 xt_str nearest)
{
    h->columns[field] = (xt_column){.column = c->column,
                                    .row = c->alternative[alternative].row,
                                    .match = match,
                                    .text = c->alternative[alternative].label.text,
                                    .nearest = nearest};
    c->taken = true;
    h->matched++;
    h->content += !h->table->fields[field].identity;
}

/* Which fields each column could be by its folded text; false: not one is. Most rows of a sheet are no header
 * of any table, so this is what a look at them costs. */
static bool find_named(candidates *all, const xt_table *table)
{
    enum { MARKS = 256 };
    bool marks[MARKS] = {false}; /* which hashes there are, as far as that tells them apart */
    uint64_t found = 0;
    for (size_t i = 0; i < all->count; i++)
        for (size_t a = 0; a < all->items[i].count; a++)
            marks[all->items[i].alternative[a].label.hash % MARKS] = true;
    for (size_t f = 0; f < table->field_count; f++)
        for (size_t n = 0; n < table->fields[f].label_count; n++) {
            const xt_label *label = &table->fields[f].labels[n];
            if (!marks[label->hash % MARKS])
                continue;
            for (size_t i = 0; i < all->count; i++)
                for (size_t a = 0; a < all->items[i].count; a++) {
                    const xt_label *own = &all->items[i].alternative[a].label;
                    if (own->hash == label->hash && xt_str_equal(own->folded, label->folded))
                        found |= all->items[i].named |= UINT64_C(1) << f;
                }
        }
    return found != 0;
}

/* Takes the column for the field where one of its labels, letter by letter or but for blanks and punctuation,
 * is an accepted spelling. */
static void take_named(xt_header *h, const candidates *all, candidate *c, size_t field, xt_label_match wanted)
{
    const xt_field *of = &h->table->fields[field];
    for (size_t n = 0; n < of->label_count; n++)
        for (size_t a = 0; a < c->count && !c->taken; a++) {
            const xt_label *own = &c->alternative[a].label, *label = &of->labels[n];
            bool folded = xt_str_equal(label->folded, own->folded);
            bool exact = folded && (same_but_breaks(own->text, label->text) ||
                                    own->folded.data == all->joined[c - all->items]);
            if (wanted == XT_LABEL_EXACT ? exact : folded)
                take(h, field, c, a, wanted, label->text);
        }
}

static void take_equal(xt_header *h, candidates *all, xt_label_match wanted)
{
    for (size_t f = 0; f < h->table->field_count; f++)
        for (size_t i = 0; i < all->count && !h->columns[f].column; i++)
            if (all->items[i].named >> f & 1)
                take_named(h, all, &all->items[i], f, wanted);
}

/* A sixth of a label's characters may differ, at least one: ปีงบประมาณ is not งบประมาณ. */
static size_t distance_limit(xt_str folded)
{
    enum { THAI_BYTES = 3, SHARE = 6 };
    size_t limit = folded.size / (THAI_BYTES * SHARE);
    return limit ? limit : 1;
}

/* The nearest pair of a free field and a free column, again and again, until none is near enough. */
static void take_near(xt_header *h, candidates *all)
{
    enum { SHORTEST = 12 }; /* four Thai letters: below that everything is near to everything */
    for (;;) {
        size_t least = SIZE_MAX, field = 0, alternative = 0;
        candidate *best = NULL;
        xt_str nearest = {0};
        for (size_t i = 0; i < all->count; i++) {
            candidate *c = &all->items[i];
            for (size_t a = 0; a < c->count && !c->taken; a++)
                for (size_t f = 0; f < h->table->field_count; f++) {
                    const xt_field *wanted = &h->table->fields[f];
                    for (size_t n = 0; n < wanted->label_count && !h->columns[f].column; n++) {
                        const xt_label *own = &c->alternative[a].label, *label = &wanted->labels[n];
                        size_t limit = distance_limit(label->folded);
                        if (label->folded.size < SHORTEST ||
                            !xt_text_may_be_near(own->letters, label->letters, limit))
                            continue;
                        size_t distance = xt_text_distance(own->folded, label->folded, limit);
                        if (distance <= limit && distance < least) {
                            least = distance;
                            best = c;
                            field = f;
                            alternative = a;
                            nearest = wanted->labels[n].text;
                        }
                    }
                }
        }
        if (!best)
            return;
        take(h, field, best, alternative, XT_LABEL_NEAR, nearest);
    }
}

/* Which field, the first of them, a label that was left over names as well, or XT_NO_FIELD. */
static int named_twice(const candidate *c)
{
    int field = 0;
    if (!c->named)
        return XT_NO_FIELD;
    while (!(c->named >> field & 1))
        field++;
    return field;
}

static void collect_strays(xt_header *h, const candidates *all)
{
    for (size_t i = 0; i < all->count && h->stray_count < XT_MAX_STRAY; i++) {
        const candidate *c = &all->items[i];
        if (!c->taken)
            h->strays[h->stray_count++] = (xt_stray){.column = c->column,
                                                     .row = c->alternative[0].row,
                                                     .field = named_twice(c),
                                                     .text = c->alternative[0].label.text};
    }
}

static void match(xt_header *h, candidates *all, const xt_table *table)
{
    *h = (xt_header){.table = table};
    if (find_named(all, table)) {
        take_equal(h, all, XT_LABEL_EXACT);
        take_equal(h, all, XT_LABEL_SPACED);
    }
    if (h->matched >= 2)
        take_near(h, all);
    collect_strays(h, all);
    size_t missing = 0, unknown = 0;
    for (size_t f = 0; f < table->field_count; f++)
        missing += !xt_field_may_be_absent(&table->fields[f]) && !h->columns[f].column;
    for (size_t i = 0; i < h->stray_count; i++)
        unknown += h->strays[i].field == XT_NO_FIELD;
    double covered = (double)h->matched;
    h->score = h->matched ? covered / (covered + (double)missing + (double)unknown / 2) : 0;
}

size_t xt_header_least(const xt_table *table)
{
    enum { LEAST = 3 };
    size_t content = 0;
    for (size_t f = 0; f < table->field_count; f++)
        content += !xt_field_may_be_absent(&table->fields[f]);
    size_t half = (content + 1) / 2;
    return half > LEAST ? half : content < LEAST ? content : LEAST;
}

/* The last row that really holds a label: a second row that gave none is data. */
static void settle_rows(xt_header *h, uint32_t first, uint32_t last)
{
    h->first_row = first;
    h->last_row = first;
    for (size_t f = 0; f < h->table->field_count; f++)
        if (h->columns[f].column && h->columns[f].row == last)
            h->last_row = last;
}

bool xt_header_match(xt_header *out, const xt_head *head, size_t index, const xt_table *table, size_t least)
{
    const xt_head_row *row = xt_head_at(head, index);
    candidates all;
    collect_one(&all, row);
    match(out, &all, table);
    settle_rows(out, row->number, row->number);
    bool has_next = index + 1 < xt_head_count(head) && xt_head_at(head, index + 1)->number == row->number + 1;
    if (has_next && out->matched > 0 && out->matched < table->field_count) {
        const xt_head_row *next = xt_head_at(head, index + 1);
        xt_header two;
        collect_two(&all, row, next);
        match(&two, &all, table);
        if (two.matched > out->matched) {
            *out = two;
            settle_rows(out, row->number, next->number);
        }
    }
    return out->content >= least;
}
