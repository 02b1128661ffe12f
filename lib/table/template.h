/* SPDX-License-Identifier: MIT
 *
 * A template in memory: what docs/template-format.md describes, with every name resolved. Everything in it
 * lives as long as the set of templates that it belongs to.
 */
#ifndef XT_TABLE_TEMPLATE_H
#define XT_TABLE_TEMPLATE_H

#include "base/calendar.h"
#include "base/money.h"

#include <regex.h>

enum {
    XT_MAX_FIELDS = 64, /* of one table: sets of fields are 64-bit masks */
    XT_MAX_NOTES = 16,
    XT_NO_FIELD = -1,
};

/* What a field holds, and so how its cells are read and checked. */
typedef enum xt_kind {
    XT_KIND_TEXT,        /* "free-text" */
    XT_KIND_MONEY,       /* "money": baht, to the satang */
    XT_KIND_COUNT,       /* "count": a whole number of things */
    XT_KIND_DATE,        /* "thai-date" */
    XT_KIND_PERIOD,      /* "thai-period": from when to when, or for how long */
    XT_KIND_FISCAL_YEAR, /* "fiscal-year": a year of the Buddhist era */
    XT_KIND_TAX_ID,      /* "tax-id": 13 digits */
    XT_KIND_PROJECT_NO,  /* "project-no": 11 digits, e-GP */
    XT_KIND_VOCABULARY,  /* "vocabulary" */
    XT_KIND_SEQUENCE,    /* "sequence": 1, 2, 3 ... */
    XT_KIND_PROVINCE,    /* "province" */
    XT_KIND_DISTRICT,    /* "district": อำเภอ or เขต */
    XT_KIND_COUNT_OF_KINDS
} xt_kind;

/* A text, its folded form (xt_text_fold), and what tells at once that two are not, or not nearly, the same.
 */
typedef struct xt_label {
    xt_str text, folded;
    uint64_t hash, letters; /* of the folded form: xt_str_hash with seed 0, xt_text_letters */
} xt_label;

/* Both texts must live as long as the label. */
xt_label xt_label_of(xt_str text, xt_str folded);

/* A value of a vocabulary, or another spelling of it. */
typedef struct xt_term {
    xt_label label;
    uint32_t value; /* index of the value it stands for */
    bool is_alias;
} xt_term;

typedef struct xt_vocabulary {
    const char *name;
    bool open;            /* other values are allowed, with a note */
    const xt_str *values; /* the form's own spellings */
    size_t value_count;
    const xt_term *terms; /* values and aliases, sorted by folded text */
    size_t term_count;
} xt_vocabulary;

typedef struct xt_field {
    const char *name;
    xt_kind kind;
    const char *description;  /* what to fill in, for people; "" where the template does not say */
    const char *group;        /* the label above it and its neighbours in a header of two rows; "" */
    double width;             /* of its column, in characters; 0: what its kind needs */
    const regex_t *pattern;   /* that a text must follow; NULL: any */
    const char *pattern_text; /* the same as it was written; "" */
    const char *mark;         /* of provenance, of this field alone; "" */
    bool may_be_absent;       /* the form comes without this column too */
    bool free_choice;         /* the vocabulary only helps: other words are as right */
    bool masked;              /* an ID with some of its digits hidden is right here */
    bool zero_allowed;        /* an amount of zero says something here */
    bool shifts_behind;       /* exports leave blank cells behind it out, so that the others move left */
    const char *holds[2];     /* its text is what these two fields hold, one behind the other; NULL: itself */
    const char *part_title;   /* its header where they stand in two columns; "" */
    const char *stands_for;   /* the field that summaries take it for where that has no column; "" */
    bool required;            /* a row must have a value */
    bool identity;          /* says whose row it is: the column may be absent and does not count as content */
    const xt_label *labels; /* the title first, then its aliases: all accepted */
    size_t label_count;
    const xt_vocabulary *vocabulary; /* for XT_KIND_VOCABULARY */
    const xt_label *blank_tokens;    /* texts that mean "nothing here" */
    size_t blank_token_count;
    int optional_field;               /* not required where this vocabulary field ... */
    uint64_t optional_values;         /* ... has one of these values (bits) */
    const xt_vocabulary *blank_words; /* where it is blank, a summary writes what belongs to the value of the
                                         row's field of this name; NULL: nothing ... */
    const char *const *blank_texts; /* ... one for each value; NULL: none. May hold {vendor}, {contract_price}
                                     */
} xt_field;

/* Whether a header without the field's column is complete all the same. */
static inline bool xt_field_may_be_absent(const xt_field *field)
{
    return field->identity || field->may_be_absent;
}

/* The rules that a template switches on, with their numbers. Rules about single cells follow from the kind
 * and need no switch. */
typedef enum xt_rule_id {
    XT_RULE_DATE_RANGE,
    XT_RULE_DATE_ORDER,
    XT_RULE_DATE_WEEKEND,
    XT_RULE_PRICE_OVER_BUDGET,
    XT_RULE_PRICE_OVER_REFERENCE,
    XT_RULE_AMOUNT_SCALE,
    XT_RULE_FISCAL_YEAR,
    XT_RULE_METHOD_THRESHOLD,
    XT_RULE_SPLIT_PURCHASE,
    XT_RULE_DUPLICATE_ROW,
    XT_RULE_DUPLICATE_PROJECT,
    XT_RULE_DUPLICATE_CONTRACT,
    XT_RULE_SEQUENCE,
    XT_RULE_PLACE_UNKNOWN,
    XT_RULE_SPENT_OVER_BUDGET,
    XT_RULE_SUM_MISMATCH,
    XT_RULE_PERIOD_RANGE,
    XT_RULE_AS_OF_MISMATCH,
    XT_RULE_EXTRA_LABEL,
    XT_RULE_LABEL_ORDER,
    XT_RULE_ID_COUNT
} xt_rule_id;

enum { XT_RULE_FIELDS = 8 };

typedef struct xt_rule_use {
    bool on;
    bool until_as_of;          /* date-range: to the as-of date instead of the year's end */
    int field[XT_RULE_FIELDS]; /* indexes, XT_NO_FIELD where the table has no such field */
    uint64_t values;           /* of field[0]'s vocabulary (bits) */
    xt_satang limit;           /* an amount */
    int days, months;
    double similarity; /* 0 to 1 */
} xt_rule_use;

/* Text below the rows that begins with one of the labels and belongs to a field ("ปัญหา/อุปสรรค: ..."). */
typedef struct xt_note {
    const char *field;
    bool required;
    const xt_label *labels;
    size_t label_count;
} xt_note;

/* One table of a form. */
typedef struct xt_table {
    const struct xt_template *of;
    const char *name; /* of the part; "" for the main one */
    const char *title;
    const xt_field *fields;
    size_t field_count;
    xt_rule_use rules[XT_RULE_ID_COUNT];
    uint32_t minimum_rows;       /* the form's own minimum, said in the summary; 0: none */
    const xt_label *total_words; /* a row that begins with one is a sum, no data */
    size_t total_word_count;
    bool totals_allowed;          /* the form has a sum line of its own */
    const xt_label *footer_words; /* a row that begins with one stands below the data */
    size_t footer_word_count;
    const xt_label *empty_words; /* a row that begins with one says that there is nothing to list */
    size_t empty_word_count;
    bool formulas; /* its cells may be formulas: it sums up another table */
    const xt_note *notes;
    size_t note_count;
} xt_table;

/* What a blank form looks like. Texts may hold {agency}, {year}, {fiscal_year}, {as_of}, {month}, {quarter},
 * {date}. */
typedef struct xt_form {
    const char *sheet; /* the name of its sheet */
    const char *label; /* at the right, above the titles ("แบบ สขร.1"); "" */
    const char *const *titles;
    size_t title_count;
    const char *const *signatures; /* who signs below the table ("ผู้จัดทำ") */
    size_t signature_count;
    const char *empty_sentence; /* in place of rows where there is nothing to list; "" */
    uint32_t rows;              /* prepared for data */
    const char *font;
    int font_size, title_size; /* points */
    uint32_t fill;             /* of the header, 0xRRGGBB */
    bool portrait;
    uint64_t columns; /* bits of the main table's fields that a blank form has */
} xt_form;

/* What a form says of a period, so that it can be made from a register. */
typedef enum xt_summary_of {
    XT_SUMMARY_OF_NOTHING,
    XT_SUMMARY_OF_MONTH,    /* "month": contracts of a month */
    XT_SUMMARY_OF_QUARTER,  /* "quarter" */
    XT_SUMMARY_OF_YEAR,     /* "year": of a fiscal year */
    XT_SUMMARY_OF_PROGRESS, /* "progress": contracts signed by the as-of date */
    XT_SUMMARY_OF_PLAN,     /* "plan": what is to be bought; no summary, but summaries compare with it */
} xt_summary_of;

struct xt_template {
    const char *id, *title, *file;
    int year;                    /* of the assessment, BE; 0: every year */
    int fiscal_year;             /* that the rows belong to, BE; 0: any */
    int as_of_month, as_of_day;  /* in the fiscal year; 0: no such date */
    const char *item;            /* "o16"; "" where there is none */
    int item_number;             /* 16; 0 where there is none */
    const xt_label *title_words; /* texts of title rows or sheet names that speak for this form */
    size_t title_word_count;
    uint32_t search_rows;         /* how far down the header is looked for */
    const xt_label *blank_tokens; /* of fields that have none of their own */
    size_t blank_token_count;
    const xt_table *tables; /* the main one first */
    size_t table_count;
    xt_form form;
    xt_summary_of summary_of;
    uint32_t largest; /* rows of a summary: so many with the highest budget, and those as high; 0: all */
    bool in_set;      /* one of the forms that an agency fills in for its year */
    const xt_provenance_info *provenance;
    size_t provenance_count;
};

/* The day of that fiscal year (BE; 0: none) at which the form wants its data; false where there is none. */
bool xt_template_as_of(const xt_template *t, int fiscal_year, xt_day *day);

/* "month" ...; "" for nothing. */
const char *xt_summary_of_name(xt_summary_of of);

/* The index of the field of that name, or XT_NO_FIELD. */
int xt_table_field(const xt_table *table, xt_str name);

/* "money", and the Table Schema type that goes with it, "number". */
const char *xt_kind_name(xt_kind kind);
const char *xt_kind_type(xt_kind kind);

/* Where a text stands in a vocabulary. */
typedef struct xt_lookup {
    const xt_term *term; /* NULL: not there */
    bool exact;          /* the term's spelling byte for byte */
} xt_lookup;

/* `folded` must be the folded form of `text`. */
xt_lookup xt_vocabulary_find(const xt_vocabulary *vocabulary, xt_str text, xt_str folded);

/* The value whose spelling is nearest to the folded text, or SIZE_MAX where none is near. */
size_t xt_vocabulary_nearest(const xt_vocabulary *vocabulary, xt_str folded);

#endif
