// What a lesson costs on the way: scripts and style sheets, as compressed as a host sends them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, fixture, repository } from "./support/course.mjs";
import { serve } from "./support/server.mjs";

/** 20 kB: a tenth of a second on a slow phone connection (1.6 Mbit/s). */
const BUDGET = 20_000;

const browser = await openBrowser();

/** @type {[string, string, string][]} */
const lessons = [
  ["a lesson of the shipped course", repository, "protective-strategies/defensiveness/"],
  ["a page with every kind of question", fixture("items"), "practice/all-kinds/"],
];

for (const [name, course, address] of lessons) {
  test(`${name} loads at most ${BUDGET / 1000} kB of scripts and style sheets`, async (t) => {
    const host = await serve(await build(course));
    after(() => host.close());
    const page = await openPage(browser);
    /** @type {Map<string, number>} */
    const sizes = new Map();
    page.on("response", async (response) => {
      if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return;
      sizes.set(response.url().replace(host.root, ""), gzipSync(await response.body(), { level: 9 }).length);
    });
    await page.goto(host.root + address, { waitUntil: "networkidle" });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [file, size] of sizes) t.diagnostic(`${size} ${file}`);
    t.diagnostic(`${total} in all`);
    assert.ok(sizes.size > 2, "scripts and style sheets were loaded");
    assert.ok(total <= BUDGET, `${total} bytes`);
    await page.context().close();
  });
}
