// SPDX-License-Identifier: MIT
//
// How long the page takes for a large workbook, beside the tools of this machine: the same file in turn, the best of several runs.
//
//     tests/web/bench.sh [ROWS [RUNS]]
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";

import { bigWorkbook, closeBrowser, download, folder, openPage, source } from "./browser.mjs";

const [rows = 100000, runs = 7] = process.argv.slice(2).map(Number);
const path = bigWorkbook(rows, "bench.xlsx");
const best = {};

function keep(what, time) {
    best[what] = Math.min(best[what] ?? Infinity, time);
}

function native(what, name, words) {
    const start = performance.now();
    spawnSync(join(process.env.XLSTOOLS_BIN, name), words, { cwd: folder, stdio: "ignore", env: {
        ...process.env, XLSTOOLS_TEMPLATES: join(source, "templates") } });
    keep(what, performance.now() - start);
}

/** From the moment that the file is given until its findings are counted; and until the corrected workbook is offered. */
async function page() {
    const tab = await openPage();
    const wait = tab.evaluate(() => new Promise((resolve) => {
        const input = document.querySelector("[data-test=file-input]");
        let start = 0;
        input.addEventListener("change", () => { start = performance.now(); }, { capture: true });
        new MutationObserver(() => document.querySelector("[data-test=file-row][data-state=findings]") &&
            resolve(performance.now() - start)).observe(document.body, { subtree: true, childList: true, attributes: true });
    }));
    await tab.setInputFiles("[data-test=file-input]", path);
    keep("page check", await wait);
    if (process.env.ONLY_CHECK) return void await tab.context().close();
    await tab.locator("[data-test=fix]").click();
    await tab.locator("[data-test=fix-download]:enabled").waitFor({ timeout: 60000 });
    const start = performance.now();
    await download(tab, "fix-download");
    keep("page fix", performance.now() - start);
    await tab.context().close();
}

for (let run = 0; run < runs; run++) {
    native("xlscheck", "xlscheck", ["-q", "--format", "json", basename(path)]);
    native("xlsfix", "xlsfix", ["-q", basename(path), "-o", "native-bench.xlsx"]);
    await page();
}
await closeBrowser();
for (const [what, tool] of [["page check", "xlscheck"], ["page fix", "xlsfix"]])
    console.log(`${rows} rows: ${what} ${best[what].toFixed(0)} ms, ${tool} ${best[tool].toFixed(0)} ms: ${(best[what] / best[tool]).toFixed(2)}`);
