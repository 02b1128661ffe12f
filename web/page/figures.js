// SPDX-License-Identifier: MIT
// A summary as people read it: the figures in a table, the chart, and the rows that do not count and why.

import { chart } from "./chart.js";
import { el, plainList } from "./dom.js";
import { baht, count, locale, say, sayIf, sayMonth } from "./words.js";

const AMOUNTS = [["budget", "budget"], ["reference", "reference_price"], ["contract", "contract_price"],
    ["saved", "saved"], ["percent", "saved_percent"]];
const LISTED = 200;

/* What a group is of. Months are named by the page, so that they are in its language. */
function groupName(group, by) {
    return by.map((key) => (key === "month" && group.year_month ? sayMonth(group.year_month) : group[key]) ||
        say("summary.unsaid")).join(" · ");
}

const amounts = (group) => [el("td", { class: "number", text: count(group.count) }),
    ...AMOUNTS.map(([, key]) => el("td", { class: "number", text: baht(group[key]) }))];

function table({ by, groups, total }) {
    const first = by.map((key) => say(`by.${key}`)).join(" · ");
    return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("summary.figures") },
        el("table", { class: "figures", "data-test": "figures" },
            el("thead", {}, el("tr", {}, el("th", { scope: "col", text: first }),
                ["count", ...AMOUNTS.map(([key]) => key)].map((key) =>
                    el("th", { scope: "col", class: "number", text: say(`summary.${key}`) })))),
            el("tbody", {}, groups.map((group) =>
                el("tr", {}, el("th", { scope: "row", text: groupName(group, by) }), amounts(group)))),
            el("tfoot", {}, el("tr", {}, el("th", { scope: "row", text: say("summary.total") }), amounts(total)))));
}

/* Years of the Buddhist era in both languages, as in the months. */
const day = (text) => new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "UTC" })
    .format(new Date(`${text}T00:00Z`));

function lead({ period, sources, rows, total }) {
    const read = sources.reduce((sum, source) => sum + source.rows, 0);
    return [period && el("p", { text: say("summary.period", day(period.first), day(period.last)) }),
        el("p", { text: say("summary.read", count(sources.length), count(read), count(total.count)) }),
        ["other-period", "other-agency", "no-contract"].filter((fate) => rows[fate]).map((fate) =>
            el("p", { class: "quiet", text: say(`fate.${fate}`, count(rows[fate])) }))];
}

const place = ({ file, sheet, row }, why) => say("summary.place", file, sheet, count(row), why);

function why(each) {
    const { same_as: same, value } = each;
    const other = same ? ` (${same.file}: ${same.sheet} ${say("sheet.row", count(same.row))})` : "";
    return sayIf(`why.${each.code}`, each.code) + (value ? ` “${value}”` : "") + other;
}

function rowsOf(key, rows, after = null) {
    if (!rows.length)
        return [];
    const more = rows.length > LISTED ? [el("li", { text: say("summary.more", count(rows.length - LISTED)) })] : [];
    return [el("h3", { text: `${say(`summary.${key}`)} (${count(rows.length)})` }),
        el("ul", { class: "plainlist" }, rows.slice(0, LISTED).map((each) =>
            el("li", {}, place(each, why(each)), each.item && el("span", { class: "quiet", text: ` ${each.item}` }))),
        more), after];
}

/* The rows that do not count, without those of a sheet that lacks the column: one sentence says that of all of them. */
const LACKING = { sign_date: "no-date", contract_price: "no-price" };

function uncountedRows({ uncounted, missing_columns: missing }) {
    const told = new Set(missing.map(({ file, sheet, field }) => JSON.stringify([file, sheet, LACKING[field]])));
    return uncounted.filter(({ file, sheet, code }) => !told.has(JSON.stringify([file, sheet, code])));
}

/* The report as elements, in their order. */
export function figures(report) {
    const uncounted = report.uncounted_price
        ? el("p", { text: say("summary.uncounted-price", baht(report.uncounted_price)) }) : null;
    const parts = [el("h3", { text: say("summary.figures") }), lead(report),
        report.missing_columns.map(({ file, sheet, field, rows }) => el("p", { class: "hint",
            text: say("summary.missing", file, sheet, sayIf(`missing.${field}`, field), count(rows)) })),
        table(report),
        chart(report.groups.map((group) => ({ name: groupName(group, report.by), amount: group.contract_price,
            other: group.reference_price }))),
        rowsOf("uncounted", uncountedRows(report), uncounted),
        rowsOf("doubles", report.doubles),
        rowsOf("misdated", report.misdated),
        report.sheets_left_out.length ? [el("h3", { text: say("summary.left-out") }),
            plainList(report.sheets_left_out.map(({ file, sheet }) => `${file}: ${sheet}`))] : null];
    return parts.flat(3).filter(Boolean);
}
