/* SPDX-License-Identifier: MIT
 *
 * Which tables of a page only lay it out, so that what they hold is no cell. Such a table holds another one
 * that is a table indeed: with two rows or more that have two texts of their own. This is the first reading
 * of the page, so the limit of attributes is held here.
 */
#include "base/error.h"
#include "read/html.h"

typedef struct open_table {
    size_t index;
    size_t rows;     /* with at least two texts */
    size_t texts;    /* cells with text in the row being read */
    bool has_text;   /* the cell being read */
    bool holds_data; /* a table inside it is one indeed */
} open_table;

typedef struct plan {
    const xt_book *book;
    xt_bytes *layout;
    size_t silent; /* elements open without shown text, and inside those */
    size_t depth;
    open_table tables[XT_HTML_DEPTH + 1];
} plan;

bool xt_html_is_silent(xt_str name)
{
    static const char *const NAMES[] = {"script", "style", "title", "noscript", "template", "xml"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (xt_str_equal(name, xt_str_of(NAMES[i])))
            return true;
    return false;
}

static bool is_cell(xt_str name)
{
    return xt_str_equal(name, XT_LITERAL("td")) || xt_str_equal(name, XT_LITERAL("th"));
}

static void end_cell(open_table *table)
{
    table->texts += table->has_text;
    table->has_text = false;
}

static void end_row(open_table *table)
{
    end_cell(table);
    table->rows += table->texts >= 2;
    table->texts = 0;
}

static xt_status check_attributes(const xt_book *book, const char *const *attributes, xt_error *error)
{
    uint64_t count = 0, most = book->limits.xml_attributes;
    while (attributes[2 * count])
        count++;
    return most && count > most
               ? xt_fail_limit(error, XT_SAY_LIMIT_ATTRIBUTES, xt_str_of(book->name), count, most)
               : XT_OK;
}

static xt_status on_start(void *context, xt_str name, const char *const *attributes, xt_error *error)
{
    plan *p = context;
    xt_status status = check_attributes(p->book, attributes, error);
    if (status)
        return status;
    open_table *table = p->depth ? &p->tables[p->depth - 1] : NULL;
    if (p->silent || xt_html_is_silent(name)) {
        p->silent++;
    } else if (xt_str_equal(name, XT_LITERAL("table"))) {
        p->tables[p->depth++] = (open_table){.index = p->layout->size};
        return xt_bytes_putc(p->layout, 0) ? xt_fail_memory(error) : XT_OK;
    } else if (table && xt_str_equal(name, XT_LITERAL("tr"))) {
        end_row(table);
    } else if (table && is_cell(name)) {
        end_cell(table);
    }
    return XT_OK;
}

static void end_table(plan *p)
{
    open_table *table = &p->tables[--p->depth];
    end_row(table);
    bool data = table->rows >= 2;
    p->layout->data[table->index] = (char)(table->holds_data && !data);
    if (p->depth)
        p->tables[p->depth - 1].holds_data |= table->holds_data || data;
}

static xt_status on_end(void *context, xt_str name, xt_error *error)
{
    (void)error;
    plan *p = context;
    if (p->silent)
        p->silent--;
    else if (p->depth && xt_str_equal(name, XT_LITERAL("table")))
        end_table(p);
    return XT_OK;
}

static xt_status on_text(void *context, xt_str piece, xt_error *error)
{
    (void)error;
    plan *p = context;
    if (!p->silent && p->depth && xt_str_trim(piece).size)
        p->tables[p->depth - 1].has_text = true;
    return XT_OK;
}

xt_status xt_html_plan(const xt_book *book, xt_str text, xt_bytes *layout, xt_error *error)
{
    static const xt_html_handler HANDLER = {.start = on_start, .end = on_end, .text = on_text};
    plan p = {.book = book, .layout = layout};
    return xt_html_parse(text, &HANDLER, &p, book->name, error);
}
