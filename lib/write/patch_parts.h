/* SPDX-License-Identifier: MIT
 *
 * The inside of xt_patch: XML taken apart where it stands, and what is to change in which part.
 */
#ifndef XT_WRITE_PATCH_PARTS_H
#define XT_WRITE_PATCH_PARTS_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "read/book.h"
#include "write/patch.h"

/* ------------------------------------------------------------ a part as tokens (patch_token.c) */

typedef enum xt_token_kind {
    XT_TOKEN_NONE,  /* the part is over */
    XT_TOKEN_START, /* <a ...> */
    XT_TOKEN_EMPTY, /* <a .../> */
    XT_TOKEN_END,   /* </a> */
    XT_TOKEN_OTHER, /* text (in pieces), comments, CDATA, processing instructions */
} xt_token_kind;

/* Lives until the next one. Every byte of the part is in exactly one. */
typedef struct xt_token {
    xt_token_kind kind;
    uint64_t at; /* where it begins in the part */
    xt_str raw, name;
} xt_token;

/* A part that is being taken apart. Only what tells tokens apart is judged: whether the XML is sound is
 * judged by those who read the cells. */
typedef struct xt_tokens {
    xt_zip_part *part;
    xt_bytes window; /* what was read of the part and not yet handed out */
    size_t used;     /* bytes of it handed out */
    uint64_t base;   /* where it begins in the part */
    size_t chunk;
    bool ended;
} xt_tokens;

/* A part that is not UTF-8 is refused with the first token. */
xt_status xt_tokens_open(xt_tokens *tokens, xt_zip *zip, size_t part, uint64_t maximum, size_t chunk,
                         xt_error *error);
xt_status xt_tokens_next(xt_tokens *tokens, xt_token *token, xt_error *error);
void xt_tokens_close(xt_tokens *tokens);

/* Passes over cells that are plain - tags and text, without a formula, a prefix or anything that is not an
 * element - up to `end`, "</row>", which is next then. False: nothing was passed over, because they are not,
 * because the end tag has a blank in it, or because not all of them have been read yet. */
bool xt_tokens_pass(xt_tokens *tokens, xt_str end);

/* "The part is written so that it cannot be changed without loss." */
xt_status xt_tokens_fail(const xt_tokens *tokens, xt_error *error);

/* Whether a token begins an element. */
static inline bool xt_token_opens(const xt_token *token)
{
    return token->kind == XT_TOKEN_START || token->kind == XT_TOKEN_EMPTY;
}

/* Whether the token is of the element with this prefix ("" or "x:") and name. */
bool xt_token_is(const xt_token *token, xt_str prefix, const char *local);

/* The prefix of a name with its colon; "" where it has none. */
xt_str xt_token_prefix(xt_str name);

/* Behind the token in its part. */
static inline uint64_t xt_token_end(const xt_token *token)
{
    return token->at + token->raw.size;
}

typedef struct xt_attribute {
    xt_str raw; /* from the blank before the name to the closing quote */
    xt_str name, value;
} xt_attribute;

/* The next attribute of a start tag, given as its raw text; *at is 0 before the first. False: no more, or no
 * attribute. */
bool xt_attribute_next(xt_str tag, size_t *at, xt_attribute *out);

/* The attribute of the name (without prefix). */
bool xt_attribute_find(xt_str tag, const char *name, xt_attribute *out);

enum { XT_ATTRIBUTE_SIZE = 4096 };

/* The value with entities decoded, in out; false where it is longer than that or holds an unknown entity. */
bool xt_attribute_decode(xt_str value, char out[XT_ATTRIBUTE_SIZE], xt_str *text);

/* The attribute's value decoded, in out; data NULL where it is not there or cannot be decoded. */
xt_str xt_attribute_text(xt_str tag, const char *name, char out[XT_ATTRIBUTE_SIZE]);

/* Appends a text as character data, or as an attribute's value between double quotes: entities, and _xHHHH_
 * for what XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
void xt_put_escaped(xt_bytes *out, xt_str text, bool attribute);

/* ------------------------------------------------------------ what is to change (patch_splice.c) */

/* `size` bytes of the part at `at` give way to a text. */
typedef struct xt_splice {
    uint64_t at, size;
    size_t from, length; /* of the text, in xt_splices.text */
    size_t order;
} xt_splice;

/* All changes of one part. */
typedef struct xt_splices {
    struct xt_splices *next; /* of another part */
    size_t part;
    xt_bytes items; /* of xt_splice; by place once they were sorted */
    xt_bytes text;
} xt_splices;

/* Adds a change; those at one place stay in the order in which they came. */
xt_status xt_splices_add(xt_splices *splices, uint64_t at, uint64_t size, xt_str text, xt_error *error);

/* Replaces a piece of a token. */
xt_status xt_splices_replace(xt_splices *splices, const xt_token *token, xt_str piece, xt_str text,
                             xt_error *error);

/* Puts them in order. False: two want the same bytes. */
bool xt_splices_sort(xt_splices *splices);

/* How many bytes a part of `size` bytes has with the changes. */
uint64_t xt_splices_size(const xt_splices *splices, uint64_t size);

/* A part being read with its changes, which were sorted. */
typedef struct xt_splicer {
    const xt_splices *splices;
    xt_zip *zip;
    uint64_t maximum;
    size_t chunk;
    xt_zip_part *part;
    char *buffer;
    size_t used, filled;       /* of the buffer */
    uint64_t at, skip;         /* where the next byte stands in the part; how many to leave out */
    size_t next;               /* change */
    size_t text_at, text_left; /* of the text that is being handed out */
} xt_splicer;

xt_status xt_splicer_open(xt_splicer *s, xt_error *error);

/* Gives up to `size` bytes; *got is 0 at the end. */
xt_status xt_splicer_read(xt_splicer *s, char *data, size_t size, size_t *got, xt_error *error);
void xt_splicer_close(xt_splicer *s);

/* ------------------------------------------------------------ the workbook that is changed */

typedef enum xt_spot_kind {
    XT_SPOT_NEW_ROW, /* neither the cell nor its row is there */
    XT_SPOT_NEW_CELL,
    XT_SPOT_CELL,
} xt_spot_kind;

/* Where an edit goes. */
typedef struct xt_spot {
    xt_spot_kind kind;
    bool placed;    /* `at` is known */
    bool childless; /* what the new cell or row goes into stands there as <.../>, and `at` is its "/" */
    uint64_t at, size;
    xt_str tag;     /* CELL: its start tag */
    xt_str rest;    /* CELL: its extLst, if it has one */
    xt_str prefix;  /* of the sheet's elements */
    uint32_t style; /* its cell format; 0 where it names none */
} xt_spot;

/* Works through one call of xt_patch. */
typedef struct xt_job {
    xt_book *book; /* the input */
    const xt_edit *edits;
    size_t count;
    xt_spot *spots; /* one an edit */
    size_t chunk;
    size_t styles;       /* part, or XT_NO_PART */
    bool has_formulas;   /* in the sheets looked at, or there may be some */
    xt_splices *changed; /* the parts that change */
    xt_arena arena;
} xt_job;

/* The edits [first, last) of one sheet. */
typedef struct xt_edits {
    size_t first, last;
} xt_edits;

/* The changes of the part, none at first; NULL when memory is out. */
xt_splices *xt_job_part(xt_job *job, size_t part);

/* An error at the cell of an edit: "sheet!B5". */
xt_status xt_job_fail(const xt_job *job, const xt_edit *edit, xt_sentence sentence, xt_str text,
                      xt_error *error);

/* The part's name as relationships have it: with slashes, none in front. NULL when memory is out. */
const char *xt_job_part_name(xt_job *job, size_t part);

/* Finds the cells of one sheet's edits (patch_sheet.c). */
xt_status xt_patch_find(xt_job *job, xt_edits of, xt_error *error);

/* Adds to the sheet's changes what its edits come to; their formats must be settled. */
xt_status xt_patch_cells(xt_job *job, xt_edits of, xt_error *error);

/* Whether the part of a sheet holds a formula. */
xt_status xt_patch_find_formula(xt_job *job, size_t part, bool *found, xt_error *error);

/* Gives each edit's spot its final cell format, adding formats to the styles where none fits
 * (patch_styles.c). */
xt_status xt_patch_formats(xt_job *job, xt_error *error);

/* Renames the columns of the sheet's tables whose headers are among its edits (patch_table.c). */
xt_status xt_patch_tables(xt_job *job, xt_edits of, xt_error *error);

/* Tells Excel to calculate everything when it opens the file (patch_book.c). */
xt_status xt_patch_calculation(xt_job *job, xt_error *error);

/* Writes the archive that is open as `from`, the input, to `to`, which is empty, with the changed parts in
 * it; there must be some (patch_zip.c). `name`: for messages. */
xt_status xt_patch_archive(xt_job *job, int from, int to, const char *name, xt_error *error);

/* Gives the members of the archive `to` the dates that they have in `from`, which has the same members
 * (patch_time.c). Returns 0 or the errno of what went wrong; an archive in which they are not to be found in
 * the plain way (zip64) keeps those it has. */
int xt_patch_times(int from, int to);

/* Reads both workbooks and compares every cell (patch_verify.c). */
xt_status xt_patch_verify(const xt_job *job, const char *path, xt_error *error);

#endif
