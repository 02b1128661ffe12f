/* SPDX-License-Identifier: MIT
 *
 * calcPr in the workbook part (ECMA-376 part 1, 18.2.2), and what the parts of a patch share.
 */
#include "read/xml.h"
#include "write/patch_parts.h"

#include <stdio.h>

xt_splices *xt_job_part(xt_job *job, size_t part)
{
    for (xt_splices *s = job->changed; s; s = s->next)
        if (s->part == part)
            return s;
    xt_splices *made = xt_arena_alloc(&job->arena, sizeof *made);
    if (made) {
        *made = (xt_splices){job->changed, part, xt_bytes_make(SIZE_MAX / 2), xt_bytes_make(SIZE_MAX / 2)};
        job->changed = made;
    }
    return made;
}

xt_status xt_job_fail(const xt_job *job, const xt_edit *edit, xt_sentence sentence, xt_str text,
                      xt_error *error)
{
    char ref[XT_REF_SIZE];
    xt_bytes place = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&place, "%s!%s", job->book->sheets[edit->sheet].info.name,
                    xt_cell_ref(edit->row, edit->column, ref));
    xt_status status = xt_fail_at(error, sentence, xt_bytes_str(&place), text);
    xt_bytes_free(&place);
    return status;
}

const char *xt_job_part_name(xt_job *job, size_t part)
{
    char *name = xt_arena_copy(&job->arena, xt_str_of(xt_zip_name(job->book->zip, part)));
    if (!name)
        return NULL;
    for (char *c = name; *c; c++)
        *c = *c == '\\' ? '/' : *c;
    while (*name == '/')
        name++;
    return name;
}

/* The elements of CT_Workbook that stand before calcPr. */
static bool is_before_calculation(const xt_token *token, xt_str prefix)
{
    static const char *const NAMES[] = {"fileVersion",        "fileSharing",        "workbookPr",
                                        "workbookProtection", "bookViews",          "sheets",
                                        "functionGroups",     "externalReferences", "definedNames"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (xt_token_is(token, prefix, NAMES[i]))
            return true;
    return false;
}

/* The calcPr that is there. */
static xt_status change_calculation(xt_splices *splices, const xt_token *token, xt_error *error)
{
    char text[XT_ATTRIBUTE_SIZE];
    xt_attribute full;
    if (xt_xml_true(xt_attribute_text(token->raw, "fullCalcOnLoad", text)))
        return XT_OK;
    if (xt_attribute_find(token->raw, "fullCalcOnLoad", &full))
        return xt_splices_replace(splices, token, full.value, XT_LITERAL("1"), error);
    size_t closing = token->kind == XT_TOKEN_EMPTY ? 2 : 1;
    return xt_splices_add(splices, xt_token_end(token) - closing, 0, XT_LITERAL(" fullCalcOnLoad=\"1\""),
                          error);
}

static xt_status add_calculation(xt_splices *splices, uint64_t at, xt_str prefix, xt_error *error)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&text, "<%.*scalcPr fullCalcOnLoad=\"1\"/>", (int)prefix.size, prefix.data);
    xt_status status =
        text.fault ? xt_fail_memory(error) : xt_splices_add(splices, at, 0, xt_bytes_str(&text), error);
    xt_bytes_free(&text);
    return status;
}

/* Goes over the children of the root. */
static xt_status walk(xt_job *job, xt_tokens *tokens, xt_splices *splices, xt_error *error)
{
    enum { CHILD = 2 };
    size_t depth = 0;
    uint64_t behind = 0; /* the last element before calcPr */
    const char *copy = NULL;
    xt_str prefix = {0};
    for (;;) {
        xt_token token;
        xt_status status = xt_tokens_next(tokens, &token, error);
        if (status)
            return status;
        if (token.kind == XT_TOKEN_NONE)
            return behind ? add_calculation(splices, behind, prefix, error) : xt_tokens_fail(tokens, error);
        depth += xt_token_opens(&token);
        if (depth == 1 && !copy) {
            prefix = xt_token_prefix(token.name);
            copy = xt_arena_copy(&job->arena, prefix);
            if (!copy)
                return xt_fail_memory(error);
            prefix.data = copy;
        }
        if (depth == CHILD && xt_token_opens(&token) && xt_token_is(&token, prefix, "calcPr"))
            return change_calculation(splices, &token, error);
        bool closes = token.kind == XT_TOKEN_EMPTY || token.kind == XT_TOKEN_END;
        if (depth == CHILD && closes && is_before_calculation(&token, prefix))
            behind = xt_token_end(&token);
        depth -= closes && depth;
    }
}

xt_status xt_patch_calculation(xt_job *job, xt_error *error)
{
    xt_tokens tokens;
    xt_splices *splices = xt_job_part(job, job->book->workbook);
    if (!splices)
        return xt_fail_memory(error);
    xt_status status = xt_tokens_open(&tokens, job->book->zip, job->book->workbook,
                                      job->book->limits.part_size, job->chunk, error);
    if (!status)
        status = walk(job, &tokens, splices, error);
    xt_tokens_close(&tokens);
    return status;
}
