// What "done" means, what adds up, and the certificate: it states what was done, and prints as one page.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { check, choose, question } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const QUIET = /** @type {const} */ ({ waitUntil: "networkidle" });
const host = await serve(await build(fixture("completion")));
after(() => host.close());
const browser = await openBrowser();

/** @param {import("node:test").TestContext} t */
async function learner(t) {
  const page = await openPage(browser);
  const complaints = watch(page, host.origin);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

/** @param {Page} page @param {string} path */
const go = (page, path) => page.goto(host.root + path, QUIET);

/** Reads a page to its end. @param {Page} page @param {string} path */
async function read(page, path) {
  await go(page, path);
  await page.locator(".closing").scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (key) => JSON.parse(localStorage.getItem("attune:progress:/") ?? "{}").pages?.[key]?.e === true,
    path,
  );
}

/** The titles of lessons that are done, as the page of a module has them. @param {Page} page */
async function done(page) {
  await go(page, "room/");
  await page.locator("[data-progress]").first().waitFor();
  return page.locator(".entry:has(.entry-status .done) .entry-title").allInnerTexts();
}

/** @param {Page} page */
async function answerAll(page) {
  await read(page, "room/read/");
  const item = await question(page, "one");
  await choose(item, "The wrong one");
  await check(item);
  await page.locator("#q-open .answer > summary").click();
  await page.waitForFunction(
    () => JSON.parse(localStorage.getItem("attune:progress:/") ?? "{}").items?.["room/read/#open"],
  );
}

/** @param {Page} page */
async function endScenario(page) {
  await read(page, "room/scenario/");
  await page.getByRole("link", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("End of this path.").waitFor();
}

/** @param {Page} page */
async function rate(page) {
  await read(page, "room/practice/");
  await page.getByRole("button", { name: "Save rating" }).click();
}

/** @param {Page} page @param {string} words */
async function hold(page, words) {
  await go(page, "end/test/");
  await page.getByRole("button", { name: /Start the assessment|Retake/ }).click();
  await page.getByRole("radio", { name: words }).check();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.locator("[data-result]").first().waitFor();
}

describe("done", () => {
  test("is a page that was read and answered, a scenario that was ended, a practice that was rated, a test that was passed", async (t) => {
    const page = await learner(t);
    for (const path of ["room/read/", "room/scenario/", "room/practice/", "end/test/"]) await read(page, path);
    assert.deepEqual(await done(page), [], "what was only scrolled is not done");
    await answerAll(page);
    assert.deepEqual(await done(page), ["Read"], "answered wrongly it is answered");
    await endScenario(page);
    assert.deepEqual(await done(page), ["Read", "Choose"]);
    await rate(page);
    assert.deepEqual(await done(page), ["Read", "Choose", "Practice"]);
    await go(page, "");
    await page.getByText("Done").first().waitFor();
    await hold(page, "The wrong one");
    await go(page, "end/");
    await page.getByText("Started").waitFor();
    await go(page, "");
    const start = page.locator("a[data-start]");
    await page.waitForFunction(() => /The test/.test(document.querySelector("a[data-start]")?.textContent ?? ""));
    assert.match((await start.getAttribute("href")) ?? "", /end\/test\/(index\.html)?(#.*)?$/);
    await hold(page, "The right one");
    await go(page, "end/");
    await page.locator(".entry .entry-status .done").waitFor();
  });

  test("“Continue” leads on to the next page that is not done", async (t) => {
    const page = await learner(t);
    await endScenario(page);
    await go(page, "");
    await page.waitForFunction(() => /Practice/.test(document.querySelector("a[data-start]")?.textContent ?? ""));
    await page.locator("a[data-start]").click();
    await page.waitForURL(/room\/practice\//);
    assert.equal(await page.locator("h1").innerText(), "Practice");
  });
});

test("what cannot be answered in a lesson is not in the total; an open question has no points", async (t) => {
  const page = await learner(t);
  await go(page, "");
  assert.match(await page.locator(".home .facts").first().innerText(), /3 questions/);
  await answerAll(page);
  assert.doesNotMatch(await page.locator("#q-open").innerText(), /points/);
  await go(page, "outside/");
  const item = await question(page, "out");
  await choose(item, "Yes");
  await check(item);
  await go(page, "my/progress/");
  await page.getByText("2 of 3 questions answered").waitFor();
});

test("one study time: what modules and lessons show adds up, wherever it is shown", async (t) => {
  const page = await learner(t);
  await go(page, "");
  const minutes = async (/** @type {string} */ place) =>
    (await page.locator(place).allInnerTexts()).map((text) => Number(/(\d+) minutes?/.exec(text)?.[1] ?? NaN));
  const sum = (/** @type {number[]} */ all) => all.reduce((a, b) => a + b, 0);
  const [whole = 0] = await minutes(".home .opening .facts");
  const modules = await minutes(".course-path-module .facts");
  assert.equal(sum(modules), whole);
  const [estimate = 0] = await minutes(".about dd");
  assert.ok((await minutes(".about dd")).includes(whole), `${whole} and ${estimate}`);
  for (const [at, path] of ["room/", "end/"].entries()) {
    await go(page, path);
    assert.deepEqual(await minutes(".opening .facts"), [modules[at]]);
    assert.equal(sum(await minutes(".entry .facts")), modules[at]);
  }
  await go(page, "my/progress/");
  assert.deepEqual(await minutes(".entry[data-lessons] .facts"), modules);
});

describe("the certificate", () => {
  /** @param {Page} page */
  async function all(page) {
    await answerAll(page);
    await endScenario(page);
    await rate(page);
    await hold(page, "The right one");
  }

  test("says what is missing before, and afterwards states only what was done", async (t) => {
    const page = await learner(t);
    await answerAll(page);
    await hold(page, "The right one");
    await go(page, "my/certificate/");
    await page.getByText("1 of 3 lessons done").waitFor();
    await page.getByText("0 of 1 practice rated").waitFor();
    await page.getByText("1 of 1 assessment passed").waitFor();
    assert.ok(await page.locator("[data-certificate]").isHidden());
    const missing = (await page.locator("[data-missing] li").allInnerTexts()).map((text) => text.replace(/\d+/g, "n"));
    assert.ok(missing.length > 0 && missing.every((text) => /^n of n \w+ \w+$/.test(text)), missing.join(", "));
    await assertAccessible(page, "not yet");
    await endScenario(page);
    await rate(page);
    await go(page, "my/certificate/");
    const certificate = page.locator("[data-certificate]");
    await certificate.waitFor();
    const text = await certificate.innerText();
    assert.match(text, /3 lessons completed\s+1 practice completed and self-rated\s+The test: 1 of 1 point, 100%/);
    assert.match(text, /Provider\s+Institute for Repair/);
    assert.match(text, /Date and signature/);
    assert.match(text, /Estimated study time: \d+ minutes?/);
    await assertAccessible(page, "certificate");
    await page.setViewportSize(PHONE);
    none(await sideways(page));
  });

  test("prints as one landscape page that is filled, with names of any script and length", async (t) => {
    const page = await learner(t);
    await all(page);
    await go(page, "my/certificate/");
    await page.locator("[data-certificate]").waitFor();
    for (const name of [
      "Robin Example",
      "ليلى بنت أحمد القاسمي",
      "欧阳修远",
      "Nguyễn Thị Minh Khai",
      "Wolfeschlegelsteinhausenbergerdorff ".repeat(3).trim(),
      "M".repeat(120),
    ]) {
      await page.getByLabel("Your name").fill(name);
      assert.equal(await page.locator("[data-name]").innerText(), name);
      assert.equal(
        await page.locator("[data-name]").evaluate((node) => getComputedStyle(node).direction),
        /[\u0600-\u06ff]/.test(name) ? "rtl" : "ltr",
      );
      for (const format of ["A4", "Letter"]) {
        const text = (await page.pdf({ format, preferCSSPageSize: true })).toString("latin1");
        const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
        assert.equal(boxes.length, 1, `${boxes.length} pages for ${name}`);
        assert.ok(Number(boxes[0]?.[1]) > Number(boxes[0]?.[2]), "it is wider than high");
      }
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 1062, height: 733 });
      const box = await page.locator("[data-certificate]").evaluate((node) => {
        const { width, height } = node.getBoundingClientRect();
        return { width, height, over: node.scrollHeight - node.clientHeight };
      });
      assert.ok(box.width > 1000 && box.height > 690 && box.height <= 733, JSON.stringify(box));
      assert.ok(box.over <= 1, `${name}: ${box.over} px are cut off`);
      assert.ok(await page.locator(".colophon").isHidden());
      await page.emulateMedia({ media: null });
    }
  });
});
