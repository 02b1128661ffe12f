// SPDX-License-Identifier: MIT
// The list of files and the checking of each.

import { addFile, ask, dropFile, tell } from "./ask.js";
import { byId, el, rebuild } from "./dom.js";
import { counted } from "./marks.js";
import { choose, chosen, emit, files, forget, newFile, on } from "./state.js";
import { count, lang, say } from "./words.js";

export function addFiles(list) {
    const added = [...list].map((file) => [newFile(file), file]);
    if (!chosen() && added.length)
        choose(added[0][0]);
    for (const [entry, file] of added)
        takeIn(entry, file);
}

async function takeIn(entry, file) {
    try {
        await addFile(entry, file);
    } catch (error) {
        end(entry, null, error);
        return;
    }
    if (files.includes(entry))
        check(entry);
    else
        dropFile(entry);    // removed while it was read
}

/* Checks the file as its options say. An answer that comes after another one was asked for is not taken. */
export async function check(entry) {
    const asked = entry.asked = {};
    Object.assign(entry, { state: "working", share: null, trouble: null });
    emit("files", entry);
    try {
        const answer = await ask("check", { id: entry.id, ...entry.options });
        if (entry.asked === asked)
            end(entry, answer, answer.error);
    } catch (error) {
        if (entry.asked === asked)
            end(entry, null, error);
    }
}

function end(entry, answer, error) {
    entry.answer = answer ? { ...answer, lang: lang() } : null;
    entry.trouble = error && !error.cancelled ? error : null;
    entry.state = answer ? answer.status : error.cancelled ? "cancelled" : "trouble";
    emit("files", entry);
    emit("checked", entry);
}

function remove(entry) {
    const at = files.indexOf(entry);
    entry.asked = null;
    dropFile(entry);
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

function row(entry) {
    const again = entry.state === "cancelled" && entry.id !== null &&
        el("button", { type: "button", class: "plain", text: say("files.again"), onclick: () => check(entry) });
    return el("li", { "data-test": "file-row", "data-name": entry.name, "data-state": entry.state },
        el("button", { type: "button", class: "file", id: `file-${entry.key}`, onclick: () => choose(entry),
            "aria-current": entry === chosen() ? "true" : null },
        el("span", { class: "name", text: entry.name }),
        el("span", { class: "state", id: `state-${entry.key}` }, stateOf(entry))),
        again,
        el("button", { type: "button", class: "plain remove", "aria-label": say("files.remove", entry.name), text: "×",
            onclick: () => remove(entry) }));
}

function show() {
    document.body.classList.toggle("with-files", files.length > 0);
    rebuild(byId("file-list"), files.map(row));
}

export function startFiles() {
    on("files", show);
    on("lang", show);
    on("lang", () => files.filter((entry) => entry.answer || entry.trouble).forEach((entry) =>
        entry.id !== null && check(entry)));
    on("progress", (entry) => byId(`state-${entry.key}`)?.replaceChildren(stateOf(entry)));
    on("checked", (entry) => tell(`${entry.name}: ${say(`state.${entry.state}`)}`, false));
    show();
}
