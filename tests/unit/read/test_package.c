/* SPDX-License-Identifier: MIT */
#include "read/package.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#define REL(id, type, target) "<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"

static xt_status read_rels(xt_relationships *all, xt_arena *arena, const char *name, const char *text,
                           const char *source, size_t chunk, xt_error *error)
{
    xt_limits limits = xt_limits_default();
    const pack_part parts[] = {{.name = name, .text = text}, {0}};
    xt_str file = pack_zip(parts);
    xt_zip *zip = NULL;
    ck_assert_int_eq(xt_zip_open_memory(&zip, file.data, file.size, &limits, error), XT_OK);
    xt_status status = xt_relationships_read(all, arena, zip, source, &limits, chunk, error);
    xt_zip_close(zip);
    free((void *)(uintptr_t)file.data);
    return status;
}

/* What a target names, seen from the part `source`. */
static const struct {
    const char *source, *rels, *target, *resolved;
} TARGETS[] = {
    {"", "_rels/.rels", "xl/workbook.xml", "xl/workbook.xml"},
    {"", "_rels/.rels", "/xl/workbook.xml", "xl/workbook.xml"},
    {"", "_rels/.rels", "./xl/workbook.xml", "xl/workbook.xml"},
    {"", "_rels/.rels", "xl\\workbook.xml", "xl/workbook.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "/xl/worksheets/sheet1.xml",
     "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "\\xl\\worksheets\\sheet1.xml",
     "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "../other/s.xml", "other/s.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "../../../s.xml", "s.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "a/../b/./s.xml", "xl/b/s.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "a//s.xml", "xl/a/s.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "แผ่นงาน/หนึ่ง.xml", "xl/แผ่นงาน/หนึ่ง.xml"},
    {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "", "xl/"},
    {"xl/a/b.xml", "xl/a/_rels/b.xml.rels", "../c.xml", "xl/c.xml"},
    {"xl/workbook.xml", "XL\\_rels\\Workbook.xml.rels", "s.xml", "xl/s.xml"},
};

START_TEST(resolves_targets)
{
    char *text = pack_text(PACK_RELS(REL("rId1", PACK_OFFICE "/worksheet", "%s")), TARGETS[_i].target);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_arena arena = {0};
        xt_relationships all;
        ck_assert_int_eq(read_rels(&all, &arena, TARGETS[_i].rels, text, TARGETS[_i].source, CHUNKS[i], NULL),
                         XT_OK);
        ck_assert_uint_eq(all.count, 1);
        ck_assert_str_eq(all.items[0].target, TARGETS[_i].resolved);
        xt_arena_free(&arena);
    }
    free(text);
}
END_TEST

/* A target too long for any part names none; it is no shortage of memory. */
START_TEST(survives_long_targets)
{
    enum { SIZE = 60000 };
    char *name = calloc(1, SIZE + 1);
    ck_assert_ptr_nonnull(name);
    memset(name, 'a', SIZE);
    char *text = pack_text(
        PACK_RELS(REL("rId1", PACK_OFFICE "/worksheet", "%s") REL("rId2", "x/styles", "s.xml")), name);
    xt_arena arena = {0};
    xt_relationships all;
    ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", text, "", 0, NULL), XT_OK);
    ck_assert_uint_eq(all.count, 2);
    ck_assert_str_eq(all.items[1].target, "s.xml");
    /* and a part with such a name has no relationships */
    ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", text, name, 0, NULL), XT_OK);
    ck_assert_uint_eq(all.count, 0);
    xt_arena_free(&arena);
    free(text);
    free(name);
}
END_TEST

START_TEST(finds_by_type_and_id)
{
    static const char TEXT[] = PACK_RELS(
        "<Relationship Id=\"rId9\" Type=\"" PACK_OFFICE "/worksheet\" Target=\"http://example.org/\" "
        "TargetMode=\"External\"/>" REL("rId1", PACK_OFFICE "/styles", "styles.xml")
            REL("rId2", PACK_STRICT_OFFICE "/worksheet", "a.xml")
                REL("rId3", PACK_OFFICE "/worksheet", "b.xml") REL("rId4", "plain", "c.xml")
                    REL("rId8", PACK_OFFICE "/worksheet",
                        "late.xml") "<Relationship Type=\"x\" Target=\"no id\"/>"
                                    "<Relationship Id=\"rId5\" Target=\"no type\"/>"
                                    "<Relationship Id=\"rId6\" Type=\"x\"/>"
                                    "<Other Id=\"rId7\" Type=\"x\" Target=\"y\"/>");
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_arena arena = {0};
        xt_relationships all;
        ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", TEXT, "", CHUNKS[i], NULL), XT_OK);
        ck_assert_uint_eq(all.count, 6);
        /* the external one is passed by; the first of several counts */
        ck_assert_str_eq(xt_relationship_of_type(&all, "worksheet")->target, "a.xml");
        ck_assert_str_eq(xt_relationship_of_type(&all, "styles")->id, "rId1");
        ck_assert_str_eq(xt_relationship_of_type(&all, "plain")->target, "c.xml");
        ck_assert_ptr_null(xt_relationship_of_type(&all, "sheet"));
        ck_assert_str_eq(xt_relationship_of_id(&all, "rId3")->target, "b.xml");
        ck_assert(xt_relationship_of_id(&all, "rId9")->external);
        ck_assert_ptr_null(xt_relationship_of_id(&all, "RID3"));
        ck_assert_ptr_null(xt_relationship_of_id(&all, ""));
        xt_arena_free(&arena);
    }
}
END_TEST

/* Which of two parts is meant cannot be known. */
START_TEST(refuses_an_id_twice)
{
    xt_arena arena = {0};
    xt_relationships all;
    xt_error error;
    static const char TEXT[] =
        PACK_RELS(REL("rId1", "a", "b.xml") REL("RID1", "a", "c.xml") REL("rId1", "d", "b.xml"));
    ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", TEXT, "", 0, &error), XT_CORRUPT_XML);
    ck_assert_int_eq(error.sentence, XT_SAY_ID_TWICE);
    ck_assert_str_eq(error.place, "_rels/.rels");
    ck_assert_str_eq(error.text, "rId1");
    xt_arena_free(&arena);
}
END_TEST

START_TEST(reads_other_spellings)
{
    static const char *const TEXTS[] = {
        "<p:Relationships xmlns:p=\"" PACK_RELATIONSHIPS
        "\"><p:Relationship Id=\"rId1\" Type=\"a/b\" Target=\"c\"/></p:Relationships>",
        "<Relationships xmlns=\"http://purl.oclc.org/ooxml/package/relationships\">" REL(
            "rId1", "a/b", "c") "</Relationships>",
        "\xEF\xBB\xBF<?xml version=\"1.0\"?>" PACK_RELS(REL("rId1", "a/b", "c")),
    };
    xt_arena arena = {0};
    xt_relationships all;
    ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", TEXTS[_i], "", 3, NULL), XT_OK);
    ck_assert_uint_eq(all.count, 1);
    ck_assert_str_eq(all.items[0].type, "b");
    xt_arena_free(&arena);
}
END_TEST

START_TEST(has_none)
{
    xt_arena arena = {0};
    xt_relationships all;
    ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", PACK_RELS(""), "", 0, NULL), XT_OK);
    ck_assert_uint_eq(all.count, 0);
    ck_assert_ptr_null(xt_relationship_of_type(&all, "worksheet"));
    ck_assert_int_eq(
        read_rels(&all, &arena, "_rels/.rels", PACK_RELS(REL("a", "b", "c")), "xl/workbook.xml", 0, NULL),
        XT_OK);
    ck_assert_uint_eq(all.count, 0);
    xt_arena_free(&arena);
}
END_TEST

START_TEST(refuses_damage)
{
    static const char *const TEXTS[] = {"<Relationships xmlns=\"" PACK_RELATIONSHIPS "\">",
                                        PACK_RELS("<Relationship Id=\"rId1\">"), "<Relationships/>", " "};
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_arena arena = {0};
        xt_relationships all;
        xt_error error;
        ck_assert_int_eq(read_rels(&all, &arena, "_rels/.rels", TEXTS[_i], "", CHUNKS[i], &error),
                         XT_CORRUPT_XML);
        ck_assert_str_eq(error.place, "_rels/.rels");
        ck_assert_uint_eq(all.count, 0);
        xt_arena_free(&arena);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("package");
    TCase *cases = tcase_create("package");
    tcase_add_loop_test(cases, resolves_targets, 0, XT_ENTRIES(TARGETS));
    tcase_add_test(cases, survives_long_targets);
    tcase_add_test(cases, finds_by_type_and_id);
    tcase_add_test(cases, refuses_an_id_twice);
    tcase_add_loop_test(cases, reads_other_spellings, 0, 3);
    tcase_add_test(cases, has_none);
    tcase_add_loop_test(cases, refuses_damage, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
