// A learner in a browser: what it keeps of the course `courses/learner`, and pages whose clock and zone a test decides.
import { openPage } from "./browser.mjs";
import { atEnd } from "./end.mjs";
import { check, choose, question } from "./item.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../../../themes/default/static/js/schema.js").Progress} Progress */

/** The entry of a course at the root of its host. */
export const KEY = "attune:progress:/";
export const DAY = 86_400_000;
/** A page whose last file has come, so that going on interrupts nothing. */
export const QUIET = /** @type {const} */ ({ waitUntil: "networkidle" });

/**
 * What the browser keeps.
 * @param {Page} page
 * @param {string} [key]
 * @returns {Promise<any>}
 */
export const kept = (page, key = KEY) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "null"), key);

/**
 * Puts something into the storage.
 * @param {Page} page
 * @param {unknown} value
 * @param {string} [key]
 */
export const keep = (page, value, key = KEY) =>
  page.evaluate(([key, text]) => localStorage.setItem(key ?? "", text ?? ""), [key, JSON.stringify(value)]);

/**
 * Cards as if their reviews had been some days before.
 * @param {Record<string, {l: number[][]}>} cards
 * @param {number} days
 */
export function age(cards, days) {
  for (const card of Object.values(cards))
    card.l = card.l.map(([t = 0, grade = 0, day = 0]) => [t - days * DAY, grade, day - days]);
}

/**
 * Lets some days go by since everything that is kept was reviewed; the page is another afterwards.
 * @param {Page} page of the course
 * @param {string} root
 * @param {number} days
 */
export async function later(page, root, days) {
  await page.goto(root, QUIET);
  const all = await kept(page);
  age(all.cards, days);
  await keep(page, all);
}

/**
 * Answers a question of the page that is open.
 * @param {Page} page
 * @param {string} id
 * @param {string} words of the option
 * @param {string} [sure]
 */
export async function answer(page, id, words, sure) {
  const item = await question(page, id);
  if (sure) await item.getByLabel(sure).check();
  await choose(item, words);
  await check(item);
  return item;
}

/**
 * A page in a browser of its own; it closes with the test.
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {import("./browser.mjs").ContextOptions & {now?: number}} [options] `now` is where its clock stands, which then goes on
 */
export async function learner(t, browser, { now, ...options } = {}) {
  const page = await openPage(browser, options);
  atEnd(t, () => page.context().close());
  if (now !== undefined) await page.context().clock.install({ time: now });
  return page;
}
