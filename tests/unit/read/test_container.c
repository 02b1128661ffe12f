/* SPDX-License-Identifier: MIT */
#include "read/container.h"

#include "read/pack.h"
#include "xt_test.h"

#define BYTES(text) (text), sizeof(text) - 1

static const struct {
    const char *name, *bytes;
    size_t size;
    xt_container container;
} HEADS[] = {
    {"archive", BYTES("PK\x03\x04rest"), XT_CONTAINER_ZIP},
    {"empty archive", BYTES("PK\x05\x06"), XT_CONTAINER_ZIP},
    {"spanned archive", BYTES("PK\x07\x08"), XT_CONTAINER_UNKNOWN},
    {"compound file", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), XT_CONTAINER_XLS},
    {"compound file, cut", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A"), XT_CONTAINER_UNKNOWN},
    {"BIFF2", BYTES("\x09\x00\x04\x00\x02\x00\x10\x00"), XT_CONTAINER_XLS},
    {"BIFF3", BYTES("\x09\x02\x06\x00\x00\x00\x10\x00"), XT_CONTAINER_XLS},
    {"BIFF4", BYTES("\x09\x04\x06\x00\x00\x00\x10\x00"), XT_CONTAINER_XLS},
    {"BIFF5", BYTES("\x09\x08\x08\x00\x00\x05\x05\x00"), XT_CONTAINER_XLS},
    {"BIFF8", BYTES("\x09\x08\x10\x00\x00\x06\x05\x00"), XT_CONTAINER_XLS},
    {"a line that begins with a tab", BYTES("\tที่\tรายการ\n"), XT_CONTAINER_CSV},
    {"PDF", BYTES("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), XT_CONTAINER_PDF},
    {"web page", BYTES("<html><body>"), XT_CONTAINER_HTML},
    {"web page, doctype", BYTES("\r\n <!DOCTYPE HTML PUBLIC \"-//W3C\">\n<HTML>"), XT_CONTAINER_HTML},
    {"web page, XHTML", BYTES("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">"),
     XT_CONTAINER_HTML},
    {"a tag and no more", BYTES("<table"), XT_CONTAINER_HTML},
    {"table alone", BYTES("<table border=1><tr><td>1"), XT_CONTAINER_HTML},
    {"style before the table", BYTES("<style>td {mso-number-format:\"\\@\"}</style><Table>"),
     XT_CONTAINER_HTML},
    {"page with a line break of Word",
     BYTES("<html><table><tr><td>a\x0B"
           "b"),
     XT_CONTAINER_HTML},
    {"page with a NUL", BYTES("<html><table>\0"), XT_CONTAINER_UNKNOWN},
    {"XML with a control character", BYTES("<?xml version=\"1.0\"?><a>\x01"), XT_CONTAINER_UNKNOWN},
    {"meta alone", BYTES("\xEF\xBB\xBF<meta charset=utf-8>"), XT_CONTAINER_HTML},
    {"SpreadsheetML 2003",
     BYTES("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
           "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
     XT_CONTAINER_XML},
    {"SpreadsheetML 2003 with its table",
     BYTES("<?xml version=\"1.0\"?><Workbook><Worksheet><Table ss:ExpandedRowCount=\"1\"><Row>"),
     XT_CONTAINER_XML},
    {"SpreadsheetML 2003 with a prefix", BYTES("<?xml version=\"1.0\"?><ss:Workbook><ss:Table><Table>"),
     XT_CONTAINER_XML},
    {"page with what Excel keeps in it",
     BYTES("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><xml><x:ExcelWorkbook><x:Workbook>"),
     XT_CONTAINER_HTML},
    {"flat OpenDocument",
     BYTES("<?xml version=\"1.0\"?><office:document><office:body><table:table table:name=\"S\">"),
     XT_CONTAINER_XML},
    {"thead is no table", BYTES("<tablet><metal><body2>"), XT_CONTAINER_TEXT},
    {"web page in UTF-16LE",
     BYTES("\xFF\xFE"
           "\n\0<\0T\0A\0B\0L\0E\0>\0\x01\x0E"),
     XT_CONTAINER_HTML},
    {"web page in UTF-16BE", BYTES("\xFE\xFF\0<\0h\0t\0m\0l\0>"), XT_CONTAINER_HTML},
    {"XML in UTF-16LE",
     BYTES("\xFF\xFE"
           "<\0?\0x\0m\0l\0 \0?\0>\0<\0a\0/\0>\0"),
     XT_CONTAINER_XML},
    {"text in UTF-16 that begins with a Thai letter", BYTES("\xFF\xFE\x3C\x0E\0\0"), XT_CONTAINER_TEXT},
    {"mark alone", BYTES("\xFF\xFE"), XT_CONTAINER_TEXT},
    {"mark and half a character", BYTES("\xFE\xFF<"), XT_CONTAINER_TEXT},
    {"other markup", BYTES("<svg>"), XT_CONTAINER_TEXT},
    {"comma", BYTES("ที่,รายการ\n1,ซื้อ\n"), XT_CONTAINER_CSV},
    {"comma, BOM", BYTES("\xEF\xBB\xBFที่,รายการ\r\n1,ซื้อ\r\n"), XT_CONTAINER_CSV},
    {"comma, TIS-620", BYTES("\xB7\xD5\xE8,\xC3\xD2\xC2\n1,2\n"), XT_CONTAINER_CSV},
    {"semicolon", BYTES("a;b\n1,5;2\n"), XT_CONTAINER_CSV},
    {"tab", BYTES("a\tb\n1\t2"), XT_CONTAINER_CSV},
    {"bar", BYTES("a|b\n1|2\n"), XT_CONTAINER_CSV},
    {"UTF-16LE",
     BYTES("\xFF\xFE"
           "a\0\t\0b\0"),
     XT_CONTAINER_CSV},
    {"UTF-16BE", BYTES("\xFE\xFF\0a\0\t\0b"), XT_CONTAINER_CSV},
    {"titles above the table", BYTES("รายงานผล\nประจำปี 2567\n\nที่,ชื่อ,ราคา\n1,ก,2\n"), XT_CONTAINER_CSV},
    {"the delimiter in the first line", BYTES("sep=;\nชื่อ\nก\n"), XT_CONTAINER_CSV},
    {"UTF-16LE without a mark", BYTES("a\0\t\0b\0\n\0"), XT_CONTAINER_CSV},
    {"UTF-16BE without a mark", BYTES("\x0E\x23\x0E\x16\0,\0005"), XT_CONTAINER_CSV},
    {"UTF-16LE, prose", BYTES("\xFF\xFE\x23\x0E\x16\x0E"), XT_CONTAINER_TEXT},
    {"UTF-16LE, web page", BYTES("\xFF\xFE<\0h\0t\0m\0l\0>\0"), XT_CONTAINER_HTML},
    {"comma, windows-874", BYTES("\x93\xB7\xD5\xE8\x94,\xC3\xD2\xC2\x85\n1,\x80\n"), XT_CONTAINER_CSV},
    {"comma, Mac Thai", BYTES("\x8D\xBB\x95\x8E,\xC3\xD2\xC2\n1,\xDD\n"), XT_CONTAINER_CSV},
    {"comma, a NUL", BYTES("ที่,รายการ\n1,ซื้อ\0จ้าง\n"), XT_CONTAINER_CSV},
    {"comma, control characters", BYTES("a,b\n\x01\x02,2\n3,\x1F\n"), XT_CONTAINER_CSV},
    {"a word with a NUL", BYTES("hello\0"), XT_CONTAINER_UNKNOWN},
    {"a control character in every line, few lines", BYTES("ab\1cde,fg\nab\1cde,fg\n"), XT_CONTAINER_CSV},
    {"a control character in every line, many lines",
     BYTES("ab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\n"
           "ab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\nab\1cde,fg\n"
           "ab\1cde,fg\n"),
     XT_CONTAINER_UNKNOWN},
    {"more control characters than others", BYTES("\1,\2\n\3,\4\n\5,\6\n"), XT_CONTAINER_UNKNOWN},
    {"JPEG", BYTES("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\1\0H\0H\0\0\xFF\xDB"), XT_CONTAINER_UNKNOWN},
    {"GIF", BYTES("GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
     XT_CONTAINER_UNKNOWN},
    {"program", BYTES("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0\xB8\0\0\0\0\0\0\0@\0"), XT_CONTAINER_UNKNOWN},
    {"program of Unix",
     BYTES("\x7F"
           "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"),
     XT_CONTAINER_UNKNOWN},
    {"prose", BYTES("บันทึกข้อความ\nเรียน นายก, ปลัด\n"), XT_CONTAINER_TEXT},
    {"one word", BYTES("hello"), XT_CONTAINER_TEXT},
    {"blank lines only", BYTES("\n\n\n"), XT_CONTAINER_TEXT},
    {"zeros", BYTES("\0\0\0\0\0\0\0\0"), XT_CONTAINER_UNKNOWN},
    {"picture", BYTES("\x89PNG\r\n\x1A\n\0\0\0"), XT_CONTAINER_UNKNOWN},
    {"one letter", BYTES("P"), XT_CONTAINER_TEXT},
    {"nothing", BYTES(""), XT_CONTAINER_TEXT},
};

START_TEST(tells_by_the_head)
{
    xt_str head = xt_exact((xt_str){HEADS[_i].bytes, HEADS[_i].size});
    xt_container told = xt_container_tell(head);
    ck_assert_msg(told == HEADS[_i].container, "%s: told %d instead of %d", HEADS[_i].name, (int)told,
                  (int)HEADS[_i].container);
    free((void *)(uintptr_t)head.data);
}
END_TEST

/* A last line that the end of the head cuts says nothing. */
START_TEST(knows_where_the_head_ends)
{
    char bytes[XT_HEAD_SIZE + 1];
    memset(bytes, 'x', sizeof bytes);
    memcpy(bytes, "a,b,c\n", 6);
    ck_assert_int_eq(xt_container_tell((xt_str){bytes, sizeof bytes}), XT_CONTAINER_CSV);
    memcpy(bytes, "word.\n", 6);
    memcpy(bytes + XT_HEAD_SIZE - 9, "1,2,3,4,5", 9);
    ck_assert_int_eq(xt_container_tell((xt_str){bytes, XT_HEAD_SIZE}), XT_CONTAINER_CSV);
    ck_assert_int_eq(xt_container_tell((xt_str){bytes, sizeof bytes}), XT_CONTAINER_TEXT);
}
END_TEST

/* What stands behind the bytes that count does not count. */
START_TEST(looks_at_the_head_only)
{
    char bytes[XT_HEAD_SIZE + 100];
    memset(bytes, 'x', sizeof bytes);
    memset(bytes + XT_HEAD_SIZE, 0, 100);
    ck_assert_int_eq(xt_container_tell((xt_str){bytes, sizeof bytes}), XT_CONTAINER_TEXT);
    bytes[XT_HEAD_SIZE - 1] = '\0';
    ck_assert_int_eq(xt_container_tell((xt_str){bytes, sizeof bytes}), XT_CONTAINER_UNKNOWN);
}
END_TEST

START_TEST(tells_encrypted)
{
    static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* and the terminator's 0 */
    enum { SIZE = 3000 };
    char *file = calloc(1, SIZE);
    ck_assert_ptr_nonnull(file);
    ck_assert(!xt_compound_is_encrypted((xt_str){file, SIZE}));
    const size_t places[] = {0, 1, 511, 512, 1025, SIZE - sizeof NAME};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        memset(file, 0, SIZE);
        memcpy(file + places[i], NAME, sizeof NAME);
        ck_assert(xt_compound_is_encrypted((xt_str){file, SIZE}));
        ck_assert(!xt_compound_is_encrypted((xt_str){file, places[i] + sizeof NAME - 1}));
    }
    free(file);
    ck_assert(!xt_compound_is_encrypted((xt_str){NULL, 0}));
    ck_assert(!xt_compound_is_encrypted(XT_LITERAL("EncryptedPackage")));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("container");
    TCase *cases = tcase_create("container");
    tcase_add_loop_test(cases, tells_by_the_head, 0, XT_ENTRIES(HEADS));
    tcase_add_test(cases, looks_at_the_head_only);
    tcase_add_test(cases, knows_where_the_head_ends);
    tcase_add_test(cases, tells_encrypted);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
