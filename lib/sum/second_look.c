/* SPDX-License-Identifier: MIT */
#include "sum/second_look.h"

#include "base/error.h"
#include "base/hashset.h"
#include "check/split.h"
#include "thai/text.h"

static const xt_contract *at(const xt_summary *s, uint32_t place)
{
    return xt_ledger_at(&s->ledger, xt_summary_contracts(s)[place]);
}

static const xt_rule_use *rule_of(const xt_summary *s, xt_rule_id id)
{
    return &s->ledger.table->rules[id];
}

static bool has_method(const xt_contract *c, const xt_rule_use *rule)
{
    return c->method != XT_NO_TERM && rule->values >> c->method & 1;
}

static xt_status add(xt_bytes *out, xt_second_look look)
{
    return xt_bytes_append(out, &look, sizeof look);
}

/* ---------------------------------------------------------------- split purchases */

static bool is_alike(const void *context, uint32_t row, uint32_t other)
{
    const xt_summary *s = context;
    return xt_text_similarity(xt_str_of(at(s, row)->text[XT_CONTRACT_ITEM]),
                              xt_str_of(at(s, other)->text[XT_CONTRACT_ITEM])) >=
           rule_of(s, XT_RULE_SPLIT_PURCHASE)->similarity;
}

static xt_status list_purchases(const xt_summary *s, const xt_rule_use *rule, xt_bytes *out)
{
    xt_status status = XT_OK;
    for (uint32_t i = 0; !status && i < xt_summary_count(s); i++) {
        const xt_contract *c = at(s, i);
        xt_satang price = c->amount[XT_CONTRACT_PRICE];
        if (!has_method(c, rule) || c->date_state != XT_KNOWN || !c->vendor || price <= 0 ||
            price > rule->limit)
            continue;
        const uint64_t party[] = {c->agency, c->vendor};
        const xt_purchase purchase = xt_purchase_make(
            xt_str_hash((xt_str){(const char *)party, sizeof party}, 1), c->date, (uint32_t)price, i);
        status = xt_bytes_append(out, &purchase, sizeof purchase);
    }
    return status;
}

static xt_status find_split(const xt_summary *s, xt_bytes *out)
{
    const xt_rule_use *rule = rule_of(s, XT_RULE_SPLIT_PURCHASE);
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    if (!rule->on || rule->limit > UINT32_MAX)
        return XT_OK;
    xt_status status = list_purchases(s, rule, &list);
    xt_purchase *all = (xt_purchase *)(void *)list.data;
    size_t count = list.size / sizeof *all;
    uint32_t rows[XT_SPLIT_WINDOW], group = 0;
    xt_split_sort(all, count);
    for (size_t i = 0; !status && i < count; i++) {
        size_t end = i, parts = 0;
        xt_satang total = 0;
        if (all[i].satang && xt_split_window(all, count, i, rule, &end))
            parts = xt_split_group(all, i, end, rule, is_alike, s, rows, &total);
        group += parts > 0;
        for (size_t n = 0; !status && n < parts; n++)
            status = add(out, (xt_second_look){XT_AGAIN_SPLIT, rows[n], 0, total, group});
    }
    xt_bytes_free(&list);
    return status;
}

/* ---------------------------------------------------------------- single contracts, and twins */

static xt_status find_threshold(const xt_summary *s, xt_bytes *out)
{
    const xt_rule_use *rule = rule_of(s, XT_RULE_METHOD_THRESHOLD);
    xt_status status = XT_OK;
    for (uint32_t i = 0; !status && rule->on && i < xt_summary_count(s); i++)
        if (has_method(at(s, i), rule) && at(s, i)->amount[XT_CONTRACT_PRICE] > rule->limit)
            status = add(out, (xt_second_look){.kind = XT_AGAIN_THRESHOLD, .place = i});
    return status;
}

static xt_status find_reference(const xt_summary *s, xt_bytes *out)
{
    xt_status status = XT_OK;
    for (uint32_t i = 0; !status && i < xt_summary_count(s); i++) {
        const xt_contract *c = at(s, i);
        xt_satang reference = c->amount[XT_CONTRACT_REFERENCE];
        if (c->amount_state[XT_CONTRACT_REFERENCE] == XT_KNOWN && reference > 0 &&
            c->amount[XT_CONTRACT_PRICE] > reference)
            status = add(out, (xt_second_look){.kind = XT_AGAIN_REFERENCE, .place = i});
    }
    return status;
}

static bool is_twin(const xt_contract *a, const xt_contract *b)
{
    return a->date_state == b->date_state && a->date == b->date && a->vendor == b->vendor &&
           a->agency == b->agency && a->project_no == b->project_no &&
           a->amount[XT_CONTRACT_PRICE] == b->amount[XT_CONTRACT_PRICE] &&
           strcmp(a->text[XT_CONTRACT_ITEM], b->text[XT_CONTRACT_ITEM]) == 0 &&
           strcmp(a->text[XT_CONTRACT_NO], b->text[XT_CONTRACT_NO]) == 0;
}

static xt_status find_twins(const xt_summary *s, xt_bytes *out)
{
    xt_hashset seen = {0};
    xt_status status = XT_OK;
    for (uint32_t i = 0; !status && i < xt_summary_count(s); i++) {
        const xt_contract *c = at(s, i);
        const uint64_t parts[] = {c->vendor, (uint64_t)c->amount[XT_CONTRACT_PRICE], (uint64_t)c->date};
        uint64_t key = xt_str_hash(xt_str_of(c->text[XT_CONTRACT_ITEM]),
                                   xt_str_hash((xt_str){(const char *)parts, sizeof parts}, 9));
        uint32_t first = 0;
        bool added = false;
        status = xt_hashset_add(&seen, key, i, &first, &added);
        if (!status && !added && is_twin(at(s, first), c))
            status = add(out, (xt_second_look){.kind = XT_AGAIN_TWICE, .place = i, .other = first});
    }
    xt_hashset_free(&seen);
    return status;
}

xt_status xt_second_look_find(const xt_summary *s, xt_bytes *out, xt_error *error)
{
    static xt_status (*const FIND[])(const xt_summary *, xt_bytes *) = {find_split, find_threshold,
                                                                        find_reference, find_twins};
    for (size_t i = 0; i < sizeof FIND / sizeof *FIND; i++)
        if (FIND[i](s, out))
            return xt_fail_memory(error);
    return XT_OK;
}
