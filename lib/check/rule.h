/* SPDX-License-Identifier: MIT
 *
 * The table of rules: every finding's code, severity and words. docs/findings.md is made from it.
 */
#ifndef XT_CHECK_RULE_H
#define XT_CHECK_RULE_H

#include "base/str.h"

/* In the order in which a report lists them: first the form, then the rows, then the cells. */
typedef enum xt_code {
    XT_CODE_CONTAINER_MISMATCH,
    XT_CODE_MISSING_LABEL,
    XT_CODE_ALTERED_LABEL,
    XT_CODE_DUPLICATE_LABEL,
    XT_CODE_EXTRA_LABEL,
    XT_CODE_LABEL_ORDER,
    XT_CODE_NO_DATA,
    XT_CODE_BLANK_ROW,
    XT_CODE_TRAILING_ROW,
    XT_CODE_TOTAL_ROW,
    XT_CODE_MERGED_CELLS,
    XT_CODE_HIDDEN_SHEET,
    XT_CODE_HIDDEN_COLUMN,
    XT_CODE_HIDDEN_ROW,
    XT_CODE_FORMULA_CELL,
    XT_CODE_CELL_ERROR,
    XT_CODE_REQUIRED_MISSING,
    XT_CODE_PLACEHOLDER,
    XT_CODE_TYPE_NUMBER,
    XT_CODE_TYPE_DATE,
    XT_CODE_TYPE_PERIOD,
    XT_CODE_NUMBER_AS_TEXT,
    XT_CODE_DATE_AS_TEXT,
    XT_CODE_THAI_DIGITS,
    XT_CODE_ENUM_UNKNOWN,
    XT_CODE_ENUM_UNKNOWN_OPEN,
    XT_CODE_ENUM_ALIAS,
    XT_CODE_TEXT_ENCODING,
    XT_CODE_TEXT_LOST,
    XT_CODE_TEXT_GLYPH,
    XT_CODE_TEXT_ORDER,
    XT_CODE_TEXT_LOOKALIKE,
    XT_CODE_TEXT_SPACE,
    XT_CODE_PATTERN_MISMATCH,
    XT_CODE_PROVINCE_UNKNOWN,
    XT_CODE_DISTRICT_UNKNOWN,
    XT_CODE_TAX_ID_LENGTH,
    XT_CODE_TAX_ID_CHECKSUM,
    XT_CODE_TAX_ID_AS_NUMBER,
    XT_CODE_TAX_ID_FORMAT,
    XT_CODE_TAX_ID_ROUNDED,
    XT_CODE_TAX_ID_MASKED,
    XT_CODE_PROJECT_NO_FORMAT,
    XT_CODE_PROJECT_NO_AS_NUMBER,
    XT_CODE_DATE_ERA,
    XT_CODE_DATE_RANGE,
    XT_CODE_DATE_ORDER,
    XT_CODE_DATE_WEEKEND,
    XT_CODE_PERIOD_ORDER,
    XT_CODE_PERIOD_RANGE,
    XT_CODE_AS_OF_MISMATCH,
    XT_CODE_AMOUNT_NEGATIVE,
    XT_CODE_AMOUNT_ZERO,
    XT_CODE_PRICE_OVER_BUDGET,
    XT_CODE_PRICE_OVER_REFERENCE,
    XT_CODE_SPENT_OVER_BUDGET,
    XT_CODE_SUM_MISMATCH,
    XT_CODE_AMOUNT_SCALE,
    XT_CODE_FISCAL_YEAR_MISMATCH,
    XT_CODE_FISCAL_YEAR_OF_DATE,
    XT_CODE_METHOD_THRESHOLD,
    XT_CODE_SPLIT_PURCHASE,
    XT_CODE_DUPLICATE_ROW,
    XT_CODE_DUPLICATE_PROJECT,
    XT_CODE_DUPLICATE_CONTRACT,
    XT_CODE_SEQUENCE,
    XT_CODE_COUNT
} xt_code;

/* Two entries may share a code where one sentence does not fit both cases; their severity may differ then. */
typedef struct xt_rule {
    const char *code;
    xt_severity severity;
    const char *title[XT_LANG_COUNT]; /* what is to be done, as the heading of a group */
    const char *text[XT_LANG_COUNT];  /* what is wrong with this value, and what to do */
    const char *repair;               /* what a correction does, for the list of findings; NULL: nothing */
} xt_rule;

/* Placeholders of `text`: {value} {expected} {repair} {other} {limit} {label}; with |date an ISO date is
 * shown as people write it, with |baht an amount with its separators. */
extern const xt_rule xt_rules[XT_CODE_COUNT];

#endif
