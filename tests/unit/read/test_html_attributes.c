/* SPDX-License-Identifier: MIT
 *
 * Attributes counted before the parser sees a page: never fewer than it finds.
 */
#include "dice.h"
#include "read/html.h"
#include "xt_test.h"

static const struct {
    const char *page;
    size_t wanted;
} PAGES[] = {
    {"", 0},
    {"text a b c", 0},
    {"<p>a b c", 0},
    {"<p a b=1 c = '2 3' d=\"> x y\" e>f g", 5},
    {"<p a='x'b=\"y\"c/>d", 3},
    {"< p a b><3 a b><a b", 1},
    {"<p a><p a b><p a>", 2},
    {"</p a b>", 0},
    /* No name begins so: what is there is passed over up to a blank, quotes or not. */
    {"<p ='><p a b>", 2},
    {"<p/='><p a b>", 2},
    {"<p \x01='><p a b>", 2},
    {"<p \"x='><p a b>", 2},
    {"<p 1='><p a b>", 2},
    {"<p a\x0b='><p a b c>", 3},
    {"<p a=\x0b'><p a b>", 2},
    /* A blank may stand on both sides of the sign. */
    {"<p a\t=\n'><p a b c d>'>", 4},
    /* What looks like a beginning and may be none. */
    {"<p a='<q b c'>", 2},
    {"<!--x--!><p a b>-->", 2},
    {"<scripts><p a b></script>", 2},
    {"<p x='<script'><p a b></script>", 2},
    {"<p x='<!--'><p a b>-->", 2},
    {"<_ a b>", 2},
};

START_TEST(counts)
{
    size_t found = xt_html_attributes(xt_str_of(PAGES[_i].page));
    ck_assert_msg(found == PAGES[_i].wanted, "%s: %zu", PAGES[_i].page, found);
}
END_TEST

/* libxml2 makes several attributes of a long name. */
START_TEST(counts_pieces_of_names)
{
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&page, "<p ");
    for (int i = 0; i < 1000; i++)
        xt_bytes_putc(&page, 'a');
    ck_assert_uint_ge(xt_html_attributes(xt_bytes_str(&page)), 10);
    xt_bytes_free(&page);
}
END_TEST

static xt_status on_start(void *context, xt_str name, const char *const *attributes, xt_error *error)
{
    (void)name, (void)error;
    size_t *most = context, count = 0;
    while (attributes[2 * count])
        count++;
    *most = count > *most ? count : *most;
    return XT_OK;
}

static xt_status on_end(void *context, xt_str name, xt_error *error)
{
    (void)context, (void)name, (void)error;
    return XT_OK;
}

static xt_status on_text(void *context, xt_str piece, xt_error *error)
{
    (void)context, (void)piece, (void)error;
    return XT_OK;
}

/* Of signs in any order; the names differ, as the parser keeps one of each. */
static void make_page(dice *d, xt_bytes *page)
{
    static const char *const SIGNS[] = {
        "<",       "<p",        "<p ",       "</p",     ">",         ">",       "/",         "/>",
        "=",       "='",        "=\"",       "'",       "\"",        " ",       "\t",        "\x0b",
        "\x0c",    "\xC2\x85",  "\x01",      "1",       "-",         "_",       ":",         ".",
        "<!--",    "-->",       "--!>",      "<!-->",   "<!",        "<?",      "?>",        "&",
        "&#3",     "&quot",     "<![CDATA[", "]]>",     "é",         "<script", "</script>", "<style>",
        "</style", "<!doctype", "</b",       "<title>", "<textarea>"};
    xt_bytes_clear(page);
    xt_bytes_puts(page, "<body>");
    for (size_t i = 0, count = 1 + below(d, 60); i < count; i++) {
        xt_bytes_puts(page, SIGNS[below(d, XT_ENTRIES(SIGNS))]);
        for (size_t words = below(d, 3); words; words--)
            xt_bytes_printf(page, "%sa%zu_%zu%s", below(d, 4) ? " " : "", i, words, below(d, 4) ? " " : "");
        if (below(d, 40) == 0) /* a name of about a piece */
            xt_bytes_printf(page, "%0*d", 90 + (int)below(d, 20), 0);
    }
}

START_TEST(is_never_below_the_parser)
{
    static const xt_html_handler HANDLER = {.start = on_start, .end = on_end, .text = on_text};
    dice d = {(uint64_t)_i};
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    size_t many = 0;
    for (int i = 0; i < 5000; i++) {
        size_t most = 0;
        make_page(&d, &page);
        xt_html_parse(xt_bytes_str(&page), &HANDLER, &most, "page", NULL);
        xt_bytes_putc(&page, '\0');
        size_t found = xt_html_attributes((xt_str){page.data, page.size - 1});
        ck_assert_msg(found >= most, "%zu of %zu in %s", found, most, page.data);
        many += most > 2;
    }
    ck_assert_uint_ge(many, 100);
    xt_bytes_free(&page);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("html_attributes");
    TCase *cases = tcase_create("html_attributes");
    tcase_add_loop_test(cases, counts, 0, XT_ENTRIES(PAGES));
    tcase_add_test(cases, counts_pieces_of_names);
    tcase_add_loop_test(cases, is_never_below_the_parser, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
