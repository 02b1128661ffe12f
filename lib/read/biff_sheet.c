/* SPDX-License-Identifier: MIT
 *
 * A sheet's part of the stream ([MS-XLS] 2.1.7.20.5) as rows. Its records may come in any order, so the sheet
 * is read whole. Texts of numbers are made when a row goes out.
 */
#include "base/error.h"
#include "base/le.h"
#include "base/number.h"
#include "read/biff_book.h"
#include "read/grid.h"

#include <math.h>
#include <stdio.h>

enum { HIDDEN_ROW = 0x20, HIDDEN_COLUMN = 0x01, IXFE_FOLLOWS = 0x3F };

typedef struct biff_sheet {
    xt_grid_sheet front;
    xt_grid grid;
    xt_biff biff;
    xt_cell cell; /* the one that is read */
    uint32_t row;
    bool waits;    /* it is a formula whose text comes in a record of its own */
    uint32_t ixfe; /* of the next cell in BIFF2, where its own field is too small */
    xt_bytes text;
} biff_sheet;

static xt_status damaged(biff_sheet *s, xt_error *error)
{
    return xt_biff_damaged(&s->biff, error);
}

/* ------------------------------------------------------------ what a cell holds */

static xt_status add_cell(biff_sheet *s, xt_error *error)
{
    return xt_grid_add(&s->grid, s->row, &s->cell, error);
}

/* Errors with their place say where the cell is. */
static xt_sheet *here(biff_sheet *s)
{
    s->front.base.row.number = s->row;
    return &s->front.base;
}

static xt_status set_text(biff_sheet *s, xt_str text, bool lasting, xt_error *error)
{
    uint64_t most = s->front.base.book->limits.cell_size;
    if (most && text.size > most)
        return xt_sheet_fail_size(here(s), s->cell.column, text.size, error);
    s->cell.text = text;
    if (lasting)
        return XT_OK;
    s->cell.text.data = xt_arena_copy(&s->grid.texts, text);
    return s->cell.text.data ? XT_OK : xt_fail_memory(error);
}

/* What is called a number, a truth value or an error, and is none. */
static xt_status set_invalid(biff_sheet *s, const char *text, xt_error *error)
{
    s->cell.type = XT_CELL_INVALID;
    return set_text(s, xt_str_of(text), false, error);
}

static xt_status set_number(biff_sheet *s, double number, xt_error *error)
{
    if (!isfinite(number)) /* [MS-XLS] 2.5.342: there must be none */
        return set_invalid(s, isnan(number) ? "NaN" : number < 0 ? "-INF" : "INF", error);
    bool is_date = xt_styles_is_date(&s->front.base.book->styles, s->cell.format);
    s->cell.type = is_date ? XT_CELL_DATE : XT_CELL_NUMBER;
    s->cell.number = number;
    return XT_OK;
}

/* [MS-XLS] 2.5.10 */
static xt_status set_error(biff_sheet *s, unsigned code, xt_error *error)
{
    static const struct {
        unsigned code;
        const char *name;
    } ERRORS[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"},    {0x2B, "#GETTING_DATA"}};
    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
        if (ERRORS[i].code == code) {
            s->cell.type = XT_CELL_ERROR;
            return set_text(s, xt_str_of(ERRORS[i].name), true, error);
        }
    char text[16];
    snprintf(text, sizeof text, "0x%02X", code);
    return set_invalid(s, text, error);
}

static xt_status set_boolean(biff_sheet *s, unsigned value)
{
    s->cell.type = XT_CELL_BOOLEAN;
    s->cell.number = value != 0;
    return XT_OK;
}

/* Whether the record is one of BIFF2, where a cell begins with three bytes of attributes in the place of its
 * cell format. Formulas alone had the same type again later. */
static bool is_biff2(const biff_sheet *s)
{
    return s->biff.type < XT_BIFF_EOF && (s->biff.type != XT_BIFF_FORMULA || s->biff.version == 2);
}

/* Takes the text of the record, from s->biff.used on, as the cell's. */
static xt_status read_text(biff_sheet *s, xt_error *error)
{
    unsigned version = s->biff.version;
    bool old = is_biff2(s);
    s->biff.version = old ? 2 : version;
    xt_bytes_clear(&s->text);
    xt_status status = xt_biff_text(&s->biff, old ? 1 : 2, &s->text, error);
    s->biff.version = version;
    if (!status)
        status = xt_biff_note_undefined(s->front.base.book, &s->biff, error);
    s->cell.type = XT_CELL_TEXT;
    return status ? status : set_text(s, xt_bytes_str(&s->text), false, error);
}

/* ------------------------------------------------------------ records of cells */

static xt_status begin_cell(biff_sheet *s, unsigned row, unsigned column, uint32_t format, xt_error *error)
{
    s->row = (uint32_t)row + 1;
    s->waits = false;
    s->cell = (xt_cell){.column = (uint32_t)column + 1, .format = format};
    if (s->cell.column > XT_MAX_COLUMN)
        return xt_sheet_fail_limit(here(s), XT_SAY_LIMIT_COLUMN, s->cell.column, XT_MAX_COLUMN, error);
    return XT_OK;
}

/* In BIFF2 a cell format has six bits, and where they are too few an IXFE before the cell. */
static uint32_t biff2_format(biff_sheet *s, const unsigned char *attributes)
{
    const xt_biff_book *own = s->front.base.book->own;
    unsigned format = attributes[0] & 0x3F;
    if (own->bare_formats)
        return attributes[1] & 0x3F;
    return format == IXFE_FOLLOWS ? s->ixfe : format;
}

/* Reads what every cell begins with and gives the `size` bytes behind it. */
static xt_status begin_single(biff_sheet *s, size_t size, const unsigned char **behind, xt_error *error)
{
    size_t head = is_biff2(s) ? 7 : 6;
    const unsigned char *p = xt_biff_fields(&s->biff, head + size);
    if (!p)
        return damaged(s, error);
    *behind = p + head;
    s->biff.used = head;
    return begin_cell(s, xt_le16(p), xt_le16(p + 2), is_biff2(s) ? biff2_format(s, p + 4) : xt_le16(p + 4),
                      error);
}

static xt_status read_number(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 8, &p, error);
    if (!status)
        status = set_number(s, xt_le_double(p), error);
    return status ? status : add_cell(s, error);
}

static xt_status read_integer(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 2, &p, error);
    if (!status)
        status = set_number(s, xt_le16(p), error);
    return status ? status : add_cell(s, error);
}

/* [MS-XLS] 2.5.217: 30 bits of a whole number, or the upper 30 of a double; perhaps a hundred times it. */
static double rk_number(uint32_t rk)
{
    double number = 0;
    uint64_t bits = (uint64_t)(rk & 0xFFFFFFFCu) << 32;
    if (rk & 2)
        number = (double)((int64_t)(rk >> 2) - (rk & 0x80000000u ? 0x40000000 : 0));
    else
        memcpy(&number, &bits, sizeof number);
    return rk & 1 ? number / 100 : number;
}

static xt_status read_rk(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 4, &p, error);
    if (!status)
        status = set_number(s, rk_number(xt_le32(p)), error);
    return status ? status : add_cell(s, error);
}

/* [MS-XLS] 2.4.175: cells beside each other; behind them the last column, which their number tells too. */
static xt_status read_rks(biff_sheet *s, xt_error *error)
{
    enum { HEAD = 4, EACH = 6, TAIL = 2 };
    const unsigned char *p = xt_biff_fields(&s->biff, HEAD + EACH + TAIL);
    if (!p)
        return damaged(s, error);
    xt_status status = XT_OK;
    unsigned row = xt_le16(p), column = xt_le16(p + 2);
    size_t count = (s->biff.size - HEAD - TAIL) / EACH;
    for (size_t i = 0; !status && i < count; i++) {
        const unsigned char *each = p + HEAD + i * EACH;
        status = begin_cell(s, row, column + (unsigned)i, xt_le16(each), error);
        if (!status)
            status = set_number(s, rk_number(xt_le32(each + 2)), error);
        if (!status)
            status = add_cell(s, error);
    }
    return status;
}

/* LABEL, and RSTRING, which has formats behind the text. */
static xt_status read_label(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 0, &p, error);
    if (!status)
        status = read_text(s, error);
    return status ? status : add_cell(s, error);
}

static xt_status read_shared(biff_sheet *s, xt_error *error)
{
    const xt_strings *strings = &s->front.base.book->strings;
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 4, &p, error);
    if (status)
        return status;
    uint32_t index = xt_le32(p);
    if (index >= strings->count) {
        char text[16];
        snprintf(text, sizeof text, "%u", (unsigned)index);
        return xt_sheet_fail(here(s), XT_SAY_CELL_STRING, s->cell.column, xt_str_of(text), error);
    }
    s->cell.type = XT_CELL_TEXT;
    s->cell.string = index + 1;
    status = set_text(s, xt_strings_get(strings, index), true, error);
    return status ? status : add_cell(s, error);
}

static xt_status read_truth_or_error(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 2, &p, error);
    if (!status)
        status = p[1] ? set_error(s, p[0], error) : set_boolean(s, p[0]);
    return status ? status : add_cell(s, error);
}

/* The result of a formula ([MS-XLS] 2.5.133): a number, or one that no number is, and then what else. */
static xt_status set_result(biff_sheet *s, const unsigned char *p, xt_error *error)
{
    enum { TEXT = 0, TRUTH = 1, FAULT = 2, BLANK = 3 };
    if (xt_le16(p + 6) != 0xFFFF)
        return set_number(s, xt_le_double(p), error);
    s->cell.type = XT_CELL_TEXT;
    switch (p[0]) {
    case TEXT: s->waits = true; return XT_OK;
    case TRUTH: return set_boolean(s, p[2]);
    case FAULT: return set_error(s, p[2], error);
    case BLANK: return XT_OK;
    default: return set_invalid(s, "NaN", error);
    }
}

static xt_status read_formula(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = NULL;
    xt_status status = begin_single(s, 8, &p, error);
    if (status)
        return status;
    s->cell.flags = XT_CELL_FORMULA;
    status = set_result(s, p, error);
    return status || s->waits ? status : add_cell(s, error);
}

/* The text of the formula before, perhaps with records of shared formulas between. */
static xt_status read_result_text(biff_sheet *s, xt_error *error)
{
    if (!s->waits)
        return XT_OK;
    s->waits = false;
    xt_status status = read_text(s, error);
    return status ? status : add_cell(s, error);
}

/* ------------------------------------------------------------ records of rows, columns and ranges */

/* [MS-XLS] 2.4.221 */
static xt_status read_row(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&s->biff, 16);
    bool hidden = p && xt_le16(p + 12) & HIDDEN_ROW;
    return hidden ? xt_grid_hide_row(&s->grid, (uint32_t)xt_le16(p) + 1, error) : XT_OK;
}

/* [MS-XLS] 2.4.53 */
static xt_status read_columns(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&s->biff, 10);
    bool hidden = p && xt_le16(p + 8) & HIDDEN_COLUMN;
    return hidden
               ? xt_grid_hide_columns(&s->grid, (uint32_t)xt_le16(p) + 1, (uint32_t)xt_le16(p + 2) + 1, error)
               : XT_OK;
}

/* [MS-XLS] 2.4.168 */
static xt_status read_merges(biff_sheet *s, xt_error *error)
{
    enum { HEAD = 2, EACH = 8 };
    const unsigned char *p = xt_biff_fields(&s->biff, HEAD);
    size_t count = p ? xt_le16(p) : 0;
    if (!p || s->biff.size < HEAD + count * EACH)
        return damaged(s, error);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        const unsigned char *each = p + HEAD + i * EACH;
        const xt_range range = {(uint32_t)xt_le16(each) + 1, (uint32_t)xt_le16(each + 4) + 1,
                                (uint32_t)xt_le16(each + 2) + 1, (uint32_t)xt_le16(each + 6) + 1};
        bool rises = range.first_row <= range.last_row && range.first_column <= range.last_column;
        status = rises && range.last_column <= XT_MAX_COLUMN ? xt_grid_add_merge(&s->grid, range, error)
                                                             : damaged(s, error);
    }
    return status;
}

static xt_status read_ixfe(biff_sheet *s, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&s->biff, 2);
    if (!p)
        return damaged(s, error);
    s->ixfe = xt_le16(p);
    return XT_OK;
}

static xt_status read_record(biff_sheet *s, xt_error *error)
{
    switch (s->biff.type) {
    case XT_BIFF_LABELSST: return read_shared(s, error);
    case XT_BIFF_RK: return read_rk(s, error);
    case XT_BIFF_MULRK: return read_rks(s, error);
    case XT_BIFF_NUMBER_2:
    case XT_BIFF_NUMBER: return read_number(s, error);
    case XT_BIFF_INTEGER_2: return read_integer(s, error);
    case XT_BIFF_LABEL_2:
    case XT_BIFF_LABEL:
    case XT_BIFF_RSTRING: return read_label(s, error);
    case XT_BIFF_BOOLERR_2:
    case XT_BIFF_BOOLERR: return read_truth_or_error(s, error);
    case XT_BIFF_FORMULA:
    case XT_BIFF_FORMULA_3:
    case XT_BIFF_FORMULA_4: return read_formula(s, error);
    case XT_BIFF_STRING_2:
    case XT_BIFF_STRING: return read_result_text(s, error);
    case XT_BIFF_ROW: return read_row(s, error);
    case XT_BIFF_COLINFO: return read_columns(s, error);
    case XT_BIFF_MERGEDCELLS: return read_merges(s, error);
    case XT_BIFF_IXFE: return read_ixfe(s, error);
    default: return XT_OK;
    }
}

/* ------------------------------------------------------------ the source */

static xt_status open_sheet(xt_sheet *sheet, xt_error *error)
{
    biff_sheet *s = (biff_sheet *)sheet;
    const xt_biff_book *own = sheet->book->own;
    unsigned kind = 0, version = own->biff.version;
    bool more = true;
    s->grid = xt_grid_make();
    s->text = xt_bytes_make(SIZE_MAX / 2);
    s->biff = own->biff;
    s->biff.place = sheet->name;
    xt_status status = xt_biff_begin(&s->biff, sheet->entry->part, &kind, error);
    s->biff.version = version;
    while (!status && more) {
        status = xt_biff_next(&s->biff, &more, error);
        if (!status && more)
            status = read_record(s, error);
    }
    return status ? status : xt_grid_open(&s->front, &s->grid, error);
}

/* The text of a number "as in the file" is the shortest one of the double that is there. */
static xt_status next_row(xt_sheet *sheet, xt_error *error)
{
    xt_status status = xt_grid_next(sheet, error);
    xt_cell *cells = (xt_cell *)(void *)sheet->room->cells.data;
    for (size_t i = 0; !status && sheet->row_ready && i < sheet->row.count; i++)
        if (cells[i].type == XT_CELL_NUMBER || cells[i].type == XT_CELL_DATE) {
            char digits[XT_DOUBLE_SIZE];
            xt_str text = xt_str_of(xt_double_text(cells[i].number, digits));
            status = xt_sheet_set_text(sheet, &cells[i], text, false, error);
        }
    return status;
}

static void close_sheet(xt_sheet *sheet)
{
    biff_sheet *s = (biff_sheet *)sheet;
    xt_grid_free(&s->grid);
    xt_bytes_free(&s->text);
}

const xt_source xt_source_biff = {.load = xt_biff_load,
                                  .unload = xt_biff_unload,
                                  .sheet_size = sizeof(biff_sheet),
                                  .open = open_sheet,
                                  .next = next_row,
                                  .close = close_sheet};
