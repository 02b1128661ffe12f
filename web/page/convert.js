// SPDX-License-Identifier: MIT
// Conversion of a file: how its text is read, with a preview; into what; then what became of it.

import { ask, attempt, info } from "./ask.js";
import { conversion } from "./conversion.js";
import { byId, choice, el, field, fillChoice, oncePerFrame, rebuild } from "./dom.js";
import { validNumbers } from "./forms.js";
import { placeFields, given } from "./places.js";
import { showPreview } from "./preview.js";
import { save } from "./save.js";
import { choose, chosen, on, readable } from "./state.js";
import { textChoices } from "./textchoices.js";
import { view } from "./views.js";
import { say } from "./words.js";

const TARGETS = ["xlsx", "csv", "json", "ocds"];
const wish = { to: "xlsx", template: "", fiscal: "", ministry: "", place: {} };

/* How the text of each file is to be read, where somebody said it here; else as its check reads it. */
const reading = new Map();

function readingOf(entry) {
    return { ...textOf(entry.options), ...reading.get(entry.key) };
}

const textOf = ({ encoding, delimiter }) => ({ ...(encoding && { encoding }), ...(delimiter && { delimiter }) });

function convertArguments(entry) {
    const values = given({ ...wish.place, ministry: wish.ministry });
    return { id: entry.id, to: wish.to, ...(wish.template && { template: wish.template }), ...given(readingOf(entry)),
        ...(wish.fiscal && { year: Number(wish.fiscal) }), ...(Object.keys(values).length && { values }) };
}

async function convert(keep) {
    const entry = chosen();
    if (!validNumbers(byId("view-convert")))
        return;
    const answer = await attempt("convert-trouble", () => ask("convert", convertArguments(entry)));
    byId("convert-report").replaceChildren(...(answer ? conversion(answer) : []));
    if (answer && keep)
        save(answer);
}

/* ---------------------------------------------------------------- what is seen */

function input(name, key, more) {
    return field(say(key), el("input", { id: `convert-${name}`, "data-test": `convert-${name}`, autocomplete: "off",
        value: wish[name], oninput: (event) => { wish[name] = event.target.value.trim(); }, ...more }));
}

function reads(entry) {
    if (!entry.answer?.untyped)
        return null;
    return textChoices(entry, readingOf(entry), (options) => {
        reading.set(entry.key, { ...reading.get(entry.key), ...options });
        byId("convert-report").replaceChildren();
        preview(entry);
    }, "convert");
}

function targets() {
    const to = choice(TARGETS.map((each) => [each, say(`to.${each}`)]), { id: "convert-to", "data-test": "convert-to",
        value: wish.to, onchange: (event) => { wish.to = event.target.value; } });
    const pairs = info().templates.map(({ id, title }) => [id, `${id}  ${title}`]);
    const template = choice([["", say("convert.as-file")], ...pairs], { id: "convert-template",
        "data-test": "convert-template", value: wish.template,
        onchange: (event) => { wish.template = event.target.value; } });
    return [field(say("convert.to"), to), field(say("convert.template"), template)];
}

const preview = (entry) => showPreview(byId("convert-preview"), entry, given(readingOf(entry)));

const filePairs = () => readable().map((each) => [each.key, each.name]);

/* Other files came or went: the choice follows, and the rest of the view stays. */
function showFiles() {
    const select = byId("convert-file"), entry = chosen(), pairs = filePairs();
    if (!select || !entry)
        show();     // the chosen one is not read yet, or there is none
    else if ([...select.options].map(({ value }) => value).join() !== pairs.map(([key]) => key).join())
        fillChoice(select, pairs, entry.key);
}

function body(entry) {
    const file = choice(filePairs(), { id: "convert-file", "data-test": "convert-file", value: entry.key,
        onchange: (event) => choose(readable().find((each) => each.key === Number(event.target.value))) });
    return [
        el("div", { class: "fields" }, field(say("convert.file"), file), reads(entry)),
        el("div", { id: "convert-preview" }),
        el("div", { class: "fields" }, targets()),
        el("fieldset", {}, el("legend", { text: say("convert.values") }), el("div", { class: "fields" },
            placeFields("convert", wish.place), input("ministry", "convert.ministry", { type: "text" }),
            input("fiscal", "forms.fiscal", { type: "number", min: 2500, max: 2700, step: 1 }))),
        el("div", { class: "tools" },
            el("button", { type: "button", class: "main", id: "convert-download", "data-test": "convert-download",
                text: say("convert.download"), onclick: () => convert(true) }),
            el("button", { type: "button", id: "convert-run", "data-test": "convert-run", text: say("convert.run"),
                onclick: () => convert(false) })),
        el("div", { id: "convert-trouble" }),
        el("div", { id: "convert-report" })];
}

/* A file that is not read yet is not the same as none. */
const stateOf = (entry) => (entry ? `${entry.name}: ${say(`state.${entry.state}`)}` : say("files.none"));

function show() {
    const entry = chosen(), able = entry && entry.id !== null;
    rebuild(byId("view-convert"), el("div", { class: "panel" },
        el("h2", { id: "convert-title", text: say("convert.title") }),
        el("p", { text: say("convert.lead") }),
        able ? body(entry) : el("p", { class: "hint", text: stateOf(entry) })));
    if (able)
        preview(entry);
}

export function startConvert() {
    const refresh = () => view() === "convert" && show();
    for (const event of ["lang", "view", "chosen"])
        on(event, refresh);
    on("checked", (entry) => entry === chosen() && refresh());
    on("files", oncePerFrame(() => view() === "convert" && showFiles()));
    show();
}
