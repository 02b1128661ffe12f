/* SPDX-License-Identifier: MIT */
#include "base/relay.h"

#include "base/error.h"
#include "xt_test.h"

#include <pthread.h>
#include <signal.h>

enum { MOST = 5 };

typedef struct piece {
    uint64_t number;
    unsigned char fill[40]; /* all of it is the number's last byte */
} piece;

/* Makes pieces that count up, then gives the last or fails. */
typedef struct maker {
    uint64_t count, at;
    bool fails;
    bool called_late; /* again after it gave its last or failed */
} maker;

static xt_status make(void *context, void *room, bool *last, xt_error *error)
{
    maker *m = context;
    piece *p = room;
    m->called_late = m->called_late || m->at == m->count;
    p->number = m->at++;
    memset(p->fill, (int)(p->number & 0xFF), sizeof p->fill);
    if (m->at < m->count)
        return XT_OK;
    *last = true;
    return m->fails ? xt_fail_at(error, XT_SAY_ZIP_PART, XT_LITERAL("part"), XT_LITERAL("why")) : XT_OK;
}

static bool is_whole(const piece *p)
{
    for (size_t i = 0; i < sizeof p->fill; i++)
        if (p->fill[i] != (unsigned char)p->number)
            return false;
    return true;
}

static xt_relay *start(maker *m, piece *pieces, size_t count)
{
    xt_relay *relay = xt_relay_start(make, m, (xt_relay_pieces){pieces, sizeof *pieces, count}, true);
    ck_assert_ptr_nonnull(relay);
    return relay;
}

/* Every piece once, in order, whole as long as it is the taker's; then the end or the failure, twice. */
START_TEST(gives_all_pieces_in_order)
{
    static const uint64_t COUNTS[] = {1, 2, 3, 4, 1000, 20000};
    piece pieces[MOST];
    for (size_t c = 0; c < XT_ENTRIES(COUNTS); c++)
        for (int fails = 0; fails < 2; fails++) {
            maker m = {.count = COUNTS[c], .fails = fails};
            xt_relay *relay = start(&m, pieces, (size_t)_i);
            xt_error error = {0};
            xt_status status = XT_OK;
            uint64_t seen = 0;
            bool good = true;
            for (const piece *p = NULL; (p = xt_relay_take(relay, &status, &error)); seen++)
                good = good && p->number == seen && is_whole(p);
            ck_assert(good);
            ck_assert_uint_eq(seen, m.count);
            ck_assert_int_eq(status, fails ? XT_CORRUPT_ZIP : XT_OK);
            ck_assert_int_eq(error.sentence, fails ? XT_SAY_ZIP_PART : XT_SAY_OK);
            ck_assert_ptr_null(xt_relay_take(relay, &status, NULL));
            ck_assert_int_eq(status, fails ? XT_CORRUPT_ZIP : XT_OK);
            xt_relay_stop(relay);
            ck_assert(!m.called_late);
        }
}
END_TEST

/* It may be ended at any time: before anything was made, in the middle, with all pieces full. */
START_TEST(stops_anywhere)
{
    piece pieces[MOST];
    for (int takes = 0; takes < 7; takes++) {
        maker m = {.count = UINT64_MAX};
        xt_relay *relay = start(&m, pieces, MOST);
        xt_status status = XT_OK;
        for (int i = 0; i < takes; i++)
            ck_assert_ptr_nonnull(xt_relay_take(relay, &status, NULL));
        xt_relay_stop(relay);
    }
    xt_relay_stop(NULL);
}
END_TEST

static xt_status look_at_signals(void *context, void *room, bool *last, xt_error *error)
{
    (void)context, (void)error;
    sigset_t *blocked = room;
    *last = true;
    return pthread_sigmask(SIG_SETMASK, NULL, blocked) ? XT_OUT_OF_MEMORY : XT_OK;
}

/* A handler runs in the threads of the program alone, whose own signals stay as they were. */
START_TEST(leaves_signals_to_others)
{
    sigset_t pieces[2], here;
    xt_status status = XT_OK;
    xt_relay *relay =
        xt_relay_start(look_at_signals, NULL, (xt_relay_pieces){pieces, sizeof *pieces, 2}, true);
    ck_assert_ptr_nonnull(relay);
    const sigset_t *there = xt_relay_take(relay, &status, NULL);
    ck_assert_ptr_nonnull(there);
    ck_assert_int_eq(pthread_sigmask(SIG_SETMASK, NULL, &here), 0);
    ck_assert_int_eq(sigismember(there, SIGTERM), 1);
    ck_assert_int_eq(sigismember(&here, SIGTERM), 0);
    xt_relay_stop(relay);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("relay");
    TCase *cases = tcase_create("relay");
    tcase_add_loop_test(cases, gives_all_pieces_in_order, 2, MOST + 1);
    tcase_add_test(cases, stops_anywhere);
    tcase_add_test(cases, leaves_signals_to_others);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
