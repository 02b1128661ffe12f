/* SPDX-License-Identifier: MIT
 *
 * Rules about the cells of one row against each other. Each looks at values that are known: what is blank or
 * cannot be read has been reported and is no second fault here.
 */
#include "base/error.h"
#include "check/checker.h"
#include "table/loader.h"
#include "table/places.h"
#include "thai/blank.h"

#include <stdio.h>

typedef xt_status (*row_rule)(xt_checker *c, const xt_rule_use *use);

static const xt_value *known(const xt_checker *c, int field)
{
    if (field == XT_NO_FIELD)
        return NULL;
    const xt_value *v = &c->record.values[field];
    return v->known ? v : NULL;
}

static xt_status find_pair(xt_checker *c, xt_code code, int field, const char *value, const char *expected,
                           const char *other, const char *limit)
{
    xt_report_item item = {.code = code, .row = c->record.row, .field = field};
    item.column = c->header->columns[field].column;
    item.text[XT_TEXT_VALUE] = xt_str_of(value);
    item.text[XT_TEXT_EXPECTED] = xt_str_of(expected);
    item.text[XT_TEXT_OTHER] = xt_str_of(other);
    item.text[XT_TEXT_LIMIT] = xt_str_of(limit);
    return xt_find_item(c, &item);
}

static xt_status date_range(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *v = known(c, use->field[0]);
    char day[XT_ISO_SIZE], first[XT_ISO_SIZE], last[XT_ISO_SIZE];
    if (!v || !c->has_period || (v->as.day >= c->first_day && v->as.day <= c->last_day))
        return XT_OK;
    char range[2 * XT_ISO_SIZE + 2];
    snprintf(range, sizeof range, "%s..%s", xt_day_iso(c->first_day, first), xt_day_iso(c->last_day, last));
    return find_pair(c, XT_CODE_DATE_RANGE, use->field[0], xt_day_iso(v->as.day, day), range, first, last);
}

static xt_status date_order(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *first = known(c, use->field[0]), *last = known(c, use->field[1]);
    char day[XT_ISO_SIZE], other[XT_ISO_SIZE], expected[XT_ISO_SIZE + 8];
    if (!first || !last || last->as.day >= first->as.day)
        return XT_OK;
    snprintf(expected, sizeof expected, "≥ %s", xt_day_iso(first->as.day, other));
    return find_pair(c, XT_CODE_DATE_ORDER, use->field[1], xt_day_iso(last->as.day, day), expected, other,
                     NULL);
}

static xt_status date_weekend(xt_checker *c, const xt_rule_use *use)
{
    enum { SUNDAY = 0, SATURDAY = 6 };
    const xt_value *v = known(c, use->field[0]);
    char day[XT_ISO_SIZE];
    int weekday = v ? xt_day_weekday(v->as.day) : 1;
    if (weekday != SUNDAY && weekday != SATURDAY)
        return XT_OK;
    return find_pair(c, XT_CODE_DATE_WEEKEND, use->field[0], xt_day_iso(v->as.day, day), NULL, NULL, NULL);
}

static xt_status price_over(xt_checker *c, const xt_rule_use *use, xt_code code)
{
    const xt_value *price = known(c, use->field[0]), *most = known(c, use->field[1]);
    char value[XT_SATANG_SIZE], limit[XT_SATANG_SIZE], expected[XT_SATANG_SIZE + 8];
    if (!price || !most || most->as.amount <= 0 || price->as.amount <= most->as.amount)
        return XT_OK;
    snprintf(expected, sizeof expected, "≤ %s", xt_satang_plain(most->as.amount, limit));
    return find_pair(c, code, use->field[0], xt_satang_plain(price->as.amount, value), expected, NULL, limit);
}

static xt_status price_over_budget(xt_checker *c, const xt_rule_use *use)
{
    return price_over(c, use, XT_CODE_PRICE_OVER_BUDGET);
}

/* A price above the budget has been reported already, and worse. */
static xt_status price_over_reference(xt_checker *c, const xt_rule_use *use)
{
    const xt_rule_use *budget = &c->table->rules[XT_RULE_PRICE_OVER_BUDGET];
    const xt_value *price = known(c, use->field[0]);
    const xt_value *most = budget->on ? known(c, budget->field[1]) : NULL;
    if (price && most && most->as.amount > 0 && price->as.amount > most->as.amount)
        return XT_OK;
    return price_over(c, use, XT_CODE_PRICE_OVER_REFERENCE);
}

/* Whether `amount` is `times` the other one, within `percent`. */
static bool is_times(xt_satang amount, xt_satang other, int64_t times, int64_t percent)
{
    xt_satang wanted = other * times, slack = wanted / 100 * percent;
    return amount >= wanted - slack && amount <= wanted + slack;
}

/* A digit typed too many or too few moves the point: one amount is then 10 or 100 times the others, or a
 * tenth or a hundredth of them, almost exactly of one of them and roughly of all. Amounts that merely differ
 * are not meant. */
static bool is_out_of_scale(const xt_satang *amounts, size_t count, size_t suspect, int64_t times,
                            bool larger)
{
    enum { CLOSE = 3, ROUGH = 25 };
    bool close = false;
    for (size_t i = 0; i < count; i++) {
        if (i == suspect)
            continue;
        xt_satang high = larger ? amounts[suspect] : amounts[i], low = larger ? amounts[i] : amounts[suspect];
        if (!is_times(high, low, times, ROUGH))
            return false;
        close = close || is_times(high, low, times, CLOSE);
    }
    return close;
}

static xt_status amount_scale(xt_checker *c, const xt_rule_use *use)
{
    static const struct {
        int64_t times;
        bool larger;
        const char *shown;
    } SCALES[] = {{10, true, "10"}, {100, true, "100"}, {10, false, "1/10"}, {100, false, "1/100"}};
    const xt_satang most = INT64_MAX / 1000; /* no overflow when multiplied */
    xt_satang amounts[XT_RULE_FIELDS];
    size_t count = 0;
    for (; count < XT_RULE_FIELDS && use->field[count] != XT_NO_FIELD; count++) {
        const xt_value *v = known(c, use->field[count]);
        if (!v || v->as.amount <= 0 || v->as.amount > most)
            return XT_OK;
        amounts[count] = v->as.amount;
    }
    for (size_t suspect = 0; count > 2 && suspect < count; suspect++)
        for (size_t s = 0; s < sizeof SCALES / sizeof *SCALES; s++)
            if (is_out_of_scale(amounts, count, suspect, SCALES[s].times, SCALES[s].larger)) {
                char value[XT_SATANG_SIZE], other[XT_SATANG_SIZE];
                return find_pair(c, XT_CODE_AMOUNT_SCALE, use->field[suspect],
                                 xt_satang_plain(amounts[suspect], value), NULL,
                                 xt_satang_plain(amounts[suspect ? 0 : 1], other), SCALES[s].shown);
            }
    return XT_OK;
}

static xt_status fiscal_year(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *year = known(c, use->field[0]), *date = known(c, use->field[1]);
    char value[24], expected[24], other[XT_ISO_SIZE];
    if (!year)
        return XT_OK;
    snprintf(value, sizeof value, "%lld", (long long)year->as.number);
    if (c->fiscal_year) {
        if (year->as.number == c->fiscal_year)
            return XT_OK; /* a date outside that year is date-range's */
        snprintf(expected, sizeof expected, "%d", c->fiscal_year);
        return find_pair(c, XT_CODE_FISCAL_YEAR_MISMATCH, use->field[0], value, expected, NULL, NULL);
    }
    if (!date || xt_fiscal_year(date->as.day) == year->as.number)
        return XT_OK;
    snprintf(expected, sizeof expected, "%d", xt_fiscal_year(date->as.day));
    return find_pair(c, XT_CODE_FISCAL_YEAR_OF_DATE, use->field[0], value, expected,
                     xt_day_iso(date->as.day, other), NULL);
}

/* มาตรา 56(2)(ข) with the ministerial regulation of 2560: up to 500,000 baht; other paragraphs of 56(2) may
 * allow more, so this only asks. */
static xt_status method_threshold(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *method = known(c, use->field[0]), *amount = known(c, use->field[1]);
    char value[XT_SATANG_SIZE], limit[XT_SATANG_SIZE];
    if (!method || !amount || !(use->values >> method->as.term & 1) || amount->as.amount <= use->limit)
        return XT_OK;
    return find_pair(c, XT_CODE_METHOD_THRESHOLD, use->field[1], xt_satang_plain(amount->as.amount, value),
                     NULL, NULL, xt_satang_plain(use->limit, limit));
}

/* Spending above the budget may have a reason (a transfer, money carried over), so this only asks. */
static xt_status spent_over_budget(xt_checker *c, const xt_rule_use *use)
{
    return price_over(c, use, XT_CODE_SPENT_OVER_BUDGET);
}

static xt_status sum_mismatch(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *total = known(c, use->field[0]);
    int64_t sum = 0;
    xt_bytes_clear(&c->note);
    for (size_t i = 1; i < XT_RULE_FIELDS && use->field[i] != XT_NO_FIELD; i++) {
        const xt_value *part = known(c, use->field[i]);
        if (!part)
            return XT_OK;
        sum += part->as.number;
        xt_bytes_puts(&c->note, i > 1 ? " + " : "");
        xt_bytes_add(&c->note, c->table->fields[use->field[i]].labels[0].text);
    }
    if (!total || total->as.number == sum)
        return XT_OK;
    char value[24], expected[24];
    snprintf(value, sizeof value, "%lld", (long long)total->as.number);
    snprintf(expected, sizeof expected, "%lld", (long long)sum);
    if (c->note.fault)
        return xt_fail_memory(c->error);
    return find_pair(c, XT_CODE_SUM_MISMATCH, use->field[0], value, expected, xt_bytes_cstr(&c->note), NULL);
}

/* The first day of the month that lies some months before the day's own. */
static xt_day months_before(xt_day day, int months)
{
    xt_civil civil = xt_civil_of(day);
    int count = civil.year * 12 + civil.month - 1 - months;
    return xt_day_of((xt_civil){count / 12, count % 12 + 1, 1});
}

/* A period that has not one day in common with the fiscal year: the year is mostly mistyped. */
static xt_status period_range(xt_checker *c, const xt_rule_use *use)
{
    const xt_value *v = known(c, use->field[0]);
    char value[XT_ISO_SIZE], first[XT_ISO_SIZE], last[XT_ISO_SIZE], range[2 * XT_ISO_SIZE + 2];
    if (!v || !c->fiscal_year)
        return XT_OK;
    xt_day begin = months_before(xt_fiscal_first(c->fiscal_year), use->months);
    xt_day end = xt_fiscal_last(c->fiscal_year);
    if (v->as.period.first <= end && v->as.period.last >= begin)
        return XT_OK;
    snprintf(range, sizeof range, "%s..%s", xt_day_iso(begin, first), xt_day_iso(end, last));
    xt_str shown = xt_cell_shown(v->cell, c->reader.date1904, value);
    xt_bytes_clear(&c->note);
    xt_bytes_add(&c->note, shown);
    if (c->note.fault)
        return xt_fail_memory(c->error);
    return find_pair(c, XT_CODE_PERIOD_RANGE, use->field[0], xt_bytes_cstr(&c->note), range, first, last);
}

static xt_status find_place(xt_checker *c, xt_code code, int field, xt_str nearest, xt_str province)
{
    xt_report_item item = {.code = code, .row = c->record.row, .field = field};
    item.column = c->header->columns[field].column;
    item.text[XT_TEXT_VALUE] = xt_blank_trim(c->record.values[field].text);
    item.text[XT_TEXT_EXPECTED] = nearest;
    item.text[XT_TEXT_OTHER] = province;
    return xt_find_item(c, &item);
}

/* Texts that are there: a number is no place, but cells of such forms hold none. */
static bool has_text(const xt_checker *c, int field)
{
    const xt_value *v = field == XT_NO_FIELD ? NULL : known(c, field);
    return v && v->filled == XT_FILLED_VALUE && v->cell->type == XT_CELL_TEXT;
}

/* Whether the row says the place of a row before, which was found: most rows of a sheet do. */
static bool is_place_again(const xt_checker *c, xt_str province, xt_str district)
{
    xt_str place = xt_bytes_str(&c->place);
    return place.size == province.size + district.size + 1 && xt_str_starts(place, province) &&
           place.data[province.size] == '\n' && xt_str_ends(place, district);
}

static xt_status remember_place(xt_checker *c, xt_str province, xt_str district)
{
    xt_bytes_clear(&c->place);
    xt_bytes_add(&c->place, province);
    xt_bytes_putc(&c->place, '\n');
    return xt_bytes_add(&c->place, district) ? xt_fail_memory(c->error) : XT_OK;
}

static xt_status place_unknown(xt_checker *c, const xt_rule_use *use)
{
    const xt_places *places = c->set->places;
    size_t province = 0, district = 0, near = 0;
    if (!places || !has_text(c, use->field[0]))
        return XT_OK;
    xt_str text = c->record.values[use->field[0]].text;
    xt_str other = has_text(c, use->field[1]) ? c->record.values[use->field[1]].text : (xt_str){0};
    if (is_place_again(c, text, other))
        return XT_OK;
    if (!xt_places_find_province(places, text, &province)) {
        bool found = xt_places_nearest_province(places, text, &near);
        return find_place(c, XT_CODE_PROVINCE_UNKNOWN, use->field[0],
                          found ? xt_places_province_name(places, near) : (xt_str){0}, (xt_str){0});
    }
    if (!other.size || xt_places_find_district(places, province, other, &district))
        return remember_place(c, text, other);
    bool found = xt_places_nearest_district(places, province, other, &near);
    return find_place(c, XT_CODE_DISTRICT_UNKNOWN, use->field[1],
                      found ? xt_places_district_name(places, province, near) : (xt_str){0},
                      xt_places_province_name(places, province));
}

static const struct {
    xt_rule_id id;
    row_rule check;
} RULES[] = {
    {XT_RULE_DATE_RANGE, date_range},
    {XT_RULE_DATE_ORDER, date_order},
    {XT_RULE_DATE_WEEKEND, date_weekend},
    {XT_RULE_PRICE_OVER_BUDGET, price_over_budget},
    {XT_RULE_PRICE_OVER_REFERENCE, price_over_reference},
    {XT_RULE_AMOUNT_SCALE, amount_scale},
    {XT_RULE_FISCAL_YEAR, fiscal_year},
    {XT_RULE_METHOD_THRESHOLD, method_threshold},
    {XT_RULE_SPENT_OVER_BUDGET, spent_over_budget},
    {XT_RULE_SUM_MISMATCH, sum_mismatch},
    {XT_RULE_PERIOD_RANGE, period_range},
    {XT_RULE_PLACE_UNKNOWN, place_unknown},
};

xt_status xt_check_row(xt_checker *c)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof RULES / sizeof *RULES; i++) {
        const xt_rule_use *use = &c->table->rules[RULES[i].id];
        if (use->on)
            status = RULES[i].check(c, use);
    }
    return status;
}
