/* SPDX-License-Identifier: MIT
 *
 * What the scanner takes, and that it says MORE, never OK or ODD, for every beginning of what it takes.
 */
#include "read/scan.h"
#include "xt_test.h"

/* Tags behind their "<name": how many attributes, and the value of the last. */
static const struct {
    const char *text;
    xt_scanned scanned;
    size_t count;
    const char *last;
    bool empty;
} TAGS[] = {
    {">", XT_SCAN_OK, 0, NULL, false},
    {"/>", XT_SCAN_OK, 0, NULL, true},
    {" r=\"A1\" s=\"3\">", XT_SCAN_OK, 2, "3", false},
    {"\n\tr=\"1\"  />", XT_SCAN_OK, 1, "1", true},
    {" xml:space=\"preserve\">", XT_SCAN_OK, 1, "preserve", false},
    {" a=\"\">", XT_SCAN_OK, 1, "", false},
    {" a=\"x > y\">", XT_SCAN_OK, 1, "x > y", false},
    {"x>", XT_SCAN_ODD, 0, NULL, false},
    {" a='1'>", XT_SCAN_ODD, 0, NULL, false},
    {" a = \"1\">", XT_SCAN_ODD, 0, NULL, false},
    {" a=\"1\"b=\"2\">", XT_SCAN_ODD, 0, NULL, false},
    {" a=\"1\" a=\"2\">", XT_SCAN_ODD, 0, NULL, false},
    {" a=\"<\">", XT_SCAN_ODD, 0, NULL, false},
    {" a=\"&amp;\">", XT_SCAN_ODD, 0, NULL, false},
    {" a=\"ก\">", XT_SCAN_ODD, 0, NULL, false},
    {" y:z=\"1\">", XT_SCAN_ODD, 0, NULL, false},
    {" xmlns=\"u\">", XT_SCAN_ODD, 0, NULL, false},
    {" 1a=\"1\">", XT_SCAN_ODD, 0, NULL, false},
    {"/ >", XT_SCAN_ODD, 0, NULL, false},
};

START_TEST(takes_tags)
{
    size_t size = strlen(TAGS[_i].text);
    xt_tag tag;
    xt_scan s = {TAGS[_i].text, TAGS[_i].text + size, false};
    ck_assert_msg(xt_scan_tag(&s, &tag) == TAGS[_i].scanned, "<c%s", TAGS[_i].text);
    if (TAGS[_i].scanned != XT_SCAN_OK)
        return;
    ck_assert(s.at == s.end && tag.empty == TAGS[_i].empty);
    ck_assert_uint_eq(tag.count, TAGS[_i].count);
    if (tag.count)
        xt_assert_str(tag.attributes[tag.count - 1].value, TAGS[_i].last);
    for (size_t cut = 0; cut < size; cut++) {
        xt_scan part = {TAGS[_i].text, TAGS[_i].text + cut, false};
        ck_assert_msg(xt_scan_tag(&part, &tag) == XT_SCAN_MORE, "<c%.*s", (int)cut, TAGS[_i].text);
    }
}
END_TEST

/* Character data up to the "<". */
static const struct {
    const char *text;
    const char *taken; /* NULL: odd */
} TEXTS[] = {
    {"<", ""},
    {"ที่ 1<", "ที่ 1"},
    {"a\n\tb > \"c\" 'd'<", "a\n\tb > \"c\" 'd'"},
    {"&amp;&lt;&gt;&quot;&apos;<", "&<>\"'"},
    {"ก&#3586;&#xE04;ง<", "กขคง"},
    {"&#x1F600;<", "😀"},
    {"a]b]]c<", "a]b]]c"},
    {"é 中 😀<", "é 中 😀"},
    {"a]]>b<", NULL},
    {"a\rb<", NULL},
    {"\x01<", NULL},
    {"\xFF<", NULL},
    {"\xE0\xB8<", NULL},
    {"\xEF\xBF\xBF<", NULL},
    {"&nbsp;<", NULL},
    {"&#0;<", NULL},
    {"&#xD800;<", NULL},
    {"&#x110000;<", NULL},
    {"&<", NULL},
};

START_TEST(takes_texts)
{
    size_t size = strlen(TEXTS[_i].text);
    xt_arena arena = {0};
    xt_str text = {0};
    xt_status fault = XT_OK;
    xt_scan s = {TEXTS[_i].text, TEXTS[_i].text + size, false};
    xt_scanned scanned = xt_scan_text(&s, &arena, &text, &fault);
    /* A cut entity or character may still become right with more bytes, so "odd" may be said as "more". */
    ck_assert_msg(TEXTS[_i].taken ? scanned == XT_SCAN_OK : scanned != XT_SCAN_OK, "%s", TEXTS[_i].text);
    if (TEXTS[_i].taken) {
        xt_assert_str(text, TEXTS[_i].taken);
        ck_assert(*s.at == '<' && fault == XT_OK);
        for (size_t cut = 0; cut < size; cut++) {
            xt_scan part = {TEXTS[_i].text, TEXTS[_i].text + cut, false};
            ck_assert_msg(xt_scan_text(&part, &arena, &text, &fault) == XT_SCAN_MORE, "%.*s", (int)cut,
                          TEXTS[_i].text);
        }
    }
    xt_arena_free(&arena);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("scan");
    TCase *tests = tcase_create("scan");
    tcase_add_loop_test(tests, takes_tags, 0, XT_ENTRIES(TAGS));
    tcase_add_loop_test(tests, takes_texts, 0, XT_ENTRIES(TEXTS));
    suite_add_tcase(suite, tests);
    return suite;
}

XT_TEST_MAIN(make_suite)
