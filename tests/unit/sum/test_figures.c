/* SPDX-License-Identifier: MIT
 *
 * Counts, sums, what was saved, and groups.
 */
#include "sum/ledgers.h"

/* A contract of these satang; below 0: it does not say. */
static xt_contract contract(xt_satang budget, xt_satang reference, xt_satang price)
{
    const xt_satang amounts[] = {budget, reference, price};
    xt_contract c = {.method = XT_NO_TERM, .status = XT_NO_TERM};
    for (int i = 0; i < XT_CONTRACT_AMOUNTS; i++) {
        c.amount_state[i] = amounts[i] < 0 ? XT_ABSENT : XT_KNOWN;
        c.amount[i] = amounts[i] < 0 ? 0 : amounts[i];
    }
    return c;
}

START_TEST(adds_up)
{
    const xt_contract contracts[] = {contract(1000, 900, 800), contract(-1, 500, 501), contract(70, -1, 60)};
    xt_figures f = {0};
    for (size_t i = 0; i < 3; i++)
        ck_assert(xt_figures_add(&f, &contracts[i]));
    ck_assert_uint_eq(f.count, 3);
    ck_assert_int_eq(f.sum[XT_CONTRACT_BUDGET], 1070);
    ck_assert_int_eq(f.sum[XT_CONTRACT_REFERENCE], 1400);
    ck_assert_int_eq(f.sum[XT_CONTRACT_PRICE], 1361);
    ck_assert_uint_eq(f.lacking[XT_CONTRACT_BUDGET], 1);
    ck_assert_uint_eq(f.lacking[XT_CONTRACT_REFERENCE], 1);
    ck_assert_int_eq(xt_figures_saved(&f), 1400 - 1301); /* the third has nothing to be compared with */
    ck_assert_int_eq(xt_figures_saved_share(&f), 707);   /* 99 / 1400 = 7.0714 % */
}
END_TEST

/* A sum that 64 bits do not hold is told. */
START_TEST(tells_what_is_too_much)
{
    const xt_contract c = contract(XT_SATANG_MAX, -1, 0);
    xt_figures f = {0};
    bool fits = true;
    for (int i = 0; i < 2000 && fits; i++)
        fits = xt_figures_add(&f, &c);
    ck_assert(!fits);
}
END_TEST

static const struct {
    xt_satang reference, price;
    int64_t share;
} SHARES[] = {
    {0, 0, 0},
    {10000, 10000, 0},
    {10000, 0, 10000},
    {10000, 9999, 1},
    {20000, 19999, 1}, /* 0.005 %: half away from zero */
    {20000, 20001, -1},
    {30000, 29999, 0},
    {3, 2, 3333},
    {3, 1, 6667},
    {10000, 20000, -10000},
    {1, 1000, -9990000},
    {XT_SATANG_MAX, XT_SATANG_MAX / 2, 5000},
    {XT_SATANG_MAX, 0, 10000},
};

START_TEST(tells_the_share_that_was_saved)
{
    const xt_contract c = contract(-1, SHARES[_i].reference, SHARES[_i].price);
    xt_figures f = {0};
    ck_assert(xt_figures_add(&f, &c));
    ck_assert_int_eq(xt_figures_saved_share(&f), SHARES[_i].share);
}
END_TEST

/* What the groups of a register are called and come to: "วิธีคัดเลือก 2 300.00; ...". */
static const struct {
    const char *by;
    const char *wanted;
} GROUPS[] = {
    {"method", "วิธีคัดเลือก 1 500.00; วิธีเฉพาะเจาะจง 3 310.50;  1 7.00"},
    {"month", "ธันวาคม 2566 2 507.00; มกราคม 2567 2 210.50; กุมภาพันธ์ 2567 1 100.00"},
    /* one ID under two names, and a name without its ID, are one vendor */
    {"vendor", "ร้านก 3 610.50; ร้านข 1 200.00;  1 7.00"},
    {"source", "เงินรายได้ 3 710.50; เงินสะสม 1 100.00;  1 7.00"},
    {"vendor,month", "ร้านก ธันวาคม 2566 1 500.00; ร้านก มกราคม 2567 1 10.50; ร้านก กุมภาพันธ์ 2567 1 100.00; "
                     "ร้านข มกราคม 2567 1 200.00;  ธันวาคม 2566 1 7.00"},
};

static const char REGISTER[] = "งานที่ซื้อหรือจ้าง,วงเงินงบประมาณ,แหล่งที่มาของงบประมาณ,วิธีการจัดซื้อจัดจ้าง,"
                               "ราคาที่ตกลงซื้อหรือจ้าง,เลขประจำตัวผู้เสียภาษี,ผู้ประกอบการที่ได้รับการคัดเลือก,วันที่ลงนามในสัญญา\n"
                               "ก,1,เงินรายได้,คัดเลือก,500,0365529000042,ร้านก,5/12/2566\n"
                               "ข,1,เงินรายได้,เฉพาะเจาะจง,10.50,0365529000042,ร้านกอไก่,5/1/2567\n"
                               "ค,1,เงินสะสม,วิธีเฉพาะเจาะจง,100,,ร้าน ก,5/2/2567\n"
                               "ง,1,เงิน รายได้,เฉพาะเจาะจง,200,0107537000939,ร้านข,6/1/2567\n"
                               "จ,1,,,7,,,6/12/2566\n";

START_TEST(groups_contracts)
{
    static const char *const NAMES[] = {"month", "method", "source", "vendor", "agency"};
    xt_templates *set = shipped_forms();
    xt_ledger l = ledger_of(set, REGISTER);
    uint32_t all[5] = {0, 1, 2, 3, 4};
    xt_group_by keys[XT_GROUP_BY_COUNT];
    size_t depth = 0;
    char amount[XT_SATANG_SIZE];
    for (const char *at = GROUPS[_i].by; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        for (int k = 0; k < XT_GROUP_BY_COUNT; k++)
            if (strncmp(at, NAMES[k], strlen(NAMES[k])) == 0)
                keys[depth++] = (xt_group_by)k;
    xt_groups groups;
    ck_assert_int_eq(xt_groups_make(&groups, &l, all, 5, keys, depth, NULL), XT_OK);
    xt_bytes shown = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < xt_groups_count(&groups); i++) {
        const xt_group *group = xt_groups_at(&groups, i);
        xt_bytes_puts(&shown, i ? "; " : "");
        for (size_t n = 0; n < depth; n++)
            xt_bytes_printf(&shown, "%s ", group->label[n]);
        xt_bytes_printf(&shown, "%d %s", (int)group->figures.count,
                        xt_satang_plain(group->figures.sum[XT_CONTRACT_PRICE], amount));
    }
    ck_assert_str_eq(xt_bytes_cstr(&shown), GROUPS[_i].wanted);
    xt_bytes_free(&shown);
    xt_groups_free(&groups);
    xt_ledger_free(&l);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("figures");
    TCase *cases = tcase_create("figures");
    tcase_add_test(cases, adds_up);
    tcase_add_test(cases, tells_what_is_too_much);
    tcase_add_loop_test(cases, tells_the_share_that_was_saved, 0, XT_ENTRIES(SHARES));
    tcase_add_loop_test(cases, groups_contracts, 0, XT_ENTRIES(GROUPS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
