/* SPDX-License-Identifier: MIT
 *
 * A blank form from its template: titles, header, prepared rows, print setup; a sheet for each of its tables.
 */
#include "write/form.h"

#include "base/error.h"
#include "base/utf8.h"
#include "table/places.h"

#include <math.h>
#include <stdlib.h>

enum { PAPER_A4 = 9, LONGEST_SHEET_NAME = 31, LINE_PERCENT = 140 };

/* How the cells of each kind look, and how wide their columns are where the template does not say. */
static const struct {
    const char *number_format;
    double width;
    uint8_t align;
} LOOKS[XT_KIND_COUNT_OF_KINDS] = {
    [XT_KIND_TEXT] = {"@", 20, LXW_ALIGN_LEFT},
    [XT_KIND_MONEY] = {"#,##0.00", 16, LXW_ALIGN_RIGHT},
    [XT_KIND_COUNT] = {"#,##0", 13, LXW_ALIGN_RIGHT},
    [XT_KIND_DATE] = {"[$-107041E]d mmm yyyy", 13, LXW_ALIGN_CENTER}, /* in the Buddhist era, ASCII digits */
    [XT_KIND_PERIOD] = {"@", 22, LXW_ALIGN_LEFT},
    [XT_KIND_FISCAL_YEAR] = {"0", 11, LXW_ALIGN_CENTER},
    [XT_KIND_TAX_ID] = {"@", 16, LXW_ALIGN_CENTER},
    [XT_KIND_PROJECT_NO] = {"@", 13, LXW_ALIGN_CENTER},
    [XT_KIND_VOCABULARY] = {"@", 15, LXW_ALIGN_LEFT},
    [XT_KIND_SEQUENCE] = {"0", 6, LXW_ALIGN_CENTER},
    [XT_KIND_PROVINCE] = {"@", 12, LXW_ALIGN_LEFT},
    [XT_KIND_DISTRICT] = {"@", 12, LXW_ALIGN_LEFT},
};

/* Whether the rows are too many to be kept in memory: then each row is written once and in full. */
static bool is_large(const xt_form_writer *w)
{
    return w->feed && w->feed->large;
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

/* A format in the form's font. libxlsxwriter keeps it until the book is closed; NULL when memory is out,
 * which the end of the book tells. */
static lxw_format *new_format(xt_form_writer *w, int size, bool bold)
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
    lxw_format *format = new_format(w, w->form->form.title_size, true);
    if (format)
        format_set_align(format, align);
    return format;
}

static lxw_format *header_format(xt_form_writer *w)
{
    lxw_format *format = new_format(w, w->form->form.font_size, true);
    if (!format)
        return NULL;
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, w->form->form.fill);
    return format;
}

/* Of a column's cells: in the prepared rows with a border, below them without. */
static lxw_format *cell_format(xt_form_writer *w, const xt_field *f, bool border)
{
    lxw_format *format = new_format(w, w->form->form.font_size, false);
    if (!format)
        return NULL;
    format_set_num_format(format, LOOKS[f->kind].number_format);
    format_set_align(format, LOOKS[f->kind].align);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(format);
    if (LOOKS[f->kind].align == LXW_ALIGN_LEFT)
        format_set_indent(format, 1);
    if (f->identity)
        format_set_shrink(format); /* the same words in every row */
    else if (LOOKS[f->kind].align == LXW_ALIGN_LEFT)
        format_set_text_wrap(format);
    if (border)
        format_set_border(format, LXW_BORDER_THIN);
    return format;
}

/* ---------------------------------------------------------------- the header */

/* How many lines the longest label takes in its column. */
static double lines_of_header(const xt_form_writer *w)
{
    double most = 1;
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        most = fmax(most, ceil((double)xt_xlsx_letters(f->labels[0].text) * 1.45 / width_of(w, f)));
    }
    return most;
}

static bool has_groups(const xt_form_writer *w)
{
    for (size_t c = 0; c < w->column_count; c++)
        if (*w->table->fields[w->fields[c]].group)
            return true;
    return false;
}

/* The last column of the group that begins in column c. */
static size_t group_end(const xt_form_writer *w, size_t c)
{
    const char *group = w->table->fields[w->fields[c]].group;
    while (c + 1 < w->column_count && strcmp(w->table->fields[w->fields[c + 1]].group, group) == 0)
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
        bool begins = *f->group && (c == 0 || group_end(w, c - 1) == c - 1);
        if (begins)
            xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, column, row, last}, f->group, format);
        else if (!*f->group && !is_large(w))
            xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, column, row + 1, column}, f->labels[0].text.data,
                           format);
        else if (!*f->group)
            xt_xlsx_text(&w->x, w->sheet, row, c, "", format);
    }
}

/* The header from `row` on, in one row or, where columns are grouped, in two. Returns the row below it. */
static uint32_t write_header(xt_form_writer *w, uint32_t row)
{
    lxw_format *format = header_format(w);
    bool two = has_groups(w);
    uint32_t low = row + two;
    double height = lines_of_header(w) * w->form->form.font_size * LINE_PERCENT / 100 + 6;
    if (two) {
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, height / 2, NULL));
        write_groups(w, row, format);
    }
    xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, low, two ? height / 2 : height, NULL));
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        if (!two || *f->group || is_large(w))
            xt_xlsx_text(&w->x, w->sheet, low, c, f->labels[0].text.data, format);
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

/* ---------------------------------------------------------------- the rows, whose height Excel fits to them
 */

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
        if (other->identity == f->identity && LOOKS[other->kind].align == LOOKS[f->kind].align &&
            strcmp(LOOKS[other->kind].number_format, LOOKS[f->kind].number_format) == 0)
            return i;
    }
    return c;
}

/* The formats of the table's columns: framed where rows are, and their width. */
static void set_columns(xt_form_writer *w, lxw_format *framed[XT_MAX_FIELDS])
{
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        size_t same = same_look(w, c);
        framed[c] = same < c ? framed[same] : cell_format(w, f, true);
        lxw_format *plain = cell_format(w, f, false);
        xt_xlsx_note(&w->x,
                     worksheet_set_column(w->sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(w, f), plain));
    }
}

/* One row of a blank form, with what is the same in every row. */
static void write_blank(xt_form_writer *w, uint32_t row, lxw_format *const *framed)
{
    bool filled = is_filled_in(w->options);
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_field *f = &w->table->fields[w->fields[c]];
        if (f->kind == XT_KIND_FISCAL_YEAR && f->identity && w->fiscal_year && filled)
            xt_xlsx_number(&w->x, w->sheet, row, c, w->fiscal_year, framed[c]);
        else
            xt_xlsx_text(&w->x, w->sheet, row, c, filled_in(w, f), framed[c]);
    }
}

static void write_row(xt_form_writer *w, uint32_t row, const xt_form_cell *cells, lxw_format *const *framed)
{
    for (size_t c = 0; c < w->column_count; c++) {
        const xt_form_cell *cell = &cells[w->fields[c]];
        if (cell->type == XT_FORM_NUMBER)
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
static xt_status write_fed(xt_form_writer *w, const xt_form_cell *cells, lxw_format *const *framed,
                           xt_error *error)
{
    uint32_t row = w->first_row;
    for (; cells; row++) {
        if (row >= XT_MAX_ROW)
            return xt_fail_limit(error, XT_SAY_LIMIT_ROW, xt_str_of(w->table->title), row + 1, XT_MAX_ROW);
        write_row(w, row, cells, framed);
        xt_status status = next_row(w, &cells, error);
        if (status)
            return status;
    }
    if (row == w->first_row)
        write_blank(w, row++, framed);
    w->last_row = row - 1;
    return XT_OK;
}

/* How many columns from the left a note's label takes. */
static uint32_t label_columns(const xt_form_writer *w)
{
    const double least = 18;
    double width = 0;
    uint32_t count = 0;
    while (count + 1 < w->column_count && width < least)
        width += width_of(w, &w->table->fields[w->fields[count++]]);
    return count;
}

/* The notes that have no column: a label and a place to write beside it, from the row on. Returns the row
 * below. */
static uint32_t write_notes(xt_form_writer *w, uint32_t row)
{
    const double height = w->form->form.font_size * 4.0;
    uint32_t last = (uint32_t)w->column_count - 1, left = label_columns(w);
    lxw_format *label = new_format(w, w->form->form.font_size, true);
    lxw_format *text = new_format(w, w->form->form.font_size, false);
    if (!label || !text || left == 0)
        return row;
    format_set_text_wrap(text);
    format_set_border(text, LXW_BORDER_THIN);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(label, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(text);
    for (size_t i = 0; i < w->table->note_count; i++) {
        const xt_note *note = &w->table->notes[i];
        if (xt_table_field(w->table, xt_str_of(note->field)) != XT_NO_FIELD)
            continue;
        const char *given = w->feed ? w->feed->note(w->feed->context, w->index, i) : NULL;
        xt_xlsx_note(&w->x, worksheet_set_row(w->sheet, row, height, NULL));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, left - 1}, note->labels[0].text.data, label);
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, left, row, last}, given ? given : "", text);
        row += 2;
    }
    return row;
}

/* Who signs, at the right below the table. Returns the row below. */
static uint32_t write_signatures(xt_form_writer *w, uint32_t row)
{
    static const char *const LINES[] = {"ลงชื่อ ................................................ ",
                                        "(................................................)",
                                        "ตำแหน่ง ................................................"};
    uint32_t last = (uint32_t)w->column_count - 1, first = last / 2;
    lxw_format *format = new_format(w, w->form->form.font_size, false);
    if (!format)
        return row;
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_unlocked(format);
    for (size_t i = 0; i < w->form->form.signature_count; i++, row++)
        for (size_t n = 0; n < sizeof LINES / sizeof *LINES; n++, row++) {
            xt_form_start(w, &w->text);
            xt_bytes_puts(&w->text, LINES[n]);
            if (n == 0)
                xt_bytes_puts(&w->text, w->form->form.signatures[i]);
            xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, first, row, last}, xt_bytes_cstr(&w->text),
                           format);
        }
    return row;
}

/* ---------------------------------------------------------------- the sheet */

static void set_up_print(xt_form_writer *w)
{
    if (!w->form->form.portrait)
        worksheet_set_landscape(w->sheet);
    worksheet_set_paper(w->sheet, PAPER_A4);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_center_horizontally(w->sheet);
    worksheet_set_margins(w->sheet, 0.4, 0.4, 0.6, 0.6);
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
    lxw_format *free = new_format(w, w->form->form.font_size, false);
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

static xt_status write_table(xt_form_writer *w, size_t index, lxw_worksheet *sheet, xt_error *error)
{
    lxw_format *framed[XT_MAX_FIELDS];
    const xt_form_cell *first = NULL;
    w->index = index;
    w->table = &w->form->tables[index];
    w->sheet = sheet;
    xt_status status = next_row(w, &first, error);
    if (status)
        return status;
    if (!w->agency && first && w->feed->one_agency)
        take_agency(w, first);
    choose_columns(w);
    set_columns(w, framed);
    w->first_row = write_header(w, write_titles(w));
    w->last_row = w->first_row + prepared_rows(w) - 1;
    for (uint32_t row = w->first_row; !w->feed && row <= w->last_row; row++)
        write_blank(w, row, framed);
    if (w->feed)
        status = write_fed(w, first, framed, error);
    unlock_rest(w); /* now, because libxlsxwriter looks at each column that has a format for each row */
    for (size_t c = 0; c < w->column_count; c++)
        xt_form_write_rules(w, w->fields[c]);
    uint32_t below = write_notes(w, w->last_row + 2);
    if (index == 0)
        below = write_signatures(w, below);
    below = below > w->last_row + 2 ? below : w->last_row + 1;
    xt_xlsx_note(&w->x, worksheet_print_area(sheet, 0, 0, below - 1, (lxw_col_t)(w->column_count - 1)));
    worksheet_freeze_panes(sheet, w->first_row, 0);
    set_up_print(w);
    protect(w);
    return status;
}

/* The name of a table's sheet: that of the form, or the part's title as far as Excel takes it; with its
 * number where another sheet has that name. */
static const char *sheet_name(xt_form_writer *w, size_t index)
{
    const xt_template *t = w->form;
    xt_str title = xt_str_of(index ? t->tables[index].title : *t->form.sheet ? t->form.sheet : t->id);
    xt_form_start(w, &w->text);
    size_t count = 0;
    for (size_t at = 0;
         at < title.size && count < (index || !*t->form.sheet ? LONGEST_SHEET_NAME - 3 : LONGEST_SHEET_NAME);
         count++) {
        size_t from = at;
        uint32_t code = xt_utf8_next(title, &at);
        bool allowed = code < 0x80 ? strchr("[]:*?/\\'", (int)code) == NULL : true;
        xt_bytes_add(&w->text, allowed ? (xt_str){title.data + from, at - from} : XT_LITERAL("-"));
    }
    const char *name = xt_bytes_cstr(&w->text);
    if (strcmp(name, XT_LIST_SHEET) == 0 || workbook_get_worksheet_by_name(w->x.book, name))
        xt_bytes_printf(&w->text, " %zu", index + 1);
    return xt_bytes_cstr(&w->text);
}

static xt_status write_form(xt_form_writer *w, xt_error *error)
{
    lxw_worksheet **sheets = calloc(w->form->table_count, sizeof(lxw_worksheet *));
    bool all = sheets != NULL;
    for (size_t i = 0; all && i < w->form->table_count; i++)
        all = (sheets[i] = workbook_add_worksheet(w->x.book, sheet_name(w, i))) != NULL;
    xt_status status = all ? xt_form_write_lists(w, error) : xt_fail_memory(error);
    if ((w->wrong = workbook_add_format(w->x.book))) {
        format_set_bg_color(w->wrong, 0xFFC7CE);
        format_set_font_color(w->wrong, 0x9C0006);
    }
    for (size_t i = 0; !status && i < w->form->table_count; i++)
        status = write_table(w, i, sheets[i], error);
    free(sheets);
    if (!status && (w->text.fault || w->formula.fault))
        status = xt_fail_memory(error);
    return status;
}

/* ---------------------------------------------------------------- the call */

/* Whether the text can stand in a cell on one line. */
static bool is_plain(const char *text)
{
    enum { LONGEST = 1024 };
    size_t size = strlen(text);
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return false;
    return size <= LONGEST && xt_utf8_valid((xt_str){text, size}) == size;
}

/* What is to be filled in must be a province, and a district of it; they are written as the lists have them.
 */
static xt_status settle_place(xt_form_writer *w, xt_error *error)
{
    const xt_places *places = w->set->places;
    xt_str province = xt_str_of(w->province), district = xt_str_of(w->district);
    size_t p = XT_NO_PLACE, d = 0;
    if (province.size && !xt_places_find_province(places, province, &p))
        return xt_fail_at(error, XT_SAY_PROVINCE, (xt_str){0}, province);
    if (province.size)
        w->province = xt_places_province_name(places, p).data;
    if (district.size && !province.size && xt_places_provinces_of(places, district, NULL, 0) == 0)
        return xt_fail_at(error, XT_SAY_DISTRICT_ANY, (xt_str){0}, district);
    if (!district.size || !province.size)
        return XT_OK;
    if (!xt_places_find_district(places, p, district, &d))
        return xt_fail_at(error, XT_SAY_DISTRICT, xt_places_province_name(places, p), district);
    w->district = xt_places_district_name(places, p, d).data;
    return XT_OK;
}

static xt_status settle_options(xt_form_writer *w, xt_error *error)
{
    const char *texts[] = {w->options->agency, w->options->province, w->options->district};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && !is_plain(texts[i]))
            return xt_fail_at(error, XT_SAY_FORM_TEXT, (xt_str){0}, xt_str_of(texts[i]));
    w->province = w->options->province;
    w->district = w->options->district;
    return w->set->places ? settle_place(w, error) : XT_OK;
}

xt_status xt_form_write(const xt_templates *set, const xt_template *form, const xt_form_options *options,
                        const char *path, xt_error *error)
{
    return xt_form_write_filled(set, form, options, NULL, path, error);
}

xt_status xt_form_write_filled(const xt_templates *set, const xt_template *form,
                               const xt_form_options *options, const xt_form_feed *feed, const char *path,
                               xt_error *error)
{
    static const xt_form_options NOTHING = {0};
    xt_form_writer *w = calloc(1, sizeof *w);
    if (!w)
        return xt_fail_memory(error);
    w->set = set;
    w->form = form;
    w->options = options ? options : &NOTHING;
    w->feed = feed;
    w->agency = w->options->agency;
    w->text = w->formula = w->first_agency = xt_bytes_make(SIZE_MAX / 2);
    w->fiscal_year = w->options->fiscal_year ? w->options->fiscal_year : form->fiscal_year;
    w->has_as_of = xt_template_as_of(form, w->fiscal_year, &w->as_of);
    xt_status status = settle_options(w, error);
    if (!status)
        status = is_large(w) ? xt_xlsx_begin_large(&w->x, path, w->options->no_clobber, error)
                             : xt_xlsx_begin(&w->x, path, w->options->no_clobber, error);
    if (!status) {
        lxw_doc_properties about = {.title = (char *)(uintptr_t)form->title};
        xt_xlsx_note(&w->x, workbook_set_properties(w->x.book, &about));
        status = write_form(w, error);
        if (status)
            xt_xlsx_discard(&w->x);
        else
            status = xt_xlsx_end(&w->x, error);
    }
    xt_bytes_free(&w->text);
    xt_bytes_free(&w->formula);
    xt_bytes_free(&w->first_agency);
    free(w);
    return status;
}
