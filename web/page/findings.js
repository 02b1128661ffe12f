// SPDX-License-Identifier: MIT
// What was found in the chosen file, grouped by what there is to do; a group fetches its lines when it is opened.

import { ask, messageOf, tell } from "./ask.js";
import { byId, el, fillChoice, rebuild } from "./dom.js";
import { LEVELS, sign, signed } from "./marks.js";
import { PAGE, pager } from "./pager.js";
import { chosen, emit, filter, filterArguments, on } from "./state.js";
import { count, say } from "./words.js";

/* Which groups are open, and the first line of the page that each shows: of the file that is looked at. A code may be
   found at two levels, which are two groups. */
let open = new Map(), shownAnswer = null;

const keyOf = ({ code, severity }) => `${code}-${severity}`;

/* How many findings of a group the filter lets through. */
function countOf(group) {
    if (!filter.severity.has(group.severity))
        return 0;
    if (!filter.field)
        return group.count;
    return group.fields.filter((each) => each.field === filter.field && each.sheet === filter.sheet)
        .reduce((sum, each) => sum + each.count, 0);
}

/* ---------------------------------------------------------------- filters */

function severityFilter(level, counts) {
    return el("label", { class: `level ${level}` },
        el("input", { type: "checkbox", id: `level-${level}`, "data-test": `severity-${level}`,
            checked: filter.severity.has(level), onchange: (event) => setLevel(level, event.target.checked) }),
        sign(level), ` ${say(level)} `, el("b", { text: count(counts[level]) }));
}

function setLevel(level, on) {
    if (on)
        filter.severity.add(level);
    else
        filter.severity.delete(level);
    filtered();
}

/* The columns that have findings of the levels shown, worst first as the groups are; a column of two sheets stands
   twice, and the chosen one stays. */
function columns(answer) {
    const seen = new Map();
    for (const group of answer.groups)
        for (const each of group.fields.filter(({ field }) => field)) {
            const key = JSON.stringify([each.sheet, each.field]);
            const known = seen.get(key) ?? { label: each.label || each.field, sheet: each.sheet, count: 0 };
            known.count += filter.severity.has(group.severity) ? each.count : 0;
            seen.set(key, known);
        }
    return [...seen].filter(([key, { count: found }]) => found > 0 || key === chosenColumn());
}

const chosenColumn = () => (filter.field ? JSON.stringify([filter.sheet, filter.field]) : "");

function showFilters(answer) {
    rebuild(byId("severities"), LEVELS.map((level) => severityFilter(level, answer.counts)));
    const several = answer.sheets.length > 1;
    const pairs = columns(answer).map(([key, { label, sheet, count: found }]) =>
        [key, `${several ? `${sheet}: ` : ""}${label} (${count(found)})`]);
    fillChoice(byId("column-filter"), [["", say("findings.all-columns")], ...pairs], chosenColumn());
}

function chooseColumn(event) {
    [filter.sheet, filter.field] = event.target.value ? JSON.parse(event.target.value) : ["", ""];
    filtered();
}

function filtered() {
    for (const key of open.keys())
        open.set(key, 0);
    show();
    emit("filter");
}

/* ---------------------------------------------------------------- groups */

function item(finding) {
    const about = [el("span", { class: "place" }, signed(finding.severity),
        ` ${finding.cell || (finding.row ? say("sheet.row", finding.row) : say("findings.whole"))}`),
    el("span", { class: "label", text: finding.label ?? "" }),
    el("span", { class: "value", text: finding.value ?? "" }),
    el("span", { class: "message", text: finding.message })];
    const hooks = { "data-test": "finding", "data-cell": finding.cell ?? "", "data-code": finding.code };
    return el("li", {}, finding.cell || finding.row
        ? el("button", { type: "button", class: "finding", ...hooks, onclick: () => emit("go", finding) }, about)
        : el("div", { class: "finding", ...hooks }, about));
}

async function fill(place, group) {
    const first = open.get(keyOf(group)), entry = chosen(), answer = entry.answer;
    if (!place.firstChild)
        place.append(el("p", { class: "quiet", text: say("findings.loading") }));
    try {
        const { total, items } = await ask("findings",
            { id: entry.id, ...filterArguments(), severity: [group.severity], code: group.code, first, count: PAGE });
        if (answer !== chosen()?.answer || first !== open.get(keyOf(group)) || !place.isConnected)
            return;
        rebuild(place, el("ul", { class: "findings" }, items.map(item)),
            pager(`page-${keyOf(group)}`, first, total, (to) => turn(place, group, to)));
    } catch (error) {
        place.replaceChildren();
        if (!error.cancelled)
            tell(say("failed", messageOf(error)));
    }
}

function turn(place, group, to) {
    open.set(keyOf(group), to);
    fill(place, group);
}

function section(group) {
    const found = countOf(group), place = el("div", { class: "lines" });
    const details = el("details", { class: `group ${group.severity}`, open: open.has(keyOf(group)),
        "data-test": "group", "data-code": group.code, "data-severity": group.severity,
        ontoggle: () => toggled(details, place, group) },
    el("summary", { id: `group-${keyOf(group)}` }, signed(group.severity),
        el("h4", { text: group.title }),
        el("span", { class: "number", text: count(found) }),
        el("span", { class: "under" }, el("code", { text: group.code }),
            group.repairs && el("span", { class: "repairs", text: say("findings.repairs") }))),
    place);
    if (open.has(keyOf(group)))
        queueMicrotask(() => fill(place, group));
    return details;
}

function toggled(details, place, group) {
    if (details.open === open.has(keyOf(group)))
        return;
    if (details.open) {
        open.set(keyOf(group), 0);
        fill(place, group);
    } else {
        open.delete(keyOf(group));
    }
}

/* ---------------------------------------------------------------- all of it */

function show() {
    const answer = chosen()?.answer;
    if (!answer || answer.status === "trouble")
        return;
    if (answer !== shownAnswer && !answer.groups.some((group) => open.has(keyOf(group))))
        open = new Map(answer.groups.length ? [[keyOf(answer.groups[0]), 0]] : []);
    shownAnswer = answer;
    showFilters(answer);
    const groups = answer.groups.filter(countOf);
    const none = say(answer.groups.length ? "findings.filtered" : "findings.none");
    rebuild(byId("groups"), groups.length ? groups.map(section) : el("p", { class: "hint", text: none }));
}

export function startFindings() {
    byId("column-filter").addEventListener("change", chooseColumn);
    on("chosen", () => {
        open = new Map();
        shownAnswer = null;
        Object.assign(filter, { severity: new Set(LEVELS), sheet: "", field: "" });
        show();
    });
    on("lang", show);
    on("checked", (entry) => entry === chosen() && show());
    on("cancelled", show);      // lines that were on their way are asked for again
}
