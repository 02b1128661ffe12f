// SPDX-License-Identifier: MIT
// Which month, quarter or year a summary is of. The months in which there are contracts come first; which months a
// fiscal year has is what the engine says.

import { choice, field } from "./dom.js";
import { count, say, sayMonth } from "./words.js";

/* Each kind with the fields that it asks for. */
export const KINDS = { month: ["month"], months: ["month", "to"], quarter: ["year", "quarter"], year: ["year"],
    annual: ["year"], progress: ["year"] };

function monthPairs({ months: found, years }) {
    const known = new Set(found.map((each) => each.year_month));
    const others = years.flatMap(({ months }) => months.slice().reverse()).filter((each) => !known.has(each));
    const newestFirst = [...found].sort((one, other) => (one.year_month < other.year_month ? 1 : -1));
    const having = newestFirst.map((each) =>
        [each.year_month, say("summary.in-month", sayMonth(each.year_month), count(each.count))]);
    return [...(having.length ? [[say("summary.with"), having]] : []),
        [say("summary.without"), others.map((each) => [each, sayMonth(each)])]];
}

/* The fields of the wish's kind; found: the groups by month that have contracts, and the fiscal years that they are in,
   the last first. changed() is called after each change. */
export function periodFields(wish, found, changed) {
    const years = found.years.map(({ year }) => year);
    const newest = found.months.map((each) => each.year_month).sort().at(-1);
    wish.month ||= newest ?? found.years[0]?.months.at(-1) ?? "";
    wish.to ||= wish.month;
    wish.year ||= String(years[0] ?? "");
    wish.quarter ||= "1";
    const numbers = (list) => list.map((each) => [each, each]);
    const pairs = { month: () => monthPairs(found), to: () => monthPairs(found), year: () => numbers(years),
        quarter: () => numbers([1, 2, 3, 4]) };
    return KINDS[wish.kind].map((name) => field(say(`summary.${name}`), choice(pairs[name](), {
        id: `summary-${name}`, "data-test": `summary-${name}`, value: wish[name], onchange: (event) => {
            wish[name] = event.target.value;
            changed();
        } })));
}

/* The wish as the engine takes it. */
export function periodArguments({ kind, month, to, year, quarter }) {
    const fiscal = { year: Number(year) };
    return { month: { month }, months: { months: `${month}..${to}` }, quarter: { quarter: `${year}-${quarter}` },
        year: fiscal, annual: { ...fiscal, kind: "annual" }, progress: { ...fiscal, kind: "progress" } }[kind];
}
