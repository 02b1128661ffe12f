/* SPDX-License-Identifier: MIT */
#include "sum/same.h"

#include "base/error.h"
#include "sum/identity.h"
#include "thai/date.h"
#include "thai/text.h"

#include <stdlib.h>

/* A row under the number by which it is looked for. */
typedef struct key {
    uint64_t number;
    uint32_t index, rank; /* rank: 0 of rows that may stand for others first */
    uint32_t twin;        /* how many rows of its source are before it under that number */
    xt_contract_no no;
    uint64_t vendor; /* xt_vendor_core */
} key;

enum { MOST = 1000 }; /* rows compared with one: bounds the work where a number stands for many contracts */

static int by_number(const void *a, const void *b)
{
    const key *left = a, *right = b;
    if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static bool is_whole(const xt_contract *c)
{
    bool whole = c->date_state == XT_KNOWN && c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN;
    for (int i = 0; i < XT_CONTRACT_AMOUNTS; i++)
        whole = whole && c->amount_state[i] != XT_UNREADABLE;
    return whole;
}

static bool has_agency(const xt_ledger *l, const xt_contract *c)
{
    return *xt_ledger_agency(l, c->agency)->name != '\0';
}

/* A date of signing, and none that stands in for it. */
static bool is_signed(const xt_ledger *l, const xt_contract *c)
{
    return c->date_state == XT_KNOWN && !xt_ledger_source(l, c->source)->stand_in;
}

/* ---------------------------------------------------------------- comparing */

typedef enum likeness { DIFFERENT, SAME, CONTRADICTING } likeness;

/* Two rows under one number. */
typedef struct pair {
    const xt_ledger *ledger;
    const xt_contract *a, *b;
    const key *first, *second;
} pair;

static bool differ(uint64_t a, uint64_t b)
{
    return a && b && a != b;
}

static bool other_agency(const pair *p)
{
    return p->a->agency != p->b->agency && has_agency(p->ledger, p->a) && has_agency(p->ledger, p->b);
}

static bool other_price(const pair *p)
{
    const int price = XT_CONTRACT_PRICE;
    return p->a->amount_state[price] == XT_KNOWN && p->b->amount_state[price] == XT_KNOWN &&
           p->a->amount[price] != p->b->amount[price];
}

static bool both_signed(const pair *p)
{
    return is_signed(p->ledger, p->a) && is_signed(p->ledger, p->b);
}

static bool other_date(const pair *p)
{
    return both_signed(p) && p->a->date != p->b->date;
}

/* By their IDs for certain, else by their names, whatever company form stands before them. */
static bool other_vendor(const pair *p)
{
    if (p->a->tax_id && p->b->tax_id)
        return p->a->tax_id != p->b->tax_id;
    return p->a->vendor != p->b->vendor && differ(p->first->vendor, p->second->vendor);
}

/* Names that no misspelling makes of each other. */
static bool unlike_vendor(const pair *p)
{
    const double unlike = 0.5;
    return other_vendor(p) && xt_text_similarity(xt_str_of(p->a->text[XT_CONTRACT_VENDOR]),
                                                 xt_str_of(p->b->text[XT_CONTRACT_VENDOR])) < unlike;
}

/* In rows of one source: another form may describe the item otherwise. */
static bool other_item(const pair *p)
{
    return p->a->source == p->b->source &&
           xt_item_differs(xt_str_of(p->a->text[XT_CONTRACT_ITEM]), xt_str_of(p->b->text[XT_CONTRACT_ITEM]));
}

/* What both rows cannot be right about. */
static xt_clash clash_of(const pair *p)
{
    return other_price(p)    ? XT_CLASH_PRICE
           : other_vendor(p) ? XT_CLASH_VENDOR
           : other_date(p)   ? XT_CLASH_DATE
           : other_item(p)   ? XT_CLASH_ITEM
                             : XT_CLASH_NONE;
}

static likeness settle(const pair *p, xt_clash *clash)
{
    *clash = clash_of(p);
    return *clash == XT_CLASH_NONE ? SAME : CONTRADICTING;
}

/* Rows of one project, which may have several winners and several contracts. */
static likeness compare_project(const pair *p, xt_clash *clash)
{
    bool winners = differ(p->a->tax_id, p->b->tax_id) || (unlike_vendor(p) && other_price(p));
    if (winners || other_agency(p) || xt_contract_no_differs(p->first->no, p->second->no))
        return DIFFERENT;
    return settle(p, clash);
}

/* Rows of one contract number and amount. The numbers begin anew in each fiscal year. */
static likeness compare_contract(const pair *p, xt_clash *clash)
{
    bool years = both_signed(p) && xt_fiscal_year(p->a->date) != xt_fiscal_year(p->b->date);
    if (years || other_agency(p) || other_vendor(p) || differ(p->a->project_no, p->b->project_no) ||
        xt_contract_no_differs(p->first->no, p->second->no))
        return DIFFERENT;
    return settle(p, clash);
}

/* Rows of the same item, vendor, amount and date: of two sources, one of which gives no number. What a source
 * lists twice is two purchases, and each has its own row in the other. */
static likeness compare_purchase(const pair *p, xt_clash *clash)
{
    bool numbered = (p->a->project_no || p->first->no.digits) && (p->b->project_no || p->second->no.digits);
    *clash = XT_CLASH_NONE;
    return numbered || p->a->source == p->b->source || p->first->twin != p->second->twin || other_agency(p) ||
                   other_vendor(p)
               ? DIFFERENT
               : SAME;
}

/* ---------------------------------------------------------------- the numbers */

static xt_status project_key(xt_ledger *l, const xt_contract *c, key *k)
{
    (void)l;
    k->number = c->project_no;
    return XT_OK;
}

static xt_status contract_key(xt_ledger *l, const xt_contract *c, key *k)
{
    (void)l;
    const uint64_t parts[] = {k->no.digits, (uint64_t)c->amount[XT_CONTRACT_PRICE]};
    bool known = k->no.digits && c->vendor && c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN;
    k->number = known ? xt_str_hash((xt_str){(const char *)parts, sizeof parts}, 3) | 1 : 0;
    return XT_OK;
}

static xt_status purchase_key(xt_ledger *l, const xt_contract *c, key *k)
{
    k->number = 0;
    if (!c->vendor || !*c->text[XT_CONTRACT_ITEM] || !is_signed(l, c) || !is_whole(c))
        return XT_OK;
    xt_bytes_clear(&l->scratch);
    if (xt_text_fold(xt_str_of(c->text[XT_CONTRACT_ITEM]), &l->scratch))
        return XT_OUT_OF_MEMORY;
    const uint64_t parts[] = {xt_str_hash(xt_bytes_str(&l->scratch), 5), c->vendor,
                              (uint64_t)c->amount[XT_CONTRACT_PRICE], (uint64_t)c->date};
    k->number = xt_str_hash((xt_str){(const char *)parts, sizeof parts}, 6) | 1;
    return XT_OK;
}

/* ---------------------------------------------------------------- finding */

/* A way to find rows of one contract. */
typedef struct way {
    xt_status (*key_of)(xt_ledger *l, const xt_contract *c, key *k);
    likeness (*compare)(const pair *p, xt_clash *clash);
} way;

static void count_twins(const xt_ledger *l, key *keys, size_t count)
{
    for (size_t i = 1; i < count && i < MOST; i++)
        for (size_t n = 0; n < i; n++)
            keys[i].twin += xt_ledger_at(l, keys[n].index)->source == xt_ledger_at(l, keys[i].index)->source;
}

/* Settles the rows of one number: each is the same as one of those before it that stand for themselves, or
 * stands for itself. Where there are too many to compare, the last of them wait for a person. */
static void settle_group(xt_ledger *l, key *keys, size_t count, const way *by)
{
    count_twins(l, keys, count);
    for (size_t i = 1; i < count; i++) {
        xt_contract *c = xt_ledger_at(l, keys[i].index);
        for (size_t n = 0; n < i && n < MOST && c->same == XT_NO_CONTRACT; n++) {
            const pair p = {l, xt_ledger_at(l, keys[n].index), c, &keys[n], &keys[i]};
            xt_clash clash = XT_CLASH_NONE;
            likeness like = p.a->same == XT_NO_CONTRACT ? by->compare(&p, &clash) : DIFFERENT;
            if (like == DIFFERENT)
                continue;
            c->same = keys[n].index;
            c->clash = (uint8_t)clash;
            c->fate = like == SAME ? XT_FATE_SAME : XT_FATE_CONFLICT;
        }
        if (i >= MOST && c->same == XT_NO_CONTRACT) {
            c->same = keys[0].index;
            c->clash = XT_CLASH_MANY;
            c->fate = XT_FATE_CONFLICT;
        }
    }
}

static xt_status make_key(xt_ledger *l, uint32_t index, const way *by, key *k)
{
    const xt_contract *c = xt_ledger_at(l, index);
    *k = (key){.index = index, .rank = is_whole(c) ? 0 : 2};
    if (c->same != XT_NO_CONTRACT || xt_ledger_is_no_contract(l, c->status))
        return XT_OK;
    k->rank += !has_agency(l, c);
    k->no = xt_contract_no_of(xt_str_of(c->text[XT_CONTRACT_NO]));
    xt_status status = by->key_of(l, c, k);
    return status || !k->number
               ? status
               : xt_vendor_core(xt_str_of(c->text[XT_CONTRACT_VENDOR]), &l->scratch, &k->vendor);
}

static xt_status find_by(xt_ledger *l, const way *by)
{
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        key k;
        status = make_key(l, (uint32_t)i, by, &k);
        if (!status && k.number)
            status = xt_bytes_append(&list, &k, sizeof k);
    }
    key *keys = (key *)(void *)list.data;
    size_t count = list.size / sizeof *keys;
    if (count)
        qsort(keys, count, sizeof *keys, by_number);
    for (size_t i = 0, end = 0; !status && i < count; i = end) {
        for (end = i + 1; end < count && keys[end].number == keys[i].number; end++)
            continue;
        settle_group(l, keys + i, end - i, by);
    }
    xt_bytes_free(&list);
    return status;
}

/* A row that stood for another may have been found to be the same as a third: that one stands for all. */
static void find_roots(xt_ledger *l)
{
    for (size_t i = 0; i < xt_ledger_count(l); i++) {
        xt_contract *c = xt_ledger_at(l, i);
        while (c->same != XT_NO_CONTRACT && xt_ledger_at(l, c->same)->same != XT_NO_CONTRACT) {
            const xt_contract *next = xt_ledger_at(l, c->same);
            if (next->fate == XT_FATE_CONFLICT && c->fate == XT_FATE_SAME) {
                c->fate = next->fate;
                c->clash = next->clash;
            }
            c->same = next->same;
        }
    }
}

xt_status xt_same_find(xt_ledger *l, xt_error *error)
{
    static const way WAYS[] = {
        {project_key, compare_project}, {contract_key, compare_contract}, {purchase_key, compare_purchase}};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof WAYS / sizeof *WAYS; i++)
        status = find_by(l, &WAYS[i]);
    find_roots(l);
    return status ? xt_fail_memory(error) : XT_OK;
}
