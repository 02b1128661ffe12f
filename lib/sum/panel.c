/* SPDX-License-Identifier: MIT */
#include "sum/panel.h"

#include "base/error.h"

#include <math.h>
#include <stdarg.h>

enum { PAPER_A4 = 9 };

static const double SIDE = 0.4, TOP = 0.6; /* inches of margin */

#define MONEY_FORMAT "#,##0.00"
#define COUNT_FORMAT "#,##0"
#define SHARE_FORMAT "0.00%"
#define DATE_FORMAT  "[$-107041E]d mmm yyyy" /* in the Buddhist era, ASCII digits */

/* How each kind of cell looks. */
static const struct {
    bool bold, large, border, fill, wrap;
    uint8_t align;
    const char *number_format;
} LOOKS[XT_LOOK_NUMBERS] = {
    [XT_LOOK_TITLE] = {.bold = true, .large = true, .align = LXW_ALIGN_CENTER},
    [XT_LOOK_HEADING] = {.bold = true, .large = true, .align = LXW_ALIGN_LEFT},
    [XT_LOOK_HEADER] = {.bold = true, .border = true, .fill = true, .wrap = true, .align = LXW_ALIGN_CENTER},
    [XT_LOOK_TEXT] = {.border = true, .wrap = true, .align = LXW_ALIGN_LEFT},
    [XT_LOOK_COUNT] = {.border = true, .align = LXW_ALIGN_RIGHT, .number_format = COUNT_FORMAT},
    [XT_LOOK_MONEY] = {.border = true, .align = LXW_ALIGN_RIGHT, .number_format = MONEY_FORMAT},
    [XT_LOOK_SHARE] = {.border = true, .align = LXW_ALIGN_RIGHT, .number_format = SHARE_FORMAT},
    [XT_LOOK_CODE] = {.border = true, .align = LXW_ALIGN_CENTER, .number_format = "0"},
    [XT_LOOK_DATE] = {.border = true, .align = LXW_ALIGN_CENTER, .number_format = DATE_FORMAT},
    [XT_LOOK_TOTAL_TEXT] = {.bold = true, .border = true, .align = LXW_ALIGN_CENTER},
    [XT_LOOK_TOTAL_COUNT] = {.bold = true,
                             .border = true,
                             .align = LXW_ALIGN_RIGHT,
                             .number_format = COUNT_FORMAT},
    [XT_LOOK_TOTAL_MONEY] = {.bold = true,
                             .border = true,
                             .align = LXW_ALIGN_RIGHT,
                             .number_format = MONEY_FORMAT},
    [XT_LOOK_TOTAL_SHARE] = {.bold = true,
                             .border = true,
                             .align = LXW_ALIGN_RIGHT,
                             .number_format = SHARE_FORMAT},
    [XT_LOOK_KEY_COUNT] = {.bold = true,
                           .border = true,
                           .align = LXW_ALIGN_CENTER,
                           .number_format = COUNT_FORMAT},
    [XT_LOOK_KEY_MONEY] = {.bold = true,
                           .border = true,
                           .align = LXW_ALIGN_CENTER,
                           .number_format = MONEY_FORMAT},
    [XT_LOOK_KEY_SHARE] = {.bold = true,
                           .border = true,
                           .align = LXW_ALIGN_CENTER,
                           .number_format = SHARE_FORMAT},
    [XT_LOOK_NOTE] = {.wrap = true, .align = LXW_ALIGN_LEFT},
};

static lxw_format *look_of(xt_panel *p, xt_look look)
{
    lxw_format *format = workbook_add_format(p->x->book);
    if (!format)
        return NULL;
    format_set_font_name(format, p->form->font);
    format_set_font_size(format, LOOKS[look].large ? p->form->title_size : p->form->font_size);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(format, LOOKS[look].align);
    if (LOOKS[look].bold)
        format_set_bold(format);
    if (LOOKS[look].border)
        format_set_border(format, LXW_BORDER_THIN);
    if (LOOKS[look].fill)
        format_set_bg_color(format, p->form->fill);
    if (LOOKS[look].wrap)
        format_set_text_wrap(format);
    if (LOOKS[look].align == LXW_ALIGN_LEFT && LOOKS[look].border)
        format_set_indent(format, 1);
    if (LOOKS[look].number_format && LOOKS[look].border)
        format_set_shrink(format); /* rather than ##### */
    if (LOOKS[look].number_format)
        format_set_num_format(format, LOOKS[look].number_format);
    return format;
}

xt_status xt_panel_begin(xt_panel *p, xt_xlsx *x, lxw_worksheet *sheet, const xt_form *form, xt_error *error)
{
    *p = (xt_panel){.x = x, .sheet = sheet, .form = form, .text = xt_bytes_make(SIZE_MAX / 2)};
    for (int i = 0; i < XT_LOOK_NUMBERS; i++)
        if (!(p->looks[i] = look_of(p, (xt_look)i)))
            return xt_fail_memory(error);
    return XT_OK;
}

xt_status xt_panel_end(xt_panel *p, xt_error *error)
{
    bool failed = p->text.fault;
    xt_bytes_free(&p->text);
    return failed ? xt_fail_memory(error) : XT_OK;
}

void xt_panel_set_up(xt_panel *p, bool landscape, uint32_t header_row, uint32_t last_column)
{
    if (landscape)
        worksheet_set_landscape(p->sheet);
    worksheet_set_paper(p->sheet, PAPER_A4);
    worksheet_center_horizontally(p->sheet);
    worksheet_set_margins(p->sheet, SIDE, SIDE, TOP, TOP);
    if (p->scale) /* Excel fits sheets to pages without regard to breaks */
        worksheet_set_print_scale(p->sheet, p->scale);
    else
        worksheet_fit_to_pages(p->sheet, 1, 0);
    if (p->break_count)
        xt_xlsx_note(p->x, worksheet_set_h_pagebreaks(p->sheet, p->breaks));
    xt_xlsx_note(p->x, worksheet_set_footer(p->sheet, "&Rหน้า &P / &N"));
    xt_xlsx_note(p->x, worksheet_print_area(p->sheet, 0, 0, p->row ? p->row - 1 : 0, (lxw_col_t)last_column));
    if (header_row != UINT32_MAX) {
        xt_xlsx_note(p->x, worksheet_repeat_rows(p->sheet, header_row, header_row));
        worksheet_freeze_panes(p->sheet, header_row + 1, 0);
    }
}

void xt_panel_widths(xt_panel *p, const xt_panel_column *columns, size_t count)
{
    for (size_t i = 0; i < count && i < XT_PANEL_COLUMNS; i++) {
        p->widths[i] = columns[i].width;
        xt_xlsx_note(p->x,
                     worksheet_set_column(p->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
    }
}

double xt_panel_pixels(const xt_panel *p, size_t first, size_t last)
{
    const double letter = 7, edge = 5; /* of a character and of a column, in the standard font of workbooks */
    double width = 0;
    for (size_t i = first; i <= last && i < XT_PANEL_COLUMNS; i++)
        width += p->widths[i] * letter + edge;
    return width;
}

void xt_panel_pages(xt_panel *p, size_t last)
{
    const double width = (11.69 - 2 * SIDE) * 96, height = (8.27 - 2 * TOP) * 72; /* A4 on its side */
    double scale =
        floor(91 * width / xt_panel_pixels(p, 0, last)); /* 91: other programs' columns are wider */
    p->scale = (uint16_t)fmin(scale, 100);
    p->page_height = height * 100 / p->scale;
}

void xt_panel_keep(xt_panel *p, double lines)
{
    double wanted = lines * xt_form_height(1, p->form->font_size);
    if (p->page_height <= 0 || wanted > p->page_height || p->used + wanted <= p->page_height ||
        p->break_count >= XT_PANEL_BREAKS)
        return;
    p->breaks[p->break_count++] = p->row;
    p->used = 0;
}

/* The row takes so much of the page, or begins the next one. */
static void use(xt_panel *p, double height)
{
    p->used = p->used + height > p->page_height ? height : p->used + height;
}

/* The row must hold the text. */
static void take_lines(xt_panel *p, xt_look look, const char *text, double width)
{
    const double bold = 1.1;  /* times as wide */
    const double whole = 1.2; /* the same: lines end early where long words go to the next */
    double wide = LOOKS[look].bold ? bold : look == XT_LOOK_TEXT ? whole : 1;
    double lines = LOOKS[look].wrap && width > 0 ? xt_form_lines(xt_str_of(text), width / wide) : 1;
    p->lines = lines > p->lines ? lines : p->lines;
    p->large = p->large || LOOKS[look].large;
}

void xt_panel_header(xt_panel *p, const xt_panel_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        xt_panel_text(p, i, XT_LOOK_HEADER, columns[i].title, NULL);
    xt_panel_next(p);
}

void xt_panel_line(xt_panel *p, xt_look look, uint32_t last, const char *text)
{
    xt_panel_merged(p, 0, last, look, text);
    xt_panel_next(p);
}

void xt_panel_merged(xt_panel *p, uint32_t first, uint32_t last, xt_look look, const char *text)
{
    double width = 0;
    for (uint32_t i = first; i <= last && i < XT_PANEL_COLUMNS; i++)
        width += p->widths[i];
    xt_xlsx_merged(p->x, p->sheet, (xt_range){p->row, first, p->row, last}, text, p->looks[look]);
    take_lines(p, look, text, width);
}

void xt_panel_next(xt_panel *p)
{
    int size = p->large ? p->form->title_size : p->form->font_size;
    xt_panel_rows(p, 1, xt_form_height(p->lines > 1 ? p->lines : 1, size));
    p->lines = 0;
    p->large = false;
}

void xt_panel_rows(xt_panel *p, uint32_t count, double height)
{
    for (; count; count--) {
        xt_xlsx_note(p->x, worksheet_set_row(p->sheet, p->row++, height, NULL));
        use(p, height);
    }
}

void xt_panel_text(xt_panel *p, size_t column, xt_look look, const char *text, const char *formula)
{
    if (formula)
        xt_xlsx_formula_text(p->x, p->sheet, p->row, column, formula, text, p->looks[look]);
    else
        xt_xlsx_text(p->x, p->sheet, p->row, column, text, p->looks[look]);
    take_lines(p, look, text, column < XT_PANEL_COLUMNS ? p->widths[column] : 0);
}

static void put_number(xt_panel *p, size_t column, xt_look look, double number, const char *formula)
{
    if (formula)
        xt_xlsx_formula(p->x, p->sheet, p->row, column, formula, number, p->looks[look]);
    else
        xt_xlsx_number(p->x, p->sheet, p->row, column, number, p->looks[look]);
}

void xt_panel_count(xt_panel *p, size_t column, xt_look look, uint64_t count, const char *formula)
{
    put_number(p, column, look, (double)count, formula);
}

void xt_panel_money(xt_panel *p, size_t column, xt_look look, xt_satang amount, const char *formula)
{
    put_number(p, column, look, (double)amount / 100, formula);
}

void xt_panel_share(xt_panel *p, size_t column, xt_look look, double share, const char *formula)
{
    put_number(p, column, look, share, formula);
}

void xt_panel_day(xt_panel *p, size_t column, xt_day day)
{
    put_number(p, column, XT_LOOK_DATE, xt_serial_of_day(day, false), NULL);
}

void xt_panel_start(xt_panel *p)
{
    if (p->text.fault)
        xt_xlsx_note(p->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    xt_bytes_clear(&p->text);
}

const char *xt_panel_formula(xt_panel *p, const char *format, ...)
{
    va_list arguments;
    xt_panel_start(p);
    va_start(arguments, format);
    xt_bytes_vprintf(&p->text, format, arguments);
    va_end(arguments);
    return xt_bytes_cstr(&p->text);
}
