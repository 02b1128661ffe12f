/* SPDX-License-Identifier: MIT
 *
 * A sheet of the review with the data: every value in its own cell, cells with findings coloured and
 * commented.
 */
#include "write/review.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "write/report.h"

#include <math.h>
#include <stdlib.h>

/* In points; one height for all rows, so that comments are as high as they are meant to be. */
enum { ROW_HEIGHT = 21, HEADER_HEIGHT = 44, HIGH_HEADER = 88 };

/* Cells of a row from which on it is one of a table; titles and notes are fewer, and run over the cells
 * beside them. */
enum { FEW = 3 };

typedef struct copier {
    xt_review *v;
    const xt_review_sheet *of;
    size_t mark, mark_end;
    uint32_t last_row;                              /* written, from 1 */
    uint32_t first_header, last_header, last_label; /* of the first header: its rows and its last column */
    bool measured;                                  /* the row in hand counts for the widths */
    unsigned char widths[XT_MAX_COLUMN];            /* 0: a column without values */
} copier;

/* ---------------------------------------------------------------- how cells look */

static lxw_format *make_look(xt_review *v, xt_review_look look, int severity)
{
    static const char *const FORMATS[XT_LOOK_COUNT] = {
        [XT_LOOK_DIGITS] = "0",
        [XT_LOOK_DATE] = "[$-107041E]d mmm yyyy", /* in the Buddhist era, ASCII digits */
        [XT_LOOK_MOMENT] = "[$-107041E]d mmm yyyy h:mm",
        [XT_LOOK_TIME] = "h:mm:ss",
    };
    lxw_format *format = xt_review_format(v, XT_REVIEW_FONT_SIZE, look <= XT_LOOK_HEADER);
    if (!format)
        return NULL;
    if (FORMATS[look])
        format_set_num_format(format, FORMATS[look]);
    if (look == XT_LOOK_HEADER) {
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_bg_color(format, 0xDDE6F0);
    }
    if (severity >= 0)
        format_set_bg_color(format, xt_review_fills[severity]);
    if (severity >= 0 || (look != XT_LOOK_TITLE && look != XT_LOOK_LONE)) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xBFBFBF);
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

/* `severity`: of the worst finding, or -1. */
static lxw_format *look_of(xt_review *v, xt_review_look look, int severity)
{
    lxw_format **format = &v->looks[look][severity + 1];
    if (!*format)
        *format = make_look(v, look, severity);
    return *format;
}

/* ---------------------------------------------------------------- comments */

/* A text of the comment: no control characters but line ends. */
static void put_plain(xt_bytes *out, xt_str text)
{
    for (size_t at = 0, from = 0; at < text.size; from = at) {
        uint32_t code = xt_utf8_next(text, &at);
        bool possible =
            (code >= 0x20 || code == '\n') && code != XT_UTF8_BAD && code != 0xFFFE && code != 0xFFFF;
        xt_bytes_add(out, possible ? (xt_str){text.data + from, at - from} : XT_LITERAL("\xEF\xBF\xBD"));
    }
}

/* "[Must be corrected] what is wrong and what to do", and what to write where the sentence does not say it.
 */
static void put_finding(xt_review *v, const xt_mark *mark)
{
    static const char *const WRITE[XT_LANG_COUNT] = {"Write: ", "แก้เป็น: "};
    enum { LONGEST = 300 };
    char message[XT_SENTENCE_SIZE];
    xt_lang lang = v->options->lang;
    xt_finding f = xt_result_finding(v->result, mark->finding);
    xt_bytes_printf(&v->comment, v->comment.size ? "\n[%s] " : "[%s] ",
                    xt_review_severities[mark->severity][lang]);
    put_plain(&v->comment, xt_str_of(xt_finding_message(&f, lang, message, sizeof message)));
    const char *sentence = xt_rule_at(mark->rule, lang).text;
    if (!f.repair.data || strstr(sentence, "{repair") || strstr(sentence, "{expected"))
        return;
    xt_bytes_puts(&v->comment, "\n");
    xt_bytes_puts(&v->comment, WRITE[lang]);
    put_plain(&v->comment, (xt_str){f.repair.data, xt_utf8_cut(f.repair, LONGEST)});
}

/* How many lines the comment takes in its box. */
static size_t lines_of(xt_str text)
{
    enum { ACROSS = 37 };
    size_t lines = 0;
    for (size_t from = 0, at = 0; from <= text.size; from = at + 1) {
        for (at = from; at < text.size && text.data[at] != '\n'; at++)
            ;
        lines += xt_xlsx_letters((xt_str){text.data + from, at - from}) / ACROSS + 1;
    }
    return lines;
}

/* A comment with the findings of one cell. */
static void comment(copier *c, const xt_mark *marks, size_t count)
{
    enum { LONGEST = 4000, WIDTH = 300, LINE = 20, EDGE = 14, HIGHEST = 480 };
    xt_review *v = c->v;
    uint64_t *quota = &v->quota[marks->severity];
    if (*quota == 0) {
        v->uncommented++;
        return;
    }
    --*quota;
    xt_bytes_clear(&v->comment);
    for (size_t i = 0; i < count && v->comment.size < LONGEST; i++)
        put_finding(v, &marks[i]);
    if (v->comment.fault) /* which is forgotten with the next comment */
        xt_xlsx_note(&v->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    size_t height = lines_of(xt_bytes_str(&v->comment)) * LINE + EDGE;
    lxw_comment_options options = {.width = WIDTH,
                                   .height = (uint16_t)(height < HIGHEST ? height : HIGHEST),
                                   .font_name = (char *)(uintptr_t) "Tahoma",
                                   .font_size = 9};
    xt_xlsx_comment(&v->x, c->of->sheet, marks->row - 1, marks->column - 1, xt_bytes_cstr(&v->comment),
                    &options);
}

/* ---------------------------------------------------------------- values */

static void widen(copier *c, uint32_t column, size_t letters)
{
    enum { NARROWEST = 7, WIDEST = 32, PADDING = 3 };
    size_t width = letters + PADDING;
    width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
    if (width > c->widths[column - 1])
        c->widths[column - 1] = (unsigned char)width;
}

static bool is_number(const xt_cell *cell)
{
    return (cell->type == XT_CELL_NUMBER || cell->type == XT_CELL_DATE) && isfinite(cell->number);
}

/* The serial of a date as the review has it, in the 1900 date system. */
static double serial_of(const copier *c, const xt_cell *cell)
{
    const double between = 1462; /* days from 31 Dec 1899 to 1 Jan 1904, and the false 29 Feb 1900 */
    return xt_book_date1904(c->v->book) ? cell->number + between : cell->number;
}

static void write_number(copier *c, uint32_t row, const xt_cell *cell, int severity)
{
    enum { SHOWN = 12 };           /* letters of most numbers */
    const double shortened = 1e11; /* from here on, Excel's General shows whole numbers as 1E+11 */
    char iso[XT_ISO_SIZE];
    double number = cell->number;
    xt_review_look look = XT_LOOK_PLAIN;
    if (cell->type == XT_CELL_DATE && xt_serial_to_iso(number, xt_book_date1904(c->v->book), iso)) {
        look = number < 1 ? XT_LOOK_TIME : number > floor(number) ? XT_LOOK_MOMENT : XT_LOOK_DATE;
        number = serial_of(c, cell);
    } else if (fabs(number) >= shortened && fabs(number) < 1e15 && number == floor(number)) {
        look = XT_LOOK_DIGITS;
    }
    size_t letters = look == XT_LOOK_MOMENT ? 2 * SHOWN - 4 : cell->text.size;
    widen(c, cell->column, look == XT_LOOK_DIGITS || letters < SHOWN ? letters : SHOWN + 1);
    xt_xlsx_number(&c->v->x, c->of->sheet, row - 1, cell->column - 1, number, look_of(c->v, look, severity));
}

static void write_value(copier *c, uint32_t row, const xt_cell *cell, xt_review_look look, int severity)
{
    xt_review *v = c->v;
    if (is_number(cell) && look != XT_LOOK_HEADER) {
        write_number(c, row, cell, severity);
    } else if (is_number(cell)) {
        xt_xlsx_number(&v->x, c->of->sheet, row - 1, cell->column - 1, cell->number,
                       look_of(v, look, severity));
    } else if (cell->type == XT_CELL_BOOLEAN) {
        xt_xlsx_boolean(&v->x, c->of->sheet, row - 1, cell->column - 1, cell->number != 0,
                        look_of(v, look, severity));
    } else {
        if (c->measured)
            widen(c, cell->column, xt_xlsx_letters(cell->text));
        xt_xlsx_text(&v->x, c->of->sheet, row - 1, cell->column - 1,
                     xt_review_text(v, cell->text, XT_XLSX_TEXT), look_of(v, look, severity));
    }
}

/* ---------------------------------------------------------------- rows */

/* Whether the row is part of a header: the last row of one, or the one above with names of its own. */
static xt_review_look look_of_row(const copier *c, uint32_t row, size_t count)
{
    const xt_review_sheet *of = c->of;
    for (size_t i = 0; i < of->entry_count; i++) {
        uint32_t header = xt_result_sheet(c->v->result, of->first_entry + i)->header_row;
        if (row == header || (i == 0 && row + 1 == header && count >= FEW))
            return XT_LOOK_HEADER;
    }
    uint32_t first = xt_result_sheet(c->v->result, of->first_entry)->header_row;
    return row < first ? XT_LOOK_TITLE : count < FEW ? XT_LOOK_LONE : XT_LOOK_PLAIN;
}

static void begin_header(copier *c, uint32_t row, const xt_cell *cells, size_t count)
{
    enum { LABEL = 16 }; /* letters of a line of a label */
    size_t longest = 0;
    if (row <= xt_result_sheet(c->v->result, c->of->first_entry)->header_row) {
        c->first_header = c->first_header ? c->first_header : row;
        c->last_header = row;
        c->last_label = count ? cells[count - 1].column : 1;
    }
    for (size_t i = 0; i < count; i++) {
        size_t letters = xt_xlsx_letters(cells[i].text), third = letters / 3 + 2;
        longest = letters > longest ? letters : longest;
        widen(c, cells[i].column, letters < LABEL ? letters : third > LABEL ? third : LABEL);
    }
    xt_xlsx_note(&c->v->x, worksheet_set_row(c->of->sheet, row - 1,
                                             longest > 2 * LABEL ? HIGH_HEADER : HEADER_HEIGHT, NULL));
}

/* Findings without a cell go to the row's first. */
static void place_marks(xt_mark *marks, size_t count, const xt_row *row)
{
    uint32_t first = row->count ? row->cells[0].column : 0;
    for (size_t i = 0; i < count; i++)
        if (marks[i].column && (!first || marks[i].column < first))
            first = marks[i].column;
    for (size_t i = 0; i < count && !marks[i].column; i++)
        marks[i].column = first ? first : 1;
}

static int worst_first(const void *left, const void *right)
{
    const xt_mark *a = left, *b = right;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->severity != b->severity ? b->severity - a->severity
                                      : (a->finding > b->finding) - (a->finding < b->finding);
}

/* A row of the book, or one that has only findings. */
static void copy_row(copier *c, const xt_row *row)
{
    enum { MEASURED_ROWS = 5000 };
    xt_review *v = c->v;
    size_t first = c->mark, i = 0;
    while (c->mark < c->mark_end && v->marks[c->mark].row == row->number)
        c->mark++;
    place_marks(v->marks + first, c->mark - first, row);
    if (c->mark > first + 1)
        qsort(v->marks + first, c->mark - first, sizeof *v->marks, worst_first);
    xt_review_look look = look_of_row(c, row->number, row->count);
    c->measured = look == XT_LOOK_PLAIN && row->number < MEASURED_ROWS;
    if (look == XT_LOOK_HEADER)
        begin_header(c, row->number, row->cells, row->count);
    for (size_t m = first; m < c->mark || i < row->count;) {
        const xt_mark *marks = v->marks + m;
        bool marked = m < c->mark && (i == row->count || marks->column <= row->cells[i].column);
        bool value = i < row->count && (!marked || marks->column == row->cells[i].column);
        int severity = marked ? marks->severity : -1;
        if (value)
            write_value(c, row->number, &row->cells[i++], look, severity);
        else
            xt_xlsx_text(&v->x, c->of->sheet, row->number - 1, marks->column - 1, "",
                         look_of(v, look, severity));
        size_t count = 0;
        while (marked && m + count < c->mark && marks[count].column == marks->column)
            count++;
        if (marked)
            comment(c, marks, count);
        m += count;
    }
    c->last_row = row->number;
}

/* Rows before `row` that are not in the book but have findings. */
static void copy_missing(copier *c, uint32_t row)
{
    while (c->mark < c->mark_end && c->v->marks[c->mark].row < row)
        copy_row(c, &(xt_row){.number = c->v->marks[c->mark].row});
}

static xt_status copy_rows(copier *c, xt_error *error)
{
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, c->v->book, c->of->index, error);
    while (!status) {
        const xt_row *row = NULL;
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        copy_missing(c, row->number);
        if (row->number > c->last_row) {
            copy_row(c, row);
        } else {
            status = xt_fail_at(error, XT_SAY_REVIEW_ROWS, xt_str_of(c->of->name), (xt_str){0});
            if (error)
                error->number = row->number;
        }
    }
    xt_sheet_close(sheet);
    if (!status)
        copy_missing(c, UINT32_MAX);
    return status;
}

/* ---------------------------------------------------------------- the sheet */

static void set_columns(copier *c)
{
    for (uint32_t i = 0; i < XT_MAX_COLUMN; i++)
        if (c->widths[i])
            xt_xlsx_note(&c->v->x,
                         worksheet_set_column(c->of->sheet, (lxw_col_t)i, (lxw_col_t)i, c->widths[i], NULL));
}

static void finish(copier *c)
{
    enum { FROZEN = 10 }; /* rows at most: the rest of the window is for the data */
    lxw_worksheet *sheet = c->of->sheet;
    set_columns(c);
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    if (c->of->mark_count) {
        int worst = XT_NOTE;
        for (size_t i = 0; i < c->of->mark_count; i++)
            if (c->v->marks[c->of->first_mark + i].severity > worst)
                worst = c->v->marks[c->of->first_mark + i].severity;
        worksheet_set_tab_color(sheet, xt_review_fills[worst]);
    }
    if (!c->first_header)
        return;
    if (c->last_header <= FROZEN)
        worksheet_freeze_panes(sheet, c->last_header, 0);
    if (c->of->entry_count == 1 && c->last_row > c->last_header)
        xt_xlsx_note(&c->v->x, worksheet_autofilter(sheet, c->last_header - 1, 0, c->last_row - 1,
                                                    (lxw_col_t)(c->last_label - 1)));
    xt_review_print_setup(c->v, sheet, c->first_header - 1, c->last_header - 1);
}

xt_status xt_review_copy(xt_review *v, const xt_review_sheet *sheet, xt_error *error)
{
    copier *c = calloc(1, sizeof *c);
    if (!c)
        return xt_fail_memory(error);
    c->v = v;
    c->of = sheet;
    c->mark = sheet->first_mark;
    c->mark_end = sheet->first_mark + sheet->mark_count;
    worksheet_set_default_row(sheet->sheet, ROW_HEIGHT, LXW_FALSE);
    worksheet_set_comments_author(sheet->sheet, v->options->tool);
    xt_status status = copy_rows(c, error);
    if (!status)
        finish(c);
    free(c);
    return status;
}
