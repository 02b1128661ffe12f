/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/hashset.h"

static void add(xt_hashset *set, uint64_t key, uint32_t value, uint32_t expected, bool is_new)
{
    uint32_t found = 0;
    bool added = !is_new;
    if (xt_hashset_add(set, key, value, &found, &added) != XT_OK || added != is_new || found != expected)
        ck_abort_msg("key %llx: added is %d, found is %u", (unsigned long long)key, added, (unsigned)found);
}

START_TEST(empty)
{
    xt_hashset set = {0};
    ck_assert(!xt_hashset_get(&set, 0, NULL));
    ck_assert(!xt_hashset_get(&set, 1, NULL));
    xt_hashset_clear(&set);
    xt_hashset_free(&set);
    xt_hashset_free(&set);
    ck_assert(!xt_hashset_get(&set, UINT64_MAX, NULL));
}
END_TEST

static const uint64_t special[] = {0, 1, 2, UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX};

START_TEST(first_value_stays)
{
    xt_hashset set = {0};
    uint32_t value = 0;
    add(&set, special[_i], 12, 12, true);
    add(&set, special[_i], 99, 12, false);
    ck_assert(xt_hashset_get(&set, special[_i], &value));
    ck_assert_uint_eq(value, 12);
    ck_assert(xt_hashset_get(&set, special[_i], NULL));
    ck_assert(!xt_hashset_get(&set, special[_i] ^ 5, &value));
    ck_assert_uint_eq(value, 12);
    ck_assert_uint_eq(set.count, 1);
    xt_hashset_free(&set);
}
END_TEST

START_TEST(value_zero)
{
    xt_hashset set = {0};
    uint32_t value = 7;
    add(&set, 5, 0, 0, true);
    add(&set, 0, 0, 0, true);
    add(&set, 0, 1, 0, false);
    ck_assert(xt_hashset_get(&set, 5, &value));
    ck_assert_uint_eq(value, 0);
    xt_hashset_free(&set);
}
END_TEST

/* Kinds of keys that weak spreading puts into one corner: running, in the high half alone, sparse, mixed. */
static uint64_t key_of(int kind, uint64_t i)
{
    switch (kind) {
    case 0: return i;
    case 1: return i << 32;
    case 2: return i << 44;
    case 3: return i * 65536;
    case 4: return UINT64_MAX - i;
    default: return i * UINT64_C(0x9E3779B97F4A7C15);
    }
}

START_TEST(many_keys)
{
    enum { KEYS = 200000 };
    xt_hashset set = {0};
    for (uint32_t i = 0; i < KEYS; i++)
        add(&set, key_of(_i, i), i, i, true);
    ck_assert_uint_eq(set.count, KEYS);
    ck_assert_uint_eq(set.capacity & (set.capacity - 1), 0);
    for (uint32_t i = 0; i < KEYS; i++)
        add(&set, key_of(_i, i), i + 1, i, false);
    for (uint32_t i = KEYS; i < 2 * KEYS; i++)
        if (xt_hashset_get(&set, key_of(_i, i), NULL))
            ck_abort_msg("key %u is there", (unsigned)i);
    ck_assert_uint_eq(set.count, KEYS);
    xt_hashset_free(&set);
}
END_TEST

START_TEST(clear_forgets)
{
    xt_hashset set = {0};
    for (uint32_t i = 0; i < 1000; i++)
        add(&set, i, i, i, true);
    size_t capacity = set.capacity;
    xt_hashset_clear(&set);
    ck_assert_uint_eq(set.count, 0);
    ck_assert_uint_eq(set.capacity, capacity);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert(!xt_hashset_get(&set, i, NULL));
    for (uint32_t i = 0; i < 1000; i++)
        add(&set, i, i + 1, i + 1, true);
    ck_assert_uint_eq(set.capacity, capacity);
    xt_hashset_free(&set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("hashset");
    TCase *tcase = tcase_create("hashset");
    tcase_add_test(tcase, empty);
    tcase_add_loop_test(tcase, first_value_stays, 0, XT_ENTRIES(special));
    tcase_add_test(tcase, value_zero);
    tcase_add_loop_test(tcase, many_keys, 0, 6);
    tcase_add_test(tcase, clear_forgets);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
