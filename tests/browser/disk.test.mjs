// A course opened from a folder, as from a share of a hospital or a memory stick: there is no server, and everything works.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, pagesOf, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { choose, question } from "./support/item.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();
const items = await build(fixture("items"));
const exchange = await build(fixture("exchange"));
const completion = await build(fixture("completion"));

/** @typedef {import("playwright-core").Page} Page */

/** @param {string} site @param {string} path */
const address = (site, path) => pathToFileURL(join(site, path, "index.html")).href;

/**
 * Opens a page from its folder.
 * @param {import("node:test").TestContext} t
 * @param {string} site
 * @param {string} path
 */
async function open(t, site, path) {
  const page = await openPage(browser);
  const complaints = watch(page, "file://");
  await page.goto(address(site, path));
  atEnd(t, async () => {
    await page.context().close();
    none(complaints.filter((complaint) => !complaint.startsWith("elsewhere: file:")));
  });
  return page;
}

describe("from disk", () => {
  test("a question is checked, and is still answered when one comes back", async (t) => {
    const page = await open(t, items, "practice/all-kinds");
    const item = await question(page, "single");
    await choose(item, "Say what you noticed");
    await item.getByRole("button", { name: "Check my answer" }).click();
    await item.getByText("A change, named without blame.").first().waitFor();
    await page.goto(address(items, "practice/second"));
    await page.goto(address(items, "practice/all-kinds"));
    await page.locator("#q-single").getByText("A change, named without blame.").first().waitFor();
    assert.equal(await page.locator("#q-single").getByRole("button", { name: "Check my answer" }).count(), 0);
  });

  test("a test is taken and counts, and the course knows how far one is", async (t) => {
    const page = await open(t, completion, "end/test");
    await page.getByRole("button", { name: "Start" }).click();
    for (const item of await page.locator("attune-item:visible").all()) await item.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Submit" }).click();
    await page.locator("attune-assessment .said").first().waitFor();
    await page.goto(address(completion, "my/progress"));
    await page.locator("[data-attempt]").waitFor();
  });

  test("a question that was missed comes back in the review, is answered there, and moves to a later day", async (t) => {
    const page = await open(t, items, "practice/all-kinds");
    const item = await question(page, "single");
    await choose(item, "Wait for the client");
    await item.getByRole("button", { name: "Check my answer" }).click();
    await item.locator(".said").first().waitFor();
    // Missed some days ago.
    await page.evaluate((days) => {
      const [key = ""] = Object.keys(localStorage).filter((name) => name.startsWith("attune:progress:"));
      const record = JSON.parse(localStorage.getItem(key) ?? "");
      for (const card of Object.values(record.cards))
        card.l = card.l.map((/** @type {number[]} */ [t = 0, grade = 0, day = 0]) => [
          t - days * 86_400_000,
          grade,
          day - days,
        ]);
      record.last = { ...record.last, k: "practice/all-kinds/" };
      localStorage.setItem(key, JSON.stringify(record));
    }, 5);
    /** @returns {Promise<string>} */
    const visits = () =>
      page.evaluate(() =>
        Object.values(localStorage)
          .map((text) => JSON.stringify(JSON.parse(text).pages))
          .join(),
      );
    const before = await visits();
    await page.goto(address(items, "my/review"));
    const own = page.locator("attune-review attune-item");
    await own.getByRole("radio", { name: "Say what you noticed" }).check();
    assert.equal(await visits(), before, "asking for a page is no visit to it");
    await own.getByRole("button", { name: "Check my answer" }).click();
    await own.getByText("A change, named without blame.").first().waitFor();
    await page
      .getByText(/Comes back in \d+ days?\./)
      .first()
      .waitFor();
    assert.match(
      (await page.locator(".review-from a").getAttribute("href")) ?? "",
      /practice\/all-kinds\/(index\.html)?#q-single$/,
    );
    assert.equal(await page.locator("iframe").count(), 0);
  });

  test("where the browser keeps nothing, each page says so", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    for (const path of ["practice/all-kinds", "my/progress", "my/review"]) {
      await page.goto(address(items, path));
      await page.getByText("Your browser does not save data for this site.").first().waitFor();
    }
  });

  test("a scenario goes on after a choice, and a practice is rated", async (t) => {
    const page = await open(t, exchange, "room/scenario");
    await page.getByRole("link", { name: "Let’s put that on the agenda" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("[data-moment]:visible").getByText("It goes quiet").waitFor();
    assert.equal(await page.locator("[data-moment]:visible").count(), 1);
    await page.goto(address(exchange, "room/practice"));
    const level = page.locator("[data-level='1']");
    await level.getByRole("checkbox", { name: "I named what I saw." }).check();
    await level.getByRole("button", { name: "Save rating" }).click();
    await level.getByText(/Saved/).waitFor();
  });

  test("a dialogue's marks are found by oneself", async (t) => {
    const page = await open(t, exchange, "room/dialogue");
    await page.getByText("Annotate it yourself").first().click();
    await page.locator(".mark-exercise-button").first().waitFor();
  });

  test("what a term means comes with the link to it, and the chosen look stays", async (t) => {
    const page = await open(t, await build(fixture("sources")), "room/terms");
    await page.locator(".prose a.term").first().hover();
    await page.getByRole("tooltip").waitFor();
    await page.getByRole("button", { name: "Appearance" }).click();
    await page.getByRole("radio", { name: "Dark" }).check();
    await page.reload();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  });

  test("entries can be put in order", async (t) => {
    const page = await open(t, items, "practice/all-kinds");
    const item = await question(page, "order");
    assert.ok((await item.locator(".move:visible").count()) > 2);
  });
});

/**
 * Two pages of each kind, by their classes and where they stand.
 * @param {string} site
 */
async function pagesOfEachKind(site) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const path of await pagesOf(site)) {
    // What a host shows for addresses that are not there is on no disk.
    if (path === "404.html") continue;
    const text = await readFile(join(site, path, "index.html"), "utf8");
    const kind = [/<body class="([^"]*)"/, /<main[^>]*>\s*<(\S+ class="[^"]*")/].map((form) => form.exec(text)?.[1]);
    const name = [...kind, path.split("/").length, /attune-\w+/.exec(text)?.[0]].join();
    kinds.set(name, [...(kinds.get(name) ?? []), path]);
  }
  return [...kinds.values()].flatMap((paths) => paths.slice(0, 2));
}

/** Ids of files that were read. @type {Map<string, Set<string>>} */
const idsOf = new Map();

/**
 * What is wrong with where a link leads, if anything.
 * @param {string} href
 */
async function lost(href) {
  const { protocol, hash } = new URL(href);
  if (protocol !== "file:") return "";
  const file = fileURLToPath(href.replace(/[?#].*$/, ""));
  if (!file.endsWith(".html")) return (await readFile(file).catch(() => undefined)) ? "" : `${href} is no file`;
  const text = idsOf.has(file) ? "" : await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return `${href} is no page`;
  if (!idsOf.has(file)) idsOf.set(file, new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id)));
  const id = decodeURIComponent(hash.slice(1));
  return !id || idsOf.get(file)?.has(id) ? "" : `${href} is no place on its page`;
}

for (const facilitator of [false, true]) {
  test(`every link of every kind of page arrives from disk, in the ${facilitator ? "facilitators’" : "learners’"} edition`, async (t) => {
    const site = await build(repository, { facilitator });
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const paths = await pagesOfEachKind(site);
    assert.ok(paths.length > 15, `${paths.length} pages`);
    const found = new Set();
    let links = 0;
    for (const path of paths) {
      await page.goto(address(site, path));
      // As the browser's menu on a link would open it, which needs the same as a click; until what does that has come.
      const targets = await page.evaluate(async () => {
        const all = [...document.querySelectorAll("a[href]")];
        const ask = () =>
          all.map((link) => {
            link.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
            return new URL(link.getAttribute("href") ?? "", location.href).href;
          });
        for (;;) {
          const targets = ask();
          const isAsked = all.some(
            (link, at) => link.getAttribute("href") !== "#" && /\.html(#|$)/.test(targets[at] ?? ""),
          );
          if (isAsked) return targets;
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
      });
      links += targets.length;
      for (const fault of await Promise.all(targets.map(lost))) if (fault) found.add(`${path}: ${fault}`);
    }
    t.diagnostic(`${links} links on ${paths.length} pages`);
    none([...found]);
  });
}

test("an old address leads on from disk, to the place that was asked for, and so does a link to it", async (t) => {
  // With an address on the web, pages name each other by their folders.
  const site = await build(fixture("learner"), { baseUrl: "https://attune.example/some/where/" });
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  for (const hash of ["", "#q-one"]) {
    await page.goto(address(site, "old/shift") + hash);
    await page.waitForURL(address(site, "first/shift") + hash);
    await page.locator("article.lesson").waitFor();
  }
  // And on a host, where it does not name the file.
  const host = await serve(site, "/some/where/");
  atEnd(t, () => host.close());
  for (const hash of ["", "#q-one"]) {
    await page.goto(`${host.root}old/shift/${hash}`);
    await page.waitForURL(`${host.root}first/shift/${hash}`);
  }
});

describe("a theme with scripts of its own", () => {
  test("one in the place of the theme's is joined with the others, one beside them imports what it likes", async (t) => {
    const course = await copyOf(fixture("items"));
    const theme = join(course, "themes", "mine");
    await mkdir(join(theme, "static", "js"), { recursive: true });
    await mkdir(join(theme, "templates", "parts"), { recursive: true });
    const site = join(course, "site.toml");
    await writeFile(site, `theme = "mine"\n${await readFile(site, "utf8")}`);
    await writeFile(
      join(theme, "static", "js", "score-line.js"),
      'import { message } from "./messages.js";\nexport const showScore = () => (document.title = message("check"));\n',
    );
    await writeFile(
      join(theme, "static", "js", "own.js"),
      'import { AttuneItem } from "./item.js";\nimport * as dom from "./dom.js";\nconst one = document.querySelector("attune-item");\ndom.element("p", "");\ndocument.documentElement.dataset.own = String(one instanceof AttuneItem);\nexport default await Promise.resolve();\n',
    );
    await writeFile(
      join(theme, "templates", "parts", "scripts.html"),
      '<link rel="icon" href="{{ site.root }}{{ asset(name="icon.svg") }}"><script type="module" src="{{ site.root }}{{ asset(name=\'js/own.js\') }}"></script>',
    );
    const host = await serve(await buildHere(course));
    atEnd(t, () => host.close());
    const page = await openPage(browser);
    const complaints = watch(page, host.origin);
    await page.goto(`${host.root}practice/all-kinds/`);
    await page.locator("html[data-own=true]").waitFor();
    const item = await question(page, "single");
    await choose(item, "Say what you noticed");
    await item.getByRole("button", { name: "Check my answer" }).click();
    await page.waitForFunction(() => document.title === "Check my answer");
    none(complaints);
    await page.context().close();
  });
});
