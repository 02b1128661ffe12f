/* SPDX-License-Identifier: MIT
 *
 * Numbers in little-endian order, as binary files of Windows programs hold them, at any address.
 */
#ifndef XT_BASE_LE_H
#define XT_BASE_LE_H

#include "base/str.h"

static inline uint16_t xt_le16(const unsigned char *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t xt_le32(const unsigned char *p)
{
    return (uint32_t)xt_le16(p) | (uint32_t)xt_le16(p + 2) << 16;
}

static inline uint64_t xt_le64(const unsigned char *p)
{
    return (uint64_t)xt_le32(p) | (uint64_t)xt_le32(p + 4) << 32;
}

/* A double of IEEE 754. */
static inline double xt_le_double(const unsigned char *p)
{
    uint64_t bits = xt_le64(p);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

#endif
