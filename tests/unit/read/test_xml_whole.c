/* SPDX-License-Identifier: MIT */
#include "read/xml_whole.h"

#include "read/pack.h"
#include "xt_test.h"

/* What a part came out as, and whether that is the whole of one. */
static const struct {
    const char *text;
    bool whole;
} PARTS[] = {
    {"<?xml version=\"1.0\"?>\n<a:theme xmlns:a=\"urn:a\"><a:b c=\"d\"/>text</a:theme>", true},
    {"<xml/>", true},
    {"<unbound:prefix/>", true}, /* names are nobody's business here */
    {"", false},
    {"\n", false},
    {"<?xml version=\"1.0\"?>\n", false},
    {"<a><b/>", false},                        /* the end is lost */
    {"b></a>", false},                         /* the beginning */
    {"<a><b c=\"1\"/><b =\"3\"/></a>", false}, /* something between */
    {"<a/><a/>", false},
};

START_TEST(tells_what_is_whole)
{
    const xt_limits limits = xt_limits_default();
    const pack_part parts[] = {{.name = "first.xml", .text = "<first/>"},
                               {.name = "part.xml", .text = PARTS[_i].text},
                               {.name = NULL}};
    xt_str archive = pack_zip(parts);
    xt_zip *zip = NULL;
    bool whole = !PARTS[_i].whole;
    ck_assert_int_eq(xt_zip_open_memory(&zip, archive.data, archive.size, &limits, NULL), XT_OK);
    ck_assert_int_eq(xt_part_is_whole(zip, 1, &whole, NULL), XT_OK);
    ck_assert_msg(whole == PARTS[_i].whole, "%s", PARTS[_i].text);
    xt_zip_close(zip);
    free((char *)(uintptr_t)archive.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("xml_whole");
    TCase *cases = tcase_create("xml_whole");
    tcase_add_loop_test(cases, tells_what_is_whole, 0, XT_ENTRIES(PARTS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
