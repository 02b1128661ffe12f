/* SPDX-License-Identifier: MIT
 *
 * The findings of a file while they are gathered: small entries, their texts in one run of bytes.
 */
#ifndef XT_CHECK_FINDINGS_H
#define XT_CHECK_FINDINGS_H

#include "base/bytes.h"
#include "check/rule.h"

/* The texts that a finding may carry. */
typedef enum xt_finding_text {
    XT_TEXT_VALUE,
    XT_TEXT_EXPECTED,
    XT_TEXT_REPAIR,
    XT_TEXT_OTHER,
    XT_TEXT_LIMIT,
    XT_TEXT_COUNT
} xt_finding_text;

/* A finding to be added. A text whose data is NULL is not there. */
typedef struct xt_report_item {
    xt_code code;
    uint32_t row, column; /* 0: none */
    int field;            /* index in the sheet's table, or XT_NO_FIELD */
    bool suggested;       /* EXPECTED is a guess that may be written */
    xt_str text[XT_TEXT_COUNT];
} xt_report_item;

typedef struct xt_entry {
    uint32_t row, column;
    uint32_t order; /* in which it came */
    uint16_t sheet; /* index of the sheet's result */
    int16_t field;
    uint8_t code;
    bool dropped, suggested;
    uint32_t offset[XT_TEXT_COUNT]; /* in the texts, plus 1; 0: none */
    uint32_t size[XT_TEXT_COUNT];
} xt_entry;

typedef struct xt_findings {
    xt_bytes entries; /* of xt_entry */
    xt_bytes texts;
    uint64_t counts[XT_SEVERITY_COUNT];
} xt_findings;

xt_findings xt_findings_make(void);

/* Adds one for the sheet. XT_OVER_LIMIT when more is found than can be kept. */
xt_status xt_findings_add(xt_findings *findings, size_t sheet, const xt_report_item *item, xt_error *error);

static inline size_t xt_findings_count(const xt_findings *findings)
{
    return findings->entries.size / sizeof(xt_entry);
}

static inline xt_entry *xt_findings_at(const xt_findings *findings, size_t index)
{
    return (xt_entry *)(void *)findings->entries.data + index;
}

xt_str xt_findings_text(const xt_findings *findings, const xt_entry *entry, xt_finding_text which);

/* Removes the entries from `from` on that are marked as dropped, and puts the rest in order: by row, by
 * column, then as they came. Findings of the sheet as a whole come first. */
void xt_findings_settle(xt_findings *findings, size_t from);

void xt_findings_free(xt_findings *findings);

#endif
