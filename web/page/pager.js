// SPDX-License-Identifier: MIT
// Long lists are shown a page at a time, so that a hundred thousand lines cost no more than fifty.

import { el } from "./dom.js";
import { count, say } from "./words.js";

export const PAGE = 50;

/* Buttons to turn the page, where there is more than one; turn gets the first line of the wanted page. name tells the
   buttons of one list from those of another, so that the focus finds back to them. */
export function pager(name, first, total, turn) {
    if (total <= PAGE)
        return null;
    const button = (key, to, able) => el("button", { type: "button", id: `${name}-${key}`, disabled: !able,
        text: say(`page.${key}`), onclick: () => turn(to) });
    const last = Math.min(first + PAGE, total);
    return el("p", { class: "pager" },
        button("back", first - PAGE, first > 0),
        el("span", { text: say("page.shown", count(first + 1), count(last), count(total)) }),
        button("on", first + PAGE, last < total));
}
