// SPDX-License-Identifier: MIT
//
// What the page must not do: ask the network for anything, freeze, keep somebody waiting who has changed his mind.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, test } from "node:test";

import { bigWorkbook, closeBrowser, drop, listedFindings, openPage, samples, stateOf, tool } from "./browser.mjs";

const ROWS = 100000;
const FROZEN = 200; // ms

after(closeBrowser);

test("nothing is asked of the network", async () => {
    let requests = 0;
    const server = createServer((request, response) => {
        requests++;
        response.end();
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${server.address().port}/`;
    const page = await openPage({ offline: false });
    await drop(page, join(samples, "procurement.xlsx"), join(samples, "register.csv"));
    for (const view of ["summary", "convert", "forms", "check"])
        await page.locator(`[data-test=${view}]`).click();
    assert.equal(requests, 0);
    // Not even where a script tries to: the page forbids it, and the worker is under the same rule.
    const tried = await page.evaluate(async (url) => {
        const ways = {
            fetch: () => fetch(url),
            request: () => new Promise((resolve, reject) => {
                const request = new XMLHttpRequest();
                request.onload = resolve;
                request.onerror = reject;
                request.open("GET", url);
                request.send();
            }),
            image: () => new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: url })),
            socket: () => new Promise((resolve, reject) =>
                Object.assign(new WebSocket(url.replace("http", "ws")), { onopen: resolve, onerror: reject })),
            worker: () => new Promise((resolve, reject) => {
                const script = `fetch(${JSON.stringify(url)}).then(() => postMessage(true), () => postMessage(false))`;
                const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
                worker.onmessage = ({ data }) => (data ? resolve() : reject());
                worker.onerror = reject;
            }),
        };
        const through = [];
        for (const [name, way] of Object.entries(ways))
            await way().then(() => through.push(name), () => {});
        return through;
    }, address);
    assert.deepEqual(tried, []);
    assert.equal(requests, 0);
    server.close();
    await page.context().close();
});

test(`${ROWS} rows: the page is never frozen`, async () => {
    const name = "big.xlsx", path = bigWorkbook(ROWS, name);
    const page = await openPage();
    await page.evaluate(() => {
        window.longest = 0;
        new PerformanceObserver((list) => {
            for (const { duration } of list.getEntries())
                window.longest = Math.max(window.longest, duration);
        }).observe({ type: "longtask" });
    });
    await drop(page, path);
    assert.equal(await stateOf(page, name), "findings");
    const grid = page.locator("[data-test=grid]");
    await grid.locator("[data-test=cell][data-cell=C5]").waitFor({ timeout: 60000 });
    for (let i = 1; i <= 20; i++)
        await grid.evaluate((each, share) => {
            const scrolled = each.scrollHeight > each.clientHeight ? each : each.querySelector("*");
            scrolled.scrollTop = scrolled.scrollHeight * share;
            return new Promise(requestAnimationFrame);
        }, i / 20);
    await grid.locator(`[data-test=cell][data-cell=C${ROWS + 4}]`).waitFor();
    await page.locator("[data-test=fix]").click();
    await page.waitForTimeout(1000);
    assert.ok(await page.evaluate(() => window.longest) <= FROZEN, `frozen for ${await page.evaluate(() => window.longest)} ms`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    const [{ findings }] = JSON.parse(tool("xlscheck", ["--format", "json", name])).files;
    assert.equal((await listedFindings(page)).length, findings.length);
    await page.context().close();
});

test("a cancel takes nothing from what was checked before", async () => {
    const rows = 3000, name = "before.xlsx", path = bigWorkbook(rows, name), later = bigWorkbook(ROWS, "later.xlsx");
    const page = await openPage();
    await drop(page, path);
    await page.locator("[data-test=cell][data-cell=C5]").click();
    await page.setInputFiles("[data-test=file-input]", [later]);
    await page.locator("[data-test=file-row][data-state=working]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-test=file-row][data-state=cancelled]").waitFor();
    await page.locator("[data-test=grid] [tabindex='0']").first().focus();
    await page.keyboard.press("Control+End"); // rows that were not fetched before
    const faulty = page.locator(`[data-test=cell][data-cell=P${rows + 4}]`);
    await faulty.waitFor();
    const { findings } = JSON.parse(tool("xlscheck", ["--format", "json", name])).files[0];
    const { severity } = findings.find(({ cell }) => cell === `P${rows + 4}`);
    await page.waitForFunction(([cell, level]) => document.querySelector(`[data-cell=${cell}]`).className.includes(level),
        [`P${rows + 4}`, severity]);
    await page.context().close();
});

test("long work can be cancelled, and done again", async () => {
    const path = bigWorkbook(ROWS, "cancel.xlsx");
    const paths = [path, ...["b", "c", "d"].map((name) => path.replace(/xlsx$/, `${name}.xlsx`))]; // so that there is time
    paths.slice(1).forEach((other) => copyFileSync(path, other));
    const page = await openPage();
    await page.setInputFiles("[data-test=file-input]", paths);
    await page.locator("[data-test=cancel]").click();
    await page.locator("[data-test=file-row][data-state=cancelled]").last().waitFor();
    await page.locator("[data-test=file-row][data-state=working]").waitFor({ state: "detached" });
    await page.locator("[data-test=file-row][data-state=cancelled] button.plain").first().click();
    await page.locator("[data-test=file-row][data-state=working]").waitFor({ state: "detached" });
    await page.locator("[data-test=file-row][data-state=findings]").first().waitFor({ timeout: 60000 });
    await drop(page, join(samples, "clean.xlsx"));
    assert.equal(await stateOf(page, "clean.xlsx"), "clean");
    await page.context().close();
});
