/* SPDX-License-Identifier: MIT */
#include "sum/parties.h"

#include "base/error.h"
#include "base/hashset.h"
#include "thai/text.h"

static xt_status fold(xt_ledger *l, const char *text, xt_str *folded, xt_error *error)
{
    xt_bytes_clear(&l->scratch);
    if (xt_text_fold(xt_str_of(text), &l->scratch))
        return xt_fail_memory(error);
    *folded = xt_bytes_str(&l->scratch);
    return XT_OK;
}

/* ---------------------------------------------------------------- agencies */

xt_status xt_agency_fold(xt_str name, xt_bytes *out)
{
    static const struct {
        const char *brief, *name;
    } KINDS[] = {
        {"อบต", "องค์การบริหารส่วนตำบล"}, {"อบจ", "องค์การบริหารส่วนจังหวัด"}, {"ทต.", "เทศบาลตำบล"},
        {"ทม.", "เทศบาลเมือง"},         {"ทน.", "เทศบาลนคร"},
    };
    name = xt_str_trim(name);
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        xt_str brief = xt_str_of(KINDS[i].brief);
        if (!xt_str_starts(name, brief))
            continue;
        xt_text_fold(xt_str_of(KINDS[i].name), out);
        name = xt_str_from(name, brief.size);
        break;
    }
    return xt_text_fold(name, out);
}

/* The agency of that name: an index. */
static xt_status find_agency(xt_ledger *l, xt_hashset *known, const char *name, uint32_t *index,
                             xt_error *error)
{
    xt_str folded;
    bool added = false;
    uint32_t count = (uint32_t)xt_ledger_agency_count(l);
    xt_bytes_clear(&l->scratch);
    xt_status status = xt_agency_fold(xt_str_of(name), &l->scratch) ? xt_fail_memory(error) : XT_OK;
    folded = xt_bytes_str(&l->scratch);
    if (!status && xt_hashset_add(known, xt_str_hash(folded, 1), count, index, &added))
        status = xt_fail_memory(error);
    if (status || (!added && xt_str_equal(folded, xt_str_of(xt_ledger_agency(l, *index)->folded))))
        return status;
    const xt_agency agency = {.name = name, .folded = xt_arena_copy(&l->arena, folded)};
    *index = count;
    return agency.folded && !xt_bytes_append(&l->agencies, &agency, sizeof agency) ? XT_OK
                                                                                   : xt_fail_memory(error);
}

static xt_status number_agencies(xt_ledger *l, xt_hashset *known, xt_bytes *list, xt_error *error)
{
    xt_contract *all = (xt_contract *)(void *)list->data;
    size_t count = list->size / sizeof *all;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        const char *name = all[i].text[XT_CONTRACT_AGENCY];
        if (i > 0 && all[i - 1].text[XT_CONTRACT_AGENCY] == name)
            all[i].agency = all[i - 1].agency;
        else
            status = find_agency(l, known, name, &all[i].agency, error);
    }
    return status;
}

/* Where all rows that name an agency name the same one, those that name none are of it too. */
static void join_nameless(xt_ledger *l)
{
    xt_agency *agencies = (xt_agency *)(void *)l->agencies.data;
    xt_bytes *const lists[] = {&l->contracts, &l->plans};
    if (xt_ledger_agency_count(l) != 2 || (*agencies[0].name && *agencies[1].name))
        return;
    if (!*agencies[0].name)
        agencies[0] = agencies[1];
    l->agencies.size = sizeof *agencies;
    for (size_t n = 0; n < 2; n++)
        for (size_t i = 0; i < lists[n]->size / sizeof(xt_contract); i++)
            ((xt_contract *)(void *)lists[n]->data)[i].agency = 0;
}

static xt_status settle_agencies(xt_ledger *l, xt_error *error)
{
    xt_hashset known = {0};
    xt_status status = number_agencies(l, &known, &l->contracts, error);
    if (!status)
        status = number_agencies(l, &known, &l->plans, error);
    xt_hashset_free(&known);
    join_nameless(l);
    return status;
}

/* ---------------------------------------------------------------- vendors */

/* A vendor is known by the tax ID, else by the name; a name that stands elsewhere with an ID is of that ID.
 */
static xt_status settle_vendors(xt_ledger *l, xt_error *error)
{
    xt_hashset names = {0};
    xt_status status = XT_OK;
    uint32_t found = 0;
    bool added = false;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        xt_contract *c = xt_ledger_at(l, i);
        xt_str folded;
        status = fold(l, c->text[XT_CONTRACT_VENDOR], &folded, error);
        c->vendor = !status && folded.size ? xt_str_hash(folded, 1) | 1 : 0;
        if (!status && c->tax_id && c->vendor &&
            xt_hashset_add(&names, c->vendor, (uint32_t)i, &found, &added))
            status = xt_fail_memory(error);
    }
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        xt_contract *c = xt_ledger_at(l, i);
        uint64_t id = c->tax_id;
        if (!id && c->vendor && xt_hashset_get(&names, c->vendor, &found))
            id = xt_ledger_at(l, found)->tax_id;
        if (id)
            c->vendor = xt_str_hash((xt_str){(const char *)&id, sizeof id}, 2) | 1;
    }
    xt_hashset_free(&names);
    return status;
}

/* ---------------------------------------------------------------- words of no vocabulary */

/* The first spelling of a text stands for all that fold to the same, so that what is counted under one name
 * is found under it. */
static xt_status settle_spelling(xt_ledger *l, xt_contract_text which, xt_error *error)
{
    xt_hashset known = {0};
    xt_status status = XT_OK;
    uint32_t first = 0;
    bool added = false;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        const char **text = &xt_ledger_at(l, i)->text[which];
        xt_str folded;
        if (i > 0 && *text == xt_ledger_at(l, i - 1)->text[which])
            continue;
        status = **text ? fold(l, *text, &folded, error) : XT_OK;
        if (status || !**text)
            continue;
        if (xt_hashset_add(&known, xt_str_hash(folded, 1), (uint32_t)i, &first, &added))
            status = xt_fail_memory(error);
        else if (!added)
            *text = xt_ledger_at(l, first)->text[which];
    }
    xt_hashset_free(&known);
    return status;
}

xt_status xt_parties_settle(xt_ledger *l, xt_error *error)
{
    xt_status status = settle_agencies(l, error);
    if (!status)
        status = settle_vendors(l, error);
    if (!status)
        status = settle_spelling(l, XT_CONTRACT_METHOD, error);
    return status ? status : settle_spelling(l, XT_CONTRACT_SOURCE, error);
}
