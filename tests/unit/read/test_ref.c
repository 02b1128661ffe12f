/* SPDX-License-Identifier: MIT */
#include "read/ref.h"

#include "xt_test.h"

static const struct {
    const char *text;
    uint32_t row, column; /* 0: refused */
} REFS[] = {
    {"A1", 1, 1},
    {"a1", 1, 1},
    {"Z9", 9, 26},
    {"AA10", 10, 27},
    {"AZ1", 1, 52},
    {"BA1", 1, 53},
    {"ZZ1", 1, 702},
    {"AAA1", 1, 703},
    {"XFD1048576", XT_MAX_ROW, XT_MAX_COLUMN},
    {"xFd1048576", XT_MAX_ROW, XT_MAX_COLUMN},
    {"$B$7", 7, 2},
    {"$B7", 7, 2},
    {"B$7", 7, 2},
    {"A01", 1, 1},
    /* behind Excel's last ones: parsed, so that the limit can be named */
    {"XFE1", 1, XT_MAX_COLUMN + 1},
    {"A1048577", XT_MAX_ROW + 1, 1},
    {"A4294967295", UINT32_MAX, 1},
    {"A4294967296", 0, 0},
    {"A99999999999999999999999999", 0, 0},
    {"ZZZZZZZZZZZZZZZZZZZZZZZZZZZ1", 0, 0},
    {"", 0, 0},
    {"A", 0, 0},
    {"1", 0, 0},
    {"A0", 0, 0},
    {"1A", 0, 0},
    {"A1 ", 0, 0},
    {" A1", 0, 0},
    {"A1B", 0, 0},
    {"A-1", 0, 0},
    {"A1:B2", 0, 0},
    {"R1C1", 0, 0},
    {"$", 0, 0},
    {"$$A1", 0, 0},
    {"A$$1", 0, 0},
    {"A1$", 0, 0},
    {"ก1", 0, 0},
    {"A๑", 0, 0},
    {"[1", 0, 0},
    {"@1", 0, 0},
    {"`1", 0, 0},
    {"{1", 0, 0},
};

START_TEST(parses_addresses)
{
    xt_str text = xt_exact(xt_str_of(REFS[_i].text));
    uint32_t row = 77, column = 77;
    bool found = xt_ref_parse(text, &row, &column);
    ck_assert_msg(found == (REFS[_i].row != 0), "\"%s\"", REFS[_i].text);
    ck_assert_uint_eq(row, found ? REFS[_i].row : 77);
    ck_assert_uint_eq(column, found ? REFS[_i].column : 77);
    free((void *)(uintptr_t)text.data);
}
END_TEST

static const struct {
    const char *text;
    xt_range range; /* all 0: refused */
} RANGES[] = {
    {"A1:B2", {1, 1, 2, 2}},
    {"B2:A1", {1, 1, 2, 2}},
    {"A2:B1", {1, 1, 2, 2}},
    {"C5", {5, 3, 5, 3}},
    {"$A$1:$C$3", {1, 1, 3, 3}},
    {"A:C", {1, 1, XT_MAX_ROW, 3}},
    {"C:A", {1, 1, XT_MAX_ROW, 3}},
    {"$A:$C", {1, 1, XT_MAX_ROW, 3}},
    {"2:5", {2, 1, 5, XT_MAX_COLUMN}},
    {"$2:$5", {2, 1, 5, XT_MAX_COLUMN}},
    {"A1:XFD1048576", {1, 1, XT_MAX_ROW, XT_MAX_COLUMN}},
    {"", {0, 0, 0, 0}},
    {":", {0, 0, 0, 0}},
    {"A1:", {0, 0, 0, 0}},
    {":B2", {0, 0, 0, 0}},
    {"A1:B2:C3", {0, 0, 0, 0}},
    {"A1,B2", {0, 0, 0, 0}},
    {"A1:B", {1, 1, XT_MAX_ROW, 2}},
    {"A", {0, 0, 0, 0}},
    {"7", {0, 0, 0, 0}},
    {"0:5", {0, 0, 0, 0}},
    {"A1:B2 ", {0, 0, 0, 0}},
    {"AAAAAAAAAAAAAAAA:B", {0, 0, 0, 0}},
    {"กข:คง", {0, 0, 0, 0}},
};

START_TEST(parses_ranges)
{
    xt_str text = xt_exact(xt_str_of(RANGES[_i].text));
    xt_range wanted = RANGES[_i].range, range = {9, 9, 9, 9};
    bool found = xt_range_parse(text, &range);
    ck_assert_msg(found == (wanted.first_row != 0), "\"%s\"", RANGES[_i].text);
    if (!found)
        wanted = (xt_range){9, 9, 9, 9};
    ck_assert_msg(memcmp(&range, &wanted, sizeof range) == 0, "\"%s\" gave %u %u %u %u", RANGES[_i].text,
                  range.first_row, range.first_column, range.last_row, range.last_column);
    free((void *)(uintptr_t)text.data);
}
END_TEST

/* Every column there is, and back again. */
START_TEST(writes_addresses)
{
    char ref[XT_REF_SIZE];
    ck_assert_str_eq(xt_cell_ref(1, 1, ref), "A1");
    ck_assert_str_eq(xt_cell_ref(12, 28, ref), "AB12");
    ck_assert_str_eq(xt_cell_ref(XT_MAX_ROW, XT_MAX_COLUMN, ref), "XFD1048576");
    for (uint32_t column = 1; column <= XT_MAX_COLUMN; column++) {
        uint32_t row = 0, back = 0;
        ck_assert(xt_ref_parse(xt_str_of(xt_cell_ref(column * 64, column, ref)), &row, &back));
        ck_assert_uint_eq(row, column * 64);
        ck_assert_uint_eq(back, column);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("ref");
    TCase *cases = tcase_create("ref");
    tcase_add_loop_test(cases, parses_addresses, 0, XT_ENTRIES(REFS));
    tcase_add_loop_test(cases, parses_ranges, 0, XT_ENTRIES(RANGES));
    tcase_add_test(cases, writes_addresses);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
