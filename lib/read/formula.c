/* SPDX-License-Identifier: MIT */
#include "read/formula.h"

/* Whether the name ends so: behind its beginning, or behind a dot ("_xlfn.WEBSERVICE"). */
static bool ends_with(const xt_formula *f, xt_str function)
{
    size_t kept = f->size < sizeof f->word ? f->size : sizeof f->word;
    if (kept < function.size || memcmp(f->word + kept - function.size, function.data, function.size) != 0)
        return false;
    return f->size == function.size || (kept > function.size && f->word[kept - function.size - 1] == '.');
}

static bool is_reaching(const xt_formula *f)
{
    static const char *const FUNCTIONS[] = {"dde", "rtd", "call", "register.id", "webservice"};
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        if (ends_with(f, xt_str_of(FUNCTIONS[i])))
            return true;
    return false;
}

static void add_to_name(xt_formula *f, char c)
{
    if (f->size >= sizeof f->word)
        memmove(f->word, f->word + 1, sizeof f->word - 1);
    f->word[f->size < sizeof f->word ? f->size : sizeof f->word - 1] = c;
    f->size++;
}

static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* Inside of the brackets of a table's columns. */
static void skip_column(xt_formula *f, char c)
{
    if (f->escaped)
        f->escaped = false;
    else if (c == '\'')
        f->escaped = true;
    else if (c == '[')
        f->brackets++;
    else if (c == ']')
        f->brackets--;
}

bool xt_formula_asks(xt_formula *f, xt_str piece)
{
    for (size_t i = 0; i < piece.size; i++) {
        char c = xt_ascii_lower(piece.data[i]);
        if (f->quote) {
            f->quote = c == f->quote ? 0 : f->quote;
        } else if (f->brackets) {
            skip_column(f, c);
        } else if (c == '|' || (c == '(' && is_reaching(f))) {
            return true;
        } else if (is_of_name(c)) {
            add_to_name(f, c);
        } else if (c != ' ') { /* blanks may stand between a name and its bracket */
            f->size = 0;
            f->quote = c == '"' || c == '\'' ? c : 0;
            f->brackets = c == '[';
        }
    }
    return false;
}
