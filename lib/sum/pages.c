/* SPDX-License-Identifier: MIT */
#include "sum/pages.h"

#include "base/error.h"
#include "sum/extras.h"

#include <stdlib.h>

enum { SHEET, MONTH, QUARTER, NOTHING };

/* "name, position": the name ends at the first comma. */
static void cut_signer(char *text, const char **name, const char **post)
{
    char *comma = strchr(text, ',');
    *name = text;
    if (!comma)
        return;
    *comma = '\0';
    for (comma++; *comma == ' '; comma++)
        continue;
    *post = comma;
}

/* Who prepared the form and who approves it, in the order of the form's signatures. */
static bool take_signers(xt_page *page, const xt_summary_options *o)
{
    const char *given[] = {o->prepared_by, o->approved_by};
    size_t size = 0;
    for (size_t i = 0; i < 2; i++)
        size += given[i] ? strlen(given[i]) + 1 : 0;
    if (!size)
        return true;
    char *at = page->signers = malloc(size);
    for (size_t i = 0; at && i < 2; i++) {
        if (!given[i])
            continue;
        size_t length = strlen(given[i]) + 1;
        memcpy(at, given[i], length);
        cut_signer(at, &page->words.names[i], &page->words.posts[i]);
        at += length;
    }
    return page->signers != NULL;
}

/* The page's sheet is called like its month, or else as the form is; with a number where agencies share it.
 */
static xt_status name_sheet(xt_page *page, const xt_summary *s, size_t number)
{
    xt_bytes *name = &page->texts[SHEET];
    page->filling.number = number + 1;
    if (s->options.kind != XT_SUM_MONTHS)
        return XT_OK;
    xt_span_add_month(name, page->span.first);
    page->filling.sheet = xt_bytes_cstr(name);
    return name->fault;
}

/* Its name: where no contract counts, that of the only one that rows name. */
static const char *agency_of(const xt_page *page, const xt_summary *s)
{
    bool one = xt_ledger_agency_count(&s->ledger) == 1;
    if (page->agency == UINT32_MAX && !one)
        return "";
    return xt_ledger_agency(&s->ledger, one ? 0 : page->agency)->name;
}

/* Rows that do not count before they are put right: those that a date makes the page's, and those that may be
 * its own, for they have no date. */
static void count_waiting(const xt_page *page, const xt_summary *s, unsigned *here, unsigned *somewhere)
{
    *here = *somewhere = 0;
    for (size_t i = 0; i < xt_ledger_count(&s->ledger) && xt_summary_faults(s); i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, i);
        bool mine = page->agency == UINT32_MAX || c->agency == page->agency;
        if (!mine || !xt_fate_is_fault((xt_fate)c->fate))
            continue;
        *somewhere += c->date_state != XT_KNOWN;
        *here += c->date_state == XT_KNOWN && xt_span_holds(page->span, c->date);
    }
}

/* What a form without rows says, where some are waiting: not that there is nothing; or that there may be. */
static void say_nothing(xt_page *page, const xt_summary *s)
{
    unsigned here = 0, somewhere = 0;
    count_waiting(page, s, &here, &somewhere);
    if (here) {
        xt_bytes_printf(&page->texts[NOTHING],
                        "ยังไม่มีรายการที่นับได้ มี %u รายการที่ต้องแก้ไขก่อน ดูแผ่นงาน “" XT_SHEET_FAULTS "”",
                        here + somewhere);
        page->words.nothing = xt_bytes_cstr(&page->texts[NOTHING]);
    } else if (somewhere) {
        xt_bytes_printf(&page->texts[NOTHING],
                        "มี %u รายการที่ยังไม่ทราบวันที่ลงนาม อาจเป็นของช่วงเวลานี้ ดูแผ่นงาน “" XT_SHEET_FAULTS "”",
                        somewhere);
        page->words.nothing_note = xt_bytes_cstr(&page->texts[NOTHING]);
    }
}

static xt_status say(xt_page *page, const xt_summary *s)
{
    const xt_summary_options *o = &s->options;
    const char *agency = agency_of(page, s);
    page->words.agency = *agency ? agency : o->agency && *o->agency ? o->agency : NULL;
    page->words.has_as_of = o->kind == XT_SUM_PROGRESS && o->has_as_of;
    page->words.as_of = o->as_of;
    page->words.has_date = true;
    page->words.date = o->has_date ? o->date : page->span.last;
    if (o->kind == XT_SUM_MONTHS) {
        xt_span_add_title(&page->texts[MONTH], page->span.first);
        page->words.month = xt_bytes_cstr(&page->texts[MONTH]);
    }
    if (o->kind == XT_SUM_QUARTER) {
        xt_span_add_quarter(&page->texts[QUARTER], o->fiscal_year, o->quarter);
        page->words.quarter = xt_bytes_cstr(&page->texts[QUARTER]);
    }
    say_nothing(page, s);
    bool said = take_signers(page, o);
    for (size_t i = 0; i < sizeof page->texts / sizeof *page->texts; i++)
        said = said && !page->texts[i].fault;
    page->filling.words = &page->words;
    return said ? XT_OK : XT_OUT_OF_MEMORY;
}

static xt_status fill(xt_page *page, const xt_summary *s, xt_error *error)
{
    const xt_summary_options *o = &s->options;
    if (xt_select_list(&s->ledger, page->agency, &page->span, &page->contracts))
        return xt_fail_memory(error);
    uint32_t *contracts = (uint32_t *)(void *)page->contracts.data;
    size_t count = page->contracts.size / sizeof *contracts;
    xt_status status = xt_contract_feed_largest(&s->ledger, s->form, contracts, &count, error);
    page->feed = (xt_contract_feed){.ledger = &s->ledger,
                                    .form = s->form,
                                    .contracts = contracts,
                                    .count = count,
                                    .mask = !o->no_mask,
                                    .two_columns = o->two_columns,
                                    .has_as_of = true,
                                    .as_of = o->has_as_of ? o->as_of : page->span.last,
                                    .filling = &page->filling};
    xt_contract_feed_begin(&page->feed);
    page->rows = xt_contract_feed_rows(&page->feed);
    page->filling.feed = &page->rows;
    return status;
}

static xt_status make_page(xt_page *page, const xt_summary *s, size_t number, xt_error *error)
{
    for (size_t i = 0; i < sizeof page->texts / sizeof *page->texts; i++)
        page->texts[i] = xt_bytes_make(SIZE_MAX / 2);
    page->contracts = xt_bytes_make(SIZE_MAX / 2);
    if (name_sheet(page, s, number) || say(page, s))
        return xt_fail_memory(error);
    return fill(page, s, error);
}

xt_status xt_pages_make(xt_pages *pages, const xt_summary *s, xt_error *error)
{
    bool monthly = s->options.kind == XT_SUM_MONTHS;
    size_t agencies = xt_summary_agency_count(s),
           months = monthly ? (size_t)xt_span_months(s->choice.span) : 1;
    const uint32_t *all = (const uint32_t *)(const void *)s->agencies.data;
    *pages = (xt_pages){0};
    size_t count = (agencies ? agencies : 1) * months;
    if (count > XT_SUM_PAGES)
        return xt_fail_limit(error, XT_SAY_LIMIT_PAGES, (xt_str){0}, count, XT_SUM_PAGES);
    pages->items = calloc(count, sizeof *pages->items);
    if (!pages->items)
        return xt_fail_memory(error);
    xt_status status = XT_OK;
    for (; !status && pages->count < count; pages->count++) {
        xt_page *page = &pages->items[pages->count];
        size_t number = pages->count / months;
        page->agency = agencies ? all[number] : UINT32_MAX;
        page->span =
            monthly ? xt_span_month(s->choice.span.first, (int)(pages->count % months)) : s->choice.span;
        status = make_page(page, s, number, error);
    }
    return status;
}

void xt_pages_free(xt_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        xt_page *page = &pages->items[i];
        for (size_t n = 0; n < sizeof page->texts / sizeof *page->texts; n++)
            xt_bytes_free(&page->texts[n]);
        xt_bytes_free(&page->contracts);
        xt_contract_feed_free(&page->feed);
        free(page->signers);
    }
    free(pages->items);
}
