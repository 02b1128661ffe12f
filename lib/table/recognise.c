/* SPDX-License-Identifier: MIT
 *
 * Which template a sheet follows: the item's code, then the year in the titles, then the fiscal year in the
 * rows, then the headers. When several still fit, the newest, and the answer says that it was guessed.
 */
#include "base/utf8.h"
#include "table/header.h"
#include "table/loader.h"
#include "thai/digits.h"

enum { MAX_FOUND = 16 };

/* What the titles and the sheet's name say. */
typedef struct titles {
    int items[MAX_FOUND], years[MAX_FOUND];
    size_t item_count, year_count;
} titles;

static bool has(const int *numbers, size_t count, int wanted)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] == wanted)
            return true;
    return false;
}

static void add(int *numbers, size_t *count, int number)
{
    if (*count < MAX_FOUND && !has(numbers, *count, number))
        numbers[(*count)++] = number;
}

static int digit_of(uint32_t code)
{
    return code >= '0' && code <= '9' ? (int)(code - '0') : xt_thai_digit(code);
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Whether the sign between two runs of digits makes one date, time, amount or telephone number of them.
 * "2567-016" is none of these. */
static bool joins(uint32_t sign, uint32_t beyond, int digits)
{
    bool is_joiner = sign == '/' || sign == '.' || sign == ':' || sign == ',' || (sign == '-' && digits < 3);
    return is_joiner && digit_of(beyond) >= 0;
}

/* Whether a zero with digits behind it, from `from` to `end`, stands for the letter o and digits: it is no
 * part of something longer, and no day of the month ("วันที่ 05 มีนาคม"). `earlier` and `before` come before it.
 */
static bool is_zero_code(xt_str text, size_t from, size_t end, int digits, uint32_t earlier, uint32_t before)
{
    uint32_t after = end < text.size ? xt_utf8_next(text, &end) : ' ';
    uint32_t later = end < text.size ? xt_utf8_next(text, &end) : ' ';
    if (joins(before, earlier, digits) || joins(after, later, digits))
        return false;
    return digits == 3 || from == 0 || before != ' ';
}

/* Item codes are written o16, O16, 016 and ๐๑๖: the letter o or a zero, then one or two digits; years are
 * four digits from 2500 on. Both stand free of further digits and Latin letters. */
static void scan(titles *t, xt_str text)
{
    uint32_t earlier = ' ', before = ' ';
    for (size_t at = 0; at < text.size;) {
        size_t next = at, from = at;
        uint32_t code = xt_utf8_next(text, &next);
        bool starts = code == 'o' || code == 'O' || digit_of(code) >= 0;
        if (!starts || digit_of(before) >= 0 || is_letter(before)) {
            earlier = before;
            before = code;
            at = next;
            continue;
        }
        int number = digit_of(code) > 0 ? digit_of(code) : 0, digits = 1;
        bool coded = digit_of(code) <= 0;
        uint32_t last = code;
        for (at = next; at < text.size; at = next) {
            next = at;
            last = xt_utf8_next(text, &next);
            if (digit_of(last) < 0)
                break;
            number = number < 100000 ? number * 10 + digit_of(last) : number;
            digits++;
            last = '0';
        }
        if (coded && digit_of(code) == 0)
            coded = is_zero_code(text, from, at, digits, earlier, before);
        earlier = before = '0';
        if (is_letter(last))
            continue;
        if (coded && (digits == 2 || digits == 3) && number > 0)
            add(t->items, &t->item_count, number);
        if (!coded && digits == 4 && number >= 2500 && number < 2700)
            add(t->years, &t->year_count, number);
    }
}

static bool in_titles(const xt_label *word, const char *sheet_name, const xt_head *head, uint32_t below)
{
    if (xt_str_find(xt_str_of(sheet_name), word->text) != SIZE_MAX)
        return true;
    for (size_t i = 0; i < xt_head_count(head) && xt_head_at(head, i)->number < below; i++) {
        const xt_head_row *row = xt_head_at(head, i);
        for (size_t n = 0; n < row->count; n++)
            if (row->cells[n].is_text && xt_str_find(row->cells[n].folded, word->folded) != SIZE_MAX)
                return true;
    }
    return false;
}

/* The year that the first row below the header gives; 0 where it gives none. */
static int year_of_rows(const xt_header *h, const xt_head *head)
{
    for (size_t f = 0; f < h->table->field_count; f++) {
        if (h->table->fields[f].kind != XT_KIND_FISCAL_YEAR || !h->columns[f].column)
            continue;
        for (size_t i = 0; i < xt_head_count(head); i++) {
            const xt_head_row *row = xt_head_at(head, i);
            for (size_t n = 0; row->number > h->last_row && n < row->count; n++) {
                const xt_head_cell *cell = &row->cells[n];
                titles found = {0};
                if (cell->column != h->columns[f].column)
                    continue;
                if (cell->is_text)
                    scan(&found, cell->text);
                else if (cell->number >= 2500 && cell->number < 2700)
                    add(found.years, &found.year_count, (int)cell->number);
                if (found.year_count)
                    return found.years[0];
            }
        }
    }
    return 0;
}

static xt_evidence weigh(const xt_header *h, const char *sheet_name, const xt_head *head)
{
    const xt_template *t = h->table->of;
    titles said = {0};
    scan(&said, xt_str_of(sheet_name));
    for (size_t i = 0; i < xt_head_count(head) && xt_head_at(head, i)->number < h->first_row; i++) {
        const xt_head_row *row = xt_head_at(head, i);
        for (size_t n = 0; n < row->count; n++)
            if (row->cells[n].is_text)
                scan(&said, row->cells[n].text);
    }
    xt_evidence e = {.item = 1, .year = 1, .fiscal_year = 1, .score = h->score};
    if (said.item_count)
        e.item = has(said.items, said.item_count, t->item_number) ? 3 : 0;
    for (size_t i = 0; i < t->title_word_count && e.item == 1; i++)
        if (in_titles(&t->title_words[i], sheet_name, head, h->first_row))
            e.item = 2;
    if (said.year_count)
        e.year = has(said.years, said.year_count, t->year) || has(said.years, said.year_count, t->fiscal_year)
                     ? 2
                     : 0;
    int rows = year_of_rows(h, head);
    if (rows && t->fiscal_year)
        e.fiscal_year = rows == t->fiscal_year ? 2 : 0;
    return e;
}

static int compare(const xt_evidence *a, const xt_evidence *b)
{
    if (a->item != b->item)
        return a->item - b->item;
    if (a->year != b->year)
        return a->year - b->year;
    if (a->fiscal_year != b->fiscal_year)
        return a->fiscal_year - b->fiscal_year;
    return (a->score > b->score) - (a->score < b->score);
}

static bool is_newer(const xt_template *a, const xt_template *b)
{
    return a->year != b->year ? a->year > b->year : a->fiscal_year > b->fiscal_year;
}

/* Notes a template that fits as well as the one that stands. */
static void add_rival(xt_recognition *r, const xt_template *t)
{
    for (size_t i = 0; i < r->rival_count; i++)
        if (r->rivals[i] == t)
            return;
    if (r->rival_count < XT_MAX_RIVALS)
        r->rivals[r->rival_count++] = t;
}

static void consider(xt_recognition *r, const xt_header *h, const xt_evidence *e)
{
    const xt_template *old = r->header.table ? r->header.table->of : NULL;
    int order = old ? compare(e, &r->evidence) : 1;
    bool tie = order == 0 && h->table->of != old;
    if (tie)
        add_rival(r, is_newer(h->table->of, old) ? old : h->table->of);
    if (order > 0)
        r->rival_count = 0;
    if (order > 0 || (tie && is_newer(h->table->of, old))) {
        r->header = *h;
        r->evidence = *e;
    }
    r->guessed = r->rival_count > 0;
}

/* The best row of the head for the table. */
static bool best_row(xt_header *best, const xt_head *head, const xt_table *table)
{
    xt_header trial;
    best->table = NULL;
    for (size_t i = 0; i < xt_head_count(head); i++) {
        if (xt_head_at(head, i)->number > table->of->search_rows)
            break;
        xt_header_match(&trial, head, i, table, 0);
        if (trial.matched &&
            (!best->table || trial.score * (double)trial.matched > best->score * (double)best->matched))
            *best = trial;
    }
    return best->table != NULL;
}

bool xt_header_find(xt_header *out, const xt_head *head, const xt_table *table)
{
    return best_row(out, head, table) && out->content >= xt_header_least(table);
}

void xt_recognise(xt_recognition *out, const xt_templates *set, const xt_template *only,
                  const char *sheet_name, const xt_head *head)
{
    enum { LEAST_WHEN_NAMED = 2 };
    *out = (xt_recognition){0};
    xt_header best;
    for (size_t i = 0; i < (only ? 1 : set->count); i++) {
        const xt_template *t = only ? only : set->items[i];
        for (size_t n = 0; n < t->table_count; n++) {
            const xt_table *table = &t->tables[n];
            size_t least = xt_header_least(table);
            if (only && least > LEAST_WHEN_NAMED)
                least = LEAST_WHEN_NAMED;
            if (!best_row(&best, head, table))
                continue;
            if (!out->nearest.table || best.content > out->nearest.content)
                out->nearest = best;
            if (best.content < least)
                continue;
            xt_evidence e = weigh(&best, sheet_name, head);
            consider(out, &best, &e);
        }
    }
}

/* Enough is known once a header with most of its fields was seen and a few rows below it. */
static bool is_enough(const xt_head *head, const xt_templates *set, const xt_template *only,
                      uint32_t *seen_at)
{
    enum { ROWS_BELOW = 4 };
    size_t last = xt_head_count(head) - 1;
    xt_header trial;
    if (*seen_at)
        return xt_head_at(head, last)->number > *seen_at + ROWS_BELOW;
    for (size_t i = 0; i < (only ? 1 : set->count) && !*seen_at; i++) {
        const xt_template *t = only ? only : set->items[i];
        for (size_t n = 0; n < t->table_count && !*seen_at; n++)
            if (xt_header_match(&trial, head, last, &t->tables[n], xt_header_least(&t->tables[n])) &&
                trial.score > 0.9)
                *seen_at = trial.last_row;
    }
    return false;
}

static uint32_t rows_of_interest(const xt_templates *set, const xt_template *only)
{
    uint32_t most = only ? only->search_rows : 0;
    for (size_t i = 0; !only && i < set->count; i++)
        most = set->items[i]->search_rows > most ? set->items[i]->search_rows : most;
    return most + 8; /* some rows below the header */
}

xt_status xt_head_read(xt_head *head, xt_sheet *sheet, const xt_templates *set, const xt_template *only,
                       xt_error *error)
{
    uint32_t most = rows_of_interest(set, only), seen_at = 0;
    xt_status status = XT_OK;
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row || row->number > most)
            break;
        size_t before = xt_head_count(head);
        status = xt_head_keep(head, row, error);
        if (!status && xt_head_count(head) > before && is_enough(head, set, only, &seen_at))
            break;
    }
    return status;
}
