/* SPDX-License-Identifier: MIT */
#include "sum/span.h"

#include "thai/date.h"

enum { MONTHS = 12, QUARTER_MONTHS = 3 };

static xt_day first_of(int month_count)
{
    return xt_day_of((xt_civil){month_count / MONTHS, month_count % MONTHS + 1, 1});
}

static int count_of(xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    return civil.year * MONTHS + civil.month - 1;
}

xt_span xt_span_month(xt_day day, int offset)
{
    int count = count_of(day) + offset;
    return (xt_span){first_of(count), first_of(count + 1) - 1};
}

int xt_span_months(xt_span span)
{
    return count_of(span.last) - count_of(span.first) + 1;
}

xt_span xt_span_year(int fiscal_year)
{
    return (xt_span){xt_fiscal_first(fiscal_year), xt_fiscal_last(fiscal_year)};
}

xt_span xt_span_quarter(int fiscal_year, int quarter)
{
    int count = count_of(xt_fiscal_first(fiscal_year)) + (quarter - 1) * QUARTER_MONTHS;
    return (xt_span){first_of(count), first_of(count + QUARTER_MONTHS) - 1};
}

xt_status xt_span_add_month(xt_bytes *out, xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    return xt_bytes_printf(out, "%s %d", xt_thai_month(civil.month), civil.year + XT_BE_OFFSET);
}

xt_status xt_span_add_title(xt_bytes *out, xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    return xt_bytes_printf(out, "%s พ.ศ. %d", xt_thai_month(civil.month), civil.year + XT_BE_OFFSET);
}

xt_status xt_span_add_quarter(xt_bytes *out, int fiscal_year, int quarter)
{
    xt_span span = xt_span_quarter(fiscal_year, quarter);
    xt_bytes_printf(out, "%d (เดือน ", quarter);
    xt_span_add_title(out, span.first);
    xt_bytes_puts(out, " ถึง เดือน ");
    xt_span_add_title(out, span.last);
    return xt_bytes_puts(out, ")");
}
