/* SPDX-License-Identifier: MIT */
#include "table/json_plain.h"

#include "dice.h"
#include "table/cells.h"
#include "table/loader.h"

#include <dirent.h>
#include <stdio.h>

static const xt_node *plain(xt_arena *arena, xt_str text)
{
    const xt_node *root = NULL;
    ck_assert_int_eq(xt_json_plain(arena, text, &root), XT_OK);
    return root;
}

/* ------------------------------------------------------------ what is plain */

static const struct {
    const char *text;
    bool is_plain;
} TEXTS[] = {
    {"{}", true},
    {"[]", true},
    {" \t\r\n{ } \n", true},
    {"{'a': [1, -2, 0, 5.5, -0.25, 999999999999999999], 'ข': {'': null}}", true},
    {"[true, false, null, '\\'\\\\\\/\\b\\f\\n\\r\\t', 'ที่ \xF0\x9F\x98\x80 \xC2\xA0']", true},
    /* no JSON, or none that stands for itself */
    {"", false},
    {"5", false},
    {"'a'", false},
    {"{} {}", false},
    {"[1,]", false},
    {"{'a': 1,}", false},
    {"{'a'}", false},
    {"{'a': 1, 'b': 2, 'a': 3}", false},
    {"{'a\\n': 1, 'a\\n': 3}", false},
    {"[01]", false},
    {"[-]", false},
    {"[+1]", false},
    {"[1.]", false},
    {"[.5]", false},
    {"[truely]", false},
    {"[tru", false},
    {"['a\nb']", false},
    {"['a", false},
    {"['\\", false},
    {"['\\x']", false},
    {"['\xE0\xB8']", false},
    {"['\xED\xA0\x80']", false},
    {"['\xC0\x80']", false},
    {"['\xFF']", false},
    /* JSON, but left to jansson */
    {"['\\u0e01']", false},
    {"[1e3]", false},
    {"[1.5E-3]", false},
    {"[1000000000000000000]", false},
};

START_TEST(takes_the_plain_form_alone)
{
    xt_arena arena = {0};
    char *text = json_of(TEXTS[_i].text);
    xt_str exact = xt_exact(xt_str_of(text));
    ck_assert_msg((plain(&arena, exact) != NULL) == TEXTS[_i].is_plain, "%s", text);
    xt_arena_free(&arena);
    free((void *)(uintptr_t)exact.data);
    free(text);
}
END_TEST

START_TEST(leaves_bytes_of_zero)
{
    xt_arena arena = {0};
    ck_assert_ptr_null(plain(&arena, (xt_str){"{}\0", 3}));
    ck_assert_ptr_null(plain(&arena, (xt_str){"[\"a\0\"]", 6}));
    ck_assert_ptr_null(plain(&arena, (xt_str){"[1\0]", 4}));
    ck_assert_ptr_null(plain(&arena, (xt_str){NULL, 0}));
    xt_arena_free(&arena);
}
END_TEST

/* So many times the one, then so many times the other. free() it. */
static char *repeated(const char *first, size_t firsts, const char *then, size_t thens)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < firsts; i++)
        xt_bytes_puts(&out, first);
    for (size_t i = 0; i < thens; i++)
        xt_bytes_puts(&out, then);
    return taken(&out);
}

START_TEST(leaves_what_is_deep)
{
    xt_arena arena = {0};
    char *deepest = repeated("[", XT_JSON_MOST_DEPTH + 1, "]", XT_JSON_MOST_DEPTH + 1);
    char *deeper = repeated("[", XT_JSON_MOST_DEPTH + 2, "]", XT_JSON_MOST_DEPTH + 2);
    ck_assert_ptr_nonnull(plain(&arena, xt_str_of(deepest)));
    ck_assert_ptr_null(plain(&arena, xt_str_of(deeper)));
    xt_arena_free(&arena);
    free(deepest);
    free(deeper);
}
END_TEST

/* An object of that many keys. free() it. */
static char *wide(size_t count)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < count; i++)
        xt_bytes_printf(&out, "%s\"key %zu\": %zu", i ? ", " : "{", i, i);
    xt_bytes_puts(&out, "}");
    return taken(&out);
}

START_TEST(leaves_what_is_wide)
{
    xt_arena arena = {0};
    char *widest = wide(XT_JSON_MOST_KEYS), *wider = wide(XT_JSON_MOST_KEYS + 1);
    ck_assert_ptr_nonnull(plain(&arena, xt_str_of(widest)));
    ck_assert_ptr_null(plain(&arena, xt_str_of(wider)));
    xt_json *json = NULL;
    ck_assert_int_eq(xt_json_parse(&json, "form.json", xt_str_of(wider), NULL), XT_OK);
    ck_assert_double_eq(xt_node_number(xt_node_get(xt_json_root(json), "key 77")), 77);
    ck_assert_ptr_null(xt_node_get(xt_json_root(json), "key 129"));
    xt_json_free(json);
    xt_arena_free(&arena);
    free(widest);
    free(wider);
}
END_TEST

/* Every template that comes with the tools is plain, so that none costs more than it must. */
static void check_folder(const char *path)
{
    char inner[4096];
    DIR *folder = opendir(path);
    ck_assert_msg(folder != NULL, "%s", path);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (!strchr(entry->d_name, '.')) {
            check_folder(inner);
        } else if (xt_str_ends(xt_str_of(inner), XT_LITERAL(".json"))) {
            xt_bytes text = xt_bytes_make(1 << 20);
            xt_arena arena = {0};
            ck_assert_int_eq(xt_file_read(inner, &text, NULL), XT_OK);
            ck_assert_msg(plain(&arena, xt_bytes_str(&text)) != NULL, "%s", inner);
            xt_arena_free(&arena);
            xt_bytes_free(&text);
        }
    }
    closedir(folder);
}

START_TEST(the_templates_are_plain)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/templates", getenv("XT_SOURCE_DIR"));
    check_folder(path);
}
END_TEST

/* ------------------------------------------------------------ the same as jansson's */

static bool same(const xt_node *a, const xt_node *b)
{
    size_t size = xt_node_size(a);
    if (xt_node_type_of(a) != xt_node_type_of(b) || xt_node_is_integer(a) != xt_node_is_integer(b) ||
        xt_node_true(a) != xt_node_true(b) || xt_node_number(a) != xt_node_number(b) ||
        !xt_str_equal(xt_node_string(a), xt_node_string(b)) || size != xt_node_size(b) ||
        !xt_str_equal(a->key, b->key))
        return false;
    bool is_list = xt_node_type_of(a) == XT_NODE_ARRAY || xt_node_type_of(a) == XT_NODE_OBJECT;
    for (size_t i = 0; is_list && i < size; i++)
        if (!same(&a->list.items[i], &b->list.items[i]))
            return false;
    return !is_list || a->list.marks == b->list.marks || xt_node_type_of(a) == XT_NODE_ARRAY;
}

/* What the scanner takes, jansson takes too, and as the same. Behind an escape that is not plain, it is
 * asked. Returns whether the scanner took it. */
static bool compare(xt_str text)
{
    xt_arena arena = {0};
    const xt_node *own = plain(&arena, text);
    if (own) {
        xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
        xt_json *json = NULL;
        xt_bytes_puts(&list, "[\"\\u0041\",");
        xt_bytes_add(&list, text);
        xt_bytes_puts(&list, "]");
        xt_status status = xt_json_parse(&json, "form.json", xt_bytes_str(&list), NULL);
        ck_assert_msg(status == XT_OK, "jansson refuses %.*s", (int)text.size, text.data);
        ck_assert_msg(same(own, xt_node_at(xt_json_root(json), 1)), "not the same: %.*s", (int)text.size,
                      text.data);
        xt_json_free(json);
        xt_bytes_free(&list);
    }
    xt_arena_free(&arena);
    return own != NULL;
}

START_TEST(takes_nothing_that_jansson_does_not)
{
    enum { RUNS = 30000, MOST = 400 };
    static const char SEED[] =
        "{'name': 'ที่\\n\\'\\\\', 'list': [1, -20, 0.5, 'ก\xC2\xA0\xF0\x9F\x98\x80', {}, [], true],"
        " 'b': false, 'c': null, 'd': {'a': [[], {'x': 10.25}], 'b': ''}}";
    static const char BYTES[] = "\"\\{}[],:0123456789.-+eE \n\tntu/bfr\xE0\xB8\x81\xED\xF4\x80\xC2\xFF";
    char *seed = json_of(SEED);
    dice d = {1};
    size_t taken_whole = 0;
    for (size_t run = 0; run < RUNS; run++) {
        char text[MOST];
        size_t size = strlen(seed);
        memcpy(text, seed, size);
        for (size_t change = 0; change <= run % 3; change++) {
            size_t at = below(&d, size), other = below(&d, size), kind = below(&d, 4);
            if (kind == 0)
                text[at] = BYTES[other % (sizeof BYTES - 1)];
            else if (kind == 1)
                text[at] = text[other];
            else if (kind == 2)
                memmove(text + at, text + at + 1, --size - at);
            else if (size < MOST) {
                memmove(text + at + 1, text + at, size++ - at);
                text[at] = text[other];
            }
        }
        xt_str exact = xt_exact((xt_str){text, size});
        taken_whole += compare(exact);
        free((void *)(uintptr_t)exact.data);
    }
    ck_assert_uint_gt(taken_whole, RUNS / 20);
    ck_assert_uint_lt(taken_whole, RUNS - RUNS / 20);
    free(seed);
}
END_TEST

START_TEST(takes_plain_texts_as_jansson_does)
{
    char *text = json_of(TEXTS[_i].text);
    ck_assert_int_eq(compare(xt_str_of(text)), TEXTS[_i].is_plain);
    free(text);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("json plain");
    TCase *cases = tcase_create("json plain");
    tcase_add_loop_test(cases, takes_the_plain_form_alone, 0, XT_ENTRIES(TEXTS));
    tcase_add_test(cases, leaves_bytes_of_zero);
    tcase_add_test(cases, leaves_what_is_deep);
    tcase_add_test(cases, leaves_what_is_wide);
    tcase_add_test(cases, the_templates_are_plain);
    tcase_add_loop_test(cases, takes_plain_texts_as_jansson_does, 0, XT_ENTRIES(TEXTS));
    tcase_add_test(cases, takes_nothing_that_jansson_does_not);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
