/* SPDX-License-Identifier: MIT */
#include "sum/figures.h"

#include "base/error.h"
#include "base/hashset.h"
#include "sum/span.h"
#include "thai/text.h"

#include <stdlib.h>

bool xt_figures_add(xt_figures *f, const xt_contract *c)
{
    bool fits = true;
    f->count++;
    for (int i = 0; i < XT_CONTRACT_AMOUNTS; i++) {
        bool known = c->amount_state[i] == XT_KNOWN;
        f->lacking[i] += !known;
        fits = fits && (!known || xt_satang_add(&f->sum[i], c->amount[i]));
    }
    if (c->amount_state[XT_CONTRACT_REFERENCE] == XT_KNOWN && c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN)
        fits = fits && xt_satang_add(&f->compared_reference, c->amount[XT_CONTRACT_REFERENCE]) &&
               xt_satang_add(&f->compared_price, c->amount[XT_CONTRACT_PRICE]);
    return fits;
}

/* a * 10000 / b without leaving 64 bits, rounded half away from zero. */
int64_t xt_figures_saved_share(const xt_figures *f)
{
    const int64_t whole = 10000;
    xt_satang saved = xt_figures_saved(f), of = f->compared_reference;
    if (of <= 0)
        return 0;
    xt_satang size = saved < 0 ? -saved : saved;
    if (size / of >= INT64_MAX / whole - whole)
        return saved < 0 ? -INT64_MAX : INT64_MAX;
    int64_t share = size / of * whole;
    size %= of;
    while (of >
           INT64_MAX / whole) { /* more than nine million million baht: the last digits make no difference */
        of /= 2;
        size /= 2;
    }
    share += (size * whole + of / 2) / of;
    return saved < 0 ? -share : share;
}

/* ---------------------------------------------------------------- groups */

const char *xt_group_by_name(xt_group_by by)
{
    static const char *const NAMES[XT_GROUP_BY_COUNT] = {
        [XT_GROUP_MONTH] = "month",   [XT_GROUP_METHOD] = "method", [XT_GROUP_SOURCE] = "source",
        [XT_GROUP_VENDOR] = "vendor", [XT_GROUP_AGENCY] = "agency",
    };
    return NAMES[by];
}

typedef struct grouper {
    xt_groups *groups;
    const xt_ledger *ledger;
    xt_hashset seen;
    xt_bytes folded;
    xt_error *error;
} grouper;

static const xt_str *term_of(const xt_vocabulary *v, int term)
{
    return term == XT_NO_TERM ? NULL : &v->values[term];
}

/* What tells the groups of one key apart: the same number for the same group. */
static xt_status number_of(grouper *g, const xt_contract *c, xt_group_by by, uint64_t *number)
{
    xt_civil civil;
    const char *text = by == XT_GROUP_METHOD ? c->text[XT_CONTRACT_METHOD] : c->text[XT_CONTRACT_SOURCE];
    *number = 0;
    switch (by) {
    case XT_GROUP_MONTH:
        civil = c->date_state == XT_KNOWN ? xt_civil_of(c->date) : (xt_civil){0};
        *number = (uint64_t)(civil.year * 12 + civil.month);
        return XT_OK;
    case XT_GROUP_VENDOR: *number = c->vendor; return XT_OK;
    case XT_GROUP_AGENCY: *number = c->agency + 1u; return XT_OK;
    case XT_GROUP_METHOD:
        if (c->method != XT_NO_TERM) {
            *number = (uint64_t)c->method + 1;
            return XT_OK;
        }
        break;
    case XT_GROUP_SOURCE:
    case XT_GROUP_BY_COUNT: break;
    }
    xt_bytes_clear(&g->folded);
    if (xt_text_fold(xt_str_of(text), &g->folded))
        return xt_fail_memory(g->error);
    if (g->folded.size)
        *number = xt_str_hash(xt_bytes_str(&g->folded), 5) | UINT64_C(1) << 63;
    return XT_OK;
}

/* What the group is called; NULL: memory is out. */
static const char *label_of(grouper *g, const xt_contract *c, xt_group_by by)
{
    const xt_str *term = NULL;
    switch (by) {
    case XT_GROUP_MONTH:
        xt_bytes_clear(&g->folded);
        if (c->date_state == XT_KNOWN && xt_span_add_month(&g->folded, c->date))
            return NULL;
        return xt_arena_copy(&g->groups->arena, xt_bytes_str(&g->folded));
    case XT_GROUP_METHOD:
        term = term_of(xt_ledger_methods(g->ledger), c->method);
        return term ? term->data : c->text[XT_CONTRACT_METHOD];
    case XT_GROUP_SOURCE: return c->text[XT_CONTRACT_SOURCE];
    case XT_GROUP_VENDOR: return c->text[XT_CONTRACT_VENDOR];
    case XT_GROUP_AGENCY: return xt_ledger_agency(g->ledger, c->agency)->name;
    case XT_GROUP_BY_COUNT: break;
    }
    return "";
}

/* Where the group stands among those of its key, unless that is by its price. */
static int64_t order_of(const xt_contract *c, xt_group_by by)
{
    xt_civil civil = c->date_state == XT_KNOWN ? xt_civil_of(c->date) : (xt_civil){.year = 9999};
    if (by == XT_GROUP_MONTH)
        return civil.year * 12 + civil.month;
    if (by == XT_GROUP_METHOD)
        return c->method == XT_NO_TERM ? INT64_MAX : c->method;
    return by == XT_GROUP_AGENCY ? (int64_t)c->agency : 0;
}

static xt_status add(grouper *g, uint32_t index, const xt_group_by *keys)
{
    const xt_contract *c = xt_ledger_at(g->ledger, index);
    uint64_t numbers[XT_GROUP_BY_COUNT] = {0};
    uint32_t found = 0;
    bool added = false;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < g->groups->depth; i++)
        status = number_of(g, c, keys[i], &numbers[i]);
    uint64_t key = xt_str_hash((xt_str){(const char *)numbers, sizeof numbers}, 7);
    if (!status && xt_hashset_add(&g->seen, key, (uint32_t)xt_groups_count(g->groups), &found, &added))
        status = xt_fail_memory(g->error);
    if (status)
        return status;
    if (added) {
        xt_group group = {.first = index};
        memcpy(group.number, numbers, sizeof numbers);
        for (size_t i = 0; i < g->groups->depth; i++) {
            group.order[i] = order_of(c, keys[i]);
            if (!(group.label[i] = label_of(g, c, keys[i])))
                return xt_fail_memory(g->error);
        }
        if (xt_bytes_append(&g->groups->list, &group, sizeof group))
            return xt_fail_memory(g->error);
    }
    xt_group *group = (xt_group *)(void *)g->groups->list.data + found;
    return xt_figures_add(&group->figures, c) ? XT_OK : xt_fail(g->error, XT_SAY_SUM_TOO_LARGE);
}

static bool is_by_price(xt_group_by by)
{
    return by == XT_GROUP_SOURCE || by == XT_GROUP_VENDOR;
}

/* Orders the groups of a key by what they come to together, the highest first. */
static xt_status order_by_price(xt_groups *groups, size_t key, xt_error *error)
{
    xt_group *all = (xt_group *)(void *)groups->list.data;
    xt_hashset seen = {0};
    xt_status status = XT_OK;
    uint32_t first = 0;
    bool added = false;
    for (size_t i = 0; !status && i < xt_groups_count(groups); i++) {
        if (xt_hashset_add(&seen, all[i].number[key], (uint32_t)i, &first, &added))
            status = xt_fail_memory(error);
        else if (!xt_satang_add(&all[first].order[key], -all[i].figures.sum[XT_CONTRACT_PRICE]))
            status = xt_fail(error, XT_SAY_SUM_TOO_LARGE);
    }
    for (size_t i = 0; !status && i < xt_groups_count(groups); i++) {
        xt_hashset_get(&seen, all[i].number[key], &first);
        all[i].order[key] = all[first].order[key];
        all[i].label[key] = all[first].label[key];
        all[i].number[key] = first; /* of two that are equal, the one that was met first */
    }
    xt_hashset_free(&seen);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const xt_group *left = a, *right = b;
    for (size_t i = 0; i < XT_GROUP_BY_COUNT; i++) {
        if (left->order[i] != right->order[i])
            return left->order[i] < right->order[i] ? -1 : 1;
        if (left->number[i] != right->number[i])
            return left->number[i] < right->number[i] ? -1 : 1;
    }
    return 0;
}

xt_status xt_groups_make(xt_groups *groups, const xt_ledger *ledger, const uint32_t *contracts, size_t count,
                         const xt_group_by *keys, size_t depth, xt_error *error)
{
    *groups = (xt_groups){.list = xt_bytes_make(SIZE_MAX / 2), .depth = depth};
    grouper g = {.groups = groups, .ledger = ledger, .folded = xt_bytes_make(SIZE_MAX / 2), .error = error};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = add(&g, contracts[i], keys);
    for (size_t i = 0; !status && i < depth; i++)
        if (is_by_price(keys[i]))
            status = order_by_price(groups, i, error);
    if (xt_groups_count(groups))
        qsort(groups->list.data, xt_groups_count(groups), sizeof(xt_group), by_place);
    xt_hashset_free(&g.seen);
    xt_bytes_free(&g.folded);
    return status;
}

void xt_groups_free(xt_groups *groups)
{
    xt_bytes_free(&groups->list);
    xt_arena_free(&groups->arena);
}
