/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/arena.h"

#include <stdalign.h>

static const size_t sizes[] = {0, 1, 7, 15, 16, 17, 1000, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 1 << 20};

START_TEST(aligned_and_apart)
{
    enum { PIECES = 50 };
    size_t size = sizes[_i];
    unsigned char *pieces[PIECES];
    xt_arena arena = {0};
    for (int i = 0; i < PIECES; i++) {
        pieces[i] = xt_arena_alloc(&arena, size);
        ck_assert_ptr_nonnull(pieces[i]);
        ck_assert_uint_eq((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        memset(pieces[i], i, size);
    }
    for (int i = 0; i < PIECES && size > 0; i++) {
        ck_assert_int_eq(pieces[i][0], i);
        ck_assert_int_eq(pieces[i][size - 1], i);
    }
    xt_arena_free(&arena);
}
END_TEST

START_TEST(reset_keeps_a_block)
{
    xt_arena arena = {0};
    xt_arena_reset(&arena);
    void *first = xt_arena_alloc(&arena, 100);
    xt_arena_reset(&arena);
    ck_assert_ptr_eq(xt_arena_alloc(&arena, 200), first);
    for (int i = 0; i < 1000; i++)
        ck_assert_ptr_nonnull(xt_arena_alloc(&arena, 1000));
    xt_arena_reset(&arena);
    ck_assert_ptr_nonnull(xt_arena_alloc(&arena, 1));
    xt_arena_free(&arena);
}
END_TEST

START_TEST(used_again_after_free)
{
    xt_arena arena = {0};
    xt_arena_free(&arena);
    ck_assert_ptr_nonnull(xt_arena_alloc(&arena, 10));
    xt_arena_free(&arena);
    ck_assert_ptr_null(arena.block);
    ck_assert_ptr_nonnull(xt_arena_alloc(&arena, 10));
    xt_arena_free(&arena);
}
END_TEST

START_TEST(copy)
{
    static const char *const texts[] = {"", "a", "ราคากลาง (บาท)"};
    const char *copies[3];
    xt_arena arena = {0};
    for (int i = 0; i < 3; i++) {
        xt_str text = xt_exact(xt_str_of(texts[i]));
        copies[i] = xt_arena_copy(&arena, text);
        free((void *)text.data);
    }
    for (int i = 0; i < 3; i++)
        ck_assert_str_eq(copies[i], texts[i]);
    ck_assert_str_eq(xt_arena_copy(&arena, (xt_str){NULL, 0}), "");
    ck_assert_str_eq(xt_arena_copy(&arena, (xt_str){"abc", 2}), "ab");
    xt_arena_free(&arena);
}
END_TEST

START_TEST(impossible_sizes)
{
    xt_arena arena = {0};
    ck_assert_ptr_null(xt_arena_alloc(&arena, SIZE_MAX));
    ck_assert_ptr_null(xt_arena_alloc(&arena, SIZE_MAX - 15));
    ck_assert_ptr_null(xt_arena_alloc(&arena, SIZE_MAX / 2 + 1));
    ck_assert_ptr_null(xt_arena_copy(&arena, (xt_str){"", SIZE_MAX}));
    void *piece = xt_arena_alloc(&arena, 10);
    ck_assert_ptr_nonnull(piece);
    ck_assert_ptr_null(xt_arena_alloc(&arena, SIZE_MAX));
    ck_assert_ptr_nonnull(xt_arena_alloc(&arena, 10));
    xt_arena_free(&arena);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tcase = tcase_create("arena");
    tcase_add_loop_test(tcase, aligned_and_apart, 0, XT_ENTRIES(sizes));
    tcase_add_test(tcase, reset_keeps_a_block);
    tcase_add_test(tcase, used_again_after_free);
    tcase_add_test(tcase, copy);
    tcase_add_test(tcase, impossible_sizes);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
