/* SPDX-License-Identifier: MIT
 *
 * What stands in a form below its rows, or in their place: sums, notes, signatures, the sentence that there
 * is nothing to list.
 */
#include "write/form.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

void xt_form_write_empty(xt_form_writer *w, uint32_t row)
{
    lxw_format *format = xt_form_format(w, w->form->form.font_size, false);
    uint32_t last = (uint32_t)w->column_count - 1;
    const char *nothing = w->words && w->words->nothing ? w->words->nothing : w->form->form.empty_sentence;
    if (!format)
        return;
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    xt_form_set_height(w, row, 2);
    xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, last}, nothing, format);
    if (w->words && w->words->nothing_note)
        xt_xlsx_note(&w->x, worksheet_write_comment(w->sheet, row, 0, w->words->nothing_note));
}

/* ---------------------------------------------------------------- sums */

/* The formula of a sum over the rows of a column: of numbers, or of the amounts that stand last in its texts
 * ("ชื่อ 10,000.00 บาท"). */
static const char *sum_formula(xt_form_writer *w, const xt_field *f, size_t c, uint32_t last)
{
    char first[XT_REF_SIZE], end[XT_REF_SIZE];
    xt_cell_ref(w->first_row + 1, (uint32_t)c + 1, first);
    xt_cell_ref(last + 1, (uint32_t)c + 1, end);
    xt_form_start(w, &w->formula);
    if (f->kind == XT_KIND_MONEY || f->kind == XT_KIND_COUNT)
        xt_bytes_printf(&w->formula, "=SUM(%s:%s)", first, end);
    else
        xt_bytes_printf(&w->formula, "=ROUND(SUMPRODUCT(" XT_FORM_AMOUNT_IN "),2)", first, end, first, end);
    return xt_bytes_cstr(&w->formula);
}

/* The field by whose column rows are counted: their numbers, or the column of items, blank cells too.
 * XT_NO_FIELD: the rows are no items. */
static int counting_field(const xt_form_writer *w)
{
    int item = xt_table_field(w->table, XT_LITERAL("item"));
    if (item == XT_NO_FIELD || w->columns[item] < 0)
        return XT_NO_FIELD;
    for (size_t f = 0; f < w->table->field_count; f++)
        if (w->table->fields[f].kind == XT_KIND_SEQUENCE && w->columns[f] >= 0)
            return (int)f;
    return item;
}

/* "รวมทั้งสิ้น 12 รายการ", counted by Excel where the rows are items, in the columns before the first sum. */
static void write_sum_label(xt_form_writer *w, uint32_t row, size_t columns, lxw_format *format)
{
    char first[XT_REF_SIZE], end[XT_REF_SIZE], text[64];
    int counted = counting_field(w);
    if (columns > 1)
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, (uint32_t)columns - 1}, "", format);
    if (counted == XT_NO_FIELD) {
        xt_xlsx_text(&w->x, w->sheet, row, 0, "รวมทั้งสิ้น", format);
        return;
    }
    xt_cell_ref(w->first_row + 1, (uint32_t)w->columns[counted] + 1, first);
    xt_cell_ref(row, (uint32_t)w->columns[counted] + 1, end);
    snprintf(text, sizeof text, "รวมทั้งสิ้น %" PRIu32 " รายการ", row - w->first_row);
    xt_form_start(w, &w->formula);
    xt_bytes_printf(&w->formula, "=\"รวมทั้งสิ้น \"&%s(%s:%s)&\" รายการ\"",
                    w->table->fields[counted].kind == XT_KIND_SEQUENCE ? "COUNT" : "ROWS", first, end);
    xt_xlsx_formula_text(&w->x, w->sheet, row, 0, xt_bytes_cstr(&w->formula), text, format);
}

static lxw_format *sum_format(xt_form_writer *w, xt_kind kind, uint8_t align)
{
    lxw_format *format = xt_form_format(w, w->form->form.font_size, true);
    if (!format)
        return NULL;
    format_set_align(format, align);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_shrink(format);
    format_set_num_format(format, xt_form_number_format(kind));
    return format;
}

void xt_form_write_sums(xt_form_writer *w, uint32_t row)
{
    const xt_form_totals *totals = w->feed->totals(w->feed->context, w->index);
    if (!totals || !totals->fields)
        return;
    lxw_format *label = sum_format(w, XT_KIND_TEXT, LXW_ALIGN_CENTER);
    lxw_format *amount = sum_format(w, XT_KIND_MONEY, LXW_ALIGN_RIGHT);
    lxw_format *count = sum_format(w, XT_KIND_COUNT, LXW_ALIGN_RIGHT);
    size_t before = 0;
    while (before < w->column_count && !(totals->fields >> w->fields[before] & 1))
        before++;
    xt_form_set_height(w, row, 1);
    write_sum_label(w, row, before, label);
    for (size_t c = before; c < w->column_count; c++) {
        size_t field = w->fields[c];
        const xt_field *f = &w->table->fields[field];
        double sum = (double)totals->sums[field];
        if (!(totals->fields >> field & 1))
            xt_xlsx_text(&w->x, w->sheet, row, c, "", label);
        else if (f->kind == XT_KIND_COUNT)
            xt_xlsx_formula(&w->x, w->sheet, row, c, sum_formula(w, f, c, row - 1), sum, count);
        else
            xt_xlsx_formula(&w->x, w->sheet, row, c, sum_formula(w, f, c, row - 1), sum / 100, amount);
    }
    w->total_row = row;
}

/* How many columns from the left a note's label takes. */
static uint32_t label_columns(const xt_form_writer *w)
{
    const double least = 18;
    double width = 0;
    uint32_t count = 0;
    while (count + 1 < w->column_count && width < least)
        width += w->widths[count++];
    return count;
}

uint32_t xt_form_write_notes(xt_form_writer *w, uint32_t row)
{
    const double least = 3; /* lines */
    double wide = 0;
    uint32_t last = (uint32_t)w->column_count - 1, left = label_columns(w);
    lxw_format *label = xt_form_format(w, w->form->form.font_size, true);
    lxw_format *text = xt_form_format(w, w->form->form.font_size, false);
    if (!label || !text || left == 0)
        return row;
    format_set_text_wrap(text);
    format_set_border(text, LXW_BORDER_THIN);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(label, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(text);
    for (size_t c = left; c < w->column_count; c++)
        wide += w->widths[c];
    for (size_t i = 0; i < w->table->note_count; i++) {
        const xt_note *note = &w->table->notes[i];
        if (xt_table_field(w->table, xt_str_of(note->field)) != XT_NO_FIELD)
            continue;
        const char *given = w->feed ? w->feed->note(w->feed->context, w->index, i) : NULL;
        xt_form_set_height(w, row, fmax(least, xt_form_lines(xt_str_of(given ? given : ""), wide)));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, 0, row, left - 1}, note->labels[0].text.data, label);
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, left, row, last}, given ? given : "", text);
        row += 2;
    }
    return row;
}

/* The column in which share `part` of `parts` equal ones of the table's width ends. */
static uint32_t end_of_share(const xt_form_writer *w, size_t part, size_t parts)
{
    double whole = 0, width = 0;
    for (size_t c = 0; c < w->column_count; c++)
        whole += w->widths[c];
    for (size_t c = 0; c < w->column_count; c++) {
        width += w->widths[c];
        if (width + w->widths[c] / 2 > whole * (double)part / (double)parts ||
            c + 1 + (parts - part) == w->column_count)
            return (uint32_t)c;
    }
    return (uint32_t)w->column_count - 1;
}

/* What a signature says, into w->text: who signs, the name, the position. */
static const char *signature(xt_form_writer *w, size_t signer)
{
    const char *name = w->words ? w->words->names[signer] : NULL;
    const char *post = w->words ? w->words->posts[signer] : NULL;
    xt_form_start(w, &w->text);
    xt_bytes_printf(&w->text, "ลงชื่อ ................................................ %s\n",
                    w->form->form.signatures[signer]);
    if (name && *name)
        xt_bytes_printf(&w->text, "(%s)\n", name);
    else
        xt_bytes_puts(&w->text, "(................................................)\n");
    xt_bytes_printf(&w->text, "ตำแหน่ง %s",
                    post && *post ? post : "................................................");
    return xt_bytes_cstr(&w->text);
}

/* Its lines in columns of that width: the dots have room, a name and a position may want more. */
static double lines_of_signature(const xt_form_writer *w, size_t signer, double width)
{
    const char *name = w->words ? w->words->names[signer] : NULL;
    const char *post = w->words ? w->words->posts[signer] : NULL;
    return 1 + xt_form_lines(xt_str_of(name ? name : ""), width) +
           xt_form_lines(xt_str_of(post ? post : ""), width);
}

/* All lines of a signature stand in one cell, because no program breaks a row over two pages. */
uint32_t xt_form_write_signatures(xt_form_writer *w, uint32_t row)
{
    size_t count = w->form->form.signature_count;
    lxw_format *format = xt_form_format(w, w->form->form.font_size, false);
    if (!format || !count || w->column_count < count)
        return row;
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    format_set_text_wrap(format);
    format_set_unlocked(format);
    double lines = 0;
    uint32_t first = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t last = i + 1 == count ? (uint32_t)w->column_count - 1 : end_of_share(w, i + 1, count);
        const char *text = signature(w, i);
        double width = 0;
        for (uint32_t c = first; c <= last; c++)
            width += w->widths[c];
        lines = fmax(lines, lines_of_signature(w, i, width));
        xt_xlsx_merged(&w->x, w->sheet, (xt_range){row, first, row, last}, text, format);
        first = last + 1;
    }
    xt_form_set_height(w, row, lines + 1); /* room to sign */
    return row + 1;
}
