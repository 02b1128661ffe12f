/* SPDX-License-Identifier: MIT
 *
 * A worksheet part as rows (ECMA-376 part 1, 18.3.1): one row in memory at a time.
 */
#include "read/ooxml_sheet.h"

#include "base/number.h"
#include "read/ooxml.h"
#include "read/ref.h"
#include "read/source.h"

enum {
    E_SHEET = 1,
    E_COLUMNS,
    E_COLUMN,
    E_DATA,
    E_ROW,
    E_CELL,
    E_VALUE,
    E_FORMULA,
    E_INLINE,
    E_RUN,
    E_TEXT,
    E_MERGES,
    E_MERGE,
};

/* The elements of every cell come first: the table is searched from its top. */
static const xt_xml_rule GRAMMAR[] = {
    {E_CELL, "v", E_VALUE},
    {E_ROW, "c", E_CELL},
    {E_DATA, "row", E_ROW},
    {E_CELL, "is", E_INLINE},
    {E_INLINE, "t", E_TEXT},
    {E_CELL, "f", E_FORMULA},
    {E_INLINE, "r", E_RUN},
    {E_RUN, "t", E_TEXT},
    {E_MERGES, "mergeCell", E_MERGE},
    {E_COLUMNS, "col", E_COLUMN},
    {E_SHEET, "cols", E_COLUMNS},
    {E_SHEET, "sheetData", E_DATA},
    {E_SHEET, "mergeCells", E_MERGES},
    {XT_XML_ROOT, "worksheet", E_SHEET},
    {0, NULL, 0},
};

/* 18.3.1.99: the columns stand before the rows. */
static xt_status start_column(xt_ooxml_sheet *s, const char **attributes, xt_error *error)
{
    bool rows_were_read = s->next_row > 1;
    const char *first = xt_xml_attribute(attributes, "min"), *last = xt_xml_attribute(attributes, "max");
    uint64_t from = 0, to = 0;
    if (rows_were_read || !xt_xml_true(xt_xml_attribute_str(attributes, "hidden")) || !first || !last ||
        !xt_uint_parse(xt_str_of(first), UINT32_MAX, &from) ||
        !xt_uint_parse(xt_str_of(last), UINT32_MAX, &to))
        return XT_OK;
    return xt_sheet_hide_columns(&s->base, (uint32_t)from, (uint32_t)to, error);
}

static xt_status start_row(xt_ooxml_sheet *s, const char **attributes, xt_error *error)
{
    return xt_ooxml_start_row(s, xt_xml_attribute_str(attributes, "r"),
                              xt_xml_attribute_str(attributes, "hidden"), error);
}

static xt_status start_cell(xt_ooxml_sheet *s, const char **attributes, xt_error *error)
{
    xt_str ref = {0}, type = {0}, format = {0};
    for (; *attributes; attributes += 2) {
        const char *name = attributes[0];
        if (name[1] != '\0')
            continue;
        switch (name[0]) {
        case 'r': ref = xt_str_of(attributes[1]); break;
        case 't': type = xt_str_of(attributes[1]); break;
        case 's': format = xt_str_of(attributes[1]); break;
        default: break;
        }
    }
    return xt_ooxml_start_cell(s, ref, type, format, error);
}

static xt_status start_merge(xt_ooxml_sheet *s, const char **attributes, xt_error *error)
{
    const char *ref = xt_xml_attribute(attributes, "ref");
    xt_range range;
    if (!ref || !xt_range_parse(xt_str_of(ref), &range))
        return xt_fail_at(error, XT_SAY_MERGE, xt_str_of(s->base.name), xt_str_of(ref ? ref : ""));
    return xt_sheet_add_merge(&s->base, range, error);
}

/* A cell has one value (18.3.1.4): of two, neither is known, and both in a row are one that nobody wrote. */
static xt_status start_value(xt_ooxml_sheet *s, bool counts, xt_error *error)
{
    return counts && s->value.size
               ? xt_sheet_fail(&s->base, XT_SAY_CELL_TWICE, s->cell.column, (xt_str){0}, error)
               : XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    xt_ooxml_sheet *s = context;
    switch (kind) {
    case E_CELL: return start_cell(s, attributes, error);
    case E_ROW: return start_row(s, attributes, error);
    case E_FORMULA: xt_ooxml_start_formula(s); return XT_OK;
    case E_TEXT: s->text_start = s->value.size; return XT_OK;
    case E_COLUMN: return start_column(s, attributes, error);
    case E_MERGE: return start_merge(s, attributes, error);
    case E_VALUE: return start_value(s, s->type != XT_VALUE_INLINE, error);
    case E_INLINE: return start_value(s, true, error);
    default: return XT_OK;
    }
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    xt_ooxml_sheet *s = context;
    if (kind == E_FORMULA)
        xt_ooxml_add_formula(s, piece);
    /* 18.18.11: the value of an inlineStr cell stands in <is>, not in <v>. */
    if (kind != E_TEXT && (kind != E_VALUE || s->type == XT_VALUE_INLINE))
        return XT_OK;
    if (xt_bytes_add(&s->value, piece) == XT_OVER_LIMIT)
        return xt_sheet_fail_size(&s->base, s->cell.column, s->value.size + piece.size, error);
    return s->value.fault ? xt_fail_memory(error) : XT_OK;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    xt_ooxml_sheet *s = context;
    bool escaped = kind == E_TEXT || (kind == E_VALUE && s->type == XT_VALUE_STRING);
    size_t from = kind == E_TEXT ? s->text_start : 0;
    if (escaped && s->value.size > from)
        s->value.size = from + xt_unescape(s->value.data + from, s->value.size - from);
    if (kind == E_CELL)
        return xt_ooxml_end_cell(s, xt_bytes_str(&s->value), false, error);
    if (kind != E_ROW)
        return XT_OK;
    xt_status status = xt_ooxml_end_row(s, error);
    if (!status)
        xt_xml_pause(xml);
    return status;
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start, .end = on_end, .text = on_text};

static const xt_plain_handler PLAIN = {
    .list = "sheetData", .kind = E_DATA, .item = xt_ooxml_scan_row, .xml = &HANDLER};

static xt_status open_sheet(xt_sheet *sheet, xt_error *error)
{
    xt_ooxml_sheet *s = (xt_ooxml_sheet *)sheet;
    xt_book *book = sheet->book;
    s->next_row = 1;
    s->value = xt_bytes_limited(book->limits.cell_size);
    xt_status status =
        xt_zip_part_open(&s->part, book->zip, sheet->entry->part, book->limits.sheet_size, error);
    return status
               ? status
               : xt_plain_open(&s->plain, s->part, &PLAIN, s, &book->limits, book->chunk, !book->slow, error);
}

static xt_status next_row(xt_sheet *sheet, xt_error *error)
{
    bool more = true;
    return xt_plain_run(((xt_ooxml_sheet *)sheet)->plain, &more, error);
}

static void keep(xt_sheet *sheet)
{
    xt_plain_keep(((xt_ooxml_sheet *)sheet)->plain);
}

static bool take_used(xt_sheet *sheet, xt_bytes *buffer)
{
    return xt_plain_take_used(((xt_ooxml_sheet *)sheet)->plain, buffer);
}

static bool is_large(const xt_sheet *sheet)
{
    return xt_zip_part_is_large(((const xt_ooxml_sheet *)sheet)->part);
}

static double share_of(const xt_sheet *sheet)
{
    return xt_zip_part_share(((const xt_ooxml_sheet *)sheet)->part);
}

static void close_sheet(xt_sheet *sheet)
{
    xt_ooxml_sheet *s = (xt_ooxml_sheet *)sheet;
    xt_plain_close(s->plain);
    xt_zip_part_close(s->part);
    xt_bytes_free(&s->value);
}

const xt_source xt_source_ooxml = {.load = xt_ooxml_load,
                                   .sheet_size = sizeof(xt_ooxml_sheet),
                                   .open = open_sheet,
                                   .next = next_row,
                                   .share = share_of,
                                   .close = close_sheet,
                                   .keep = keep,
                                   .take_used = take_used,
                                   .is_large = is_large};
