/* SPDX-License-Identifier: MIT
 *
 * Reports for programs: JSON, JSON lines and CSV.
 */
#include "table/heads.h"
#include "table/json.h"
#include "write/reports.h"

static xt_json *parse(xt_str text)
{
    xt_json *json = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(xt_json_parse(&json, "report", text, &error) == XT_OK, "%s\n%.*s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message), (int)text.size, text.data);
    return json;
}

/* The node that the path leads to: keys and indexes between slashes. */
static const xt_node *at(const xt_node *node, const char *path)
{
    char steps[256];
    snprintf(steps, sizeof steps, "%s", path);
    for (char *step = strtok(steps, "/"); step; step = strtok(NULL, "/")) {
        node = xt_node_type_of(node) == XT_NODE_ARRAY ? xt_node_at(node, strtoul(step, NULL, 10))
                                                      : xt_node_get(node, step);
        ck_assert_msg(node != NULL, "%s: %s", path, step);
    }
    return node;
}

/* Compares a node with "text", =number, or "null". */
static void check_node(const xt_node *root, const char *path, const char *wanted)
{
    const xt_node *node = at(root, path);
    if (strcmp(wanted, "null") == 0)
        ck_assert_msg(xt_node_type_of(node) == XT_NODE_NULL, "%s is not null", path);
    else if (*wanted == '=')
        ck_assert_msg(xt_node_is_integer(node) && xt_node_number(node) == strtod(wanted + 1, NULL),
                      "%s is not %s", path, wanted);
    else
        xt_assert_str(xt_node_string(node), wanted);
}

/* The keys of an object, in their order. */
static void check_keys(const xt_node *object, const char *const *keys)
{
    void *place = NULL;
    const char *key = NULL;
    const xt_node *value = NULL;
    for (; *keys; keys++) {
        ck_assert(xt_node_each(object, &place, &key, &value));
        ck_assert_str_eq(key, *keys);
    }
    ck_assert(!xt_node_each(object, &place, &key, &value));
}

/* ------------------------------------------------------------ JSON */

static const char *const REPORT_KEYS[] = {"schema", "tool", "files", NULL};
static const char *const FILE_KEYS[] = {"file", "status", "error", "sheets", "findings", "counts", NULL};
static const char *const SHEET_KEYS[] = {"name", "template", "header_row", "rows", NULL};
static const char *const FINDING_KEYS[] = {"code",  "severity", "sheet",    "cell",   "row",     "column",
                                           "field", "value",    "expected", "repair", "message", NULL};

/* Paths and values as docs/report.schema.json has them. */
static const struct {
    const char *path, *value;
} MEMBERS[] = {
    {"schema", "xlstools-report/1"},
    {"tool/name", "xlscheck"},
    {"tool/version", "1.2.3"},
    {"files/0/file", "a.xlsx"},
    {"files/0/status", "findings"},
    {"files/0/error", "null"},
    {"files/0/sheets/0/name", "o99"},
    {"files/0/sheets/0/template", "all-kinds"},
    {"files/0/sheets/0/header_row", "=1"},
    {"files/0/sheets/0/rows", "=4"},
    {"files/0/findings/0/code", "number-as-text"},
    {"files/0/findings/0/severity", "warning"},
    {"files/0/findings/0/sheet", "o99"},
    {"files/0/findings/0/cell", "E2"},
    {"files/0/findings/0/row", "=2"},
    {"files/0/findings/0/column", "=5"},
    {"files/0/findings/0/field", "budget"},
    {"files/0/findings/0/value", "100,000 บาท"},
    {"files/0/findings/0/expected", "100000.00"},
    {"files/0/findings/0/repair", "100000.00"},
    {"files/0/findings/1/code", "required-missing"},
    {"files/0/findings/1/value", "null"},
    {"files/0/findings/1/expected", "null"},
    {"files/0/findings/1/repair", "null"},
    {"files/0/findings/2/code", "tax-id-checksum"},
    {"files/0/findings/2/expected", "…8"},
    {"files/0/findings/2/repair", "null"},
    {"files/0/findings/3/code", "date-as-text"},
    {"files/0/findings/3/repair", "2024-02-08"},
    {"files/0/findings/4/code", "text-space"},
    {"files/0/findings/4/severity", "note"},
    {"files/0/counts/error", "=2"},
    {"files/0/counts/warning", "=2"},
    {"files/0/counts/note", "=1"},
};

#define CHANGES "E2 100,000 บาท|J2|K2 7100600445635|P2 8 ก.พ. 67|D3 จ้าง  ซ่อม"

START_TEST(writes_json)
{
    xt_report_options options = options_of(XT_FORMAT_JSON);
    char *text = report_changes(&options, CHANGES);
    xt_json *json = parse(xt_str_of(text));
    const xt_node *root = xt_json_root(json);
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS; i++)
        check_node(root, MEMBERS[i].path, MEMBERS[i].value);
    check_keys(root, REPORT_KEYS);
    check_keys(at(root, "files/0"), FILE_KEYS);
    check_keys(at(root, "files/0/sheets/0"), SHEET_KEYS);
    for (size_t i = 0; i < xt_node_size(at(root, "files/0/findings")); i++) {
        const xt_node *finding = xt_node_at(at(root, "files/0/findings"), i);
        check_keys(finding, FINDING_KEYS);
        ck_assert_uint_gt(xt_node_string(xt_node_get(finding, "message")).size, 0);
    }
    ck_assert_uint_eq(xt_node_size(at(root, "files/0/findings")), 5);
    /* the same each time */
    char *again = report_changes(&options, CHANGES);
    ck_assert_str_eq(again, text);
    free(again);
    xt_json_free(json);
    free(text);
}
END_TEST

START_TEST(speaks_both_languages)
{
    xt_report_options options = options_of(XT_FORMAT_JSON);
    char *english = report_changes(&options, "J2");
    options.lang = XT_LANG_TH;
    char *thai = report_changes(&options, "J2");
    xt_json *left = parse(xt_str_of(english)), *right = parse(xt_str_of(thai));
    static const char MESSAGE[] = "files/0/findings/0/message";
    ck_assert_ptr_nonnull(strstr(xt_node_string(at(xt_json_root(left), MESSAGE)).data, "fill it in"));
    ck_assert_ptr_nonnull(strstr(xt_node_string(at(xt_json_root(right), MESSAGE)).data, "โปรด"));
    check_node(xt_json_root(right), "files/0/findings/0/code", "required-missing");
    xt_json_free(left);
    xt_json_free(right);
    free(english);
    free(thai);
}
END_TEST

START_TEST(says_clean)
{
    xt_report_options options = options_of(XT_FORMAT_JSON);
    char *text = report_changes(&options, "");
    xt_json *json = parse(xt_str_of(text));
    check_node(xt_json_root(json), "files/0/status", "clean");
    ck_assert_uint_eq(xt_node_size(at(xt_json_root(json), "files/0/findings")), 0);
    check_node(xt_json_root(json), "files/0/counts/error", "=0");
    xt_json_free(json);
    free(text);
}
END_TEST

/* A form that was guessed, and a part of one. */
START_TEST(says_what_was_guessed)
{
    paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
    const xt_output output = {write_paper, &p, "paper"};
    xt_report_options options = options_of(XT_FORMAT_JSON);
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {{.name = "S", .rows = HEAD_CONTENT "\nซื้อวัสดุ"},
                                 {.name = "T", .rows = "วิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)"},
                                 {0}};
    test_check done = check_sheets(sheets, set, NULL);
    xt_report *report = NULL;
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_int_eq(xt_report_begin(&report, &options, &output, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add(report, "a.xlsx", done.result, NULL), XT_OK);
    ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
    xt_json *json = parse(xt_bytes_str(&p.text));
    const xt_node *sheet = at(xt_json_root(json), "files/0/sheets/0");
    check_node(sheet, "template", "ita-2567-o16");
    ck_assert(xt_node_true(at(sheet, "guessed")));
    ck_assert_uint_eq(xt_node_size(at(sheet, "also_fits")), 1);
    check_node(sheet, "also_fits/0", "ita-2567-o17");
    ck_assert_ptr_null(xt_node_get(sheet, "part"));
    check_node(xt_json_root(json), "files/0/sheets/1/part", "summary");
    ck_assert_ptr_null(xt_node_get(at(xt_json_root(json), "files/0/sheets/1"), "guessed"));
    xt_json_free(json);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&p.text);
}
END_TEST

/* Findings about the sheet as a whole have neither cell nor row; those about a row have no cell. */
START_TEST(writes_null_where_there_is_none)
{
    xt_report_options options = options_of(XT_FORMAT_JSON);
    const test_sheet sheets[] = {{.name = "o99", .rows = ALL_KINDS_HEAD "\n" CLEAN_2 "\n\n" CLEAN_3}, {0}};
    char *text = report_on(&options, "a.xlsx", sheets, ALL_KINDS_RULES);
    xt_json *json = parse(xt_str_of(text));
    static const char *const NONE[] = {"cell", "row", "column", "field", "value", "expected", "repair"};
    check_node(xt_json_root(json), "files/0/findings/0/code", "required-missing");
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        check_node(at(xt_json_root(json), "files/0/findings/0"), NONE[i], "null");
    check_node(xt_json_root(json), "files/0/findings/1/code", "blank-row");
    check_node(xt_json_root(json), "files/0/findings/1/row", "=3");
    check_node(xt_json_root(json), "files/0/findings/1/cell", "null");
    check_node(xt_json_root(json), "files/0/findings/1/column", "null");
    xt_json_free(json);
    free(text);
}
END_TEST

/* Whatever stands in cells, names of sheets and of files is text in JSON too. */
START_TEST(quotes_everything)
{
    static const char NASTY[] = "\"}],\\ _x001B_[31m </script> \u2028";
    xt_report_options options = options_of(XT_FORMAT_JSON);
    xt_bytes changes = xt_bytes_make(1000);
    xt_bytes_printf(&changes, "E2 %s", NASTY);
    char *rows = change_rows(clean_rows(), xt_bytes_cstr(&changes));
    const test_sheet sheets[] = {{.name = "o99\"\\", .rows = rows}, {0}};
    char *text = report_on(&options, "a\"\n\xFF.xlsx", sheets, ALL_KINDS_RULES);
    xt_json *json = parse(xt_str_of(text));
    check_node(xt_json_root(json), "files/0/file", "a\"\n\xEF\xBF\xBD.xlsx");
    check_node(xt_json_root(json), "files/0/sheets/0/name", "o99\"\\");
    ck_assert_ptr_null(strchr(text, 0x1B));
    xt_str value = xt_node_string(at(xt_json_root(json), "files/0/findings/0/value"));
    ck_assert(xt_str_starts(value, XT_LITERAL("\"}],\\ \x1B[31m")));
    xt_json_free(json);
    free(text);
    free(rows);
    xt_bytes_free(&changes);
}
END_TEST

/* ------------------------------------------------------------ several files */

static char *report_files(xt_format format)
{
    paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
    const xt_output output = {write_paper, &p, "paper"};
    xt_report_options options = options_of(format);
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    char *rows = change_rows(clean_rows(), "J2");
    const test_sheet wrong[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(wrong, set, NULL);
    xt_error trouble;
    xt_fail_at(&trouble, XT_SAY_IS_PDF, (xt_str){0}, (xt_str){0});
    xt_report *report = NULL;
    ck_assert_int_eq(xt_report_begin(&report, &options, &output, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add(report, "a.xlsx", done.result, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add_trouble(report, "b.pdf", &trouble, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add(report, "c.xlsx", done.result, NULL), XT_OK);
    ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
    check_end(&done);
    xt_templates_close(set);
    free(rows);
    return taken(&p.text);
}

START_TEST(lists_files_and_trouble)
{
    char *text = report_files(XT_FORMAT_JSON);
    xt_json *json = parse(xt_str_of(text));
    const xt_node *root = xt_json_root(json);
    ck_assert_uint_eq(xt_node_size(at(root, "files")), 3);
    check_node(root, "files/0/file", "a.xlsx");
    check_node(root, "files/1/file", "b.pdf");
    check_node(root, "files/1/status", "trouble");
    check_node(root, "files/1/error/code", "not-a-workbook");
    ck_assert_uint_gt(xt_node_string(at(root, "files/1/error/message")).size, 0);
    ck_assert_uint_eq(xt_node_size(at(root, "files/1/findings")), 0);
    ck_assert_uint_eq(xt_node_size(at(root, "files/1/sheets")), 0);
    check_node(root, "files/1/counts/error", "=0");
    check_keys(at(root, "files/1"), FILE_KEYS);
    check_node(root, "files/2/status", "findings");
    xt_json_free(json);
    free(text);
}
END_TEST

/* Elsewhere trouble goes to another place. */
START_TEST(leaves_trouble_to_json)
{
    static const xt_format FORMATS[] = {XT_FORMAT_TEXT, XT_FORMAT_NDJSON, XT_FORMAT_CSV};
    char *text = report_files(FORMATS[_i]);
    ck_assert_ptr_null(strstr(text, "b.pdf"));
    ck_assert_ptr_nonnull(strstr(text, "a.xlsx"));
    ck_assert_ptr_nonnull(strstr(text, "c.xlsx"));
    free(text);
}
END_TEST

START_TEST(reports_on_nothing)
{
    static const struct {
        xt_format format;
        const char *text;
    } EMPTY[] = {{XT_FORMAT_TEXT, ""},
                 {XT_FORMAT_NDJSON, ""},
                 {XT_FORMAT_CSV,
                  "\xEF\xBB\xBF"
                  "file,sheet,cell,row,column,code,severity,field,value,expected,repair,message\r\n"}};
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++) {
        paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
        const xt_output output = {write_paper, &p, "paper"};
        xt_report_options options = options_of(EMPTY[i].format);
        xt_report *report = NULL;
        ck_assert_int_eq(xt_report_begin(&report, &options, &output, NULL), XT_OK);
        ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
        xt_assert_str(xt_bytes_str(&p.text), EMPTY[i].text);
        xt_bytes_free(&p.text);
    }
    ck_assert_int_eq(xt_report_end(NULL, NULL), XT_OK);
}
END_TEST

START_TEST(writes_json_of_nothing)
{
    paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
    const xt_output output = {write_paper, &p, "paper"};
    xt_report_options options = options_of(XT_FORMAT_JSON);
    xt_report *report = NULL;
    ck_assert_int_eq(xt_report_begin(&report, &options, &output, NULL), XT_OK);
    ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
    xt_json *json = parse(xt_bytes_str(&p.text));
    ck_assert_uint_eq(xt_node_size(at(xt_json_root(json), "files")), 0);
    xt_json_free(json);
    xt_bytes_free(&p.text);
}
END_TEST

/* ------------------------------------------------------------ JSON lines */

START_TEST(writes_json_lines)
{
    xt_report_options options = options_of(XT_FORMAT_NDJSON);
    char *text = report_changes(&options, CHANGES);
    size_t lines = 0;
    for (const char *line = text; *line; lines++) {
        size_t size = strcspn(line, "\n");
        xt_json *json = parse((xt_str){line, size});
        static const char *const KEYS[] = {"file",  "code",  "severity", "sheet",  "cell",    "row", "column",
                                           "field", "value", "expected", "repair", "message", NULL};
        check_keys(xt_json_root(json), KEYS);
        check_node(xt_json_root(json), "file", "a.xlsx");
        if (lines == 0)
            check_node(xt_json_root(json), "cell", "E2");
        xt_json_free(json);
        ck_assert_int_eq(line[size], '\n');
        line += size + 1;
    }
    ck_assert_uint_eq(lines, 5);
    free(text);
}
END_TEST

/* ------------------------------------------------------------ CSV */

enum { CSV_FIELDS = 12, CSV_SIZE = 2048 };

/* One record as RFC 4180 has it. Returns what stands behind it. */
static const char *read_record(const char *csv, char fields[CSV_FIELDS][CSV_SIZE])
{
    for (size_t i = 0; i < CSV_FIELDS; i++) {
        size_t size = 0;
        bool quoted = *csv == '"';
        csv += quoted;
        while (quoted ? *csv != '"' || csv[1] == '"' : !strchr(",\r", *csv)) {
            ck_assert_msg(*csv && (quoted || !strchr("\"\n", *csv)), "%s", csv);
            csv += quoted && *csv == '"';
            ck_assert_uint_lt(size, CSV_SIZE - 1);
            fields[i][size++] = *csv++;
        }
        csv += quoted;
        fields[i][size] = '\0';
        ck_assert_int_eq(*csv, i + 1 < CSV_FIELDS ? ',' : '\r');
        csv++;
    }
    ck_assert_int_eq(*csv, '\n');
    return csv + 1;
}

START_TEST(writes_csv)
{
    static char fields[CSV_FIELDS][CSV_SIZE];
    static const char *const NAMES[] = {"file",     "sheet", "cell",  "row",      "column", "code",
                                        "severity", "field", "value", "expected", "repair", "message"};
    xt_report_options options = options_of(XT_FORMAT_CSV);
    char *text = report_changes(&options, CHANGES);
    ck_assert_int_eq(strncmp(text, "\xEF\xBB\xBF", 3), 0); /* for Excel */
    const char *csv = read_record(text + 3, fields);
    for (size_t i = 0; i < CSV_FIELDS; i++)
        ck_assert_str_eq(fields[i], NAMES[i]);
    csv = read_record(csv, fields);
    static const char *const FIRST[] = {"a.xlsx",         "o99",     "E2",     "2",           "5",
                                        "number-as-text", "warning", "budget", "100,000 บาท", "100000.00",
                                        "100000.00"};
    for (size_t i = 0; i < CSV_FIELDS - 1; i++)
        ck_assert_str_eq(fields[i], FIRST[i]);
    ck_assert_str_ne(fields[CSV_FIELDS - 1], "");
    csv = read_record(csv, fields);
    ck_assert_str_eq(fields[5], "required-missing");
    ck_assert_str_eq(fields[8], "");
    for (int i = 0; i < 3; i++)
        csv = read_record(csv, fields);
    ck_assert_str_eq(csv, "");
    free(text);
}
END_TEST

/* A cell's text must not become a formula in the spreadsheet that opens the report. */
static const struct {
    const char *cell, *value;
} FORMULAS[] = {
    {"'=1+1", "'=1+1"},
    {"'=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")"},
    {"+66 2 123", "'+66 2 123"},
    {"'@SUM(A1)", "'@SUM(A1)"},
    {"-ก", "'-ก"},
    {"\"ก\",\"ข\"", "\"ก\",\"ข\""},
    {"ก\vข", "ก\nข"},
    {"ก;ข", "ก;ข"},
};

START_TEST(keeps_formulas_out_of_csv)
{
    static char fields[CSV_FIELDS][CSV_SIZE];
    xt_report_options options = options_of(XT_FORMAT_CSV);
    xt_bytes changes = xt_bytes_make(1000);
    xt_bytes_printf(&changes, "E2 %s", FORMULAS[_i].cell);
    char *text = report_changes(&options, xt_bytes_cstr(&changes));
    const char *csv = read_record(text + 3, fields);
    csv = read_record(csv, fields);
    ck_assert_str_eq(fields[5], "type-number");
    ck_assert_str_eq(fields[8], FORMULAS[_i].value);
    ck_assert_str_eq(csv, "");
    free(text);
    xt_bytes_free(&changes);
}
END_TEST

/* ------------------------------------------------------------ where it cannot be written */

static char *many_rows(int count)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (int i = 0; i < count; i++)
        xt_bytes_printf(&rows, "\n||||ราคา %d", i);
    return taken(&rows);
}

/* Every format, with room for nothing, for a little, and for much but not all. */
START_TEST(tells_that_the_disk_is_full)
{
    static const size_t ROOMS[] = {0, 1, 100, 300000};
    static const xt_format FORMATS[] = {XT_FORMAT_TEXT, XT_FORMAT_JSON, XT_FORMAT_NDJSON, XT_FORMAT_CSV};
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    char *rows = many_rows(2000);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
        paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = ROOMS[i]};
        const xt_output output = {write_paper, &p, "paper"};
        xt_report_options options = options_of(FORMATS[_i]);
        xt_report *report = NULL;
        xt_error error = {0};
        ck_assert_int_eq(xt_report_begin(&report, &options, &output, &error), XT_OK);
        xt_status status = XT_OK;
        for (int n = 0; n < 3 && !status; n++)
            status = xt_report_add(report, "a.xlsx", done.result, &error);
        xt_status ended = xt_report_end(report, status ? NULL : &error);
        ck_assert_int_eq(status ? status : ended, XT_WRITE_FAILED);
        ck_assert_int_eq(error.status, XT_WRITE_FAILED);
        ck_assert_int_eq(error.sys_errno, ENOSPC);
        ck_assert_str_eq(error.place, "paper");
        xt_bytes_free(&p.text);
    }
    check_end(&done);
    xt_templates_close(set);
    free(rows);
}
END_TEST

/* Long reports go out in pieces and come together. */
START_TEST(writes_long_reports)
{
    enum { ROWS = 5000 };
    xt_report_options options = options_of(XT_FORMAT_JSON);
    char *rows = many_rows(ROWS);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    char *text = report_on(&options, "a.xlsx", sheets, NULL);
    ck_assert_uint_gt(strlen(text), 1 << 20);
    xt_json *json = parse(xt_str_of(text));
    size_t numbers = 0;
    const xt_node *findings = at(xt_json_root(json), "files/0/findings");
    for (size_t i = 0; i < xt_node_size(findings); i++)
        numbers +=
            strcmp(xt_node_string(xt_node_get(xt_node_at(findings, i), "code")).data, "type-number") == 0;
    ck_assert_uint_eq(numbers, ROWS);
    xt_json_free(json);
    free(text);
    free(rows);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *cases = tcase_create("report");
    tcase_add_test(cases, writes_json);
    tcase_add_test(cases, speaks_both_languages);
    tcase_add_test(cases, says_clean);
    tcase_add_test(cases, says_what_was_guessed);
    tcase_add_test(cases, writes_null_where_there_is_none);
    tcase_add_test(cases, quotes_everything);
    tcase_add_test(cases, lists_files_and_trouble);
    tcase_add_loop_test(cases, leaves_trouble_to_json, 0, 3);
    tcase_add_test(cases, reports_on_nothing);
    tcase_add_test(cases, writes_json_of_nothing);
    tcase_add_test(cases, writes_json_lines);
    tcase_add_test(cases, writes_csv);
    tcase_add_loop_test(cases, keeps_formulas_out_of_csv, 0, XT_ENTRIES(FORMULAS));
    tcase_add_loop_test(cases, tells_that_the_disk_is_full, 0, 4);
    tcase_add_test(cases, writes_long_reports);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
