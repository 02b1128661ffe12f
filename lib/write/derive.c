/* SPDX-License-Identifier: MIT
 *
 * A template from a workbook. What the nearest known form says beside its columns (rules, sums, notes) is
 * taken over as far as the columns are there.
 */
#include "write/derive.h"

#include "base/error.h"
#include "base/utf8.h"
#include "thai/date.h"
#include "write/out.h"
#include "write/template_json.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_TABLES = 4, MOST_TITLES = 8, MOST_ROWS = 20000 };

/* ---------------------------------------------------------------- the fields of a table */

/* Bits of one vocabulary's values as bits of another's, by their texts. */
static uint64_t translate(const xt_vocabulary *from, uint64_t bits, const xt_vocabulary *to)
{
    uint64_t out = 0;
    for (size_t i = 0; from && to && i < from->value_count; i++)
        for (size_t n = 0; (bits >> i & 1) && n < to->value_count; n++)
            out |= (uint64_t)xt_str_equal(from->values[i], to->values[n]) << n;
    return out;
}

/* What refers to other fields of the known table refers to those of the new one. */
static void relink(const xt_table *base, xt_table *table, xt_field *fields, const int *map)
{
    for (size_t f = 0; f < table->field_count; f++) {
        int old = fields[f].optional_field, now = old == XT_NO_FIELD ? XT_NO_FIELD : map[old];
        uint64_t bits = now == XT_NO_FIELD ? 0
                                           : translate(base->fields[old].vocabulary,
                                                       fields[f].optional_values, fields[now].vocabulary);
        fields[f].optional_field = bits ? now : XT_NO_FIELD;
        fields[f].optional_values = bits;
    }
    for (size_t id = 0; id < XT_RULE_ID_COUNT; id++) {
        xt_rule_use *use = &table->rules[id];
        *use = base->rules[id];
        int first = use->on ? use->field[0] : XT_NO_FIELD;
        xt_rule_remap((xt_rule_id)id, use, map);
        if (!use->on || !use->values)
            continue;
        use->values =
            translate(base->fields[first].vocabulary, use->values, fields[use->field[0]].vocabulary);
        use->on = use->values != 0;
    }
}

static bool has_label(const xt_field *f, const xt_label *label)
{
    for (size_t i = 0; i < f->label_count; i++)
        if (xt_str_equal(f->labels[i].folded, label->folded))
            return true;
    return false;
}

/* A title that the sheet shows is no other column's alias; two columns of one title are one. */
static xt_status settle_labels(xt_derivation *d, xt_field *fields, size_t count, xt_field *added, bool *new)
{
    *new = false;
    for (size_t f = 0; f < count; f++)
        if (xt_str_equal(fields[f].labels[0].folded, added->labels[0].folded))
            return XT_OK;
    for (size_t f = 0; f < count; f++) {
        xt_label *kept = xt_arena_alloc(&d->arena, fields[f].label_count * sizeof *kept);
        size_t left = 1;
        if (!kept)
            return xt_fail_memory(d->error);
        kept[0] = fields[f].labels[0];
        for (size_t i = 1; i < fields[f].label_count; i++)
            if (!has_label(added, &fields[f].labels[i]))
                kept[left++] = fields[f].labels[i];
        fields[f].labels = kept;
        fields[f].label_count = left;
    }
    xt_label *own = xt_arena_alloc(&d->arena, added->label_count * sizeof *own);
    size_t left = 1;
    if (!own)
        return xt_fail_memory(d->error);
    own[0] = added->labels[0];
    for (size_t i = 1; i < added->label_count; i++) {
        bool taken = false;
        for (size_t f = 0; f < count && !taken; f++)
            taken = has_label(&fields[f], &added->labels[i]);
        for (size_t n = 0; n < left && !taken; n++)
            taken = xt_str_equal(own[n].text, added->labels[i].text);
        if (!taken)
            own[left++] = added->labels[i];
    }
    added->labels = own;
    added->label_count = left;
    *new = true;
    return XT_OK;
}

static bool has_name(const xt_field *fields, size_t count, const char *name)
{
    for (size_t f = 0; f < count; f++)
        if (strcmp(fields[f].name, name) == 0)
            return true;
    return false;
}

/* A name that no other field has. */
static xt_status settle_name(xt_derivation *d, const xt_field *fields, size_t count, xt_field *added)
{
    char name[128];
    for (int n = 2; has_name(fields, count, added->name) && n < 100; n++) {
        snprintf(name, sizeof name, "%.100s_%d", added->name, n);
        if (has_name(fields, count, name))
            continue;
        added->name = xt_arena_copy(&d->arena, xt_str_of(name));
        return added->name ? XT_OK : xt_fail_memory(d->error);
    }
    return XT_OK;
}

/* Adds a field where its label is new. */
static xt_status add_field(xt_derivation *d, xt_field *fields, size_t *count, xt_field *added)
{
    bool new = false;
    xt_status status = *count == XT_MAX_FIELDS ? XT_OK : settle_labels(d, fields, *count, added, &new);
    if (!status && new)
        status = settle_name(d, fields, *count, added);
    if (!status && new)
        fields[(*count)++] = *added;
    return status;
}

static xt_status derive_table(xt_derivation *d, const xt_derived_sheet *sheet, xt_template *form,
                              xt_table *table, uint64_t *shown)
{
    int map[XT_MAX_FIELDS];
    size_t count = 0;
    uint64_t in_base = 0; /* fields of the known table that the sheet has */
    const xt_table *base = sheet->base;
    xt_field *fields = xt_arena_alloc(&d->arena, XT_MAX_FIELDS * sizeof *fields), added;
    if (!fields)
        return xt_fail_memory(d->error);
    for (size_t i = 0; i < XT_MAX_FIELDS; i++)
        map[i] = XT_NO_FIELD;
    for (size_t c = 0; c < sheet->column_count; c++) {
        xt_status status = xt_derive_field(d, sheet, &sheet->columns[c], &added);
        if (status)
            return status;
        size_t before = count;
        status = add_field(d, fields, &count, &added);
        if (status)
            return status;
        int f = sheet->columns[c].base;
        if (f == XT_NO_FIELD || count == before)
            continue;
        in_base |= UINT64_C(1) << f;
        if (added.kind == base->fields[f].kind) /* rules want their kinds */
            map[f] = (int)before;
    }
    *shown = count < XT_MAX_FIELDS ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    size_t in_sheet = count;
    for (size_t f = 0; base && f < base->field_count; f++) /* what a workbook may have all the same */
        if (!(in_base >> f & 1) && base->fields[f].may_be_absent) {
            size_t before = count;
            added = base->fields[f];
            added.mark = "derived";
            xt_status status = add_field(d, fields, &count, &added);
            if (status)
                return status;
            if (count > before)
                map[f] = (int)before;
        }
    if (count == in_sheet)
        *shown = UINT64_MAX;
    *table = base ? *base : (xt_table){0};
    table->of = form;
    table->fields = fields;
    table->field_count = count;
    if (base)
        relink(base, table, fields, map);
    return XT_OK;
}

/* ---------------------------------------------------------------- the form */

static char *keep(xt_derivation *d, const char *text)
{
    return xt_arena_copy(&d->arena, xt_str_of(text));
}

/* "forms/ITA 2570.o12.json" is "ita-2570-o12": letters, digits and dashes of the file's name. */
static char *id_of(xt_derivation *d, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    size_t size = strlen(name);
    if (xt_str_ends(xt_str_of(name), XT_LITERAL(".json")))
        size -= strlen(".json");
    xt_bytes_clear(&d->scratch);
    for (size_t i = 0; i < size; i++) {
        char c = xt_ascii_lower(name[i]);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        bool dash = d->scratch.size && d->scratch.data[d->scratch.size - 1] == '-';
        if (plain || !dash)
            xt_bytes_putc(&d->scratch, plain ? c : '-');
    }
    if (d->scratch.fault)
        return NULL;
    xt_str id = xt_bytes_str(&d->scratch);
    while (id.size && id.data[id.size - 1] == '-')
        id.size--;
    while (id.size && id.data[0] == '-')
        id = xt_str_from(id, 1);
    return xt_arena_copy(&d->arena, id.size ? id : XT_LITERAL("derived"));
}

/* The text with every `from` in it replaced. */
static char *replaced(xt_derivation *d, const char *text, const char *from, const char *to)
{
    size_t size = strlen(from);
    xt_bytes_clear(&d->scratch);
    for (const char *at = text; *at;) {
        bool here = size && strncmp(at, from, size) == 0;
        if (here)
            xt_bytes_puts(&d->scratch, to);
        else
            xt_bytes_putc(&d->scratch, *at);
        at += here ? size : 1;
    }
    return d->scratch.fault ? NULL : keep(d, xt_bytes_cstr(&d->scratch));
}

static char *replaced_year(xt_derivation *d, const char *text, int from, const char *to)
{
    char year[16];
    snprintf(year, sizeof year, "%d", from);
    return replaced(d, text, year, to);
}

/* "... ณ วันที่ 31 มีนาคม 2570" with the day of the form: the day becomes {as_of}. */
static char *replaced_day(xt_derivation *d, const xt_template *form, char *text)
{
    static const char WORDS[] = "ณ วันที่ ";
    xt_day day = 0;
    xt_thai_date date;
    char *at = strstr(text, WORDS);
    bool same = at && xt_template_as_of(form, form->fiscal_year, &day) &&
                xt_thai_date_parse(xt_str_of(at + sizeof WORDS - 1), &date) &&
                date.precision == XT_DATE_DAY && date.day == day;
    return same ? replaced(d, text, at + sizeof WORDS - 1, "{as_of}") : text;
}

/* A title as the template keeps it: with placeholders for what changes from year to year. Where the year of
 * the form is that of its rows too, the one behind "ITA" is the form's. */
static char *title_pattern(xt_derivation *d, const xt_template *form, const char *text, const char *known)
{
    if (known && (strcmp(known, "{agency}") == 0 || strcmp(known, "{date}") == 0))
        return keep(d, known);
    char ita[24];
    char *title = keep(d, text);
    if (title)
        title = replaced_day(d, form, title);
    snprintf(ita, sizeof ita, "ITA %d", form->year);
    if (title && form->year)
        title = replaced(d, title, ita, "ITA {year}");
    if (title && form->fiscal_year)
        title = replaced_year(d, title, form->fiscal_year, "{fiscal_year}");
    return title && form->year ? replaced_year(d, title, form->year, "{year}") : title;
}

/* The first text of each row above the header. */
static xt_status take_titles(xt_derivation *d, const xt_derived_sheet *sheet, xt_template *form)
{
    const char **titles = xt_arena_alloc(&d->arena, MOST_TITLES * sizeof *titles);
    const xt_form known = form->form;
    bool has_label = false;
    size_t count = 0;
    if (!titles)
        return xt_fail_memory(d->error);
    for (size_t i = 0; i < xt_head_count(&sheet->head) && count < MOST_TITLES; i++) {
        const xt_head_row *row = xt_head_at(&sheet->head, i);
        size_t n = 0;
        while (n < row->count && (!row->cells[n].is_text || !row->cells[n].folded.size))
            n++;
        if (row->number >= sheet->first_row || n == row->count)
            continue;
        xt_label title;
        xt_status status = xt_derive_label(d, row->cells[n].text, &title);
        if (status)
            return status;
        for (char *c = (char *)(uintptr_t)title.text.data; *c; c++) /* braces stand for placeholders */
            *c = *c == '{' ? '(' : *c == '}' ? ')' : *c;
        bool is_label = *known.label && count == 0 && strcmp(title.text.data, known.label) == 0;
        has_label = has_label || is_label;
        if (is_label)
            continue; /* it stands at the right above the titles */
        titles[count] =
            title_pattern(d, form, title.text.data, count < known.title_count ? known.titles[count] : NULL);
        if (!titles[count++])
            return xt_fail_memory(d->error);
    }
    form->form.label = has_label ? known.label : "";
    form->form.titles = titles;
    form->form.title_count = count;
    return XT_OK;
}

/* Rows that carry formats alone, right below the header: prepared for data. */
static xt_status count_prepared(xt_derivation *d, const xt_derived_sheet *sheet, uint32_t *rows)
{
    xt_sheet *open = NULL;
    uint32_t count = 0;
    xt_status status = xt_sheet_open(&open, d->book, sheet->index, d->error);
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(open, &row, d->error);
        if (status || !row || (row->number > sheet->last_row && row->count) || count == MOST_ROWS)
            break;
        count += row->number > sheet->last_row;
    }
    xt_sheet_close(open);
    if (count)
        *rows = count;
    return status;
}

static int latest(const xt_said *said)
{
    int year = 0;
    for (size_t i = 0; i < said->year_count; i++)
        year = said->years[i] > year ? said->years[i] : year;
    return year;
}

/* The years: those of the known form, moved by as much as the titles say. Where they name one year alone it
 * is the fiscal year of the rows. */
static void take_years(const xt_said *said, const xt_template *base, xt_template *form)
{
    int year = latest(said);
    if (!year || !base || !base->year) {
        form->fiscal_year = base ? base->fiscal_year : year;
        return;
    }
    bool known = year == base->year || (said->year_count == 1 && year == base->fiscal_year);
    int old = said->year_count == 1 && base->fiscal_year ? base->fiscal_year : base->year;
    int moved = known ? 0 : year - old;
    form->year = base->year + moved;
    form->fiscal_year = base->fiscal_year ? base->fiscal_year + moved : 0;
    int other = said->years[0] == year ? said->years[1] : said->years[0];
    if (said->year_count == 2 && other == year - 1) /* "ปีงบประมาณ 2569 (ITA 2570)" */
        form->fiscal_year = other;
}

/* The first text above the header; "" where there is none. */
static const char *first_title(const xt_derived_sheet *sheet)
{
    for (size_t i = 0; i < xt_head_count(&sheet->head); i++) {
        const xt_head_row *row = xt_head_at(&sheet->head, i);
        for (size_t n = 0; row->number < sheet->first_row && n < row->count; n++)
            if (row->cells[n].is_text && row->cells[n].folded.size)
                return row->cells[n].text.data;
    }
    return "";
}

static const char *year_text(const xt_template *form, char out[16])
{
    snprintf(out, 16, "%d", form->year);
    return out;
}

static xt_status describe(xt_derivation *d, const xt_derived_sheet *sheet, const char *file,
                          xt_template *form)
{
    const xt_template *base = sheet->base ? sheet->base->of : NULL;
    char source[512], item[16], year[16];
    xt_said said;
    xt_head_said(&said, sheet->name, &sheet->head, sheet->first_row);
    if (base)
        *form = *base;
    else
        *form = (xt_template){.item = "",
                              .in_set = false,
                              .search_rows = 60,
                              .form = {.rows = 100,
                                       .label = "",
                                       .empty_sentence = "",
                                       .font = "TH Sarabun New",
                                       .font_size = 14,
                                       .title_size = 16,
                                       .fill = 0xEBEBEB}};
    form->id = id_of(d, file);
    take_years(&said, base, form);
    if (said.item_count && said.items[0] != form->item_number) {
        snprintf(item, sizeof item, "o%d", said.items[0]);
        form->item = keep(d, item);
    }
    form->form.sheet = xt_is_sheet_name(sheet->name) ? keep(d, sheet->name) : "";
    if (base && form->year != base->year &&
        !(form->title = replaced_year(d, base->title, base->year, year_text(form, year))))
        return xt_fail_memory(d->error);
    xt_status status = take_titles(d, sheet, form);
    if (!status)
        status = count_prepared(d, sheet, &form->form.rows);
    if (!base && !status)
        form->title = first_title(sheet);
    if (!base && !status && !*form->title)
        form->title = keep(d, sheet->name);
    xt_provenance_info *provenance = xt_arena_alloc(&d->arena, 2 * sizeof *provenance);
    snprintf(source, sizeof source,
             "made from the sheet \"%.120s\" of a workbook; nearest known form: %.100s", sheet->name,
             base ? base->id : "none");
    char *kept = keep(d, source);
    if (status || !provenance || !kept || !form->id || !form->item || !form->form.sheet || !form->title)
        return status ? status : xt_fail_memory(d->error);
    provenance[0] = (xt_provenance_info){"fields", "derived", kept};
    provenance[1] =
        (xt_provenance_info){"rules", "derived", "those of the nearest known form that fit; compare them"};
    form->provenance = provenance;
    form->provenance_count = base ? 2 : 1;
    return XT_OK;
}

/* ---------------------------------------------------------------- the call */

/* Whether another sheet holds a further table of the same form. */
static bool is_part(const xt_derived_sheet *first, const xt_derived_sheet *other)
{
    return first->base && other->base && first->base->of == other->base->of && first->base != other->base;
}

typedef struct sheets {
    xt_derived_sheet items[MOST_TABLES];
    size_t count;
} sheets;

static bool is_wanted(const xt_derivation *d, size_t index, size_t sheet)
{
    const xt_sheet_info *info = xt_book_sheet(d->book, index);
    return sheet == XT_ALL_SHEETS ? info->is_worksheet && info->visibility == XT_VISIBLE : index == sheet;
}

/* A sheet of a known form goes before one that merely has a row of texts, and of those the widest. */
static bool is_better(const xt_derived_sheet *found, const xt_derived_sheet *first)
{
    return !first->base && (found->base || found->column_count > first->column_count);
}

/* The sheet with the best header, and those with further tables of its form. */
static xt_status find_sheets(xt_derivation *d, size_t sheet, sheets *out)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_book_sheet_count(d->book) && out->count < MOST_TABLES; i++) {
        xt_derived_sheet found;
        bool any = false;
        if (is_wanted(d, i, sheet))
            status = xt_derive_sheet(d, i, &found, &any);
        if (status || !any)
            continue;
        if (out->count == 1 && is_better(&found, &out->items[0])) {
            xt_derived_sheet_free(&out->items[0]);
            out->items[0] = found;
        } else if (out->count == 0 || is_part(&out->items[0], &found)) {
            out->items[out->count++] = found;
        } else {
            xt_derived_sheet_free(&found);
        }
    }
    return status;
}

static xt_status derive(xt_derivation *d, const sheets *all, const char *file, xt_template *form)
{
    xt_table *tables = xt_arena_alloc(&d->arena, MOST_TABLES * sizeof *tables);
    uint64_t shown = UINT64_MAX, other = 0;
    if (!tables)
        return xt_fail_memory(d->error);
    xt_status status = describe(d, &all->items[0], file, form);
    for (size_t i = 0; !status && i < all->count; i++) {
        status = derive_table(d, &all->items[i], form, &tables[i], i ? &other : &shown);
        tables[i].name = i && all->items[i].base ? all->items[i].base->name : "";
        tables[i].title = all->items[i].base ? all->items[i].base->title : form->title;
    }
    form->tables = tables;
    form->table_count = all->count;
    form->form.columns = shown;
    return status;
}

static xt_derived tell(const xt_derived_sheet *sheet)
{
    xt_derived found = {.sheet = sheet->name,
                        .header_row = sheet->last_row,
                        .columns = sheet->column_count,
                        .nearest = sheet->base ? sheet->base->of : NULL};
    for (size_t i = 0; i < sheet->column_count; i++)
        found.guessed += sheet->columns[i].base == XT_NO_FIELD;
    return found;
}

xt_status xt_template_derive(const xt_templates *set, xt_book *book, size_t sheet, const char *file,
                             const xt_output *output, xt_derived *found, xt_error *error)
{
    xt_derivation d = {.set = set, .book = book, .scratch = xt_bytes_make(SIZE_MAX / 2), .error = error};
    sheets *all = calloc(1, sizeof *all);
    xt_template form;
    xt_status status = all ? find_sheets(&d, sheet, all) : xt_fail_memory(error);
    if (!status && all->count == 0)
        status = xt_fail(error, XT_SAY_TEMPLATE_NO_HEADER);
    if (!status)
        status = derive(&d, all, file, &form);
    if (!status) {
        xt_out out = xt_out_make(output);
        xt_template_write(set, &form, &out.buffer);
        status = xt_out_end(&out, XT_OK, error);
    }
    if (!status && found)
        *found = tell(&all->items[0]);
    for (size_t i = 0; all && i < all->count; i++)
        xt_derived_sheet_free(&all->items[i]);
    free(all);
    xt_bytes_free(&d.scratch);
    xt_arena_free(&d.arena);
    return status;
}
