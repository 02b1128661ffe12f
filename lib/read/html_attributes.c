/* SPDX-License-Identifier: MIT
 *
 * How many attributes libxml2 may find in an element of a page, before it sees the page: it compares each
 * with all before it. The steps are those of its htmlParseStartElement. Whether a < begins an element depends
 * on what stands before it (a comment, a script, a value), in which a page can lead any second reading
 * astray. So each < is taken for a beginning, and all readings that are then open are followed at once: for
 * each state the most attributes that a reading in it has. That takes one pass, and never counts too few.
 */
#include "read/html.h"

typedef enum state {
    OVER,    /* the element has ended */
    ELEMENT, /* in its name */
    BETWEEN,
    NAME,
    BEHIND_NAME,
    BEFORE_VALUE,
    VALUE,
    IN_QUOTES,
    IN_APOSTROPHES,
    PASSED_OVER, /* up to a blank: no name begins so */
    STATES
} state;

typedef enum sign { OTHER, BLANK, LETTER, DIGIT, EQUALS, QUOTE, APOSTROPHE, END, SIGNS } sign;

/* clang-format off */
static const uint8_t NEXT[STATES][SIGNS] = {
    /*                    OTHER           BLANK           LETTER          DIGIT           EQUALS          QUOTE           APOSTROPHE      END */
    [ELEMENT]        = { PASSED_OVER,    BETWEEN,        ELEMENT,        ELEMENT,        PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    OVER },
    [BETWEEN]        = { PASSED_OVER,    BETWEEN,        NAME,           PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    OVER },
    [NAME]           = { PASSED_OVER,    BEHIND_NAME,    NAME,           NAME,           BEFORE_VALUE,   PASSED_OVER,    PASSED_OVER,    OVER },
    [BEHIND_NAME]    = { PASSED_OVER,    BEHIND_NAME,    NAME,           PASSED_OVER,    BEFORE_VALUE,   PASSED_OVER,    PASSED_OVER,    OVER },
    [BEFORE_VALUE]   = { VALUE,          BEFORE_VALUE,   VALUE,          VALUE,          VALUE,          IN_QUOTES,      IN_APOSTROPHES, OVER },
    [VALUE]          = { VALUE,          BETWEEN,        VALUE,          VALUE,          VALUE,          VALUE,          VALUE,          OVER },
    [IN_QUOTES]      = { IN_QUOTES,      IN_QUOTES,      IN_QUOTES,      IN_QUOTES,      IN_QUOTES,      BETWEEN,        IN_QUOTES,      IN_QUOTES },
    [IN_APOSTROPHES] = { IN_APOSTROPHES, IN_APOSTROPHES, IN_APOSTROPHES, IN_APOSTROPHES, IN_APOSTROPHES, IN_APOSTROPHES, BETWEEN,        IN_APOSTROPHES },
    [PASSED_OVER]    = { PASSED_OVER,    BETWEEN,        PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    PASSED_OVER,    OVER },
};
/* clang-format on */

/* Names have ASCII alone, and begin with what is LETTER. */
static sign sign_of(char c)
{
    char lower = xt_ascii_lower(c);
    if ((lower >= 'a' && lower <= 'z') || c == '_' || c == ':' || c == '.')
        return LETTER;
    if ((c >= '0' && c <= '9') || c == '-')
        return DIGIT;
    switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r': return BLANK;
    case '=': return EQUALS;
    case '"': return QUOTE;
    case '\'': return APOSTROPHE;
    case '>': return END;
    default: return OTHER;
    }
}

typedef struct readings {
    size_t count[STATES]; /* names that the longest reading in this state has, the element's too; 0: none */
    size_t name_size;     /* of the letters and digits up to here: all names that are open began with them */
} readings;

/* Every reading goes on by a sign. Of a name that is longer than a piece, libxml2 makes several. */
static bool go_on(readings *r, sign is)
{
    enum { PIECE = 100 };
    bool cut = r->name_size && r->name_size % PIECE == 0 && (is == LETTER || is == DIGIT);
    readings next = {.name_size = is == LETTER || is == DIGIT ? r->name_size + 1 : 0};
    bool any = false;
    for (size_t i = ELEMENT; i < STATES; i++) {
        if (!r->count[i])
            continue;
        size_t from = cut && (i == NAME || i == ELEMENT) ? BETWEEN : i;
        size_t to = NEXT[from][is], count = r->count[i] + (to == NAME && from != NAME);
        next.count[to] = count > next.count[to] ? count : next.count[to];
        any = any || to != OVER;
    }
    *r = next;
    return any;
}

size_t xt_html_attributes(xt_str page)
{
    readings r = {{0}, 0};
    sign signs[256];
    size_t most = 1;
    bool any = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        signs[i] = sign_of((char)i);
    for (size_t at = 0; at < page.size; at++) {
        if (!any) {
            const char *begin = memchr(page.data + at, '<', page.size - at);
            at = begin ? (size_t)(begin - page.data) : page.size - 1;
        }
        any = any && go_on(&r, signs[(unsigned char)page.data[at]]);
        if (page.data[at] == '<' && at + 1 < page.size && signs[(unsigned char)page.data[at + 1]] == LETTER) {
            r.count[ELEMENT] = 1; /* a < is in no name: no other reading is in this state */
            any = true;
        }
        most = r.count[NAME] > most ? r.count[NAME] : most;
    }
    return most - 1;
}
