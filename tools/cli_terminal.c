/* SPDX-License-Identifier: MIT
 *
 * What reaches a terminal: names and messages, and what a tool writes to standard output. The rule is that of
 * the library's texts, which the tools do not see.
 */
#include "cli_terminal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---------------------------------------------------------------- the filter */

/* The bytes of a character that begins with `lead`; 1 also for a byte that begins none. */
static size_t size_of(const cli_filter *filter, unsigned char lead)
{
    if (lead == '\r' && filter->is_data)
        return 2; /* a line end */
    return lead >= 0xF0 && lead < 0xF8   ? 4
           : lead >= 0xE0 && lead < 0xF0 ? 3
           : lead >= 0xC0 && lead < 0xE0 ? 2
                                         : 1;
}

static bool goes_on(const cli_filter *filter, unsigned char byte)
{
    return filter->held[0] == '\r' ? byte == '\n' : (byte & 0xC0) == 0x80;
}

/* Control characters (C0, DEL, C1) and the marks of direction (UAX 9). */
static bool steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Whether the bytes held, as many as their first one wants, may be shown. Forms that are longer than need be
 * may not: a terminal may read them all the same. */
static bool is_shown(const cli_filter *filter)
{
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)filter->held[0];
    if (filter->is_data && (lead == '\n' || lead == '\t' || lead == '\r'))
        return lead != '\r' || filter->count == 2;
    if (lead >= 0x80 && filter->count < 2)
        return false;
    uint32_t code = filter->count == 1 ? lead : lead & (0x7Fu >> filter->count);
    for (size_t i = 1; i < filter->count; i++)
        code = code << 6 | ((unsigned char)filter->held[i] & 0x3Fu);
    return code >= LEAST[filter->count] && code <= 0x10FFFF && (code & 0x1FF800) != 0xD800 && !steers(code);
}

/* Lets go of what is held: as it is, or as the sign that stands for what is not shown. */
static size_t let_go(cli_filter *filter, bool shown, char *out)
{
    static const char SIGN[] = "\xEF\xBF\xBD";
    size_t size = shown ? filter->count : sizeof SIGN - 1;
    memcpy(out, shown ? filter->held : SIGN, size);
    filter->count = 0;
    return size;
}

size_t cli_filter_take(cli_filter *filter, char byte, char out[CLI_FILTERED])
{
    size_t size = 0;
    if (filter->count && !goes_on(filter, (unsigned char)byte))
        size = let_go(filter, false, out);
    filter->held[filter->count++] = byte;
    if (filter->count < size_of(filter, (unsigned char)filter->held[0]))
        return size;
    return size + let_go(filter, is_shown(filter), out + size);
}

size_t cli_filter_end(cli_filter *filter, char out[CLI_FILTERED])
{
    return filter->count ? let_go(filter, false, out) : 0;
}

static void put_filtered(FILE *file, cli_filter *filter, const char *text, size_t size)
{
    char out[CLI_FILTERED];
    for (size_t i = 0; i < size; i++)
        fwrite(out, 1, cli_filter_take(filter, text[i], out), file);
}

static void put_rest(FILE *file, cli_filter *filter)
{
    char out[CLI_FILTERED];
    fwrite(out, 1, cli_filter_end(filter, out), file);
}

void cli_put_safe(FILE *file, const char *text)
{
    cli_filter filter = {0};
    put_filtered(file, &filter, text, strlen(text));
    put_rest(file, &filter);
}

/* ---------------------------------------------------------------- standard output */

static bool is_torn; /* the text on standard output does not end with its line */

bool cli_stdout_is_torn(void)
{
    return is_torn && isatty(STDOUT_FILENO);
}

static int write_stdout(void *context, const char *data, size_t size)
{
    (void)context;
    if (isatty(STDOUT_FILENO))
        cli_progress_hide();
    errno = 0;
    if (size)
        is_torn = data[size - 1] != '\n';
    return fwrite(data, 1, size, stdout) == size ? 0 : errno ? errno : EIO;
}

static cli_filter shown = {.is_data = true}; /* of all data that a terminal gets: a piece may end anywhere */

/* Data as it is goes into files and pipes; on a terminal no byte of it may be an order. */
static int write_data(void *context, const char *data, size_t size)
{
    if (!isatty(STDOUT_FILENO))
        return write_stdout(context, data, size);
    cli_progress_hide();
    errno = 0;
    if (size)
        is_torn = data[size - 1] != '\n';
    put_filtered(stdout, &shown, data, size);
    return !ferror(stdout) ? 0 : errno ? errno : EIO;
}

const xt_output *cli_stdout_for(xt_format format)
{
    static const xt_output TEXT = {write_stdout, NULL, "standard output"},
                           DATA = {write_data, NULL, "standard output"};
    return format == XT_FORMAT_TEXT ? &TEXT : &DATA;
}

bool cli_stdout_end(void)
{
    put_rest(stdout, &shown);
    return fflush(stdout) == 0 && !ferror(stdout);
}
