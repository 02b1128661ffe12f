/* SPDX-License-Identifier: MIT
 *
 * Templates as JSON. One that is taken is written and read again, and comes to the same.
 */
#include "fuzz.h"
#include "hold.h"
#include "table/loader.h"
#include "write/template_json.h"

static xt_status read_template(xt_templates *set, xt_str text, xt_template **out, xt_error *error)
{
    xt_loader l = {.set = set, .error = error, .scratch = xt_bytes_make(1 << 20)};
    xt_status status = xt_json_parse(&l.json, "form.json", text, error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(l.json)};
        status = xt_template_read(&l, &root, "form.json", out);
    }
    xt_json_free(l.json);
    xt_bytes_free(&l.scratch);
    return status;
}

/* What the text says, written; false: it is refused. */
static bool write_again(xt_str text, xt_bytes *out)
{
    xt_templates *set = hold_no_forms();
    xt_template *form = NULL;
    xt_error error;
    xt_status status = read_template(set, text, &form, &error);
    hold(status || form, "neither a template nor an error");
    if (status)
        hold_error(status, &error);
    else
        xt_template_write(set, form, out);
    xt_templates_close(set);
    return !status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_bytes once = xt_bytes_make(1 << 24), twice = once;
    if (write_again(hold_input(data, size), &once)) {
        hold(!once.fault, "not written");
        hold_text(xt_bytes_str(&once));
        hold(write_again(xt_bytes_str(&once), &twice), "refused as it was written: %.*s", (int)once.size,
             once.data);
        hold(xt_str_equal(xt_bytes_str(&once), xt_bytes_str(&twice)), "%.*s\ncomes to %.*s", (int)once.size,
             once.data, (int)twice.size, twice.data);
    }
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
    return 0;
}
