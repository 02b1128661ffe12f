/* SPDX-License-Identifier: MIT */
#include "read/strings.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

static xt_status read_strings(xt_strings *strings, const char *text, const xt_limits *limits, size_t chunk,
                              xt_error *error)
{
    static const xt_limits NONE = {0};
    const pack_part parts[] = {{.name = "s.xml", .text = text}, {0}};
    xt_str file = pack_zip(parts);
    xt_zip *zip = NULL;
    ck_assert_int_eq(xt_zip_open_memory(&zip, file.data, file.size, &NONE, error), XT_OK);
    xt_status status = xt_strings_read(strings, zip, 0, limits, chunk, true, false, error);
    xt_zip_close(zip);
    free((void *)(uintptr_t)file.data);
    return status;
}

static const struct {
    const char *name, *xml, *texts; /* the texts with | between */
} TEXTS[] = {
    {"plain", PACK_STRINGS("<si><t>ที่</t></si><si><t>รายการ</t></si>"), "ที่|รายการ"},
    {"none", PACK_STRINGS(""), NULL},
    {"empty ones count", PACK_STRINGS("<si/><si><t/></si><si><t></t></si><si><t>x</t></si>"), "|||x"},
    {"blanks are kept", PACK_STRINGS("<si><t xml:space=\"preserve\"> a  b </t></si><si><t> c </t></si>"),
     " a  b | c "},
    {"blanks around the text do not count", PACK_STRINGS("\n <si>\n  <t>a</t>\n </si>\n"), "a"},
    {"line ends", PACK_STRINGS("<si><t>a\r\nb\rc&#10;d</t></si>"), "a\nb\nc\nd"},
    {"runs",
     PACK_STRINGS("<si><r><t>ต้น</t></r><r><rPr><b/><t>no</t></rPr><t>ปลาย</t></r></si><si><t>z</t></si>"),
     "ต้นปลาย|z"},
    {"text and runs", PACK_STRINGS("<si><t>a</t><r><t>b</t></r></si>"), "ab"},
    {"phonetic runs are dropped",
     PACK_STRINGS("<si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh><phoneticPr fontId=\"1\"/></si>"
                  "<si><r><t>x</t></r><rPh><t>y</t></rPh></si>"),
     "課|x"},
    {"lying counts",
     "<sst xmlns=\"" PACK_MAIN
     "\" count=\"4294967295\" uniqueCount=\"99999999999999999999\"><si><t>a</t></si></sst>",
     "a"},
    {"senseless counts",
     "<sst xmlns=\"" PACK_MAIN "\" count=\"-1\" uniqueCount=\"x\"><si><t>a</t></si></sst>", "a"},
    {"prefix", "<x:sst xmlns:x=\"" PACK_MAIN "\"><x:si><x:t>ก</x:t></x:si></x:sst>", "ก"},
    {"Strict", "<sst xmlns=\"" PACK_STRICT "\"><si><t>ก</t></si></sst>", "ก"},
    {"references", PACK_STRINGS("<si><t>&lt;&amp;&gt;&#x0E01;<![CDATA[<b>]]></t></si>"), "<&>ก<b>"},
    {"escapes", PACK_STRINGS("<si><t>a_x000D_b_x005F_x000D_c</t></si>"), "a\rb_x000D_c"},
    {"an escape does not go over a run's edge",
     PACK_STRINGS("<si><r><t>_x00</t></r><r><t>41_</t></r></si><si><t>_x0041_</t></si>"), "_x0041_|A"},
    {"an escape in the second run only", PACK_STRINGS("<si><r><t>_x0041_</t></r><r><t>_x0042_</t></r></si>"),
     "AB"},
    {"beyond the basic plane", PACK_STRINGS("<si><t>😀&#x1F600;_xD83D__xDE00_</t></si>"), "😀😀😀"},
    {"extensions are passed over",
     PACK_STRINGS("<si><t>a</t></si><extLst><ext><si><t>b</t></si></ext></extLst>"), "a"},
    {"text outside <t>", PACK_STRINGS("x<si>y<t>a</t>z</si>"), "a"},
};

START_TEST(reads)
{
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_strings strings;
        xt_bytes all = xt_bytes_make(1000);
        ck_assert_int_eq(read_strings(&strings, TEXTS[_i].xml, &limits, CHUNKS[i], NULL), XT_OK);
        for (size_t n = 0; n < strings.count; n++) {
            xt_bytes_puts(&all, n ? "|" : "");
            xt_bytes_add(&all, xt_strings_get(&strings, n));
        }
        ck_assert(TEXTS[_i].texts || strings.count == 0);
        ck_assert_msg(strcmp(xt_bytes_cstr(&all), TEXTS[_i].texts ? TEXTS[_i].texts : "") == 0,
                      "%s, chunk %zu: %s", TEXTS[_i].name, CHUNKS[i], xt_bytes_cstr(&all));
        xt_bytes_free(&all);
        xt_strings_free(&strings);
        ck_assert_uint_eq(strings.count, 0);
    }
}
END_TEST

/* Thousands of texts of all sizes: no text runs into its neighbour. */
START_TEST(keeps_them_apart)
{
    enum { COUNT = 5000 };
    xt_bytes xml = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&xml, "<sst xmlns=\"" PACK_MAIN "\">");
    for (int i = 0; i < COUNT; i++)
        xt_bytes_printf(&xml, "<si><t>%.*sก%d</t></si>", i % 50,
                        "**************************************************", i);
    xt_bytes_puts(&xml, "</sst>");
    xt_limits limits = xt_limits_default();
    xt_strings strings;
    ck_assert_int_eq(read_strings(&strings, xt_bytes_cstr(&xml), &limits, 4096, NULL), XT_OK);
    ck_assert_uint_eq(strings.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        char *wanted = pack_text("%.*sก%d", i % 50, "**************************************************", i);
        xt_assert_str(xt_strings_get(&strings, (size_t)i), wanted);
        free(wanted);
    }
    xt_strings_free(&strings);
    xt_bytes_free(&xml);
}
END_TEST

static const struct {
    const char *name, *xml;
    xt_limits limits;
    fault wanted;
} LIMITS[] = {
    {"count", PACK_STRINGS("<si/><si/><si/>"), {.strings_count = 3}, {0}},
    {"count, over",
     PACK_STRINGS("<si/><si/><si/>"),
     {.strings_count = 2},
     {XT_SAY_LIMIT_STRINGS, NULL, NULL, 3, 2}},
    {"size", PACK_STRINGS("<si><t>กข</t></si><si><t>c</t></si>"), {.strings_size = 7}, {0}},
    {"size, over",
     PACK_STRINGS("<si><t>กข</t></si><si><t>c</t></si>"),
     {.strings_size = 6},
     {XT_SAY_LIMIT_STRINGS_SIZE, NULL, NULL, 7, 6}},
    {"part size, over", PACK_STRINGS(""), {.part_size = 10}, {XT_SAY_LIMIT_PART, "s.xml", NULL, 0, 10}},
    {"damage", PACK_STRINGS("<si><t>a</si>"), {0}, {XT_SAY_XML_SYNTAX, "s.xml", NULL, 0, 0}},
    {"cut", "<sst xmlns=\"" PACK_MAIN "\"><si><t>a</t></si>", {0}, {XT_SAY_XML_CUT, "s.xml", NULL, 0, 0}},
    {"another part", PACK_SHEET(""), {0}, {XT_SAY_XML_ROOT, "s.xml", "worksheet", 0, 0}},
};

START_TEST(limits)
{
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_strings strings;
        xt_error error;
        xt_status status = read_strings(&strings, LIMITS[_i].xml, &LIMITS[_i].limits, CHUNKS[i], &error);
        if (LIMITS[_i].wanted.sentence == XT_SAY_OK)
            ck_assert_msg(status == XT_OK, "%s, chunk %zu", LIMITS[_i].name, CHUNKS[i]);
        else
            check_fault(LIMITS[_i].name, CHUNKS[i], &LIMITS[_i].wanted, status, &error);
        if (status)
            ck_assert_uint_eq(strings.count, 0);
        xt_strings_free(&strings);
    }
}
END_TEST

static const struct {
    const char *text, *decoded;
} ESCAPES[] = {
    {"", ""},
    {"plain", "plain"},
    {"ที่", "ที่"},
    {"_", "_"},
    {"_x", "_x"},
    {"_x0041", "_x0041"},
    {"_x0041_", "A"},
    {"a_x0041_b", "aAb"},
    {"_x0041__x0042_", "AB"},
    {"_x0041_x0042_", "Ax0042_"},
    {"__x0041_", "_A"},
    {"_x_x0041_", "_xA"},
    {"_x004_x0041_", "_x004A"},
    {"_x000D__x000A_", "\r\n"},
    {"_x000d_", "\r"},
    {"_X0041_", "_X0041_"},
    {"_x004G_", "_x004G_"},
    {"_x 041_", "_x 041_"},
    {"_x-041_", "_x-041_"},
    {"_x005F_x0041_", "_x0041_"},
    {"_x005F__x0041_", "_A"},
    {"_x005F_", "_"},
    {"_x0E17_ี่", "ที่"},
    {"_x00E9_", "é"},
    {"_x20AC_", "€"},
    {"_xFFFD_", "\xEF\xBF\xBD"},
    {"_xFFFF_", "\xEF\xBF\xBF"},
    {"_xD83D__xDE00_", "😀"},
    {"_xD800__xDC00_", "\xF0\x90\x80\x80"},
    {"_xDBFF__xDFFF_", "\xF4\x8F\xBF\xBF"},
    {"_xD83D_", "\xEF\xBF\xBD"},
    {"_xDE00_", "\xEF\xBF\xBD"},
    {"_xD83D_x", "\xEF\xBF\xBDx"},
    {"_xDE00__xD83D_", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"_xD83D__xD83D__xDE00_", "\xEF\xBF\xBD😀"},
    {"_xD83D__x0041_", "\xEF\xBF\xBD"
                       "A"},
    {"_xD83D_ _xDE00_", "\xEF\xBF\xBD \xEF\xBF\xBD"},
};

START_TEST(decodes_escapes)
{
    xt_str text = xt_exact(xt_str_of(ESCAPES[_i].text));
    char *data = (char *)(uintptr_t)text.data;
    size_t size = text.size ? xt_unescape(data, text.size) : 0;
    xt_assert_str(((xt_str){data, size}), ESCAPES[_i].decoded);
    free(data);
}
END_TEST

START_TEST(decodes_a_zero)
{
    char text[] = "a_x0000_b";
    ck_assert_uint_eq(xt_unescape(text, sizeof text - 1), 3);
    ck_assert(memcmp(text, "a\0b", 3) == 0);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("strings");
    TCase *cases = tcase_create("strings");
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(TEXTS));
    tcase_add_test(cases, keeps_them_apart);
    tcase_add_loop_test(cases, limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_loop_test(cases, decodes_escapes, 0, XT_ENTRIES(ESCAPES));
    tcase_add_test(cases, decodes_a_zero);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
