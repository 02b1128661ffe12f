/* SPDX-License-Identifier: MIT
 *
 * Changes cells of a workbook from the command line, for the tests that compare what other programs read.
 *
 *     patch_file [--force] INPUT OUTPUT [SHEET REF KIND VALUE]...
 *
 * KIND: text, number, whole or date (VALUE: a serial). The cells come in the order of the workbook.
 */
#include "base/number.h"
#include "read/ref.h"
#include "write/patch.h"

#include <stdio.h>
#include <stdlib.h>

enum { EDITS_MOST = 1000, WORDS = 4 };

static int complain(const xt_error *error)
{
    char message[XT_MESSAGE_SIZE];
    fprintf(stderr, "%s: %s\n", xt_status_code(error->status),
            xt_error_message(error, XT_LANG_EN, message, sizeof message));
    return 2;
}

/* An edit from four words. */
static int read_edit(xt_book *book, char **words, xt_edit *edit, xt_error *error)
{
    if (xt_book_find_sheet(book, words[0], &edit->sheet, error))
        return complain(error);
    if (!xt_ref_parse(xt_str_of(words[1]), &edit->row, &edit->column))
        return 3;
    edit->text = xt_str_of(words[3]);
    edit->whole = strcmp(words[2], "whole") == 0;
    edit->kind = strcmp(words[2], "text") == 0   ? XT_EDIT_TEXT
                 : strcmp(words[2], "date") == 0 ? XT_EDIT_DATE
                                                 : XT_EDIT_NUMBER;
    return edit->kind == XT_EDIT_DATE && !xt_double_parse(edit->text, &edit->serial) ? 3 : 0;
}

int main(int argc, char **argv)
{
    static xt_edit edits[EDITS_MOST];
    xt_patch_options options = {0};
    xt_error error;
    xt_book *book = NULL;
    size_t count = 0;
    int at = 1, failed = 0;
    if (at < argc && strcmp(argv[at], "--force") == 0) {
        options.force = true;
        at++;
    }
    if (argc - at < 2 || (argc - at - 2) % WORDS != 0 || argc - at > EDITS_MOST * WORDS) {
        fprintf(stderr, "usage: patch_file [--force] INPUT OUTPUT [SHEET REF KIND VALUE]...\n");
        return 3;
    }
    const char *input = argv[at], *output = argv[at + 1];
    if (xt_book_open(&book, input, NULL, &error))
        return complain(&error);
    for (at += 2; !failed && at < argc; at += WORDS)
        failed = read_edit(book, argv + at, &edits[count++], &error);
    xt_book_close(book);
    if (!failed && xt_patch(input, output, edits, count, &options, &error))
        failed = complain(&error);
    return failed;
}
