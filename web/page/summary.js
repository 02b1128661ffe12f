// SPDX-License-Identifier: MIT
// Summaries of contracts over one or several of the files: what to make, the figures, the workbook.

import { ask, attempt } from "./ask.js";
import { byId, choice, el, field, rebuild } from "./dom.js";
import { figures } from "./figures.js";
import { KINDS, periodArguments, periodFields } from "./period.js";
import { save } from "./save.js";
import { files, on, readable } from "./state.js";
import { view } from "./views.js";
import { say } from "./words.js";

const BY = ["month", "method", "source", "vendor", "agency"];
const wish = { kind: "month", month: "", to: "", year: "", quarter: "", by: "", agency: "" };
const left = new Set();     // keys of files that are not to be summed up

let found = { months: [], years: [] }, report = null, looked = null;

/* A register without the titles of a form can be summed up, too. */
const canBe = ({ state, trouble }) => state !== "trouble" || trouble?.code === "no-template";
const wanted = () => readable().filter((entry) => !left.has(entry.key) && canBe(entry));

const today = () => new Intl.DateTimeFormat("sv").format();  // as ISO 8601 has it

/* Which months have contracts: figures by month of whatever period. */
async function look() {
    const entries = wanted(), mine = looked = entries.map(({ id }) => id).join();
    report = null;
    show();
    if (!entries.length)
        return;
    const answer = await attempt("summary-trouble", async () => {
        const { report: { groups } } = await ask("summary", { ids: entries.map(({ id }) => id), by: ["month"], write: false });
        const months = groups.filter((group) => group.count > 0 && group.year_month);
        return { months, ...await ask("fiscalYears", { months: months.map((each) => each.year_month), today: today() }) };
    });
    if (mine !== looked || !answer)
        return;
    found = answer;
    if (!found.months.some((each) => each.year_month === wish.month))
        Object.assign(wish, { month: "", to: "", year: "" });
    show();
    sumUp(false);
}

async function sumUp(write) {
    const ids = wanted().map(({ id }) => id);
    if (!ids.length)
        return;
    const answer = await attempt("summary-trouble", () => ask("summary", { ids, ...periodArguments(wish),
        ...(wish.by && { by: [wish.by] }), ...(wish.agency && { agency: wish.agency }), write }));
    if (!answer)
        return;
    report = answer.report;
    showReport();
    if (write)
        save(answer);
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
    return el("div", { class: "fields" }, field(say("summary.kind"), kind), periodFields(wish, found, changed),
        field(say("summary.by"), by), field(say("summary.agency"), agency));
}

function showReport() {
    byId("summary-report")?.replaceChildren(...(report ? figures(report) : []));
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
                "data-test": "summary-download", disabled: !wanted().length, text: say("summary.download"),
                onclick: () => sumUp(true) }))]
            : el("p", { class: "hint", text: say("files.none") }),
        el("div", { id: "summary-trouble" }),
        el("div", { id: "summary-report" })));
    showReport();
}

export function startSummary() {
    const refresh = () => view() === "summary" && look();
    on("lang", show);
    on("lang", refresh);
    on("view", refresh);
    on("checked", refresh);
    on("files", () => view() === "summary" && files.length === 0 && look());
    show();
}
