// SPDX-License-Identifier: MIT
// Where rows and columns of a grid are. Browsers give no element more than some 33 million device pixels, which a
// million rows on a screen with large pixels would pass: from a height on, a pixel of scrolling stands for several.

export const ROW = 28;
const TALLEST = 8000000;

const LETTERS = 26;

export function columnName(column) {
    let name = "";
    for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
        name = String.fromCharCode(65 + (rest - 1) % LETTERS) + name;
    return name;
}

export class Heights {
    constructor(rows) {
        this.rows = rows;
        this.whole = rows * ROW;
        this.height = Math.min(this.whole, TALLEST);
    }

    /* How many pixels of rows a pixel of scrolling stands for, where so much of them is seen at a time. */
    #ratio(seen) {
        return this.whole === this.height ? 1 : (this.whole - seen) / (this.height - seen);
    }

    /* The pixel of all rows that is at the top. */
    top(scrolled, seen) {
        return scrolled * this.#ratio(seen);
    }

    scrolled(top, seen) {
        return top / this.#ratio(seen);
    }
}

/* Columns have the width of what their first rows hold, within bounds. */
const NARROW = 64, WIDE = 260, LETTER = 7.5, PADDING = 30;

export class Widths {
    constructor(columns) {
        this.columns = columns;
        this.widths = new Float32Array(columns + 1).fill(NARROW);
        this.#sum();
    }

    #sum() {
        this.starts = new Float64Array(this.columns + 2);
        for (let column = 1; column <= this.columns; column++)
            this.starts[column + 1] = this.starts[column] + this.widths[column];
        this.whole = this.starts[this.columns + 1];
    }

    learn(texts) {
        for (const [column, text] of texts)
            if (column <= this.columns)
                this.widths[column] = Math.max(this.widths[column], Math.min(WIDE, textWidth(text)));
        this.#sum();
    }

    start(column) {
        return this.starts[column];
    }

    width(column) {
        return this.widths[column];
    }

    /* The column at this pixel. */
    at(x) {
        let low = 1, high = this.columns;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.starts[middle] <= x)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}

/* About how wide a text is in its cell. Thai vowels and tone marks above and below take no width. */
export function textWidth(text) {
    const letters = text.slice(0, 200).replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, "").length;
    return Math.ceil(letters * LETTER + PADDING);
}
