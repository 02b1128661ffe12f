/* SPDX-License-Identifier: MIT */
#include "sum/notes.h"

#include "base/error.h"

#include <stdlib.h>

xt_needed_column xt_notes_column(const xt_contract *c)
{
    if (c->fate == XT_FATE_NO_DATE && c->undatable)
        return XT_NEEDED_DATE;
    return c->fate == XT_FATE_NO_PRICE && c->priceless ? XT_NEEDED_PRICE : XT_NEEDED_COUNT;
}

const char *xt_needed_field(xt_needed_column column)
{
    return column == XT_NEEDED_DATE ? "sign_date" : "contract_price";
}

/* A row that waits to be put right. */
static void add_fault(xt_notes *n, const xt_contract *c)
{
    xt_needed_column column = xt_notes_column(c);
    if (column != XT_NEEDED_COUNT) {
        n->missing[c->source][column]++;
        n->without_column++;
    }
    if (c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN &&
        !xt_satang_add(&n->uncounted, c->amount[XT_CONTRACT_PRICE]))
        n->too_much = true;
}

xt_status xt_notes_gather(xt_notes *n, const xt_summary *s, xt_error *error)
{
    const xt_ledger *l = &s->ledger;
    *n = (xt_notes){.missing = calloc(xt_ledger_source_count(l) + 1, sizeof *n->missing)};
    if (!n->missing)
        return xt_fail_memory(error);
    for (size_t i = 0; i < xt_ledger_count(l); i++)
        if (xt_fate_is_fault((xt_fate)xt_ledger_at(l, i)->fate))
            add_fault(n, xt_ledger_at(l, i));
    return XT_OK;
}

void xt_notes_free(xt_notes *n)
{
    free(n->missing);
}
