/* SPDX-License-Identifier: MIT */
#include "read/xml_whole.h"

#include "base/error.h"

#include <errno.h>
#include <expat.h>

static xt_status parse(XML_Parser parser, xt_zip_part *part, bool *whole, xt_error *error)
{
    char data[16384];
    xt_status status = XT_OK;
    *whole = true;
    for (size_t got = 1; got && *whole;) {
        status = xt_zip_part_read(part, data, sizeof data, &got, error);
        if (status)
            return status;
        errno = 0;
        *whole = XML_Parse(parser, data, (int)got, got == 0) == XML_STATUS_OK;
    }
    /* expat has other names for some of the allocations that failed */
    return !*whole && (errno == ENOMEM || XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY)
               ? xt_fail_memory(error)
               : XT_OK;
}

xt_status xt_part_is_whole(xt_zip *zip, size_t index, bool *whole, xt_error *error)
{
    xt_zip_part *part = NULL;
    XML_Parser parser = XML_ParserCreate(NULL);
    xt_status status = parser ? xt_zip_part_open(&part, zip, index, 0, error) : xt_fail_memory(error);
    *whole = false;
    if (!status)
        status = parse(parser, part, whole, error);
    xt_zip_part_close(part);
    if (parser)
        XML_ParserFree(parser);
    return status;
}
