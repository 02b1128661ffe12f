// SPDX-License-Identifier: MIT
// How text without a format of its own (CSV, HTML tables) is read: what was found out, and what somebody says instead.

import { choice, field } from "./dom.js";
import { say } from "./words.js";

const ENCODINGS = [["UTF-8", "UTF-8"], ["TIS-620", "TIS-620"], ["windows-874", "windows-874"],
    ["MACTHAI", "Mac Thai"], ["UTF-16LE", "UTF-16LE"], ["UTF-16BE", "UTF-16BE"]];
const DELIMITERS = [[",", ","], [";", ";"], ["|", "|"], ["\t", ""]];

const named = (delimiter) => (delimiter === "\t" ? say("delimiter.tab") : delimiter);
const found = (value) => (value ? say("automatic-found", value) : say("automatic"));

/* The two choices; answer: what the engine found out, options: what was said. act gets {encoding} or {delimiter}. */
export function textChoices(answer, options, act, name) {
    const changed = (option) => (event) => act({ [option]: event.target.value });
    const encoding = choice([["", options.encoding ? say("automatic") : found(answer.encoding)], ...ENCODINGS], {
        id: `${name}-encoding`, "data-test": `${name}-encoding`, value: options.encoding ?? "",
        onchange: changed("encoding") });
    const pairs = DELIMITERS.map(([value]) => [value, named(value)]);
    const delimiter = choice([["", options.delimiter ? say("automatic") : found(answer.delimiter && named(answer.delimiter))],
        ...pairs], { id: `${name}-delimiter`, "data-test": `${name}-delimiter`, value: options.delimiter ?? "",
        onchange: changed("delimiter") });
    return [field(say("file.encoding"), encoding),
        answer.delimiter !== null && field(say("file.delimiter"), delimiter)];
}
