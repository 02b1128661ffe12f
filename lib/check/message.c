/* SPDX-License-Identifier: MIT
 *
 * A finding put into words.
 */
#include "base/calendar.h"
#include "base/money.h"
#include "base/sink.h"
#include "base/utf8.h"
#include "check/rule.h"
#include "thai/date.h"

/* "2024-03-31" as people write it; any other text as it is. */
static void put_date(xt_str text, xt_lang lang, xt_sink *out)
{
    xt_day day = 0;
    double fraction = 0;
    char thai[XT_THAI_DATE_SIZE];
    if (lang == XT_LANG_TH && xt_iso_parse(text, &day, &fraction))
        xt_sink_put(out, xt_str_of(xt_thai_date_short(day, thai)));
    else
        xt_sink_put(out, text);
}

static void put_baht(xt_str text, xt_sink *out)
{
    xt_satang amount = 0;
    char grouped[XT_SATANG_SIZE];
    if (xt_satang_parse(text, &amount, NULL))
        xt_sink_put(out, xt_str_of(xt_satang_grouped(amount, grouped)));
    else
        xt_sink_put(out, text);
}

static xt_str field_of(const xt_finding *f, xt_str name)
{
    const struct {
        xt_str name, text;
    } fields[] = {
        {XT_LITERAL("value"), f->value},   {XT_LITERAL("expected"), f->expected},
        {XT_LITERAL("repair"), f->repair}, {XT_LITERAL("other"), f->other},
        {XT_LITERAL("limit"), f->limit},   {XT_LITERAL("label"), f->label},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (xt_str_equal(fields[i].name, name))
            return fields[i].text;
    return (xt_str){0};
}

/* A cell's text may be long; a sentence quotes its beginning. Line ends become blanks, and so does U+0000,
 * which would end the sentence. */
static void put_quoted(xt_str text, xt_sink *out)
{
    enum { LONGEST = 240 };
    size_t size = xt_utf8_cut(text, LONGEST);
    for (size_t from = 0, at = 0; from < size; from = at + 1) {
        for (at = from; at < size && !strchr("\n\r", text.data[at]); at++) /* finds '\0' too */
            ;
        xt_sink_put(out, (xt_str){text.data + from, at - from});
        if (at < size)
            xt_sink_put(out, XT_LITERAL(" "));
    }
    if (size < text.size)
        xt_sink_put(out, xt_str_of("…"));
}

static void put_placeholder(const void *finding, xt_str inside, xt_lang lang, xt_sink *out)
{
    const xt_finding *f = finding;
    const char *bar = memchr(inside.data, '|', inside.size);
    xt_str name = {inside.data, bar ? (size_t)(bar - inside.data) : inside.size};
    xt_str how = bar ? xt_str_from(inside, name.size + 1) : (xt_str){0};
    xt_str text = field_of(f, name);
    if (xt_str_equal(how, XT_LITERAL("date")))
        put_date(text, lang, out);
    else if (xt_str_equal(how, XT_LITERAL("baht")))
        put_baht(text, out);
    else
        put_quoted(text, out);
}

char *xt_finding_message(const xt_finding *finding, xt_lang lang, char *out, size_t size)
{
    if (size == 0)
        return out;
    xt_sink s = xt_sink_begin(out, size);
    xt_sink_sentence(&s, xt_rules[finding->rule].text[lang], lang, put_placeholder, finding);
    return out;
}

const char *xt_severity_name(xt_severity severity)
{
    static const char *const NAMES[XT_SEVERITY_COUNT] = {"note", "warning", "error"};
    return (unsigned)severity < XT_SEVERITY_COUNT ? NAMES[severity] : NAMES[XT_NOTE];
}

size_t xt_rule_count(void)
{
    return XT_CODE_COUNT;
}

xt_rule_info xt_rule_at(size_t index, xt_lang lang)
{
    const xt_rule *rule = &xt_rules[index < XT_CODE_COUNT ? index : 0];
    return (xt_rule_info){rule->code, rule->severity, rule->title[lang], rule->text[lang], rule->repair};
}
