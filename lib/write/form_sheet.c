/* SPDX-License-Identifier: MIT
 *
 * A sheet of a form: titles, header, rows, print setup, protection.
 */
#include "base/error.h"
#include "write/form.h"

#include <math.h>

enum { PAPER_A4 = 9, LINE_PERCENT = 162, HIGHEST = 409 /* points that Excel gives a row */ };

static const double SIDE = 0.4, TOP = 0.6; /* inches of margin */

/* How the cells of each kind look, and how wide their columns are where the template does not say. */
static const struct {
    const char *number_format;
    double width;
    uint8_t align;
} LOOKS[XT_KIND_COUNT_OF_KINDS] = {
    [XT_KIND_TEXT] = {"@", 20, LXW_ALIGN_LEFT},
    [XT_KIND_MONEY] = {"#,##0.00", 16, LXW_ALIGN_RIGHT},
    [XT_KIND_COUNT] = {"#,##0", 13, LXW_ALIGN_RIGHT},
    [XT_KIND_DATE] = {"[$-107041E]d mmm yyyy", 15, LXW_ALIGN_CENTER}, /* in the Buddhist era, ASCII digits */
    [XT_KIND_PERIOD] = {"@", 22, LXW_ALIGN_LEFT},
    [XT_KIND_FISCAL_YEAR] = {"0", 11, LXW_ALIGN_CENTER},
    [XT_KIND_TAX_ID] = {"@", 18, LXW_ALIGN_CENTER},
    [XT_KIND_PROJECT_NO] = {"@", 15, LXW_ALIGN_CENTER},
    [XT_KIND_VOCABULARY] = {"@", 15, LXW_ALIGN_LEFT},
    [XT_KIND_SEQUENCE] = {"0", 6, LXW_ALIGN_CENTER},
    [XT_KIND_PROVINCE] = {"@", 12, LXW_ALIGN_LEFT},
    [XT_KIND_DISTRICT] = {"@", 12, LXW_ALIGN_LEFT},
};

/* The second of the two things that the field's text holds has a column of its own beside it. */
static bool is_apart(const xt_form_writer *w, const xt_field *f)
{
    if (!f->holds[0] || !*f->part_title)
        return false;
    int other = xt_table_field(w->table, xt_str_of(f->holds[1]));
    return other != XT_NO_FIELD && w->columns[other] >= 0;
}

/* What stands above the column; "": nothing. Where two columns share what one would hold, its title is above
 * both. */
static const char *group_of(const xt_form_writer *w, const xt_field *f)
{
    if (is_apart(w, f))
        return f->labels[0].text.data;
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *other = &w->table->fields[w->fields[c]];
        if (is_apart(w, other) && strcmp(other->holds[1], f->name) == 0)
            return other->labels[0].text.data;
    }
    return f->group;
}

static const char *title_of(const xt_form_writer *w, const xt_field *f)
{
    return is_apart(w, f) ? f->part_title : f->labels[0].text.data;
}

static double plain_width(const xt_field *f)
{
    return f->width > 0 ? f->width : LOOKS[f->kind].width;
}

/* Columns that would leave a page half empty, and cut the titles above them, are made wider. */
static double width_of(const xt_form_writer *w, const xt_field *f)
{
    const double page = 110; /* characters across a page */
    double all = 0;
    for (size_t c = 0; c < w->column_count; c++)
        all += plain_width(&w->table->fields[w->fields[c]]);
    return all < page ? plain_width(f) * page / all : plain_width(f);
}

const char *xt_form_number_format(xt_kind kind)
{
    return LOOKS[kind].number_format;
}

double xt_form_lines(xt_str text, double width)
{
    const double letter = 1.25; /* of a character's width, with what is lost at the ends of lines */
    const double edge = 4;      /* characters, for indents and for words that go to the next line */
    double lines = 0;
    for (size_t at = 0; at <= text.size;) {
        const char *end = text.size > at ? memchr(text.data + at, '\n', text.size - at) : NULL;
        size_t size = end ? (size_t)(end - text.data) - at : text.size - at;
        lines += fmax(1, ceil((double)xt_xlsx_letters((xt_str){text.data + at, size}) * letter /
                              fmax(width - edge, 1)));
        at += size + 1;
    }
    return lines;
}

/* Points that the lines need. */
static double needed(double lines, int font_size)
{
    return lines * font_size * LINE_PERCENT / 100 + 4;
}

double xt_form_height(double lines, int font_size)
{
    return fmin(HIGHEST, needed(lines, font_size));
}

void xt_form_set_height(xt_form_writer *w, uint32_t row, double lines)
{
    xt_xlsx_note(&w->x,
                 worksheet_set_row(w->sheet, row, xt_form_height(lines, w->form->form.font_size), NULL));
}

lxw_format *xt_form_format(xt_form_writer *w, int size, bool bold)
{
    lxw_format *format = workbook_add_format(w->x.book);
    if (!format) {
        xt_xlsx_note(&w->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, w->form->form.font);
    format_set_font_size(format, size);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (bold)
        format_set_bold(format);
    return format;
}

static lxw_format *title_format(xt_form_writer *w, uint8_t align)
{
    lxw_format *format = xt_form_format(w, w->form->form.title_size, true);
    if (format)
        format_set_align(format, align);
    return format;
}

static lxw_format *header_format(xt_form_writer *w)
{
    lxw_format *format = xt_form_format(w, w->form->form.font_size, true);
    if (!format)
        return NULL;
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, w->form->form.fill);
    return format;
}

/* Whether the field's texts go on in another line where they are longer than the column. */
static bool is_wrapped(const xt_field *f)
{
    return LOOKS[f->kind].align == LXW_ALIGN_LEFT && f->kind != XT_KIND_PROVINCE &&
           f->kind != XT_KIND_DISTRICT;
}

/* Of a column's cells: in the prepared rows with a border, below them without. */
static lxw_format *cell_format(xt_form_writer *w, const xt_field *f, int size, bool border)
{
    lxw_format *format = xt_form_format(w, size, false);
    if (!format)
        return NULL;
    format_set_num_format(format, LOOKS[f->kind].number_format);
    format_set_align(format, LOOKS[f->kind].align);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(format);
    if (LOOKS[f->kind].align == LXW_ALIGN_LEFT)
        format_set_indent(format, 1);
    if (!is_wrapped(f))
        format_set_shrink(format); /* what would show as #####, and names of places */
    else
        format_set_text_wrap(format);
    if (border)
        format_set_border(format, LXW_BORDER_THIN);
    return format;
}

/* ---------------------------------------------------------------- the header */

static bool has_groups(const xt_form_writer *w)
{
    for (size_t c = 0; c < w->column_count; c++)
        if (*group_of(w, &w->table->fields[w->fields[c]]))
            return true;
    return false;
}

/* The last column of the group that begins in column c. */
static size_t group_end(const xt_form_writer *w, size_t c)
{
    const char *group = group_of(w, &w->table->fields[w->fields[c]]);
    while (c + 1 < w->column_count && strcmp(group_of(w, &w->table->fields[w->fields[c + 1]]), group) == 0)
        c++;
    return c;
}

/* The upper row of a header of two: the groups, and what reaches down from it. In a large form nothing may
 * reach down, so there the labels stand in the lower row alone. */
static void write_groups(xt_form_writer *w, uint32_t row, lxw_format *format)
{
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        uint32_t column = (uint32_t)c, last = (uint32_t)group_end(w, c);
        const char *group = group_of(w, f);
        bool begins = *group && (c == 0 || group_end(w, c - 1) == c - 1);
        if (begins)
            xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, column, row, last}, group, format);
        else if (!*group && !w->large)
            xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, column, row + 1, column}, f->labels[0].text.data,
                           format);
        else if (!*group)
            xt_xlsx_text(&w->x, w->sheet, row, c, "", format);
    }
}

/* How many lines a label takes in columns of that width together. */
static double lines_of_label(const char *label, double width)
{
    const double bold = 1.2; /* times as wide */
    return xt_form_lines(xt_str_of(label), width / bold);
}

/* Lines of the header: of the labels that have a row of their own, of the groups above, and of those that
 * reach over both. */
typedef struct header_lines {
    double low, group, both;
} header_lines;

static header_lines lines_of_header(const xt_form_writer *w)
{
    header_lines lines = {1, 0, 1};
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        const char *group = group_of(w, f);
        double own = lines_of_label(title_of(w, f), w->widths[c]), wide = 0;
        if (!*group || w->large) {
            lines.both = fmax(lines.both, own);
            continue;
        }
        for (size_t n = c; n <= group_end(w, c); n++)
            wide += w->widths[n];
        bool begins = c == 0 || group_end(w, c - 1) == c - 1;
        lines.group = begins ? fmax(lines.group, lines_of_label(group, wide)) : lines.group;
        lines.low = fmax(lines.low, own);
    }
    lines.low = fmax(lines.low, lines.both - lines.group);
    return lines;
}

/* Points that a row may be high, to be whole below a header of that height on a page that is as wide as the
 * table. */
static double room_for_row(const xt_form_writer *w, double header)
{
    const double letter = 7, edge = 5; /* pixels of a character and of a column */
    const double width = 8.27, height = 11.69, pixels = 96, points = 72; /* of A4 and of an inch */
    bool portrait = w->form->form.portrait;
    double page = ((portrait ? width : height) - 2 * SIDE) * pixels, table = 0;
    for (size_t c = 0; c < w->column_count; c++)
        table += w->widths[c] * letter + edge;
    double high = ((portrait ? height : width) - 2 * TOP) * points * fmax(1, table / page);
    return fmax(HIGHEST / 2.0, fmin(HIGHEST, high - header));
}

/* The header from `row` on, in one row or, where columns are grouped, in two. Returns the row below it. */
static uint32_t write_header(xt_form_writer *w, uint32_t row)
{
    lxw_format *format = header_format(w);
    bool two = has_groups(w);
    uint32_t low = row + two;
    header_lines lines = lines_of_header(w);
    if (two) {
        xt_form_set_height(w, row, lines.group);
        write_groups(w, row, format);
    }
    xt_form_set_height(w, low, lines.low);
    w->highest = room_for_row(w, xt_form_height(lines.group + lines.low, w->form->form.font_size));
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        if (!two || *group_of(w, f) || w->large)
            xt_xlsx_text(&w->x, w->sheet, low, c, title_of(w, f), format);
    }
    xt_xlsx_note(&w->x, worksheet_repeat_rows(w->sheet, row, low));
    return low + 1;
}

/* Label and titles. Returns the row below them. */
static uint32_t write_titles(xt_form_writer *w)
{
    enum { AIR = 8 }; /* points between titles and header */
    const xt_form *form = &w->form->form;
    uint32_t row = 0, last = (uint32_t)w->column_count - 1;
    double height = form->title_size * LINE_PERCENT / 100.0 + 2;
    if (*form->label) {
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, height, NULL));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, last}, form->label,
                       title_format(w, LXW_ALIGN_RIGHT));
        row++;
    }
    lxw_format *format = title_format(w, LXW_ALIGN_CENTER);
    for (size_t i = 0; i < form->title_count; i++, row++) {
        bool lowest = i + 1 == form->title_count && w->table == w->form->tables;
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, lowest ? height + AIR : height, NULL));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, last}, xt_form_title(w, form->titles[i]),
                       format);
    }
    if (w->table != w->form->tables) {
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, height, NULL));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, last}, w->table->title, format);
        row++;
    }
    return row;
}

/* ---------------------------------------------------------------- the rows */

/* What stands in every prepared row: whose form it is, where the options say so, and then its year. */
static const char *filled_in(const xt_form_writer *w, const xt_field *f)
{
    const char *value = strcmp(f->name, "agency") == 0 ? w->options->agency
                        : f->kind == XT_KIND_PROVINCE  ? w->province
                        : f->kind == XT_KIND_DISTRICT  ? w->district
                                                       : NULL;
    return value ? value : "";
}

static bool is_filled_in(const xt_form_options *o)
{
    return (o->agency && *o->agency) || (o->province && *o->province) || (o->district && *o->district);
}

/* A column before `c` whose cells look the same; c: there is none. libxlsxwriter compares equal formats anew
 * for each cell, one format for all of them never. */
static size_t same_look(const xt_form_writer *w, size_t c)
{
    const xt_field *f = &w->table->fields[w->fields[c]];
    for (size_t i = 0; i < c; i++) {
        const xt_field *other = &w->table->fields[w->fields[i]];
        if (is_wrapped(other) == is_wrapped(f) && LOOKS[other->kind].align == LOOKS[f->kind].align &&
            strcmp(LOOKS[other->kind].number_format, LOOKS[f->kind].number_format) == 0)
            return i;
    }
    return c;
}

/* Sizes of the letters of rows that would be higher than they may; [0]: the form's own. */
static const int SIZES[] = {0, 13, 12, 11, 10, 9, 8};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

static int letters_of(const xt_form_writer *w, size_t size)
{
    int usual = w->form->form.font_size;
    return SIZES[size] && SIZES[size] < usual ? SIZES[size] : usual;
}

/* The formats of a row's cells, for each size; of a size that no row had yet, NULL. */
typedef struct row_looks {
    lxw_format *framed[SIZE_COUNT][XT_MAX_FIELDS];
} row_looks;

static lxw_format *const *framed_in(xt_form_writer *w, row_looks *looks, size_t size)
{
    lxw_format **framed = looks->framed[size];
    for (size_t c = 0; c < w->column_count; c++) {
        size_t same = same_look(w, c);
        if (!framed[c])
            framed[c] = same < c ? framed[same]
                                 : cell_format(w, &w->table->fields[w->fields[c]], letters_of(w, size), true);
    }
    return framed;
}

/* Width and format of the table's columns. */
static void set_columns(xt_form_writer *w)
{
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        w->widths[c] = width_of(w, f);
        lxw_format *plain = cell_format(w, f, w->form->form.font_size, false);
        xt_xlsx_note(&w->x, worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, w->widths[c], plain));
    }
}

/* One row of a blank form, with what is the same in every row. */
static void write_blank(xt_form_writer *w, uint32_t row, lxw_format *const *framed)
{
    bool filled = is_filled_in(w->options);
    double lines = 1;
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        if (is_wrapped(f))
            lines = fmax(lines, xt_form_lines(xt_str_of(filled_in(w, f)), w->widths[c]));
    }
    if (lines > 1)
        xt_form_set_height(w, row, lines);
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        if (f->kind == XT_KIND_FISCAL_YEAR && f->identity && w->fiscal_year && filled)
            xt_xlsx_number(&w->x, w->sheet, row, c, w->fiscal_year, framed[c]);
        else
            xt_xlsx_text(&w->x, w->sheet, row, c, filled_in(w, f), framed[c]);
    }
}

/* How many lines the row's texts take in letters of that size. */
static double lines_of_row(const xt_form_writer *w, const xt_form_cell *cells, int size)
{
    double lines = 1, usual = w->form->form.font_size;
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_form_cell *cell = &cells[w->fields[c]];
        if (cell->type == XT_FORM_TEXT && is_wrapped(&w->table->fields[w->fields[c]]))
            lines = fmax(lines, xt_form_lines(xt_str_of(cell->text), w->widths[c] * usual / size));
    }
    return lines;
}

/* Makes the row as high as its texts want it. Returns the largest size in which it is not too high, or the
 * smallest there is. */
static size_t fit_row(xt_form_writer *w, uint32_t row, const xt_form_cell *cells)
{
    for (size_t size = 0;; size++) {
        int letters = letters_of(w, size);
        double spare = size > 0; /* lines of small letters are higher for their size */
        double height = needed(lines_of_row(w, cells, letters) + spare, letters);
        if (height > w->highest && size + 1 < SIZE_COUNT)
            continue;
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, fmin(height, w->highest), NULL));
        return size;
    }
}

static void write_row(xt_form_writer *w, uint32_t row, const xt_form_cell *cells, row_looks *looks)
{
    lxw_format *const *framed = framed_in(w, looks, w->large ? 0 : fit_row(w, row, cells));
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_form_cell *cell = &cells[w->fields[c]];
        if (cell->type == XT_FORM_NUMBER && cell->formula)
            xt_xlsx_formula(&w->x, w->sheet, row, c, cell->formula, cell->number, framed[c]);
        else if (cell->type == XT_FORM_NUMBER)
            xt_xlsx_number(&w->x, w->sheet, row, c, cell->number, framed[c]);
        else
            xt_xlsx_text(&w->x, w->sheet, row, c, cell->type == XT_FORM_TEXT ? cell->text : "", framed[c]);
    }
}

static xt_status next_row(xt_form_writer *w, const xt_form_cell **cells, xt_error *error)
{
    *cells = NULL;
    return w->feed ? w->feed->next(w->feed->context, w->index, cells, error) : XT_OK;
}

/* The rows that the feed hands out, from the first on; at least one row is prepared. */
static xt_status write_fed(xt_form_writer *w, const xt_form_cell *cells, row_looks *looks, xt_error *error)
{
    uint32_t row = w->first_row;
    for (; cells; row++) {
        if (row >= XT_MAX_ROW)
            return xt_fail_limit(error, XT_SAY_LIMIT_ROW, xt_str_of(w->table->title), row + 1, XT_MAX_ROW);
        write_row(w, row, cells, looks);
        xt_status status = next_row(w, &cells, error);
        if (status)
            return status;
    }
    w->is_empty = row == w->first_row && *w->form->form.empty_sentence && w->feed->totals;
    if (w->is_empty)
        xt_form_write_empty(w, row++);
    else if (row == w->first_row)
        write_blank(w, row++, framed_in(w, looks, 0));
    else if (w->feed->totals)
        xt_form_write_sums(w, row);
    w->last_row = row - 1;
    return XT_OK;
}

/* ---------------------------------------------------------------- the sheet */

static void set_up_print(xt_form_writer *w)
{
    if (!w->form->form.portrait)
        worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, PAPER_A4);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_center_horizontally(w->sheet);
    worksheet_set_margins(w->sheet, SIDE, SIDE, TOP, TOP);
    xt_xlsx_note(&w->x, worksheet_set_footer(w->sheet, "&Rหน้า &P / &N"));
}

/* Titles and header cannot be changed by accident; there is no password, and rows may be added and sorted. */
static void protect(xt_form_writer *w)
{
    lxw_protection allowed = {.format_cells = LXW_TRUE,
                              .format_columns = LXW_TRUE,
                              .format_rows = LXW_TRUE,
                              .insert_rows = LXW_TRUE,
                              .delete_rows = LXW_TRUE,
                              .sort = LXW_TRUE,
                              .autofilter = LXW_TRUE};
    worksheet_protect(w->sheet, NULL, &allowed);
}

/* The columns of the table that a blank form has, and those that its rows need. */
static void choose_columns(xt_form_writer *w)
{
    bool main_table = w->table == w->form->tables;
    uint64_t filled = w->feed ? w->feed->fills(w->feed->context, w->index) : 0;
    w->column_count = 0;
    for (size_t f = 0; f < w->table->field_count; f++) {
        bool shown = !main_table || w->form->form.columns >> f & 1 || filled >> f & 1;
        w->columns[f] = shown ? (int)w->column_count : -1;
        if (shown)
            w->fields[w->column_count++] = f;
    }
}

/* Columns behind the table: Excel deletes a row of a protected sheet only when all of it is unlocked. */
static void unlock_rest(xt_form_writer *w)
{
    lxw_format *free = xt_form_format(w, w->form->form.font_size, false);
    if (!free)
        return;
    format_set_unlocked(free);
    xt_xlsx_note(&w->x, worksheet_set_column(w->sheet, (lxw_col_t)w->column_count, XT_MAX_COLUMN - 1,
                                             LXW_DEF_COL_WIDTH, free));
}

/* How many rows a blank table has. */
static uint32_t prepared_rows(const xt_form_writer *w)
{
    enum { PART_ROWS = 12 }; /* the further tables of a form are summaries */
    uint32_t usual = w->form->form.rows;
    if (w->index && usual > PART_ROWS)
        usual = PART_ROWS;
    return w->options->rows ? w->options->rows : usual;
}

/* The agency of the row is that of the titles. */
static void take_agency(xt_form_writer *w, const xt_form_cell *cells)
{
    int field = xt_table_field(w->table, XT_LITERAL("agency"));
    if (field == XT_NO_FIELD || cells[field].type != XT_FORM_TEXT)
        return;
    xt_bytes_puts(&w->first_agency, cells[field].text);
    w->agency = xt_bytes_cstr(&w->first_agency);
}

/* Where the rows and sums came to stand, for formulas on other sheets. */
static void keep_place(xt_form_writer *w)
{
    xt_form_place *place = &w->filling->tables[w->index];
    place->first_row = w->first_row;
    place->last_row = w->last_row;
    place->total_row = w->total_row;
    memcpy(place->columns, w->columns, sizeof w->columns);
}

xt_status xt_form_write_table(xt_form_writer *w, size_t index, xt_error *error)
{
    row_looks looks = {0};
    const xt_form_cell *first = NULL;
    w->index = index;
    w->table = &w->form->tables[index];
    w->sheet = w->filling->tables[index].sheet;
    w->total_row = 0;
    w->is_empty = false;
    xt_status status = next_row(w, &first, error);
    if (status)
        return status;
    if (!w->agency && first && w->feed->one_agency)
        take_agency(w, first);
    choose_columns(w);
    set_columns(w);
    w->first_row = write_header(w, write_titles(w));
    w->last_row = w->first_row + prepared_rows(w) - 1;
    for (uint32_t row = w->first_row; !w->feed && row <= w->last_row; row++)
        write_blank(w, row, framed_in(w, &looks, 0));
    if (w->feed)
        status = write_fed(w, first, &looks, error);
    unlock_rest(w); /* now, because libxlsxwriter looks at each column that has a format for each row */
    for (size_t c = 0; c < w->column_count && !w->is_empty; c++)
        xt_form_write_rules(w, w->fields[c]);
    uint32_t last = w->total_row ? w->total_row : w->last_row, below = xt_form_write_notes(w, last + 2);
    if (index == 0)
        below = xt_form_write_signatures(w, below);
    below = below > last + 2 ? below : last + 1;
    xt_xlsx_note(&w->x, worksheet_print_area(w->sheet, 0, 0, below - 1, (lxw_col_t)(w->column_count - 1)));
    worksheet_freeze_panes(w->sheet, w->first_row, 0);
    set_up_print(w);
    protect(w);
    keep_place(w);
    return status;
}
