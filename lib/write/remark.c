/* SPDX-License-Identifier: MIT */
#include "write/remark.h"

#include "base/error.h"
#include "base/sink.h"
#include "base/utf8.h"

/* Each kind: its code, what it is for, whether each text is a remark of its own, and the sentence. {label}:
 * the field's title; {places}: the cells, or the rows. */
/* clang-format off */
static const struct {
    const char *code;
    xt_remark_group group;
    bool by_text;
    const char *say[XT_LANG_COUNT];
} KINDS[XT_REMARK_KIND_COUNT] = {
    [XT_REMARK_NOT_READ] = {"not-read", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" is not what this column holds and stays as text ({count} in all: {places})",
         "{label}: \"{text}\" ไม่ตรงกับชนิดของคอลัมน์ จึงคงไว้เป็นข้อความ (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_SWAPPED] = {"month-before-day", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" is a date only with the month before the day, so it stays as text ({count} in all: {places})",
         "{label}: \"{text}\" อ่านเป็นวันที่ได้เฉพาะเมื่อเดือนมาก่อนวัน จึงคงไว้เป็นข้อความ (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_NOT_IN_LIST] = {"not-in-list", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" is not in the form's list and stays as it is ({count} in all: {places})",
         "{label}: \"{text}\" ไม่อยู่ในรายการของแบบฟอร์ม จึงคงไว้ตามเดิม (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_ID] = {"id-doubtful", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" has a wrong length or a wrong digit and stays as it is ({count} in all: {places})",
         "{label}: \"{text}\" มีจำนวนหลักหรือเลขบางหลักไม่ถูกต้อง จึงคงไว้ตามเดิม (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_ID_ROUNDED] = {"id-rounded", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" lost its last digits before it came here; copy the number from the contract ({count} in all: {places})",
         "{label}: \"{text}\" สูญเสียเลขท้ายไปก่อนแล้ว โปรดคัดลอกเลขจากสัญญา (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_CELL_ERROR] = {"cell-error", XT_REMARK_DOUBT, false,
        {"{label}: the cell holds the error \"{text}\" ({count} in all: {places})",
         "{label}: ช่องนี้เป็นค่าผิดพลาด \"{text}\" (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_LOST] = {"text-lost", XT_REMARK_DOUBT, false,
        {"{label}: letters of \"{text}\" are lost; type it anew ({count} in all: {places})",
         "{label}: ตัวอักษรของ \"{text}\" สูญหาย โปรดพิมพ์ใหม่ (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_DAMAGED] = {"text-damaged", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" is damaged, but xlsfix can repair it ({count} in all: {places})",
         "{label}: \"{text}\" เพี้ยนไป แต่ซ่อมได้ด้วย xlsfix (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_NOT_SPLIT] = {"not-split", XT_REMARK_DOUBT, false,
        {"{label}: \"{text}\" cannot be taken apart and stays whole ({count} in all: {places})",
         "{label}: \"{text}\" แยกออกจากกันไม่ได้ จึงคงไว้ทั้งข้อความ (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_MAYBE_SHIFTED] = {"maybe-shifted", XT_REMARK_DOUBT, false,
        {"cells seem to have moved left, but it cannot be told how far; compare with the source (rows: {count}, in {places})",
         "ช่องน่าจะเลื่อนไปทางซ้าย แต่บอกไม่ได้ว่าเลื่อนกี่ช่อง โปรดเทียบกับต้นฉบับ (รวม {count} แถว: {places})"}},
    [XT_REMARK_BLANK] = {"field-blank", XT_REMARK_DOUBT, false,
        {"{label} ({field}): no column fills it, so it stays blank",
         "{label} ({field}): ไม่มีคอลัมน์ใดให้ข้อมูล จึงเว้นว่างไว้"}},
    [XT_REMARK_NO_ROWS] = {"no-rows", XT_REMARK_DOUBT, false,
        {"there is a header, but no row of data",
         "มีหัวตารางแต่ไม่มีแถวข้อมูล"}},
    [XT_REMARK_ZERO] = {"zero-restored", XT_REMARK_MENDED, false,
        {"{label}: the lost zero in front was put back, as the check digit proves ({count} in all: {places})",
         "{label}: เติมเลข 0 ข้างหน้าที่หายไปคืนให้ ตามที่เลขหลักตรวจสอบยืนยัน (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_ERA] = {"date-era", XT_REMARK_MENDED, false,
        {"{label}: the date stood 543 years too late and was moved back ({count} in all: {places})",
         "{label}: ปรับวันที่ซึ่งเกินไป 543 ปี (รวม {count} ช่อง: {places})"}},
    [XT_REMARK_SHIFTED] = {"shifted-back", XT_REMARK_MENDED, false,
        {"cells that had moved left were put back (rows: {count}, in {places})",
         "เลื่อนช่องกลับที่เดิม (รวม {count} แถว: {places})"}},
    [XT_REMARK_COLUMN] = {"column-left", XT_REMARK_LEFT, true,
        {"the column \"{text}\", which the form has not",
         "คอลัมน์ \"{text}\" ซึ่งไม่มีในแบบฟอร์ม"}},
    [XT_REMARK_SHEET] = {"sheet-left", XT_REMARK_LEFT, true,
        {"the sheet \"{text}\", which follows no form",
         "แผ่นงาน \"{text}\" ซึ่งไม่ตรงกับแบบฟอร์ม"}},
    [XT_REMARK_ROW] = {"row-left", XT_REMARK_LEFT, true,
        {"row {places}, which is no data: \"{text}\"",
         "แถวที่ {places} ซึ่งไม่ใช่ข้อมูล: \"{text}\""}},
    [XT_REMARK_FORMULAS] = {"formulas-left", XT_REMARK_LEFT, false,
        {"{count} formulas, of which the values were taken",
         "สูตร {count} ช่อง (นำมาเฉพาะค่า)"}},
    [XT_REMARK_MORE] = {"more", XT_REMARK_LEFT, false,
        {"{count} things more of the same kinds",
         "และอีก {count} รายการทำนองเดียวกัน"}},
};
/* clang-format on */

static xt_remark *remarks_of(const xt_remarks *remarks)
{
    return (xt_remark *)(void *)remarks->list.data;
}

size_t xt_remarks_count(const xt_remarks *remarks)
{
    return remarks->list.size / sizeof(xt_remark);
}

const xt_remark *xt_remarks_at(const xt_remarks *remarks, size_t index)
{
    return index < xt_remarks_count(remarks) ? &remarks_of(remarks)[index] : NULL;
}

static xt_remark *find(xt_remarks *remarks, xt_remark_kind kind, const xt_field *field, const char *sheet,
                       xt_str text)
{
    xt_remark *all = remarks_of(remarks);
    for (size_t i = xt_remarks_count(remarks); i-- > 0;) {
        bool same = all[i].kind == kind && all[i].field == field && strcmp(all[i].sheet, sheet) == 0;
        if (same && (!KINDS[kind].by_text || xt_str_equal(xt_str_of(all[i].text), text)))
            return &all[i];
    }
    return NULL;
}

static void add_place(xt_remark *remark, xt_place place)
{
    remark->count++;
    if (place.row && remark->place_count < XT_REMARK_PLACES)
        remark->places[remark->place_count++] = place;
}

xt_status xt_remarks_add(xt_remarks *remarks, xt_remark_kind kind, const xt_field *field, const char *sheet,
                         xt_place place, xt_str text, xt_error *error)
{
    enum { LONGEST = 120 };
    text.size = xt_utf8_cut(text, LONGEST);
    xt_remark *there = find(remarks, kind, field, sheet, text);
    if (there) {
        add_place(there, place);
        return XT_OK;
    }
    if (kind != XT_REMARK_MORE && xt_remarks_count(remarks) >= XT_REMARKS_KEPT)
        return xt_remarks_add(remarks, XT_REMARK_MORE, NULL, "", (xt_place){0, 0}, XT_LITERAL(""), error);
    if (!remarks->list.maximum)
        remarks->list = xt_bytes_make(SIZE_MAX / 2);
    xt_remark added = {.kind = kind,
                       .field = field,
                       .text = xt_arena_copy(&remarks->arena, text),
                       .sheet = xt_arena_copy(&remarks->arena, xt_str_of(sheet))};
    add_place(&added, place);
    bool kept = added.text && added.sheet && !xt_bytes_append(&remarks->list, &added, sizeof added);
    return kept ? XT_OK : xt_fail_memory(error);
}

xt_remark_info xt_remark_tell(const xt_remark *remark)
{
    return (xt_remark_info){.code = KINDS[remark->kind].code,
                            .group = KINDS[remark->kind].group,
                            .field = remark->field ? remark->field->name : NULL,
                            .count = remark->count,
                            .text = remark->text,
                            .sheet = *remark->sheet ? remark->sheet : NULL};
}

/* "B5, B7, B9 ...": the first of the places. */
static void put_places(const xt_remark *remark, xt_sink *s)
{
    char ref[XT_REF_SIZE];
    for (size_t i = 0; i < remark->place_count; i++) {
        const xt_place *place = &remark->places[i];
        xt_sink_put(s, xt_str_of(i ? ", " : ""));
        if (place->column)
            xt_sink_put(s, xt_str_of(xt_cell_ref(place->row, place->column, ref)));
        else
            xt_sink_number(s, place->row);
    }
    if (remark->count > remark->place_count)
        xt_sink_put(s, XT_LITERAL(" ..."));
}

static void put_word(const void *context, xt_str word, xt_lang lang, xt_sink *s)
{
    const xt_remark *remark = context;
    (void)lang;
    if (xt_str_equal(word, XT_LITERAL("count")))
        xt_sink_number(s, (int64_t)remark->count);
    else if (xt_str_equal(word, XT_LITERAL("text")))
        xt_sink_put(s, xt_str_of(remark->text));
    else if (xt_str_equal(word, XT_LITERAL("label")))
        xt_sink_put(s, remark->field ? remark->field->labels[0].text : XT_LITERAL(""));
    else if (xt_str_equal(word, XT_LITERAL("field")))
        xt_sink_put(s, xt_str_of(remark->field ? remark->field->name : ""));
    else
        put_places(remark, s);
}

char *xt_remark_words(const xt_remark *remark, xt_lang lang, char *out, size_t size)
{
    if (size == 0)
        return out;
    xt_sink s = xt_sink_begin(out, size);
    xt_sink_sentence(&s, KINDS[remark->kind].say[lang], lang, put_word, remark);
    return out;
}

void xt_remarks_free(xt_remarks *remarks)
{
    xt_bytes_free(&remarks->list);
    xt_arena_free(&remarks->arena);
}
