/* SPDX-License-Identifier: MIT */
#include "damage.h"

#include "thai/mend.h"
#include "thai/orthography.h"

#include <stdio.h>

/* ---------------------------------------------------------------- as the agencies publish them */

static const struct {
    const char *text, *mended;
} mojibake[] = {
    {"ÃÒ¤Ò¡ÅÒ§", "ราคากลาง"},
    {"ĂŇ¤ŇˇĹŇ§", "ราคากลาง"},
    {"√“§“°≈“ß", "ราคากลาง"},
    {"à¸£à¸²à¸„à¸²", "ราคา"},
    {"เธฃเธฒเธ\xC2\x84เธฒ", "ราคา"},
    {"Ã\u00A0Â¸Â£Ã\u00A0Â¸Â²", "รา"},

    /* with ASCII inside, beside and between */
    {"ºÃÔÉÑ· ABC ¨Ó¡Ñ´ (ÁËÒª¹)", "บริษัท ABC จำกัด (มหาชน)"},
    {"ÃÐºº GPS 12.50", "ระบบ GPS 12.50"},
    {"ÃÐººGPS", "ระบบGPS"},
    {"ÃÒ¤Ò “¡ÅÒ§” – ¨éÒ§", "ราคา “กลาง” – จ้าง"},
    {"à¸£à¸²à¸„à¸² â€œ2â€\xC2\x9D", "ราคา “2”"},
    {"¶¹¹\nÊÒÂ 1", "ถนน\nสาย 1"},
    {"ºÒ·", "บาท"},
    {"à¹‘à¹’", "๑๒"},

    /* beside Thai that is none of it */
    {"โครงการ ÃÒ¤Ò¡ÅÒ§", "โครงการ ราคากลาง"},
    {"โครงการÃÒ¤Ò¡ÅÒ§ถนน", "โครงการราคากลางถนน"},
    {"โครงการ à¸£à¸²à¸„à¸²", "โครงการ ราคา"},
};

START_TEST(known)
{
    xt_str text = xt_exact(xt_str_of(mojibake[_i].text));
    xt_bytes out = xt_bytes_make(1000);
    unsigned damage, done;
    ck_assert_int_eq(xt_thai_damage(text, &damage), XT_OK);
    ck_assert_msg(damage == XT_DAMAGE_ENCODING, "\"%s\": %u", mojibake[_i].text, damage);
    ck_assert_int_eq(xt_thai_mend(text, XT_DAMAGE_ENCODING, &out, &done), XT_OK);
    ck_assert_uint_eq(done, XT_DAMAGE_ENCODING);
    xt_assert_str(xt_bytes_str(&out), mojibake[_i].mended);
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* ---------------------------------------------------------------- what is no mojibake */

static const char *const others[] = {
    "",
    "ก",
    "ราคากลาง",
    "เธอ",
    "เนย เนื้อ เนิน",
    "เธอเธอ",
    "เนตรนภา",
    "เนื่องจาก",
    "Café",
    "Müller & Söhne",
    "Łódź",
    "Ångström",
    "Île-de-France",
    "L’été à Besançon",
    "naïve",
    "El Niño",
    "Dvořák",
    "Kraków, Gdańsk",
    "İstanbul'da Çığ",
    "Việt Nam",
    "Đà Nẵng",
    "Ærø",
    "Þingvellir",
    "œuvre",
    "Ελλάδα",
    "Москва",
    "北京市",
    "ประเทศไทย 泰国",
    "日本語",
    "한국어",
    "שלום",
    "مرحبا",
    "ÃÂ",
    "£ ¥ €",
    "£1,200",
    "™®©",
    "™®©™®©",
    "Windows® 11™",
    "½ ¼ ¾",
    "5° ± 2°",
    "m² m³",
    "°°°°",
    "µ²³",
    "“ก” – ‘ข’",
    "“”‘’",
    "…",
    "•••",
    "–––",
    "«\u00A0»",
    "»ß«",
    "¿¿¿??",
    "¿¿¿¿",
    "¡¡¡",
    "§§§§",
    "×××",
    "¤¤¤",
    "ÄÖÜäöüß",
    "ÀÉÈÙ",
    "ÁÉÍÓÚ",
    "áéíóú",
    "åäö",
    "ÆØÅ",
    "ÇĞİÖŞÜ",
    "ĄĆĘŁŃÓŚŹŻ",
    "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "éèêë",
    "ÂÊÎÔÛ",
    "√∞≈≠≤≥",
    "∑∏∫∂",
    "∆x → 0",
    "f(x) = √x",
    "👍 ดี",
    "ดีมาก 👩‍💻",
    "A-100/2567 (ก)",
    "08 1234 5678",
    "1.5×10³",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿",
    "à¸",
    "à¸£",
    "เธ",
    "เน",
    "Á.¤. 2567",
    "Ïðèâåò",
    "ÄÎÃÎÂÎÐ",
    "ä¸­æ–‡",
};

START_TEST(untouched)
{
    xt_str text = xt_exact(xt_str_of(others[_i]));
    xt_bytes out = xt_bytes_make(1000);
    unsigned damage, done;
    ck_assert_int_eq(xt_thai_damage(text, &damage), XT_OK);
    ck_assert_msg(damage == 0, "\"%s\": %u", others[_i], damage);
    xt_thai_mend(text, ~0u, &out, &done);
    ck_assert_uint_eq(done, 0);
    xt_assert_str(xt_bytes_str(&out), others[_i]);
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* ---------------------------------------------------------------- bytes gone */

/* U+0084 and others; U+00A0 turned into blanks; U+FFFD that was read in the wrong page with the rest. */
static const char *const lost[] = {
    "Ã Â¸Â£Ã Â¸Â²",
    "ÃÂ¸Â£ÃÂ¸Â²",
    "เธฃเธฒเธเธฒ",
    "เธฃเธฒเธ?เธฒ",
    "เธเธฃเธฐเธเธฃเธงเธ",
    "เน€เธเนเธ",
    "เธ เธ",
    "à¸£à¸²à¸à¸²",
    "à¸à¸£à¸°à¸",
    "à¸£à¸²à¸„à¸ 2567",
    "โครงการ à¸£à¸²à¸à¸²",
    "à¸£à¸²â\xC2\x80à¸à¸²",
    "ŕ¸Łŕ¸˛ŕ¸ŕ¸˛",
    "à¸£ï¿½à¸²",
};

START_TEST(bytes_gone)
{
    xt_str text = xt_exact(xt_str_of(lost[_i]));
    xt_bytes out = xt_bytes_make(1000);
    unsigned damage, done;
    ck_assert_int_eq(xt_thai_damage(text, &damage), XT_OK);
    ck_assert_msg(damage == XT_DAMAGE_LOST, "\"%s\": %u", lost[_i], damage);
    xt_thai_mend(text, ~0u, &out, &done);
    ck_assert_uint_eq(done, 0);
    xt_assert_str(xt_bytes_str(&out), lost[_i]);
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* ---------------------------------------------------------------- there and back */

static const char *const texts[] = {
    "ราคากลาง",
    "สำนักงานเทศบาลตำบล",
    "จ้างเหมาบริการทำความสะอาด",
    "งบประมาณรายจ่าย ประจำปี พ.ศ. 2568",
    "ซื้อวัสดุสำนักงาน (กระดาษ A4) จำนวน 10 รายการ",
    "กรุงเทพมหานคร",
    "อยู่ระหว่างดำเนินการ",
    "สิ้นสุดสัญญา",
    "ปรับปรุงถนนคอนกรีตเสริมเหล็ก หมู่ที่ ๕ บ้านหนองบัว",
    "ห้างหุ้นส่วนจำกัด ก่อสร้างไทย",
    "เฉพาะเจาะจง",
    "วิธีประกาศเชิญชวนทั่วไป",
    "พฤษภาคม",
    "หนองแซง",
    "โนนแดง",
    "นครพนม",
    "ปฏิบัติหน้าที่",
    "ก่อนหน้า “นี้” – แล้ว",
    "ค่าใช้จ่าย\nรวมทั้งสิ้น",
    "ครุภัณฑ์คอมพิวเตอร์",
};

typedef struct tally {
    size_t right, missed, wrong;
} tally;

/* Damages a text, and says what becomes of it. */
static void try_way(const xt_way *way, xt_str text, tally *t)
{
    xt_bytes damaged = xt_bytes_make(1 << 20), out = xt_bytes_make(1 << 20);
    if (xt_damage_text(way, text, &damaged) && !xt_str_equal(xt_bytes_str(&damaged), text)) {
        xt_str exact = xt_exact(xt_bytes_str(&damaged));
        ck_assert_int_eq(xt_thai_mend(exact, XT_DAMAGE_ENCODING, &out, NULL), XT_OK);
        bool same = xt_str_equal(xt_bytes_str(&out), exact);
        if (xt_str_equal(xt_bytes_str(&out), text))
            t->right++;
        else
            ++*(same ? &t->missed : &t->wrong);
        if (!same && !xt_str_equal(xt_bytes_str(&out), text))
            printf("%s: \"%.*s\" became \"%s\"\n", way->name, (int)text.size, text.data, xt_bytes_cstr(&out));
        free((void *)exact.data);
    }
    xt_bytes_free(&damaged);
    xt_bytes_free(&out);
}

START_TEST(there_and_back)
{
    tally t = {0};
    for (int i = 0; i < XT_ENTRIES(texts); i++)
        try_way(&xt_ways[_i], xt_str_of(texts[i]), &t);
    ck_assert_msg(t.right == XT_ENTRIES(texts), "%s: %zu right, %zu missed, %zu wrong", xt_ways[_i].name,
                  t.right, t.missed, t.wrong);
}
END_TEST

static char *read_whole(const char *folder, const char *name, size_t *size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    enum { MOST = 1 << 20 };
    char *data = malloc(MOST);
    ck_assert_ptr_nonnull(data);
    *size = fread(data, 1, MOST, file);
    fclose(file);
    return data;
}

/* Every piece of a file between quotes, commas and line ends that has at least four Thai letters and no other
 * damage, damaged in every way. */
static void try_file(const char *folder, const char *name, tally all[])
{
    size_t size = 0;
    char *data = read_whole(folder, name, &size);
    for (size_t at = 0, end; data && at < size; at = end + 1) {
        for (end = at; end < size && !strchr("\",\r\n", data[end]); end++)
            continue;
        xt_str piece = {data + at, end - at};
        unsigned damage = 0;
        if (xt_thai_spelling(piece).letters < 4 || xt_thai_damage(piece, &damage) || damage)
            continue;
        for (int way = 0; way < XT_ENTRIES(xt_ways); way++)
            try_way(&xt_ways[way], piece, &all[way]);
    }
    free(data);
}

static void judge(const tally all[], size_t least)
{
    for (int way = 0; way < XT_ENTRIES(xt_ways); way++) {
        const tally *t = &all[way];
        size_t sum = t->right + t->missed + t->wrong, allowed = xt_ways[way].page == XT_PAGE_MAC ? 3 : 1;
        printf("%-20s %zu right, %zu missed, %zu wrong\n", xt_ways[way].name, t->right, t->missed, t->wrong);
        ck_assert_uint_ge(sum, least);
        ck_assert_uint_eq(t->wrong, 0);
        ck_assert_uint_le(t->missed * 100, sum * (xt_ways[way].utf8 ? 0 : allowed));
    }
}

START_TEST(places)
{
    tally all[XT_ENTRIES(xt_ways)] = {0};
    try_file(getenv("XT_SOURCE_DIR"), "templates/places.json", all);
    judge(all, 700);
}
END_TEST

/* The real texts, where there are any. */
START_TEST(real)
{
    const char *folder = getenv("XLSTOOLS_DATA");
    if (!folder)
        return;
    tally all[XT_ENTRIES(xt_ways)] = {0};
    try_file(folder, "real/egp-contract-2568-250.csv", all);
    try_file(folder, "real/districts.csv", all);
    judge(all, 1000);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("encoding");
    TCase *tcase = tcase_create("encoding");
    tcase_add_loop_test(tcase, known, 0, XT_ENTRIES(mojibake));
    tcase_add_loop_test(tcase, untouched, 0, XT_ENTRIES(others));
    tcase_add_loop_test(tcase, bytes_gone, 0, XT_ENTRIES(lost));
    tcase_add_loop_test(tcase, there_and_back, 0, XT_ENTRIES(xt_ways));
    tcase_add_test(tcase, places);
    tcase_add_test(tcase, real);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
