/* SPDX-License-Identifier: MIT */
#include "write/report_listing.h"

#include "base/error.h"
#include "write/report_words.h"

#include <inttypes.h>
#include <stdlib.h>

xt_status xt_listing_make(xt_listing *l, const xt_result *result, xt_error *error)
{
    size_t count = xt_result_count(result), rules = xt_rule_count();
    *l = (xt_listing){.result = result};
    l->starts = calloc(rules + 2, sizeof *l->starts);
    l->items = malloc((count + 1) * sizeof *l->items);
    if (!l->starts || !l->items)
        return xt_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        l->starts[xt_result_finding(result, i).rule + 2]++;
    for (size_t i = 0; i < rules; i++)
        l->starts[i + 2] += l->starts[i + 1];
    for (size_t i = 0; i < count; i++) {
        xt_finding f = xt_result_finding(result, i);
        l->items[l->starts[f.rule + 1]++] = (xt_picked){i, f.column, f.row, f.sheet};
    }
    return XT_OK;
}

void xt_listing_free(xt_listing *l)
{
    free(l->starts);
    free(l->items);
}

static int by_column(const void *a, const void *b)
{
    const xt_picked *left = a, *right = b;
    if (left->sheet != right->sheet)
        return left->index < right->index ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

size_t xt_listing_of(xt_listing *l, size_t rule, const xt_picked **items)
{
    size_t count = l->starts[rule + 1] - l->starts[rule];
    *items = l->items + l->starts[rule];
    if (count > 1)
        qsort(l->items + l->starts[rule], count, sizeof *l->items, by_column);
    return count;
}

static bool same_text(xt_str a, xt_str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Whether b says the same as a. */
static bool same_sentence(const xt_finding *a, const xt_finding *b)
{
    return a->rule == b->rule && a->column == b->column && same_text(a->value, b->value) &&
           same_text(a->expected, b->expected) && same_text(a->other, b->other) &&
           same_text(a->limit, b->limit) && a->sheet == b->sheet;
}

xt_run xt_listing_run(const xt_listing *l, const xt_picked *items, size_t count, size_t *at)
{
    xt_run run = {xt_result_finding(l->result, items[*at].index), items[*at].row, 1};
    while (++*at < count && items[*at].row == run.last_row + 1) {
        xt_finding next = xt_result_finding(l->result, items[*at].index);
        if (!same_sentence(&run.first, &next))
            break;
        run.last_row = items[*at].row;
        run.count++;
    }
    return run;
}

void xt_run_place(const xt_run *run, xt_lang lang, xt_bytes *out)
{
    char last[XT_REF_SIZE];
    const xt_finding *f = &run->first;
    if (f->cell[0]) {
        xt_bytes_puts(out, f->cell);
        if (run->count > 1)
            xt_bytes_printf(out, ":%s", xt_cell_ref(run->last_row, f->column, last));
    } else if (f->row) {
        xt_bytes_printf(out, run->count > 1 ? "%s %" PRIu32 "-%" PRIu32 : "%s %" PRIu32,
                        xt_report_say(XT_W_ROW, lang), f->row, run->last_row);
    }
}
