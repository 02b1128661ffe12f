/* SPDX-License-Identifier: MIT
 *
 * The words of reports for people, in both languages.
 */
#ifndef XT_WRITE_REPORT_WORDS_H
#define XT_WRITE_REPORT_WORDS_H

#include "xlstools.h"

typedef enum xt_report_word {
    XT_W_SHEET,
    XT_W_HEADER_ROW,
    XT_W_ROWS_BEFORE,
    XT_W_ROWS_BEHIND,
    XT_W_YEAR,
    XT_W_GUESSED,
    XT_W_CLEAN,
    XT_W_MORE,
    XT_W_MORE_CSV,
    XT_W_CELLS,
    XT_W_CELL,
    XT_W_FINDING,
    XT_W_BEFORE,
    XT_W_AFTER,
    XT_W_NOTED,
    XT_W_SUM,
    XT_W_MINIMUM,
    XT_W_PASSED_OVER,
    XT_W_NOT_CHECKED,
    XT_W_ROW,
    XT_W_REPAIRED,
    XT_W_TO_REPAIR,
    XT_W_REBUILT,
    XT_W_NO_REPAIR,
    XT_W_REMAINS,
    XT_W_DROPPED,
    XT_W_COUNT
} xt_report_word;

const char *xt_report_say(xt_report_word word, xt_lang lang);

/* What findings of a severity are headed with, and what they are called where they are counted. */
const char *xt_severity_heading(xt_severity severity, xt_lang lang);
const char *xt_severity_counted(xt_severity severity, xt_lang lang);

#endif
