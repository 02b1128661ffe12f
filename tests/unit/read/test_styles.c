/* SPDX-License-Identifier: MIT */
#include "read/styles.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

static const struct {
    const char *code;
    bool is_date;
} CODES[] = {
    /* dates and times */
    {"d/m/yyyy", true},
    {"DD/MM/YYYY", true},
    {"yyyy\\-mm\\-dd;@", true},
    {"[$-409]d\\-mmm\\-yy;@", true},
    {"[$-1070000]d/m/yy;@", true},
    {"[$-D07041E]d mmmm yyyy;@", true},
    {"[$-41E]d mmm bbbb", true},
    {"bb", true},
    {"\"วันที่ \"d mmmm yyyy", true},
    {"h:mm", true},
    {"h:mm AM/PM", true},
    {"[h]:mm:ss", true},
    {"[hh]", true},
    {"[mm]:ss", true},
    {"[S]", true},
    {"mm:ss.0", true},
    {"mmmm", true},
    {"ggge\"年\"m\"月\"d\"日\"", true},
    {"[Red]d/m/yyyy", true},
    {"[Color10]yyyy", true},
    {"[>0]d/m/yyyy;General", true},
    {"yyyy\"-\"mm", true},
    {"#,##0 d", true},
    {"_-d_-", true},
    {"* d", true},
    {"ว/ด/ปปปป", true},
    {"วว/ดด/ปป", true},
    {"ว ดดดด ปปปป", true},
    {"[$-107041E]ว ดดด ปป;@", true},
    /* numbers */
    {"", false},
    {"General", false},
    {"GENERAL", false},
    {"general", false},
    {"General;-General", false},
    {"\"ที่ \"General", false},
    {"General\" วัน\"", false},
    {"General วัน", false},
    {"0", false},
    {"0.00", false},
    {"#,##0.00", false},
    {"0%", false},
    {"# ?/?", false},
    {"@", false},
    {"0.00E+00", false},
    {"##0.0E+0", false},
    {"0e+00", false},
    {"?E-0", false},
    {"[Red]0", false},
    {"[Blue][<=100]0;[Magenta]0", false},
    {"[Red]-#,##0", false},
    {"[Black]0", false},
    {"[Yellow]General", false},
    {"[$฿-41E]#,##0.00", false},
    {"[$USD] #,##0", false},
    {"[DBNum1]0", false},
    {"\"day\" 0", false},
    {"0\" months\"", false},
    {"0 \"วัน\"", false},
    {"0\\d", false},
    {"0\\d\\a\\y\\s", false},
    {"0_d", false},
    {"0_)", false},
    {"0*d", false},
    {"\\ว0", false},
    {"0\\ว", false},
    {"0_ว", false},
    {"0 วัน", false},
    {"#,##0 ด", false},
    {"#,##0.00_);(#,##0.00)", false},
    {"_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", false},
    {"_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", false},
    {"0;d", false}, /* only the first section counts */
    {";;;", false},
    {";d", false},
    {"\"open", false},
    {"\"d", false},
    {"0\\", false},
    {"_", false},
    {"*", false},
    {"[", false},
    {"[h", true},
    {"[]", false},
    {"[hm]", false},
    {"[Sx]0", false},
    {"[x]0", false},
    {"[xx]0", false},
    {"]", false},
    {"00000", false},
    {"0000000000000", false},
    {"(0) 0000-0000", false},
};

START_TEST(tells_codes)
{
    xt_str code = xt_exact(xt_str_of(CODES[_i].code));
    ck_assert_msg(xt_format_code_is_date(code) == CODES[_i].is_date, "\"%s\" is%s a date", CODES[_i].code,
                  CODES[_i].is_date ? "" : " not");
    free((void *)(uintptr_t)code.data);
}
END_TEST

static const char *const TIMES[] = {
    "h:mm", "hh:mm:ss", "mm:ss.0", "[h]:mm:ss", "[mm]", "[$-409]h:mm:ss AM/PM;@", "H\"day\"", "h:mm;d",
};
static const char *const NO_TIMES[] = {
    "d/m/yy", "h:mm d",          "[h]:mm d/m", "mm/yy h:mm", "mmm", "ว ดดด ปป",
    "e h:mm", "d mmm bbbb h:mm", "0",          "General",    "",    "[Red]0",
};

/* Times without a day. */
START_TEST(tells_times)
{
    for (size_t i = 0; i < XT_ENTRIES(TIMES); i++)
        ck_assert_msg(xt_format_code_is_time(xt_str_of(TIMES[i])), "%s", TIMES[i]);
    for (size_t i = 0; i < XT_ENTRIES(NO_TIMES); i++)
        ck_assert_msg(!xt_format_code_is_time(xt_str_of(NO_TIMES[i])), "%s", NO_TIMES[i]);
    for (uint32_t id = 0; id < 400; id++)
        ck_assert(!xt_format_id_is_time(id) || xt_format_id_is_date(id));
    ck_assert(xt_format_id_is_time(20) && !xt_format_id_is_time(22) && xt_format_id_is_time(46));
    ck_assert(xt_format_id_is_time(75) && !xt_format_id_is_time(77) && xt_format_id_is_time(79));
}
END_TEST

/* ECMA-376 part 1, 18.8.30, every number. */
START_TEST(tells_ids)
{
    for (uint32_t id = 0; id < 400; id++) {
        bool is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                       (id >= 50 && id <= 58) || (id >= 71 && id <= 81);
        ck_assert_msg(xt_format_id_is_date(id) == is_date, "id %u", id);
    }
    ck_assert(!xt_format_id_is_date(UINT32_MAX));
}
END_TEST

static xt_status read_styles(xt_styles *styles, const char *text, const xt_limits *limits, size_t chunk,
                             xt_error *error)
{
    static const xt_limits NONE = {0};
    const pack_part parts[] = {{.name = "s.xml", .text = text}, {0}};
    xt_str file = pack_zip(parts);
    xt_zip *zip = NULL;
    ck_assert_int_eq(xt_zip_open_memory(&zip, file.data, file.size, &NONE, error), XT_OK);
    xt_status status = xt_styles_read(styles, zip, 0, limits, chunk, error);
    xt_zip_close(zip);
    free((void *)(uintptr_t)file.data);
    return status;
}

static const struct {
    const char *name, *xml, *dates; /* one letter a format: d date, n number */
} STYLES[] = {
    {"built in",
     PACK_STYLES(
         "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"23\"/>"
         "<xf numFmtId=\"71\"/><xf numFmtId=\"81\"/><xf numFmtId=\"82\"/></cellXfs>"),
     "nddnddn"},
    {"own",
     PACK_STYLES("<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"d/m/yyyy\"/>"
                 "<numFmt numFmtId=\"165\" formatCode=\"0.00\"/></numFmts><cellXfs><xf numFmtId=\"165\"/>"
                 "<xf numFmtId=\"164\"/></cellXfs>"),
     "nd"},
    {"own overrules built in",
     PACK_STYLES("<numFmts><numFmt numFmtId=\"14\" formatCode=\"0.00\"/>"
                 "<numFmt numFmtId=\"2\" formatCode=\"d/m/yy\"/></numFmts><cellXfs><xf numFmtId=\"14\"/>"
                 "<xf numFmtId=\"2\"/></cellXfs>"),
     "nd"},
    {"the first of equal numbers counts",
     PACK_STYLES(
         "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0\"/>"
         "<numFmt numFmtId=\"164\" formatCode=\"d/m\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs>"),
     "n"},
    {"the formats of styles are others",
     PACK_STYLES("<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                 "<xf numFmtId=\"0\"/></cellXfs><dxfs><dxf>"
                 "<numFmt numFmtId=\"0\" formatCode=\"d/m\"/></dxf></dxfs>"),
     "n"},
    {"incomplete",
     PACK_STYLES("<numFmts><numFmt formatCode=\"d/m\"/><numFmt numFmtId=\"200\"/><numFmt numFmtId=\"14\"/>"
                 "<numFmt numFmtId=\"x\" formatCode=\"d\"/></numFmts><cellXfs><xf/><xf numFmtId=\"x\"/>"
                 "<xf numFmtId=\"-14\"/><xf numFmtId=\"99999999999999999999\"/><xf numFmtId=\"200\"/>"
                 "<xf numFmtId=\"14\"/></cellXfs>"),
     "nnnnnd"},
    {"lying count", PACK_STYLES("<cellXfs count=\"4294967295\"><xf numFmtId=\"14\"/></cellXfs>"), "d"},
    {"prefix, Strict",
     "<x:styleSheet xmlns:x=\"" PACK_STRICT
     "\"><x:numFmts><x:numFmt numFmtId=\"170\" formatCode=\"ว/ด/ปปปป\"/></x:numFmts><x:cellXfs>"
     "<x:xf numFmtId=\"170\"><x:alignment/></x:xf></x:cellXfs></x:styleSheet>",
     "d"},
    {"fallback",
     "<styleSheet xmlns=\"" PACK_MAIN "\" xmlns:mc=\"" PACK_MCE
     "\"><mc:AlternateContent><mc:Choice Requires=\"x16r2\"><numFmts>"
     "<numFmt numFmtId=\"170\" formatCode=\"0\"/></numFmts></mc:Choice><mc:Fallback><numFmts>"
     "<numFmt numFmtId=\"170\" formatCode=\"d/m\"/></numFmts></mc:Fallback></mc:AlternateContent><cellXfs>"
     "<xf numFmtId=\"170\"/></cellXfs></styleSheet>",
     "d"},
    {"none", PACK_STYLES(""), ""},
};

START_TEST(reads)
{
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_styles styles;
        ck_assert_int_eq(read_styles(&styles, STYLES[_i].xml, &limits, CHUNKS[i], NULL), XT_OK);
        uint32_t count = (uint32_t)strlen(STYLES[_i].dates);
        ck_assert_uint_eq(styles.is_date.size, count);
        for (uint32_t n = 0; n < count; n++)
            ck_assert_msg(xt_styles_is_date(&styles, n) == (STYLES[_i].dates[n] == 'd'),
                          "%s, format %u, chunk %zu", STYLES[_i].name, n, CHUNKS[i]);
        ck_assert(!xt_styles_is_date(&styles, count));
        ck_assert(!xt_styles_is_date(&styles, UINT32_MAX));
        xt_styles_free(&styles);
        ck_assert(!xt_styles_is_date(&styles, 0));
    }
}
END_TEST

static const struct {
    const char *name, *xml;
    xt_limits limits;
    fault wanted;
} LIMITS[] = {
    {"formats", PACK_STYLES("<cellXfs><xf/><xf/><xf/></cellXfs>"), {.cell_formats = 3}, {0}},
    {"formats, over",
     PACK_STYLES("<cellXfs><xf/><xf/><xf/></cellXfs>"),
     {.cell_formats = 2},
     {XT_SAY_LIMIT_FORMATS, NULL, NULL, 3, 2}},
    {"part size, over", PACK_STYLES(""), {.part_size = 10}, {XT_SAY_LIMIT_PART, "s.xml", NULL, 0, 10}},
    {"cut", "<styleSheet xmlns=\"" PACK_MAIN "\"><cellXfs>", {0}, {XT_SAY_XML_CUT, "s.xml", NULL, 0, 0}},
    {"another part", PACK_SHEET(""), {0}, {XT_SAY_XML_ROOT, "s.xml", "worksheet", 0, 0}},
};

START_TEST(limits)
{
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_styles styles;
        xt_error error;
        xt_status status = read_styles(&styles, LIMITS[_i].xml, &LIMITS[_i].limits, CHUNKS[i], &error);
        if (LIMITS[_i].wanted.sentence == XT_SAY_OK)
            ck_assert_msg(status == XT_OK, "%s, chunk %zu", LIMITS[_i].name, CHUNKS[i]);
        else
            check_fault(LIMITS[_i].name, CHUNKS[i], &LIMITS[_i].wanted, status, &error);
        xt_styles_free(&styles);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("styles");
    TCase *cases = tcase_create("styles");
    tcase_add_loop_test(cases, tells_codes, 0, XT_ENTRIES(CODES));
    tcase_add_test(cases, tells_times);
    tcase_add_test(cases, tells_ids);
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(STYLES));
    tcase_add_loop_test(cases, limits, 0, XT_ENTRIES(LIMITS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
