/* SPDX-License-Identifier: MIT
 *
 * Rows that are sums without saying so.
 */
#include "table/all_kinds.h"
#include "table/heads.h"
#include "write/carry_sums.h"

/* Rows, one after the other; '+' before those of data, 'T' where the row is a sum, 'D' where it is none. */
static const struct {
    const char *rows[6], *signs;
} TABLES[] = {
    {{"=1||อบต.ก|ซื้อ ก|=100|||||=90", "=2||อบต.ก|ซื้อ ข|=200|||||=150.5", "||||=300|||||=240.5"}, "++T"},
    {{"=1|||ซื้อ ก|=100|||||=90", "||||=100|||||=90"}, "+T"},
    /* a zero where the text of a formula was */
    {{"=1|||ซื้อ ก|=100|||||=90", "=2|||ซื้อ ข|||||||=5", "=0||||=100"}, "++T"},
    /* texts, as CSV has them */
    {{"1|||ซื้อ ก|100|||||90.00", "2|||ซื้อ ข|100|||||1,000.50", "|||||||||1,090.50"}, "++T"},
    /* sums of parts, and of all */
    {{"=1|||ซื้อ ก||||||=90", "|||||||||=90", "=2|||ซื้อ ข||||||=10", "|||||||||=10", "|||||||||=100"}, "+T+TT"},
    /* no sums: other amounts, something else in the row, nothing above */
    {{"|||||||||=100"}, "D"},
    {{"=1|||ซื้อ ก||||||=90", "|||||||||=91"}, "+D"},
    {{"=1|||ซื้อ ก|=100|||||=90", "||||=99|||||=90"}, "+D"},
    {{"=1|||ซื้อ ก||||||=90", "=2|||||||||=90"}, "+D"},
    {{"=1|||ซื้อ ก||||||=90", "|||ซื้อ ข||||||=90"}, "+D"},
    {{"=1|||ซื้อ ก||||||=90", "|||||||||=90|||||4 มี.ค. 2567"}, "+D"},
    {{"=1|||ซื้อ ก||||||=90", "|||||||||=90||ร้าน ก"}, "+D"},
    {{"=1|||ซื้อ ก||||||=90", "|||||||||=90||||||||ช่องอื่น"}, "+D"},
    {{"=1|||ซื้อ ก||||||=0", "|||||||||=0"}, "+D"},
};

START_TEST(tells_sums_without_a_word)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of(ALL_KINDS_HEAD);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, all_kinds(set, NULL)->tables, F_FIELDS - 3));
    xt_record_reader reader = {.untyped = true};
    xt_carry_sums sums = {0};
    xt_record record;
    test_row row;
    for (size_t i = 0; TABLES[_i].signs[i]; i++) {
        const char sign = TABLES[_i].signs[i];
        row_of(&row, (uint32_t)i + 2, TABLES[_i].rows[i]);
        ck_assert_int_eq(xt_record_read(&reader, &h, &row.row, &record), XT_OK);
        bool meets = xt_carry_sums_meet(&sums, &record, &row.row);
        ck_assert_msg(meets == (sign == 'T'), "%s", TABLES[_i].rows[i]);
        if (sign == '+')
            xt_carry_sums_add(&sums, &record);
        if (sign == 'T')
            xt_carry_sums_part(&sums);
    }
    xt_record_reader_free(&reader);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("carry_sums");
    TCase *cases = tcase_create("carry_sums");
    tcase_add_loop_test(cases, tells_sums_without_a_word, 0, XT_ENTRIES(TABLES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
