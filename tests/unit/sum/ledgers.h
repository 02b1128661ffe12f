/* SPDX-License-Identifier: MIT
 *
 * Ledgers for tests, from registers as CSV.
 */
#ifndef XT_TEST_LEDGERS_H
#define XT_TEST_LEDGERS_H

#include "sum/figures.h"
#include "sum/parties.h"
#include "sum/same.h"
#include "sum/select.h"
#include "table/forms.h"

/* Reads the text as one more source of the ledger. */
static inline void ledger_add(xt_ledger *l, const char *file, const char *csv)
{
    const xt_ledger_reading how = {.file = file, .sheet = XT_ALL_SHEETS};
    xt_book *book = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    ck_assert_int_eq(xt_book_open_memory(&book, csv, strlen(csv), NULL, &error), XT_OK);
    ck_assert_msg(xt_ledger_read(l, book, &how, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    xt_book_close(book);
}

/* Reads the text as a register; it is settled. xt_ledger_free() it. */
static inline xt_ledger ledger_of(xt_templates *set, const char *csv)
{
    xt_ledger l;
    xt_error error;
    ck_assert_int_eq(xt_ledger_begin(&l, set, &error), XT_OK);
    ledger_add(&l, "register.csv", csv);
    ck_assert_int_eq(xt_parties_settle(&l, &error), XT_OK);
    return l;
}

#endif
