/* SPDX-License-Identifier: MIT
 *
 * The set of templates: a folder of files, or single ones.
 */
#include "base/error.h"
#include "base/number.h"
#include "table/loader.h"
#include "table/places.h"
#include "thai/digits.h"
#include "thai/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FILE_SIZE = 1 << 20, PATH_SIZE = 4096 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Numbers inside ids count as numbers: o7 comes before o12. */
static int compare_ids(const char *left, const char *right)
{
    while (*left && *right) {
        size_t l = 0, r = 0;
        for (; is_digit(left[l]); l++)
            ;
        for (; is_digit(right[r]); r++)
            ;
        if (l && r && l != r)
            return l < r ? -1 : 1; /* no number of an id begins with a zero */
        if (*left != *right)
            return (unsigned char)*left - (unsigned char)*right;
        left++;
        right++;
    }
    return (*left != '\0') - (*right != '\0');
}

static xt_template **find_place(const xt_templates *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->items[i]->id, id) == 0)
            return &set->items[i];
    return NULL;
}

static xt_status add(xt_templates *set, xt_template *t, xt_error *error)
{
    xt_template **grown = realloc(set->items, (set->count + 1) * sizeof(xt_template *));
    if (!grown)
        return xt_fail_memory(error);
    set->items = grown;
    size_t place = set->count++;
    for (; place > 0 && compare_ids(set->items[place - 1]->id, t->id) > 0; place--)
        set->items[place] = set->items[place - 1];
    set->items[place] = t;
    return XT_OK;
}

/* Reads a file into the set. A file that a person names may take the place of the folder's template of its
 * id. */
static xt_status read_file(xt_templates *set, const char *path, bool replace, const xt_template **out,
                           xt_error *error)
{
    xt_bytes text = xt_bytes_make(FILE_SIZE);
    xt_loader l = {.set = set, .error = error, .scratch = xt_bytes_make(FILE_SIZE)};
    xt_template *t = NULL;
    xt_status status = xt_file_read(path, &text, error);
    if (!status)
        status = xt_json_parse(&l.json, path, xt_bytes_str(&text), error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(l.json)};
        status = xt_template_read(&l, &root, path, &t);
        xt_template **place = status ? NULL : find_place(set, t->id);
        xt_cursor id = xt_step(&root, "xlstools:id");
        if (place && replace)
            *place = t;
        else if (place)
            status = xt_refuse(&l, &id, XT_SAY_TEMPLATE_TWICE, t->id);
        else if (!status)
            status = add(set, t, error);
    }
    xt_json_free(l.json);
    xt_bytes_free(&l.scratch);
    xt_bytes_free(&text);
    if (out)
        *out = status ? NULL : t;
    return status;
}

/* Reads the table of provinces and districts. */
static xt_status read_places(xt_templates *set, const char *path, xt_error *error)
{
    xt_bytes text = xt_bytes_make(FILE_SIZE);
    xt_loader l = {.set = set, .error = error, .scratch = xt_bytes_make(FILE_SIZE)};
    xt_status status = xt_file_read(path, &text, error);
    if (!status)
        status = xt_json_parse(&l.json, path, xt_bytes_str(&text), error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(l.json)};
        status = xt_places_read(&l, &root, &set->places);
    }
    xt_json_free(l.json);
    xt_bytes_free(&l.scratch);
    xt_bytes_free(&text);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder that end in `suffix`, sorted so that messages do not depend on the disk. */
static xt_status list_folder(const char *path, xt_arena *arena, char ***names, size_t *count, xt_error *error)
{
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    *names = NULL;
    *count = 0;
    DIR *folder = opendir(path);
    if (!folder && errno == ENOMEM)
        return xt_fail_memory(error);
    if (!folder)
        return xt_fail_at(error, XT_SAY_TEMPLATE_FOLDER, (xt_str){0}, xt_str_of(path));
    xt_status status = XT_OK;
    for (const struct dirent *entry; !status;) {
        errno = 0;
        entry = readdir(folder);
        if (!entry && errno)
            status = xt_fail_errno(error, XT_SAY_FILE_READ, xt_str_of(path), errno);
        if (!entry)
            break;
        if (entry->d_name[0] == '.')
            continue;
        char *name = xt_arena_copy(arena, xt_str_of(entry->d_name));
        if (!name || xt_bytes_append(&list, &name, sizeof name))
            status = xt_fail_memory(error);
    }
    closedir(folder);
    size_t size = list.size;
    *names = status ? NULL : xt_arena_alloc(arena, size);
    if (!status && !*names)
        status = xt_fail_memory(error);
    if (!status && size) {
        memcpy(*names, list.data, size);
        *count = size / sizeof(char *);
        qsort(*names, *count, sizeof **names, by_name);
    }
    xt_bytes_free(&list);
    return status;
}

/* Reads every template of a folder and, one level down, of the folders in it (one a year). */
static xt_status read_folder(xt_templates *set, const char *path, int depth, xt_error *error)
{
    char **names = NULL;
    size_t count = 0;
    char inner[PATH_SIZE];
    xt_status status = list_folder(path, &set->arena, &names, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        if (snprintf(inner, sizeof inner, "%s/%s", path, names[i]) >= (int)sizeof inner)
            continue;
        bool vocabularies = strcmp(names[i], "vocabularies") == 0;
        if (depth == 0 && !vocabularies && is_folder(inner)) {
            status = read_folder(set, inner, depth + 1, error);
        } else if (depth == 0 && strcmp(names[i], "places.json") == 0) {
            status = read_places(set, inner, error);
        } else if (xt_str_ends(xt_str_of(names[i]), XT_LITERAL(".json"))) {
            status = read_file(set, inner, false, NULL, error);
        }
    }
    return status;
}

static void forget_labels(xt_templates *set)
{
    free(set->labels);
    set->labels = NULL;
}

xt_status xt_templates_open(xt_templates **out, const char *folder, xt_error *error)
{
    xt_templates *set = calloc(1, sizeof *set);
    if (!set)
        return xt_fail_memory(error);
    set->folder = xt_arena_copy(&set->arena, xt_str_of(folder));
    xt_status status = set->folder ? read_folder(set, folder, 0, error) : xt_fail_memory(error);
    forget_labels(set);
    if (!status && set->count == 0)
        status = xt_fail_at(error, XT_SAY_TEMPLATE_FOLDER, (xt_str){0}, xt_str_of(folder));
    if (status)
        xt_templates_close(set);
    else
        *out = set;
    return status;
}

void xt_templates_close(xt_templates *set)
{
    if (!set)
        return;
    free(set->items);
    for (size_t i = 0; i < set->pattern_count; i++)
        regfree(set->patterns[i]);
    free(set->patterns);
    free(set->vocabularies);
    forget_labels(set);
    xt_arena_free(&set->arena);
    free(set);
}

size_t xt_templates_count(const xt_templates *set)
{
    return set->count;
}

const xt_template *xt_templates_at(const xt_templates *set, size_t index)
{
    return index < set->count ? set->items[index] : NULL;
}

/* The newest form of the item that a name like "o16", "016" or "๐๑๖" means; NULL: it means none. */
static const xt_template *newest_of_item(const xt_templates *set, xt_str name)
{
    char code[16];
    const xt_template *newest = NULL;
    uint64_t number = 0;
    xt_str ascii = {code, name.size < sizeof code ? xt_thai_to_ascii(name, code, sizeof code) : 0};
    if (ascii.size < 2 || (xt_ascii_lower(code[0]) != 'o' && code[0] != '0') ||
        !xt_uint_parse(xt_str_from(ascii, 1), 99, &number))
        return NULL;
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i]->item_number == (int)number && (!newest || set->items[i]->year > newest->year))
            newest = set->items[i];
    return newest;
}

xt_status xt_templates_find(xt_templates *set, const char *name, const xt_template **out, xt_error *error)
{
    xt_str text = xt_str_of(name);
    if (strchr(name, '/') || xt_str_ends(text, XT_LITERAL(".json")))
        return read_file(set, name, true, out, error);
    xt_template **place = find_place(set, name);
    *out = place ? *place : NULL;
    if (place)
        return XT_OK;
    const char *nearest = set->count ? set->items[0]->id : "";
    const xt_template *coded = newest_of_item(set, text);
    size_t least = coded ? 0 : SIZE_MAX;
    if (coded)
        nearest = coded->id;
    for (size_t i = 0; i < set->count; i++) {
        size_t distance = xt_text_distance(text, xt_str_of(set->items[i]->id), 64);
        if (distance < least) {
            least = distance;
            nearest = set->items[i]->id;
        }
    }
    if (least > text.size / 2 + 1)
        return xt_fail_at(error, XT_SAY_TEMPLATE_STRANGE, (xt_str){0}, text);
    return xt_fail_at(error, XT_SAY_TEMPLATE_UNKNOWN, xt_str_of(nearest), text);
}

const char *xt_template_id(const xt_template *t)
{
    return t->id;
}

const char *xt_template_title(const xt_template *t)
{
    return t->title;
}

int xt_template_year(const xt_template *t)
{
    return t->year;
}

bool xt_template_in_set(const xt_template *t)
{
    return t->in_set;
}

const char *xt_template_mark(const xt_template *t)
{
    return t->provenance_count ? t->provenance[0].mark : "R";
}

size_t xt_template_provenance_count(const xt_template *t)
{
    return t->provenance_count;
}

xt_provenance_info xt_template_provenance(const xt_template *t, size_t index)
{
    return t->provenance[index];
}

const char *xt_template_item(const xt_template *t)
{
    return t->item;
}
