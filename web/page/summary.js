// SPDX-License-Identifier: MIT
// Summaries of contracts over one or several of the files: what to make, the figures, the workbook.

import { ask, attempt } from "./ask.js";
import { byId, choice, el, field, oncePerFrame, rebuild } from "./dom.js";
import { figures } from "./figures.js";
import { isGiven, KINDS, periodArguments, periodFields, settle } from "./period.js";
import { save } from "./save.js";
import { files, on, readable } from "./state.js";
import { view } from "./views.js";
import { say } from "./words.js";

const BY = ["month", "method", "source", "vendor", "agency"];
const wish = { kind: "month", month: "", to: "", year: "", quarter: "1", asOf: "", by: "", agency: "" };
const left = new Set();     // keys of files that are not to be summed up

let found = { months: [], years: [] }, report = null, looked = null, asked = null;

/* A register without the titles of a form can be summed up, too; what somebody cancelled is not begun anew. */
const canBe = ({ state, trouble }) => state !== "cancelled" && (state !== "trouble" || trouble?.code === "no-template");
const wanted = () => readable().filter((entry) => !left.has(entry.key) && canBe(entry));

/* Files that wait to be checked would all be read for each of them. */
const isSettled = () => !files.some(({ state }) => state === "waiting" || state === "working");
const isReady = () => isSettled() && wanted().length > 0 && isGiven(wish);

const today = () => new Intl.DateTimeFormat("sv").format();  // as ISO 8601 has it

/* Which months have contracts: figures by month of whatever period. */
async function look() {
    const entries = wanted(), mine = looked = asked = {};
    report = null;
    show();
    if (!entries.length || !isSettled())
        return;
    const answer = await attempt("summary-trouble", async () => {
        const { report: { groups } } = await ask("summary",
            { ids: entries.map(({ id }) => id), by: ["month"], write: false });
        const months = groups.filter((group) => group.count > 0 && group.year_month);
        const named = months.map((each) => each.year_month);
        return { months, ...await ask("fiscalYears", { months: named, today: today() }) };
    });
    if (mine !== looked || !answer)
        return;
    found = answer;
    if (!found.months.some((each) => each.year_month === wish.month))
        Object.assign(wish, { month: "", to: "" });
    settle(wish, found);
    show();
    sumUp(false);
}

/* No old figures stay while new ones are made, for they would stand under what went wrong. */
async function sumUp(write) {
    const ids = wanted().map(({ id }) => id), mine = asked = {};
    report = null;
    showReport();
    if (!isReady())
        return;
    const answer = await attempt("summary-trouble", () => ask("summary", { ids, ...periodArguments(wish),
        ...(wish.by && { by: [wish.by] }), ...(wish.agency && { agency: wish.agency }), write }));
    if (!answer)
        return;
    if (write)
        save(answer);
    if (mine !== asked)
        return;
    report = answer.report;
    byId("summary-trouble").replaceChildren();      // of what was asked for before
    showReport();
}

function changed() {
    show();
    sumUp(false);
}

/* ---------------------------------------------------------------- what is seen */

function fileBox(entry) {
    const box = el("input", { type: "checkbox", id: `sum-${entry.key}`, checked: !left.has(entry.key),
        onchange: (event) => {
            if (event.target.checked)
                left.delete(entry.key);
            else
                left.add(entry.key);
            look();
        } });
    return el("label", { class: "check", "data-test": "summary-file", "data-name": entry.name }, box, ` ${entry.name}`);
}

function wishes() {
    const kind = choice(Object.keys(KINDS).map((each) => [each, say(`summary.kind.${each}`)]), { id: "summary-kind",
        "data-test": "summary-kind", value: wish.kind, onchange: (event) => {
            wish.kind = event.target.value;
            changed();
        } });
    const by = choice([["", say("summary.by-period")], ...BY.map((each) => [each, say(`by.${each}`)])], {
        id: "summary-by", "data-test": "summary-by", value: wish.by, onchange: (event) => {
            wish.by = event.target.value;
            changed();
        } });
    const agency = el("input", { type: "text", id: "summary-agency", "data-test": "summary-agency", autocomplete: "off",
        value: wish.agency, onchange: (event) => {
            wish.agency = event.target.value.trim();
            changed();
        } });
    return el("div", { class: "fields" }, field(say("summary.kind"), kind),
        periodFields(wish, found, changed, () => sumUp(false)),
        field(say("summary.by"), by), field(say("summary.agency"), agency));
}

/* What the figures wait for. */
function lacking() {
    if (!isSettled())
        return "summary.not-yet";
    if (wanted().length && !wish.asOf && KINDS[wish.kind].includes("asOf"))
        return "summary.ask-date";
    return files.length ? "" : "files.none";
}

function showReport() {
    const hint = lacking();
    byId("summary-report").replaceChildren(...(report ? figures(report) : []),
        ...(hint ? [el("p", { class: "hint", text: say(hint) })] : []));
    if (byId("summary-download"))
        byId("summary-download").disabled = !isReady();
}

function show() {
    const entries = readable().filter(canBe);
    rebuild(byId("view-summary"), el("div", { class: "panel" },
        el("h2", { id: "summary-title", text: say("summary.title") }),
        el("p", { text: say("summary.lead") }),
        entries.length ? [
            el("fieldset", {}, el("legend", { text: say("summary.files") }), entries.map(fileBox)),
            wishes(),
            el("div", { class: "tools" }, el("button", { type: "button", class: "main", id: "summary-download",
                "data-test": "summary-download", text: say("summary.download"),
                onclick: () => sumUp(true) }))]
            : null,
        el("div", { id: "summary-trouble" }),
        el("div", { id: "summary-report" })));
    showReport();
}

export function startSummary() {
    const refresh = () => view() === "summary" && look();
    on("lang", show);
    for (const event of ["lang", "view", "removed"])
        on(event, refresh);
    on("added", oncePerFrame(() => view() === "summary" && show()));
    on("checked", () => isSettled() && refresh());
    show();
}
