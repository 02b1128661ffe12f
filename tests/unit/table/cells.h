/* SPDX-License-Identifier: MIT
 *
 * Rows as a test writes them, "|" between the cells from column A on:
 *
 *   "=1|ซื้อวัสดุ||=1500.50|@45382|#REF!|!TRUE|?0x10|~=2|'=1+1"
 *
 * a text, =number, @date serial, #error, !TRUE or !FALSE, ?what a file calls a number and is none; ~ before
 * any of them: it is what a formula gave; ' before a text that begins with one of these marks; nothing: no
 * cell. \v is a line end inside a text.
 */
#ifndef XT_TEST_CELLS_H
#define XT_TEST_CELLS_H

#include "base/bytes.h"
#include "xt_test.h"

enum { CELLS_MOST = 64, CELLS_TEXT = 16384 };

typedef struct test_row {
    xt_row row;
    xt_cell cells[CELLS_MOST];
    char text[CELLS_TEXT];
} test_row;

/* One cell from its description, which must live as long as the cell. */
static inline xt_cell cell_of(char *text, uint32_t column)
{
    static const struct {
        char mark;
        xt_cell_type type;
    } MARKS[] = {{'=', XT_CELL_NUMBER},  {'@', XT_CELL_DATE},    {'#', XT_CELL_ERROR},
                 {'!', XT_CELL_BOOLEAN}, {'?', XT_CELL_INVALID}, {'\'', XT_CELL_TEXT}};
    xt_cell cell = {.column = column, .type = XT_CELL_TEXT};
    if (*text == '~') {
        cell.flags = XT_CELL_FORMULA;
        text++;
    }
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (*text == MARKS[i].mark) {
            cell.type = (uint8_t)MARKS[i].type;
            text += cell.type != XT_CELL_ERROR; /* the mark is part of an error's name */
            break;
        }
    for (char *c = text; *c; c++)
        *c = *c == '\v' ? '\n' : *c;
    cell.text = xt_str_of(text);
    if (cell.type == XT_CELL_BOOLEAN) {
        cell.number = strcmp(text, "TRUE") == 0;
        cell.text = (xt_str){NULL, 0};
    } else if (cell.type == XT_CELL_NUMBER || cell.type == XT_CELL_DATE) {
        cell.number = strtod(text, NULL);
    }
    return cell;
}

/* Fills out, which is as large as it is so that its cells may point into it. Returns the row. */
static inline const xt_row *row_of(test_row *out, uint32_t number, const char *cells)
{
    ck_assert_uint_lt(strlen(cells), sizeof out->text);
    memcpy(out->text, cells, strlen(cells) + 1);
    out->row = (xt_row){.number = number, .cells = out->cells};
    uint32_t column = 1;
    for (char *at = out->text; at; column++) {
        char *end = strchr(at, '|');
        if (end)
            *end = '\0';
        ck_assert_uint_lt(out->row.count, CELLS_MOST);
        if (*at)
            out->cells[out->row.count++] = cell_of(at, column);
        at = end ? end + 1 : NULL;
    }
    return &out->row;
}

/* What the bytes hold as a text of its own. free() it. */
static inline char *taken(xt_bytes *bytes)
{
    ck_assert_int_eq(xt_bytes_putc(bytes, '\0'), XT_OK);
    return bytes->data;
}

/* The text with its single quotes as double ones: JSON that can be read inside C. free() it. */
static inline char *json_of(const char *text)
{
    size_t size = strlen(text) + 1;
    char *json = malloc(size);
    ck_assert_ptr_nonnull(json);
    memcpy(json, text, size);
    for (char *c = json; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    return json;
}

/* The text with the first `find` in it as `replace`; it must be there. free() it. */
static inline char *with(const char *text, const char *find, const char *replace)
{
    const char *at = strstr(text, find);
    ck_assert_msg(at != NULL, "\"%s\" is not in the text", find);
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_append(&out, text, (size_t)(at - text));
    xt_bytes_puts(&out, replace);
    xt_bytes_puts(&out, at + strlen(find));
    return taken(&out);
}

#endif
