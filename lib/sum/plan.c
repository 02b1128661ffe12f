/* SPDX-License-Identifier: MIT */
#include "sum/plan.h"

#include "base/error.h"
#include "base/hashset.h"
#include "thai/date.h"
#include "thai/text.h"

#include <stdlib.h>

/* The keys under which a row may be found, the surest first; 0: it has none of that kind. */
enum { BY_PLAN_NO, BY_PROJECT, BY_ITEM, KEYS };

static xt_status keys_of(const xt_contract *c, xt_bytes *scratch, uint64_t keys[KEYS])
{
    const char *texts[KEYS] = {
        [BY_PLAN_NO] = c->text[XT_CONTRACT_PLAN_NO], [BY_ITEM] = c->text[XT_CONTRACT_ITEM]};
    for (int i = 0; i < KEYS; i++) {
        keys[i] = 0;
        if (i == BY_PROJECT && c->project_no)
            keys[i] =
                xt_str_hash((xt_str){(const char *)&c->project_no, sizeof c->project_no}, BY_PROJECT) | 1;
        if (!texts[i] || !*texts[i])
            continue;
        xt_bytes_clear(scratch);
        if (xt_text_fold(xt_str_of(texts[i]), scratch))
            return XT_OUT_OF_MEMORY;
        keys[i] = xt_str_hash(xt_bytes_str(scratch), (uint64_t)i) | 1;
    }
    return XT_OK;
}

typedef struct comparer {
    const xt_summary *summary;
    xt_hashset items; /* of the plan, under each of their keys */
    bool *bought;
    xt_bytes scratch;
    xt_plan *out;
} comparer;

static xt_status list_plan(comparer *k)
{
    const xt_ledger *l = &k->summary->ledger;
    uint64_t keys[KEYS];
    uint32_t found = 0;
    bool added = false;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_plan_count(l); i++) {
        status = keys_of(xt_ledger_plan(l, i), &k->scratch, keys);
        for (int n = 0; !status && n < KEYS; n++)
            if (keys[n])
                status = xt_hashset_add(&k->items, keys[n], (uint32_t)i, &found, &added);
    }
    return status;
}

/* Whether the contract is of the plan's year and was signed before the summary's period: its item is bought.
 */
static bool is_earlier(const xt_summary *s, const xt_contract *c)
{
    xt_day first = s->choice.span.first;
    return s->choice.has_span && c->fate == XT_FATE_OTHER_PERIOD && c->same == XT_NO_CONTRACT &&
           c->date_state == XT_KNOWN && c->date < first && xt_fiscal_year(c->date) == xt_fiscal_year(first) &&
           c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN;
}

static xt_status match(comparer *k, bool *fits)
{
    const xt_summary *s = k->summary;
    uint64_t keys[KEYS];
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(&s->ledger); i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, i);
        bool earlier = is_earlier(s, c);
        bool counted = c->fate == XT_FATE_COUNTED && !xt_ledger_is_no_contract(&s->ledger, c->status);
        uint32_t item = 0;
        if (!earlier && !counted)
            continue;
        bool planned = false;
        status = keys_of(c, &k->scratch, keys);
        for (int n = 0; !status && n < KEYS && !planned; n++)
            planned = keys[n] && xt_hashset_get(&k->items, keys[n], &item);
        xt_plan_line *line = planned ? &k->out->bought : &k->out->unplanned;
        if (earlier && !planned)
            continue;
        line->count += !planned;
        *fits = *fits && xt_satang_add(&line->agreed, c->amount[XT_CONTRACT_PRICE]);
        if (planned)
            k->bought[item] = true;
    }
    return status;
}

xt_status xt_plan_compare(const xt_summary *s, xt_plan *out, xt_error *error)
{
    const xt_ledger *l = &s->ledger;
    *out = (xt_plan){0};
    comparer k = {.summary = s,
                  .bought = calloc(xt_ledger_plan_count(l) + 1, sizeof(bool)),
                  .scratch = xt_bytes_make(SIZE_MAX / 2),
                  .out = out};
    xt_status status = k.bought ? list_plan(&k) : XT_OUT_OF_MEMORY;
    bool fits = true;
    if (!status)
        status = match(&k, &fits);
    for (size_t i = 0; !status && i < xt_ledger_plan_count(l); i++) {
        const xt_contract *item = xt_ledger_plan(l, i);
        xt_plan_line *line = k.bought[i] ? &out->bought : &out->waiting;
        bool known = item->amount_state[XT_CONTRACT_BUDGET] == XT_KNOWN;
        line->count++;
        out->unread += !known;
        fits = fits && xt_satang_add(&line->planned, known ? item->amount[XT_CONTRACT_BUDGET] : 0);
    }
    xt_hashset_free(&k.items);
    xt_bytes_free(&k.scratch);
    free(k.bought);
    if (status)
        return xt_fail_memory(error);
    return fits ? XT_OK : xt_fail(error, XT_SAY_SUM_TOO_LARGE);
}
