// A question as a learner handles it: what to press, and what must hold whenever an answer has been checked.
import assert from "node:assert/strict";

import { assertAccessible } from "./axe.mjs";
import { isUncovered } from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/**
 * The question with an id, once it can check answers.
 * @param {Page} page
 * @param {string} id
 */
export async function question(page, id) {
  const item = page.locator(`attune-item#q-${id}`);
  await item.locator("[data-actions] button, .answer > summary").first().waitFor();
  await item.scrollIntoViewIfNeeded();
  return item;
}

/** @param {Locator} item */
export const status = (item) => item.locator("> [role=status]");

/**
 * The top of an element from the top of the page, so that scrolling does not count.
 * @param {Locator} locator
 */
export const topOf = (locator) => locator.evaluate((node) => node.getBoundingClientRect().top + scrollY);

/**
 * Does something to a question, usually checking it, and holds what must hold: the verdict has the focus and what is said
 * beside it stands in the status region that was there before, nothing is said twice, the question does not jump, and what
 * results is accessible.
 * @param {Locator} item
 * @param {() => Promise<void>} act
 * @param {RegExp | string} heard the verdict, and what the status region says
 */
export async function answered(item, act, heard) {
  const region = await status(item).elementHandle();
  assert.ok(region, "there is a status region before anything is said");
  const top = await topOf(item);
  await act();
  const beside = ((await region.textContent()) ?? "").trim();
  const verdict = await item.page().evaluate(() => {
    const line =
      document.activeElement?.matches(".said") && document.activeElement.querySelector(":scope > .reason-verdict");
    return (line ? (line.textContent ?? "") : "").trim();
  });
  assert.ok(!verdict || !beside.includes(verdict), "nothing is said twice");
  const text = `${verdict} ${beside}`.replace(/\s+/g, " ").trim();
  if (typeof heard === "string") assert.equal(text, heard);
  else assert.match(text, heard);
  assert.equal(
    await region.evaluate((node) => node.isConnected),
    true,
    "the region that was there is the one that speaks",
  );
  assert.ok(Math.abs((await topOf(item)) - top) < 1, "the question does not jump");
  await assertAccessible(item.page(), `after: ${text}`);
}

/**
 * Focus stands on an element, or on something that holds it, and it can be seen.
 * @param {Locator} locator
 */
export async function assertFocused(locator) {
  const has = await locator.evaluate(
    (node) => document.activeElement?.contains(node) && document.activeElement !== document.body,
  );
  const where = await locator.page().evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  assert.ok(has, `focus is at ${where}`);
  assert.ok(await isUncovered(locator), "what has the focus can be seen");
}

/**
 * Presses Tab until an element has the focus.
 * @param {Locator} target
 */
export async function tabTo(target) {
  const page = target.page();
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((node) => node === document.activeElement)) return;
  }
  assert.fail(`Tab does not lead to ${target}`);
}

/**
 * A button of a question, by its words; its name goes on with which question it is of.
 * @param {Locator} item
 * @param {string} name
 */
export const button = (item, name) =>
  item.locator("[data-actions]").getByRole("button", { name: new RegExp(`^${name} (Question )?\\d+ of \\d+`) });

/** @param {Locator} item */
export const check = (item) => button(item, "Check my answer").click();

/**
 * The option that holds some words.
 * @param {Locator} item
 * @param {string} words
 */
export const option = (item, words) => item.locator(".option", { hasText: words });

/**
 * Chooses an option with the mouse.
 * @param {Locator} item
 * @param {string} words
 */
export const choose = (item, words) => option(item, words).locator(".option-text").click();

/**
 * @param {Page} page
 * @returns {Promise<string>} what the page says of the score, or nothing
 */
export async function score(page) {
  const line = page.locator("attune-score");
  return (await line.isVisible()) ? (await line.locator("[role=status]").innerText()).trim() : "";
}
