/* SPDX-License-Identifier: MIT */
#include "sum/select.h"

#include "base/error.h"
#include "sum/parties.h"

#include <stdlib.h>

bool xt_select_is_other_year(const xt_contract *c, const xt_choice *choice)
{
    return choice->has_span && c->fiscal_year &&
           (c->fiscal_year < xt_fiscal_year(choice->span.first) ||
            c->fiscal_year > xt_fiscal_year(choice->span.last));
}

/* What becomes of a row that stands for itself. */
static xt_fate fate_of(const xt_ledger *l, const xt_contract *c, const xt_choice *choice)
{
    if (xt_ledger_is_no_contract(l, c->status)) {
        bool wanted = choice->with_unsigned && c->fiscal_year && !xt_select_is_other_year(c, choice);
        return wanted ? XT_FATE_COUNTED : XT_FATE_NO_CONTRACT;
    }
    if (c->date_state == XT_KNOWN && choice->has_span && !xt_span_holds(choice->span, c->date))
        return XT_FATE_OTHER_PERIOD;
    if (c->date_state != XT_KNOWN && xt_select_is_other_year(c, choice))
        return XT_FATE_OTHER_PERIOD; /* so its missing date cannot matter */
    if (c->date_state == XT_UNREADABLE)
        return XT_FATE_WRONG_DATE;
    bool of_year = choice->whole_year && c->undatable && c->fiscal_year;
    if (c->date_state == XT_ABSENT && choice->has_span && !of_year)
        return XT_FATE_NO_DATE;
    for (int i = 0; i < XT_CONTRACT_AMOUNTS; i++)
        if (c->amount_state[i] == XT_UNREADABLE)
            return XT_FATE_WRONG_AMOUNT;
    return c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN ? XT_FATE_COUNTED : XT_FATE_NO_PRICE;
}

/* A row that repeats or contradicts another matters only where that one, or it itself, is of the span. */
static xt_fate fate_of_double(const xt_ledger *l, const xt_contract *c, const xt_choice *choice)
{
    const xt_contract *first = xt_ledger_at(l, c->same);
    bool here = first->fate == XT_FATE_COUNTED || xt_fate_is_fault((xt_fate)first->fate);
    xt_fate own = fate_of(l, c, choice);
    if (xt_fate_is_fault((xt_fate)first->fate) && xt_fate_is_fault(own))
        return own; /* neither counts, and both are to be put right */
    if (here || own == XT_FATE_COUNTED)
        return (xt_fate)c->fate;
    return (xt_fate)first->fate;
}

xt_status xt_select(xt_ledger *l, const xt_choice *choice, xt_error *error)
{
    xt_str wanted = {0};
    xt_bytes_clear(&l->scratch);
    if (choice->agency && *choice->agency) {
        if (xt_agency_fold(xt_str_of(choice->agency), &l->scratch))
            return xt_fail_memory(error);
        wanted = xt_bytes_str(&l->scratch);
    }
    bool nameless = xt_ledger_agency_count(l) == 1 && !*xt_ledger_agency(l, 0)->name, any = nameless;
    for (size_t i = 0; i < xt_ledger_agency_count(l) && !any && wanted.size; i++)
        any = xt_str_equal(wanted, xt_str_of(xt_ledger_agency(l, i)->folded));
    if (wanted.size && !any && xt_ledger_count(l))
        return xt_fail_at(error, XT_SAY_NO_AGENCY, xt_str_of(xt_ledger_agency(l, 0)->name),
                          xt_str_of(choice->agency));
    for (int doubles = 0; doubles < 2; doubles++)
        for (size_t i = 0; i < xt_ledger_count(l); i++) {
            xt_contract *c = xt_ledger_at(l, i);
            const xt_agency *agency = xt_ledger_agency(l, c->agency);
            bool other = wanted.size && !nameless && !xt_str_equal(wanted, xt_str_of(agency->folded));
            if ((c->same != XT_NO_CONTRACT) != (doubles == 1))
                continue;
            c->fate = (uint8_t)(other     ? XT_FATE_OTHER_AGENCY
                                : doubles ? fate_of_double(l, c, choice)
                                          : fate_of(l, c, choice));
        }
    return XT_OK;
}

/* A contract in the order of a list. */
typedef struct place {
    xt_day day;
    uint32_t index;
} place;

static int by_day(const void *a, const void *b)
{
    const place *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

xt_status xt_select_list(const xt_ledger *l, uint32_t agency, const xt_span *span, xt_bytes *out)
{
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        bool dated = c->date_state == XT_KNOWN;
        bool wanted = c->fate == XT_FATE_COUNTED && (agency == UINT32_MAX || c->agency == agency) &&
                      (!span || !dated || xt_span_holds(*span, c->date));
        const place p = {dated ? c->date : INT32_MAX, (uint32_t)i};
        if (wanted)
            status = xt_bytes_append(&list, &p, sizeof p);
    }
    place *places = (place *)(void *)list.data;
    size_t count = list.size / sizeof *places;
    if (count)
        qsort(places, count, sizeof *places, by_day);
    for (size_t i = 0; !status && i < count; i++)
        status = xt_bytes_append(out, &places[i].index, sizeof places[i].index);
    xt_bytes_free(&list);
    return status;
}
