/* SPDX-License-Identifier: MIT */
#include "check/findings.h"

#include "base/error.h"

#include <stdlib.h>

enum { MOST = 1 << 30 }; /* bytes of entries, and of texts */

xt_findings xt_findings_make(void)
{
    return (xt_findings){.entries = xt_bytes_make(MOST), .texts = xt_bytes_make(MOST)};
}

static xt_status fail(const xt_findings *findings, xt_error *error)
{
    if (findings->entries.fault == XT_OUT_OF_MEMORY || findings->texts.fault == XT_OUT_OF_MEMORY)
        return xt_fail_memory(error);
    return xt_fail_limit(error, XT_SAY_LIMIT_FINDINGS, (xt_str){0}, MOST, MOST);
}

xt_status xt_findings_add(xt_findings *findings, size_t sheet, const xt_report_item *item, xt_error *error)
{
    xt_entry entry = {.row = item->row,
                      .column = item->column,
                      .order = (uint32_t)xt_findings_count(findings),
                      .sheet = (uint16_t)sheet,
                      .field = (int16_t)item->field,
                      .code = (uint8_t)item->code,
                      .suggested = item->suggested};
    for (size_t i = 0; i < XT_TEXT_COUNT; i++) {
        if (!item->text[i].data)
            continue;
        entry.offset[i] = (uint32_t)findings->texts.size + 1;
        entry.size[i] = (uint32_t)item->text[i].size;
        if (xt_bytes_add(&findings->texts, item->text[i]))
            return fail(findings, error);
    }
    if (xt_bytes_append(&findings->entries, &entry, sizeof entry))
        return fail(findings, error);
    findings->counts[xt_rules[item->code].severity]++;
    return XT_OK;
}

xt_str xt_findings_text(const xt_findings *findings, const xt_entry *entry, xt_finding_text which)
{
    if (!entry->offset[which])
        return (xt_str){0};
    if (entry->size[which] == 0)
        return XT_LITERAL("");
    return (xt_str){findings->texts.data + entry->offset[which] - 1, entry->size[which]};
}

static int in_order(const void *a, const void *b)
{
    const xt_entry *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

void xt_findings_settle(xt_findings *findings, size_t from)
{
    size_t count = xt_findings_count(findings), kept = from;
    if (count == from)
        return;
    xt_entry *entries = xt_findings_at(findings, 0);
    for (size_t i = from; i < count; i++) {
        if (entries[i].dropped)
            findings->counts[xt_rules[entries[i].code].severity]--;
        else
            entries[kept++] = entries[i];
    }
    findings->entries.size = kept * sizeof *entries;
    qsort(entries + from, kept - from, sizeof *entries, in_order);
}

void xt_findings_free(xt_findings *findings)
{
    xt_bytes_free(&findings->entries);
    xt_bytes_free(&findings->texts);
}
