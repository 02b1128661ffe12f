// SPDX-License-Identifier: MIT
// Bars of agreed prices, with the reference price as a line across each. The table beside it has the same figures, so
// the picture is one thing to screen readers.

import { el } from "./dom.js";
import { baht, count, say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 24, LINE = 30, BAR = 16, WIDTH = 720, NAME = 220, AMOUNT = 110;
const NAME_LETTERS = 30;

function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes))
        element.setAttribute(name, value);
    element.append(...children);
    return element;
}

const shorten = (name) => (name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name);

/* One bar: its name, the bar, where the other price is, and the amount in whole baht. */
function bar({ name, amount, other }, at, scale) {
    const y = at * LINE, middle = y + LINE / 2;
    const parts = [svg("text", { x: NAME - 10, y: middle, "text-anchor": "end", class: "name" }, shorten(name)),
        svg("rect", { x: NAME, y: middle - BAR / 2, width: Math.max(amount * scale, amount > 0 ? 1 : 0), height: BAR,
            class: "bar" }, svg("title", {}, `${name}: ${baht(amount)}`))];
    if (other > 0)
        parts.push(svg("line", { x1: NAME + other * scale, x2: NAME + other * scale, y1: y + 3, y2: y + LINE - 3,
            class: "mark" }));
    const end = NAME + Math.max(amount, other) * scale;
    parts.push(svg("text", { x: end + 8, y: middle, class: "amount" }, count(Math.round(amount))));
    return parts;
}

export function chart(groups) {
    const shown = groups.slice(0, MOST), most = Math.max(...shown.map(({ amount, other }) => Math.max(amount, other)));
    if (shown.length < 2 || !(most > 0))
        return null;
    const scale = (WIDTH - NAME - AMOUNT) / most, height = shown.length * LINE;
    return el("figure", { "data-test": "chart" },
        el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("summary.chart") },
            svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "img",
                "aria-label": say("summary.chart") }, ...shown.flatMap((group, at) => bar(group, at, scale)))),
        el("figcaption", {}, say("summary.chart"),
            groups.length > MOST ? ` ${say("summary.chart-part", count(MOST), count(groups.length))}` : ""));
}
