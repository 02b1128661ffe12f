/* SPDX-License-Identifier: MIT */
#include "write/out.h"

#include "base/error.h"
#include "xt_test.h"

#include <errno.h>
#include <stdio.h>

/* ------------------------------------------------------------ where output goes */

typedef struct catcher {
    xt_bytes all;
    size_t calls, largest;
    size_t fail_from; /* the call that fails, counted from 1, and all behind it */
} catcher;

static int catch (void *context, const char *data, size_t size)
{
    catcher *c = context;
    c->calls++;
    c->largest = size > c->largest ? size : c->largest;
    if (c->fail_from && c->calls >= c->fail_from)
        return ENOSPC;
    return xt_bytes_append(&c->all, data, size) ? ENOMEM : 0;
}

enum { LINES = 100000 };

static xt_status write_lines(xt_out *out, xt_error *error)
{
    for (int i = 0; i < LINES; i++) {
        xt_bytes_printf(&out->buffer, "line %d\n", i);
        xt_status status = xt_out_flow(out, error);
        if (status)
            return status;
    }
    return XT_OK;
}

START_TEST(hands_on_everything)
{
    catcher c = {.all = xt_bytes_make(SIZE_MAX / 2)};
    const xt_output output = {catch, &c, "here"};
    xt_out out = xt_out_make(&output);
    xt_status status = write_lines(&out, NULL);
    ck_assert_int_eq(xt_out_end(&out, status, NULL), XT_OK);
    xt_str all = xt_bytes_str(&c.all);
    char line[32];
    for (int i = 0; i < LINES; i++) {
        snprintf(line, sizeof line, "line %d\n", i);
        ck_assert(xt_str_starts(all, xt_str_of(line)));
        all = xt_str_from(all, strlen(line));
    }
    ck_assert_uint_eq(all.size, 0);
    /* in large pieces, and never gathered whole */
    ck_assert_uint_gt(c.calls, 2);
    ck_assert_uint_lt(c.calls, 20);
    ck_assert_uint_lt(c.largest, 300 * 1024);
    ck_assert_uint_eq(out.buffer.capacity, 0);
    xt_bytes_free(&c.all);
}
END_TEST

START_TEST(hands_on_nothing_of_nothing)
{
    catcher c = {.all = xt_bytes_make(100)};
    const xt_output output = {catch, &c, "here"};
    xt_out out = xt_out_make(&output);
    ck_assert_int_eq(xt_out_flow(&out, NULL), XT_OK);
    ck_assert_int_eq(xt_out_end(&out, XT_OK, NULL), XT_OK);
    ck_assert_uint_eq(c.calls, 0);
}
END_TEST

START_TEST(tells_what_cannot_be_written)
{
    catcher c = {.all = xt_bytes_make(SIZE_MAX / 2), .fail_from = (size_t)_i};
    const xt_output output = {catch, &c, "report.json"};
    xt_error error;
    xt_out out = xt_out_make(&output);
    xt_status status = write_lines(&out, &error);
    status = xt_out_end(&out, status, &error);
    ck_assert_int_eq(status, XT_WRITE_FAILED);
    ck_assert_int_eq(error.status, XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, ENOSPC);
    ck_assert_str_eq(error.place, "report.json");
    ck_assert_uint_eq(c.calls, (size_t)_i); /* and nothing was tried after that */
    xt_bytes_free(&c.all);
}
END_TEST

START_TEST(drops_after_a_failure)
{
    catcher c = {.all = xt_bytes_make(100)};
    const xt_output output = {catch, &c, "here"};
    xt_out out = xt_out_make(&output);
    xt_bytes_puts(&out.buffer, "half a report");
    ck_assert_int_eq(xt_out_end(&out, XT_CORRUPT_XML, NULL), XT_CORRUPT_XML);
    ck_assert_uint_eq(c.calls, 0);
}
END_TEST

/* An append that failed must not pass for text that was written. */
START_TEST(tells_a_failed_append)
{
    catcher c = {.all = xt_bytes_make(100)};
    const xt_output output = {catch, &c, "here"};
    for (int flow = 0; flow < 2; flow++) {
        xt_out out = xt_out_make(&output);
        xt_bytes_puts(&out.buffer, "x");
        out.buffer.fault = XT_OUT_OF_MEMORY;
        if (flow)
            ck_assert_int_eq(xt_out_flow(&out, NULL), XT_OUT_OF_MEMORY);
        out.buffer.fault = XT_OUT_OF_MEMORY;
        ck_assert_int_eq(xt_out_end(&out, XT_OK, NULL), XT_OUT_OF_MEMORY);
    }
    ck_assert_uint_eq(c.calls, 0);
}
END_TEST

/* ------------------------------------------------------------ JSON */

#define BYTES(text)                                                                                          \
    {                                                                                                        \
        text, sizeof(text) - 1                                                                               \
    }

static const struct {
    xt_str text;
    const char *json;
} STRINGS[] = {
    {BYTES(""), "\"\""},
    {BYTES("plain"), "\"plain\""},
    {BYTES("ที่ 😀 é"), "\"ที่ 😀 é\""},
    {BYTES("\"\\/"), "\"\\\"\\\\/\""},
    {BYTES("\n\r\t"), "\"\\n\\r\\t\""},
    {BYTES("\b\f\x01\x1F"), "\"\\u0008\\u000c\\u0001\\u001f\""},
    {BYTES("a\0b"), "\"a\\u0000b\""},
    {BYTES("\x7F"), "\"\\u007f\""},
    {BYTES("\"a\"b\""), "\"\\\"a\\\"b\\\"\""},
    {BYTES("\xFF"), "\"\xEF\xBF\xBD\""},
    {BYTES("a\xFF\xFE"
           "b"),
     "\"a\xEF\xBF\xBD\xEF\xBF\xBD"
     "b\""},
    {BYTES("\xE0\xB8"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {BYTES("ก\xE0\xB8"), "\"ก\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {BYTES("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {BYTES("\xC0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {BYTES("\xB7\xD5\xE8"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {BYTES("</script>"), "\"</script>\""},
};

START_TEST(quotes_for_json)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_str text = xt_exact(STRINGS[_i].text);
    xt_json_string(&out, text);
    xt_assert_str(xt_bytes_str(&out), STRINGS[_i].json);
    free((void *)(uintptr_t)text.data);
    xt_bytes_free(&out);
}
END_TEST

START_TEST(quotes_no_text_at_all)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_json_string(&out, (xt_str){NULL, 0});
    xt_csv_field(&out, (xt_str){NULL, 0});
    xt_terminal_text(&out, (xt_str){NULL, 0});
    xt_assert_str(xt_bytes_str(&out), "\"\"");
    xt_bytes_free(&out);
}
END_TEST

static const struct {
    const char *text;
    bool is_number;
} NUMBERS[] = {
    {"0", true},
    {"-0", true},
    {"1", true},
    {"-1", true},
    {"10", true},
    {"1.5", true},
    {"0.5", true},
    {"1e5", true},
    {"1E+5", true},
    {"1e-5", true},
    {"1.50", true},
    {"-0.0e0", true},
    {"12345678901234567890123", true},
    {"1e99999", true},
    {"", false},
    {"-", false},
    {"+1", false},
    {".5", false},
    {"5.", false},
    {"01", false},
    {"-01", false},
    {"00", false},
    {"1e", false},
    {"1e+", false},
    {"1.e5", false},
    {" 1", false},
    {"1 ", false},
    {"1,5", false},
    {"0x10", false},
    {"NaN", false},
    {"Infinity", false},
    {"1.2.3", false},
    {"1e5.5", false},
    {"--1", false},
    {"๑", false},
    {"e5", false},
    {"1E5e", false},
    {"-.5", false},
};

START_TEST(tells_json_numbers)
{
    xt_str text = xt_exact(xt_str_of(NUMBERS[_i].text));
    ck_assert_msg(xt_json_is_number(text) == NUMBERS[_i].is_number, "%s", NUMBERS[_i].text);
    free((void *)(uintptr_t)text.data);
}
END_TEST

/* ------------------------------------------------------------ CSV */

static const struct {
    const char *text, *field;
} FIELDS[] = {
    {"", ""},
    {"ซื้อวัสดุ", "ซื้อวัสดุ"},
    {" a b ", " a b "},
    {"a,b", "\"a,b\""},
    {"a;b", "\"a;b\""},
    {"a\tb", "\"a\tb\""},
    {"a\nb", "\"a\nb\""},
    {"a\rb", "\"a\rb\""},
    {"say \"so\"", "\"say \"\"so\"\"\""},
    {"\"", "\"\"\"\""},
    {"=1+1", "\"'=1+1\""},
    {"=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""},
    {"+66 2 123", "\"'+66 2 123\""},
    {"-", "-"},
    {"-x", "\"'-x\""},
    {"@SUM(A1)", "\"'@SUM(A1)\""},
    {"\tx", "\"'\tx\""},
    {"\rx", "\"'\rx\""},
    {"=\"a\"", "\"'=\"\"a\"\"\""},
    {"-1", "-1"},
    {"-1500.50", "-1500.50"},
    {"+5", "+5"},
    {"-1e5", "-1e5"},
    {"1=1", "1=1"},
    {"'=1", "'=1"},
};

START_TEST(quotes_for_csv)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_str text = xt_exact(xt_str_of(FIELDS[_i].text));
    xt_csv_field(&out, text);
    xt_assert_str(xt_bytes_str(&out), FIELDS[_i].field);
    free((void *)(uintptr_t)text.data);
    xt_bytes_free(&out);
}
END_TEST

START_TEST(keeps_a_zero_in_csv)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_csv_field(&out, XT_LITERAL("\0a,\0"));
    ck_assert(xt_str_equal(xt_bytes_str(&out), XT_LITERAL("\"\0a,\0\"")));
    xt_bytes_free(&out);
}
END_TEST

/* ------------------------------------------------------------ terminals */

#define R "\xEF\xBF\xBD"

static const struct {
    xt_str text;
    const char *shown;
} TERMINAL[] = {
    {BYTES("ที่ é 😀"), "ที่ é 😀"},
    {BYTES("a\033[31mb"), "a" R "[31mb"},
    {BYTES("a\nb\rc\td\be"), "a" R "b" R "c" R "d" R "e"},
    {BYTES("\0"), R},
    {BYTES("\x7F"), R},
    {BYTES("a\xC2\x80"
           "b\xC2\x9B"
           "c\xC2\x9F"
           "d\xC2\xA0"
           "e"),
     "a" R "b" R "c" R "d\xC2\xA0"
     "e"},
    {BYTES("\u202Eabc\u202C"), R "abc" R},
    {BYTES("\u200E\u200F\u2066\u2069"), R R R R},
    {BYTES("\u200B\u200D\u2028\u206A"), "\u200B\u200D\u2028\u206A"},
    {BYTES("\xFF\xE0\xB8"), R R R},
};

START_TEST(makes_terminals_safe)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_str text = xt_exact(TERMINAL[_i].text);
    xt_terminal_text(&out, text);
    xt_assert_str(xt_bytes_str(&out), TERMINAL[_i].shown);
    free((void *)(uintptr_t)text.data);
    xt_bytes_free(&out);
}
END_TEST

static const struct {
    xt_str text;
    const char *html;
} HTML[] = {
    {BYTES("ที่ 1 a;b"), "ที่ 1 a;b"},
    {BYTES("<script>alert('1')</script>"), "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"},
    {BYTES("\" onmouseover=\"x"), "&quot; onmouseover=&quot;x"},
    {BYTES("&lt;&amp;"), "&amp;lt;&amp;amp;"},
    {BYTES("a\033[2Jb\r\n\0"), "a" R "[2Jb" R R R},
    {BYTES("\u202Eabc\xFF"), R "abc" R},
};

START_TEST(makes_pages_safe)
{
    xt_bytes out = xt_bytes_make(1000);
    xt_str text = xt_exact(HTML[_i].text);
    xt_html_text(&out, text);
    xt_assert_str(xt_bytes_str(&out), HTML[_i].html);
    free((void *)(uintptr_t)text.data);
    xt_bytes_free(&out);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("out");
    TCase *cases = tcase_create("out");
    tcase_add_test(cases, hands_on_everything);
    tcase_add_test(cases, hands_on_nothing_of_nothing);
    tcase_add_loop_test(cases, tells_what_cannot_be_written, 1, 5);
    tcase_add_test(cases, drops_after_a_failure);
    tcase_add_test(cases, tells_a_failed_append);
    tcase_add_loop_test(cases, quotes_for_json, 0, XT_ENTRIES(STRINGS));
    tcase_add_test(cases, quotes_no_text_at_all);
    tcase_add_loop_test(cases, tells_json_numbers, 0, XT_ENTRIES(NUMBERS));
    tcase_add_loop_test(cases, makes_pages_safe, 0, XT_ENTRIES(HTML));
    tcase_add_loop_test(cases, quotes_for_csv, 0, XT_ENTRIES(FIELDS));
    tcase_add_test(cases, keeps_a_zero_in_csv);
    tcase_add_loop_test(cases, makes_terminals_safe, 0, XT_ENTRIES(TERMINAL));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
