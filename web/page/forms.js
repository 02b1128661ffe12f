// SPDX-License-Identifier: MIT
// Blank forms to fill in: found by year and words, with the agency's name where it belongs.

import { ask, attempt, info } from "./ask.js";
import { byId, choice, el, field, rebuild } from "./dom.js";
import { given, placeFields } from "./places.js";
import { save } from "./save.js";
import { on } from "./state.js";
import { say, sayIf } from "./words.js";

const wish = { search: "", year: null, template: "", rows: "", fiscal: "", place: {} };

/* The newest year whose set of forms is known comes first. */
const years = () => [...new Set(info().templates.map(({ year }) => year))].sort((one, other) => other - one);
const yearName = (year) => (year ? String(year) : say("forms.any-year"));

function found() {
    const words = wish.search.toLowerCase().split(/\s+/).filter(Boolean);
    return info().templates.filter(({ id, title, item, year }) => (wish.year === "" || String(year) === wish.year) &&
        words.every((word) => `${id} ${title} ${item ?? ""}`.toLowerCase().includes(word)));
}

function form({ id, title, item, mark }) {
    const radio = el("input", { type: "radio", name: "form", id: `form-${id}`, value: id, checked: wish.template === id,
        onchange: () => { wish.template = id; } });
    return el("label", { class: "form", "data-test": "form", "data-id": id }, radio,
        el("span", { class: "item", text: item || "–" }),
        el("span", {}, title, " ", el("code", { text: id }),
            mark && mark !== "A" && el("small", { class: "quiet", text: sayIf(`mark.${mark}`, mark) })));
}

function showList() {
    const forms = found();
    if (!forms.some(({ id }) => id === wish.template))
        wish.template = "";
    rebuild(byId("form-list"), forms.length ? forms.map(form) : el("p", { class: "hint", text: say("forms.none") }));
}

/* Says of the first number that is not within its limits what they are. */
export const validNumbers = (place) => [...place.querySelectorAll("input[type=number]")]
    .every((input) => input.reportValidity());

async function download() {
    if (!wish.template) {
        byId("forms-trouble").replaceChildren(
            el("p", { class: "trouble", role: "alert", text: say("forms.choose-one") }));
        return;
    }
    if (!validNumbers(byId("view-forms")))
        return;
    const answer = await attempt("forms-trouble", () => ask("form", { template: wish.template, ...given(wish.place),
        ...(wish.rows && { rows: Number(wish.rows) }), ...(wish.fiscal && { year: Number(wish.fiscal) }) }));
    if (answer)
        save(answer);
}

function numberField(key, name, limits) {
    return field(say(key), el("input", { type: "number", id: `form-${name}`, "data-test": `form-${name}`, ...limits,
        value: wish[name], placeholder: say("forms.as-form"),
        oninput: (event) => { wish[name] = event.target.value; } }));
}

function show() {
    wish.year ??= String(years()[0] ?? "");
    const search = el("input", { type: "search", id: "form-search", "data-test": "form-search", value: wish.search,
        oninput: (event) => { wish.search = event.target.value; showList(); } });
    const year = choice([["", say("forms.all-years")], ...years().map((each) => [each, yearName(each)])], {
        id: "form-year", "data-test": "form-year", value: wish.year,
        onchange: (event) => { wish.year = event.target.value; showList(); } });
    rebuild(byId("view-forms"), el("div", { class: "panel" },
        el("h2", { id: "forms-title", text: say("forms.title") }),
        el("p", { text: say("forms.lead") }),
        el("div", { class: "fields" }, field(say("forms.year"), year), field(say("forms.search"), search)),
        el("fieldset", {}, el("legend", { text: say("forms.list") }), el("div", { id: "form-list" })),
        el("fieldset", {}, el("legend", { text: say("forms.fill") }), el("div", { class: "fields" },
            placeFields("form", wish.place),
            numberField("forms.fiscal", "fiscal", { min: 2500, max: 2700, step: 1 }),
            numberField("forms.rows", "rows", { min: 1, max: 20000, step: 1 }))),
        el("div", { id: "forms-trouble" }),
        el("div", { class: "tools" }, el("button", { type: "button", class: "main", id: "form-download",
            "data-test": "form-download", text: say("forms.download"), onclick: download }))));
    showList();
}

export function startForms() {
    on("lang", show);
}
