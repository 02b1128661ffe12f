/* SPDX-License-Identifier: MIT
 *
 * The table of rules: what other programs rely on, and that every sentence is whole in both languages.
 */
#include "check/rule.h"

#include "base/utf8.h"
#include "xt_test.h"

/* Codes and severities as they were published. One that changes here breaks programs that read reports. */
static const struct {
    const char *code;
    xt_severity severity;
    bool repairs; /* a correction, or a suggestion for one */
} PUBLISHED[] = {
    {"container-mismatch", XT_ERROR, false},
    {"missing-label", XT_ERROR, false},
    {"altered-label", XT_WARNING, true},
    {"duplicate-label", XT_WARNING, false},
    {"extra-label", XT_WARNING, false},
    {"label-order", XT_WARNING, false},
    {"no-data", XT_ERROR, false},
    {"blank-row", XT_WARNING, false},
    {"blank-row", XT_NOTE, false}, /* at the end */
    {"total-row", XT_WARNING, false},
    {"merged-cells", XT_WARNING, false},
    {"hidden-data", XT_WARNING, false},
    {"formula-cell", XT_WARNING, false},
    {"cell-error", XT_ERROR, false},
    {"required-missing", XT_ERROR, false},
    {"placeholder", XT_WARNING, false},
    {"type-number", XT_ERROR, false},
    {"type-date", XT_ERROR, false},
    {"number-as-text", XT_WARNING, true},
    {"date-as-text", XT_WARNING, true},
    {"thai-digits", XT_WARNING, true},
    {"enum-unknown", XT_ERROR, true},
    {"enum-unknown", XT_NOTE, false}, /* in a list that is open */
    {"enum-alias", XT_WARNING, true},
    {"text-encoding", XT_ERROR, true},
    {"text-lost", XT_ERROR, false},
    {"text-glyph", XT_WARNING, true},
    {"text-order", XT_WARNING, true},
    {"text-lookalike", XT_WARNING, true},
    {"text-space", XT_NOTE, true},
    {"tax-id-length", XT_ERROR, false},
    {"tax-id-checksum", XT_ERROR, false},
    {"tax-id-as-number", XT_WARNING, true},
    {"tax-id-format", XT_WARNING, true},
    {"tax-id-rounded", XT_ERROR, false},
    {"tax-id-masked", XT_NOTE, false},
    {"project-no-format", XT_ERROR, false},
    {"project-no-as-number", XT_WARNING, true},
    {"date-era", XT_WARNING, true},
    {"date-range", XT_ERROR, false},
    {"date-order", XT_ERROR, false},
    {"date-weekend", XT_NOTE, false},
    {"amount-negative", XT_ERROR, false},
    {"amount-zero", XT_ERROR, false},
    {"price-over-budget", XT_ERROR, false},
    {"price-over-reference", XT_WARNING, false},
    {"amount-scale", XT_WARNING, false},
    {"fiscal-year-mismatch", XT_ERROR, false},
    {"method-threshold", XT_WARNING, false},
    {"split-purchase", XT_WARNING, false},
    {"duplicate-row", XT_WARNING, false},
    {"duplicate-project", XT_WARNING, false},
    {"duplicate-contract", XT_WARNING, false},
    {"sequence", XT_NOTE, true},
    {"type-period", XT_NOTE, false},
    {"pattern-mismatch", XT_WARNING, false},
    {"place-unknown", XT_WARNING, false},
    {"period-order", XT_ERROR, false},
    {"period-range", XT_WARNING, false},
    {"as-of-mismatch", XT_WARNING, false},
    {"spent-over-budget", XT_WARNING, false},
    {"sum-mismatch", XT_ERROR, false},
};

START_TEST(has_what_was_published)
{
    bool found = false;
    for (size_t i = 0; i < XT_CODE_COUNT; i++)
        if (strcmp(xt_rules[i].code, PUBLISHED[_i].code) == 0 &&
            xt_rules[i].severity == PUBLISHED[_i].severity) {
            found = true;
            ck_assert_msg((xt_rules[i].repair != NULL) == PUBLISHED[_i].repairs, "%s", xt_rules[i].code);
        }
    ck_assert_msg(found, "%s", PUBLISHED[_i].code);
}
END_TEST

/* And nothing else: what is new is published with its severity. */
START_TEST(is_published)
{
    bool found = false;
    for (size_t i = 0; i < sizeof PUBLISHED / sizeof *PUBLISHED; i++)
        found = found || (strcmp(xt_rules[_i].code, PUBLISHED[i].code) == 0 &&
                          xt_rules[_i].severity == PUBLISHED[i].severity);
    ck_assert_msg(found, "%s", xt_rules[_i].code);
}
END_TEST

/* ------------------------------------------------------------ each entry */

static void check_words(const char *code, const char *text)
{
    xt_str words = xt_str_of(text);
    ck_assert_msg(words.size > 0, "%s", code);
    ck_assert_uint_eq(xt_utf8_valid(words), words.size);
    ck_assert_msg(words.data[0] != ' ' && words.data[words.size - 1] != ' ', "%s: \"%s\"", code, text);
    ck_assert_msg(strstr(text, "  ") == NULL && strpbrk(text, "\n\r\t") == NULL, "%s: \"%s\"", code, text);
}

static bool has_thai(const char *text)
{
    return strstr(text, "\xE0\xB8") || strstr(text, "\xE0\xB9");
}

START_TEST(says_each_in_both_languages)
{
    const xt_rule *rule = &xt_rules[_i];
    ck_assert_ptr_nonnull(rule->code);
    ck_assert_msg(rule->code[strspn(rule->code, "abcdefghijklmnopqrstuvwxyz-")] == '\0', "%s", rule->code);
    ck_assert_int_lt(rule->severity, XT_SEVERITY_COUNT);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        check_words(rule->code, rule->title[lang]);
        check_words(rule->code, rule->text[lang]);
        ck_assert_str_ne(rule->title[lang], rule->text[lang]);
    }
    ck_assert(has_thai(rule->title[XT_LANG_TH]) && has_thai(rule->text[XT_LANG_TH]));
    ck_assert_msg(!has_thai(rule->title[XT_LANG_EN]), "%s", rule->title[XT_LANG_EN]);
    const char *english = rule->text[XT_LANG_EN];
    ck_assert_msg(english[strlen(english) - 1] == '.', "%s", english);
    if (rule->repair)
        check_words(rule->code, rule->repair);
}
END_TEST

enum { PLACEHOLDERS = 8, PLACEHOLDER_SIZE = 32 };

/* The different placeholders of a sentence, without the way they are shown. */
static size_t placeholders_of(const char *text, char out[PLACEHOLDERS][PLACEHOLDER_SIZE])
{
    static const char *const KNOWN[] = {"value", "expected", "repair", "other", "limit", "label"};
    static const char *const WAYS[] = {"}", "|date}", "|baht}"};
    size_t count = 0;
    ck_assert_msg(strcspn(text, "}") >= strcspn(text, "{"), "%s", text);
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        size_t size = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz");
        bool known = false, shown = false;
        for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
            known = known || (strlen(KNOWN[i]) == size && strncmp(KNOWN[i], at + 1, size) == 0);
        for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
            shown = shown || strncmp(WAYS[i], at + 1 + size, strlen(WAYS[i])) == 0;
        ck_assert_msg(known && shown, "%s", at);
        bool there = false;
        for (size_t i = 0; i < count; i++)
            there = there || (strlen(out[i]) == size && strncmp(out[i], at + 1, size) == 0);
        ck_assert(there || count < PLACEHOLDERS);
        if (!there) {
            memcpy(out[count], at + 1, size);
            out[count++][size] = '\0';
        }
    }
    return count;
}

START_TEST(fills_the_same_into_both_languages)
{
    char english[PLACEHOLDERS][PLACEHOLDER_SIZE], thai[PLACEHOLDERS][PLACEHOLDER_SIZE];
    const xt_rule *rule = &xt_rules[_i];
    size_t count = placeholders_of(rule->text[XT_LANG_EN], english);
    ck_assert_msg(placeholders_of(rule->text[XT_LANG_TH], thai) == count, "%s", rule->code);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t n = 0; n < count; n++)
            found = found || strcmp(english[i], thai[n]) == 0;
        ck_assert_msg(found, "%s: {%s}", rule->code, english[i]);
    }
    for (int lang = 0; lang < XT_LANG_COUNT; lang++)
        ck_assert_msg(!strpbrk(rule->title[lang], "{}"), "%s", rule->title[lang]);
}
END_TEST

/* Entries that share a code differ in what they say or how bad it is. */
START_TEST(has_each_entry_once)
{
    for (int i = 0; i < _i; i++)
        ck_assert_str_ne(xt_rules[i].text[XT_LANG_EN], xt_rules[_i].text[XT_LANG_EN]);
}
END_TEST

/* ------------------------------------------------------------ for other programs */

START_TEST(shows_the_table)
{
    ck_assert_uint_eq(xt_rule_count(), XT_CODE_COUNT);
    for (size_t i = 0; i < xt_rule_count(); i++)
        for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
            xt_rule_info info = xt_rule_at(i, (xt_lang)lang);
            ck_assert_ptr_eq(info.code, xt_rules[i].code);
            ck_assert_int_eq(info.severity, xt_rules[i].severity);
            ck_assert_ptr_eq(info.title, xt_rules[i].title[lang]);
            ck_assert_ptr_eq(info.text, xt_rules[i].text[lang]);
            ck_assert_ptr_eq(info.repair, xt_rules[i].repair);
        }
    ck_assert_ptr_nonnull(xt_rule_at(SIZE_MAX, XT_LANG_EN).code);
}
END_TEST

START_TEST(names_severities)
{
    ck_assert_str_eq(xt_severity_name(XT_NOTE), "note");
    ck_assert_str_eq(xt_severity_name(XT_WARNING), "warning");
    ck_assert_str_eq(xt_severity_name(XT_ERROR), "error");
    ck_assert_ptr_nonnull(xt_severity_name((xt_severity)99));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("rule");
    TCase *cases = tcase_create("rule");
    tcase_add_loop_test(cases, has_what_was_published, 0, XT_ENTRIES(PUBLISHED));
    tcase_add_loop_test(cases, is_published, 0, XT_CODE_COUNT);
    tcase_add_loop_test(cases, says_each_in_both_languages, 0, XT_CODE_COUNT);
    tcase_add_loop_test(cases, fills_the_same_into_both_languages, 0, XT_CODE_COUNT);
    tcase_add_loop_test(cases, has_each_entry_once, 0, XT_CODE_COUNT);
    tcase_add_test(cases, shows_the_table);
    tcase_add_test(cases, names_severities);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
