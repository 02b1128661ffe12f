/* SPDX-License-Identifier: MIT
 *
 * What the files of this test share. An operation does the work of a tool on a file; the loops run it again
 * and again and let one allocation after the other fail.
 */
#ifndef XT_OOM_H
#define XT_OOM_H

#include "base/str.h"
#include "xlstools.h"

/* What an operation works on, and what came out. */
typedef struct job {
    const char *path; /* the file, and its bytes */
    xt_str file;
    const char *out;         /* the file that is written */
    xt_templates *set;       /* read before anything fails */
    const xt_template *form; /* where the file is a template: it */
    const char *templates;   /* the folder of the set */
    uint64_t digest;         /* of all that was handed out */
    bool written;            /* the call that writes `out` ended well */
} job;

/* How it is with the file that an operation writes. */
typedef enum out_kind {
    OUT_NONE,     /* it writes none */
    OUT_NEW,      /* a new one, or in place of an older one */
    OUT_IN_PLACE, /* it is a copy of the input before, and `FILE.bak` after */
} out_kind;

typedef struct operation {
    const char *name;
    xt_status (*run)(job *j, xt_error *error);
    out_kind out;
    bool foreign; /* libxlsxwriter, jansson or regcomp (or the loader of libraries) do a part of it, which
                     crash or lie when memory runs out: it is only our own allocations of which each must be
                     told */
    size_t leak;  /* blocks that libraries may lose in a run */
} operation;

/* NULL: no such operation. */
const operation *operation_of(const char *name);

/* Blocks: libzip 1.7.3 loses one when it cannot put its layers together; libxlsxwriter 1.1.4 one for each
 * drop-down list. libxml2 2.9 is left by a jump, and loses the name and the attributes that it was reading
 * (html_parse.c). */
enum { LIBRARY_LEAK = 1, PAGE_LEAK = 5, LISTS_LEAK = 48 };

/* op_read.c */
xt_status op_read(job *j, xt_error *error);
xt_status op_dump(job *j, xt_error *error);
xt_status op_lists(job *j, xt_error *error);
xt_status op_encodings(job *j, xt_error *error);
xt_status op_templates(job *j, xt_error *error);

/* op_check.c */
xt_status op_check(job *j, xt_error *error);
xt_status op_review(job *j, xt_error *error);

/* op_fix.c */
xt_status op_fix(job *j, xt_error *error);
xt_status op_fix_suggested(job *j, xt_error *error);
xt_status op_fix_dry(job *j, xt_error *error);
xt_status op_fix_in_place(job *j, xt_error *error);
xt_status op_rebuild(job *j, xt_error *error);
xt_status op_patch(job *j, xt_error *error);
xt_status op_patch_pieces(job *j, xt_error *error);

/* op_conv.c */
xt_status op_texts(job *j, xt_error *error);
xt_status op_text_file(job *j, xt_error *error);
xt_status op_workbook(job *j, xt_error *error);

/* op_new.c */
xt_status op_form(job *j, xt_error *error);
xt_status op_derive(job *j, xt_error *error);

/* op_sum.c */
xt_status op_sum_figures(job *j, xt_error *error);
xt_status op_sum_months(job *j, xt_error *error);
xt_status op_sum_quarter(job *j, xt_error *error);
xt_status op_sum_year(job *j, xt_error *error);
xt_status op_sum_progress(job *j, xt_error *error);
xt_status op_sum_agency(job *j, xt_error *error);

/* digest.c */
void mix(uint64_t *digest, const void *data, size_t size);

/* An output that is mixed into *digest. */
xt_output mix_output(uint64_t *digest);

/* Mixes every row of every sheet. */
xt_status mix_book(uint64_t *digest, xt_book *book, xt_error *error);

/* What a file holds. Two workbooks with the same cells may differ in formats, lists and comments. */
typedef struct content {
    uint64_t cells; /* of a workbook, by their values; else of the bytes */
    uint64_t parts; /* of every part of an archive but the one with the time of its making */
} content;

/* False: it cannot be read. */
bool content_of(const char *path, content *out);

#endif
