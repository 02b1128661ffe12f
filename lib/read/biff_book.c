/* SPDX-License-Identifier: MIT
 *
 * The workbook's own part of the stream ([MS-XLS] 2.1.7.20.3). Up to BIFF4 there is one sheet and nothing
 * around it: what is said of the workbook stands in the sheet.
 */
#include "read/biff_book.h"

#include "base/error.h"
#include "base/hashset.h"
#include "base/le.h"
#include "read/cfb.h"
#include "read/container.h"

#include <stdlib.h>

/* What a BOF begins ([MS-XLS] 2.4.21; BIFF4 for the last). */
enum { KIND_WORKBOOK = 0x0005, KIND_CHART = 0x0020, KIND_MACROS = 0x0040, KIND_WORKSPACE = 0x0100 };

typedef struct reader {
    xt_book *book;
    xt_biff_book *own;
    xt_biff biff;
    xt_bytes text;      /* the name or format that is read */
    xt_bytes formats;   /* of uint16_t: the number format of each cell format */
    xt_hashset codes;   /* number format -> 1 where it is a date */
    uint32_t next_code; /* up to BIFF4 formats are numbered as they come */
} reader;

/* ------------------------------------------------------------ the stream */

/* Whether the stream of an encrypted package is named anywhere, searched for a window at a time. */
static xt_status search_encrypted(const xt_input *input, bool *encrypted, xt_error *error)
{
    enum { WINDOW = 64 * 1024, OVERLAP = 64 };
    char *window = malloc(WINDOW);
    if (!window)
        return xt_fail_memory(error);
    xt_status status = XT_OK;
    *encrypted = false;
    for (uint64_t at = 0; !status && !*encrypted && at < input->size; at += WINDOW - OVERLAP) {
        size_t got = 0;
        status = xt_input_read(input, at, window, WINDOW, &got, error);
        if (!status)
            *encrypted = xt_compound_is_encrypted((xt_str){window, got});
    }
    free(window);
    return status;
}

static xt_status refuse(xt_book *book, xt_container container, xt_sentence sentence, xt_error *error)
{
    book->container = container;
    return xt_fail(error, sentence);
}

/* A compound file that cannot be read is refused as what it was, where that can be seen. */
static xt_status refuse_damaged(xt_book *book, xt_status damage, xt_error *error)
{
    bool encrypted = false;
    if (damage != XT_TRUNCATED && damage != XT_CORRUPT_ZIP)
        return damage;
    xt_status status = search_encrypted(&book->input, &encrypted, NULL);
    if (status == XT_OUT_OF_MEMORY)
        return xt_fail_memory(error);
    return encrypted ? refuse(book, XT_CONTAINER_ENCRYPTED, XT_SAY_ENCRYPTED, error) : damage;
}

/* Reads the stream out of a compound file. Files of Excel 5 and 97 at once hold both. */
static xt_status read_compound(xt_book *book, xt_biff_book *own, xt_error *error)
{
    xt_cfb *cfb = NULL;
    xt_status status = xt_cfb_open(&cfb, &book->input, error);
    if (status)
        return refuse_damaged(book, status, error);
    uint32_t stream = xt_cfb_find(cfb, "Workbook");
    if (stream == XT_CFB_NONE)
        stream = xt_cfb_find(cfb, "Book");
    if (stream != XT_CFB_NONE)
        status = xt_cfb_read(cfb, stream, &own->owned, error);
    else if (xt_cfb_find(cfb, "EncryptedPackage") != XT_CFB_NONE) /* [MS-OFFCRYPTO] 2.3.4.4 */
        status = refuse(book, XT_CONTAINER_ENCRYPTED, XT_SAY_ENCRYPTED, error);
    else
        status = refuse(book, XT_CONTAINER_WORD, XT_SAY_IS_WORD, error);
    xt_cfb_close(cfb);
    own->biff.stream = xt_bytes_str(&own->owned);
    return status;
}

static xt_status find_stream(xt_book *book, xt_biff_book *own, xt_error *error)
{
    char head[8];
    size_t got = 0;
    xt_status status = xt_input_read(&book->input, 0, head, sizeof head, &got, error);
    if (status)
        return status;
    return xt_str_equal((xt_str){head, got}, XT_CFB_SIGNATURE)
               ? read_compound(book, own, error)
               : xt_input_all(&book->input, &own->biff.stream, error);
}

/* ------------------------------------------------------------ its records */

/* In CODEPAGE ([MS-XLS] 2.4.52) and older; 1200 is UTF-16, which says nothing of bytes. */
static const struct {
    uint32_t number;
    xt_page page;
} PAGES[] = {{1252, XT_PAGE_1252}, {0x8001, XT_PAGE_1252}, {1200, XT_PAGE_1252},  {367, XT_PAGE_1252},
             {1250, XT_PAGE_1250}, {10000, XT_PAGE_MAC},   {0x8000, XT_PAGE_MAC}, {874, XT_PAGE_874}};

static xt_status set_code_page(reader *r, uint32_t number, xt_error *error)
{
    r->own->code_page = number;
    r->biff.page = XT_PAGE_1252;
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        if (PAGES[i].number == number) {
            r->biff.page = PAGES[i].page;
            return XT_OK;
        }
    if (r->biff.version >= 8)
        return XT_OK;
    return xt_book_say(r->book, XT_SAY_NOTE_CODE_PAGE, (xt_str){0}, (xt_str){0}, number, error);
}

xt_status xt_biff_note_undefined(xt_book *book, const xt_biff *biff, xt_error *error)
{
    xt_biff_book *own = book->own;
    if (!biff->undefined || own->noted)
        return XT_OK;
    own->noted = true;
    return xt_book_say(book, XT_SAY_NOTE_UNDEFINED, xt_str_of(biff->place), (xt_str){0}, own->code_page,
                       error);
}

/* What must be known before texts are read. */
static xt_status read_first(reader *r, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&r->biff, 2);
    switch (r->biff.type) {
    case XT_BIFF_FILEPASS: return xt_fail(error, XT_SAY_ENCRYPTED);
    case XT_BIFF_CODEPAGE: return p ? set_code_page(r, xt_le16(p), error) : xt_biff_damaged(&r->biff, error);
    default: return XT_OK;
    }
}

static xt_status read_date_system(reader *r, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&r->biff, 2);
    if (!p)
        return xt_biff_damaged(&r->biff, error);
    r->book->date1904 = xt_le16(p) != 0;
    return XT_OK;
}

/* Reads a text behind `skip` bytes of the record into r->text. */
static xt_status read_text(reader *r, size_t skip, size_t length_size, xt_error *error)
{
    r->biff.used = skip;
    xt_bytes_clear(&r->text);
    xt_status status = xt_biff_text(&r->biff, length_size, &r->text, error);
    return status ? status : xt_biff_note_undefined(r->book, &r->biff, error);
}

/* A name is a C string: it cannot hold the character 0, which none should. */
static xt_status read_name(reader *r, size_t skip, xt_error *error)
{
    xt_status status = read_text(r, skip, 1, error);
    for (size_t i = 0; !status && i < r->text.size; i++)
        if (r->text.data[i] == '\0')
            r->text.data[i] = ' ';
    return status;
}

/* [MS-XLS] 2.4.28, the same in BIFF5. */
static xt_status read_sheet_entry(reader *r, xt_error *error)
{
    static const xt_visibility STATES[] = {XT_VISIBLE, XT_HIDDEN, XT_VERY_HIDDEN, XT_VISIBLE};
    const unsigned char *p = xt_biff_fields(&r->biff, 6);
    if (!p)
        return xt_biff_damaged(&r->biff, error);
    uint32_t place = xt_le32(p);
    unsigned state = p[4] & 3, kind = p[5];
    xt_book_sheet_entry *entry = NULL;
    xt_status status = read_name(r, 6, error);
    if (!status)
        status = xt_book_add_sheet(r->book, xt_bytes_str(&r->text), &entry, error);
    if (status)
        return status;
    entry->part = place;
    entry->info.visibility = STATES[state];
    entry->info.is_worksheet = kind == 0;
    return XT_OK;
}

/* [MS-XLS] 2.4.126. BIFF4 has two bytes without meaning in the number's place, BIFF2 and BIFF3 nothing. */
static xt_status read_format(reader *r, xt_error *error)
{
    bool numbered = r->biff.version >= 5;
    size_t skip = r->biff.type == XT_BIFF_FORMAT_4 ? 2 : 0;
    const unsigned char *p = xt_biff_fields(&r->biff, skip);
    if (!p)
        return xt_biff_damaged(&r->biff, error);
    uint32_t number = numbered && skip ? xt_le16(p) : r->next_code++, found = 0;
    bool added = false;
    xt_status status = read_text(r, skip, r->biff.version >= 8 ? 2 : 1, error);
    if (!status &&
        xt_hashset_add(&r->codes, number, xt_format_code_is_date(xt_bytes_str(&r->text)), &found, &added))
        status = xt_fail_memory(error);
    return status;
}

/* [MS-XLS] 2.4.353; two bytes for the number format from BIFF5 on, one before. */
static xt_status read_cell_format(reader *r, xt_error *error)
{
    const unsigned char *p = xt_biff_fields(&r->biff, 4);
    if (!p)
        return xt_biff_damaged(&r->biff, error);
    uint64_t most = r->book->limits.cell_formats, count = r->formats.size / sizeof(uint16_t);
    if (most && count >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_FORMATS, (xt_str){0}, count + 1, most);
    uint16_t number = 0;
    switch (r->biff.type) {
    case XT_BIFF_XF_2: number = p[2] & 0x3F; break;
    case XT_BIFF_XF_5: number = xt_le16(p + 2); break;
    default: number = p[1]; break;
    }
    return xt_bytes_append(&r->formats, &number, sizeof number) ? xt_fail_memory(error) : XT_OK;
}

/* [MS-XLS] 2.4.265. */
static xt_status read_strings(reader *r, xt_error *error)
{
    xt_strings *strings = &r->book->strings;
    const unsigned char *p = xt_biff_fields(&r->biff, 8);
    if (!p)
        return xt_biff_damaged(&r->biff, error);
    uint32_t announced = xt_le32(p + 4);
    r->biff.used = 8;
    xt_status status = XT_OK;
    while (!status && strings->count < announced) {
        /* What is not there is missed where a cell asks for it. */
        if (r->biff.used == r->biff.size && !xt_biff_continue(&r->biff))
            break;
        status = xt_biff_text(&r->biff, 2, &strings->text, error);
        if (!status)
            status = xt_strings_end(strings, &r->book->limits, error);
    }
    return status;
}

static xt_status read_rest(reader *r, xt_error *error)
{
    switch (r->biff.type) {
    case XT_BIFF_DATE1904: return read_date_system(r, error);
    case XT_BIFF_BOUNDSHEET: return read_sheet_entry(r, error);
    case XT_BIFF_FORMAT:
    case XT_BIFF_FORMAT_4: return read_format(r, error);
    case XT_BIFF_XF_2:
    case XT_BIFF_XF_3:
    case XT_BIFF_XF_4:
    case XT_BIFF_XF_5: return read_cell_format(r, error);
    case XT_BIFF_SST: return read_strings(r, error);
    default: return XT_OK;
    }
}

/* ------------------------------------------------------------ all of it */

/* Goes over the records of the first substream. */
static xt_status walk(reader *r, xt_status (*on_record)(reader *, xt_error *), xt_error *error)
{
    unsigned kind = 0;
    bool more = true;
    xt_status status = xt_biff_begin(&r->biff, 0, &kind, error);
    while (!status && more) {
        status = xt_biff_next(&r->biff, &more, error);
        if (!status && more)
            status = on_record(r, error);
    }
    return status;
}

static bool is_date(const reader *r, uint32_t number)
{
    uint32_t custom = 0;
    if (xt_hashset_get(&r->codes, number, &custom))
        return custom != 0; /* overrules the built-in one of its number */
    return r->biff.version >= 5 && xt_format_id_is_date(number);
}

/* Which cell formats show dates, now that all number formats are known. */
static xt_status settle_formats(reader *r, xt_error *error)
{
    xt_bytes *dates = &r->book->styles.is_date;
    const uint16_t *formats = (const uint16_t *)(const void *)r->formats.data;
    size_t count = r->formats.size / sizeof *formats;
    r->own->bare_formats = r->biff.version == 2 && count == 0;
    for (size_t i = 0; i < count; i++)
        xt_bytes_putc(dates, (char)is_date(r, formats[i]));
    for (uint32_t i = 0; r->own->bare_formats && i < r->next_code; i++)
        xt_bytes_putc(dates, (char)is_date(r, i));
    return dates->fault ? xt_fail_memory(error) : XT_OK;
}

static xt_status read_workbook(reader *r, xt_error *error)
{
    unsigned kind = 0;
    xt_book_sheet_entry *entry = NULL;
    xt_status status = xt_biff_begin(&r->biff, 0, &kind, error);
    if (!status && kind == KIND_WORKSPACE)
        return xt_fail(error, XT_SAY_IS_XLW);
    if (!status)
        status = walk(r, read_first, error);
    r->own->biff = r->biff;
    if (!status)
        status = walk(r, read_rest, error);
    if (!status)
        status = settle_formats(r, error);
    if (status || kind == KIND_WORKBOOK)
        return status;
    status = xt_book_add_sheet(r->book, XT_LITERAL("Sheet1"), &entry, error);
    if (status)
        return status;
    entry->part = 0;
    entry->info.is_worksheet = kind != KIND_CHART && kind != KIND_MACROS;
    return XT_OK;
}

xt_status xt_biff_load(xt_book *book, xt_error *error)
{
    xt_biff_book *own = calloc(1, sizeof *own);
    if (!own)
        return xt_fail_memory(error);
    own->owned = xt_bytes_make(SIZE_MAX / 2);
    own->biff.place = "Workbook";
    own->code_page = 1252;
    book->own = own;
    book->strings = xt_strings_make(&book->limits);
    book->styles.is_date = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = find_stream(book, own, error);
    if (status)
        return status;
    reader r = {.book = book, .own = own, .biff = own->biff};
    r.text = r.formats = xt_bytes_make(SIZE_MAX / 2);
    status = read_workbook(&r, error);
    xt_bytes_free(&r.text);
    xt_bytes_free(&r.formats);
    xt_hashset_free(&r.codes);
    return status;
}

void xt_biff_unload(xt_book *book)
{
    xt_biff_book *own = book->own;
    if (!own)
        return;
    xt_bytes_free(&own->owned);
    free(own);
}
