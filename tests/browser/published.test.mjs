// What is published of the theme's scripts and style sheets means what their sources say.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { parse } from "acorn";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, filesOf, fixture, repository } from "./support/course.mjs";

const site = await build(fixture("learner"));
const files = await filesOf(join(site, "assets"));

/**
 * @param {string} file below `assets`, whose first folder is a digest
 * @param {boolean} [held] whether it is published in another
 * @returns {Promise<[string, string]>} source and published
 */
async function both(file, held = false) {
  const source = join(repository, "themes", "default", "static", file.replace(/^\w+\//, ""));
  return [await readFile(source, "utf8"), held ? "" : await readFile(join(site, "assets", file), "utf8")];
}

/** Scripts that hold others when they are published (`src/theme/bundle.rs`). @type {Record<string, string[]>} */
const BUNDLES = {
  "site.js": ["messages.js", "dom.js", "store.js", "progress.js", "site.js"],
  "item.js": ["score.js", "tasks.js", "item.js"],
};

/**
 * A program without places: its statements one by one, and what it imports apart.
 * @param {string} text
 */
function program(text) {
  const tree = parse(text, { ecmaVersion: "latest", sourceType: "module" });
  /** @type {Set<string>} */
  const imports = new Set();
  /** @type {string[]} */
  const statements = [];
  for (const statement of tree.body) {
    if (statement.type === "ImportDeclaration") {
      for (const { local } of statement.specifiers) imports.add(local.name);
    } else {
      const place = ["start", "end", "raw"];
      statements.push(JSON.stringify(statement, (key, value) => (place.includes(key) ? undefined : value)));
    }
  }
  return { imports, statements };
}

const page = await openPage(await openBrowser());

/** @param {string} text a style sheet, as the browser reads it; it leaves what custom properties hold as it is written */
const sheet = async (text) => {
  const rules = await page.evaluate(async (text) => {
    const sheet = await new CSSStyleSheet().replace(text);
    return [...sheet.cssRules].map((rule) => rule.cssText);
  }, text);
  return rules.map((rule) => rule.replace(/\s*([,()])\s*/g, "$1").replace(/(?<![\d.])0\./g, "."));
};

test("every script is the same program", async () => {
  const scripts = files.filter((file) => file.endsWith(".js"));
  assert.ok(scripts.length > 15);
  for (const file of scripts) {
    const name = file.replace(/^.*\//, "");
    const [, published] = await both(file);
    const parts = await Promise.all((BUNDLES[name] ?? [name]).map((part) => both(file.replace(name, part), true)));
    const sources = parts.map(([source]) => program(source));
    const made = program(published);
    assert.deepEqual(
      made.statements,
      sources.flatMap(({ statements }) => statements),
      file,
    );
    const asked = new Set(sources.flatMap(({ imports }) => [...imports]));
    assert.ok(
      [...made.imports].every((each) => asked.has(each)),
      file,
    );
    assert.ok(published.length < parts.join("").length, file);
  }
});

test("every style sheet is the same rules", async () => {
  const sheets = files.filter((file) => file.endsWith(".css"));
  assert.ok(sheets.length > 5);
  for (const file of sheets) {
    const [source, published] = await both(file);
    assert.deepEqual(await sheet(published), await sheet(source), file);
    assert.ok(published.length < source.length, file);
  }
});
