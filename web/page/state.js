// SPDX-License-Identifier: MIT
// What the page knows: the files, which of them is looked at, and who wants to hear of changes.

/* {id, key, file, name, state, share, answer, trouble, options, found}. state: waiting, working, clean, findings,
   trouble, cancelled. found: the encoding and delimiter of a text that were found out before somebody said others. key
   tells files apart before the engine gave them an id. */
export const files = [];
export const filter = { severity: new Set(["error", "warning", "note"]), sheet: "", field: "" };

const listeners = new Map();
let current = null, keys = 0;

export function on(event, action) {
    listeners.set(event, [...(listeners.get(event) ?? []), action]);
}

export function emit(event, about) {
    for (const action of listeners.get(event) ?? [])
        action(about);
}

export const chosen = () => current;

export function newFile(file) {
    const entry = { id: null, key: ++keys, file, name: file.name, state: "waiting", share: null,
        answer: null, trouble: null, options: {}, found: { encoding: null, delimiter: null } };
    files.push(entry);
    emit("files", entry);
    emit("added", entry);
    return entry;
}

export function choose(entry) {
    if (entry === current)
        return;
    current = entry;
    emit("chosen", entry);
    emit("files", entry);
}

export function forget(entry) {
    const at = files.indexOf(entry);
    files.splice(at, 1);
    if (entry === current)
        choose(files[Math.min(at, files.length - 1)] ?? null);
    emit("files", entry);
    emit("removed", entry);
}

/* The files that the engine has and could read. */
export const readable = () => files.filter((entry) => entry.id !== null);

/* The filter as the engine's calls take it. */
export function filterArguments() {
    return {
        ...(filter.severity.size < 3 && { severity: [...filter.severity] }),
        ...(filter.field && { sheet: filter.sheet, field: filter.field }),
    };
}
