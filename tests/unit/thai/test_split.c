/* SPDX-License-Identifier: MIT */
#include "thai/split.h"

#include "xt_test.h"

#include <stdlib.h>

typedef bool splitter(xt_str text, xt_str *first, xt_str *second);

static const struct {
    splitter *split;
    const char *text, *first, *second; /* first NULL: it cannot be taken apart */
} CASES[] = {
    {xt_split_amount, "ร้านตัวอย่าง  10,000.00 บาท", "ร้านตัวอย่าง", "10,000.00 บาท"},
    {xt_split_amount, "ร้านตัวอย่าง\n10,000.00 บาท", "ร้านตัวอย่าง", "10,000.00 บาท"},
    {xt_split_amount, "บริษัท ก้าว จำกัด (มหาชน) ราคา 1,250,000 บาท", "บริษัท ก้าว จำกัด (มหาชน)", "1,250,000 บาท"},
    {xt_split_amount, "หจก. ก้าวไกล เป็นเงิน ๑๒,๕๐๐.๕๐ บาท", "หจก. ก้าวไกล", "๑๒,๕๐๐.๕๐ บาท"},
    {xt_split_amount, "ร้าน ก (9,500 บาท)", "ร้าน ก", "9,500 บาท"},
    {xt_split_amount, "ร้าน ก - 9500 บาท", "ร้าน ก", "9500 บาท"},
    {xt_split_amount, "ร้าน ก : 9,500", "ร้าน ก", "9,500"},
    {xt_split_amount, "ร้าน ก 9500.00", "ร้าน ก", "9500.00"},
    {xt_split_amount, "  ร้าน ก 9,500 ", "ร้าน ก", "9,500"},
    {xt_split_amount, "ร้าน ก ฿9500", "ร้าน ก", "฿9500"},
    /* a name may end in a number */
    {xt_split_amount, "ร้าน 79", NULL, NULL},
    {xt_split_amount, "ร้าน 79 500.00 บาท", "ร้าน 79", "500.00 บาท"},
    {xt_split_amount, "ร้านค้า2000", NULL, NULL},
    {xt_split_amount, "10,000.00 บาท", NULL, NULL},
    {xt_split_amount, "", NULL, NULL},
    {xt_split_amount, "ร้าน ก 10,000.00 บาท\nร้าน ข 12,000.00 บาท", NULL, NULL},
    {xt_split_amount, "ร้าน ก 10,000.00\nร้าน ข 12,000.00", NULL, NULL},
    {xt_split_amount, "ร้าน ก 10,000.00 บาท ถ้วน พร้อมติดตั้ง", NULL, NULL},
    {xt_split_date, "เลขที่ 12/2567 ลว. 29 พ.ย. 66", "12/2567", "29 พ.ย. 66"},
    {xt_split_date, "เลขที่ 12/2567\nลว. 29 พ.ย. 66", "12/2567", "29 พ.ย. 66"},
    {xt_split_date, "12/2567 ลงวันที่ 5 มีนาคม 2567", "12/2567", "5 มีนาคม 2567"},
    {xt_split_date, "12/2567ลว.5 มี.ค. 67", "12/2567", "5 มี.ค. 67"},
    {xt_split_date, "สัญญาเลขที่ วทก 214/65 วันที่ ๒๓ สิงหาคม ๒๕๖๕", "วทก 214/65", "๒๓ สิงหาคม ๒๕๖๕"},
    {xt_split_date, "กคส.สนย.๒๒-๕-๖๙ 09/09/2569", "กคส.สนย.๒๒-๕-๖๙", "09/09/2569"},
    {xt_split_date, "ใบสั่งซื้อ 5/2567, 5 มี.ค. 67", "ใบสั่งซื้อ 5/2567", "5 มี.ค. 67"},
    {xt_split_date, "5/2567 (5 มี.ค. 67)", "5/2567", "5 มี.ค. 67"},
    {xt_split_date, "12/2567", NULL, NULL},
    {xt_split_date, "29 พ.ย. 66", NULL, NULL},
    {xt_split_date, "ลว. 29 พ.ย. 66", NULL, NULL},
    {xt_split_date, "12/2567 ลว. พ.ย. 66", NULL, NULL},
    {xt_split_date, "", NULL, NULL},
};

START_TEST(takes_apart)
{
    xt_str text = xt_exact(xt_str_of(CASES[_i].text)), first, second;
    bool done = CASES[_i].split(text, &first, &second);
    ck_assert_msg(done == (CASES[_i].first != NULL), "\"%s\": %s", CASES[_i].text,
                  done ? "taken apart" : "not taken apart");
    if (done) {
        ck_assert_msg(xt_str_equal(first, xt_str_of(CASES[_i].first)), "\"%s\": \"%.*s\"", CASES[_i].text,
                      (int)first.size, first.data);
        ck_assert_msg(xt_str_equal(second, xt_str_of(CASES[_i].second)), "\"%s\": \"%.*s\"", CASES[_i].text,
                      (int)second.size, second.data);
    }
    free((void *)(uintptr_t)text.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("split");
    TCase *cases = tcase_create("split");
    tcase_add_loop_test(cases, takes_apart, 0, XT_ENTRIES(CASES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
