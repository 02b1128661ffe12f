// SPDX-License-Identifier: MIT
// The rows of a sheet, fetched in blocks when they are looked at. One call runs at a time: who scrolls past a hundred
// blocks gets those at which the scrolling ended.

const BLOCK = 100, KEPT = 80;
const CELLS = 20000;    // of a block, about: a sheet with thousands of columns gets lower ones

export class Rows {
    #blocks = new Map();
    #wanted = [0, -1];
    #busy = false;
    #closed = false;

    /* fetch(first, count) promises rows; came() is called whenever there are new ones. */
    constructor(columns, fetch, came) {
        this.block = Math.max(Math.min(BLOCK, Math.floor(CELLS / columns)), 1);
        this.fetch = fetch;
        this.came = came;
    }

    #blockOf(row) {
        return Math.floor((row - 1) / this.block);
    }

    close() {
        this.#closed = true;
    }

    /* The row, counted from 1, with its cells by column and its findings by column; undefined: not there yet. */
    at(row) {
        return this.#blocks.get(this.#blockOf(row))?.get(row);
    }

    has(row) {
        return this.#blocks.has(this.#blockOf(row));
    }

    want(first, last) {
        this.#wanted = [this.#blockOf(first), this.#blockOf(last)];
        if (!this.#busy)
            this.#fetchNext();
    }

    async #fetchNext() {
        const [first, last] = this.#wanted;
        let block = first;
        while (block <= last && this.#blocks.has(block))
            block++;
        if (block > last || this.#closed)
            return;
        this.#busy = true;
        try {
            this.#keep(block, await this.fetch(block * this.block + 1, this.block));
        } catch {
            return;     // cancelled, or the file is gone: the next look at these rows asks again
        } finally {
            this.#busy = false;
        }
        if (this.#closed)
            return;
        this.came();
        this.#fetchNext();
    }

    #keep(block, rows) {
        this.#blocks.set(block, new Map(rows.map((each) => [each.row, ordered(each)])));
        for (const old of this.#blocks.keys()) {
            if (this.#blocks.size <= KEPT)
                break;
            if (old !== block)
                this.#blocks.delete(old);   // the oldest first, as a Map keeps its order
        }
    }
}

function ordered({ cells, findings }) {
    const found = new Map();
    for (const each of findings)
        found.set(each.column || 0, [...(found.get(each.column || 0) ?? []), each]);
    return { cells: new Map(cells.map((cell) => [cell.column, cell])), found };
}
