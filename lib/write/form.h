/* SPDX-License-Identifier: MIT
 *
 * What the files that write a blank form share. Rows and columns count from 0 here, as in libxlsxwriter.
 */
#ifndef XT_WRITE_FORM_H
#define XT_WRITE_FORM_H

#include "base/bytes.h"
#include "base/calendar.h"
#include "table/loader.h"
#include "write/xlsx.h"

/* The sheet behind the drop-down lists. */
#define XT_LIST_SHEET "รายการ"

enum { XT_FORM_LISTS = 32, XT_LIST_RANGE = 64 };

/* A list of that sheet: its cells as formulas name them, directly and by a defined name. */
typedef struct xt_form_list {
    const xt_vocabulary *vocabulary; /* NULL: of places */
    char range[XT_LIST_RANGE], name[XT_LIST_RANGE];
} xt_form_list;

typedef struct xt_form_lists {
    xt_form_list items[XT_FORM_LISTS];
    size_t count;
    xt_form_list provinces;                      /* each once */
    xt_form_list pair_provinces, pair_districts; /* each district with its province beside it */
    char first_district[XT_LIST_RANGE];          /* the cell above the districts */
} xt_form_lists;

typedef enum xt_form_cell_type { XT_FORM_BLANK, XT_FORM_TEXT, XT_FORM_NUMBER } xt_form_cell_type;

/* What a cell of a filled form holds. */
typedef struct xt_form_cell {
    xt_form_cell_type type;
    double number;       /* also of a date: its serial */
    const char *text;    /* terminated */
    const char *formula; /* that gives the number; NULL: none */
} xt_form_cell;

/* The sums below the rows of a table. */
typedef struct xt_form_totals {
    uint64_t fields; /* which have one, as bits: amounts, or texts that end in an amount */
    xt_satang sums[XT_MAX_FIELDS];
} xt_form_totals;

/* As a formula: the amounts that stand last in the texts of a range, before "บาท"; its first and last cell
 * are given twice. "1,500.- บาท" and "1,500 บาทถ้วน" are understood; a text that says no amount in baht gives
 * an error, so that no sum is silently wrong. */
#define XT_FORM_AMOUNT_IN                                                                                             \
    "--SUBSTITUTE(TRIM(RIGHT(SUBSTITUTE(TRIM(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(RIGHT(%s:%s,60),"            \
    "CHAR(10),\" \"),\"ถ้วน\",\"\"),\"บาท\",\"\"),\".-\",\"\")),\" \",REPT(\" \",40)),40)),\",\",\"\")" \
    "/ISNUMBER(FIND(\"บาท\",%s:%s))"

/* Where the rows of a filled form come from. Tables are asked for one after the other; `table` is an index in
 * the form. */
typedef struct xt_form_feed {
    void *context;
    bool large;      /* rows are not kept in memory; then no cells are merged over rows */
    bool one_agency; /* the agency of the first row stands in the titles, unless the options name one */

    /* The fields that any row may have a value in, as bits: their columns are written. */
    uint64_t (*fills)(void *context, size_t table);

    /* The next row, a cell for each field; they live until the next call. NULL after the last row. */
    xt_status (*next)(void *context, size_t table, const xt_form_cell **cells, xt_error *error);

    /* The text of the table's note, asked for after the last row; NULL: none. */
    const char *(*note)(void *context, size_t table, size_t note);

    /* The sums of the table's rows, asked for after the last row. NULL: the form is no summary, has no line
     * of sums, and a table without rows stays blank. */
    const xt_form_totals *(*totals)(void *context, size_t table);

    xt_last_look look; /* after the last row of all */
} xt_form_feed;

enum { XT_FORM_SIGNERS = 8, XT_FORM_TABLES = 8 };

/* What titles and signatures of one filling say; texts that are NULL are left to be filled in by hand. */
typedef struct xt_form_words {
    const char *agency, *month, *quarter; /* "มีนาคม พ.ศ. 2567", "2 (เดือน ...)" */
    const char *nothing;      /* in place of the form's emptySentence, where rows are there and not listed */
    const char *nothing_note; /* a comment on that cell */
    bool has_as_of;
    xt_day as_of; /* of {as_of}, in place of the template's */
    bool has_date;
    xt_day date;                                                 /* of {date} */
    const char *names[XT_FORM_SIGNERS], *posts[XT_FORM_SIGNERS]; /* in the order of the form's signatures */
} xt_form_words;

/* Where a table came to stand. */
typedef struct xt_form_place {
    lxw_worksheet *sheet;
    uint32_t first_row, last_row, total_row; /* of its rows, and of the sums; 0: none */
    int columns[XT_MAX_FIELDS];              /* of each field; -1: none */
} xt_form_place;

/* One set of the form's sheets. */
typedef struct xt_form_filling {
    const char *sheet;          /* the name of the main table's; NULL: the form's own */
    size_t number;              /* stands behind the names of its sheets; below 2: nothing */
    const xt_form_feed *feed;   /* NULL: blank */
    const xt_form_words *words; /* NULL: none */
    xt_form_place tables[XT_FORM_TABLES];
} xt_form_filling;

/* Writes the form with rows in it; feed NULL: a blank form. */
xt_status xt_form_write_filled(const xt_templates *set, const xt_template *form,
                               const xt_form_options *options, const xt_form_feed *feed, const char *path,
                               xt_error *error);

/* A form that is being written, and which of its tables. */
typedef struct xt_form_writer {
    xt_xlsx x;
    const xt_templates *set;
    const xt_template *form;
    const xt_form_options *options;
    int fiscal_year; /* BE; 0: none */
    bool has_as_of;
    xt_day as_of;
    xt_form_lists lists;
    bool large; /* rows are not kept in memory; then no cells are merged over rows */
    xt_form_filling *filling;
    const xt_form_feed *feed;    /* of the filling; NULL: none */
    const xt_form_words *words;  /* the same */
    const char *agency;          /* of the titles; NULL: none */
    const char *const *reserved; /* names of sheets that will be added */
    size_t reserved_count;
    lxw_format *wrong;               /* of cells that are blank or wrong */
    const char *province, *district; /* to be filled in, as the lists have them */
    xt_bytes text, formula, first_agency;

    size_t index; /* of the table in the form */
    const xt_table *table;
    uint32_t total_row; /* of its sums; 0: none */
    bool is_empty;      /* it says that there is nothing to list */
    lxw_worksheet *sheet;
    size_t column_count;
    size_t fields[XT_MAX_FIELDS]; /* of each column */
    int columns[XT_MAX_FIELDS];   /* of each field; -1: none */
    double widths[XT_MAX_FIELDS]; /* of each column, in characters */
    double highest;               /* points of a row of data, to print whole */
    uint32_t first_row, last_row; /* prepared for data */
} xt_form_writer;

/* Empties w->text or w->formula; that memory ran out before is noted, for emptying forgets it. */
static inline void xt_form_start(xt_form_writer *w, xt_bytes *bytes)
{
    if (bytes->fault)
        xt_xlsx_note(&w->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    xt_bytes_clear(bytes);
}

/* Begins a workbook of the form. `options` NULL: none; they and `path` must live until the end. Then: all
 * sheets are added, in the order of their tabs, the lists, and then each filling is written. */
xt_status xt_form_begin(xt_form_writer **w, const xt_templates *set, const xt_template *form,
                        const xt_form_options *options, bool large, const char *path, xt_error *error);

/* The workbook, for sheets of other kinds. */
static inline xt_xlsx *xt_form_xlsx(xt_form_writer *w)
{
    return &w->x;
}

/* form_names.c: these names are kept for sheets of our own, which are added later. They must live until the
 * end. */
void xt_form_reserve_names(xt_form_writer *w, const char *const *names, size_t count);

/* Adds a sheet with a name that no other has: the wanted one as far as Excel takes it, behind it the number
 * if that is above 1, or the next that is free. `own`: the name is one of those that were kept. NULL when
 * memory is out. */
lxw_worksheet *xt_form_add_sheet(xt_form_writer *w, const char *wanted, size_t number, bool own);

/* Adds the sheets of a filling. */
xt_status xt_form_add_sheets(xt_form_writer *w, xt_form_filling *filling, xt_error *error);

/* Writes them; where everything stands is then in filling->tables. */
xt_status xt_form_write_sheets(xt_form_writer *w, xt_form_filling *filling, xt_error *error);

/* Completes the workbook, or gives it up where `status` is not XT_OK, and frees the writer. */
xt_status xt_form_end(xt_form_writer *w, xt_status status, xt_error *error);

/* How many lines the text takes in a column of that width, in characters, and how high a row of so many lines
 * of that font is, in points. Excel fits rows to their texts, other programs do not; so rows are given a
 * height that holds them, with room for the marks above and below Thai letters. */
double xt_form_lines(xt_str text, double width);
double xt_form_height(double lines, int font_size);

/* form_sheet.c: the sheet of one table of the filling. */
xt_status xt_form_write_table(xt_form_writer *w, size_t index, xt_error *error);

/* A format in the form's font. libxlsxwriter keeps it until the book is closed; NULL when memory is out,
 * which the end of the book tells. */
lxw_format *xt_form_format(xt_form_writer *w, int size, bool bold);
const char *xt_form_number_format(xt_kind kind);

/* Makes the row as high as so many lines of text want it. */
void xt_form_set_height(xt_form_writer *w, uint32_t row, double lines);

/* form_below.c: the sentence in place of rows; the sums of the rows above, where the form has such a line. */
void xt_form_write_empty(xt_form_writer *w, uint32_t row);
void xt_form_write_sums(xt_form_writer *w, uint32_t row);

/* The notes that have no column, a label and a place to write beside it; who signs, side by side. From the
 * row on; they return the row below. */
uint32_t xt_form_write_notes(xt_form_writer *w, uint32_t row);
uint32_t xt_form_write_signatures(xt_form_writer *w, uint32_t row);

/* form_lists.c: writes the hidden sheet with all lists that the form needs. */
xt_status xt_form_write_lists(xt_form_writer *w, xt_error *error);

/* The list of a field; NULL: it has none. */
const xt_form_list *xt_form_list_of(const xt_form_writer *w, const xt_field *field);

/* form_rules.c: what Excel itself asks of the cells of a field, and what turns red. */
void xt_form_write_rules(xt_form_writer *w, size_t field);

/* form_text.c: titles with their placeholders filled in, into w->text. Returns it, terminated. */
const char *xt_form_title(xt_form_writer *w, const char *pattern);

/* What Excel shows when a cell of the field is entered, and when its value is refused; into w->text, at most
 * 255 characters. */
const char *xt_form_prompt(xt_form_writer *w, size_t field);
const char *xt_form_refusal(xt_form_writer *w, size_t field);

/* The period in which dates of the field must lie; false: any. */
bool xt_form_period(const xt_form_writer *w, size_t field, xt_day *first, xt_day *last);

/* The field whose date a date of this field must not precede; XT_NO_FIELD: none. */
int xt_form_earlier(const xt_form_writer *w, size_t field);

/* The field whose amount an amount of this field must not exceed; XT_NO_FIELD: none. */
int xt_form_ceiling(const xt_form_writer *w, size_t field);

#endif
