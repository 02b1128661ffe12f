/* SPDX-License-Identifier: MIT */
#include "read/styles.h"

#include "base/error.h"
#include "base/hashset.h"
#include "base/number.h"
#include "base/utf8.h"
#include "read/xml.h"

enum { E_SHEET = 1, E_FORMATS, E_FORMAT, E_CELL_FORMATS, E_CELL_FORMAT };

static const xt_xml_rule GRAMMAR[] = {
    {XT_XML_ROOT, "styleSheet", E_SHEET},  {E_SHEET, "numFmts", E_FORMATS},
    {E_FORMATS, "numFmt", E_FORMAT},       {E_SHEET, "cellXfs", E_CELL_FORMATS},
    {E_CELL_FORMATS, "xf", E_CELL_FORMAT}, {0, NULL, 0},
};

typedef struct reader {
    xt_styles *styles;
    const xt_limits *limits;
    xt_hashset codes; /* id of a custom format -> 1 where it is a date */
} reader;

bool xt_format_id_is_date(uint32_t id)
{
    static const struct {
        uint32_t first, last;
    } DATES[] = {{14, 22}, {27, 36}, {45, 47}, {50, 58}, {71, 81}};
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++)
        if (id >= DATES[i].first && id <= DATES[i].last)
            return true;
    return false;
}

/* 34, 35, 55 and 56 are times in some languages and days in others; they are left as days. */
bool xt_format_id_is_time(uint32_t id)
{
    return (id >= 18 && id <= 21) || id == 32 || id == 33 || (id >= 45 && id <= 47) || id == 75 || id == 76 ||
           (id >= 78 && id <= 80);
}

/* [h], [mm] and [ss] count elapsed time; other brackets hold colours, conditions and locales. */
static bool is_elapsed(xt_str inside)
{
    if (inside.size == 0)
        return false;
    for (size_t i = 0; i < inside.size; i++) {
        char c = (char)(inside.data[i] | 0x20);
        if ((c != 'h' && c != 'm' && c != 's') || c != (inside.data[0] | 0x20))
            return false;
    }
    return true;
}

/* Moves behind the character at `at`, and behind its whole sequence of bytes. */
static size_t behind(xt_str code, size_t at)
{
    if (at < code.size)
        xt_utf8_next(code, &at);
    return at;
}

/* Parts of a date; "m" alone may be the month or the minute. */
enum { PART_DAY = 1, PART_TIME = 2, PART_MONTH_OR_MINUTE = 4 };

static unsigned part_of(char letter)
{
    return strchr("dDyYbB", letter) ? PART_DAY : strchr("hHsS", letter) ? PART_TIME : PART_MONTH_OR_MINUTE;
}

/* The parts that the first section of a format code asks for. */
static unsigned parts_of(xt_str code)
{
    unsigned parts = 0;
    bool digits = false, thai_letter = false;
    for (size_t at = 0; at < code.size;) {
        char c = code.data[at];
        if (c == ';')
            break;
        if (c == '"') {
            const char *close = memchr(code.data + at + 1, '"', code.size - at - 1);
            at = close ? (size_t)(close - code.data) + 1 : code.size;
        } else if (c == '\\' || c == '_' || c == '*') {
            at = behind(code, at + 1);
        } else if (c == '[') {
            const char *close = memchr(code.data + at, ']', code.size - at);
            size_t end = close ? (size_t)(close - code.data) : code.size;
            if (is_elapsed((xt_str){code.data + at + 1, end - at - 1}))
                parts |= PART_TIME;
            at = end + 1;
        } else {
            /* "General" in any case holds letters of dates, and shows a number. */
            xt_str rest = xt_str_from(code, at);
            if (rest.size >= 7 && xt_str_equal_nocase((xt_str){rest.data, 7}, XT_LITERAL("general"))) {
                at += 7;
                digits = true;
                continue;
            }
            if (strchr("dDmMyYhHsSbB", c) && c)
                parts |= part_of(c);
            if ((c == 'e' || c == 'E') && !digits)
                parts |= PART_DAY; /* the year of an era; behind digits it is an exponent */
            digits = digits || c == '0' || c == '#' || c == '?';
            /* Thai Excel writes the letters of day, month and year: ว ด ป (18.8.30, formats 71 to 81). */
            size_t from = at;
            at = behind(code, at);
            xt_str letter = {code.data + from, at - from};
            thai_letter = thai_letter || xt_str_equal(letter, XT_LITERAL("ว")) ||
                          xt_str_equal(letter, XT_LITERAL("ด")) || xt_str_equal(letter, XT_LITERAL("ป"));
        }
    }
    return parts ? parts : thai_letter && !digits ? PART_DAY : 0;
}

bool xt_format_code_is_date(xt_str code)
{
    return parts_of(code) != 0;
}

bool xt_format_code_is_time(xt_str code)
{
    unsigned parts = parts_of(code);
    return (parts & PART_TIME) && !(parts & PART_DAY);
}

static xt_status add_format(reader *r, const char **attributes, xt_error *error)
{
    const char *id = xt_xml_attribute(attributes, "numFmtId");
    const char *code = xt_xml_attribute(attributes, "formatCode");
    uint64_t number = 0;
    if (!id || !code || !xt_uint_parse(xt_str_of(id), UINT32_MAX, &number))
        return XT_OK;
    uint32_t found = 0;
    bool added = false;
    if (xt_hashset_add(&r->codes, number, xt_format_code_is_date(xt_str_of(code)), &found, &added))
        return xt_fail_memory(error);
    return XT_OK;
}

static xt_status add_cell_format(reader *r, const char **attributes, xt_error *error)
{
    uint64_t most = r->limits->cell_formats;
    if (most && r->styles->is_date.size >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_FORMATS, (xt_str){0}, r->styles->is_date.size + 1, most);
    const char *id = xt_xml_attribute(attributes, "numFmtId");
    uint64_t number = 0;
    if (id && !xt_uint_parse(xt_str_of(id), UINT32_MAX, &number))
        number = 0;
    /* A format of the file's own overrules the built-in one of its number. */
    uint32_t custom = 0;
    bool is_date =
        xt_hashset_get(&r->codes, number, &custom) ? custom != 0 : xt_format_id_is_date((uint32_t)number);
    if (xt_bytes_putc(&r->styles->is_date, (char)is_date))
        return xt_fail_memory(error);
    return XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    if (kind == E_FORMAT)
        return add_format(r, attributes, error);
    return kind == E_CELL_FORMAT ? add_cell_format(r, attributes, error) : XT_OK;
}

static const xt_xml_handler HANDLER = {.grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start};

xt_status xt_styles_read(xt_styles *styles, xt_zip *zip, size_t index, const xt_limits *limits, size_t chunk,
                         xt_error *error)
{
    styles->is_date = xt_bytes_make(SIZE_MAX / 2);
    reader r = {.styles = styles, .limits = limits};
    xt_status status = xt_xml_read(zip, index, &HANDLER, &r, limits, chunk, error);
    xt_hashset_free(&r.codes);
    if (status)
        xt_styles_free(styles);
    return status;
}

void xt_styles_free(xt_styles *styles)
{
    xt_bytes_free(&styles->is_date);
}
