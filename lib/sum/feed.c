/* SPDX-License-Identifier: MIT */
#include "sum/feed.h"

#include "base/error.h"
#include "base/hashset.h"
#include "thai/date.h"
#include "thai/digits.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- values */

/* Numbers of a contract under the names of fields. */
static bool number_of(const xt_contract *c, const char *name, xt_knowing *state, xt_satang *amount)
{
    static const struct {
        const char *name;
        xt_contract_amount which;
    } FIELDS[] = {
        {"budget", XT_CONTRACT_BUDGET},
        {"reference_price", XT_CONTRACT_REFERENCE},
        {"contract_price", XT_CONTRACT_PRICE},
        {"spent", XT_CONTRACT_PRICE},
    };
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
        if (strcmp(FIELDS[i].name, name) == 0) {
            *state = (xt_knowing)c->amount_state[FIELDS[i].which];
            *amount = c->amount[FIELDS[i].which];
            return true;
        }
    return false;
}

static const char *text_of(const xt_contract *c, const char *name)
{
    for (int i = 0; i < XT_CONTRACT_TEXTS; i++)
        if (strcmp(xt_contract_text_name((xt_contract_text)i), name) == 0)
            return c->text[i];
    return "";
}

static void put_number(xt_form_cell *cell, double number)
{
    *cell = (xt_form_cell){.type = XT_FORM_NUMBER, .number = number, .text = ""};
}

static void put_day(xt_form_cell *cell, uint8_t state, xt_day day)
{
    if (state == XT_KNOWN)
        put_number(cell, xt_serial_of_day(day, false));
}

/* Puts what is in feed->scratch. */
static bool put_scratch(xt_contract_feed *feed, xt_form_cell *cell)
{
    char *text = feed->scratch.fault ? NULL : xt_arena_copy(&feed->texts, xt_bytes_str(&feed->scratch));
    *cell = (xt_form_cell){.type = text && *text ? XT_FORM_TEXT : XT_FORM_BLANK, .text = text};
    return text != NULL;
}

static void put_text(xt_form_cell *cell, const char *text)
{
    if (*text)
        *cell = (xt_form_cell){.type = XT_FORM_TEXT, .text = text};
}

static void add_price(xt_bytes *out, const xt_contract *c)
{
    char amount[XT_SATANG_SIZE];
    if (c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN)
        xt_bytes_puts(out, xt_satang_grouped(c->amount[XT_CONTRACT_PRICE], amount));
}

/* "ชื่อ 10,000.00 บาท" */
static bool put_vendor_and_price(xt_contract_feed *feed, const xt_contract *c, xt_form_cell *cell)
{
    const char *vendor = c->text[XT_CONTRACT_VENDOR];
    xt_bytes_clear(&feed->scratch);
    xt_bytes_puts(&feed->scratch, vendor);
    if (c->amount_state[XT_CONTRACT_PRICE] == XT_KNOWN) {
        xt_bytes_puts(&feed->scratch, *vendor ? " " : "");
        add_price(&feed->scratch, c);
        xt_bytes_puts(&feed->scratch, " บาท");
    }
    return put_scratch(feed, cell);
}

/* The number, and on a line of its own "ลว. 29 พ.ย. 2567". */
static bool put_number_and_date(xt_contract_feed *feed, const xt_contract *c, xt_form_cell *cell)
{
    char date[XT_THAI_DATE_SIZE];
    const char *number = c->text[XT_CONTRACT_NO];
    xt_bytes_clear(&feed->scratch);
    xt_bytes_puts(&feed->scratch, number);
    if (c->date_state == XT_KNOWN)
        xt_bytes_printf(&feed->scratch, "%sลว. %s", *number ? "\n" : "", xt_thai_date_short(c->date, date));
    return put_scratch(feed, cell);
}

/* A field whose text holds two things. */
static bool put_joined(xt_contract_feed *feed, const xt_contract *c, const xt_field *field,
                       xt_form_cell *cell)
{
    if (strcmp(field->holds[1], "contract_price") == 0)
        return put_vendor_and_price(feed, c, cell);
    if (strcmp(field->holds[1], "contract_date") == 0 && !feed->two_columns)
        return put_number_and_date(feed, c, cell);
    put_text(cell, text_of(c, field->holds[0]));
    return true;
}

/* The digits of the text as far as there is room; whatever stands between them is left out. */
static size_t digits_of(const char *text, char *out, size_t room)
{
    char ascii[64];
    size_t size = xt_thai_to_ascii(xt_str_of(text), ascii, sizeof ascii), count = 0;
    for (size_t i = 0; i < size && count < room; i++)
        if (ascii[i] >= '0' && ascii[i] <= '9')
            out[count++] = ascii[i];
    return count;
}

/* A person's ID without its last four digits, "130990115xxxx"; those of juristic persons have thirteen and
 * begin with 0. What may be a person's ID, with a digit wrong or missing, is not shown whole either. */
static bool put_tax_id(xt_contract_feed *feed, const xt_contract *c, const xt_field *field,
                       xt_form_cell *cell)
{
    enum { SHOWN = 9, DIGITS = 13, ROOM = 32 };
    const char *id = c->text[XT_CONTRACT_TAX_ID];
    char digits[ROOM];
    size_t count = digits_of(id, digits, ROOM);
    bool person = count > SHOWN && !(count == DIGITS && digits[0] == '0');
    put_text(cell, id);
    if (!feed->mask || !field->masked || !person)
        return true;
    xt_bytes_clear(&feed->scratch);
    xt_bytes_printf(&feed->scratch, "%.*sxxxx", SHOWN, digits);
    return put_scratch(feed, cell);
}

/* The state; where it is blank, or says of a contract that runs on after the form's day that it has ended,
 * what the dates say of it. */
static void put_status(const xt_contract_feed *feed, const xt_contract *c, xt_form_cell *cell)
{
    static const char RUNNING[] = "อยู่ระหว่างระยะสัญญา", ENDED[] = "สิ้นสุดระยะสัญญา";
    const xt_vocabulary *states = xt_ledger_states(feed->ledger);
    const char *state =
        c->status == XT_NO_TERM ? c->text[XT_CONTRACT_STATUS] : states->values[c->status].data;
    bool dated =
        feed->has_as_of && c->date_state == XT_KNOWN && c->end_state == XT_KNOWN && c->date <= feed->as_of;
    bool early = dated && strcmp(state, ENDED) == 0 && c->end > feed->as_of;
    put_text(cell, dated && (early || !*state) ? (c->end < feed->as_of ? ENDED : RUNNING) : state);
}

/* What the template says where the register is silent, with its {vendor} and {contract_price} filled in. */
static bool put_standard(xt_contract_feed *feed, const xt_contract *c, const xt_field *field,
                         xt_form_cell *cell)
{
    const char *text =
        field->blank_words && c->method != XT_NO_TERM && field->blank_words == xt_ledger_methods(feed->ledger)
            ? field->blank_texts[c->method]
            : NULL;
    if (!text)
        return true;
    xt_bytes_clear(&feed->scratch);
    while (*text) {
        static const char VENDOR[] = "{vendor}", PRICE[] = "{contract_price}";
        if (strncmp(text, VENDOR, sizeof VENDOR - 1) == 0) {
            xt_bytes_puts(&feed->scratch, c->text[XT_CONTRACT_VENDOR]);
            text += sizeof VENDOR - 1;
        } else if (strncmp(text, PRICE, sizeof PRICE - 1) == 0) {
            add_price(&feed->scratch, c);
            text += sizeof PRICE - 1;
        } else {
            xt_bytes_putc(&feed->scratch, *text++);
        }
    }
    feed->is_filled = true;
    return put_scratch(feed, cell);
}

static int year_of(const xt_contract *c)
{
    return c->date_state == XT_KNOWN ? xt_fiscal_year(c->date) : c->fiscal_year;
}

/* Whether nothing was agreed in the end, so that no sum has the price. */
static bool is_unspent(const xt_contract_feed *feed, const xt_contract *c, const char *name)
{
    return xt_ledger_is_no_contract(feed->ledger, c->status) &&
           (strcmp(name, "contract_price") == 0 || strcmp(name, "spent") == 0);
}

static bool put_field(xt_contract_feed *feed, const xt_contract *c, const xt_field *field, xt_form_cell *cell)
{
    xt_knowing state = XT_ABSENT;
    xt_satang amount = 0;
    bool put = true;
    *cell = (xt_form_cell){.type = XT_FORM_BLANK, .text = ""};
    if (field->kind == XT_KIND_SEQUENCE)
        put_number(cell, (double)feed->at);
    else if (field->kind == XT_KIND_FISCAL_YEAR && year_of(c))
        put_number(cell, year_of(c));
    else if (field->kind == XT_KIND_MONEY && !is_unspent(feed, c, field->name) &&
             number_of(c, field->name, &state, &amount) && state == XT_KNOWN)
        put_number(cell, (double)amount / 100);
    else if (field->kind == XT_KIND_DATE && strcmp(field->name, "end_date") == 0)
        put_day(cell, c->end_state, c->end);
    else if (field->kind == XT_KIND_DATE)
        put_day(cell, c->date_state, c->date);
    else if (field->kind == XT_KIND_TAX_ID)
        put = put_tax_id(feed, c, field, cell);
    else if (strcmp(field->name, "status") == 0)
        put_status(feed, c, cell);
    else if (field->holds[0])
        put = put_joined(feed, c, field, cell);
    else if (field->kind != XT_KIND_MONEY)
        put_text(cell, text_of(c, field->name));
    if (put && cell->type == XT_FORM_BLANK)
        put = put_standard(feed, c, field, cell);
    return put;
}

/* ---------------------------------------------------------------- sums */

/* What the field adds to the sum of its column; false: nothing ever. */
static bool sum_of(const xt_contract_feed *feed, const xt_contract *c, const xt_field *field,
                   xt_satang *amount)
{
    xt_knowing state = XT_ABSENT;
    const char *name = field->kind == XT_KIND_MONEY ? field->name : field->holds[0] ? field->holds[1] : "";
    *amount = 0;
    if (!number_of(c, name, &state, amount))
        return false;
    *amount = state == XT_KNOWN && !is_unspent(feed, c, name) ? *amount : 0;
    return true;
}

static xt_status add_to_totals(xt_contract_feed *feed, const xt_contract *c, xt_error *error)
{
    const xt_table *table = &feed->form->tables[feed->table];
    for (size_t f = 0; f < table->field_count; f++) {
        xt_satang amount = 0;
        if (!sum_of(feed, c, &table->fields[f], &amount))
            continue;
        feed->totals.fields |= UINT64_C(1) << f;
        if (!xt_satang_add(&feed->totals.sums[f], amount))
            return xt_fail(error, XT_SAY_SUM_TOO_LARGE);
    }
    return XT_OK;
}

/* ---------------------------------------------------------------- the summary of a form that has one */

/* The range of the field's column in the form's list: "'ITA-o17'!L5:L30". False: the list has no such column.
 */
static bool add_range(xt_contract_feed *feed, const char *const *names)
{
    const xt_form_place *list = &feed->filling->tables[0];
    char first[XT_REF_SIZE], last[XT_REF_SIZE];
    int field = XT_NO_FIELD;
    for (; *names && field == XT_NO_FIELD; names++)
        field = xt_table_field(&feed->form->tables[0], xt_str_of(*names));
    if (field == XT_NO_FIELD || list->columns[field] < 0)
        return false;
    uint32_t column = (uint32_t)list->columns[field] + 1;
    xt_bytes_printf(&feed->scratch, "'%s'!%s:%s", list->sheet->name,
                    xt_cell_ref(list->first_row + 1, column, first),
                    xt_cell_ref(list->last_row + 1, column, last));
    return true;
}

/* How many rows of the list have the group's method and a price, or what their prices come to, for Excel to
 * calculate. A method that COUNTIFS would take for a pattern has its plain value. */
static bool put_group_formula(xt_contract_feed *feed, const xt_group *group, bool counts, xt_form_cell *cell)
{
    static const char *const METHODS[] = {"method", NULL}, *const PRICES[] = {"contract_price", "spent",
                                                                              NULL};
    xt_bytes_clear(&feed->scratch);
    xt_bytes_puts(&feed->scratch, counts ? "=COUNTIFS(" : "=SUMIF(");
    bool there = *group->label[0] && !xt_xlsx_is_pattern(group->label[0]) && add_range(feed, METHODS);
    xt_bytes_puts(&feed->scratch, ",\"");
    for (const char *c = group->label[0]; *c; c++) {
        if (*c == '"')
            xt_bytes_putc(&feed->scratch, '"');
        xt_bytes_putc(&feed->scratch, *c);
    }
    xt_bytes_puts(&feed->scratch, "\",");
    there = there && add_range(feed, PRICES);
    if (counts)
        xt_bytes_puts(&feed->scratch, ",\">=0\"");
    xt_bytes_puts(&feed->scratch, ")");
    char *formula = feed->scratch.fault ? NULL : xt_arena_copy(&feed->texts, xt_bytes_str(&feed->scratch));
    if (there)
        cell->formula = formula;
    return formula != NULL;
}

/* A row of the summary: a method, how many contracts, what they come to. */
static xt_status put_group(xt_contract_feed *feed, const xt_group *group, xt_error *error)
{
    const xt_table *table = &feed->form->tables[feed->table];
    bool put = true;
    for (size_t f = 0; f < table->field_count && put; f++) {
        const xt_field *field = &table->fields[f];
        xt_form_cell *cell = &feed->cells[f];
        int64_t number = field->kind == XT_KIND_COUNT ? (int64_t)group->figures.count
                                                      : group->figures.sum[XT_CONTRACT_PRICE];
        *cell = (xt_form_cell){.type = XT_FORM_BLANK, .text = ""};
        if (field->kind != XT_KIND_COUNT && field->kind != XT_KIND_MONEY) {
            put_text(cell, *group->label[0] ? group->label[0] : "-");
            continue;
        }
        put_number(cell, field->kind == XT_KIND_COUNT ? (double)number : (double)number / 100);
        put = put_group_formula(feed, group, field->kind == XT_KIND_COUNT, cell);
        feed->totals.fields |= UINT64_C(1) << f;
        if (!xt_satang_add(&feed->totals.sums[f], number))
            return xt_fail(error, XT_SAY_SUM_TOO_LARGE);
    }
    return put ? XT_OK : xt_fail_memory(error);
}

/* ---------------------------------------------------------------- the feed */

static uint64_t fills(void *context, size_t table)
{
    const xt_contract_feed *feed = context;
    const xt_table *t = &feed->form->tables[table];
    int date = xt_table_field(t, XT_LITERAL("contract_date"));
    return table == 0 && feed->two_columns && date != XT_NO_FIELD ? UINT64_C(1) << date : 0;
}

static xt_status next_contract(xt_contract_feed *feed, const xt_form_cell **cells, xt_error *error)
{
    const xt_table *table = &feed->form->tables[0];
    if (feed->at == feed->count)
        return XT_OK;
    const xt_contract *c = xt_ledger_at(feed->ledger, feed->contracts[feed->at++]);
    bool put = true;
    feed->is_filled = false;
    for (size_t f = 0; f < table->field_count && put; f++)
        put = put_field(feed, c, &table->fields[f], &feed->cells[f]);
    feed->filled += feed->is_filled;
    *cells = feed->cells;
    return put ? add_to_totals(feed, c, error) : xt_fail_memory(error);
}

/* The contracts by method; rows that are none are listed, and nothing was spent for them. */
static xt_status group(xt_contract_feed *feed, xt_error *error)
{
    static const xt_group_by BY[] = {XT_GROUP_METHOD};
    uint32_t *contracts = malloc((feed->count + 1) * sizeof *contracts);
    size_t count = 0;
    if (!contracts)
        return xt_fail_memory(error);
    for (size_t i = 0; i < feed->count; i++)
        if (!xt_ledger_is_no_contract(feed->ledger, xt_ledger_at(feed->ledger, feed->contracts[i])->status))
            contracts[count++] = feed->contracts[i];
    feed->grouped = true;
    xt_status status = xt_groups_make(&feed->methods, feed->ledger, contracts, count, BY, 1, error);
    free(contracts);
    return status;
}

static xt_status next_group(xt_contract_feed *feed, const xt_form_cell **cells, xt_error *error)
{
    if (!feed->grouped) {
        xt_status status = group(feed, error);
        if (status)
            return status;
    }
    if (feed->at == xt_groups_count(&feed->methods))
        return XT_OK;
    *cells = feed->cells;
    return put_group(feed, xt_groups_at(&feed->methods, feed->at++), error);
}

/* Whether the table sums up what the form's list holds, by method. */
static bool is_summary(const xt_table *table)
{
    return xt_table_field(table, XT_LITERAL("item_count")) != XT_NO_FIELD;
}

/* What the register says in the field of a note, a line each, as far as a cell holds it. Of a line that is
 * there no more than its hash is kept: should another one have the same, a remark is lost and no figure. */
static xt_status take_note(xt_contract_feed *feed, size_t index, xt_error *error)
{
    enum { MOST = XT_XLSX_TEXT };
    const char *name = feed->form->tables[feed->table].notes[index].field;
    xt_hashset seen = {0};
    uint32_t first = 0;
    bool added = false, failed = false;
    xt_bytes_clear(&feed->scratch);
    for (size_t i = 0; i < feed->count && !failed && feed->scratch.size < MOST; i++) {
        const char *text = text_of(xt_ledger_at(feed->ledger, feed->contracts[i]), name);
        failed = *text && xt_hashset_add(&seen, xt_str_hash(xt_str_of(text), 1), 0, &first, &added);
        if (!*text || failed || !added)
            continue;
        xt_bytes_puts(&feed->scratch, feed->scratch.size ? "\n" : "");
        failed = xt_bytes_puts(&feed->scratch, text) != XT_OK;
    }
    xt_hashset_free(&seen);
    feed->notes[index] = NULL;
    if (!failed && feed->scratch.size)
        failed = !(feed->notes[index] = xt_arena_copy(&feed->texts, xt_bytes_str(&feed->scratch)));
    return failed ? xt_fail_memory(error) : XT_OK;
}

static xt_status next(void *context, size_t table, const xt_form_cell **cells, xt_error *error)
{
    xt_contract_feed *feed = context;
    *cells = NULL;
    if (table != feed->table) {
        feed->table = table;
        feed->at = 0;
        feed->totals = (xt_form_totals){0};
    }
    xt_arena_reset(&feed->texts);
    xt_status status = XT_OK;
    if (table == 0)
        status = next_contract(feed, cells, error);
    else if (is_summary(&feed->form->tables[table]))
        status = next_group(feed, cells, error);
    for (size_t i = 0; !status && !*cells && i < feed->form->tables[table].note_count; i++)
        status = take_note(feed, i, error);
    return status;
}

static const char *note(void *context, size_t table, size_t index)
{
    const xt_contract_feed *feed = context;
    return feed->table == table ? feed->notes[index] : NULL;
}

static const xt_form_totals *totals(void *context, size_t table)
{
    const xt_contract_feed *feed = context;
    return feed->form->tables[table].totals_allowed ? &feed->totals : NULL;
}

void xt_contract_feed_begin(xt_contract_feed *feed)
{
    feed->scratch = xt_bytes_make(SIZE_MAX / 2);
    feed->methods = (xt_groups){.list = xt_bytes_make(SIZE_MAX / 2)};
    feed->table = SIZE_MAX;
}

void xt_contract_feed_free(xt_contract_feed *feed)
{
    xt_groups_free(&feed->methods);
    xt_bytes_free(&feed->scratch);
    xt_arena_free(&feed->texts);
}

xt_form_feed xt_contract_feed_rows(xt_contract_feed *feed)
{
    return (xt_form_feed){.context = feed, .fills = fills, .next = next, .note = note, .totals = totals};
}

/* ---------------------------------------------------------------- the largest */

typedef struct ranked {
    xt_satang budget;
    size_t place;
    uint32_t index;
} ranked;

static int by_budget(const void *a, const void *b)
{
    const ranked *left = a, *right = b;
    if (left->budget != right->budget)
        return left->budget > right->budget ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

xt_status xt_contract_feed_largest(const xt_ledger *ledger, const xt_template *form, uint32_t *contracts,
                                   size_t *count, xt_error *error)
{
    if (!form->largest || *count == 0)
        return XT_OK;
    ranked *all = malloc(*count * sizeof *all);
    if (!all)
        return xt_fail_memory(error);
    for (size_t i = 0; i < *count; i++) {
        const xt_contract *c = xt_ledger_at(ledger, contracts[i]);
        bool known = c->amount_state[XT_CONTRACT_BUDGET] == XT_KNOWN;
        all[i] = (ranked){known ? c->amount[XT_CONTRACT_BUDGET] : -1, i, contracts[i]};
    }
    qsort(all, *count, sizeof *all, by_budget);
    for (size_t i = 0; i < *count; i++)
        contracts[i] = all[i].index;
    size_t kept = form->largest < *count ? form->largest : *count;
    while (kept < *count && all[kept].budget == all[kept - 1].budget)
        kept++;
    *count = kept;
    free(all);
    return XT_OK;
}
