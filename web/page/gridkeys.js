// SPDX-License-Identifier: MIT
// The keys of the grid.

/* Where each key goes: from the active cell, with the number of rows on a page and the last row and column. */
const MOVES = {
    ArrowUp: ({ row, column }) => [row - 1, column],
    ArrowDown: ({ row, column }) => [row + 1, column],
    ArrowLeft: ({ row, column }) => [row, column - 1],
    ArrowRight: ({ row, column }) => [row, column + 1],
    PageUp: ({ row, column, page }) => [row - page, column],
    PageDown: ({ row, column, page }) => [row + page, column],
    Home: ({ row }) => [row, 1],
    End: ({ row, columns }) => [row, columns],
    "Control+Home": () => [1, 1],
    "Control+End": ({ rows, columns }) => [rows, columns],
};
/* By the key itself, not by its letter: with a Thai keyboard N is ื. */
const STEPS = { F8: 1, KeyN: 1, "Shift+F8": -1, KeyP: -1 };

/* step(1 or -1) goes to the next finding or the one before. */
export function listenToKeys(grid, step) {
    grid.element.addEventListener("keydown", (event) => {
        if (event.altKey || event.metaKey)
            return;
        const held = (event.ctrlKey ? "Control+" : "") + (event.shiftKey ? "Shift+" : "");
        const key = held + event.key, by = STEPS[held + event.code];
        if (MOVES[key])
            grid.go(...MOVES[key]({ ...grid.sheet, ...grid.active, page: grid.page() }));
        else if (by)
            step(by);
        else
            return;
        event.preventDefault();
    });
}
