// A course opened from a folder, as from a share of a hospital or a memory stick: there is no server, and everything works.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, copyOf, fixture } from "./support/course.mjs";
import { choose, question } from "./support/item.mjs";
import { none } from "./support/none.mjs";

const browser = await openBrowser();
const items = await build(fixture("items"));
const exchange = await build(fixture("exchange"));

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

  test("entries are put in order, and options are rated", async (t) => {
    const page = await open(t, items, "practice/all-kinds");
    const item = await question(page, "order");
    assert.ok((await item.locator(".move:visible").count()) > 2);
  });
});
