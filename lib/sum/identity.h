/* SPDX-License-Identifier: MIT
 *
 * What tells a contract from others, apart from how it is spelled: the number of the contract, the name of
 * the vendor, the words of the item.
 */
#ifndef XT_SUM_IDENTITY_H
#define XT_SUM_IDENTITY_H

#include "base/bytes.h"

typedef struct xt_contract_no {
    uint64_t digits; /* equal for the same groups of digits, a year in two digits or in four; 0: no number */
    uint32_t letter; /* of the series: ซ of "ซ.1/2567" and "สัญญาซื้อเลขที่ 1/2567"; 0: none */
} xt_contract_no;

/* The number in the text, without the date behind it. Zeros alone are no number. */
xt_contract_no xt_contract_no_of(xt_str text);

/* Whether both are numbers, and of different contracts. */
bool xt_contract_no_differs(xt_contract_no a, xt_contract_no b);

/* *core: equal for names that differ in the form of the company or the title of the person alone; 0: no name.
 * Returns XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_vendor_core(xt_str name, xt_bytes *scratch, uint64_t *core);

/* Whether both texts are there and speak of different things: unlike words, or other numbers. */
bool xt_item_differs(xt_str a, xt_str b);

#endif
