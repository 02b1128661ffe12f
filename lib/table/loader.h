/* SPDX-License-Identifier: MIT
 *
 * What reading template files shares: the set they go into, and objects whose keys are checked against a
 * table.
 */
#ifndef XT_TABLE_LOADER_H
#define XT_TABLE_LOADER_H

#include "base/arena.h"
#include "table/json.h"
#include "table/template.h"

#include <regex.h>

struct xt_templates {
    char *folder; /* where vocabularies are looked for; NULL: nowhere */
    xt_arena arena;
    xt_template **items; /* sorted by id */
    size_t count;
    xt_vocabulary **vocabularies; /* those that have a file of their own */
    size_t vocabulary_count;
    struct xt_places *places; /* of places.json (table/places.h); NULL: the folder has none */
    regex_t **patterns;       /* of fields; in the arena, but with memory of their own */
    size_t pattern_count;
    xt_label *labels; /* while files are read: some that have been met; NULL: none */
};

/* A file that is being read. */
typedef struct xt_loader {
    xt_templates *set;
    xt_json *json;
    xt_error *error;
    xt_bytes scratch;
} xt_loader;

/* One key that an object may have. */
typedef enum xt_key_type {
    XT_KEY_STRING,
    XT_KEY_NUMBER,
    XT_KEY_INTEGER,
    XT_KEY_BOOLEAN,
    XT_KEY_OBJECT,
    XT_KEY_STRINGS, /* an array of strings */
    XT_KEY_OBJECTS, /* an array of objects */
    XT_KEY_ANY,
} xt_key_type;

typedef struct xt_key {
    const char *name; /* NULL ends a table */
    xt_key_type type;
    bool required;
} xt_key;

/* Checks every key of the object against the table: unknown ones are refused with the nearest known one. */
xt_status xt_check_keys(xt_loader *l, const xt_cursor *at, const xt_key *keys);

/* The step to a key that is there (NULL node where it is not), and to an element. */
xt_cursor xt_step(const xt_cursor *up, const char *key);
xt_cursor xt_step_at(const xt_cursor *up, size_t index);

/* The key's value, or the given one where the key is not there. */
const char *xt_get_string(const xt_cursor *at, const char *key, const char *otherwise);
bool xt_get_boolean(const xt_cursor *at, const char *key, bool otherwise);

/* A whole number from `least` to `most`; *out stays as it is where the key is not there. */
xt_status xt_get_integer(xt_loader *l, const xt_cursor *at, const char *key, int least, int most, int *out);

/* Errors at a place of the file. */
xt_status xt_refuse(xt_loader *l, const xt_cursor *at, int sentence, const char *text);
xt_status xt_refuse_pair(xt_loader *l, const xt_cursor *at, int sentence, const char *first,
                         const char *second);

/* A word that is not known: with the nearest of `known` (NULL ends it) where one is near. */
xt_status xt_refuse_word(xt_loader *l, const xt_cursor *at, const char *key, const char *word,
                         const char *const *known);

/* Whether the name is made of small letters, digits and dashes alone, and so may become part of a file's. */
bool xt_is_plain_name(const char *name);

/* Whether Excel takes the name for a sheet. */
bool xt_is_sheet_name(const char *name);

/* Whether the word is a mark of provenance: A, B, C, R, derived. */
bool xt_is_mark(const char *word);

/* The nearest of the known words, or NULL. */
const char *xt_nearest_word(const char *word, const char *const *known);

/* Copies that live as long as the set. NULL: memory is out. */
const char *xt_keep(xt_loader *l, xt_str text);
xt_status xt_keep_label(xt_loader *l, xt_str text, xt_label *out);
/* An array of strings as labels; an absent key gives none. */
xt_status xt_keep_labels(xt_loader *l, const xt_cursor *at, const char *key, const xt_label **out,
                         size_t *count);
/* The same into room for as many labels as the array has. */
xt_status xt_fill_labels(xt_loader *l, const xt_node *array, xt_label *out);
/* The same for words that are looked for: one of blanks and punctuation alone would be found everywhere and
 * is refused. */
xt_status xt_keep_words(xt_loader *l, const xt_cursor *at, const char *key, const xt_label **out,
                        size_t *count);

/* Whether the labels of that list are such words. */
xt_status xt_check_words(xt_loader *l, const xt_cursor *list, const xt_label *words);

/* A vocabulary by its name, from its file in the set's folder, read once; XT_TEMPLATE_INVALID where there is
 * none. */
xt_status xt_vocabulary_named(xt_loader *l, const xt_cursor *at, const char *name, const xt_vocabulary **out);

/* A vocabulary that stands in the template itself. */
xt_status xt_vocabulary_read(xt_loader *l, const xt_cursor *at, xt_vocabulary **out);

/* A list of the vocabulary's own spellings as bits; another word is refused. */
xt_status xt_vocabulary_bits(xt_loader *l, const xt_cursor *list, const xt_vocabulary *v, uint64_t *bits);

/* The fields of a table, from its list "fields". */
xt_status xt_fields_read(xt_loader *l, const xt_cursor *at, xt_table *table);

/* What a blank form looks like. */
xt_status xt_form_read(xt_loader *l, const xt_cursor *root, xt_form *form);

/* The bits of the fields that have a column in a blank form; all where the template does not say. */
xt_status xt_form_columns_read(xt_loader *l, const xt_cursor *root, const xt_table *table, uint64_t *out);

/* The rules of a table: its fields must be there already. */
xt_status xt_rules_read(xt_loader *l, const xt_cursor *at, xt_table *table);

/* Rewrites the rule for a table whose fields stand elsewhere: map[old index] is the new one, XT_NO_FIELD
 * where the field is gone. A rule that cannot do without it goes off. */
void xt_rule_remap(xt_rule_id rule, xt_rule_use *use, const int *map);

/* Appends the table's rules as a JSON object: those whose fields are all there. */
void xt_rules_write(const xt_table *table, xt_bytes *out);

/* One template from its root object. */
xt_status xt_template_read(xt_loader *l, const xt_cursor *root, const char *file, xt_template **out);

/* Reads a whole file into *text. */
xt_status xt_file_read(const char *path, xt_bytes *text, xt_error *error);

#endif
