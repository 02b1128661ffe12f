// SPDX-License-Identifier: MIT
//
// The page for everybody: the rules that axe-core knows, in each view, language, width and colour scheme.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { axeSource, closeBrowser, drop, openPage, samples } from "./browser.mjs";

after(closeBrowser);

async function violations(page) {
    await page.evaluate(axeSource); // every time: a new document has lost it
    return page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) =>
        `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`));
}

for (const [name, window] of Object.entries({
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    narrow: { colorScheme: "light", viewport: { width: 360, height: 640 } },
}))
    for (const lang of ["th", "en"])
        test(`${name}, ${lang}: no rule is broken`, async () => {
            const page = await openPage({ ...window, reducedMotion: "reduce" });
            if (lang === "en")
                await page.locator("[data-test=lang]").click();
            const found = [];
            const look = async (where) => found.push(...(await violations(page)).map((each) => `${where}: ${each}`));
            await look("at first");
            await drop(page, join(samples, "procurement.xlsx"), join(samples, "register.csv"));
            await page.locator("[data-test=cell][data-cell=C5]").waitFor();
            await look("findings");
            for (const view of ["summary", "convert", "forms"]) {
                await page.locator(`[data-test=${view}]`).click();
                await page.waitForTimeout(300);
                await look(view);
            }
            await page.locator("[data-test=check]").click();
            await page.locator("[data-test=fix]").click();
            await page.locator("[data-test=change]").first().waitFor();
            await look("changes");
            assert.deepEqual(found, []);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            assert.ok(wide <= 0, `${wide} pixels stand out sideways`);
            await page.context().close();
        });
