/* SPDX-License-Identifier: MIT
 *
 * From the package to the list of sheets (ECMA-376 part 1, 18.2.27), shared strings and styles.
 */
#include "read/ooxml.h"

#include "read/beyond.h"
#include "read/formula.h"
#include "read/package.h"
#include "read/xml.h"

enum { E_WORKBOOK = 1, E_PROPERTIES, E_SHEETS, E_SHEET, E_NAMES, E_NAME };

static const xt_xml_rule GRAMMAR[] = {
    {XT_XML_ROOT, "workbook", E_WORKBOOK},
    {E_WORKBOOK, "workbookPr", E_PROPERTIES},
    {E_WORKBOOK, "sheets", E_SHEETS},
    {E_SHEETS, "sheet", E_SHEET},
    {E_WORKBOOK, "definedNames", E_NAMES},
    {E_NAMES, "definedName", E_NAME},
    {0, NULL, 0},
};

typedef struct reader {
    xt_book *book;
    const xt_relationships *parts;
    xt_formula formula; /* of a defined name */
    bool asks;          /* one of them asks another program */
} reader;

static xt_visibility visibility_of(const char *state)
{
    if (state && strcmp(state, "hidden") == 0)
        return XT_HIDDEN;
    return state && strcmp(state, "veryHidden") == 0 ? XT_VERY_HIDDEN : XT_VISIBLE;
}

static xt_status add_sheet(reader *r, const char **attributes, xt_error *error)
{
    const char *name = xt_xml_attribute(attributes, "name");
    const char *id = xt_xml_relationship(attributes, "id");
    const xt_relationship *relationship = id ? xt_relationship_of_id(r->parts, id) : NULL;
    xt_book_sheet_entry *entry = NULL;
    xt_status status = xt_book_add_sheet(r->book, xt_str_of(name ? name : ""), &entry, error);
    if (status)
        return status;
    entry->info.visibility = visibility_of(xt_xml_attribute(attributes, "state"));
    if (relationship && !relationship->external)
        entry->part = xt_zip_find(r->book->zip, xt_str_of(relationship->target));
    /* A sheet without its part may have held a table: it counts as a worksheet, and reading it fails. Excel
     * writes an empty id for old macro modules: see settle_modules. */
    entry->is_module = id && *id == '\0';
    entry->info.is_worksheet = !relationship || strcmp(relationship->type, "worksheet") == 0;
    return XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    if (kind == E_PROPERTIES)
        r->book->date1904 = xt_xml_true(xt_xml_attribute_str(attributes, "date1904"));
    if (kind == E_NAME)
        r->formula = (xt_formula){0};
    return kind == E_SHEET ? add_sheet(r, attributes, error) : XT_OK;
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    (void)error;
    reader *r = context;
    if (kind == E_NAME && xt_formula_asks(&r->formula, piece))
        r->asks = true;
    return XT_OK;
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start, .text = on_text};

static bool is_named(const xt_book *book, size_t part)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        if (book->sheets[i].part == part)
            return true;
    return false;
}

/* Whether the package holds a worksheet that no sheet of the workbook names. */
static bool has_orphan(const xt_book *book, const xt_relationships *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const xt_relationship *item = &parts->items[i];
        bool worksheet = !item->external && strcmp(item->type, "worksheet") == 0;
        size_t part = worksheet ? xt_zip_find(book->zip, xt_str_of(item->target)) : XT_NO_PART;
        if (part != XT_NO_PART && !is_named(book, part))
            return true;
    }
    return false;
}

/* A sheet with an empty id is a macro module, which has no cells, when nobody can see it or when every
 * worksheet has its sheet. Else its id got lost, and the rows with it. */
static void settle_modules(xt_book *book, const xt_relationships *parts)
{
    bool asked = false, orphan = false;
    for (size_t i = 0; i < book->sheet_count; i++) {
        xt_book_sheet_entry *entry = &book->sheets[i];
        if (!entry->is_module)
            continue;
        if (!asked)
            orphan = has_orphan(book, parts);
        asked = true;
        if (!orphan || entry->info.visibility == XT_VERY_HIDDEN)
            entry->info.is_worksheet = false;
    }
}

static xt_status load_workbook(xt_book *book, size_t part, const xt_relationships *parts, xt_error *error)
{
    reader r = {.book = book, .parts = parts};
    xt_status status = xt_xml_read(book->zip, part, &HANDLER, &r, &book->limits, book->chunk, error);
    if (status && error && error->sentence == XT_SAY_XML_ROOT)
        return xt_fail(error, XT_SAY_IS_WORD);
    if (status)
        return status;
    settle_modules(book, parts);
    return r.asks ? xt_beyond_note_dde(book, xt_zip_name(book->zip, part), error) : XT_OK;
}

/* The part of the type, XT_NO_PART where there is none. */
static size_t part_of_type(const xt_book *book, const xt_relationships *parts, const char *type)
{
    const xt_relationship *found = xt_relationship_of_type(parts, type);
    return found ? xt_zip_find(book->zip, xt_str_of(found->target)) : XT_NO_PART;
}

xt_status xt_ooxml_load(xt_book *book, xt_error *error)
{
    xt_error own;
    error = error ? error : &own; /* load_workbook looks at the sentence */
    xt_relationships package = {0}, parts = {0};
    xt_status status =
        xt_relationships_read(&package, &book->arena, book->zip, "", &book->limits, book->chunk, error);
    if (status)
        return status;
    const xt_relationship *document = xt_relationship_of_type(&package, "officeDocument");
    if (!document)
        return xt_fail(error, XT_SAY_IS_ZIP);
    if (xt_str_ends(xt_str_of(document->target), XT_LITERAL(".bin")))
        return xt_fail(error, XT_SAY_IS_XLSB);
    size_t part = xt_zip_find(book->zip, xt_str_of(document->target));
    if (part == XT_NO_PART)
        return xt_fail_at(error, XT_SAY_PART_MISSING, xt_str_of(document->target), (xt_str){0});
    book->workbook = part;

    status = xt_relationships_read(&parts, &book->arena, book->zip, document->target, &book->limits,
                                   book->chunk, error);
    if (!status)
        status = load_workbook(book, part, &parts, error);
    size_t styles = part_of_type(book, &parts, "styles");
    if (!status && styles != XT_NO_PART)
        status = xt_styles_read(&book->styles, book->zip, styles, &book->limits, book->chunk, error);
    size_t strings = part_of_type(book, &parts, "sharedStrings");
    if (!status && strings != XT_NO_PART)
        status = xt_strings_read(&book->strings, book->zip, strings, &book->limits, book->chunk, !book->slow,
                                 book->ahead == XT_AHEAD_AUTO, error);
    return status ? status : xt_beyond_ooxml(book, &package, &parts, error);
}
