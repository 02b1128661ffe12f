/* SPDX-License-Identifier: MIT
 *
 * The agency that the titles above a table name: "หน่วยงาน NAME", or a line that is the name of one.
 */
#include "base/error.h"
#include "thai/blank.h"
#include "write/carry.h"

/* Longer ones first. */
static const char *const LABELS[] = {"ชื่อหน่วยงาน", "หน่วยงาน"};
static const char *const AGENCIES[] = {"องค์การบริหารส่วนตำบล",
                                       "องค์การบริหารส่วนจังหวัด",
                                       "เทศบาลตำบล",
                                       "เทศบาลเมือง",
                                       "เทศบาลนคร",
                                       "อบต.",
                                       "อบจ.",
                                       "โรงเรียน"};
/* What may follow the name in the same line. */
static const char *const BEHIND[] = {"อำเภอ", "อ.", "จังหวัด", "จ.", "ประจำ", "ปีงบประมาณ", "ณ วันที่"};

/* How much of the text is one of the words; 0: it begins with none. */
static size_t begins(xt_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (xt_str_starts(text, xt_str_of(words[i])))
            return strlen(words[i]);
    return 0;
}

/* The name without the place and the time that stand behind it. */
static xt_str name_alone(xt_str text)
{
    for (size_t i = 1; i < text.size; i++)
        if (text.data[i - 1] == ' ' && begins(xt_str_from(text, i), BEHIND, sizeof BEHIND / sizeof *BEHIND))
            text.size = i;
    return xt_blank_trim(text);
}

/* A name: letters, and no line of dots or a placeholder to be filled in. */
static bool is_name(xt_str text)
{
    enum { LONGEST = 300 };
    return text.size > 1 && text.size <= LONGEST && xt_str_find(text, XT_LITERAL("..")) == SIZE_MAX &&
           xt_str_find(text, XT_LITERAL("…")) == SIZE_MAX && !memchr("_-({[", text.data[0], 5);
}

/* The agency that the line names. *label: it is the label alone, and the name stands in the next cell. */
static bool read_line(xt_str line, bool *label, xt_str *name)
{
    xt_str text = xt_blank_trim(line);
    size_t size = begins(text, LABELS, sizeof LABELS / sizeof *LABELS);
    xt_str rest = xt_str_from(text, size);
    bool apart = rest.size && (*rest.data == ' ' || *rest.data == ':');
    while (size && rest.size && (*rest.data == ' ' || *rest.data == ':'))
        rest = xt_str_from(rest, 1);
    size_t kind = begins(rest, AGENCIES, sizeof AGENCIES / sizeof *AGENCIES);
    *label = size && !rest.size;
    *name = name_alone(rest);
    return is_name(*name) && (kind ? name->size > kind : size && apart);
}

/* The same for a cell, which may be of several lines. `named`: the cell before is a label. */
static bool read_cell(xt_str text, bool named, bool *label, xt_str *name)
{
    *label = false;
    for (size_t begin = 0, end = 0; begin <= text.size; begin = end + 1) {
        for (end = begin; end < text.size && text.data[end] != '\n';)
            end++;
        if (read_line((xt_str){text.data + begin, end - begin}, label, name))
            return true;
    }
    *name = name_alone(xt_blank_trim(text));
    return named && is_name(*name);
}

static bool read_title(const xt_head_row *row, xt_str *name)
{
    bool label = false;
    for (size_t i = 0; i < row->count; i++) {
        const xt_head_cell *cell = &row->cells[i];
        bool named = label;
        if (cell->is_text && xt_blank_trim(cell->meant).size && read_cell(cell->meant, named, &label, name))
            return true;
    }
    return false;
}

void xt_carry_take_titles(xt_carry_part *part)
{
    xt_mapping *m = &part->mapping;
    int field = xt_table_field(m->target, XT_LITERAL("agency"));
    xt_str name;
    if (field == XT_NO_FIELD || m->origins[field].value.size)
        return;
    for (size_t i = 0; i < xt_head_count(&part->head); i++) {
        const xt_head_row *row = xt_head_at(&part->head, i);
        if (row->number >= m->header.first_row)
            break;
        if (!read_title(row, &name))
            continue;
        m->origins[field].value = name;
        if (m->origins[field].kind == XT_ORIGIN_NONE)
            m->origins[field].kind = XT_ORIGIN_GIVEN;
        break;
    }
}
