// SPDX-License-Identifier: MIT
// Which month, quarter or year a summary is of. The months in which there are contracts come first; they come from the
// engine, the page knows of a year only that it has twelve months and that a fiscal one begins with the tenth.

import { choice, field } from "./dom.js";
import { count, say, sayMonth } from "./words.js";

/* Each kind with the fields that it asks for. */
export const KINDS = { month: ["month"], months: ["month", "to"], quarter: ["year", "quarter"], year: ["year"],
    annual: ["year"], progress: ["year"] };

const text = (month) => String(month).padStart(2, "0");
const thisYear = () => new Date().getFullYear() + 543;

/* The fiscal years from the first to the last that has contracts. */
function fiscalYears(found) {
    const of = found.map(({ year_month: each }) => {
        const [year, month] = each.split("-").map(Number);
        return month >= 10 ? year + 1 : year;
    });
    const last = Math.max(...of, of.length ? 0 : thisYear()), first = Math.min(...of, last);
    return Array.from({ length: Math.min(last - first, 20) + 1 }, (_, at) => last - at);
}

function monthPairs(found) {
    const known = new Set(found.map((each) => each.year_month));
    const others = fiscalYears(found).flatMap((year) =>
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 12, 11, 10].map((month) => `${month >= 10 ? year - 1 : year}-${text(month)}`))
        .filter((each) => !known.has(each));
    const newestFirst = [...found].sort((one, other) => (one.year_month < other.year_month ? 1 : -1));
    const having = newestFirst.map((each) =>
        [each.year_month, say("summary.in-month", sayMonth(each.year_month), count(each.count))]);
    return [...(having.length ? [[say("summary.with"), having]] : []),
        [say("summary.without"), others.map((each) => [each, sayMonth(each)])]];
}

/* The fields of the wish's kind; found: the groups by month that have contracts. changed() is called after each
   change. */
export function periodFields(wish, found, changed) {
    const years = fiscalYears(found), newest = found.map((each) => each.year_month).sort().at(-1);
    wish.month ||= newest ?? `${years[0]}-${text(9)}`;
    wish.to ||= wish.month;
    wish.year ||= String(years[0]);
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
