/* SPDX-License-Identifier: MIT */
#include "write/sheet_name.h"

#include "base/utf8.h"

void xt_sheet_name_make(char out[XT_SHEET_NAME_SIZE], xt_str wanted, const char *ending, bool quotes)
{
    size_t size = 0, units = strlen(ending);
    for (size_t at = 0, from = 0; at < wanted.size; from = at) {
        uint32_t code = xt_utf8_next(wanted, &at);
        bool legal = code >= 0x20 && code != 0x7F && code < XT_UTF8_BAD && code != 0xFFFE && code != 0xFFFF &&
                     (code > 0x7F || !strchr("[]:*?/\\", (int)code));
        legal = legal && (code != '\'' || (quotes && from > 0 && at < wanted.size));
        units += legal && code > 0xFFFF ? 2 : 1;
        if (units > XT_SHEET_NAME_LONGEST)
            break;
        xt_str piece = legal ? (xt_str){wanted.data + from, at - from} : XT_LITERAL("-");
        memcpy(out + size, piece.data, piece.size);
        size += piece.size;
    }
    if (size && out[size - 1] == '\'')
        out[size - 1] = '-'; /* what was cut ended in one */
    memcpy(out + size, ending, strlen(ending) + 1);
}
