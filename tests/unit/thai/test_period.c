/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/digits.h"
#include "thai/period.h"

#include <stdio.h>

enum {
    D = XT_DATE_DAY,
    M = XT_DATE_MONTH,
    Y = XT_DATE_YEAR,
    THAI = XT_DATE_THAI_DIGITS,
    SHORT = XT_DATE_SHORT_YEAR,
    CE = XT_DATE_CE_YEAR,
    BACK = XT_PERIOD_REVERSED,
    GUESS = XT_PERIOD_GUESSED_YEAR,
    OPEN = XT_PERIOD_OPEN,
    WORK = XT_PERIOD_WORKDAYS,
};

/* What is written without a year is of this one, so its October is in 2022. */
enum { YEAR = 2566 };

/* Room for a text all of whose digits are Thai and all of whose blanks are three times as long. */
enum { TEXT_SIZE = 1024 };

static const struct {
    const char *text, *first, *last;
    int precision;
    unsigned flags;
} ranges[] = {
    /* one month */
    {"ธ.ค. 2566", "2023-12-01", "2023-12-31", M, 0},
    {"ธันวาคม 2566", "2023-12-01", "2023-12-31", M, 0},
    {"เดือนธันวาคม พ.ศ. 2566", "2023-12-01", "2023-12-31", M, 0},
    {"เดือน ธ.ค. ปี 2566", "2023-12-01", "2023-12-31", M, 0},
    {"เดือน ธ.ค. ปีงบประมาณ 2566", "2022-12-01", "2022-12-31", M, 0},
    {"ม.ค. ปีงบประมาณ พ.ศ. 2566", "2023-01-01", "2023-01-31", M, 0},
    {"ประจำเดือน ธ.ค. 2566", "2023-12-01", "2023-12-31", M, 0},
    {"ในเดือนธันวาคม 2566", "2023-12-01", "2023-12-31", M, 0},
    {"ช่วงเดือน ธ.ค. 2566", "2023-12-01", "2023-12-31", M, 0},
    {"ระหว่างเดือนธันวาคม 2566", "2023-12-01", "2023-12-31", M, 0},
    {"ธ.ค. 66", "2023-12-01", "2023-12-31", M, SHORT},
    {"ธ.ค.-66", "2023-12-01", "2023-12-31", M, SHORT},
    {"ธ.ค. / 2566", "2023-12-01", "2023-12-31", M, 0},
    {"12/2566", "2023-12-01", "2023-12-31", M, 0},
    {"12/66", "2023-12-01", "2023-12-31", M, SHORT},
    {"2566/12", "2023-12-01", "2023-12-31", M, 0},
    {"เดือน 12/2566", "2023-12-01", "2023-12-31", M, 0},
    {"กุมภาพันธ์ 2567", "2024-02-01", "2024-02-29", M, 0},
    {"ก.พ. 2566", "2023-02-01", "2023-02-28", M, 0},
    {"December 2023", "2023-12-01", "2023-12-31", M, CE},

    /* one day */
    {"1 ธ.ค. 2566", "2023-12-01", "2023-12-01", D, 0},
    {"วันที่ 1 เดือนธันวาคม พ.ศ. 2566", "2023-12-01", "2023-12-01", D, 0},
    {"29 ก.พ. 67", "2024-02-29", "2024-02-29", D, SHORT},
    {"18-พ.ย.-68", "2025-11-18", "2025-11-18", D, SHORT},
    {"1/12/2566", "2023-12-01", "2023-12-01", D, 0},
    {"1-12-66", "2023-12-01", "2023-12-01", D, SHORT},
    {"2566-12-01", "2023-12-01", "2023-12-01", D, 0},
    {"2023-12-01", "2023-12-01", "2023-12-01", D, CE},

    /* months */
    {"ต.ค. 66 - ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66 – ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66 — ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66 ~ ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66 \u2212 ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค.-66 - ก.ย.-67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66 -\nก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 66\r\n- ก.ย. 67\n", "2023-10-01", "2024-09-30", M, SHORT},
    {"ต.ค. 2566 - ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ตุลาคม 2566 ถึง กันยายน 2567", "2023-10-01", "2024-09-30", M, 0},
    {"ตุลาคม 2566 จนถึง กันยายน 2567", "2023-10-01", "2024-09-30", M, 0},
    {"ตุลาคม 2566 - ถึง กันยายน 2567", "2023-10-01", "2024-09-30", M, 0},
    {"เดือนตุลาคม พ.ศ. 2566 ถึงเดือนกันยายน พ.ศ. 2567", "2023-10-01", "2024-09-30", M, 0},
    {"ตั้งแต่เดือน ต.ค. 66 ถึงเดือน ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"ระหว่างเดือนตุลาคม 2566 - กันยายน 2567", "2023-10-01", "2024-09-30", M, 0},
    {"ในช่วงระหว่างเดือน ต.ค. 66 - ก.ย. 67", "2023-10-01", "2024-09-30", M, SHORT},
    {"10/2566 - 9/2567", "2023-10-01", "2024-09-30", M, 0},
    {"10/66 - 9/67", "2023-10-01", "2024-09-30", M, SHORT},
    {"Oct 2023 - Sep 2024", "2023-10-01", "2024-09-30", M, CE},
    {"Oct 2023 - ก.ย. 2567", "2023-10-01", "2024-09-30", M, CE},
    {"Oct 2023 - ก.ย. พ.ศ. 2567", "2023-10-01", "2024-09-30", M, CE},

    /* the year stands once, and time runs forward */
    {"ต.ค. - ธ.ค. 66", "2023-10-01", "2023-12-31", M, SHORT},
    {"ต.ค. - ธ.ค. 2566", "2023-10-01", "2023-12-31", M, 0},
    {"ต.ค. - ม.ค. 67", "2023-10-01", "2024-01-31", M, SHORT},
    {"ต.ค. - ธ.ค. ปีงบประมาณ 2567", "2023-10-01", "2023-12-31", M, 0},
    {"ต.ค. - ม.ค. ปีงบประมาณ 2567", "2023-10-01", "2024-01-31", M, 0},
    {"ต.ค. 66 - ธ.ค.", "2023-10-01", "2023-12-31", M, SHORT},
    {"ต.ค. 66 - ก.ย.", "2023-10-01", "2024-09-30", M, SHORT},
    {"ธ.ค. - ธ.ค. 66", "2023-12-01", "2023-12-31", M, SHORT},
    {"1 ต.ค. - 30 พ.ย. 2566", "2023-10-01", "2023-11-30", D, 0},
    {"1 ต.ค. - 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"15 ธ.ค. 66 - 15 ม.ค.", "2023-12-15", "2024-01-15", D, SHORT},
    {"29 ก.พ. - 1 มี.ค. 67", "2024-02-29", "2024-03-01", D, SHORT},
    {"1/10 - 30/11/2566", "2023-10-01", "2023-11-30", D, 0},
    {"1/10/2566 - 30/11", "2023-10-01", "2023-11-30", D, 0},
    {"15/12 - 15/1/67", "2023-12-15", "2024-01-15", D, SHORT},
    {"1/10 - 30 พ.ย. 2566", "2023-10-01", "2023-11-30", D, 0},

    /* days */
    {"1 ต.ค. 2566 – 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"1 - 15 มี.ค. 2567", "2024-03-01", "2024-03-15", D, 0},
    {"1-15 มี.ค. 2567", "2024-03-01", "2024-03-15", D, 0},
    {"1-15/3/2567", "2024-03-01", "2024-03-15", D, 0},
    {"วันที่ 1 ถึงวันที่ 15 มีนาคม 2567", "2024-03-01", "2024-03-15", D, 0},
    {"ระหว่างวันที่ 1 - 15 มีนาคม 2567", "2024-03-01", "2024-03-15", D, 0},
    {"ตั้งแต่วันที่ 1 ตุลาคม 2566 ถึงวันที่ 30 กันยายน 2567", "2023-10-01", "2024-09-30", D, 0},
    {"ตั้งแต่ 1 ต.ค. 66 จนถึงวันที่ 30 ก.ย. 67", "2023-10-01", "2024-09-30", D, SHORT},
    {"01/10/2566 - 30/09/2567", "2023-10-01", "2024-09-30", D, 0},
    {"1/10/66-30/9/67", "2023-10-01", "2024-09-30", D, SHORT},
    {"1-10-66 - 30-9-67", "2023-10-01", "2024-09-30", D, SHORT},
    {"2566-10-01 - 2567-09-30", "2023-10-01", "2024-09-30", D, 0},
    {"เริ่ม 1 ต.ค. 2566 สิ้นสุด 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"เริ่มต้น 1 ต.ค. 2566 สิ้นสุด 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"เริ่มวันที่ 1 ต.ค. 2566\nสิ้นสุดวันที่ 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"เริ่มตั้งแต่วันที่ 1 ต.ค. 2566 - สิ้นสุด 30 ก.ย. 2567", "2023-10-01", "2024-09-30", D, 0},
    {"1 ต.ค. 66 - ก.ย. 67", "2023-10-01", "2024-09-30", D, SHORT},
    {"ต.ค. 66 - 15 พ.ย. 66", "2023-10-01", "2023-11-15", D, SHORT},
    {"ต.ค. - 15 พ.ย. 66", "2023-10-01", "2023-11-15", D, SHORT},
    {"1 ต.ค. 66 - 1 ต.ค. 66", "2023-10-01", "2023-10-01", D, SHORT},

    /* quarters */
    {"ไตรมาส 1/2567", "2023-10-01", "2023-12-31", M, 0},
    {"ไตรมาส 2/2567", "2024-01-01", "2024-03-31", M, 0},
    {"ไตรมาส 3/67", "2024-04-01", "2024-06-30", M, SHORT},
    {"ไตรมาสที่ 4 / 2567", "2024-07-01", "2024-09-30", M, 0},
    {"ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567", "2024-01-01", "2024-03-31", M, 0},
    {"ไตรมาสที่ 1 ปีงบประมาณ 2567", "2023-10-01", "2023-12-31", M, 0},
    {"ไตรมาสที่ 1 ของปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2023-12-31", M, 0},
    {"ไตรมาสที่ 1 ปี 2567", "2023-10-01", "2023-12-31", M, 0},
    {"ไตรมาสที่ 1 พ.ศ. 2567", "2023-10-01", "2023-12-31", M, 0},
    {"Q2/2567", "2024-01-01", "2024-03-31", M, 0},
    {"Q2 2567", "2024-01-01", "2024-03-31", M, 0},
    {"q2/2024", "2024-01-01", "2024-03-31", M, CE},
    {"ไตรมาสที่ 1-2 ปีงบประมาณ 2567", "2023-10-01", "2024-03-31", M, 0},
    {"ไตรมาส 1 ถึง 4/2567", "2023-10-01", "2024-09-30", M, 0},
    {"ไตรมาส 4/2566 - ไตรมาส 1/2567", "2023-07-01", "2023-12-31", M, 0},
    {"ไตรมาส 4/2566 - 1/2567", "2023-07-01", "2023-12-31", M, 0},
    {"ไตรมาส 4 - 1/2567", "2023-07-01", "2023-12-31", M, 0},
    {"ไตรมาส 1/2567 - 4", "2023-10-01", "2024-09-30", M, 0},
    {"Q1-Q2/2567", "2023-10-01", "2024-03-31", M, 0},

    /* years */
    {"ปีงบประมาณ 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ปีงบประมาณ 67", "2023-10-01", "2024-09-30", Y, SHORT},
    {"ประจำปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ปีงบฯ 67", "2023-10-01", "2024-09-30", Y, SHORT},
    {"ปีงบ 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ตลอดปีงบประมาณ 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ตลอดปีงบประมาณ พ.ศ. 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ตลอดทั้งปี 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ทั้งปีงบประมาณ 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ปี 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"ปี 67", "2023-10-01", "2024-09-30", Y, SHORT},
    {"พ.ศ. 2567", "2023-10-01", "2024-09-30", Y, 0},
    {"พ.ศ. 67", "2023-10-01", "2024-09-30", Y, SHORT},
    {"2567", "2023-10-01", "2024-09-30", Y, 0},
    {"2024", "2023-10-01", "2024-09-30", Y, CE},
    {"ปี 2566-2570", "2022-10-01", "2027-09-30", Y, 0},
    {"พ.ศ. 2566 - 2570", "2022-10-01", "2027-09-30", Y, 0},
    {"2566-2570", "2022-10-01", "2027-09-30", Y, 0},
    {"2566 – 70", "2022-10-01", "2027-09-30", Y, SHORT},
    {"ปี 66-70", "2022-10-01", "2027-09-30", Y, SHORT},
    {"ตั้งแต่ปี พ.ศ. 2566 ถึงปี พ.ศ. 2570", "2022-10-01", "2027-09-30", Y, 0},
    {"ปีงบประมาณ 2566 ถึงปีงบประมาณ 2570", "2022-10-01", "2027-09-30", Y, 0},
    {"2566 - 2566", "2022-10-01", "2023-09-30", Y, 0},

    /* no year is written */
    {"ต.ค.", "2022-10-01", "2022-10-31", M, GUESS},
    {"เดือนธันวาคม", "2022-12-01", "2022-12-31", M, GUESS},
    {"มกราคม", "2023-01-01", "2023-01-31", M, GUESS},
    {"กันยายน", "2023-09-01", "2023-09-30", M, GUESS},
    {"5 ธ.ค.", "2022-12-05", "2022-12-05", D, GUESS},
    {"ต.ค. - ก.ย.", "2022-10-01", "2023-09-30", M, GUESS},
    {"ต.ค. - ธ.ค.", "2022-10-01", "2022-12-31", M, GUESS},
    {"ม.ค. ถึง มี.ค.", "2023-01-01", "2023-03-31", M, GUESS},
    {"ม.ค. - ธ.ค.", "2023-01-01", "2023-12-31", M, GUESS},
    {"ก.ย. - ต.ค.", "2023-09-01", "2023-10-31", M, GUESS},
    {"1 - 15 มี.ค.", "2023-03-01", "2023-03-15", D, GUESS},
    {"1 ต.ค. - 30 พ.ย.", "2022-10-01", "2022-11-30", D, GUESS},
    {"ไตรมาส 1", "2022-10-01", "2022-12-31", M, GUESS},
    {"ไตรมาสที่ 2", "2023-01-01", "2023-03-31", M, GUESS},
    {"ไตรมาส 3", "2023-04-01", "2023-06-30", M, GUESS},
    {"ไตรมาสที่4", "2023-07-01", "2023-09-30", M, GUESS},
    {"ในไตรมาสที่ 2", "2023-01-01", "2023-03-31", M, GUESS},
    {"ไตรมาสที่ 1-2", "2022-10-01", "2023-03-31", M, GUESS},
    {"ไตรมาส 1 ถึง 4", "2022-10-01", "2023-09-30", M, GUESS},
    {"ไตรมาส 1 ถึงไตรมาสที่ 4", "2022-10-01", "2023-09-30", M, GUESS},
    {"Q2", "2023-01-01", "2023-03-31", M, GUESS},
    {"Q1 - Q3", "2022-10-01", "2023-06-30", M, GUESS},
    {"ตลอดปีงบประมาณ", "2022-10-01", "2023-09-30", Y, GUESS},
    {"ตลอดทั้งปี", "2022-10-01", "2023-09-30", Y, GUESS},
    {"ตลอดทั้งปีงบประมาณ", "2022-10-01", "2023-09-30", Y, GUESS},
    {"ตลอดปี", "2022-10-01", "2023-09-30", Y, GUESS},
    {"ทั้งปี", "2022-10-01", "2023-09-30", Y, GUESS},

    /* the end before the start, as it is written */
    {"ต.ค. 67 - ก.ย. 67", "2024-10-01", "2024-09-30", M, SHORT | BACK},
    {"ต.ค. 2566 - ก.ย. 2566", "2023-10-01", "2023-09-30", M, BACK},
    {"1 ต.ค. 2567 - 30 ก.ย. 2567", "2024-10-01", "2024-09-30", D, BACK},
    {"30/9/67-1/10/66", "2024-09-30", "2023-10-01", D, SHORT | BACK},
    {"15 - 1 มี.ค. 2567", "2024-03-15", "2024-03-01", D, BACK},
    {"15 มี.ค. - 1 มี.ค. 2567", "2024-03-15", "2024-03-01", D, BACK},
    {"2570-2566", "2026-10-01", "2023-09-30", Y, BACK},
    {"ไตรมาส 2/2567 - 1/2567", "2024-01-01", "2023-12-31", M, BACK},
    {"15 - 1 มี.ค.", "2023-03-15", "2023-03-01", D, BACK | GUESS},

    /* no end is written */
    {"ตั้งแต่ ต.ค. 66", "2023-10-01", "2023-10-31", M, SHORT | OPEN},
    {"เริ่ม 1 ต.ค. 2566", "2023-10-01", "2023-10-01", D, OPEN},
    {"ตั้งแต่ปี 2567", "2023-10-01", "2024-09-30", Y, OPEN},
    {"เริ่มไตรมาส 2", "2023-01-01", "2023-03-31", M, OPEN | GUESS},

    /* the edges of what is a year */
    {"1/1/2400 - 31/12/2700", "1857-01-01", "2157-12-31", D, 0},
    {"ธ.ค. 2700", "2157-12-01", "2157-12-31", M, 0},
    {"2400-2700", "1856-10-01", "2157-09-30", Y, 0},
    {"2200", "2199-10-01", "2200-09-30", Y, CE},
    {"ต.ค. 2700 - ก.ย.", "2157-10-01", "2158-09-30", M, 0},
    {"ต.ค. - ก.ย. 2400", "1856-10-01", "1857-09-30", M, 0},
};

static const struct {
    const char *text;
    int months, days;
    int precision;
    unsigned flags;
} durations[] = {
    {"90 วัน", 0, 90, D, 0},
    {"6 เดือน", 6, 0, M, 0},
    {"1 ปี", 12, 0, Y, 0},
    {"30 วันทำการ", 0, 30, D, WORK},
    {"30 วัน ทำการ", 0, 30, D, WORK},
    {"30 วันท\u0E4D\u0E32การ", 0, 30, D, WORK},
    {"3 เดือน 15 วัน", 3, 15, D, 0},
    {"1 ปี 6 เดือน", 18, 0, M, 0},
    {"2 ปี 3 เดือน 4 วัน", 27, 4, D, 0},
    {"1 ปี 10 วัน", 12, 10, D, 0},
    {"2 สัปดาห์", 0, 14, D, 0},
    {"ระยะเวลา 90 วัน", 0, 90, D, 0},
    {"จำนวน 90 วัน", 0, 90, D, 0},
    {"๙๐ วัน", 0, 90, D, THAI},
    {"365\nวัน", 0, 365, D, 0},
    {"9999 วัน", 0, 9999, D, 0},
    {"999 เดือน", 999, 0, M, 0},
    {"99 ปี 0 วัน", 1188, 0, D, 0},
};

/* Without a year they have no days; GUESS stands for the year alone. */
static bool has_season(int row)
{
    return ranges[row].flags & GUESS;
}

static void assert_range(const char *text, int row, xt_thai_period period)
{
    char first[XT_ISO_SIZE], last[XT_ISO_SIZE];
    ck_assert_int_eq((int)period.shape, XT_PERIOD_RANGE);
    xt_day_iso(period.first, first);
    xt_day_iso(period.last, last);
    ck_assert_msg(strcmp(first, ranges[row].first) == 0 && strcmp(last, ranges[row].last) == 0,
                  "\"%s\" is %s to %s", text, first, last);
    ck_assert_msg((int)period.precision == ranges[row].precision, "\"%s\"", text);
    ck_assert_int_eq(period.months, 0);
    ck_assert_int_eq(period.days, 0);
}

static xt_thai_period parsed(const char *terminated, int fiscal_year)
{
    xt_str text = xt_exact(xt_str_of(terminated));
    xt_thai_period period;
    memset(&period, 0x55, sizeof period);
    ck_assert_msg(xt_thai_period_parse(text, fiscal_year, &period), "\"%s\" is refused", terminated);
    free((void *)text.data);
    return period;
}

START_TEST(range)
{
    xt_thai_period period = parsed(ranges[_i].text, YEAR);
    assert_range(ranges[_i].text, _i, period);
    ck_assert_msg(period.flags == ranges[_i].flags, "\"%s\" has flags %u", ranges[_i].text, period.flags);
}
END_TEST

START_TEST(range_without_fiscal_year)
{
    static const int none[] = {0, -1, 66, 2023, 2399, 2701, INT32_MAX, INT32_MIN};
    for (int i = 0; i < XT_ENTRIES(none); i++) {
        xt_thai_period period = parsed(ranges[_i].text, none[i]);
        if (!has_season(_i)) {
            assert_range(ranges[_i].text, _i, period);
            ck_assert_uint_eq(period.flags, ranges[_i].flags);
            continue;
        }
        ck_assert_msg(period.shape == XT_PERIOD_SEASON, "\"%s\"", ranges[_i].text);
        ck_assert_int_eq((int)period.precision, ranges[_i].precision);
        ck_assert_uint_eq(period.flags, ranges[_i].flags & ~(unsigned)(GUESS | BACK));
        ck_assert_int_eq(period.first, 0);
        ck_assert_int_eq(period.last, 0);
        ck_assert_int_eq(period.months, 0);
        ck_assert_int_eq(period.days, 0);
    }
}
END_TEST

START_TEST(duration)
{
    xt_thai_period period = parsed(durations[_i].text, _i % 2 ? YEAR : 0);
    ck_assert_int_eq((int)period.shape, XT_PERIOD_DURATION);
    ck_assert_int_eq(period.months, durations[_i].months);
    ck_assert_int_eq(period.days, durations[_i].days);
    ck_assert_int_eq((int)period.precision, durations[_i].precision);
    ck_assert_uint_eq(period.flags, durations[_i].flags);
    ck_assert_int_eq(period.first, 0);
    ck_assert_int_eq(period.last, 0);
}
END_TEST

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The text with its dots, its blanks and its ASCII digits replaced; NULL leaves them. A blank between two
 * digits stays a blank. */
static void respell(const char *text, const char *dot, const char *blank, bool thai, char out[TEXT_SIZE])
{
    char *put = out;
    for (const char *p = text; *p; p++) {
        const char *other = NULL;
        bool apart = p > text && is_digit(p[-1]) && is_digit(p[1]);
        if (*p == '.')
            other = dot;
        else if (*p == ' ')
            other = apart && blank && !*blank ? NULL : blank;
        if (other)
            put += sprintf(put, "%s", other);
        else if (thai && is_digit(*p))
            put += sprintf(put, "\xE0\xB9%c", 0x90 + (*p - '0'));
        else
            *put++ = *p;
    }
    *put = '\0';
}

/* Every way of spelling is the same period. */
START_TEST(spellings)
{
    static const struct {
        const char *dot, *blank;
        bool thai;
    } ways[] = {
        {NULL, "", false},  {NULL, "  ", false}, {NULL, "\u00A0", false}, {NULL, "\n", false},
        {"", NULL, false},  {". ", NULL, false}, {"", "", false},         {NULL, "\u200B", false},
        {NULL, NULL, true}, {"", "", true},
    };
    for (int i = 0; i < XT_ENTRIES(ways); i++) {
        char text[TEXT_SIZE];
        respell(ranges[_i].text, ways[i].dot, ways[i].blank, ways[i].thai, text);
        xt_thai_period period = parsed(text, YEAR);
        assert_range(text, _i, period);
        bool digits = xt_thai_has_digit(xt_str_of(text));
        ck_assert_msg(period.flags == (ranges[_i].flags | (digits ? THAI : 0)), "\"%s\"", text);
    }
}
END_TEST

START_TEST(spelled_month)
{
    for (int year = 2560; year <= 2570; year++) {
        char text[TEXT_SIZE];
        xt_day first = xt_day_of((xt_civil){year - XT_BE_OFFSET, _i, 1});
        for (int brief = 0; brief < 2; brief++) {
            const char *month = brief ? xt_thai_month_short(_i) : xt_thai_month(_i);
            sprintf(text, "%s %d", month, year);
            xt_thai_period period = parsed(text, YEAR);
            ck_assert_int_eq(period.first, first);
            ck_assert_int_eq(xt_civil_of(period.last).month, _i);
            ck_assert_int_eq(xt_civil_of(period.last + 1).day, 1);
            sprintf(text, "%s", month);
            period = parsed(text, year);
            ck_assert_int_eq(xt_fiscal_year(period.first), year);
            ck_assert_int_eq(xt_civil_of(period.first).month, _i);
        }
    }
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "-",
    "–",
    "~",
    "/",
    ".",
    "0",
    "1",
    "67",
    "ถึง",
    /* free text */
    "ตามแผน",
    "ต่อเนื่อง",
    "ตลอดระยะเวลาโครงการ",
    "ตลอด",
    "ทั้ง",
    "ตลอดงบประมาณ",
    "ไม่มี",
    "อยู่ระหว่างดำเนินการ",
    "ระหว่าง",
    "ตั้งแต่",
    "เริ่ม",
    "เริ่ม สิ้นสุด",
    "เดือน",
    "วันที่",
    "ปี",
    "พ.ศ.",
    "ปีงบประมาณ",
    "ไตรมาส",
    "ไตรมาสที่",
    "q",
    "วัน",
    "may be",
    /* no day of the calendar */
    "31 เม.ย. 2567",
    "31 เม.ย.",
    "30 ก.พ.",
    "0 ม.ค. 2567",
    "32 ม.ค. 2567",
    "29 ก.พ. 2566",
    "29 ก.พ. - 15 มี.ค. 2566",
    "29 ก.พ. 2567 - 29 ก.พ. 2568",
    "1 - 31 เม.ย. 2567",
    "31 - 1 เม.ย. 2567",
    "31/4/2567",
    "1/10/2566 - 31/9/2567",
    "13/2567",
    "0/2567",
    "13/66",
    "10/2566 - 13/2566",
    "2567/13",
    "2567-13-01",
    /* month before day */
    "12/31/2567",
    "10/1/2566 - 9/30/2567",
    /* quarters that are none */
    "ไตรมาส 0",
    "ไตรมาส 5",
    "ไตรมาส 12",
    "ไตรมาส 01",
    "ไตรมาสที่ 1-5",
    "ไตรมาสที่ 1-",
    "ไตรมาส 2/256",
    "ไตรมาส 2/2567/1",
    "ไตรมาส 2-2567",
    "ไตรมาส 1 2",
    "Q5",
    "Q",
    "QQ2",
    "2/2567 - ไตรมาส",
    "ไตรมาส 2 พ.ศ. 2024",
    /* years that are none */
    "256",
    "25677",
    "2399",
    "2701",
    "2300",
    "พ.ศ. 2024",
    "ปีงบประมาณ 256",
    "ปี 1",
    "ปีที่ 1",
    "ปีงบประมาณ 2566 - ",
    "66-70",
    "2566-",
    "2566-12",
    "ต.ค. - ปี 2567",
    "-2566",
    "2566-2570-2575",
    "2566--2570",
    "2567/2568",
    "2566 2570",
    "2566-256",
    "2,567",
    "2567.0",
    "ต.ค. 256",
    "ต.ค. 6",
    "1 ต.ค. 25666",
    /* too little or too much */
    "ต.ค. 66 -",
    "- ก.ย. 67",
    "ถึง ก.ย. 67",
    "สิ้นสุด 30 ก.ย. 67",
    "ต.ค. 66 ก.ย. 67",
    "1 ต.ค. 66 30 ก.ย. 67",
    "ต.ค. 66 - ก.ย. 67 - ธ.ค. 67",
    "ต.ค. 66 - - ก.ย. 67",
    "ต.ค. 66 - 67",
    "2566 - ก.ย. 2567",
    "ต.ค. 2566 - 2567",
    "ต.ค. 66 - ก.ย. 67 น.",
    "x ต.ค. 66 - ก.ย. 67",
    "ต.ค. 66 - ก.ย. 67 x",
    "ต.ค. 66 ถึงปัจจุบัน",
    "ต.ค.. 66",
    "ต.ข. 66",
    "1 - 15",
    "1 - 15 2567",
    "1 - 2567",
    "1 มี.ค. 2567 - 15",
    "1 - 10/2566",
    "1/10",
    "1/10 - 30/11",
    "1/10 - 12/2566",
    "เดือน 1/10",
    "เดือน 1 ต.ค. 66",
    "001/10/2566",
    "1/10/2566 - 30/09/2567 - 1/1/2568",
    "18/11-2568",
    "12/25",
    "1/2/3/4",
    "ธ.ค. - 31",
    /* durations that are none */
    "0 วัน",
    "0 ปี 0 เดือน",
    "10000 วัน",
    "1000 เดือน",
    "100 ปี",
    "90",
    "90 วัน วัน",
    "90 วัน 3 เดือน",
    "3 เดือน 3 เดือน",
    "6 เดือน 1 ปี",
    "3 เดือน 15",
    "-90 วัน",
    "1.5 ปี",
    "1,000 วัน",
    "6-12 เดือน",
    "6 เดือนทำการ",
    "90 วันทำ",
    "ระยะเวลา",
    /* broken UTF-8 */
    "ต.ค. 66 \xE2\x80",
    "ต.ค. 66 \xE2\x80 ก.ย. 67",
    "ไตรมาส \xE0\xB9",
    "\xE0",
    "\xFF",
};

START_TEST(refuse)
{
    for (int year = 0; year <= YEAR; year += YEAR) {
        xt_str text = xt_exact(xt_str_of(refused[_i]));
        xt_thai_period period = {.first = 7, .flags = 999};
        ck_assert_msg(!xt_thai_period_parse(text, year, &period), "\"%s\" is taken", refused[_i]);
        ck_assert_int_eq(period.first, 7);
        ck_assert_uint_eq(period.flags, 999);
        free((void *)text.data);
    }
}
END_TEST

/* A day that only some years have. */
START_TEST(leap_day)
{
    xt_thai_period period;
    xt_str text = XT_LITERAL("29 ก.พ.");
    ck_assert(xt_thai_period_parse(text, 2567, &period));
    ck_assert(!xt_thai_period_parse(text, 2566, &period));
    ck_assert(xt_thai_period_parse(text, 0, &period));
    ck_assert_int_eq((int)period.shape, XT_PERIOD_SEASON);
}
END_TEST

static void truncate_all(const char *terminated)
{
    xt_str whole = xt_str_of(terminated);
    for (size_t size = 0; size <= whole.size; size++) {
        for (int year = 0; year <= YEAR; year += YEAR) {
            xt_str text = xt_exact((xt_str){whole.data, size});
            xt_thai_period period;
            xt_thai_period_parse(text, year, &period);
            free((void *)text.data);
        }
    }
}

/* Nothing is read behind the end, wherever it is. */
START_TEST(truncated)
{
    char thai[TEXT_SIZE];
    truncate_all(ranges[_i].text);
    respell(ranges[_i].text, "", "\u3000", true, thai);
    truncate_all(thai);
    if (_i < XT_ENTRIES(durations))
        truncate_all(durations[_i].text);
    if (_i < XT_ENTRIES(refused))
        truncate_all(refused[_i]);
}
END_TEST

START_TEST(longest)
{
    enum { MOST = 256 };
    xt_str start = XT_LITERAL("ต.ค. 66"), end = XT_LITERAL("- ก.ย. 67");
    for (size_t size = MOST - 2; size <= MOST + 2; size++) {
        char text[MOST + 8];
        xt_thai_period period;
        memset(text, ' ', sizeof text);
        memcpy(text, start.data, start.size);
        memcpy(text + size - end.size, end.data, end.size);
        ck_assert_int_eq(xt_thai_period_parse((xt_str){text, size}, 0, &period), size <= MOST);
        ck_assert_int_eq(xt_thai_period_parse((xt_str){text, sizeof text}, 0, &period), size <= MOST);
    }
}
END_TEST

START_TEST(very_long)
{
    enum { SIZE = 1 << 20 };
    static const char fills[] = {'1', ' ', '.', '/', '-', 'a'};
    char *data = malloc(SIZE);
    xt_thai_period period;
    ck_assert_ptr_nonnull(data);
    memset(data, fills[_i], SIZE);
    ck_assert(!xt_thai_period_parse((xt_str){data, SIZE}, YEAR, &period));
    ck_assert(!xt_thai_period_parse((xt_str){data, 200}, YEAR, &period));
    free(data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("period");
    TCase *tcase = tcase_create("period");
    tcase_add_loop_test(tcase, range, 0, XT_ENTRIES(ranges));
    tcase_add_loop_test(tcase, range_without_fiscal_year, 0, XT_ENTRIES(ranges));
    tcase_add_loop_test(tcase, duration, 0, XT_ENTRIES(durations));
    tcase_add_loop_test(tcase, spellings, 0, XT_ENTRIES(ranges));
    tcase_add_loop_test(tcase, spelled_month, 1, 13);
    tcase_add_loop_test(tcase, refuse, 0, XT_ENTRIES(refused));
    tcase_add_test(tcase, leap_day);
    tcase_add_loop_test(tcase, truncated, 0, XT_ENTRIES(ranges));
    tcase_add_test(tcase, longest);
    tcase_add_loop_test(tcase, very_long, 0, 6);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
