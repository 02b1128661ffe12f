/* SPDX-License-Identifier: MIT */
#include "sum/charts.h"

#include "base/error.h"

enum {
    ROWS = 15,                               /* that the charts lie over */
    ROW_HEIGHT = 18,                         /* points */
    HEIGHT = ROWS * ROW_HEIGHT * 4 / 3 - 12, /* pixels */
    AIR = 6,
    FONT_SIZE = 10,
    TITLE_SIZE = 14,
    COLOR = 0x2F6F9F,
};

typedef struct chart_kind {
    uint8_t type;
    const char *title;
    size_t values;      /* the table's column */
    size_t first, last; /* the columns that the chart lies over */
} chart_kind;

uint32_t xt_charts_room(xt_panel *p)
{
    uint32_t first = p->row;
    xt_panel_rows(p, ROWS, ROW_HEIGHT);
    xt_panel_rows(p, 1, XT_PANEL_GAP);
    return first;
}

static xt_status put_chart(xt_panel *p, const xt_grouped *t, const chart_kind *kind, uint32_t row,
                           xt_error *error)
{
    lxw_chart_font font = {.name = (char *)(uintptr_t)p->form->font, .size = FONT_SIZE};
    lxw_chart_font title = {.name = (char *)(uintptr_t)p->form->font, .size = TITLE_SIZE, .bold = LXW_TRUE};
    lxw_chart_fill fill = {.color = COLOR};
    lxw_chart_line line = {.color = COLOR, .width = 2.25f};
    lxw_chart_options where = {.x_offset = AIR, .y_offset = AIR, .object_position = LXW_OBJECT_MOVE_AND_SIZE};
    lxw_chart *chart = workbook_add_chart(p->x->book, kind->type);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    if (!series)
        return xt_fail_memory(error);
    chart_series_set_categories(series, p->sheet->name, t->first, XT_GROUPED_LABEL, t->last,
                                XT_GROUPED_LABEL);
    chart_series_set_values(series, p->sheet->name, t->first, (lxw_col_t)kind->values, t->last,
                            (lxw_col_t)kind->values);
    chart_title_set_name(chart, kind->title);
    chart_title_set_name_font(chart, &title);
    if (kind->type == LXW_CHART_DOUGHNUT) {
        chart_series_set_labels_options(series, LXW_FALSE, LXW_FALSE, LXW_FALSE);
        chart_series_set_labels_percentage(series);
        chart_series_set_labels_font(series, &font);
        chart_legend_set_font(chart, &font);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    } else {
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        chart_axis_set_num_font(chart->x_axis, &font);
        chart_axis_set_num_font(chart->y_axis, &font);
        chart_axis_set_num_format(chart->y_axis, "#,##0");
        chart_series_set_fill(series, &fill);
        if (kind->type == LXW_CHART_LINE)
            chart_series_set_line(series, &line);
    }
    where.x_scale = (xt_panel_pixels(p, kind->first, kind->last) - 2 * AIR) /
                    480; /* of the size that charts have by themselves */
    where.y_scale = HEIGHT / 288.0;
    xt_xlsx_note(p->x, worksheet_insert_chart_opt(p->sheet, row, (lxw_col_t)kind->first, chart, &where));
    return XT_OK;
}

xt_status xt_charts_write(xt_panel *p, uint32_t row, const xt_grouped *months, const xt_grouped *methods,
                          xt_error *error)
{
    static const chart_kind COLUMN = {LXW_CHART_COLUMN, "ราคาที่ตกลงในแต่ละเดือน (บาท)", XT_GROUPED_PRICE, 0, 1},
                            LINE = {LXW_CHART_LINE, "ราคาที่ตกลงสะสม (บาท)", XT_GROUPED_EXTRA, 2, 4},
                            RING = {LXW_CHART_DOUGHNUT, "สัดส่วนราคาที่ตกลงตามวิธี", XT_GROUPED_PRICE, 5, 7},
                            ALONE = {LXW_CHART_DOUGHNUT, "สัดส่วนราคาที่ตกลงตามวิธี", XT_GROUPED_PRICE, 0, 2};
    bool one_month = months->first == months->last; /* of which there is nothing to compare */
    const struct {
        const chart_kind *kind;
        const xt_grouped *table;
    } charts[] = {{&COLUMN, months}, {&LINE, months}, {one_month ? &ALONE : &RING, methods}};
    xt_status status = XT_OK;
    for (size_t i = one_month ? 2 : 0; !status && i < sizeof charts / sizeof *charts; i++)
        if (charts[i].table->first)
            status = put_chart(p, charts[i].table, charts[i].kind, row, error);
    return status;
}
