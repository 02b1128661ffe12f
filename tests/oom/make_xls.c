/* SPDX-License-Identifier: MIT
 *
 * Writes the rows of any file that the library reads as an old workbook: make_xls IN OUT.xls. A text that is
 * a whole number without leading zeros becomes a number.
 */
#include "read/xls_make.h"
#include "xlstools.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT_SIZE = 1024 };

static bool is_number(const char *text)
{
    return *text >= '1' && *text <= '9' && strlen(text) < 10 && text[strspn(text, "0123456789")] == '\0';
}

static void put_cell(xt_bytes *out, uint32_t row, const xt_cell *cell)
{
    char text[TEXT_SIZE];
    snprintf(text, sizeof text, "%.*s", (int)cell->text.size, cell->text.data);
    if (is_number(text))
        xls_record(out, XT_BIFF_NUMBER, "hhhd", row - 1, cell->column - 1, 0, strtod(text, NULL));
    else
        xls_text_record(out, XT_BIFF_LABEL, text, "hhh", row - 1, cell->column - 1, 0);
}

static xt_status put_rows(xt_bytes *out, const char *path, xt_error *error)
{
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_status status = xt_book_open(&book, path, NULL, error);
    if (!status)
        status = xt_sheet_open(&sheet, book, 0, error);
    while (!status && !(status = xt_sheet_next(sheet, &row, error)) && row)
        for (size_t i = 0; i < row->count; i++)
            put_cell(out, row->number, &row->cells[i]);
    xt_sheet_close(sheet);
    xt_book_close(book);
    return status;
}

static bool write_file(const char *path, xt_str bytes)
{
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(bytes.data, 1, bytes.size, file) == bytes.size;
    return file && fclose(file) == 0 && written;
}

int main(int argc, char **argv)
{
    xt_bytes globals = {0}, records = {0};
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    if (argc != 3) {
        fputs("usage: make_xls IN OUT.xls\n", stderr);
        return EXIT_FAILURE;
    }
    if (put_rows(&records, argv[1], &error)) {
        fprintf(stderr, "make_xls: %s\n", xt_error_message(&error, XT_LANG_EN, message, sizeof message));
        return EXIT_FAILURE;
    }
    xls_record(&globals, XT_BIFF_CODEPAGE, "h", 1200);
    xls_record(&globals, XT_BIFF_XF_5, "hhhwww", 0, 0, 0, 0, 0, 0);
    xt_str stream = xls_one_sheet(8, &globals, &records);
    const cfb_stream streams[] = {{"Workbook", stream, false}, {0}};
    xt_str file = cfb_make(3, streams, NULL);
    bool written = write_file(argv[2], file);
    free((char *)(uintptr_t)stream.data);
    free((char *)(uintptr_t)file.data);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}
