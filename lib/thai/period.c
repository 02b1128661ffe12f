/* SPDX-License-Identifier: MIT */
#include "thai/period.h"

#include "thai/blank.h"
#include "thai/digits.h"
#include "thai/take.h"

enum {
    PERIOD_TEXT_SIZE = 256, /* the longest text */
    LAST_DAY_NUMBER = 31,   /* a number above it may be a year, and no day and no month */
    LEAP_YEAR = 2024,       /* has every day that any year has */
    QUARTER_MONTHS = 3,
};

/* Words before a period, at most one of each and in this order. */
static const struct {
    const char *word;
    unsigned flags; /* unless an end is written */
} openings[] = {
    {"ใน", 0},
    {"ช่วง", 0},
    {"ระหว่าง", 0},
    {"เริ่มต้น", XT_PERIOD_OPEN},
    {"เริ่ม", XT_PERIOD_OPEN},
    {"ตั้งแต่", XT_PERIOD_OPEN},
    {"จาก", XT_PERIOD_OPEN},
    {"ประจำ", 0},
};

/* Lists end with NULL. What another word begins with stands behind it. */
static const char *const dashes[] = {"-",      "–",      "—",      "~",  "\u2010", "\u2011",
                                     "\u2012", "\u2015", "\u2212", "～", NULL};
static const char *const ends[] = {"จนถึง", "ถึง", "สิ้นสุด", NULL};
static const char *const budgets[] = {"งบประมาณ", "งบฯ", "งบ.", NULL};
static const char *const quarters[] = {"ไตรมาสที่", "ไตรมาส", "q", NULL};
static const char *const lengths[] = {"ระยะเวลา", "จำนวน", NULL};
static const char *const workdays[] = {"ทำการ", "ท\u0E4D\u0E32การ", NULL};

/* Takes the first of the words that stands there, and the blanks behind it. */
static bool take_any(xt_cursor *c, const char *const *words)
{
    for (; *words; words++) {
        if (xt_take(c, *words)) {
            xt_take_blanks(c);
            return true;
        }
    }
    return false;
}

static bool take_word(xt_cursor *c, const char *word)
{
    const char *const words[] = {word, NULL};
    return take_any(c, words);
}

static unsigned take_openings(xt_cursor *c)
{
    unsigned flags = 0;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (take_word(c, openings[i].word))
            flags |= openings[i].flags;
    return flags;
}

/* What stands between the start and the end: a dash, a word or both. */
static bool take_until(xt_cursor *c)
{
    xt_cursor next = *c;
    xt_take_blanks(&next);
    bool dash = take_any(&next, dashes);
    if (!take_any(&next, ends) && !dash)
        return false;
    *c = next;
    return true;
}

/* "ปี", "ปีงบประมาณ"; *fiscal is set for the second and stays else. */
static bool take_year_word(xt_cursor *c, bool *fiscal)
{
    if (!take_word(c, "ปี"))
        return false;
    if (take_any(c, budgets))
        *fiscal = true;
    return true;
}

/* A year of two digits that may as well be a day or a month. */
static bool is_doubtful(int year, unsigned flags)
{
    return (flags & XT_DATE_SHORT_YEAR) && year + XT_BE_OFFSET - 2500 <= LAST_DAY_NUMBER;
}

/* One side of a range. */
typedef struct side {
    int year;     /* CE; 0: not written */
    int month;    /* 0: not written */
    int months;   /* 1, or those of a quarter, of which `month` is the first */
    int day;      /* 0: not written */
    bool numeric; /* day and month in numbers and no year: a date only beside another */
} side;

/* The calendar year of a month of a fiscal year, both CE. */
static int calendar_year(int fiscal, int month)
{
    return fiscal - (month >= 10);
}

/* The year behind a month or a quarter, where one stands. */
static void take_year_behind(xt_cursor *c, side *s, unsigned *flags)
{
    bool fiscal = s->months == QUARTER_MONTHS;
    unsigned found = 0;
    xt_cursor next = *c;
    char separator = xt_take_separator(&next);
    if (separator == '-' && fiscal)
        return;
    if (separator == 0) {
        take_word(&next, "ของ");
        take_year_word(&next, &fiscal);
    }
    int year = xt_take_year(&next, &found);
    if (year == 0 || (separator == '-' && is_doubtful(year, found)))
        return;
    s->year = fiscal ? calendar_year(year, s->month) : year;
    *flags |= found;
    *c = next;
}

/* "2/2567", the word before it taken */
static bool read_quarter(xt_cursor *c, side *s, unsigned *flags)
{
    xt_digits number = xt_take_digits(c);
    if (number.count != 1 || number.value < 1 || number.value > 4)
        return false;
    s->months = QUARTER_MONTHS;
    s->month = (number.value + 2) % 4 * QUARTER_MONTHS + 1;
    take_year_behind(c, s, flags);
    return true;
}

static bool set_month(side *s, xt_digits month)
{
    s->month = month.value;
    return xt_digits_short(month) && month.value >= 1 && month.value <= 12;
}

static bool set_day(side *s, xt_digits day)
{
    s->day = day.value;
    return xt_digits_short(day) && day.value >= 1;
}

static bool set_year(side *s, xt_digits year, unsigned *flags)
{
    s->year = xt_year_of_digits(year, flags);
    return s->year != 0;
}

/* "12/2567", "12/67", "2567/12"; "31/12" */
static bool read_two_numbers(side *s, xt_digits first, xt_digits second, unsigned *flags)
{
    if (first.count == 4)
        return set_year(s, first, flags) && set_month(s, second);
    if (second.count == 4 || second.value > LAST_DAY_NUMBER)
        return set_month(s, first) && set_year(s, second, flags);
    s->numeric = true;
    return set_day(s, first) && set_month(s, second);
}

/* "1 ต.ค. 2566", "1 ต.ค.", "1" */
static bool read_day(xt_cursor *c, side *s, unsigned *flags)
{
    if (!set_day(s, xt_take_digits(c)))
        return false;
    xt_cursor next = *c;
    xt_take_separator(&next);
    take_word(&next, "เดือน");
    s->month = xt_take_month(&next);
    if (s->month != 0) {
        *c = next;
        take_year_behind(c, s, flags);
    }
    return true;
}

/* A side that begins with a digit. */
static bool read_numbers(xt_cursor *c, side *s, unsigned *flags)
{
    xt_cursor next = *c;
    xt_numbers taken = xt_take_numbers(&next);
    const xt_digits *n = taken.number;
    if (taken.count < 2 || (taken.count == 2 && taken.separator == '-'))
        return read_day(c, s, flags);
    *c = next;
    if (taken.count == 2)
        return read_two_numbers(s, n[0], n[1], flags);
    bool iso = n[0].count == 4;
    return set_day(s, n[iso ? 2 : 0]) && set_month(s, n[1]) && set_year(s, n[iso ? 0 : 2], flags);
}

static bool at_digit(const xt_cursor *c)
{
    return c->at < c->text.size && c->text.data[c->at] >= '0' && c->text.data[c->at] <= '9';
}

/* "เดือนธันวาคม 2566", "1 ธ.ค. 2566", "ไตรมาสที่ 2" */
static bool read_side(xt_cursor *c, side *s, unsigned *flags)
{
    if (take_any(c, quarters))
        return read_quarter(c, s, flags);
    take_word(c, "วันที่");
    bool month_only = take_word(c, "เดือน");
    if (at_digit(c))
        return read_numbers(c, s, flags) && !(month_only && s->day);
    s->month = xt_take_month(c);
    if (s->month != 0)
        take_year_behind(c, s, flags);
    return s->month != 0;
}

/* The end, whose "ไตรมาส" need not be said again. */
static bool read_end(xt_cursor *c, const side *start, side *s, unsigned *flags)
{
    if (start->months == QUARTER_MONTHS && at_digit(c))
        return read_quarter(c, s, flags);
    return read_side(c, s, flags) && s->months == start->months;
}

static bool is_valid(const side *s)
{
    return xt_civil_valid(s->year, s->month, s->day ? s->day : 1);
}

static xt_day first_day(const side *s)
{
    return xt_day_of((xt_civil){s->year, s->month, s->day ? s->day : 1});
}

static xt_day last_day(const side *s)
{
    if (s->day)
        return first_day(s);
    int month = s->month + s->months;
    return xt_day_of((xt_civil){s->year + (month > 12), month > 12 ? month - 12 : month, 1}) - 1;
}

static void set_range(xt_thai_period *period, xt_day first, xt_day last)
{
    period->shape = XT_PERIOD_RANGE;
    period->first = first;
    period->last = last;
    if (last < first)
        period->flags |= XT_PERIOD_REVERSED;
}

/* Gives each side the year that it has not. */
static void settle_years(side *start, side *end, int fiscal_year, xt_thai_period *period)
{
    int turn = start->month > end->month; /* of the year, on the way */
    if (start->year == 0 && end->year == 0) {
        if (fiscal_year == 0) {
            period->shape = XT_PERIOD_SEASON;
            start->year = end->year = LEAP_YEAR;
            return;
        }
        period->flags |= XT_PERIOD_GUESSED_YEAR;
        start->year = calendar_year(fiscal_year - XT_BE_OFFSET, start->month);
    }
    if (start->year == 0)
        start->year = end->year - turn;
    if (end->year == 0)
        end->year = start->year + turn;
}

/* Whether the other side makes a date of day and month in numbers. */
static bool completes(const side *other, const side *s)
{
    return !s->numeric || (other->year != 0 && other->day != 0);
}

static bool settle(side start, side end, int fiscal_year, xt_thai_period *period)
{
    if (!completes(&end, &start) || !completes(&start, &end))
        return false;
    if (start.month == 0) { /* "1 - 15 มี.ค. 2567" */
        if (end.day == 0)
            return false;
        start.month = end.month;
        start.year = end.year;
    }
    period->precision = start.day || end.day ? XT_DATE_DAY : XT_DATE_MONTH;
    settle_years(&start, &end, fiscal_year, period);
    if (!is_valid(&start) || !is_valid(&end))
        return false;
    if (period->shape == XT_PERIOD_RANGE)
        set_range(period, first_day(&start), last_day(&end));
    return true;
}

/* Days, months and quarters. */
static bool read_range(xt_cursor *c, int fiscal_year, xt_thai_period *period)
{
    side start = {.months = 1}, end = {.months = 1};
    unsigned open = take_openings(c);
    if (!read_side(c, &start, &period->flags))
        return false;
    if (!take_until(c)) {
        period->flags |= open;
        end = start;
    } else if (!read_end(c, &start, &end, &period->flags)) {
        return false;
    }
    return settle(start, end, fiscal_year, period);
}

/* "ตลอดทั้งปี", "ตลอดปีงบประมาณ": the whole of a year that is not written */
static bool read_whole_year(int fiscal_year, xt_thai_period *period)
{
    period->precision = XT_DATE_YEAR;
    period->shape = XT_PERIOD_SEASON;
    if (fiscal_year == 0)
        return true;
    period->flags |= XT_PERIOD_GUESSED_YEAR;
    set_range(period, xt_fiscal_first(fiscal_year), xt_fiscal_last(fiscal_year));
    return true;
}

/* The year at the end of years. */
static int read_last_year(xt_cursor *c, unsigned *flags)
{
    bool fiscal = false;
    unsigned found = 0;
    take_year_word(c, &fiscal);
    int year = xt_take_year(c, &found);
    *flags |= found;
    return is_doubtful(year, found) ? 0 : year;
}

/* "ปีงบประมาณ พ.ศ. 2567", "2566-2570" */
static bool read_years(xt_cursor *c, int fiscal_year, xt_thai_period *period)
{
    bool fiscal = false;
    unsigned open = take_openings(c);
    bool whole = take_word(c, "ตลอด");
    whole = take_word(c, "ทั้ง") || whole;
    bool named = take_year_word(c, &fiscal);
    if (whole && !named)
        return false;
    if (whole && c->at == c->text.size)
        return read_whole_year(fiscal_year, period);
    bool bare = !named && at_digit(c);
    int first = xt_take_year(c, &period->flags), last = first;
    if (bare && (period->flags & XT_DATE_SHORT_YEAR))
        return false;
    if (take_until(c))
        last = read_last_year(c, &period->flags);
    else
        period->flags |= open;
    if (first == 0 || last == 0)
        return false;
    period->precision = XT_DATE_YEAR;
    set_range(period, xt_fiscal_first(first + XT_BE_OFFSET), xt_fiscal_last(last + XT_BE_OFFSET));
    return true;
}

/* "90 วัน", "1 ปี 6 เดือน" */
static bool read_duration(xt_cursor *c, int fiscal_year, xt_thai_period *period)
{
    static const struct {
        const char *name;
        size_t digits; /* at most */
        int months, days;
        xt_date_precision precision;
    } units[] = {
        {"ปี", 2, 12, 0, XT_DATE_YEAR},
        {"เดือน", 3, 1, 0, XT_DATE_MONTH},
        {"สัปดาห์", 3, 0, 7, XT_DATE_DAY},
        {"วัน", 4, 0, 1, XT_DATE_DAY},
    };
    bool workable = false;
    (void)fiscal_year;
    take_any(c, lengths);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        xt_cursor next = *c;
        xt_digits number = xt_take_digits(&next);
        xt_take_blanks(&next);
        workable = number.count >= 1 && number.count <= units[i].digits && take_word(&next, units[i].name);
        if (!workable)
            continue;
        period->months += number.value * units[i].months;
        period->days += number.value * units[i].days;
        period->precision = units[i].precision;
        *c = next;
    }
    if (workable && take_any(c, workdays))
        period->flags |= XT_PERIOD_WORKDAYS;
    period->shape = XT_PERIOD_DURATION;
    return period->months != 0 || period->days != 0;
}

bool xt_thai_period_parse(xt_str text, int fiscal_year, xt_thai_period *out)
{
    static bool (*const readers[])(xt_cursor *, int, xt_thai_period *) = {
        read_duration,
        read_years,
        read_range,
    };
    char ascii[PERIOD_TEXT_SIZE + 1];
    text = xt_blank_trim(text);
    if (text.size > PERIOD_TEXT_SIZE)
        return false;
    xt_str plain = {ascii, xt_thai_to_ascii(text, ascii, sizeof ascii)};
    if (fiscal_year < 2400 || fiscal_year > 2700)
        fiscal_year = 0;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        xt_thai_period period = {.shape = XT_PERIOD_RANGE};
        xt_cursor c = {.text = plain};
        if (!readers[i](&c, fiscal_year, &period) || c.at != plain.size)
            continue;
        if (plain.size < text.size)
            period.flags |= XT_DATE_THAI_DIGITS;
        *out = period;
        return true;
    }
    return false;
}
