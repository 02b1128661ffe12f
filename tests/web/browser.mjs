// SPDX-License-Identifier: MIT
//
// The page in a browser, and what a person does with it. The environment says where things are:
//
//     XLSTOOLS_PAGE     the page
//     XLSTOOLS_BIN      the folder of the tools that it is compared with
//     XLSTOOLS_SOURCE   the source tree
//     XLSTOOLS_MODULES  the folder in which npm has put playwright-core and axe-core
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const { XLSTOOLS_PAGE: PAGE, XLSTOOLS_BIN: BIN, XLSTOOLS_SOURCE: SOURCE, XLSTOOLS_MODULES: MODULES } = process.env;
const { chromium } = createRequire(join(MODULES, "x.js"))("playwright-core");

export const axeSource = readFileSync(join(MODULES, "node_modules/axe-core/axe.min.js"), "utf8");
export const samples = join(SOURCE, "samples");
export const source = SOURCE;
export const DONE = ":not([data-state=waiting]):not([data-state=working])";

/* A folder that is gone when the tests have ended. */
export const folder = mkdtempSync(join(tmpdir(), "xlstools-web-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

/** Runs one of the tools where the file lies, so that reports name it as the page does. */
export function tool(name, words, { lang = "th", cwd = folder, ok = [0, 1] } = {}) {
    const ended = spawnSync(join(BIN, name), ["--lang", lang, ...words], {
        cwd, encoding: "utf8", maxBuffer: 1 << 30, env: { ...process.env, XLSTOOLS_TEMPLATES: join(SOURCE, "templates") } });
    if (!ok.includes(ended.status))
        throw new Error(`${name} ${words.join(" ")} ended with ${ended.status}: ${ended.stderr}`);
    return ended.stdout;
}

/** Every cell of a workbook, by sheet and address. */
export function cells(path) {
    const lines = tool("xlsdump", [basename(path)], { cwd: dirname(path) }).split("\n").filter(Boolean);
    return new Map(lines.map((line) => JSON.parse(line)).map(({ sheet, ref, ...rest }) => [`${sheet}!${ref}`, rest]));
}

let browser;

/** A new window with the page in it. `more` is for the window. The network is off, as at those who have none. */
export async function openPage(more = {}) {
    browser ??= await chromium.launch({ executablePath: "/usr/bin/chromium", args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"] });
    const context = await browser.newContext({ acceptDownloads: true, offline: true, ...more });
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
    await page.goto(pathToFileURL(PAGE).href);
    await page.locator("#work").waitFor();
    return page;
}

export async function closeBrowser() {
    await browser?.close();
}

/** Gives the page the files, and waits until all are done. */
export async function drop(page, ...paths) {
    const before = await page.locator("[data-test=file-row]").count();
    await page.setInputFiles("[data-test=file-input]", paths);
    await page.waitForFunction(({ selector, count }) => document.querySelectorAll(selector).length === count,
        { selector: `[data-test=file-row]${DONE}`, count: before + paths.length }, { timeout: 120000, polling: 20 });
}

export async function stateOf(page, name) {
    return page.locator(`[data-test=file-row][data-name=${JSON.stringify(name)}]`).getAttribute("data-state");
}

/** Presses what makes the page offer a file, and puts that into the folder. Returns its path. */
export async function download(page, hook) {
    const [offered] = await Promise.all([page.waitForEvent("download", { timeout: 120000 }),
        page.locator(`[data-test=${hook}]`).click()]);
    const path = join(folder, `${Math.random().toString(36).slice(2)}-${offered.suggestedFilename()}`);
    await offered.saveAs(path);
    return path;
}

/** All findings that the page lists for the chosen file, as a person reads them: groups opened, pages turned. */
export async function listedFindings(page) {
    const found = [];
    const groups = await page.locator("[data-test=group]").evaluateAll((all) => all.map(({ dataset }) => ({ ...dataset })));
    for (const { code, severity } of groups) {
        const own = `[data-test=group][data-code=${code}][data-severity=${severity}]`, group = page.locator(own);
        if (!await group.evaluate((each) => each.open))
            await group.locator("summary").click();
        for (let more = true; more;) {
            await group.locator("[data-test=finding]").first().waitFor();
            found.push(...await group.locator("[data-test=finding]").evaluateAll((all) => all.map((each) => ({
                code: each.dataset.code, cell: each.dataset.cell ?? "", value: each.querySelector(".value").textContent,
                message: each.querySelector(".message").textContent }))));
            const on = group.locator(`#page-${code}-${severity}-on`);
            more = await on.count() > 0 && await on.isEnabled();
            if (more) {
                const old = await group.locator(".pager span").textContent();
                await on.click();
                await page.waitForFunction(({ of, text }) =>
                    document.querySelector(`${of} .pager span`)?.textContent !== text, { of: own, text: old });
            }
        }
    }
    return found;
}

/** A register with so many rows as a workbook of the form o16. */
export function bigWorkbook(rows, name) {
    const path = join(folder, name);
    execFileSync("/usr/bin/python3", [join(SOURCE, "tests/web/big.py"), String(rows), `${path}.csv`]);
    tool("xlsconv", [`${path}.csv`, "-t", "ita-2567-o16", "-o", path, "-q"]);
    return path;
}
