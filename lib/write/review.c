/* SPDX-License-Identifier: MIT
 *
 * A workbook for people who correct by hand: its sheets, and which finding shows in which cell.
 */
#include "write/review.h"

#include "base/error.h"
#include "base/utf8.h"

#include <stdlib.h>

const char *const xt_review_severities[XT_SEVERITY_COUNT][XT_LANG_COUNT] = {
    [XT_NOTE] = {"Worth a look", "ควรตรวจทาน"},
    [XT_WARNING] = {"Should be corrected", "ควรแก้ไข"},
    [XT_ERROR] = {"Must be corrected", "ต้องแก้ไข"},
};

const lxw_color_t xt_review_fills[XT_SEVERITY_COUNT] = {
    [XT_NOTE] = 0xFFF7B8, [XT_WARNING] = 0xFFD8A8, [XT_ERROR] = 0xFFC1C1};

lxw_format *xt_review_format(xt_review *v, int size, bool bold)
{
    lxw_format *format = workbook_add_format(v->x.book);
    if (!format) {
        xt_xlsx_note(&v->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, XT_REVIEW_FONT);
    format_set_font_size(format, size);
    if (bold)
        format_set_bold(format);
    return format;
}

void xt_review_print_setup(xt_review *v, lxw_worksheet *sheet, uint32_t first, uint32_t last)
{
    enum { PAPER_A4 = 9 };
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    xt_xlsx_note(&v->x, worksheet_repeat_rows(sheet, first, last));
    xt_xlsx_note(&v->x, worksheet_set_footer(sheet, "&L&A&R&P / &N"));
}

const char *xt_review_text(xt_review *v, xt_str text, size_t most)
{
    xt_bytes_clear(&v->text);
    size_t units = 0; /* as Excel counts: of UTF-16 */
    for (size_t at = 0, from = 0; at < text.size; from = at) {
        uint32_t code = xt_utf8_next(text, &at);
        bool escape =
            code == '_' && at < text.size && text.data[at] == 'x'; /* may take six more in the file */
        units += escape ? 7 : code > 0xFFFF ? 2 : 1;
        if (units > most - 1 && (units > most || at < text.size)) {
            xt_bytes_puts(&v->text, "…");
            v->cut++;
            break;
        }
        bool possible = code && code != XT_UTF8_BAD && code != 0xFFFE && code != 0xFFFF;
        xt_bytes_add(&v->text, possible ? (xt_str){text.data + from, at - from} : XT_LITERAL("\xEF\xBF\xBD"));
    }
    if (v->text.fault)
        xt_xlsx_note(&v->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return xt_bytes_cstr(&v->text);
}

/* ---------------------------------------------------------------- the names of sheets */

static bool name_taken(const xt_review *v, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (xt_str_equal_nocase(xt_str_of(v->sheets[i].shown), xt_str_of(name)))
            return true;
    return false;
}

/* A name like `wanted` that none of the first `count` sheets has. */
static void choose_name(const xt_review *v, size_t count, const char *wanted, char out[XT_SHEET_NAME_SIZE])
{
    enum { ENDING = 16 };
    char ending[ENDING] = "";
    bool reserved = *wanted == '\0' || xt_str_equal_nocase(xt_str_of(wanted), XT_LITERAL("History"));
    for (int n = reserved ? 1 : 0;; n++) {
        if (n)
            snprintf(ending, sizeof ending, " (%d)", n);
        xt_sheet_name_make(out, xt_str_of(wanted), ending, true);
        if (!name_taken(v, count, out))
            return;
    }
}

/* ---------------------------------------------------------------- sheets and marks */

/* The book's worksheet of that name; it must be the only one. */
static xt_status find_sheet(const xt_review *v, const char *name, size_t *index, xt_error *error)
{
    size_t found = 0;
    for (size_t i = 0; i < xt_book_sheet_count(v->book); i++) {
        const xt_sheet_info *info = xt_book_sheet(v->book, i);
        if (!info->is_worksheet || strcmp(info->name, name) != 0)
            continue;
        *index = i;
        found++;
    }
    if (found == 0)
        return xt_fail_at(error, XT_SAY_SHEET_UNKNOWN, (xt_str){0}, xt_str_of(name));
    return found == 1 ? XT_OK : xt_fail_at(error, XT_SAY_REVIEW_SHEETS, (xt_str){0}, xt_str_of(name));
}

/* The results of one sheet follow each other. */
static xt_status list_sheets(xt_review *v, xt_error *error)
{
    size_t count = xt_result_sheet_count(v->result);
    v->sheets = calloc(count + 1, sizeof *v->sheets);
    if (!v->sheets)
        return xt_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        const char *name = xt_result_sheet(v->result, i)->name;
        if (v->sheet_count && strcmp(v->sheets[v->sheet_count - 1].name, name) == 0) {
            v->sheets[v->sheet_count - 1].entry_count++;
            continue;
        }
        xt_review_sheet *sheet = &v->sheets[v->sheet_count];
        xt_status status = find_sheet(v, name, &sheet->index, error);
        if (status)
            return status;
        sheet->name = name;
        sheet->first_entry = i;
        sheet->entry_count = 1;
        choose_name(v, v->sheet_count, name, sheet->shown);
        v->sheet_count++;
    }
    return XT_OK;
}

static xt_mark mark_of(const xt_review *v, size_t index)
{
    const xt_entry *entry = xt_findings_at(&v->result->findings, index);
    xt_finding finding = xt_result_finding(v->result, index);
    xt_mark mark = {.finding = (uint32_t)index,
                    .row = finding.row,
                    .column = finding.column,
                    .entry = entry->sheet,
                    .severity = (uint8_t)finding.severity,
                    .rule = (uint8_t)finding.rule,
                    .shown = finding.row > 0};
    if (!mark.shown) {
        mark.row = xt_result_sheet(v->result, mark.entry)->header_row;
        mark.column = mark.column ? mark.column : 1;
    }
    return mark;
}

/* Compares numbers that matter in this order; the first that differ decide. */
static int compare_places(const xt_mark *a, const xt_mark *b)
{
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    return a->finding < b->finding ? -1 : a->finding > b->finding;
}

/* Those that colour no cell first, then by place, the worst of a cell first. */
static int by_place(const void *left, const void *right)
{
    const xt_mark *a = left, *b = right;
    if (a->shown != b->shown)
        return a->shown ? 1 : -1;
    return compare_places(a, b);
}

static xt_status make_marks(xt_review *v, xt_error *error)
{
    size_t count = xt_result_count(v->result), next = 0;
    v->marks = malloc((count + 1) * sizeof *v->marks);
    if (!v->marks)
        return xt_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        v->marks[i] = mark_of(v, i);
    v->mark_count = count;
    for (size_t i = 0; i < v->sheet_count; i++) {
        xt_review_sheet *sheet = &v->sheets[i];
        size_t first = next, last = sheet->first_entry + sheet->entry_count;
        while (next < count && v->marks[next].entry < last)
            next++;
        qsort(v->marks + first, next - first, sizeof *v->marks, by_place);
        while (first < next && !v->marks[first].shown)
            first++;
        sheet->first_mark = first;
        sheet->mark_count = next - first;
    }
    return XT_OK;
}

/* Errors have their comments before warnings, warnings before notes. */
static void share_comments(xt_review *v)
{
    uint64_t left = XT_REVIEW_COMMENTS;
    for (int severity = XT_ERROR; severity >= XT_NOTE; severity--) {
        uint64_t count = xt_result_severity_count(v->result, (xt_severity)severity);
        v->quota[severity] = count < left ? count : left;
        left -= v->quota[severity];
    }
}

/* ---------------------------------------------------------------- the call */

static xt_status write_sheets(xt_review *v, xt_error *error)
{
    static const char *const NAMES[XT_LANG_COUNT] = {"Findings", "ผลการตรวจ"};
    char name[XT_SHEET_NAME_SIZE];
    choose_name(v, v->sheet_count, NAMES[v->options->lang], name);
    bool all = (v->list = workbook_add_worksheet(v->x.book, name)) != NULL;
    for (size_t i = 0; all && i < v->sheet_count; i++)
        all = (v->sheets[i].sheet = workbook_add_worksheet(v->x.book, v->sheets[i].shown)) != NULL;
    if (!all)
        return xt_fail_memory(error);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < v->sheet_count; i++)
        status = xt_review_copy(v, &v->sheets[i], error);
    if (!status)
        xt_review_list(v); /* last: it says what was left out */
    return status;
}

static xt_status write_book(xt_review *v, const char *path, xt_error *error)
{
    xt_status status = xt_xlsx_begin_large(&v->x, path, v->options->no_clobber, error);
    if (status)
        return status;
    status = write_sheets(v, error);
    if (status)
        xt_xlsx_discard(&v->x);
    else
        status = xt_xlsx_end(&v->x, error);
    return status;
}

xt_status xt_review_write(xt_book *book, const xt_result *result, const xt_review_options *options,
                          const char *path, xt_error *error)
{
    xt_review *v = calloc(1, sizeof *v);
    if (!v)
        return xt_fail_memory(error);
    v->book = book;
    v->result = result;
    v->options = options;
    v->text = v->comment = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = list_sheets(v, error);
    if (!status)
        status = make_marks(v, error);
    if (!status) {
        share_comments(v);
        status = write_book(v, path, error);
    }
    xt_bytes_free(&v->text);
    xt_bytes_free(&v->comment);
    free(v->marks);
    free(v->sheets);
    free(v);
    return status;
}
