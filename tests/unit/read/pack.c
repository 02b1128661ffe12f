/* SPDX-License-Identifier: MIT */
#include "read/pack.h"

#include "must.h"

#include <stdarg.h>
#include <stdio.h>
#include <zip.h>

static const pack_part DEFAULTS[] = {
    {.name = "[Content_Types].xml",
     .text = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
    {.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "xl/workbook.xml"))},
    {.name = "xl/workbook.xml",
     .text = PACK_WORKBOOK("<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets>")},
    {.name = "xl/_rels/workbook.xml.rels", .text = NULL}, /* workbook_relations */
    {.name = PACK_SHEET_NAME, .text = PACK_DATA("")},
};

static void add_part(zip_t *archive, const pack_part *part)
{
    size_t size = part->size ? part->size : strlen(part->text);
    zip_source_t *source = zip_source_buffer(archive, part->text, size, 0);
    must(source != NULL, "no memory");
    zip_int64_t index = zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8);
    must(index >= 0, part->name);
    zip_int32_t method = part->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    must(zip_set_file_compression(archive, (zip_uint64_t)index, method, 1) == 0, part->name);
    zip_file_set_mtime(archive, (zip_uint64_t)index, 315532800, 0); /* the same bytes each time */
}

/* What was written into the source. */
static xt_str take_bytes(zip_source_t *source)
{
    zip_stat_t stat;
    must(zip_source_stat(source, &stat) == 0, "no size");
    size_t size = (size_t)stat.size;
    char *data = malloc(size);
    must(data != NULL && size == stat.size, "no memory");
    must(zip_source_open(source) == 0, "not to be opened");
    must(zip_source_read(source, data, stat.size) == (zip_int64_t)stat.size, "not to be read");
    zip_source_close(source);
    return (xt_str){data, size};
}

xt_str pack_zip(const pack_part *parts)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    must(source != NULL, "no memory");
    zip_source_keep(source);
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    must(archive != NULL, "no memory");
    for (; parts->name; parts++)
        if (parts->text)
            add_part(archive, parts);
    must(zip_close(archive) == 0, "the archive is not complete");
    xt_str bytes = take_bytes(source);
    zip_source_free(source);
    return bytes;
}

static bool is_given(const pack_part *parts, const char *name)
{
    while (parts->name && strcmp(parts->name, name) != 0)
        parts++;
    return parts->name;
}

/* The workbook names styles and shared strings only where there are some. */
static const char *workbook_relations(const pack_part *parts)
{
#define SHEET   PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml")
#define STYLES  PACK_REL("rId2", "styles", "styles.xml")
#define STRINGS PACK_REL("rId3", "sharedStrings", "sharedStrings.xml")
    bool styles = is_given(parts, "xl/styles.xml"), strings = is_given(parts, "xl/sharedStrings.xml");
    return styles && strings ? PACK_RELS(SHEET STYLES STRINGS)
           : styles          ? PACK_RELS(SHEET STYLES)
           : strings         ? PACK_RELS(SHEET STRINGS)
                             : PACK_RELS(SHEET);
}

xt_str pack_book_by(xt_str (*zip)(const pack_part *), const pack_part *parts)
{
    enum { MOST = 64 };
    pack_part all[MOST + 1] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < sizeof DEFAULTS / sizeof *DEFAULTS; i++) {
        if (is_given(parts, DEFAULTS[i].name))
            continue;
        all[count++] = DEFAULTS[i];
        if (!DEFAULTS[i].text)
            all[count - 1].text = workbook_relations(parts);
    }
    for (; parts->name; parts++) {
        must(count < MOST, "too many parts");
        all[count++] = *parts;
    }
    return zip(all);
}

xt_str pack_book(const pack_part *parts)
{
    return pack_book_by(pack_zip, parts);
}

xt_str pack_rows(const char *rows)
{
    char *sheet = pack_text(PACK_DATA("%s"), rows);
    xt_str book = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = sheet}, {0}});
    free(sheet);
    return book;
}

char *pack_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    must(size >= 0, format);
    char *text = malloc((size_t)size + 1);
    must(text != NULL, "no memory");
    va_start(arguments, format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    va_end(arguments);
    return text;
}
