/* SPDX-License-Identifier: MIT
 *
 * Whole workbooks as archives: every cell, every validation, and all cells as JSON. Archives are taken apart
 * for the mutation, and put together with one part changed.
 */
#include "fuzz.h"
#include "hold.h"
#include "store.h"
#include "table/json.h"
#include "xml_mutate.h"

#include <stdlib.h>

enum { JSON_MOST = 16384 /* bytes of cells as JSON that are looked at */ };

static int keep(void *context, const char *data, size_t size)
{
    xt_bytes *bytes = context;
    size_t room = JSON_MOST - bytes->size;
    xt_bytes_append(bytes, data, size < room ? size : room);
    return 0;
}

/* Each line is an object of its own. */
static void hold_lines(xt_str lines)
{
    xt_error error;
    while (lines.size) {
        const char *end = memchr(lines.data, '\n', lines.size);
        xt_json *json = NULL;
        if (!end)
            return; /* cut by JSON_MOST */
        xt_str line = {lines.data, (size_t)(end - lines.data)};
        hold_text(line);
        hold(!xt_json_parse(&json, "line", line, &error), "no JSON: %.*s", (int)line.size, line.data);
        xt_json_free(json);
        lines = xt_str_from(lines, line.size + 1);
    }
}

static void hold_dump(xt_str file)
{
    const xt_open_options options = hold_options();
    const xt_dump_options all = {.sheet = XT_ALL_SHEETS};
    xt_book *book = NULL;
    xt_error error;
    xt_bytes lines = xt_bytes_make(JSON_MOST);
    const xt_output output = {keep, &lines, "lines"};
    if (xt_book_open_memory(&book, file.data, file.size, &options, NULL))
        return;
    xt_status status = xt_book_dump(book, &all, &output, &error);
    if (status)
        hold_error(status, &error);
    hold_lines(xt_bytes_str(&lines));
    xt_bytes_free(&lines);
    xt_book_close(book);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const xt_open_options options = hold_options();
    xt_str file = hold_input(data, size);
    if (hold_book(file, &options, 1 + size))
        hold_dump(file);
    hold_validations(file);
    return 0;
}

/* ------------------------------------------------------------ mutation */

static void change_text(dice *d, pack_part *part, size_t most)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_append(&text, part->text, part->size);
    size_t changes = 1 + below(d, 3);
    for (size_t i = 0; i < changes; i++)
        xml_mutate(d, &text, most);
    part->size = text.size;
    hold(xt_bytes_putc(&text, '\0') == XT_OK, "out of memory");
    free((void *)(uintptr_t)part->text);
    part->text = text.data;
}

/* A member under the name of another, or under one that differs in a byte. */
static void change_name(dice *d, pack_part *parts, size_t count, pack_part *part)
{
    static const char BYTES[] = "aA/\\.x0%\x80";
    char *name = pack_text("%s", parts[below(d, count)].name);
    if (*name && below(d, 2))
        name[below(d, strlen(name))] = BYTES[below(d, sizeof BYTES - 1)];
    free((void *)(uintptr_t)part->name);
    part->name = name;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    dice d = {seed};
    pack_part parts[STORE_PARTS + 1];
    size_t count = 0;
    if (below(&d, 4) == 0)
        return LLVMFuzzerMutate(data, size, most);
    store_take(hold_input(data, size), parts);
    while (parts[count].name)
        count++;
    if (count == 0)
        return LLVMFuzzerMutate(data, size, most);
    pack_part *part = &parts[below(&d, count)];
    bool other_name = below(&d, 16) == 0;
    if (other_name)
        change_name(&d, parts, count, part);
    else
        change_text(&d, part, most);
    /* What writes deflated archives refuses a name that is there twice. */
    xt_str packed = other_name || below(&d, 4) ? store_parts(parts) : pack_zip(parts);
    if (packed.size <= most) {
        memcpy(data, packed.data, packed.size);
        size = packed.size;
    }
    free((void *)(uintptr_t)packed.data);
    store_free(parts);
    return size;
}
