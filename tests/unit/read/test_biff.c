/* SPDX-License-Identifier: MIT
 *
 * Records of BIFF as rows. What each must become stands beside it, as read/show.h shows it.
 */
#include "read/biff.h"

#include "base/le.h"
#include "read/book.h"
#include "read/show.h"
#include "read/xls_make.h"
#include "xt_test.h"

#include <stdio.h>

static void free_bytes(xt_str bytes)
{
    free((void *)(uintptr_t)bytes.data);
}

/* Formats 0 to 3: General, a built-in date, a format of the file's own that is a date, one that is none. */
static void four_formats(xt_bytes *out, unsigned version)
{
    static const char DATE[] = "d mmm yyyy", NONE[] = "0.00\" day\"";
    if (version >= 8) {
        xls_text_record(out, XT_BIFF_FORMAT_4, DATE, "h", 164);
        xls_text_record(out, XT_BIFF_FORMAT_4, NONE, "h", 165);
    } else {
        xls_record(out, XT_BIFF_FORMAT_4, "hbs", 164, (unsigned)strlen(DATE), DATE);
        xls_record(out, XT_BIFF_FORMAT_4, "hbs", 165, (unsigned)strlen(NONE), NONE);
    }
    static const unsigned FORMATS[] = {0, 14, 164, 165};
    for (size_t i = 0; i < 4; i++)
        xls_record(out, XT_BIFF_XF_5, "hhhwww", 0, FORMATS[i], 0, 0, 0, 0);
}

/* What a formula gave that is no number: the kind, and the value or error. */
static void special(xt_bytes *out, unsigned row, unsigned column, unsigned kind, unsigned value)
{
    xls_record(out, XT_BIFF_FORMULA, "hhhbbbbbbhhwhb", row, column, 0, kind, 0, value, 0, 0, 0, 0xFFFF, 0, 0,
               1, 0);
}

/* ------------------------------------------------------------ one kind of record after the other */

static void no_globals(xt_bytes *out)
{
    xls_bytes(out, "");
}

static void formats_8(xt_bytes *out)
{
    four_formats(out, 8);
}

static void formats_5(xt_bytes *out)
{
    four_formats(out, 5);
}

static void strings(xt_bytes *out)
{
    xt_bytes body = {0};
    xls_bytes(&body, "ww", 9, 3);
    xls_text(&body, 2, "ที่", true);
    xls_text(&body, 2, "caf\xC3\xA9", false);
    xls_text(&body, 2, "", false);
    xls_record(out, XT_BIFF_SST, "n", body.size, body.data);
    xt_bytes_free(&body);
}

/* More are announced than are there: they are missed only where a cell asks for one. */
static void too_few_strings(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbs", 9, 9, 3, 0, "one");
}

static void first_string(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 0, 0, 0, 0);
}

static void numbers(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 1.5);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 1, 0, -0.1);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 255, 3, 1e300);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 65535, 0, 0, 45382.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 0, 1, 45382.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 1, 2, 45382.25);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 2, 3, 45382.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 3, 4, 45382.0); /* a format that is not there */
}

static const char NUMBERS[] = "1: A=1.5 B=-0.1 IV=1e+300\n"
                              "2: A@2024-03-31 B@2024-03-31T06:00:00 C=45382 D=45382\n"
                              "65536: A=45382\n";

static void no_numbers(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhww", 0, 0, 0, 0, 0x7FF80000);
    xls_record(out, XT_BIFF_NUMBER, "hhhww", 0, 1, 0, 0, 0x7FF00000);
    xls_record(out, XT_BIFF_NUMBER, "hhhww", 0, 2, 0, 0, 0xFFF00000);
}

/* [MS-XLS] 2.5.217: whole numbers, hundredths, the upper part of a double, and both bits. */
static void packed_numbers(xt_bytes *out)
{
    static const unsigned RK[] = {0x00000006, 0xFFFFFFFA, 0x80000002, 0x7FFFFFFE, 0x0004B447,
                                  0x3FF80000, 0xC0240001, 0x40FE2401, 0x00000000};
    for (unsigned i = 0; i < sizeof RK / sizeof *RK; i++)
        xls_record(out, XT_BIFF_RK, "hhhw", 0, i, 0, RK[i]);
    xls_record(out, XT_BIFF_RK, "hhhw", 1, 0, 1, 45382u << 2 | 2);
    xls_record(out, XT_BIFF_MULRK, "hhhwhwhwh", 2, 3, 0, 10u << 2 | 2, 1, 45382u << 2 | 2, 0, 30u << 2 | 3,
               5);
    xls_record(out, XT_BIFF_MULRK, "hhhwh", 3, 7, 0, 10u << 2 | 2, 7);
}

static const char PACKED[] = "1: A=1 B=-2 C=-536870912 D=536870911 E=770.73 F=1.5 G=-0.1 H=1234.56 I=0\n"
                             "2: A@2024-03-31\n"
                             "3: D=10 E@2024-03-31 F=0.3\n"
                             "4: H=10\n";

static void truths_and_errors(xt_bytes *out)
{
    static const unsigned CODES[] = {0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B, 0x2C};
    xls_record(out, XT_BIFF_BOOLERR, "hhhbb", 0, 0, 0, 1, 0);
    xls_record(out, XT_BIFF_BOOLERR, "hhhbb", 0, 1, 0, 0, 0);
    for (unsigned i = 0; i < sizeof CODES / sizeof *CODES; i++)
        xls_record(out, XT_BIFF_BOOLERR, "hhhbb", 1, i, 0, CODES[i], 1);
}

static const char TRUTHS[] =
    "1: A=true B=false\n"
    "2: A#NULL! B#DIV/0! C#VALUE! D#REF! E#NAME? F#NUM! G#N/A H#GETTING_DATA I?0x2C\n";

static void texts(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 0, 0, 0, 0);
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 0, 1, 0, 1);
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 0, 2, 0, 2);
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 0, 3, 0, 1);
    xls_text_record(out, XT_BIFF_LABEL, "label \xC3\xA9", "hhh", 1, 0, 0);
    xls_text_record(out, XT_BIFF_LABEL, "ซื้อ", "hhh", 1, 1, 0);
    xls_text_record(out, XT_BIFF_LABEL, "", "hhh", 1, 2, 0);
    xt_bytes text = {0};
    xls_text(&text, 2, "rich", false);
    xls_bytes(&text, "hhhhh", 2, 0, 1, 2, 3);
    xls_record(out, XT_BIFF_RSTRING, "hhhn", 2, 0, 0, text.size, text.data);
    xt_bytes_free(&text);
}

static const char TEXTS[] = "1: A'ที่' B'caf\xC3\xA9' D'caf\xC3\xA9'\n"
                            "2: A'label \xC3\xA9' B'ซื้อ'\n"
                            "3: A'rich'\n";

static void nothing(xt_bytes *out)
{
    xls_record(out, 0x0201, "hhh", 0, 0, 1);           /* BLANK */
    xls_record(out, 0x00BE, "hhhhh", 0, 1, 1, 1, 2);   /* MULBLANK */
    xls_record(out, 0x0200, "wwhhh", 0, 100, 0, 9, 0); /* DIMENSIONS */
    xls_record(out, 0xFFFF, "w", 0);
    xls_record(out, XT_BIFF_CONTINUE, "w", 0);
    xls_record(out, XT_BIFF_STRING, "hbs", 2, 0, "no");
}

/* Every kind of result, the last three with texts that are further away. */
static void formulas(xt_bytes *out)
{
    xls_record(out, XT_BIFF_FORMULA, "hhhdhwhb", 0, 0, 0, 2.5, 0, 0, 1, 0);
    xls_record(out, XT_BIFF_FORMULA, "hhhdhwhb", 0, 1, 1, 45382.0, 0, 0, 1, 0);
    special(out, 1, 0, 1, 1);
    special(out, 1, 1, 1, 0);
    special(out, 1, 2, 2, 0x17);
    special(out, 1, 3, 3, 0);
    special(out, 1, 4, 4, 0);
    special(out, 2, 0, 0, 0);
    xls_text_record(out, XT_BIFF_STRING, "text", "");
    special(out, 2, 1, 0, 0);
    xls_record(out, 0x04BC, "hbbbb", 2, 2, 1, 1, 1); /* SHRFMLA */
    xls_text_record(out, XT_BIFF_STRING, "แบ่ง", "");
    special(out, 2, 2, 0, 0);
    xls_record(out, 0x0221, "hhbb", 2, 2, 2, 2); /* ARRAY */
    xls_record(out, 0x0236, "hhbb", 2, 2, 2, 2); /* TABLE */
    xls_text_record(out, XT_BIFF_STRING, "array", "");
    special(out, 2, 3, 0, 0);
    xls_text_record(out, XT_BIFF_STRING, "", "");
    special(out, 2, 4, 0, 0); /* its text is not there */
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 3, 0, 0, 1.0);
    xls_text_record(out, XT_BIFF_STRING, "of nobody", "");
}

static const char FORMULAS[] = "1: A=2.5{f} B@2024-03-31{f}\n"
                               "2: A=true{f} B=false{f} C#REF!{f} E?NaN{f}\n"
                               "3: A'text'{f} B'แบ่ง'{f} C'array'{f}\n"
                               "4: A=1\n";

static void rows_and_columns(xt_bytes *out)
{
    xls_record(out, XT_BIFF_ROW, "hhhhhhhh", 0, 0, 9, 255, 0, 0, 0x0100, 15);
    xls_record(out, XT_BIFF_ROW, "hhhhhhhh", 2, 0, 9, 255, 0, 0, 0x0120, 15);
    xls_record(out, XT_BIFF_ROW, "hhhhhhhh", 4, 0, 9, 0, 0, 0, 0x0120, 15);
    xls_record(out, XT_BIFF_COLINFO, "hhhhhh", 0, 1, 2000, 15, 0, 0);
    xls_record(out, XT_BIFF_COLINFO, "hhhhhh", 2, 4, 2000, 15, 1, 0);
    xls_record(out, XT_BIFF_COLINFO, "hhhhhh", 255, 256, 2000, 15, 1, 0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 2, 0, 0, 1.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 2.0);
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhhhhhh", 2, 0, 1, 0, 3, 65535, 65535, 255, 255);
    xls_record(out, XT_BIFF_MERGEDCELLS, "h", 0);
}

static const char ROWS[] = "1: A=2\n3(hidden): A=1\n5(hidden):\n"
                           "merge A1:D2\nmerge IV65536:IV65536\n"
                           "hidden C:E\nhidden IV:IW\n";

/* A chart in the sheet, with one inside itself, and their cells; then the sheet goes on. */
static void with_charts(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 1.0);
    xls_begin(out, 8, XLS_CHART);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 7, 7, 0, 7.0);
    xls_begin(out, 8, XLS_CHART);
    xls_end(out);
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhh", 1, 0, 1, 0, 3);
    xls_end(out);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 1, 0, 2.0);
}

static void code_page_874(xt_bytes *out)
{
    xls_record(out, XT_BIFF_CODEPAGE, "h", 874);
}

/* TIS-620, what windows-874 adds (the euro sign, quotes), and a formula's text. */
static void bytes_874(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABEL, "hhhhs", 0, 0, 0, 4, "\xAB\xD7\xE9\xCD");
    xls_record(out, XT_BIFF_RSTRING, "hhhhsbbb", 0, 1, 0, 3, "\x80\x93\x94", 1, 0, 0);
    special(out, 0, 2, 0, 0);
    xls_record(out, XT_BIFF_STRING, "hs", 3, "\xB7\xD5\xE8");
    xls_record(out, XT_BIFF_BOOLERR, "hhhbb", 0, 3, 0, 1, 0);
}

static void code_page_mac(xt_bytes *out)
{
    xls_record(out, XT_BIFF_CODEPAGE, "h", 10000);
}

static void code_page_1250(xt_bytes *out)
{
    xls_record(out, XT_BIFF_CODEPAGE, "h", 1250);
}

static void code_page_1252(xt_bytes *out)
{
    xls_record(out, XT_BIFF_CODEPAGE, "h", 0x8001);
}

static void bytes_high(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABEL, "hhhhs", 0, 0, 0, 2, "\xE3\xA5");
}

/* Text in one record too small for it: no flags where it goes on. */
static void bytes_continued(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABEL, "hhhhs", 0, 0, 0, 6, "abc");
    xls_record(out, XT_BIFF_CONTINUE, "s", "def");
}

static void date_system(xt_bytes *out)
{
    xls_record(out, XT_BIFF_DATE1904, "h", 1);
    four_formats(out, 8);
}

static void one_date(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 1, 43920.0);
}

/* A format of the file's own overrules the built-in one of its number; formats may come behind. */
static void formats_overruled(xt_bytes *out)
{
    xls_record(out, XT_BIFF_XF_5, "hhhwww", 0, 14, 0, 0, 0, 0);
    xls_record(out, XT_BIFF_XF_5, "hhhwww", 0, 1, 0, 0, 0, 0);
    xls_text_record(out, XT_BIFF_FORMAT_4, "0.0", "h", 14);
    xls_text_record(out, XT_BIFF_FORMAT_4, "[$-107041E]d mmm yyyy;@", "h", 1);
}

static void two_cells(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 45382.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 1, 1, 45382.0);
}

static void disorder(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhh", 1, 4, 5, 0, 0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 9, 1, 0, 4.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 2, 0, 2.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 9, 0, 0, 3.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 1, 0, 1.0);
}

typedef void (*maker)(xt_bytes *out);

static const struct {
    const char *name;
    unsigned version;
    maker globals, cells;
    const char *wanted;
} BOOKS[] = {
    {"numbers", 8, formats_8, numbers, NUMBERS},
    {"numbers, BIFF5", 5, formats_5, numbers, NUMBERS},
    {"what is no number", 8, no_globals, no_numbers, "1: A?NaN B?INF C?-INF\n"},
    {"packed numbers", 8, formats_8, packed_numbers, PACKED},
    {"packed numbers, BIFF5", 5, formats_5, packed_numbers, PACKED},
    {"truths and errors", 8, no_globals, truths_and_errors, TRUTHS},
    {"truths and errors, BIFF5", 5, no_globals, truths_and_errors, TRUTHS},
    {"texts", 8, strings, texts, TEXTS},
    {"too few texts", 8, too_few_strings, first_string, "1: A'one'\n"},
    {"nothing", 8, no_globals, nothing, ""},
    {"formulas", 8, formats_8, formulas, FORMULAS},
    {"rows and columns", 8, no_globals, rows_and_columns, ROWS},
    {"charts", 8, no_globals, with_charts, "1: A=1 B=2\n"},
    {"charts, BIFF5", 5, no_globals, with_charts, "1: A=1 B=2\n"},
    {"Thai bytes", 5, code_page_874, bytes_874, "1: A'ซื้อ' B'€“”' C'ที่'{f} D=true\n"},
    {"MacRoman", 5, code_page_mac, bytes_high, "1: A'\xE2\x80\x9E\xE2\x80\xA2'\n"},
    {"Central Europe", 5, code_page_1250, bytes_high, "1: A'\xC4\x83\xC4\x84'\n"},
    {"Western Europe", 5, code_page_1252, bytes_high, "1: A'\xC3\xA3\xC2\xA5'\n"},
    {"no code page", 5, no_globals, bytes_high, "1: A'\xC3\xA3\xC2\xA5'\n"},
    {"bytes in two records", 5, no_globals, bytes_continued, "1: A'abcdef'\n"},
    {"dates from 1904", 8, date_system, one_date, "1: A@2024-03-31\n"},
    {"formats overruled", 8, formats_overruled, two_cells, "1: A=45382 B@2024-03-31\n"},
    {"disorder", 8, no_globals, disorder, "1: B=1 C=2\n10: A=3 B=4\nmerge A5:A6\n"},
};

START_TEST(reads_each_record)
{
    xt_bytes globals = {0}, cells = {0};
    BOOKS[_i].globals(&globals);
    BOOKS[_i].cells(&cells);
    xt_str stream = xls_one_sheet(BOOKS[_i].version, &globals, &cells);
    check_shown(BOOKS[_i].name, stream, 0, BOOKS[_i].wanted);
    xt_str file = cfb_make(3, (cfb_stream[]){{.name = "Workbook", .bytes = stream}, {0}}, NULL);
    check_shown(BOOKS[_i].name, file, 0, BOOKS[_i].wanted);
    free_bytes(file);
    free_bytes(stream);
}
END_TEST

/* ------------------------------------------------------------ texts over several records */

/* What a record may not be cut inside of. `flags`: it is a character, and a record that begins with it has
 * these flags before it; -1: it is none. */
typedef struct atom {
    unsigned char bytes[4];
    size_t size;
    int flags;
} atom;

typedef struct atoms {
    atom items[256];
    size_t count;
} atoms;

static void add_atom(atoms *a, unsigned number, size_t size, int flags)
{
    ck_assert_uint_lt(a->count, 256);
    atom *item = &a->items[a->count++];
    item->size = size;
    item->flags = flags;
    for (size_t i = 0; i < size; i++)
        item->bytes[i] = (unsigned char)(number >> 8 * i);
}

/* Numbers that are not part of a text may be cut anywhere. */
static void add_plain(atoms *a, unsigned number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        add_atom(a, number >> 8 * i & 0xFF, 1, -1);
}

/* A text with formats and phonetics behind it, where it has some. */
static void add_text(atoms *a, const char *text, bool wide, unsigned runs, unsigned phonetics)
{
    xt_bytes plain = {0};
    xls_text(&plain, 2, text, wide);
    const unsigned char *p = (const unsigned char *)plain.data;
    add_plain(a, xt_le16(p), 2);
    wide = p[2];
    add_plain(a, p[2] | (runs ? 8u : 0) | (phonetics ? 4u : 0), 1);
    if (runs)
        add_plain(a, runs, 2);
    if (phonetics)
        add_plain(a, phonetics, 4);
    for (size_t at = 3; at < plain.size; at += wide ? 2 : 1)
        add_atom(a, wide ? xt_le16(p + at) : p[at], wide ? 2 : 1, wide);
    for (unsigned i = 0; i < runs * 4 + phonetics; i++)
        add_plain(a, 0x41 + i, 1);
    xt_bytes_free(&plain);
}

/* The record with a cut before the atoms `first` and `second`. */
static void put_cut(xt_bytes *out, unsigned type, const atoms *a, size_t first, size_t second)
{
    xt_bytes body = {0};
    xls_bytes(&body, "");
    for (size_t i = 0; i <= a->count; i++) {
        bool cut = i == first || i == second;
        if (cut || i == a->count) {
            xls_record(out, type, "n", body.size, body.data);
            xt_bytes_clear(&body);
            type = XT_BIFF_CONTINUE;
        }
        if (i == a->count)
            break;
        if (cut && a->items[i].flags >= 0)
            xls_bytes(&body, "b", (unsigned)a->items[i].flags);
        xls_bytes(&body, "n", a->items[i].size, a->items[i].bytes);
    }
    xt_bytes_free(&body);
}

/* Shared strings of all forms, with up to two cuts at all places. */
START_TEST(reads_strings_cut_anywhere)
{
    static const char WANTED[] = "1: A'ab' B'ก😀ข' C'rich' D'ค' E'end'\n";
    atoms a = {.count = 0};
    add_plain(&a, 5, 4);
    add_plain(&a, 6, 4);
    add_text(&a, "ab", false, 0, 0);
    add_text(&a, "ก😀ข", true, 1, 0);
    add_text(&a, "rich", false, 1, 3);
    add_text(&a, "", false, 0, 0);
    add_text(&a, "ค", true, 0, 5);
    add_text(&a, "end", true, 0, 0);
    static const unsigned INDEXES[] = {0, 1, 2, 4, 5};
    /* the counts stand at the beginning of the record itself */
    for (size_t first = 8; first <= a.count; first++)
        for (size_t second = first; second <= a.count; second++) {
            char *shown = NULL;
            xt_bytes globals = {0}, cells = {0};
            put_cut(&globals, XT_BIFF_SST, &a, first, second);
            for (unsigned i = 0; i < 5; i++)
                xls_record(&cells, XT_BIFF_LABELSST, "hhhw", 0, i, 0, INDEXES[i]);
            xt_str stream = xls_one_sheet(8, &globals, &cells);
            xt_status status = show_book(stream, 0, NULL, 0, &shown, NULL);
            ck_assert_msg(!status && strcmp(shown, WANTED) == 0, "cut before %zu and %zu of %zu: %s %s",
                          first, second, a.count, xt_status_code(status), shown);
            free(shown);
            free_bytes(stream);
        }
}
END_TEST

/* The text of a cell and the result of a formula, likewise. */
START_TEST(reads_texts_cut_anywhere)
{
    static const char *const TEXTS_CUT[] = {"plain", "ก😀ข"};
    for (size_t text = 0; text < 2; text++)
        for (int formula = 0; formula < 2; formula++) {
            atoms a = {.count = 0};
            char wanted[64];
            size_t head = 0;
            if (!formula)
                add_plain(&a, 0, 4), add_plain(&a, 0, 2);
            head = a.count;
            add_text(&a, TEXTS_CUT[text], false, 0, 0);
            snprintf(wanted, sizeof wanted, "1: A'%s'%s\n", TEXTS_CUT[text], formula ? "{f}" : "");
            for (size_t first = head + 1; first <= a.count; first++)
                for (size_t second = first; second <= a.count; second++) {
                    xt_bytes globals = {0}, cells = {0};
                    no_globals(&globals);
                    if (formula)
                        special(&cells, 0, 0, 0, 0);
                    put_cut(&cells, formula ? XT_BIFF_STRING : XT_BIFF_LABEL, &a, first, second);
                    xt_str stream = xls_one_sheet(8, &globals, &cells);
                    char *shown = NULL;
                    xt_status status = show_book(stream, 0, NULL, 0, &shown, NULL);
                    ck_assert_msg(!status && strcmp(shown, wanted) == 0, "%s cut before %zu and %zu: %s",
                                  TEXTS_CUT[text], first, second, shown);
                    free(shown);
                    free_bytes(stream);
                }
        }
}
END_TEST

/* A text goes on with one byte a character where it began with two, and the other way round. */
START_TEST(reads_texts_that_change_their_width)
{
    xt_bytes globals = {0}, cells = {0};
    no_globals(&globals);
    xls_record(&cells, XT_BIFF_LABEL, "hhhhbh", 0, 0, 0, 4, 1, 0x0E01);
    xls_record(&cells, XT_BIFF_CONTINUE, "bs", 0, "b");
    xls_record(&cells, XT_BIFF_CONTINUE, "b", 1);
    xls_record(&cells, XT_BIFF_CONTINUE, "bhh", 1, 0x0E02, 0x0E03);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    check_shown("width", stream, 0, "1: A'กbขฃ'\n");
    free_bytes(stream);
}
END_TEST

#define REPLACEMENT "\xEF\xBF\xBD"

static const struct {
    const char *name;
    unsigned units[4];
    unsigned count;
    const char *wanted;
} SURROGATES[] = {
    {"a pair", {0xD83D, 0xDE00}, 2, "😀"},
    {"high alone", {0xD83D, 0x41}, 2, REPLACEMENT "A"},
    {"low alone", {0xDE00, 0x41}, 2, REPLACEMENT "A"},
    {"high at the end", {0x41, 0xD83D}, 2, "A" REPLACEMENT},
    {"high before a pair", {0xD83D, 0xD83D, 0xDE00}, 3, REPLACEMENT "😀"},
    {"low behind a pair", {0xD83D, 0xDE00, 0xDE00}, 3, "😀" REPLACEMENT},
    {"noncharacter", {0xFFFF, 0xFFFE}, 2, "\xEF\xBF\xBF\xEF\xBF\xBE"},
};

START_TEST(reads_surrogates)
{
    xt_bytes globals = {0}, cells = {0}, units = {0};
    char wanted[64];
    no_globals(&globals);
    for (unsigned i = 0; i < SURROGATES[_i].count; i++)
        xls_bytes(&units, "h", SURROGATES[_i].units[i]);
    xls_record(&cells, XT_BIFF_LABEL, "hhhhbn", 0, 0, 0, SURROGATES[_i].count, 1, units.size, units.data);
    xls_record(&cells, XT_BIFF_LABEL, "hhhhbn", 0, 1, 0, SURROGATES[_i].count, 1, units.size - 2, units.data);
    xls_record(&cells, XT_BIFF_CONTINUE, "bn", 1, (size_t)2, units.data + units.size - 2);
    xt_bytes_free(&units);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    snprintf(wanted, sizeof wanted, "1: A'%s' B'%s'\n", SURROGATES[_i].wanted, SURROGATES[_i].wanted);
    check_shown(SURROGATES[_i].name, stream, 0, wanted);
    free_bytes(stream);
}
END_TEST

/* ------------------------------------------------------------ the older versions */

/* BIFF3 and BIFF4: one sheet, its formats in itself and numbered as they come. */
START_TEST(reads_single_sheets)
{
    unsigned version = (unsigned)_i, upper = version == 3 ? 0x0200 : 0x0400;
    xt_bytes out = {0};
    xls_begin(&out, version, XLS_SHEET);
    xls_record(&out, XT_BIFF_CODEPAGE, "h", 874);
    xls_record(&out, XT_BIFF_DATE1904, "h", 0);
    for (int i = 0; i < 2; i++)
        if (version == 3)
            xls_record(&out, XT_BIFF_FORMAT, "bs", i ? 8 : 7, i ? "dd/mm/yy" : "General");
        else
            xls_record(&out, XT_BIFF_FORMAT_4, "hbs", 0, i ? 8 : 7, i ? "dd/mm/yy" : "General");
    xls_record(&out, 0x0043 | upper, "bbbbww", 0, 0, 0, 0, 0, 0);
    xls_record(&out, 0x0043 | upper, "bbbbww", 0, 1, 0, 0, 0, 0);
    xls_record(&out, 0x0043 | upper, "bbbbww", 0, 14, 0, 0, 0, 0); /* later a built-in date */
    xls_record(&out, XT_BIFF_NUMBER, "hhhd", 0, 0, 1, 45382.0);
    xls_record(&out, XT_BIFF_NUMBER, "hhhd", 0, 3, 2, 45382.0);
    xls_record(&out, XT_BIFF_RK, "hhhw", 0, 1, 0, 7u << 2 | 2);
    xls_record(&out, XT_BIFF_LABEL, "hhhhs", 0, 2, 0, 3, "\xB7\xD5\xE8");
    xls_record(&out, XT_BIFF_FORMULA | upper, "hhhbbbbbbhhhb", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 1, 0);
    xls_record(&out, XT_BIFF_STRING, "hs", 2, "ok");
    xls_record(&out, XT_BIFF_FORMULA | upper, "hhhdhhb", 1, 1, 1, 1.0, 0, 1, 0);
    xls_record(&out, XT_BIFF_BOOLERR, "hhhbb", 1, 2, 0, 0x2A, 1);
    xls_end(&out);
    check_shown("single sheet", xt_bytes_str(&out), 0,
                "1: A@2024-03-31 B=7 C'ที่' D=45382\n2: A'ok'{f} B@1900-01-01{f} C#N/A\n");
    xt_bytes_free(&out);
}
END_TEST

/* BIFF2: three bytes of attributes, texts with short lengths, whole numbers. The date's format is the second
 * of the cell formats, or of the number formats where there are no cell formats. */
static void biff2_cells(xt_bytes *out, bool has_formats)
{
    unsigned cell_format = has_formats, number_format = !has_formats;
    xls_record(out, XT_BIFF_INTEGER_2, "hhbbbh", 0, 0, 0, 0, 0, 65535);
    xls_record(out, XT_BIFF_NUMBER_2, "hhbbbd", 0, 1, cell_format, number_format, 0, 45382.0);
    xls_record(out, XT_BIFF_LABEL_2, "hhbbbbs", 0, 2, 0, 0, 0, 5, "label");
    xls_record(out, XT_BIFF_BOOLERR_2, "hhbbbbb", 0, 3, 0, 0, 0, 1, 0);
    xls_record(out, XT_BIFF_FORMULA, "hhbbbdbb", 1, 0, 0, 0, 0, 2.5, 0, 0);
    xls_record(out, XT_BIFF_FORMULA, "hhbbbbbbbbbhbb", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0);
    xls_record(out, XT_BIFF_STRING_2, "bs", 4, "text");
}

START_TEST(reads_biff2)
{
    static const char WANTED[] = "1: A=65535 B@2024-03-31 C'label' D=true\n2: A=2.5{f} B'text'{f}\n";
    for (int formats = 0; formats < 3; formats++) {
        xt_bytes out = {0};
        xls_begin(&out, 2, XLS_SHEET);
        xls_record(&out, XT_BIFF_FORMAT, "bs", 7, "General");
        xls_record(&out, XT_BIFF_FORMAT, "bs", 8, "dd/mm/yy");
        for (unsigned i = 0; formats && i < 66; i++)
            xls_record(&out, XT_BIFF_XF_2, "bbbb", 0, 0, i == 1 || i == 65, 0);
        biff2_cells(&out, formats);
        if (formats == 2) { /* cell formats above 62 are named by a record before the cell */
            xls_record(&out, XT_BIFF_IXFE, "h", 65);
            xls_record(&out, XT_BIFF_INTEGER_2, "hhbbbh", 2, 0, 0x3F, 0, 0, 45382);
        }
        xls_end(&out);
        char wanted[200];
        snprintf(wanted, sizeof wanted, "%s%s", WANTED, formats == 2 ? "3: A@2024-03-31\n" : "");
        check_shown("BIFF2", xt_bytes_str(&out), 0, wanted);
        xt_bytes_free(&out);
    }
}
END_TEST

/* A stream that is one sheet, and a chart or macros that are none. */
START_TEST(reads_sheets_without_a_workbook)
{
    static const unsigned VERSIONS[] = {5, 8};
    for (size_t i = 0; i < 2; i++) {
        xt_bytes out = {0};
        xls_begin(&out, VERSIONS[i], XLS_SHEET);
        four_formats(&out, VERSIONS[i]);
        two_cells(&out);
        xls_end(&out);
        check_shown("sheet alone", xt_bytes_str(&out), 0, "1: A=45382 B@2024-03-31\n");
        xt_bytes_free(&out);
    }
    static const unsigned KINDS[] = {XLS_CHART, XLS_MACROS};
    for (size_t i = 0; i < 2; i++) {
        static const fault WANTED = {.sentence = XT_SAY_SHEET_CHART, .text = "Sheet1"};
        xt_bytes out = {0};
        xls_begin(&out, 4, KINDS[i]);
        xls_record(&out, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 1.0);
        xls_end(&out);
        check_refused("no worksheet", xt_bytes_str(&out), NULL, 0, &WANTED);
        xt_bytes_free(&out);
    }
}
END_TEST

/* ------------------------------------------------------------ the workbook */

static xt_book *open_book(xt_str file)
{
    xt_book *book = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(xt_book_open_memory(&book, file.data, file.size, NULL, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    return book;
}

START_TEST(lists_sheets)
{
    static const struct {
        const char *name;
        xt_visibility visibility;
        bool is_worksheet;
    } WANTED[] = {{"one", XT_VISIBLE, true},      {"h\xC3\xA9", XT_HIDDEN, true},
                  {"very", XT_VERY_HIDDEN, true}, {"chart", XT_VISIBLE, false},
                  {"macros", XT_HIDDEN, false},   {"module", XT_VERY_HIDDEN, false}};
    unsigned version = _i ? 8 : 5;
    xt_bytes cells = {0};
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 3.0);
    xls_sheet sheets[] = {{"one", 0, 0, {0}},    {"h\xE9", 1, 0, xt_bytes_str(&cells)},
                          {"very", 2, 0, {0}},   {"chart", 0, 2, {0}},
                          {"macros", 1, 1, {0}}, {"module", 2, 6, {0}}};
    xt_str stream = xls_workbook(version, (xt_str){"", 0}, sheets, 6);
    xt_book *book = open_book(stream);
    ck_assert_int_eq(xt_book_container(book), XT_CONTAINER_XLS);
    ck_assert(!xt_book_is_untyped(book) && !xt_book_date1904(book));
    ck_assert_uint_eq(xt_book_sheet_count(book), 6);
    for (size_t i = 0; i < 6; i++) {
        const xt_sheet_info *info = xt_book_sheet(book, i);
        ck_assert_str_eq(info->name, WANTED[i].name);
        ck_assert_int_eq(info->visibility, WANTED[i].visibility);
        ck_assert_int_eq(info->is_worksheet, WANTED[i].is_worksheet);
    }
    xt_book_close(book);
    check_shown("first", stream, 0, "");
    check_shown("second", stream, 1, "1: A=3\n");
    static const fault CHART = {.sentence = XT_SAY_SHEET_CHART, .text = "chart"};
    check_refused("chart", stream, NULL, 3, &CHART);
    free_bytes(stream);
    xt_bytes_free(&cells);
}
END_TEST

/* The code page counts wherever it stands, names may be of two bytes a character, and no name ends early. */
START_TEST(reads_names)
{
    xt_bytes out = {0};
    xls_begin(&out, 5, XLS_WORKBOOK);
    xls_record(&out, XT_BIFF_BOUNDSHEET, "wbbbs", 0, 0, 0, 3, "\xB7\xD5\xE8");
    xls_record(&out, XT_BIFF_CODEPAGE, "h", 874);
    xls_end(&out);
    xt_book *book = open_book(xt_bytes_str(&out));
    ck_assert_str_eq(xt_book_sheet(book, 0)->name, "ที่");
    xt_book_close(book);
    xt_bytes_free(&out);

    xls_begin(&out, 8, XLS_WORKBOOK);
    xls_record(&out, XT_BIFF_BOUNDSHEET, "wbbbbhhh", 0, 0, 0, 3, 1, 0x0E01, 0, 0x0E02);
    xls_end(&out);
    book = open_book(xt_bytes_str(&out));
    ck_assert_str_eq(xt_book_sheet(book, 0)->name, "ก ข");
    xt_book_close(book);
    xt_bytes_free(&out);
}
END_TEST

/* What a shared string is to callers: its number, and a text that lasts. */
START_TEST(hands_out_shared_strings)
{
    xt_bytes globals = {0}, cells = {0};
    strings(&globals);
    texts(&cells);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    xt_book *book = open_book(stream);
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_uint_eq(row->cells[0].string, 1);
    ck_assert_uint_eq(row->cells[1].string, 2);
    xt_str text = row->cells[1].text;
    ck_assert_ptr_eq(row->cells[2].text.data, text.data);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_uint_eq(row->cells[0].string, 0);
    xt_sheet_close(sheet);
    xt_assert_str(text, "caf\xC3\xA9");
    xt_book_close(book);
    free_bytes(stream);
}
END_TEST

/* The text of a number is the shortest one of its double. */
START_TEST(hands_out_texts_of_numbers)
{
    xt_bytes globals = {0}, cells = {0};
    four_formats(&globals, 8);
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 0.1 + 0.2);
    xls_record(&cells, XT_BIFF_RK, "hhhw", 0, 1, 0, 123456u << 2 | 3);
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 2, 1, 45382.5);
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 3, 0, 1234567890123.0);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    xt_book *book = open_book(stream);
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    static const char *const WANTED[] = {"0.30000000000000004", "1234.56", "45382.5", "1234567890123"};
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_uint_eq(row->count, 4);
    for (size_t i = 0; i < 4; i++) {
        xt_assert_str(row->cells[i].text, WANTED[i]);
        ck_assert_uint_eq(row->cells[i].format, i == 2);
    }
    xt_sheet_close(sheet);
    xt_book_close(book);
    free_bytes(stream);
}
END_TEST

/* ------------------------------------------------------------ notes */

static void check_note(xt_book *book, uint64_t count, xt_sentence sentence, int64_t number, const char *place)
{
    ck_assert_uint_eq(xt_book_note_count(book), count);
    const xt_error *note = xt_book_note(book, (size_t)count - 1);
    ck_assert_int_eq(note->sentence, (int)sentence);
    ck_assert_int_eq(note->status, XT_OK);
    ck_assert_int_eq(note->number, number);
    ck_assert_str_eq(note->place, place);
}

static void read_all(xt_book *book)
{
    char *shown = NULL;
    ck_assert_int_eq(show_sheet(book, 0, &shown, NULL), XT_OK);
    free(shown);
}

START_TEST(notes_an_unknown_code_page)
{
    xt_bytes globals = {0}, cells = {0};
    xls_record(&globals, XT_BIFF_CODEPAGE, "h", 932);
    bytes_high(&cells);
    xt_str stream = xls_one_sheet(5, &globals, &cells);
    check_shown("unknown", stream, 0, "1: A'\xC3\xA3\xC2\xA5'\n");
    xt_book *book = open_book(stream);
    check_note(book, 1, XT_SAY_NOTE_CODE_PAGE, 932, "");
    read_all(book);
    ck_assert_uint_eq(xt_book_note_count(book), 1);
    xt_book_close(book);
    free_bytes(stream);
    /* in BIFF8 texts are Unicode */
    xls_record(&globals, XT_BIFF_CODEPAGE, "h", 932);
    no_globals(&cells);
    stream = xls_one_sheet(8, &globals, &cells);
    book = open_book(stream);
    ck_assert_uint_eq(xt_book_note_count(book), 0);
    xt_book_close(book);
    free_bytes(stream);
}
END_TEST

/* Bytes without a character stay the control characters of the same number where there are such; once told.
 */
START_TEST(notes_undefined_bytes)
{
    static const struct {
        const char *bytes, *wanted;
        bool is_noted;
    } TEXTS_874[] = {
        {"\xAB\xD7\xE9\xCD\x80\xA0", "1: A'ซื้อ€\xC2\xA0'\n", false},
        {"a\x81\x9F", "1: A'a\xC2\x81\xC2\x9F'\n", true},
        {"\xDB\xFF", "1: A'" REPLACEMENT REPLACEMENT "'\n", true},
    };
    xt_bytes globals = {0}, cells = {0};
    code_page_874(&globals);
    xls_record(&cells, XT_BIFF_LABEL, "hhhhs", 0, 0, 0, (unsigned)strlen(TEXTS_874[_i].bytes),
               TEXTS_874[_i].bytes);
    xt_str stream = xls_one_sheet(5, &globals, &cells);
    check_shown("undefined", stream, 0, TEXTS_874[_i].wanted);
    xt_book *book = open_book(stream);
    ck_assert_uint_eq(xt_book_note_count(book), 0);
    for (int times = 0; times < 3; times++)
        read_all(book);
    if (TEXTS_874[_i].is_noted)
        check_note(book, 1, XT_SAY_NOTE_UNDEFINED, 874, "S");
    else
        ck_assert_uint_eq(xt_book_note_count(book), 0);
    xt_book_close(book);
    free_bytes(stream);
}
END_TEST

/* ------------------------------------------------------------ refusals */

static void encrypted(xt_bytes *out)
{
    xls_record(out, XT_BIFF_FILEPASS, "hhh", 1, 1, 1);
    xls_record(out, XT_BIFF_SST, "b", 99);
}

static void short_code_page(xt_bytes *out)
{
    xls_record(out, XT_BIFF_CODEPAGE, "b", 1);
}

static void short_date_system(xt_bytes *out)
{
    xls_record(out, XT_BIFF_DATE1904, "b", 1);
}

static void short_sheet_entry(xt_bytes *out)
{
    xls_record(out, XT_BIFF_BOUNDSHEET, "wb", 0, 0);
}

static void cut_name(xt_bytes *out)
{
    xls_record(out, XT_BIFF_BOUNDSHEET, "wbbbbs", 0, 0, 0, 5, 0, "abcd");
}

static void cut_format(xt_bytes *out)
{
    xls_record(out, XT_BIFF_FORMAT_4, "hhbs", 164, 5, 0, "abcd");
}

static void short_cell_format(xt_bytes *out)
{
    xls_record(out, XT_BIFF_XF_5, "h", 0);
}

static void short_strings(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "w", 0);
}

static void cut_strings(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbs", 1, 1, 5, 0, "abcd");
}

/* The text wants the record behind, which is not its continuation. */
static void cut_runs(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbhs", 1, 1, 2, 8, 1, "ab");
    xls_record(out, 0x00FF, "w", 0);
}

static void half_characters(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbhb", 1, 1, 2, 1, 0x0E01, 1);
    xls_record(out, XT_BIFF_CONTINUE, "bb", 1, 0x0E);
}

static void no_flags(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbs", 1, 1, 3, 0, "ab");
    xls_record(out, XT_BIFF_CONTINUE, "");
}

static void endless_phonetics(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbw", 1, 1, 0, 4, 0xFFFFFFFF);
    xls_record(out, XT_BIFF_CONTINUE, "w", 0);
}

/* With the formats they come to 4 GiB, which 32 bits cannot count. */
static void phonetics_around(xt_bytes *out)
{
    xls_record(out, XT_BIFF_SST, "wwhbhw", 1, 1, 0, 12, 1, 0xFFFFFFFC);
    xls_record(out, XT_BIFF_CONTINUE, "w", 0);
}

static void column_16385(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 16383, 0, 1.0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 16384, 0, 1.0);
}

static void column_in_a_run(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MULRK, "hhhwhwh", 0, 16383, 0, 2, 0, 2, 16384);
}

static void string_3(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABELSST, "hhhw", 4, 2, 0, 3);
}

static void cell_twice(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 1, 1, 0, 1.0);
    xls_record(out, XT_BIFF_RK, "hhhw", 1, 1, 0, 2);
}

static void short_number(xt_bytes *out)
{
    xls_record(out, XT_BIFF_NUMBER, "hhhw", 1, 1, 0, 0);
}

static void short_run(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MULRK, "hhhw", 1, 1, 0, 0);
}

static void cut_label(xt_bytes *out)
{
    xls_record(out, XT_BIFF_LABEL, "hhhhbs", 1, 1, 0, 5, 0, "abcd");
}

static void cut_result(xt_bytes *out)
{
    special(out, 0, 0, 0, 0);
    xls_record(out, XT_BIFF_STRING, "hbs", 5, 0, "abcd");
}

static void short_merges(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhhh", 2, 0, 1, 0, 3, 0);
}

static void backward_merge(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhh", 1, 1, 0, 0, 3);
}

static void wide_merge(xt_bytes *out)
{
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhh", 1, 0, 1, 0, 16384);
}

static void sheet_without_end(xt_bytes *out)
{
    xls_begin(out, 8, XLS_CHART);
}

static const struct {
    const char *name;
    maker globals, cells;
    fault wanted;
} FAULTS[] = {
    {"password", encrypted, no_globals, {.sentence = XT_SAY_ENCRYPTED}},
    {"code page",
     short_code_page,
     no_globals,
     {.sentence = XT_SAY_BIFF_RECORD, .place = "Workbook", .text = "0x0042"}},
    {"date system",
     short_date_system,
     no_globals,
     {.sentence = XT_SAY_BIFF_RECORD, .text = "0x0022", .number = 20}},
    {"sheet entry", short_sheet_entry, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x0085"}},
    {"name", cut_name, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x0085"}},
    {"format", cut_format, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x041E"}},
    {"cell format", short_cell_format, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00E0"}},
    {"strings", short_strings, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00FC"}},
    {"cut strings", cut_strings, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00FC"}},
    {"cut runs", cut_runs, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00FC"}},
    {"half a character", half_characters, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00FC"}},
    {"flags", no_flags, no_globals, {.sentence = XT_SAY_BIFF_RECORD}},
    {"phonetics", endless_phonetics, no_globals, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x003C"}},
    {"phonetics around", phonetics_around, no_globals, {.sentence = XT_SAY_BIFF_RECORD}},
    {"column",
     no_globals,
     column_16385,
     {.sentence = XT_SAY_LIMIT_COLUMN, .place = "S", .number = 16385, .limit = 16384}},
    {"column of a run", no_globals, column_in_a_run, {.sentence = XT_SAY_LIMIT_COLUMN, .number = 16385}},
    {"string", strings, string_3, {.sentence = XT_SAY_CELL_STRING, .place = "S!C5", .text = "3"}},
    {"too few strings", too_few_strings, string_3, {.sentence = XT_SAY_CELL_STRING, .text = "3"}},
    {"no strings", no_globals, string_3, {.sentence = XT_SAY_CELL_STRING, .place = "S!C5", .text = "3"}},
    {"cell twice", no_globals, cell_twice, {.sentence = XT_SAY_CELL_TWICE, .place = "S!B2"}},
    {"number", no_globals, short_number, {.sentence = XT_SAY_BIFF_RECORD, .place = "S", .text = "0x0203"}},
    {"run", no_globals, short_run, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00BD"}},
    {"label", no_globals, cut_label, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x0204"}},
    {"result", no_globals, cut_result, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x0207"}},
    {"merges", no_globals, short_merges, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00E5"}},
    {"backward merge", no_globals, backward_merge, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00E5"}},
    {"wide merge", no_globals, wide_merge, {.sentence = XT_SAY_BIFF_RECORD, .text = "0x00E5"}},
    {"no end", no_globals, sheet_without_end, {.sentence = XT_SAY_XML_CUT, .place = "S"}},
};

START_TEST(refuses_what_is_wrong)
{
    xt_bytes globals = {0}, cells = {0};
    FAULTS[_i].globals(&globals);
    FAULTS[_i].cells(&cells);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    check_refused(FAULTS[_i].name, stream, NULL, 0, &FAULTS[_i].wanted);
    free_bytes(stream);
}
END_TEST

/* A workspace of BIFF4, sheets that are not where they should be, records that are none. */
START_TEST(refuses_other_streams)
{
    static const fault OLD = {.sentence = XT_SAY_IS_XLW},
                       NO_SHEET = {.sentence = XT_SAY_BIFF_RECORD, .place = "S"},
                       FAR = {.sentence = XT_SAY_XML_CUT, .place = "S"};
    xt_bytes out = {0}, cells = {0};
    xls_begin(&out, 4, 0x0100);
    xls_end(&out);
    check_refused("workspace", xt_bytes_str(&out), NULL, 0, &OLD);
    xt_bytes_free(&out);

    no_globals(&out);
    numbers(&cells);
    xt_str stream = xls_one_sheet(8, &out, &cells);
    unsigned char *place = (unsigned char *)(uintptr_t)stream.data + 20 + 4; /* behind BOF, in BOUNDSHEET */
    place[0]++;
    check_refused("beside the sheet", stream, NULL, 0, &NO_SHEET);
    place[0] = 20;
    check_refused("another record", stream, NULL, 0, &NO_SHEET);
    memset(place, 0xFF, 4);
    check_refused("behind the end", stream, NULL, 0, &FAR);
    free_bytes(stream);
}
END_TEST

static const struct {
    const char *name;
    xt_limits limits; /* fields of 0 stay the default */
    fault wanted;
} LIMITS[] = {
    {"cell", {.cell_size = 4}, {.sentence = XT_SAY_LIMIT_CELL, .place = "S!B1", .number = 5, .limit = 4}},
    {"strings", {.strings_count = 2}, {.sentence = XT_SAY_LIMIT_STRINGS, .number = 3, .limit = 2}},
    {"size of strings",
     {.strings_size = 12},
     {.sentence = XT_SAY_LIMIT_STRINGS_SIZE, .number = 14, .limit = 12}},
    {"formats", {.cell_formats = 3}, {.sentence = XT_SAY_LIMIT_FORMATS, .number = 4, .limit = 3}},
    {"merges", {.merges = 1}, {.sentence = XT_SAY_LIMIT_MERGES, .number = 2, .limit = 1}},
    {"text", {.text_size = 1, .text_factor = 0}, {.sentence = XT_SAY_LIMIT_TEXT}},
};

START_TEST(keeps_to_limits)
{
    xt_limits limits = xt_limits_default();
    const xt_limits *wanted = &LIMITS[_i].limits;
    limits.cell_size = wanted->cell_size ? wanted->cell_size : limits.cell_size;
    limits.strings_count = wanted->strings_count ? wanted->strings_count : limits.strings_count;
    limits.strings_size = wanted->strings_size ? wanted->strings_size : limits.strings_size;
    limits.cell_formats = wanted->cell_formats ? wanted->cell_formats : limits.cell_formats;
    limits.merges = wanted->merges ? wanted->merges : limits.merges;
    if (wanted->text_size) {
        limits.text_size = wanted->text_size;
        limits.text_factor = wanted->text_factor;
    }
    xt_bytes globals = {0}, cells = {0};
    four_formats(&globals, 8);
    strings(&globals);
    xls_record(&cells, XT_BIFF_LABELSST, "hhhw", 0, 1, 0, 1); /* of five bytes */
    xls_record(&cells, XT_BIFF_MERGEDCELLS, "hhhhhhhhh", 2, 0, 1, 0, 3, 6, 7, 0, 0);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    check_shown("default", stream, 0, "1: B'caf\xC3\xA9'\nmerge A1:D2\nmerge A7:A8\n");
    check_refused(LIMITS[_i].name, stream, &limits, 0, &LIMITS[_i].wanted);
    free_bytes(stream);
}
END_TEST

START_TEST(keeps_to_the_limit_of_sheets)
{
    static const xls_sheet SHEETS[] = {{"a", 0, 0, {"", 0}}, {"b", 0, 0, {"", 0}}};
    static const fault WANTED = {.sentence = XT_SAY_LIMIT_SHEETS, .number = 2, .limit = 1};
    xt_limits limits = xt_limits_default();
    limits.sheets = 1;
    xt_str stream = xls_workbook(8, (xt_str){"", 0}, SHEETS, 2);
    check_refused("sheets", stream, &limits, 0, &WANTED);
    free_bytes(stream);
}
END_TEST

/* ------------------------------------------------------------ compound files */

START_TEST(chooses_the_stream)
{
    xt_bytes globals = {0}, cells = {0};
    no_globals(&globals);
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 5.0);
    xt_str old = xls_one_sheet(5, &globals, &cells);
    no_globals(&globals);
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 8.0);
    xt_str now = xls_one_sheet(8, &globals, &cells);
    static const fault ENCRYPTED = {.sentence = XT_SAY_ENCRYPTED}, WORD = {.sentence = XT_SAY_IS_WORD};
    const struct {
        const char *name;
        cfb_stream streams[4];
        const char *wanted;
        const fault *fault;
    } FILES[] = {
        {"Excel 5", {{"Book", old, false}}, "1: A=5\n", NULL},
        {"Excel 97", {{"Workbook", now, false}}, "1: A=8\n", NULL},
        {"capitals", {{"WORKBOOK", now, false}}, "1: A=8\n", NULL},
        {"both", {{"Book", old, false}, {"Workbook", now, false}}, "1: A=8\n", NULL},
        {"embedded", {{"Workbook", old, true}, {"Workbook", now, false}}, "1: A=8\n", NULL},
        {"Word", {{"WordDocument", {"x", 1}, false}, {"1Table", {"x", 1}, false}}, NULL, &WORD},
        {"Word with a workbook in it",
         {{"WordDocument", {"x", 1}, false}, {"Workbook", now, true}},
         NULL,
         &WORD},
        {"password",
         {{"EncryptionInfo", {"x", 1}, false}, {"EncryptedPackage", {"x", 1}, false}},
         NULL,
         &ENCRYPTED},
    };
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        xt_str file = cfb_make(_i ? 4 : 3, FILES[i].streams, NULL);
        if (FILES[i].fault)
            check_refused(FILES[i].name, file, NULL, 0, FILES[i].fault);
        else
            check_shown(FILES[i].name, file, 0, FILES[i].wanted);
        free_bytes(file);
    }
    free_bytes(old);
    free_bytes(now);
}
END_TEST

/* Behind a password, and damaged or cut behind the name that tells it. */
START_TEST(tells_a_password_in_damaged_files)
{
    static char package[5000];
    cfb_places places;
    xt_str file =
        cfb_make(3, (cfb_stream[]){{"EncryptedPackage", {package, sizeof package}, false}, {0}}, &places);
    size_t name = places.directory + 128 + 32;
    for (size_t size = 600; size < file.size; size++) {
        xt_error error;
        xt_book *book = NULL;
        xt_str cut = xt_exact((xt_str){file.data, size});
        xt_status status = xt_book_open_memory(&book, cut.data, cut.size, NULL, &error);
        ck_assert_msg(status == (size < name ? XT_TRUNCATED : XT_ENCRYPTED), "cut to %zu: %s", size,
                      xt_status_code(status));
        free_bytes(cut);
    }
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ whatever happens to a file */

enum { MOST_SHEETS = 16 };

/* All kinds of records in one workbook, each in a sheet of its own. */
static xt_str make_all(unsigned version)
{
    static const maker NEW[] = {numbers,  packed_numbers,   truths_and_errors, texts,
                                formulas, rows_and_columns, with_charts,       disorder},
                       OLD[] = {numbers, packed_numbers, truths_and_errors, bytes_874, with_charts};
    size_t count = version >= 8 ? sizeof NEW / sizeof *NEW : sizeof OLD / sizeof *OLD;
    xls_sheet sheets[MOST_SHEETS] = {{0}};
    xt_bytes globals = {0}, cells[MOST_SHEETS] = {{0}};
    if (version >= 8)
        strings(&globals);
    else
        code_page_874(&globals);
    four_formats(&globals, version);
    for (size_t i = 0; i < count; i++) {
        (version >= 8 ? NEW : OLD)[i](&cells[i]);
        sheets[i] = (xls_sheet){"sheet", (unsigned)i % 3, 0, xt_bytes_str(&cells[i])};
    }
    xt_str stream = xls_workbook(version, xt_bytes_str(&globals), sheets, count);
    for (size_t i = 0; i < count; i++)
        xt_bytes_free(&cells[i]);
    xt_bytes_free(&globals);
    return stream;
}

/* All sheets of the file. free() *shown. */
static xt_status show_all(xt_str file, char **shown)
{
    xt_book *book = NULL;
    xt_bytes all = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, NULL), worst = status;
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++) {
        char *one = NULL;
        xt_status read = show_sheet(book, i, &one, NULL);
        worst = read ? read : worst;
        xt_bytes_puts(&all, one);
        free(one);
    }
    xt_book_close(book);
    *shown = strdup(xt_bytes_cstr(&all));
    ck_assert_ptr_nonnull(*shown);
    xt_bytes_free(&all);
    return worst;
}

/* Cut at any byte, a file is refused, or everything is there. */
static void check_cuts(const char *name, xt_str file)
{
    char *wanted = NULL;
    ck_assert_int_eq(show_all(file, &wanted), XT_OK);
    ck_assert_uint_gt(strlen(wanted), 200);
    for (size_t size = 1; size < file.size; size++) {
        char *shown = NULL;
        xt_str cut = xt_exact((xt_str){file.data, size});
        xt_status status = show_all(cut, &shown);
        ck_assert_msg(status || strcmp(shown, wanted) == 0, "%s, cut to %zu of %zu, shows\n%s", name, size,
                      file.size, shown);
        free(shown);
        free_bytes(cut);
    }
    free(wanted);
}

START_TEST(reads_cut_files_in_full_or_not_at_all)
{
    static const unsigned VERSIONS[] = {5, 8};
    xt_str stream = make_all(VERSIONS[_i]);
    check_cuts("stream", stream);
    xt_str file = cfb_make(3, (cfb_stream[]){{"Workbook", stream, false}, {0}}, NULL);
    check_cuts("file", file);
    free_bytes(file);
    free_bytes(stream);
}
END_TEST

/* Every record with every length that is too short, and some that are too long: it ends, and reads no byte
 * that is not there. */
START_TEST(survives_wrong_lengths)
{
    static const unsigned VERSIONS[] = {5, 8};
    xt_str stream = make_all(VERSIONS[_i]);
    unsigned char *bytes = (unsigned char *)(uintptr_t)stream.data;
    size_t refused = 0;
    for (size_t at = 0; at + 4 <= stream.size;) {
        size_t size = xt_le16(bytes + at + 2);
        for (size_t wrong = 0; wrong < size + 10; wrong++) {
            char *shown = NULL;
            bytes[at + 2] = (unsigned char)(wrong & 0xFF);
            bytes[at + 3] = (unsigned char)(wrong >> 8);
            refused += show_all(stream, &shown) != XT_OK;
            free(shown);
        }
        bytes[at + 2] = (unsigned char)(size & 0xFF);
        bytes[at + 3] = (unsigned char)(size >> 8);
        at += 4 + size;
    }
    ck_assert_uint_gt(refused, 1000);
    free_bytes(stream);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("biff");
    TCase *cases = tcase_create("biff");
    tcase_add_loop_test(cases, reads_each_record, 0, XT_ENTRIES(BOOKS));
    tcase_add_test(cases, reads_strings_cut_anywhere);
    tcase_add_test(cases, reads_texts_cut_anywhere);
    tcase_add_test(cases, reads_texts_that_change_their_width);
    tcase_add_loop_test(cases, reads_surrogates, 0, XT_ENTRIES(SURROGATES));
    tcase_add_loop_test(cases, reads_single_sheets, 3, 5);
    tcase_add_test(cases, reads_biff2);
    tcase_add_test(cases, reads_sheets_without_a_workbook);
    tcase_add_loop_test(cases, lists_sheets, 0, 2);
    tcase_add_test(cases, reads_names);
    tcase_add_test(cases, hands_out_shared_strings);
    tcase_add_test(cases, hands_out_texts_of_numbers);
    tcase_add_test(cases, notes_an_unknown_code_page);
    tcase_add_loop_test(cases, notes_undefined_bytes, 0, 3);
    tcase_add_loop_test(cases, refuses_what_is_wrong, 0, XT_ENTRIES(FAULTS));
    tcase_add_test(cases, refuses_other_streams);
    tcase_add_loop_test(cases, keeps_to_limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_test(cases, keeps_to_the_limit_of_sheets);
    tcase_add_loop_test(cases, chooses_the_stream, 0, 2);
    tcase_add_test(cases, tells_a_password_in_damaged_files);
    tcase_add_loop_test(cases, reads_cut_files_in_full_or_not_at_all, 0, 2);
    tcase_add_loop_test(cases, survives_wrong_lengths, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
