// SPDX-License-Identifier: MIT
//
// The thread that works: it holds the module, gives it files and requests, and answers the page. The page never waits for it, and
// ends it to cancel what it does.
import { MemoryFiles, wasiImports } from "./wasi.js";
import { Findings } from "./results.js";

const files = new MemoryFiles();
const known = new Map(); // of the files that the page has added, by their ids: {name, path, options, findings}
const SAMPLE = "/sample.xlsx", WARM_UP = 60;
const encoder = new TextEncoder(), decoder = new TextDecoder();
let library; // what the module exports
let current = null; // the call that runs, for progress
let isWanted = false; // a call has come
let lastTold = 0;
let shown = null; // the sheet whose rows the library holds

/** What the library says is wrong. */
class Trouble extends Error {
    constructor({ code, message }) {
        super(message);
        this.code = code;
    }
}

/** The library's own sentence, which it cannot give any more when it happens. */
function noMemory(lang = "th") {
    return new Trouble({ code: "out-of-memory", message: info?.noMemory[lang] ?? "" });
}

/* ---------------------------------------------------------------- the module */

function tellProgress(rows, share) {
    const now = performance.now();
    if (!current || now - lastTold < 100)
        return;
    lastTold = now;
    postMessage({ progress: { id: current.args.id ?? null, what: current.name, rows, share: share < 0 ? null : share } });
}

async function start({ module, templates, sample }) {
    for (const [path, text] of Object.entries(templates))
        files.put(`/templates/${path}`, encoder.encode(text));
    const memory = () => library.memory;
    const instance = await WebAssembly.instantiate(module, {
        wasi_snapshot_preview1: wasiImports(files, memory),
        page: { progress: tellProgress },
    });
    library = instance.exports;
    library._initialize();
    files.put(SAMPLE, sample);
    setTimeout(warmUp, 0, WARM_UP);
    const { provinces } = JSON.parse(templates["places.json"]);
    return { ...ask({ do: "start" }), provinces: provinces.map(({ name, districts }) => ({ name, districts })) };
}

/** Checks the sample a few times as long as nobody wants anything: browsers make faster code of what they see run often, and
    have it then before the first file comes. */
function warmUp(times) {
    if (times === 0 || isWanted)
        return;
    ask({ do: "check", lang: "th", id: 1, path: SAMPLE, file: SAMPLE }); // forgotten when the first file is checked
    setTimeout(warmUp, 0, times - 1);
}

/** Asks the library (entry.c), and throws what it finds wrong. */
function ask(request) {
    const text = encoder.encode(JSON.stringify(request));
    const room = library.request_room(text.length);
    if (!room)
        throw noMemory(request.lang);
    new Uint8Array(library.memory.buffer, room, text.length).set(text);
    const at = library.ask(room, text.length);
    if (!at)
        throw noMemory(request.lang);
    const memory = new Uint8Array(library.memory.buffer);
    const answer = JSON.parse(decoder.decode(memory.subarray(at, memory.indexOf(0, at))));
    if (answer.error)
        throw Object.assign(new Trouble(answer.error), { answer });
    return answer;
}

/** The bytes that the library wrote beside its last answer. */
function written() {
    return new Uint8Array(library.memory.buffer, library.written_text(), library.written_size());
}

/* ---------------------------------------------------------------- files */

function fileOf(id) {
    const file = known.get(id);
    if (!file)
        throw new Error(`no file ${id}`); // the page asks for files that it has added
    return file;
}

/** How a file is to be read, as requests want it: its path and what the page said of it. */
function reading(file, { encoding, delimiter } = {}) {
    return { path: file.path, file: file.name, encoding: encoding ?? file.options.encoding,
        delimiter: delimiter ?? file.options.delimiter };
}

/** A name for what is made from a file: "o16.xlsx" and "corrected" give "o16-corrected.xlsx". */
function nameOf(file, what, ending) {
    return `${file.name.replace(/\.[^.]*$/, "")}-${what}.${ending}`;
}

/** Lets `work` write a file, and takes it out of the memory of files. */
function taking(name, work) {
    const path = `/out/${name.replaceAll("/", "_")}`;
    const answer = work(path);
    const file = files.get(path);
    files.remove(path);
    if (!file)
        throw new Error(`${name} was not written`);
    return { ...answer, name, bytes: file.bytes };
}

/** Has the library read the sheet whose rows are to be shown, unless it was the last one. */
function show({ id, lang, index, encoding, delimiter }) {
    const how = reading(fileOf(id), { encoding, delimiter });
    const key = JSON.stringify([index, how]);
    if (shown?.key !== key) {
        shown = null;
        shown = { key, size: ask({ do: "sheet", lang, index, ...how }) };
    }
    return shown.size;
}

/* ---------------------------------------------------------------- calls */

/** Checks the file, with other options than the last time where they are given, unless that is known already. */
function check(file, id, lang, options = file.options) {
    const same = file.checked && sameOptions(options, file.options);
    if (same && file.findings?.lang === lang)
        return;
    file.findings = null;
    if (!same) {
        file.options = options;
        file.checked = null;
        file.wasChecked = false;
        file.checked = ask({ do: "check", id, lang, ...options, ...reading(file) });
        file.wasChecked = true;
    }
    ask({ do: "report", id, lang, format: "json", file: file.name });
    file.findings = new Findings(decoder.decode(written()), lang, file.checked);
}

/** After a cancel this is another worker than the one that checked the file: its rows are shown with their findings all the same. */
function checkAgain(file, id, lang) {
    if (file.wasChecked)
        check(file, id, lang);
}

function sameOptions(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
}

/** The options of a check that the page gave, without those that it left out. */
function checkOptions({ template, encoding, delimiter }) {
    return { template, encoding, delimiter };
}

/** The bytes of a file of the page. */
function read(file) {
    if (file.size > info.limit)
        throw new Trouble({ code: "too-large", message: "" });
    try {
        return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file));
    } catch { // a folder, or changed or gone meanwhile
        throw new Trouble({ code: "unreadable", message: "" });
    }
}

const calls = {
    add({ id, file, options, wasChecked }) {
        const path = `/in/${id}/${file.name.replaceAll("/", "_")}`;
        files.put(path, read(file));
        known.set(id, { name: file.name, path, options: checkOptions(options), wasChecked });
        return {};
    },

    drop({ id }) {
        const file = known.get(id);
        if (file)
            files.remove(file.path);
        known.delete(id);
        return ask({ do: "forget", id });
    },

    check({ id, lang, ...options }) {
        const file = fileOf(id);
        try {
            check(file, id, lang, checkOptions(options));
        } catch (trouble) {
            if (!(trouble instanceof Trouble))
                throw trouble;
            const { error, ...rest } = trouble.answer ?? {};
            return { allSheets: [], notes: [], ...rest, status: "trouble", error: error ?? { code: trouble.code, message: trouble.message },
                sheets: [], counts: { error: 0, warning: 0, note: 0 }, groups: [] };
        }
        const { labels, ...checked } = file.checked;
        return { ...checked, notes: file.findings.notes, status: file.findings.status, error: null,
            counts: file.findings.counts, groups: file.findings.groups(info.rules) };
    },

    findings({ id, lang, first, count, ...filter }) {
        const file = fileOf(id);
        check(file, id, lang);
        return file.findings.page(filter, first, count);
    },

    step({ id, lang, from, by, ...filter }) {
        const file = fileOf(id);
        check(file, id, lang);
        return file.findings.step(filter, from, by);
    },

    sheet({ id, lang, index, encoding, delimiter }) {
        const file = fileOf(id);
        checkAgain(file, id, lang);
        const answer = show({ id, lang, index, encoding, delimiter });
        const header = file.checked?.sheets.find((sheet) => sheet.index === index)?.header_row ?? null;
        const labels = {};
        if (header)
            for (const row of ask({ do: "rows", first: header, count: 1 }).rows)
                for (const cell of row.cells)
                    labels[cell.column] = cell.text;
        return { ...answer, header_row: header, labels };
    },

    rows({ id, lang, index, encoding, delimiter, first, count }) {
        const file = fileOf(id);
        checkAgain(file, id, lang);
        show({ id, lang, index, encoding, delimiter });
        const { rows } = ask({ do: "rows", first, count });
        return rows.map((row) => ({ ...row, findings: file.findings?.ofRow(index, row.row) ?? [] }));
    },

    changes({ id, lang, suggested }) {
        const file = fileOf(id);
        const { guesses } = ask({ do: "fix", lang, suggested, dry: true, ...file.options, ...reading(file) });
        const { changes } = JSON.parse(decoder.decode(written())).files[0];
        const guessed = new Set(guesses);
        return { changes: changes.map((change, i) => ({ ...change, suggested: guessed.has(i) })) };
    },

    fix({ id, lang, suggested, leave }) {
        const file = fileOf(id);
        const [, ending = "xlsx"] = file.name.match(/\.(xls[xm]|xlt[xm])$/i) ?? [];
        return taking(nameOf(file, "corrected", ending), (out) => {
            ask({ do: "fix", lang, suggested, leave, out, ...file.options, ...reading(file) });
            const report = JSON.parse(decoder.decode(written())).files[0];
            return { changes: report.changes.length, remaining: report.counts };
        });
    },

    review({ id, lang }) {
        const file = fileOf(id);
        check(file, id, lang);
        return taking(nameOf(file, "review", "xlsx"), (out) => ask({ do: "review", id, lang, out, ...reading(file) }));
    },

    csv: (args) => report(args, "csv", "csv"),
    page: (args) => report(args, "html", "html"),

    summary({ ids, lang, month, months, write, ...options }) {
        const list = ids.map((id) => reading(fileOf(id)));
        const work = (out) => {
            ask({ do: "summary", lang, files: list, months: months ?? month, out, ...options });
            return { report: JSON.parse(decoder.decode(written())) };
        };
        return write ? taking(summaryName(month ?? months, options), work) : work();
    },

    fiscalYears: ({ lang, months, today }) => ask({ do: "fiscal-years", lang, months, today }),

    form: ({ lang, template, ...options }) =>
        taking(`${template}.xlsx`, (out) => ask({ do: "form", lang, template, out, ...options })),

    convert({ id, lang, to, values, encoding, delimiter, ...options }) {
        const file = fileOf(id);
        const ending = to === "ocds" ? "json" : to;
        const list = Object.entries(values ?? {}).map(([field, value]) => `${field}=${value}`);
        return taking(nameOf(file, options.template ?? to, ending), (out) => {
            ask({ do: "convert", lang, to, values: list, out, ...options, ...reading(file, { encoding, delimiter }) });
            return { report: JSON.parse(decoder.decode(written())) };
        });
    },
};

/** The findings in another form. */
function report({ id, lang }, format, ending) {
    const file = fileOf(id);
    check(file, id, lang);
    ask({ do: "report", id, lang, format, file: file.name });
    return { name: nameOf(file, "findings", ending), bytes: written().slice() };
}

function summaryName(months, { quarter, year, kind }) {
    return `summary-${[months, quarter, year, kind].filter(Boolean).join("-").replaceAll("/", "-")}.xlsx`;
}

/* ---------------------------------------------------------------- the page */

let info;

async function answer({ name, args }) {
    if (name === "start")
        return (info = await start(args));
    current = { name, args };
    isWanted = true;
    try {
        return calls[name](args);
    } finally {
        current = null;
    }
}

onmessage = async ({ data }) => {
    try {
        const result = await answer(data);
        postMessage({ call: data.call, result }, result?.bytes ? [result.bytes.buffer] : []);
    } catch (caught) {
        // A trap: the module has no memory left. It is started anew, as after a defect.
        const error = caught instanceof WebAssembly.RuntimeError ? noMemory(data.args.lang) : caught;
        if (!(caught instanceof Trouble))
            console.error(caught);
        postMessage({ call: data.call, error: { code: error.code ?? "defect", message: error.message,
            file: error.answer?.file, broken: !(caught instanceof Trouble) } });
    }
};
