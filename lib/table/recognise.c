/* SPDX-License-Identifier: MIT
 *
 * Which template a sheet follows: the item's code and the words of the titles, then headers that fit far
 * better, then the year in the titles, then the fiscal year in the rows, then how well the headers fit. When
 * several still fit, the newest, and the answer says that it was guessed.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "table/header.h"
#include "table/loader.h"
#include "thai/digits.h"

static bool has(const int *numbers, size_t count, int wanted)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] == wanted)
            return true;
    return false;
}

static void add(int *numbers, size_t *count, int number)
{
    if (*count < XT_MAX_SAID && !has(numbers, *count, number))
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
static void scan(xt_said *t, xt_str text)
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
                xt_said found = {0};
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

void xt_head_said(xt_said *out, const char *sheet_name, const xt_head *head, uint32_t below)
{
    *out = (xt_said){0};
    scan(out, xt_str_of(sheet_name));
    for (size_t i = 0; i < xt_head_count(head) && xt_head_at(head, i)->number < below; i++) {
        const xt_head_row *row = xt_head_at(head, i);
        for (size_t n = 0; n < row->count; n++)
            if (row->cells[n].is_text)
                scan(out, row->cells[n].text);
    }
}

static bool says_word(const xt_template *t, const char *sheet_name, const xt_head *head, uint32_t below)
{
    for (size_t i = 0; i < t->title_word_count; i++)
        if (in_titles(&t->title_words[i], sheet_name, head, below))
            return true;
    return false;
}

static xt_evidence weigh(const xt_header *h, const char *sheet_name, const xt_head *head)
{
    const xt_template *t = h->table->of;
    xt_said said;
    xt_head_said(&said, sheet_name, head, h->first_row);
    xt_evidence e = {.item = XT_ITEM_SILENT, .year = XT_YEAR_SILENT, .fiscal_year = 1, .score = h->score};
    bool word = says_word(t, sheet_name, head, h->first_row);
    if (has(said.items, said.item_count, t->item_number))
        e.item = word ? XT_ITEM_CODE_AND_WORD : XT_ITEM_CODE;
    else if (word)
        e.item = XT_ITEM_WORD;
    else if (said.item_count)
        e.item = XT_ITEM_OTHER;
    if (said.year_count && (t->year || t->fiscal_year))
        e.year = has(said.years, said.year_count, t->year)          ? XT_YEAR_OWN
                 : has(said.years, said.year_count, t->fiscal_year) ? XT_YEAR_OF_ROWS
                                                                    : XT_YEAR_OTHER;
    int rows = year_of_rows(h, head);
    if (rows && t->fiscal_year)
        e.fiscal_year = rows == t->fiscal_year ? 2 : 0;
    return e;
}

/* Whether the evidence comes up to the best there is: of what the titles say, and with a header that does not
 * fit far worse, which says more than a year. */
static bool is_close(const xt_evidence *e, const xt_evidence *best)
{
    const double far = 0.12; /* two columns of sixteen */
    return e->item == best->item && e->score >= best->score - far;
}

/* Which of two that are close is the better evidence. */
static int compare(const xt_evidence *a, const xt_evidence *b)
{
    if (a->year != b->year)
        return (int)a->year - (int)b->year;
    if (a->fiscal_year != b->fiscal_year)
        return a->fiscal_year - b->fiscal_year;
    return (a->score > b->score) - (a->score < b->score);
}

/* Columns that were only inferred yield to columns that were seen. */
static bool is_inferred(const xt_template *t)
{
    const char *mark = xt_template_mark(t);
    return strcmp(mark, "C") == 0 || strcmp(mark, "R") == 0;
}

/* Which of two is named first: the newest whose columns are known. */
static bool is_newer(const xt_template *a, const xt_template *b)
{
    if (is_inferred(a) != is_inferred(b))
        return is_inferred(b);
    return a->year != b->year ? a->year > b->year : a->fiscal_year > b->fiscal_year;
}

/* Which of two that fit equally well is taken. A form of every year says nothing about the year that might be
 * wrong. */
static bool is_preferred(const xt_template *a, const xt_template *b)
{
    bool any_year = is_inferred(a) == is_inferred(b) && (a->year == 0) != (b->year == 0);
    return any_year ? a->year == 0 : is_newer(a, b);
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
        add_rival(r, is_preferred(h->table->of, old) ? old : h->table->of);
    if (order > 0)
        r->rival_count = 0;
    if (order > 0 || (tie && is_preferred(h->table->of, old))) {
        r->header = *h;
        r->evidence = *e;
    }
    r->guessed = r->rival_count > 0;
}

/* The best row of the head for the table, and which it is. */
static bool best_row(xt_header *best, const xt_head *head, const xt_table *table, size_t *index)
{
    xt_header trial;
    best->table = NULL;
    for (size_t i = 0; i < xt_head_count(head); i++) {
        if (xt_head_at(head, i)->number > table->of->search_rows)
            break;
        xt_header_match(&trial, head, i, table, 0);
        if (trial.matched &&
            (!best->table || trial.score * (double)trial.matched > best->score * (double)best->matched)) {
            *best = trial;
            *index = i;
        }
    }
    return best->table != NULL;
}

bool xt_header_best(xt_header *out, const xt_head *head, const xt_table *table)
{
    size_t index = 0;
    return best_row(out, head, table, &index);
}

bool xt_header_find(xt_header *out, const xt_head *head, const xt_table *table)
{
    size_t index = 0;
    return best_row(out, head, table, &index) && out->content >= xt_header_least(table);
}

/* Two labels alone say little: titles must speak for the form too, or nothing else stand in the row. */
static bool is_doubtful(const xt_header *h, const xt_evidence *e, const xt_template *only)
{
    enum { FEW = 2 };
    const double whole = 0.95;
    return !only && h->content <= FEW && e->item < XT_ITEM_WORD && h->score < whole;
}

/* Which of two headers that may both be too little is named: the one with more columns found, then the one
 * that would be taken. */
static bool is_nearer(const xt_header *a, const xt_header *b)
{
    return a->content != b->content ? a->content > b->content : is_newer(a->table->of, b->table->of);
}

/* A table whose header was seen. A header is large: it is matched again when the table is in the choice. */
typedef struct sighting {
    const xt_table *table;
    size_t row; /* index in the head */
    xt_evidence evidence;
} sighting;

/* Looks for the table's header; what speaks for it goes to *seen. False: it is not there, or says too little.
 */
static bool look_for(const xt_table *table, const xt_template *only, const char *sheet_name,
                     const xt_head *head, xt_recognition *out, sighting *seen)
{
    enum { LEAST_WHEN_NAMED = 2 };
    xt_header best;
    size_t least = xt_header_least(table);
    if (only && least > LEAST_WHEN_NAMED)
        least = LEAST_WHEN_NAMED;
    seen->table = table;
    if (!best_row(&best, head, table, &seen->row))
        return false;
    if (!out->nearest.table || is_nearer(&best, &out->nearest))
        out->nearest = best;
    if (best.content < least)
        return false;
    seen->evidence = weigh(&best, sheet_name, head);
    return !is_doubtful(&best, &seen->evidence, only);
}

static bool is_above(const xt_evidence *e, const xt_evidence *top)
{
    return e->item != top->item ? e->item > top->item : e->score > top->score;
}

xt_status xt_recognise(xt_recognition *out, const xt_templates *set, const xt_template *only,
                       const char *sheet_name, const xt_head *head, xt_error *error)
{
    *out = (xt_recognition){0};
    xt_bytes seen = xt_bytes_make(SIZE_MAX / 2); /* of sighting */
    xt_evidence top = {.item = XT_ITEM_OTHER, .score = -1};
    for (size_t i = 0; i < (only ? 1 : set->count); i++) {
        const xt_template *t = only ? only : set->items[i];
        for (size_t n = 0; n < t->table_count; n++) {
            sighting one;
            if (!look_for(&t->tables[n], only, sheet_name, head, out, &one))
                continue;
            if (is_above(&one.evidence, &top))
                top = one.evidence;
            xt_bytes_append(&seen, &one, sizeof one);
        }
    }
    const sighting *all = (const sighting *)(const void *)seen.data;
    for (size_t i = 0; !seen.fault && i < seen.size / sizeof *all; i++) {
        xt_header header;
        if (!is_close(&all[i].evidence, &top))
            continue;
        xt_header_match(&header, head, all[i].row, all[i].table, 0);
        consider(out, &header, &all[i].evidence);
    }
    xt_status status = seen.fault ? xt_fail_memory(error) : XT_OK;
    xt_bytes_free(&seen);
    return status;
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
