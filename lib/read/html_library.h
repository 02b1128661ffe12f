/* SPDX-License-Identifier: MIT
 *
 * libxml2, opened when the first page is read: it comes with three more libraries, and opening all of them
 * took a seventh of the time that checking a small workbook takes, where there is no HTML at all. Where the
 * name of the shared library is not known when this is built (XT_LIBXML2), it is linked as others are.
 */
#ifndef XT_READ_HTML_LIBRARY_H
#define XT_READ_HTML_LIBRARY_H

#include "xlstools.h"

#include <libxml/HTMLparser.h>

/* What is used of it: the type of each is that of the function in libxml2's own header. */
#define XT_LIBXML_FUNCTIONS(USE)                                                                             \
    USE(xmlInitParser)                                                                                       \
    USE(xmlFindCharEncodingHandler)                                                                          \
    USE(xmlStopParser)                                                                                       \
    USE(xmlSetStructuredErrorFunc)                                                                           \
    USE(xmlResetLastError)                                                                                   \
    USE(__xmlStructuredError)                                                                                \
    USE(__xmlStructuredErrorContext)                                                                         \
    USE(htmlNewParserCtxt)                                                                                   \
    USE(htmlCtxtReadIO)                                                                                      \
    USE(htmlFreeParserCtxt)

#define XT_LIBXML_MEMBER(function) __typeof__(&function) function;

typedef struct xt_libxml {
    XT_LIBXML_FUNCTIONS(XT_LIBXML_MEMBER)
} xt_libxml;

/* Opens it, once for the process; several threads may ask. *libxml stays valid. XT_NOT_A_WORKBOOK: it is not
 * installed, so that no page can be read. */
xt_status xt_libxml_open(const xt_libxml **libxml, xt_error *error);

#endif
