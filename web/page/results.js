// SPDX-License-Identifier: MIT
//
// The findings of one file, as the report of the library has them: filtered, grouped, and found by their place. Nothing here
// judges a workbook.

const SEVERITIES = ["error", "warning", "note"];

export class Findings {
    #list; // in the order of the report: by sheet, row and column
    #byRow = new Map(); // "sheet row" to findings

    constructor(reportText, lang, { sheets, allSheets, labels }) {
        const [file] = JSON.parse(reportText).files;
        const indexes = new Map([...allSheets, ...sheets].map(({ name, index }) => [name, index]));
        this.lang = lang;
        this.status = file.status;
        this.counts = file.counts;
        this.notes = file.notes ?? [];
        this.#list = file.findings.map((finding, index) => ({
            ...finding, index, sheetIndex: indexes.get(finding.sheet) ?? null,
            label: labels[finding.sheet]?.[finding.field] ?? null }));
        for (const finding of this.#list) {
            const key = `${finding.sheetIndex} ${finding.row}`;
            if (this.#byRow.has(key))
                this.#byRow.get(key).push(finding);
            else if (finding.row)
                this.#byRow.set(key, [finding]);
        }
    }

    ofRow(sheetIndex, row) {
        return this.#byRow.get(`${sheetIndex} ${row}`) ?? [];
    }

    /** The kinds of findings, the worst first, then the most frequent. */
    groups(rules) {
        const groups = new Map();
        for (const finding of this.#list) {
            const kind = `${finding.code} ${finding.severity}`; // some codes have two severities
            const group = groups.get(kind) ?? this.#newGroup(finding, rules);
            groups.set(kind, group);
            group.count++;
            group.repairs ||= finding.repair != null;
            countField(group.fields, finding);
        }
        return [...groups.values()].sort((a, b) =>
            SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.count - a.count);
    }

    #newGroup({ code, severity }, rules) {
        const named = rules.filter((rule) => rule.code === code);
        const title = (named.find((rule) => rule.severity === severity) ?? named[0])?.title[this.lang] ?? code;
        return { code, severity, title, repairs: false, count: 0, fields: [] };
    }

    #filtered({ severity, code, sheet, field }) {
        return this.#list.filter((finding) =>
            (!severity || severity.includes(finding.severity)) && (!code || finding.code === code) &&
            (!sheet || finding.sheet === sheet) && (!field || finding.field === field));
    }

    page(filter, first, count) {
        const list = this.#filtered(filter);
        return { total: list.length, items: list.slice(first, first + count) };
    }

    /** The finding after a place, or before it. `from` null: the first or the last. */
    step(filter, from, by) {
        const list = this.#filtered(filter).filter(({ row, column }) => row && column);
        const after = (finding) => !from || comparePlaces(finding, { sheetIndex: from.index, ...from }) * by > 0;
        return (by > 0 ? list.find(after) : list.findLast(after)) ?? null;
    }
}

function comparePlaces(a, b) {
    return a.sheetIndex - b.sheetIndex || a.row - b.row || a.column - b.column;
}

function countField(fields, { sheet, field, label }) {
    if (!field)
        return;
    const known = fields.find((other) => other.sheet === sheet && other.field === field);
    if (known)
        known.count++;
    else
        fields.push({ sheet, field, label: label ?? field, count: 1 });
}
