// A course opened from a folder, as from a share of a hospital or a memory stick: there is no server, and everything works.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
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
  t.after(async () => {
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
    await page.locator(".colophon").scrollIntoViewIfNeeded();
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
    t.after(() => host.close());
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
