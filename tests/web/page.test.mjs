// SPDX-License-Identifier: MIT
//
// The page as its users have it: from the disk, without a network, worked by hand. What it says and makes must be what the
// tools say and make.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, test } from "node:test";

import { bigWorkbook, cells, closeBrowser, DONE, download, drop, folder, listedFindings, openPage, samples, stateOf, tool } from "./browser.mjs";

const SAMPLES = ["procurement.xlsx", "annual.xlsx", "plan.xlsx", "clean.xlsx", "accounting.csv", "egp.csv", "register.csv"];
const sample = (name) => join(samples, name);

after(closeBrowser);

/** A sample in a folder of its own, under another name. */
function copied(name, as) {
    const path = join(folder, as);
    copyFileSync(sample(name), path);
    return path;
}

function faultless(page) {
    assert.deepEqual(page.faults, []);
    return page.context().close();
}

/* ---------------------------------------------------------------- findings */

for (const lang of ["th", "en"])
    for (const name of SAMPLES)
        test(`${name} in ${lang}: the findings of xlscheck`, async () => {
            const page = await openPage();
            if (lang === "en")
                await page.locator("[data-test=lang]").click();
            await drop(page, sample(name));
            const [wanted] = JSON.parse(tool("xlscheck", ["--format", "json", name], { lang, cwd: samples, ok: [0, 1, 2] })).files;
            assert.equal(await stateOf(page, name), wanted.status);
            if (wanted.status === "trouble") {
                assert.ok((await page.locator("[data-test=trouble]").first().textContent()).includes(wanted.error.message));
                return faultless(page);
            }
            const sort = (list) => list.map((each) => JSON.stringify(each)).sort();
            assert.deepEqual(sort(await listedFindings(page)), sort(wanted.findings.map(({ code, cell, value, message }) =>
                ({ code, cell: cell ?? "", value: value ?? "", message }))));
            assert.match(await page.locator("[data-test=template]").first().textContent(), new RegExp(wanted.sheets[0].template));
            const saved = readFileSync(await download(page, "csv"), "utf8");
            assert.equal(saved, tool("xlscheck", ["--format", "csv", name], { lang, cwd: samples }));
            return faultless(page);
        });

test("the sample in the page is checked as any other file", async () => {
    const page = await openPage();
    await page.locator("[data-test=sample]").click();
    await page.locator("[data-test=file-row][data-state=findings]").waitFor();
    const [{ findings }] = JSON.parse(tool("xlscheck", ["--format", "json", "procurement.xlsx"], { cwd: samples })).files;
    assert.equal((await listedFindings(page)).length, findings.length);
    return faultless(page);
});

test("a filter shows what it lets through", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    const all = await listedFindings(page);
    await page.locator("[data-test=severity-warning]").uncheck();
    await page.locator("[data-test=severity-note]").uncheck();
    const errors = await listedFindings(page);
    const [{ counts }] = JSON.parse(tool("xlscheck", ["--format", "json", "procurement.xlsx"], { cwd: samples })).files;
    assert.equal(all.length, counts.error + counts.warning + counts.note);
    assert.equal(errors.length, counts.error);
    return faultless(page);
});

/* ---------------------------------------------------------------- the grid */

test("the grid shows the cells, and F8 goes from finding to finding", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    const grid = page.locator("[data-test=grid]");
    const at = (cell) => grid.locator(`[data-test=cell][data-cell=${cell}]`);
    await at("C5").waitFor();
    assert.equal(await at("C5").textContent(), "องค์การบริหารส่วนตำบลตัวอย่าง");
    await grid.locator("[tabindex='0']").first().focus();
    const [{ findings }] = JSON.parse(tool("xlscheck", ["--format", "json", "procurement.xlsx"], { cwd: samples })).files;
    const places = [...new Set(findings.filter(({ row, column }) => row && column).map(({ cell }) => cell))];
    for (const cell of places.slice(0, 4)) {
        await page.keyboard.press("F8");
        await page.waitForFunction((wanted) => document.activeElement?.dataset.cell === wanted, cell);
        const { message } = findings.find((finding) => finding.cell === cell);
        assert.ok((await page.locator("#cell-message").textContent()).includes(message));
    }
    await page.keyboard.press("Shift+F8");
    await page.waitForFunction((wanted) => document.activeElement?.dataset.cell === wanted, places[2]);
    return faultless(page);
});

/* ---------------------------------------------------------------- correcting */

for (const name of ["procurement.xlsx", "annual.xlsx", "plan.xlsx"])
    test(`${name}: corrected as xlsfix does`, async () => {
        const page = await openPage();
        await drop(page, sample(name));
        await page.locator("[data-test=fix]").click();
        await page.locator("[data-test=change]").first().waitFor();
        const made = await download(page, "fix-download");
        const native = join(folder, `native-${name}`);
        tool("xlsfix", [sample(name), "-o", native]);
        assert.deepEqual(cells(made), cells(native));
        assert.notDeepEqual(cells(made), cells(sample(name)));
        return faultless(page);
    });

test("a change that is left is not made, nor a kind", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    await page.locator("[data-test=fix]").click();
    const changes = page.locator("[data-test=change]");
    await changes.first().waitFor();
    await page.locator("[data-test=change][data-cell=O6] input").uncheck();
    await page.locator("[data-test=kind][data-code=thai-digits]").click();
    const of = async (code) => page.locator(`[data-test=change][data-code=${code}]`)
        .evaluateAll((all) => all.map((each) => `ITA-o16!${each.dataset.cell}`));
    const left = ["ITA-o16!O6", ...await of("thai-digits")];
    assert.ok(left.length > 2);
    const made = cells(await download(page, "fix-download"));
    const before = cells(sample("procurement.xlsx"));
    const native = join(folder, "native-left.xlsx");
    tool("xlsfix", [sample("procurement.xlsx"), "-o", native]);
    const wanted = cells(native);
    for (const cell of left)
        wanted.set(cell, before.get(cell));
    assert.deepEqual(made, wanted);
    return faultless(page);
});

test("the review workbook is the one of xlscheck", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    const made = cells(await download(page, "review"));
    const native = join(folder, "native-review.xlsx");
    tool("xlscheck", ["procurement.xlsx", "--review", native, "-q"], { cwd: samples });
    assert.deepEqual(made, cells(native));
    return faultless(page);
});

/* ---------------------------------------------------------------- summaries, conversions, forms */

async function chooseSummary(page, kind, values) {
    await page.locator("[data-test=summary]").click();
    await page.locator("[data-test=summary-kind]").selectOption(kind);
    for (const [field, value] of Object.entries(values))
        await page.locator(`[data-test=summary-${field}]`).selectOption(value);
    await page.locator("[data-test=figures]").waitFor();
}

for (const [kind, values, words] of [
    ["month", { month: "2567-02" }, ["--month", "2567-02"]],
    ["quarter", { year: "2567", quarter: "2" }, ["--quarter", "2567-2"]],
    ["year", { year: "2567" }, ["--fiscal-year", "2567"]],
])
    test(`the summary of a ${kind} is the one of xlssum`, async () => {
        const page = await openPage();
        await drop(page, sample("register.csv"), sample("procurement.xlsx"));
        await chooseSummary(page, kind, values);
        const made = await download(page, "summary-download");
        const native = join(folder, `native-${kind}.xlsx`);
        const { total } = JSON.parse(tool("xlssum", ["register.csv", "procurement.xlsx", ...words, "-o", native, "--format", "json"],
            { cwd: samples }));
        assert.deepEqual(cells(made), cells(native));
        const shown = await page.locator("[data-test=figures] tfoot").textContent();
        assert.ok(shown.includes(new Intl.NumberFormat("th").format(total.count)));
        assert.ok(await page.locator("[data-test=chart]").count() > 0);
        return faultless(page);
    });

test("a conversion is the one of xlsconv, and the encoding can be changed before", async () => {
    const page = await openPage();
    const path = copied("accounting.csv", "เก่า.csv"); // in TIS-620
    await drop(page, path);
    await page.locator("[data-test=convert]").click();
    await page.locator("[data-test=convert-template]").selectOption("register");
    const encoding = page.locator("[data-test=convert-encoding]");
    assert.match(await encoding.locator("option:checked").textContent(), /TIS-620/);
    const preview = page.locator("[data-test=convert-preview]");
    await preview.getByText("ซื้อวัสดุสำนักงาน กองคลัง").waitFor();
    await encoding.selectOption("MACTHAI");
    await preview.getByText("ซื้อวัสดุสำนักงาน กองคลัง").waitFor(); // letters are where they are in both
    await encoding.selectOption("UTF-16LE");
    await preview.getByText("ซื้อวัสดุสำนักงาน กองคลัง").waitFor({ state: "detached" });
    await encoding.selectOption("TIS-620");
    await preview.getByText("ซื้อวัสดุสำนักงาน กองคลัง").waitFor();
    const made = await download(page, "convert-download");
    const native = join(folder, "native-converted.xlsx");
    tool("xlsconv", [basename(path), "-t", "register", "-e", "TIS-620", "-o", native]);
    assert.deepEqual(cells(made), cells(native));
    return faultless(page);
});

test("a blank form is the one of xlsnew", async () => {
    const page = await openPage();
    await page.locator("[data-test=forms]").click();
    await page.locator("[data-test=form-year]").selectOption("");
    await page.locator("[data-test=form-search]").fill("ita-2567-o16");
    await page.locator("[data-test=form-agency]").fill("อบต.ตัวอย่าง");
    await page.locator("[data-test=form]").first().click();
    const made = await download(page, "form-download");
    const native = join(folder, "native-form.xlsx");
    tool("xlsnew", ["ita-2567-o16", "--agency", "อบต.ตัวอย่าง", "-o", native]);
    assert.deepEqual(cells(made), cells(native));
    return faultless(page);
});

/* ---------------------------------------------------------------- what comes in between */

/** A register as CSV in which one rule finds faults of two severities. */
function twoLevels() {
    const path = join(folder, "levels.csv");
    tool("xlsconv", [sample("procurement.xlsx"), "-o", path, "-q"]);
    writeFileSync(path, readFileSync(path, "utf8").replace("พ.ร.บ. งบประมาณรายจ่าย", "กขคงจฉช แปลก"));
    return path;
}

test("a rule that finds at two levels is listed at both", async () => {
    const page = await openPage();
    await drop(page, twoLevels());
    const [{ findings }] = JSON.parse(tool("xlscheck", ["--format", "json", "levels.csv"])).files;
    const wanted = (severity) => findings.filter((each) => each.code === "enum-unknown" && each.severity === severity).length;
    assert.ok(wanted("error") > 0 && wanted("note") > 0);
    const listed = async () => (await listedFindings(page)).filter(({ code }) => code === "enum-unknown").length;
    assert.equal(await listed(), wanted("error") + wanted("note"));
    await page.locator("[data-test=severity-error]").uncheck();
    assert.equal(await listed(), wanted("note"));
    return faultless(page);
});

test("what a cancel broke off is there again", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    await page.setInputFiles("[data-test=file-input]", bigWorkbook(30000, "big.xlsx"));
    await page.locator("[data-test=file-row][data-state=working]").waitFor();
    await page.evaluate(() => {
        const [small, big] = document.querySelectorAll("[data-test=file-row] .file");
        big.click();
        small.click();
        document.getElementById("cancel").click();
    });
    await page.locator("[data-test=file-row][data-state=cancelled]").waitFor();
    await page.locator("[data-test=cell]").first().waitFor();
    await page.locator("[data-test=finding]").first().waitFor();
    return faultless(page);
});

test("a file that is being checked follows the language, too", async () => {
    const page = await openPage();
    await page.setInputFiles("[data-test=file-input]", bigWorkbook(30000, "language.xlsx"));
    await page.locator("[data-test=file-row][data-state=working]").waitFor();
    await page.locator("[data-test=lang]").click();
    await page.locator(`[data-test=file-row]${DONE}`).waitFor();
    await page.locator("[data-test=group] h4").first().waitFor();
    const titles = await page.locator("[data-test=group] h4").allTextContents();
    assert.doesNotMatch(titles.join(), /[\u0E00-\u0E7F]/);
    return faultless(page);
});

test("while other corrections are looked for, nothing is saved; a cell that was left stays left", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    await page.locator("[data-test=fix]").click();
    const box = page.locator("[data-test=change][data-cell=O6] input"), save = page.locator("[data-test=fix-download]");
    await box.uncheck();
    assert.ok(await page.evaluate(() => {
        document.getElementById("fixes-suggested").click();
        return document.getElementById("fixes-save").disabled;
    }));
    await page.waitForFunction(() => !document.getElementById("fixes-save").disabled);
    assert.equal(await box.isChecked(), false);
    assert.ok(await page.locator("[data-test=suggested]").isChecked());
    assert.ok(await page.evaluate(() => {
        document.getElementById("fixes-suggested").click();
        document.getElementById("cancel").click();
        return document.querySelectorAll("[data-test=change]").length > 0;
    }));
    await page.waitForFunction(() => !document.getElementById("fixes-save").disabled);
    assert.ok(await page.locator("[data-test=suggested]").isChecked(), "the box says what the list has");
    await download(page, "fix-download");
    await page.locator("dialog #told").getByText("procurement-corrected.xlsx").waitFor();
    assert.ok(await save.isEnabled());
    return faultless(page);
});

test("keys are known by their place, and do nothing behind a dialog", async () => {
    const page = await openPage();
    await drop(page, sample("procurement.xlsx"));
    await page.locator("[data-test=cell][data-cell=A4]").click();
    const press = () => page.evaluate(() => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ื", code: "KeyN", bubbles: true })));
    const active = () => page.locator(".grid .active").getAttribute("data-cell");
    await press();
    await page.waitForFunction(() => document.querySelector(".grid .active").dataset.cell !== "A4");
    const before = await active();
    await page.locator("[data-test=fix]").click();
    await page.locator("[data-test=change]").first().waitFor();
    await page.keyboard.press("F8");
    await page.locator("[data-test=suggested]").click();
    await page.waitForFunction(() => !document.getElementById("fixes-save").disabled); // a step would have come first
    assert.equal(await active(), before);
    return faultless(page);
});

test("another file leaves the rows of the others as they are", async () => {
    const page = await openPage();
    await drop(page, sample("clean.xlsx"));
    await page.evaluate(() => { window.row = document.querySelector("[data-test=file-row] .file"); });
    await drop(page, sample("plan.xlsx"), sample("annual.xlsx"));
    assert.ok(await page.evaluate(() => window.row.isConnected));
    await page.locator("[data-test=file-row] .file").nth(1).click();
    assert.deepEqual(await page.locator("[data-test=file-row] .file").evaluateAll((all) =>
        all.map((each) => each.getAttribute("aria-current"))), [null, "true", null]);
    return faultless(page);
});

/* ---------------------------------------------------------------- what is asked for */

test("the report of progress is made when its date is given", async () => {
    const page = await openPage();
    await drop(page, sample("register.csv"), sample("procurement.xlsx"));
    await page.locator("[data-test=summary]").click();
    await page.locator("[data-test=figures]").waitFor();
    await page.locator("[data-test=summary-kind]").selectOption("progress");
    await page.locator("[data-test=summary-year]").selectOption("2567");
    assert.equal(await page.locator("[data-test=figures]").count(), 0);
    assert.ok(await page.locator("[data-test=summary-download]").isDisabled());
    await page.locator("[data-test=summary-asOf]").fill("2024-03-31");
    await page.locator("[data-test=figures]").waitFor();
    const made = await download(page, "summary-download"), native = join(folder, "native-progress.xlsx");
    tool("xlssum", ["register.csv", "procurement.xlsx", "--fiscal-year", "2567", "--as-of", "2024-03-31", "-o", native],
        { cwd: samples });
    assert.deepEqual(cells(made), cells(native));
    return faultless(page);
});

test("the last of several months is not before the first", async () => {
    const page = await openPage();
    await drop(page, sample("register.csv"), sample("procurement.xlsx"));
    await chooseSummary(page, "months", { month: "2566-10", to: "2567-02" });
    await page.locator("[data-test=summary-month]").selectOption("2567-03");
    assert.equal(await page.locator("[data-test=summary-to]").inputValue(), "2567-03");
    const offered = await page.locator("[data-test=summary-to] option").evaluateAll((all) => all.map(({ value }) => value));
    assert.ok(offered.length > 1 && offered.every((each) => each >= "2567-03"), offered.join());
    return faultless(page);
});

test("a summary without a file that is taken away, and no figures under an error", async () => {
    const page = await openPage();
    const older = join(folder, "older.csv");
    writeFileSync(older, readFileSync(sample("register.csv"), "utf8").replaceAll("2567", "2566").replaceAll(" 66,", " 65,")
        .replaceAll(" 67,", " 66,"));
    await drop(page, sample("register.csv"), older);
    await chooseSummary(page, "year", { year: "2566" });
    await page.locator("[data-test=file-row][data-name='older.csv'] .remove").click();
    await page.waitForFunction(() => document.querySelectorAll("[data-test=summary-file]").length === 1 &&
        document.querySelector("[data-test=figures]") !== null);
    const { total } = JSON.parse(tool("xlssum", ["register.csv", "--fiscal-year", "2567", "--format", "json"], { cwd: samples }));
    assert.equal(await page.locator("[data-test=summary-year]").inputValue(), "2567");
    assert.equal(await page.locator("[data-test=figures] tfoot td").first().textContent(), String(total.count));
    await page.locator("[data-test=summary-agency]").fill("ไม่มีหน่วยงานนี้");
    await page.locator("[data-test=summary-agency]").press("Tab");
    await page.locator("#summary-trouble [data-test=trouble]").waitFor();
    assert.equal(await page.locator("[data-test=figures]").count(), 0);
    return faultless(page);
});

test("numbers beyond their limits are not asked for", async () => {
    const page = await openPage();
    await page.locator("[data-test=forms]").click();
    await page.locator("[data-test=form]").first().click();
    let offered = 0;
    page.on("download", () => offered++);
    for (const [hook, value] of [["form-rows", "-1"], ["form-rows", "1.5"], ["form-rows", "20001"], ["form-fiscal", "1"]]) {
        await page.locator(`[data-test=${hook}]`).fill(value);
        await page.locator("[data-test=form-download]").click();
        assert.ok(await page.locator(`[data-test=${hook}]`).evaluate((each) => each === document.activeElement), value);
        await page.locator(`[data-test=${hook}]`).fill("");
    }
    await page.locator("[data-test=form-rows]").fill("20");
    await download(page, "form-download");
    assert.equal(offered, 1);
    return faultless(page);
});

test("the view of conversion follows the files and the encoding of the check", async () => {
    const page = await openPage();
    await drop(page, sample("register.csv"));
    assert.equal(await page.locator("[data-test=fix]").count(), 0, "a CSV is converted, not corrected");
    assert.match(await page.locator("#do-convert").getAttribute("class"), /main/);
    await page.locator("[data-test=convert]").click();
    await page.locator("[data-test=convert-encoding]").waitFor();
    await page.locator("[data-test=check]").click();
    await page.locator("[data-test=check-encoding]").selectOption("windows-1252");
    await page.locator("[data-test=convert]").click();
    await page.waitForFunction(() => document.querySelector("[data-test=convert-encoding]")?.value === "windows-1252");
    const names = () => page.locator("[data-test=convert-file] option").allTextContents();
    await drop(page, sample("clean.xlsx"));
    await page.waitForFunction(() => document.querySelectorAll("[data-test=convert-file] option").length === 2);
    await page.locator("[data-test=file-row][data-name='clean.xlsx'] .remove").click();
    await page.waitForFunction(() => document.querySelectorAll("[data-test=convert-file] option").length === 1);
    assert.deepEqual(await names(), ["register.csv"]);
    return faultless(page);
});

/* ---------------------------------------------------------------- all kinds of files */

test("a file with a Thai name keeps it", async () => {
    const page = await openPage();
    const name = "รายงานจัดซื้อจัดจ้าง ปี ๒๕๖๗ (แก้ไข).xlsx";
    await drop(page, copied("procurement.xlsx", name));
    assert.equal(await stateOf(page, name), "findings");
    await page.locator("[data-test=fix]").click();
    await page.locator("[data-test=change]").first().waitFor();
    assert.match(basename(await download(page, "fix-download")), /รายงานจัดซื้อจัดจ้าง ปี ๒๕๖๗ \(แก้ไข\)-.*\.xlsx$/);
    return faultless(page);
});

test("twenty files at once", async () => {
    const page = await openPage();
    const names = ["procurement.xlsx", "clean.xlsx", "plan.xlsx", "register.csv"];
    const paths = Array.from({ length: 20 }, (_, i) => copied(names[i % 4], `${i + 1}-${names[i % 4]}`));
    await drop(page, ...paths);
    for (const path of paths) {
        const [{ status }] = JSON.parse(tool("xlscheck", ["--format", "json", basename(path)], { ok: [0, 1, 2] })).files;
        assert.equal(await stateOf(page, basename(path)), status, basename(path));
    }
    return faultless(page);
});

test("hostile and foreign files are refused in the words of xlscheck, and the page goes on", async () => {
    const page = await openPage();
    const whole = readFileSync(sample("procurement.xlsx"));
    const files = {
        "cut.xlsx": whole.subarray(0, whole.length / 2),
        "flipped.xlsx": Buffer.from(whole.map((byte, i) => (i > 2000 && i < 2010 ? byte ^ 0xFF : byte))),
        "empty.xlsx": Buffer.alloc(0),
        "word.xlsx": Buffer.from("%PDF-1.7\n%\xE2\xE3"),
        "encrypted.xlsx": encrypted(),
    };
    mkdirSync(join(folder, "hostile"), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) {
        writeFileSync(join(folder, "hostile", name), bytes);
        await drop(page, join(folder, "hostile", name));
        const [{ status, error }] = JSON.parse(
            tool("xlscheck", ["--format", "json", name], { cwd: join(folder, "hostile"), ok: [2] })).files;
        assert.equal(status, "trouble");
        assert.equal(await stateOf(page, name), "trouble", name);
        await page.locator(`[data-test=file-row][data-name="${name}"] button`).first().click();
        assert.ok((await page.locator("[data-test=trouble]").first().textContent()).includes(error.message), name);
    }
    await drop(page, sample("clean.xlsx"));
    assert.equal(await stateOf(page, "clean.xlsx"), "clean");
    return faultless(page);
});

/** A compound file with one stream, as a workbook behind a password begins: [MS-CFB] 2.2, [MS-OFFCRYPTO] 2.3. */
function encrypted() {
    const SECTOR = 512, FREE = 0xFFFFFFFF, END = 0xFFFFFFFE;
    const file = Buffer.alloc(4 * SECTOR, 0);
    Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
    for (const [at, value] of [[24, 0x3E], [26, 3], [28, 0xFFFE], [30, 9], [32, 6]])
        file.writeUInt16LE(value, at);
    for (const [at, value] of [[44, 1], [48, 1], [56, 4096], [60, END], [68, END], [76, 0]])
        file.writeUInt32LE(value, at);
    file.fill(0xFF, 80, SECTOR);
    file.fill(0xFF, SECTOR, 2 * SECTOR);
    for (const [i, value] of [[0, 0xFFFFFFFD], [1, END], [2, END]])
        file.writeUInt32LE(value >>> 0, SECTOR + 4 * i);
    const entry = (index, name, type, child, first, size) => {
        const at = 2 * SECTOR + 128 * index;
        file.write(name, at, "utf16le");
        file.writeUInt16LE(2 * name.length + 2, at + 64);
        file.writeUInt8(type, at + 66);
        file.writeUInt8(1, at + 67);
        for (const [offset, value] of [[68, FREE], [72, FREE], [76, child], [116, first], [120, size]])
            file.writeUInt32LE(value, at + offset);
    };
    entry(0, "Root Entry", 5, 1, END, 0);
    entry(1, "EncryptedPackage", 2, FREE, END, 0);
    return file;
}
