/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/glyph.h"
#include "thai/order.h"

/* The characters are written as numbers where a font would hide the difference. */
static const struct {
    const char *text, *mended;
} orders[] = {
    {"", ""},
    {"abc", "abc"},
    {"สำนักงาน", "สำนักงาน"},

    /* U+0E4D + [tone] + U+0E32 */
    {"ส\u0E4D\u0E32นักงาน", "สำนักงาน"},
    {"น\u0E4D\u0E49\u0E32", "น้ำ"},
    {"น\u0E49\u0E4D\u0E32", "น้ำ"},
    {"น\u0E4D\u0E32\u0E49", "น้ำ"},
    {"พุทธ\u0E4D", "พุทธ\u0E4D"},

    /* a tone or U+0E4C before its vowel */
    {"ท\u0E48\u0E35", "ท\u0E35\u0E48"},
    {"ซ\u0E37\u0E49อ", "ซื้อ"},
    {"ซ\u0E49\u0E37อ", "ซื้อ"},
    {"ต\u0E49\u0E31ง", "ต\u0E31\u0E49ง"},
    {"ผ\u0E49\u0E39", "ผู้"},
    {"พันธ\u0E4C\u0E38", "พันธ\u0E38\u0E4C"},
    {"สิทธ\u0E4C\u0E34", "สิทธ\u0E34\u0E4C"},

    /* a following vowel before the tone */
    {"น\u0E33\u0E49", "น\u0E49\u0E33"},
    {"บ\u0E32\u0E49น", "บ้าน"},
    {"ค\u0E30\u0E48", "ค\u0E48\u0E30"},

    {"\u0E40\u0E40ละ", "และ"},
    {"\u0E40\u0E40\u0E40\u0E40ละ", "และ"},
    {"\u0E41\u0E41ละ", "และ"},

    /* twice */
    {"ก\u0E32\u0E32ร", "การ"},
    {"ป\u0E35\u0E35", "ปี"},
    {"ท\u0E35\u0E48\u0E35", "ที่"},
    {"ก\u0E38\u0E38", "กุ"},
    {"ประ\u0E30", "ประ"},
    {"การณ\u0E4C\u0E4C", "การณ์"},
    {"\u0E44\u0E44ป", "ไป"},
    {"ท\u0E48\u0E48า", "ท่า"},
    {"ท\u0E48\u0E49า", "ท้า"},
    {"น\u0E49\u0E33\u0E48", "น\u0E48\u0E33"},
    {"ต่าง\u0E46\u0E46", "ต่าง\u0E46\u0E46"},
    {"ฯลฯ\u0E2F", "ฯลฯ\u0E2F"},
    {"๑๑", "๑๑"},
    {"กก", "กก"},

    /* U+0E45 */
    {"ก\u0E45ร", "การ"},
    {"ก\u0E49\u0E45ว", "ก้าว"},
    {"ส\u0E4D\u0E45", "สำ"},
    {"\u0E24\u0E45ษี", "\u0E24\u0E45ษี"},
    {"\u0E26\u0E45", "\u0E26\u0E45"},
    {"\u0E45", "\u0E45"},
    {"ห้อง \u0E45", "ห้อง \u0E45"},

    /* what stands between them keeps them apart */
    {"ก\u0E48 \u0E35", "ก\u0E48 \u0E35"},
    {"ก\u0E4Da\u0E32", "ก\u0E4Da\u0E32"},
    {"\u0E40-\u0E40", "\u0E40-\u0E40"},
    {"ก\xE0\xB8", "ก\xE0\xB8"},
    {"ก\u0E48\xE0\xB8\u0E35", "ก\u0E48\xE0\xB8\u0E35"},
};

START_TEST(order)
{
    xt_str text = xt_exact(xt_str_of(orders[_i].text));
    xt_bytes out = xt_bytes_make(1000);
    xt_bytes_puts(&out, "ก\u0E48"); /* nothing joins with what stood there before */
    size_t start = out.size;
    ck_assert_int_eq(xt_order_mend(text, &out), XT_OK);
    xt_assert_str(xt_str_from(xt_bytes_str(&out), start), orders[_i].mended);
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* Nothing is left to do: for every row of six of these characters. */
START_TEST(order_is_in_order)
{
    static const char *const pieces[] = {"ก",      "ฤ",      " ",      "\u0E30", "\u0E31", "\u0E32",
                                         "\u0E33", "\u0E35", "\u0E38", "\u0E40", "\u0E41", "\u0E45",
                                         "\u0E48", "\u0E49", "\u0E4C", "\u0E4D"};
    enum { PIECES = XT_ENTRIES(pieces), LENGTH = 5, ALL = 1 << 20 };
    ck_assert_int_eq(PIECES, 16);
    xt_bytes text = xt_bytes_make(100), once = xt_bytes_make(100), twice = xt_bytes_make(100);
    for (int number = 0; number < ALL; number++) {
        xt_bytes_clear(&text);
        xt_bytes_clear(&once);
        xt_bytes_clear(&twice);
        for (int i = 0, left = number; i < LENGTH; i++, left /= PIECES)
            xt_bytes_puts(&text, pieces[left % PIECES]);
        xt_order_mend(xt_bytes_str(&text), &once);
        xt_order_mend(xt_bytes_str(&once), &twice);
        if (once.size > text.size || !xt_str_equal(xt_bytes_str(&once), xt_bytes_str(&twice)))
            ck_abort_msg("\"%s\" comes to \"%s\"", xt_bytes_cstr(&text), xt_bytes_cstr(&once));
    }
    xt_bytes_free(&text);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
}
END_TEST

START_TEST(no_room)
{
    xt_bytes out = xt_bytes_make(5);
    ck_assert_int_eq(xt_order_mend(XT_LITERAL("กกก"), &out), XT_OVER_LIMIT);
    xt_bytes_clear(&out);
    ck_assert_int_eq(xt_glyph_mend(XT_LITERAL("กก"), &out), XT_OVER_LIMIT);
    xt_bytes_free(&out);
}
END_TEST

/* The shaping tables of libthai: glyph and character. */
static const struct {
    uint32_t first, last, letter;
} glyphs[] = {
    {0xF700, 0xF700, 0x0E10}, {0xF701, 0xF701, 0x0E34}, {0xF702, 0xF702, 0x0E35}, {0xF703, 0xF703, 0x0E36},
    {0xF704, 0xF704, 0x0E37}, {0xF705, 0xF705, 0x0E48}, {0xF706, 0xF706, 0x0E49}, {0xF707, 0xF707, 0x0E4A},
    {0xF708, 0xF708, 0x0E4B}, {0xF709, 0xF709, 0x0E4C}, {0xF70A, 0xF70A, 0x0E48}, {0xF70B, 0xF70B, 0x0E49},
    {0xF70C, 0xF70C, 0x0E4A}, {0xF70D, 0xF70D, 0x0E4B}, {0xF70E, 0xF70E, 0x0E4C}, {0xF70F, 0xF70F, 0x0E0D},
    {0xF710, 0xF710, 0x0E31}, {0xF711, 0xF711, 0x0E4D}, {0xF712, 0xF712, 0x0E47}, {0xF713, 0xF713, 0x0E48},
    {0xF714, 0xF714, 0x0E49}, {0xF715, 0xF715, 0x0E4A}, {0xF716, 0xF716, 0x0E4B}, {0xF717, 0xF717, 0x0E4C},
    {0xF718, 0xF718, 0x0E38}, {0xF719, 0xF719, 0x0E39}, {0xF71A, 0xF71A, 0x0E3A}, {0xF884, 0xF884, 0x0E31},
    {0xF885, 0xF885, 0x0E34}, {0xF886, 0xF886, 0x0E35}, {0xF887, 0xF887, 0x0E36}, {0xF888, 0xF888, 0x0E37},
    {0xF889, 0xF889, 0x0E47}, {0xF88A, 0xF88C, 0x0E48}, {0xF88D, 0xF88F, 0x0E49}, {0xF890, 0xF892, 0x0E4A},
    {0xF893, 0xF895, 0x0E4B}, {0xF896, 0xF898, 0x0E4C}, {0xF899, 0xF899, 0x0E4D},
};

START_TEST(glyph)
{
    for (uint32_t code = 0; code <= 0x110000; code++) {
        uint32_t letter = 0;
        for (int i = 0; i < XT_ENTRIES(glyphs); i++) {
            if (code >= glyphs[i].first && code <= glyphs[i].last)
                letter = glyphs[i].letter;
        }
        if (xt_glyph_letter(code) != letter)
            ck_abort_msg("U+%04X is U+%04X", (unsigned)code, (unsigned)xt_glyph_letter(code));
    }
    xt_bytes out = xt_bytes_make(100);
    ck_assert_int_eq(xt_glyph_mend(XT_LITERAL("ป\uF702\uF70A a\xE0"), &out), XT_OK);
    xt_assert_str(xt_bytes_str(&out), "ปี่ a\xE0");
    xt_bytes_free(&out);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("order");
    TCase *tcase = tcase_create("order");
    tcase_add_loop_test(tcase, order, 0, XT_ENTRIES(orders));
    tcase_add_test(tcase, order_is_in_order);
    tcase_add_test(tcase, no_room);
    tcase_add_test(tcase, glyph);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
