// SPDX-License-Identifier: MIT
// The grid of the chosen file: which sheet, from finding to finding, and what is said of the active cell.

import { ask, messageOf, tell } from "./ask.js";
import { byId, el, fillChoice } from "./dom.js";
import { Grid } from "./grid.js";
import { listenToKeys } from "./gridkeys.js";
import { Rows } from "./gridrows.js";
import { columnName } from "./gridscale.js";
import { signed } from "./marks.js";
import { chosen, filterArguments, on } from "./state.js";
import { say } from "./words.js";

let grid = null, shown = { answer: null, index: null, id: null }, opening = null;
let left = {};      // where somebody was in the grid that was shown last

/* ---------------------------------------------------------------- which sheet */

const textOptions = ({ encoding, delimiter }) => ({ ...(encoding && { encoding }), ...(delimiter && { delimiter }) });

function close() {
    if (grid)
        left = { ...shown, ...grid.active };
    grid?.close();
    grid = opening = null;
    shown = { answer: null, index: null, id: null };
    byId("grid-place").replaceChildren();
    byId("cell-message").replaceChildren();
    explained = "";
    hideTip();
}

/* The grid of this sheet; resolves when it is there. A call for another sheet in between wins. */
async function openSheet(index) {
    const entry = chosen(), answer = entry?.answer;
    if (!answer || (grid && shown.answer === answer && shown.index === index))
        return grid !== null;
    close();
    const mine = opening = {};
    const about = { id: entry.id, index, ...textOptions(entry.options) };
    let sheet;
    try {
        sheet = await ask("sheet", about);
    } catch (error) {
        if (mine === opening)
            byId("grid-place").replaceChildren(...(error.cancelled ? stopped(index)
                : [el("p", { class: "trouble", text: messageOf(error) })]));
        return false;
    }
    if (mine !== opening)
        return false;   // another one was asked for, or the file is gone
    shown = { answer, index, id: entry.id };
    byId("sheet-choice").value = index;
    if (sheet.rows === 0 || sheet.columns === 0)
        byId("grid-place").replaceChildren(el("p", { class: "hint", text: say("sheet.empty") }));
    else
        makeGrid(sheet, about, answer.allSheets.find((each) => each.index === index)?.name ?? "");
    return grid !== null;
}

/* A sheet whose reading was cancelled can be asked for again. */
function stopped(index) {
    return [el("p", { class: "hint", text: say("was-cancelled") }),
        el("button", { type: "button", id: "open-sheet", text: say("sheet.open"), onclick: () => openSheet(index) })];
}

/* After a cancel the rows that were on their way are asked for again, and so is the sheet, unless it was what somebody
   did not want to wait for. */
function goOn(cancelled) {
    if (grid)
        grid.draw();
    else if (cancelled !== "sheet")
        byId("open-sheet")?.click();
}

function makeGrid(sheet, about, name) {
    const fetch = (first, count) => ask("rows", { ...about, first, count });
    const rows = new Rows(sheet.columns, fetch, () => {
        grid.refresh();
        explain(grid.active.row, grid.active.column);
    });
    grid = new Grid({ sheet, name: `${say("sheet.title")} ${name}`, rows, tell: explain, point: showTip });
    listenToKeys(grid, step);
    byId("grid-place").replaceChildren(grid.element);
    if (left.id === about.id && left.index === about.index)
        grid.go(left.row, left.column, false);      // checked again: the place stays
    grid.draw();
}

function show() {
    const answer = chosen()?.answer;
    if (!answer || answer.allSheets.length === 0) {
        close();
        return;
    }
    const { allSheets, sheets } = answer;
    byId("step-back").disabled = byId("step-on").disabled = answer.groups.length === 0;
    fillChoice(byId("sheet-choice"), allSheets.map(({ index, name }) => [index, name]));
    byId("sheet-choice").parentNode.hidden = allSheets.length < 2;
    openSheet((sheets[0] ?? allSheets[0]).index);
}

/* ---------------------------------------------------------------- from finding to finding */

async function go(finding) {
    if (!await openSheet(finding.sheetIndex))
        return;
    grid.go(finding.row || 1, finding.column || 1);
    grid.element.scrollIntoView({ block: "nearest" });
}

async function step(by) {
    const entry = chosen();
    if (!entry?.answer)
        return;
    const from = grid ? { index: shown.index, ...grid.active } : null;
    try {
        const finding = await ask("step", { id: entry.id, from, by, ...filterArguments() });
        if (finding)
            await go(finding);
        else
            tell(say("sheet.no-more"));
    } catch (error) {
        if (!error.cancelled)
            tell(say("failed", messageOf(error)));
    }
}

/* ---------------------------------------------------------------- what is said of a cell */

let explained = "";

/* Under the grid, and to screen readers, which read the cell itself already. */
function explain(row, column) {
    const { header_row: header, labels } = grid.sheet, label = row === header ? "" : labels[column] ?? "";
    const findings = grid.findingsAt(row, column), text = grid.textAt(row, column);
    const now = JSON.stringify([row, column, text, findings.map(({ message }) => message)]);
    if (now === explained)
        return;
    explained = now;
    byId("cell-message").replaceChildren(
        el("b", { text: columnName(column) + row }), label ? ` ${label}` : "",
        ...(findings.length ? findings.map((each) =>
            el("span", { class: "said" }, signed(each.severity), ` ${each.message}`))
            : [el("span", { class: "said", text })]));
}

function hideTip() {
    byId("tip").hidden = true;
}

function showTip(at) {
    const tip = byId("tip");
    tip.hidden = !at?.findings.length;
    if (tip.hidden)
        return;
    tip.replaceChildren(...at.findings.map((each) => el("p", {}, signed(each.severity), ` ${each.message}`)));
    const cell = at.cell.getBoundingClientRect();
    const below = cell.bottom + tip.offsetHeight + 8 < window.innerHeight;
    tip.style.left = `${Math.max(8, Math.min(cell.left, window.innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below ? cell.bottom + 4 : cell.top - tip.offsetHeight - 4}px`;
}

export function startSheet() {
    byId("sheet-choice").addEventListener("change", (event) => openSheet(Number(event.target.value)));
    byId("step-back").addEventListener("click", () => step(-1));
    byId("step-on").addEventListener("click", () => step(1));
    on("chosen", show);
    on("checked", (entry) => entry === chosen() && show());
    on("cancelled", goOn);
    on("go", go);
    on("view", hideTip);
    window.addEventListener("scroll", hideTip, { passive: true, capture: true });
    window.addEventListener("keydown", (event) => {
        if (event.key === "Escape")
            hideTip();
        const hidden = byId("view-check").hidden || document.querySelector("dialog[open]");
        if (event.key === "F8" && !event.defaultPrevented && chosen()?.answer && !hidden) {
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
        }
    });
}
