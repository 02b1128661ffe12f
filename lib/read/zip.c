/* SPDX-License-Identifier: MIT */
#include "read/zip.h"

#include "base/ahead.h"
#include "base/error.h"
#include "base/hashset.h"
#include "read/inflate.h"

#include <errno.h>
#ifndef XT_NO_THREADS
#include <pthread.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

struct xt_zip {
#ifndef XT_NO_THREADS
    pthread_mutex_t lock; /* of the archive, while parts are read ahead */
#endif
    zip_t *archive;
    bool single;       /* nothing is read ahead */
    xt_inflate *spare; /* of the last part that was closed: a workbook has many, one after the other */
    const xt_limits *limits;
    xt_hashset names; /* hash of the folded name -> index */
};

struct xt_zip_part {
    zip_file_t *file;
    xt_zip *zip;
    xt_inflate *inflate; /* NULL: libzip inflates, or there is nothing to inflate */
    uint32_t crc;        /* in the directory */
    const char *name;
    uint64_t announced; /* size in the directory */
    uint64_t given, maximum;
    uint64_t taken;  /* of what was given, by the reader */
    xt_ahead *ahead; /* NULL: the reader inflates */
};

static void lock(xt_zip *zip)
{
#ifndef XT_NO_THREADS
    pthread_mutex_lock(&zip->lock);
#else
    (void)zip;
#endif
}

static void unlock(xt_zip *zip)
{
#ifndef XT_NO_THREADS
    pthread_mutex_unlock(&zip->lock);
#else
    (void)zip;
#endif
}

/* libzip's error as ours. Running out of memory must never look like a damaged file, but libzip tells it in
 * some places as "not a zip archive" or as no error at all. malloc's own mark is then left: each call that
 * may fail is made with an errno of 0. */
static xt_status fail_zip(xt_error *error, zip_error_t *cause, xt_sentence sentence, xt_str place)
{
    if (zip_error_code_zip(cause) == ZIP_ER_MEMORY || errno == ENOMEM)
        return xt_fail_memory(error);
    int code = zip_error_code_zip(cause), fault = errno;
    if (code == ZIP_ER_READ || code == ZIP_ER_SEEK || fault == EIO) /* the disk's fault, not the file's */
        return xt_fail_errno(error, XT_SAY_FILE_READ, place, fault ? fault : zip_error_code_system(cause));
    return xt_fail_at(error, sentence, place, xt_str_of(zip_error_strerror(cause)));
}

static char fold(char c)
{
    return c == '\\' ? '/' : xt_ascii_lower(c);
}

static xt_str without_slash(xt_str name)
{
    while (name.size && fold(name.data[0]) == '/')
        name = xt_str_from(name, 1);
    return name;
}

static uint64_t hash_name(xt_str name)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < name.size; i++) {
        char c = fold(name.data[i]);
        hash = xt_str_hash((xt_str){&c, 1}, hash);
    }
    return hash;
}

static bool same_name(xt_str a, xt_str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (fold(a.data[i]) != fold(b.data[i]))
            return false;
    return true;
}

/* Collects the names. Two different names with one hash would hide a part: refused like a name that is there
 * twice, which a file made by chance never meets. */
static xt_status collect_names(xt_zip *zip, xt_error *error)
{
    zip_int64_t count = zip_get_num_entries(zip->archive, 0);
    if (zip->limits->zip_entries && (uint64_t)count > zip->limits->zip_entries)
        return xt_fail_limit(error, XT_SAY_LIMIT_ENTRIES, (xt_str){0}, (uint64_t)count,
                             zip->limits->zip_entries);
    for (zip_int64_t i = 0; i < count; i++) {
        errno = 0;
        const char *name = zip_get_name(zip->archive, (zip_uint64_t)i, 0);
        if (!name)
            return fail_zip(error, zip_get_error(zip->archive), XT_SAY_ZIP_DIRECTORY, (xt_str){0});
        xt_str key = without_slash(xt_str_of(name));
        if (key.size == 0)
            return xt_fail_at(error, XT_SAY_ZIP_NAME_BAD, XT_LITERAL("\"\""), (xt_str){0});
        uint32_t found = 0;
        bool added = false;
        if (xt_hashset_add(&zip->names, hash_name(key), (uint32_t)i, &found, &added))
            return xt_fail_memory(error);
        if (!added)
            return xt_fail_at(error, XT_SAY_ZIP_NAME_TWICE, xt_str_of(name), (xt_str){0});
    }
    return XT_OK;
}

/* The source is the archive's on success; on failure it is freed here. */
static xt_status open_source(xt_zip **out, zip_source_t *source, const xt_limits *limits, xt_error *error)
{
    zip_error_t cause;
    zip_error_init(&cause);
    xt_zip *zip = calloc(1, sizeof *zip);
    if (!zip) {
        zip_source_free(source);
        return xt_fail_memory(error);
    }
    zip->limits = limits;
#ifndef XT_NO_THREADS
    pthread_mutex_init(&zip->lock, NULL);
#endif
    errno = 0;
    zip->archive = zip_open_from_source(source, ZIP_RDONLY, &cause);
    xt_status status = XT_OK;
    if (!zip->archive) {
        status = fail_zip(error, &cause, XT_SAY_ZIP_DIRECTORY, (xt_str){0});
        zip_source_free(source);
    } else {
        status = collect_names(zip, error);
    }
    zip_error_fini(&cause);
    if (status) {
        xt_zip_close(zip);
        return status;
    }
    *out = zip;
    return XT_OK;
}

xt_status xt_zip_open_path(xt_zip **zip, const char *path, const xt_limits *limits, xt_error *error)
{
    zip_error_t cause;
    zip_error_init(&cause);
    errno = 0;
    zip_source_t *source = zip_source_file_create(path, 0, 0, &cause);
    if (!source) {
        xt_status status = fail_zip(error, &cause, XT_SAY_ZIP_DIRECTORY, (xt_str){0});
        zip_error_fini(&cause);
        return status;
    }
    return open_source(zip, source, limits, error);
}

xt_status xt_zip_open_memory(xt_zip **zip, const void *data, size_t size, const xt_limits *limits,
                             xt_error *error)
{
    zip_error_t cause;
    zip_error_init(&cause);
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &cause);
    if (!source) {
        xt_status status = fail_zip(error, &cause, XT_SAY_ZIP_DIRECTORY, (xt_str){0});
        zip_error_fini(&cause);
        return status;
    }
    return open_source(zip, source, limits, error);
}

void xt_zip_close(xt_zip *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        zip_discard(zip->archive);
    xt_inflate_close(zip->spare);
    xt_hashset_free(&zip->names);
#ifndef XT_NO_THREADS
    pthread_mutex_destroy(&zip->lock);
#endif
    free(zip);
}

/* Whether libzip says of the entry what our own reading of the directory said. */
static bool is_entry(const xt_zip *zip, size_t index, const xt_zip_entry *entry, const char *names)
{
    zip_stat_t stat;
    const char *name = zip_get_name(zip->archive, index, ZIP_FL_ENC_RAW);
    if (!name || zip_stat_index(zip->archive, index, 0, &stat) != 0)
        return false;
    bool same_name =
        entry->is_renamed || xt_str_equal(xt_str_of(name), (xt_str){names + entry->name, entry->name_size});
    return same_name && stat.comp_size == entry->packed && stat.size == entry->unpacked &&
           stat.crc == entry->crc && stat.comp_method == entry->method;
}

bool xt_zip_agrees(const xt_zip *zip, const xt_zip_directory *directory)
{
    const xt_zip_entry *entries = (const xt_zip_entry *)(const void *)directory->entries.data;
    size_t count = directory->entries.size / sizeof *entries;
    bool same = xt_zip_count(zip) == count;
    for (size_t i = 0; same && i < count; i++)
        same = is_entry(zip, i, &entries[i], directory->names.data);
    return same;
}

size_t xt_zip_find(const xt_zip *zip, xt_str name)
{
    xt_str key = without_slash(name);
    uint32_t index = 0;
    if (!xt_hashset_get(&zip->names, hash_name(key), &index))
        return XT_NO_PART;
    return same_name(without_slash(xt_str_of(xt_zip_name(zip, index))), key) ? index : XT_NO_PART;
}

size_t xt_zip_count(const xt_zip *zip)
{
    return (size_t)zip_get_num_entries(zip->archive, 0);
}

uint64_t xt_zip_size(const xt_zip *zip, size_t index, uint64_t *packed)
{
    zip_stat_t stat;
    *packed = 0;
    if (zip_stat_index(zip->archive, index, 0, &stat) != 0)
        return 0;
    *packed = stat.comp_size;
    return stat.size;
}

const char *xt_zip_name(const xt_zip *zip, size_t index)
{
    const char *name = zip_get_name(zip->archive, index, 0);
    return name ? name : "";
}

/* A part with a maximum is a sheet, or any other: the value tells which, unless both have the same. */
static const char *limit_name(const xt_limits *limits, uint64_t maximum)
{
    if (maximum != limits->sheet_size)
        return "part-size";
    return maximum == limits->part_size ? "part-size=none,sheet-size" : "sheet-size";
}

static xt_status fail_size(const xt_zip *zip, xt_str name, uint64_t size, uint64_t maximum, xt_error *error)
{
    xt_status status = xt_fail_limit(error, XT_SAY_LIMIT_PART, name, size, maximum);
    if (error)
        snprintf(error->text, sizeof error->text, "%s", limit_name(zip->limits, maximum));
    return status;
}

/* What the directory says of the part, before a byte is inflated. */
static xt_status check_stat(const xt_zip *zip, const zip_stat_t *stat, uint64_t maximum, xt_error *error)
{
    xt_str name = xt_str_of(stat->name);
    if (stat->encryption_method != ZIP_EM_NONE)
        return xt_fail_at(error, XT_SAY_ENCRYPTED, name, (xt_str){0});
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return xt_fail_at(error, XT_SAY_ZIP_METHOD, name, (xt_str){0});
    if (maximum && stat->size > maximum)
        return fail_size(zip, name, stat->size, maximum, error);
    uint64_t ratio = stat->size / (stat->comp_size ? stat->comp_size : 1);
    if (zip->limits->ratio && ratio > zip->limits->ratio)
        return xt_fail_limit(error, XT_SAY_LIMIT_RATIO, name, ratio, zip->limits->ratio);
    return XT_OK;
}

/* The part's bytes as the archive has them. */
static xt_status read_raw(void *context, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_zip_part *part = context;
    errno = 0;
    zip_int64_t count = zip_fread(part->file, data, size);
    *got = count < 0 ? 0 : (size_t)count;
    return count < 0 ? fail_zip(error, zip_file_get_error(part->file), XT_SAY_ZIP_PART, xt_str_of(part->name))
                     : XT_OK;
}

static bool take_inflate(xt_zip *zip, xt_zip_part *part)
{
    part->inflate = zip->spare ? zip->spare : xt_inflate_open();
    zip->spare = NULL;
    if (part->inflate)
        xt_inflate_begin(part->inflate, read_raw, part);
    return part->inflate;
}

static void give_back_inflate(xt_zip *zip, xt_zip_part *part)
{
    if (zip->spare)
        xt_inflate_close(part->inflate);
    else
        zip->spare = part->inflate;
}

static xt_status open_part(xt_zip_part **out, xt_zip *zip, size_t index, uint64_t maximum, xt_error *error)
{
    zip_stat_t stat;
    errno = 0;
    xt_str name = xt_str_of(xt_zip_name(zip, index));
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                                ZIP_STAT_ENCRYPTION_METHOD | ZIP_STAT_CRC;
    if (zip_stat_index(zip->archive, index, 0, &stat) != 0 || (stat.valid & wanted) != wanted)
        return fail_zip(error, zip_get_error(zip->archive), XT_SAY_ZIP_PART, name);
    xt_status status = check_stat(zip, &stat, maximum, error);
    if (status)
        return status;

    xt_zip_part *part = calloc(1, sizeof *part);
    if (!part)
        return xt_fail_memory(error);
    bool inflates = stat.comp_method == ZIP_CM_DEFLATE && xt_inflate_is_there();
    if (inflates && !take_inflate(zip, part)) {
        free(part);
        return xt_fail_memory(error);
    }
    errno = 0;
    part->file = zip_fopen_index(zip->archive, index, inflates ? ZIP_FL_COMPRESSED : 0);
    if (!part->file) {
        status = fail_zip(error, zip_get_error(zip->archive), XT_SAY_ZIP_PART, name);
        give_back_inflate(zip, part);
        free(part);
        return status;
    }
    part->zip = zip;
    part->name = name.data;
    part->crc = stat.crc;
    part->announced = stat.size;
    part->maximum = maximum;
    *out = part;
    return XT_OK;
}

xt_status xt_zip_part_open(xt_zip_part **part, xt_zip *zip, size_t index, uint64_t maximum, xt_error *error)
{
    lock(zip);
    xt_status status = open_part(part, zip, index, maximum, error);
    unlock(zip);
    return status;
}

/* The part's bytes inflated. What is wrong with them is called what libzip calls it. */
static xt_status inflate_some(xt_zip_part *part, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_str name = xt_str_of(part->name);
    if (!part->inflate)
        return read_raw(part, data, size, got, error);
    bool damaged = false;
    xt_status status = xt_inflate_read(part->inflate, data, size, got, &damaged, error);
    if (status)
        return status;
    if (damaged)
        return xt_fail_at(error, XT_SAY_ZIP_PART, name, XT_LITERAL("Zlib error: data error"));
    if (*got == 0 && xt_inflate_crc(part->inflate) != part->crc)
        return xt_fail_at(error, XT_SAY_ZIP_PART, name, XT_LITERAL("CRC error"));
    return XT_OK;
}

/* Reads, and holds the part to its size. */
static xt_status read_some(xt_zip_part *part, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_str name = xt_str_of(part->name);
    size_t count = 0;
    xt_status status = inflate_some(part, data, size, &count, error);
    if (status)
        return status;
    part->given += (uint64_t)count;
    if (part->maximum && part->given > part->maximum)
        return fail_size(part->zip, name, part->given, part->maximum, error);
    bool lies = count ? part->given > part->announced : part->given != part->announced;
    if (lies)
        return xt_fail_limit(error, XT_SAY_ZIP_SIZE, name, part->given, part->announced);
    *got = count;
    return XT_OK;
}

/* For the reader, or for the thread that inflates ahead of it. */
static xt_status read_part(void *context, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_zip_part *part = context;
    *got = 0;
    lock(part->zip);
    xt_status status = read_some(part, data, size, got, error);
    unlock(part->zip);
    return status;
}

void xt_zip_stay_single(xt_zip *zip)
{
    zip->single = true;
}

bool xt_zip_part_is_large(const xt_zip_part *part)
{
    const uint64_t least = 1 << 20; /* bytes: below that a thread costs more than it saves */
    return part->announced >= least;
}

void xt_zip_part_ahead(xt_zip_part *part)
{
    if (!part->ahead && !part->zip->single && xt_zip_part_is_large(part))
        part->ahead = xt_ahead_start(read_part, part, false);
}

xt_status xt_zip_part_read(xt_zip_part *part, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_status status = part->ahead ? xt_ahead_take(part->ahead, data, size, got, error)
                                   : read_part(part, data, size, got, error);
    part->taken += *got;
    return status;
}

double xt_zip_part_share(const xt_zip_part *part)
{
    return part->announced ? (double)part->taken / (double)part->announced : 1;
}

const char *xt_zip_part_name(const xt_zip_part *part)
{
    return part->name;
}

void xt_zip_part_close(xt_zip_part *part)
{
    if (!part)
        return;
    xt_ahead_stop(part->ahead);
    lock(part->zip);
    zip_fclose(part->file);
    give_back_inflate(part->zip, part);
    unlock(part->zip);
    free(part);
}
