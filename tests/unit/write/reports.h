/* SPDX-License-Identifier: MIT
 *
 * Reports on workbooks of check/books.h, as text.
 */
#ifndef XT_TEST_REPORTS_H
#define XT_TEST_REPORTS_H

#include "check/books.h"

#include <errno.h>

/* Where a report goes: bytes that grow, or nowhere once `room` bytes were written. */
typedef struct paper {
    xt_bytes text;
    size_t room;
} paper;

static inline int write_paper(void *context, const char *data, size_t size)
{
    paper *p = context;
    if (size > p->room - p->text.size)
        return ENOSPC;
    return xt_bytes_append(&p->text, data, size) ? ENOMEM : 0;
}

static inline xt_report_options options_of(xt_format format)
{
    return (xt_report_options){.format = format, .lang = XT_LANG_EN, .tool = "xlscheck", .version = "1.2.3"};
}

/* The report on one file of these sheets, held to the form of all kinds with these rules. free() it. */
static inline char *report_on(const xt_report_options *options, const char *file, const test_sheet *sheets,
                              const char *rules)
{
    paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
    const xt_output output = {write_paper, &p, "paper"};
    xt_templates *set = empty_forms();
    all_kinds(set, rules);
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    xt_report *report = NULL;
    ck_assert_int_eq(xt_report_begin(&report, options, &output, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add(report, file, done.result, NULL), XT_OK);
    ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
    check_end(&done);
    xt_templates_close(set);
    return taken(&p.text);
}

/* The same for the clean sheet with changes. */
static inline char *report_changes(const xt_report_options *options, const char *changes)
{
    char *rows = change_rows(clean_rows(), changes);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    char *text = report_on(options, "a.xlsx", sheets, ALL_KINDS_RULES);
    free(rows);
    return text;
}

#endif
