/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/sink.h"

START_TEST(cuts_at_a_character)
{
    char out[8];
    xt_sink s = xt_sink_begin(out, sizeof out);
    ck_assert_str_eq(out, "");
    xt_sink_put(&s, XT_LITERAL("ab"));
    xt_sink_put(&s, XT_LITERAL("กข")); /* 6 bytes where 5 are left */
    ck_assert_str_eq(out, "abก");
    xt_sink_put(&s, XT_LITERAL("c")); /* would fit, but is not what follows */
    xt_sink_number(&s, 1);
    ck_assert_str_eq(out, "abก");
}
END_TEST

START_TEST(room_for_the_terminator_alone)
{
    char out[1] = {'x'};
    xt_sink s = xt_sink_begin(out, sizeof out);
    xt_sink_put(&s, XT_LITERAL("a"));
    ck_assert_str_eq(out, "");
}
END_TEST

static void put_word(const void *context, xt_str word, xt_lang lang, xt_sink *s)
{
    ck_assert_int_eq(lang, XT_LANG_TH);
    if (xt_str_equal(word, XT_LITERAL("number")))
        xt_sink_number(s, *(const int64_t *)context);
    else
        xt_sink_put(s, word);
}

START_TEST(sentence)
{
    static const struct {
        const char *sentence, *wanted;
    } SENTENCES[] = {
        {"", ""},
        {"as it is", "as it is"},
        {"{number}", "-9223372036854775808"},
        {"a {number}{x} b {y}.", "a -9223372036854775808x b y."},
        {"{}", ""},
    };
    const int64_t number = INT64_MIN;
    for (size_t i = 0; i < sizeof SENTENCES / sizeof *SENTENCES; i++) {
        char out[64];
        xt_sink s = xt_sink_begin(out, sizeof out);
        xt_sink_sentence(&s, SENTENCES[i].sentence, XT_LANG_TH, put_word, &number);
        ck_assert_str_eq(out, SENTENCES[i].wanted);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("sink");
    TCase *tcase = tcase_create("sink");
    tcase_add_test(tcase, cuts_at_a_character);
    tcase_add_test(tcase, room_for_the_terminator_alone);
    tcase_add_test(tcase, sentence);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
