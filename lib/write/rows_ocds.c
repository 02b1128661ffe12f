/* SPDX-License-Identifier: MIT
 *
 * Rows as an Open Contracting release package (OCDS 1.1.5, standard.open-contracting.org/1.1): one release a
 * row, with what the row holds.
 */
#include "base/calendar.h"
#include "base/error.h"
#include "write/rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

static const char NO_PREFIX[] = "ocds-xxxxxx"; /* to be registered by whoever publishes */

/* The form's words in the closed code lists of OCDS: method, tenderStatus, contractStatus. */
static const struct {
    const char *word, *code;
} METHODS[] = {{"วิธีประกาศเชิญชวนทั่วไป", "open"},
               {"วิธีคัดเลือก", "selective"},
               {"วิธีเฉพาะเจาะจง", "direct"},
               {"วิธีประกวดแบบ", "open"}};

typedef enum stage { STAGE_PLANNED, STAGE_SIGNED, STAGE_ENDED, STAGE_CANCELLED } stage;

static const struct {
    const char *word;
    stage stage;
} STAGES[] = {{"ยังไม่ลงนามในสัญญา", STAGE_PLANNED},
              {"อยู่ระหว่างระยะสัญญา", STAGE_SIGNED},
              {"สิ้นสุดระยะสัญญา", STAGE_ENDED},
              {"ยกเลิกการดำเนินการ", STAGE_CANCELLED}};

static const char *const TENDER_STATUS[] = {"planned", "complete", "complete", "cancelled"};
static const char *const CONTRACT_STATUS[] = {"pending", "active", "terminated", "cancelled"};

/* A release while it is written. */
typedef struct release {
    xt_rows_writer *w;
    const xt_table *table;
    const xt_form_cell *cells;
    uint64_t number; /* of the row, from 1 */
    stage stage;
    const char *published;
    bool any; /* a comma is due */
} release;

static const xt_form_cell *cell_of(const release *r, const char *name, const xt_field **field)
{
    static const xt_form_cell BLANK = {.text = ""};
    int index = xt_table_field(r->table, xt_str_of(name));
    *field = index == XT_NO_FIELD ? NULL : &r->table->fields[index];
    return index == XT_NO_FIELD ? &BLANK : &r->cells[index];
}

/* The field's value as text; empty where the table or the row has none. Lives until the next. */
static xt_str text_of(const release *r, const char *name)
{
    const xt_field *field = NULL;
    const xt_form_cell *cell = cell_of(r, name, &field);
    return field ? xt_rows_value(r->w, field, cell) : XT_LITERAL("");
}

static bool has_number(const release *r, const char *name)
{
    const xt_field *field = NULL;
    return cell_of(r, name, &field)->type == XT_FORM_NUMBER;
}

static xt_bytes *out(const release *r)
{
    return &r->w->out.buffer;
}

static void put_key(release *r, const char *key)
{
    xt_bytes_printf(out(r), "%s\"%s\":", r->any ? "," : "", key);
    r->any = true;
}

static void open_object(release *r, const char *key)
{
    if (key)
        put_key(r, key);
    xt_bytes_putc(out(r), '{');
    r->any = false;
}

static void close_object(release *r)
{
    xt_bytes_putc(out(r), '}');
    r->any = true;
}

static void put_text(release *r, const char *key, xt_str text)
{
    if (!text.size)
        return;
    put_key(r, key);
    xt_json_string(out(r), text);
}

static void put_field(release *r, const char *key, const char *name)
{
    put_text(r, key, text_of(r, name));
}

/* {"amount": 1234.50, "currency": "THB"} */
static void put_value(release *r, const char *key, const char *name)
{
    if (!has_number(r, name))
        return;
    open_object(r, key);
    put_key(r, "amount");
    xt_bytes_add(out(r), text_of(r, name));
    put_text(r, "currency", XT_LITERAL("THB"));
    close_object(r);
}

/* A day in Thailand as a date-time of RFC 3339. */
static void put_day(release *r, const char *key, const char *name)
{
    if (!has_number(r, name))
        return;
    put_key(r, key);
    xt_str day = text_of(r, name);
    xt_bytes_printf(out(r), "\"%.*sT00:00:00+07:00\"", 10, day.data);
}

/* "row-12", with what it is of before it. */
static void put_id(release *r, const char *what)
{
    put_key(r, "id");
    xt_bytes_printf(out(r), "\"%s-%" PRIu64 "\"", what, r->number);
}

static void put_ocid(release *r)
{
    const char *prefix = r->w->options->ocid_prefix;
    xt_str project = text_of(r, "project_no");
    put_key(r, "ocid");
    xt_bytes_printf(out(r), "\"%s-", prefix && *prefix ? prefix : NO_PREFIX);
    if (project.size == 11) /* an e-GP project number: digits alone */
        xt_bytes_printf(out(r), "%.*s\"", (int)project.size, project.data);
    else
        xt_bytes_printf(out(r), "%s-%" PRIu64 "\"", r->w->form->id, r->number);
}

static stage stage_of(const release *r)
{
    xt_str status = text_of(r, "status");
    for (size_t i = 0; i < sizeof STAGES / sizeof *STAGES; i++)
        if (xt_str_equal(status, xt_str_of(STAGES[i].word)))
            return STAGES[i].stage;
    return has_number(r, "sign_date") || has_number(r, "contract_price") ? STAGE_SIGNED : STAGE_PLANNED;
}

static bool is_signed(const release *r)
{
    return r->stage == STAGE_SIGNED || r->stage == STAGE_ENDED;
}

static void put_organization(release *r, const char *id, const char *name)
{
    put_text(r, "id", xt_str_of(id));
    put_field(r, "name", name);
}

static void put_parties(release *r)
{
    bool supplied = is_signed(r) && text_of(r, "vendor").size;
    put_key(r, "parties");
    xt_bytes_putc(out(r), '[');
    open_object(r, NULL);
    put_organization(r, "buyer", "agency");
    put_key(r, "roles");
    xt_bytes_puts(out(r), "[\"buyer\"]");
    close_object(r);
    if (supplied) {
        xt_bytes_putc(out(r), ',');
        open_object(r, NULL);
        put_organization(r, "supplier", "vendor");
        if (text_of(r, "tax_id").size) {
            open_object(r, "identifier");
            put_text(r, "scheme", XT_LITERAL("TH-TIN"));
            put_field(r, "id", "tax_id");
            close_object(r);
        }
        put_key(r, "roles");
        xt_bytes_puts(out(r), "[\"supplier\"]");
        close_object(r);
    }
    xt_bytes_putc(out(r), ']');
    open_object(r, "buyer");
    put_organization(r, "buyer", "agency");
    close_object(r);
}

static void put_planning(release *r)
{
    if (!has_number(r, "budget"))
        return;
    open_object(r, "planning");
    open_object(r, "budget");
    put_field(r, "description", "budget_source");
    put_value(r, "amount", "budget");
    close_object(r);
    close_object(r);
}

static void put_tender(release *r)
{
    open_object(r, "tender");
    put_id(r, "tender");
    put_field(r, "title", "item");
    put_text(r, "status", xt_str_of(TENDER_STATUS[r->stage]));
    put_value(r, "value", "reference_price");
    xt_str method = text_of(r, "method");
    for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++)
        if (xt_str_equal(method, xt_str_of(METHODS[i].word)))
            put_text(r, "procurementMethod", xt_str_of(METHODS[i].code));
    put_field(r, "procurementMethodDetails", "method");
    close_object(r);
}

static void put_award(release *r)
{
    put_key(r, "awards");
    xt_bytes_putc(out(r), '[');
    open_object(r, NULL);
    put_id(r, "award");
    put_field(r, "title", "item");
    put_text(r, "status", XT_LITERAL("active"));
    put_value(r, "value", "contract_price");
    if (text_of(r, "vendor").size) {
        put_key(r, "suppliers");
        xt_bytes_putc(out(r), '[');
        open_object(r, NULL);
        put_organization(r, "supplier", "vendor");
        close_object(r);
        xt_bytes_putc(out(r), ']');
    }
    close_object(r);
    xt_bytes_putc(out(r), ']');
}

static void put_contract(release *r)
{
    put_key(r, "contracts");
    xt_bytes_putc(out(r), '[');
    open_object(r, NULL);
    put_id(r, "contract");
    put_key(r, "awardID");
    xt_bytes_printf(out(r), "\"award-%" PRIu64 "\"", r->number);
    put_field(r, "title", "contract_no");
    put_text(r, "status", xt_str_of(CONTRACT_STATUS[r->stage]));
    put_value(r, "value", "contract_price");
    if (has_number(r, "end_date")) {
        open_object(r, "period");
        put_day(r, "startDate", "sign_date");
        put_day(r, "endDate", "end_date");
        close_object(r);
    }
    put_day(r, "dateSigned", "sign_date");
    close_object(r);
    xt_bytes_putc(out(r), ']');
}

static void put_release(release *r)
{
    r->stage = stage_of(r);
    xt_bytes_putc(out(r), r->number > 1 ? ',' : ' ');
    xt_bytes_putc(out(r), '\n');
    open_object(r, NULL);
    put_ocid(r);
    put_id(r, r->w->form->id);
    if (has_number(r, "sign_date"))
        put_day(r, "date", "sign_date");
    else
        put_text(r, "date", xt_str_of(r->published));
    put_key(r, "tag");
    xt_bytes_puts(out(r), is_signed(r)                  ? "[\"planning\",\"tender\",\"award\",\"contract\"]"
                          : r->stage == STAGE_CANCELLED ? "[\"planning\",\"tenderCancellation\"]"
                                                        : "[\"planning\",\"tender\"]");
    put_text(r, "initiationType", XT_LITERAL("tender"));
    put_text(r, "language", XT_LITERAL("th"));
    put_parties(r);
    put_planning(r);
    put_tender(r);
    if (is_signed(r)) {
        put_award(r);
        put_contract(r);
    }
    close_object(r);
}

/* The time now as RFC 3339 has it, or that of SOURCE_DATE_EPOCH, which makes the same file again
 * (reproducible-builds.org). */
static void tell_time(char *text, size_t size)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    time_t seconds = fixed && *fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);
    struct tm utc;
    if (!gmtime_r(&seconds, &utc) || !strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &utc))
        text[0] = '\0';
}

xt_status xt_rows_write_ocds(xt_rows_writer *w, xt_error *error)
{
    enum { TIME_SIZE = 64 };
    char published[TIME_SIZE];
    tell_time(published, sizeof published);
    release r = {.w = w, .table = &w->form->tables[0], .published = published};
    xt_status status = w->feed->next(w->feed->context, 0, &r.cells, error);
    open_object(&r, NULL);
    put_key(&r, "uri");
    xt_bytes_printf(out(&r), "\"urn:xlstools:%s\"", w->form->id);
    put_text(&r, "version", XT_LITERAL("1.1"));
    put_text(&r, "publishedDate", xt_str_of(published));
    open_object(&r, "publisher");
    xt_str agency = !status && r.cells ? text_of(&r, "agency") : XT_LITERAL("");
    put_text(&r, "name", agency.size ? agency : XT_LITERAL("-"));
    close_object(&r);
    put_key(&r, "releases");
    xt_bytes_putc(out(&r), '[');
    while (!status && r.cells) {
        r.number++;
        put_release(&r);
        status = xt_out_flow(&w->out, error);
        if (!status)
            status = w->feed->next(w->feed->context, 0, &r.cells, error);
    }
    xt_bytes_puts(out(&r), "\n]}\n");
    return status;
}
