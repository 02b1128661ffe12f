/* SPDX-License-Identifier: MIT
 *
 * The contracts of any number of workbooks in one list: whatever form each follows, its rows are read as rows
 * of the register.
 */
#ifndef XT_SUM_LEDGER_H
#define XT_SUM_LEDGER_H

#include "base/bytes.h"
#include "sum/contract.h"
#include "table/template.h"

/* A sheet that rows came from. */
typedef struct xt_source {
    const char *file, *sheet;
    const xt_template *form; /* that it follows; NULL: none */
    const char *stand_in;    /* the header of the column that stands in for the date of signing; NULL: none */
    uint64_t rows;
} xt_source;

/* A sheet that has not the columns. */
typedef struct xt_left_sheet {
    const char *file, *sheet;
} xt_left_sheet;

/* The file without its folders. */
static inline const char *xt_source_name(const xt_source *source)
{
    const char *slash = strrchr(source->file, '/');
    return slash ? slash + 1 : source->file;
}

typedef struct xt_agency {
    const char *name; /* as the first row has it; "" where rows do not say */
    const char *folded;
} xt_agency;

typedef struct xt_ledger {
    const xt_templates *set;
    const xt_table *table; /* of the register */
    xt_arena arena;
    xt_bytes contracts; /* of xt_contract, in the order of files and rows */
    xt_bytes plans;     /* the same, of plans: what is to be bought */
    xt_bytes sources;   /* of xt_source */
    xt_bytes left;      /* of xt_left_sheet */
    xt_bytes agencies;  /* of xt_agency */
    xt_bytes scratch;
    uint64_t cut; /* texts that were too long for a cell */
} xt_ledger;

/* To be freed in any case. XT_NO_TEMPLATE: the set has no template "register". */
xt_status xt_ledger_begin(xt_ledger *ledger, xt_templates *set, xt_error *error);
void xt_ledger_free(xt_ledger *ledger);

typedef struct xt_ledger_reading {
    const char *file;
    size_t sheet; /* this one alone; XT_ALL_SHEETS */
    bool is_plan; /* whatever form it follows */
    void (*progress)(void *context, uint64_t rows, double share);
    void *progress_context;
} xt_ledger_reading;

/* Reads the rows of the book. XT_NO_TEMPLATE: none of its sheets has the columns of a register. */
xt_status xt_ledger_read(xt_ledger *ledger, xt_book *book, const xt_ledger_reading *how, xt_error *error);

static inline size_t xt_ledger_count(const xt_ledger *ledger)
{
    return ledger->contracts.size / sizeof(xt_contract);
}

static inline xt_contract *xt_ledger_at(const xt_ledger *ledger, size_t index)
{
    return (xt_contract *)(void *)ledger->contracts.data + index;
}

static inline size_t xt_ledger_plan_count(const xt_ledger *ledger)
{
    return ledger->plans.size / sizeof(xt_contract);
}

static inline const xt_contract *xt_ledger_plan(const xt_ledger *ledger, size_t index)
{
    return (const xt_contract *)(const void *)ledger->plans.data + index;
}

static inline size_t xt_ledger_source_count(const xt_ledger *ledger)
{
    return ledger->sources.size / sizeof(xt_source);
}

static inline const xt_source *xt_ledger_source(const xt_ledger *ledger, size_t index)
{
    return (const xt_source *)(const void *)ledger->sources.data + index;
}

static inline size_t xt_ledger_left_count(const xt_ledger *ledger)
{
    return ledger->left.size / sizeof(xt_left_sheet);
}

static inline const xt_left_sheet *xt_ledger_left(const xt_ledger *ledger, size_t index)
{
    return (const xt_left_sheet *)(const void *)ledger->left.data + index;
}

static inline size_t xt_ledger_agency_count(const xt_ledger *ledger)
{
    return ledger->agencies.size / sizeof(xt_agency);
}

static inline const xt_agency *xt_ledger_agency(const xt_ledger *ledger, size_t index)
{
    return (const xt_agency *)(const void *)ledger->agencies.data + index;
}

/* The name of a text's field: "agency" ... */
const char *xt_contract_text_name(xt_contract_text text);

/* The values of the register's methods and states. */
const xt_vocabulary *xt_ledger_methods(const xt_ledger *ledger);
const xt_vocabulary *xt_ledger_states(const xt_ledger *ledger);

/* Whether the state says that there is no contract: the register asks for no price then. */
bool xt_ledger_is_no_contract(const xt_ledger *ledger, int status);

#endif
