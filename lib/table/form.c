/* SPDX-License-Identifier: MIT
 *
 * What a blank form looks like, for the programs that write one.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "table/loader.h"

#include <stdlib.h>

static const xt_key FORM_KEYS[] = {
    {"sheet", XT_KEY_STRING, false},
    {"label", XT_KEY_STRING, false},
    {"titles", XT_KEY_STRINGS, false},
    {"rows", XT_KEY_INTEGER, false},
    {"font", XT_KEY_STRING, false},
    {"fontSize", XT_KEY_INTEGER, false},
    {"titleSize", XT_KEY_INTEGER, false},
    {"fill", XT_KEY_STRING, false},
    {"orientation", XT_KEY_STRING, false},
    {"columns", XT_KEY_STRINGS, false},
    {"signatures", XT_KEY_STRINGS, false},
    {"emptySentence", XT_KEY_STRING, false},
    {NULL, XT_KEY_ANY, false},
};

/* A name that Excel takes for a sheet: 1 to 31 characters, none of []:*?/\ (ECMA-376 leaves it to Excel's own
 * documentation). */
bool xt_is_sheet_name(const char *name)
{
    enum { LONGEST = 31 };
    size_t count = xt_utf8_count(xt_str_of(name));
    for (const char *c = name; *c; c++)
        if (strchr("[]:*?/\\'", *c) || (unsigned char)*c < ' ')
            return false;
    return count > 0 && count <= LONGEST && !xt_str_equal_nocase(xt_str_of(name), XT_LITERAL("History"));
}

static xt_status read_sheet(xt_loader *l, const xt_cursor *at, xt_form *form)
{
    xt_cursor sheet = xt_step(at, "sheet");
    const char *name = xt_node_string(sheet.node).data;
    if (!sheet.node)
        return XT_OK;
    if (!xt_is_sheet_name(name))
        return xt_refuse_pair(l, &sheet, XT_SAY_TEMPLATE_VALUE, "sheet", name);
    form->sheet = xt_keep(l, xt_str_of(name));
    return form->sheet ? XT_OK : xt_fail_memory(l->error);
}

static xt_status read_texts(xt_loader *l, const xt_cursor *at, const char *key, const char *const **out,
                            size_t *out_count)
{
    enum { MOST = 8 };
    xt_cursor list = xt_step(at, key);
    size_t count = list.node ? xt_node_size(list.node) : 0;
    if (count > MOST)
        return xt_refuse_pair(l, &list, XT_SAY_TEMPLATE_TYPE, key, "0 ... 8");
    const char **texts = count ? xt_arena_alloc(&l->set->arena, count * sizeof *texts) : NULL;
    if (count && !texts)
        return xt_fail_memory(l->error);
    for (size_t i = 0; i < count; i++)
        if (!(texts[i] = xt_keep(l, xt_node_string(xt_node_at(list.node, i)))))
            return xt_fail_memory(l->error);
    *out = texts;
    *out_count = count;
    return XT_OK;
}

/* A word in braces that nothing fills in would be printed as it stands. */
static xt_status check_placeholders(xt_loader *l, const xt_cursor *at, const xt_form *form)
{
    static const char *const WORDS[] = {"agency", "year",    "fiscal_year", "as_of",
                                        "month",  "quarter", "date",        NULL};
    xt_cursor list = xt_step(at, "titles");
    for (size_t i = 0; i < form->title_count; i++)
        for (const char *open = strchr(form->titles[i], '{'); open; open = strchr(open + 1, '{')) {
            xt_cursor title = xt_step_at(&list, i);
            char word[32] = "";
            size_t size = strcspn(open + 1, "}"), known = 0;
            if (size < sizeof word)
                memcpy(word, open + 1, size);
            while (WORDS[known] && strcmp(WORDS[known], word) != 0)
                known++;
            if (!WORDS[known])
                return xt_refuse_word(l, &title, "titles", word, WORDS);
        }
    return XT_OK;
}

/* "EBEBEB" */
static xt_status read_fill(xt_loader *l, const xt_cursor *at, xt_form *form)
{
    enum { DIGITS = 6, HEX = 16 };
    xt_cursor fill = xt_step(at, "fill");
    const char *text = xt_node_string(fill.node).data;
    if (!fill.node)
        return XT_OK;
    if (strlen(text) != DIGITS || strspn(text, "0123456789abcdefABCDEF") != DIGITS)
        return xt_refuse_pair(l, &fill, XT_SAY_TEMPLATE_TYPE, "fill", "RRGGBB");
    form->fill = (uint32_t)strtoul(text, NULL, HEX);
    return XT_OK;
}

static xt_status read_orientation(xt_loader *l, const xt_cursor *at, xt_form *form)
{
    static const char *const WORDS[] = {"landscape", "portrait", NULL};
    xt_cursor here = xt_step(at, "orientation");
    const char *word = here.node ? xt_node_string(here.node).data : WORDS[0];
    form->portrait = strcmp(word, WORDS[1]) == 0;
    return form->portrait || strcmp(word, WORDS[0]) == 0
               ? XT_OK
               : xt_refuse_word(l, &here, "orientation", word, WORDS);
}

xt_status xt_form_columns_read(xt_loader *l, const xt_cursor *root, const xt_table *table, uint64_t *out)
{
    xt_cursor form = xt_step(root, "xlstools:form");
    xt_cursor list = form.node ? xt_step(&form, "columns") : form;
    *out = list.node ? 0 : UINT64_MAX;
    const char *known[XT_MAX_FIELDS + 1] = {NULL};
    for (size_t i = 0; i < table->field_count; i++)
        known[i] = table->fields[i].name;
    if (list.node && xt_node_size(list.node) == 0)
        return xt_refuse_pair(l, &list, XT_SAY_TEMPLATE_TYPE, "columns", "1 ...");
    for (size_t i = 0; list.node && i < xt_node_size(list.node); i++) {
        xt_cursor name = xt_step_at(&list, i);
        int field = xt_table_field(table, xt_node_string(name.node));
        if (field == XT_NO_FIELD)
            return xt_refuse_word(l, &name, "columns", xt_node_string(name.node).data, known);
        if (*out >> field & 1)
            return xt_refuse(l, &name, XT_SAY_TEMPLATE_TWICE, known[field]);
        *out |= UINT64_C(1) << field;
    }
    return XT_OK;
}

xt_status xt_form_read(xt_loader *l, const xt_cursor *root, xt_form *form)
{
    enum { ROWS = 100, MOST_ROWS = 20000, FONT_SIZE = 14, TITLE_SIZE = 16, SMALLEST = 6, LARGEST = 72 };
    *form = (xt_form){.sheet = "",
                      .label = "",
                      .empty_sentence = "",
                      .rows = ROWS,
                      .font = "TH Sarabun New",
                      .font_size = FONT_SIZE,
                      .title_size = TITLE_SIZE,
                      .fill = 0xEBEBEB};
    xt_cursor at = xt_step(root, "xlstools:form");
    if (!at.node)
        return XT_OK;
    int rows = ROWS;
    xt_status status = xt_check_keys(l, &at, FORM_KEYS);
    if (!status)
        status = read_sheet(l, &at, form);
    if (!status)
        status = read_texts(l, &at, "titles", &form->titles, &form->title_count);
    if (!status)
        status = check_placeholders(l, &at, form);
    if (!status)
        status = read_texts(l, &at, "signatures", &form->signatures, &form->signature_count);
    if (!status)
        status = read_fill(l, &at, form);
    if (!status)
        status = read_orientation(l, &at, form);
    if (!status)
        status = xt_get_integer(l, &at, "rows", 1, MOST_ROWS, &rows);
    if (!status)
        status = xt_get_integer(l, &at, "fontSize", SMALLEST, LARGEST, &form->font_size);
    if (!status)
        status = xt_get_integer(l, &at, "titleSize", SMALLEST, LARGEST, &form->title_size);
    form->rows = (uint32_t)rows;
    form->label = xt_keep(l, xt_str_of(xt_get_string(&at, "label", "")));
    form->font = xt_keep(l, xt_str_of(xt_get_string(&at, "font", form->font)));
    form->empty_sentence = xt_keep(l, xt_str_of(xt_get_string(&at, "emptySentence", "")));
    return status || (form->label && form->font && form->empty_sentence) ? status : xt_fail_memory(l->error);
}
