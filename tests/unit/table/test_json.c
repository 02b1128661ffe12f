/* SPDX-License-Identifier: MIT */
#include "table/json.h"

#include "base/error.h"
#include "table/cells.h"

static xt_json *parse(xt_str text)
{
    xt_json *json = NULL;
    xt_error error;
    xt_status status = xt_json_parse(&json, "form.json", text, &error);
    ck_assert_msg(status == XT_OK, "%.*s: %s", (int)text.size, text.data, error.text);
    return json;
}

/* ------------------------------------------------------------ what is in it */

static const char ALL[] =
    "{'text': 'ที่ \\u0e01', 'empty': '', 'whole': -5, 'real': 5.5, 'large': 1e300,"
    " 'yes': true, 'no': false, 'nothing': null, 'list': [1, 'a', {}], 'object': {'b': 1}}";

static const struct {
    const char *key;
    xt_node_type type;
    size_t size;
    const char *text;
    double number;
    bool is_integer, is_true;
} NODES[] = {
    {"text", XT_NODE_STRING, 0, "ที่ ก", 0, false, false},   {"empty", XT_NODE_STRING, 0, "", 0, false, false},
    {"whole", XT_NODE_NUMBER, 0, "", -5, true, false},     {"real", XT_NODE_NUMBER, 0, "", 5.5, false, false},
    {"large", XT_NODE_NUMBER, 0, "", 1e300, false, false}, {"yes", XT_NODE_BOOLEAN, 0, "", 0, false, true},
    {"no", XT_NODE_BOOLEAN, 0, "", 0, false, false},       {"nothing", XT_NODE_NULL, 0, "", 0, false, false},
    {"list", XT_NODE_ARRAY, 3, "", 0, false, false},       {"object", XT_NODE_OBJECT, 1, "", 0, false, false},
};

START_TEST(tells_types_and_values)
{
    char *text = json_of(ALL);
    xt_json *json = parse(xt_str_of(text));
    const xt_node *node = xt_node_get(xt_json_root(json), NODES[_i].key);
    ck_assert_ptr_nonnull(node);
    ck_assert_int_eq(xt_node_type_of(node), NODES[_i].type);
    ck_assert_uint_eq(xt_node_size(node), NODES[_i].size);
    xt_assert_str(xt_node_string(node), NODES[_i].text);
    ck_assert_str_eq(xt_node_string(node).data, NODES[_i].text);
    ck_assert_double_eq(xt_node_number(node), NODES[_i].number);
    ck_assert_int_eq(xt_node_is_integer(node), NODES[_i].is_integer);
    ck_assert_int_eq(xt_node_true(node), NODES[_i].is_true);
    xt_json_free(json);
    free(text);
}
END_TEST

START_TEST(finds_only_what_is_there)
{
    char *text = json_of(ALL);
    xt_json *json = parse(xt_str_of(text));
    const xt_node *root = xt_json_root(json), *list = xt_node_get(root, "list");
    ck_assert_ptr_null(xt_node_get(root, "tex"));
    ck_assert_ptr_null(xt_node_get(root, "b"));
    ck_assert_ptr_null(xt_node_get(list, "a"));
    ck_assert_double_eq(xt_node_number(xt_node_at(list, 0)), 1);
    xt_assert_str(xt_node_string(xt_node_at(list, 1)), "a");
    ck_assert_ptr_null(xt_node_at(list, 3));
    ck_assert_ptr_null(xt_node_at(list, SIZE_MAX));
    ck_assert_ptr_null(xt_node_at(root, 0));
    xt_json_free(json);
    free(text);
}
END_TEST

START_TEST(walks_in_the_order_of_the_file)
{
    char *text = json_of(ALL);
    xt_json *json = parse(xt_str_of(text));
    void *place = NULL;
    const char *key = NULL;
    const xt_node *value = NULL;
    for (size_t i = 0; i < sizeof NODES / sizeof *NODES; i++) {
        ck_assert(xt_node_each(xt_json_root(json), &place, &key, &value));
        ck_assert_str_eq(key, NODES[i].key);
        ck_assert_ptr_eq(value, xt_node_get(xt_json_root(json), key));
    }
    ck_assert(!xt_node_each(xt_json_root(json), &place, &key, &value));
    xt_json_free(json);
    free(text);
}
END_TEST

START_TEST(walks_nothing)
{
    xt_json *json = parse(XT_LITERAL("{}"));
    void *place = NULL;
    const char *key = NULL;
    const xt_node *value = NULL;
    ck_assert_uint_eq(xt_node_size(xt_json_root(json)), 0);
    ck_assert(!xt_node_each(xt_json_root(json), &place, &key, &value));
    xt_json_free(json);
    xt_json_free(NULL);
}
END_TEST

/* ------------------------------------------------------------ what is no JSON */

static const struct {
    const char *text;
    int line, column; /* where the first token stands that cannot be: at its last character */
} WRONG[] = {
    {"", 1, 0},
    {"   \n ", 2, 1},
    {"5", 1, 1},
    {"'a'", 1, 3},
    {"{", 1, 1},
    {"{'a': 1", 1, 7},
    {"{'a': 1,}", 1, 9},
    {"{'a': 1,\n 'b': x}", 2, 7},
    {"{'a' 1}", 1, 6},
    {"{a: 1}", 1, 2},
    {"{'a': [1, 2}", 1, 12},
    {"{'a': 01}", 1, 7},
    {"{'a': 1} {}", 1, 10},
    {"{'a': 1}\n\n\nก", 4, 1},
    {"{'a': tru}", 1, 9},
    {"{'a': 'b\nc'}", 1, 8},
    {"{'a': 1 // one\n}", 1, 9},
    /* twice the same key: which counts cannot be known */
    {"{'a': 1,\n 'a': 2}", 2, 4},
    {"{'a': {'b': 1,\n 'b': 1}}", 2, 4},
    /* columns count characters, as editors do */
    {"{'ที่': x}", 1, 9},
    {"{'แหล่งที่มา': 1,\n 'ที่ตั้ง' 5}", 2, 12},
};

START_TEST(refuses_what_is_no_json)
{
    char *text = json_of(WRONG[_i].text);
    xt_str exact = xt_exact(xt_str_of(text));
    xt_json *json = NULL;
    xt_error error;
    ck_assert_int_eq(xt_json_parse(&json, "form.json", exact, &error), XT_TEMPLATE_INVALID);
    ck_assert_ptr_null(json);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_JSON);
    ck_assert_str_eq(error.place, "form.json");
    ck_assert_str_ne(error.text, "");
    ck_assert_msg(error.line == WRONG[_i].line && error.column == WRONG[_i].column, "%s: %d, %d: %s", text,
                  (int)error.line, (int)error.column, error.text);
    ck_assert_int_eq(xt_json_parse(&json, "form.json", exact, NULL), XT_TEMPLATE_INVALID);
    free((void *)(uintptr_t)exact.data);
    free(text);
}
END_TEST

static const xt_str BYTES[] = {
    {NULL, 0},
    {"{\"a\0\": 1}", 9},
    {"{\"a\": \"\xFF\"}", 10},
    {"{\"a\": \"\xE0\xB8\"}", 11},
    {"{\"a\": \"\xED\xA0\x80\"}", 12},
    {"{\"a\": \"\\ud800\"}", 15},
};

START_TEST(refuses_bytes_that_are_no_text)
{
    xt_json *json = NULL;
    xt_error error;
    ck_assert_int_eq(xt_json_parse(&json, "form.json", BYTES[_i], &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_JSON);
}
END_TEST

/* Brackets without end must not take the stack. */
START_TEST(refuses_depth_without_end)
{
    enum { DEPTH = 1000000 };
    char *text = malloc(DEPTH);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', DEPTH);
    xt_json *json = NULL;
    ck_assert_int_eq(xt_json_parse(&json, "form.json", (xt_str){text, DEPTH}, NULL), XT_TEMPLATE_INVALID);
    free(text);
}
END_TEST

/* Notepad puts a mark of three bytes before a text that it saves as UTF-8. */
START_TEST(passes_over_the_mark_of_utf8)
{
    xt_json *json = parse(XT_LITERAL("\xEF\xBB\xBF{\"a\": 1}"));
    ck_assert_double_eq(xt_node_number(xt_node_get(xt_json_root(json), "a")), 1);
    xt_cursor root = {NULL, NULL, 0, xt_json_root(json)};
    xt_cursor a = {&root, "a", 0, xt_node_get(root.node, "a")};
    xt_error error;
    xt_json_fail(json, &a, &error, XT_SAY_TEMPLATE_KEY, "a");
    ck_assert_int_eq(error.column, 2);
    xt_json_free(json);
}
END_TEST

/* ------------------------------------------------------------ where a value stands */

/* The mark ^ stands before the place. Steps lead there from the root: keys, or indexes of lists. */
static const struct {
    const char *text, *steps;
} PLACES[] = {
    {"^{'a': 1}", ""},
    {"\n\n  ^{'a': 1}", ""},
    {"{^'a': 1}", "a"},
    {"{\n  ^'a': 1\n}", "a"},
    {"{'b': 2, ^'a': 1}", "a"},
    {"{'b': 2,\n 'c': 3,\n\t^'a': 1}", "a"},
    {"{'b': 2,\r\n ^'a': 1}", "a"},
    {"{ ^'a' : 1 }", "a"},
    /* values of every kind before it */
    {"{'b': -1.5e+3, 'c': true, 'd': false, 'e': null, 'f': '', 'g': {}, 'h': [], ^'a': 1}", "a"},
    {"{'b': { }, 'c': [ ], 'd': [{}], 'e': {'f': []}, ^'a': 1}", "a"},
    {"{'b':1,'c':[1,2],'d':{'e':3},^'a':1}", "a"},
    /* the same name elsewhere */
    {"{'b': 'a', ^'a': 1}", "a"},
    {"{'b': ['a', 'a'], ^'a': 1}", "a"},
    {"{'b': {'a': 1}, ^'a': 2}", "a"},
    {"{'aa': 1, 'ab': 2, ^'a': 3}", "a"},
    {"{'b': {'a': 1}, 'c': {'x': 1, ^'a': 2}}", "c/a"},
    /* what looks like structure inside texts */
    {"{'b': '{[', ^'a': 1}", "a"},
    {"{'b': ']}', 'c': ',:', ^'a': 1}", "a"},
    {"{'b': ['}', ']', {'c': '}]'}], ^'a': 1}", "a"},
    /* escapes */
    {"{'b': '\\'', ^'a': 1}", "a"},
    {"{'b': '\\\\', ^'a': 1}", "a"},
    {"{'b': '\\\\\\'', ^'a': 1}", "a"},
    {"{'b': 'x\\'a\\': 1, \\'', ^'a': 1}", "a"},
    {"{'b': '\\u0e01\\n\\t\\/', ^'a': 1}", "a"},
    {"{'b\\'c': 1, ^'a': 1}", "a"},
    /* Thai text before it on its line: a column is a character */
    {"{'title': 'แหล่งที่มาของงบประมาณ', ^'a': 1}", "a"},
    {"{'ที่': 1, ^'ที่ตั้ง': 2}", "ที่ตั้ง"},
    {"{'x': 'ก',\n 'y': 'ที่ 😀', ^'a': 1}", "a"},
    /* lists */
    {"{'a': [^1, 2, 3]}", "a/0"},
    {"{'a': [1, 2, ^3]}", "a/2"},
    {"{'a': ['ก,ข', ^'ค']}", "a/1"},
    {"{'a': [[1, 2], [3, ^4]]}", "a/1/1"},
    {"{'a': [{'b': 1},\n      {'b': [5, {^'c': 6}]}]}", "a/1/b/1/c"},
    {"{'a': [[], {}, ^[ ]]}", "a/2"},
    {"{'a': [\n  {'b': 1},\n  ^{'b': 2}\n]}", "a/1"},
    {"[{'a': 1}, {^'a': 2}]", "1/a"},
    {"{'a' : { 'b' : { ^'c' : 1 } } }", "a/b/c"},
};

/* The cursor that the steps lead to, in places that hold all on the way. */
static const xt_cursor *walk(xt_cursor *places, const xt_json *json, char *steps)
{
    xt_cursor *at = places;
    *at = (xt_cursor){NULL, NULL, 0, xt_json_root(json)};
    for (char *step = strtok(steps, "/"); step; step = strtok(NULL, "/")) {
        bool is_list = xt_node_type_of(at->node) == XT_NODE_ARRAY;
        size_t index = is_list ? (size_t)strtoul(step, NULL, 10) : 0;
        const xt_node *node = is_list ? xt_node_at(at->node, index) : xt_node_get(at->node, step);
        ck_assert_msg(node != NULL, "%s", step);
        at[1] = (xt_cursor){at, is_list ? NULL : step, index, node};
        at++;
    }
    return at;
}

START_TEST(tells_where_a_value_stands)
{
    enum { DEEPEST = 16 };
    xt_cursor places[DEEPEST];
    char *marked = json_of(PLACES[_i].text), *text = with(marked, "^", ""),
         *steps = with(PLACES[_i].steps, "", "");
    size_t offset = (size_t)(strchr(marked, '^') - marked);
    int line = 1, column = 1;
    for (size_t i = 0; i < offset; i++) {
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n') {
            line++;
            column = 1;
        }
    }
    xt_str exact = xt_exact(xt_str_of(text));
    xt_json *json = parse(exact);
    const xt_cursor *at = walk(places, json, steps);
    xt_error error;
    ck_assert_int_eq(xt_json_fail(json, at, &error, XT_SAY_TEMPLATE_KEY, "a"), XT_TEMPLATE_INVALID);
    ck_assert_msg(error.line == line && error.column == column, "%s: line %d, column %d", marked,
                  (int)error.line, (int)error.column);
    ck_assert_int_eq(error.offset, (int64_t)offset);
    ck_assert_str_eq(error.place, "form.json");
    ck_assert_str_eq(error.text, "a");
    ck_assert_int_eq(xt_json_fail(json, at, NULL, XT_SAY_TEMPLATE_KEY, "a"), XT_TEMPLATE_INVALID);
    xt_json_free(json);
    free((void *)(uintptr_t)exact.data);
    free(marked);
    free(text);
    free(steps);
}
END_TEST

/* A key that is written with escapes is found by its meaning; where it stands is then told roughly, never
 * wildly. */
static const char *const ESCAPED[][2] = {
    {"{'b': {'\\u0061': [1]}, 'c': 1}", "b/a/0"},
    {"{'\\u0061': {'b': {'c': [1, [2]]}}}", "a/b/c/1/0"},
    {"{'\\u0061': 1}", "a"},
};

START_TEST(survives_escapes_in_keys)
{
    char *text = json_of(ESCAPED[_i][0]), *steps = with(ESCAPED[_i][1], "", "");
    xt_str exact = xt_exact(xt_str_of(text));
    xt_json *json = parse(exact);
    xt_cursor places[8];
    xt_error error;
    const xt_cursor *at = walk(places, json, steps);
    ck_assert_int_eq(xt_json_fail(json, at, &error, XT_SAY_TEMPLATE_KEY, "a"), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.line, 1);
    ck_assert_int_le(error.column, (int64_t)exact.size + 1);
    xt_json_free(json);
    free((void *)(uintptr_t)exact.data);
    free(text);
    free(steps);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("json");
    TCase *cases = tcase_create("json");
    tcase_add_loop_test(cases, tells_types_and_values, 0, XT_ENTRIES(NODES));
    tcase_add_test(cases, finds_only_what_is_there);
    tcase_add_test(cases, walks_in_the_order_of_the_file);
    tcase_add_test(cases, walks_nothing);
    tcase_add_loop_test(cases, refuses_what_is_no_json, 0, XT_ENTRIES(WRONG));
    tcase_add_loop_test(cases, refuses_bytes_that_are_no_text, 0, XT_ENTRIES(BYTES));
    tcase_add_test(cases, refuses_depth_without_end);
    tcase_add_test(cases, passes_over_the_mark_of_utf8);
    tcase_add_loop_test(cases, tells_where_a_value_stands, 0, XT_ENTRIES(PLACES));
    tcase_add_loop_test(cases, survives_escapes_in_keys, 0, XT_ENTRIES(ESCAPED));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
