/* SPDX-License-Identifier: MIT */
#include "read/csv_columns.h"

#include "base/bytes.h"
#include "xt_test.h"

enum { WHOLE = 1, CUT = 0 };

static const struct {
    const char *name, *text;
    int whole;
    char delimiter;
    bool is_table;
} TEXTS[] = {
    {"comma", "ที่,รายการ\n1,ซื้อ\n", WHOLE, ',', true},
    {"semicolon", "a;b\n1;2\n", WHOLE, ';', true},
    {"tab", "a\tb\n1\t2\n", WHOLE, '\t', true},
    {"bar", "a|b\n1|2\n", WHOLE, '|', true},
    {"decimal commas", "ชื่อ;ราคา\nก;1,50\nข;2,25\n", WHOLE, ';', true},
    {"decimal commas in every cell", "1,5;2,5\n3,5;4,5\n", WHOLE, ';', true},
    {"numbers alone", "1,2,3\n4,5,6\n", WHOLE, ',', true},
    {"numbers with thousands and tabs", "1,200\t3,400\n5,600\t7,800\n", WHOLE, '\t', true},
    {"quoted delimiters", "a;\"1,2,3,4\"\nb;\"5,6,7,8\"\n", WHOLE, ';', true},
    {"quoted quotes and line ends", "a,\"b \"\"c;d;e\"\"\n;;;\"\n1,2\n", WHOLE, ',', true},
    {"quoted lists", "a;\"x,y,z\"\nb;\"u,v,w\"\n", WHOLE, ';', true},
    {"lists with blanks", "ก; ข,ค\nง; จ,ฉ\n", WHOLE, ',', true},
    {"lists inside cells", "รหัส,ชื่อ,คน\n1,ก,ข;ค\n2,ง,จ;ฉ\n", WHOLE, ',', true},
    {"lists inside every cell", "1,ก,ข;ค\n2,ง,จ;ฉ\n", WHOLE, ',', true},
    {"titles above", "รายงานผล\nประจำปี 2567\n\nที่,ชื่อ,ราคา\n1,ก,2\n", WHOLE, ',', true},
    {"many titles above", "ก\nข\nค\nง\nจ\nฉ\nช\nที่;ชื่อ\n1;ก\n", WHOLE, ';', true},
    {"titles above a header alone", "รายงานผล\nประจำปี\nที่,ชื่อ,ราคา,วันที่\n", WHOLE, ',', true},
    {"titles with commas", "รายงาน, ฉบับแก้ไข, 2567\nที่\tชื่อ\n1\tก\n", WHOLE, '\t', true},
    {"uneven rows", "a,b,c\n1,2\n3\n4,5,6,7\n", WHOLE, ',', true},
    {"blank rows of delimiters", ",,\n,,\na,b,c\n", WHOLE, ',', true},
    {"a row", "ชื่อ,จำนวน", WHOLE, ',', true},
    {"numbers of three digits", "287,321,Somchai\n", WHOLE, ',', true},
    {"numbers beside long ones", "หมายเหตุ,รายการ\n6642465,244\n", WHOLE, ',', true},
    {"numbers behind decimals", "ก,ข,ค\nง,1550.00,179 หมู่\n", WHOLE, ',', true},
    {"a row of two", "\tที่\tรายการ\n", WHOLE, '\t', true},
    {"carriage returns", "a;b\r1;2\r3;4\r", WHOLE, ';', true},
    {"a comma and a blank, in every line", "a, b, c\n1, 2, 3\n4, 5, 6\n", WHOLE, ',', true},
    {"empty last fields", "a,\n1,\n", WHOLE, ',', true},
    {"a first record without an end", "ที่,ชื่อ,ราคา,วันที่,ผู้ขาย", CUT, ',', true},
    {"a last record without an end", "a;b\n1;2\n1,2,3,4,5,6", CUT, ';', true},
    {"a quote that is not closed", "a,b\n1,2\n\"3,4\n5,6\n", WHOLE, ',', true},
    {"a letter", "บันทึกข้อความ\nเรียน นายก, ปลัด\n", WHOLE, ',', false},
    {"an English letter",
     "Dear Sir,\n\nas agreed, we send the goods, which\nyou know, of course, by rail.\nYours,\n", WHOLE, ',',
     false},
    {"a letter with sums", "ค่าวัสดุ 1,200 บาท\nค่าจ้าง 3,400 บาท\nรวมเป็นเงิน\n", WHOLE, ',', false},
    {"one sentence", "สวัสดี, ครับ\n", WHOLE, ',', false},
    {"one word", "hello", WHOLE, ',', false},
    {"one column", "ชื่อ\nก\nข\nค\n", WHOLE, ',', false},
    {"nothing", "", WHOLE, ',', false},
    {"blank lines", "\n\r\n\n", WHOLE, ',', false},
    {"a word and a row", "a\nb,c\n", WHOLE, ',', false},
};

START_TEST(finds_columns)
{
    xt_str text = xt_exact(xt_str_of(TEXTS[_i].text));
    xt_columns columns = xt_csv_columns(text, TEXTS[_i].whole);
    ck_assert_msg(columns.delimiter == TEXTS[_i].delimiter, "%s: delimiter '%c'", TEXTS[_i].name,
                  columns.delimiter);
    ck_assert_msg(columns.is_table == TEXTS[_i].is_table, "%s: %s", TEXTS[_i].name,
                  columns.is_table ? "a table" : "no table");
    ck_assert(!columns.is_plain || columns.is_table);
    free((void *)(uintptr_t)text.data);
}
END_TEST

static const struct {
    const char *text;
    size_t size;
    char delimiter;
} SEPARATORS[] = {
    {"sep=;\na,b", 6, ';'}, {"sep=;\r\na", 7, ';'},    {"SEP=,\ra", 6, ','},   {"sep=\t\n", 6, '\t'},
    {"sep=|", 5, '|'},      {"\"sep=^\"\r\n", 9, '^'}, {"sep=;;\n", 0, '?'},   {"sep=\n", 0, '?'},
    {"sep= \n", 0, '?'},    {"sep=\"\n", 0, '?'},      {"\"sep=;\n", 0, '?'},  {"sep", 0, '?'},
    {"sepp=;\n", 0, '?'},   {" sep=;\n", 0, '?'},      {"sep=\xE0\n", 0, '?'}, {"", 0, '?'},
    {"\"sep=;", 0, '?'},
};

START_TEST(reads_separator_line)
{
    xt_str text = xt_exact(xt_str_of(SEPARATORS[_i].text));
    char delimiter = '?';
    ck_assert_uint_eq(xt_csv_separator_line(text, &delimiter), SEPARATORS[_i].size);
    ck_assert_int_eq(delimiter, SEPARATORS[_i].delimiter);
    free((void *)(uintptr_t)text.data);
}
END_TEST

/* Hundreds of records and of fields. */
START_TEST(counts_many)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    for (int row = 0; row < 2000; row++) {
        for (int column = 0; column < 700; column++)
            xt_bytes_puts(&text, "1;");
        xt_bytes_puts(&text, row < 600 ? "x\n" : ",,,,,,,\n");
    }
    xt_columns columns = xt_csv_columns(xt_bytes_str(&text), true);
    ck_assert_int_eq(columns.delimiter, ';');
    ck_assert(columns.is_table && columns.is_plain);
    xt_bytes_free(&text);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("csv_columns");
    TCase *cases = tcase_create("csv_columns");
    tcase_add_loop_test(cases, finds_columns, 0, XT_ENTRIES(TEXTS));
    tcase_add_loop_test(cases, reads_separator_line, 0, XT_ENTRIES(SEPARATORS));
    tcase_add_test(cases, counts_many);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
