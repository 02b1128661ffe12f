// SPDX-License-Identifier: MIT
// The dialog of corrections: what would be changed, each to be taken or left, then the corrected workbook.

import { ask, attempt, info } from "./ask.js";
import { byId, el, rebuild, tableHead } from "./dom.js";
import { PAGE, pager } from "./pager.js";
import { save } from "./save.js";
import { on } from "./state.js";
import { count, lang, say } from "./words.js";

/* Of the file in the dialog: {entry, kinds: its changes by code, leave: cells left as they are, suggested: whether the
   list has what is only probable, loading: the list that is on its way, first: the first line shown of each kind} */
let work = null;

const keyOf = (change) => `${change.sheet}!${change.cell}`;
const titleOf = (code) => info().rules.find((rule) => rule.code === code)?.title[lang()] ?? code;

export function openFixes(entry) {
    work = { entry, kinds: new Map(), leave: new Set(), suggested: false, loading: null,
        first: new Map() };
    build();
    byId("fixes").showModal();
    load(false);
}

/* Until the new list is there, the old one stands, and nothing can be saved; where it does not come, the box says again
   what the old one has. */
async function load(suggested) {
    const mine = work, loading = mine.loading = {};
    showSave();
    const answer = await attempt("fixes-trouble", () => ask("changes", { id: mine.entry.id, suggested }));
    if (mine !== work || loading !== mine.loading)
        return;
    mine.loading = null;
    if (answer)
        Object.assign(mine, { kinds: byCode(answer.changes), suggested });
    byId("fixes-suggested").checked = mine.suggested;
    if (answer || mine.kinds.size)
        show();
    else
        byId("fixes-list").replaceChildren();
}

function byCode(changes) {
    const kinds = new Map();
    for (const change of changes)
        if (kinds.has(change.code))
            kinds.get(change.code).push(change);
        else
            kinds.set(change.code, [change]);
    return kinds;
}

/* ---------------------------------------------------------------- taking and leaving */

const all = () => [...work.kinds.values()].flat();
const taken = (changes) => changes.filter((change) => !work.leave.has(keyOf(change))).length;

function take(changes, is) {
    for (const change of changes)
        if (is)
            work.leave.delete(keyOf(change));
        else
            work.leave.add(keyOf(change));
    show();
}

function switchSuggested(event) {
    load(event.target.checked);
}

/* ---------------------------------------------------------------- what is seen */

const value = (text) => (text === "" ? el("span", { class: "quiet", text: say("fixes.blank") }) : text);

function changeRow(change) {
    const box = el("input", { type: "checkbox", id: `take-${change.code}-${keyOf(change)}`,
        checked: !work.leave.has(keyOf(change)),
        "aria-label": say("fixes.take-one", change.cell), onchange: (event) => take([change], event.target.checked) });
    return el("tr", { "data-test": "change", "data-cell": change.cell, "data-code": change.code },
        el("td", {}, box),
        el("th", { scope: "row" }, change.cell, change.suggested &&
            el("span", { class: "repairs", text: say("fixes.probable") })),
        el("td", { class: "text" }, value(change.before)),
        el("td", { class: "text after" }, value(change.after)));
}

function kind(code, changes) {
    const first = Math.min(work.first.get(code) ?? 0, Math.max(changes.length - 1, 0)), chosen = taken(changes);
    const box = el("input", { type: "checkbox", id: `kind-${code}`, "data-test": "kind", "data-code": code,
        checked: chosen > 0, onchange: (event) => take(changes, event.target.checked) });
    box.indeterminate = chosen > 0 && chosen < changes.length;
    const titles = ["take", "cell", "before", "after"].map((key) => say(`fixes.${key}`));
    return el("section", { class: "kind" },
        el("h3", {}, el("label", {}, box, ` ${titleOf(code)} `,
            el("span", { class: "number", text: count(changes.length) }))),
        el("div", { class: "scroll" }, el("table", {}, tableHead(titles),
            el("tbody", {}, changes.slice(first, first + PAGE).map(changeRow)))),
        pager(`fix-${code}`, first, changes.length, (to) => {
            work.first.set(code, to);
            show();
        }));
}

function show() {
    const changes = all(), chosen = taken(changes);
    rebuild(byId("fixes-list"), changes.length
        ? [...work.kinds].map(([code, group]) => kind(code, group))
        : el("p", { class: "hint", text: say("fixes.none") }));
    byId("fixes-count").textContent = changes.length ? say("fixes.count", count(chosen), count(changes.length)) : "";
    showSave();
}

function showSave() {
    byId("fixes-save").disabled = work.loading !== null || taken(all()) === 0;
}

function build() {
    const close = () => byId("fixes").close();
    rebuild(byId("fixes"),
        el("div", { class: "dialog-head" },
            el("h2", { id: "fixes-title", tabindex: -1, autofocus: true, text: say("fixes.title", work.entry.name) }),
            el("button", { type: "button", class: "plain", "aria-label": say("fixes.close"), text: "×",
                onclick: close })),
        el("p", { text: say("fixes.lead") }),
        el("label", { class: "check" }, el("input", { type: "checkbox", id: "fixes-suggested", "data-test": "suggested",
            checked: work.suggested, onchange: switchSuggested }), ` ${say("fixes.suggested")}`),
        el("div", { id: "fixes-trouble" }),
        el("div", { id: "fixes-list" }, el("p", { class: "quiet", text: say("busy.changes") })),
        el("div", { class: "dialog-foot" },
            el("p", { id: "fixes-count", role: "status" }),
            el("button", { type: "button", id: "fixes-close", text: say("fixes.close"), onclick: close }),
            el("button", { type: "button", id: "fixes-save", class: "main", "data-test": "fix-download", disabled: true,
                text: say("fixes.download"), onclick: download })));
}

async function download() {
    const mine = work;
    const answer = await attempt("fixes-trouble", () => ask("fix", { id: mine.entry.id, suggested: mine.suggested,
        leave: [...mine.leave] }));
    if (!answer)
        return;
    save(answer);
    if (mine !== work)
        return;
    const { error, warning, note } = answer.remaining;
    byId("fixes-count").textContent =
        say("fixes.done", count(answer.changes), count(error), count(warning), count(note));
}

export function startFixes() {
    on("lang", () => byId("fixes").open && byId("fixes").close());
    byId("fixes").addEventListener("close", () => {
        document.body.append(byId("busy"), byId("told"));   // they may have moved into the dialog
        work = null;
        byId("do-fix")?.focus();
    });
}
