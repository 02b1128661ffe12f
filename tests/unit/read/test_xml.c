/* SPDX-License-Identifier: MIT
 *
 * The XML layer by itself, through a small grammar: <worksheet><sheetData><row><c><v>. What the handlers saw
 * is written down as "<row r=1>", "text", "</row>".
 */
#include "read/xml.h"

#include "base/bytes.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

enum { E_SHEET = 1, E_DATA, E_ROW, E_VALUE };

static const xt_xml_rule GRAMMAR[] = {
    {E_ROW, "v", E_VALUE},
    {E_DATA, "row", E_ROW},
    {E_SHEET, "sheetData", E_DATA},
    {XT_XML_ROOT, "worksheet", E_SHEET},
    {0, NULL, 0},
};

static const char *const KINDS[] = {"?", "sheet", "data", "row", "v"};

typedef struct reader {
    xt_bytes seen;
    int fail_at;  /* the handler fails at the start of this kind */
    int pause_at; /* and pauses at the end of this one */
    bool in_text;
} reader;

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    r->in_text = false;
    if (kind == r->fail_at)
        return xt_fail_at(error, XT_SAY_MERGE, XT_LITERAL("here"), XT_LITERAL("there"));
    const char *number = xt_xml_attribute(attributes, "r");
    const char *id = xt_xml_relationship(attributes, "id");
    xt_bytes_printf(&r->seen, "<%s%s%s%s%s>", KINDS[kind], number ? " r=" : "", number ? number : "",
                    id ? " id=" : "", id ? id : "");
    return XT_OK;
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml, (void)error;
    reader *r = context;
    if (kind == E_VALUE)
        xt_bytes_add(&r->seen, piece);
    return XT_OK;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    (void)error;
    reader *r = context;
    xt_bytes_printf(&r->seen, "</%s>", KINDS[kind]);
    if (kind == r->pause_at)
        xt_xml_pause(xml);
    return XT_OK;
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start, .end = on_end, .text = on_text};

static xt_zip *zip_with(xt_str *file, const char *text, size_t size)
{
    static const xt_limits NONE = {0};
    const pack_part parts[] = {{.name = "p.xml", .text = text, .size = size}, {0}};
    xt_zip *zip = NULL;
    *file = pack_zip(parts);
    ck_assert_int_eq(xt_zip_open_memory(&zip, file->data, file->size, &NONE, NULL), XT_OK);
    return zip;
}

/* Reads the part p.xml with this text; *seen is what the handlers wrote down. */
static xt_status read_text(reader *r, xt_str text, const xt_limits *limits, size_t chunk, xt_error *error)
{
    xt_str file;
    xt_zip *zip = zip_with(&file, text.data, text.size);
    r->seen = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_xml_read(zip, 0, &HANDLER, r, limits, chunk, error);
    xt_zip_close(zip);
    free((void *)(uintptr_t)file.data);
    return status;
}

#define ROOT "<worksheet xmlns=\"" PACK_MAIN "\">"
#define MCE  " xmlns:mc=\"" PACK_MCE "\""
#define XR   " xmlns:r=\"" PACK_OFFICE "\""
#define ALL  "<sheet><data><row r=1><v>ที่</v></row></data></sheet>"

static const struct {
    const char *name, *xml, *seen;
} READ[] = {
    {"plain", ROOT "<sheetData><row r=\"1\"><v>ที่</v></row></sheetData></worksheet>", ALL},
    {"declaration and comment",
     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- by a program -->" ROOT
     "<sheetData><!-- x --><row r=\"1\"><v>ท<!-- y -->ี่</v></row><?pi z?></sheetData></worksheet>\n",
     ALL},
    {"byte order mark", "\xEF\xBB\xBF" ROOT "<sheetData><row r=\"1\"><v>ที่</v></row></sheetData></worksheet>",
     ALL},
    {"prefix",
     "<x:worksheet xmlns:x=\"" PACK_MAIN "\"><x:sheetData><x:row r=\"1\">"
     "<x:v>ที่</x:v></x:row></x:sheetData></x:worksheet>",
     ALL},
    {"Strict",
     "<worksheet xmlns=\"" PACK_STRICT "\"><sheetData><row r=\"1\"><v>ที่</v></row></sheetData></worksheet>",
     ALL},
    {"prefix declared further in",
     ROOT "<m:sheetData xmlns:m=\"" PACK_MAIN "\"><m:row r=\"1\"><v>ที่</v></m:row></m:sheetData></worksheet>",
     ALL},
    {"another namespace is passed over",
     ROOT "<row xmlns=\"urn:other\"/><sheetData><o:row xmlns:o=\"urn:other\" r=\"9\"><v>x</v></o:row>"
          "<row r=\"1\"><v>ที่</v></row></sheetData></worksheet>",
     ALL},
    {"an element in another place is passed over",
     ROOT "<v>x</v><row r=\"7\"><v>y</v></row><sheetData><v>z</v>"
          "<row r=\"1\"><v>ที่</v></row></sheetData></worksheet>",
     ALL},
    {"unknown elements with known ones inside",
     ROOT "<extLst><ext><sheetData><row r=\"7\"><v>y</v></row></sheetData></ext></extLst><sheetData>"
          "<row r=\"1\"><v>ที่<sup>x</sup></v></row></sheetData></worksheet>",
     ALL},
    {"CDATA and references",
     ROOT "<sheetData><row r=\"&#49;\"><v><![CDATA["
          "<a>&]]>&lt;&amp;&#x0E01;&#3586;&quot;</v></row></sheetData></worksheet>",
     "<sheet><data><row r=1><v><a>&<&กข\"</v></row></data></sheet>"},
    {"fallback of markup compatibility",
     ROOT
     "<mc:AlternateContent" MCE
     "><mc:Choice Requires=\"x99\"><sheetData><row r=\"9\"/></sheetData></mc:Choice><mc:Fallback><sheetData>"
     "<row r=\"1\"><v>ที่</v></row></sheetData></mc:Fallback></mc:AlternateContent></worksheet>",
     ALL},
    {"fallback inside fallback",
     ROOT "<sheetData><row r=\"1\"><mc:AlternateContent" MCE
          "><mc:Fallback><mc:AlternateContent><mc:Choice><v>x</v></mc:Choice>"
          "<mc:Fallback>"
          "<v>ที่</v></mc:Fallback></mc:AlternateContent></mc:Fallback></mc:AlternateContent></row></sheetData>"
          "</worksheet>",
     ALL},
    {"choice without fallback",
     ROOT "<mc:AlternateContent" MCE
          "><mc:Choice Requires=\"x99\"><sheetData/></mc:Choice></mc:AlternateContent><sheetData>"
          "<row r=\"1\"><v>ที่</v></row></sheetData></worksheet>",
     ALL},
    {"relationships",
     ROOT "<sheetData" XR " r:id=\"rId7\" id=\"no\"><row xmlns:q=\"" PACK_STRICT_OFFICE
          "\" q:id=\"rId8\" r=\"2\"/></sheetData></worksheet>",
     "<sheet><data id=rId7><row r=2 id=rId8></row></data></sheet>"},
    {"an attribute with a prefix is another one",
     ROOT "<sheetData" XR "><row r:r=\"1\"/></sheetData></worksheet>",
     "<sheet><data><row></row></data></sheet>"},
    {"ISO 8859-1",
     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" ROOT
     "<sheetData><row><v>\xE9</v></row></sheetData></worksheet>",
     "<sheet><data><row><v>é</v></row></data></sheet>"},
    {"empty root", ROOT "</worksheet>", "<sheet></sheet>"},
};

START_TEST(reads)
{
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {0};
        char message[XT_MESSAGE_SIZE];
        xt_error error;
        xt_status status = read_text(&r, xt_str_of(READ[_i].xml), &limits, CHUNKS[i], &error);
        ck_assert_msg(status == XT_OK, "%s, chunk %zu: %s", READ[_i].name, CHUNKS[i],
                      status ? xt_error_message(&error, XT_LANG_EN, message, sizeof message) : "");
        ck_assert_msg(strcmp(xt_bytes_cstr(&r.seen), READ[_i].seen) == 0, "%s, chunk %zu: %s", READ[_i].name,
                      CHUNKS[i], xt_bytes_cstr(&r.seen));
        xt_bytes_free(&r.seen);
    }
}
END_TEST

/* UTF-16 in both orders, with a byte order mark. */
START_TEST(reads_utf16)
{
    static const char XML[] =
        "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData><row r=\"1\"><v>?</v></row></sheetData></worksheet>";
    xt_limits limits = xt_limits_default();
    bool big = _i != 0;
    char wide[2 * sizeof XML + 2];
    size_t size = 0;
    const uint16_t mark = 0xFEFF, letter = 0x0E01;
    for (size_t i = 0; i < sizeof XML; i++) {
        uint16_t unit = i == 0 ? mark : (uint16_t)(unsigned char)XML[i - 1];
        unit = unit == '?' ? letter : unit;
        wide[size++] = (char)(big ? unit >> 8 : unit & 0xFF);
        wide[size++] = (char)(big ? unit & 0xFF : unit >> 8);
    }
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {0};
        ck_assert_int_eq(read_text(&r, (xt_str){wide, size}, &limits, CHUNKS[i], NULL), XT_OK);
        ck_assert_str_eq(xt_bytes_cstr(&r.seen), "<sheet><data><row r=1><v>ก</v></row></data></sheet>");
        xt_bytes_free(&r.seen);
    }
}
END_TEST

static const struct {
    const char *name, *xml;
    fault wanted;
    int64_t line, column; /* 0: not looked at */
} REFUSED[] = {
    {"other root", "<workbook xmlns=\"" PACK_MAIN "\"/>", {XT_SAY_XML_ROOT, "p.xml", "workbook", 0, 0}, 0, 0},
    {"root without namespace", "<worksheet/>", {XT_SAY_XML_ROOT, "p.xml", "worksheet", 0, 0}, 0, 0},
    {"root of another namespace",
     "<worksheet xmlns=\"urn:x\"/>",
     {XT_SAY_XML_ROOT, "p.xml", "worksheet", 0, 0},
     0,
     0},
    {"web page", "<html><body/></html>", {XT_SAY_XML_ROOT, "p.xml", "html", 0, 0}, 0, 0},
    {"compatibility as root",
     "<mc:AlternateContent" MCE "><mc:Fallback>" ROOT "</worksheet></mc:Fallback></mc:AlternateContent>",
     {XT_SAY_XML_ROOT, "p.xml", "AlternateContent", 0, 0},
     0,
     0},
    {"blank part", " ", {XT_SAY_XML_CUT, "p.xml", NULL, 0, 0}, 0, 0},
    {"no markup", "hello", {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0}, 1, 1},
    {"doctype", "<!DOCTYPE worksheet>" ROOT "</worksheet>", {XT_SAY_XML_DOCTYPE, "p.xml", NULL, 0, 0}, 0, 0},
    {"entities",
     "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" ROOT "&b;</worksheet>",
     {XT_SAY_XML_DOCTYPE, "p.xml", NULL, 0, 0},
     0,
     0},
    {"external entity",
     "<!DOCTYPE w SYSTEM \"file:///etc/passwd\">" ROOT "</worksheet>",
     {XT_SAY_XML_DOCTYPE, "p.xml", NULL, 0, 0},
     0,
     0},
    {"unknown entity", ROOT "&nbsp;</worksheet>", {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0}, 0, 0},
    {"wrong end", ROOT "\n<sheetData>\n  </row></worksheet>", {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0}, 3, 5},
    {"no end", ROOT "<sheetData>", {XT_SAY_XML_CUT, "p.xml", NULL, 0, 0}, 0, 0},
    {"cut in a tag", ROOT "<sheetData", {XT_SAY_XML_CUT, "p.xml", NULL, 0, 0}, 0, 0},
    {"cut in a character", ROOT "<sheetData>\xE0\xB8", {XT_SAY_XML_CUT, "p.xml", NULL, 0, 0}, 0, 0},
    {"cut in CDATA", ROOT "<![CDATA[x", {XT_SAY_XML_CUT, "p.xml", NULL, 0, 0}, 0, 0},
    {"more behind the root", ROOT "</worksheet><worksheet/>", {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0}, 0, 0},
    {"attribute twice",
     ROOT "<sheetData a=\"1\" a=\"2\"/></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"unknown prefix", ROOT "<q:sheetData/></worksheet>", {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0}, 0, 0},
    {"invalid UTF-8",
     ROOT "<sheetData><row><v>\xFF</v></row></sheetData></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"TIS-620",
     ROOT "<sheetData><row><v>\xB7\xD5\xE8</v></row></sheetData></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"overlong UTF-8",
     ROOT "<sheetData><row><v>\xC0\xBC</v></row></sheetData></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"surrogate in UTF-8",
     ROOT "<sheetData><row><v>\xED\xA0\x80</v></row></sheetData></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"invalid UTF-8 outside the grammar",
     ROOT "<x>\xFF</x></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"control character",
     ROOT "<sheetData><row><v>\x01</v></row></sheetData></worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
    {"unknown encoding",
     "<?xml version=\"1.0\" encoding=\"windows-874\"?>" ROOT "</worksheet>",
     {XT_SAY_XML_SYNTAX, "p.xml", NULL, 0, 0},
     0,
     0},
};

START_TEST(refuses)
{
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {0};
        xt_error error;
        xt_status status = read_text(&r, xt_str_of(REFUSED[_i].xml), &limits, CHUNKS[i], &error);
        check_fault(REFUSED[_i].name, CHUNKS[i], &REFUSED[_i].wanted, status, &error);
        if (REFUSED[_i].line) {
            ck_assert_int_eq(error.line, REFUSED[_i].line);
            ck_assert_int_eq(error.column, REFUSED[_i].column);
        }
        xt_bytes_free(&r.seen);
        /* and the same without an error to fill */
        ck_assert_int_eq(read_text(&r, xt_str_of(REFUSED[_i].xml), &limits, CHUNKS[i], NULL), status);
        xt_bytes_free(&r.seen);
    }
}
END_TEST

START_TEST(refuses_an_empty_part)
{
    static const pack_part PARTS[] = {{.name = "p.xml", .text = ""}, {0}};
    const fault wanted = {.sentence = XT_SAY_XML_CUT, .place = "p.xml"};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(PARTS);
    xt_zip *zip = NULL;
    xt_error error;
    reader r = {.seen = xt_bytes_make(100)};
    ck_assert_int_eq(xt_zip_open_memory(&zip, file.data, file.size, &limits, &error), XT_OK);
    xt_status status = xt_xml_read(zip, 0, &HANDLER, &r, &limits, 0, &error);
    check_fault("empty", 0, &wanted, status, &error);
    xt_zip_close(zip);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A handler's failure ends the parse, and no later trouble of the text hides it. */
START_TEST(keeps_the_first_failure)
{
    static const char XML[] = ROOT "<sheetData><row/></sheetData><sheetData/></wrong>";
    const fault wanted = {.sentence = XT_SAY_MERGE, .place = "here", .text = "there"};
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {.fail_at = E_ROW};
        xt_error error;
        xt_status status = read_text(&r, XT_LITERAL(XML), &limits, CHUNKS[i], &error);
        check_fault("failing handler", CHUNKS[i], &wanted, status, &error);
        ck_assert_str_eq(xt_bytes_cstr(&r.seen), "<sheet><data>");
        xt_bytes_free(&r.seen);
    }
}
END_TEST

/* A paused parse goes on where it stood, and ends once. */
START_TEST(pauses)
{
    static const char XML[] = ROOT
        "<sheetData><row r=\"1\"/><row r=\"2\"><v>ก</v></row><row r=\"3\"></row></sheetData></worksheet>";
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {.seen = xt_bytes_make(1000), .pause_at = E_ROW};
        xt_str file;
        xt_zip *zip = zip_with(&file, XML, sizeof XML - 1);
        xt_zip_part *part = NULL;
        xt_xml *xml = NULL;
        bool more = true;
        ck_assert_int_eq(xt_zip_part_open(&part, zip, 0, 0, NULL), XT_OK);
        ck_assert_int_eq(xt_xml_open(&xml, part, &HANDLER, &r, &limits, CHUNKS[i], NULL), XT_OK);
        static const char *const STEPS[] = {"<sheet><data><row r=1></row>", "<row r=2><v>ก</v></row>",
                                            "<row r=3></row>", "</data></sheet>"};
        for (size_t step = 0; step < 4; step++) {
            xt_bytes_clear(&r.seen);
            ck_assert_int_eq(xt_xml_run(xml, &more, NULL), XT_OK);
            ck_assert_str_eq(xt_bytes_cstr(&r.seen), STEPS[step]);
            ck_assert(more == (step < 3));
        }
        ck_assert_int_eq(xt_xml_run(xml, &more, NULL), XT_OK);
        ck_assert(!more);
        xt_xml_close(xml);
        xt_zip_part_close(part);
        xt_zip_close(zip);
        xt_bytes_free(&r.seen);
        free((void *)(uintptr_t)file.data);
    }
    xt_xml_close(NULL);
}
END_TEST

/* ------------------------------------------------------------ limits */

static const struct {
    const char *name, *xml;
    xt_limits limits;
    fault wanted;
} LIMITS[] = {
    {"depth, in the grammar",
     ROOT "<sheetData><row><v/></row></sheetData></worksheet>",
     {.xml_depth = 4},
     {0}},
    {"depth, in the grammar, over",
     ROOT "<sheetData><row><v/></row></sheetData></worksheet>",
     {.xml_depth = 3},
     {XT_SAY_LIMIT_DEPTH, "p.xml", NULL, 4, 3}},
    {"depth, outside", ROOT "<a><b><c/></b></a></worksheet>", {.xml_depth = 4}, {0}},
    {"depth, outside, over",
     ROOT "<a><b><c/></b></a></worksheet>",
     {.xml_depth = 3},
     {XT_SAY_LIMIT_DEPTH, "p.xml", NULL, 4, 3}},
    {"depth, not limited", ROOT "<a><b><c/></b></a></worksheet>", {.xml_depth = 0}, {0}},
    {"depth comes down again", ROOT "<a/><a/><a/><a/><a/></worksheet>", {.xml_depth = 2}, {0}},
    {"attributes", ROOT "<row a=\"\" b=\"\" c=\"\"/></worksheet>", {.xml_attributes = 3}, {0}},
    {"attributes, over",
     ROOT "<row a=\"\" b=\"\" c=\"\"/></worksheet>",
     {.xml_attributes = 2},
     {XT_SAY_LIMIT_ATTRIBUTES, "p.xml", NULL, 3, 2}},
    {"attribute size", ROOT "<row a=\"123\"/></worksheet>", {.xml_attribute_size = 3}, {0}},
    {"attribute size, over",
     ROOT "<row a=\"1\" b=\"1234\"/></worksheet>",
     {.xml_attribute_size = 3},
     {XT_SAY_LIMIT_ATTRIBUTE, "p.xml", NULL, 4, 3}},
    {"part size, over", ROOT "</worksheet>", {.part_size = 20}, {XT_SAY_LIMIT_PART, "p.xml", NULL, 0, 20}},
};

START_TEST(limits)
{
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        reader r = {0};
        xt_error error;
        xt_status status = read_text(&r, xt_str_of(LIMITS[_i].xml), &LIMITS[_i].limits, CHUNKS[i], &error);
        if (LIMITS[_i].wanted.sentence == XT_SAY_OK)
            ck_assert_msg(status == XT_OK, "%s, chunk %zu", LIMITS[_i].name, CHUNKS[i]);
        else
            check_fault(LIMITS[_i].name, CHUNKS[i], &LIMITS[_i].wanted, status, &error);
        xt_bytes_free(&r.seen);
    }
}
END_TEST

/* Without a limit of the caller's the depth still ends somewhere. */
START_TEST(limits_depth_always)
{
    enum { DEPTH = 5000 };
    xt_bytes text = xt_bytes_make(1000000);
    xt_bytes_puts(&text, ROOT);
    for (int i = 0; i < DEPTH; i++)
        xt_bytes_puts(&text, _i ? "<a>" : "<mc:Fallback" MCE ">");
    const xt_limits none = {0};
    reader r = {0};
    ck_assert_int_eq(read_text(&r, xt_bytes_str(&text), &none, 0, NULL), XT_OVER_LIMIT);
    xt_bytes_free(&r.seen);
    xt_bytes_free(&text);
}
END_TEST

START_TEST(tells_truth)
{
    static const char *const TRUE_WORDS[] = {"1", "true", "on"};
    static const char *const FALSE_WORDS[] = {"0", "false", "", "off", "TRUE", "2"};
    for (int i = 0; i < XT_ENTRIES(TRUE_WORDS); i++)
        ck_assert(xt_xml_true(xt_str_of(TRUE_WORDS[i])));
    for (int i = 0; i < XT_ENTRIES(FALSE_WORDS); i++)
        ck_assert(!xt_xml_true(xt_str_of(FALSE_WORDS[i])));
    ck_assert(!xt_xml_true((xt_str){0}));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("xml");
    TCase *cases = tcase_create("xml");
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(READ));
    tcase_add_loop_test(cases, reads_utf16, 0, 2);
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(REFUSED));
    tcase_add_test(cases, refuses_an_empty_part);
    tcase_add_test(cases, keeps_the_first_failure);
    tcase_add_test(cases, pauses);
    tcase_add_loop_test(cases, limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_loop_test(cases, limits_depth_always, 0, 2);
    tcase_add_test(cases, tells_truth);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
