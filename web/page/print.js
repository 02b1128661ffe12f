// SPDX-License-Identifier: MIT
// What comes out of the printer: the chosen file and its findings as tables, without buttons. A browser asks for it at
// once, so the findings are fetched as soon as the file was checked.

import { ask } from "./ask.js";
import { byId, el, tableHead } from "./dom.js";
import { counted, signed } from "./marks.js";
import { chosen, on } from "./state.js";
import { view } from "./views.js";
import { count, locale, say } from "./words.js";

const MOST = 1000;
let fetched = { answer: null, items: [], total: 0 };

async function fetchFor(entry) {
    const answer = entry?.answer;
    if (!answer || answer.status !== "findings")
        return;
    try {
        const { total, items } = await ask("findings", { id: entry.id, first: 0, count: MOST });
        if (answer === chosen()?.answer)
            fetched = { answer, items, total };
    } catch {
        // cancelled: the page prints without them
    }
}

const place = (finding) => finding.cell || (finding.row ? say("sheet.row", finding.row) : say("findings.whole"));

function table(group, items, several) {
    const titles = [several && say("file.sheet"), say("fixes.cell"), say("findings.value"), say("findings.title")];
    return [el("h3", {}, signed(group.severity), ` ${group.title} (${count(group.count)}) `,
        el("code", { text: group.code })),
    items.length && el("table", { class: several ? "several" : null }, tableHead(titles.filter(Boolean)),
        el("tbody", {}, items.map((each) => el("tr", {}, several && el("td", { text: each.sheet }),
            el("th", { scope: "row", text: place(each) }), el("td", { text: each.value ?? "" }),
            el("td", { text: each.message })))))].filter(Boolean);
}

function facts(sheet) {
    return el("p", {}, el("b", { text: `${say("file.sheet")} ${sheet.name}: ` }), `${sheet.title} `,
        el("code", { text: sheet.template }), el("br"),
        [sheet.agency, say("file.row-count", count(sheet.rows), count(sheet.header_row)),
            sheet.year ? say("file.year", sheet.year) : ""].filter(Boolean).join(" · "));
}

const today = () => new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date());

function build() {
    const entry = chosen(), answer = entry?.answer;
    if (view() !== "check" || !answer) {
        byId("print").replaceChildren();
        return;
    }
    const known = fetched.answer === answer ? fetched : { items: [], total: 0 };
    const several = new Set(known.items.map(({ sheet }) => sheet)).size > 1;
    byId("print").replaceChildren(
        el("h1", { text: entry.name }),
        el("p", { text: say("print.date", today()) }),
        ...answer.sheets.map(facts),
        el("ul", {}, answer.notes.map((text) => el("li", { text }))),
        el("p", {}, answer.status === "clean" ? say("findings.none") : counted(answer.counts)),
        ...answer.groups.map((group) => [group, known.items.filter(({ code, severity }) =>
            code === group.code && severity === group.severity)])
            .flatMap(([group, items]) => table(group, items, several)),
        known.total > MOST ? el("p", { text: say("print.more", count(MOST), count(known.total)) }) : "");
}

export function startPrint() {
    on("chosen", fetchFor);
    on("checked", (entry) => entry === chosen() && fetchFor(entry));
    on("cancelled", () => fetched.answer !== chosen()?.answer && fetchFor(chosen()));
    window.addEventListener("beforeprint", build);
    window.addEventListener("afterprint", () => byId("print").replaceChildren());
}
