/* SPDX-License-Identifier: MIT
 *
 * The front door: what is opened, what is refused with which sentence, and which sheets a workbook has.
 */
#include "read/book.h"

#include "read/pack.h"
#include "read/show.h"
#include "read/xls_make.h"
#include "xt_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#ifndef __wasi__
#include <sys/wait.h>
#endif

static void free_bytes(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

/* ------------------------------------------------------------ the ways in */

#define FOLDER "/tmp/xt-test-book-XXXXXX"

static char folder[] = FOLDER;

static void make_folder(void)
{
    strcpy(folder, FOLDER); /* where tests run in one process, the one before has made its name of it */
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    char path[128];
    snprintf(path, sizeof path, "%s/file.xlsx", folder);
    unlink(path);
    rmdir(folder);
}

static void write_file(xt_str file, char path[128])
{
    snprintf(path, 128, "%s/file.xlsx", folder);
    FILE *out = fopen(path, "wb");
    ck_assert_ptr_nonnull(out);
    if (file.size)
        ck_assert_uint_eq(fwrite(file.data, 1, file.size, out), file.size);
    ck_assert_int_eq(fclose(out), 0);
}

#ifdef __wasi__ /* has neither pipes nor children: what is opened is a file */

static xt_status open_descriptor(xt_book **book, xt_str file, const xt_open_options *options, xt_error *error)
{
    char path[128];
    write_file(file, path);
    int fd = open(path, O_RDONLY);
    ck_assert_int_ge(fd, 0);
    xt_status status = xt_book_open_fd(book, fd, options, error);
    close(fd);
    return status;
}

#else

/* The reading end of a pipe that a child fills. */
static int pipe_with(xt_str file, pid_t *child)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    *child = fork();
    ck_assert_int_ge(*child, 0);
    if (*child == 0) {
        close(ends[0]);
        for (size_t at = 0; at < file.size;) {
            ssize_t sent = write(ends[1], file.data + at, file.size - at < 999 ? file.size - at : 999);
            if (sent <= 0)
                _exit(1);
            at += (size_t)sent;
        }
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

static xt_status open_descriptor(xt_book **book, xt_str file, const xt_open_options *options, xt_error *error)
{
    pid_t child;
    int fd = pipe_with(file, &child);
    xt_status status = xt_book_open_fd(book, fd, options, error);
    close(fd);
    waitpid(child, NULL, 0);
    return status;
}

#endif

enum { BY_PATH, BY_MEMORY, BY_FD, WAYS };

/* Opens the same bytes by any way. */
static xt_status open_by(int way, xt_book **book, xt_str file, const xt_limits *limits, xt_error *error)
{
    char path[128];
    xt_open_options room;
    const xt_open_options *options = with_limits(&room, limits);
    if (way == BY_PATH) {
        write_file(file, path);
        return xt_book_open(book, path, options, error);
    }
    if (way == BY_MEMORY)
        return xt_book_open_memory(book, file.data, file.size, options, error);
    return open_descriptor(book, file, options, error);
}

static void check_opens(int way, xt_str file, const char *wanted)
{
    xt_book *book = NULL;
    xt_error error;
    ck_assert_int_eq(open_by(way, &book, file, NULL, &error), XT_OK);
    ck_assert_uint_eq(xt_book_sheet_count(book), 1);
    /* a sheet may be read any number of times */
    for (int times = 0; times < 3; times++) {
        char *shown = NULL;
        ck_assert_int_eq(show_sheet(book, 0, &shown, &error), XT_OK);
        ck_assert_str_eq(shown, wanted);
        free(shown);
    }
    xt_book_close(book);
    xt_book_close(NULL);
}

/* The file is larger than what is read at a time, by a part that nobody needs. */
START_TEST(opens_by_every_way)
{
    static char picture[300000];
    memset(picture, 'x', sizeof picture);
    xt_str file = pack_book((const pack_part[]){
        {.name = "xl/media/image1.png", .text = picture, .size = sizeof picture, .stored = true},
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ที่</t></is></c></row>")},
        {0}});
    check_opens(_i, file, "1: A'ที่'\n");
    free_bytes(file);
}
END_TEST

/* Likewise, as a compound file and as the bare stream inside. */
START_TEST(opens_old_workbooks_by_every_way)
{
    static char picture[300000];
    xt_bytes globals = {0}, cells = {0};
    xls_record(&cells, XT_BIFF_NUMBER, "hhhd", 0, 0, 0, 1.5);
    xt_str stream = xls_one_sheet(8, &globals, &cells);
    xt_str file = cfb_make(
        3, (cfb_stream[]){{"Pictures", {picture, sizeof picture}, false}, {"Workbook", stream, false}, {0}},
        NULL);
    check_opens(_i, stream, "1: A=1.5\n");
    check_opens(_i, file, "1: A=1.5\n");
    free_bytes(file);
    free_bytes(stream);
}
END_TEST

#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *name, *bytes;
    size_t size;
    xt_sentence sentence;
} OTHERS[] = {
    {"empty", BYTES(""), XT_SAY_FILE_EMPTY},
    {"text", BYTES("บันทึกข้อความ\n"), XT_SAY_IS_TEXT},
    {"web page without a table", BYTES("<html><p>Session expired</html>"), XT_SAY_IS_HTML},
    {"SpreadsheetML 2003", BYTES("<?xml version=\"1.0\"?><Workbook/>"), XT_SAY_IS_XML},
    {"PDF", BYTES("%PDF-1.4"), XT_SAY_IS_PDF},
    {"compound file, cut", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), XT_SAY_ZIP_CUT},
    {"bare BIFF, cut", BYTES("\x09\x08\x08\x00\x00\x05\x05\x00"), XT_SAY_XML_CUT},
    {"Excel 4 workspace", BYTES("\x09\x04\x06\x00\x00\x04\x00\x01\x00\x00"), XT_SAY_IS_XLW},
    {"password", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
     XT_SAY_ENCRYPTED},
    {"zeros", BYTES("\0\0\0\0"), XT_SAY_IS_UNKNOWN},
    {"archive, cut at once", BYTES("PK\x03\x04"), XT_SAY_ZIP_CUT},
};

START_TEST(refuses_other_files)
{
    const fault wanted = {.sentence = OTHERS[_i].sentence};
    xt_str file = xt_exact((xt_str){OTHERS[_i].bytes, OTHERS[_i].size});
    for (int way = 0; way < WAYS; way++) {
        xt_book *book = NULL;
        xt_error error;
        xt_status status = open_by(way, &book, file, NULL, &error);
        check_fault(OTHERS[_i].name, (size_t)way, &wanted, status, &error);
        ck_assert_ptr_null(book);
        ck_assert_int_eq(open_by(way, &book, file, NULL, NULL), status);
    }
    free_bytes(file);
}
END_TEST

/* The name of an encrypted package's stream lies anywhere in the file, also over the edge of what is read at
 * once. */
START_TEST(finds_a_password_anywhere)
{
    static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* and the terminator's 0 */
    enum { SIZE = 200000 };
    static const size_t PLACES[] = {8,     4090,  65500,  65504,  65520,
                                    65535, 65536, 131060, 131072, SIZE - sizeof NAME};
    char *bytes = calloc(1, SIZE);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    memcpy(bytes + PLACES[_i], NAME, sizeof NAME);
    for (int way = 0; way < WAYS; way++) {
        xt_book *book = NULL;
        ck_assert_int_eq(open_by(way, &book, (xt_str){bytes, SIZE}, NULL, NULL), XT_ENCRYPTED);
    }
    free(bytes);
}
END_TEST

static const struct {
    const char *name;
    pack_part parts[5];
    fault wanted;
} ARCHIVES[] = {
    {"other archive", {{.name = "letter.txt", .text = "x"}}, {XT_SAY_IS_ZIP, NULL, NULL, 0, 0}},
    {"a book to read",
     {{.name = "mimetype", .text = "application/epub+zip"}},
     {XT_SAY_IS_ZIP, NULL, NULL, 0, 0}},
    {"no document", {{.name = "_rels/.rels", .text = PACK_RELS("")}}, {XT_SAY_IS_ZIP, NULL, NULL, 0, 0}},
    {"OpenDocument",
     {{.name = "mimetype", .text = "application/vnd.oasis.opendocument.spreadsheet", .stored = true},
      {.name = "content.xml", .text = "<x/>"}},
     {XT_SAY_XML_ROOT, "content.xml", "x", 0, 0}},
    {"Word",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "word/document.xml"))},
      {.name = "word/document.xml",
       .text = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>"}},
     {XT_SAY_IS_WORD, NULL, NULL, 0, 0}},
    {"PowerPoint",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "ppt/presentation.xml"))},
      {.name = "ppt/presentation.xml",
       .text = "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>"}},
     {XT_SAY_IS_WORD, NULL, NULL, 0, 0}},
    {"binary workbook",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "xl/workbook.bin"))},
      {.name = "xl/workbook.bin", .text = "\x83\x01"}},
     {XT_SAY_IS_XLSB, NULL, NULL, 0, 0}},
    {"workbook part missing",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "xl/workbook.xml"))}},
     {XT_SAY_PART_MISSING, "xl/workbook.xml", NULL, 0, 0}},
    {"workbook damaged",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "xl/workbook.xml"))},
      {.name = "xl/workbook.xml", .text = "<workbook xmlns=\"" PACK_MAIN "\"><sheets>"}},
     {XT_SAY_XML_CUT, "xl/workbook.xml", NULL, 0, 0}},
    {"relationships damaged",
     {{.name = "_rels/.rels", .text = "<"}},
     {XT_SAY_XML_CUT, "_rels/.rels", NULL, 0, 0}},
};

START_TEST(refuses_other_archives)
{
    xt_str file = pack_zip(ARCHIVES[_i].parts);
    check_refused(ARCHIVES[_i].name, file, NULL, 0, &ARCHIVES[_i].wanted);
    for (int way = 0; way < WAYS; way++) {
        xt_book *book = NULL;
        xt_error error;
        xt_status status = open_by(way, &book, file, NULL, &error);
        check_fault(ARCHIVES[_i].name, (size_t)way, &ARCHIVES[_i].wanted, status, &error);
        ck_assert_int_eq(open_by(way, &book, file, NULL, NULL), status);
    }
    free_bytes(file);
}
END_TEST

/* A workbook cut anywhere is told to be cut, whatever way it comes. */
START_TEST(refuses_a_cut_file)
{
    const fault wanted = {.sentence = XT_SAY_ZIP_CUT};
    xt_str file = pack_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    for (size_t size = 4; size < file.size; size++) {
        xt_book *book = NULL;
        xt_error error;
        xt_str cut = xt_exact((xt_str){file.data, size});
        int way = size % 50 ? BY_MEMORY : BY_PATH;
        xt_status status = open_by(way, &book, cut, NULL, &error);
        check_fault("cut", size, &wanted, status, &error);
        free_bytes(cut);
    }
    free_bytes(file);
}
END_TEST

START_TEST(refuses_names_of_no_file)
{
    const fault missing = {.sentence = XT_SAY_FILE_MISSING};
    const fault is_folder = {.sentence = XT_SAY_FOLDER};
    const fault unreadable = {.sentence = XT_SAY_FILE_UNREADABLE};
    char path[128];
    xt_book *book = NULL;
    xt_error error;
    xt_status status = xt_book_open(&book, "/no/such/file.xlsx", NULL, &error);
    check_fault("missing", 0, &missing, status, &error);
    status = xt_book_open(&book, "", NULL, &error);
    check_fault("no name", 0, &missing, status, &error);
    status = xt_book_open(&book, folder, NULL, &error);
    check_fault("folder", 0, &is_folder, status, &error);
    write_file(XT_LITERAL("x"), path);
    strcat(path, "/inside");
    status = xt_book_open(&book, path, NULL, &error);
    check_fault("a file as a folder", 0, &missing, status, &error);
    char longer[5000];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    status = xt_book_open(&book, longer, NULL, &error);
    check_fault("too long a name", 0, &unreadable, status, &error);
    ck_assert_int_ne(error.sys_errno, 0);
    ck_assert_ptr_null(book);
}
END_TEST

#ifndef __wasi__ /* has no permissions */
START_TEST(refuses_an_unreadable_file)
{
    if (geteuid() == 0)
        return; /* root may read everything */
    const fault wanted = {.sentence = XT_SAY_FILE_UNREADABLE};
    char path[128];
    xt_book *book = NULL;
    xt_error error;
    write_file(XT_LITERAL("x"), path);
    ck_assert_int_eq(chmod(path, 0), 0);
    xt_status status = xt_book_open(&book, path, NULL, &error);
    check_fault("unreadable", 0, &wanted, status, &error);
}
END_TEST
#endif

START_TEST(refuses_an_unreadable_descriptor)
{
    const fault wanted = {.sentence = XT_SAY_FILE_READ};
    xt_book *book = NULL;
    xt_error error;
    xt_status status = xt_book_open_fd(&book, -1, NULL, &error);
    check_fault("no descriptor", 0, &wanted, status, &error);
    int fd = open(folder, O_RDONLY);
    ck_assert_int_ge(fd, 0);
    status = xt_book_open_fd(&book, fd, NULL, &error);
    check_fault("a folder's descriptor", 0, &wanted, status, &error);
    ck_assert_int_eq(xt_book_open_fd(&book, fd, NULL, NULL), status);
    close(fd);
}
END_TEST

START_TEST(limits_the_input)
{
    xt_str file = pack_rows("");
    for (int way = 0; way < WAYS; way++)
        for (int less = 0; less < 2; less++) {
            xt_limits limits = xt_limits_default();
            limits.input_size = file.size - (size_t)less;
            const fault wanted = {.sentence = XT_SAY_LIMIT_INPUT, .limit = (int64_t)limits.input_size};
            xt_book *book = NULL;
            xt_error error;
            xt_status status = open_by(way, &book, file, &limits, &error);
            if (less) {
                check_fault("input", (size_t)way, &wanted, status, &error);
                ck_assert_int_gt(error.number, error.limit);
            } else {
                ck_assert_int_eq(status, XT_OK);
            }
            xt_book_close(book);
        }
    free_bytes(file);
}
END_TEST

/* A stream without end stops at the limit. */
START_TEST(limits_an_endless_stream)
{
    xt_limits limits = xt_limits_default();
    limits.input_size = 1000000;
    const fault wanted = {.sentence = XT_SAY_LIMIT_INPUT, .limit = 1000000};
    xt_open_options room;
    xt_book *book = NULL;
    xt_error error;
    xt_status status = xt_book_open(&book, "/dev/zero", with_limits(&room, &limits), &error);
    check_fault("endless", 0, &wanted, status, &error);
    ck_assert_int_lt(error.number, 1200000);
}
END_TEST

/* More members than allowed are refused before room is made for each. */
START_TEST(limits_entries)
{
    xt_str file = pack_rows("");
    xt_limits limits = xt_limits_default();
    limits.zip_entries = 4;
    const fault wanted = {.sentence = XT_SAY_LIMIT_ENTRIES, .number = 5, .limit = 4};
    for (int way = 0; way < WAYS; way++) {
        xt_book *book = NULL;
        xt_error error;
        xt_status status = open_by(way, &book, file, &limits, &error);
        check_fault("entries", (size_t)way, &wanted, status, &error);
    }
    free_bytes(file);
}
END_TEST

START_TEST(needs_no_limits)
{
    const xt_limits none = {0};
    xt_str file = pack_rows("<row><c><v>1</v></c></row>");
    for (int way = 0; way < WAYS; way++) {
        xt_book *book = NULL;
        char *shown = NULL;
        ck_assert_int_eq(open_by(way, &book, file, &none, NULL), XT_OK);
        ck_assert_int_eq(show_sheet(book, 0, &shown, NULL), XT_OK);
        ck_assert_str_eq(shown, "1: A=1\n");
        free(shown);
        xt_book_close(book);
    }
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ sheets */

#define SHEET(name, id, more) "<sheet name=\"" name "\" sheetId=\"1\" r:id=\"" id "\"" more "/>"
#define RELS_PART             "xl/_rels/workbook.xml.rels"
#define ONE                   PACK_DATA("<row><c><v>1</v></c></row>")

/* The sheets are shown as "name", "-name" hidden, "--name" very hidden, "~name" without cells. */
static const struct {
    const char *name;
    pack_part parts[5];
    const char *sheets;
} LISTS[] = {
    {"as they come",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("ข", "rId2", "") SHEET("ก", "rId1", "") "</sheets>")},
      {.name = RELS_PART,
       .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml")
                             PACK_REL("rId2", "worksheet", "worksheets/sheet1.xml"))}},
     "ข|ก"},
    {"hidden ones",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK(
           "<sheets>" SHEET("a", "rId1", " state=\"hidden\"") SHEET("b", "rId1", " state=\"veryHidden\"")
               SHEET("c", "rId1", " state=\"visible\"") SHEET("d", "rId1", " state=\"x\"") "</sheets>")}},
     "-a|--b|c|d"},
    {"charts, dialogs, macros",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("a", "rId1", "") SHEET("b", "rId2", "") SHEET("c", "rId3", "")
                                 SHEET("d", "rId4", "") "</sheets>")},
      {.name = RELS_PART,
       .text = PACK_RELS(
           PACK_REL("rId1", "chartsheet", "x.xml") PACK_REL("rId2", "worksheet", "worksheets/sheet1.xml")
               PACK_REL("rId3", "dialogsheet", "x.xml") "<Relationship Id=\"rId4\" Target=\"x.xml\" "
                                                        "Type=\"http://schemas.microsoft.com/office/2006/"
                                                        "relationships/xlMacrosheet\"/>")}},
     "~a|b|~c|~d"},
    {"macro modules of old, with an empty id",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("a", "rId1", "") SHEET("Module1", "", "") "</sheets>")}},
     "a|~Module1"},
    {"an empty id while a worksheet has no sheet",
     {{.name = "xl/workbook.xml", .text = PACK_WORKBOOK("<sheets>" SHEET("a", "", "") "</sheets>")}},
     "a"},
    {"the same, but nobody can see it",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("a", "", " state=\"veryHidden\"") "</sheets>")}},
     "~--a"},
    {"no sheets", {{.name = "xl/workbook.xml", .text = PACK_WORKBOOK("<sheets/>")}}, ""},
    {"no list", {{.name = "xl/workbook.xml", .text = PACK_WORKBOOK("")}}, ""},
    {"no name",
     {{.name = "xl/workbook.xml", .text = PACK_WORKBOOK("<sheets><sheet r:id=\"rId1\"/></sheets>")}},
     ""},
    {"escaped name",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("a&amp;b&lt;", "rId1", "") "</sheets>")}},
     "a&b<"},
    {"prefixes",
     {{.name = "xl/workbook.xml",
       .text = "<x:workbook xmlns:x=\"" PACK_MAIN "\" xmlns:q=\"" PACK_OFFICE "\"><x:sheets>"
               "<x:sheet name=\"ก\" "
               "q:id=\"rId1\"/></x:sheets>"
               "</x:workbook>"}},
     "ก"},
    {"Strict",
     {{.name = "xl/workbook.xml",
       .text = "<workbook xmlns=\"" PACK_STRICT "\" xmlns:r=\"" PACK_STRICT_OFFICE
               "\"><sheets>" SHEET("ก", "rId1", "") "</sheets></workbook>"},
      {.name = "_rels/.rels",
       .text = PACK_RELS("<Relationship Id=\"rId1\" Type=\"" PACK_STRICT_OFFICE "/officeDocument\" "
                         "Target=\"xl/workbook.xml\"/>")},
      {.name = RELS_PART,
       .text = PACK_RELS("<Relationship Id=\"rId1\" Type=\"" PACK_STRICT_OFFICE "/worksheet\" "
                         "Target=\"worksheets/sheet1.xml\"/>")}},
     "ก"},
};

START_TEST(lists_sheets)
{
    xt_str file = pack_book(LISTS[_i].parts);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = NULL;
        xt_bytes all = xt_bytes_make(1000);
        ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, CHUNKS[i], true, NULL, NULL),
                         XT_OK);
        for (size_t n = 0; n < xt_book_sheet_count(book); n++) {
            const xt_sheet_info *sheet = xt_book_sheet(book, n);
            const char *hidden = sheet->visibility == XT_HIDDEN ? "-" : "--";
            xt_bytes_printf(&all, "%s%s%s%s", n ? "|" : "", sheet->is_worksheet ? "" : "~",
                            sheet->visibility == XT_VISIBLE ? "" : hidden, sheet->name);
        }
        ck_assert_msg(strcmp(xt_bytes_cstr(&all), LISTS[_i].sheets) == 0, "%s: %s", LISTS[_i].name,
                      xt_bytes_cstr(&all));
        ck_assert_ptr_null(xt_book_sheet(book, xt_book_sheet_count(book)));
        ck_assert_ptr_null(xt_book_sheet(book, SIZE_MAX));
        xt_bytes_free(&all);
        xt_book_close(book);
    }
    free_bytes(file);
}
END_TEST

/* Where the parts are found, whatever the archive and the relationships call them. */
static const struct {
    const char *name;
    pack_part parts[6];
} PLACES[] = {
    {"as usual", {{.name = PACK_SHEET_NAME, .text = ONE}}},
    {"absolute target",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "worksheet", "/xl/worksheets/sheet1.xml"))},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"target with backslashes",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets\\sheet1.xml"))},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"target in other letter case",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "worksheet", "Worksheets/Sheet1.XML"))},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"target upwards",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "worksheet", "../xl/./worksheets/sheet1.xml"))},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"member with backslashes",
     {{.name = PACK_SHEET_NAME, .text = NULL}, {.name = "xl\\worksheets\\sheet1.xml", .text = ONE}}},
    {"workbook in the root",
     {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "/workbook.xml"))},
      {.name = "xl/workbook.xml", .text = NULL},
      {.name = "workbook.xml", .text = PACK_WORKBOOK("<sheets>" SHEET("S", "rId1", "") "</sheets>")},
      {.name = "_rels/workbook.xml.rels", .text = PACK_RELS(PACK_REL("rId1", "worksheet", "s.xml"))},
      {.name = "s.xml", .text = ONE}}},
    {"no styles, no shared strings",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml"))},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"styles and strings outside the package",
     {{.name = RELS_PART,
       .text = PACK_RELS(PACK_REL(
           "rId1", "worksheet",
           "worksheets/sheet1.xml") "<Relationship Id=\"a\" Type=\"x/styles\" Target=\"http://x/\" "
                                    "TargetMode=\"External\"/>"
                                    "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"http://x/\" "
                                    "TargetMode=\"External\"/>")},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"no list of content types",
     {{.name = "[Content_Types].xml", .text = NULL}, {.name = PACK_SHEET_NAME, .text = ONE}}},
    {"damaged parts that nobody needs",
     {{.name = "[Content_Types].xml", .text = "<"},
      {.name = "xl/theme/theme1.xml", .text = "<"},
      {.name = PACK_SHEET_NAME, .text = ONE}}},
};

START_TEST(finds_parts)
{
    xt_str file = pack_book(PLACES[_i].parts);
    check_shown(PLACES[_i].name, file, 0, "1: A=1\n");
    free_bytes(file);
}
END_TEST

static const struct {
    const char *name;
    pack_part parts[4];
    size_t sheet;
    xt_limits limits;
    fault wanted;
} REFUSED[] = {
    {"no such sheet", {{0}}, 1, {0}, {XT_SAY_NO_WORKSHEET, NULL, NULL, 0, 0}},
    {"chart",
     {{.name = RELS_PART, .text = PACK_RELS(PACK_REL("rId1", "chartsheet", "worksheets/sheet1.xml"))}},
     0,
     {0},
     {XT_SAY_SHEET_CHART, NULL, "S", 0, 0}},
    {"sheet without relationship",
     {{.name = RELS_PART, .text = PACK_RELS("")}},
     0,
     {0},
     {XT_SAY_PART_MISSING, "S", NULL, 0, 0}},
    {"workbook without relationships",
     {{.name = RELS_PART, .text = NULL}},
     0,
     {0},
     {XT_SAY_PART_MISSING, "S", NULL, 0, 0}},
    {"sheet without part",
     {{.name = PACK_SHEET_NAME, .text = NULL}},
     0,
     {0},
     {XT_SAY_PART_MISSING, "S", NULL, 0, 0}},
    {"sheet outside the package",
     {{.name = RELS_PART,
       .text = PACK_RELS("<Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"http://x/\" "
                         "TargetMode=\"External\"/>")}},
     0,
     {0},
     {XT_SAY_PART_MISSING, "S", NULL, 0, 0}},
    {"a part that is no sheet",
     {{.name = PACK_SHEET_NAME, .text = PACK_STRINGS("")}},
     0,
     {0},
     {XT_SAY_XML_ROOT, PACK_SHEET_NAME, "sst", 0, 0}},
    {"styles damaged",
     {{.name = "xl/styles.xml", .text = "<styleSheet"}},
     0,
     {0},
     {XT_SAY_XML_CUT, "xl/styles.xml", NULL, 0, 0}},
    {"strings damaged",
     {{.name = "xl/sharedStrings.xml", .text = "<sst"}},
     0,
     {0},
     {XT_SAY_XML_CUT, "xl/sharedStrings.xml", NULL, 0, 0}},
    {"text of a part that is not there",
     {{.name = PACK_SHEET_NAME, .text = PACK_DATA("<row><c t=\"s\"><v>0</v></c></row>")}},
     0,
     {0},
     {XT_SAY_CELL_STRING, "S!A1", "0", 0, 0}},
    {"sheets",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK("<sheets>" SHEET("a", "rId1", "") SHEET("b", "rId1", "")
                                 SHEET("c", "rId1", "") "</sheets>")}},
     0,
     {.sheets = 2},
     {XT_SAY_LIMIT_SHEETS, NULL, NULL, 3, 2}},
    {"cell formats",
     {{.name = "xl/styles.xml", .text = PACK_STYLES("<cellXfs><xf/><xf/></cellXfs>")}},
     0,
     {.cell_formats = 1},
     {XT_SAY_LIMIT_FORMATS, NULL, NULL, 2, 1}},
    {"shared strings",
     {{.name = "xl/sharedStrings.xml", .text = PACK_STRINGS("<si/><si/>")}},
     0,
     {.strings_count = 1},
     {XT_SAY_LIMIT_STRINGS, NULL, NULL, 2, 1}},
    {"shared strings' size",
     {{.name = "xl/sharedStrings.xml", .text = PACK_STRINGS("<si><t>ab</t></si>")}},
     0,
     {.strings_size = 1},
     {XT_SAY_LIMIT_STRINGS_SIZE, NULL, NULL, 2, 1}},
    {"sheet size", {{0}}, 0, {.sheet_size = 30}, {XT_SAY_LIMIT_PART, PACK_SHEET_NAME, NULL, 0, 30}},
    {"part size", {{0}}, 0, {.part_size = 30}, {XT_SAY_LIMIT_PART, "_rels/.rels", NULL, 0, 30}},
};

START_TEST(refuses_sheets)
{
    xt_str file = pack_book(REFUSED[_i].parts);
    check_refused(REFUSED[_i].name, file, &REFUSED[_i].limits, REFUSED[_i].sheet, &REFUSED[_i].wanted);
    free_bytes(file);
}
END_TEST

START_TEST(has_default_limits)
{
    xt_limits limits = xt_limits_default();
    ck_assert_uint_eq(limits.input_size, UINT64_C(1) << 30);
    ck_assert_uint_eq(limits.zip_entries, 10000);
    ck_assert_uint_eq(limits.sheet_size, UINT64_C(4) << 30);
    ck_assert_uint_eq(limits.part_size, UINT64_C(512) << 20);
    ck_assert_uint_eq(limits.strings_size, UINT64_C(1) << 30);
    ck_assert_uint_eq(limits.strings_count, 5000000);
    ck_assert_uint_eq(limits.ratio, 1100);
    ck_assert_uint_eq(limits.xml_depth, 64);
    ck_assert_uint_eq(limits.xml_attributes, 256);
    ck_assert_uint_eq(limits.xml_attribute_size, 65536);
    ck_assert_uint_eq(limits.sheets, 4096);
    ck_assert_uint_eq(limits.cell_formats, 65536);
    ck_assert_uint_eq(limits.merges, 100000);
    ck_assert_uint_eq(limits.cell_size, 1 << 20);
    ck_assert_uint_eq(limits.text_size, 256 << 20);
    ck_assert_uint_eq(limits.text_factor, 64);
}
END_TEST

static const struct {
    const char *properties;
    bool date1904;
} SYSTEMS[] = {
    {"", false},
    {"<workbookPr/>", false},
    {"<workbookPr date1904=\"0\"/>", false},
    {"<workbookPr date1904=\"false\"/>", false},
    {"<workbookPr date1904=\"1\"/>", true},
    {"<workbookPr date1904=\"true\"/>", true},
    {"<other><workbookPr date1904=\"1\"/></other>", false},
};

START_TEST(tells_the_date_system)
{
    char *text =
        pack_text(PACK_WORKBOOK("%s<sheets>" SHEET("S", "rId1", "") "</sheets>"), SYSTEMS[_i].properties);
    xt_str file = pack_book((const pack_part[]){
        {.name = "xl/workbook.xml", .text = text},
        {.name = "xl/styles.xml", .text = PACK_STYLES("<cellXfs><xf numFmtId=\"14\"/></cellXfs>")},
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA("<row><c><v>60</v></c><c t=\"d\"><v>2024-03-31</v></c></row>")},
        {0}});
    check_shown(SYSTEMS[_i].properties, file, 0,
                SYSTEMS[_i].date1904 ? "1: A@1904-03-01 B@2024-03-31\n" : "1: A@1900-02-29 B@2024-03-31\n");
    xt_book *book = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert(xt_book_date1904(book) == SYSTEMS[_i].date1904);
    xt_book_close(book);
    free_bytes(file);
    free(text);
}
END_TEST

static const struct {
    const char *wanted;
    size_t index; /* SIZE_MAX: none */
} FINDS[] = {
    {"ITA-o16", 0},
    {"ita-O16", 0},
    {"รายการ", 1},
    {"3", 2},
    {"1", 3},
    {"4", 3},
    {"2", 1},
    {"5", SIZE_MAX},
    {"0", SIZE_MAX},
    {"-1", SIZE_MAX},
    {"", SIZE_MAX},
    {" 1", SIZE_MAX},
    {"ITA", SIZE_MAX},
    {"99999999999999999999", SIZE_MAX},
    {"ITA-o16 ", SIZE_MAX},
};

START_TEST(finds_sheets)
{
    xt_str file = pack_book((const pack_part[]){
        {.name = "xl/workbook.xml",
         .text = PACK_WORKBOOK("<sheets>" SHEET("ITA-o16", "rId1", "") SHEET("รายการ", "rId1", "")
                                   SHEET("x", "rId1", "") SHEET("1", "rId1", "") "</sheets>")},
        {0}});
    const fault wanted = {XT_SAY_SHEET_UNKNOWN, "ITA-o16, รายการ, x, 1", FINDS[_i].wanted, 0, 0};
    xt_book *book = NULL;
    xt_error error;
    size_t index = 77;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, &error), XT_OK);
    xt_status status = xt_book_find_sheet(book, FINDS[_i].wanted, &index, &error);
    if (FINDS[_i].index == SIZE_MAX)
        check_fault(FINDS[_i].wanted, 0, &wanted, status, &error);
    else
        ck_assert_msg(status == XT_OK && index == FINDS[_i].index, "%s: %zu", FINDS[_i].wanted, index);
    xt_book_close(book);
    free_bytes(file);
}
END_TEST

static TCase *ways_in(void)
{
    TCase *cases = tcase_create("ways in");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_loop_test(cases, opens_by_every_way, 0, WAYS);
    tcase_add_loop_test(cases, opens_old_workbooks_by_every_way, 0, WAYS);
    tcase_add_loop_test(cases, refuses_other_files, 0, XT_ENTRIES(OTHERS));
    tcase_add_loop_test(cases, finds_a_password_anywhere, 0, 10);
    tcase_add_loop_test(cases, refuses_other_archives, 0, XT_ENTRIES(ARCHIVES));
    tcase_add_test(cases, refuses_a_cut_file);
    tcase_add_test(cases, refuses_names_of_no_file);
#ifndef __wasi__
    tcase_add_test(cases, refuses_an_unreadable_file);
#endif
    tcase_add_test(cases, refuses_an_unreadable_descriptor);
    tcase_add_test(cases, limits_the_input);
    tcase_add_test(cases, limits_an_endless_stream);
    tcase_add_test(cases, limits_entries);
    tcase_add_test(cases, needs_no_limits);
    return cases;
}

static Suite *make_suite(void)
{
    Suite *suite = suite_create("book");
    TCase *cases = tcase_create("sheets");
    tcase_add_loop_test(cases, lists_sheets, 0, XT_ENTRIES(LISTS));
    tcase_add_loop_test(cases, finds_parts, 0, XT_ENTRIES(PLACES));
    tcase_add_loop_test(cases, refuses_sheets, 0, XT_ENTRIES(REFUSED));
    tcase_add_test(cases, has_default_limits);
    tcase_add_loop_test(cases, tells_the_date_system, 0, XT_ENTRIES(SYSTEMS));
    tcase_add_loop_test(cases, finds_sheets, 0, XT_ENTRIES(FINDS));
    suite_add_tcase(suite, ways_in());
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
