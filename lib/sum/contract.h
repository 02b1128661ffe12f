/* SPDX-License-Identifier: MIT
 *
 * A contract as a row of a register tells it: what summaries count, and where it stands.
 */
#ifndef XT_SUM_CONTRACT_H
#define XT_SUM_CONTRACT_H

#include "base/arena.h"
#include "table/template.h"

/* What is known of a value. */
typedef enum xt_knowing {
    XT_ABSENT, /* blank, or a dash */
    XT_KNOWN,
    XT_UNREADABLE, /* something stands there, and what it means is not certain */
} xt_knowing;

typedef enum xt_contract_amount {
    XT_CONTRACT_BUDGET,
    XT_CONTRACT_REFERENCE, /* ราคากลาง */
    XT_CONTRACT_PRICE,     /* ราคาที่ตกลงซื้อหรือจ้าง */
    XT_CONTRACT_AMOUNTS
} xt_contract_amount;

/* Texts of a contract, each a field of the register by that name. */
typedef enum xt_contract_text {
    XT_CONTRACT_AGENCY,
    XT_CONTRACT_DISTRICT,
    XT_CONTRACT_PROVINCE,
    XT_CONTRACT_MINISTRY,
    XT_CONTRACT_AGENCY_TYPE,
    XT_CONTRACT_ITEM,
    XT_CONTRACT_SOURCE,
    XT_CONTRACT_STATUS,
    XT_CONTRACT_METHOD,
    XT_CONTRACT_TAX_ID,
    XT_CONTRACT_VENDOR,
    XT_CONTRACT_PROJECT_NO,
    XT_CONTRACT_START_PERIOD,
    XT_CONTRACT_BIDDERS,
    XT_CONTRACT_REASON,
    XT_CONTRACT_NO,
    XT_CONTRACT_PLAN_NO,
    XT_CONTRACT_PROBLEM,
    XT_CONTRACT_SUGGESTION,
    XT_CONTRACT_TEXTS
} xt_contract_text;

/* What became of a row. */
typedef enum xt_fate {
    XT_FATE_COUNTED,
    XT_FATE_OTHER_PERIOD, /* of another month, quarter or year */
    XT_FATE_OTHER_AGENCY,
    XT_FATE_NO_CONTRACT, /* its status says that nothing was signed, or that it was given up */
    XT_FATE_SAME,        /* the contract was met before; `same` tells where */
    /* not counted, because something is wrong: */
    XT_FATE_NO_DATE,
    XT_FATE_WRONG_DATE,
    XT_FATE_NO_PRICE,
    XT_FATE_WRONG_AMOUNT,
    XT_FATE_CONFLICT, /* two rows tell different things of one contract; `same` is the other */
    XT_FATE_COUNT
} xt_fate;

#define XT_NO_CONTRACT UINT32_MAX

/* What two rows of one contract say otherwise. */
typedef enum xt_clash {
    XT_CLASH_NONE,
    XT_CLASH_PRICE,
    XT_CLASH_VENDOR,
    XT_CLASH_DATE,
    XT_CLASH_ITEM,
    XT_CLASH_MANY, /* too many rows have the number to compare them all */
    XT_CLASH_COUNT
} xt_clash;

static inline bool xt_fate_is_fault(xt_fate fate)
{
    return fate >= XT_FATE_NO_DATE;
}

enum {
    XT_NO_TERM = -1,
    XT_CONTRACT_TEXT = 12000 /* bytes that a text has at most, so that two of them fit into a cell */
};

typedef struct xt_contract {
    uint32_t source, row; /* which of the ledger's sources; its row, from 1 */
    uint8_t fate;         /* xt_fate */
    uint8_t clash;        /* xt_clash, of XT_FATE_CONFLICT */
    uint8_t amount_state[XT_CONTRACT_AMOUNTS], date_state, end_state; /* xt_knowing */
    int8_t method, status; /* index in the vocabulary of that name; XT_NO_TERM */
    int fiscal_year;       /* BE, as the row says it; 0: not */
    bool undatable;        /* it comes from a form without any column for a date */
    bool priceless;        /* the same for the agreed price */
    uint32_t agency;       /* index of the ledger's agencies */
    uint32_t same;         /* the contract that this one repeats or contradicts; XT_NO_CONTRACT */
    xt_satang amount[XT_CONTRACT_AMOUNTS];
    xt_day date, end;                    /* of signing; of the contract's end */
    uint64_t project_no, tax_id;         /* their digits; 0: not known */
    uint64_t vendor;                     /* equal for the same vendor; 0: not known */
    const char *text[XT_CONTRACT_TEXTS]; /* "" where there is none; live as long as the ledger */
    const char *wrong;                   /* what stands in the cell that is not readable; "" */
    const xt_field *wrong_field;         /* the register's field that this should be; NULL: none */
} xt_contract;

#endif
