/* SPDX-License-Identifier: MIT
 *
 * A row in the plain form that every writer of workbooks uses. Whatever is unusual, and whatever is wrong, is
 * left to expat and the handlers in ooxml_sheet.c, which read the same row again.
 */
#include "read/ooxml_sheet.h"
#include "read/strings.h"

static xt_str attribute(const xt_tag *tag, char name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (tag->attributes[i].name.size == 1 && tag->attributes[i].name.data[0] == name)
            return tag->attributes[i].value;
    return (xt_str){0};
}

static xt_str attribute_named(const xt_tag *tag, xt_str name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (xt_str_equal(tag->attributes[i].name, name))
            return tag->attributes[i].value;
    return (xt_str){0};
}

/* Whether the text is longer than a cell's may be: expat says so. */
static bool is_over(const xt_ooxml_sheet *s, xt_str text)
{
    uint64_t most = s->base.book->limits.cell_size;
    return most && text.size > most;
}

/* _xHHHH_ in a text: decoded in a copy. The limit is for what stands in the file. */
static xt_scanned unescape(xt_ooxml_sheet *s, xt_str *text, xt_status *fault)
{
    if (is_over(s, *text))
        return XT_SCAN_ODD;
    if (!text->size || !memchr(text->data, '_', text->size))
        return XT_SCAN_OK;
    char *copy = xt_arena_copy(&s->base.room->texts, *text);
    if (!copy) {
        *fault = XT_OUT_OF_MEMORY;
        return XT_SCAN_ODD;
    }
    *text = (xt_str){copy, xt_unescape(copy, text->size)};
    return XT_SCAN_OK;
}

/* What stands between a start tag whose "<name" has been passed and its end tag. */
static xt_scanned scan_content(xt_ooxml_sheet *s, xt_scan *scan, xt_str end_tag, xt_str *text,
                               xt_status *fault)
{
    xt_tag tag;
    xt_scanned scanned = xt_scan_tag(scan, &tag);
    *text = XT_LITERAL("");
    if (scanned != XT_SCAN_OK || tag.empty)
        return scanned;
    scanned = xt_scan_text(scan, &s->base.room->texts, text, fault);
    return scanned == XT_SCAN_OK ? xt_scan_literal(scan, end_tag) : scanned;
}

/* <is><t>...</t></is> behind its "<is"; rich text is expat's. */
static xt_scanned scan_inline(xt_ooxml_sheet *s, xt_scan *scan, xt_str *text, xt_status *fault)
{
    xt_scanned scanned = xt_scan_literal(scan, XT_LITERAL("><t"));
    if (scanned == XT_SCAN_OK)
        scanned = scan_content(s, scan, XT_LITERAL("</t>"), text, fault);
    if (scanned == XT_SCAN_OK)
        scanned = xt_scan_literal(scan, XT_LITERAL("</is>"));
    return scanned == XT_SCAN_OK ? unescape(s, text, fault) : scanned;
}

/* The formula, if there is one: that it is there counts, and whether it reaches beyond the workbook. */
static xt_scanned scan_formula(xt_ooxml_sheet *s, xt_scan *scan, xt_status *fault)
{
    xt_str formula;
    xt_scanned scanned = xt_scan_literal(scan, XT_LITERAL("<f"));
    if (scanned == XT_SCAN_ODD)
        return XT_SCAN_OK;
    if (scanned == XT_SCAN_OK)
        scanned = scan_content(s, scan, XT_LITERAL("</f>"), &formula, fault);
    xt_ooxml_start_formula(s);
    if (scanned == XT_SCAN_OK)
        xt_ooxml_add_formula(s, formula);
    return scanned;
}

/* The value, if there is one. */
static xt_scanned scan_value(xt_ooxml_sheet *s, xt_scan *scan, xt_str *value, xt_status *fault)
{
    xt_scanned scanned = xt_scan_literal(scan, XT_LITERAL("<v"));
    if (scanned == XT_SCAN_OK) {
        scanned = scan_content(s, scan, XT_LITERAL("</v>"), value, fault);
        if (s->type == XT_VALUE_INLINE)
            *value = XT_LITERAL(""); /* 18.18.11: see on_text in ooxml_sheet.c */
        if (scanned == XT_SCAN_OK && s->type == XT_VALUE_STRING)
            scanned = unescape(s, value, fault);
        return scanned;
    }
    if (scanned == XT_SCAN_MORE)
        return scanned;
    scanned = xt_scan_literal(scan, XT_LITERAL("<is"));
    return scanned == XT_SCAN_OK    ? scan_inline(s, scan, value, fault)
           : scanned == XT_SCAN_ODD ? XT_SCAN_OK
                                    : scanned;
}

/* A cell behind its "<c". */
static xt_scanned scan_cell(xt_ooxml_sheet *s, xt_scan *scan, xt_status *fault)
{
    xt_tag tag;
    xt_error ignored;
    xt_str value = XT_LITERAL("");
    xt_scanned scanned = xt_scan_tag(scan, &tag);
    if (scanned != XT_SCAN_OK)
        return scanned;
    if (xt_ooxml_start_cell(s, attribute(&tag, 'r'), attribute(&tag, 't'), attribute(&tag, 's'), &ignored))
        return XT_SCAN_ODD;
    if (!tag.empty) {
        xt_scan_blank(scan);
        scanned = scan_formula(s, scan, fault);
        xt_scan_blank(scan);
        if (scanned == XT_SCAN_OK)
            scanned = scan_value(s, scan, &value, fault);
        xt_scan_blank(scan);
        if (scanned == XT_SCAN_OK)
            scanned = xt_scan_literal(scan, XT_LITERAL("</c>"));
        if (scanned != XT_SCAN_OK)
            return scanned;
    }
    if (is_over(s, value))
        return XT_SCAN_ODD;
    xt_status status = xt_ooxml_end_cell(s, value, true, &ignored);
    if (status == XT_OUT_OF_MEMORY)
        *fault = status;
    return status ? XT_SCAN_ODD : XT_SCAN_OK;
}

static xt_scanned scan_row(xt_ooxml_sheet *s, xt_scan *scan, xt_status *fault)
{
    xt_tag tag;
    xt_error ignored;
    xt_scan_blank(scan);
    xt_scanned scanned = xt_scan_literal(scan, XT_LITERAL("<row"));
    if (scanned == XT_SCAN_OK)
        scanned = xt_scan_tag(scan, &tag);
    if (scanned != XT_SCAN_OK)
        return scanned;
    if (xt_ooxml_start_row(s, attribute(&tag, 'r'), attribute_named(&tag, XT_LITERAL("hidden")), &ignored))
        return XT_SCAN_ODD;
    while (!tag.empty) {
        xt_scan_blank(scan);
        scanned = xt_scan_literal(scan, XT_LITERAL("<c"));
        if (scanned == XT_SCAN_OK)
            scanned = scan_cell(s, scan, fault);
        else if (scanned == XT_SCAN_ODD)
            break;
        if (scanned != XT_SCAN_OK)
            return scanned;
    }
    if (!tag.empty && (scanned = xt_scan_literal(scan, XT_LITERAL("</row>"))) != XT_SCAN_OK)
        return scanned;
    return xt_ooxml_end_row(s, &ignored) ? XT_SCAN_ODD : XT_SCAN_OK;
}

xt_item xt_ooxml_scan_row(void *context, xt_scan *scan, xt_error *error)
{
    xt_ooxml_sheet *s = context;
    uint32_t next_row = s->next_row;
    uint64_t text_given = s->base.text_given;
    size_t cells_size = s->base.room->cells.size;
    xt_status fault = XT_OK;
    xt_scanned scanned = scan_row(s, scan, &fault);
    if (fault) {
        xt_fail_memory(error);
        return XT_ITEM_FAILED;
    }
    if (scanned == XT_SCAN_OK)
        return XT_ITEM_READY;
    s->next_row = next_row; /* the row will be read again */
    s->base.text_given = text_given;
    s->base.room->cells.size = cells_size;
    s->base.row_ready = false;
    return scanned == XT_SCAN_MORE ? XT_ITEM_MORE : XT_ITEM_ODD;
}
