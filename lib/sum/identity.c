/* SPDX-License-Identifier: MIT */
#include "sum/identity.h"

#include "base/utf8.h"
#include "thai/digits.h"
#include "thai/text.h"

#define WORDS(list) (list), sizeof(list) / sizeof *(list)

/* The first of the words that the text begins with (or ends with); 0: none. */
static size_t word_at(xt_str text, const char *const *words, size_t count, bool at_end)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(words[i]);
        if (size <= text.size &&
            memcmp(at_end ? text.data + text.size - size : text.data, words[i], size) == 0)
            return size;
    }
    return 0;
}

/* ---------------------------------------------------------------- the contract's number */

/* What may stand before a number and is no part of it. */
static const char *const BEFORE[] = {"สัญญา", "เลขที่", "เลข", "ใบสั่ง", "บันทึก", "ข้อตกลง", "ตกลง",
                                     "ที่",    " ",    ".",   ":",    "(",    "-"};

/* What begins the date behind a number. */
static const char *const BEHIND[] = {"ลว", "ลงวันที่", "วันที่", "\n"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t letter_of(xt_str text)
{
    for (size_t skipped = 1; skipped; text = xt_str_from(text, skipped))
        skipped = word_at(text, WORDS(BEFORE), false);
    size_t at = 0;
    if (!text.size || is_digit(*text.data))
        return 0;
    uint32_t letter = xt_utf8_next(text, &at);
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
}

/* The group of digits from `at` on, without zeros before it; behind another group a year is its last two
 * digits. */
static xt_str next_group(xt_str text, size_t *at, bool first)
{
    size_t from = *at;
    while (*at < text.size && is_digit(text.data[*at]))
        ++*at;
    while (from + 1 < *at && text.data[from] == '0')
        from++;
    xt_str group = {text.data + from, *at - from};
    bool year =
        !first && group.size == 4 && group.data[0] == '2' && group.data[1] >= '4' && group.data[1] <= '6';
    return year ? xt_str_from(group, 2) : group;
}

xt_contract_no xt_contract_no_of(xt_str text)
{
    char ascii[256];
    xt_str plain = {ascii, xt_thai_to_ascii(text, ascii, sizeof ascii)};
    xt_contract_no no = {0};
    uint64_t hash = 0;
    bool any = false;
    for (size_t at = 0; at < plain.size;) {
        if (!is_digit(plain.data[at])) {
            if (hash && word_at(xt_str_from(plain, at), WORDS(BEHIND), false))
                break;
            at++;
            continue;
        }
        xt_str group = next_group(plain, &at, hash == 0);
        any = any || group.size > 1 || *group.data != '0';
        hash = xt_str_hash(group, hash + 1) | 1;
    }
    if (any)
        no = (xt_contract_no){hash, letter_of(plain)};
    return no;
}

bool xt_contract_no_differs(xt_contract_no a, xt_contract_no b)
{
    bool series = a.letter && b.letter && a.letter != b.letter;
    return a.digits && b.digits && (a.digits != b.digits || series);
}

/* ---------------------------------------------------------------- the vendor */

xt_status xt_vendor_core(xt_str name, xt_bytes *scratch, uint64_t *core)
{
    /* folded: without dots and blanks */
    static const char *const TITLES[] = {"บริษัท", "บจก",  "บมจ", "ห้างหุ้นส่วนสามัญ", "ห้างหุ้นส่วน", "หจก",
                                         "หสน",  "จำกัด", "ร้าน", "นางสาว",       "นาย",      "นาง"};
    static const char *const ENDS[] = {"จำกัด", "มหาชน"};
    *core = 0;
    xt_bytes_clear(scratch);
    if (xt_text_fold(name, scratch))
        return XT_OUT_OF_MEMORY;
    xt_str rest = xt_bytes_str(scratch);
    for (size_t size = 1; size; rest = xt_str_from(rest, size))
        size = word_at(rest, WORDS(TITLES), false);
    for (size_t size = 1; size; rest.size -= size)
        size = word_at(rest, WORDS(ENDS), true);
    if (scratch->size)
        *core = xt_str_hash(rest.size ? rest : xt_bytes_str(scratch), 4) | 1;
    return XT_OK;
}

/* ---------------------------------------------------------------- the item */

/* The digits of the text, one behind the other. */
static size_t digits_of(xt_str text, char *out, size_t room)
{
    size_t size = 0;
    for (size_t i = 0; i < text.size && size < room; i++)
        if (is_digit(text.data[i]))
            out[size++] = text.data[i];
    return size;
}

bool xt_item_differs(xt_str a, xt_str b)
{
    enum { ROOM = 1024 };
    const double unlike = 0.3;
    char left[ROOM], right[ROOM], first[ROOM], second[ROOM];
    if (!a.size || !b.size || xt_str_equal(a, b))
        return false;
    a.size = xt_utf8_cut(a, ROOM);
    b.size = xt_utf8_cut(b, ROOM);
    a = (xt_str){left, xt_thai_to_ascii(a, left, sizeof left)};
    b = (xt_str){right, xt_thai_to_ascii(b, right, sizeof right)};
    xt_str numbers = {first, digits_of(a, first, sizeof first)};
    xt_str others = {second, digits_of(b, second, sizeof second)};
    return xt_text_similarity(a, b) < unlike ||
           (numbers.size && others.size && !xt_str_equal(numbers, others));
}
