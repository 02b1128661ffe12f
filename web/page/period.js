// SPDX-License-Identifier: MIT
// Which month, quarter or year a summary is of. The months in which there are contracts come first; which months a
// fiscal year has is what the engine says.

import { choice, el, field } from "./dom.js";
import { count, say, sayMonth } from "./words.js";

/* Each kind with the fields that it asks for. */
export const KINDS = { month: ["month"], months: ["month", "to"], quarter: ["year", "quarter"], year: ["year"],
    annual: ["year"], progress: ["year", "asOf"] };

/* A period that lacks something is not asked for. */
export const isGiven = (wish) => KINDS[wish.kind].every((name) => wish[name] !== "");

/* Months from the first one on. */
function monthPairs({ months: all, years }, first = "") {
    const found = all.filter((each) => each.year_month >= first);
    const known = new Set(found.map((each) => each.year_month));
    const others = years.flatMap(({ months }) => months.slice().reverse())
        .filter((each) => each >= first && !known.has(each));
    const newestFirst = [...found].sort((one, other) => (one.year_month < other.year_month ? 1 : -1));
    const having = newestFirst.map((each) =>
        [each.year_month, say("summary.in-month", sayMonth(each.year_month), count(each.count))]);
    return [...(having.length ? [[say("summary.with"), having]] : []),
        ...(others.length ? [[say("summary.without"), others.map((each) => [each, sayMonth(each)])]] : [])];
}

/* What there is no more to choose, as a file was taken away, gives way to what is chosen at first. */
export function settle(wish, { months, years }) {
    const known = years.map(({ year }) => String(year));
    const offered = [...months.map((each) => each.year_month), ...years.flatMap((each) => each.months)];
    const newest = months.map((each) => each.year_month).sort().at(-1) ?? years[0]?.months.at(-1) ?? "";
    if (!offered.includes(wish.month))
        wish.month = newest;
    if (!offered.includes(wish.to) || wish.to < wish.month)
        wish.to = wish.month;
    if (!known.includes(wish.year))
        wish.year = known[0] ?? "";
}

/* The day that the data is of. What is not a whole date yet, while somebody types it, counts as none; the page is not
   built anew meanwhile. */
function dateField(wish, told) {
    const read = ({ target }) => {
        wish.asOf = target.validity.valid ? target.value : "";
        told();
    };
    return field(say("summary.asOf"), el("input", { type: "date", id: "summary-asOf", "data-test": "summary-asOf",
        required: true, min: "2000-01-01", max: "2199-12-31", value: wish.asOf, onchange: read }));
}

/* The fields of the wish's kind; found: the groups by month that have contracts, and the fiscal years that they are in,
   the last first. changed() is called after each choice, dated() after another date. */
export function periodFields(wish, found, changed, dated) {
    const years = found.years.map(({ year }) => year);
    settle(wish, found);
    const numbers = (list) => list.map((each) => [each, each]);
    const pairs = { month: () => monthPairs(found), to: () => monthPairs(found, wish.month), year: () => numbers(years),
        quarter: () => numbers([1, 2, 3, 4]) };
    const select = (name) => field(say(`summary.${name}`), choice(pairs[name](), {
        id: `summary-${name}`, "data-test": `summary-${name}`, value: wish[name], onchange: (event) => {
            wish[name] = event.target.value;
            changed();
        } }));
    return KINDS[wish.kind].map((name) => (name === "asOf" ? dateField(wish, dated) : select(name)));
}

/* The wish as the engine takes it. */
export function periodArguments({ kind, month, to, year, quarter, asOf }) {
    const fiscal = { year: Number(year) };
    return { month: { month }, months: { months: `${month}..${to}` }, quarter: { quarter: `${year}-${quarter}` },
        year: fiscal, annual: { ...fiscal, kind: "annual" },
        progress: { ...fiscal, kind: "progress", asOf } }[kind];
}
