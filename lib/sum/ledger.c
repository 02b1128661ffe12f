/* SPDX-License-Identifier: MIT */
#include "sum/ledger.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "write/carry.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const TEXTS[XT_CONTRACT_TEXTS] = {
    [XT_CONTRACT_AGENCY] = "agency",
    [XT_CONTRACT_DISTRICT] = "district",
    [XT_CONTRACT_PROVINCE] = "province",
    [XT_CONTRACT_MINISTRY] = "ministry",
    [XT_CONTRACT_AGENCY_TYPE] = "agency_type",
    [XT_CONTRACT_ITEM] = "item",
    [XT_CONTRACT_SOURCE] = "budget_source",
    [XT_CONTRACT_STATUS] = "status",
    [XT_CONTRACT_METHOD] = "method",
    [XT_CONTRACT_TAX_ID] = "tax_id",
    [XT_CONTRACT_VENDOR] = "vendor",
    [XT_CONTRACT_PROJECT_NO] = "project_no",
    [XT_CONTRACT_START_PERIOD] = "start_period",
    [XT_CONTRACT_BIDDERS] = "bidders",
    [XT_CONTRACT_REASON] = "reason",
    [XT_CONTRACT_NO] = "contract_no",
    [XT_CONTRACT_PLAN_NO] = "plan_no",
    [XT_CONTRACT_PROBLEM] = "problem",
    [XT_CONTRACT_SUGGESTION] = "suggestion",
};

static const char *const AMOUNTS[XT_CONTRACT_AMOUNTS] = {
    [XT_CONTRACT_BUDGET] = "budget",
    [XT_CONTRACT_REFERENCE] = "reference_price",
    [XT_CONTRACT_PRICE] = "contract_price",
};

const char *xt_contract_text_name(xt_contract_text text)
{
    return TEXTS[text];
}

static const xt_field *field_of(const xt_ledger *l, const char *name)
{
    int field = xt_table_field(l->table, xt_str_of(name));
    return field == XT_NO_FIELD ? NULL : &l->table->fields[field];
}

const xt_vocabulary *xt_ledger_methods(const xt_ledger *l)
{
    return field_of(l, "method")->vocabulary;
}

const xt_vocabulary *xt_ledger_states(const xt_ledger *l)
{
    return field_of(l, "status")->vocabulary;
}

bool xt_ledger_is_no_contract(const xt_ledger *l, int status)
{
    return status != XT_NO_TERM && field_of(l, "contract_price")->optional_values >> status & 1;
}

/* What summaries need of a register, and which kind each must be. */
static const struct {
    const char *name;
    xt_kind kind;
} NEEDED[] = {
    {"item", XT_KIND_TEXT},         {"budget", XT_KIND_MONEY},         {"reference_price", XT_KIND_MONEY},
    {"method", XT_KIND_VOCABULARY}, {"contract_price", XT_KIND_MONEY}, {"status", XT_KIND_VOCABULARY},
    {"sign_date", XT_KIND_DATE},    {"end_date", XT_KIND_DATE},        {"vendor", XT_KIND_TEXT},
    {"tax_id", XT_KIND_TAX_ID},
};

xt_status xt_ledger_begin(xt_ledger *l, xt_templates *set, xt_error *error)
{
    const xt_template *form = NULL;
    *l = (xt_ledger){.set = set};
    l->contracts = l->plans = l->sources = l->left = l->agencies = l->scratch = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_templates_find(set, "register", &form, error);
    if (status)
        return status;
    l->table = &form->tables[0];
    for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
        const xt_field *field = field_of(l, NEEDED[i].name);
        if (!field || field->kind != NEEDED[i].kind)
            return xt_fail_at(error, XT_SAY_REGISTER_FIELD, xt_str_of(form->id), xt_str_of(NEEDED[i].name));
    }
    return XT_OK;
}

void xt_ledger_free(xt_ledger *l)
{
    xt_bytes_free(&l->contracts);
    xt_bytes_free(&l->plans);
    xt_bytes_free(&l->sources);
    xt_bytes_free(&l->left);
    xt_bytes_free(&l->agencies);
    xt_bytes_free(&l->scratch);
    xt_arena_free(&l->arena);
}

/* ---------------------------------------------------------------- a row */

/* What is being read. */
typedef struct reader {
    xt_ledger *ledger;
    xt_carry *carry;
    const xt_contract *before; /* the last contract of the list; NULL: none */
    const xt_form_cell *cells;
    xt_error *error;
} reader;

/* Whether a cell of the row fills the field of the register. */
static bool is_read(const reader *r, int field)
{
    return xt_origin_is_read(&xt_carry_at(r->carry, r->carry->at)->mapping.origins[field]);
}

/* What the row has there; NULL: no cell, a blank one, or a dash. */
static const xt_value *value_of(const reader *r, const char *name)
{
    int field = xt_table_field(r->ledger->table, xt_str_of(name));
    const xt_value *v = field == XT_NO_FIELD ? NULL : &r->carry->record.values[field];
    return v && is_read(r, field) && v->filled == XT_FILLED_VALUE ? v : NULL;
}

/* Whether a text can stand in a cell as it is: short enough, and without what XML cannot hold. */
static bool is_plain(xt_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool no_character = c == 0xEF && i + 2 < text.size && (unsigned char)text.data[i + 1] == 0xBF &&
                            (unsigned char)text.data[i + 2] >= 0xBE; /* U+FFFE, U+FFFF */
        if ((c < ' ' && c != '\n') || no_character)
            return false;
    }
    return text.size <= XT_CONTRACT_TEXT;
}

/* A copy without these, cut with "…" where it is too long for a cell that says more than this text. NULL:
 * memory is out. */
static const char *copy_text(xt_ledger *l, xt_str text)
{
    if (is_plain(text))
        return xt_arena_copy(&l->arena, text);
    size_t end = xt_utf8_cut(text, XT_CONTRACT_TEXT);
    xt_bytes_clear(&l->scratch);
    for (size_t at = 0; at < end;) {
        char out[XT_UTF8_MAX];
        uint32_t code = xt_utf8_next(text, &at);
        bool blank = code < ' ' && code != '\n';
        bool bad = code == XT_UTF8_BAD || (code & 0xFFFE) == 0xFFFE;
        size_t size = xt_utf8_put(blank ? ' ' : bad ? XT_UTF8_REPLACEMENT : code, out);
        xt_bytes_add(&l->scratch, (xt_str){out, size});
    }
    l->cut += end < text.size;
    xt_bytes_puts(&l->scratch, end < text.size ? "…" : "");
    return l->scratch.fault ? NULL : xt_arena_copy(&l->arena, xt_bytes_str(&l->scratch));
}

/* A text of the row; neighbours mostly say the same, and then share it. NULL: memory is out. */
static const char *keep_text(const reader *r, xt_contract_text which)
{
    int field = xt_table_field(r->ledger->table, xt_str_of(TEXTS[which]));
    const xt_form_cell *cell = field == XT_NO_FIELD ? NULL : &r->cells[field];
    const xt_value *v = field == XT_NO_FIELD ? NULL : &r->carry->record.values[field];
    char number[XT_DOUBLE_SIZE];
    if (!cell || cell->type == XT_FORM_BLANK || (is_read(r, field) && v->filled == XT_FILLED_PLACEHOLDER))
        return "";
    const char *text = cell->type == XT_FORM_TEXT ? cell->text : xt_double_text(cell->number, number);
    if (r->before && strcmp(r->before->text[which], text) == 0)
        return r->before->text[which];
    return copy_text(r->ledger, xt_str_of(text));
}

/* Something that is there and is not certain: what stands in the cell is kept, the first of the row. */
static bool keep_wrong(const reader *r, const xt_value *v, const char *name, xt_contract *c)
{
    if (c->wrong_field)
        return true;
    c->wrong_field = field_of(r->ledger, name);
    c->wrong = copy_text(r->ledger, v->cell->text);
    return c->wrong != NULL;
}

static bool read_amount(const reader *r, xt_contract_amount which, xt_contract *c)
{
    const xt_value *v = value_of(r, AMOUNTS[which]);
    c->amount_state[which] = XT_ABSENT;
    if (!v)
        return true;
    bool certain = v->known && v->as.amount >= 0;
    c->amount_state[which] = certain ? XT_KNOWN : XT_UNREADABLE;
    c->amount[which] = certain ? v->as.amount : 0;
    return certain || keep_wrong(r, v, AMOUNTS[which], c);
}

/* The first of the fields that says a day. */
static bool read_date(const reader *r, const char *const *names, uint8_t *state, xt_day *day, xt_contract *c)
{
    *state = XT_ABSENT;
    for (; *names && *state == XT_ABSENT; names++) {
        const xt_value *v = value_of(r, *names);
        if (!v)
            continue;
        bool certain = v->known && !(v->faults & XT_FAULT_SWAPPED);
        *state = certain ? XT_KNOWN : XT_UNREADABLE;
        *day = certain ? v->as.day : 0;
        if (!certain && !keep_wrong(r, v, *names, c))
            return false;
    }
    return true;
}

static xt_status read_row(const reader *r, xt_contract *c)
{
    static const char *const DATES[] = {"sign_date", "contract_date", NULL}, *const ENDS[] = {"end_date",
                                                                                              NULL};
    const xt_value *method = value_of(r, "method"), *status = value_of(r, "status");
    const xt_value *year = value_of(r, "fiscal_year"), *project = value_of(r, "project_no");
    const xt_value *tax_id = value_of(r, "tax_id");
    *c = (xt_contract){.row = r->carry->record.row, .same = XT_NO_CONTRACT, .wrong = ""};
    bool kept = true;
    for (int i = 0; i < XT_CONTRACT_TEXTS && kept; i++)
        kept = (c->text[i] = keep_text(r, (xt_contract_text)i)) != NULL;
    kept = kept && read_date(r, DATES, &c->date_state, &c->date, c);
    for (int i = XT_CONTRACT_AMOUNTS - 1; i >= 0 && kept; i--)
        kept = read_amount(r, (xt_contract_amount)i, c);
    xt_contract end = {.wrong = ""}; /* which changes no figure, whatever stands there */
    kept = kept && read_date(r, ENDS, &c->end_state, &c->end, &end);
    c->undatable = true;
    for (const char *const *name = DATES; *name; name++) {
        int field = xt_table_field(r->ledger->table, xt_str_of(*name));
        c->undatable = c->undatable && (field == XT_NO_FIELD || !is_read(r, field));
    }
    c->priceless = !is_read(r, xt_table_field(r->ledger->table, XT_LITERAL("contract_price")));
    c->method = method && method->known ? (int8_t)method->as.term : XT_NO_TERM;
    c->status = status && status->known ? (int8_t)status->as.term : XT_NO_TERM;
    c->fiscal_year = year && year->known ? (int)year->as.number : 0;
    c->project_no = project && project->known ? project->as.digits : 0;
    c->tax_id = tax_id && tax_id->known ? tax_id->as.digits : 0;
    return kept ? XT_OK : xt_fail_memory(r->error);
}

/* ---------------------------------------------------------------- a book */

static xt_status add_source(xt_ledger *l, const xt_book *book, const char *file, const xt_carry_part *part,
                            xt_error *error)
{
    xt_source source = {.file = xt_arena_copy(&l->arena, xt_str_of(file)),
                        .sheet = xt_arena_copy(&l->arena, xt_str_of(xt_book_sheet(book, part->sheet)->name)),
                        .form = part->known ? part->known->of : NULL};
    int date = xt_table_field(l->table, XT_LITERAL("sign_date"));
    const xt_origin *origin = &part->mapping.origins[date];
    if (origin->kind == XT_ORIGIN_STAND_IN)
        source.stand_in = copy_text(l, part->mapping.header.columns[origin->field].text);
    bool named = origin->kind != XT_ORIGIN_STAND_IN || source.stand_in;
    bool kept = source.file && source.sheet && named && !xt_bytes_append(&l->sources, &source, sizeof source);
    return kept ? XT_OK : xt_fail_memory(error);
}

static bool is_plan(const xt_carry_part *part, const xt_ledger_reading *how)
{
    return how->is_plan || (part->known && part->known->of->summary_of == XT_SUMMARY_OF_PLAN);
}

static xt_status read_rows(xt_ledger *l, xt_carry *carry, const xt_ledger_reading *how, xt_error *error)
{
    xt_form_feed feed = xt_carry_feed(carry);
    size_t first = xt_ledger_source_count(l);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_carry_count(carry); i++)
        status = add_source(l, carry->book, how->file, xt_carry_at(carry, i), error);
    reader r = {.ledger = l, .carry = carry, .error = error};
    while (!status) {
        xt_contract c;
        status = feed.next(feed.context, 0, &r.cells, error);
        if (status || !r.cells)
            break;
        xt_bytes *list = is_plan(xt_carry_at(carry, carry->at), how) ? &l->plans : &l->contracts;
        size_t count = list->size / sizeof c;
        r.before = count ? (const xt_contract *)(const void *)list->data + count - 1 : NULL;
        status = read_row(&r, &c);
        c.source = (uint32_t)(first + carry->at);
        ((xt_source *)(void *)l->sources.data)[c.source].rows++;
        if (!status && xt_bytes_append(list, &c, sizeof c))
            status = xt_fail_memory(error);
    }
    return status;
}

/* The sheets that the carry leaves behind. */
static xt_status keep_left(xt_ledger *l, const xt_carry *carry, const char *file, xt_error *error)
{
    for (size_t i = 0; i < xt_remarks_count(&carry->remarks); i++) {
        const xt_remark *remark = xt_remarks_at(&carry->remarks, i);
        if (remark->kind != XT_REMARK_SHEET)
            continue;
        const xt_left_sheet left = {.file = xt_arena_copy(&l->arena, xt_str_of(file)),
                                    .sheet = xt_arena_copy(&l->arena, xt_str_of(remark->text))};
        if (!left.file || !left.sheet || xt_bytes_append(&l->left, &left, sizeof left))
            return xt_fail_memory(error);
    }
    return XT_OK;
}

xt_status xt_ledger_read(xt_ledger *l, xt_book *book, const xt_ledger_reading *how, xt_error *error)
{
    static const char *const CONTRACTS[] = {"contract_price", "item", "contract_no", "sign_date", NULL};
    static const char *const PLANS[] = {"budget", "item", NULL};
    const xt_wishes wishes = {
        .stand_ins = true, .fixed = true, .titles = true, .needs = how->is_plan ? PLANS : CONTRACTS};
    xt_carry *carry = malloc(sizeof *carry);
    if (!carry)
        return xt_fail_memory(error);
    xt_carry_begin(carry, book, l->table->of);
    carry->mend = true;
    carry->progress = how->progress;
    carry->progress_context = how->progress_context;
    xt_status status = xt_carry_find(carry, l->set, NULL, how->sheet, &wishes, error);
    if (!status)
        status = keep_left(l, carry, how->file, error);
    if (!status)
        status = read_rows(l, carry, how, error);
    xt_carry_free(carry);
    free(carry);
    return status;
}
