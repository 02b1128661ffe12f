/* SPDX-License-Identifier: MIT */
#include "cli_map.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cli_map_add(cli *c, const char **list, const char *wish)
{
    size_t count = 0;
    while (list[count])
        count++;
    if (count == CLI_WISHES) {
        cli_usage_error(c, "too many of these", "ระบุมากเกินไป", wish);
        return false;
    }
    list[count] = wish;
    return true;
}

/* The whole file as a text; NULL, with errno, where it cannot be read. */
static char *read_text(const char *path)
{
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = malloc(MOST + 1);
    size_t size = text ? fread(text, 1, MOST + 1, file) : 0;
    if (size > MOST)
        errno = EFBIG; /* a part of it would be another mapping */
    if (text && (ferror(file) || size > MOST)) {
        free(text);
        text = NULL;
    }
    if (text)
        text[size] = '\0';
    fclose(file);
    return text;
}

static void take_if_free(const char **place, const char *value)
{
    if (!*place)
        *place = value;
}

/* One line; false: it says nothing that is known. */
static bool take_line(cli *c, cli_map *map, char *line)
{
    char *value = strchr(line, ' ');
    if (*line == '\0' || *line == '#')
        return true;
    if (!value)
        return false;
    *value++ = '\0';
    if (strcmp(line, "map") == 0)
        return cli_map_add(c, map->columns, value);
    if (strcmp(line, "set") == 0)
        return cli_map_add(c, map->values, value);
    const struct {
        const char *word;
        const char **place;
    } words[] = {{"template", &map->template_name},
                 {"from", &map->from},
                 {"encoding", &map->reading.encoding},
                 {"delimiter", &map->reading.delimiter}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(line, words[i].word) == 0) {
            take_if_free(words[i].place, value);
            return true;
        }
    return false;
}

bool cli_map_read(cli *c, cli_map *map, const char *path, bool wanted)
{
    map->text = read_text(path);
    if (!map->text) {
        if (errno == ENOENT && !wanted)
            return true;
        cli_usage_error(c, "the mapping file cannot be read", "อ่านไฟล์จับคู่คอลัมน์ไม่ได้", path);
        return false;
    }
    for (char *line = map->text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        line[strcspn(line, "\r")] = '\0';
        if (!take_line(c, map, line)) {
            cli_usage_error(c,
                            "the mapping file has a line that says nothing known (map, set, template, from, "
                            "encoding, delimiter)",
                            "ไฟล์จับคู่คอลัมน์มีบรรทัดที่ไม่รู้จัก (map, set, template, from, encoding, delimiter)", line);
            return false;
        }
    }
    return !map->reading.delimiter || cli_check_delimiter(c, map->reading.delimiter);
}

/* A header on one line: line breaks in it make no difference to what it names. */
static void put_header(FILE *file, const char *text)
{
    for (; *text; text++)
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, file);
}

static void put_field(FILE *file, const xt_conversion *conversion, size_t index)
{
    xt_filled_field f = xt_conversion_field(conversion, index);
    if (f.filling == XT_FILL_GIVEN) {
        fprintf(file, "set %s=%s\n", f.field, f.source);
        return;
    }
    if (f.filling != XT_FILL_COLUMN && f.filling != XT_FILL_NEAR && f.filling != XT_FILL_PIECE)
        return;
    const char *first = f.field, *second = NULL;
    for (size_t i = 0; i < xt_conversion_field_count(conversion) && f.filling == XT_FILL_PIECE; i++) {
        xt_filled_field piece = xt_conversion_field(conversion, i);
        if (i == index || piece.filling != XT_FILL_PIECE || strcmp(piece.source, f.source) != 0)
            continue;
        if (i < index)
            return; /* it stands there already */
        first = piece.piece == 0 ? piece.field : f.field;
        second = piece.piece == 0 ? f.field : piece.field;
    }
    fputs("map ", file);
    put_header(file, f.source);
    fprintf(file, "=%s%s%s\n", first, second ? "+" : "", second ? second : "");
}

static void put_map(FILE *file, const cli_map *map, const xt_conversion *conversion)
{
    fprintf(file, "# xlsconv: which column goes where\ntemplate %s\n",
            xt_template_id(xt_conversion_form(conversion)));
    if (map->from)
        fprintf(file, "from %s\n", map->from);
    if (map->reading.encoding)
        fprintf(file, "encoding %s\n", map->reading.encoding);
    if (map->reading.delimiter)
        fprintf(file, "delimiter %s\n", map->reading.delimiter);
    const char *sheet = NULL;
    for (size_t i = 0; i < xt_conversion_field_count(conversion); i++) {
        xt_filled_field f = xt_conversion_field(conversion, i);
        sheet = sheet ? sheet : f.sheet;
        if (strcmp(sheet, f.sheet) == 0) /* further sheets have the same columns */
            put_field(file, conversion, i);
    }
}

/* Writes the text into the file, which appears only when it is complete. */
static xt_status save(const char *path, const char *text, size_t size, xt_error *error)
{
    xt_outfile *file = NULL;
    xt_status status = xt_outfile_open(&file, path, false, error);
    if (status)
        return status;
    const xt_output *output = xt_outfile_output(file);
    output->write(output->context, text, size); /* what fails is told at the end */
    return xt_outfile_finish(file, error);
}

bool cli_map_write(cli *c, const cli_map *map, const char *path, const xt_conversion *conversion)
{
    char *text = NULL;
    size_t size = 0;
    xt_error error;
    FILE *file = open_memstream(&text, &size);
    if (file)
        put_map(file, map, conversion);
    bool made = file && !ferror(file);
    made = file && fclose(file) == 0 && made;
    bool written = made && save(path, text, size, &error) == XT_OK;
    free(text);
    if (!made)
        cli_usage_error(c, "the mapping file cannot be written", "เขียนไฟล์จับคู่คอลัมน์ไม่ได้", path);
    else if (!written)
        cli_trouble(c, NULL, &error);
    return written;
}

void cli_map_free(cli_map *map)
{
    free(map->text);
}
