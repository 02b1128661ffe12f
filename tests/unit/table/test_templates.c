/* SPDX-License-Identifier: MIT
 *
 * Sets of templates: folders, single files, and the ones that are shipped.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "table/forms.h"
#include "temp.h"

/* A template of this id with one field, in the file. */
static void write_form(const temp *t, const char *name, const char *id)
{
    xt_bytes text = xt_bytes_make(10000);
    xt_bytes_printf(
        &text,
        "{\"title\": \"T\", \"xlstools:provenance\": [],\n \"xlstools:id\": \"%s\", \"fields\": [{\"name\": "
        "\"item\", \"title\": \"x\", \"type\": \"string\", \"xlstools:kind\": \"free-text\"}]}",
        id);
    temp_write(t, name, xt_bytes_str(&text));
    xt_bytes_free(&text);
}

/* One with a field of the vocabulary. */
static void write_form_of(const temp *t, const char *name, const char *id, const char *vocabulary)
{
    xt_bytes text = xt_bytes_make(10000);
    xt_bytes_printf(
        &text,
        "{\"title\": \"T\", \"xlstools:provenance\": [], \"xlstools:id\": \"%s\", \"fields\": [{\"name\": "
        "\"item\", \"title\": \"x\", \"type\": \"string\", \"xlstools:kind\": \"vocabulary\","
        " \"xlstools:vocabulary\": \"%s\"}]}",
        id, vocabulary);
    temp_write(t, name, xt_bytes_str(&text));
    xt_bytes_free(&text);
}

/* ------------------------------------------------------------ folders */

START_TEST(reads_a_folder_and_those_in_it)
{
    temp t = temp_make();
    temp_folder(&t, "2567");
    temp_folder(&t, "2567/deeper");
    temp_folder(&t, "vocabularies");
    temp_folder(&t, "2568.json");
    write_form(&t, "z.json", "b");
    write_form(&t, "2567/a.json", "d");
    write_form(&t, "2567/b.json", "a");
    write_form(&t, "2568.json/x.json", "c");
    write_form(&t, "2567/deeper/c.json", "too-deep");
    temp_write(&t, ".hidden.json", XT_LITERAL("no template"));
    temp_write(&t, "readme.txt", XT_LITERAL("no template"));
    temp_write(&t, "2567/json", XT_LITERAL("no template"));
    temp_write(&t, "vocabularies/v.json", XT_LITERAL("no template"));
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_msg(xt_templates_open(&set, t.path, &error) == XT_OK, "%s: %s", error.place, error.text);
    static const char *const IDS[] = {"a", "b", "c", "d"};
    ck_assert_uint_eq(xt_templates_count(set), 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(xt_template_id(xt_templates_at(set, i)), IDS[i]);
    ck_assert_ptr_null(xt_templates_at(set, 4));
    ck_assert_ptr_null(xt_templates_at(set, SIZE_MAX));
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

START_TEST(refuses_one_id_in_two_files)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_folder(&t, "2567");
    write_form(&t, "2567/a.json", "same");
    write_form(&t, "2567/b.json", "same");
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_TWICE);
    ck_assert_str_eq(error.place, temp_path(&t, "2567/b.json", path));
    ck_assert_str_eq(error.text, "same");
    ck_assert_int_eq(error.line, 2);
    ck_assert_int_eq(error.column, 2);
    temp_end(&t);
}
END_TEST

START_TEST(refuses_folders_without_templates)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "readme.txt", XT_LITERAL("no template"));
    static const char *const NAMES[] = {"", "not-there", "readme.txt"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        xt_templates *set = NULL;
        xt_error error;
        temp_path(&t, NAMES[i], path);
        ck_assert_int_eq(xt_templates_open(&set, path, &error), XT_NO_TEMPLATE);
        ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_FOLDER);
        ck_assert_str_eq(error.text, path);
    }
    temp_end(&t);
}
END_TEST

START_TEST(names_the_wrong_file)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    write_form(&t, "a.json", "a");
    temp_write(&t, "b.json", XT_LITERAL("{\n  \"title\": }"));
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_JSON);
    ck_assert_str_eq(error.place, temp_path(&t, "b.json", path));
    ck_assert_int_eq(error.line, 2);
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_TEMPLATE_INVALID);
    temp_end(&t);
}
END_TEST

START_TEST(refuses_a_file_without_end)
{
    enum { MEBIBYTE = 1 << 20 };
    temp t = temp_make();
    char *blanks = malloc(2 * MEBIBYTE);
    ck_assert_ptr_nonnull(blanks);
    memset(blanks, ' ', 2 * MEBIBYTE);
    temp_write(&t, "a.json", (xt_str){blanks, 2 * MEBIBYTE});
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_OVER_LIMIT);
    ck_assert_int_eq(error.limit, MEBIBYTE);
    free(blanks);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ vocabularies in files */

START_TEST(reads_a_vocabulary_once)
{
    temp t = temp_make();
    temp_folder(&t, "vocabularies");
    temp_write(&t, "vocabularies/v-1.json",
               XT_LITERAL("{\"name\": \"v-1\", \"values\": [{\"value\": \"x\"}]}"));
    write_form_of(&t, "a.json", "a", "v-1");
    write_form_of(&t, "b.json", "b", "v-1");
    xt_templates *set = NULL;
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    const xt_vocabulary *first = form_named(set, "a")->tables[0].fields[0].vocabulary;
    ck_assert_ptr_nonnull(first);
    ck_assert_str_eq(first->name, "v-1");
    ck_assert_ptr_eq(form_named(set, "b")->tables[0].fields[0].vocabulary, first);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

static const struct {
    const char *text; /* of the vocabulary's file; NULL: it is not there */
    xt_sentence sentence;
    const char *place; /* the file that the error names */
    int line, column;
} VOCABULARIES[] = {
    {NULL, XT_SAY_TEMPLATE_VALUE, "a.json", 1, 154},
    {"{'name': 'v', 'values': [\n {'value': 'x'}, {'vlaue': 'y'}]}", XT_SAY_TEMPLATE_KEY_NEAR,
     "vocabularies/v.json", 2, 19},
    {"{'name': 'v',\n 'values': [{'value': 'x'}}", XT_SAY_TEMPLATE_JSON, "vocabularies/v.json", 2, 27},
    {"{'name': 'v'}", XT_SAY_TEMPLATE_MISSING, "vocabularies/v.json", 1, 1},
    {"[]", XT_SAY_TEMPLATE_TYPE, "vocabularies/v.json", 1, 1},
    {"{'name': 'v', 'values': [{'value': 'x'}, {'value': 'x'}]}", XT_SAY_TEMPLATE_TWICE,
     "vocabularies/v.json", 1, 1},
    {"", XT_SAY_TEMPLATE_JSON, "vocabularies/v.json", 1, 0},
};

START_TEST(refuses_a_wrong_vocabulary)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_folder(&t, "vocabularies");
    char *text = VOCABULARIES[_i].text ? json_of(VOCABULARIES[_i].text) : NULL;
    if (text)
        temp_write(&t, "vocabularies/v.json", xt_str_of(text));
    write_form_of(&t, "a.json", "a", "v");
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_TEMPLATE_INVALID);
    ck_assert_msg(error.sentence == (int)VOCABULARIES[_i].sentence, "%d: %s", error.sentence, error.text);
    ck_assert_str_eq(error.place, temp_path(&t, VOCABULARIES[_i].place, path));
    ck_assert_int_eq(error.line, VOCABULARIES[_i].line);
    ck_assert_int_eq(error.column, VOCABULARIES[_i].column);
    free(text);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ finding one */

START_TEST(finds_by_id)
{
    temp t = temp_make();
    write_form(&t, "a.json", "ita-2567-o14");
    write_form(&t, "b.json", "ita-2567-o16");
    write_form(&t, "c.json", "register");
    xt_templates *set = NULL;
    const xt_template *form = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    ck_assert_int_eq(xt_templates_find(set, "ita-2567-o16", &form, NULL), XT_OK);
    ck_assert_str_eq(xt_template_id(form), "ita-2567-o16");
    static const char *const UNKNOWN[][2] = {
        {"ita-2567-016", "ita-2567-o16"}, {"regster", "register"}};
    for (size_t i = 0; i < sizeof UNKNOWN / sizeof *UNKNOWN; i++) {
        ck_assert_int_eq(xt_templates_find(set, UNKNOWN[i][0], &form, &error), XT_NO_TEMPLATE);
        ck_assert_ptr_null(form);
        ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_UNKNOWN);
        ck_assert_str_eq(error.text, UNKNOWN[i][0]);
        ck_assert_str_eq(error.place, UNKNOWN[i][1]);
    }
    static const char *const STRANGE[] = {"", "x", "budget-book"}; /* near to none */
    for (size_t i = 0; i < sizeof STRANGE / sizeof *STRANGE; i++) {
        ck_assert_int_eq(xt_templates_find(set, STRANGE[i], &form, &error), XT_NO_TEMPLATE);
        ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_STRANGE);
        ck_assert_str_eq(error.text, STRANGE[i]);
    }
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

START_TEST(finds_by_file)
{
    temp t = temp_make(), other = temp_make();
    char path[TEMP_PATH];
    write_form(&t, "a.json", "a");
    write_form(&t, "c.json", "c");
    write_form(&other, "mine.json", "b");
    write_form(&other, "instead.json", "a");
    xt_templates *set = NULL;
    const xt_template *form = NULL, *old = NULL;
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    /* it joins the set, in order */
    ck_assert_int_eq(xt_templates_find(set, temp_path(&other, "mine.json", path), &form, NULL), XT_OK);
    ck_assert_str_eq(xt_template_id(form), "b");
    ck_assert_uint_eq(xt_templates_count(set), 3);
    ck_assert_ptr_eq(xt_templates_at(set, 1), form);
    ck_assert_ptr_eq(form_named(set, "b"), form);
    /* and takes the place of the folder's own */
    old = form_named(set, "a");
    ck_assert_int_eq(xt_templates_find(set, temp_path(&other, "instead.json", path), &form, NULL), XT_OK);
    ck_assert_ptr_ne(form, old);
    ck_assert_uint_eq(xt_templates_count(set), 3);
    ck_assert_ptr_eq(form_named(set, "a"), form);
    ck_assert_str_eq(xt_template_id(old), "a");
    xt_templates_close(set);
    temp_end(&t);
    temp_end(&other);
}
END_TEST

START_TEST(tells_what_is_wrong_with_a_file)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    write_form(&t, "a.json", "a");
    xt_templates *set = NULL;
    const xt_template *form = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    ck_assert_int_eq(xt_templates_find(set, temp_path(&t, "b.json", path), &form, &error), XT_NOT_FOUND);
    ck_assert_str_eq(error.place, path);
    ck_assert_ptr_null(form);
    ck_assert_int_eq(xt_templates_find(set, "b.json", &form, &error), XT_NOT_FOUND);
    temp_write(&t, "b.txt", XT_LITERAL("x"));
    ck_assert_int_eq(xt_templates_find(set, temp_path(&t, "b.txt", path), &form, &error),
                     XT_TEMPLATE_INVALID);
    ck_assert_uint_eq(xt_templates_count(set), 1);
    xt_templates_close(set);
    xt_templates_close(NULL);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ what is shipped */

/* The forms of each year: item, fiscal year, the day up to which contracts count, and the columns that
 * agencies publish. */
static const struct {
    const char *id, *item;
    int year, fiscal_year, as_of_month, as_of_day;
    size_t tables, content;
    uint32_t minimum;
} SHIPPED[] = {
    {"ita-2567-o14", "o14", 2567, 2567, 0, 0, 1, 5, 0},
    {"ita-2567-o16", "o16", 2567, 2567, 3, 31, 1, 12, 0},
    {"ita-2567-o17", "o17", 2567, 2566, 0, 0, 2, 12, 0},
    {"ita-2568-o12", "o12", 2568, 2568, 3, 31, 1, 9, 0},
    {"ita-2568-o13", "o13", 2568, 2567, 0, 0, 1, 9, 100},
};

START_TEST(ships)
{
    xt_templates *set = shipped_forms();
    const xt_template *t = form_named(set, SHIPPED[_i].id);
    ck_assert_str_eq(xt_template_item(t), SHIPPED[_i].item);
    ck_assert_int_eq(xt_template_year(t), SHIPPED[_i].year);
    ck_assert_str_eq(xt_template_mark(t), "A");
    ck_assert_int_eq(t->fiscal_year, SHIPPED[_i].fiscal_year);
    ck_assert_int_eq(t->as_of_month, SHIPPED[_i].as_of_month);
    ck_assert_int_eq(t->as_of_day, SHIPPED[_i].as_of_day);
    ck_assert_uint_eq(t->table_count, SHIPPED[_i].tables);
    ck_assert_uint_eq(t->tables[0].minimum_rows, SHIPPED[_i].minimum);
    size_t content = 0;
    for (size_t f = 0; f < t->tables[0].field_count; f++)
        content += !t->tables[0].fields[f].identity;
    ck_assert_uint_eq(content, SHIPPED[_i].content);
    xt_templates_close(set);
}
END_TEST

/* What holds for all of them, whichever there are: _i tells them apart, and the loop is longer than the list.
 */
enum { MOST_SHIPPED = 200 };

static const xt_template *shipped_at(xt_templates **set, int index)
{
    *set = shipped_forms();
    ck_assert_uint_ge(xt_templates_count(*set), sizeof SHIPPED / sizeof *SHIPPED);
    ck_assert_uint_le(xt_templates_count(*set), MOST_SHIPPED);
    return xt_templates_at(*set, (size_t)index);
}

/* "templates/2567/ita-2567-o16.json": the id is the file's name, the folder its year. */
static void check_place(const xt_template *t)
{
    char wanted[TEMP_PATH], year[16] = "any-year";
    if (xt_template_year(t))
        snprintf(year, sizeof year, "%d", xt_template_year(t));
    snprintf(wanted, sizeof wanted, "/templates/%s/%s.json", year, xt_template_id(t));
    size_t size = strlen(t->file), tail = strlen(wanted);
    ck_assert_msg(size > tail && strcmp(t->file + size - tail, wanted) == 0, "%s is not in %s", t->file,
                  wanted);
}

/* Excel takes 1 to 31 characters, none of these, and no apostrophe at either end. */
static void check_form(const xt_template *t)
{
    const char *sheet = t->form.sheet, *item = xt_template_item(t);
    size_t count = xt_utf8_count(xt_str_of(sheet));
    ck_assert_msg(count >= 1 && count <= 31 && sheet[strcspn(sheet, "[]:*?/\\")] == '\0' && *sheet != '\'' &&
                      sheet[strlen(sheet) - 1] != '\'',
                  "%s: sheet \"%s\"", xt_template_id(t), sheet);
    ck_assert_msg(t->form.title_count > 0, "%s has no titles", xt_template_id(t));
    const char *title = t->form.titles[0];
    ck_assert_msg(!*item || (strncmp(title, item, strlen(item)) == 0 && title[strlen(item)] == ' '),
                  "%s: \"%s\" does not begin with %s", xt_template_id(t), title, item);
    ck_assert_msg(t->form.columns != 0, "%s: a blank form without columns", xt_template_id(t));
}

static void check_provenance(const xt_template *t)
{
    ck_assert_uint_gt(t->provenance_count, 0);
    ck_assert_msg(strcmp(t->provenance[0].about, "fields") == 0, "%s: the first is about %s",
                  xt_template_id(t), t->provenance[0].about);
    for (size_t i = 0; i < t->provenance_count; i++) {
        ck_assert(xt_is_mark(t->provenance[i].mark));
        ck_assert_msg(*t->provenance[i].source, "%s: %s has no source", xt_template_id(t),
                      t->provenance[i].about);
    }
}

/* An alias that is the title of a column, its own or another, says nothing. */
static void check_aliases(const xt_table *table, const xt_field *field)
{
    for (size_t i = 1; i < field->label_count; i++)
        for (size_t f = 0; f < table->field_count; f++) {
            const xt_label *title = &table->fields[f].labels[0], *alias = &field->labels[i];
            bool same = &table->fields[f] == field ? xt_str_equal(alias->text, title->text)
                                                   : xt_str_equal(alias->folded, title->folded);
            ck_assert_msg(!same, "%s: alias \"%s\" of %s", xt_template_id(table->of), alias->text.data,
                          field->name);
        }
}

static void check_field(const xt_table *table, const xt_field *field)
{
    const char *id = xt_template_id(table->of), *name = field->name;
    ck_assert_msg(*name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0', "%s: %s", id,
                  name);
    ck_assert_msg(field->kind >= XT_KIND_TEXT && field->kind < XT_KIND_COUNT_OF_KINDS, "%s: %s", id, name);
    ck_assert_msg((field->kind == XT_KIND_VOCABULARY) == (field->vocabulary != NULL), "%s: %s", id, name);
    ck_assert_msg(field->labels[0].text.size &&
                      xt_utf8_valid(field->labels[0].text) == field->labels[0].text.size,
                  "%s: %s", id, name);
    check_aliases(table, field);
}

START_TEST(ships_whole_templates)
{
    xt_templates *set = NULL;
    const xt_template *t = shipped_at(&set, _i);
    if (t) {
        ck_assert_str_ne(xt_template_title(t), "");
        check_place(t);
        check_form(t);
        check_provenance(t);
        for (size_t n = 0; n < t->table_count; n++)
            for (size_t f = 0; f < t->tables[n].field_count; f++)
                check_field(&t->tables[n], &t->tables[n].fields[f]);
    }
    xt_templates_close(set);
}
END_TEST

/* A rule about the day of the data wants one to compare with. */
START_TEST(ships_days_for_rules)
{
    xt_templates *set = NULL;
    const xt_template *t = shipped_at(&set, _i);
    for (size_t n = 0; t && n < t->table_count; n++)
        ck_assert_msg(!t->tables[n].rules[XT_RULE_AS_OF_MISMATCH].on || (t->as_of_month && t->fiscal_year),
                      "%s", xt_template_id(t));
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("templates");
    TCase *cases = tcase_create("templates");
    tcase_add_test(cases, reads_a_folder_and_those_in_it);
    tcase_add_test(cases, refuses_one_id_in_two_files);
    tcase_add_test(cases, refuses_folders_without_templates);
    tcase_add_test(cases, names_the_wrong_file);
    tcase_add_test(cases, refuses_a_file_without_end);
    tcase_add_test(cases, reads_a_vocabulary_once);
    tcase_add_loop_test(cases, refuses_a_wrong_vocabulary, 0, XT_ENTRIES(VOCABULARIES));
    tcase_add_test(cases, finds_by_id);
    tcase_add_test(cases, finds_by_file);
    tcase_add_test(cases, tells_what_is_wrong_with_a_file);
    tcase_add_loop_test(cases, ships, 0, XT_ENTRIES(SHIPPED));
    tcase_add_loop_test(cases, ships_whole_templates, 0, MOST_SHIPPED);
    tcase_add_loop_test(cases, ships_days_for_rules, 0, MOST_SHIPPED);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
