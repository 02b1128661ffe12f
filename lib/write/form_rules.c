/* SPDX-License-Identifier: MIT
 *
 * What Excel itself asks of the cells of a blank form: data validation with words for each field, and
 * conditional formats that turn a cell red which is blank or wrong. Both come from the template's kinds and
 * rules, and ask for less than the checks do: a formula cannot say everything.
 */
#include "base/utf8.h"
#include "write/form.h"

#include <stdio.h>

enum {
    TITLE_LENGTH = 32,
    REF = 24,
    LAST_SERIAL =
        109575, /* 1 January 2200: what comes later is a year of the Buddhist era taken for one CE */
};

bool xt_form_period(const xt_form_writer *w, size_t field, xt_day *first, xt_day *last)
{
    const xt_rule_use *range = &w->table->rules[XT_RULE_DATE_RANGE];
    if (!range->on || range->field[0] != (int)field || !w->fiscal_year)
        return false;
    *first = xt_fiscal_first(w->fiscal_year);
    *last = range->until_as_of && w->has_as_of ? w->as_of : xt_fiscal_last(w->fiscal_year);
    return true;
}

int xt_form_earlier(const xt_form_writer *w, size_t field)
{
    const xt_rule_use *order = &w->table->rules[XT_RULE_DATE_ORDER];
    bool here = order->on && order->field[1] == (int)field && w->columns[order->field[0]] >= 0;
    return here ? order->field[0] : XT_NO_FIELD;
}

int xt_form_ceiling(const xt_form_writer *w, size_t field)
{
    const xt_rule_use *over = &w->table->rules[XT_RULE_PRICE_OVER_BUDGET];
    bool here = over->on && over->field[0] == (int)field && w->columns[over->field[1]] >= 0;
    return here ? over->field[1] : XT_NO_FIELD;
}

/* The field's cell in the first row, its column fixed: "$K6". */
static const char *ref_of(const xt_form_writer *w, int field, char out[REF])
{
    out[0] = '$';
    xt_cell_ref(w->first_row + 1, (uint32_t)w->columns[field] + 1, out + 1);
    return out;
}

/* True for a valid ID of 13 digits, and for one whose last four are hidden (xxxx). Formulas of validations
 * take no array constants; ROW(INDIRECT("1:12")) is 1 to 12 wherever rows are inserted. */
static void add_tax_id_formula(xt_bytes *out, const char *cell)
{
    xt_bytes_printf(out,
                    "OR(AND(LEN(%s)=13,RIGHT(%s,4)=\"xxxx\"),IFERROR(AND(LEN(%s)=13,MOD(11-MOD(SUMPRODUCT("
                    "MID(%s,ROW(INDIRECT(\"1:12\")),1)*(14-ROW(INDIRECT(\"1:12\")))),11),10)=RIGHT(%s)*1),"
                    "FALSE))",
                    cell, cell, cell, cell, cell);
}

/* True for 11 digits whose third and fourth are a month. */
static void add_project_formula(xt_bytes *out, const char *cell)
{
    xt_bytes_printf(out,
                    "AND(LEN(%s)=11,ISNUMBER(%s*1),IFERROR(AND(MID(%s,3,2)*1>=1,MID(%s,3,2)*1<=12),FALSE))",
                    cell, cell, cell, cell);
}

/* A district of the province in the row, with or without อำเภอ and เขต; of any where the province is blank.
 */
static void add_district_formula(const xt_form_writer *w, xt_bytes *out, const char *cell,
                                 const char *province)
{
    const char *provinces = w->lists.pair_provinces.name, *districts = w->lists.pair_districts.name;
    xt_bytes_printf(out,
                    "OR(LEN(%s)=0,COUNTIFS(%s,%s,%s,%s)+COUNTIFS(%s,%s,%s,SUBSTITUTE(%s,\"อำเภอ\",\"\"))>0)",
                    province, provinces, province, districts, cell, provinces, province, districts, cell);
}

/* The field of the province that belongs to the district; XT_NO_FIELD: none. */
static int province_of(const xt_form_writer *w, size_t field)
{
    const xt_rule_use *place = &w->table->rules[XT_RULE_PLACE_UNKNOWN];
    bool here = place->on && place->field[1] == (int)field && w->columns[place->field[0]] >= 0;
    return here ? place->field[0] : XT_NO_FIELD;
}

static void add_date_formula(const xt_form_writer *w, xt_bytes *out, size_t field, const char *cell)
{
    char earlier[REF];
    xt_day first, last;
    xt_bytes_printf(out, "AND(ISNUMBER(%s)", cell);
    if (xt_form_period(w, field, &first, &last))
        xt_bytes_printf(out, ",%s>=%d,%s<%d", cell, xt_serial_of_day(first, false), cell,
                        xt_serial_of_day(last, false) + 1);
    else
        xt_bytes_printf(out, ",%s<%d", cell, LAST_SERIAL);
    if (xt_form_earlier(w, field) != XT_NO_FIELD)
        xt_bytes_printf(out, ",N(%s)>=N(%s)", cell, ref_of(w, xt_form_earlier(w, field), earlier));
    xt_bytes_puts(out, ")");
}

static void add_money_formula(const xt_form_writer *w, xt_bytes *out, size_t field, const char *cell)
{
    char ceiling[REF];
    const xt_field *f = &w->table->fields[field];
    xt_bytes_printf(out, "AND(ISNUMBER(%s),N(%s)>%s0", cell, cell,
                    f->required && !f->zero_allowed ? "" : "=");
    if (xt_form_ceiling(w, field) != XT_NO_FIELD) {
        ref_of(w, xt_form_ceiling(w, field), ceiling);
        xt_bytes_printf(out, ",OR(N(%s)=0,N(%s)<=N(%s))", ceiling, cell, ceiling);
    }
    xt_bytes_puts(out, ")");
}

static void add_year_formula(const xt_form_writer *w, xt_bytes *out, const char *cell)
{
    if (w->fiscal_year)
        xt_bytes_printf(out, "%s=%d", cell, w->fiscal_year);
    else
        xt_bytes_printf(out, "AND(ISNUMBER(%s),N(%s)>=2500,N(%s)<=2700)", cell, cell, cell);
}

/* A formula that is true where the cell, which is not blank, is right; empty where none can tell. */
static void add_right_formula(const xt_form_writer *w, xt_bytes *out, size_t field)
{
    char cell[REF], province[REF];
    const xt_field *f = &w->table->fields[field];
    const xt_form_list *list = xt_form_list_of(w, f);
    ref_of(w, (int)field, cell);
    switch (f->kind) {
    case XT_KIND_MONEY: add_money_formula(w, out, field, cell); break;
    case XT_KIND_COUNT:
    case XT_KIND_SEQUENCE:
        xt_bytes_printf(out, "AND(ISNUMBER(%s),N(%s)>=%d,N(%s)=INT(N(%s)))", cell, cell,
                        f->kind == XT_KIND_SEQUENCE, cell, cell);
        break;
    case XT_KIND_DATE: add_date_formula(w, out, field, cell); break;
    case XT_KIND_FISCAL_YEAR: add_year_formula(w, out, cell); break;
    case XT_KIND_TAX_ID: add_tax_id_formula(out, cell); break;
    case XT_KIND_PROJECT_NO: add_project_formula(out, cell); break;
    case XT_KIND_VOCABULARY:
        if (!f->vocabulary->open && !f->free_choice && list)
            xt_bytes_printf(out, "COUNTIF(%s,%s)>0", list->name, cell);
        break;
    case XT_KIND_PROVINCE:
        if (list)
            xt_bytes_printf(out, "COUNTIF(%s,SUBSTITUTE(%s,\"จังหวัด\",\"\"))>0", list->name, cell);
        break;
    case XT_KIND_DISTRICT:
        if (list && province_of(w, field) != XT_NO_FIELD)
            add_district_formula(w, out, cell, ref_of(w, province_of(w, field), province));
        break;
    case XT_KIND_TEXT:
    case XT_KIND_PERIOD:
    case XT_KIND_COUNT_OF_KINDS: break;
    }
}

/* A formula that is true where the row has begun and the cell may not stay blank. */
static void add_blank_formula(const xt_form_writer *w, xt_bytes *out, size_t field)
{
    const xt_field *f = &w->table->fields[field];
    char cell[REF], first[REF], last[REF], state[REF];
    int from = -1, to = -1;
    for (size_t c = 0; c < w->column_count; c++)
        if (!w->table->fields[w->fields[c]].identity) {
            from = from < 0 ? (int)w->fields[c] : from;
            to = (int)w->fields[c];
        }
    if (from < 0)
        return;
    xt_bytes_printf(out, "=AND(COUNTA(%s:%s)>0,LEN(TRIM(%s))=0", ref_of(w, from, first), ref_of(w, to, last),
                    ref_of(w, (int)field, cell));
    if (f->optional_field != XT_NO_FIELD && w->columns[f->optional_field] >= 0) {
        const xt_vocabulary *v = w->table->fields[f->optional_field].vocabulary;
        ref_of(w, f->optional_field, state);
        xt_bytes_printf(out, ",LEN(%s)>0", state);
        for (size_t i = 0; i < v->value_count; i++)
            if (f->optional_values >> i & 1) {
                xt_bytes_printf(out, ",%s<>\"", state);
                for (const char *c = v->values[i].data; *c; c++)
                    xt_bytes_puts(out, *c == '"' ? "\"\"" : (char[]){*c, '\0'});
                xt_bytes_puts(out, "\"");
            }
    }
    xt_bytes_puts(out, ")");
}

static void turn_red(xt_form_writer *w, size_t field)
{
    if (w->formula.size == 0)
        return;
    lxw_conditional_format red = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .format = w->wrong};
    lxw_col_t column = (lxw_col_t)w->columns[field];
    red.value_string = (char *)(uintptr_t)xt_bytes_cstr(&w->formula);
    xt_xlsx_note(
        &w->x, worksheet_conditional_format_range(w->sheet, w->first_row, column, w->last_row, column, &red));
}

/* The kinds whose limits are numbers, which Excel knows by themselves, so that its own windows show them. */
static void set_numbers(const xt_form_writer *w, size_t field, lxw_data_validation *v, char formula[REF + 1])
{
    const xt_field *f = &w->table->fields[field];
    xt_day first, last;
    int other = f->kind == XT_KIND_DATE ? xt_form_earlier(w, field) : xt_form_ceiling(w, field);
    bool whole = f->kind == XT_KIND_COUNT || f->kind == XT_KIND_SEQUENCE || f->kind == XT_KIND_FISCAL_YEAR;
    v->validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
    v->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    v->value_number = f->kind == XT_KIND_SEQUENCE;
    if (other != XT_NO_FIELD) {
        formula[0] = '=';
        ref_of(w, other, formula + 1);
    }
    if (f->kind == XT_KIND_FISCAL_YEAR) {
        enum { FIRST_YEAR = 2500, LAST_YEAR = 2700 };
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_number = w->fiscal_year ? w->fiscal_year : FIRST_YEAR;
        v->maximum_number = w->fiscal_year ? w->fiscal_year : LAST_YEAR;
    } else if (f->kind == XT_KIND_DATE && xt_form_period(w, field, &first, &last)) {
        v->validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_number = xt_serial_of_day(first, false);
        v->maximum_number = xt_serial_of_day(last, false);
    } else if (f->kind == XT_KIND_DATE && other != XT_NO_FIELD) {
        static char latest[] = "=DATE(2200,1,1)";
        v->validate = LXW_VALIDATION_TYPE_DATE_FORMULA;
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_formula = formula;
        v->maximum_formula = latest;
    } else if (f->kind == XT_KIND_DATE) {
        v->validate = LXW_VALIDATION_TYPE_DATE_NUMBER;
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_number = 1;
        v->maximum_number = LAST_SERIAL;
    } else if (other != XT_NO_FIELD) {
        static char nothing[] = "=0";
        v->validate = LXW_VALIDATION_TYPE_DECIMAL_FORMULA;
        v->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v->minimum_formula = nothing;
        v->maximum_formula = formula;
    }
}

/* The districts of the province that stands in the row; all of them where it is blank. */
static void add_district_list(const xt_form_writer *w, xt_bytes *out, size_t field)
{
    const xt_form_lists *lists = &w->lists;
    char province[REF];
    if (province_of(w, field) == XT_NO_FIELD) {
        xt_bytes_printf(out, "=%s", lists->pair_districts.range);
        return;
    }
    ref_of(w, province_of(w, field), province);
    xt_bytes_printf(out, "=IF(LEN(%s)=0,%s,OFFSET(%s,MATCH(%s,%s,0),0,COUNTIF(%s,%s),1))", province,
                    lists->pair_districts.range, lists->first_district, province, lists->pair_provinces.range,
                    lists->pair_provinces.range, province);
}

/* The rest: lists, and formulas of our own. */
static void set_formula(xt_form_writer *w, size_t field, lxw_data_validation *v)
{
    const xt_field *f = &w->table->fields[field];
    const xt_form_list *list = xt_form_list_of(w, f);
    char cell[REF];
    bool free = f->kind == XT_KIND_TEXT || f->kind == XT_KIND_PERIOD;
    xt_form_start(w, &w->formula);
    v->validate = list ? LXW_VALIDATION_TYPE_LIST_FORMULA : LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    if (list && f->kind == XT_KIND_DISTRICT) {
        add_district_list(w, &w->formula, field);
    } else if (list) {
        xt_bytes_printf(&w->formula, "=%s", list->range);
    } else if (free) {
        ref_of(w, (int)field, cell);
        xt_bytes_printf(&w->formula, "=TRIM(%s)=%s", cell, cell);
    } else {
        xt_bytes_puts(&w->formula, "=");
        add_right_formula(w, &w->formula, field);
    }
    if (free || f->kind == XT_KIND_DISTRICT || f->kind == XT_KIND_PROVINCE)
        v->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (f->kind == XT_KIND_VOCABULARY && (f->vocabulary->open || f->free_choice))
        v->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (w->formula.size < 2) /* nothing to ask for, only to say */
        v->validate = LXW_VALIDATION_TYPE_ANY;
    v->value_formula = (char *)(uintptr_t)xt_bytes_cstr(&w->formula);
}

static bool has_numbers(xt_kind kind)
{
    return kind == XT_KIND_MONEY || kind == XT_KIND_COUNT || kind == XT_KIND_SEQUENCE ||
           kind == XT_KIND_FISCAL_YEAR || kind == XT_KIND_DATE;
}

/* A header as far as Excel shows it in bold; a longer one ends in "…". */
static void put_title(const xt_field *f, char *out)
{
    static const char MORE[] = "…";
    xt_str label = f->labels[0].text;
    bool fits = xt_utf8_count(label) <= TITLE_LENGTH;
    size_t at = 0;
    for (size_t n = 0; at < label.size && n + !fits < TITLE_LENGTH; n++)
        xt_utf8_next(label, &at);
    memcpy(out, label.data, at);
    memcpy(out + at, fits ? "" : MORE, fits ? 1 : sizeof MORE);
}

static void validate(xt_form_writer *w, size_t field)
{
    const xt_field *f = &w->table->fields[field];
    char title[TITLE_LENGTH * XT_UTF8_MAX + 1], number[REF + 1] = "";
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
                             .show_input = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                             .dropdown = LXW_VALIDATION_ON};
    if (has_numbers(f->kind))
        set_numbers(w, field, &v, number);
    else
        set_formula(w, field, &v);
    put_title(f, title);
    char *prompt = strdup(xt_form_prompt(w, field)), *refusal = strdup(xt_form_refusal(w, field));
    if (!prompt || !refusal)
        xt_xlsx_note(&w->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    v.input_title = title;
    v.error_title = title;
    v.input_message = prompt;
    v.error_message = refusal;
    lxw_col_t column = (lxw_col_t)w->columns[field];
    if (prompt && refusal)
        xt_xlsx_note(
            &w->x, worksheet_data_validation_range(w->sheet, w->first_row, column, w->last_row, column, &v));
    free(prompt);
    free(refusal);
}

void xt_form_write_rules(xt_form_writer *w, size_t field)
{
    char cell[REF];
    validate(w, field);
    xt_form_start(w, &w->formula);
    if (w->table->fields[field].required)
        add_blank_formula(w, &w->formula, field);
    turn_red(w, field);
    xt_form_start(w, &w->text);
    add_right_formula(w, &w->text, field);
    xt_form_start(w, &w->formula);
    if (w->text.size)
        xt_bytes_printf(&w->formula, "=AND(LEN(%s)>0,NOT(%s))", ref_of(w, (int)field, cell),
                        xt_bytes_cstr(&w->text));
    turn_red(w, field);
}
