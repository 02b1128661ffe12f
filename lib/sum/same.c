/* SPDX-License-Identifier: MIT */
#include "sum/same.h"

#include "base/error.h"
#include "thai/digits.h"
#include "thai/text.h"

#include <stdlib.h>

/* A row under the number that it has. */
typedef struct key {
    uint64_t number;
    uint32_t index;
    bool is_whole; /* it has a date and a price */
} key;

typedef enum likeness { DIFFERENT, SAME, CONTRADICTING } likeness;

/* Rows that can be counted come first, then those that were met first. */
static int by_number(const void *a, const void *b)
{
    const key *left = a, *right = b;
    if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
    if (left->is_whole != right->is_whole)
        return left->is_whole ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static bool is_whole(const xt_contract *c)
{
    return c->date_state == XT_KNOWN && c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN;
}

/* ---------------------------------------------------------------- comparing */

static bool both(xt_knowing a, xt_knowing b)
{
    return a == XT_KNOWN && b == XT_KNOWN;
}

/* The digits of a contract's number, one group behind the other: "สัญญาเลขที่ ๑/๒๕๖๗" and "1/2567" have the
 * same. */
static xt_status digits_of(const char *text, xt_bytes *out)
{
    char ascii[256];
    xt_str plain = {ascii, xt_thai_to_ascii(xt_str_of(text), ascii, sizeof ascii)};
    bool behind = false;
    for (size_t i = 0; i < plain.size; i++) {
        bool digit = plain.data[i] >= '0' && plain.data[i] <= '9';
        if (digit)
            xt_bytes_putc(out, plain.data[i]);
        else if (behind)
            xt_bytes_putc(out, '/');
        behind = digit;
    }
    return out->fault;
}

/* Whether both have a contract number, and not the same. */
static xt_status other_number(xt_ledger *l, const xt_contract *a, const xt_contract *b, bool *other)
{
    const char *left = a->text[XT_CONTRACT_NO], *right = b->text[XT_CONTRACT_NO];
    *other = false;
    if (!*left || !*right || strcmp(left, right) == 0)
        return XT_OK;
    xt_bytes_clear(&l->scratch);
    xt_status status = digits_of(left, &l->scratch);
    size_t middle = l->scratch.size;
    if (!status)
        status = digits_of(right, &l->scratch);
    xt_str first = {l->scratch.data, middle}, second = xt_str_from(xt_bytes_str(&l->scratch), middle);
    *other = !status && !xt_str_equal(first, second);
    return status;
}

static bool other_amount(const xt_contract *a, const xt_contract *b)
{
    return both(a->amount_state[XT_CONTRACT_PRICE], b->amount_state[XT_CONTRACT_PRICE]) &&
           a->amount[XT_CONTRACT_PRICE] != b->amount[XT_CONTRACT_PRICE];
}

static bool other_date(const xt_contract *a, const xt_contract *b)
{
    return both(a->date_state, b->date_state) && a->date != b->date;
}

/* Two vendors for certain: a project may have several winners. */
static bool other_vendor(const xt_contract *a, const xt_contract *b)
{
    const double unlike = 0.5;
    if (a->tax_id && b->tax_id)
        return a->tax_id != b->tax_id;
    return a->vendor && b->vendor && a->vendor != b->vendor &&
           xt_text_similarity(xt_str_of(a->text[XT_CONTRACT_VENDOR]),
                              xt_str_of(b->text[XT_CONTRACT_VENDOR])) < unlike;
}

/* Rows of one project. */
static xt_status compare_project(xt_ledger *l, const xt_contract *a, const xt_contract *b, likeness *out)
{
    bool number = false;
    xt_status status = other_number(l, a, b, &number);
    bool two_winners = other_vendor(a, b) && (other_amount(a, b) || (a->tax_id && b->tax_id));
    *out = two_winners || number ? DIFFERENT : other_amount(a, b) ? CONTRADICTING : SAME;
    return status;
}

/* Rows of one contract number, vendor and amount. */
static xt_status compare_contract(xt_ledger *l, const xt_contract *a, const xt_contract *b, likeness *out)
{
    bool projects = a->project_no && b->project_no && a->project_no != b->project_no;
    bool agencies = a->agency != b->agency && *xt_ledger_agency(l, a->agency)->name &&
                    *xt_ledger_agency(l, b->agency)->name;
    bool same = a->vendor == b->vendor && !other_amount(a, b) && !agencies && !projects;
    *out = !same ? DIFFERENT : other_date(a, b) ? CONTRADICTING : SAME;
    return XT_OK;
}

/* ---------------------------------------------------------------- finding */

typedef xt_status (*comparison)(xt_ledger *l, const xt_contract *a, const xt_contract *b, likeness *out);

/* The number under which a row stands; 0: none. */
static xt_status project_key(xt_ledger *l, const xt_contract *c, uint64_t *number)
{
    *number = xt_ledger_is_no_contract(l, c->status) ? 0 : c->project_no;
    return XT_OK;
}

static xt_status contract_key(xt_ledger *l, const xt_contract *c, uint64_t *number)
{
    *number = 0;
    if (!*c->text[XT_CONTRACT_NO] || !c->vendor || c->amount_state[XT_CONTRACT_PRICE] != XT_KNOWN ||
        c->same != XT_NO_CONTRACT || xt_ledger_is_no_contract(l, c->status))
        return XT_OK;
    xt_bytes_clear(&l->scratch);
    if (xt_text_fold(xt_str_of(c->text[XT_CONTRACT_NO]), &l->scratch))
        return XT_OUT_OF_MEMORY;
    const uint64_t parts[] = {c->vendor, (uint64_t)c->amount[XT_CONTRACT_PRICE]};
    *number =
        xt_str_hash(xt_bytes_str(&l->scratch), xt_str_hash((xt_str){(const char *)parts, sizeof parts}, 3)) |
        1;
    return XT_OK;
}

/* Settles the rows of one number: each is the same as one of those before it that stand for themselves, or
 * stands for itself. */
static xt_status settle_group(xt_ledger *l, const key *keys, size_t count, comparison compare)
{
    enum { MOST = 1000 }; /* compared with one: bounds the work where a number stands for many contracts */
    xt_status status = XT_OK;
    for (size_t i = 1; !status && i < count; i++) {
        xt_contract *c = xt_ledger_at(l, keys[i].index);
        for (size_t n = 0; !status && n < i && n < MOST && c->same == XT_NO_CONTRACT; n++) {
            const xt_contract *first = xt_ledger_at(l, keys[n].index);
            likeness like = DIFFERENT;
            if (first->same == XT_NO_CONTRACT)
                status = compare(l, first, c, &like);
            if (like == DIFFERENT)
                continue;
            c->same = keys[n].index;
            c->fate = like == SAME ? XT_FATE_SAME : XT_FATE_CONFLICT;
        }
    }
    return status;
}

static xt_status find_by(xt_ledger *l, xt_status (*key_of)(xt_ledger *, const xt_contract *, uint64_t *),
                         comparison compare)
{
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        key k = {.index = (uint32_t)i, .is_whole = is_whole(xt_ledger_at(l, i))};
        status = key_of(l, xt_ledger_at(l, i), &k.number);
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
        status = settle_group(l, keys + i, end - i, compare);
    }
    xt_bytes_free(&list);
    return status;
}

xt_status xt_same_find(xt_ledger *l, xt_error *error)
{
    xt_status status = find_by(l, project_key, compare_project);
    if (!status)
        status = find_by(l, contract_key, compare_contract);
    return status ? xt_fail_memory(error) : XT_OK;
}
