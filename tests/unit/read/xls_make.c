/* SPDX-License-Identifier: MIT */
#include "read/xls_make.h"

#include "base/utf8.h"
#include "must.h"

#include <stdarg.h>

/* What was made, in a block of exactly its size. */
static xt_str settle(xt_bytes *bytes)
{
    char *block = malloc(bytes->size);
    must(block && !bytes->fault, "no memory");
    memcpy(block, bytes->data, bytes->size);
    const xt_str made = {block, bytes->size};
    xt_bytes_free(bytes);
    return made;
}

static void put(xt_bytes *out, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        must(xt_bytes_putc(out, (char)(number >> 8 * i & 0xFF)) == XT_OK, "no memory");
}

static void put_list(xt_bytes *out, const char *format, va_list *arguments)
{
    for (; *format; format++) {
        double number = 0;
        uint64_t bits = 0;
        size_t size = 0;
        switch (*format) {
        case 'b': put(out, va_arg(*arguments, unsigned), 1); break;
        case 'h': put(out, va_arg(*arguments, unsigned), 2); break;
        case 'w': put(out, va_arg(*arguments, unsigned), 4); break;
        case 'd':
            number = va_arg(*arguments, double);
            memcpy(&bits, &number, sizeof bits);
            put(out, bits, 8);
            break;
        case 's': xt_bytes_puts(out, va_arg(*arguments, const char *)); break;
        case 'n':
            size = va_arg(*arguments, size_t);
            xt_bytes_append(out, va_arg(*arguments, const void *), size);
            break;
        default: must(false, format);
        }
    }
    must(out->fault == XT_OK, "no memory");
}

/* Fills in the length of the record that begins at `start`. */
static void close_record(xt_bytes *out, size_t start)
{
    size_t size = out->size - start - 4;
    must(size <= UINT16_MAX, "a record is too long");
    out->data[start + 2] = (char)(size & 0xFF);
    out->data[start + 3] = (char)(size >> 8);
}

static size_t open_record(xt_bytes *out, unsigned type)
{
    if (!out->maximum)
        *out = xt_bytes_make(SIZE_MAX / 2);
    size_t start = out->size;
    put(out, type, 4);
    return start;
}

void xls_record(xt_bytes *out, unsigned type, const char *format, ...)
{
    size_t start = open_record(out, type);
    va_list arguments;
    va_start(arguments, format);
    put_list(out, format, &arguments);
    va_end(arguments);
    close_record(out, start);
}

void xls_bytes(xt_bytes *out, const char *format, ...)
{
    if (!out->maximum)
        *out = xt_bytes_make(SIZE_MAX / 2);
    va_list arguments;
    va_start(arguments, format);
    put_list(out, format, &arguments);
    va_end(arguments);
}

void xls_text(xt_bytes *out, size_t length_size, const char *text, bool wide)
{
    xt_str all = xt_str_of(text);
    xt_bytes units = xt_bytes_make(SIZE_MAX / 2);
    for (size_t at = 0; at < all.size;) {
        uint32_t code = xt_utf8_next(all, &at);
        if (code >= 0x10000) {
            put(&units, 0xD800 + ((code - 0x10000) >> 10), 2);
            code = 0xDC00 + (code & 0x3FF);
        }
        wide = wide || code > 0xFF;
        put(&units, code, 2);
    }
    xls_bytes(out, "");
    put(out, units.size / 2, length_size);
    put(out, wide, 1);
    for (size_t i = 0; i < units.size; i += wide ? 1 : 2)
        xt_bytes_putc(out, units.data[i]);
    xt_bytes_free(&units);
}

void xls_text_record(xt_bytes *out, unsigned type, const char *text, const char *format, ...)
{
    size_t start = open_record(out, type);
    va_list arguments;
    va_start(arguments, format);
    put_list(out, format, &arguments);
    va_end(arguments);
    xls_text(out, 2, text, false);
    close_record(out, start);
}

void xls_begin(xt_bytes *out, unsigned version, unsigned kind)
{
    static const unsigned UPPER[] = {0, 0, 0, 2, 4, 8, 8, 8, 8};
    unsigned type = XT_BIFF_BOF | UPPER[version] << 8;
    unsigned number = version < 5 ? 0 : version << 8;
    if (version < 8)
        xls_record(out, type, "hhhh", number, kind, 0, 0);
    else
        xls_record(out, type, "hhhhww", number, kind, 0, 0, 0, 0);
}

void xls_end(xt_bytes *out)
{
    xls_record(out, XT_BIFF_EOF, "");
}

xt_str xls_workbook(unsigned version, xt_str globals, const xls_sheet *sheets, size_t count)
{
    xt_bytes out = {0};
    size_t places[64];
    must(count <= 64, "too many sheets");
    xls_begin(&out, version, XLS_WORKBOOK);
    xls_bytes(&out, "n", globals.size, globals.data);
    for (size_t i = 0; i < count; i++) {
        const char *name = sheets[i].name;
        places[i] = out.size + 4;
        if (version >= 8)
            xls_record(&out, XT_BIFF_BOUNDSHEET, "wbbbbs", 0, sheets[i].state, sheets[i].kind,
                       (unsigned)strlen(name), 0, name);
        else
            xls_record(&out, XT_BIFF_BOUNDSHEET, "wbbbs", 0, sheets[i].state, sheets[i].kind,
                       (unsigned)strlen(name), name);
    }
    xls_end(&out);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < 4; n++)
            out.data[places[i] + n] = (char)(out.size >> 8 * n & 0xFF);
        xls_begin(&out, version, sheets[i].kind == 2 ? XLS_CHART : XLS_SHEET);
        xls_bytes(&out, "n", sheets[i].records.size, sheets[i].records.data);
        xls_end(&out);
    }
    return settle(&out);
}

xt_str xls_one_sheet(unsigned version, xt_bytes *globals, xt_bytes *records)
{
    const xls_sheet sheet = {"S", 0, 0, xt_bytes_str(records)};
    xt_str stream = xls_workbook(version, xt_bytes_str(globals), &sheet, 1);
    xt_bytes_free(globals);
    xt_bytes_free(records);
    return stream;
}

/* ------------------------------------------------------------ compound files */

enum { MINI_SIZE = 64, MINI_CUTOFF = 4096, ENTRY_SIZE = 128, HEADER_DIFAT = 109 };
#define END_OF_CHAIN 0xFFFFFFFEu
#define FAT_SECTOR   0xFFFFFFFDu
#define DIFAT_SECTOR 0xFFFFFFFCu
#define FREE_SECTOR  0xFFFFFFFFu

typedef struct maker {
    size_t sector_size;
    xt_bytes body; /* all sectors */
    xt_bytes fat;  /* of uint32_t in little-endian order */
} maker;

static void pad(xt_bytes *bytes, size_t unit, int fill)
{
    while (bytes->size % unit)
        must(xt_bytes_putc(bytes, (char)fill) == XT_OK, "no memory");
}

static uint32_t sectors(const maker *m)
{
    return (uint32_t)(m->body.size / m->sector_size);
}

/* Appends the bytes as a chain and gives its first sector. */
static uint32_t add_chain(maker *m, xt_str bytes)
{
    uint32_t first = sectors(m);
    if (bytes.size == 0)
        return END_OF_CHAIN;
    xt_bytes_add(&m->body, bytes);
    pad(&m->body, m->sector_size, 0);
    for (uint32_t sector = first + 1; sector < sectors(m); sector++)
        put(&m->fat, sector, 4);
    put(&m->fat, END_OF_CHAIN, 4);
    return first;
}

static void add_entry(xt_bytes *directory, const char *name, unsigned type, const uint32_t links[3],
                      uint32_t sector, size_t size)
{
    size_t start = directory->size;
    for (const char *p = name; *p; p++)
        put(directory, (unsigned char)*p, 2);
    must(directory->size - start <= 62, name);
    while (directory->size - start < 0x40)
        put(directory, 0, 1);
    put(directory, strlen(name) * 2 + 2, 2);
    put(directory, type, 1);
    put(directory, 1, 1); /* black */
    for (int i = 0; i < 3; i++)
        put(directory, links[i], 4);
    for (int i = 0; i < 36; i++)
        put(directory, 0, 1);
    put(directory, sector, 4);
    put(directory, size, 8);
    must(directory->size - start == ENTRY_SIZE, name);
}

/* The streams that are small, in their own sectors, with the table of those. */
static void add_mini(xt_bytes *mini, xt_bytes *mini_fat, xt_str bytes)
{
    size_t first = mini->size / MINI_SIZE;
    xt_bytes_add(mini, bytes);
    pad(mini, MINI_SIZE, 0);
    for (size_t next = first + 1; next < mini->size / MINI_SIZE; next++)
        put(mini_fat, next, 4);
    if (mini->size / MINI_SIZE > first)
        put(mini_fat, END_OF_CHAIN, 4);
}

/* Appends what names the sectors of the table, and the table: as many sectors of each as it takes to name
 * these too. */
static uint32_t add_tables(maker *m, xt_bytes *header_list, uint32_t *lists, uint32_t *list_count,
                           uint32_t *fats)
{
    uint32_t data = sectors(m), per = (uint32_t)(m->sector_size / 4);
    *fats = *list_count = 0;
    while (*fats * per < data + *fats + *list_count) {
        ++*fats;
        *list_count = *fats <= HEADER_DIFAT ? 0 : (*fats - HEADER_DIFAT + per - 2) / (per - 1);
    }
    uint32_t first_fat = data + *list_count;
    *lists = *list_count ? data : END_OF_CHAIN;
    for (uint32_t i = 0; i < HEADER_DIFAT; i++)
        put(header_list, i < *fats ? first_fat + i : FREE_SECTOR, 4);
    for (uint32_t n = 0; n < *list_count; n++) {
        for (uint32_t i = 0; i < per - 1; i++) {
            uint32_t index = HEADER_DIFAT + n * (per - 1) + i;
            put(&m->body, index < *fats ? first_fat + index : FREE_SECTOR, 4);
        }
        put(&m->body, n + 1 < *list_count ? data + n + 1 : END_OF_CHAIN, 4);
        put(&m->fat, DIFAT_SECTOR, 4);
    }
    for (uint32_t i = 0; i < *fats; i++)
        put(&m->fat, FAT_SECTOR, 4);
    pad(&m->fat, m->sector_size, 0xFF);
    xt_bytes_add(&m->body, xt_bytes_str(&m->fat));
    return first_fat;
}

/* Adds each stream to the chains or to the mini stream; the directory links each entry to the next. */
static void add_streams(maker *m, const cfb_stream *streams, xt_bytes *directory, xt_bytes *mini,
                        xt_bytes *mini_fat)
{
    uint32_t count = 0, inside = FREE_SECTOR, below = FREE_SECTOR;
    while (streams[count].name)
        count++;
    for (uint32_t i = count; i-- > 0;)
        inside = streams[i].inside ? i + 1 : inside;
    uint32_t storage = inside == FREE_SECTOR ? FREE_SECTOR : count + 1, top = storage;
    /* A list to the right, in each storage; the root's ends with the storage. */
    uint32_t *right = calloc(count + 1, sizeof *right);
    must(right != NULL, "no memory");
    for (uint32_t i = count; i-- > 0;) {
        uint32_t *list = streams[i].inside ? &below : &top;
        right[i] = *list;
        *list = i + 1;
    }
    add_entry(directory, "Root Entry", 5, (uint32_t[]){FREE_SECTOR, FREE_SECTOR, top}, END_OF_CHAIN, 0);
    for (uint32_t i = 0; i < count; i++) {
        xt_str bytes = streams[i].bytes;
        bool small = bytes.size < MINI_CUTOFF;
        uint32_t first = END_OF_CHAIN;
        if (small && bytes.size)
            first = (uint32_t)(mini->size / MINI_SIZE);
        if (small)
            add_mini(mini, mini_fat, bytes);
        else
            first = add_chain(m, bytes);
        add_entry(directory, streams[i].name, 2, (uint32_t[]){FREE_SECTOR, right[i], FREE_SECTOR}, first,
                  bytes.size);
    }
    if (inside != FREE_SECTOR)
        add_entry(directory, "Inside", 1, (uint32_t[]){FREE_SECTOR, FREE_SECTOR, below}, 0, 0);
    free(right);
}

static void set(xt_bytes *bytes, size_t at, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        bytes->data[at + i] = (char)(number >> 8 * i & 0xFF);
}

xt_str cfb_make(unsigned version, const cfb_stream *streams, cfb_places *places)
{
    maker m = {.sector_size = version == 3 ? 512 : 4096};
    xt_bytes directory, mini, mini_fat, list, out;
    directory = mini = mini_fat = list = out = m.body = m.fat = xt_bytes_make(SIZE_MAX / 2);
    add_streams(&m, streams, &directory, &mini, &mini_fat);
    set(&directory, 0x74, add_chain(&m, xt_bytes_str(&mini)), 4);
    set(&directory, 0x78, mini.size, 8);
    pad(&mini_fat, m.sector_size, 0xFF);
    pad(&directory, m.sector_size, 0);
    uint32_t first_mini_fat = add_chain(&m, xt_bytes_str(&mini_fat));
    uint32_t first_directory = add_chain(&m, xt_bytes_str(&directory));
    uint32_t lists = 0, list_count = 0, fats = 0;
    uint32_t first_fat = add_tables(&m, &list, &lists, &list_count, &fats);
    xls_bytes(&out, "nhhhhhhhhwwwwwwwww", (size_t)24,
              "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 0x3E, version, 0xFFFE,
              version == 3 ? 9 : 12, 6, 0, 0, 0,
              version == 3 ? 0 : (unsigned)(directory.size / m.sector_size), fats, first_directory, 0,
              MINI_CUTOFF, first_mini_fat, (unsigned)(mini_fat.size / m.sector_size), lists, list_count);
    xt_bytes_add(&out, xt_bytes_str(&list));
    pad(&out, m.sector_size, 0);
    if (places)
        *places = (cfb_places){m.sector_size, (first_directory + 1) * m.sector_size,
                               (first_fat + 1) * m.sector_size, sectors(&m)};
    xt_bytes_add(&out, xt_bytes_str(&m.body));
    xt_bytes *all[] = {&directory, &mini, &mini_fat, &list, &m.body, &m.fat};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        xt_bytes_free(all[i]);
    return settle(&out);
}
