/* SPDX-License-Identifier: MIT
 *
 * Workbooks made in memory from the XML that a test shows.
 */
#ifndef XT_TEST_PACK_H
#define XT_TEST_PACK_H

#include "base/str.h"

/* One member of an archive. A list of them ends with a name of NULL. */
typedef struct pack_part {
    const char *name;
    const char *text; /* NULL: the member is not there, though the workbook would have it */
    size_t size;      /* of text; 0: up to its terminator */
    bool stored;      /* not compressed */
} pack_part;

/* The archive with these members, in this order. free() its data. */
xt_str pack_zip(const pack_part *parts);

/* A workbook with one sheet, "S", in xl/worksheets/sheet1.xml, from these parts; what makes it a workbook
 * ([Content_Types].xml, the relationships, xl/workbook.xml, an empty sheet) is added unless it is among them.
 * free() its data. */
xt_str pack_book(const pack_part *parts);

/* The same by another way to make an archive than pack_zip. */
xt_str pack_book_by(xt_str (*zip)(const pack_part *), const pack_part *parts);

/* The same with a sheet of this content: what stands inside <sheetData>. */
xt_str pack_rows(const char *rows);

/* Printed into a block of its own: free() it. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
char *
pack_text(const char *format, ...);

#define PACK_MAIN          "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACK_STRICT        "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define PACK_OFFICE        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACK_STRICT_OFFICE "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACK_RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"
#define PACK_MCE           "http://schemas.openxmlformats.org/markup-compatibility/2006"

#define PACK_SHEET_NAME "xl/worksheets/sheet1.xml"

/* Parts around what a test is about. */
#define PACK_SHEET(inside)  "<worksheet xmlns=\"" PACK_MAIN "\">" inside "</worksheet>"
#define PACK_DATA(rows)     PACK_SHEET("<sheetData>" rows "</sheetData>")
#define PACK_STRINGS(items) "<sst xmlns=\"" PACK_MAIN "\">" items "</sst>"
#define PACK_STYLES(inside) "<styleSheet xmlns=\"" PACK_MAIN "\">" inside "</styleSheet>"
#define PACK_RELS(items)    "<Relationships xmlns=\"" PACK_RELATIONSHIPS "\">" items "</Relationships>"
#define PACK_REL(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" PACK_OFFICE "/" type "\" Target=\"" target "\"/>"
#define PACK_WORKBOOK(inside)                                                                                \
    "<workbook xmlns=\"" PACK_MAIN "\" xmlns:r=\"" PACK_OFFICE "\">" inside "</workbook>"

#endif
