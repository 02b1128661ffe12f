// SPDX-License-Identifier: MIT
// The three levels of findings: each has a colour and a sign, for colour alone is not seen by everybody.

import { el } from "./dom.js";
import { count, say } from "./words.js";

export const LEVELS = ["error", "warning", "note"];
const SIGNS = { error: "×", warning: "!", note: "i" };

/* The sign alone; what it means stands beside it, or in the label. */
export const sign = (level) => el("span", { class: `sign ${level}`, "aria-hidden": "true", text: SIGNS[level] });

/* The sign with its words for those who do not see it. */
export const signed = (level) => [sign(level), el("span", { class: "unseen", text: say(level) })];

/* How many of each level, those that are none left out. */
export function counted(counts) {
    return LEVELS.filter((level) => counts[level]).map((level) =>
        el("span", { class: "counted" }, sign(level), el("span", { class: "unseen", text: say(level) }),
            ` ${count(counts[level])}`));
}

/* The same in words, where there is room for them. */
export function spelled(counts) {
    return LEVELS.filter((level) => counts[level]).map((level) =>
        el("span", { class: "counted" }, sign(level), ` ${say(level)} ${count(counts[level])}`));
}
