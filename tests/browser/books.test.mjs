// The course as a book: valid EPUB 3, accessible by Ace, and read by its links in every direction.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { ace, bookOf, epubcheck, unpacked } from "./support/books.mjs";
import { openBrowser, openPage, PHONE } from "./support/browser.mjs";
import { attune, copyOf, filesOf, fixture, repository, temporaryFolder } from "./support/course.mjs";
import { headingFaults, sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";

const browser = await openBrowser();

/** @param {string} language @returns {Promise<string>} the small course that authors begin with */
async function starter(language) {
  const root = join(temporaryFolder(), "course");
  await promisify(execFile)(attune, ["init", root, "--lang", language]);
  return root;
}

/** @param {string} root a course, which is told to be in Arabic */
async function inArabic(root) {
  const settings = join(root, "site.toml");
  const text = await readFile(settings, "utf8");
  await writeFile(settings, text.replace(/language = "\w+"/, 'language = "ar"'));
  return root;
}

const small = await bookOf(await starter("en"));
/** @type {[string, string][]} */
const books = [
  ["the shipped course", await bookOf(repository)],
  ["the small course", small],
  ["the small course in German", await bookOf(await starter("de"))],
  ["every kind of question in Arabic", await bookOf(await inArabic(await copyOf(fixture("items"))))],
  ["formulas, code, films and drawings", await bookOf(fixture("paper"))],
  ["a course of extremes in Arabic", await bookOf(await inArabic(await copyOf(fixture("extremes"))))],
];

for (const [name, file] of books) {
  describe(`a book of ${name}`, () => {
    test("has nothing that EPUBCheck would say a word of", async () => none(await epubcheck(file)));
    test("has nothing that Ace objects to", async () => none(await ace(file)));
  });
}

test("each question of a book has a heading", async () => {
  const folder = await unpacked(small);
  const texts = await Promise.all(
    (await filesOf(folder, ".xhtml")).map((file) => readFile(join(folder, file), "utf8")),
  );
  const questions = texts.flatMap((text) => text.split('<div class="question"').slice(1));
  assert.ok(questions.length > 5, `${questions.length} questions`);
  for (const question of questions) assert.match(question, /^[^>]*>\s*<h[2-6] class="question-label"/);
});

describe("a reader", async () => {
  const folder = join(await unpacked(small), "EPUB");
  /** @param {string} path */
  const open = async (path) => {
    const page = await openPage(browser, { viewport: PHONE });
    await page.goto(pathToFileURL(join(folder, path)).href);
    return page;
  };

  test("follows the contents to a lesson, a question to its answer, and comes back", async () => {
    const page = await open("contents.xhtml");
    await page.getByRole("link", { name: "What changed" }).first().click();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "What changed");
    await page.getByRole("link", { name: "Answer to question 1", exact: true }).click();
    await page.waitForURL(/answers\.xhtml#q-/);
    await page.getByRole("link", { name: "Back to question 1", exact: true }).last().click();
    await page.waitForURL(/what-changed\/index\.xhtml#q-/);
    await page.context().close();
  });

  test("walks through a scenario by its links", async () => {
    const page = await open("repair/at-the-door/index.xhtml");
    const scenario = page.locator(".scenario");
    await scenario.getByRole("link", { name: "(go to 2: You explained)" }).click();
    await page.waitForURL((url) => url.hash !== "");
    const { hash } = new URL(page.url());
    assert.match(await page.locator(hash).innerText(), /You explained/);
    await page.context().close();
  });

  test("sees documents at the width of a phone, with headings in order", async () => {
    for (const path of ["index.xhtml", "contents.xhtml", "noticing/what-changed/index.xhtml", "glossary/index.xhtml"]) {
      const page = await open(path);
      none(await sideways(page), path);
      none(await headingFaults(page), path);
      await page.context().close();
    }
  });
});
