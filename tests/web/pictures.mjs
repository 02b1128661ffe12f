// SPDX-License-Identifier: MIT
//
// Makes the pictures of the page for the documents, from the samples. Its environment is that of the tests (browser.mjs).
import { join } from "node:path";

import { closeBrowser, drop, openPage, samples, source } from "./browser.mjs";

const viewport = { width: 1280, height: 800 };

async function picture(name, window, act) {
    const page = await openPage({ viewport, reducedMotion: "reduce", ...window });
    await act(page);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(source, "docs/images", name) });
    await page.context().close();
}

await picture("page-th.png", {}, async (page) => {
    await drop(page, join(samples, "procurement.xlsx"), join(samples, "register.csv"));
    await page.locator("[data-test=finding][data-cell=O7]").click();
    await page.locator("[data-test=cell][data-cell=O7]").waitFor();
});

await picture("page-en.png", { colorScheme: "dark" }, async (page) => {
    await page.locator("[data-test=lang]").click();
    await drop(page, join(samples, "procurement.xlsx"), join(samples, "register.csv"));
    await page.locator("[data-test=summary]").click();
    await page.locator("[data-test=summary-kind]").selectOption("year");
    await page.locator("[data-test=summary-year]").selectOption("2567");
    await page.locator("[data-test=chart]").first().scrollIntoViewIfNeeded();
});

await closeBrowser();
