/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/ids.h"

enum { THAI = XT_TAX_ID_THAI_DIGITS, SEPARATED = XT_TAX_ID_SEPARATED };

static const struct {
    const char *text;
    xt_tax_id_state state;
    const char *plain;
    size_t digits;
    unsigned flags;
} ids[] = {
    {"0365529000042", XT_TAX_ID_VALID, "0365529000042", 13, 0},
    {"0107537000939", XT_TAX_ID_VALID, "0107537000939", 13, 0},
    {"0993000532988", XT_TAX_ID_VALID, "0993000532988", 13, 0},
    {"0943548000349", XT_TAX_ID_VALID, "0943548000349", 13, 0},
    {"1234545678781", XT_TAX_ID_VALID, "1234545678781", 13, 0},
    {"7100600445635", XT_TAX_ID_CHECKSUM, "7100600445635", 13, 0},
    {"0000000000000", XT_TAX_ID_CHECKSUM, "0000000000000", 13, 0},

    {"1-2345-45678-78-1", XT_TAX_ID_VALID, "1234545678781", 13, SEPARATED},
    {"0-99-4-000-61772-1", XT_TAX_ID_VALID, "0994000617721", 13, SEPARATED},
    {"0 1075 37000 93 9", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"0\u00A01075 37000\u200B939", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"0–1075–37000–93–9", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"0\u20101075\u20153700093\u20129", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"๐107537000939", XT_TAX_ID_VALID, "0107537000939", 13, THAI},
    {" 0107537000939", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"0107537000939\n", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"0107537000939.0", XT_TAX_ID_VALID, "0107537000939", 13, SEPARATED},
    {"7100600445635.0 ", XT_TAX_ID_CHECKSUM, "7100600445635", 13, SEPARATED},
    {"๐๑๐๗๕๓๗๐๐๐๙๓๙", XT_TAX_ID_VALID, "0107537000939", 13, THAI},
    {"๐-๑๐๗๕-37000-93-9", XT_TAX_ID_VALID, "0107537000939", 13, THAI | SEPARATED},

    {"5", XT_TAX_ID_LENGTH, "5", 1, 0},
    {"5.0", XT_TAX_ID_LENGTH, "5", 1, SEPARATED},
    {"0.0", XT_TAX_ID_LENGTH, "0", 1, SEPARATED},
    {"0", XT_TAX_ID_LENGTH, "0", 1, 0},
    {"107537000939", XT_TAX_ID_LENGTH, "107537000939", 12, 0},
    {"01075370009390", XT_TAX_ID_LENGTH, "01075370009390", 14, 0},
    {"107537000939.0", XT_TAX_ID_LENGTH, "107537000939", 12, SEPARATED},
    {"02-345-6789", XT_TAX_ID_LENGTH, "023456789", 9, SEPARATED},
    {"12345678901234567890", XT_TAX_ID_LENGTH, "12345678901234567890", 20, 0},
    {"1234567890123456789012345", XT_TAX_ID_LENGTH, "12345678901234567890", 25, 0},

    {"130990115xxxx", XT_TAX_ID_MASKED, "130990115xxxx", 9, 0},
    {"130990115XXXX", XT_TAX_ID_MASKED, "130990115xxxx", 9, 0},
    {"130990115****", XT_TAX_ID_MASKED, "130990115xxxx", 9, 0},
    {"130990115123x", XT_TAX_ID_MASKED, "130990115123x", 12, 0},
    {"1xxxxxxxxxxxx", XT_TAX_ID_MASKED, "1xxxxxxxxxxxx", 1, 0},
    {"1-3099-0115x-xx-x", XT_TAX_ID_MASKED, "130990115xxxx", 9, SEPARATED},
    {"๑๓๐๙๙๐๑๑๕xxxx", XT_TAX_ID_MASKED, "130990115xxxx", 9, THAI},

    {"830990115xxxx", XT_TAX_ID_MASKED, "830990115xxxx", 9, 0},
    {"930990115xxxx", XT_TAX_ID_NONE, "", 0, 0},
    {"0\u200F1075", XT_TAX_ID_NONE, "", 0, 0},
    {"0\u20161075", XT_TAX_ID_NONE, "", 0, 0},
    {"130990115xxx", XT_TAX_ID_NONE, "", 0, 0},
    {"130990115xxxxx", XT_TAX_ID_NONE, "", 0, 0},
    {"130990115xxx1", XT_TAX_ID_NONE, "", 0, 0},
    {"x309901151234", XT_TAX_ID_NONE, "", 0, 0},
    {"xxxxxxxxxxxxx", XT_TAX_ID_NONE, "", 0, 0},
    {"x", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537xxxxxx", XT_TAX_ID_NONE, "", 0, 0}, /* a juristic person has nothing to hide */
    {"", XT_TAX_ID_NONE, "", 0, 0},
    {" ", XT_TAX_ID_NONE, "", 0, 0},
    {"-", XT_TAX_ID_NONE, "", 0, 0},
    {".0", XT_TAX_ID_NONE, "", 0, 0},
    {"-.0", XT_TAX_ID_NONE, "", 0, 0},
    {"1.05537E+11", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537000939.5", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537000939.0.0", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537000939.", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537000939a", XT_TAX_ID_NONE, "", 0, 0},
    {"เลขที่ 0107537000939", XT_TAX_ID_NONE, "", 0, 0},
    {"0107537000939\xE0\xB9", XT_TAX_ID_NONE, "", 0, 0},
    {"\xE0", XT_TAX_ID_NONE, "", 0, 0},
};

START_TEST(tax_id)
{
    xt_str text = xt_exact(xt_str_of(ids[_i].text));
    xt_tax_id id = xt_tax_id_parse(text);
    ck_assert_msg(id.state == ids[_i].state, "\"%s\" has state %d", ids[_i].text, (int)id.state);
    ck_assert_str_eq(id.plain, ids[_i].plain);
    ck_assert_uint_eq(id.digits, ids[_i].digits);
    ck_assert_uint_eq(id.flags, ids[_i].flags);
    free((void *)text.data);
}
END_TEST

START_TEST(very_long)
{
    enum { SIZE = 1 << 20 };
    char *data = malloc(SIZE);
    ck_assert_ptr_nonnull(data);
    memset(data, '1', SIZE);
    xt_tax_id id = xt_tax_id_parse((xt_str){data, SIZE});
    ck_assert_int_eq(id.state, XT_TAX_ID_LENGTH);
    ck_assert_uint_eq(id.digits, SIZE);
    ck_assert_str_eq(id.plain, "11111111111111111111");
    memset(data + 1, 'x', SIZE - 1);
    ck_assert_int_eq(xt_tax_id_parse((xt_str){data, SIZE}).state, XT_TAX_ID_NONE);
    memset(data, '0', SIZE);
    ck_assert_int_eq(xt_tax_id_parse((xt_str){data, SIZE}).state, XT_TAX_ID_LENGTH);
    free(data);
}
END_TEST

/* Sums that leave 0 to 10 modulo 11: the two above 9 wrap. */
static const struct {
    const char *digits;
    int check;
} checks[] = {
    {"100000000013", 1}, {"100000000005", 0}, {"100000000000", 9}, {"100000000006", 8}, {"100000000001", 7},
    {"100000000007", 6}, {"100000000002", 5}, {"100000000008", 4}, {"100000000003", 3}, {"100000000009", 2},
    {"100000000004", 1}, {"000000000000", 1}, {"036552900004", 2}, {"999999999999", 4},
};

START_TEST(check_digit)
{
    ck_assert_int_eq(xt_tax_id_check_digit(checks[_i].digits), checks[_i].check);
}
END_TEST

static const struct {
    const char *twelve, *whole; /* NULL: no tax ID */
} zeros[] = {
    {"365529000042", "0365529000042"},
    {"107537000939", "0107537000939"},
    {"993000532988", "0993000532988"},
    {"943548000349", "0943548000349"},
    {"365529000041", NULL},
    {"107537000930", NULL},
    {"000000000000", NULL},
};

START_TEST(restore_zero)
{
    char out[XT_TAX_ID_DIGITS + 1] = "untouched";
    bool restored = xt_tax_id_restore_zero(zeros[_i].twelve, out);
    ck_assert_int_eq(restored, zeros[_i].whole != NULL);
    ck_assert_str_eq(out, restored ? zeros[_i].whole : "untouched");
}
END_TEST

static const struct {
    const char *text;
    bool valid;
} projects[] = {
    {"67019123456", true},  {"67129123456", true},   {"50010000000", true},
    {"99129999999", true},  {"67011234567", true},   {"", false},
    {"6701912345", false},  {"670191234567", false}, {"67009123456", false},
    {"67139123456", false}, {"49129123456", false},  {"00019123456", false},
    {"6701912345a", false}, {"6701912345 ", false},  {" 6701912345", false},
    {"-6701912345", false}, {"6701912345.", false},  {"๖๗๐๑๙๑๒๓๔๕๖", false},
    {"๖๗๐๑", false},        {"a7019123456", false},
};

START_TEST(project_no)
{
    xt_str text = xt_exact(xt_str_of(projects[_i].text));
    ck_assert_int_eq(xt_project_no_valid(text), projects[_i].valid);
    free((void *)text.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("ids");
    TCase *tcase = tcase_create("ids");
    tcase_add_loop_test(tcase, tax_id, 0, XT_ENTRIES(ids));
    tcase_add_test(tcase, very_long);
    tcase_add_loop_test(tcase, check_digit, 0, XT_ENTRIES(checks));
    tcase_add_loop_test(tcase, restore_zero, 0, XT_ENTRIES(zeros));
    tcase_add_loop_test(tcase, project_no, 0, XT_ENTRIES(projects));
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
