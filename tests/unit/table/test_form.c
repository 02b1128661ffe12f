/* SPDX-License-Identifier: MIT
 *
 * What a template says of its blank form.
 */
#include "table/forms.h"

/* A template with this "xlstools:form"; NULL: none. free() it. */
static char *form_of(const char *form)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&text,
                    "{'title': 'T', 'xlstools:id': 'test', 'xlstools:provenance': [],\n%s%s%s 'fields': [\n",
                    form ? " 'xlstools:form': " : "", form ? form : "", form ? ",\n" : "");
    xt_bytes_puts(&text,
                  "  {'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence'},\n"
                  "  {'name': 'item', 'title': 'รายการ', 'type': 'string', 'xlstools:kind': 'free-text'},\n"
                  "  {'name': 'price', 'title': 'ราคา', 'type': 'number', 'xlstools:kind': 'money'}]}");
    return taken(&text);
}

static const xt_form *read_it(xt_templates *set, const char *form)
{
    char *text = form_of(form);
    const xt_form *read = &add_form(set, text)->form;
    free(text);
    return read;
}

START_TEST(reads_what_a_form_says)
{
    xt_templates *set = empty_forms();
    const xt_form *form = read_it(
        set, "{'sheet': 'ITA-o99', 'label': 'แบบ สขร.1', 'titles': ['o99 {year}', '{agency}'], 'rows': 50,"
             " 'font': 'Sarabun', 'fontSize': 12, 'titleSize': 18, 'fill': '1aB2c3',"
             " 'orientation': 'portrait', 'columns': ['no', 'price']}");
    ck_assert_str_eq(form->sheet, "ITA-o99");
    ck_assert_str_eq(form->label, "แบบ สขร.1");
    ck_assert_uint_eq(form->title_count, 2);
    ck_assert_str_eq(form->titles[0], "o99 {year}");
    ck_assert_str_eq(form->titles[1], "{agency}");
    ck_assert_uint_eq(form->rows, 50);
    ck_assert_str_eq(form->font, "Sarabun");
    ck_assert_int_eq(form->font_size, 12);
    ck_assert_int_eq(form->title_size, 18);
    ck_assert_uint_eq(form->fill, 0x1AB2C3);
    ck_assert(form->portrait);
    ck_assert_uint_eq(form->columns, 5);
    xt_templates_close(set);
}
END_TEST

/* Without the object, and with an empty one. */
START_TEST(takes_what_is_not_said)
{
    static const char *const NOTHING[] = {NULL, "{}", "{'orientation': 'landscape'}"};
    xt_templates *set = empty_forms();
    const xt_form *form = read_it(set, NOTHING[_i]);
    ck_assert_str_eq(form->sheet, "");
    ck_assert_str_eq(form->label, "");
    ck_assert_uint_eq(form->title_count, 0);
    ck_assert_uint_eq(form->rows, 100);
    ck_assert_str_eq(form->font, "TH Sarabun New");
    ck_assert_int_eq(form->font_size, 14);
    ck_assert_int_eq(form->title_size, 16);
    ck_assert_uint_eq(form->fill, 0xEBEBEB);
    ck_assert(!form->portrait);
    ck_assert_uint_eq(form->columns, UINT64_MAX);
    xt_templates_close(set);
}
END_TEST

static const char *const ALSO_GOOD[] = {
    "{'sheet': 'ก'}",
    "{'sheet': 'กขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญก'}", /* 31 letters, three bytes each */
    "{'sheet': 'a b-(c), d & e'}",
    "{'titles': []}",
    "{'titles': ['1', '2', '3', '4', '5', '6', '7', '8']}",
    "{'rows': 1}",
    "{'rows': 20000}",
    "{'fontSize': 6, 'titleSize': 72}",
    "{'fill': '000000'}",
    "{'fill': 'FFFFFF'}",
    "{'columns': ['price', 'item', 'no']}",
};

START_TEST(takes_also)
{
    xt_templates *set = empty_forms();
    read_it(set, ALSO_GOOD[_i]);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *form;
    xt_sentence sentence;
    const char *text;
} WRONG[] = {
    {"{^'title': ['a']}", XT_SAY_TEMPLATE_KEY_NEAR, "title\ntitles"},
    {"{^'fontsize': 12}", XT_SAY_TEMPLATE_KEY_NEAR, "fontsize\nfontSize"},
    {"{^'สี': 'EBEBEB'}", XT_SAY_TEMPLATE_KEY, "สี"},

    /* names that Excel takes for no sheet */
    {"{^'sheet': ''}", XT_SAY_TEMPLATE_VALUE, "sheet\n"},
    {"{^'sheet': 'กขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกข'}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"{^'sheet': 'a[b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na[b"},
    {"{^'sheet': 'a]b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na]b"},
    {"{^'sheet': 'a:b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na:b"},
    {"{^'sheet': 'a*b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na*b"},
    {"{^'sheet': 'a?b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na?b"},
    {"{^'sheet': 'a/b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na/b"},
    {"{^'sheet': 'a\\\\b'}", XT_SAY_TEMPLATE_VALUE, "sheet\na\\b"},
    {"{^'sheet': '\\u0027a'}", XT_SAY_TEMPLATE_VALUE, "sheet\n'a"},
    {"{^'sheet': 5}", XT_SAY_TEMPLATE_TYPE, "sheet\na text"},

    {"{^'titles': 'a'}", XT_SAY_TEMPLATE_TYPE, "titles\na list of texts [ ]"},
    {"{^'titles': ['1', '2', '3', '4', '5', '6', '7', '8', '9']}", XT_SAY_TEMPLATE_TYPE, "titles\n0 ... 8"},
    {"{^'label': 5}", XT_SAY_TEMPLATE_TYPE, "label\na text"},
    {"{^'font': 12}", XT_SAY_TEMPLATE_TYPE, "font\na text"},
    {"{^'rows': 0}", XT_SAY_TEMPLATE_TYPE, "rows\n1 ... 20000"},
    {"{^'rows': 20001}", XT_SAY_TEMPLATE_TYPE, "rows\n1 ... 20000"},
    {"{^'rows': 1.5}", XT_SAY_TEMPLATE_TYPE, "rows\na whole number"},
    {"{^'fontSize': 5}", XT_SAY_TEMPLATE_TYPE, "fontSize\n6 ... 72"},
    {"{^'fontSize': 73}", XT_SAY_TEMPLATE_TYPE, "fontSize\n6 ... 72"},
    {"{'fontSize': 10, ^'titleSize': 73}", XT_SAY_TEMPLATE_TYPE, "titleSize\n6 ... 72"},
    {"{^'fill': 'EBEBE'}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'fill': 'EBEBEBE'}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'fill': 'EBEBEB;'}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'fill': '#EBEBE'}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'fill': 'EBEBEG'}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'fill': ''}", XT_SAY_TEMPLATE_TYPE, "fill\nRRGGBB"},
    {"{^'orientation': 'Portrait'}", XT_SAY_TEMPLATE_VALUE_NEAR, "Portrait\nportrait"},
    {"{^'orientation': 'แนวนอน'}", XT_SAY_TEMPLATE_VALUE, "orientation\nแนวนอน"},
    {"{'columns': ['no', ^'items']}", XT_SAY_TEMPLATE_VALUE_NEAR, "items\nitem"},
    {"{'columns': [^'ราคา']}", XT_SAY_TEMPLATE_VALUE, "columns\nราคา"},
    {"{^'columns': 'no'}", XT_SAY_TEMPLATE_TYPE, "columns\na list of texts [ ]"},
};

START_TEST(refuses)
{
    char *text = form_of(WRONG[_i].form);
    check_refused_form(text, WRONG[_i].sentence, WRONG[_i].text);
    free(text);
}
END_TEST

START_TEST(wants_an_object)
{
    check_refused_form(
        "{'title': 'T', 'xlstools:id': 'test', 'xlstools:provenance': [], ^'xlstools:form': 'a',"
        " 'fields': [{'name': 'a', 'title': 'ก', 'type': 'string', 'xlstools:kind': 'free-text'}]}",
        XT_SAY_TEMPLATE_TYPE, "xlstools:form\nan object { }");
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("form");
    TCase *cases = tcase_create("form");
    tcase_add_test(cases, reads_what_a_form_says);
    tcase_add_loop_test(cases, takes_what_is_not_said, 0, 3);
    tcase_add_loop_test(cases, takes_also, 0, XT_ENTRIES(ALSO_GOOD));
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(WRONG));
    tcase_add_test(cases, wants_an_object);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
