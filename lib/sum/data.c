/* SPDX-License-Identifier: MIT
 *
 * The sheet of contracts: a row for each that counts. Where a form of the workbook lists the contract, its
 * amounts are those of the form's cells, so that a cell that is corrected there changes every figure.
 */
#include "base/error.h"
#include "base/hashset.h"
#include "sum/extras.h"

#include <stdlib.h>

static const xt_panel_column COLUMNS[] = {
    {"แถวที่", 7},
    {"เดือน", 9},
    {"วันที่ลงนาม", 14},
    {"ชื่องาน", 36},
    {"วิธี", 20},
    {"แหล่งเงิน", 22},
    {"อันดับคู่สัญญา", 9},
    {"คู่สัญญา", 30},
    {"วงเงิน (บาท)", 17},
    {"ราคากลาง (บาท)", 17},
    {"ราคาที่ตกลง (บาท)", 17},
    {"ต่ำกว่าราคากลาง (บาท)", 17},
    {"หน่วยงาน", 24},
    {"ที่มาของข้อมูล", 32},
};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

int xt_data_month(xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    return (civil.year + XT_BE_OFFSET) * 100 + civil.month;
}

/* Where the forms list a contract. */
typedef struct listing {
    const xt_page *page; /* NULL: no form lists it */
    uint32_t row;        /* from 0 */
} listing;

static listing *find_listings(const xt_data *d)
{
    listing *all = calloc(xt_ledger_count(&d->summary->ledger) + 1, sizeof *all);
    for (size_t i = 0; all && i < d->pages->count; i++) {
        const xt_page *page = &d->pages->items[i];
        for (size_t n = 0; n < page->feed.count; n++)
            all[page->feed.contracts[n]] = (listing){page, page->filling.tables[0].first_row + (uint32_t)n};
    }
    return all;
}

/* The cell of the form that has the field: "'มีนาคม 2567'!C7", into ref. False: there is none. *joined: the
 * field's value is the amount behind a text. */
static bool find_cell(xt_panel *p, const listing *at, const char *name, xt_bytes *ref, bool *joined)
{
    char cell[XT_REF_SIZE];
    *joined = false;
    if (!at->page)
        return false;
    const xt_form_place *place = &at->page->filling.tables[0];
    const xt_table *table = &at->page->feed.form->tables[0];
    for (size_t f = 0; f < table->field_count; f++) {
        const xt_field *field = &table->fields[f];
        bool behind = field->holds[1] && strcmp(field->holds[1], name) == 0;
        if (place->columns[f] < 0 || (strcmp(field->name, name) != 0 && !behind))
            continue;
        *joined = behind;
        xt_bytes_clear(ref);
        if (xt_bytes_printf(ref, "'%s'!%s", place->sheet->name,
                            xt_cell_ref(at->row + 1, (uint32_t)place->columns[f] + 1, cell)))
            xt_xlsx_note(p->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return !ref->fault;
    }
    return false;
}

/* An amount, as the form's cell has it where there is one. */
static void put_amount(xt_panel *p, size_t column, const xt_contract *c, xt_contract_amount which,
                       const listing *at, xt_bytes *ref)
{
    static const char *const NAMES[] = {"budget", "reference_price", "contract_price"};
    bool joined = false, linked = find_cell(p, at, NAMES[which], ref, &joined);
    const char *cell = xt_bytes_cstr(ref);
    const char *formula = NULL;
    if (linked && joined)
        formula = xt_panel_formula(p, "=ROUND(SUMPRODUCT(" XT_FORM_AMOUNT_IN "),2)", cell,
                                   strchr(cell, '!') + 1, cell, strchr(cell, '!') + 1);
    else if (linked)
        formula = xt_panel_formula(p, "=IF(%s=\"\",\"\",%s)", cell, cell);
    if (c->amount_state[which] == XT_KNOWN)
        xt_panel_money(p, column, XT_LOOK_MONEY, c->amount[which], formula);
    else
        xt_panel_text(p, column, XT_LOOK_MONEY, "", formula);
}

static void put_saved(xt_panel *p, size_t column, const xt_contract *c)
{
    unsigned row = p->row + 1;
    const char *formula = xt_panel_formula(p, "=IF(%s%u=\"\",\"\",%s%u-%s%u)", XT_DATA_REFERENCE, row,
                                           XT_DATA_REFERENCE, row, XT_DATA_PRICE, row);
    if (c->amount_state[XT_CONTRACT_REFERENCE] == XT_KNOWN)
        xt_panel_money(p, column, XT_LOOK_MONEY,
                       c->amount[XT_CONTRACT_REFERENCE] - c->amount[XT_CONTRACT_PRICE], formula);
    else
        xt_panel_text(p, column, XT_LOOK_MONEY, "", formula);
}

/* The method, as the form's cell has it where there is one. */
static void put_method(xt_panel *p, size_t column, const xt_ledger *l, const xt_contract *c,
                       const listing *at, xt_bytes *ref)
{
    const char *text =
        c->method == XT_NO_TERM ? c->text[XT_CONTRACT_METHOD] : xt_ledger_methods(l)->values[c->method].data;
    bool joined = false, linked = c->method != XT_NO_TERM && find_cell(p, at, "method", ref, &joined);
    xt_panel_text(p, column, XT_LOOK_TEXT, *text ? text : XT_UNSAID,
                  linked ? xt_panel_formula(p, "=%s", xt_bytes_cstr(ref)) : NULL);
}

static void put_origin(xt_panel *p, size_t column, const xt_ledger *l, const xt_contract *c)
{
    const xt_source *source = xt_ledger_source(l, c->source);
    xt_panel_start(p);
    xt_bytes_printf(&p->text, "%s › %s › แถว %u", xt_source_name(source), source->sheet, (unsigned)c->row);
    xt_panel_text(p, column, XT_LOOK_TEXT, xt_bytes_cstr(&p->text), NULL);
}

/* Contracts without a date have the month 0. */
static void put_month(xt_panel *p, size_t column, const xt_contract *c)
{
    int month = c->date_state == XT_KNOWN ? xt_data_month(c->date) : 0;
    xt_xlsx_number(p->x, p->sheet, p->row, column, month, p->looks[XT_LOOK_CODE]);
}

static void put_contract(xt_panel *p, const xt_data *d, size_t index, const listing *listings, xt_bytes *ref)
{
    enum {
        NO,
        MONTH,
        DATE,
        ITEM,
        METHOD,
        SOURCE,
        RANK,
        VENDOR,
        BUDGET,
        REFERENCE,
        PRICE,
        SAVED,
        AGENCY,
        ORIGIN
    };
    const xt_ledger *l = &d->summary->ledger;
    uint32_t contract = xt_summary_contracts(d->summary)[index];
    const xt_contract *c = xt_ledger_at(l, contract);
    const listing *at = &listings[contract];
    xt_panel_count(p, NO, XT_LOOK_COUNT, index + 1, NULL);
    put_month(p, MONTH, c);
    if (c->date_state == XT_KNOWN)
        xt_panel_day(p, DATE, c->date);
    xt_panel_text(p, ITEM, XT_LOOK_TEXT, c->text[XT_CONTRACT_ITEM], NULL);
    put_method(p, METHOD, l, c, at, ref);
    const char *source = c->text[XT_CONTRACT_SOURCE];
    xt_panel_text(p, SOURCE, XT_LOOK_TEXT, *source ? source : XT_UNSAID, NULL);
    if (d->ranks[index])
        xt_panel_count(p, RANK, XT_LOOK_COUNT, d->ranks[index], NULL);
    else
        xt_panel_text(p, RANK, XT_LOOK_COUNT, "", NULL);
    xt_panel_text(p, VENDOR, XT_LOOK_TEXT, c->text[XT_CONTRACT_VENDOR], NULL);
    put_amount(p, BUDGET, c, XT_CONTRACT_BUDGET, at, ref);
    put_amount(p, REFERENCE, c, XT_CONTRACT_REFERENCE, at, ref);
    put_amount(p, PRICE, c, XT_CONTRACT_PRICE, at, ref);
    put_saved(p, SAVED, c);
    xt_panel_text(p, AGENCY, XT_LOOK_TEXT, xt_ledger_agency(l, c->agency)->name, NULL);
    put_origin(p, ORIGIN, l, c);
    xt_panel_next(p);
}

/* Ranks the vendors. */
static xt_status rank(xt_data *d, xt_error *error)
{
    static const xt_group_by BY[] = {XT_GROUP_VENDOR};
    const xt_summary *s = d->summary;
    size_t count = xt_summary_count(s);
    xt_status status = xt_groups_make(&d->vendors, &s->ledger, xt_summary_contracts(s), count, BY, 1, error);
    d->ranks = status ? NULL : calloc(count + 1, sizeof *d->ranks);
    if (!d->ranks)
        return status ? status : xt_fail_memory(error);
    xt_hashset known = {0};
    uint32_t found = 0, place = 0;
    bool added = false;
    for (size_t i = 0; !status && i < xt_groups_count(&d->vendors); i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, xt_groups_at(&d->vendors, i)->first);
        place += c->vendor != 0;
        if (c->vendor && xt_hashset_add(&known, c->vendor, place, &found, &added))
            status = xt_fail_memory(error);
    }
    for (size_t i = 0; !status && i < count; i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, xt_summary_contracts(s)[i]);
        if (c->vendor && xt_hashset_get(&known, c->vendor, &found))
            d->ranks[i] = found;
    }
    d->vendor_count = place;
    xt_hashset_free(&known);
    return status;
}

xt_status xt_data_write(xt_data *d, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error)
{
    xt_panel p;
    xt_bytes ref = xt_bytes_make(SIZE_MAX / 2);
    listing *listings = NULL;
    xt_status status = rank(d, error);
    if (!status && !(listings = find_listings(d)))
        status = xt_fail_memory(error);
    if (!status)
        status = xt_panel_begin(&p, x, sheet, &d->summary->form->form, error);
    if (!status) {
        xt_panel_widths(&p, COLUMNS, COLUMN_COUNT);
        xt_panel_line(&p, XT_LOOK_TITLE, COLUMN_COUNT - 1, "สัญญาทุกรายการที่นำมารวมยอด");
        xt_panel_header(&p, COLUMNS, COLUMN_COUNT);
        d->first = p.row + 1;
        for (size_t i = 0; i < xt_summary_count(d->summary); i++)
            put_contract(&p, d, i, listings, &ref);
        d->last = p.row;
        xt_panel_set_up(&p, true, 1, COLUMN_COUNT - 1);
        status = xt_panel_end(&p, error);
    }
    xt_bytes_free(&ref);
    free(listings);
    return status;
}

void xt_data_free(xt_data *d)
{
    xt_groups_free(&d->vendors);
    free(d->ranks);
}
