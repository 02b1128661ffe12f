/* SPDX-License-Identifier: MIT
 *
 * What became of a row, in words.
 */
#include "sum/summary.h"

static const struct {
    const char *code, *words[XT_LANG_COUNT];
} FATES[XT_FATE_COUNT] = {
    [XT_FATE_COUNTED] = {"counted", {"counted", "นับแล้ว"}},
    [XT_FATE_OTHER_PERIOD] = {"other-period", {"of another period", "อยู่นอกช่วงเวลา"}},
    [XT_FATE_OTHER_AGENCY] = {"other-agency", {"of another agency", "เป็นของหน่วยงานอื่น"}},
    [XT_FATE_NO_CONTRACT] = {"no-contract", {"not signed, or given up", "ยังไม่ลงนามหรือยกเลิกแล้ว"}},
    [XT_FATE_SAME] = {"same-contract", {"the same contract as another row", "เป็นสัญญาเดียวกับแถวอื่น"}},
    [XT_FATE_NO_DATE] = {"no-date", {"the date of the contract is blank", "ไม่ได้กรอกวันที่ลงนามในสัญญา"}},
    [XT_FATE_WRONG_DATE] = {"wrong-date",
                            {"the date of the contract cannot be read", "อ่านวันที่ลงนามในสัญญาไม่ได้"}},
    [XT_FATE_NO_PRICE] = {"no-price", {"the agreed price is blank", "ไม่ได้กรอกราคาที่ตกลงซื้อหรือจ้าง"}},
    [XT_FATE_WRONG_AMOUNT] = {"wrong-amount",
                              {"an amount is negative or cannot be read", "จำนวนเงินติดลบหรืออ่านไม่ได้"}},
    [XT_FATE_CONFLICT] = {"conflict",
                          {"tells something else of the same contract", "ข้อมูลของสัญญาเดียวกันไม่ตรงกับแถวอื่น"}},
};

static const struct {
    const char *code, *words[XT_LANG_COUNT];
} CLASHES[XT_CLASH_COUNT] = {
    [XT_CLASH_NONE] = {"", {"", ""}},
    [XT_CLASH_PRICE] = {"price", {"another price than", "ราคาไม่ตรงกับ"}},
    [XT_CLASH_VENDOR] = {"vendor", {"another vendor than", "คู่สัญญาไม่ตรงกับ"}},
    [XT_CLASH_DATE] = {"date", {"another date than", "วันที่ลงนามไม่ตรงกับ"}},
    [XT_CLASH_ITEM] = {"item", {"another item than", "ชื่องานไม่ตรงกับ"}},
    [XT_CLASH_MANY] = {"number", {"too many rows have the number of", "มีเลขที่ซ้ำกันหลายแถวเกินไปกับ"}},
};

const char *xt_clash_words(xt_clash clash, xt_lang lang)
{
    return CLASHES[clash].words[lang];
}

const char *xt_clash_code(xt_clash clash)
{
    return CLASHES[clash].code;
}

const char *xt_fate_words(xt_fate fate, xt_lang lang)
{
    return FATES[fate].words[lang];
}

const char *xt_fate_code(xt_fate fate)
{
    return FATES[fate].code;
}
