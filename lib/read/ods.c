/* SPDX-License-Identifier: MIT
 *
 * From the archive to the list of tables (ODF 1.3 part 3, 9.1.2). All of them stand in one part, which is
 * read once here to its end, so that each sheet may end its reading with its table.
 */
#include "read/ods.h"

#include "base/error.h"
#include "read/beyond.h"
#include "read/ods_beyond.h"
#include "read/xml.h"

/* ------------------------------------------------------------ what kind of document, and whether it is open
 */

enum { E_MANIFEST = 1, E_ENTRY, E_ENCRYPTION };

static const xt_xml_rule MANIFEST_GRAMMAR[] = {
    {XT_XML_ROOT, "manifest", E_MANIFEST},
    {E_MANIFEST, "file-entry", E_ENTRY},
    {E_ENTRY, "encryption-data", E_ENCRYPTION},
    {0, NULL, 0},
};

typedef struct manifest {
    bool is_content; /* the entry being read */
    bool encrypted;
} manifest;

static xt_status on_manifest(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml, (void)error;
    manifest *m = context;
    if (kind == E_ENTRY) {
        const char *path = xt_xml_attribute_in(XT_XML_MANIFEST, attributes, "full-path");
        m->is_content = path && (strcmp(path, "content.xml") == 0 || strcmp(path, "encrypted-package") == 0);
    }
    m->encrypted = m->encrypted || (kind == E_ENCRYPTION && m->is_content);
    return XT_OK;
}

static const xt_xml_handler MANIFEST = {
    .grammar = MANIFEST_GRAMMAR, .family = XT_XML_MANIFEST, .bare_doctype = true, .start = on_manifest};

/* ODF 1.3 part 2, 3.4.2: an encrypted file is named with its encryption data. */
static xt_status check_encryption(xt_book *book, xt_error *error)
{
    manifest m = {0};
    size_t index = xt_zip_find(book->zip, XT_LITERAL("META-INF/manifest.xml"));
    if (index == XT_NO_PART)
        return XT_OK;
    xt_status status = xt_xml_read(book->zip, index, &MANIFEST, &m, &book->limits, book->chunk, error);
    return status || !m.encrypted ? status : xt_fail(error, XT_SAY_ENCRYPTED);
}

/* OpenOffice.org 1.x wrote other element names. */
static xt_status check_type(xt_book *book, xt_error *error)
{
    char type[64];
    xt_zip_part *part = NULL;
    size_t got = 0, index = xt_zip_find(book->zip, XT_LITERAL("mimetype"));
    if (index == XT_NO_PART)
        return XT_OK;
    xt_status status = xt_zip_part_open(&part, book->zip, index, book->limits.part_size, error);
    if (!status)
        status = xt_zip_part_read(part, type, sizeof type, &got, error);
    xt_zip_part_close(part);
    bool old = xt_str_starts((xt_str){type, got}, XT_LITERAL("application/vnd.sun.xml."));
    return status || !old ? status : xt_fail(error, XT_SAY_IS_SXC);
}

/* ------------------------------------------------------------ the list of tables */

enum {
    E_DOCUMENT = 1,
    E_STYLES,
    E_STYLE,
    E_PROPERTIES,
    E_BODY,
    E_SPREADSHEET,
    E_SETTINGS,
    E_NULL_DATE,
    E_TABLE,
};

static const xt_xml_rule GRAMMAR[] = {
    {E_SPREADSHEET, "table", E_TABLE},
    {E_STYLES, "style", E_STYLE},
    {E_STYLE, "table-properties", E_PROPERTIES},
    {E_SPREADSHEET, "calculation-settings", E_SETTINGS},
    {E_SETTINGS, "null-date", E_NULL_DATE},
    {E_BODY, "spreadsheet", E_SPREADSHEET},
    {E_DOCUMENT, "automatic-styles", E_STYLES},
    {E_DOCUMENT, "body", E_BODY},
    {XT_XML_ROOT, "document-content", E_DOCUMENT},
    {0, NULL, 0},
};

typedef struct reader {
    xt_book *book;
    size_t part;
    bool is_spreadsheet;
    xt_arena arena;
    const char *style; /* the name of the one being read */
    xt_bytes hidden;   /* of const char *: the names of styles that hide a table */
    xt_ods_beyond beyond;
} reader;

bool xt_ods_is_sheet(const char *name)
{
    return !name || name[0] != '\'' || !strstr(name, "'#");
}

xt_str xt_ods_attribute(const char **attributes, const char *name)
{
    return xt_str_of(xt_xml_attribute_in(XT_XML_OPENDOCUMENT, attributes, name));
}

/* Keeps the name of a style of tables that is not displayed (table:display of style:table-properties). There
 * are no more of these than of cell formats. */
static xt_status hide_style(reader *r, xt_error *error)
{
    uint64_t most = r->book->limits.cell_formats, count = r->hidden.size / sizeof r->style;
    if (most && count >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_FORMATS, (xt_str){0}, count + 1, most);
    return xt_bytes_append(&r->hidden, &r->style, sizeof r->style) ? xt_fail_memory(error) : XT_OK;
}

static xt_status start_style(reader *r, const char **attributes, xt_error *error)
{
    xt_str name = xt_ods_attribute(attributes, "name");
    bool of_tables = xt_str_equal(xt_ods_attribute(attributes, "family"), XT_LITERAL("table"));
    r->style = of_tables ? xt_arena_copy(&r->arena, name) : NULL;
    return of_tables && !r->style ? xt_fail_memory(error) : XT_OK;
}

static bool is_hidden(const reader *r, xt_str style)
{
    const char *const *names = (const char *const *)(const void *)r->hidden.data;
    for (size_t i = 0; i < r->hidden.size / sizeof *names; i++)
        if (xt_str_equal(xt_str_of(names[i]), style))
            return true;
    return false;
}

static xt_status start_table(reader *r, const char **attributes, xt_error *error)
{
    xt_str name = xt_ods_attribute(attributes, "name");
    xt_book_sheet_entry *entry = NULL;
    if (!xt_ods_is_sheet(name.data))
        return XT_OK;
    xt_status status = xt_book_add_sheet(r->book, name.data ? name : XT_LITERAL(""), &entry, error);
    if (status)
        return status;
    entry->part = r->part;
    if (is_hidden(r, xt_ods_attribute(attributes, "style-name")))
        entry->info.visibility = XT_HIDDEN;
    return XT_OK;
}

static xt_status on_each(void *context, const char *name, const char **attributes, xt_error *error)
{
    reader *r = context;
    return xt_ods_look_beyond(&r->beyond, r->book, name, attributes, error);
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    switch (kind) {
    case E_SPREADSHEET: r->is_spreadsheet = true; return XT_OK;
    case E_STYLE: return start_style(r, attributes, error);
    case E_PROPERTIES:
        return r->style && xt_str_equal(xt_ods_attribute(attributes, "display"), XT_LITERAL("false"))
                   ? hide_style(r, error)
                   : XT_OK;
    case E_NULL_DATE: /* of the three that are in use, Excel has no like of 1900-01-01 */
        r->book->date1904 =
            xt_str_equal(xt_ods_attribute(attributes, "date-value"), XT_LITERAL("1904-01-01"));
        return XT_OK;
    case E_TABLE: return start_table(r, attributes, error);
    default: return XT_OK;
    }
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_OPENDOCUMENT, .each = on_each, .start = on_start};

/* The part may be as large as a worksheet's. */
static xt_status read_tables(reader *r, xt_error *error)
{
    xt_book *book = r->book;
    xt_zip_part *part = NULL;
    xt_xml *xml = NULL;
    xt_status status = xt_zip_part_open(&part, book->zip, r->part, book->limits.sheet_size, error);
    if (!status)
        status = xt_xml_open(&xml, part, &HANDLER, r, &book->limits, book->chunk, error);
    for (bool more = true; !status && more;)
        status = xt_xml_run(xml, &more, error);
    xt_xml_close(xml);
    xt_zip_part_close(part);
    return status;
}

xt_status xt_ods_load(xt_book *book, xt_error *error)
{
    reader r = {.book = book, .hidden = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = check_type(book, error);
    if (!status)
        status = check_encryption(book, error);
    if (status)
        return status;
    r.part = xt_zip_find(book->zip, XT_LITERAL("content.xml"));
    if (r.part == XT_NO_PART)
        return xt_fail_at(error, XT_SAY_PART_MISSING, XT_LITERAL("content.xml"), (xt_str){0});
    status = read_tables(&r, error);
    if (!status && !r.is_spreadsheet)
        status = xt_fail(error, XT_SAY_IS_WORD);
    if (!status)
        status = xt_ods_note_beyond(&r.beyond, book, xt_zip_name(book->zip, r.part), error);
    xt_bytes_free(&r.hidden);
    xt_arena_free(&r.arena);
    return status ? status : xt_beyond_ods(book, error);
}
