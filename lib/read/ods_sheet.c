/* SPDX-License-Identifier: MIT
 *
 * A table as rows (ODF 1.3 part 3, 9.1): one row in memory at a time. Rows and cells that the file says are
 * there many times are never spread out: of empty ones nothing is made, and a row with values is handed out
 * again as it is.
 */
#include "read/ods_sheet.h"

#include "base/number.h"
#include "read/ods.h"
#include "read/source.h"

enum {
    E_DOCUMENT = 1,
    E_BODY,
    E_SPREADSHEET,
    E_TABLE,
    E_COLUMNS,
    E_COLUMN,
    E_ROWS,
    E_ROW,
    E_CELL,
    E_PARAGRAPH,
    E_SPAN,
    E_BLANKS,
    E_TAB,
    E_BREAK,
    E_RUBY,
};

/* clang-format off */

/* What may stand in a paragraph (6.1): text in a piece of its own, blanks, and fields that show text. */
#define INLINE(parent)                                                                                       \
    {parent, "span", E_SPAN}, {parent, "s", E_BLANKS}, {parent, "a", E_SPAN}, {parent, "tab", E_TAB},        \
    {parent, "line-break", E_BREAK}, {parent, "ruby", E_RUBY}, {parent, "sheet-name", E_SPAN},               \
    {parent, "title", E_SPAN}, {parent, "date", E_SPAN}, {parent, "time", E_SPAN}

#define ROWS(parent)                                                                                         \
    {parent, "table-row", E_ROW}, {parent, "table-row-group", E_ROWS},                                       \
    {parent, "table-header-rows", E_ROWS}, {parent, "table-rows", E_ROWS}

#define COLUMNS(parent)                                                                                      \
    {parent, "table-column", E_COLUMN}, {parent, "table-column-group", E_COLUMNS},                           \
    {parent, "table-header-columns", E_COLUMNS}, {parent, "table-columns", E_COLUMNS}

/* The elements of every cell come first: the table is searched from its top. */
static const xt_xml_rule GRAMMAR[] = {
    {E_ROW, "table-cell", E_CELL},
    {E_CELL, "p", E_PARAGRAPH},
    {E_ROW, "covered-table-cell", E_CELL},
    ROWS(E_TABLE),
    ROWS(E_ROWS),
    INLINE(E_PARAGRAPH),
    INLINE(E_SPAN),
    {E_RUBY, "ruby-base", E_SPAN},
    {E_CELL, "h", E_PARAGRAPH},
    COLUMNS(E_TABLE),
    COLUMNS(E_COLUMNS),
    {E_SPREADSHEET, "table", E_TABLE},
    {E_BODY, "spreadsheet", E_SPREADSHEET},
    {E_DOCUMENT, "body", E_BODY},
    {XT_XML_ROOT, "document-content", E_DOCUMENT},
    {0, NULL, 0},
};
/* clang-format on */

/* "collapse" is hidden by hand, "filter" by a filter. */
static bool is_hidden(const xt_ods_sheet *s, const char **attributes)
{
    xt_str visibility = xt_ods_attribute(attributes, "visibility");
    return s->hidden_from || xt_str_equal(visibility, XT_LITERAL("collapse")) ||
           xt_str_equal(visibility, XT_LITERAL("filter"));
}

static xt_status start_table(xt_ods_sheet *s, const char **attributes)
{
    if (xt_ods_is_sheet(xt_ods_attribute(attributes, "name").data))
        s->inside = s->met++ == s->wanted;
    s->next_row = s->next_column = 1;
    return XT_OK;
}

/* Groups may be folded up (table:display). */
static xt_status start_group(xt_ods_sheet *s, const char **attributes)
{
    s->depth++;
    if (!s->hidden_from && xt_str_equal(xt_ods_attribute(attributes, "display"), XT_LITERAL("false")))
        s->hidden_from = s->depth;
    return XT_OK;
}

static void end_group(xt_ods_sheet *s)
{
    if (s->hidden_from == s->depth)
        s->hidden_from = 0;
    s->depth--;
}

static xt_status start_column(xt_ods_sheet *s, const char **attributes, xt_error *error)
{
    uint64_t count = 0, first = s->next_column;
    xt_status status =
        xt_ods_count(s, xt_ods_attribute(attributes, "number-columns-repeated"), &count, error);
    if (status)
        return status;
    s->next_column += count;
    if (first > XT_MAX_COLUMN || !is_hidden(s, attributes))
        return XT_OK;
    uint64_t last = s->next_column - 1 < XT_MAX_COLUMN ? s->next_column - 1 : XT_MAX_COLUMN;
    return xt_sheet_hide_columns(&s->base, (uint32_t)first, (uint32_t)last, error);
}

static xt_status start_row(xt_ods_sheet *s, const char **attributes, xt_error *error)
{
    xt_sheet_begin_row(&s->base, s->next_row < XT_MAX_ROW ? (uint32_t)s->next_row : XT_MAX_ROW);
    s->base.row.hidden = is_hidden(s, attributes);
    s->next_column = 1;
    xt_bytes_clear(&s->spans);
    return xt_ods_count(s, xt_ods_attribute(attributes, "number-rows-repeated"), &s->rows, error);
}

static xt_status start_blanks(xt_ods_sheet *s, const char **attributes)
{
    enum { MOST = 65536 }; /* no cell is as long as that */
    xt_str text = xt_ods_attribute(attributes, "c");
    uint64_t count = 1;
    if (text.data && !xt_uint_parse(text, MOST, &count))
        count = MOST;
    xt_ods_text_put(&s->text, ' ', count);
    return XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    xt_ods_sheet *s = context;
    if (kind == E_TABLE)
        return start_table(s, attributes);
    if (!s->inside)
        return XT_OK;
    switch (kind) {
    case E_CELL: return xt_ods_start_cell(s, attributes, error);
    case E_PARAGRAPH: xt_ods_text_start_paragraph(&s->text); return XT_OK;
    case E_ROW: return start_row(s, attributes, error);
    case E_COLUMN: return start_column(s, attributes, error);
    case E_ROWS:
    case E_COLUMNS: return start_group(s, attributes);
    case E_BLANKS: return start_blanks(s, attributes);
    case E_TAB: xt_ods_text_put(&s->text, '\t', 1); return XT_OK;
    case E_BREAK: xt_ods_text_put(&s->text, '\n', 1); return XT_OK;
    default: return XT_OK;
    }
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml, (void)error;
    xt_ods_sheet *s = context;
    if (s->inside && (kind == E_PARAGRAPH || kind == E_SPAN))
        xt_ods_text_add(&s->text, piece);
    return XT_OK;
}

static uint32_t end_of_span(uint32_t first, uint32_t count, uint32_t most)
{
    return count - 1 < most - first ? first + count - 1 : most;
}

/* The merged cells that begin in the row. */
static xt_status add_merges(xt_ods_sheet *s, xt_error *error)
{
    const xt_ods_span *spans = (const xt_ods_span *)(const void *)s->spans.data;
    uint32_t row = s->base.row.number;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < s->spans.size / sizeof *spans; i++) {
        const xt_range range = {row, spans[i].column, end_of_span(row, spans[i].down, XT_MAX_ROW),
                                end_of_span(spans[i].column, spans[i].across, XT_MAX_COLUMN)};
        status = xt_sheet_add_merge(&s->base, range, error);
    }
    return status;
}

static xt_status end_row(xt_ods_sheet *s, xt_xml *xml, xt_error *error)
{
    uint64_t last = s->next_row + s->rows - 1;
    s->next_row = last + 1;
    if (s->base.room->cells.size == 0 && s->spans.size == 0)
        return XT_OK;
    if (last > XT_MAX_ROW)
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_ROW, last, XT_MAX_ROW, error);
    s->again = (uint32_t)s->rows - 1;
    xt_status status = add_merges(s, error);
    if (!status)
        status = xt_sheet_end_row(&s->base, error);
    if (!status)
        xt_xml_pause(xml);
    return status;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    xt_ods_sheet *s = context;
    if (!s->inside)
        return XT_OK;
    switch (kind) {
    case E_CELL: return xt_ods_end_cell(s, error);
    case E_PARAGRAPH: xt_ods_text_end_paragraph(&s->text); return XT_OK;
    case E_ROW: return end_row(s, xml, error);
    case E_ROWS:
    case E_COLUMNS: end_group(s); return XT_OK;
    case E_TABLE:
        s->inside = false;
        s->over = true;
        xt_xml_pause(xml);
        return XT_OK;
    default: return XT_OK;
    }
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_OPENDOCUMENT, .start = on_start, .end = on_end, .text = on_text};

static xt_status open_sheet(xt_sheet *sheet, xt_error *error)
{
    xt_ods_sheet *s = (xt_ods_sheet *)sheet;
    xt_book *book = sheet->book;
    s->wanted = (size_t)(sheet->entry - book->sheets);
    s->spans = xt_bytes_make(SIZE_MAX / 2);
    s->value = xt_bytes_make(SIZE_MAX / 2);
    s->text.bytes = xt_bytes_limited(book->limits.cell_size);
    xt_status status =
        xt_zip_part_open(&s->part, book->zip, sheet->entry->part, book->limits.sheet_size, error);
    return status ? status : xt_xml_open(&s->xml, s->part, &HANDLER, s, &book->limits, book->chunk, error);
}

/* The last row once more. What the file repeats counts as text although it stands there once. */
static xt_status repeat_row(xt_ods_sheet *s, xt_error *error)
{
    xt_row *row = &s->base.row;
    uint64_t cost = 0;
    for (size_t i = 0; i < row->count; i++)
        cost += row->cells[i].text.size > XT_ODS_REPEAT_COST ? row->cells[i].text.size : XT_ODS_REPEAT_COST;
    s->again--;
    row->number++;
    s->base.row_ready = true;
    xt_status status = xt_sheet_count_text(&s->base, cost, error);
    return status ? status : add_merges(s, error);
}

static xt_status next_row(xt_sheet *sheet, xt_error *error)
{
    xt_ods_sheet *s = (xt_ods_sheet *)sheet;
    bool more = true;
    if (s->again)
        return repeat_row(s, error);
    return s->over ? XT_OK : xt_xml_run(s->xml, &more, error);
}

static void close_sheet(xt_sheet *sheet)
{
    xt_ods_sheet *s = (xt_ods_sheet *)sheet;
    xt_xml_close(s->xml);
    xt_zip_part_close(s->part);
    xt_bytes_free(&s->spans);
    xt_bytes_free(&s->value);
    xt_bytes_free(&s->text.bytes);
}

const xt_source xt_source_ods = {.load = xt_ods_load,
                                 .sheet_size = sizeof(xt_ods_sheet),
                                 .open = open_sheet,
                                 .next = next_row,
                                 .close = close_sheet};
