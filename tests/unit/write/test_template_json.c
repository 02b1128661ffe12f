/* SPDX-License-Identifier: MIT
 *
 * Templates as the files that they are read from: what is written reads as an equal template.
 */
#include "write/template_json.h"

#include "table/forms.h"

#include <math.h>

static void check_labels(const char *what, const xt_label *a, size_t a_count, const xt_label *b,
                         size_t b_count)
{
    ck_assert_msg(a_count == b_count, "%s: %zu instead of %zu", what, b_count, a_count);
    for (size_t i = 0; i < a_count; i++) {
        ck_assert_msg(xt_str_equal(a[i].text, b[i].text), "%s: \"%s\" instead of \"%s\"", what,
                      b[i].text.data, a[i].text.data);
        ck_assert_msg(xt_str_equal(a[i].folded, b[i].folded), "%s: \"%s\" is folded otherwise", what,
                      a[i].text.data);
    }
}

static void check_vocabulary(const xt_vocabulary *a, const xt_vocabulary *b)
{
    if (!a || !b || a == b) {
        ck_assert_ptr_eq(a, b);
        return;
    }
    ck_assert_str_eq(a->name, b->name);
    ck_assert_int_eq(a->open, b->open);
    ck_assert_uint_eq(a->value_count, b->value_count);
    for (size_t i = 0; i < a->value_count; i++)
        ck_assert(xt_str_equal(a->values[i], b->values[i]));
    ck_assert_uint_eq(a->term_count, b->term_count);
    for (size_t i = 0; i < a->term_count; i++) {
        check_labels(a->name, &a->terms[i].label, 1, &b->terms[i].label, 1);
        ck_assert_uint_eq(a->terms[i].value, b->terms[i].value);
        ck_assert_int_eq(a->terms[i].is_alias, b->terms[i].is_alias);
    }
}

static void check_field(const xt_field *a, const xt_field *b)
{
    ck_assert_str_eq(a->name, b->name);
    ck_assert_int_eq(a->kind, b->kind);
    ck_assert_str_eq(a->description, b->description);
    ck_assert_str_eq(a->group, b->group);
    ck_assert(fabs(a->width - b->width) < 1e-9);
    ck_assert_int_eq(a->pattern != NULL, b->pattern != NULL);
    ck_assert_str_eq(a->pattern_text, b->pattern_text);
    ck_assert_str_eq(a->mark, b->mark);
    ck_assert_int_eq(a->may_be_absent, b->may_be_absent);
    ck_assert_int_eq(a->free_choice, b->free_choice);
    ck_assert_int_eq(a->masked, b->masked);
    ck_assert_int_eq(a->zero_allowed, b->zero_allowed);
    ck_assert_int_eq(a->required, b->required);
    ck_assert_int_eq(a->identity, b->identity);
    check_labels(a->name, a->labels, a->label_count, b->labels, b->label_count);
    check_vocabulary(a->vocabulary, b->vocabulary);
    check_labels("blank tokens", a->blank_tokens, a->blank_token_count, b->blank_tokens,
                 b->blank_token_count);
    for (size_t i = 0; i < 2; i++)
        ck_assert_pstr_eq(a->holds[i], b->holds[i]);
    ck_assert_str_eq(a->part_title, b->part_title);
    ck_assert_str_eq(a->stands_for, b->stands_for);
    check_vocabulary(a->blank_words, b->blank_words);
    for (size_t i = 0; a->blank_words && i < a->blank_words->value_count; i++)
        ck_assert_pstr_eq(a->blank_texts[i], b->blank_texts[i]);
    ck_assert_int_eq(a->optional_field, b->optional_field);
    ck_assert_uint_eq(a->optional_values, b->optional_values);
}

static void check_rule(size_t id, const xt_rule_use *a, const xt_rule_use *b)
{
    ck_assert_msg(a->on == b->on, "rule %zu: %d instead of %d", id, b->on, a->on);
    if (!a->on)
        return;
    ck_assert_int_eq(a->until_as_of, b->until_as_of);
    for (size_t i = 0; i < XT_RULE_FIELDS; i++)
        ck_assert_msg(a->field[i] == b->field[i], "rule %zu, field %zu: %d instead of %d", id, i, b->field[i],
                      a->field[i]);
    ck_assert_uint_eq(a->values, b->values);
    ck_assert_int_eq(a->limit, b->limit);
    ck_assert_int_eq(a->days, b->days);
    ck_assert_int_eq(a->months, b->months);
    ck_assert(fabs(a->similarity - b->similarity) < 1e-9);
}

static void check_table(const xt_table *a, const xt_table *b)
{
    ck_assert_str_eq(a->name, b->name);
    ck_assert_str_eq(a->title, b->title);
    ck_assert_uint_eq(a->field_count, b->field_count);
    for (size_t i = 0; i < a->field_count; i++)
        check_field(&a->fields[i], &b->fields[i]);
    for (size_t i = 0; i < XT_RULE_ID_COUNT; i++)
        check_rule(i, &a->rules[i], &b->rules[i]);
    ck_assert_uint_eq(a->minimum_rows, b->minimum_rows);
    ck_assert_int_eq(a->formulas, b->formulas);
    check_labels("totals", a->total_words, a->total_word_count, b->total_words, b->total_word_count);
    ck_assert_int_eq(a->totals_allowed, b->totals_allowed);
    check_labels("footers", a->footer_words, a->footer_word_count, b->footer_words, b->footer_word_count);
    check_labels("empty", a->empty_words, a->empty_word_count, b->empty_words, b->empty_word_count);
    ck_assert_uint_eq(a->note_count, b->note_count);
    for (size_t i = 0; i < a->note_count; i++) {
        ck_assert_str_eq(a->notes[i].field, b->notes[i].field);
        ck_assert_int_eq(a->notes[i].required, b->notes[i].required);
        check_labels("note", a->notes[i].labels, a->notes[i].label_count, b->notes[i].labels,
                     b->notes[i].label_count);
    }
}

static void check_texts(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
    ck_assert_uint_eq(a_count, b_count);
    for (size_t i = 0; i < a_count; i++)
        ck_assert_str_eq(a[i], b[i]);
}

static void check_form(const xt_form *a, const xt_form *b)
{
    ck_assert_str_eq(a->sheet, b->sheet);
    ck_assert_str_eq(a->label, b->label);
    check_texts(a->titles, a->title_count, b->titles, b->title_count);
    check_texts(a->signatures, a->signature_count, b->signatures, b->signature_count);
    ck_assert_uint_eq(a->rows, b->rows);
    ck_assert_str_eq(a->font, b->font);
    ck_assert_int_eq(a->font_size, b->font_size);
    ck_assert_int_eq(a->title_size, b->title_size);
    ck_assert_uint_eq(a->fill, b->fill);
    ck_assert_int_eq(a->portrait, b->portrait);
    ck_assert_uint_eq(a->columns, b->columns);
}

/* Every member but the file's name. */
static void check_equal(const xt_template *a, const xt_template *b)
{
    ck_assert_str_eq(a->id, b->id);
    ck_assert_str_eq(a->title, b->title);
    ck_assert_int_eq(a->year, b->year);
    ck_assert_int_eq(a->fiscal_year, b->fiscal_year);
    ck_assert_int_eq(a->as_of_month, b->as_of_month);
    ck_assert_int_eq(a->as_of_day, b->as_of_day);
    ck_assert_str_eq(a->item, b->item);
    ck_assert_int_eq(a->item_number, b->item_number);
    check_labels("titles", a->title_words, a->title_word_count, b->title_words, b->title_word_count);
    ck_assert_uint_eq(a->search_rows, b->search_rows);
    check_labels("tokens", a->blank_tokens, a->blank_token_count, b->blank_tokens, b->blank_token_count);
    ck_assert_uint_eq(a->table_count, b->table_count);
    for (size_t i = 0; i < a->table_count; i++)
        check_table(&a->tables[i], &b->tables[i]);
    check_form(&a->form, &b->form);
    ck_assert_int_eq(a->in_set, b->in_set);
    ck_assert_uint_eq(a->provenance_count, b->provenance_count);
    for (size_t i = 0; i < a->provenance_count; i++) {
        ck_assert_str_eq(a->provenance[i].about, b->provenance[i].about);
        ck_assert_str_eq(a->provenance[i].mark, b->provenance[i].mark);
        ck_assert_str_eq(a->provenance[i].source, b->provenance[i].source);
    }
}

/* Writes the template, reads what was written, and writes that again. */
static void check_round(xt_templates *set, const xt_template *t)
{
    xt_template *again = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    xt_bytes first = xt_bytes_make(SIZE_MAX / 2), second = xt_bytes_make(SIZE_MAX / 2);
    xt_template_write(set, t, &first);
    ck_assert_int_eq(first.fault, XT_OK);
    const char *json = xt_bytes_cstr(&first);
    ck_assert_msg(read_form(set, json, &again, &error) == XT_OK, "%s: %s\n%s", t->id,
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message), json);
    check_equal(t, again);
    xt_template_write(set, again, &second);
    ck_assert_str_eq(xt_bytes_cstr(&second), json);
    ck_assert_int_eq(json[first.size - 1], '\n');
    xt_bytes_free(&first);
    xt_bytes_free(&second);
}

/* ------------------------------------------------------------ the shipped ones */

START_TEST(every_shipped_template)
{
    xt_templates *set = shipped_forms();
    ck_assert_uint_ge(xt_templates_count(set), 40);
    for (size_t i = 0; i < xt_templates_count(set); i++)
        check_round(set, xt_templates_at(set, i));
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ others */

#define PROVENANCE "'xlstools:provenance': [{'about': 'fields', 'mark': 'B', 'source': 'made up'}]"
#define TEXT       "'type': 'string', 'xlstools:kind': 'free-text'"
#define MONEY      "'type': 'number', 'xlstools:kind': 'money'"
#define DATE       "'type': 'date', 'xlstools:kind': 'thai-date'"

static const struct {
    const char *name, *json;
} TEMPLATES[] = {
    {"no key that may be missing",
     "{'title': 'T', 'xlstools:id': 'least', 'xlstools:provenance': [], 'fields': [{'name': 'a', 'title': "
     "'ก', " TEXT "}]}"},
    {"lists of nothing",
     "{'title': '', 'xlstools:id': 'x', " PROVENANCE ", 'fields': [{'name': 'a', 'title': 'ก', " TEXT
     ", 'xlstools:aliases': [], 'xlstools:blankTokens': [], 'constraints': {}}], 'xlstools:blankTokens': "
     "[],\n"
     "'xlstools:footers': [], 'xlstools:emptySentences': [], 'xlstools:notes': [], 'xlstools:rules': {},\n"
     "'xlstools:parts': [], 'xlstools:form': {'titles': [], 'signatures': []}, 'xlstools:sheet': {}}"},
    {"rules without what they can do without",
     "{'title': 'T', 'xlstools:id': 'x', " PROVENANCE ", 'fields': [\n"
     " {'name': 'y', 'title': 'ปี', 'type': 'integer', 'xlstools:kind': 'fiscal-year'}, {'name': 'd', "
     "'title': "
     "'วัน', " DATE "},\n"
     " {'name': 'n', 'title': 'เลข', " TEXT "}, {'name': 'v', 'title': 'ผู้ขาย', " TEXT "},\n"
     " {'name': 'p', 'title': 'จังหวัด', 'type': 'string', 'xlstools:kind': 'province'},\n"
     " {'name': 't', 'title': 'ช่วง', 'type': 'string', 'xlstools:kind': 'thai-period'},\n"
     " {'name': 'm', 'title': 'วิธี', 'type': 'string', 'xlstools:kind': 'vocabulary', 'xlstools:vocabulary': "
     "'method'},\n"
     " {'name': 'b', 'title': 'บาท', " MONEY "}],\n"
     "'xlstools:rules': {'date-range': {'field': 'd', 'until': 'fiscal-year'}, 'fiscal-year-mismatch': "
     "{'field': 'y'},\n"
     " 'duplicate-contract': {'field': 'n'}, 'place-unknown': {'province': 'p'}, 'period-range': {'field': "
     "'t'},\n"
     " 'split-purchase': {'method': 'm', 'values': ['วิธีเฉพาะเจาะจง', 'วิธีคัดเลือก'], 'amount': 'b', 'date': "
     "'d', "
     "'vendor': 'v',\n"
     "  'item': 'n', 'limit': 1000000000000, 'days': 1, 'similarity': 1}}}"},
    {"the last of 64 columns",
     "{'title': 'T', 'xlstools:id': 'x', " PROVENANCE ", 'xlstools:form': {'columns': ['b']}, 'fields': [\n"
     " {'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT
     ", 'xlstools:width': 255}]}"},
};

/* Every key of docs/template-format.md, each with a value that is not what the reader takes without it. */
START_TEST(every_key)
{
    xt_templates *set = shipped_forms();
    const xt_template *t = form_of_file(set, "tests/unit/write/every_key.json");
    ck_assert_uint_eq(t->table_count, 3);
    check_round(set, t);
    xt_templates_close(set);
}
END_TEST

START_TEST(what_a_template_may_leave_out)
{
    xt_templates *set = shipped_forms();
    xt_template *t = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE], *json = json_of(TEMPLATES[_i].json);
    ck_assert_msg(read_form(set, json, &t, &error) == XT_OK, "%s: %s", TEMPLATES[_i].name,
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    check_round(set, t);
    free(json);
    xt_templates_close(set);
}
END_TEST

/* A vocabulary of the set is named; with another set it stands in the field, and is as good. */
START_TEST(vocabularies_by_name_or_in_place)
{
    xt_templates *shipped = shipped_forms(), *other = empty_forms();
    const xt_template *t = form_named(shipped, "ita-2567-o17");
    xt_bytes named = xt_bytes_make(SIZE_MAX / 2), placed = xt_bytes_make(SIZE_MAX / 2);
    xt_template *again = NULL;
    xt_template_write(shipped, t, &named);
    xt_template_write(other, t, &placed);
    ck_assert_ptr_nonnull(strstr(xt_bytes_cstr(&named), "\"xlstools:vocabulary\": \"status\""));
    ck_assert_ptr_null(strstr(xt_bytes_cstr(&placed), "\"xlstools:vocabulary\": \""));
    ck_assert_int_eq(read_form(other, xt_bytes_cstr(&placed), &again, NULL), XT_OK);
    check_equal(t, again);
    ck_assert_uint_eq(other->vocabulary_count, 0);
    xt_bytes_free(&named);
    xt_bytes_free(&placed);
    xt_templates_close(other);
    xt_templates_close(shipped);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("template_json");
    TCase *cases = tcase_create("template_json");
    tcase_add_test(cases, every_shipped_template);
    tcase_add_test(cases, every_key);
    tcase_add_loop_test(cases, what_a_template_may_leave_out, 0, XT_ENTRIES(TEMPLATES));
    tcase_add_test(cases, vocabularies_by_name_or_in_place);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
