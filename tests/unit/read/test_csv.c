/* SPDX-License-Identifier: MIT */
#include "read/book.h"
#include "read/show.h"
#include "thai/charset.h"
#include "thai/charset_line.h"
#include "xt_test.h"

#include <unistd.h>

#define BYTES(text) (text), sizeof(text) - 1

/* What was noticed, a word or a few for each: "byte 81@1:3; quote@4". */
static void put_notes(xt_bytes *out, const xt_book *book)
{
    const xt_error *note;
    for (size_t i = 0; (note = xt_book_note(book, i)); i++) {
        const int line = (int)note->line, column = (int)note->column;
        xt_bytes_puts(out, i ? "; " : "");
        switch (note->sentence) {
        case XT_SAY_TEXT_READ_AS: xt_bytes_printf(out, "is %s", note->text); break;
        case XT_SAY_TEXT_GUESSED: xt_bytes_printf(out, "guessed %s", note->text); break;
        case XT_SAY_TEXT_MIXED:
            xt_bytes_printf(out, "mixed %d+%d %s@%d", (int)note->number, (int)note->limit, note->text, line);
            break;
        case XT_SAY_TEXT_BYTE:
            xt_bytes_printf(out, "byte %02X@%d:%d", (unsigned)note->number, line, column);
            break;
        case XT_SAY_TEXT_NUL: xt_bytes_printf(out, "nul@%d:%d", line, column); break;
        case XT_SAY_TEXT_QUOTE: xt_bytes_printf(out, "quote@%d", line); break;
        case XT_SAY_NOTE_LONG: xt_bytes_printf(out, "long@%s", note->place); break;
        default: ck_abort_msg("another sentence: %d", note->sentence);
        }
    }
}

/* Reads the file, twice, and puts rows and notes, or the error, into *out. */
static void read_file(xt_str file, size_t chunk, const xt_open_options *options, xt_bytes *out)
{
    xt_book *book = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE], *shown = NULL, *again = NULL;
    xt_status status = xt_book_open_chunked(&book, file.data, file.size, chunk, true, options, &error);
    if (!status) {
        ck_assert_int_eq(xt_book_container(book), XT_CONTAINER_CSV);
        ck_assert(xt_book_is_untyped(book));
        ck_assert_uint_eq(xt_book_sheet_count(book), 1);
        ck_assert_str_eq(xt_book_sheet(book, 0)->name, "Sheet1");
        status = show_sheet(book, 0, &shown, &error);
        ck_assert_int_eq(show_sheet(book, 0, &again, NULL), status);
        ck_assert_str_eq(shown, again);
        xt_bytes_puts(out, shown);
        xt_bytes_puts(out, "-- ");
        put_notes(out, book);
    }
    if (status)
        xt_bytes_puts(out, xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    xt_bytes_putc(out, '\0');
    xt_book_close(book);
    free(shown);
    free(again);
}

static void check_file(const char *name, xt_str file, const xt_open_options *options, const char *rows,
                       const char *notes)
{
    xt_str exact = xt_exact(file);
    for (int i = 0; i < CHUNK_COUNT; i++) {
        xt_bytes out = xt_bytes_make(SIZE_MAX / 2), wanted = xt_bytes_make(SIZE_MAX / 2);
        read_file(exact, CHUNKS[i], options, &out);
        xt_bytes_printf(&wanted, "%s-- %s", rows, notes);
        ck_assert_msg(strcmp(out.data, xt_bytes_cstr(&wanted)) == 0, "%s, chunk %zu: got\n%s\ninstead of\n%s",
                      name, CHUNKS[i], out.data, xt_bytes_cstr(&wanted));
        xt_bytes_free(&out);
        xt_bytes_free(&wanted);
    }
    free((void *)(uintptr_t)exact.data);
}

/* ---------------------------------------------------------------- fields, records, delimiters */

static const struct {
    const char *name, *text;
    const char *rows;
    const char *notes; /* NULL: none */
} TEXTS[] = {
    {"plain", "ที่,ชื่อ\n1,ก\n", "1: A'ที่' B'ชื่อ'\n2: A'1' B'ก'\n", NULL},
    {"no end of the last line", "a,b\n1,2", "1: A'a' B'b'\n2: A'1' B'2'\n", NULL},
    {"no text in the last cell", "a,b\n1,2,", "1: A'a' B'b'\n2: A'1' B'2'\n", NULL},
    {"CRLF", "a,b\r\n1,2\r\n", "1: A'a' B'b'\n2: A'1' B'2'\n", NULL},
    {"CR", "a,b\r1,2\r", "1: A'a' B'b'\n2: A'1' B'2'\n", NULL},
    {"all line ends", "a,b\n1,2\r\n3,4\r5,6\n\r7,8\r\r\n9,0",
     "1: A'a' B'b'\n2: A'1' B'2'\n3: A'3' B'4'\n4: A'5' B'6'\n5:\n6: A'7' B'8'\n7:\n8: A'9' B'0'\n", NULL},
    {"semicolons and decimal commas", "a;b\n1,5;2,5\n", "1: A'a' B'b'\n2: A'1,5' B'2,5'\n", NULL},
    {"tabs", "a\tb\n1\t2,3\n", "1: A'a' B'b'\n2: A'1' B'2,3'\n", NULL},
    {"bars", "a|b\n1|2\n", "1: A'a' B'b'\n2: A'1' B'2'\n", NULL},
    {"empty cells", ",a,,b,\n,,\n", "1: B'a' D'b'\n2:\n", NULL},
    {"blank lines", "a,b\n\n\r\n1,2\n\n", "1: A'a' B'b'\n2:\n3:\n4: A'1' B'2'\n5:\n", NULL},
    {"titles", "รายงาน\n\nที่,ชื่อ\n1,ก\n", "1: A'รายงาน'\n2:\n3: A'ที่' B'ชื่อ'\n4: A'1' B'ก'\n", NULL},
    {"uneven rows", "a,b\n1\n1,2,3\n1,2\n", "1: A'a' B'b'\n2: A'1'\n3: A'1' B'2' C'3'\n4: A'1' B'2'\n", NULL},
    {"quotes", "\"a\",\"b\"\n\"1,5\",\"\"\n", "1: A'a' B'b'\n2: A'1,5'\n", NULL},
    {"quotes inside quotes", "a,b\n\"x \"\"y\"\" z\",\"\"\"\"\n", "1: A'a' B'b'\n2: A'x \"y\" z' B'\"'\n",
     NULL},
    {"line ends inside quotes", "a,b\n\"1\r\n2\",\"3\n\n4\"\n5,6\n",
     "1: A'a' B'b'\n2: A'1<0D><0A>2' B'3<0A><0A>4'\n3: A'5' B'6'\n", NULL},
    {"a quote inside a field", "a,b\n5\" pipe,x\"y\"\n1,2\n",
     "1: A'a' B'b'\n2: A'5\" pipe' B'x\"y\"'\n3: A'1' B'2'\n", NULL},
    {"a quote behind a blank", "a,b\n \"1,2\"\n", "1: A'a' B'b'\n2: A' \"1' B'2\"'\n", NULL},
    {"text behind a quote", "a,b\n\"1\"2,\"3\" \"4\",\"5\"\"6\"7\"\"\n",
     "1: A'a' B'b'\n2: A'12' B'3 \"4\"' C'5\"67\"\"'\n", NULL},
    {"a quote that is not closed", "a,b\n1,2\n3,\"4\n5,6\n",
     "1: A'a' B'b'\n2: A'1' B'2'\n3: A'3' B'4<0A>5,6<0A>'\n", "quote@3"},
    {"a quote at the end", "a,b\n1,\"", "1: A'a' B'b'\n2: A'1'\n", "quote@2"},
    {"two quotes at the end", "a,b\n1,\"\"", "1: A'a' B'b'\n2: A'1'\n", NULL},
    {"three quotes at the end", "a,b\n1,\"\"\"", "1: A'a' B'b'\n2: A'1' B'\"'\n", "quote@2"},
    {"the delimiter in the first line", "sep=;\na;b\n1,2;3\n", "1: A'a' B'b'\n2: A'1,2' B'3'\n", NULL},
    {"the same with CRLF", "sep=|\r\na|b;c;d\r\n", "1: A'a' B'b;c;d'\n", NULL},
    {"the same and no more", "sep=;", "", NULL},
    {"a strange delimiter in the first line", "\"sep=^\"\na^b\n", "1: A'a' B'b'\n", NULL},
    {"the delimiter in the second line", "a;b\nsep=,\n1;2", "1: A'a' B'b'\n2: A'sep=,'\n3: A'1' B'2'\n",
     NULL},
    {"blanks are kept", "a,b\n a , b\n1, \n", "1: A'a' B'b'\n2: A' a ' B' b'\n3: A'1' B' '\n", NULL},
    {"control characters", "a,b\n\x01\x1F,\x7F\x0C\n1,2\n",
     "1: A'a' B'b'\n2: A'<01><1F>' B'\x7F<0C>'\n3: A'1' B'2'\n", NULL},
    {"form feed, and Ctrl-Z at the end", "a,b\n1,2\n\x1A", "1: A'a' B'b'\n2: A'1' B'2'\n3: A'<1A>'\n", NULL},
    {"a mark", "\xEF\xBB\xBFที่,ชื่อ\n1,ก\n", "1: A'ที่' B'ชื่อ'\n2: A'1' B'ก'\n", NULL},
    {"a mark and the delimiter", "\xEF\xBB\xBFsep=;\r\na;b\r\n", "1: A'a' B'b'\n", NULL},
    {"a mark and quotes", "\xEF\xBB\xBF\"a\",b\n", "1: A'a' B'b'\n", NULL},
    {"a mark that is text",
     "a,\xEF\xBB\xBF"
     "b\n",
     "1: A'a' B'\xEF\xBB\xBF"
     "b'\n",
     NULL},
    {"letters that are longer than a word",
     "abcdefghijklmnop,qrstuvwxyz012345678\n\"abcdefghijkl\"\"mnop\",x\n",
     "1: A'abcdefghijklmnop' B'qrstuvwxyz012345678'\n2: A'abcdefghijkl\"mnop' B'x'\n", NULL},
};

START_TEST(reads_texts)
{
    check_file(TEXTS[_i].name, xt_str_of(TEXTS[_i].text), NULL, TEXTS[_i].rows,
               TEXTS[_i].notes ? TEXTS[_i].notes : "");
}
END_TEST

/* ---------------------------------------------------------------- what the caller names */

static const struct {
    const char *name;
    const char *bytes;
    size_t size;
    const char *encoding;
    char delimiter;
    const char *rows, *notes;
} NAMED[] = {
    {"a delimiter", BYTES("a;b,c\n1;2,3\n"), NULL, ',', "1: A'a;b' B'c'\n2: A'1;2' B'3'\n", ""},
    {"a delimiter that is none", BYTES("a;b\n1;2\n"), NULL, '"', "1: A'a' B'b'\n2: A'1' B'2'\n", ""},
    {"any delimiter", BYTES("a:b\n1:2\n"), NULL, ':', "1: A'a' B'b'\n2: A'1' B'2'\n", ""},
    {"a delimiter against that of the file", BYTES("sep=;\na,b;c\n"), NULL, ',', "1: A'a' B'b;c'\n", ""},
    {"prose", BYTES("บันทึกข้อความ\nเรียน นายก\n"), NULL, ',', "1: A'บันทึกข้อความ'\n2: A'เรียน นายก'\n", ""},
    {"one Thai word", BYTES("\xCD\xBA\xB5"), "tis-620", 0, "1: A'อบต'\n", ""},
    {"a picture", BYTES("\x89PNG\n\x1A\n\0"), "cp1252", 0, "1: A'‰PNG'\n2: A'<1A>'\n3: A'\uFFFD'\n",
     "nul@3:1"},
    {"windows-874", BYTES("\x93\xA1\x94,\xDB\x81\n1,2\n"), "windows-874", 0,
     "1: A'“ก”' B'\uFFFD\xC2\x81'\n2: A'1' B'2'\n", "byte DB@1:5; byte 81@1:6"},
    {"Mac Thai", BYTES("\x8D\xA1\x8E,\xDD\n1,2\n"), "macthai", 0, "1: A'“ก”' B'–'\n2: A'1' B'2'\n", ""},
    {"windows-1252 against Thai", BYTES("\xC3\xD2\xA4\xD2,1\n"), "windows-1252", 0, "1: A'ÃÒ¤Ò' B'1'\n", ""},
    {"UTF-8 that is none", BYTES("\xC3\xD2,\xE0\xB8\x81\n1,\xE0\xB8\n"), "utf-8", 0,
     "1: A'\uFFFD\uFFFD' B'ก'\n2: A'1' B'\uFFFD\uFFFD'\n",
     "byte C3@1:1; byte D2@1:2; byte E0@2:3; byte B8@2:4"},
    {"UTF-8 with a mark",
     BYTES("\xEF\xBB\xBF"
           "a,b\n"),
     "utf8", 0, "1: A'a' B'b'\n", ""},
    {"UTF-16 against its mark", BYTES("\xFE\xFF\0a\0,\0b"), "utf-16", 0, "1: A'a' B'b'\n", ""},
    {"UTF-16LE without a mark", BYTES("a\0,\0\x01\x0E"), "utf-16le", 0, "1: A'a' B'ก'\n", ""},
    {"Shift_JIS, whose bytes may be delimiters", BYTES("\x83|,\x83\\\n\x83|,b\n"), "SHIFT_JIS", 0,
     "1: A'ポ' B'ソ'\n2: A'ポ' B'b'\n", ""},
    {"UTF-32", BYTES("a\0\0\0,\0\0\0\x01\x0E\0\0"), "UTF-32LE", 0, "1: A'a' B'ก'\n", ""},
};

START_TEST(reads_as_named)
{
    xt_open_options options = xt_open_options_default();
    options.encoding = NAMED[_i].encoding;
    options.delimiter = NAMED[_i].delimiter;
    check_file(NAMED[_i].name, (xt_str){NAMED[_i].bytes, NAMED[_i].size}, &options, NAMED[_i].rows,
               NAMED[_i].notes);
}
END_TEST

START_TEST(refuses_unknown_encodings)
{
    xt_open_options options = xt_open_options_default();
    xt_book *book = NULL;
    xt_error error;
    options.encoding = "windows-847";
    xt_status status = xt_book_open_memory(&book, "a,b\n", 4, &options, &error);
    check_fault("windows-847", 0, &(fault){XT_SAY_ENCODING_UNKNOWN, NULL, "windows-847", 0, 0}, status,
                &error);
}
END_TEST

/* ---------------------------------------------------------------- encodings found out */

#define THAI      "ลำดับที่,ชื่อโครงการ\n1,ซื้อวัสดุสำนักงาน\n"
#define THAI_ROWS "1: A'ลำดับที่' B'ชื่อโครงการ'\n2: A'1' B'ซื้อวัสดุสำนักงาน'\n"

static const struct {
    const char *name;
    const char *before, *text, *encoding, *after; /* bytes, the text in the encoding, bytes */
    const char *rows, *notes;
} ENCODED[] = {
    {"UTF-8", "", THAI, "utf-8", "", THAI_ROWS, ""},
    {"UTF-16LE with a mark", "\xFF\xFE", THAI, "utf-16le", "", THAI_ROWS, "is UTF-16LE"},
    {"UTF-16BE with a mark", "\xFE\xFF", THAI, "utf-16be", "", THAI_ROWS, "is UTF-16BE"},
    {"UTF-16LE", "", THAI, "utf-16le", "", THAI_ROWS, "is UTF-16LE"},
    {"UTF-16BE", "", THAI, "utf-16be", "", THAI_ROWS, "is UTF-16BE"},
    {"UTF-16LE, English", "", "a,b\n1,2\n", "utf-16le", "", "1: A'a' B'b'\n2: A'1' B'2'\n", "is UTF-16LE"},
    {"UTF-16BE, a Thai word", "", "รถ,5", "utf-16be", "", "1: A'รถ' B'5'\n", "is UTF-16BE"},
    {"UTF-16LE with the delimiter", "\xFF\xFE", "sep=;\r\nก;ข\r\n", "utf-16le", "", "1: A'ก' B'ข'\n",
     "is UTF-16LE"},
    {"TIS-620", "", THAI, "tis-620", "", THAI_ROWS, "is TIS-620"},
    {"ISO 8859-11", "", THAI "2,a\u00A0b\n", "iso-8859-11", "", THAI_ROWS "3: A'2' B'a\u00A0b'\n",
     "is ISO-8859-11"},
    {"windows-874", "", THAI "2,“ก” – ข…\n", "cp874", "", THAI_ROWS "3: A'2' B'“ก” – ข…'\n",
     "is windows-874"},
    {"Mac Thai", "", THAI "2,“ก” – ข\n", "mac-thai", "", THAI_ROWS "3: A'2' B'“ก” – ข'\n", "is mac-thai"},
    {"a Thai word", "", "รถ,5", "tis-620", "", "1: A'รถ' B'5'\n", "guessed TIS-620"},
    {"French", "", "Café,à la carte\nSociété,École\n", "windows-1252", "",
     "1: A'Café' B'à la carte'\n2: A'Société' B'École'\n", "guessed windows-1252"},
    {"bytes without a character", "", THAI, "tis-620", "2,a\x81\xDC\r\n3,\xFF",
     THAI_ROWS "3: A'2' B'a\xC2\x81\uFFFD'\n4: A'3' B'\uFFFD'\n",
     "guessed windows-874; byte 81@3:4; byte DC@3:5; byte FF@4:3"},
    {"two encodings", THAI, "2,ซื้อวัสดุ\n", "tis-620", "3,จ้าง\n", THAI_ROWS "3: A'2' B'ซื้อวัสดุ'\n4: A'3' B'จ้าง'\n",
     "mixed 3+1 TIS-620@3"},
    {"two encodings in CRs", THAI "2,จ้าง\r", "3,ซื้อวัสดุ\r4,ซื้อวัสดุ\r", "tis-620", "",
     THAI_ROWS "3: A'2' B'จ้าง'\n4: A'3' B'ซื้อวัสดุ'\n5: A'4' B'ซื้อวัสดุ'\n", "mixed 3+2 TIS-620@4"},
    {"two encodings, and a word that may be both", THAI, "ซื้อวัสดุ,1\nรถ,2\n", "tis-620", "",
     THAI_ROWS "3: A'ซื้อวัสดุ' B'1'\n4: A'รถ' B'2'\n", "mixed 2+2 TIS-620@3"},
    {"two encodings under a mark", "\xEF\xBB\xBF", "ก,ข\nซื้อวัสดุ,จ้าง\n", "tis-620", "",
     "1: A'ก' B'ข'\n2: A'ซื้อวัสดุ' B'จ้าง'\n", "mixed 0+2 TIS-620@1"},
    {"a word that may be both, under a mark", "\xEF\xBB\xBF", "ö,5\n", "utf-8", "", "1: A'ö' B'5'\n", ""},
    {"UTF-8 cut at the end of a cell", THAI, "", "utf-8", "2,ราคา\xE0\xB8,x\n",
     THAI_ROWS "3: A'2' B'ราคา\uFFFD\uFFFD' C'x'\n", "byte E0@3:7; byte B8@3:8"},
    {"a quote that is not closed", "", THAI "2,\"x\n", "tis-620", "", THAI_ROWS "3: A'2' B'x<0A>'\n",
     "is TIS-620; quote@3"},
};

static xt_str encode(const char *before, const char *text, const char *encoding, const char *after)
{
    xt_encoder *encoder = NULL;
    xt_bytes bytes = xt_bytes_make(SIZE_MAX / 2);
    size_t at;
    ck_assert_int_eq(xt_encoder_open(&encoder, encoding, NULL), XT_OK);
    xt_bytes_puts(&bytes, before);
    ck_assert(xt_encoder_put(encoder, xt_str_of(text), &bytes, &at));
    xt_bytes_puts(&bytes, after);
    xt_encoder_close(encoder);
    ck_assert_int_eq(bytes.fault, XT_OK);
    return xt_bytes_str(&bytes);
}

START_TEST(finds_encodings)
{
    xt_str file = encode(ENCODED[_i].before, ENCODED[_i].text, ENCODED[_i].encoding, ENCODED[_i].after);
    check_file(ENCODED[_i].name, file, NULL, ENCODED[_i].rows, ENCODED[_i].notes);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A NUL stays visible, and every other one is told. */
START_TEST(keeps_nuls)
{
    check_file("NULs", (xt_str){BYTES("a,b\r\n\0x,ก\0ข\n3,4\n")}, NULL,
               "1: A'a' B'b'\n2: A'\uFFFDx' B'ก\uFFFDข'\n3: A'3' B'4'\n", "nul@2:1; nul@2:5");
    check_file("NULs in UTF-16",
               (xt_str){BYTES("\xFF\xFE"
                              "a\0,\0b\0\n\0"
                              "1\0,\0\0\0x\0")},
               NULL, "1: A'a' B'b'\n2: A'1' B'\uFFFDx'\n", "is UTF-16LE; nul@2:3");
}
END_TEST

/* More notes than are kept are counted; the first tells the encoding all the same. */
START_TEST(counts_notes)
{
    enum { MANY = 1000 };
    xt_bytes file = xt_bytes_make(SIZE_MAX / 2);
    xt_str thai = encode("", THAI, "tis-620", "");
    xt_bytes_add(&file, thai);
    for (int i = 0; i < MANY; i++)
        xt_bytes_puts(&file, "1,\xFF\n");
    xt_book *book = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_uint_eq(xt_book_note_count(book), MANY + 1);
    ck_assert_int_eq(xt_book_note(book, 0)->sentence, XT_SAY_TEXT_GUESSED);
    ck_assert_int_eq(xt_book_note(book, XT_NOTES_KEPT - 1)->line, 2 + XT_NOTES_KEPT - 1);
    ck_assert_ptr_null(xt_book_note(book, XT_NOTES_KEPT));
    xt_book_close(book);
    xt_bytes_free(&file);
    free((void *)(uintptr_t)thai.data);
}
END_TEST

/* ---------------------------------------------------------------- limits */

/* `count` times the text. */
static xt_bytes repeat(const char *before, const char *text, size_t count, const char *after)
{
    xt_bytes file = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&file, before);
    for (size_t i = 0; i < count; i++)
        xt_bytes_puts(&file, text);
    xt_bytes_puts(&file, after);
    ck_assert_int_eq(file.fault, XT_OK);
    return file;
}

static const struct {
    const char *name, *before, *text;
    size_t count;
    const char *after;
    uint64_t cell_size;
    fault wanted;
    size_t chunk; /* the smallest */
} LIMITS[] = {
    {"a cell of the limit", "a,b\n1,", "x", 100, "\n", 100, {XT_SAY_OK, NULL, NULL, 0, 0}, 1},
    {"a cell above it", "a,b\n1,", "x", 101, "\n", 100, {XT_SAY_LIMIT_CELL, "Sheet1!B2", NULL, 0, 100}, 1},
    {"Thai letters above it",
     "a,b\n1,",
     "ก",
     34,
     "\n",
     100,
     {XT_SAY_LIMIT_CELL, "Sheet1!B2", NULL, 0, 100},
     1},
    {"the last cell above it",
     "a,b\n1,",
     "x",
     101,
     "",
     100,
     {XT_SAY_LIMIT_CELL, "Sheet1!B2", NULL, 0, 100},
     1},
    {"doubled quotes count once", "a,b\n1,\"", "\"\"", 100, "\"\n", 100, {XT_SAY_OK, NULL, NULL, 0, 0}, 1},
    {"a quote that is not closed",
     "a,b\n\"1,",
     "2\n3,4",
     1000,
     "",
     100,
     {XT_SAY_LIMIT_CELL, "Sheet1!A2", NULL, 0, 100},
     1},
    {"the default",
     "a,b\n\"",
     "12345678",
     131073,
     "",
     0,
     {XT_SAY_LIMIT_CELL, "Sheet1!A2", NULL, 0, 1048576},
     7},
    {"a row above 64 cells' length",
     "a,b\n",
     "12345678901234567890,",
     400,
     "\n",
     100,
     {XT_SAY_LIMIT_ROW_TEXT, "Sheet1", NULL, 0, 6400},
     1},
    {"the last column", "a,b\n", ",", XT_MAX_COLUMN - 1, "x\n", 0, {XT_SAY_OK, NULL, NULL, 0, 0}, 1},
    {"one more",
     "a,b\n",
     ",",
     XT_MAX_COLUMN,
     "\n",
     0,
     {XT_SAY_LIMIT_COLUMN, "Sheet1", NULL, XT_MAX_COLUMN + 1, XT_MAX_COLUMN},
     1},
    {"the last row", "a,b", "\n", XT_MAX_ROW - 1, "1,2\n", 0, {XT_SAY_OK, NULL, NULL, 0, 0}, 65536},
    {"one more row",
     "a,b\n",
     "\n",
     XT_MAX_ROW - 1,
     "1,2\n",
     0,
     {XT_SAY_LIMIT_ROW, "Sheet1", NULL, XT_MAX_ROW + 1, XT_MAX_ROW},
     65536},
};

/* Without limits nothing but the size of the sheet is one. */
static xt_limits limits_for(uint64_t cell_size)
{
    xt_limits limits = xt_limits_default();
    if (cell_size)
        limits.cell_size = cell_size;
    return limits;
}

START_TEST(keeps_limits)
{
    xt_bytes file = repeat(LIMITS[_i].before, LIMITS[_i].text, LIMITS[_i].count, LIMITS[_i].after);
    xt_limits limits = limits_for(LIMITS[_i].cell_size);
    for (int i = 0; i < CHUNK_COUNT; i++) {
        char *shown = NULL;
        xt_error error;
        if (CHUNKS[i] < LIMITS[_i].chunk)
            continue;
        xt_status status = show_book(xt_bytes_str(&file), CHUNKS[i], &limits, 0, &shown, &error);
        if (LIMITS[_i].wanted.sentence == XT_SAY_OK)
            ck_assert_msg(status == XT_OK, "%s, chunk %zu", LIMITS[_i].name, CHUNKS[i]);
        else
            check_fault(LIMITS[_i].name, CHUNKS[i], &LIMITS[_i].wanted, status, &error);
        free(shown);
    }
    xt_bytes_free(&file);
}
END_TEST

/* A cell of any size where the limit of cells is lifted. */
START_TEST(needs_no_limit)
{
    enum { SIZE = 17 << 20 };
    xt_bytes file = repeat("a,b\n", "x", SIZE, ",y\n");
    xt_limits limits = xt_limits_default();
    char *shown = NULL;
    limits.cell_size = 0;
    ck_assert_int_eq(show_book(xt_bytes_str(&file), 65536, &limits, 0, &shown, NULL), XT_OK);
    ck_assert_uint_eq(strlen(shown), strlen("1: A'a' B'b'\n2: A'' B'y'\n") + SIZE);
    free(shown);
    xt_bytes_free(&file);
}
END_TEST

/* ---------------------------------------------------------------- the same however it comes */

/* Files that are read in pieces of any size, from `least` on, give the same. */
static void check_pieces(xt_str file, size_t least, const xt_open_options *options)
{
    xt_bytes whole = xt_bytes_make(SIZE_MAX / 2), pieces = xt_bytes_make(SIZE_MAX / 2);
    xt_str exact = xt_exact(file);
    read_file(exact, 65536, options, &whole);
    for (int i = 0; i < CHUNK_COUNT - 1; i++) {
        if (CHUNKS[i] < least)
            continue;
        xt_bytes_clear(&pieces);
        read_file(exact, CHUNKS[i], options, &pieces);
        ck_assert_msg(strcmp(whole.data, pieces.data) == 0, "chunk %zu: got\n%s\ninstead of\n%s", CHUNKS[i],
                      pieces.data, whole.data);
    }
    free((void *)(uintptr_t)exact.data);
    xt_bytes_free(&whole);
    xt_bytes_free(&pieces);
}

/* Whatever the file is, it is CSV: the delimiter is named. */
static xt_open_options any_options(void)
{
    xt_open_options options = xt_open_options_default();
    options.delimiter = ',';
    return options;
}

START_TEST(reads_cut_files)
{
    const xt_open_options options = any_options();
    xt_str file = encode(ENCODED[_i].before, ENCODED[_i].text, ENCODED[_i].encoding, ENCODED[_i].after);
    for (size_t size = 1; size <= file.size; size++)
        check_pieces((xt_str){file.data, size}, 1, &options);
    free((void *)(uintptr_t)file.data);
}
END_TEST

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Bytes that matter, in any order. */
START_TEST(reads_anything)
{
    static const char PIECES[] =
        ",,,;\t|\"\"\"\"\n\n\r\r\0 ab1\xA1\xE0\xB8\x81\xC3\xB6\xD2\x93\x81\xFF\xFE\xF0\x9F\x98";
    const xt_open_options options = any_options();
    uint32_t seed = (uint32_t)_i + 1;
    for (int round = 0; round < 50; round++) {
        char bytes[64];
        size_t size = 1 + next_random(&seed) % sizeof bytes;
        for (size_t i = 0; i < size; i++)
            bytes[i] = PIECES[next_random(&seed) % (sizeof PIECES - 1)];
        check_pieces((xt_str){bytes, size}, 1, &options);
    }
}
END_TEST

/* Lines that are longer than what is judged at once, in two encodings; quotes at the edges of the pieces. */
START_TEST(reads_long_lines)
{
    static const char *const BEFORE[] = {",\"", "a,\"", "aa,\"", "aaa,\""};
    const xt_open_options options = any_options();
    for (int i = 0; i < XT_ENTRIES(BEFORE); i++) {
        xt_bytes file = repeat(BEFORE[i], "\"\"", 66000, "\",1\n");
        xt_bytes thai = repeat("\"", "กข", 20000, "\"\n\xA1\xD2\xC3,2\n");
        xt_bytes_add(&file, xt_bytes_str(&thai));
        check_pieces(xt_bytes_str(&file), 64, &options);
        xt_bytes_free(&file);
        xt_bytes_free(&thai);
    }
}
END_TEST

/* A quote that opens where a piece of a long line ends. */
START_TEST(follows_quotes_over_pieces)
{
    xt_bytes file = repeat("a,b\n", "x", XT_LINE_MOST - 1, ",\"b\n");
    xt_book *book = NULL;
    xt_bytes notes = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    put_notes(&notes, book);
    ck_assert_str_eq(xt_bytes_cstr(&notes), "quote@2");
    xt_book_close(book);
    xt_bytes_free(&file);
    xt_bytes_free(&notes);
}
END_TEST

/* A file on the disk is read like one in memory, and gives the sheet its name. */
START_TEST(reads_from_disk)
{
    char path[] = "/tmp/xt-csv-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, THAI, sizeof THAI - 1), sizeof THAI - 1);
    close(fd);
    xt_book *book = NULL;
    char *shown = NULL;
    xt_open_options options = xt_open_options_default();
    options.limits.input_size = 10; /* does not hold for what is streamed */
    ck_assert_int_eq(xt_book_open(&book, path, &options, NULL), XT_OK);
    ck_assert_str_eq(xt_book_sheet(book, 0)->name, path + strlen("/tmp/"));
    ck_assert_int_eq(show_sheet(book, 0, &shown, NULL), XT_OK);
    ck_assert_str_eq(shown, THAI_ROWS);
    xt_book_close(book);
    unlink(path);
    free(shown);
}
END_TEST

static const struct {
    const char *text, *given, *encoding;
    char delimiter;
} WAYS[] = {
    {"a;b\n1;2\n", NULL, "UTF-8", ';'},
    {"\xA1\xD2\xC3\xA8\xD1\xB4\xAB\xD7\xE9\xCD,\xE0\xA7\xD4\xB9\n1,2\n", NULL, "TIS-620", ','},
    {"\xA1\xD2\xC3\t\xE0\xA7\xD4\xB9\n", "cp874", "windows-874", '\t'},
    {"a,b\n", "KOI8-R", "KOI8-R", ','},
};

START_TEST(tells_how_it_read)
{
    xt_open_options options = xt_open_options_default();
    options.encoding = WAYS[_i].given;
    xt_book *book = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, WAYS[_i].text, strlen(WAYS[_i].text), &options, NULL), XT_OK);
    ck_assert_str_eq(xt_book_encoding(book), WAYS[_i].encoding);
    ck_assert_int_eq(xt_book_delimiter(book), WAYS[_i].delimiter);
    xt_book_close(book);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *cases = tcase_create("csv");
    tcase_add_loop_test(cases, reads_texts, 0, XT_ENTRIES(TEXTS));
    tcase_add_loop_test(cases, reads_as_named, 0, XT_ENTRIES(NAMED));
    tcase_add_test(cases, refuses_unknown_encodings);
    tcase_add_loop_test(cases, finds_encodings, 0, XT_ENTRIES(ENCODED));
    tcase_add_loop_test(cases, tells_how_it_read, 0, XT_ENTRIES(WAYS));
    tcase_add_test(cases, keeps_nuls);
    tcase_add_test(cases, counts_notes);
    tcase_add_loop_test(cases, keeps_limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_test(cases, needs_no_limit);
    tcase_add_loop_test(cases, reads_cut_files, 0, XT_ENTRIES(ENCODED));
    tcase_add_loop_test(cases, reads_anything, 0, 20);
    tcase_add_test(cases, reads_long_lines);
    tcase_add_test(cases, follows_quotes_over_pieces);
    tcase_add_test(cases, reads_from_disk);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
