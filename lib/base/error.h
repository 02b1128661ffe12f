/* SPDX-License-Identifier: MIT
 *
 * How errors are filled. What they say stands in one table (sentence.c), in both languages.
 */
#ifndef XT_BASE_ERROR_H
#define XT_BASE_ERROR_H

#include "base/str.h"

/* One entry for each sentence; the comment names what the sentence uses of the error. */
typedef enum xt_sentence {
    XT_SAY_OK,
    /* opening */
    XT_SAY_FILE_MISSING,
    XT_SAY_FILE_UNREADABLE, /* sys_errno */
    XT_SAY_FILE_READ,       /* sys_errno */
    XT_SAY_FILE_EMPTY,
    XT_SAY_FOLDER,
    XT_SAY_IS_XLW,
    XT_SAY_IS_XLSB,
    XT_SAY_IS_SXC,
    XT_SAY_IS_WORD,
    XT_SAY_IS_ZIP,
    XT_SAY_IS_HTML,
    XT_SAY_IS_XML,
    XT_SAY_IS_TEXT,
    XT_SAY_IS_PDF,
    XT_SAY_IS_UNKNOWN,
    XT_SAY_ENCRYPTED,
    /* the container */
    XT_SAY_ZIP_CUT,
    XT_SAY_ZIP_DIRECTORY, /* text: the reason, libzip's or ours */
    XT_SAY_ZIP_BEFORE,    /* number: of bytes */
    XT_SAY_ZIP_TWO,
    XT_SAY_ZIP_VOLUMES,
    XT_SAY_ZIP_COUNT,   /* number: of parts there, limit: parts announced */
    XT_SAY_ZIP_LOCAL,   /* place */
    XT_SAY_ZIP_OUTSIDE, /* place */
    XT_SAY_ZIP_OVERLAP,
    XT_SAY_ZIP_NAME_TWICE, /* place */
    XT_SAY_ZIP_NAME_BAD,   /* place */
    XT_SAY_ZIP_METHOD,     /* place */
    XT_SAY_NO_LIBRARY,     /* text: the file's name */
    XT_SAY_ZIP_PART,       /* place, text: libzip's reason */
    XT_SAY_ZIP_SIZE,       /* place, number: bytes there, limit: bytes the directory says */
    XT_SAY_PART_MISSING,   /* place */
    XT_SAY_CFB,            /* text: the reason */
    XT_SAY_BIFF_RECORD,    /* place, number: its offset, text: its type */
    /* the parts */
    XT_SAY_XML_SYNTAX,   /* place, line, column, text: expat's reason */
    XT_SAY_XML_CUT,      /* place */
    XT_SAY_XML_DOCTYPE,  /* place */
    XT_SAY_XML_ROOT,     /* place, text: the element met */
    XT_SAY_ID_TWICE,     /* place, text: the id */
    XT_SAY_CELL_ADDRESS, /* place, text */
    XT_SAY_CELL_TWICE,   /* place */
    XT_SAY_CELL_NUMBER,  /* place, text */
    XT_SAY_CELL_STRING,  /* place, text */
    XT_SAY_CELL_TYPE,    /* place, text */
    XT_SAY_CELL_FORMAT,  /* place, text */
    XT_SAY_ROW_NUMBER,   /* place, text */
    XT_SAY_MERGE,        /* place, text */
    XT_SAY_REPEAT,       /* place, text */
    /* limits: number met, limit allowed, place */
    XT_SAY_LIMIT_INPUT,
    XT_SAY_LIMIT_ENTRIES,
    XT_SAY_LIMIT_PART, /* text: which limit */
    XT_SAY_LIMIT_RATIO,
    XT_SAY_LIMIT_STRINGS,
    XT_SAY_LIMIT_STRINGS_SIZE,
    XT_SAY_LIMIT_DEPTH,
    XT_SAY_LIMIT_ATTRIBUTES,
    XT_SAY_LIMIT_ATTRIBUTE,
    XT_SAY_LIMIT_SHEETS,
    XT_SAY_LIMIT_FORMATS,
    XT_SAY_LIMIT_MERGES,
    XT_SAY_LIMIT_CELL,
    XT_SAY_LIMIT_TEXT,
    XT_SAY_LIMIT_ROW,
    XT_SAY_LIMIT_COLUMN,
    XT_SAY_LIMIT_FINDINGS,
    XT_SAY_LIMIT_VALIDATIONS,
    XT_SAY_LIMIT_VALIDATION_TEXT,
    XT_SAY_LIMIT_ROW_TEXT,
    XT_SAY_LIMIT_MORE,       /* behind each of those that a person may lift */
    XT_SAY_LIMIT_NAME,       /* text: what is none, place: the names */
    XT_SAY_LIMIT_VALUE,      /* text */
    XT_SAY_ENCODING_UNKNOWN, /* text: the name */
    /* sheets */
    XT_SAY_NO_WORKSHEET,
    XT_SAY_SHEET_UNKNOWN, /* text: the sheet asked for; place: the sheets there are */
    XT_SAY_SHEET_CHART,   /* text */
    /* templates */
    XT_SAY_TEMPLATE_UNKNOWN,    /* text: the one asked for; place: the nearest */
    XT_SAY_TEMPLATE_STRANGE,    /* text: the one asked for; none is near */
    XT_SAY_TEMPLATE_FOLDER,     /* text: the folder */
    XT_SAY_TEMPLATE_NONE_FITS,  /* text: the nearest template; place: the headers it misses */
    XT_SAY_TEMPLATE_NO_HEADER,  /* no row looks like the header of any form */
    XT_SAY_TEMPLATE_JSON,       /* place: file, line, column, text: the parser's reason */
    XT_SAY_TEMPLATE_KEY,        /* place, line, column, text: "key", did you mean */
    XT_SAY_TEMPLATE_KEY_NEAR,   /* as KEY; text: "key\nnearest" */
    XT_SAY_TEMPLATE_MISSING,    /* place, line, text: the key that is not there */
    XT_SAY_TEMPLATE_TYPE,       /* place, line, text: "key\nwhat it must be" */
    XT_SAY_TEMPLATE_VALUE,      /* place, line, text: "key\nvalue" */
    XT_SAY_TEMPLATE_VALUE_NEAR, /* place, line, text: "value\nnearest" */
    XT_SAY_TEMPLATE_CONFLICT,   /* place, line, text: "one thing\nwhat it cannot go with" */
    XT_SAY_TEMPLATE_TWICE,      /* place, line, text: what stands there twice */
    /* conversions */
    XT_SAY_MAP_FORM,   /* text: what has not the form header=field */
    XT_SAY_SET_FORM,   /* text: what has not the form field=value */
    XT_SAY_MAP_FIELD,  /* text: what is no field; place: the fields there are */
    XT_SAY_MAP_HEADER, /* text: what is no header; place: the headers there are */
    XT_SAY_MAP_NONE,   /* text: the template; place: its fields */
    XT_SAY_MAP_FIRST,  /* the same, where columns cannot be named */
    XT_SAY_CONVERT_FORM,
    XT_SAY_ENCODING_LACKS,  /* text: the encoding; place: cells */
    XT_SAY_SET_VALUE,       /* text: "field=value"; place: the kind of value it must be */
    XT_SAY_REGISTER_FIELD,  /* place: the template; text: the field that it lacks */
    XT_SAY_FORM_NO_SUMMARY, /* text: the form; place: what it should be a summary of */
    XT_SAY_FIGURES_ALONE,   /* no form goes with them */
    XT_SAY_NO_SUMMARY_FORM, /* text: what no form is a summary of */
    XT_SAY_NO_FORM_OF_YEAR, /* place: the nearest form; number: the fiscal year, BE; limit: that of the form
                             */
    XT_SAY_NO_AGENCY,       /* text: the agency; place: one that is there */
    XT_SAY_SUM_TOO_LARGE,
    XT_SAY_LIMIT_PAGES,
    /* cells that are to be changed */
    XT_SAY_EDIT_CONTAINER,   /* text: what the file is */
    XT_SAY_EDIT_FORMULA,     /* place */
    XT_SAY_EDIT_VALUE,       /* place */
    XT_SAY_EDIT_FORMAT,      /* place */
    XT_SAY_EDIT_HEADER,      /* place */
    XT_SAY_EDIT_HEADER_USED, /* place */
    XT_SAY_EDIT_ENCODING,    /* place, text: the encoding */
    XT_SAY_EDIT_XML,         /* place */
    XT_SAY_EDIT_SIGNED,
    XT_SAY_EDIT_SAME_FILE,
    /* the machine */
    XT_SAY_MEMORY,
    XT_SAY_WRITE_UNSURE,  /* place, sys_errno */
    XT_SAY_WRITE_DIFFERS, /* what was read back is not what was written */
    XT_SAY_DISTRICT_ANY,  /* text: what is no district at all */
    XT_SAY_FORM_TEXT,     /* text: what cannot be filled in */
    XT_SAY_PROVINCE,      /* text: what is no province */
    XT_SAY_DISTRICT,      /* text: what is no district of the province in place */
    XT_SAY_REVIEW_ROWS,   /* place: the sheet; number: a row that stands behind a later one */
    XT_SAY_REVIEW_SHEETS, /* text: the name of two sheets */
    XT_SAY_WRITE,         /* place, sys_errno */
    /* notes: what is no failure, status XT_OK; these come last */
    XT_SAY_NOTE_BEHIND,   /* number: of bytes */
    XT_SAY_NOTE_UNLISTED, /* number: how many */
    XT_SAY_NOTE_MACROS,   /* place: a part */
    XT_SAY_NOTE_OBJECTS,  /* place: a part, number: how many */
    XT_SAY_NOTE_LINKS,    /* text: a file, number: how many */
    XT_SAY_NOTE_STYLES,   /* place: the part that is not there */
    XT_SAY_NOTE_OUTSIDE,  /* place: a part, text: what is outside */
    XT_SAY_NOTE_DDE,      /* place: a cell */
    XT_SAY_NOTE_UNSEEN,   /* place: a part */
    XT_SAY_NOTE_PACKED,   /* place: a part, number: its size */
    XT_SAY_NOTE_ROWS,     /* place: a row */
    XT_SAY_NOTE_LONG,     /* place: a cell */
    XT_SAY_NOTE_SHEETS,   /* text: a name */
    XT_SAY_NOTE_NO_SHEETS,
    XT_SAY_NOTE_CODE_PAGE, /* number: the code page */
    XT_SAY_NOTE_UNDEFINED, /* place, number: the code page */
    XT_SAY_TEXT_READ_AS,   /* text: the encoding */
    XT_SAY_TEXT_GUESSED,   /* text: the encoding */
    XT_SAY_TEXT_MIXED,     /* text: the other encoding, number: lines in UTF-8, limit: in the other, line */
    XT_SAY_TEXT_BYTE,      /* line, column, number: the byte */
    XT_SAY_TEXT_NUL,       /* line, column */
    XT_SAY_TEXT_QUOTE,     /* line */
    XT_SENTENCE_COUNT
} xt_sentence;

/* Fills *error (NULL is allowed) with the sentence and its status, everything else empty, and returns the
 * status. */
xt_status xt_fail(xt_error *error, xt_sentence sentence);

/* The same with a place and a text, both cut to size at a character; NULL or empty where there is none. */
xt_status xt_fail_at(xt_error *error, xt_sentence sentence, xt_str place, xt_str text);

/* The same for a limit: what was met and what is allowed. */
xt_status xt_fail_limit(xt_error *error, xt_sentence sentence, xt_str place, uint64_t number, uint64_t limit);

/* The same for a failed system call. */
xt_status xt_fail_errno(xt_error *error, xt_sentence sentence, xt_str place, int sys_errno);

static inline xt_status xt_fail_memory(xt_error *error)
{
    xt_fail(error, XT_SAY_MEMORY);
    return XT_OUT_OF_MEMORY;
}

#endif
