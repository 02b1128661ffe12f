/* SPDX-License-Identifier: MIT */
#include "damage.h"

#include "thai/mend.h"

#include <dirent.h>
#include <stdio.h>

enum {
    ORDER = XT_DAMAGE_ORDER,
    GLYPH = XT_DAMAGE_GLYPH,
    ENCODING = XT_DAMAGE_ENCODING,
    LOST = XT_DAMAGE_LOST,
    LIKE = XT_DAMAGE_LOOKALIKE,
    SPLIT = XT_DAMAGE_SPLIT,
};

static const struct {
    const char *text;
    unsigned damage;
    const char *mended, *suggested; /* NULL: as it is; none */
} mends[] = {
    {"", 0, NULL, NULL},
    {"Purchase (A4)?", 0, NULL, NULL},
    {"จ้างเหมาก่อสร้างถนน หมู่ที่ 5", 0, NULL, NULL},
    {"ต่าง ๆ", 0, NULL, NULL},
    {"ฤๅษี", 0, NULL, NULL},

    {"ส\u0E4D\u0E32นักงาน", ORDER, "สำนักงาน", NULL},
    {"น\u0E33\u0E49", ORDER, "น้ำ", NULL},
    {"เเละ", ORDER, "และ", NULL},
    {"สิทธ\u0E4C\u0E34", ORDER, "สิทธิ์", NULL},
    {"ป\uF702", GLYPH, "ปี", NULL},
    {"ท\uF70A\uF702", GLYPH | ORDER, "ที่", NULL},
    {"น\uF711\uF713า", GLYPH | ORDER, "น่ำ", NULL},
    {"\uF702", 0, NULL, NULL}, /* nothing Thai: an arrow key */
    {"a \uF70A", 0, NULL, NULL},
    {"ÊíÒ¹Ñ¡§Ò¹", ENCODING | ORDER, "สำนักงาน", NULL},
    {"àà¶Á¶¹¹", ENCODING | ORDER, "แถมถนน", NULL},

    {"ก\uFFFDข", LOST, NULL, NULL},
    {"\uFFFD", LOST, NULL, NULL},
    {"abc \uFFFD", LOST, NULL, NULL},
    {"งบประมาณ (cid:201)", LOST, NULL, NULL},
    {"(cid:201)(cid:33)", LOST, NULL, NULL},
    {"(cid:)", 0, NULL, NULL},
    {"(cid:2", 0, NULL, NULL},
    {"(cid:2x)", 0, NULL, NULL},
    {"โครง??รถนน", LOST, NULL, NULL},
    {"??งเรียน", LOST, NULL, NULL},
    {"โครงการ ???? ถนน", LOST, NULL, NULL},
    {"โรงเ????", LOST, NULL, NULL},
    {"ทำไม???", 0, NULL, NULL},
    {"ใช่หรือไม่? ใช่", 0, NULL, NULL},
    {"ก?ข", 0, NULL, NULL},
    {"????????", XT_DAMAGE_LOST, NULL, NULL},
    {"ส\u0E4D\u0E32นัก??งาน", LOST, NULL, NULL}, /* nothing is repaired in it */

    /* suggestions only */
    {"ตำบลຈະຣັງ", LIKE, NULL, "ตำบลจะรัง"},
    {"ຈະรัง", LIKE, NULL, "จะรัง"},
    {"ຈະຣັງ", 0, NULL, NULL}, /* Lao */
    {"ไทย ລາວ", 0, NULL, NULL},
    {"บำร\u0941ง", LIKE, NULL, "บำรุง"},
    {"๒๕๖o", LIKE, NULL, "๒๕๖๐"},
    {"๒oo บาท", LIKE, NULL, "๒๐๐ บาท"},
    {"สoานักงาน", LIKE, NULL, "สำนักงาน"},
    {"รายการo", 0, NULL, NULL},
    {"ระบบoffice", 0, NULL, NULL},
    {"บ \u0E32รุง", SPLIT, NULL, "บำรุง"},
    {"งบประมาณจ \u0E32กัด", SPLIT, NULL, "งบประมาณจำกัด"},
    {"ก \u0E33 ห น ด", SPLIT, NULL, "กำหนด"},
    {"ยอด ข \u0E32 ย ร ว ม", SPLIT, NULL, "ยอด ขายรวม"},
    {"ท \u0E35\u0E48", SPLIT, NULL, "ที่"},
    {"ก ข ค ง", 0, NULL, NULL},
    {"อด ๘ \u0E32 ย ร ว ม", 0, NULL, NULL},
    {"ข้อ ก", 0, NULL, NULL},
    {"เเละ ๒o", ORDER | LIKE, "และ ๒o", "และ ๒๐"},
};

START_TEST(table)
{
    const char *mended = mends[_i].mended ? mends[_i].mended : mends[_i].text;
    xt_str text = xt_exact(xt_str_of(mends[_i].text));
    xt_bytes out = xt_bytes_make(1000);
    unsigned damage, done;
    ck_assert_int_eq(xt_thai_damage(text, &damage), XT_OK);
    ck_assert_msg(damage == mends[_i].damage, "\"%s\": %u", mends[_i].text, damage);
    ck_assert_int_eq(xt_thai_mend(text, ~0u, &out, &done), XT_OK);
    xt_assert_str(xt_bytes_str(&out), mended);
    ck_assert_uint_eq(done, damage & (ORDER | GLYPH | ENCODING));
    xt_bytes_clear(&out);
    xt_bytes_putc(&out, '>');
    bool found = xt_thai_suggest(text, &out);
    ck_assert_int_eq(found, mends[_i].suggested != NULL);
    xt_assert_str(xt_str_from(xt_bytes_str(&out), 1), found ? mends[_i].suggested : "");
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* Only what is asked for is repaired. */
START_TEST(what)
{
    xt_bytes out = xt_bytes_make(1000);
    unsigned done;
    xt_thai_mend(XT_LITERAL("ท\uF70A\uF702"), GLYPH, &out, &done);
    xt_assert_str(xt_bytes_str(&out), "ท\u0E48\u0E35");
    ck_assert_uint_eq(done, GLYPH);
    xt_bytes_clear(&out);
    xt_thai_mend(XT_LITERAL("เเละ\uF70A"), ORDER, &out, NULL);
    xt_assert_str(xt_bytes_str(&out), "และ\uF70A");
    xt_bytes_clear(&out);
    /* in another code page the letters are others: nothing is put in order there */
    xt_thai_mend(XT_LITERAL("เธฃเธฒเธฒ เธ\xC2\x84เธฒ"), ORDER, &out, &done);
    xt_assert_str(xt_bytes_str(&out), "เธฃเธฒเธฒ เธ\xC2\x84เธฒ");
    ck_assert_uint_eq(done, 0);
    xt_bytes_clear(&out);
    xt_thai_mend(XT_LITERAL("เเละ"), 0, &out, &done);
    xt_assert_str(xt_bytes_str(&out), "เเละ");
    ck_assert_uint_eq(done, 0);
    xt_bytes_free(&out);
}
END_TEST

START_TEST(no_room)
{
    xt_bytes out = xt_bytes_make(8);
    unsigned done;
    ck_assert_int_eq(xt_thai_mend(XT_LITERAL("เเละ"), ~0u, &out, &done), XT_OVER_LIMIT);
    xt_bytes_clear(&out);
    ck_assert_int_eq(xt_thai_mend(XT_LITERAL("และเ"), ~0u, &out, &done), XT_OVER_LIMIT);
    xt_bytes_clear(&out);
    ck_assert(!xt_thai_suggest(XT_LITERAL("๒oo บาท"), &out));
    ck_assert_uint_eq(out.size, 0);
    xt_bytes_free(&out);
}
END_TEST

/* ---------------------------------------------------------------- for all texts */

/* Mended is mended; what is called undamaged stays; what stays is called undamaged. */
static void hold(xt_str text, xt_bytes *once, xt_bytes *twice)
{
    unsigned damage, left, done;
    xt_bytes_clear(once);
    xt_bytes_clear(twice);
    ck_assert_int_eq(xt_thai_damage(text, &damage), XT_OK);
    ck_assert_int_eq(xt_thai_mend(text, ~0u, once, &done), XT_OK);
    ck_assert_int_eq(xt_thai_damage(xt_bytes_str(once), &left), XT_OK);
    ck_assert_int_eq(xt_thai_mend(xt_bytes_str(once), ~0u, twice, NULL), XT_OK);
    bool same = xt_str_equal(text, xt_bytes_str(once));
    if (!xt_str_equal(xt_bytes_str(once), xt_bytes_str(twice)) || (left & (ORDER | GLYPH | ENCODING)) ||
        done != (damage & (ORDER | GLYPH | ENCODING)) || same != (done == 0))
        ck_abort_msg("\"%.*s\" (%u) comes to \"%s\" (%u)", (int)text.size, text.data, damage,
                     xt_bytes_cstr(once), left);
    xt_bytes_clear(once);
    if (xt_thai_suggest(text, once))
        ck_assert(damage & (LIKE | SPLIT));
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A text of up to 12 pieces from those that the modules look at. */
START_TEST(random_pieces)
{
    static const char *const pieces[] = {
        "ก", "ธ",      "น", "ร",       "ฤ",      "ๅ",      "เ",        "แ",      "ะ",  "า",
        "ำ", "ั",       "ี",  "ุ",        "\u0E48", "\u0E49", "\u0E4C",   "\u0E4D", "๒",  "ๆ",
        " ", "o",      "?", "(cid:1)", "\uF70A", "\uF700", "\uFFFD",   "à",      "¸",  "¹",
        "£", "Ã",      "Ò", "¤",       "Â",      "\u00A0", "\xC2\x81", "€",      "“",  "√",
        "ຈ", "\u0941", "a", "\xE0",    "\xB8",   "中",     "เธ",       "เน",     "à¸", "à¹",
    };
    xt_bytes text = xt_bytes_make(1000), once = xt_bytes_make(4000), twice = xt_bytes_make(4000);
    uint64_t state = 88172645463325252u;
    for (int round = 0; round < 200000; round++) {
        xt_bytes_clear(&text);
        /* a few of the pieces at a time, so that they meet */
        size_t from = next_random(&state) % XT_ENTRIES(pieces), span = 2 + next_random(&state) % 24;
        for (size_t i = next_random(&state) % 13; i > 0; i--)
            xt_bytes_puts(&text, pieces[(from + next_random(&state) % span) % XT_ENTRIES(pieces)]);
        hold(xt_bytes_str(&text), &once, &twice);
    }
    xt_bytes_free(&text);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
}
END_TEST

START_TEST(random_bytes)
{
    xt_bytes once = xt_bytes_make(4000), twice = xt_bytes_make(4000);
    uint64_t state = 2463534242u;
    for (int round = 0; round < 100000; round++) {
        char bytes[64];
        size_t size = next_random(&state) % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            uint64_t r = next_random(&state);
            bytes[i] =
                (char)(round % 2
                           ? r
                           : (uint64_t)(unsigned char)"\xE0\xB8\xB9\x81\xA3\xB2\xC3\xC2\xA0?( o"[r % 13]);
        }
        xt_str text = xt_exact((xt_str){bytes, size});
        hold(text, &once, &twice);
        free((void *)text.data);
    }
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
}
END_TEST

/* Every beginning of every text, damaged in every way, in a block of exactly its size. */
START_TEST(truncated)
{
    static const char *const texts[] = {"ราคากลาง (บาท) “ก” – ๒๕๖๗",
                                        "น\u0E4D\u0E49า\uF70A (cid:12) ?? \uFFFD", "เเ ຈ ๒o บ าก ກ\u0941"};
    xt_bytes damaged = xt_bytes_make(4000), once = xt_bytes_make(16000), twice = xt_bytes_make(16000);
    for (int i = 0; i < XT_ENTRIES(texts); i++) {
        for (int way = -1; way < XT_ENTRIES(xt_ways); way++) {
            xt_bytes_clear(&damaged);
            if (way < 0)
                xt_bytes_puts(&damaged, texts[i]);
            else if (!xt_damage_text(&xt_ways[way], xt_str_of(texts[i]), &damaged))
                continue;
            for (size_t size = 0; size <= damaged.size; size++) {
                xt_str text = xt_exact((xt_str){damaged.data, size});
                hold(text, &once, &twice);
                free((void *)text.data);
            }
        }
    }
    xt_bytes_free(&damaged);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
}
END_TEST

/* ---------------------------------------------------------------- texts of the world */

/* Looks at every piece between quotes; returns how many there were. */
static size_t look_at_file(const char *path)
{
    enum { MOST = 4 << 20 };
    char *data = malloc(MOST);
    ck_assert_ptr_nonnull(data);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t size = fread(data, 1, MOST, file), count = 0;
    fclose(file);
    for (size_t at = 0, end; at < size; at = end + 1, count++) {
        for (end = at; end < size && data[end] != '"'; end++)
            continue;
        unsigned damage;
        xt_thai_damage((xt_str){data + at, end - at}, &damage);
        ck_assert_msg((damage & ~(unsigned)LOST) == 0, "%s: \"%.*s\": %u", path, (int)(end - at), data + at,
                      damage);
    }
    free(data);
    return count;
}

/* The collection of workbooks, where there is one, has texts in dozens of languages, and none of them is Thai
 * that was damaged. */
START_TEST(collection)
{
    const char *data = getenv("XLSTOOLS_DATA");
    if (!data)
        return;
    char path[4096];
    snprintf(path, sizeof path, "%s/truth", data);
    DIR *folder = opendir(path);
    ck_assert_ptr_nonnull(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        snprintf(path, sizeof path, "%s/truth/%s", data, entry->d_name);
        if (entry->d_name[0] != '.')
            count += look_at_file(path);
    }
    closedir(folder);
    ck_assert_uint_ge(count, 100000);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("mend");
    TCase *tcase = tcase_create("mend");
    tcase_add_loop_test(tcase, table, 0, XT_ENTRIES(mends));
    tcase_add_test(tcase, what);
    tcase_add_test(tcase, no_room);
    tcase_add_test(tcase, random_pieces);
    tcase_add_test(tcase, random_bytes);
    tcase_add_test(tcase, truncated);
    tcase_add_test(tcase, collection);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
