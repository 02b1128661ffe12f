// SPDX-License-Identifier: MIT
// What the chosen file is: its form, agency, rows and notes, and what can be done with it.

import { ask, attempt, info, troubleBox } from "./ask.js";
import { byId, choice, el, field, rebuild, tableHead } from "./dom.js";
import { check } from "./files.js";
import { openFixes } from "./fixes.js";
import { spelled } from "./marks.js";
import { save } from "./save.js";
import { chosen, files, on } from "./state.js";
import { textChoices } from "./textchoices.js";
import { openView } from "./views.js";
import { count, say } from "./words.js";

function fact(name, ...value) {
    return el("div", {}, el("dt", { text: name }), el("dd", {}, value));
}

const template = ({ title, template: id }) => el("span", { "data-test": "template", "data-id": id }, title, " ",
    el("code", { text: id }));
const agency = (sheet) => el("span", { "data-test": "agency", text: sheet.agency || say("file.no-agency") });
const guess = (sheets) => sheets.some((sheet) => sheet.guessed) &&
    el("p", { class: "hint", text: say("file.guessed") });

function rows(sheet) {
    const text = say("file.row-count", count(sheet.rows), count(sheet.header_row)) +
        (sheet.year ? ` · ${say("file.year", sheet.year)}` : "");
    return el("span", { "data-test": "rows", "data-rows": sheet.rows, text });
}

/* One sheet that follows a form, as most files have it. */
function sheetFacts(sheet, several) {
    return el("dl", { class: "facts" },
        fact(say("file.template"), template(sheet)),
        several && fact(say("file.sheet"), sheet.name),
        fact(say("file.agency"), agency(sheet)),
        fact(say("file.rows"), rows(sheet)));
}

/* Several, such as one for each month. */
function sheetTable(sheets) {
    const titles = ["sheet", "template", "agency", "rows"].map((key) => say(`file.${key}`));
    return el("div", { class: "scroll low", tabindex: 0, role: "region", "aria-label": say("file.sheet") },
        el("table", {}, tableHead(titles), el("tbody", {}, sheets.map((sheet) =>
            el("tr", {}, el("th", { scope: "row", text: sheet.name }), el("td", {}, template(sheet)),
                el("td", {}, agency(sheet)), el("td", {}, rows(sheet)))))));
}

/* A file whose form was not certain can be checked against another one; what somebody chose can be chosen again. */
function templateChoice(entry) {
    const sheets = entry.answer?.sheets ?? [];
    const certain = sheets.length > 0 && !sheets.some((sheet) => sheet.guessed) && !entry.options.template;
    if (certain || entry.id === null || entry.state === "working" || entry.state === "waiting")
        return null;
    const pairs = [["", say("file.recognise")], ...info().templates.map(({ id, title }) => [id, `${id}  ${title}`])];
    return field(say("file.choose-template"), choice(pairs, { id: "template-choice", "data-test": "template-choice",
        value: entry.options.template ?? "", onchange: (event) => again(entry, { template: event.target.value }) }));
}

function again(entry, options) {
    for (const [name, value] of Object.entries(options))
        if (value)
            entry.options[name] = value;
        else
            delete entry.options[name];
    check(entry);
}

function notes(entry) {
    return entry.answer?.notes.length ? el("details", { class: "notes", open: true },
        el("summary", { text: say("file.notes") }), el("ul", {}, entry.answer.notes.map((text) => el("li", { text }))))
        : null;
}

const button = (key, action, more = {}) => el("button", { type: "button", id: `do-${key}`, text: say(`do.${key}`),
    onclick: action, ...more });

async function fetchAndSave(entry, name) {
    const answer = await attempt("file-trouble", () => ask(name, { id: entry.id }));
    if (answer)
        save(answer);
}

/* Only these can be corrected where they are; others become such workbooks by conversion. */
const isOoxml = ({ answer }) => Boolean(answer?.container?.startsWith("Excel (.xlsx)"));

function tools(entry) {
    const able = ["clean", "findings"].includes(entry.state), canFix = entry.state === "findings" && isOoxml(entry);
    return el("div", { class: "tools" },
        canFix && button("fix", () => openFixes(entry), { class: "main", "data-test": "fix" }),
        able && button("review", () => fetchAndSave(entry, "review"), { "data-test": "review" }),
        able && button("csv", () => fetchAndSave(entry, "csv"), { "data-test": "csv" }),
        able && button("page", () => fetchAndSave(entry, "page"), { "data-test": "page" }),
        able && button("print", () => window.print(), { "data-test": "print" }),
        entry.id !== null && button("convert", () => openView("convert"),
            { class: entry.answer?.container && !isOoxml(entry) ? "main" : null }));
}

function show() {
    const entry = chosen();
    if (!entry) {
        byId("file-head").replaceChildren(el("h2", { id: "file-title", text: say("files.none") }));
        return;
    }
    const answer = entry.answer, sheets = answer?.sheets ?? [];
    const state = entry.state === "findings" ? spelled(answer.counts) : say(`state.${entry.state}`);
    rebuild(byId("file-head"),
        el("div", { class: "file-name" }, el("h2", { id: "file-title", text: entry.name }),
            el("p", { class: "verdict", "data-state": entry.state }, state)),
        entry.trouble && troubleBox(entry.trouble),
        sheets.length > 1 ? sheetTable(sheets) : sheets.map((sheet) => sheetFacts(sheet, answer.allSheets.length > 1)),
        guess(sheets),
        el("div", { class: "fields" }, templateChoice(entry),
            answer?.untyped && textChoices(entry, entry.options, (options) => again(entry, options), "check")),
        notes(entry),
        tools(entry),
        el("div", { id: "file-trouble" }));
    byId("results").hidden = !answer || answer.allSheets.length === 0;
    byId("findings").hidden = answer?.status === "trouble";
}

export function startFile() {
    on("chosen", () => {
        show();
        if (byId("file-head").getBoundingClientRect().top < 0)
            byId("view-check").scrollIntoView({ block: "start" });
    });
    on("lang", show);
    on("files", (entry) => (entry === chosen() || files.length === 0) && show());
}
