// SPDX-License-Identifier: MIT
// How text without a format of its own (CSV, HTML tables) is read: what was found out, and what somebody says instead.

import { choice, field } from "./dom.js";
import { say } from "./words.js";

const ENCODINGS = ["UTF-8", "TIS-620", "windows-874", "MACTHAI", "UTF-16LE", "UTF-16BE", "windows-1252"];
const DELIMITERS = [",", ";", "|", "\t"];

function named(value) {
    if (value === "\t")
        return say("delimiter.tab");
    return value === "MACTHAI" ? "Mac Thai" : value;
}

/* The known ones, and the one that was found, which says so. */
function pairs(known, found) {
    const all = found === null || known.includes(found) ? known : [found, ...known];
    return all.map((value) => [value, value === found ? say("found-out", named(value)) : named(value)]);
}

/* The choices for a file; options: what was said before. act gets {encoding} or {delimiter}. */
export function textChoices(entry, options, act, name) {
    const make = (option, label, known) => {
        const found = entry.found[option] ?? null;
        return field(say(label), choice(pairs(known, found), { id: `${name}-${option}`,
            "data-test": `${name}-${option}`, value: options[option] ?? found ?? known[0],
            onchange: (event) => act({ [option]: event.target.value }) }));
    };
    return [make("encoding", "file.encoding", ENCODINGS),
        entry.found.delimiter !== null && make("delimiter", "file.delimiter", DELIMITERS)];
}
