/* SPDX-License-Identifier: MIT */
#include "check/findings.h"

#include "base/error.h"
#include "table/template.h"
#include "xt_test.h"

#include <stdio.h>

static void add(xt_findings *findings, size_t sheet, xt_code code, uint32_t row, uint32_t column,
                const char *value)
{
    xt_report_item item = {.code = code, .row = row, .column = column, .field = XT_NO_FIELD};
    item.text[XT_TEXT_VALUE] = xt_str_of(value);
    ck_assert_int_eq(xt_findings_add(findings, sheet, &item, NULL), XT_OK);
}

START_TEST(keeps_what_is_added)
{
    xt_findings findings = xt_findings_make();
    ck_assert_uint_eq(xt_findings_count(&findings), 0);
    char text[] = "ค่า";
    xt_report_item item = {.code = XT_CODE_DATE_ORDER, .row = 1048576, .column = 16384, .field = 63};
    item.text[XT_TEXT_VALUE] = xt_str_of(text);
    item.text[XT_TEXT_OTHER] = (xt_str){"", 0};
    item.text[XT_TEXT_LIMIT] = (xt_str){"a\0b", 3};
    ck_assert_int_eq(xt_findings_add(&findings, 4095, &item, NULL), XT_OK);
    text[0] = 'x'; /* texts are copied */
    const xt_entry *entry = xt_findings_at(&findings, 0);
    ck_assert_uint_eq(entry->row, 1048576);
    ck_assert_uint_eq(entry->column, 16384);
    ck_assert_int_eq(entry->field, 63);
    ck_assert_uint_eq(entry->sheet, 4095);
    ck_assert_uint_eq(entry->code, XT_CODE_DATE_ORDER);
    xt_assert_str(xt_findings_text(&findings, entry, XT_TEXT_VALUE), "ค่า");
    /* nothing and an empty text are two things */
    ck_assert_ptr_null(xt_findings_text(&findings, entry, XT_TEXT_EXPECTED).data);
    ck_assert_ptr_null(xt_findings_text(&findings, entry, XT_TEXT_REPAIR).data);
    ck_assert_ptr_nonnull(xt_findings_text(&findings, entry, XT_TEXT_OTHER).data);
    xt_assert_str(xt_findings_text(&findings, entry, XT_TEXT_OTHER), "");
    ck_assert(xt_str_equal(xt_findings_text(&findings, entry, XT_TEXT_LIMIT), XT_LITERAL("a\0b")));
    xt_findings_free(&findings);
    ck_assert_uint_eq(xt_findings_count(&findings), 0);
}
END_TEST

/* Only the first text is empty, or is there at all. */
START_TEST(keeps_the_first_text)
{
    xt_findings findings = xt_findings_make();
    add(&findings, 0, XT_CODE_NO_DATA, 0, 0, "");
    xt_str first = xt_findings_text(&findings, xt_findings_at(&findings, 0), XT_TEXT_VALUE);
    ck_assert_ptr_nonnull(first.data);
    ck_assert_uint_eq(first.size, 0);
    add(&findings, 0, XT_CODE_NO_DATA, 0, 0, "x");
    xt_assert_str(xt_findings_text(&findings, xt_findings_at(&findings, 1), XT_TEXT_VALUE), "x");
    xt_findings_free(&findings);
}
END_TEST

/* By row, then column, then as they came; what is about the sheet as a whole first. */
START_TEST(puts_them_in_order)
{
    static const struct {
        uint32_t row, column;
        const char *text;
    } ADDED[] = {{9, 2, "h"}, {3, 5, "e"},  {3, 1, "c"}, {0, 0, "a"}, {9, 3, "i"},
                 {3, 1, "d"}, {12, 0, "j"}, {3, 5, "f"}, {0, 0, "b"}, {9, 0, "g"}};
    xt_findings findings = xt_findings_make();
    for (size_t i = 0; i < sizeof ADDED / sizeof *ADDED; i++)
        add(&findings, 0, XT_CODE_TYPE_NUMBER, ADDED[i].row, ADDED[i].column, ADDED[i].text);
    xt_findings_settle(&findings, 0);
    for (size_t i = 0; i < sizeof ADDED / sizeof *ADDED; i++) {
        char wanted[] = {(char)('a' + i), '\0'};
        xt_assert_str(xt_findings_text(&findings, xt_findings_at(&findings, i), XT_TEXT_VALUE), wanted);
    }
    xt_findings_settle(&findings, 0); /* nothing changes */
    xt_assert_str(xt_findings_text(&findings, xt_findings_at(&findings, 0), XT_TEXT_VALUE), "a");
    ck_assert_uint_eq(xt_findings_count(&findings), sizeof ADDED / sizeof *ADDED);
    xt_findings_free(&findings);
}
END_TEST

/* What was settled before stays where it is: sheets come one after the other. */
START_TEST(leaves_earlier_sheets_alone)
{
    xt_findings findings = xt_findings_make();
    add(&findings, 0, XT_CODE_TYPE_NUMBER, 50, 1, "a");
    xt_findings_settle(&findings, 0);
    xt_findings_settle(&findings, 1); /* a sheet without findings */
    add(&findings, 1, XT_CODE_TYPE_NUMBER, 7, 1, "c");
    add(&findings, 1, XT_CODE_TYPE_NUMBER, 2, 1, "b");
    xt_findings_settle(&findings, 1);
    for (size_t i = 0; i < 3; i++) {
        char wanted[] = {(char)('a' + i), '\0'};
        xt_assert_str(xt_findings_text(&findings, xt_findings_at(&findings, i), XT_TEXT_VALUE), wanted);
        ck_assert_uint_eq(xt_findings_at(&findings, i)->sheet, i > 0);
    }
    xt_findings_free(&findings);
}
END_TEST

START_TEST(counts_and_drops)
{
    xt_findings findings = xt_findings_make();
    add(&findings, 0, XT_CODE_REQUIRED_MISSING, 1, 1, "error");
    add(&findings, 0, XT_CODE_TEXT_SPACE, 2, 1, "note");
    add(&findings, 0, XT_CODE_REQUIRED_MISSING, 3, 1, "error");
    add(&findings, 0, XT_CODE_PLACEHOLDER, 4, 1, "warning");
    ck_assert_uint_eq(findings.counts[XT_ERROR], 2);
    ck_assert_uint_eq(findings.counts[XT_WARNING], 1);
    ck_assert_uint_eq(findings.counts[XT_NOTE], 1);
    xt_findings_at(&findings, 0)->dropped = true;
    xt_findings_at(&findings, 3)->dropped = true;
    xt_findings_settle(&findings, 0);
    ck_assert_uint_eq(xt_findings_count(&findings), 2);
    ck_assert_uint_eq(xt_findings_at(&findings, 0)->row, 2);
    ck_assert_uint_eq(xt_findings_at(&findings, 1)->row, 3);
    ck_assert_uint_eq(findings.counts[XT_ERROR], 1);
    ck_assert_uint_eq(findings.counts[XT_WARNING], 0);
    ck_assert_uint_eq(findings.counts[XT_NOTE], 1);
    xt_findings_at(&findings, 0)->dropped = xt_findings_at(&findings, 1)->dropped = true;
    xt_findings_settle(&findings, 0);
    ck_assert_uint_eq(xt_findings_count(&findings), 0);
    ck_assert_uint_eq(findings.counts[XT_ERROR] + findings.counts[XT_NOTE], 0);
    xt_findings_free(&findings);
}
END_TEST

START_TEST(keeps_many)
{
    enum { MANY = 200000 };
    xt_findings findings = xt_findings_make();
    char text[32];
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "%u", i);
        add(&findings, 0, XT_CODE_TYPE_NUMBER, (i * 7919) % MANY + 1, 1,
            text); /* 7919 and 200000 share no factor */
    }
    xt_findings_settle(&findings, 0);
    ck_assert_uint_eq(findings.counts[XT_ERROR], MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        const xt_entry *entry = xt_findings_at(&findings, i);
        ck_assert_uint_eq(entry->row, i + 1);
        xt_str value = xt_findings_text(&findings, entry, XT_TEXT_VALUE);
        snprintf(text, sizeof text, "%.*s", (int)value.size, value.data);
        ck_assert_uint_eq(strtoul(text, NULL, 10) * 7919 % MANY, i);
    }
    xt_findings_free(&findings);
}
END_TEST

/* More than can be kept is said, and is no silence. */
START_TEST(tells_when_there_are_too_many)
{
    enum { MEBIBYTE = 1 << 20, MOST = 1100 };
    xt_findings findings = xt_findings_make();
    char *text = calloc(MEBIBYTE, 1);
    ck_assert_ptr_nonnull(text);
    findings.texts.maximum = 10 * MEBIBYTE; /* the limit itself takes too long to fill */
    xt_report_item item = {.code = XT_CODE_TYPE_NUMBER, .field = XT_NO_FIELD};
    item.text[XT_TEXT_VALUE] = (xt_str){text, MEBIBYTE};
    xt_error error = {0};
    size_t added = 0;
    while (added < MOST && xt_findings_add(&findings, 0, &item, &error) == XT_OK)
        added++;
    ck_assert_uint_eq(added, 10);
    ck_assert_int_eq(error.status, XT_OVER_LIMIT);
    ck_assert_int_eq(error.sentence, XT_SAY_LIMIT_FINDINGS);
    ck_assert_uint_eq(findings.counts[XT_ERROR], 10);
    ck_assert_uint_eq(xt_findings_count(&findings), 10);
    free(text);
    xt_findings_free(&findings);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("findings");
    TCase *cases = tcase_create("findings");
    tcase_add_test(cases, keeps_what_is_added);
    tcase_add_test(cases, keeps_the_first_text);
    tcase_add_test(cases, puts_them_in_order);
    tcase_add_test(cases, leaves_earlier_sheets_alone);
    tcase_add_test(cases, counts_and_drops);
    tcase_add_test(cases, keeps_many);
    tcase_add_test(cases, tells_when_there_are_too_many);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
