// SPDX-License-Identifier: MIT
// The rows of a sheet, fetched in blocks when they are looked at. One call runs at a time: who scrolls past a hundred
// blocks gets those at which the scrolling ended.

const BLOCK = 100, KEPT = 80;

export class Rows {
    #blocks = new Map();
    #wanted = [0, -1];
    #busy = false;
    #closed = false;

    /* fetch(first, count) promises rows; came() is called whenever there are new ones. */
    constructor(fetch, came) {
        this.fetch = fetch;
        this.came = came;
    }

    close() {
        this.#closed = true;
    }

    /* The row, counted from 1, with its cells by column and its findings by column; undefined: not there yet. */
    at(row) {
        return this.#blocks.get(Math.floor((row - 1) / BLOCK))?.get(row) ?? undefined;
    }

    has(row) {
        return this.#blocks.has(Math.floor((row - 1) / BLOCK));
    }

    want(first, last) {
        this.#wanted = [Math.floor((first - 1) / BLOCK), Math.floor((last - 1) / BLOCK)];
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
            this.#keep(block, await this.fetch(block * BLOCK + 1, BLOCK));
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
