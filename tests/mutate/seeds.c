/* SPDX-License-Identifier: MIT */
#include "seeds.h"

#include "read/cfb.h"
#include "read/xls_make.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zip.h>

enum { MOST_MEMBERS = 64, MOST_SIZE = 4 * 1024 * 1024 };

seed *seed_at(const seeds *all, size_t index)
{
    return (seed *)(void *)all->list.data + index;
}

static char *copy_text(const char *text)
{
    char *copy = strdup(text);
    if (!copy)
        abort();
    return copy;
}

/* ------------------------------------------------------------ what files hold */

/* Adds a member; false: it cannot be read, or is too large to be packed again and again. */
static bool take_member(zip_t *archive, zip_uint64_t index, pack_part *part)
{
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) || stat.size == 0 || stat.size > MOST_SIZE)
        return false;
    char *text = malloc(stat.size);
    zip_file_t *file = text ? zip_fopen_index(archive, index, 0) : NULL;
    bool whole = file && zip_fread(file, text, stat.size) == (zip_int64_t)stat.size;
    if (file)
        zip_fclose(file);
    if (!whole) {
        free(text);
        return false;
    }
    *part = (pack_part){.name = copy_text(stat.name), .text = text, .size = stat.size, .stored = true};
    return true;
}

/* The members of an archive that can be taken apart; NULL: it is none. */
static pack_part *members_of(xt_str bytes)
{
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.size, 0, NULL);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!archive) {
        zip_source_free(source);
        return NULL;
    }
    pack_part *members = calloc(MOST_MEMBERS + 1, sizeof *members);
    size_t count = 0;
    zip_int64_t entries = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; members && i < entries && count < MOST_MEMBERS; i++)
        count += take_member(archive, (zip_uint64_t)i, &members[count]);
    zip_discard(archive);
    if (count == 0) {
        free(members);
        return NULL;
    }
    return members;
}

static void add(seeds *all, const char *name, xt_str bytes)
{
    bool is_archive = xt_str_starts(bytes, XT_LITERAL("PK"));
    const seed item = {copy_text(name), bytes, is_archive ? members_of(bytes) : NULL};
    if (!all->list.maximum)
        all->list = xt_bytes_make(SIZE_MAX / 2);
    if (xt_bytes_append(&all->list, &item, sizeof item))
        abort();
    all->count++;
}

/* The workbook's stream of a compound file, which is read without the file around it too. */
static void add_stream(seeds *all, const char *name, xt_str bytes)
{
    xt_input input;
    xt_cfb *cfb = NULL;
    xt_bytes stream = xt_bytes_make(SIZE_MAX / 2);
    char inside[512];
    if (xt_input_open_memory(&input, bytes, NULL) || xt_cfb_open(&cfb, &input, NULL))
        return;
    uint32_t found = xt_cfb_find(cfb, "Workbook");
    found = found == XT_CFB_NONE ? xt_cfb_find(cfb, "Book") : found;
    if (found != XT_CFB_NONE && !xt_cfb_read(cfb, found, &stream, NULL) && stream.size) {
        snprintf(inside, sizeof inside, "%.400s.stream", name);
        add(all, inside, xt_bytes_str(&stream));
    } else {
        xt_bytes_free(&stream);
    }
    xt_cfb_close(cfb);
    xt_input_close(&input);
}

static void add_file(seeds *all, const char *name, xt_str bytes)
{
    add(all, name, bytes);
    if (xt_str_starts(bytes, XT_CFB_SIGNATURE))
        add_stream(all, name, bytes);
}

/* ------------------------------------------------------------ files made here */

static xt_str make_xlsx(void)
{
    return pack_book((const pack_part[]){
        {.name = "xl/sharedStrings.xml",
         .text = PACK_STRINGS("<si><t>ที่</t></si><si><r><t>ราย</t></r><r><t>การ_x000D_</t></r></si>")},
        {.name = "xl/styles.xml",
         .text = PACK_STYLES("<numFmts><numFmt numFmtId=\"164\" formatCode=\"d mmm yyyy\"/></numFmts>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>")},
        {.name = PACK_SHEET_NAME,
         .text = PACK_SHEET(
             "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>"
             "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
             "t=\"s\"><v>1</v></c></row>"
             "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45382</v></c><c r=\"C2\" t=\"e\"><v>#REF!</v></c>"
             "<c r=\"D2\" t=\"str\"><f>A1</f><v>ก&amp;ข</v></c></row></sheetData>"
             "<mergeCells><mergeCell ref=\"A5:B6\"/></mergeCells>")},
        {0}});
}

/* A sheet with each kind of cell; texts as its version has them. */
static void put_cells(xt_bytes *out, unsigned version)
{
    xls_record(out, XT_BIFF_ROW, "hhhhhhhh", 2, 0, 9, 255, 0, 0, 0x0120, 15);
    xls_record(out, XT_BIFF_COLINFO, "hhhhhh", 2, 4, 2000, 15, 1, 0);
    xls_record(out, XT_BIFF_NUMBER, "hhhd", 0, 0, 1, 45382.25);
    xls_record(out, XT_BIFF_RK, "hhhw", 0, 1, 0, 123456u << 2 | 3);
    xls_record(out, XT_BIFF_MULRK, "hhhwhwh", 0, 2, 0, 6, 1, 7, 3);
    xls_record(out, XT_BIFF_BOOLERR, "hhhbb", 0, 4, 0, 0x2A, 1);
    if (version >= 8) {
        xls_record(out, XT_BIFF_LABELSST, "hhhw", 1, 0, 0, 0);
        xls_record(out, XT_BIFF_LABELSST, "hhhw", 1, 1, 0, 1);
        xls_text_record(out, XT_BIFF_LABEL, "รายการ", "hhh", 1, 2, 0);
    } else {
        xls_record(out, XT_BIFF_LABEL, "hhhhs", 1, 2, 0, 3, "\xB7\xD5\xE8");
    }
    xls_record(out, XT_BIFF_FORMULA, "hhhbbbbbbhhwhb", 2, 0, 0, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 1, 0);
    if (version >= 8)
        xls_text_record(out, XT_BIFF_STRING, "ผล", "");
    else
        xls_record(out, XT_BIFF_STRING, "hs", 3, "\xB7\xD5\xE8");
    xls_begin(out, version, XLS_CHART);
    xls_end(out);
    xls_record(out, XT_BIFF_MERGEDCELLS, "hhhhh", 1, 4, 5, 0, 1);
}

static xt_str make_stream(unsigned version)
{
    xt_bytes globals = {0}, cells = {0}, more = {0}, body = {0};
    xls_record(&globals, XT_BIFF_CODEPAGE, "h", version >= 8 ? 1200 : 874);
    xls_record(&globals, XT_BIFF_DATE1904, "h", 0);
    for (unsigned i = 0; i < 2; i++)
        xls_record(&globals, XT_BIFF_XF_5, "hhhwww", 0, i * 14, 0, 0, 0, 0);
    if (version >= 8) {
        xls_text_record(&globals, XT_BIFF_FORMAT_4, "d mmm yyyy", "h", 164);
        xls_bytes(&body, "ww", 2, 2);
        xls_text(&body, 2, "ที่", true);
        xls_bytes(&body, "hbhs", 9, 8, 1, "rich"); /* goes on behind */
        xls_record(&globals, XT_BIFF_SST, "n", body.size, body.data);
        xls_record(&globals, XT_BIFF_CONTINUE, "bhhhhhhh", 1, 0x0E01, 0x0E02, 0x0E03, 0xD83D, 0xDE00, 0, 0);
    }
    put_cells(&cells, version);
    put_cells(&more, version);
    const xls_sheet sheets[] = {{"one", 0, 0, xt_bytes_str(&cells)}, {"two", 1, 0, xt_bytes_str(&more)}};
    xt_str stream = xls_workbook(version, xt_bytes_str(&globals), sheets, 2);
    xt_bytes_free(&globals);
    xt_bytes_free(&cells);
    xt_bytes_free(&more);
    xt_bytes_free(&body);
    return stream;
}

/* In a compound file, beside a large stream. */
static xt_str make_compound(unsigned stream_version, unsigned version)
{
    static char other[5000];
    xt_str stream = make_stream(stream_version);
    xt_str file = cfb_make(version,
                           (cfb_stream[]){{"Other", {other, sizeof other}, false},
                                          {stream_version >= 8 ? "Workbook" : "Book", stream, false},
                                          {0}},
                           NULL);
    free((void *)(uintptr_t)stream.data);
    return file;
}

static xt_str make_xls5(void)
{
    return make_compound(5, 3);
}

static xt_str make_xls8(void)
{
    return make_compound(8, 3);
}

static xt_str make_xls8_large(void)
{
    return make_compound(8, 4);
}

static const struct {
    const char *name;
    xt_str (*make)(void);
} MADE[] = {{"made.xlsx", make_xlsx},
            {"made-5.xls", make_xls5},
            {"made-8.xls", make_xls8},
            {"made-8-large.xls", make_xls8_large}};

void seeds_make(seeds *all)
{
    for (size_t i = 0; i < sizeof MADE / sizeof *MADE; i++)
        add_file(all, MADE[i].name, MADE[i].make());
}

/* ------------------------------------------------------------ files from the disk */

static bool load_file(seeds *all, const char *path, off_t size)
{
    if (size <= 0 || size > MOST_SIZE)
        return true; /* nothing to damage, or too slow */
    char *data = malloc((size_t)size);
    FILE *file = data ? fopen(path, "rb") : NULL;
    bool whole = file && fread(data, 1, (size_t)size, file) == (size_t)size;
    if (file)
        fclose(file);
    if (whole)
        add_file(all, path, (xt_str){data, (size_t)size});
    else
        free(data);
    return whole;
}

static bool ends_so(const char *name, const char *ext)
{
    const char *dot = strrchr(name, '.');
    return !ext || (dot && strcmp(dot + 1, ext) == 0);
}

/* The same files are taken in the same order everywhere. */
static bool load_folder(seeds *all, const char *path, const char *ext)
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    bool fine = count >= 0;
    for (int i = 0; i < count; i++) {
        char name[4096];
        struct stat info;
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (ends_so(name, ext) && stat(name, &info) == 0 && S_ISREG(info.st_mode))
            fine = load_file(all, name, info.st_size) && fine;
        free(entries[i]);
    }
    free(entries);
    return fine;
}

bool seeds_load(seeds *all, const char *path, const char *ext)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return false;
    return S_ISDIR(info.st_mode) ? load_folder(all, path, ext) : load_file(all, path, info.st_size);
}

bool seeds_save(const seeds *all, const char *folder)
{
    bool fine = true;
    for (size_t i = 0; i < all->count; i++) {
        char path[4096];
        const seed *item = seed_at(all, i);
        snprintf(path, sizeof path, "%s/%s", folder, item->name);
        FILE *file = fopen(path, "wb");
        fine = file && fwrite(item->bytes.data, 1, item->bytes.size, file) == item->bytes.size && fine;
        fine = file && fclose(file) == 0 && fine;
    }
    return fine;
}

void seeds_free(seeds *all)
{
    for (size_t i = 0; i < all->count; i++) {
        seed *item = seed_at(all, i);
        for (pack_part *part = item->members; part && part->name; part++) {
            free((void *)(uintptr_t)part->name);
            free((void *)(uintptr_t)part->text);
        }
        free(item->members);
        free(item->name);
        free((void *)(uintptr_t)item->bytes.data);
    }
    xt_bytes_free(&all->list);
}
