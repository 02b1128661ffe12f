// SPDX-License-Identifier: MIT
// The first rows of a file as they are read now: who sees them sees at once whether the encoding is right.

import { ask, troubleBox } from "./ask.js";
import { el } from "./dom.js";
import { columnName } from "./gridscale.js";
import { count, say } from "./words.js";

const ROWS = 12, COLUMNS = 30;

let latest = null;

function table(rows, columns) {
    const shown = Array.from({ length: Math.min(columns, COLUMNS) }, (_, at) => at + 1);
    const line = ({ row, cells }) => {
        const texts = new Map(cells.map(({ column, text }) => [column, text]));
        return el("tr", {}, el("th", { scope: "row", text: row }), shown.map((column) =>
            el("td", { text: texts.get(column) ?? "" })));
    };
    return el("table", { class: "preview" },
        el("thead", {}, el("tr", {}, el("td"), shown.map((column) =>
            el("th", { scope: "col", text: columnName(column) })))),
        el("tbody", {}, rows.map(line)));
}

/* options: {encoding, delimiter} as somebody chose them. The latest choice wins. */
export async function showPreview(place, entry, options) {
    const mine = latest = {}, index = entry.answer?.allSheets[0]?.index ?? 0;
    const about = { id: entry.id, index, ...options };
    try {
        const sheet = await ask("sheet", about);
        const rows = mine === latest ? await ask("rows", { ...about, first: 1, count: ROWS }) : [];
        const shown = say("convert.preview-of", count(Math.min(ROWS, sheet.rows)), count(sheet.rows));
        if (mine === latest)
            place.replaceChildren(el("h3", { text: say("convert.preview") }), el("p", { class: "quiet", text: shown }),
                el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("convert.preview"),
                    "data-test": "convert-preview" }, table(rows, sheet.columns)));
    } catch (error) {
        if (mine === latest && !error.cancelled)
            place.replaceChildren(troubleBox(error));
    }
}
