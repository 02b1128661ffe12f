/* SPDX-License-Identifier: MIT
 *
 * Provinces and districts: the shipped table, looking things up in it, and tables that are refused.
 */
#include "table/places.h"

#include "base/error.h"
#include "table/forms.h"
#include "temp.h"

static size_t province_named(const xt_places *p, const char *name)
{
    size_t province = 0;
    ck_assert_msg(xt_places_find_province(p, xt_str_of(name), &province), "%s", name);
    return province;
}

static const char *name_of(const xt_places *p, size_t province)
{
    return province == XT_NO_PLACE ? NULL : xt_places_province_name(p, province).data;
}

/* Both NULL, or the same text. */
static void assert_names(const char *text, const char *got, const char *expected)
{
    ck_assert_msg((got == NULL) == (expected == NULL) && (!got || strcmp(got, expected) == 0),
                  "\"%s\": \"%s\" should be \"%s\"", text, got ? got : "", expected ? expected : "");
}

/* ------------------------------------------------------------ the shipped table */

/* How many districts the provinces have by law: 878 อำเภอ and 50 เขต. */
static const struct {
    const char *province;
    size_t districts;
} COUNTS[] = {
    {"กระบี่", 8},       {"กรุงเทพมหานคร", 50}, {"กาญจนบุรี", 13},       {"กาฬสินธุ์", 18},  {"กำแพงเพชร", 11},
    {"ขอนแก่น", 26},    {"จันทบุรี", 10},        {"ฉะเชิงเทรา", 11},     {"ชลบุรี", 11},    {"ชัยนาท", 8},
    {"ชัยภูมิ", 16},      {"ชุมพร", 8},          {"เชียงราย", 18},       {"เชียงใหม่", 25}, {"ตรัง", 10},
    {"ตราด", 7},       {"ตาก", 9},           {"นครนายก", 4},        {"นครปฐม", 7},   {"นครพนม", 12},
    {"นครราชสีมา", 32}, {"นครศรีธรรมราช", 23}, {"นครสวรรค์", 15},      {"นนทบุรี", 6},    {"นราธิวาส", 13},
    {"น่าน", 15},       {"บึงกาฬ", 8},         {"บุรีรัมย์", 23},         {"ปทุมธานี", 7},   {"ประจวบคีรีขันธ์", 8},
    {"ปราจีนบุรี", 7},    {"ปัตตานี", 12},        {"พระนครศรีอยุธยา", 16}, {"พะเยา", 9},    {"พังงา", 8},
    {"พัทลุง", 11},      {"พิจิตร", 12},         {"พิษณุโลก", 9},         {"เพชรบุรี", 8},   {"เพชรบูรณ์", 11},
    {"แพร่", 8},        {"ภูเก็ต", 3},          {"มหาสารคาม", 13},     {"มุกดาหาร", 7},  {"แม่ฮ่องสอน", 7},
    {"ยโสธร", 9},      {"ยะลา", 8},          {"ร้อยเอ็ด", 20},        {"ระนอง", 5},    {"ระยอง", 8},
    {"ราชบุรี", 10},     {"ลพบุรี", 11},         {"ลำปาง", 13},         {"ลำพูน", 8},     {"เลย", 14},
    {"ศรีสะเกษ", 22},   {"สกลนคร", 18},       {"สงขลา", 16},         {"สตูล", 7},      {"สมุทรปราการ", 6},
    {"สมุทรสงคราม", 3}, {"สมุทรสาคร", 3},      {"สระแก้ว", 9},         {"สระบุรี", 13},   {"สิงห์บุรี", 6},
    {"สุโขทัย", 9},      {"สุพรรณบุรี", 10},      {"สุราษฎร์ธานี", 19},     {"สุรินทร์", 17},   {"หนองคาย", 9},
    {"หนองบัวลำภู", 6},  {"อ่างทอง", 7},        {"อำนาจเจริญ", 7},      {"อุดรธานี", 20},  {"อุตรดิตถ์", 9},
    {"อุทัยธานี", 8},     {"อุบลราชธานี", 25},
};

START_TEST(ships_every_province)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    ck_assert_ptr_nonnull(p);
    ck_assert_uint_eq(xt_places_count(p), XT_ENTRIES(COUNTS));
    size_t districts = 0;
    for (size_t i = 0; i < xt_places_count(p); i++) {
        xt_assert_str(xt_places_province_name(p, i), COUNTS[i].province);
        ck_assert_msg(xt_places_district_count(p, i) == COUNTS[i].districts, "%s", COUNTS[i].province);
        districts += xt_places_district_count(p, i);
    }
    ck_assert_uint_eq(districts, 878 + 50);
    xt_templates_close(set);
}
END_TEST

/* Every province but two has a district เมือง + its name, and it stands first. */
START_TEST(ships_seats)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    for (size_t i = 0; i < xt_places_count(p); i++) {
        const char *name = name_of(p, i);
        bool without = strcmp(name, "กรุงเทพมหานคร") == 0 || strcmp(name, "พระนครศรีอยุธยา") == 0;
        size_t seat = 0;
        ck_assert_msg(xt_places_find_district(p, i, xt_str_of("เมือง"), &seat) == !without, "%s", name);
        ck_assert_uint_eq(seat, without ? XT_NO_PLACE : 0);
        if (without)
            continue;
        xt_str first = xt_places_district_name(p, i, 0);
        ck_assert(xt_str_starts(first, xt_str_of("เมือง")));
        xt_assert_str(xt_str_from(first, strlen("เมือง")), name);
    }
    xt_templates_close(set);
}
END_TEST

/* Every name finds itself, with a prefix and without. */
START_TEST(finds_every_name)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    static const char *const PREFIXES[] = {"", "อำเภอ", "อ.", "เขต", "กิ่งอำเภอ ", "กิ่ง อ. "};
    xt_bytes text = xt_bytes_make(1000);
    for (size_t i = 0; i < xt_places_count(p); i++)
        for (size_t j = 0; j < xt_places_district_count(p, i); j++) {
            xt_str name = xt_places_district_name(p, i, j);
            size_t province[8], found = 0;
            for (size_t k = 0; k < sizeof PREFIXES / sizeof *PREFIXES; k++) {
                xt_bytes_clear(&text);
                xt_bytes_puts(&text, PREFIXES[k]);
                xt_bytes_add(&text, name);
                ck_assert_msg(xt_places_find_district(p, i, xt_bytes_str(&text), &found), "%s",
                              xt_bytes_cstr(&text));
                ck_assert_uint_eq(found, j);
            }
            size_t count = xt_places_provinces_of(p, name, province, 8);
            ck_assert_uint_ge(count, 1);
            ck_assert_uint_le(count, 8);
            bool here = false;
            for (size_t k = 0; k < count; k++)
                here = here || province[k] == i;
            ck_assert_msg(here, "%s", name.data);
            ck_assert(xt_places_nearest_district(p, i, name, &found));
            ck_assert_uint_eq(found, j);
        }
    xt_bytes_free(&text);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ provinces */

static const struct {
    const char *text, *name; /* NULL: none */
} PROVINCES[] = {
    {"เชียงใหม่", "เชียงใหม่"},
    {"จังหวัดเชียงใหม่", "เชียงใหม่"},
    {"จังหวัด เชียงใหม่", "เชียงใหม่"},
    {"จ.เชียงใหม่", "เชียงใหม่"},
    {"จ. เชียงใหม่", "เชียงใหม่"},
    {"จ .เชียงใหม่", "เชียงใหม่"},
    {"จ เชียงใหม่", "เชียงใหม่"},
    {"  เชียงใหม่\n", "เชียงใหม่"},
    {"\u00A0จังหวัด\u00A0เชียงใหม่\u00A0", "เชียงใหม่"},
    {"เชียง ใหม่", "เชียงใหม่"},
    {"เชียง\u200Bใหม่", "เชียงใหม่"},
    {"เชียง\nใหม่", "เชียงใหม่"},
    {"เเพร่", "แพร่"},
    {"ลำปาง", "ลำปาง"},
    {"ลําปาง", "ลำปาง"},
    {"จ.จันทบุรี", "จันทบุรี"},
    {"จังหวัดจันทบุรี", "จันทบุรี"},
    {"จันทบุรี", "จันทบุรี"},
    {"จ ันทบุรี", "จันทบุรี"},
    {"นครศรีธรรมราช", "นครศรีธรรมราช"},
    {"ประจวบคีรีขันธ์", "ประจวบคีรีขันธ์"},
    {"กรุงเทพมหานคร", "กรุงเทพมหานคร"},
    {"กรุงเทพมหานครฯ", "กรุงเทพมหานคร"},
    {"จังหวัดกรุงเทพมหานคร", "กรุงเทพมหานคร"},
    {"กรุงเทพ", "กรุงเทพมหานคร"},
    {"กรุงเทพฯ", "กรุงเทพมหานคร"},
    {"กรุงเทพ ฯ", "กรุงเทพมหานคร"},
    {"กทม.", "กรุงเทพมหานคร"},
    {"กทม", "กรุงเทพมหานคร"},
    {"ก.ท.ม.", "กรุงเทพมหานคร"},
    {"อยุธยา", "พระนครศรีอยุธยา"},
    {"จ.อยุธยา", "พระนครศรีอยุธยา"},
    {"จ.พระนครศรีอยุธยา", "พระนครศรีอยุธยา"},

    {"เชียงไหม่", NULL},
    {"เชียง", NULL},
    {"เชียงใหม่เชียงราย", NULL},
    {"เชียงใหม่ เชียงราย", NULL},
    {"จเชียงใหม่", NULL},
    {"จ.จ.เชียงใหม่", NULL},
    {"จังหวัดจังหวัดเชียงใหม่", NULL},
    {"อ.เชียงใหม่", NULL},
    {"อำเภอเชียงใหม่", NULL},
    {"เมืองเชียงใหม่", NULL},
    {"จังหวัด", NULL},
    {"จ.", NULL},
    {"จ", NULL},
    {"นคร", NULL},
    {"โคราช", NULL},
    {"Bangkok", NULL},
    {"50", NULL},
    {"-", NULL},
    {".", NULL},
    {" ", NULL},
    {"", NULL},
    {"\xE0\xB8", NULL},
    {"เชียงใหม่\xFF", NULL},
};

START_TEST(finds_provinces)
{
    xt_templates *set = shipped_forms();
    xt_str text = xt_exact(xt_str_of(PROVINCES[_i].text));
    size_t province = 0;
    bool found = xt_places_find_province(set->places, text, &province);
    assert_names(PROVINCES[_i].text, name_of(set->places, province), PROVINCES[_i].name);
    ck_assert_int_eq(found, PROVINCES[_i].name != NULL);
    free((void *)(uintptr_t)text.data);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ districts */

static const struct {
    const char *province, *text, *name; /* NULL: none */
} DISTRICTS[] = {
    {"เชียงใหม่", "เมืองเชียงใหม่", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อำเภอเมืองเชียงใหม่", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อ.เมือง เชียงใหม่", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "เมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "เมืองฯ", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อำเภอเมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อำเภอ เมือง ", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อ.เมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อ. เมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อ เมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "อําเภอเมือง", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "แม่ริม", "แม่ริม"},
    {"เชียงใหม่", "เเม่ริม", "แม่ริม"},
    {"เชียงใหม่", "แม่ ริม", "แม่ริม"},
    {"เชียงใหม่", "อมก๋อย", "อมก๋อย"},
    {"เชียงใหม่", "อ.อมก๋อย", "อมก๋อย"},
    {"เชียงใหม่", "อ มก๋อย", "อมก๋อย"},
    {"เชียงใหม่", "กัลยาณิวัฒนา", "กัลยาณิวัฒนา"},
    {"สมุทรปราการ", "กิ่งอำเภอบางเสาธง", "บางเสาธง"},
    {"สมุทรปราการ", "กิ่งอ.บางเสาธง", "บางเสาธง"},
    {"สมุทรปราการ", "กิ่ง อ. บางเสาธง", "บางเสาธง"},
    {"กรุงเทพมหานคร", "เขตบางรัก", "บางรัก"},
    {"กรุงเทพมหานคร", "เขต บางรัก", "บางรัก"},
    {"กรุงเทพมหานคร", "อำเภอบางรัก", "บางรัก"},
    {"กรุงเทพมหานคร", "บางรัก", "บางรัก"},
    {"ฉะเชิงเทรา", "สนามชัยเขต", "สนามชัยเขต"},
    {"ฉะเชิงเทรา", "อ.สนามชัยเขต", "สนามชัยเขต"},
    {"นราธิวาส", "สุไหงโก-ลก", "สุไหงโก-ลก"},
    {"นราธิวาส", "สุไหงโกลก", "สุไหงโก-ลก"},
    {"นราธิวาส", "สุไหงโก–ลก", "สุไหงโก-ลก"},
    {"พระนครศรีอยุธยา", "พระนครศรีอยุธยา", "พระนครศรีอยุธยา"},
    {"นครราชสีมา", "เมืองยาง", "เมืองยาง"},
    {"ศรีสะเกษ", "เมืองจันทร์", "เมืองจันทร์"},
    {"สระบุรี", "เฉลิมพระเกียรติ", "เฉลิมพระเกียรติ"},
    {"น่าน", "อ.เฉลิมพระเกียรติ", "เฉลิมพระเกียรติ"},
    {"ขอนแก่น", "พล", "พล"},

    {"กรุงเทพมหานคร", "เมือง", NULL},
    {"พระนครศรีอยุธยา", "อ.เมือง", NULL},
    {"กรุงเทพมหานคร", "แขวงบางรัก", NULL},
    {"เชียงใหม่", "เมืองเชียงราย", NULL},
    {"เชียงราย", "แม่ริม", NULL},
    {"เชียงใหม่", "เฉลิมพระเกียรติ", NULL},
    {"เชียงใหม่", "จ.เชียงใหม่", NULL},
    {"เชียงใหม่", "เชียงใหม่", NULL},
    {"เชียงใหม่", "อแม่ริม", NULL},
    {"เชียงใหม่", "กิ่งแม่ริม", NULL},
    {"เชียงใหม่", "กิ่งเขตแม่ริม", NULL},
    {"เชียงใหม่", "อ.อ.แม่ริม", NULL},
    {"เชียงใหม่", "แม่ริม แม่แตง", NULL},
    {"เชียงใหม่", "อ.แม่ริม จ.เชียงใหม่", NULL},
    {"เชียงใหม่", "อำเภอ", NULL},
    {"เชียงใหม่", "กิ่งอำเภอ", NULL},
    {"เชียงใหม่", "อ.", NULL},
    {"เชียงใหม่", "-", NULL},
    {"เชียงใหม่", " \n", NULL},
    {"เชียงใหม่", "", NULL},
    {"เชียงใหม่", "\xE0\xB8", NULL},
    {"ราชบุรี", "ท้องถิ่นเทศบาลตำบลบ้านฆ้อง", NULL},
};

START_TEST(finds_districts)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    xt_str text = xt_exact(xt_str_of(DISTRICTS[_i].text));
    size_t province = province_named(p, DISTRICTS[_i].province), district = 0;
    bool found = xt_places_find_district(p, province, text, &district);
    assert_names(DISTRICTS[_i].text, found ? xt_places_district_name(p, province, district).data : NULL,
                 DISTRICTS[_i].name);
    if (!found)
        ck_assert_uint_eq(district, XT_NO_PLACE);
    free((void *)(uintptr_t)text.data);
    xt_templates_close(set);
}
END_TEST

/* Where the province is not known, no district is. */
START_TEST(finds_no_district_of_no_province)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    const size_t none[] = {XT_NO_PLACE, xt_places_count(p)};
    for (size_t i = 0; i < 2; i++) {
        size_t district = 0;
        ck_assert(!xt_places_find_district(p, none[i], xt_str_of("แม่ริม"), &district));
        ck_assert_uint_eq(district, XT_NO_PLACE);
        ck_assert(!xt_places_find_district(p, none[i], xt_str_of("เมือง"), &district));
        ck_assert(!xt_places_nearest_district(p, none[i], xt_str_of("แม่ริม"), &district));
        ck_assert_uint_eq(district, XT_NO_PLACE);
    }
    xt_templates_close(set);
}
END_TEST

/* A text is found at any width of blanks at its edges, and a long one is no name. */
START_TEST(takes_texts_of_any_length)
{
    enum { MOST = 600 };
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    size_t chiang_mai = province_named(p, "เชียงใหม่");
    for (size_t size = 0; size <= MOST; size++) {
        xt_bytes blanks = xt_bytes_make(10000), letters = xt_bytes_make(10000);
        for (size_t i = 0; i < size; i++)
            xt_bytes_putc(&blanks, ' ');
        xt_bytes_puts(&blanks, "เชียงใหม่");
        for (size_t i = 0; i < size; i++) {
            xt_bytes_putc(&blanks, ' ');
            xt_bytes_puts(&letters, i % 2 ? "x" : "ก");
        }
        xt_str text = xt_exact(xt_bytes_str(&letters));
        size_t found = 0, out;
        ck_assert(xt_places_find_province(p, xt_bytes_str(&blanks), &found));
        ck_assert_uint_eq(found, chiang_mai);
        ck_assert(!xt_places_find_province(p, text, &found));
        ck_assert(!xt_places_find_district(p, chiang_mai, text, &found));
        ck_assert(!xt_places_nearest_province(p, text, &found));
        ck_assert(!xt_places_nearest_district(p, chiang_mai, text, &found));
        ck_assert_uint_eq(xt_places_provinces_of(p, text, &out, 1), 0);
        free((void *)(uintptr_t)text.data);
        xt_bytes_free(&blanks);
        xt_bytes_free(&letters);
    }
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ a district's provinces */

static const struct {
    const char *text;
    size_t count;
    const char *provinces[6];
} PROVINCES_OF[] = {
    {"แม่ริม", 1, {"เชียงใหม่"}},
    {"อ. แม่ริม", 1, {"เชียงใหม่"}},
    {"เขตบางรัก", 1, {"กรุงเทพมหานคร"}},
    {"สนามชัยเขต", 1, {"ฉะเชิงเทรา"}},
    {"เมืองเลย", 1, {"เลย"}},
    {"จอมทอง", 2, {"กรุงเทพมหานคร", "เชียงใหม่"}},
    {"บางไทร", 1, {"พระนครศรีอยุธยา"}},
    {"อ มก๋อย", 1, {"เชียงใหม่"}},
    {"อ.เฉลิมพระเกียรติ", 5, {"นครราชสีมา", "นครศรีธรรมราช", "น่าน", "บุรีรัมย์", "สระบุรี"}},
    {"เมือง", 0, {NULL}},
    {"แม่ริ", 0, {NULL}},
    {"เชียงใหม่", 0, {NULL}},
    {"อำเภอ", 0, {NULL}},
    {"", 0, {NULL}},
};

START_TEST(finds_the_provinces_of)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    xt_str text = xt_str_of(PROVINCES_OF[_i].text);
    size_t count = PROVINCES_OF[_i].count;
    for (size_t most = 0; most < 6; most++) {
        size_t out[6] = {77, 77, 77, 77, 77, 77};
        ck_assert_uint_eq(xt_places_provinces_of(p, text, out, most), count);
        for (size_t i = 0; i < 6; i++) {
            bool filled = i < most && i < count;
            assert_names(PROVINCES_OF[_i].text, out[i] == 77 ? NULL : name_of(p, out[i]),
                         filled ? PROVINCES_OF[_i].provinces[i] : NULL);
        }
    }
    ck_assert_uint_eq(xt_places_provinces_of(p, text, NULL, 0), count);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ near */

static const struct {
    const char *province, *text, *name; /* province NULL: one is looked for; name NULL: nothing is near */
} NEAR[] = {
    {NULL, "เชียงไหม่", "เชียงใหม่"},
    {NULL, "เชียงใหม", "เชียงใหม่"},
    {NULL, "จ.เชียงไหม่", "เชียงใหม่"},
    {NULL, "จเชียงใหม่", "เชียงใหม่"},
    {NULL, "นครศรีธรรมราฃ", "นครศรีธรรมราช"},
    {NULL, "สุราษธานี", "สุราษฎร์ธานี"},
    {NULL, "กรุงเทพมหานค", "กรุงเทพมหานคร"},
    {NULL, "กรุงเทพม", "กรุงเทพมหานคร"},
    {NULL, "อยุทธยา", "พระนครศรีอยุธยา"},
    {NULL, "ศรีษะเกษ", "ศรีสะเกษ"},
    {NULL, "หนองบัวลำพู", "หนองบัวลำภู"},
    {NULL, "เลย", "เลย"},
    {NULL, "ญี่ปุ่น", NULL},
    {NULL, "โคราช", NULL},
    {NULL, "Chiang Mai", NULL},
    {NULL, "จังหวัด", NULL},
    {NULL, "ก", NULL},
    {NULL, "-", NULL},
    {NULL, "", NULL},
    {"เชียงใหม่", "เมืองเชียงไหม่", "เมืองเชียงใหม่"},
    {"เชียงใหม่", "แม่ริ่ม", "แม่ริม"},
    {"เชียงใหม่", "อำเภอสันกำแพน", "สันกำแพง"},
    {"เชียงใหม่", "กัลยานิวัฒนา", "กัลยาณิวัฒนา"},
    {"กรุงเทพมหานคร", "เขตป้อมปราบศัตรูพาย", "ป้อมปราบศัตรูพ่าย"},
    {"กรุงเทพมหานคร", "ราษบูรณะ", "ราษฎร์บูรณะ"},
    {"เชียงใหม่", "อรัญประเทศ", NULL},
    {"เชียงใหม่", "อำเภอ", NULL},
    {"เชียงใหม่", "", NULL},
};

START_TEST(finds_what_is_near)
{
    xt_templates *set = shipped_forms();
    const xt_places *p = set->places;
    xt_str text = xt_exact(xt_str_of(NEAR[_i].text));
    const char *name = NULL;
    size_t near = 0;
    bool found;
    if (NEAR[_i].province) {
        size_t province = province_named(p, NEAR[_i].province);
        found = xt_places_nearest_district(p, province, text, &near);
        name = found ? xt_places_district_name(p, province, near).data : NULL;
    } else {
        found = xt_places_nearest_province(p, text, &near);
        name = name_of(p, near);
    }
    assert_names(NEAR[_i].text, name, NEAR[_i].name);
    ck_assert_int_eq(found, near != XT_NO_PLACE);
    free((void *)(uintptr_t)text.data);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ reading */

static xt_status read_places(xt_templates *set, const char *text, xt_places **out, xt_error *error)
{
    char *json = json_of(text);
    xt_loader l = {.set = set, .error = error, .scratch = xt_bytes_make(1 << 20)};
    xt_status status = xt_json_parse(&l.json, "places.json", xt_str_of(json), error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(l.json)};
        status = xt_places_read(&l, &root, out);
    }
    xt_json_free(l.json);
    xt_bytes_free(&l.scratch);
    free(json);
    return status;
}

START_TEST(reads_a_table)
{
    xt_templates *set = empty_forms();
    xt_places *p = NULL;
    xt_error error;
    ck_assert_msg(
        read_places(set,
                    "{'name': 'places', 'title': 'T', 'description': 'D', 'provenance': [{}],"
                    " 'provinces': [{'name': 'b', 'districts': ['y', 'x']},"
                    " {'name': 'a', 'aliases': ['A.', 'a b', 'AB'], 'districts': ['เมือง a', 'x']}]}",
                    &p, &error) == XT_OK,
        "%s", error.text);
    ck_assert_uint_eq(xt_places_count(p), 2);
    xt_assert_str(xt_places_province_name(p, 0), "b");
    xt_assert_str(xt_places_province_name(p, 1), "a");
    ck_assert_uint_eq(xt_places_district_count(p, 1), 2);
    xt_assert_str(xt_places_district_name(p, 0, 1), "x");
    size_t found = 0, out[2];
    ck_assert(xt_places_find_province(p, xt_str_of("A-B"), &found));
    ck_assert_uint_eq(found, 1);
    ck_assert(xt_places_find_district(p, 0, xt_str_of("เขต X"), &found));
    ck_assert_uint_eq(found, 1);
    ck_assert(xt_places_find_district(p, 1, xt_str_of("อ.เมือง"), &found));
    ck_assert_uint_eq(found, 0);
    ck_assert_uint_eq(xt_places_provinces_of(p, xt_str_of("x"), out, 2), 2);
    ck_assert_uint_eq(out[0], 0);
    ck_assert_uint_eq(out[1], 1);
    xt_templates_close(set);
}
END_TEST

/* In a folder it is found by its name, there alone, and is no template. */
START_TEST(is_read_with_its_folder)
{
    static const char FORM[] =
        "{\"title\": \"T\", \"xlstools:provenance\": [], \"xlstools:id\": \"a\", \"fields\": "
        "[{\"name\": \"item\", \"title\": \"x\", \"type\": \"string\", \"xlstools:kind\": "
        "\"free-text\"}]}";
    static const char PLACES[] = "{\"provinces\": [{\"name\": \"a\", \"districts\": [\"b\"]}]}";
    temp t = temp_make();
    xt_templates *set = NULL;
    temp_write(&t, "places.json", xt_str_of(PLACES));
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_NO_TEMPLATE);
    temp_write(&t, "a.json", xt_str_of(FORM));
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    ck_assert_uint_eq(xt_templates_count(set), 1);
    ck_assert_uint_eq(xt_places_count(set->places), 1);
    xt_templates_close(set);
    /* one level down the name means nothing */
    temp_folder(&t, "2567");
    temp_write(&t, "2567/places.json", xt_str_of(PLACES));
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_TEMPLATE_INVALID);
    temp_end(&t);

    t = temp_make();
    temp_write(&t, "a.json", xt_str_of(FORM));
    ck_assert_int_eq(xt_templates_open(&set, t.path, NULL), XT_OK);
    ck_assert_ptr_null(set->places);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

static const struct {
    const char *text;
    xt_sentence sentence;
    const char *says;
    int line, column;
} REFUSED[] = {
    {"[]", XT_SAY_TEMPLATE_TYPE, "{\nan object { }", 1, 1},
    {"{'name': 'places'}", XT_SAY_TEMPLATE_MISSING, "provinces", 1, 1},
    {"{\n 'provinces': {}}", XT_SAY_TEMPLATE_TYPE, "provinces\na list of objects [ ]", 2, 2},
    {"{\n 'provinces': []}", XT_SAY_TEMPLATE_TYPE, "provinces\n1 ...", 2, 2},
    {"{'provinces': [\n 'a']}", XT_SAY_TEMPLATE_TYPE, "provinces\na list of objects [ ]", 1, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b']}],\n 'province': 1}", XT_SAY_TEMPLATE_KEY_NEAR,
     "province\nprovinces", 2, 2},
    {"{'provinces': [\n {'districts': ['b']}]}", XT_SAY_TEMPLATE_MISSING, "name", 2, 2},
    {"{'provinces': [\n {'name': 'a'}]}", XT_SAY_TEMPLATE_MISSING, "districts", 2, 2},
    {"{'provinces': [{'name': 'a',\n 'district': ['b']}]}", XT_SAY_TEMPLATE_KEY_NEAR, "district\ndistricts",
     2, 2},
    {"{'provinces': [{'name': 'a',\n 'districts': []}]}", XT_SAY_TEMPLATE_TYPE, "districts\n1 ...", 2, 2},
    {"{'provinces': [{'name': 'a',\n 'districts': ['b', 1]}]}", XT_SAY_TEMPLATE_TYPE,
     "districts\na list of texts [ ]", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b'],\n 'aliases': 'c'}]}", XT_SAY_TEMPLATE_TYPE,
     "aliases\na list of texts [ ]", 2, 2},
    /* names that say nothing */
    {"{'provinces': [{'districts': ['b'],\n 'name': ''}]}", XT_SAY_TEMPLATE_VALUE, "name\n", 2, 2},
    {"{'provinces': [{'districts': ['b'],\n 'name': ' . '}]}", XT_SAY_TEMPLATE_VALUE, "name\n . ", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b',\n '']}]}", XT_SAY_TEMPLATE_VALUE, "districts\n", 2, 2},
    {"{'provinces': [{'name': 'a', 'aliases': ['c',\n '-'], 'districts': ['b']}]}", XT_SAY_TEMPLATE_VALUE,
     "aliases\n-", 2, 2},
    /* and such as would never be found */
    {"{'provinces': [{'districts': ['b'],\n 'name': 'จังหวัดเลย'}]}", XT_SAY_TEMPLATE_VALUE, "name\nจังหวัดเลย",
     2, 2},
    {"{'provinces': [{'name': 'a', 'aliases': ['c',\n 'จ.เลย'], 'districts': ['b']}]}", XT_SAY_TEMPLATE_VALUE,
     "aliases\nจ.เลย", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b',\n 'อำเภอวังสะพุง']}]}", XT_SAY_TEMPLATE_VALUE,
     "districts\nอำเภอวังสะพุง", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b',\n 'เขตบางรัก']}]}", XT_SAY_TEMPLATE_VALUE,
     "districts\nเขตบางรัก", 2, 2},
    /* twice */
    {"{'provinces': [{'name': 'z', 'districts': ['b']}, {'name': 'a', 'districts': ['b']},\n"
     " {'name': 'z', 'districts': ['c']}]}",
     XT_SAY_TEMPLATE_TWICE, "z", 2, 2},
    {"{'provinces': [{'name': 'a b', 'districts': ['b']},\n {'name': 'ab', 'districts': ['c']}]}",
     XT_SAY_TEMPLATE_TWICE, "ab", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['b']},\n {'name': 'z', 'aliases': ['y', 'A'], 'districts': "
     "['c']}]}",
     XT_SAY_TEMPLATE_TWICE, "a", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['z', 'b',\n 'z', 'c']}]}", XT_SAY_TEMPLATE_TWICE, "z", 2, 2},
    {"{'provinces': [{'name': 'a', 'districts': ['z-1', 'b',\n 'Z 1', 'c']}]}", XT_SAY_TEMPLATE_TWICE, "Z 1",
     2, 2},
    {"{'provinces': [{'name': 'a',\n 'name': 'b', 'districts': ['b']}]}", XT_SAY_TEMPLATE_JSON, NULL, 2, 7},
};

START_TEST(refuses)
{
    xt_templates *set = empty_forms();
    xt_places *p = NULL;
    xt_error error;
    ck_assert_int_eq(read_places(set, REFUSED[_i].text, &p, &error), XT_TEMPLATE_INVALID);
    ck_assert_ptr_null(p);
    ck_assert_msg(error.sentence == (int)REFUSED[_i].sentence, "%d: %s", error.sentence, error.text);
    ck_assert_str_eq(error.place, "places.json");
    if (REFUSED[_i].says)
        ck_assert_str_eq(error.text, REFUSED[_i].says);
    ck_assert_int_eq(error.line, REFUSED[_i].line);
    ck_assert_int_eq(error.column, REFUSED[_i].column);
    xt_templates_close(set);
}
END_TEST

/* A name may be as long as a lookup takes, and no longer. */
START_TEST(refuses_long_names)
{
    for (size_t size = 255; size <= 257; size++) {
        xt_templates *set = empty_forms();
        xt_bytes text = xt_bytes_make(10000);
        xt_bytes_puts(&text, "{'provinces': [{'districts': ['b'], 'name': '");
        size_t start = text.size;
        for (size_t i = 0; i < size; i++)
            xt_bytes_putc(&text, 'a');
        xt_bytes name = xt_bytes_make(1000);
        xt_bytes_add(&name, xt_str_from(xt_bytes_str(&text), start));
        xt_bytes_puts(&text, "'}]}");
        xt_places *p = NULL;
        xt_error error;
        xt_status status = read_places(set, xt_bytes_cstr(&text), &p, &error);
        ck_assert_int_eq(status, size <= 256 ? XT_OK : XT_TEMPLATE_INVALID);
        size_t found = 1;
        if (!status)
            ck_assert(xt_places_find_province(p, xt_bytes_str(&name), &found));
        xt_bytes_free(&name);
        xt_bytes_free(&text);
        xt_templates_close(set);
    }
}
END_TEST

START_TEST(names_the_wrong_file)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "places.json", XT_LITERAL("{\n  \"provinces\": [{\"nmae\": \"a\"}]}"));
    xt_templates *set = NULL;
    xt_error error;
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_KEY_NEAR);
    ck_assert_str_eq(error.place, temp_path(&t, "places.json", path));
    ck_assert_int_eq(error.line, 2);
    ck_assert_int_eq(error.column, 18);
    temp_write(&t, "places.json", XT_LITERAL("{\n  \"provinces\": }"));
    ck_assert_int_eq(xt_templates_open(&set, t.path, &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_JSON);
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("places");
    TCase *cases = tcase_create("places");
    tcase_add_test(cases, ships_every_province);
    tcase_add_test(cases, ships_seats);
    tcase_add_test(cases, finds_every_name);
    tcase_add_loop_test(cases, finds_provinces, 0, XT_ENTRIES(PROVINCES));
    tcase_add_loop_test(cases, finds_districts, 0, XT_ENTRIES(DISTRICTS));
    tcase_add_test(cases, finds_no_district_of_no_province);
    tcase_add_test(cases, takes_texts_of_any_length);
    tcase_add_loop_test(cases, finds_the_provinces_of, 0, XT_ENTRIES(PROVINCES_OF));
    tcase_add_loop_test(cases, finds_what_is_near, 0, XT_ENTRIES(NEAR));
    tcase_add_test(cases, reads_a_table);
    tcase_add_test(cases, is_read_with_its_folder);
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(REFUSED));
    tcase_add_test(cases, refuses_long_names);
    tcase_add_test(cases, names_the_wrong_file);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
