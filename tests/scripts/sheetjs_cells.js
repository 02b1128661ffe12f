/* SPDX-License-Identifier: MIT
 *
 * Prints what SheetJS reads in workbooks, for patch_corpus.py.
 *
 *     node sheetjs_cells.js FOLDER < PATHS
 *
 * FOLDER has node_modules/xlsx in it, or above it. PATHS: one a line. For each one comes a line of JSON: its place
 * among them with either what SheetJS says against it, or its cells as {"Sheet!A1": [type, value, formula, array,
 * number format, comments]} and what else a sheet has. Without paths it says which version this is.
 */
"use strict";
const fs = require("fs");
const path = require("path");
const XLSX = require("module").createRequire(path.join(path.resolve(process.argv[2]), "any.js"))("xlsx");

function cellsOf(book) {
    const cells = {};
    for (const name of book.SheetNames) {
        const sheet = book.Sheets[name];
        for (const ref of Object.keys(sheet)) {
            if (ref[0] !== "!") {
                const cell = sheet[ref];
                const comments = (cell.c || []).map((comment) => comment.t);
                cells[name + "!" + ref] = [cell.t, cell.v, cell.f, cell.F, cell.z, comments];
            }
        }
        cells[name + "!!"] = [sheet["!merges"], sheet["!autofilter"], sheet["!margins"], sheet["!type"]];
    }
    cells["!!"] = [book.SheetNames, book.Workbook && book.Workbook.Names];
    return cells;
}

const paths = fs.readFileSync(0, "utf8").split("\n").filter((line) => line);
if (paths.length === 0)
    console.log(JSON.stringify(XLSX.version));
paths.forEach((file, number) => {
    const line = { number };
    try {
        line.cells = cellsOf(XLSX.readFile(file, { cellNF: true, cellFormula: true }));
    } catch (error) {
        line.error = String(error);
    }
    fs.writeSync(1, JSON.stringify(line) + "\n");
});
