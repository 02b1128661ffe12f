// SPDX-License-Identifier: MIT
// Files come from the chooser, or are dropped anywhere on the window.

import { sample } from "./ask.js";
import { byId } from "./dom.js";
import { addFiles } from "./files.js";

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

export function startDrop() {
    const input = byId("file-input");
    byId("choose").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
        addFiles(input.files);
        input.value = "";   // the same file may be chosen again after it was corrected
    });
    byId("try").addEventListener("click", () => addFiles([sample()]));
    for (const type of ["dragenter", "dragover", "dragleave", "drop"])
        window.addEventListener(type, dragged);
}

function dragged(event) {
    if (!holdsFiles(event))
        return;
    event.preventDefault();     // else the browser would open the file in place of the page
    const leaves = event.type === "drop" || (event.type === "dragleave" && event.relatedTarget === null);
    byId("dropping").hidden = leaves;
    if (event.type === "drop")
        addFiles(event.dataTransfer.files);
}
