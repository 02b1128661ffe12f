/* SPDX-License-Identifier: MIT
 *
 * The content of an OpenDocument spreadsheet (ODF 1.3 part 3) and what it names.
 */
#ifndef XT_READ_ODS_H
#define XT_READ_ODS_H

#include "read/book.h"

/* Reads the list of tables and the date system. Called once, with zip and limits set. */
xt_status xt_ods_load(xt_book *book, xt_error *error);

/* Whether a <table:table> of this name is a sheet: LibreOffice keeps what it knows of other files in tables
 * named 'URL'#Name. NULL: it has no name. */
bool xt_ods_is_sheet(const char *name);

/* The value of the attribute in one of ODF's namespaces; data NULL where it is not there. */
xt_str xt_ods_attribute(const char **attributes, const char *name);

#endif
