/* SPDX-License-Identifier: MIT
 *
 * Sheets that are plain, that stop being plain in the middle, and that are wrong in every way that a scanner
 * may overlook: what stands inside <sheetData>. Also what fuzzing begins with.
 */
#ifndef XT_TEST_PLAIN_SHEETS_H
#define XT_TEST_PLAIN_SHEETS_H

#include <stddef.h>

/* Three rows, with something in a cell of the second. */
#define ROW1           "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
#define ROW3           "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row>"
#define CELL(inside)   ROW1 "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" inside "</v></c></row>" ROW3
#define INLINE(inside) ROW1 "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is>" inside "</is></c></row>" ROW3

extern const char *const PLAIN_SHEETS[];
extern const size_t PLAIN_SHEET_COUNT;

#endif
