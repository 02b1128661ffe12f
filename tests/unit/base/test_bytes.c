/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/bytes.h"

static const size_t maxima[] = {1, 2, 63, 64, 65, 1000, 4096, 65537};

START_TEST(grows_to_its_maximum)
{
    size_t maximum = maxima[_i];
    xt_bytes bytes = xt_bytes_make(maximum);
    for (size_t i = 0; i < maximum; i++)
        ck_assert_int_eq(xt_bytes_putc(&bytes, (char)('a' + i % 26)), XT_OK);
    ck_assert_uint_eq(bytes.size, maximum);
    for (size_t i = 0; i < maximum; i++)
        ck_assert_int_eq(bytes.data[i], (char)('a' + i % 26));
    ck_assert_int_eq(xt_bytes_putc(&bytes, '!'), XT_OVER_LIMIT);
    ck_assert_uint_eq(bytes.size, maximum);
    xt_bytes_free(&bytes);
}
END_TEST

START_TEST(one_append_of_any_size)
{
    size_t maximum = maxima[_i];
    char *block = calloc(maximum + 1, 1);
    ck_assert_ptr_nonnull(block);
    xt_bytes bytes = xt_bytes_make(maximum);
    ck_assert_int_eq(xt_bytes_append(&bytes, block, maximum + 1), XT_OVER_LIMIT);
    ck_assert_uint_eq(bytes.size, 0);
    xt_bytes_clear(&bytes);
    ck_assert_int_eq(xt_bytes_append(&bytes, block, maximum), XT_OK);
    ck_assert_uint_eq(bytes.size, maximum);
    xt_bytes_free(&bytes);
    free(block);
}
END_TEST

START_TEST(fault_is_sticky)
{
    xt_bytes bytes = xt_bytes_make(4);
    xt_bytes_puts(&bytes, "abc");
    ck_assert_int_eq(xt_bytes_puts(&bytes, "de"), XT_OVER_LIMIT);
    ck_assert_int_eq(xt_bytes_puts(&bytes, "d"), XT_OVER_LIMIT);
    ck_assert_int_eq(xt_bytes_puts(&bytes, ""), XT_OVER_LIMIT);
    ck_assert_int_eq(xt_bytes_printf(&bytes, "%d", 1), XT_OVER_LIMIT);
    ck_assert_ptr_null(xt_bytes_reserve(&bytes, 1));
    ck_assert_str_eq(xt_bytes_cstr(&bytes), "");
    xt_assert_str(xt_bytes_str(&bytes), "abc");
    xt_bytes_clear(&bytes);
    ck_assert_int_eq(xt_bytes_puts(&bytes, "wxyz"), XT_OK);
    xt_assert_str(xt_bytes_str(&bytes), "wxyz");
    xt_bytes_free(&bytes);
}
END_TEST

START_TEST(appends)
{
    xt_bytes bytes = xt_bytes_make(1000);
    ck_assert_int_eq(xt_bytes_add(&bytes, (xt_str){NULL, 0}), XT_OK);
    ck_assert_uint_eq(xt_bytes_str(&bytes).size, 0);
    ck_assert_int_eq(xt_bytes_add(&bytes, XT_LITERAL("ลำดับ")), XT_OK);
    ck_assert_int_eq(xt_bytes_append(&bytes, "\0", 1), XT_OK);
    ck_assert_int_eq(xt_bytes_printf(&bytes, "%d-%s", 12, "x"), XT_OK);
    ck_assert_int_eq(xt_bytes_printf(&bytes, "%s", ""), XT_OK);
    ck_assert(xt_str_equal(xt_bytes_str(&bytes), XT_LITERAL("ลำดับ\0"
                                                            "12-x")));
    xt_bytes_free(&bytes);
}
END_TEST

START_TEST(reserves)
{
    xt_bytes bytes = xt_bytes_make(100);
    char *room = xt_bytes_reserve(&bytes, 100);
    ck_assert_ptr_nonnull(room);
    ck_assert_uint_eq(bytes.size, 0);
    memset(room, 'r', 100);
    bytes.size = 60;
    ck_assert_ptr_eq(xt_bytes_reserve(&bytes, 40), bytes.data + 60);
    ck_assert_ptr_nonnull(xt_bytes_reserve(&bytes, 0));
    ck_assert_ptr_null(xt_bytes_reserve(&bytes, 41));
    ck_assert_int_eq(bytes.fault, XT_OVER_LIMIT);
    xt_bytes_clear(&bytes);
    ck_assert_ptr_null(xt_bytes_reserve(&bytes, SIZE_MAX));
    xt_bytes_free(&bytes);
}
END_TEST

START_TEST(terminates)
{
    xt_bytes bytes = xt_bytes_make(3);
    ck_assert_str_eq(xt_bytes_cstr(&bytes), "");
    xt_bytes_puts(&bytes, "ab");
    ck_assert_str_eq(xt_bytes_cstr(&bytes), "ab");
    xt_bytes_putc(&bytes, 'c');
    ck_assert_str_eq(xt_bytes_cstr(&bytes), "abc"); /* the terminator does not count */
    ck_assert_str_eq(xt_bytes_cstr(&bytes), "abc");
    ck_assert_uint_eq(bytes.size, 3);
    xt_bytes_free(&bytes);
}
END_TEST

START_TEST(used_again_after_free)
{
    xt_bytes bytes = xt_bytes_make(10);
    xt_bytes_puts(&bytes, "0123456789!");
    xt_bytes_free(&bytes);
    ck_assert_ptr_null(bytes.data);
    ck_assert_int_eq(xt_bytes_puts(&bytes, "again"), XT_OK);
    xt_assert_str(xt_bytes_str(&bytes), "again");
    xt_bytes_free(&bytes);
}
END_TEST

/* A byte more than can be counted, for the terminator. */
START_TEST(has_room_for_the_terminator)
{
    xt_bytes bytes = xt_bytes_make(SIZE_MAX);
    ck_assert_ptr_null(xt_bytes_reserve(&bytes, SIZE_MAX));
    ck_assert_int_eq(bytes.fault, XT_OUT_OF_MEMORY);
    xt_bytes_free(&bytes);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("bytes");
    TCase *tcase = tcase_create("bytes");
    tcase_add_loop_test(tcase, grows_to_its_maximum, 0, XT_ENTRIES(maxima));
    tcase_add_loop_test(tcase, one_append_of_any_size, 0, XT_ENTRIES(maxima));
    tcase_add_test(tcase, fault_is_sticky);
    tcase_add_test(tcase, appends);
    tcase_add_test(tcase, reserves);
    tcase_add_test(tcase, terminates);
    tcase_add_test(tcase, used_again_after_free);
    tcase_add_test(tcase, has_room_for_the_terminator);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
