/* SPDX-License-Identifier: MIT
 *
 * xlstools - read, check, correct and summarise the mandated Excel forms of Thai local governments.
 *
 * The header is ordered as one works: what a call answers, opening a workbook, reading its rows.
 *
 * Conventions that hold everywhere
 * - A function that can fail returns an xt_status and fills the xt_error that the caller owns; `error` may be
 *   NULL. On failure no out-parameter holds anything to free.
 * - `xt_str` and `const char *` are borrowed: the comment says until when. `char *` is the caller's, to
 *   be given to free().
 * - All text is UTF-8. Rows and columns count from 1, as Excel shows them.
 * - The library does not print, does not exit, and keeps no state outside the objects it hands out, but for
 *   the names that xt_outfile_remove_unfinished needs. Different objects may be used by different threads;
 * one object by one thread at a time; templates by any number of threads, as long as none adds to their set.
 */
#ifndef XLSTOOLS_H
#define XLSTOOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- what a call answers */

/* XT_OK, or why the job could not be done. A workbook with mistakes in it is no error: those are findings. */
typedef enum xt_status {
    XT_OK = 0,
    XT_NOT_FOUND,        /* no such file, or not to be opened */
    XT_EMPTY_FILE,       /* 0 bytes */
    XT_NOT_A_WORKBOOK,   /* another kind of file */
    XT_ENCRYPTED,        /* a password is needed */
    XT_TRUNCATED,        /* the end is missing */
    XT_CORRUPT_ZIP,      /* the container is damaged */
    XT_CORRUPT_XML,      /* a part inside is damaged */
    XT_OVER_LIMIT,       /* a number of xt_limits was passed */
    XT_NO_SHEET,         /* no worksheet, or not the one asked for */
    XT_NO_TEMPLATE,      /* no known form recognised, or not the template asked for */
    XT_TEMPLATE_INVALID, /* a template file is wrong */
    XT_OUT_OF_MEMORY,
    XT_WRITE_FAILED,
    XT_STATUS_COUNT
} xt_status;

/* The stable code of a status as reports print it ("not-found"); "ok" for XT_OK. Never NULL. */
const char *xt_status_code(xt_status status);

typedef enum xt_lang { XT_LANG_EN, XT_LANG_TH, XT_LANG_COUNT } xt_lang;

enum { XT_ERROR_TEXT = 1536, XT_MESSAGE_SIZE = 4096 };

/* What went wrong, without language: xt_error_message puts it into words. Plain data, may be copied. */
typedef struct xt_error {
    xt_status status;
    int sentence;              /* which sentence tells it: an index of the library's own table */
    int sys_errno;             /* errno of the failed system call, or 0 */
    int64_t offset;            /* byte offset inside `place`, or -1 */
    int64_t line, column;      /* position inside `place`, counted from 1; 0 where there is none */
    int64_t number, limit;     /* what was met, and what is allowed; 0 where they do not apply */
    char place[XT_ERROR_TEXT]; /* the part, sheet and cell, or file; "" where there is none; terminated */
    char text[XT_ERROR_TEXT];  /* what was met, quoted in the sentence; terminated */
} xt_error;

/* Writes the sentence that says what is wrong and what to do into out[size], cut at a character where it does
 * not fit, always terminated. Control characters that came from a file are shown as U+FFFD. Returns out. */
char *xt_error_message(const xt_error *error, xt_lang lang, char *out, size_t size);

/* A piece of text that somebody else owns; not terminated. data is NULL only where size is 0. */
typedef struct xt_str {
    const char *data;
    size_t size;
} xt_str;

/* ---------------------------------------------------------------- opening a workbook */

/* What a workbook may ask of this machine. Start from xt_limits_default(); a field of 0 means "no limit".
 * Every excess is XT_OVER_LIMIT with the limit, its value and what was met. */
typedef struct xt_limits {
    uint64_t input_size;         /* bytes of the file: 1 GiB */
    uint64_t zip_entries;        /* members of the container: 10,000 */
    uint64_t sheet_size;         /* bytes of a worksheet part, inflated: 4 GiB */
    uint64_t part_size;          /* bytes of any other part that is read, inflated: 512 MiB */
    uint64_t strings_size;       /* bytes of all shared strings: 1 GiB */
    uint64_t strings_count;      /* shared strings: 5,000,000 */
    uint64_t ratio;              /* inflated : compressed; deflate itself cannot pass 1,032 : 1: 1,100 */
    uint64_t xml_depth;          /* elements inside each other: 64 */
    uint64_t xml_attributes;     /* of one element: 256 */
    uint64_t xml_attribute_size; /* bytes of one attribute: 65,536 */
    uint64_t sheets;             /* 4,096 */
    uint64_t cell_formats;       /* 65,536 */
    uint64_t merges;             /* of one sheet: 100,000 */
    uint64_t cell_size;          /* bytes of one cell's text: 1 MiB */
    uint64_t text_size;          /* bytes of text handed out by one workbook: 256 MiB ... */
    uint64_t text_factor;        /* ... plus this many times the file's size: 64; 0 adds nothing */
} xt_limits;

xt_limits xt_limits_default(void);

/* No limit at all: for files that one made oneself. What Excel's format itself limits stays: rows, columns.
 */
xt_limits xt_limits_none(void);

/* Changes limits as `words` say: NAME=VALUE for each, with commas between them, or "none" for no limit at
 * all. The names are those of the fields with '-' for '_'. A value is a whole number above 0, with K, M or G
 * behind it as KiB, MiB or GiB; or "none". XT_NOT_FOUND: no limit is called so, or the value is none; the
 * limits are then as they were. */
xt_status xt_limits_set(xt_limits *limits, const char *words, xt_error *error);

enum {
    XT_MAX_ROW = 1048576,  /* ECMA-376 18.3.1.73 */
    XT_MAX_COLUMN = 16384, /* XFD */
};

/* What a file is, told by its content and never by its name. */
typedef enum xt_container {
    XT_CONTAINER_UNKNOWN,
    XT_CONTAINER_XLSX,      /* Office Open XML workbook, with or without macros, template or not */
    XT_CONTAINER_XLSB,      /* Office Open XML with binary parts */
    XT_CONTAINER_XLS,       /* BIFF, in a compound file or bare */
    XT_CONTAINER_ENCRYPTED, /* Office Open XML behind a password, in a compound file */
    XT_CONTAINER_ODS,
    XT_CONTAINER_WORD, /* docx, pptx and other packages that hold no workbook */
    XT_CONTAINER_ZIP,  /* a ZIP archive of something else */
    XT_CONTAINER_HTML,
    XT_CONTAINER_XML,  /* XML that is no package: SpreadsheetML 2003 and the like */
    XT_CONTAINER_CSV,  /* text in columns */
    XT_CONTAINER_TEXT, /* other text */
    XT_CONTAINER_PDF,
    XT_CONTAINER_COUNT
} xt_container;

/* "CSV", "Excel 97-2003 (.xls)" ...: what people call it; never NULL. */
const char *xt_container_name(xt_container container);

typedef struct xt_book xt_book;

typedef struct xt_open_options {
    xt_limits limits;
    const char *encoding; /* of CSV and HTML, a name that iconv knows; NULL or "": found out */
    char delimiter;       /* of CSV; 0: found out */
    bool single_thread; /* no thread of the book's own reads ahead: for a program that reads several books at
                           a time. What is read is the same */
} xt_open_options;

/* The options to start from: the default limits, everything found out. */
xt_open_options xt_open_options_default(void);

/* Opens the workbook at `path`. The container is told by content. Of an OOXML workbook nothing but the
 * directory, the relationships, the workbook part, styles and shared strings is read. `options` NULL:
 * xt_open_options_default(). The file is kept open until xt_book_close and must not change meanwhile. */
xt_status xt_book_open(xt_book **book, const char *path, const xt_open_options *options, xt_error *error);

/* The same for bytes in memory, which must live until xt_book_close. */
xt_status xt_book_open_memory(xt_book **book, const void *data, size_t size, const xt_open_options *options,
                              xt_error *error);

/* Reads the file descriptor to its end (a pipe, standard input) into memory of the book's own, then the same.
 */
xt_status xt_book_open_fd(xt_book **book, int fd, const xt_open_options *options, xt_error *error);

/* NULL is allowed. Everything that was borrowed from the book ends here. */
void xt_book_close(xt_book *book);

/* What the file is. */
xt_container xt_book_container(const xt_book *book);

/* Whether all its cells are texts because the container knows nothing else (CSV, HTML): "45000" is then as
 * much of a number as can be. */
bool xt_book_is_untyped(const xt_book *book);

/* The encoding that text in columns or a web page was read in, as its name is usually written ("TIS-620");
 * NULL: the file is neither. Lives as long as the book. */
const char *xt_book_encoding(const xt_book *book);

/* What stands between the fields of text in columns; 0: the file is none. */
char xt_book_delimiter(const xt_book *book);

/* What was noticed in the file and is no error: in which code page it was read, macros, links to other files,
 * rows that stand backwards ... Some of it is known when the book is open, some when a sheet was read to its
 * end or closed. xt_error_message puts it into words. The first hundred are kept. NULL past their end; lives
 * as long as the book. */
const xt_error *xt_book_note(const xt_book *book, size_t index);

/* How many there were. */
uint64_t xt_book_note_count(const xt_book *book);

typedef enum xt_visibility { XT_VISIBLE, XT_HIDDEN, XT_VERY_HIDDEN } xt_visibility;

typedef struct xt_sheet_info {
    const char *name; /* lives as long as the book */
    xt_visibility visibility;
    bool is_worksheet; /* false: a chart, dialog or macro sheet, which has no rows to read */
} xt_sheet_info;

size_t xt_book_sheet_count(const xt_book *book);

/* The sheet `index` (from 0, in the order of the tabs); NULL past the end. Lives as long as the book. */
const xt_sheet_info *xt_book_sheet(const xt_book *book, size_t index);

/* Whether serial 0 is 1 Jan 1904 instead of 31 Dec 1899 (ECMA-376 18.17.4.1). */
bool xt_book_date1904(const xt_book *book);

/* The sheet that a person names: by its name (letter case of Latin letters aside), else by its number from 1.
 * XT_NO_SHEET with the names of all sheets in the error. */
xt_status xt_book_find_sheet(const xt_book *book, const char *name, size_t *index, xt_error *error);

/* ---------------------------------------------------------------- reading its rows */

typedef enum xt_cell_type {
    XT_CELL_NUMBER,
    XT_CELL_TEXT,
    XT_CELL_BOOLEAN,
    XT_CELL_ERROR,   /* #REF!, #N/A ... */
    XT_CELL_DATE,    /* a number that its cell format shows as a date or time, or an ISO 8601 cell */
    XT_CELL_INVALID, /* the file calls it a number, a date or a truth value, and it is none */
} xt_cell_type;

enum {
    XT_CELL_FORMULA = 1, /* the value is what the formula gave when it was last saved */
};

/* One cell with a value. Cells that only carry a format, and texts of no characters, are not handed out. */
typedef struct xt_cell {
    uint32_t column; /* 1 = A */
    uint8_t type;    /* xt_cell_type */
    uint8_t flags;   /* XT_CELL_FORMULA */
    uint32_t format; /* index of its cell format (cellXfs) */
    uint32_t string; /* index of its shared string plus 1; 0: the text is the cell's own */
    double number;   /* NUMBER, DATE: the number or serial; BOOLEAN: 0 or 1; else 0 */
    xt_str
        text; /* TEXT: the text; ERROR: the error's name; NUMBER, DATE, INVALID: as in the file; else empty */
} xt_cell;

/* One row, its cells in rising column order. Lives until the next xt_sheet_next or xt_sheet_close; a shared
 * string's text lives as long as the book. */
typedef struct xt_row {
    uint32_t number; /* 1 = the first row */
    bool hidden;
    size_t count; /* may be 0: a row of formats only */
    const xt_cell *cells;
} xt_row;

typedef struct xt_range {
    uint32_t first_row, first_column, last_row, last_column; /* all inclusive */
} xt_range;

typedef struct xt_sheet xt_sheet;

/* Starts reading the sheet `index` of the book. One sheet is read at a time and any number of times. */
xt_status xt_sheet_open(xt_sheet **sheet, xt_book *book, size_t index, xt_error *error);

/* The next row, in the order of the file, which rises in every workbook that Excel wrote; *row is NULL after
 * the last one. Rows come as they are read: an error may follow good rows, and then the sheet as a whole must
 * not be trusted. */
xt_status xt_sheet_next(xt_sheet *sheet, const xt_row **row, xt_error *error);

/* The merged ranges, in the order of the file. Complete only after xt_sheet_next gave NULL: they stand behind
 * the rows. *count may be 0. Lives until xt_sheet_close. */
const xt_range *xt_sheet_merges(const xt_sheet *sheet, size_t *count);

/* Whether the column (from 1) is hidden. Known from the first row on. */
bool xt_sheet_column_hidden(const xt_sheet *sheet, uint32_t column);

/* How much of the sheet has been read, 0 to 1; below 0: not known. */
double xt_sheet_share(const xt_sheet *sheet);

/* NULL is allowed. */
void xt_sheet_close(xt_sheet *sheet);

enum { XT_ISO_SIZE = 32 };

/* What a cell holds, as findings show it: a text, an error or a number as it stands in the file, a date as
 * ISO 8601, TRUE or FALSE. Borrows from the cell, or from `room`, which it may write. */
xt_str xt_cell_shown(const xt_cell *cell, bool date1904, char room[XT_ISO_SIZE]);

enum { XT_REF_SIZE = 12 }; /* "XFD1048576" and its end */

/* Writes the address as Excel shows it ("AB12"). row, column from 1 to their maximum. Returns out. */
char *xt_cell_ref(uint32_t row, uint32_t column, char out[XT_REF_SIZE]);

/* Writes the serial as ISO 8601: "2024-03-31", or with the time, "2024-03-31T09:30:00", to the millisecond.
 * The false 29 Feb 1900 of the 1900 date system is written as it stands. Returns false, and writes nothing,
 * where the serial is no date (below 0, or from the year 10000 on). */
bool xt_serial_to_iso(double serial, bool date1904, char out[XT_ISO_SIZE]);

/* ---------------------------------------------------------------- the forms it may hold */

/* Templates: what docs/template-format.md describes. */
typedef struct xt_templates xt_templates;
typedef struct xt_template xt_template; /* lives as long as its set */

/* Reads every *.json of the folder and of the folders in it; vocabularies come from its folder
 * "vocabularies". A wrong file is XT_TEMPLATE_INVALID with file, line and column; a folder without templates
 * XT_NO_TEMPLATE. */
xt_status xt_templates_open(xt_templates **set, const char *folder, xt_error *error);

/* NULL is allowed. Every template of the set ends here. */
void xt_templates_close(xt_templates *set);

size_t xt_templates_count(const xt_templates *set);

/* In the order of their ids, in which numbers count as numbers; NULL past the end. */
const xt_template *xt_templates_at(const xt_templates *set, size_t index);

/* The template that a person names: by its id, or, where the name has a slash or ends in .json, from that
 * file, which then joins the set. XT_NO_TEMPLATE with the nearest id in the error. */
xt_status xt_templates_find(xt_templates *set, const char *name, const xt_template **out, xt_error *error);

const char *xt_template_id(const xt_template *t);
const char *xt_template_title(const xt_template *t);
const char *xt_template_item(const xt_template *t); /* "o16"; "" where there is none */
int xt_template_year(const xt_template *t);         /* of the assessment, BE; 0 where it has none */
bool xt_template_in_set(const xt_template *t);      /* one of the forms that an agency fills in every year */
/* How certain its columns are: "A", "B", "C", "R" or "derived" (docs/template-format.md). */
const char *xt_template_mark(const xt_template *t);

/* Where a part of the template comes from. Texts live as long as the set. */
typedef struct xt_provenance_info {
    const char *about, *mark, *source;
} xt_provenance_info;

size_t xt_template_provenance_count(const xt_template *t);

/* `index` below the count. */
xt_provenance_info xt_template_provenance(const xt_template *t, size_t index);

/* ---------------------------------------------------------------- checking it */

typedef enum xt_severity { XT_NOTE, XT_WARNING, XT_ERROR, XT_SEVERITY_COUNT } xt_severity;

/* "note", "warning", "error". */
const char *xt_severity_name(xt_severity severity);

/* A date as days since 1 January 1970; for xt_check_options. False: no date is read in the text. Accepts ISO
 * 8601 in CE or BE years and every way that officers write a date. */
bool xt_parse_date(const char *text, int32_t *day);

#define XT_ALL_SHEETS SIZE_MAX

typedef struct xt_check_options {
    const xt_template *form; /* the form to hold the workbook to; NULL: recognised from each sheet */
    size_t sheet;            /* this sheet alone; XT_ALL_SHEETS */
    int fiscal_year;         /* BE; overrules the template's. 0: the template's */
    bool has_as_of;          /* as_of overrules the template's as-of date */
    int32_t as_of;
    /* Called now and then with the rows done so far, and the share of the sheet that has been read, 0 to 1
     * (below 0: not known); may be NULL. */
    void (*progress)(void *context, uint64_t rows, double share);
    void *progress_context;
} xt_check_options;

/* The options to start from: everything recognised, all sheets. */
xt_check_options xt_check_options_default(void);

/* One thing that is wrong. Texts live as long as the result, and the set of templates must live as long as
 * it. */
typedef struct xt_finding {
    const char *code; /* stable: docs/findings.md */
    xt_severity severity;
    const char *sheet;      /* NULL: the file as a whole */
    uint32_t row, column;   /* 0: none */
    char cell[XT_REF_SIZE]; /* the address; "" where it is about no single cell */
    const char *field;      /* the field's name in the template, or NULL */
    xt_str label;           /* the column's title in the template; data NULL: none */
    xt_str value;           /* what the cell holds; data NULL: blank or none */
    xt_str expected;        /* what would be right, for people; data NULL: not known */
    xt_str repair;          /* the exact value that a correction writes; data NULL: none that is certain */
    xt_str other, limit;    /* other rows or cells, and the number of the rule; for the sentence */
    bool suggested;         /* expected is a guess that a person may have written */
    int rule;               /* index in the table of rules */
} xt_finding;

/* A sheet that follows a form. */
typedef struct xt_sheet_result {
    const char *name, *template_id, *template_title;
    size_t index;          /* in the book */
    const char *part;      /* of the template; "" for its main table */
    uint32_t header_row;   /* the last row of the header */
    uint64_t rows;         /* of data */
    const char *agency;    /* the first that a row names, as it stands there; "" where none does */
    uint32_t minimum_rows; /* the form's own minimum; 0: none */
    int fiscal_year;       /* that the rows were held to, BE; 0: none */
    bool guessed;          /* other templates fit as well */
    size_t rival_count;
    const xt_template *const *rivals; /* which */
} xt_sheet_result;

typedef struct xt_result xt_result;

/* Checks the book. XT_NO_TEMPLATE where no sheet follows a known form, with the nearest and what it misses. A
 * sheet that follows none is passed over when another does. */
xt_status xt_check(xt_result **result, xt_book *book, const xt_templates *set,
                   const xt_check_options *options, xt_error *error);

/* NULL is allowed. */
void xt_result_free(xt_result *result);

size_t xt_result_sheet_count(const xt_result *result);
const xt_sheet_result *xt_result_sheet(const xt_result *result, size_t index);

/* What was noticed in the workbook and is no finding, as xt_book_note has it; lives as long as the result. */
const xt_error *xt_result_note(const xt_result *result, size_t index);
uint64_t xt_result_note_count(const xt_result *result);

/* The visible worksheets that follow no form and were not looked at; NULL past the end. */
const char *xt_result_passed_over(const xt_result *result, size_t index);

size_t xt_result_count(const xt_result *result);
uint64_t xt_result_severity_count(const xt_result *result, xt_severity severity);

/* The finding `index`: sheet by sheet, by row, then column. */
xt_finding xt_result_finding(const xt_result *result, size_t index);

/* Writes the sentence that says what is wrong and what to do into out[size], cut at a character, terminated.
 * Returns out. */
char *xt_finding_message(const xt_finding *finding, xt_lang lang, char *out, size_t size);

/* ---------------------------------------------------------------- correcting it */

typedef struct xt_fix_options {
    xt_check_options check;   /* what the workbook is held to */
    const char *const *only;  /* codes of findings to repair, ended by NULL; NULL: all that can be */
    const char *const *skip;  /* codes not to repair, ended by NULL; NULL: none */
    const char *const *leave; /* cells not to change, as SHEET!A1, ended by NULL; NULL: none */
    bool suggested;           /* guesses are written too */
    bool rebuild;             /* the form is written afresh from its template, with the rows in it */
    bool dry_run;             /* nothing is written */
    bool in_place;            /* the workbook itself is replaced; the old one stays as FILE.bak */
    bool no_clobber;          /* an output that exists already is XT_WRITE_FAILED */
    bool force;               /* also where a digital signature in the workbook will break */
    xt_limits limits;         /* for the workbook, and for what is written */
} xt_fix_options;

/* The options to start from: everything that is certain, into another file. */
xt_fix_options xt_fix_options_default(void);

/* One cell that was changed. Texts live as long as the result of the correction. */
typedef struct xt_change {
    xt_finding finding; /* the first of the cell's findings that the change repairs */
    xt_str after;       /* what the cell holds now; dates as ISO 8601. What it held: finding.value */
} xt_change;

/* A correction: the changes, and what is left to be done by hand. */
typedef struct xt_fixed xt_fixed;

/* Checks the workbook at `input` and writes a copy to `output` in which every cell whose right value is known
 * holds it, and in which nothing else differs. Formulas are never touched. What was written is read back and
 * compared before it gets its name, and checked again for what remains. `output` may be NULL for a dry run
 * and in place. Without anything to change the copy is the same byte for byte. `options` NULL: the defaults.
 */
xt_status xt_fix(xt_fixed **fixed, const char *input, const char *output, const xt_templates *set,
                 const xt_fix_options *options, xt_error *error);

/* NULL is allowed. */
void xt_fixed_free(xt_fixed *fixed);

bool xt_fixed_is_dry(const xt_fixed *fixed);     /* nothing was written */
bool xt_fixed_is_rebuilt(const xt_fixed *fixed); /* the form was written afresh */
size_t xt_fixed_count(const xt_fixed *fixed);
xt_change xt_fixed_change(const xt_fixed *fixed, size_t index); /* by sheet, row, column */

/* What a form that was written afresh has no place for, a sentence each; NULL past the end. */
const char *xt_fixed_dropped(const xt_fixed *fixed, size_t index, xt_lang lang, char *out, size_t size);

/* The workbook as it was: what was noticed in it (xt_result_note). Lives as long as the correction. */
const xt_result *xt_fixed_before(const xt_fixed *fixed);

/* What is left; lives as long as the correction. */
const xt_result *xt_fixed_remaining(const xt_fixed *fixed);

/* How many rules there are, and what one says: for documentation and for programs that show findings. */
typedef struct xt_rule_info {
    const char *code;
    xt_severity severity;
    const char *title, *text; /* a heading, and the sentence with its {placeholders} */
    const char *repair;       /* what a correction does, in English; NULL: nothing */
} xt_rule_info;

size_t xt_rule_count(void);
xt_rule_info xt_rule_at(size_t index, xt_lang lang);

/* ---------------------------------------------------------------- writing it out */

/* Where text goes. `write` returns 0, or the errno of what went wrong. */
typedef struct xt_output {
    int (*write)(void *context, const char *data, size_t size);
    void *context;
    const char *name; /* for messages: "standard output", or the file's name */
} xt_output;

/* A file that appears under its name only when it is complete: it is written under another name in the same
 * folder, brought to the disk and then renamed. */
typedef struct xt_outfile xt_outfile;

/* `path` is copied. no_clobber: a file that exists already is XT_WRITE_FAILED, now or at the end. */
xt_status xt_outfile_open(xt_outfile **file, const char *path, bool no_clobber, xt_error *error);

/* Where to write; lives until the end. */
const xt_output *xt_outfile_output(const xt_outfile *file);

/* Completes the file and frees it: what was written through its output is read back and compared, and brought
 * to the disk before the file gets its name. Whatever fails, `path` is then as it was before; but where the
 * disk does not confirm the name itself, the file is complete under it, and the error says so. */
xt_status xt_outfile_finish(xt_outfile *file, xt_error *error);

/* Makes the folder where it is not there; what holds it must be there. XT_WRITE_FAILED, also where a file of
 * that name is. */
xt_status xt_folder_make(const char *path, xt_error *error);

/* Gives it up: `path` is as it was. NULL is allowed. */
void xt_outfile_discard(xt_outfile *file);

/* Removes every file of this process that is being written and has not got its name yet, whichever call is
 * writing it. Allowed in a signal handler, and meant for it: the program must end then, and free nothing. */
void xt_outfile_remove_unfinished(void);

typedef struct xt_form_options {
    uint32_t rows;   /* prepared for data, 1 to 20,000; 0: as many as the template says */
    int fiscal_year; /* BE; overrules the template's. 0: the template's */
    const char *agency, *province, *district; /* put into every prepared row; NULL or "": left blank */
    bool no_clobber;                          /* a file that exists already is XT_WRITE_FAILED */
} xt_form_options;

/* Writes a blank workbook of the form to `path`, with drop-down lists, validations and formats that help to
 * fill it in. `options` NULL: none. The file appears under its name only when it was read back and every cell
 * is as it should be. XT_WRITE_FAILED also for a province or district that the set's places do not know. */
xt_status xt_form_write(const xt_templates *set, const xt_template *form, const xt_form_options *options,
                        const char *path, xt_error *error);

/* Where a template was derived from. */
typedef struct xt_derived {
    const char *sheet;          /* its name; lives as long as the book */
    uint32_t header_row;        /* the last row of the header */
    size_t columns, guessed;    /* of the main table; those that no known form has */
    const xt_template *nearest; /* the known form that it comes nearest to; NULL: none */
} xt_derived;

/* Derives a template from the sheet of a workbook that an agency downloaded or filled in (XT_ALL_SHEETS: from
 * the first sheet with a header) and writes it as JSON. What the nearest template of the set knows is taken
 * over; kinds and names of other columns are guessed from headers, cells and validations; drop-down lists
 * become vocabularies. Every guess is marked "derived". *found (may be NULL) tells what it was made from. The
 * file's name without its ending becomes the id. XT_NO_TEMPLATE where no row looks like a header. */
xt_status xt_template_derive(const xt_templates *set, xt_book *book, size_t sheet, const char *file,
                             const xt_output *output, xt_derived *found, xt_error *error);

/* ---------------------------------------------------------------- converting */

/* What a remark about a conversion is for. */
typedef enum xt_remark_group {
    XT_REMARK_DOUBT,  /* a person should look at it */
    XT_REMARK_MENDED, /* it was put right on the way */
    XT_REMARK_LEFT,   /* it has no place in the form and was left behind */
    XT_REMARK_GROUP_COUNT
} xt_remark_group;

/* What xt_convert writes. */
typedef enum xt_target {
    XT_TO_XLSX,   /* the mandated workbook, as xt_form_write makes it, with rows */
    XT_TO_CSV,    /* the form's main table: titles, then rows */
    XT_TO_JSON,   /* one object with all tables; names of fields as keys */
    XT_TO_NDJSON, /* one object a row */
    XT_TO_OCDS,   /* an Open Contracting release package, version 1.1 */
    XT_TARGET_COUNT
} xt_target;

typedef struct xt_convert_options {
    const xt_template *form;    /* that is written; NULL: the one that the file follows */
    const xt_template *from;    /* that the file follows; NULL: recognised */
    size_t sheet;               /* this sheet alone; XT_ALL_SHEETS */
    const char *const *columns; /* "header=field": which column fills which field, "header=field+field": its
                                   text holds both, "header=": it fills none; ended by NULL. NULL: none */
    const char *const *values; /* "field=value": what blank cells of a field get; ended by NULL. NULL: none */
    int fiscal_year;           /* BE, of rows that do not say it; 0: the form's */
    xt_target target;
    const char *encoding;    /* of CSV that is written, a name that iconv knows; NULL or "": UTF-8 with BOM */
    const char *ocid_prefix; /* of OCDS, as Open Contracting registers it; NULL: "ocds-xxxxxx" */
    bool no_clobber;         /* a file that exists already is XT_WRITE_FAILED */
    void (*progress)(void *context, uint64_t rows, double share); /* as in xt_check_options */
    void *progress_context;
} xt_convert_options;

/* The options to start from: everything found out, into a workbook. */
xt_convert_options xt_convert_options_default(void);

/* What became of a file that was converted. */
typedef struct xt_conversion xt_conversion;

/* Writes the rows of the book into a form at `path`, or, for what is text, to `output` where path is NULL.
 * Numbers, dates, IDs and words of a list are written as the form wants them; texts stay as they are. What is
 * not certain stays as it is and is told. What was written is read back and compared before it gets its name.
 *   XT_NO_TEMPLATE where no row names columns of the form, and for wishes that name what is not there. */
xt_status xt_convert(xt_conversion **out, xt_book *book, const xt_templates *set,
                     const xt_convert_options *options, const char *path, const xt_output *output,
                     xt_error *error);

/* NULL is allowed. */
void xt_conversion_free(xt_conversion *conversion);

const xt_template *xt_conversion_form(const xt_conversion *conversion);
uint64_t xt_conversion_rows(const xt_conversion *conversion);

/* How a field of the form is filled. */
typedef enum xt_filling {
    XT_FILL_COLUMN,  /* from a column */
    XT_FILL_NEAR,    /* from a column whose header only comes near to what the form accepts */
    XT_FILL_PIECE,   /* from a part of the texts of a column */
    XT_FILL_JOINED,  /* from two columns */
    XT_FILL_GIVEN,   /* with the same value in every row */
    XT_FILL_COUNTED, /* with 1, 2, 3 ... */
} xt_filling;

typedef struct xt_filled_field {
    const char *sheet; /* of the source; lives as long as the conversion, like the other texts */
    const char *field, *title;
    xt_filling filling;
    const char *source; /* the header of the column, or the value; "" where there is none */
    int piece;          /* XT_FILL_PIECE: 0 what comes first in the text, 1 what is behind it */
} xt_filled_field;

size_t xt_conversion_field_count(const xt_conversion *conversion);
xt_filled_field xt_conversion_field(const xt_conversion *conversion, size_t index); /* below the count */

typedef struct xt_remark_info {
    const char *code; /* stable: docs/conversion.md */
    xt_remark_group group;
    const char *field; /* name of the field that it is about; NULL: none */
    uint64_t count;    /* of cells or rows */
    const char *text;  /* "" where there is none */
    const char *sheet; /* of the source; NULL: none */
} xt_remark_info;

/* What a person should know of the conversion, group by group. */
size_t xt_conversion_remark_count(const xt_conversion *conversion);
xt_remark_info xt_conversion_remark(const xt_conversion *conversion, size_t index); /* below the count */

/* The remark in words, written into out[size]; cut at a character, terminated. Returns out. */
char *xt_conversion_remark_message(const xt_conversion *conversion, size_t index, xt_lang lang, char *out,
                                   size_t size);

/* Writes what became of a file as JSON, which follows docs/conversion.schema.json. `book` is the one that was
 * converted, still open; `file` and `written` are the names shown for it and for what was written. */
xt_status xt_conversion_report(const xt_conversion *conversion, const xt_book *book, const char *file,
                               const char *written, xt_lang lang, const xt_output *output, xt_error *error);

/* ---------------------------------------------------------------- summing up */

typedef enum xt_format {
    XT_FORMAT_TEXT,
    XT_FORMAT_JSON,
    XT_FORMAT_NDJSON,
    XT_FORMAT_CSV,
    XT_FORMAT_HTML, /* one page that needs nothing else; not for summaries */
} xt_format;

/* What a summary is of. */
typedef enum xt_summary_kind {
    XT_SUM_FIGURES,  /* figures alone, of the period or, without one, of all contracts */
    XT_SUM_MONTHS,   /* แบบ สขร.1, a sheet for each month of the period */
    XT_SUM_QUARTER,  /* the winners of a quarter */
    XT_SUM_YEAR,     /* the report of a fiscal year */
    XT_SUM_PROGRESS, /* contracts of a fiscal year that were signed by a day */
    XT_SUM_KIND_COUNT
} xt_summary_kind;

typedef struct xt_summary_options {
    xt_summary_kind kind;
    bool has_period;             /* FIGURES, MONTHS: the days below count, inclusive */
    int32_t first_day, last_day; /* days since 1 January 1970; MONTHS: of whole months */
    int fiscal_year;             /* BE; QUARTER, YEAR, PROGRESS */
    int quarter;                 /* 1 (October to December) to 4 */
    bool has_as_of; /* PROGRESS: signed by this day; YEAR: states that are blank are of this day */
    int32_t as_of;
    const xt_template *form; /* NULL: the set's form of that kind, of the year where there is one */
    const char *agency; /* contracts of this agency alone; in titles where rows do not say it. NULL: all */
    bool overview;      /* a sheet with figures and charts */
    bool no_mask;       /* citizen IDs are written whole where the form would have them masked */
    bool two_columns;   /* a contract's number and its date in columns of their own */
    const char *prepared_by, *approved_by; /* who signs: "name", or "name, position". NULL: left blank */
    bool has_date;                         /* of the form; else the last day of its period */
    int32_t date;
    bool no_clobber; /* a file that exists already is XT_WRITE_FAILED */
    void (*progress)(void *context, uint64_t rows, double share); /* as in xt_check_options */
    void *progress_context;
} xt_summary_options;

/* "2567-03", "มี.ค. 67", "2566-10..2567-03": from the first day to the last. A year below 2400 is CE. False:
 * no such text, or it ends before it begins. */
bool xt_parse_months(const char *text, int32_t *first, int32_t *last);

/* "2567-2" or "2/2567": fiscal year and quarter. False: no such text; the numbers are left alone. */
bool xt_parse_quarter(const char *text, int *fiscal_year, int *quarter);

/* The fiscal year (BE) of a day, and its days. */
int xt_fiscal_year_of(int32_t day);
void xt_fiscal_year_days(int fiscal_year, int32_t *first, int32_t *last);

/* Contracts of any number of workbooks, and what they come to. No pointer of the calls below may be NULL but
 * `error`, which any of them fills where it fails. */
typedef struct xt_summary xt_summary;

/* Begins a summary, to be freed with xt_summary_free(); after an error *summary is as it was. The options are
 * copied; the set, the form and the texts that they point to are borrowed, and must live until the end. The
 * set must have the template "register". XT_NO_TEMPLATE: it has none, or no form of that kind;
 * XT_OUT_OF_MEMORY. */
xt_status xt_summary_begin(xt_summary **summary, xt_templates *set, const xt_summary_options *options,
                           xt_error *error);

/* Reads the rows of a book, whatever form it follows; the book may be closed afterwards. `sheet` is one sheet
 * alone, from 0, or XT_ALL_SHEETS; `file` is what the book is called, and is copied. `is_plan`: the rows are
 * what was planned; plans are recognised by their form too. XT_NO_TEMPLATE: none of its sheets has the
 * columns of a register; else as reading rows fails. After an error the summary is good for xt_summary_free()
 * alone.
 */
xt_status xt_summary_read(xt_summary *summary, xt_book *book, size_t sheet, const char *file, bool is_plan,
                          xt_error *error);

/* Settles, once all is read and no more than once, what counts. The calls below are for what is settled.
 * XT_NO_TEMPLATE: no row is of the agency; XT_OVER_LIMIT: the amounts come to more than a sum can hold;
 * XT_OUT_OF_MEMORY. */
xt_status xt_summary_settle(xt_summary *summary, xt_error *error);

/* How many contracts count, and how many rows do not because something in them is wrong. */
uint64_t xt_summary_counted(const xt_summary *summary);
uint64_t xt_summary_faults(const xt_summary *summary);

/* The form that is written; NULL for figures alone. It is the set's. */
const xt_template *xt_summary_form(const xt_summary *summary);

/* Writes the workbook: the form, filled in, for each month and agency, a list of the contracts, of rows that
 * do not count and of those met twice. All sums are formulas that have their value already. An older file is
 * replaced once the new one is whole, unless the options have no_clobber; after an error it is as it was.
 * XT_NO_TEMPLATE: the summary is of XT_SUM_FIGURES, or the set has no form of the year and none was asked
 * for; XT_OVER_LIMIT: more than 500 sheets of forms; XT_WRITE_FAILED, XT_OUT_OF_MEMORY. */
xt_status xt_summary_write(xt_summary *summary, const char *path, xt_error *error);

/* What the figures are grouped by. */
typedef enum xt_group_by {
    XT_GROUP_MONTH,
    XT_GROUP_METHOD,
    XT_GROUP_SOURCE,
    XT_GROUP_VENDOR,
    XT_GROUP_AGENCY,
    XT_GROUP_BY_COUNT
} xt_group_by;

typedef struct xt_summary_report_options {
    xt_format format;           /* TEXT or CSV; any other is JSON, which follows docs/summary.schema.json */
    xt_lang lang;               /* of TEXT */
    const char *tool, *version; /* as JSON names them; not NULL */
    xt_group_by by[XT_GROUP_BY_COUNT]; /* the outermost first, none twice */
    size_t depth; /* how many of them; 0: by month, or by method where there is one month alone
                     or the form is of a longer period */
    bool color;   /* of headings in text, for a terminal */
} xt_summary_report_options;

/* Writes the figures, in baht with two decimals, and, but for CSV, what does not count. Where the workbook is
 * written too, this comes after it. XT_WRITE_FAILED: the output takes no more; XT_OUT_OF_MEMORY. */
xt_status xt_summary_report(xt_summary *summary, const xt_summary_report_options *options,
                            const xt_output *output, xt_error *error);

/* Frees the summary. NULL is allowed. */
void xt_summary_free(xt_summary *summary);

/* ---------------------------------------------------------------- reports */

typedef struct xt_dump_options {
    size_t sheet;     /* this sheet alone; XT_ALL_SHEETS */
    const char *file; /* put into each line as "file"; NULL: left out */
    void (*progress)(void *context, uint64_t rows, double share); /* as in xt_check_options */
    void *progress_context;
} xt_dump_options;

/* Writes every cell of the sheet (or of all worksheets) as one JSON object a line:
 *   {"sheet":"ITA-o16","ref":"A1","type":"s","value":"ที่"}
 * type: s text, n number, b boolean, e error, d date (ISO 8601); "formula":true where the cell holds one;
 * "value":null with a "text" where the file calls something a number that is none. Lines before an error have
 * been written. */
xt_status xt_book_dump(xt_book *book, const xt_dump_options *options, const xt_output *output,
                       xt_error *error);

typedef struct xt_report_options {
    xt_format format;
    xt_lang lang;
    const char *tool, *version; /* as the report names them */
    size_t most;                /* lines a kind of finding in text; 0: all */
    bool color;                 /* of headings in text, for a terminal */
} xt_report_options;

/* A report on one file after the other. JSON follows docs/report.schema.json. */
typedef struct xt_report xt_report;

/* `output` must live until the end. */
xt_status xt_report_begin(xt_report **report, const xt_report_options *options, const xt_output *output,
                          xt_error *error);

/* Adds a file that was checked. */
xt_status xt_report_add(xt_report *report, const char *file, const xt_result *result, xt_error *error);

/* Adds a file that was corrected: its changes, then what remains. */
xt_status xt_report_add_fixed(xt_report *report, const char *file, const xt_fixed *fixed, xt_error *error);

/* Adds a file that could not be checked. In JSON alone: elsewhere trouble is not part of the report. */
xt_status xt_report_add_trouble(xt_report *report, const char *file, const xt_error *trouble,
                                xt_error *error);

/* Writes what is left and frees the report, whatever it returns. NULL is allowed. */
xt_status xt_report_end(xt_report *report, xt_error *error);

/* What a review may hold. Excel itself takes 65,530 links a sheet, and gets slow with many comments. */
enum { XT_REVIEW_LINES = 100000, XT_REVIEW_LINKS = 65530, XT_REVIEW_COMMENTS = 5000 };

typedef struct xt_review_options {
    xt_lang lang;
    const char *file;           /* the name shown for the workbook */
    const char *tool, *version; /* as the review names them; `tool` is the author of its comments */
    bool no_clobber;            /* a file that exists already is XT_WRITE_FAILED */
} xt_review_options;

/* Writes a workbook for people who correct by hand to `path`: a sheet that lists the findings, each with a
 * link to its cell, then every sheet that follows a form, its values in the same cells as in `book`, faulty
 * cells coloured and commented. `result` is of this book, which must still be open.
 *   The list holds the first XT_REVIEW_LINES findings, errors first, the first XT_REVIEW_LINKS of them with
 * links; XT_REVIEW_COMMENTS cells have comments, those with errors first; texts above 32,767 characters are
 * cut, and what no workbook can hold becomes U+FFFD. The first sheet says what was left out. All rows are
 * copied, none is kept in memory. Formulas become their values; merges and formats are not copied.
 *   XT_WRITE_FAILED also for a sheet whose rows do not rise in the file, and for two sheets of one name. The
 * file appears under its name only when it was read back and every cell is as it should be. */
xt_status xt_review_write(xt_book *book, const xt_result *result, const xt_review_options *options,
                          const char *path, xt_error *error);

#ifdef __cplusplus
}
#endif

#endif
