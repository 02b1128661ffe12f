// SPDX-License-Identifier: MIT
// How text without a format of its own (CSV, HTML tables) is read: what was found out, and what somebody says instead.

import { choice, field } from "./dom.js";
import { say } from "./words.js";

const ENCODINGS = [["UTF-8", "UTF-8"], ["TIS-620", "TIS-620"], ["windows-874", "windows-874"],
    ["MACTHAI", "Mac Thai"], ["UTF-16LE", "UTF-16LE"], ["UTF-16BE", "UTF-16BE"]];
const DELIMITERS = [",", ";", "|", "\t"];

const named = (delimiter) => (delimiter === "\t" ? say("delimiter.tab") : delimiter);
const found = (value) => (value ? say("automatic-found", value) : say("automatic"));

/* The two choices; answer: what the engine found out, options: what was said. act gets {encoding} or {delimiter}. */
export function textChoices(answer, options, act, name) {
    const changed = (option) => (event) => act({ [option]: event.target.value });
    const hooks = (option) => ({ id: `${name}-${option}`, "data-test": `${name}-${option}`,
        value: options[option] ?? "", onchange: changed(option) });
    /* What was found out is not known any more once somebody said something else. */
    const first = (option, value) => ["", options[option] ? say("automatic") : found(value)];
    const encoding = choice([first("encoding", answer.encoding), ...ENCODINGS], hooks("encoding"));
    const delimiter = choice([first("delimiter", answer.delimiter && named(answer.delimiter)),
        ...DELIMITERS.map((value) => [value, named(value)])], hooks("delimiter"));
    return [field(say("file.encoding"), encoding),
        answer.delimiter !== null && field(say("file.delimiter"), delimiter)];
}
