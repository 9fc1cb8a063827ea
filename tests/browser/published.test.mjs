// What is published of the theme's style sheets means what their sources say; that scripts do what they should, all other tests show.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, filesOf, fixture, repository } from "./support/course.mjs";

const site = await build(fixture("learner"));
const files = await filesOf(join(site, "assets"));

/**
 * A sheet as it is written, with what it imports in the place of the import.
 * @param {string} name
 * @returns {Promise<string>}
 */
async function written(name) {
  const text = await readFile(join(repository, "themes", "default", "static", name), "utf8");
  const parts = text.split(/@import url\("([^"]+)"\);/);
  return (await Promise.all(parts.map((part, at) => (at % 2 ? written(part) : part)))).join("");
}

const page = await openPage(await openBrowser());

/** @param {string} text a style sheet, as the browser reads it; it leaves what custom properties hold as it is written */
const sheet = async (text) => {
  const rules = await page.evaluate(async (text) => {
    const sheet = await new CSSStyleSheet().replace(text);
    return [...sheet.cssRules].map((rule) => rule.cssText);
  }, text);
  return rules.map((rule) => rule.replace(/\s*([,()/])\s*/g, "$1").replace(/(?<![\d.])0\./g, "."));
};

test("every style sheet is the same rules", async () => {
  const sheets = files.filter((file) => file.endsWith(".css"));
  assert.ok(sheets.length > 5);
  for (const file of sheets) {
    const source = await written(file.replace(/^\w+\//, ""));
    const published = await readFile(join(site, "assets", file), "utf8");
    assert.ok(!published.includes("@import"), "it is joined");
    assert.deepEqual(await sheet(published), await sheet(source), file);
    assert.ok(published.length < source.length, file);
  }
});
