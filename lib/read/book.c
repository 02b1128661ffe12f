/* SPDX-License-Identifier: MIT
 *
 * The front door: tells what a file is before anything trusts it, and opens it when it is a workbook.
 */
#include "read/book.h"

#include "base/error.h"
#include "base/hashset.h"
#include "base/number.h"
#include "read/container.h"
#include "read/zip_directory.h"

#include <stdlib.h>

xt_open_options xt_open_options_default(void)
{
    return (xt_open_options){.limits = xt_limits_default()};
}

/* Who reads a container. What nobody reads is refused with a sentence of its own. */
static const struct {
    const xt_source *source;
    xt_sentence refusal;
} CONTAINERS[XT_CONTAINER_COUNT] = {
    [XT_CONTAINER_UNKNOWN] = {NULL, XT_SAY_IS_UNKNOWN},
    [XT_CONTAINER_XLSX] = {&xt_source_ooxml, 0},
    [XT_CONTAINER_XLSB] = {NULL, XT_SAY_IS_XLSB},
    [XT_CONTAINER_XLS] = {&xt_source_biff, 0},
    [XT_CONTAINER_ENCRYPTED] = {NULL, XT_SAY_ENCRYPTED},
    [XT_CONTAINER_ODS] = {&xt_source_ods, 0},
    [XT_CONTAINER_WORD] = {NULL, XT_SAY_IS_WORD},
    [XT_CONTAINER_ZIP] = {NULL, XT_SAY_IS_ZIP},
    [XT_CONTAINER_HTML] = {&xt_source_html, 0},
    [XT_CONTAINER_XML] = {NULL, XT_SAY_IS_XML},
    [XT_CONTAINER_CSV] = {&xt_source_csv, 0},
    [XT_CONTAINER_TEXT] = {NULL, XT_SAY_IS_TEXT},
    [XT_CONTAINER_PDF] = {NULL, XT_SAY_IS_PDF},
};

static xt_status tell_container(xt_book *book, xt_error *error)
{
    char head[XT_HEAD_SIZE + 1]; /* one more tells that the file goes on */
    size_t got = 0;
    xt_status status = xt_input_read(&book->input, 0, head, sizeof head, &got, error);
    if (!status)
        book->container = xt_container_tell((xt_str){head, got});
    bool anything = book->container == XT_CONTAINER_TEXT || book->container == XT_CONTAINER_UNKNOWN;
    if (!status && anything && (book->encoding || book->delimiter))
        book->container = XT_CONTAINER_CSV; /* the caller knows */
    return status;
}

static bool has_part(const xt_zip *zip, const char *name)
{
    return xt_zip_find(zip, xt_str_of(name)) != XT_NO_PART;
}

/* What an archive holds: a package has relationships; an OpenDocument file a content and something that tells
 * of it, or all of it encrypted in one part (ODF 1.4 part 2). */
static xt_container tell_archive(const xt_zip *zip)
{
    bool manifest = has_part(zip, "META-INF/manifest.xml");
    bool document = has_part(zip, "content.xml") && (manifest || has_part(zip, "mimetype"));
    bool encrypted = manifest && has_part(zip, "encrypted-package");
    if (has_part(zip, "_rels/.rels"))
        return XT_CONTAINER_XLSX;
    return document || encrypted ? XT_CONTAINER_ODS : XT_CONTAINER_ZIP;
}

/* What the directory tells besides. */
static xt_status note_directory(xt_book *book, const xt_zip_directory *directory, xt_error *error)
{
    xt_status status = XT_OK;
    if (directory->behind)
        status = xt_book_say(book, XT_SAY_NOTE_BEHIND, (xt_str){0}, (xt_str){0}, directory->behind, error);
    if (!status && directory->unlisted)
        status =
            xt_book_say(book, XT_SAY_NOTE_UNLISTED, (xt_str){0}, (xt_str){0}, directory->unlisted, error);
    return status;
}

static xt_status open_zip(xt_book *book, const char *path, xt_error *error)
{
    const xt_input *input = &book->input;
    if (input->bytes)
        return xt_zip_open_memory(&book->zip, input->bytes, (size_t)input->size, &book->limits, error);
    return xt_zip_open_path(&book->zip, path, &book->limits, error);
}

/* Opens the archive, which from then on stands for the file, once its directory was looked through. */
static xt_status open_archive(xt_book *book, const char *path, xt_error *error)
{
    xt_zip_directory directory;
    xt_status status = xt_zip_directory_read(&directory, &book->input, &book->limits, error);
    if (!status)
        status = open_zip(book, path, error);
    if (!status && !xt_zip_agrees(book->zip, &directory))
        status = xt_fail(error, XT_SAY_ZIP_TWO);
    if (!status)
        status = note_directory(book, &directory, error);
    if (!status && !book->input.bytes)
        xt_input_close(&book->input);
    xt_zip_directory_free(&directory);
    return status;
}

/* Nobody knows the file; is it one with something in front of it? */
static xt_status refuse_unknown(const xt_book *book, xt_error *error)
{
    uint64_t before = 0;
    xt_status status = xt_zip_directory_before(&book->input, &before, error);
    if (status)
        return status;
    return before ? xt_fail_limit(error, XT_SAY_ZIP_BEFORE, (xt_str){0}, before, 0)
                  : xt_fail(error, XT_SAY_IS_UNKNOWN);
}

/* A book without sheets must not look like one without rows. Of two sheets of one name, letter case aside,
 * must be said which one a name means. */
static xt_status note_sheets(xt_book *book, xt_error *error)
{
    xt_hashset names = {0};
    xt_status status = XT_OK;
    if (book->sheet_count == 0)
        status = xt_book_say(book, XT_SAY_NOTE_NO_SHEETS, (xt_str){0}, (xt_str){0}, 0, error);
    for (size_t i = 0; !status && i < book->sheet_count; i++) {
        xt_str name = xt_str_of(book->sheets[i].info.name);
        uint32_t first = 0;
        bool added = false;
        if (xt_hashset_add(&names, xt_str_hash_nocase(name), (uint32_t)i, &first, &added))
            status = xt_fail_memory(error);
        else if (!added && xt_str_equal_nocase(name, xt_str_of(book->sheets[first].info.name)))
            status = xt_book_say(book, XT_SAY_NOTE_SHEETS, (xt_str){0}, name, 0, error);
    }
    xt_hashset_free(&names);
    return status;
}

/* The input is open: what is it, and what does it hold? */
static xt_status load(xt_book *book, const char *path, xt_error *error)
{
    uint64_t most = book->limits.input_size;
    book->file_size = book->input.size;
    xt_status status = tell_container(book, error);
    bool streamed = book->container == XT_CONTAINER_CSV && book->input.fd >= 0;
    if (!status && most && book->file_size > most && !streamed)
        status = xt_fail_limit(error, XT_SAY_LIMIT_INPUT, (xt_str){0}, book->file_size, most);
    if (!status && book->container == XT_CONTAINER_ZIP) {
        status = open_archive(book, path, error);
        if (!status && book->ahead == XT_AHEAD_NEVER)
            xt_zip_stay_single(book->zip);
        if (!status)
            book->container = tell_archive(book->zip);
    }
    if (status)
        return status;
    if (book->container == XT_CONTAINER_UNKNOWN)
        return refuse_unknown(book, error);
    book->source = CONTAINERS[book->container].source;
    if (!book->source)
        return xt_fail(error, CONTAINERS[book->container].refusal);
    status = book->source->load(book, error);
    return status ? status : note_sheets(book, error);
}

/* "procurement" of "folder/procurement.csv". */
static xt_str stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    xt_str name = xt_str_of(slash ? slash + 1 : path);
    for (size_t i = name.size; i-- > 1;)
        if (name.data[i] == '.')
            return (xt_str){name.data, i};
    return name;
}

static xt_book *new_book(const xt_open_options *options, const char *path)
{
    xt_book *book = calloc(1, sizeof *book);
    if (!book)
        return NULL;
    xt_open_options chosen = options ? *options : xt_open_options_default();
    book->limits = chosen.limits;
    book->delimiter = chosen.delimiter;
    book->ahead = chosen.single_thread ? XT_AHEAD_NEVER : XT_AHEAD_AUTO;
    book->input = xt_input_none();
    book->sheet_list = xt_bytes_make(SIZE_MAX / 2);
    book->notes = xt_bytes_make(XT_NOTES_KEPT * sizeof(xt_error));
    book->name = xt_arena_copy(&book->arena, path ? stem_of(path) : XT_LITERAL("Sheet1"));
    bool named = chosen.encoding && *chosen.encoding;
    book->encoding = named ? xt_arena_copy(&book->arena, xt_str_of(chosen.encoding)) : NULL;
    if (!book->name || (named && !book->encoding)) {
        xt_book_close(book);
        return NULL;
    }
    return book;
}

/* Hands out the book, or closes it when something failed. */
static xt_status finish(xt_book **out, xt_book *book, xt_status status)
{
    if (status)
        xt_book_close(book);
    else
        *out = book;
    return status;
}

xt_status xt_book_open_chunked(xt_book **out, const void *data, size_t size, size_t chunk, bool use_scanner,
                               const xt_open_options *options, xt_error *error)
{
    xt_book *book = new_book(options, NULL);
    if (!book)
        return xt_fail_memory(error);
    book->chunk = chunk;
    book->slow = !use_scanner;
    if (chunk) /* tests count the bytes themselves */
        book->ahead = XT_AHEAD_NEVER;
    xt_status status = xt_input_open_memory(&book->input, (xt_str){data, size}, error);
    return finish(out, book, status ? status : load(book, NULL, error));
}

xt_status xt_book_open_memory(xt_book **book, const void *data, size_t size, const xt_open_options *options,
                              xt_error *error)
{
    return xt_book_open_chunked(book, data, size, 0, true, options, error);
}

xt_status xt_book_open_fd(xt_book **out, int fd, const xt_open_options *options, xt_error *error)
{
    xt_book *book = new_book(options, NULL);
    if (!book)
        return xt_fail_memory(error);
    xt_status status = xt_input_open_fd(&book->input, fd, book->limits.input_size, error);
    return finish(out, book, status ? status : load(book, NULL, error));
}

xt_status xt_book_open(xt_book **out, const char *path, const xt_open_options *options, xt_error *error)
{
    xt_book *book = new_book(options, path);
    if (!book)
        return xt_fail_memory(error);
    xt_status status = xt_input_open(&book->input, path, book->limits.input_size, error);
    return finish(out, book, status ? status : load(book, path, error));
}

void xt_book_close(xt_book *book)
{
    if (!book)
        return;
    if (book->source && book->source->unload)
        book->source->unload(book);
    xt_strings_free(&book->strings);
    xt_styles_free(&book->styles);
    xt_zip_close(book->zip);
    xt_input_close(&book->input);
    xt_arena_free(&book->arena);
    xt_bytes_free(&book->sheet_list);
    xt_bytes_free(&book->notes);
    free(book);
}

xt_status xt_book_add_sheet(xt_book *book, xt_str name, xt_book_sheet_entry **entry, xt_error *error)
{
    uint64_t most = book->limits.sheets;
    if (most && book->sheet_count >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_SHEETS, (xt_str){0}, book->sheet_count + 1, most);
    xt_book_sheet_entry added = {.part = XT_NO_PART, .info.is_worksheet = true};
    added.info.name = xt_arena_copy(&book->arena, name);
    if (!added.info.name || xt_bytes_append(&book->sheet_list, &added, sizeof added))
        return xt_fail_memory(error);
    book->sheets = (xt_book_sheet_entry *)(void *)book->sheet_list.data;
    *entry = &book->sheets[book->sheet_count++];
    return XT_OK;
}

xt_status xt_book_add_note(xt_book *book, const xt_error *note, xt_error *error)
{
    if (book->note_count++ >= XT_NOTES_KEPT)
        return XT_OK;
    if (!book->notes.data &&
        !xt_bytes_reserve(&book->notes, XT_NOTES_KEPT * sizeof *note)) /* they never move */
        return xt_fail_memory(error);
    return xt_bytes_append(&book->notes, note, sizeof *note) ? xt_fail_memory(error) : XT_OK;
}

xt_status xt_book_say(xt_book *book, xt_sentence sentence, xt_str place, xt_str text, uint64_t number,
                      xt_error *error)
{
    xt_error note;
    xt_fail_at(&note, sentence, place, text);
    note.number = (int64_t)number;
    return xt_book_add_note(book, &note, error);
}

const xt_error *xt_book_note(const xt_book *book, size_t index)
{
    const xt_error *notes = (const xt_error *)(const void *)book->notes.data;
    return index < book->notes.size / sizeof *notes ? &notes[index] : NULL;
}

uint64_t xt_book_note_count(const xt_book *book)
{
    return book->note_count;
}

xt_container xt_book_container(const xt_book *book)
{
    return book->container;
}

xt_status xt_book_set_encoding(xt_book *book, const xt_decoding *how, xt_error *error)
{
    const char *name = xt_charset_name(how->charset);
    book->read_encoding = *name || !how->name ? name : xt_arena_copy(&book->arena, xt_str_of(how->name));
    return book->read_encoding ? XT_OK : xt_fail_memory(error);
}

const char *xt_book_encoding(const xt_book *book)
{
    return book->read_encoding;
}

char xt_book_delimiter(const xt_book *book)
{
    return book->read_delimiter;
}

bool xt_book_is_untyped(const xt_book *book)
{
    return book->source->untyped;
}

xt_status xt_book_worksheet(xt_book *book, size_t index, xt_book_sheet_entry **out, xt_error *error)
{
    if (index >= book->sheet_count)
        return xt_fail(error, XT_SAY_NO_WORKSHEET);
    xt_book_sheet_entry *entry = &book->sheets[index];
    if (!entry->info.is_worksheet)
        return xt_fail_at(error, XT_SAY_SHEET_CHART, (xt_str){0}, xt_str_of(entry->info.name));
    if (book->zip && entry->part == XT_NO_PART)
        return xt_fail_at(error, XT_SAY_PART_MISSING, xt_str_of(entry->info.name), (xt_str){0});
    *out = entry;
    return XT_OK;
}

size_t xt_book_sheet_count(const xt_book *book)
{
    return book->sheet_count;
}

const xt_sheet_info *xt_book_sheet(const xt_book *book, size_t index)
{
    return index < book->sheet_count ? &book->sheets[index].info : NULL;
}

bool xt_book_date1904(const xt_book *book)
{
    return book->date1904;
}

xt_status xt_book_find_sheet(const xt_book *book, const char *name, size_t *index, xt_error *error)
{
    xt_str wanted = xt_str_of(name);
    for (size_t i = 0; i < book->sheet_count; i++)
        if (xt_str_equal_nocase(xt_str_of(book->sheets[i].info.name), wanted)) {
            *index = i;
            return XT_OK;
        }
    uint64_t number = 0;
    if (xt_uint_parse(wanted, book->sheet_count, &number) && number > 0) {
        *index = (size_t)number - 1;
        return XT_OK;
    }
    xt_bytes names = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < book->sheet_count; i++) {
        xt_bytes_puts(&names, i ? ", " : "");
        xt_bytes_puts(&names, book->sheets[i].info.name);
    }
    xt_status status = xt_fail_at(error, XT_SAY_SHEET_UNKNOWN, xt_bytes_str(&names), wanted);
    xt_bytes_free(&names);
    return status;
}
