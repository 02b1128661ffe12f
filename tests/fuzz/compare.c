/* SPDX-License-Identifier: MIT */
#include "compare.h"

#include "base/error.h"
#include "base/utf8.h"
#include "read/book.h"

#include <inttypes.h>

typedef struct reading {
    compare_way way;
    xt_book *book;
    xt_sheet *sheet;
    const xt_row *row;
    xt_status status;
    xt_error error;
} reading;

/* All that is compared, and where it stands. */
typedef struct comparison {
    reading readings[COMPARE_WAYS_MOST];
    size_t count;
    compare_count *counted;
    const char *sheet; /* its name; NULL: none is open */
    uint32_t row;      /* the last one that was handed out */
    xt_bytes *says;
} comparison;

/* ------------------------------------------------------------ what is said */

static void put_way(xt_bytes *out, const compare_way *way)
{
    xt_bytes_printf(out, "%s, chunk %zu%s", way->use_scanner ? "scanner" : "expat", way->chunk,
                    way->ahead ? ", ahead" : "");
}

/* "scanner, chunk 7: sheet S behind row 4: ", to be followed by what differs. False, for the caller. */
static bool differ(comparison *c, const reading *r)
{
    put_way(c->says, &r->way);
    if (c->sheet)
        xt_bytes_printf(c->says, ": sheet %s", c->sheet);
    if (c->row)
        xt_bytes_printf(c->says, ", at or behind row %u", c->row);
    xt_bytes_puts(c->says, ": ");
    return false;
}

static void put_status(xt_bytes *out, const reading *r)
{
    char message[XT_MESSAGE_SIZE];
    if (!r->status) {
        xt_bytes_puts(out, "no error");
        return;
    }
    const xt_error *e = &r->error;
    xt_bytes_printf(out,
                    "%s (sentence %d, place \"%s\", text \"%s\", number %" PRId64 ", limit %" PRId64
                    ", offset %" PRId64 ", line %" PRId64 ", column %" PRId64 ", errno %d: %s)",
                    xt_status_code(r->status), e->sentence, e->place, e->text, e->number, e->limit, e->offset,
                    e->line, e->column, e->sys_errno,
                    xt_error_message(e, XT_LANG_EN, message, sizeof message));
}

/* A number or a text of one way is not that of the first. */
static bool same_number(comparison *c, const reading *r, const char *what, int64_t got, int64_t wanted)
{
    if (got == wanted)
        return true;
    differ(c, r);
    xt_bytes_printf(c->says, "%s is %" PRId64 " instead of %" PRId64, what, got, wanted);
    return false;
}

static bool same_text(comparison *c, const reading *r, const char *what, xt_str got, xt_str wanted)
{
    if (xt_str_equal(got, wanted))
        return true;
    differ(c, r);
    xt_bytes_printf(c->says, "%s is \"", what);
    xt_bytes_add(c->says, got);
    xt_bytes_puts(c->says, "\" instead of \"");
    xt_bytes_add(c->says, wanted);
    xt_bytes_puts(c->says, "\"");
    return false;
}

/* ------------------------------------------------------------ what cannot be */

/* Something is not as the header says that all readers give it. */
static bool wrong(comparison *c, const char *what, xt_str text)
{
    differ(c, &c->readings[0]);
    xt_bytes_printf(c->says, "%s: \"", what);
    xt_bytes_add(c->says, text);
    xt_bytes_puts(c->says, "\"");
    return false;
}

static bool fine_text(comparison *c, xt_str text)
{
    return xt_utf8_valid(text) == text.size || wrong(c, "a text that is no UTF-8", text);
}

/* An error, or a note: it has its status, and a sentence in both languages. */
static bool fine_error(comparison *c, xt_status status, const xt_error *error)
{
    char message[XT_MESSAGE_SIZE];
    bool fine = error->status == status;
    for (int lang = 0; fine && lang < XT_LANG_COUNT; lang++)
        fine = *xt_error_message(error, (xt_lang)lang, message, sizeof message) &&
               fine_text(c, xt_str_of(message));
    return fine || wrong(c, "an error that says nothing", xt_str_of(error->place));
}

/* There is either an error or a result. */
static bool fine_result(comparison *c, const reading *r, const void *result)
{
    return !r->status == (result != NULL) || wrong(c, "a result beside an error, or neither", (xt_str){0});
}

static bool fine_cell(comparison *c, const xt_cell *cell, uint32_t before)
{
    if (cell->column <= before || cell->column > XT_MAX_COLUMN)
        return wrong(c, "a column that cannot be", cell->text);
    if (cell->type == XT_CELL_TEXT && cell->text.size == 0)
        return wrong(c, "a text of no characters", cell->text);
    return fine_text(c, cell->text);
}

/* Rows of Office Open XML and of old workbooks come as they stand in the file. */
static bool fine_row(comparison *c, const xt_row *row)
{
    xt_container container = xt_book_container(c->readings[0].book);
    bool rises = container != XT_CONTAINER_XLSX && container != XT_CONTAINER_XLS;
    if (row->number == 0 || row->number > XT_MAX_ROW || (rises && row->number <= c->row))
        return wrong(c, "a row that cannot be", (xt_str){0});
    for (size_t i = 0; i < row->count; i++)
        if (!fine_cell(c, &row->cells[i], i ? row->cells[i - 1].column : 0))
            return false;
    return true;
}

/* ------------------------------------------------------------ errors */

/* "So many bytes or more": how many depends on the pieces in which expat gives a text. */
static bool is_or_more(int sentence)
{
    return sentence == XT_SAY_LIMIT_CELL || sentence == XT_SAY_LIMIT_STRINGS_SIZE;
}

/* Behind the root element expat tells of what it happens to have of the next token: this, or that the token
 * is bad, or that it is cut. */
static bool is_junk(const xt_error *e)
{
    return e->sentence == XT_SAY_XML_SYNTAX && strcmp(e->text, "junk after document element") == 0;
}

static bool is_xml(const xt_error *e)
{
    return e->sentence == XT_SAY_XML_SYNTAX || e->sentence == XT_SAY_XML_CUT;
}

static bool is_damage(const xt_error *e)
{
    return is_xml(e) || e->sentence == XT_SAY_ZIP_PART || e->sentence == XT_SAY_ZIP_SIZE;
}

static bool equal_errors(const xt_error *a, const xt_error *b)
{
    if ((is_junk(a) && is_xml(b)) || (is_junk(b) && is_xml(a)))
        return strcmp(a->place, b->place) == 0;
    return a->status == b->status && a->sentence == b->sentence && a->sys_errno == b->sys_errno &&
           a->offset == b->offset && a->line == b->line && a->column == b->column && a->limit == b->limit &&
           (a->number == b->number || is_or_more(a->sentence)) && strcmp(a->place, b->place) == 0 &&
           strcmp(a->text, b->text) == 0;
}

/* Whether the last step came to the same in every way. */
static bool same_status(comparison *c)
{
    const reading *first = &c->readings[0];
    if (first->status && !fine_error(c, first->status, &first->error))
        return false;
    for (size_t i = 1; i < c->count; i++) {
        const reading *r = &c->readings[i];
        if (!r->status == !first->status && (!r->status || equal_errors(&r->error, &first->error)))
            continue;
        if (r->way.loose && r->status && first->status && (is_damage(&r->error) || is_damage(&first->error)))
            continue;
        differ(c, r);
        put_status(c->says, r);
        xt_bytes_puts(c->says, " instead of ");
        put_status(c->says, first);
        return false;
    }
    return true;
}

/* ------------------------------------------------------------ rows */

/* The bits of a number: NaN and -0 are to be the same, too. */
static int64_t bits(double number)
{
    int64_t result;
    memcpy(&result, &number, sizeof result);
    return result;
}

static bool same_cell(comparison *c, const reading *r, const xt_cell *got, const xt_cell *wanted)
{
    return same_number(c, r, "a cell's column", got->column, wanted->column) &&
           same_number(c, r, "a cell's type", got->type, wanted->type) &&
           same_number(c, r, "a cell's flags", got->flags, wanted->flags) &&
           same_number(c, r, "a cell's format", got->format, wanted->format) &&
           same_number(c, r, "a cell's shared string", got->string, wanted->string) &&
           same_text(c, r, "a cell's text", got->text, wanted->text) &&
           same_number(c, r, "a cell's number (its bits)", bits(got->number), bits(wanted->number));
}

static bool same_row(comparison *c, const reading *r, const xt_row *got, const xt_row *wanted)
{
    if (!same_number(c, r, "the row's number", got->number, wanted->number) ||
        !same_number(c, r, "whether it is hidden", got->hidden, wanted->hidden) ||
        !same_number(c, r, "how many cells it has", (int64_t)got->count, (int64_t)wanted->count))
        return false;
    for (size_t i = 0; i < wanted->count; i++)
        if (!same_cell(c, r, &got->cells[i], &wanted->cells[i]))
            return false;
    return true;
}

/* Where a way is loose, damage that one of them has met comes sooner or later in the others: they read on. */
static void read_on(comparison *c)
{
    bool loose = false, met = false;
    for (size_t i = 0; i < c->count; i++) {
        loose = loose || c->readings[i].way.loose;
        met = met || (c->readings[i].status && is_damage(&c->readings[i].error));
    }
    for (size_t i = 0; loose && met && i < c->count; i++) {
        reading *r = &c->readings[i];
        while (!r->status && r->row)
            r->status = xt_sheet_next(r->sheet, &r->row, &r->error);
    }
}

/* The next row in every way; *more: there is one. */
static bool next_rows(comparison *c, bool *more)
{
    const reading *first = &c->readings[0];
    for (size_t i = 0; i < c->count; i++) {
        reading *r = &c->readings[i];
        r->status = xt_sheet_next(r->sheet, &r->row, &r->error);
    }
    read_on(c);
    if (!same_status(c))
        return false;
    *more = !first->status && first->row;
    for (size_t i = 1; i < c->count; i++) {
        const reading *r = &c->readings[i];
        if (!same_number(c, r, "whether there is a row more", r->row != NULL, first->row != NULL) ||
            (*more && !same_row(c, r, r->row, first->row)))
            return false;
    }
    if (*more && !fine_row(c, first->row))
        return false;
    if (*more) {
        c->row = first->row->number;
        c->counted->rows++;
        c->counted->cells += first->row->count;
    }
    return true;
}

/* ------------------------------------------------------------ sheets */

static bool same_merges(comparison *c, const reading *r)
{
    size_t wanted_count = 0, count = 0;
    const xt_range *wanted = xt_sheet_merges(c->readings[0].sheet, &wanted_count);
    const xt_range *got = xt_sheet_merges(r->sheet, &count);
    if (!same_number(c, r, "how many merges it has", (int64_t)count, (int64_t)wanted_count))
        return false;
    bool same = count == 0 || memcmp(got, wanted, count * sizeof *got) == 0;
    return same_number(c, r, "whether the merges are those of expat", same, true);
}

/* Most sheets hide few columns and none far to the right; those that hide any are looked at in full. */
static bool same_columns(comparison *c, const reading *r)
{
    bool same = true;
    for (uint32_t column = 1; same && column <= XT_MAX_COLUMN; column += column < 64 ? 1 : 127)
        same =
            xt_sheet_column_hidden(r->sheet, column) == xt_sheet_column_hidden(c->readings[0].sheet, column);
    return same_number(c, r, "whether the hidden columns are those of expat", same, true);
}

static bool compare_open_sheets(comparison *c)
{
    bool more = true;
    while (more)
        if (!next_rows(c, &more))
            return false;
    if (c->readings[0].status) {
        c->counted->refused++;
        return true;
    }
    for (size_t i = 1; i < c->count; i++)
        if (!same_merges(c, &c->readings[i]) || !same_columns(c, &c->readings[i]))
            return false;
    return true;
}

static bool compare_sheet(comparison *c, size_t index)
{
    c->row = 0;
    for (size_t i = 0; i < c->count; i++) {
        reading *r = &c->readings[i];
        r->sheet = NULL;
        r->status = xt_sheet_open(&r->sheet, r->book, index, &r->error);
    }
    bool same = same_status(c) && fine_result(c, &c->readings[0], c->readings[0].sheet);
    if (same && c->readings[0].status)
        c->counted->refused++;
    else if (same)
        same = compare_open_sheets(c);
    for (size_t i = 0; i < c->count; i++)
        xt_sheet_close(c->readings[i].sheet);
    return same;
}

/* ------------------------------------------------------------ books */

static bool same_info(comparison *c, const reading *r, size_t index)
{
    const xt_sheet_info *got = xt_book_sheet(r->book, index);
    const xt_sheet_info *wanted = xt_book_sheet(c->readings[0].book, index);
    return same_text(c, r, "a sheet's name", xt_str_of(got->name), xt_str_of(wanted->name)) &&
           same_number(c, r, "a sheet's visibility", got->visibility, wanted->visibility) &&
           same_number(c, r, "whether a sheet is a worksheet", got->is_worksheet, wanted->is_worksheet);
}

static bool same_book(comparison *c, const reading *r)
{
    const xt_book *wanted = c->readings[0].book;
    if (!same_number(c, r, "the container", xt_book_container(r->book), xt_book_container(wanted)) ||
        !same_number(c, r, "the date system", xt_book_date1904(r->book), xt_book_date1904(wanted)) ||
        !same_number(c, r, "how many sheets there are", (int64_t)xt_book_sheet_count(r->book),
                     (int64_t)xt_book_sheet_count(wanted)))
        return false;
    for (size_t i = 0; i < xt_book_sheet_count(wanted); i++)
        if (!same_info(c, r, i))
            return false;
    return true;
}

static bool fine_book(comparison *c)
{
    const xt_book *book = c->readings[0].book;
    for (size_t i = 0; i < xt_book_sheet_count(book); i++)
        if (!fine_text(c, xt_str_of(xt_book_sheet(book, i)->name)))
            return false;
    for (size_t i = 0; xt_book_note(book, i); i++)
        if (!fine_error(c, XT_OK, xt_book_note(book, i)))
            return false;
    return true;
}

static bool same_notes(comparison *c, const reading *r)
{
    const xt_book *wanted = c->readings[0].book;
    if (!same_number(c, r, "how many notes there are", (int64_t)xt_book_note_count(r->book),
                     (int64_t)xt_book_note_count(wanted)))
        return false;
    for (size_t i = 0; xt_book_note(wanted, i); i++)
        if (!same_number(c, r, "whether a note is that of expat",
                         equal_errors(xt_book_note(r->book, i), xt_book_note(wanted, i)), true))
            return false;
    return true;
}

static bool compare_open_books(comparison *c)
{
    const xt_book *first = c->readings[0].book;
    if (!fine_book(c))
        return false;
    for (size_t i = 1; i < c->count; i++)
        if (!same_book(c, &c->readings[i]))
            return false;
    for (size_t i = 0; i < xt_book_sheet_count(first); i++) {
        c->sheet = xt_book_sheet(first, i)->name;
        if (!compare_sheet(c, i))
            return false;
    }
    c->sheet = NULL;
    c->row = 0;
    for (size_t i = 1; i < c->count; i++)
        if (!same_notes(c, &c->readings[i]))
            return false;
    return true;
}

bool compare_ways(xt_str file, const xt_open_options *options, const compare_way *ways, size_t count,
                  compare_count *counted, xt_bytes *difference)
{
    comparison c = {.count = count, .counted = counted, .says = difference};
    for (size_t i = 0; i < count; i++) {
        reading *r = &c.readings[i];
        r->way = ways[i];
        r->status = xt_book_open_chunked(&r->book, file.data, file.size, r->way.chunk, r->way.use_scanner,
                                         options, &r->error);
        if (r->way.ahead && !r->status)
            r->book->ahead = XT_AHEAD_ALWAYS;
    }
    bool same = same_status(&c) && fine_result(&c, &c.readings[0], c.readings[0].book);
    if (same && c.readings[0].status)
        counted->refused++;
    else if (same)
        same = compare_open_books(&c);
    for (size_t i = 0; i < count; i++)
        xt_book_close(c.readings[i].book);
    return same;
}

void compare_usual_ways(size_t number, compare_way ways[COMPARE_USUAL])
{
    static const size_t ODD[] = {1, 2, 3, 5, 7, 13, 64, 251, 1000, 4096, 65537};
    enum { ODDS = sizeof ODD / sizeof *ODD };
    ways[0] = (compare_way){0};
    ways[1] = (compare_way){.use_scanner = true};
    ways[2] = (compare_way){.chunk = ODD[number % ODDS], .use_scanner = true};
    ways[3] = (compare_way){
        .chunk = ODD[(number / ODDS + number) % ODDS], .use_scanner = number % 4, .ahead = true};
}
