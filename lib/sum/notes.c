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

static void add_word(xt_unknown_words *u, const char *word)
{
    u->count++;
    for (size_t i = 0; i < u->kept; i++)
        if (strcmp(u->words[i], word) == 0)
            return;
    if (u->kept < sizeof u->words / sizeof *u->words)
        u->words[u->kept++] = word;
    else
        u->more = true;
}

/* A contract that counts. */
static void add_counted(xt_notes *n, const xt_ledger *l, const xt_contract *c)
{
    static const xt_contract_text TOLD[] = {XT_CONTRACT_ITEM, XT_CONTRACT_METHOD, XT_CONTRACT_VENDOR};
    if (c->status == XT_NO_TERM && *c->text[XT_CONTRACT_STATUS])
        add_word(&n->states, c->text[XT_CONTRACT_STATUS]);
    if (c->method == XT_NO_TERM && *c->text[XT_CONTRACT_METHOD])
        add_word(&n->methods, c->text[XT_CONTRACT_METHOD]);
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++)
        n->lacking[TOLD[i]] += !*c->text[TOLD[i]];
    n->lacking[XT_CONTRACT_AGENCY] += !*xt_ledger_agency(l, c->agency)->name;
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
    for (size_t i = 0; i < xt_summary_count(s); i++)
        add_counted(n, l, xt_ledger_at(l, xt_summary_contracts(s)[i]));
    return XT_OK;
}

void xt_notes_free(xt_notes *n)
{
    free(n->missing);
}
