/* SPDX-License-Identifier: MIT */
#include "store.h"

#include "base/bytes.h"
#include "must.h"
#include "read/zip.h"

#include <zlib.h>

/* ------------------------------------------------------------ together */

/* What the head of a member and its entry in the directory have in common (APPNOTE.TXT 4.3.7, 4.3.12). */
typedef struct member {
    uint32_t checksum, size, offset;
    uint16_t name_size;
} member;

static void put(xt_bytes *out, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        xt_bytes_putc(out, (char)(number >> 8 * i));
}

/* Version 2.0, names in UTF-8, stored, 1 January 1980. */
static void put_common(xt_bytes *out, const member *m)
{
    put(out, 20, 2);
    put(out, 0x0800, 2);
    put(out, 0, 2);
    put(out, 0x00210000, 4);
    put(out, m->checksum, 4);
    put(out, m->size, 4);
    put(out, m->size, 4);
    put(out, m->name_size, 2);
    put(out, 0, 2);
}

static void put_entry(xt_bytes *directory, const member *m, const char *name)
{
    put(directory, 0x02014B50, 4);
    put(directory, 20, 2);
    put_common(directory, m);
    put(directory, 0, 2); /* comment, disk, attributes */
    put(directory, 0, 8);
    put(directory, m->offset, 4);
    xt_bytes_puts(directory, name);
}

static void put_member(xt_bytes *out, const member *m, const pack_part *part)
{
    put(out, 0x04034B50, 4);
    put_common(out, m);
    xt_bytes_puts(out, part->name);
    xt_bytes_append(out, part->text, m->size);
}

/* In a block that ends where the archive does, so that a sanitizer sees what is read behind it. */
static xt_str exact(const xt_bytes *bytes)
{
    char *block = malloc(bytes->size);
    must(block && !bytes->fault, "no memory");
    memcpy(block, bytes->data, bytes->size);
    return (xt_str){block, bytes->size};
}

xt_str store_parts(const pack_part *parts)
{
    xt_bytes out = xt_bytes_make(UINT32_MAX), directory = xt_bytes_make(UINT32_MAX);
    size_t count = 0;
    for (; parts->name; parts++) {
        if (!parts->text)
            continue;
        member m = {.size = (uint32_t)(parts->size ? parts->size : strlen(parts->text)),
                    .offset = (uint32_t)out.size,
                    .name_size = (uint16_t)strlen(parts->name)};
        m.checksum = (uint32_t)crc32(0, (const unsigned char *)parts->text, m.size);
        put_member(&out, &m, parts);
        put_entry(&directory, &m, parts->name);
        count++;
    }
    size_t start = out.size;
    xt_bytes_append(&out, directory.data, directory.size);
    put(&out, 0x06054B50, 4);
    put(&out, 0, 4); /* disks */
    put(&out, count, 2);
    put(&out, count, 2);
    put(&out, directory.size, 4);
    put(&out, start, 4);
    put(&out, 0, 2);
    xt_str archive = exact(&out);
    xt_bytes_free(&out);
    xt_bytes_free(&directory);
    return archive;
}

/* ------------------------------------------------------------ apart */

static bool take_text(xt_zip *zip, size_t index, xt_bytes *text)
{
    enum { MOST = 1 << 18 };
    xt_zip_part *part = NULL;
    size_t got = 1;
    xt_status status = xt_zip_part_open(&part, zip, index, MOST, NULL);
    while (!status && got) {
        char piece[4096];
        status = xt_zip_part_read(part, piece, sizeof piece, &got, NULL);
        if (!status)
            xt_bytes_append(text, piece, got);
    }
    xt_zip_part_close(part);
    return !status && xt_bytes_putc(text, '\0') == XT_OK;
}

void store_take(xt_str file, pack_part parts[STORE_PARTS + 1])
{
    const xt_limits limits = xt_limits_default();
    xt_zip *zip = NULL;
    size_t count = 0;
    if (!xt_zip_open_memory(&zip, file.data, file.size, &limits, NULL))
        for (size_t i = 0; *xt_zip_name(zip, i) && count < STORE_PARTS; i++) {
            xt_bytes text = xt_bytes_make(UINT32_MAX);
            if (take_text(zip, i, &text))
                parts[count++] = (pack_part){
                    .name = pack_text("%s", xt_zip_name(zip, i)), .text = text.data, .size = text.size - 1};
            else
                xt_bytes_free(&text);
        }
    xt_zip_close(zip);
    parts[count] = (pack_part){0};
}

void store_free(pack_part *parts)
{
    for (; parts->name; parts++) {
        free((void *)(uintptr_t)parts->name);
        free((void *)(uintptr_t)parts->text);
    }
}
