/* SPDX-License-Identifier: MIT */
#include "cli_conversion.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

static const char *say(const cli_conversion *s, const char *english, const char *thai)
{
    return s->of->lang == XT_LANG_TH ? thai : english;
}

static void show_fields(const cli_conversion *s, FILE *file)
{
    static const char *const HOW[][XT_LANG_COUNT] = {
        [XT_FILL_COLUMN] = {"", ""},
        [XT_FILL_NEAR] = {" (a header near to it)", " (หัวคอลัมน์ใกล้เคียง)"},
        [XT_FILL_PIECE] = {" (a part of the text)", " (บางส่วนของข้อความ)"},
        [XT_FILL_JOINED] = {" (put together)", " (รวมจากสองคอลัมน์)"},
        [XT_FILL_GIVEN] = {" (the same in every row)", " (เหมือนกันทุกแถว)"},
        [XT_FILL_COUNTED] = {"1, 2, 3 ...", "1, 2, 3 ..."},
    };
    const char *sheet = NULL;
    for (size_t i = 0; i < xt_conversion_field_count(s->conversion); i++) {
        xt_filled_field f = xt_conversion_field(s->conversion, i);
        if (!sheet || strcmp(sheet, f.sheet) != 0) {
            fprintf(file, "\n%s ", say(s, "Columns from sheet", "คอลัมน์จากแผ่นงาน"));
            cli_put_safe(file, f.sheet);
            fputc('\n', file);
        }
        sheet = f.sheet;
        fputs("  ", file);
        cli_put_padded(file, f.field, 18);
        cli_put_safe(file, f.source);
        fprintf(file, "%s\n", HOW[f.filling][s->of->lang]);
    }
}

/* What to do about fields that nothing fills; once for all of them. */
static void show_hint(const cli_conversion *s, FILE *file)
{
    for (size_t i = 0; i < xt_conversion_remark_count(s->conversion); i++)
        if (strcmp(xt_conversion_remark(s->conversion, i).code, "field-blank") == 0) {
            fprintf(file, "  %s\n",
                    say(s,
                        "Name the column of a field with --map \"header=field\", or its value with --set "
                        "field=value.",
                        "ระบุคอลัมน์ของฟิลด์ด้วย --map \"หัวคอลัมน์=ฟิลด์\" หรือระบุค่าด้วย --set ฟิลด์=ค่า"));
            return;
        }
}

static void show_remarks(const cli_conversion *s, FILE *file)
{
    static const char *const HEADINGS[XT_REMARK_GROUP_COUNT][XT_LANG_COUNT] = {
        [XT_REMARK_DOUBT] = {"To be looked at", "ควรตรวจดู"},
        [XT_REMARK_MENDED] = {"Put right", "แก้ให้แล้ว"},
        [XT_REMARK_LEFT] = {"Not carried over", "สิ่งที่ไม่ได้นำมา"},
    };
    char text[XT_MESSAGE_SIZE];
    int group = -1;
    for (size_t i = 0; i < xt_conversion_remark_count(s->conversion); i++) {
        xt_remark_info info = xt_conversion_remark(s->conversion, i);
        if ((int)info.group != group)
            fprintf(file, "\n%s\n", HEADINGS[info.group][s->of->lang]);
        if ((int)info.group != group && info.group == XT_REMARK_DOUBT)
            show_hint(s, file);
        group = (int)info.group;
        fputs("  ", file);
        cli_put_safe(file, xt_conversion_remark_message(s->conversion, i, s->of->lang, text, sizeof text));
        fprintf(file, " [%s]\n", info.code);
    }
}

static void show_text(const cli_conversion *s, FILE *file)
{
    const xt_template *form = xt_conversion_form(s->conversion);
    cli_put_safe(file, cli_file_name(s->of, s->file));
    fputs(" -> ", file);
    cli_put_safe(file, s->output);
    fprintf(file, "\n%s [%s]\n", xt_template_title(form), xt_template_id(form));
    fprintf(file, "%" PRIu64 " %s\n", xt_conversion_rows(s->conversion), say(s, "rows", "แถว"));
    show_fields(s, file);
    show_remarks(s, file);
}

static int write_file(void *file, const char *data, size_t size)
{
    errno = 0;
    return fwrite(data, 1, size, file) == size ? 0 : errno ? errno : EIO;
}

void cli_conversion_show(const cli_conversion *s, FILE *file, bool json)
{
    xt_error error;
    const xt_output to_file = {write_file, file, "standard error"};
    const xt_output *output = file == stdout ? cli_stdout_for(XT_FORMAT_JSON) : &to_file;
    if (!json && !s->of->quiet)
        show_text(s, file);
    if (json && xt_conversion_report(s->conversion, s->book, s->file, s->output, s->of->lang, output, &error))
        cli_trouble(s->of, NULL, &error);
}
