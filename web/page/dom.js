// SPDX-License-Identifier: MIT
// Building the page. Whatever comes out of a file enters it as text alone, never as markup.

export const find = (selector, root = document) => root.querySelector(selector);
export const byId = (id) => document.getElementById(id);

function give(element, name, value) {
    if (value === null || value === undefined || value === false)
        return;
    if (name === "text")
        element.textContent = value;
    else if (typeof value === "function")
        element.addEventListener(name.slice(2), value);
    else if (name === "value")
        element.value = value;
    else
        element.setAttribute(name, value === true ? "" : value);
}

/* An element with its attributes ("text", and "onclick" and its like, are what they say) and its children. */
export function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    for (const [name, value] of Object.entries(attributes))
        give(element, name, value);
    return element;
}

/* A label above what it labels. */
export function field(label, control, more = {}) {
    return el("label", { class: "field", ...more }, el("span", { text: label }), control);
}

/* A choice out of [value, text] pairs; a nested list [title, pairs] is a group. */
export function choice(pairs, attributes = {}) {
    const select = el("select", attributes);
    fillChoice(select, pairs, attributes.value);
    return select;
}

export function fillChoice(select, pairs, value) {
    const option = ([given, text]) => el("option", { value: given, text });
    select.replaceChildren(...pairs.map(([first, second]) =>
        Array.isArray(second) ? el("optgroup", { label: first }, second.map(option)) : option([first, second])));
    if (value !== undefined && [...select.options].some((each) => each.value === String(value)))
        select.value = value;
}

/* The head of a table: a title for each column. */
export function tableHead(titles) {
    return el("thead", {}, el("tr", {}, titles.map((text) => el("th", { scope: "col", text }))));
}

/* Texts, one a line. */
export const plainList = (texts) => el("ul", { class: "plainlist" }, texts.map((text) => el("li", { text })));

/* Rebuilds a part of the page without losing the keyboard's place in it: who had the focus, and has an id, gets it
   back. */
export function rebuild(place, ...children) {
    const id = place.contains(document.activeElement) ? document.activeElement.id : "";
    place.replaceChildren(...children.flat(2).filter(Boolean));
    if (id)
        byId(id)?.focus({ preventScroll: true });
}

/* Calls at most once a frame, however often it is asked for. */
export function oncePerFrame(action) {
    let asked = false;
    return () => {
        if (asked)
            return;
        asked = true;
        requestAnimationFrame(() => {
            asked = false;
            action();
        });
    };
}
