/* SPDX-License-Identifier: MIT
 *
 * Rules that need other rows: duplicates and split purchases. While the rows stream by only hashes are kept;
 * rows that come under suspicion are read a second time and compared as they stand, so that no hash ever
 * decides.
 */
#include "base/error.h"
#include "check/checker.h"
#include "thai/text.h"

#include <inttypes.h>
#include <stdlib.h>

/* A row under suspicion, read again. */
typedef struct reread {
    uint32_t row;
    xt_str content; /* the texts of its fields, one behind the other; its place in the sequence is left out */
    xt_str item;
    bool has_tax_id;
    uint64_t tax_id; /* of the vendor of a purchase */
} reread;

typedef struct again {
    xt_bytes wanted; /* of uint32_t: rows, sorted */
    xt_bytes rows;   /* of reread, sorted by row */
    xt_arena arena;
} again;

/* Two rows with the same in everything but this are the same row. */
static bool is_own(const xt_checker *c, size_t field)
{
    return c->table->fields[field].kind == XT_KIND_SEQUENCE;
}

static uint64_t hash_cell(const xt_value *v, uint64_t seed)
{
    return v->cell ? xt_str_hash(v->cell->text, seed) : seed;
}

static xt_status keep(xt_checker *c, xt_again_key which, uint64_t key)
{
    return xt_twins_add(&c->twins[which], key, c->record.row) ? xt_fail_memory(c->error) : XT_OK;
}

static xt_status keep_project(xt_checker *c, bool *has_project)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_DUPLICATE_PROJECT];
    const xt_value *v = use->on ? &c->record.values[use->field[0]] : NULL;
    *has_project = v && v->known;
    return *has_project ? keep(c, XT_AGAIN_PROJECT, v->as.digits) : XT_OK;
}

static xt_status keep_contract(xt_checker *c)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_DUPLICATE_CONTRACT];
    const xt_value *v = use->on ? &c->record.values[use->field[0]] : NULL;
    if (!v || v->filled != XT_FILLED_VALUE)
        return XT_OK;
    uint64_t agency = use->field[1] == XT_NO_FIELD ? 0 : hash_cell(&c->record.values[use->field[1]], 1);
    return keep(c, XT_AGAIN_CONTRACT, hash_cell(v, agency));
}

/* Rows with a project number are the same only where that is: no second set for them. */
static xt_status keep_content(xt_checker *c, bool has_project)
{
    if (has_project || !c->table->rules[XT_RULE_DUPLICATE_ROW].on)
        return XT_OK;
    uint64_t key = 0;
    for (size_t f = 0; f < c->table->field_count; f++)
        if (!is_own(c, f))
            key = hash_cell(&c->record.values[f], key + 1);
    return keep(c, XT_AGAIN_CONTENT, key);
}

static xt_status keep_purchase(xt_checker *c)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    if (!use->on)
        return XT_OK;
    const xt_value *values = c->record.values;
    const xt_value *method = &values[use->field[0]], *amount = &values[use->field[1]],
                   *date = &values[use->field[2]];
    const xt_value *vendor = &values[use->field[3]];
    const xt_value *tax_id = use->field[4] == XT_NO_FIELD ? NULL : &values[use->field[4]];
    /* A purchase that its status has taken back is none. */
    if (c->table->fields[use->field[1]].required &&
        xt_record_requires(&c->record, (size_t)use->field[1]) == XT_OPTIONAL)
        return XT_OK;
    if (!method->known || !(use->values >> method->as.term & 1) || !amount->known || !date->known ||
        amount->as.amount <= 0 || amount->as.amount > use->limit || use->limit > UINT32_MAX)
        return XT_OK;
    uint64_t party = use->field[6] == XT_NO_FIELD ? 0 : hash_cell(&values[use->field[6]], 2);
    if (tax_id && tax_id->known)
        party = xt_str_hash((xt_str){(const char *)&tax_id->as.digits, sizeof tax_id->as.digits}, party);
    else if (vendor->filled == XT_FILLED_VALUE)
        party = hash_cell(vendor, party);
    else
        return XT_OK;
    xt_purchase purchase = xt_purchase_make(party, date->as.day, (uint32_t)amount->as.amount, c->record.row);
    return xt_bytes_append(&c->purchases, &purchase, sizeof purchase) ? xt_fail_memory(c->error) : XT_OK;
}

xt_status xt_check_keep(xt_checker *c)
{
    bool has_project = false;
    xt_status status = keep_project(c, &has_project);
    if (!status)
        status = keep_contract(c);
    if (!status)
        status = keep_content(c, has_project);
    return status ? status : keep_purchase(c);
}

static xt_status want(xt_checker *c, again *a, uint32_t row)
{
    return xt_bytes_append(&a->wanted, &row, sizeof row) ? xt_fail_memory(c->error) : XT_OK;
}

/* By row; a row may have several, one beside the other. */
static int by_row(const void *a, const void *b)
{
    const xt_suspect *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return (left->code > right->code) - (left->code < right->code);
}

/* A row is a suspect together with the first one that had its key. */
static xt_status find_suspects(xt_checker *c)
{
    static const xt_code CODES[] = {[XT_AGAIN_PROJECT] = XT_CODE_DUPLICATE_PROJECT,
                                    [XT_AGAIN_CONTRACT] = XT_CODE_DUPLICATE_CONTRACT,
                                    [XT_AGAIN_CONTENT] = XT_CODE_DUPLICATE_ROW};
    xt_status status = XT_OK;
    for (int key = 0; key < XT_AGAIN_KEYS; key++) {
        xt_twin twin = {0};
        xt_twins_sort(&c->twins[key]);
        while (!status && xt_twins_next(&c->twins[key], &twin)) {
            const xt_suspect pair = {CODES[key], twin.first, twin.row};
            status = xt_bytes_append(&c->suspects, &pair, sizeof pair);
        }
        xt_bytes_free(&c->twins[key]);
    }
    if (c->suspects.size)
        qsort(c->suspects.data, c->suspects.size / sizeof(xt_suspect), sizeof(xt_suspect), by_row);
    return status ? xt_fail_memory(c->error) : XT_OK;
}

/* Which rows must be read again: both of each pair, and every purchase in a window that passes the limit. */
static xt_status collect(xt_checker *c, again *a)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    const xt_suspect *pairs = (const xt_suspect *)(const void *)c->suspects.data;
    xt_purchase *all = (xt_purchase *)(void *)c->purchases.data;
    size_t count = c->purchases.size / sizeof *all;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < c->suspects.size / sizeof *pairs; i++) {
        status = want(c, a, pairs[i].first);
        if (!status)
            status = want(c, a, pairs[i].row);
    }
    xt_split_sort(all, count);
    size_t done = 0; /* purchases before it are wanted already */
    for (size_t i = 0; !status && i < count; i++) {
        size_t end = i;
        if (!xt_split_window(all, count, i, use, &end))
            continue;
        for (size_t n = i > done ? i : done; !status && n < end; n++)
            status = want(c, a, xt_purchase_row(&all[n]));
        done = end;
    }
    return status;
}

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static void sort_wanted(again *a)
{
    uint32_t *rows = (uint32_t *)(void *)a->wanted.data;
    size_t count = a->wanted.size / sizeof *rows, kept = 0;
    qsort(rows, count, sizeof *rows, by_number);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || rows[kept - 1] != rows[i])
            rows[kept++] = rows[i];
    a->wanted.size = kept * sizeof *rows;
}

/* Keeps what a suspect row holds. */
static xt_status keep_row(xt_checker *c, again *a)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    xt_bytes_clear(&c->scratch);
    for (size_t f = 0; f < c->table->field_count; f++) {
        const xt_value *v = &c->record.values[f];
        if (!is_own(c, f) && v->cell)
            xt_bytes_add(&c->scratch, v->cell->text);
        xt_bytes_putc(&c->scratch, '\x1F');
    }
    reread kept = {.row = c->record.row};
    char *content = c->scratch.fault ? NULL : xt_arena_copy(&a->arena, xt_bytes_str(&c->scratch));
    if (!content)
        return xt_fail_memory(c->error);
    kept.content = (xt_str){content, c->scratch.size};
    const xt_cell *item = use->on ? c->record.values[use->field[5]].cell : NULL;
    if (item && item->text.size) {
        char *text = xt_arena_copy(&a->arena, item->text);
        if (!text)
            return xt_fail_memory(c->error);
        kept.item = (xt_str){text, item->text.size};
    }
    const xt_value *tax_id =
        use->on && use->field[4] != XT_NO_FIELD ? &c->record.values[use->field[4]] : NULL;
    kept.has_tax_id = tax_id && tax_id->known;
    kept.tax_id = kept.has_tax_id ? tax_id->as.digits : 0;
    return xt_bytes_append(&a->rows, &kept, sizeof kept) ? xt_fail_memory(c->error) : XT_OK;
}

static xt_status read_again(xt_checker *c, again *a)
{
    const uint32_t *wanted = (const uint32_t *)(const void *)a->wanted.data;
    size_t count = a->wanted.size / sizeof *wanted;
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, c->book, c->sheet, c->error);
    const xt_row *row = NULL;
    for (size_t found = 0; !status && found < count;) {
        status = xt_sheet_next(sheet, &row, c->error);
        if (status || !row)
            break;
        if (!bsearch(&row->number, wanted, count, sizeof *wanted, by_number))
            continue;
        found++;
        if (xt_record_read(&c->reader, c->header, row, &c->record))
            status = xt_fail_memory(c->error);
        if (!status)
            status = keep_row(c, a);
    }
    xt_sheet_close(sheet);
    if (a->rows.size)
        qsort(a->rows.data, a->rows.size / sizeof(reread), sizeof(reread), by_number);
    return status;
}

static const reread *find_row(const again *a, uint32_t row)
{
    size_t count = a->rows.size / sizeof(reread);
    return count ? bsearch(&row, a->rows.data, count, sizeof(reread), by_number) : NULL;
}

static xt_status report_pair(xt_checker *c, xt_code code, uint32_t first, uint32_t row, int field,
                             xt_str value)
{
    char other[24];
    xt_bytes_clear(&c->note);
    if (xt_bytes_printf(&c->note, "%" PRIu32, first))
        return xt_fail_memory(c->error);
    size_t size = c->note.size < sizeof other ? c->note.size : 0;
    memcpy(other, c->note.data, size);
    xt_report_item item = {.code = code, .row = row, .field = field};
    item.column = field == XT_NO_FIELD ? 0 : c->header->columns[field].column;
    item.text[XT_TEXT_VALUE] = value;
    item.text[XT_TEXT_OTHER] = (xt_str){other, size};
    return xt_find_item(c, &item);
}

/* The part of a row's content that belongs to the field. */
static xt_str content_of(xt_str content, size_t field)
{
    for (; field; field--) {
        const char *end = memchr(content.data, '\x1F', content.size);
        content = xt_str_from(content, (size_t)(end - content.data) + 1);
    }
    const char *end = memchr(content.data, '\x1F', content.size);
    return (xt_str){content.data, (size_t)(end - content.data)};
}

/* Whether both rows hold the same text in the field; a field that the rule does not name makes no difference.
 */
static bool same_in(const reread *a, const reread *b, int field)
{
    return field == XT_NO_FIELD ||
           xt_str_equal(content_of(a->content, (size_t)field), content_of(b->content, (size_t)field));
}

/* `told`: that the two rows are the same has been reported already. */
static xt_status settle_pair(xt_checker *c, const again *a, const xt_suspect *pair, bool told)
{
    const reread *first = find_row(a, pair->first), *second = find_row(a, pair->row);
    if (!first || !second)
        return XT_OK;
    bool same = xt_str_equal(first->content, second->content);
    if (same && c->table->rules[XT_RULE_DUPLICATE_ROW].on)
        return told ? XT_OK
                    : report_pair(c, XT_CODE_DUPLICATE_ROW, pair->first, pair->row, XT_NO_FIELD, (xt_str){0});
    if (pair->code == XT_CODE_DUPLICATE_ROW)
        return XT_OK;
    xt_rule_id id =
        pair->code == XT_CODE_DUPLICATE_PROJECT ? XT_RULE_DUPLICATE_PROJECT : XT_RULE_DUPLICATE_CONTRACT;
    const int *fields = c->table->rules[id].field;
    bool is_number =
        pair->code == XT_CODE_DUPLICATE_PROJECT; /* found by its digits, however they are written */
    if (!is_number && !(same_in(first, second, fields[0]) && same_in(first, second, fields[1])))
        return XT_OK;
    xt_str value = content_of(second->content, (size_t)fields[0]);
    return report_pair(c, pair->code, pair->first, pair->row, fields[0], value);
}

static xt_status settle_pairs(xt_checker *c, const again *a)
{
    const xt_suspect *pairs = (const xt_suspect *)(const void *)c->suspects.data;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < c->suspects.size / sizeof *pairs; i++) {
        bool told = i > 0 && pairs[i - 1].first == pairs[i].first && pairs[i - 1].row == pairs[i].row;
        status = settle_pair(c, a, &pairs[i], told);
    }
    return status;
}

/* The rows as they were read again. */
typedef struct compared {
    const xt_checker *c;
    const again *a;
} compared;

/* Like items, by the same agency from the same vendor. */
static bool is_alike(const void *context, uint32_t row, uint32_t other)
{
    const xt_checker *c = ((const compared *)context)->c;
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    const reread *a = find_row(((const compared *)context)->a, row);
    const reread *b = find_row(((const compared *)context)->a, other);
    if (!a || !b || !same_in(a, b, use->field[6]) || a->has_tax_id != b->has_tax_id)
        return false;
    if (a != b && c->table->rules[XT_RULE_DUPLICATE_ROW].on && xt_str_equal(a->content, b->content))
        return false; /* typed twice: reported as that, and no second purchase */
    bool same_vendor = a->has_tax_id ? a->tax_id == b->tax_id : same_in(a, b, use->field[3]);
    return same_vendor && xt_text_similarity(a->item, b->item) >= use->similarity;
}

/* The rows of a group in the order of the sheet, the first of them by number: "3, 4, 7". */
static xt_status list_rows(xt_checker *c, uint32_t *rows, size_t count)
{
    enum { MOST_LISTED = 20 };
    qsort(rows, count, sizeof *rows, by_number);
    xt_bytes_clear(&c->note);
    for (size_t i = 0; i < count && i < MOST_LISTED; i++)
        xt_bytes_printf(&c->note, i ? ", %" PRIu32 : "%" PRIu32, rows[i]);
    if (count > MOST_LISTED)
        xt_bytes_puts(&c->note, ", …");
    return c->note.fault ? xt_fail_memory(c->error) : XT_OK;
}

/* Reports the purchases of a window that are alike to its first one, where they pass the limit together. */
static xt_status settle_window(xt_checker *c, const again *a, xt_purchase *all, size_t from, size_t end)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    const compared context = {c, a};
    uint32_t rows[XT_SPLIT_WINDOW];
    xt_satang total = 0;
    size_t count = xt_split_group(all, from, end, use, is_alike, &context, rows, &total);
    xt_status status = count ? list_rows(c, rows, count) : XT_OK;
    if (status || !count)
        return status;
    char value[XT_SATANG_SIZE], limit[XT_SATANG_SIZE];
    xt_report_item item = {.code = XT_CODE_SPLIT_PURCHASE, .row = rows[0], .field = use->field[1]};
    item.column = c->header->columns[use->field[1]].column;
    item.text[XT_TEXT_VALUE] = xt_str_of(xt_satang_plain(total, value));
    item.text[XT_TEXT_OTHER] = xt_bytes_str(&c->note);
    item.text[XT_TEXT_LIMIT] = xt_str_of(xt_satang_plain(use->limit, limit));
    return xt_find_item(c, &item);
}

static xt_status settle_purchases(xt_checker *c, const again *a)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SPLIT_PURCHASE];
    xt_purchase *all = (xt_purchase *)(void *)c->purchases.data;
    size_t count = c->purchases.size / sizeof *all;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        size_t end = i;
        if (all[i].satang && xt_split_window(all, count, i, use, &end))
            status = settle_window(c, a, all, i, end);
    }
    return status;
}

xt_status xt_check_again(xt_checker *c)
{
    again a = {.wanted = xt_bytes_make(SIZE_MAX / 2), .rows = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = find_suspects(c);
    if (!status)
        status = collect(c, &a);
    if (!status && a.wanted.size) {
        sort_wanted(&a);
        status = read_again(c, &a);
        if (!status)
            status = settle_pairs(c, &a);
        if (!status)
            status = settle_purchases(c, &a);
    }
    xt_bytes_free(&a.wanted);
    xt_bytes_free(&a.rows);
    xt_arena_free(&a.arena);
    return status;
}
