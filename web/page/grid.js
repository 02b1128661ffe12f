// SPDX-License-Identifier: MIT
// A sheet as a grid of which only what is seen exists. Rows and columns bear the sheet's own numbers, for people and
// for screen readers alike. One cell, the active one, is in the order of the Tab key.

import { el, oncePerFrame } from "./dom.js";
import { LEVELS, signed } from "./marks.js";
import { columnName, Heights, ROW, textWidth, Widths } from "./gridscale.js";

const BEYOND = 6;   // rows built above and below what is seen
const SPILL = 8;    // columns that a text may run over
const SLACK = 1.2;  // for what textWidth may fall short
const LETTERS = 300;    // of a cell: more is not seen, and a cell may hold 32,767

export class Grid {
    #lines = new Map();     // row -> {element, cells: Map of column -> element}

    /* sheet: {rows, columns, header_row, labels}; rows: where they come from; tell(row, column) hears of the active
       cell, point({cell, findings ...} or null) of the one under the pointer. */
    constructor({ sheet, name, rows, tell, point }) {
        Object.assign(this, { sheet, rows, tell, point });
        this.heights = new Heights(sheet.rows);
        this.widths = new Widths(sheet.columns);
        this.widths.learn(Object.entries(sheet.labels).map(([column, text]) => [Number(column), text.slice(0, 24)]));
        this.active = { row: Math.min(sheet.header_row ?? 1, sheet.rows), column: 1 };
        this.learned = false;
        this.#build(name);
        this.draw = oncePerFrame(() => this.#draw());
        this.element.addEventListener("scroll", this.draw, { passive: true });
        this.resized = new ResizeObserver(this.draw);
        this.resized.observe(this.element);
    }

    close() {
        this.resized.disconnect();
        this.rows.close();
    }

    #build(name) {
        const titled = Object.keys(this.sheet.labels).length > 0;
        this.head = el("div", { role: "row", class: titled ? "grid-head" : "grid-head bare" });
        this.body = el("div", { role: "rowgroup", class: "grid-body" });
        this.element = el("div", { role: "grid", class: "grid", "data-test": "grid", "aria-label": name,
            "aria-readonly": "true", "aria-rowcount": this.sheet.rows, "aria-colcount": this.sheet.columns,
            onclick: (event) => this.#clicked(event), onpointerover: (event) => this.#pointed(event),
            onpointerleave: () => this.point(null) },
        el("div", { role: "rowgroup", class: "grid-top" }, this.head), this.body);
    }

    /* ------------------------------------------------------------ where things are */

    #seen() {
        return Math.max(this.element.clientHeight - this.head.offsetHeight, ROW);
    }

    #top() {
        return this.heights.top(this.element.scrollTop, this.#seen());
    }

    /* How many rows a page has. */
    page() {
        return Math.max(Math.floor(this.#seen() / ROW) - 1, 1);
    }

    #range() {
        const { sheet, element } = this, top = this.#top();
        const first = Math.max(Math.floor(top / ROW) + 1 - BEYOND, 1);
        const last = Math.min(Math.ceil((top + this.#seen()) / ROW) + BEYOND, sheet.rows);
        const left = this.widths.at(element.scrollLeft);
        const right = this.widths.at(element.scrollLeft + element.clientWidth);
        return { first, last, left, right };
    }

    /* ------------------------------------------------------------ drawing */

    #draw() {
        if (!this.element.isConnected || !this.element.clientHeight)
            return;
        this.#size();
        let range = this.#range();
        this.rows.want(range.first, range.last);
        if (this.#learnWidths(range)) {
            this.#reveal();     // the columns moved under the active cell
            range = this.#range();
        }
        this.#drawHead(range);
        for (const row of this.#lines.keys())
            if ((row < range.first || row > range.last) && row !== this.active.row)
                this.#forget(row);
        for (let row = range.first; row <= range.last; row++)
            this.#drawLine(row, range);
        this.#drawLine(this.active.row, range);
    }

    #forget(row) {
        this.#lines.get(row).element.remove();
        this.#lines.delete(row);
    }

    /* What came anew is drawn again. */
    refresh() {
        for (const line of this.#lines.values())
            line.stale = true;
        this.draw();
    }

    #learnWidths({ first, last }) {
        if (this.learned || !this.rows.has(first))
            return false;
        this.learned = true;
        for (let row = first; row <= last; row++) {
            const found = this.rows.at(row);
            if (found && found.cells.size > 2)  // titles alone in their row run over the cells beside them
                this.widths.learn([...found.cells].map(([column, { text }]) => [column, text]));
        }
        this.#size();
        for (const line of this.#lines.values())
            line.stale = true;
        return true;
    }

    #size() {
        this.body.style.height = `${this.heights.height}px`;
        this.body.style.width = this.head.style.width = `calc(var(--row-head) + ${this.widths.whole}px)`;
    }

    #drawHead({ left, right }) {
        const shown = `${left}-${right}-${this.widths.whole}`;
        if (this.head.dataset.shown === shown)
            return;
        this.head.dataset.shown = shown;
        const heads = [el("span", { class: "grid-corner", "aria-hidden": "true" })];
        for (let column = left; column <= right; column++) {
            const label = this.sheet.labels[column] ?? "";
            const head = el("div", { role: "columnheader", "aria-colindex": column, title: label || null },
                el("span", { class: "letter", text: columnName(column) }), el("span", { class: "label", text: label }));
            this.#place(head, column);
            heads.push(head);
        }
        this.head.replaceChildren(...heads);
    }

    #place(element, column) {
        element.style.left = `calc(var(--row-head) + ${this.widths.start(column)}px)`;
        element.style.width = `${this.widths.width(column)}px`;
    }

    #drawLine(row, { left, right }) {
        const line = this.#lines.get(row) ?? this.#newLine(row);
        const top = (row - 1) * ROW - this.#top() + this.element.scrollTop;
        line.element.style.top = `${Math.max(Math.min(top, this.heights.height), -ROW)}px`;
        const filled = this.rows.has(row), found = this.rows.at(row);
        const keeps = (column) => (column >= left && column <= right) || this.#isActive(row, column);
        for (const [column, element] of line.cells)
            if (!keeps(column)) {
                element.remove();
                line.cells.delete(column);
            }
        for (let column = left; column <= right; column++)
            this.#drawCell(line, row, column, found);
        if (row === this.active.row)
            this.#drawCell(line, row, this.active.column, found);
        line.element.classList.toggle("coming", !filled);
        line.stale = false;
    }

    #newLine(row) {
        const element = el("div", { role: "row", class: "grid-row", "aria-rowindex": row },
            el("span", { class: "grid-number", "aria-hidden": "true", text: row }));
        element.classList.toggle("header", row === this.sheet.header_row);
        const line = { element, cells: new Map(), stale: true };
        this.#lines.set(row, line);
        const after = [...this.#lines.keys()].filter((each) => each > row);
        const next = after.length ? this.#lines.get(Math.min(...after)).element : null;
        this.body.insertBefore(element, next);      // screen readers read in the order of the document
        return line;
    }

    #drawCell(line, row, column, found) {
        let cell = line.cells.get(column);
        if (cell && !line.stale)
            return;
        if (!cell) {
            cell = el("div", { role: "gridcell", "aria-colindex": column, "data-test": "cell",
                "data-cell": columnName(column) + row, tabindex: -1 });
            line.cells.set(column, cell);
            const next = [...line.cells.keys()].filter((each) => each > column);
            line.element.insertBefore(cell, next.length ? line.cells.get(Math.min(...next)) : null);
        }
        this.#place(cell, column);
        this.#fillCell(cell, found?.cells.get(column), found?.found.get(column) ?? []);
        this.#spill(cell, column, found);
        this.#markActive(cell, this.#isActive(row, column));
    }

    /* A long text runs over the empty cells to its right, as in Excel. */
    #spill(cell, column, found) {
        const content = found?.cells.get(column), { widths, sheet } = this;
        if (content?.type !== "s" || textWidth(content.text) <= widths.width(column))
            return;
        let next = column + 1;
        while (next <= sheet.columns && next < column + SPILL && !found.cells.has(next) && !found.found.has(next))
            next++;
        if (next === column + 1)
            return;
        cell.classList.add("over");
        const room = widths.start(next) - widths.start(column);
        cell.style.width = `${Math.min(room, textWidth(content.text) * SLACK)}px`;
    }

    #fillCell(cell, content, findings) {
        const level = LEVELS.find((each) => findings.some(({ severity }) => severity === each));
        cell.className = `${content?.type ?? ""} ${level ?? ""}`.trim();
        const text = content?.text ?? "";
        cell.replaceChildren(...(level ? signed(level) : []), level ? " " : "", text.slice(0, LETTERS));
    }

    #isActive(row, column) {
        return row === this.active.row && column === this.active.column;
    }

    #markActive(cell, is) {
        cell.tabIndex = is ? 0 : -1;
        cell.classList.toggle("active", is);
        if (is)
            cell.setAttribute("aria-selected", "true");
        else
            cell.removeAttribute("aria-selected");
    }

    /* ------------------------------------------------------------ going about */

    /* Makes this the active cell and brings it into sight; focus: the keyboard goes with it. */
    go(row, column, focus = true) {
        const { sheet } = this, before = this.#activeCell();
        if (before)
            this.#markActive(before, false);
        const within = (number, last) => Math.min(Math.max(number, 1), last);
        this.active = { row: within(row, sheet.rows), column: within(column, sheet.columns) };
        if (!this.head.firstChild)
            this.#draw();       // nothing can be revealed before there is anything
        this.#reveal();
        this.#draw();
        const cell = this.#activeCell();
        if (!cell)
            return;
        this.#markActive(cell, true);
        if (focus)
            cell.focus({ preventScroll: true });
        this.tell(this.active.row, this.active.column);
    }

    #activeCell() {
        return this.#lines.get(this.active.row)?.cells.get(this.active.column);
    }

    #reveal() {
        const { element, widths } = this, { row, column } = this.active, seen = this.#seen();
        const top = this.#top(), y = (row - 1) * ROW;
        if (y < top)
            element.scrollTop = this.heights.scrolled(y, seen);
        else if (y + ROW > top + seen)
            element.scrollTop = Math.ceil(this.heights.scrolled(y + ROW - seen, seen));
        const x = widths.start(column), width = element.clientWidth - this.head.firstChild.offsetWidth;
        if (x < element.scrollLeft)
            element.scrollLeft = x;
        else if (x + widths.width(column) > element.scrollLeft + width)
            element.scrollLeft = Math.min(x, x + widths.width(column) - width);
    }

    #at(event) {
        const cell = event.target.closest("[role=gridcell]");
        return cell && { cell, row: Number(cell.parentNode.getAttribute("aria-rowindex")),
            column: Number(cell.getAttribute("aria-colindex")) };
    }

    #clicked(event) {
        const at = this.#at(event);
        if (at)
            this.go(at.row, at.column);
    }

    #pointed(event) {
        const at = this.#at(event);
        this.point(at && { ...at, findings: this.findingsAt(at.row, at.column) });
    }

    findingsAt(row, column) {
        return this.rows.at(row)?.found.get(column) ?? [];
    }

    textAt(row, column) {
        return this.rows.at(row)?.cells.get(column)?.text ?? "";
    }
}
