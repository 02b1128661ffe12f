/* SPDX-License-Identifier: MIT
 *
 * Numbers, amounts and IDs: what is read, printed and read again is the same.
 */
#include "base/number.h"
#include "fuzz.h"
#include "hold.h"
#include "thai/digits.h"
#include "thai/ids.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------ doubles */

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void hold_printed(double number)
{
    char text[XT_DOUBLE_SIZE];
    double again = 0;
    xt_double_text(number, text);
    hold(xt_double_parse(xt_str_of(text), &again) && same_bits(number, again), "%a comes to %s", number,
         text);
}

/* strtod takes all that is taken here, and more. */
static void hold_double(xt_str text, const char *terminated)
{
    double number = 77;
    char *end = NULL;
    if (!xt_double_parse(text, &number)) {
        hold(number == 77, "refused, and yet %a", number);
        return;
    }
    hold(isfinite(number), "%s is not finite", terminated);
    hold(same_bits(number, strtod(terminated, &end)) && *end == '\0', "\"%s\" is read as %a", terminated,
         number);
    hold_printed(number);
}

static void hold_uint(xt_str text)
{
    uint64_t number = 77, again = 0;
    char printed[24];
    if (!xt_uint_parse(text, UINT64_MAX, &number)) {
        hold(number == 77, "refused, and yet %" PRIu64, number);
        return;
    }
    snprintf(printed, sizeof printed, "%" PRIu64, number);
    hold(xt_uint_parse(xt_str_of(printed), number, &again) && again == number, "%s is another number",
         printed);
    hold(number == 0 || !xt_uint_parse(text, number - 1, &again), "%s is below its limit", printed);
}

/* ------------------------------------------------------------ amounts */

static void hold_amount(xt_satang amount)
{
    char text[XT_SATANG_SIZE], plain[XT_NUMBER_SIZE];
    xt_satang again = 0;
    bool rounded = true;
    xt_satang_plain(amount, text);
    hold(xt_satang_parse(xt_str_of(text), &again, &rounded) && again == amount && !rounded,
         "%s is read as %" PRId64, text, again);
    xt_satang_grouped(amount, text);
    hold(xt_thai_number(xt_str_of(text), plain, NULL), "%s is no number", text);
    hold(xt_satang_parse(xt_str_of(plain), &again, NULL) && again == amount, "%s is read as %s", text, plain);
}

static void hold_satang(xt_str text)
{
    xt_satang amount = 77, sum = INT64_MAX - XT_SATANG_MAX, expected;
    if (!xt_satang_parse(text, &amount, NULL)) {
        hold(amount == 77, "refused, and yet %" PRId64, amount);
        return;
    }
    hold(amount >= -XT_SATANG_MAX && amount <= XT_SATANG_MAX, "%" PRId64 " satang", amount);
    hold_amount(amount);
    expected = sum + amount;
    hold(xt_satang_add(&sum, amount) && sum == expected, "a sum of %" PRId64, sum);
}

/* The number without all that was unusual is the same number. */
static void hold_thai_number(xt_str text)
{
    char plain[XT_NUMBER_SIZE], again[XT_NUMBER_SIZE];
    unsigned flags = 0;
    if (!xt_thai_number(text, plain, NULL))
        return;
    hold(memchr(plain, '\0', sizeof plain), "a number without end");
    hold(plain[strspn(plain, "0123456789.+-E")] == '\0', "%s is no plain number", plain);
    hold(xt_thai_number(xt_str_of(plain), again, &flags) && flags == 0 && strcmp(plain, again) == 0,
         "%s comes to %s (%u)", plain, again, flags);
}

static void hold_digits(xt_str text)
{
    char ascii[256], again[256];
    size_t size = xt_thai_to_ascii(text, ascii, sizeof ascii);
    hold(size < sizeof ascii && size <= text.size && ascii[size] == '\0', "%zu bytes of %zu", size,
         text.size);
    hold(!xt_thai_has_digit((xt_str){ascii, size}), "a Thai digit is left in %s", ascii);
    size_t size_again = xt_thai_to_ascii((xt_str){ascii, size}, again, sizeof again);
    hold(size == size_again && memcmp(ascii, again, size) == 0, "%s comes to %s", ascii, again);
}

/* ------------------------------------------------------------ IDs */

static void hold_tax_id(xt_str text)
{
    xt_tax_id id = xt_tax_id_parse(text);
    hold(memchr(id.plain, '\0', sizeof id.plain), "an ID without end");
    if (id.state != XT_TAX_ID_VALID && id.state != XT_TAX_ID_CHECKSUM)
        return;
    xt_tax_id again = xt_tax_id_parse(xt_str_of(id.plain));
    hold(id.digits == XT_TAX_ID_DIGITS && again.state == id.state && again.flags == 0 &&
             strcmp(id.plain, again.plain) == 0,
         "%s is read as %s", id.plain, again.plain);
    int digit = xt_tax_id_check_digit(id.plain);
    hold((digit == id.plain[XT_TAX_ID_DIGITS - 1] - '0') == (id.state == XT_TAX_ID_VALID), "%s: %d", id.plain,
         digit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str text = hold_input(data, size);
    double number;
    char *terminated = pack_text("%.*s", (int)size, (const char *)data);
    hold_double(text, terminated);
    hold_uint(text);
    hold_satang(text);
    hold_thai_number(text);
    hold_digits(text);
    hold_tax_id(text);
    if (size >= sizeof number) {
        memcpy(&number, data, sizeof number);
        if (isfinite(number))
            hold_printed(number);
    }
    free(terminated);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return text_mutate_input(data, size, most, seed);
}
