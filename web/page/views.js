// SPDX-License-Identifier: MIT
// One task at a time: checking, summaries, conversion, blank forms.

import { byId } from "./dom.js";
import { emit, on, files } from "./state.js";

let shown = "check";

export const view = () => shown;

export function openView(name) {
    shown = name;
    for (const button of byId("views").children)
        if (button.dataset.view === name)
            button.setAttribute("aria-current", "page");
        else
            button.removeAttribute("aria-current");
    show();
    emit("view", name);
}

/* Blank forms need no file; nothing is to be seen of a check before there is one. */
function show() {
    for (const part of document.querySelectorAll(".view"))
        part.hidden = part.dataset.view !== shown || (shown === "check" && files.length === 0);
    byId("files").hidden = shown === "forms";
    document.body.dataset.view = shown;
}

export function startViews() {
    byId("views").addEventListener("click", (event) => {
        const name = event.target.closest("button")?.dataset.view;
        if (name)
            openView(name);
    });
    on("files", show);
    openView("check");
}
