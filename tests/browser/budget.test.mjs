// What a lesson costs on the way: scripts and style sheets, as compressed as a host sends them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, fixture, pagesOf, repository } from "./support/course.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** 20 kB: a tenth of a second on a slow phone connection (1.6 Mbit/s). */
const BUDGET = 20_000;
/** Where a page is a scenario, a practice or a test, what makes it one comes on top. */
const EXTRA = 26_000;

/**
 * What a page of a built site loads when it opens, by its address, with the compressed size: what it names, what those
 * scripts import, and what putting in order and rating take where there is something to put in order or to rate.
 * @param {string} site
 * @param {string} html
 * @param {string} page its address below the site
 */
async function loads(site, html, page) {
  const here = new URL(page, "http://site/");
  const named = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+\.(?:js|css))"/g)].map(
    ([, file = ""]) => new URL(file, here),
  );
  const items = named.find(({ pathname }) => pathname.endsWith("/item.js"));
  if (items && html.includes('class="order"')) named.push(new URL("ordering.js", items));
  if (items && html.includes('class="ratings"')) named.push(new URL("rating.js", items));
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const { pathname, href } of named) {
    if (sizes.has(pathname)) continue;
    const text = await readFile(join(site, pathname), "utf8");
    sizes.set(pathname, gzipSync(text, { level: 9 }).length);
    if (!pathname.endsWith(".js")) continue;
    for (const [, file = ""] of text.matchAll(/(?:^|[;}])(?:import|export)\b[^;(]*?from ?"([^"]+)"/gm))
      named.push(new URL(file, href));
  }
  return sizes;
}

test(`every lesson of the shipped course loads at most ${BUDGET / 1000} kB, one that is more than text at most ${EXTRA / 1000} kB`, async (t) => {
  const site = await build(repository);
  const over = [];
  let lessons = 0;
  for (const page of await pagesOf(site)) {
    const html = await readFile(join(site, page.replace(/(^|\/)$/, "$1index.html")), "utf8");
    if (!html.includes('<article class="lesson"')) continue;
    lessons += 1;
    const limit = /<attune-(scenario|practice|assessment)/.test(html) ? EXTRA : BUDGET;
    const sizes = await loads(site, html, page);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    t.diagnostic(`${total} ${page}`);
    if (total > limit)
      over.push(
        `${page}: ${total} of ${limit} bytes: ${[...sizes].map(([file, size]) => `${size} ${file}`).join(", ")}`,
      );
  }
  assert.ok(lessons > 20, `${lessons} lessons`);
  none(over);
});

const browser = await openBrowser();

/** @type {[string, string, string][]} */
const lessons = [
  ["a lesson of the shipped course", repository, "repair-in-six-steps/repair-together/"],
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
