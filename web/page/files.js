// SPDX-License-Identifier: MIT
// The list of files and the checking of each.

import { addFile, ask, dropFile, quiet, tell } from "./ask.js";
import { byId, el, rebuild } from "./dom.js";
import { counted } from "./marks.js";
import { choose, chosen, emit, files, forget, newFile, on } from "./state.js";
import { count, say } from "./words.js";

/* One file is checked after the other, the chosen one first, and what somebody looks at goes before the next check. */
const waiting = [];
let working = false;

export function addFiles(list) {
    const added = [...list].map(newFile);
    if (!chosen() && added.length)
        choose(added[0]);
    added.forEach(check);
}

/* Checks the file as its options say, when it is its turn. */
export function check(entry) {
    unwait(entry);
    waiting.push(entry);
    Object.assign(entry, { state: "waiting", share: null, trouble: null, asked: null });
    emit("files", entry);
    work();
}

function unwait(entry) {
    if (waiting.includes(entry))
        waiting.splice(waiting.indexOf(entry), 1);
}

async function work() {
    if (working)
        return;
    working = true;
    while (waiting.length) {
        await checkNow(waiting.splice(Math.max(waiting.indexOf(chosen()), 0), 1)[0]);
        await quiet();
    }
    working = false;
}

/* An answer that comes after another one was asked for, or after the file was removed, is not taken. */
async function checkNow(entry) {
    const asked = entry.asked = {};
    entry.state = "working";
    emit("files", entry);
    try {
        if (entry.id === null)
            await addFile(entry);
        const answer = entry.asked === asked && await ask("check", { id: entry.id, ...entry.options });
        if (entry.asked === asked)
            end(entry, answer, answer.error);
    } catch (error) {
        if (entry.asked === asked)
            end(entry, null, error);
    }
    if (!files.includes(entry))
        dropFile(entry);
}

function end(entry, answer, error) {
    entry.answer = answer && { sheets: [], allSheets: [], groups: [], notes: [], counts: {}, ...answer };
    if (answer?.untyped)
        entry.found = { encoding: entry.options.encoding ? entry.found.encoding : answer.encoding,
            delimiter: entry.options.delimiter ? entry.found.delimiter : answer.delimiter };
    entry.trouble = error && !error.cancelled ? error : null;
    entry.state = answer ? answer.status : error.cancelled ? "cancelled" : "trouble";
    emit("files", entry);
    emit("checked", entry);
}

function remove(entry) {
    const at = files.indexOf(entry);
    unwait(entry);
    if (entry.state !== "working")
        dropFile(entry);    // else when the work is over
    entry.asked = null;
    forget(entry);
    const next = files[Math.min(at, files.length - 1)];
    (next ? byId(`file-${next.key}`) : byId("choose")).focus();
}

function stateOf(entry) {
    if (entry.state === "findings")
        return counted(entry.answer.counts);
    const share = entry.state === "working" && entry.share !== null ? ` ${count(Math.floor(entry.share * 100))}%` : "";
    return el("span", { text: say(`state.${entry.state}`) + share });
}

function parts(entry) {
    const again = entry.state === "cancelled" &&
        el("button", { type: "button", class: "plain", id: `again-${entry.key}`,
            text: say("files.again"), onclick: () => check(entry) });
    return [el("button", { type: "button", class: "file", id: `file-${entry.key}`, onclick: () => choose(entry),
        "aria-current": entry === chosen() ? "true" : null },
    el("span", { class: "name", text: entry.name }),
    el("span", { class: "state", id: `state-${entry.key}` }, stateOf(entry))),
    again,
    el("button", { type: "button", class: "plain remove", id: `remove-${entry.key}`,
        "aria-label": say("files.remove", entry.name), text: "×", onclick: () => remove(entry) })];
}

/* The row of the one file that changed: a list of hundreds is not built anew for each step of each. */
function showRow(entry) {
    const line = byId(`row-${entry.key}`) ?? el("li", { id: `row-${entry.key}`, "data-test": "file-row",
        "data-name": entry.name });
    if (!files.includes(entry)) {
        line.remove();
        return;
    }
    line.dataset.state = entry.state;
    if (!line.parentNode)
        byId("file-list").append(line);
    rebuild(line, parts(entry));
}

function showList() {
    document.body.classList.toggle("with-files", files.length > 0);
}

function markChosen(entry) {
    for (const each of byId("file-list").querySelectorAll("[aria-current]"))
        each.removeAttribute("aria-current");
    byId(`file-${entry?.key}`)?.setAttribute("aria-current", "true");
}

export function startFiles() {
    on("files", (entry) => entry && showRow(entry));
    on("added", showList);
    on("removed", showList);
    on("chosen", markChosen);
    on("lang", () => {
        files.forEach(showRow);
        files.filter(({ state, answer, trouble }) => answer || trouble || state === "working").forEach(check);
    });
    on("cancel", () => waiting.splice(0).forEach((entry) => end(entry, null, { cancelled: true })));
    on("progress", (entry) => byId(`state-${entry.key}`)?.replaceChildren(stateOf(entry)));
    on("checked", (entry) => tell(`${entry.name}: ${say(`state.${entry.state}`)}`, false));
}
