/* SPDX-License-Identifier: MIT
 *
 * The stream of an old workbook, which is read without a compound file around it too. Records are taken apart
 * for the mutation, so that what is changed in one leaves the others where they are found.
 */
#include "base/le.h"
#include "dice.h"
#include "fuzz.h"
#include "hold.h"
#include "read/biff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const xt_open_options options = hold_options();
    hold_book(hold_input(data, size), &options, 0);
    return 0;
}

/* ------------------------------------------------------------ mutation */

enum { HEAD = 4 /* bytes before a record's own: type, size */, LONGEST = 512 /* that is taken apart */ };

/* A record: where it begins, and all its bytes. */
typedef struct record {
    size_t at, size;
} record;

static record some_record(dice *d, const uint8_t *data, size_t size)
{
    record chosen = {0, 0};
    size_t count = 0;
    for (size_t at = 0; at + HEAD <= size;) {
        size_t own = HEAD + xt_le16(data + at + 2);
        own = own < size - at ? own : size - at;
        if (below(d, ++count) == 0)
            chosen = (record){at, own};
        at += own;
    }
    return chosen;
}

/* What stands at `from` has moved by `by` bytes: the places of sheets behind it ([MS-XLS] 2.4.28), too. */
static void move_sheets(uint8_t *data, size_t size, size_t from, size_t by)
{
    for (size_t at = 0; at + HEAD + 4 <= size; at += HEAD + xt_le16(data + at + 2)) {
        uint8_t *place = data + at + HEAD;
        uint32_t sheet = xt_le32(place);
        if (xt_le16(data + at) != XT_BIFF_BOUNDSHEET || sheet < from)
            continue;
        sheet += (uint32_t)by;
        for (size_t i = 0; i < 4; i++)
            place[i] = (uint8_t)(sheet >> 8 * i);
    }
}

/* Puts `now` bytes in place of `old` ones. What does not fit leaves all as it is. */
static size_t replace(uint8_t *data, size_t size, size_t most, record old, const uint8_t *bytes, size_t now)
{
    if (size - old.size + now > most)
        return size;
    memmove(data + old.at + now, data + old.at + old.size, size - old.at - old.size);
    if (now)
        memcpy(data + old.at, bytes, now);
    size = size - old.size + now;
    move_sheets(data, size, old.at + old.size, now - old.size);
    return size;
}

static size_t change_inside(uint8_t *data, size_t size, size_t most, record r)
{
    uint8_t own[LONGEST];
    if (r.size > LONGEST)
        return LLVMFuzzerMutate(data, size, most);
    memcpy(own, data + r.at, r.size);
    size_t now = LLVMFuzzerMutate(own + HEAD, r.size - HEAD, LONGEST - HEAD);
    own[2] = (uint8_t)now;
    own[3] = (uint8_t)(now >> 8);
    return replace(data, size, most, r, own, HEAD + now);
}

/* The record again behind another. */
static size_t copy_record(dice *d, uint8_t *data, size_t size, size_t most, record r)
{
    uint8_t own[LONGEST];
    record other = some_record(d, data, size);
    if (r.size > LONGEST)
        return size;
    memcpy(own, data + r.at, r.size);
    return replace(data, size, most, (record){other.at + other.size, 0}, own, r.size);
}

static void change_type(dice *d, uint8_t *data, record r)
{
    static const uint16_t TYPES[] = {XT_BIFF_CONTINUE,
                                     XT_BIFF_DATE1904,
                                     XT_BIFF_CODEPAGE,
                                     XT_BIFF_BOUNDSHEET,
                                     XT_BIFF_SST,
                                     XT_BIFF_FORMAT,
                                     XT_BIFF_FORMAT_4,
                                     XT_BIFF_XF_2,
                                     XT_BIFF_XF_3,
                                     XT_BIFF_XF_4,
                                     XT_BIFF_XF_5,
                                     XT_BIFF_COLINFO,
                                     XT_BIFF_ROW,
                                     XT_BIFF_IXFE,
                                     XT_BIFF_MERGEDCELLS,
                                     XT_BIFF_INTEGER_2,
                                     XT_BIFF_NUMBER_2,
                                     XT_BIFF_NUMBER,
                                     XT_BIFF_LABEL_2,
                                     XT_BIFF_LABEL,
                                     XT_BIFF_BOOLERR_2,
                                     XT_BIFF_BOOLERR,
                                     XT_BIFF_FORMULA,
                                     XT_BIFF_FORMULA_3,
                                     XT_BIFF_FORMULA_4,
                                     XT_BIFF_STRING_2,
                                     XT_BIFF_STRING,
                                     XT_BIFF_RK,
                                     XT_BIFF_MULRK,
                                     XT_BIFF_RSTRING,
                                     XT_BIFF_LABELSST,
                                     XT_BIFF_FILEPASS,
                                     XT_BIFF_BOF,
                                     0x0209,
                                     0x0409,
                                     0x0809,
                                     XT_BIFF_EOF};
    uint16_t type = TYPES[below(d, sizeof TYPES / sizeof *TYPES)];
    data[r.at] = (uint8_t)type;
    data[r.at + 1] = (uint8_t)(type >> 8);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    dice d = {seed};
    record r = some_record(&d, data, size);
    if (r.size < HEAD)
        return LLVMFuzzerMutate(data, size, most);
    switch (below(&d, 8)) {
    case 0: return LLVMFuzzerMutate(data, size, most);
    case 1: return replace(data, size, most, r, NULL, 0);
    case 2: return copy_record(&d, data, size, most, r);
    case 3: change_type(&d, data, r); return size;
    default: return change_inside(data, size, most, r);
    }
}
