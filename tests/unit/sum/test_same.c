/* SPDX-License-Identifier: MIT
 *
 * Which rows tell of one contract, and which rows count.
 */
#include "sum/ledgers.h"
#include "sum/summary.h"

#define HEADER                                                                                                                                                                                                                                                                                                                                \
    "ชื่อหน่วยงาน,ปีงบประมาณ,งานที่ซื้อหรือจ้าง,สถานะการจัดซื้อจัดจ้าง,ราคาที่ตกลงซื้อหรือจ้าง,เลขประจำตัวผู้เสียภาษี," \
    "ผู้ประกอบการที่ได้รับการคัดเลือก,เลขที่โครงการ,วันที่ลงนามในสัญญา,เลขที่สัญญา\n"

/* Rows, and what becomes of each: "0": it stands for itself; "=1": the same as row 1; "!1price": contradicts
 * it in its price.
 */
static const struct {
    const char *rows, *wanted;
} SAME[] = {
    /* the project's number */
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n", "0 =1"},
    /* the row with date and price stands for both, wherever it is */
    {"ก,2567,a,,10,,ร้านก,67019000001,,\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n", "=2 0"},
    {"ก,2567,a,,,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,,,67019000001,5/1/2567,\n", "=2 0"},
    /* two winners, by their IDs; by name alone only when the price differs too */
    {"ก,2567,a,,10,0365529000042,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,0107537000939,ร้านก,67019000001,5/1/"
     "2567,\n",
     "0 0"},
    {"ก,2567,a,,10,,ร้านตัวอย่างพาณิชย์,67019000001,5/1/2567,\nก,2567,a,,20,,บริษัท จำลอง "
     "จำกัด,67019000001,5/1/2567,\n",
     "0 0"},
    {"ก,2567,a,,10,,บจก. ตัวอย่าง,67019000001,5/1/2567,\nก,2567,a,,10,,บริษัท ตัวอย่าง "
     "จำกัด,67019000001,5/1/2567,\n",
     "0 =1"},
    /* two contracts of one project */
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,1/2567\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,2/2567\n",
     "0 0"},
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,1/2567\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,เลขที่ ๑/๒๕๖๗\n",
     "0 =1"},
    /* another price of the same contract */
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,11,,ร้านก,67019000001,5/1/2567,\n", "0 !1price"},
    /* three rows, two contracts */
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,1\nก,2567,a,,10,,ร้านก,67019000001,5/1/"
     "2567,2\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,2\n",
     "0 0 =2"},
    /* contract number, vendor and amount */
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nก,2567,a,,10,,ร้าน ก,67019000001,5/1/2567,1/2567\n", "0 =1"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nก,2567,a,,11,,ร้านก,,5/1/2567,1/2567\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nก,2567,a,,10,,ร้านข,,5/1/2567,1/2567\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nข,2567,a,,10,,ร้านก,,5/1/2567,1/2567\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nก,2567,a,,10,,ร้านก,,6/1/2567,1/2567\n", "0 !1date"},
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,1/2567\nก,2567,a,,10,,ร้านก,67019000002,5/1/2567,1/2567\n",
     "0 0"},
    /* nothing that tells: each stands for itself */
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,\nก,2567,a,,10,,ร้านก,,5/1/2567,\n", "0 0"},
    /* the number begins anew in another year */
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1\nก,2566,a,,10,,ร้านก,,5/1/2566,1\n", "0 0"},
    /* spelled otherwise: zeros, a year in two digits, the date behind the number, words before it */
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,001/2567\nก,2567,a,,10,,ร้านก,,5/1/2567,1/67\n", "0 =1"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\nก,2567,a,,10,,ร้านก,,5/1/2567,สัญญาเลขที่ 1/2567 ลว. 5 ม.ค. 67\n",
     "0 =1"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,สัญญาจ้างเลขที่ 1/2567\nก,2567,a,,10,,ร้านก,,5/1/2567,จ.1/2567\n", "0 =1"},
    /* another series, a number of other groups */
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,ซ.1/2567\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,จ.1/2567\n",
     "0 0"},
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,11/2567\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,1/12567\n",
     "0 0"},
    /* zeros and words are no number */
    {"ก,2567,a,,10,,ร้านก,0,5/1/2567,0\nก,2567,a,,10,,ร้านก,0,5/1/2567,000\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,N/A,5/1/2567,รอ\nก,2567,a,,10,,ร้านก,N/A,5/1/2567,รอ\n", "0 0"},
    /* one project, and persons, days or items that are not the same: a person has to look */
    {"ก,2567,a,,10,,นายหนึ่ง,67019000001,5/1/2567,\nก,2567,a,,10,,นายสอง,67019000001,5/1/2567,\n",
     "0 !1vendor"},
    {"ก,2567,a,,10,,นายคนที่ 1,67019000001,5/1/2567,\nก,2567,a,,10,,นายคนที่ 2,67019000001,5/1/2567,\n",
     "0 !1vendor"},
    {"ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,7/2567\nก,2567,a,,10,,ร้านก,67019000001,6/1/2567,7/2567\n",
     "0 !1date"},
    {"ก,2567,งวดที่ 1,,10,,ร้านก,,5/1/2567,7/2567\nก,2567,งวดที่ 2,,10,,ร้านก,,5/1/2567,7/2567\n", "0 !1item"},
    /* rows that name their agency stand for those that do not; agencies apart stay apart */
    {",2567,a,,10,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n"
     "ข,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n",
     "=2 0 0"},
    {"อบต.ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\nองค์การบริหารส่วนตำบล "
     "ก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n"
     "ข,2567,c,,10,,ร้านค,,5/1/2567,\n",
     "0 =1 0"},
    /* an amount that cannot be read does not stand for one that can */
    {"ก,2567,a,,สิบ,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n", "=2 0"},
    /* what was given up stands for no contract */
    {"ก,2567,a,ยกเลิก,10,,ร้านก,67019000001,5/1/2567,\nก,2567,a,,10,,ร้านก,67019000001,5/1/2567,\n", "0 0"},
};

/* What stands for each row of the ledger, as in SAME. */
static void show_same(xt_ledger *l, xt_bytes *out)
{
    ck_assert_int_eq(xt_same_find(l, NULL), XT_OK);
    for (size_t i = 0; i < xt_ledger_count(l); i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        xt_bytes_puts(out, i ? " " : "");
        if (c->same == XT_NO_CONTRACT)
            xt_bytes_puts(out, "0");
        else
            xt_bytes_printf(out, "%s%u%s", c->fate == XT_FATE_SAME ? "=" : "!", (unsigned)c->same + 1,
                            xt_clash_code((xt_clash)c->clash));
    }
}

START_TEST(finds_the_same_contract)
{
    xt_templates *set = shipped_forms();
    xt_bytes csv = xt_bytes_make(SIZE_MAX / 2), shown = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&csv, HEADER);
    xt_bytes_puts(&csv, SAME[_i].rows);
    xt_ledger l = ledger_of(set, xt_bytes_cstr(&csv));
    show_same(&l, &shown);
    ck_assert_msg(strcmp(xt_bytes_cstr(&shown), SAME[_i].wanted) == 0, "%s should be %s\n%s",
                  xt_bytes_cstr(&shown), SAME[_i].wanted, SAME[_i].rows);
    xt_bytes_free(&shown);
    xt_bytes_free(&csv);
    xt_ledger_free(&l);
    xt_templates_close(set);
}
END_TEST

/* A file whose rows have no numbers beside one that has them; what a file lists twice was bought twice. */
static const struct {
    const char *first, *second, *wanted;
} SOURCES[] = {
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\n", "ก,2567,a,,10,,ร้าน ก,,5/1/2567,\n", "0 =1"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,\n", "ก,2567,a,,10,,ร้านก,,5/1/2567,\n", "0 =1"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1\nก,2567,a,,10,,ร้านก,,5/1/2567,2\n",
     "ก,2567,a,,10,,ร้านก,,5/1/2567,\nก,2567,a,,10,,ร้านก,,5/1/2567,\nก,2567,a,,10,,ร้านก,,5/1/2567,\n",
     "0 0 =1 =2 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\n", "ก,2567,a,,10,,ร้านก,,6/1/2567,\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\n", "ก,2567,a,,10,,ร้านก,,5/1/2567,2/2567\n", "0 0"},
    {"ก,2567,a,,10,,ร้านก,,5/1/2567,1/2567\n", "ข,2567,a,,10,,ร้านก,,5/1/2567,\n", "0 0"},
    /* another form may describe the same contract otherwise */
    {"ก,2567,ซื้อหมึก,,10,,ร้านก,,5/1/2567,1/2567\n", "ก,2567,วัสดุ 3 รายการ,,10,,ร้านก,,5/1/2567,1/2567\n", "0 =1"},
};

START_TEST(finds_the_same_contract_in_two_files)
{
    xt_templates *set = shipped_forms();
    const char *rows[] = {SOURCES[_i].first, SOURCES[_i].second};
    xt_bytes shown = xt_bytes_make(SIZE_MAX / 2);
    xt_ledger l;
    ck_assert_int_eq(xt_ledger_begin(&l, set, NULL), XT_OK);
    for (size_t i = 0; i < 2; i++) {
        xt_bytes csv = xt_bytes_make(SIZE_MAX / 2);
        xt_bytes_printf(&csv, "%s%s", HEADER, rows[i]);
        ledger_add(&l, i ? "second.csv" : "first.csv", xt_bytes_cstr(&csv));
        xt_bytes_free(&csv);
    }
    ck_assert_int_eq(xt_parties_settle(&l, NULL), XT_OK);
    show_same(&l, &shown);
    ck_assert_str_eq(xt_bytes_cstr(&shown), SOURCES[_i].wanted);
    xt_bytes_free(&shown);
    xt_ledger_free(&l);
    xt_templates_close(set);
}
END_TEST

/* A row, and what becomes of it in a summary of January 2567; of the year, its report. */
static const struct {
    const char *row;
    xt_fate month, year;
} FATES[] = {
    {"ก,2567,a,,10,,ร้านก,,1/1/2567,", XT_FATE_COUNTED, XT_FATE_COUNTED},
    {"ก,2567,a,,10,,ร้านก,,31/1/2567,", XT_FATE_COUNTED, XT_FATE_COUNTED},
    {"ก,2567,a,,10,,ร้านก,,1/2/2567,", XT_FATE_OTHER_PERIOD, XT_FATE_COUNTED},
    {"ก,2567,a,,10,,ร้านก,,30/9/2567,", XT_FATE_OTHER_PERIOD, XT_FATE_COUNTED},
    {"ก,2567,a,,10,,ร้านก,,1/10/2567,", XT_FATE_OTHER_PERIOD, XT_FATE_OTHER_PERIOD},
    {"ก,2567,a,,10,,ร้านก,,1/10/2566,", XT_FATE_OTHER_PERIOD, XT_FATE_COUNTED},
    {"ก,2567,a,,10,,ร้านก,,30/9/2566,", XT_FATE_OTHER_PERIOD, XT_FATE_OTHER_PERIOD},
    {"ก,2567,a,,10,,ร้านก,,,", XT_FATE_NO_DATE, XT_FATE_NO_DATE},
    {"ก,,a,,10,,ร้านก,,-,", XT_FATE_NO_DATE, XT_FATE_NO_DATE},
    {"ก,2566,a,,10,,ร้านก,,,", XT_FATE_OTHER_PERIOD, XT_FATE_OTHER_PERIOD},
    {"ก,2567,a,,10,,ร้านก,,32/1/2567,", XT_FATE_WRONG_DATE, XT_FATE_WRONG_DATE},
    {"ก,2566,a,,10,,ร้านก,,32/1/2567,", XT_FATE_OTHER_PERIOD, XT_FATE_OTHER_PERIOD},
    {"ก,2567,a,,,,ร้านก,,5/1/2567,", XT_FATE_NO_PRICE, XT_FATE_NO_PRICE},
    {"ก,2567,a,,-,,ร้านก,,5/1/2567,", XT_FATE_NO_PRICE, XT_FATE_NO_PRICE},
    {"ก,2567,a,,สิบ,,ร้านก,,5/1/2567,", XT_FATE_WRONG_AMOUNT, XT_FATE_WRONG_AMOUNT},
    {"ก,2567,a,,-10,,ร้านก,,5/1/2567,", XT_FATE_WRONG_AMOUNT, XT_FATE_WRONG_AMOUNT},
    {"ก,2567,a,,สิบ,,ร้านก,,5/2/2567,", XT_FATE_OTHER_PERIOD, XT_FATE_WRONG_AMOUNT},
    {"ก,2567,a,,0,,ร้านก,,5/1/2567,", XT_FATE_COUNTED, XT_FATE_COUNTED},
    {"ก,2567,a,,๑๐.๕๐ บาท,,ร้านก,,๕ ม.ค. ๖๗,", XT_FATE_COUNTED, XT_FATE_COUNTED},
    /* listed in the report of the year, counted nowhere */
    {"ก,2567,a,ยกเลิก,,,,,,", XT_FATE_NO_CONTRACT, XT_FATE_COUNTED},
    {"ก,2567,a,ยังไม่ลงนามในสัญญา,10,,ร้านก,,5/1/2567,", XT_FATE_NO_CONTRACT, XT_FATE_COUNTED},
    {"ก,2566,a,ยกเลิก,,,,,,", XT_FATE_NO_CONTRACT, XT_FATE_NO_CONTRACT},
};

START_TEST(settles_what_counts)
{
    xt_templates *set = shipped_forms();
    xt_choice month = {.has_span = true, .span = xt_span_month(xt_fiscal_first(2567), 3)};
    xt_choice year = {
        .has_span = true, .span = xt_span_year(2567), .whole_year = true, .with_unsigned = true};
    xt_bytes csv = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&csv, HEADER);
    xt_bytes_puts(&csv, FATES[_i].row);
    xt_ledger l = ledger_of(set, xt_bytes_cstr(&csv));
    ck_assert_uint_eq(xt_ledger_count(&l), 1);
    ck_assert_int_eq(xt_select(&l, &month, NULL), XT_OK);
    ck_assert_msg(xt_ledger_at(&l, 0)->fate == FATES[_i].month, "%s: %d of a month", FATES[_i].row,
                  xt_ledger_at(&l, 0)->fate);
    ck_assert_int_eq(xt_select(&l, &year, NULL), XT_OK);
    ck_assert_msg(xt_ledger_at(&l, 0)->fate == FATES[_i].year, "%s: %d of a year", FATES[_i].row,
                  xt_ledger_at(&l, 0)->fate);
    xt_bytes_free(&csv);
    xt_ledger_free(&l);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("same");
    TCase *cases = tcase_create("same");
    tcase_add_loop_test(cases, finds_the_same_contract, 0, XT_ENTRIES(SAME));
    tcase_add_loop_test(cases, finds_the_same_contract_in_two_files, 0, XT_ENTRIES(SOURCES));
    tcase_add_loop_test(cases, settles_what_counts, 0, XT_ENTRIES(FATES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
