/* SPDX-License-Identifier: MIT
 *
 * Cells that hold two things: a name and an amount, a number and a date.
 */
#ifndef XT_THAI_SPLIT_H
#define XT_THAI_SPLIT_H

#include "base/str.h"

/* Takes "ร้านตัวอย่าง  10,000.00 บาท" apart: the name, and the amount as it is written. The amount comes last,
 * on a line of its own or behind a blank, and looks like money: with บาท or ฿ at it, with decimals or with
 * thousands separators. Words that only lead to it (ราคา, เป็นเงิน, จำนวน, เสนอราคา, ตกลงราคา, ":", "-", "=")
 * belong to neither. Both point into the text. False: there is no such amount, more than one, or no name. */
bool xt_split_amount(xt_str text, xt_str *name, xt_str *amount);

/* Takes "เลขที่ 12/2567 ลว. 29 พ.ย. 66" apart: the number without "เลขที่", and the date as xt_thai_date_parse
 * reads it. The date comes last. Both point into the text. False: the text does not end in a date of a day,
 * or nothing stands before it. */
bool xt_split_date(xt_str text, xt_str *number, xt_str *date);

#endif
