/* SPDX-License-Identifier: MIT
 *
 * The repair of Thai texts: what was mended is UTF-8, and is not mended again; and what else looks at Thai
 * texts.
 */
#include "base/utf8.h"
#include "fuzz.h"
#include "hold.h"
#include "thai/mend.h"
#include "thai/order.h"
#include "thai/orthography.h"
#include "thai/text.h"

enum {
    REPAIRS = XT_DAMAGE_ORDER | XT_DAMAGE_GLYPH | XT_DAMAGE_ENCODING,
    SUGGESTIONS = XT_DAMAGE_LOOKALIKE | XT_DAMAGE_SPLIT
};

static void hold_same(const char *what, const xt_bytes *a, const xt_bytes *b)
{
    hold(xt_str_equal(xt_bytes_str(a), xt_bytes_str(b)), "%s: \"%.*s\", then \"%.*s\"", what, (int)a->size,
         a->data, (int)b->size, b->data);
}

static void hold_mended(xt_str text, xt_bytes *once, xt_bytes *twice)
{
    unsigned damage = 0, left = 0, done = 0;
    hold(!xt_thai_damage(text, &damage) && !xt_thai_mend(text, ~0u, once, &done), "out of memory");
    hold_text(xt_bytes_str(once));
    hold(!xt_thai_damage(xt_bytes_str(once), &left), "out of memory");
    hold(!(left & REPAIRS), "damage %u is left", left);
    hold(done == (damage & REPAIRS), "damage %u, and %u was done", damage, done);
    hold(xt_str_equal(text, xt_bytes_str(once)) == (done == 0), "%u was done", done);
    hold(!xt_thai_mend(xt_bytes_str(once), ~0u, twice, NULL), "out of memory");
    hold_same("mended", once, twice);
    xt_bytes_clear(once);
    bool suggested = xt_thai_suggest(text, once);
    hold(suggested ? (damage & SUGGESTIONS) != 0 : once->size == 0, "damage %u, %zu bytes suggested", damage,
         once->size);
    hold_text(xt_bytes_str(once));
}

typedef xt_status step(xt_str text, xt_bytes *out);

/* What the step does to its own result is nothing. */
static void hold_settled(const char *what, step *make, xt_str text, xt_bytes *once, xt_bytes *twice)
{
    xt_bytes_clear(once);
    xt_bytes_clear(twice);
    hold(!make(text, once) && !make(xt_bytes_str(once), twice), "out of memory");
    hold_text(xt_bytes_str(once));
    hold_same(what, once, twice);
}

static void hold_compared(xt_str text, xt_str other)
{
    enum { LIMIT = 5 };
    size_t distance = xt_text_distance(text, other, LIMIT);
    hold(distance == xt_text_distance(other, text, LIMIT), "a distance of %zu, and another one back",
         distance);
    hold(distance > LIMIT || xt_text_may_be_near(xt_text_letters(text), xt_text_letters(other), distance),
         "near by %zu, and may not be", distance);
    double alike = xt_text_similarity(text, other);
    hold(alike >= 0 && alike <= 1 && alike == xt_text_similarity(other, text), "alike by %f", alike);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str all = hold_input(data, size), text = {all.data, xt_utf8_valid(all)};
    xt_bytes once = xt_bytes_make(SIZE_MAX / 2), twice = once;
    hold_mended(text, &once, &twice);
    hold_settled("order", xt_order_mend, text, &once, &twice);
    hold(once.size <= text.size, "%zu bytes in order, and %zu before", once.size, text.size);
    hold_settled("fold", xt_text_fold, text, &once, &twice);
    hold_compared(text, xt_bytes_str(&once));
    hold_settled("blanks", xt_text_clean_space, text, &once, &twice);
    hold(xt_text_space_faults(xt_bytes_str(&once)) == 0, "blanks are left");
    xt_thai_spelling(all);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return text_mutate_input(data, size, most, seed);
}
