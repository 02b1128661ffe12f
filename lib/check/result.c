/* SPDX-License-Identifier: MIT */
#include "check/result.h"

#include "base/error.h"

#include <stdlib.h>

xt_result *xt_result_new(void)
{
    xt_result *result = calloc(1, sizeof *result);
    if (result) {
        result->sheets = result->passed_over = xt_bytes_make(SIZE_MAX / 2);
        result->notes = xt_bytes_make(SIZE_MAX / 2);
        result->findings = xt_findings_make();
    }
    return result;
}

void xt_result_free(xt_result *result)
{
    if (!result)
        return;
    xt_findings_free(&result->findings);
    xt_bytes_free(&result->sheets);
    xt_bytes_free(&result->passed_over);
    xt_bytes_free(&result->notes);
    xt_arena_free(&result->arena);
    free(result);
}

static xt_sheet_entry *entry_at(const xt_result *result, size_t index)
{
    return ((xt_sheet_entry **)(void *)result->sheets.data)[index];
}

xt_status xt_result_add_sheet(xt_result *result, const xt_recognition *recognised, const xt_header *header,
                              const char *name, size_t sheet, int fiscal_year, size_t *index, xt_error *error)
{
    const xt_table *table = header->table;
    xt_sheet_entry *entry = xt_arena_alloc(&result->arena, sizeof *entry);
    char *copy = xt_arena_copy(&result->arena, xt_str_of(name));
    *index = xt_result_sheet_count(result);
    if (!entry || !copy || xt_bytes_append(&result->sheets, &entry, sizeof entry))
        return xt_fail_memory(error);
    *entry = (xt_sheet_entry){.table = table};
    entry->shown = (xt_sheet_result){.name = copy,
                                     .index = sheet,
                                     .template_id = table->of->id,
                                     .template_title = table->of->title,
                                     .part = table->name,
                                     .agency = "",
                                     .header_row = header->last_row,
                                     .minimum_rows = table->minimum_rows,
                                     .fiscal_year = fiscal_year,
                                     .guessed = recognised->guessed,
                                     .rival_count = recognised->rival_count,
                                     .rivals = entry->rivals};
    memcpy(entry->rivals, recognised->rivals, sizeof entry->rivals);
    return XT_OK;
}

xt_status xt_result_set_agency(xt_result *result, size_t index, xt_str name, xt_error *error)
{
    const char *copy = xt_arena_copy(&result->arena, name);
    if (!copy)
        return xt_fail_memory(error);
    entry_at(result, index)->shown.agency = copy;
    return XT_OK;
}

void xt_result_set_rows(xt_result *result, size_t index, uint64_t rows)
{
    entry_at(result, index)->shown.rows = rows;
}

xt_status xt_result_pass_over(xt_result *result, const char *name, xt_error *error)
{
    const char *copy = xt_arena_copy(&result->arena, xt_str_of(name));
    return copy && !xt_bytes_append(&result->passed_over, &copy, sizeof copy) ? XT_OK : xt_fail_memory(error);
}

size_t xt_result_sheet_count(const xt_result *result)
{
    return result->sheets.size / sizeof(xt_sheet_entry *);
}

const xt_sheet_result *xt_result_sheet(const xt_result *result, size_t index)
{
    return index < xt_result_sheet_count(result) ? &entry_at(result, index)->shown : NULL;
}

const char *xt_result_passed_over(const xt_result *result, size_t index)
{
    const char *const *names = (const char *const *)(const void *)result->passed_over.data;
    return index < result->passed_over.size / sizeof *names ? names[index] : NULL;
}

xt_status xt_result_keep_notes(xt_result *result, const xt_book *book, xt_error *error)
{
    result->note_count = xt_book_note_count(book);
    for (size_t i = 0; xt_book_note(book, i); i++)
        if (xt_bytes_append(&result->notes, xt_book_note(book, i), sizeof(xt_error)))
            return xt_fail_memory(error);
    return XT_OK;
}

const xt_error *xt_result_note(const xt_result *result, size_t index)
{
    const xt_error *notes = (const xt_error *)(const void *)result->notes.data;
    return index < result->notes.size / sizeof *notes ? &notes[index] : NULL;
}

uint64_t xt_result_note_count(const xt_result *result)
{
    return result->note_count;
}

size_t xt_result_count(const xt_result *result)
{
    return xt_findings_count(&result->findings);
}

uint64_t xt_result_severity_count(const xt_result *result, xt_severity severity)
{
    return result->findings.counts[severity];
}

xt_finding xt_result_finding(const xt_result *result, size_t index)
{
    const xt_entry *entry = xt_findings_at(&result->findings, index);
    const xt_sheet_entry *sheet = entry_at(result, entry->sheet);
    const xt_field *field = entry->field < 0 ? NULL : &sheet->table->fields[entry->field];
    const xt_rule *rule = &xt_rules[entry->code];
    xt_finding finding = {.code = rule->code,
                          .severity = rule->severity,
                          .sheet = sheet->shown.name,
                          .row = entry->row,
                          .column = entry->column,
                          .field = field ? field->name : NULL,
                          .label = field ? field->labels[0].text : (xt_str){0},
                          .value = xt_findings_text(&result->findings, entry, XT_TEXT_VALUE),
                          .expected = xt_findings_text(&result->findings, entry, XT_TEXT_EXPECTED),
                          .repair = xt_findings_text(&result->findings, entry, XT_TEXT_REPAIR),
                          .other = xt_findings_text(&result->findings, entry, XT_TEXT_OTHER),
                          .limit = xt_findings_text(&result->findings, entry, XT_TEXT_LIMIT),
                          .suggested = entry->suggested,
                          .rule = entry->code};
    if (!field && entry->code == XT_CODE_REQUIRED_MISSING)
        finding.label = finding.other; /* a text below the table has its label there */
    if (entry->row && entry->column)
        xt_cell_ref(entry->row, entry->column, finding.cell);
    return finding;
}
