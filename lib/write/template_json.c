/* SPDX-License-Identifier: MIT */
#include "write/template_json.h"

#include "base/jsontext.h"
#include "base/number.h"

enum { SEARCH_ROWS = 60 }; /* what the reader takes where the file does not say */

/* An object or a list that is being written: its indentation, and whether a comma is due. */
typedef struct block {
    xt_bytes *out;
    int indent;
    bool any;
} block;

static void put_indent(const block *b)
{
    xt_bytes_printf(b->out, "\n%*s", b->indent, "");
}

static block open_block(xt_bytes *out, int indent, const char *bracket)
{
    xt_bytes_puts(out, bracket);
    return (block){out, indent, false};
}

static void close_block(const block *b, const char *bracket)
{
    if (b->any)
        xt_bytes_printf(b->out, "\n%*s", b->indent - 2, "");
    xt_bytes_puts(b->out, bracket);
}

static void next_item(block *b)
{
    if (b->any)
        xt_bytes_puts(b->out, ",");
    put_indent(b);
    b->any = true;
}

static void put_key(block *b, const char *key)
{
    next_item(b);
    xt_bytes_printf(b->out, "\"%s\": ", key);
}

static void put_text(block *b, const char *key, const char *text)
{
    put_key(b, key);
    xt_json_string(b->out, xt_str_of(text));
}

/* The same where there is a text at all. */
static void put_some(block *b, const char *key, const char *text)
{
    if (*text)
        put_text(b, key, text);
}

static void put_number(block *b, const char *key, double number)
{
    char text[XT_DOUBLE_SIZE];
    put_key(b, key);
    xt_bytes_puts(b->out, xt_double_text(number, text));
}

static void put_true(block *b, const char *key, bool is_true)
{
    if (is_true) {
        put_key(b, key);
        xt_bytes_puts(b->out, "true");
    }
}

static void put_texts(block *b, const char *key, const char *const *texts, size_t count)
{
    put_key(b, key);
    xt_bytes_puts(b->out, "[");
    for (size_t i = 0; i < count; i++) {
        xt_bytes_puts(b->out, i ? ", " : "");
        xt_json_string(b->out, xt_str_of(texts[i]));
    }
    xt_bytes_puts(b->out, "]");
}

static void put_labels(block *b, const char *key, const xt_label *labels, size_t count)
{
    put_key(b, key);
    xt_bytes_puts(b->out, "[");
    for (size_t i = 0; i < count; i++) {
        xt_bytes_puts(b->out, i ? ", " : "");
        xt_json_string(b->out, labels[i].text);
    }
    xt_bytes_puts(b->out, "]");
}

/* ---------------------------------------------------------------- fields */

static bool is_shared(const xt_templates *set, const xt_vocabulary *v)
{
    for (size_t i = 0; i < set->vocabulary_count; i++)
        if (set->vocabularies[i] == v)
            return true;
    return false;
}

static void put_vocabulary(block *b, const xt_templates *set, const xt_vocabulary *v)
{
    if (is_shared(set, v)) {
        put_text(b, "xlstools:vocabulary", v->name);
        return;
    }
    put_key(b, "xlstools:vocabulary");
    block own = open_block(b->out, b->indent + 2, "{");
    put_text(&own, "name", v->name);
    put_true(&own, "open", v->open);
    put_key(&own, "values");
    block values = open_block(b->out, own.indent + 2, "[");
    for (size_t i = 0; i < v->value_count; i++) {
        const char *joint = "";
        next_item(&values);
        xt_bytes_puts(b->out, "{\"value\": ");
        xt_json_string(b->out, v->values[i]);
        xt_bytes_puts(b->out, ", \"aliases\": [");
        for (size_t n = 0; n < v->term_count; n++)
            if (v->terms[n].is_alias && v->terms[n].value == i) {
                xt_bytes_puts(b->out, joint);
                xt_json_string(b->out, v->terms[n].label.text);
                joint = ", ";
            }
        xt_bytes_puts(b->out, "]}");
    }
    close_block(&values, "]");
    close_block(&own, "}");
}

static void put_constraints(block *b, const xt_field *f)
{
    if (!f->required && !f->zero_allowed && !*f->pattern_text)
        return;
    put_key(b, "constraints");
    const char *joint = "";
    xt_bytes_puts(b->out, "{");
    if (f->required) {
        xt_bytes_puts(b->out, "\"required\": true");
        joint = ", ";
    }
    if (f->zero_allowed) {
        xt_bytes_printf(b->out, "%s\"minimum\": 0", joint);
        joint = ", ";
    }
    if (*f->pattern_text) {
        xt_bytes_printf(b->out, "%s\"pattern\": ", joint);
        xt_json_string(b->out, xt_str_of(f->pattern_text));
    }
    xt_bytes_puts(b->out, "}");
}

static void put_optional(block *b, const xt_table *table, const xt_field *f)
{
    if (f->optional_field == XT_NO_FIELD)
        return;
    const xt_vocabulary *v = table->fields[f->optional_field].vocabulary;
    const char *joint = "";
    put_key(b, "xlstools:optionalWhen");
    xt_bytes_printf(b->out, "{\"%s\": [", table->fields[f->optional_field].name);
    for (size_t i = 0; i < v->value_count; i++)
        if (f->optional_values >> i & 1) {
            xt_bytes_puts(b->out, joint);
            xt_json_string(b->out, v->values[i]);
            joint = ", ";
        }
    xt_bytes_puts(b->out, "]}");
}

static void put_when_blank(block *b, const xt_field *f)
{
    const xt_vocabulary *of = f->blank_words;
    if (!of)
        return;
    put_key(b, "xlstools:whenBlank");
    block about = open_block(b->out, b->indent + 2, "{");
    put_key(&about, of->name);
    block texts = open_block(b->out, about.indent + 2, "{");
    for (size_t i = 0; i < of->value_count; i++)
        if (f->blank_texts[i]) {
            next_item(&texts);
            xt_json_string(b->out, of->values[i]);
            xt_bytes_puts(b->out, ": ");
            xt_json_string(b->out, xt_str_of(f->blank_texts[i]));
        }
    close_block(&texts, "}");
    close_block(&about, "}");
}

static void put_field(block *list, const xt_templates *set, const xt_table *table, const xt_field *f)
{
    next_item(list);
    block b = open_block(list->out, list->indent + 2, "{");
    put_text(&b, "name", f->name);
    put_text(&b, "title", f->labels[0].text.data);
    put_some(&b, "description", f->description);
    put_text(&b, "type", xt_kind_type(f->kind));
    put_constraints(&b, f);
    put_text(&b, "xlstools:kind", xt_kind_name(f->kind));
    if (f->vocabulary)
        put_vocabulary(&b, set, f->vocabulary);
    put_true(&b, "xlstools:identity", f->identity);
    put_true(&b, "xlstools:mayBeAbsent", f->may_be_absent);
    put_true(&b, "xlstools:freeChoice", f->free_choice);
    put_true(&b, "xlstools:masked", f->masked);
    put_true(&b, "xlstools:shiftsBehind", f->shifts_behind);
    if (f->holds[0]) {
        const xt_label holds[] = {{.text = xt_str_of(f->holds[0])}, {.text = xt_str_of(f->holds[1])}};
        put_labels(&b, "xlstools:holds", holds, 2);
    }
    put_some(&b, "xlstools:partTitle", f->part_title);
    put_some(&b, "xlstools:standsFor", f->stands_for);
    if (f->label_count > 1)
        put_labels(&b, "xlstools:aliases", f->labels + 1, f->label_count - 1);
    put_optional(&b, table, f);
    put_when_blank(&b, f);
    if (f->blank_tokens != table->of->blank_tokens)
        put_labels(&b, "xlstools:blankTokens", f->blank_tokens, f->blank_token_count);
    put_some(&b, "xlstools:group", f->group);
    if (f->width > 0)
        put_number(&b, "xlstools:width", f->width);
    put_some(&b, "xlstools:provenance", f->mark);
    close_block(&b, "}");
}

/* ---------------------------------------------------------------- tables */

static void put_notes(block *b, const xt_table *table)
{
    if (table->note_count == 0)
        return;
    put_key(b, "xlstools:notes");
    block notes = open_block(b->out, b->indent + 2, "[");
    for (size_t i = 0; i < table->note_count; i++) {
        next_item(&notes);
        block note = open_block(b->out, notes.indent + 2, "{");
        put_text(&note, "field", table->notes[i].field);
        put_true(&note, "required", table->notes[i].required);
        put_labels(&note, "labels", table->notes[i].labels, table->notes[i].label_count);
        close_block(&note, "}");
    }
    close_block(&notes, "]");
}

/* What a table has beside its name and title. */
static void put_table(block *b, const xt_templates *set, const xt_table *table)
{
    put_key(b, "fields");
    block fields = open_block(b->out, b->indent + 2, "[");
    for (size_t i = 0; i < table->field_count; i++)
        put_field(&fields, set, table, &table->fields[i]);
    close_block(&fields, "]");
    if (table->minimum_rows)
        put_number(b, "xlstools:minimumRows", table->minimum_rows);
    if (table->total_word_count) {
        put_key(b, "xlstools:totals");
        block totals = open_block(b->out, b->indent + 2, "{");
        put_labels(&totals, "words", table->total_words, table->total_word_count);
        put_true(&totals, "allowed", table->totals_allowed);
        close_block(&totals, "}");
    }
    if (table->footer_word_count)
        put_labels(b, "xlstools:footers", table->footer_words, table->footer_word_count);
    if (table->empty_word_count)
        put_labels(b, "xlstools:emptySentences", table->empty_words, table->empty_word_count);
    put_notes(b, table);
    put_true(b, "xlstools:formulas", table->formulas);
    put_key(b, "xlstools:rules");
    xt_rules_write(table, b->out);
}

static void put_parts(block *b, const xt_templates *set, const xt_template *t)
{
    if (t->table_count < 2)
        return;
    put_key(b, "xlstools:parts");
    block parts = open_block(b->out, b->indent + 2, "[");
    for (size_t i = 1; i < t->table_count; i++) {
        next_item(&parts);
        block part = open_block(b->out, parts.indent + 2, "{");
        put_text(&part, "name", t->tables[i].name);
        put_text(&part, "title", t->tables[i].title);
        put_table(&part, set, &t->tables[i]);
        close_block(&part, "}");
    }
    close_block(&parts, "]");
}

/* ---------------------------------------------------------------- the template */

static void put_provenance(block *b, const xt_template *t)
{
    put_key(b, "xlstools:provenance");
    block list = open_block(b->out, b->indent + 2, "[");
    for (size_t i = 0; i < t->provenance_count; i++) {
        next_item(&list);
        block entry = open_block(b->out, list.indent + 2, "{");
        put_text(&entry, "about", t->provenance[i].about);
        put_text(&entry, "mark", t->provenance[i].mark);
        put_text(&entry, "source", t->provenance[i].source);
        close_block(&entry, "}");
    }
    close_block(&list, "]");
}

static void put_form(block *b, const xt_template *t)
{
    const xt_form *form = &t->form;
    put_key(b, "xlstools:form");
    block f = open_block(b->out, b->indent + 2, "{");
    put_some(&f, "sheet", form->sheet);
    put_some(&f, "label", form->label);
    if (form->title_count)
        put_texts(&f, "titles", form->titles, form->title_count);
    if (form->signature_count)
        put_texts(&f, "signatures", form->signatures, form->signature_count);
    put_some(&f, "emptySentence", form->empty_sentence);
    put_number(&f, "rows", form->rows);
    put_text(&f, "font", form->font);
    put_number(&f, "fontSize", form->font_size);
    put_number(&f, "titleSize", form->title_size);
    put_key(&f, "fill");
    xt_bytes_printf(b->out, "\"%06X\"", (unsigned)form->fill);
    put_text(&f, "orientation", form->portrait ? "portrait" : "landscape");
    if (form->columns != UINT64_MAX) {
        const char *joint = "";
        put_key(&f, "columns");
        xt_bytes_puts(b->out, "[");
        for (size_t i = 0; i < t->tables[0].field_count; i++)
            if (form->columns >> i & 1) {
                xt_bytes_printf(b->out, "%s\"%s\"", joint, t->tables[0].fields[i].name);
                joint = ", ";
            }
        xt_bytes_puts(b->out, "]");
    }
    close_block(&f, "}");
}

void xt_template_write(const xt_templates *set, const xt_template *t, xt_bytes *out)
{
    block b = open_block(out, 2, "{");
    put_text(&b, "name", t->id);
    put_text(&b, "title", t->title);
    put_text(&b, "xlstools:id", t->id);
    if (t->year)
        put_number(&b, "xlstools:year", t->year);
    put_some(&b, "xlstools:item", t->item);
    if (t->fiscal_year)
        put_number(&b, "xlstools:fiscalYear", t->fiscal_year);
    if (t->as_of_month) {
        put_key(&b, "xlstools:asOf");
        xt_bytes_printf(out, "\"%02d-%02d\"", t->as_of_month, t->as_of_day);
    }
    if (!t->in_set) {
        put_key(&b, "xlstools:set");
        xt_bytes_puts(out, "false");
    }
    if (t->summary_of) {
        put_key(&b, "xlstools:summary");
        xt_bytes_printf(out, "{\"of\": \"%s\"", xt_summary_of_name(t->summary_of));
        if (t->largest)
            xt_bytes_printf(out, ", \"largest\": %u", (unsigned)t->largest);
        xt_bytes_puts(out, "}");
    }
    put_provenance(&b, t);
    if (t->title_word_count) {
        put_key(&b, "xlstools:sheet");
        block sheet = open_block(out, b.indent + 2, "{");
        put_labels(&sheet, "titles", t->title_words, t->title_word_count);
        close_block(&sheet, "}");
    }
    if (t->search_rows != SEARCH_ROWS) {
        put_key(&b, "xlstools:header");
        xt_bytes_printf(out, "{\"searchRows\": %u}", (unsigned)t->search_rows);
    }
    put_form(&b, t);
    if (t->blank_token_count)
        put_labels(&b, "xlstools:blankTokens", t->blank_tokens, t->blank_token_count);
    put_table(&b, set, &t->tables[0]);
    put_parts(&b, set, t);
    close_block(&b, "}");
    xt_bytes_puts(out, "\n");
}
