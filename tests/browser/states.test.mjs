// What a page becomes while one works with it: every question answered, a dialogue marked, a scenario played. It stays
// valid HTML, and fits a phone.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, fixture, pagesOf, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { nu } from "./support/nu.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const NARROW = { width: 320, height: 640 };
const browser = await openBrowser();
const site = await build(repository);
const shipped = await serve(site);
const items = await serve(await build(fixture("items")));
const exchange = await serve(await build(fixture("exchange")));
after(() => Promise.all([shipped, items, exchange].map((host) => host.close())));

/**
 * Fills every question with something and has it checked, until no tries are left or the answer is shown.
 * @param {Page} page
 */
async function answerAll(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("attune-item")].every((item) =>
      item.querySelector("[data-actions] button, .answer:not([hidden])"),
    ),
  );
  await page.evaluate(() => {
    for (const field of document.querySelectorAll("attune-item :is(select, input)")) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = field.options.length - 1;
      else if (field instanceof HTMLInputElement && field.type === "text") field.value = "some longer answer";
      else if (field instanceof HTMLInputElement) field.click();
    }
    for (const item of document.querySelectorAll("attune-item")) {
      for (const at of [0, 1]) {
        const button = [...item.querySelectorAll("[data-actions] button")].at(at);
        if (button instanceof HTMLElement && !item.hasAttribute("data-done")) button.click();
      }
    }
  });
}

test("no answer to a question of the shipped course makes a page wider than a phone", async (t) => {
  const page = await openPage(browser, { viewport: NARROW });
  atEnd(t, () => page.context().close());
  const faults = [];
  let answered = 0;
  for (const address of await pagesOf(site)) {
    const html = await readFile(join(site, address.replace(/(^|\/)$/, "$1index.html")), "utf8");
    if (!html.includes("<attune-item") || html.includes("<attune-assessment")) continue;
    await page.goto(shipped.root + address);
    await answerAll(page);
    answered += await page.locator("attune-item[data-done]").count();
    faults.push(...(await sideways(page)).map((fault) => `${address}: ${fault}`));
  }
  assert.ok(answered > 100, `${answered} questions were answered`);
  none(faults);
});

/** @type {[string, string, (page: Page) => Promise<void>][]} */
const STATES = [
  [
    "answered",
    `${items.root}practice/all-kinds/`,
    async (page) => {
      await answerAll(page);
      await page.locator("#q-open .answer > summary").click();
      await page.locator("attune-score:not([hidden])").waitFor();
    },
  ],
  [
    "dialogue-asked",
    `${exchange.root}room/dialogue/`,
    async (page) => {
      await page.getByRole("radio", { name: "Annotate it yourself" }).check();
      await page.getByRole("button", { name: "Mark turn 1, Client" }).click();
      await page.getByRole("button", { name: "withdrawal", exact: true }).click();
      await page.getByRole("button", { name: "Mark turn 2, Therapist" }).click();
    },
  ],
  [
    "dialogue-compared",
    `${exchange.root}room/dialogue/`,
    async (page) => {
      await page.getByRole("radio", { name: "Annotate it yourself" }).check();
      await page.getByRole("button", { name: "Mark turn 1, Client" }).click();
      await page.getByRole("button", { name: "withdrawal", exact: true }).click();
      await page.getByRole("button", { name: "Compare" }).click();
    },
  ],
  [
    "scenario-on-its-way",
    `${exchange.root}room/scenario/`,
    async (page) => {
      await page.locator(".choice-words:visible").first().click();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.locator(".choice-words:visible").first().click();
    },
  ],
  [
    "scenario-ended",
    `${exchange.root}room/scenario/`,
    async (page) => {
      await page.getByRole("link", { name: "Something in that question" }).click();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByText("Scenario map").click();
    },
  ],
  [
    "practice",
    `${exchange.root}room/practice/`,
    async (page) => {
      await page.getByText("Compare with a model answer").first().click();
      await page
        .getByRole("button", { name: /Start the timer/ })
        .first()
        .click();
      await page.getByRole("checkbox").first().check();
      await page.getByRole("button", { name: "Save rating" }).first().click();
    },
  ],
  [
    "note",
    `${shipped.root}repair-in-six-steps/overview/`,
    async (page) => {
      await page.locator("main a.term").first().hover();
      await page.locator(".preview").waitFor();
    },
  ],
  [
    "search",
    `${shipped.root}noticing/withdrawal/`,
    async (page) => {
      await page.locator("button[data-search]").click();
      await page.getByRole("searchbox").fill("repair");
      await page.locator(".search-results a").first().waitFor();
    },
  ],
  [
    "review",
    `${items.root}practice/all-kinds/`,
    async (page) => {
      await answerAll(page);
      await page.goto(`${items.root}my/review/`);
      await page.locator("[data-actions] :is(button, a), [data-status]:not(:empty)").first().waitFor();
    },
  ],
  [
    "progress",
    `${items.root}practice/all-kinds/`,
    async (page) => {
      await answerAll(page);
      await page.goto(`${items.root}my/progress/`);
      await page.locator("[data-facts] li").first().waitFor();
    },
  ],
];

test("what scripts make of a page is valid HTML", async (t) => {
  const folder = temporaryFolder();
  for (const [name, address, reach] of STATES) {
    const page = await openPage(browser);
    const complaints = watch(page, new URL(address).origin);
    await page.goto(address);
    await reach(page);
    // Written down elsewhere, the page's own files are a stranger's, and what a script did to a style looks like markup.
    await page.evaluate(() => document.querySelector("meta[http-equiv=Content-Security-Policy]")?.remove());
    const html = `<!doctype html>\n${await page.evaluate(() => document.documentElement.outerHTML)}\n`;
    const file = join(folder, `${name}.html`);
    await writeFile(file, html);
    await page.context().close();
    none(complaints, name);
  }
  const host = await serve(folder);
  atEnd(t, () => host.close());
  none(await nu(folder, host.root));
});
