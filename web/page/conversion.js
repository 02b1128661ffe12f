// SPDX-License-Identifier: MIT
// What became of a file that was converted: which column went where, and the remarks by group.

import { info } from "./ask.js";
import { el, plainList, tableHead } from "./dom.js";
import { count, say, sayIf } from "./words.js";

const GROUPS = ["doubt", "mended", "left"];

function columns(fields) {
    return el("details", {}, el("summary", { text: `${say("convert.filled")} (${count(fields.length)})` }),
        el("div", { class: "scroll" }, el("table", {}, tableHead([say("convert.field"), say("convert.source")]),
            el("tbody", {}, fields.map(({ field, source, filling }) => el("tr", {},
                el("th", { scope: "row" }, el("code", { text: field })),
                el("td", {}, source, filling !== "column" &&
                    el("span", { class: "quiet", text: ` (${sayIf(`filling.${filling}`, filling)})` }))))))));
}

function remarks(group, all) {
    const some = all.filter((remark) => remark.group === group);
    return some.length ? [el("h4", { text: `${say(`remark.${group}`)} (${count(some.length)})` }),
        el("ul", { class: "plainlist", "data-test": `remarks-${group}` }, some.map(({ message, code }) =>
            el("li", { "data-test": "remark", "data-code": code }, message, " ", el("code", { text: code }))))] : [];
}

/* The answer of the engine as elements. */
export function conversion({ report }) {
    const form = info().templates.find(({ id }) => id === report.template)?.title ?? "";
    return [el("h3", { text: say("convert.result") }),
        el("p", {}, say("convert.rows", count(report.rows), form), " ", el("code", { text: report.template })),
        ...(report.notes.length ? [plainList(report.notes)] : []),
        ...GROUPS.flatMap((group) => remarks(group, report.remarks)),
        columns(report.fields)];
}
