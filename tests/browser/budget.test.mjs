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

/** What a lesson loads at most, in bytes: three quarters of it are a tenth of a second on a slow phone connection (1.6 Mbit/s). */
const SCRIPTS = 12_000;
const STYLES = 7_000;
/** How many files of each. */
const FILES = 2;

/**
 * What a page of a built site names, by its address, with the compressed size. Scripts are joined: what they need is in them.
 * @param {string} site
 * @param {string} html
 * @param {string} page its address below the site
 */
async function loads(site, html, page) {
  const here = new URL(page, "http://site/");
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const [, file = ""] of html.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+\.(?:js|css))"/g)) {
    const { pathname } = new URL(file, here);
    sizes.set(pathname, gzipSync(await readFile(join(site, pathname)), { level: 9 }).length);
  }
  return sizes;
}

/**
 * What is over the limits.
 * @param {Map<string, number>} sizes
 */
function over(sizes) {
  return [
    { ending: ".js", limit: SCRIPTS, files: FILES },
    { ending: ".css", limit: STYLES, files: FILES },
  ].flatMap(({ ending, limit, files }) => {
    const own = [...sizes].filter(([file]) => file.endsWith(ending));
    const total = own.reduce((sum, [, size]) => sum + size, 0);
    if (total <= limit && own.length <= files) return [];
    return [
      `${total} of ${limit} bytes in ${own.length} files: ${own.map(([file, size]) => `${size} ${file}`).join(", ")}`,
    ];
  });
}

test(`every lesson of the shipped course loads at most ${SCRIPTS / 1000} kB of script and ${STYLES / 1000} kB of style`, async (t) => {
  const site = await build(repository);
  const found = [];
  let lessons = 0;
  for (const page of await pagesOf(site)) {
    const html = await readFile(join(site, page.replace(/(^|\/)$/, "$1index.html")), "utf8");
    if (!html.includes('<article class="lesson"')) continue;
    lessons += 1;
    const sizes = await loads(site, html, page);
    t.diagnostic(`${[...sizes.values()].reduce((sum, size) => sum + size, 0)} ${page}`);
    found.push(...over(sizes).map((line) => `${page}: ${line}`));
  }
  assert.ok(lessons > 20, `${lessons} lessons`);
  none(found);
});

const browser = await openBrowser();

/** @type {[string, string, string][]} */
const lessons = [
  ["a lesson of the shipped course", repository, "repair-in-six-steps/repair-together/"],
  ["a page with every kind of question", fixture("items"), "practice/all-kinds/"],
];

for (const [name, course, address] of lessons) {
  test(`${name} loads no more in a browser than it names`, async (t) => {
    const host = await serve(await build(course));
    after(() => host.close());
    const page = await openPage(browser);
    /** @type {Map<string, number>} */
    const sizes = new Map();
    /** @type {import("playwright-core").Response[]} */
    const came = [];
    page.on("response", (response) => void came.push(response));
    await page.goto(host.root + address, { waitUntil: "networkidle" });
    for (const response of came.filter((each) => /\.(js|css)$/.test(new URL(each.url()).pathname)))
      sizes.set(response.url().replace(host.root, ""), gzipSync(await response.body(), { level: 9 }).length);
    for (const [file, size] of sizes) t.diagnostic(`${size} ${file}`);
    assert.ok(sizes.size > 2, "scripts and style sheets were loaded");
    none(over(sizes));
    await page.context().close();
  });
}
