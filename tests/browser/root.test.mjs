// A course has one record, one worker and one place, however its address is spelled: with the front page's file or without, from disk,
// with signs written as they are or in percents. What was kept by another spelling comes with it, and what is deleted is gone.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { openBrowser } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { question } from "./support/item.mjs";
import { answer, kept, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const LESSON = "first/shift/";
/** @type {Record<string, string>} */
const TITLES = { [LESSON]: "A shift", "first/plain/": "Nothing to answer" };
const site = await build(fixture("learner"));
const host = await serve(site);
after(() => host.close());
const browser = await openBrowser();

/** @param {Page} page @returns {Promise<string[]>} */
const names = (page) => page.evaluate(() => Object.keys(localStorage).sort());
/** A record with pages that were read. @param {string[]} pages @param {number} [version] */
const read = (pages, version = 2) =>
  JSON.stringify({
    version,
    pages: Object.fromEntries(pages.map((page) => [page, { t: 1, e: true, h: TITLES[page] ?? page }])),
  });
/** @param {Page} page @param {Record<string, string>} entries */
const store = (page, entries) =>
  page.evaluate((all) => {
    for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value);
  }, entries);
/** @param {Page} page */
async function erase(page) {
  await page.getByRole("button", { name: "Delete all data" }).click();
  await page.getByRole("button", { name: "Yes, delete" }).click();
  await page.getByText("All data deleted.").waitFor();
}

/** Leads on from the front page. @param {Page} page */
async function continues(page) {
  await page.locator("a[data-start]", { hasText: "Continue" }).click();
  await page.locator("h1", { hasText: "A shift" }).waitFor();
}

describe("one record", () => {
  test("where the address names the front page's file, on a host", async (t) => {
    const page = await learner(t, browser);
    await page.goto(host.root + LESSON, QUIET);
    await answer(page, "one", "Waiting");
    await page.goto(`${host.root}index.html`, QUIET);
    assert.deepEqual(await names(page), ["attune:progress:/"]);
    await continues(page);
  });

  test("where the course is opened from disk", async (t) => {
    const page = await learner(t, browser);
    const root = pathToFileURL(`${site}/`);
    await page.goto(new URL(`${LESSON}index.html`, root).href);
    await answer(page, "one", "Waiting");
    await page.goto(new URL("index.html", root).href);
    await continues(page);
    assert.deepEqual(await names(page), [`attune:progress:${root.pathname}`]);
  });

  test("where signs of the address are written in percents", async (t) => {
    const mount = "/~a/lä/";
    const own = await serve(site, mount);
    atEnd(t, () => own.close());
    const page = await learner(t, browser);
    await page.goto(`${own.origin}/%7ea/l%C3%A4/${LESSON}`, QUIET);
    await answer(page, "one", "Waiting");
    await page.goto(`${own.origin}/~%61/l%C3%A4/`, QUIET);
    assert.deepEqual(await names(page), ["attune:progress:/~a/l%C3%A4/"]);
    await continues(page);
  });

  test("where percents are written small, or a sign for folders twice", async (t) => {
    const own = await serve(site, "/lä/(1)/");
    atEnd(t, () => own.close());
    const page = await learner(t, browser);
    await page.goto(`${own.origin}/l%c3%a4/(1)/${LESSON}`, QUIET);
    await answer(page, "one", "Waiting");
    for (const root of ["/l%C3%A4/%281%29/", "//l%c3%A4//(1)//index.html"]) {
      await page.goto(own.origin + root, QUIET);
      assert.deepEqual(await names(page), ["attune:progress:/l%C3%A4/%281%29/"], root);
      await continues(page);
    }
  });

  for (const id of ["", "named"]) {
    test(`what was kept by other spellings comes with it, and is deleted${id && ", in a course with an id"}`, async (t) => {
      const course = await copyOf(fixture("learner"));
      const config = join(course, "site.toml");
      if (id) await writeFile(config, (await readFile(config, "utf8")).replace("[course]", `[course]\nid = "${id}"`));
      const own = await serve(await buildHere(course), "/~a/");
      atEnd(t, () => own.close());
      const page = await learner(t, browser);
      const key = `attune:progress:${id || "/~a/"}`;
      await page.goto(own.root, QUIET);
      const others = {
        "attune:progress:/~a/b/index.html": read(["elsewhere/page/"]),
        "attune:progress:/": read([LESSON]),
      };
      await store(page, {
        ...others,
        "attune:progress:/~a/index.html": read([LESSON]),
        "attune:progress:/%7ea/": read([LESSON, "first/plain/"]),
        "attune:progress://~a//": read([LESSON]),
        "attune:/%7Ea/index.html": read([LESSON, "second/fix/"]),
      });
      await page.goto(own.root, QUIET);
      await page.goto(`${own.root}my/progress/`, QUIET);
      await page.getByText("1 of 3 lessons done").waitFor();
      const { pages } = await kept(page, key);
      assert.deepEqual(Object.keys(pages).sort(), ["first/plain/", LESSON, "second/fix/"]);
      assert.deepEqual(await names(page), [key, ...Object.keys(others)].sort());
      // What cannot be taken over is deleted all the same.
      await store(page, { "attune:progress:/~a/index.html": read([LESSON], 99) });
      await page.reload(QUIET);
      await erase(page);
      assert.deepEqual(await names(page), Object.keys(others).sort());
    });
  }
});

describe("one worker", () => {
  /** @param {Page} page */
  const scopes = (page) =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));

  test("keeps the front page by the name of its file, and one that was made for that alone goes", async (t) => {
    const course = await copyOf(fixture("learner"));
    const own = await serve(await buildHere(course), "/some/where/");
    atEnd(t, () => own.close());
    const page = await learner(t, browser, { offline: true });
    // As an earlier version registered it.
    await page.goto(`${own.root}sw.js`);
    await page.evaluate(async (root) => {
      await navigator.serviceWorker.register(`${root}sw.js`, { scope: `${root}index.html` });
      await (await caches.open(`attune:${root}index.html:0`)).put(`${root}index.html`, new Response("old"));
    }, own.root);
    await page.goto(`${own.root}index.html`, QUIET);
    await page.goto(`${own.root}my/progress/`, QUIET);
    await page.getByRole("button", { name: /^Make available offline/ }).click();
    await page.getByText("The whole course is available offline.").waitFor();
    assert.deepEqual(await scopes(page), [own.root]);
    const all = await page.evaluate(() => caches.keys());
    assert.deepEqual(
      all.filter((name) => !name.startsWith(`attune:${own.root}:`)),
      [],
    );
    await own.close();
    await page.goto(`${own.root}index.html`);
    await page.locator("a[data-start]").waitFor();
  });
});

describe("what is deleted is gone", () => {
  for (const [name, options] of /** @type {[string, import("playwright-core").LaunchOptions][]} */ ([
    ["a page that is loaded again", {}],
    ["a page that was kept as it was", { ignoreDefaultArgs: ["--disable-back-forward-cache"] }],
  ])) {
    test(`also after Back, to ${name}`, async (t) => {
      const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
      const another = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"], ...options });
      atEnd(t, () => another.close());
      const page = await learner(t, another);
      await page.goto(host.root + LESSON, QUIET);
      await answer(page, "one", "Waiting");
      await page.goto(`${host.root}my/progress/`, QUIET);
      await erase(page);
      await page.goBack({ waitUntil: "commit" });
      await page.waitForURL(`${host.root}${LESSON}`);
      await page.waitForFunction(() => !document.querySelector("attune-item input:checked"));
      const item = await question(page, "one");
      assert.equal(await item.locator("input:checked").count(), 0);
      assert.equal(await item.getByText("Too late.").filter({ visible: true }).count(), 0);
    });
  }
});
