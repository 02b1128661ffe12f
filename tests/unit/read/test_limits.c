/* SPDX-License-Identifier: MIT */
#include "base/sentence.h"

#include "pack.h"
#include "read/book.h"
#include "show.h"
#include "xt_test.h"

#include <stdio.h>
#include <stdlib.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define OPEN_DOCUMENT                                                                                        \
    "<o:document-content xmlns:o=\"" OASIS "office:1.0\" xmlns:t=\"" OASIS "table:1.0\" xmlns:p=\"" OASIS    \
    "text:1.0\"><o:body><o:spreadsheet><t:table t:name=\"S\"><t:table-row><t:table-cell "                    \
    "o:value-type=\"string\"><p:p>much</p:p></t:table-cell></t:table-row></t:table></o:spreadsheet></"       \
    "o:body>"                                                                                                \
    "</o:document-content>"

#define DEFAULT_IS(field, value)                                                                             \
    {                                                                                                        \
#field, offsetof(xt_limits, field), value                                                            \
    }

/* What the defaults promise. */
static const struct {
    const char *name;
    size_t offset;
    uint64_t value;
} DEFAULTS[] = {
    DEFAULT_IS(input_size, 1073741824),
    DEFAULT_IS(zip_entries, 10000),
    DEFAULT_IS(sheet_size, 4294967296),
    DEFAULT_IS(part_size, 536870912),
    DEFAULT_IS(strings_size, 1073741824),
    DEFAULT_IS(strings_count, 5000000),
    DEFAULT_IS(ratio, 1100),
    DEFAULT_IS(xml_depth, 64),
    DEFAULT_IS(xml_attributes, 256),
    DEFAULT_IS(xml_attribute_size, 65536),
    DEFAULT_IS(sheets, 4096),
    DEFAULT_IS(cell_formats, 65536),
    DEFAULT_IS(merges, 100000),
    DEFAULT_IS(cell_size, 1048576),
    DEFAULT_IS(text_size, 268435456),
    DEFAULT_IS(text_factor, 64),
};

static uint64_t value_at(const xt_limits *limits, size_t offset)
{
    return *(const uint64_t *)(const void *)((const char *)limits + offset);
}

/* Each has its default, and is changed by its name, alone. */
START_TEST(each_by_its_name)
{
    char words[64];
    xt_limits limits = xt_limits_default(), none = xt_limits_none();
    ck_assert_uint_eq(value_at(&limits, DEFAULTS[_i].offset), DEFAULTS[_i].value);
    ck_assert_uint_eq(value_at(&none, DEFAULTS[_i].offset), 0);
    snprintf(words, sizeof words, "%s=7", DEFAULTS[_i].name);
    for (char *c = words; *c; c++)
        *c = *c == '_' ? '-' : *c;
    ck_assert_int_eq(xt_limits_set(&limits, words, NULL), XT_OK);
    for (size_t i = 0; i < XT_ENTRIES(DEFAULTS); i++)
        ck_assert_uint_eq(value_at(&limits, DEFAULTS[i].offset), (int)i == _i ? 7 : DEFAULTS[i].value);
}
END_TEST

static const struct {
    const char *words;
    uint64_t ratio, cell_size; /* that come out */
    xt_sentence refusal;
} WORDS[] = {
    {"ratio=5", 5, 1048576, 0},
    {"ratio=5,cell-size=2K", 5, 2048, 0},
    {"cell-size=3M,ratio=none", 0, 3145728, 0},
    {"cell-size=2g", 1100, UINT64_C(2) << 30, 0},
    {"cell-size=8589934591G", 1100, UINT64_C(8589934591) << 30, 0},
    {"none", 0, 0, 0},
    {"none,ratio=9", 9, 0, 0},
    {"ratio=9,none", 0, 0, 0},
    {"ratio=9,ratio=8", 8, 1048576, 0},
    {"", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"ratio=5,", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"Ratio=5", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"cell_size=5", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"=5", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"ratio=5,colour=1", 1100, 1048576, XT_SAY_LIMIT_NAME},
    {"ratio", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio=", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio=0", 1100, 1048576, XT_SAY_LIMIT_VALUE}, /* would it be nothing, or no limit? */
    {"ratio=-1", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio=K", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio=5T", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio=1.5", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"ratio= 5", 1100, 1048576, XT_SAY_LIMIT_VALUE},
    {"cell-size=8589934592G", 1100, 1048576, XT_SAY_LIMIT_VALUE}, /* 2^63 */
    {"ratio=99999999999999999999", 1100, 1048576, XT_SAY_LIMIT_VALUE},
};

START_TEST(takes_words)
{
    xt_limits limits = xt_limits_default();
    xt_error error = {0};
    xt_status status = xt_limits_set(&limits, WORDS[_i].words, &error);
    ck_assert_msg(!status == !WORDS[_i].refusal, "\"%s\"", WORDS[_i].words);
    ck_assert_int_eq(error.sentence, WORDS[_i].refusal);
    ck_assert_uint_eq(limits.ratio, WORDS[_i].ratio);
    ck_assert_uint_eq(limits.cell_size, WORDS[_i].cell_size);
}
END_TEST

/* "None" of a factor adds no nothing, but everything. */
START_TEST(lifts_the_factor)
{
    xt_limits limits = xt_limits_default();
    ck_assert_int_eq(xt_limits_set(&limits, "text-size=1,text-factor=none", NULL), XT_OK);
    ck_assert_uint_eq(limits.text_factor, UINT64_MAX);
    xt_str file = pack_rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>much</t></is></c></row>");
    xt_open_options options = xt_open_options_default();
    options.limits = limits;
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, &options, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    xt_sheet_close(sheet);
    xt_book_close(book);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A limit that is larger than memory is none; in each kind of file, and in .xlsx by both ways to read it. */
START_TEST(takes_limits_above_memory)
{
    xt_open_options options = xt_open_options_default();
    ck_assert_int_eq(xt_limits_set(&options.limits, "cell-size=4G", NULL), XT_OK);
    const xt_str files[] = {
        pack_rows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>much</t></is></c></row>"),
        pack_zip((const pack_part[]){
            {.name = "mimetype", .text = "application/vnd.oasis.opendocument.spreadsheet", .stored = true},
            {.name = "content.xml", .text = OPEN_DOCUMENT},
            {0}}),
        XT_LITERAL("<table><tr><td>much</table>"),
        XT_LITERAL("much,more\n"),
    };
    for (size_t i = 0; i < 2 * sizeof files / sizeof *files; i++) {
        xt_book *book = NULL;
        char *shown = NULL;
        xt_str file = files[i / 2];
        ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, 65536, i % 2, &options, NULL),
                         XT_OK);
        ck_assert_int_eq(show_sheet(book, 0, &shown, NULL), XT_OK);
        ck_assert_msg(strncmp(shown, "1: A'much'", 10) == 0, "file %zu: %s", i, shown);
        free(shown);
        xt_book_close(book);
    }
    free((void *)(uintptr_t)files[0].data);
    free((void *)(uintptr_t)files[1].data);
}
END_TEST

/* A message that names a limit names one that there is, in both languages. */
START_TEST(messages_name_limits)
{
    size_t count = 0;
    for (int i = 0; i < XT_SENTENCE_COUNT; i++) {
        if (!xt_sentence_limits[i])
            continue;
        count++;
        xt_error error = {.sentence = i, .text = "sheet-size"};
        for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
            char message[XT_MESSAGE_SIZE];
            xt_error_message(&error, (xt_lang)lang, message, sizeof message);
            const char *option = strstr(message, "--limits ");
            ck_assert_msg(option != NULL, "%s", message);
            option += strlen("--limits ");
            char words[64];
            snprintf(words, sizeof words, "%.*s", (int)strcspn(option, " "), option);
            xt_limits limits = xt_limits_default();
            ck_assert_msg(xt_limits_set(&limits, words, NULL) == XT_OK, "%s", message);
        }
    }
    ck_assert_uint_ge(count, XT_ENTRIES(DEFAULTS) - 2); /* text-factor, and part-size or sheet-size */
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("limits");
    TCase *cases = tcase_create("limits");
    tcase_add_loop_test(cases, each_by_its_name, 0, XT_ENTRIES(DEFAULTS));
    tcase_add_loop_test(cases, takes_words, 0, XT_ENTRIES(WORDS));
    tcase_add_test(cases, lifts_the_factor);
    tcase_add_test(cases, takes_limits_above_memory);
    tcase_add_test(cases, messages_name_limits);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
