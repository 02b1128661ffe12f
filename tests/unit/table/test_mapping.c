/* SPDX-License-Identifier: MIT
 *
 * Which columns of a sheet fill which fields of a form.
 */
#include "table/mapping.h"

#include "table/forms.h"
#include "table/heads.h"

/* "item=C vendor=E.1 tax_id='0365' no=# winner=D+E sign_date=F~": a column, a piece of one (from 0), a value,
 * counted, two columns put together, and a column that stands in for another. */
static char *show_mapping(const xt_mapping *m)
{
    char ref[XT_REF_SIZE];
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t f = 0; f < m->target->field_count; f++) {
        const xt_origin *o = &m->origins[f];
        if (o->kind == XT_ORIGIN_NONE)
            continue;
        xt_bytes_printf(&out, "%s%s=", out.size ? " " : "", m->target->fields[f].name);
        const int columns[] = {o->field, o->other};
        for (size_t i = 0; i < 2; i++) {
            if (columns[i] == XT_NO_FIELD)
                continue;
            xt_cell_ref(1, m->header.columns[columns[i]].column, ref);
            xt_bytes_printf(&out, "%s%.*s", i ? "+" : "", (int)strlen(ref) - 1, ref);
        }
        if (o->kind == XT_ORIGIN_PIECE)
            xt_bytes_printf(&out, ".%d", o->piece);
        if (o->kind == XT_ORIGIN_STAND_IN)
            xt_bytes_puts(&out, "~");
        if (o->kind == XT_ORIGIN_COUNTED)
            xt_bytes_puts(&out, "#");
        if (o->value.size)
            xt_bytes_printf(&out, "'%.*s'", (int)o->value.size, o->value.data);
    }
    return taken(&out);
}

enum { WISHES = 4 };

static const struct {
    const char *target, *known; /* known NULL: no form */
    const char *columns[WISHES], *values[WISHES];
    const char *rows, *wanted;
} FOUND[] = {
    /* by titles and aliases of the form itself, below a title */
    {"skr1",
     NULL,
     {NULL},
     {NULL},
     "รายงานจากระบบบัญชี\nลำดับ|งานจัดซื้อจัดจ้าง|ราคากลาง|ที่อยู่",
     "no=A item=B reference_price=C"},
    /* by the form that the sheet follows: its ชื่อโครงการ is the item; its ลำดับ is no number of rows */
    {"ita-2568-o13",
     "egp-export",
     {NULL},
     {NULL},
     "ลำดับ|รหัสโครงการ|ชื่อโครงการ|ชื่อหน่วยงาน|งบประมาณ(บาท)|ราคาตกลงซื้อ/จ้าง|จังหวัด",
     "no=# agency=D province=G item=C budget=E contract_price=F project_no=B"},
    /* the caller's word comes first */
    {"ita-2568-o13",
     "egp-export",
     {"ชื่อหน่วยงานย่อย=agency", NULL},
     {NULL},
     "ชื่อโครงการ|ชื่อหน่วยงาน|ชื่อหน่วยงานย่อย|งบประมาณ(บาท)",
     "no=# agency=C item=A budget=D"},
    {"ita-2568-o13",
     NULL,
     {"AMT=budget", "WHAT=item", NULL},
     {"agency=อบต.ตัวอย่าง", "fiscal_year = 2567", NULL},
     "WHAT|AMT|จังหวัด",
     "no=# fiscal_year='2567' agency='อบต.ตัวอย่าง' province=C item=A budget=B"},
    /* blanks, letter case and line ends make no difference in a wish; a header may hold "=" */
    {"skr1",
     NULL,
     {" amt = x=budget", NULL},
     {NULL},
     "งานจัดซื้อจัดจ้าง|AMT=X|ราคากลาง",
     "no=# item=A budget=B reference_price=C"},
    /* a column that is to go nowhere */
    {"skr1", NULL, {"ราคากลาง=", NULL}, {NULL}, "งานจัดซื้อจัดจ้าง|ราคากลาง|วิธีซื้อ/จ้าง", "no=# item=A method=C"},
    /* a value for a field that has a column fills its blank cells */
    {"skr1",
     NULL,
     {NULL},
     {"method=วิธีเฉพาะเจาะจง", NULL},
     "งานจัดซื้อจัดจ้าง|วิธีซื้อ/จ้าง",
     "no=# item=A method=B'วิธีเฉพาะเจาะจง'"},
    /* texts that hold two fields, taken apart */
    {"register",
     "skr1",
     {NULL},
     {NULL},
     "งานที่จัดซื้อหรือจัดจ้าง|ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง|เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
     "no=# item=A contract_price=B.1 vendor=B.0 contract_no=C.0 contract_date=C.1"},
    {"ita-2567-o16",
     NULL,
     {"ผู้รับจ้าง=vendor+contract_price", NULL},
     {NULL},
     "งานที่ซื้อหรือจ้าง|ผู้รับจ้าง",
     "no=# item=A contract_price=B.1 vendor=B.0"},
    /* and put together */
    {"skr1",
     "register",
     {NULL},
     {NULL},
     "งานที่ซื้อหรือจ้าง|ราคาที่ตกลงซื้อหรือจ้าง (บาท)|รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก|เลขที่สัญญา",
     "no=# item=A vendor=C+B contract_no=D"},
    /* the same form: nothing is taken apart */
    {"skr1",
     "skr1",
     {NULL},
     {NULL},
     "งานที่จัดซื้อหรือจัดจ้าง|ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง|เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
     "no=# item=A vendor=B contract_no=C"},
};

START_TEST(finds_the_columns)
{
    xt_templates *set = shipped_forms();
    const xt_template *known = FOUND[_i].known ? form_named(set, FOUND[_i].known) : NULL;
    xt_head head = head_of(FOUND[_i].rows);
    const xt_wishes wishes = {.columns = FOUND[_i].columns, .values = FOUND[_i].values};
    xt_mapping m;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    xt_status status = xt_mapping_make(&m, form_named(set, FOUND[_i].target)->tables,
                                       known ? known->tables : NULL, &wishes, &head, &error);
    ck_assert_msg(status == XT_OK, "%s: %s", FOUND[_i].rows,
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    char *shown = show_mapping(&m);
    ck_assert_msg(strcmp(shown, FOUND[_i].wanted) == 0, "%s\n%s\nshould be\n%s", FOUND[_i].rows, shown,
                  FOUND[_i].wanted);
    free(shown);
    xt_mapping_free(&m);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* A date of entry stands in for the date of signing where a summary wants one, and that is not there. */
static const struct {
    bool stand_ins;
    const char *rows, *wanted;
} STAND_INS[] = {
    {true, "รหัสโครงการ|ชื่อโครงการ|ราคาตกลงซื้อ/จ้าง|วันที่เกิดรายการ",
     "no=# item=B contract_price=C project_no=A sign_date=D~"},
    {true, "รหัสโครงการ|ชื่อโครงการ|ราคาตกลงซื้อ/จ้าง|วันที่เกิดรายการ|วันที่ลงนามในสัญญา",
     "no=# item=B contract_price=C project_no=A sign_date=E"},
    {false, "รหัสโครงการ|ชื่อโครงการ|ราคาตกลงซื้อ/จ้าง|วันที่เกิดรายการ", "no=# item=B contract_price=C project_no=A"},
};

START_TEST(stands_in)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(STAND_INS[_i].rows);
    const xt_wishes wishes = {.stand_ins = STAND_INS[_i].stand_ins};
    xt_mapping m;
    ck_assert_int_eq(xt_mapping_make(&m, form_named(set, "register")->tables,
                                     form_named(set, "egp-export")->tables, &wishes, &head, NULL),
                     XT_OK);
    char *shown = show_mapping(&m);
    ck_assert_str_eq(shown, STAND_INS[_i].wanted);
    free(shown);
    xt_mapping_free(&m);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *columns[WISHES], *values[WISHES], *rows;
    xt_sentence sentence;
    const char *text, *place; /* place: what it must contain */
} REFUSED[] = {
    {{"งาน"}, {NULL}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_MAP_FORM, "งาน", ""},
    {{"=item"}, {NULL}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_MAP_FORM, "=item", ""},
    {{"งาน=items"}, {NULL}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_MAP_FIELD, "items", "item, budget"},
    {{"งาน=vendor+price"}, {NULL}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_MAP_FIELD, "price", "contract_price"},
    {{"งาน=item"}, {NULL}, "รายการ|ราคากลาง (บาท)", XT_SAY_MAP_HEADER, "งาน", "ราคากลาง (บาท), รายการ"},
    {{NULL}, {"agency"}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_SET_FORM, "agency", ""},
    {{NULL}, {"office=x"}, "งานที่ซื้อหรือจ้าง|ราคากลาง", XT_SAY_MAP_FIELD, "office", "agency"},
    {{NULL}, {NULL}, "A|B|C", XT_SAY_MAP_NONE, "ita-2567-o16", "reference_price"},
    {{NULL}, {NULL}, "A|ราคากลาง|C", XT_SAY_MAP_NONE, "ita-2567-o16", "reference_price"},
    {{NULL}, {NULL}, "", XT_SAY_MAP_NONE, "ita-2567-o16", "reference_price"},
};

START_TEST(refuses_what_is_not_there)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(REFUSED[_i].rows);
    const xt_wishes wishes = {.columns = REFUSED[_i].columns, .values = REFUSED[_i].values};
    xt_mapping m;
    xt_error error;
    xt_status status =
        xt_mapping_make(&m, form_named(set, "ita-2567-o16")->tables, NULL, &wishes, &head, &error);
    ck_assert_int_eq(status, XT_NO_TEMPLATE);
    ck_assert_int_eq(error.sentence, REFUSED[_i].sentence);
    ck_assert_str_eq(error.text, REFUSED[_i].text);
    ck_assert_msg(strstr(error.place, REFUSED[_i].place) != NULL, "%s", error.place);
    xt_mapping_free(&m);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("mapping");
    TCase *cases = tcase_create("mapping");
    tcase_add_loop_test(cases, stands_in, 0, sizeof STAND_INS / sizeof *STAND_INS);
    tcase_add_loop_test(cases, finds_the_columns, 0, XT_ENTRIES(FOUND));
    tcase_add_loop_test(cases, refuses_what_is_not_there, 0, XT_ENTRIES(REFUSED));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
