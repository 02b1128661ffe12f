/* SPDX-License-Identifier: MIT
 *
 * What errors say: each sentence in both languages, with everything filled in that it names.
 */
#include "base/error.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "xt_test.h"

#include <errno.h>
#include <stdio.h>

static xt_error filled(int sentence)
{
    return (xt_error){.sentence = sentence,
                      .sys_errno = ENOSPC,
                      .offset = 5,
                      .line = 333,
                      .column = 444,
                      .number = 111,
                      .limit = 222,
                      .place = "PLACE",
                      .text = "ONE\nTWO"};
}

static bool has_thai(const char *text)
{
    xt_str all = xt_str_of(text);
    for (size_t at = 0; at < all.size;) {
        uint32_t code = xt_utf8_next(all, &at);
        if (code >= 0x0E01 && code <= 0x0E5B)
            return true;
    }
    return false;
}

START_TEST(says_each_in_both_languages)
{
    char message[XT_LANG_COUNT][XT_MESSAGE_SIZE];
    xt_error error = filled(_i);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        ck_assert_ptr_eq(xt_error_message(&error, (xt_lang)lang, message[lang], XT_MESSAGE_SIZE),
                         message[lang]);
        ck_assert_msg(*message[lang], "sentence %d says nothing in language %d", _i, lang);
        ck_assert_msg(!strpbrk(message[lang], "{}"), "a placeholder is left: %s", message[lang]);
        ck_assert_msg(!strstr(message[lang], "()") && !strstr(message[lang], "\"\""), "empty: %s",
                      message[lang]);
        ck_assert_uint_eq(xt_utf8_valid(xt_str_of(message[lang])), strlen(message[lang]));
    }
    ck_assert_msg(!has_thai(message[XT_LANG_EN]), "not English: %s", message[XT_LANG_EN]);
    ck_assert_msg(has_thai(message[XT_LANG_TH]), "not Thai: %s", message[XT_LANG_TH]);
    static const char *const VALUES[] = {"PLACE", "ONE", "TWO",           "111", "222",
                                         "333",   "444", "No space left", "6F"};
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++)
        ck_assert_msg(!strstr(message[XT_LANG_EN], VALUES[i]) == !strstr(message[XT_LANG_TH], VALUES[i]) ||
                          i == 7,
                      "%s is told in one language only: %s", VALUES[i], message[XT_LANG_EN]);
}
END_TEST

/* What is no error has the status XT_OK. */
static bool is_note(int sentence)
{
    return sentence >= XT_SAY_NOTE_BEHIND;
}

START_TEST(has_a_status_for_each)
{
    xt_error error;
    bool fine = _i == XT_SAY_OK || is_note(_i);
    xt_status status = xt_fail(&error, (xt_sentence)_i);
    ck_assert_int_eq(status, error.status);
    ck_assert_int_eq(error.sentence, _i);
    ck_assert_int_eq(error.offset, -1);
    ck_assert_msg((status == XT_OK) == fine, "sentence %d", _i);
    ck_assert_int_eq(xt_fail(NULL, (xt_sentence)_i), status);
    ck_assert_msg(strcmp(xt_status_code(status), "ok") != 0 || fine, "sentence %d", _i);
}
END_TEST

/* The longest place and text that there can be do not push the rest of the sentence out. */
START_TEST(has_room_for_all)
{
    char message[XT_MESSAGE_SIZE];
    xt_error error = filled(_i);
    memset(error.place, 'p', sizeof error.place - 1);
    memset(error.text, 't', sizeof error.text - 1);
    error.text[100] = '\n';
    error.number = error.limit = error.line = error.column = INT64_MIN;
    for (int lang = 0; lang < XT_LANG_COUNT; lang++)
        ck_assert_uint_lt(strlen(xt_error_message(&error, (xt_lang)lang, message, sizeof message)),
                          XT_MESSAGE_SIZE - 100);
}
END_TEST

START_TEST(cuts_at_a_character)
{
    char whole[XT_MESSAGE_SIZE], cut[XT_MESSAGE_SIZE];
    xt_error error = filled(XT_SAY_XML_SYNTAX);
    snprintf(error.place, sizeof error.place, "ก😀é");
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        size_t size = strlen(xt_error_message(&error, (xt_lang)lang, whole, sizeof whole));
        for (size_t room = 1; room <= size + 1; room++) {
            memset(cut, 'x', sizeof cut);
            xt_error_message(&error, (xt_lang)lang, cut, room);
            ck_assert_uint_lt(strlen(cut), room);
            ck_assert_uint_eq(xt_utf8_valid(xt_str_of(cut)), strlen(cut));
            ck_assert_int_eq(cut[room], 'x');
        }
        ck_assert_str_eq(cut, whole);
        cut[0] = 'x';
        xt_error_message(&error, (xt_lang)lang, cut, 0);
        ck_assert_int_eq(cut[0], 'x');
    }
}
END_TEST

START_TEST(shows_no_control_characters)
{
    char message[XT_MESSAGE_SIZE];
    xt_error error = filled(XT_SAY_SHEET_UNKNOWN);
    snprintf(error.place, sizeof error.place,
             "a\033[31mb\xC2\x85"
             "c\177d\r\nทะ");
    snprintf(error.text, sizeof error.text, "\xFF\xE0\xB8");
    xt_error_message(&error, XT_LANG_EN, message, sizeof message);
    for (const char *p = message; *p; p++)
        ck_assert((unsigned char)*p >= 0x20 && *p != 0x7F);
    ck_assert_uint_eq(xt_utf8_valid(xt_str_of(message)), strlen(message));
    ck_assert(strstr(message, "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD"
                              "c\xEF\xBF\xBD"
                              "d\xEF\xBF\xBD\xEF\xBF\xBDทะ"));
}
END_TEST

START_TEST(fills_errors)
{
    xt_error error;
    char longer[2 * XT_ERROR_TEXT];
    memset(longer, 'a', sizeof longer);
    memcpy(longer + XT_ERROR_TEXT - 2, "ก", strlen("ก")); /* over the edge */
    xt_fail_at(&error, XT_SAY_MERGE, (xt_str){longer, sizeof longer}, (xt_str){NULL, 0});
    ck_assert_uint_eq(strlen(error.place), XT_ERROR_TEXT - 2);
    ck_assert_str_eq(error.text, "");
    ck_assert_int_eq(xt_fail_limit(&error, XT_SAY_LIMIT_INPUT, (xt_str){0}, UINT64_MAX, 7), XT_OVER_LIMIT);
    ck_assert_int_eq(error.number, INT64_MAX);
    ck_assert_int_eq(error.limit, 7);
    ck_assert_int_eq(xt_fail_errno(&error, XT_SAY_FILE_READ, XT_LITERAL("x"), EIO), XT_TRUNCATED);
    ck_assert_int_eq(error.sys_errno, EIO);
    ck_assert_int_eq(xt_fail_limit(NULL, XT_SAY_LIMIT_INPUT, (xt_str){0}, 1, 1), XT_OVER_LIMIT);
    ck_assert_int_eq(xt_fail_errno(NULL, XT_SAY_FILE_READ, (xt_str){0}, EIO), XT_TRUNCATED);
}
END_TEST

/* A sentence outside the table must not crash the one who prints it. */
START_TEST(survives_unknown_sentences)
{
    static const int SENTENCES[] = {-1, XT_SENTENCE_COUNT, 1000000};
    char message[XT_MESSAGE_SIZE];
    xt_error error = filled(SENTENCES[_i]);
    ck_assert(*xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    ck_assert(*xt_error_message(&error, XT_LANG_TH, message, sizeof message));
}
END_TEST

START_TEST(has_a_code_for_each_status)
{
    for (int i = 0; i < XT_STATUS_COUNT; i++) {
        ck_assert(*xt_status_code((xt_status)i));
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(xt_status_code((xt_status)i), xt_status_code((xt_status)j));
    }
    ck_assert_ptr_nonnull(xt_status_code((xt_status)1000));
}
END_TEST

/* Each {placeholder} in the table is one that the printing knows: an unknown one would vanish without a
 * sound. */
START_TEST(knows_every_placeholder)
{
    static const char *const KNOWN[] = {"{place}", "{text}", "{text1}",  "{text2}",  "{number}",
                                        "{limit}", "{line}", "{column}", "{reason}", "{hex}"};
    const char *source = getenv("XT_SOURCE_DIR");
    if (!source)
        return; /* run by hand */
    char path[4096];
    snprintf(path, sizeof path, "%s/lib/base/sentence.c", source);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    xt_bytes text = xt_bytes_make(10000000);
    for (int c; (c = getc(file)) != EOF;)
        xt_bytes_putc(&text, (char)c);
    fclose(file);
    size_t found = 0;
    for (const char *at = xt_bytes_cstr(&text); (at = strchr(at, '{')); at++) {
        size_t size = 1 + strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
        if (at[1] < 'a' || at[1] > 'z' || at[size] != '}')
            continue; /* a brace of C */
        bool known = false;
        for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
            known = known || strncmp(at, KNOWN[i], size + 1) == 0;
        ck_assert_msg(known, "%.*s", (int)size + 1, at);
        found++;
    }
    ck_assert_uint_gt(found, 100);
    xt_bytes_free(&text);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("messages");
    TCase *cases = tcase_create("messages");
    tcase_add_loop_test(cases, says_each_in_both_languages, 0, XT_SENTENCE_COUNT);
    tcase_add_loop_test(cases, has_a_status_for_each, 0, XT_SENTENCE_COUNT);
    tcase_add_loop_test(cases, has_room_for_all, 0, XT_SENTENCE_COUNT);
    tcase_add_test(cases, cuts_at_a_character);
    tcase_add_test(cases, shows_no_control_characters);
    tcase_add_test(cases, fills_errors);
    tcase_add_loop_test(cases, survives_unknown_sentences, 0, 3);
    tcase_add_test(cases, has_a_code_for_each_status);
    tcase_add_test(cases, knows_every_placeholder);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
