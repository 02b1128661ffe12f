/* SPDX-License-Identifier: MIT */
#include "read/ods_beyond.h"

#include "base/error.h"
#include "read/beyond.h"
#include "read/formula.h"

typedef enum kind { ASKS = 1, ACTS, LINKS } kind;

/* Whatever their namespaces are: nothing of these names is harmless in another one. */
static const struct {
    const char *name;
    kind is;
} ELEMENTS[] = {
    {"dde-source", ASKS},         /* 14.6.5: of a table, or of links behind the tables */
    {"event-listener", ACTS},     /* 14.4: of the document, a table, a drawing or a control */
    {"script", ACTS},             /* 3.12, and 7.7.9 in texts */
    {"table-source", LINKS},      /* 9.3.1 */
    {"cell-range-source", LINKS}, /* 9.3.2 */
};

/* Attributes that hold formulas. Of a cell's it is told elsewhere whether they ask, with the cell's place. */
static const struct {
    const char *name;
    bool of_cell;
} FORMULAS[] = {{"formula", true}, {"expression", false}, {"condition", false}};

static const char *local(const char *expanded)
{
    const char *end = strrchr(expanded, '\n');
    return end ? end + 1 : expanded;
}

/* OpenFormula, 5.12: rows of an array are separated by the sign with which Excel writes DDE. */
bool xt_ods_asks(xt_str formula)
{
    xt_formula f = {0};
    char quote = 0;
    bool in_array = false;
    for (size_t i = 0; i < formula.size; i++) {
        char c = formula.data[i];
        bool separates = !quote && in_array && c == '|';
        if (!separates && xt_formula_asks(&f, (xt_str){formula.data + i, 1}))
            return true;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '{' || c == '}')
            in_array = c == '{';
    }
    return false;
}

/* The end of what the quote at `from` begins, where a quote is written twice; NULL where none ends it. */
static const char *end_of_quote(xt_str text, size_t from)
{
    char quote = text.data[from];
    for (size_t i = from + 1; i < text.size; i++) {
        if (text.data[i] != quote)
            continue;
        if (i + 1 == text.size || text.data[i + 1] != quote)
            return text.data + i;
        i++;
    }
    return NULL;
}

/* The next other file that the formula names, 'file:///a.ods'# (5.8); the formula is cut behind it. */
static bool next_source(xt_str *formula, xt_str *source)
{
    for (size_t i = 0; i < formula->size; i++) {
        char quote = formula->data[i];
        if (quote != '"' && quote != '\'')
            continue;
        const char *begin = formula->data + i + 1, *end = end_of_quote(*formula, i);
        if (!end)
            return false;
        i = (size_t)(end - formula->data);
        if (quote == '\'' && i + 1 < formula->size && end[1] == '#') {
            *source = (xt_str){begin, (size_t)(end - begin)};
            *formula = xt_str_from(*formula, i + 1);
            return true;
        }
    }
    return false;
}

/* Names that are hashed to the same number count as one: it is the number alone that is wrong then. */
static xt_status add_link(xt_ods_beyond *b, xt_book *book, xt_str name, xt_error *error)
{
    uint64_t hash = xt_str_hash(name, 0);
    for (size_t i = 0; i < b->links; i++)
        if (b->seen[i] == hash)
            return XT_OK;
    if (b->links == sizeof b->seen / sizeof *b->seen)
        return XT_OK;
    b->seen[b->links++] = hash;
    b->link = b->link ? b->link : xt_arena_copy(&book->arena, name);
    return b->link ? XT_OK : xt_fail_memory(error);
}

static xt_status look_at_formula(xt_ods_beyond *b, xt_book *book, xt_str formula, bool of_cell,
                                 xt_error *error)
{
    xt_str source;
    xt_status status = XT_OK;
    b->asks = b->asks || (!of_cell && xt_ods_asks(formula));
    while (!status && next_source(&formula, &source))
        status = add_link(b, book, source, error);
    return status;
}

/* xlink:href, which is of another family of names. */
static xt_str target_of(const char **attributes)
{
    for (; *attributes; attributes += 2)
        if (strcmp(local(attributes[0]), "href") == 0)
            return xt_str_of(attributes[1]);
    return XT_LITERAL("?");
}

static xt_status look_at_attributes(xt_ods_beyond *b, xt_book *book, const char **attributes, xt_error *error)
{
    xt_status status = XT_OK;
    for (; !status && *attributes; attributes += 2) {
        if (!strpbrk(attributes[1], "#|(")) /* most values, at no cost */
            continue;
        for (size_t i = 0; !status && i < sizeof FORMULAS / sizeof *FORMULAS; i++)
            if (strcmp(local(attributes[0]), FORMULAS[i].name) == 0)
                status = look_at_formula(b, book, xt_str_of(attributes[1]), FORMULAS[i].of_cell, error);
    }
    return status;
}

xt_status xt_ods_look_beyond(xt_ods_beyond *b, xt_book *book, const char *name, const char **attributes,
                             xt_error *error)
{
    size_t i = 0;
    const char *wanted = local(name);
    while (i < sizeof ELEMENTS / sizeof *ELEMENTS && strcmp(ELEMENTS[i].name, wanted) != 0)
        i++;
    if (i == sizeof ELEMENTS / sizeof *ELEMENTS)
        return look_at_attributes(b, book, attributes, error);
    b->asks = b->asks || ELEMENTS[i].is == ASKS;
    b->acts = b->acts || ELEMENTS[i].is == ACTS;
    return ELEMENTS[i].is == LINKS ? add_link(b, book, target_of(attributes), error) : XT_OK;
}

xt_status xt_ods_note_beyond(const xt_ods_beyond *b, xt_book *book, const char *place, xt_error *error)
{
    xt_status status = b->acts ? xt_beyond_note_macros(book, place, error) : XT_OK;
    if (!status && b->links)
        status = xt_beyond_note_links(book, b->link, b->links, error);
    return status || !b->asks ? status : xt_beyond_note_dde(book, place, error);
}
