// SPDX-License-Identifier: MIT
// The one way from the page to the engine: adds the language, and tells the progress bar what is going on.

import { byId, el } from "./dom.js";
import { emit, files } from "./state.js";
import { count, lang, say, sayIf } from "./words.js";

/* What answers at once, while somebody scrolls, shows no bar; the bar of the rest waits a moment, so that short work
   does not flash. */
const SILENT = new Set(["findings", "rows", "step", "fiscalYears"]);
const PATIENCE = 400;

let engine = null;
const running = [];

export function useEngine(started) {
    engine = started;
}

export const info = () => engine.info;
export const sample = () => engine.sample;

export async function ask(name, args = {}) {
    return tracked(name, args.id, () => engine.call(name, { lang: lang(), ...args }));
}

export async function addFile(entry) {
    entry.id = await tracked("add", null, () => engine.add(entry.file), entry.name);
}

export function dropFile(entry) {
    if (entry.id !== null)
        engine.drop(entry.id);
}

/* "cancel" comes before the calls end, "cancelled" after, with the name of the one that the bar showed. */
export function cancelAll() {
    const seen = barred()?.name;
    emit("cancel");
    engine.cancel();
    setTimeout(() => emit("cancelled", seen));
}

const barred = () => running.find((each) => !SILENT.has(each.name));
export const isBusy = () => barred() !== undefined;

/* Resolves as soon as nothing runs. */
export async function quiet() {
    do
        await new Promise((resolve) => { setTimeout(resolve); });
    while (running.length && await Promise.race(running.map((work) => work.over)));
}

async function tracked(name, id, action, about = nameOf(id)) {
    const promise = action();
    const over = promise.then(() => true, () => true);
    const work = { name, id, about, over, rows: null, share: null, since: Date.now() };
    running.push(work);
    showBusy();
    setTimeout(showBusy, PATIENCE + 10);
    try {
        return await promise;
    } finally {
        running.splice(running.indexOf(work), 1);
        showBusy();
    }
}

const nameOf = (id) => files.find((entry) => entry.id === id)?.name ?? "";

/* The engine tells how far the call is that runs now: the first of those that wait. */
export function progressed({ id, rows, share }) {
    const work = running.find((each) => each.id === id) ?? running[0];
    if (work)
        Object.assign(work, { rows, share });
    const entry = files.find((each) => each.id === id);
    if (entry?.state === "working") {
        entry.share = share;
        emit("progress", entry);
    }
    showBusy();
}

/* A dialog makes all beside it unusable and hides it: what is to be reached and read goes into it. */
function bringHome(element) {
    const home = document.querySelector("dialog[open]") ?? document.body;
    if (element.parentNode !== home)
        home.append(element);
}

function showBusy() {
    const bar = byId("busy"), work = barred();
    bar.hidden = !work || Date.now() - work.since < PATIENCE;
    if (!work)
        return;
    bringHome(bar);
    byId("busy-text").textContent = [sayIf(`busy.${work.name}`, say("busy.other")), work.about,
        work.rows ? say("busy.rows", count(work.rows)) : ""].filter(Boolean).join(" · ");
    const share = byId("busy-share");
    if (work.share === null || work.share === undefined)
        share.removeAttribute("value");
    else
        share.value = work.share;
}

/* One sentence for everybody: said by screen readers, and seen for a while where it cannot be seen elsewhere. */
const SHOWN = 6000;
let forgetting = 0;

export function tell(sentence, seen = true) {
    const place = byId("told");
    bringHome(place);
    place.textContent = sentence;
    place.className = seen ? "" : "unseen";
    clearTimeout(forgetting);
    forgetting = setTimeout(() => { place.textContent = ""; }, SHOWN);
}

/* The engine's own sentence of what went wrong, or the page's where the engine never got to see the file. */
export const messageOf = ({ code, message }) => message || sayIf(`trouble.${code}`, code);

/* What is too large for a page is not too large for the tools. */
const TOO_LARGE = new Set(["over-limit", "out-of-memory", "too-large"]);

/* What went wrong, and in which file where there are several. */
export function troubleBox(error) {
    const { code, file } = error, hint = TOO_LARGE.has(code) ? ` ${say("too-large")}` : "";
    return el("p", { class: "trouble", role: "alert", "data-test": "trouble",
        text: (file ? `${file}: ` : "") + messageOf(error) + hint });
}

/* Runs work that somebody asked for; trouble goes into the element with this id, which may be another one by then, as
   parts of the page are built anew. A cancelled call is no trouble. */
export async function attempt(id, action) {
    byId(id)?.replaceChildren();
    try {
        return await action();
    } catch (error) {
        if (error.cancelled)
            tell(say("was-cancelled"));
        else
            byId(id)?.replaceChildren(troubleBox(error));
        return null;
    }
}
