// SPDX-License-Identifier: MIT
// Files go to the folder for downloads of the browser, under the name that the engine gave them.

import { tell } from "./ask.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const KEPT = 60000;   // ms: some browsers read the bytes only after somebody chose a folder

export function save({ name, bytes }) {
    const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    const link = el("a", { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), KEPT);
    tell(say("saved", name));
}
