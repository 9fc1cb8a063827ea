// What a screen reader says of each kind of question, and of whatever else a learner works with: transcripts in `transcripts/`, which
// were read aloud. `UPDATE=1 node --test screenreader.test.mjs` writes them anew.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
import { check, choose, question } from "./support/item.mjs";
import { assertTranscript, heard, read } from "./support/reader.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").Page} Page */

const browser = await openBrowser();
const course = await copyOf(fixture("items"));
const number = `---
title: A number
---

::: question {#number}
How many minutes does a session have? [[= 50 ± 5 min]]

About an hour, less the notes.
:::
`;
await writeFile(join(course, "content", "01-practice", "03-number.md"), number);
const items = await serve(await buildHere(course));
const exchange = await serve(await build(fixture("exchange")));
const completion = await serve(await build(fixture("completion")));
after(() => Promise.all([items, exchange, completion].map((host) => host.close())));

/** @type {[string, string, (item: Locator) => Promise<void>][]} what is done before the answer is checked */
const QUESTIONS = [
  ["single", "single", (item) => choose(item, "Explain")],
  ["several", "multiple", (item) => item.getByRole("checkbox").first().check()],
  ["judge", "judgement", (item) => item.getByRole("radio").first().check()],
  ["rated", "rate", rateAll],
  ["sure", "confidence", sureOf],
  ["order", "ordering", (item) => item.getByRole("button", { name: /down/ }).first().click()],
  ["pairs", "matching", selectAll],
  ["blanks", "blank", fillAll],
  ["menu", "menu", selectAll],
  ["number", "number", fillAll],
  ["open", "reflection", (item) => item.getByRole("textbox").fill("I would ask.")],
];

/** @param {Locator} item */
async function rateAll(item) {
  for (const group of await item.locator(".rating").all()) await group.getByRole("radio").first().check();
}

/** @param {Locator} item */
async function sureOf(item) {
  await item.locator(".options").getByRole("radio").first().check();
  await item.locator("[data-confidence]").getByRole("radio").last().check();
}

/** @param {Locator} item */
async function selectAll(item) {
  for (const menu of await item.getByRole("combobox").all()) await menu.selectOption({ index: 1 });
}

/** @param {Locator} item */
async function fillAll(item) {
  for (const field of await item.getByRole("textbox").all()) await field.fill("word");
}

/** @param {string} root @param {string} path @returns {Promise<Page>} */
async function open(root, path) {
  const page = await openPage(browser);
  await page.goto(root + path);
  return page;
}

describe("a screen reader", async () => {
  for (const [id, name, answer] of QUESTIONS) {
    test(`reads a question: ${name}`, async () => {
      const page = await open(items.root, id === "number" ? "practice/number/" : "practice/all-kinds/");
      const item = await question(page, id);
      const before = await read(item);
      await answer(item);
      const act = name === "reflection" ? () => item.locator(".answer > summary").click() : () => check(item);
      const said = await heard(item, act);
      await assertTranscript(name, { before, checked: said, after: await read(item) });
      await page.context().close();
    });
  }

  test("reads a hint", async () => {
    const page = await open(items.root, "practice/all-kinds/");
    const hint = (await question(page, "single")).locator(".hint");
    const closed = await read(hint);
    await hint.locator("summary").click();
    await assertTranscript("hint", { closed, open: await read(hint) });
    await page.context().close();
  });

  for (const [path, selector, name] of [
    ["room/dialogue/", "[data-dialogue]", "dialogue"],
    ["room/practice/", "attune-practice", "practice"],
  ]) {
    test(`reads a ${name}`, async () => {
      const page = await open(exchange.root, path ?? "");
      const part = page.locator(selector ?? "").first();
      await part.locator("button, input").first().waitFor();
      await assertTranscript(name ?? "", { before: await read(part) });
      await page.context().close();
    });
  }

  test("reads a scenario from moment to moment", async () => {
    const page = await open(exchange.root, "room/scenario/");
    const part = page.locator("attune-scenario");
    await part.locator("[data-moment]:not([hidden])").first().waitFor();
    const before = await read(part);
    const said = await heard(part, () => part.locator(".choice-words:visible").first().click());
    await assertTranscript("scenario", { before, chosen: said, after: await read(part) });
    await page.context().close();
  });

  test("reads an assessment before it begins, and a question of it", async () => {
    const page = await open(completion.root, "end/test/");
    const main = page.getByRole("main");
    await page.getByRole("button", { name: "Start the assessment" }).waitFor();
    const before = await read(main);
    await page.getByRole("button", { name: "Start the assessment" }).click();
    await page.locator("attune-item:not([hidden])").first().waitFor();
    await assertTranscript("assessment", { before, begun: await read(main) });
    await page.context().close();
  });
});
