/* SPDX-License-Identifier: MIT */
#include "damage.h"

#include "base/le.h"
#include "dice.h"

#include <stdlib.h>

/* ------------------------------------------------------------ where */

/* The head of some record of a bare BIFF stream, or one of the bytes behind it, where the numbers are. */
static size_t place_in_records(dice *d, xt_str bytes)
{
    enum { NUMBERS = 24 };
    size_t count = 0, chosen = 0;
    const unsigned char *p = (const unsigned char *)bytes.data;
    for (size_t at = 0; at + 4 <= bytes.size; at += 4 + xt_le16(p + at + 2))
        if (below(d, ++count) == 0)
            chosen = at;
    return chosen + below(d, NUMBERS);
}

static bool is_biff(xt_str bytes)
{
    return bytes.size > 8 && bytes.data[0] == 0x09 && bytes.data[3] == 0;
}

static size_t place(dice *d, xt_str bytes)
{
    size_t at = 0;
    switch (below(d, 4)) {
    case 0: at = below(d, bytes.size < 600 ? bytes.size : 600); break; /* heads of files */
    case 1: at = is_biff(bytes) ? place_in_records(d, bytes) : below(d, bytes.size); break;
    default: at = below(d, bytes.size); break;
    }
    return at < bytes.size ? at : bytes.size - 1;
}

/* ------------------------------------------------------------ what */

static void set_number(dice *d, xt_bytes *file)
{
    static const uint32_t NUMBERS[] = {0,          1,          2,         3,      0x7F,       0x80,
                                       0xFF,       0x100,      0x7FFF,    0x8000, 0xFFFE,     0xFFFF,
                                       0x10000,    0xFFFFFF,   0x4000,    0x3FFF, 0x7FFFFFFF, 0x80000000,
                                       0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFA};
    uint32_t number = NUMBERS[below(d, sizeof NUMBERS / sizeof *NUMBERS)];
    size_t at = place(d, xt_bytes_str(file)), size = (size_t)1 << below(d, 3);
    for (size_t i = 0; i < size && at + i < file->size; i++)
        file->data[at + i] = (char)(number >> 8 * i);
}

static void add_number(dice *d, xt_bytes *file)
{
    size_t at = place(d, xt_bytes_str(file));
    file->data[at] = (char)(file->data[at] + (char)below(d, 9) - 4);
}

static void flip_bit(dice *d, xt_bytes *file)
{
    size_t at = place(d, xt_bytes_str(file));
    file->data[at] = (char)(file->data[at] ^ 1 << below(d, 8));
}

static void set_bytes(dice *d, xt_bytes *file)
{
    size_t at = place(d, xt_bytes_str(file)), size = 1 + below(d, 16);
    int fill = below(d, 2) ? 0 : 0xFF;
    bool random = below(d, 2) != 0;
    for (size_t i = 0; i < size && at + i < file->size; i++)
        file->data[at + i] = (char)(random ? (int)below(d, 256) : fill);
}

/* What files of text are made of. */
static void put_word(dice *d, xt_bytes *file)
{
    static const char *const WORDS[] = {"<",        ">",         "</",    "&#",   "&amp;",        "\"",
                                        "'",        ",",         ";",     "\t",   "\r\n",         "<!--",
                                        "]]>",      "<![CDATA[", "<?",    "=",    "\xEF\xBB\xBF", "\xB7",
                                        "\xE0\xB8", "-1",        "1e999", "<td>", "</table>",     "r=\"",
                                        "t=\"s\""};
    const char *word = WORDS[below(d, sizeof WORDS / sizeof *WORDS)];
    size_t at = place(d, xt_bytes_str(file));
    for (size_t i = 0; word[i] && at + i < file->size; i++)
        file->data[at + i] = word[i];
}

static void move_block(dice *d, xt_bytes *file)
{
    size_t from = place(d, xt_bytes_str(file)), to = place(d, xt_bytes_str(file));
    size_t size = 1 + below(d, below(d, 8) ? 64 : 4096), end = from > to ? from : to;
    if (size > file->size - end)
        size = file->size - end;
    memmove(file->data + to, file->data + from, size);
}

static void remove_block(dice *d, xt_bytes *file)
{
    size_t at = place(d, xt_bytes_str(file)), size = 1 + below(d, 64);
    if (size > file->size - at)
        size = file->size - at;
    memmove(file->data + at, file->data + at + size, file->size - at - size);
    file->size -= size;
}

static void repeat_block(dice *d, xt_bytes *file)
{
    size_t at = place(d, xt_bytes_str(file)), size = 1 + below(d, 64);
    if (size > file->size - at)
        size = file->size - at;
    if (!xt_bytes_reserve(file, size))
        abort();
    memmove(file->data + at + size, file->data + at, file->size - at);
    file->size += size;
}

static void cut(dice *d, xt_bytes *file)
{
    if (below(d, 4) == 0)
        file->size = 1 + below(d, file->size);
}

typedef void (*change)(dice *d, xt_bytes *file);

/* Numbers are what readers trust most, so they are changed most. */
static const change CHANGES[] = {set_number,   set_number,   set_number, add_number, add_number,
                                 flip_bit,     flip_bit,     set_bytes,  put_word,   move_block,
                                 remove_block, repeat_block, cut};

static void change_some(dice *d, xt_bytes *file)
{
    size_t times = 1 + below(d, below(d, 4) ? 4 : 32);
    for (size_t i = 0; i < times && file->size; i++)
        CHANGES[below(d, sizeof CHANGES / sizeof *CHANGES)](d, file);
}

/* The other half of some other seed behind the first half of this one. */
static void join(dice *d, const seeds *all, xt_bytes *file)
{
    xt_str other = seed_at(all, below(d, all->count))->bytes;
    size_t at = below(d, file->size), from = below(d, other.size);
    file->size = at;
    if (xt_bytes_add(file, xt_str_from(other, from)))
        abort();
}

static xt_str exact(const xt_bytes *bytes)
{
    char *block = malloc(bytes->size ? bytes->size : 1);
    if (!block)
        abort();
    if (bytes->size)
        memcpy(block, bytes->data, bytes->size);
    return (xt_str){block, bytes->size};
}

/* One member damaged, and all of them packed again. */
static xt_str damage_member(dice *d, const seed *from)
{
    size_t count = 0;
    while (from->members[count].name)
        count++;
    pack_part *member = &from->members[below(d, count)], before = *member;
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    if (xt_bytes_append(&text, member->text, member->size))
        abort();
    change_some(d, &text);
    member->text = text.size ? text.data : " ";
    member->size = text.size ? text.size : 1;
    xt_str packed = pack_zip(from->members);
    *member = before;
    xt_bytes_free(&text);
    return packed;
}

xt_str damage(const seeds *all, uint64_t number, const char **name)
{
    dice d = {number};
    const seed *from = seed_at(all, below(&d, all->count));
    *name = from->name;
    if (from->members && below(&d, 4))
        return damage_member(&d, from);
    xt_bytes file = xt_bytes_make(SIZE_MAX / 2);
    if (xt_bytes_add(&file, from->bytes))
        abort();
    if (below(&d, 16) == 0)
        join(&d, all, &file);
    change_some(&d, &file);
    xt_str damaged = exact(&file);
    xt_bytes_free(&file);
    return damaged;
}
