// SPDX-License-Identifier: MIT
// Starts the engine, then the parts of the page.

import { cancelAll, info, isBusy, progressed, useEngine } from "./ask.js";
import { startConvert } from "./convert.js";
import { byId } from "./dom.js";
import { startDrop } from "./drop.js";
import { startEngine } from "./engine.js";
import { startFile } from "./file.js";
import { startFiles } from "./files.js";
import { startFindings } from "./findings.js";
import { startFixes } from "./fixes.js";
import { startForms } from "./forms.js";
import { startPrint } from "./print.js";
import { startSheet } from "./sheet.js";
import { emit } from "./state.js";
import { startSummary } from "./summary.js";
import { startViews } from "./views.js";
import { lang, say, setLang, translate } from "./words.js";

function speak() {
    document.documentElement.lang = lang();
    document.title = `${say("title")} – xlstools`;
    translate(document);
    const other = byId("lang");
    other.textContent = say("other-language");
    other.lang = lang() === "th" ? "en" : "th";
    byId("version").textContent = say("version", info().version);
    emit("lang");
}

function listen() {
    byId("lang").addEventListener("click", () => {
        setLang(lang() === "th" ? "en" : "th");
        speak();
    });
    byId("cancel").addEventListener("click", cancelAll);
    window.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !isBusy())
            return;
        event.preventDefault();     // a dialog stays open: Esc ends the work first
        cancelAll();
    });
}

async function start() {
    const starting = byId("starting");
    starting.hidden = false;
    starting.textContent = say("starting");
    translate(document);
    try {
        useEngine(await startEngine(byId("payload"), { onprogress: progressed }));
    } catch (error) {
        starting.textContent = say("not-started", error.message);
        starting.setAttribute("role", "alert");
        return;
    }
    starting.hidden = true;
    for (const part of [startFiles, startFile, startFindings, startSheet, startFixes, startPrint, startSummary,
        startConvert, startForms, startViews, startDrop])
        part();
    listen();
    speak();
    for (const id of ["views", "lang", "work"])
        byId(id).hidden = false;
}

if (!window.pageIsOld)
    start();
