// What a learner comes back to: progress, what browsers do to it, the review of what was missed, and the test.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";

import { assertAccessible, assertAccessibleInEveryLook } from "./support/axe.mjs";
import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { attune, build, buildHere, copyOf, fixture, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { button, check, choose, question, score, status } from "./support/item.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const KEY = "attune:progress:/";
/** Where version 1 kept it. */
const FIRST = "attune:/";
const LESSON = "first/shift/";
const DAY = 86_400_000;
/** A page whose last file has come, so that going on interrupts nothing. */
const QUIET = /** @type {const} */ ({ waitUntil: "networkidle" });

const host = await serve(await build(fixture("learner")));
after(() => host.close());
const browser = await openBrowser();

/**
 * A page of a browser that is kept for the whole test.
 * @param {import("node:test").TestContext} t
 * @param {string} path
 * @param {import("./support/browser.mjs").ContextOptions & {before?: () => void}} [options]
 */
async function open(t, path, { before, ...options } = {}) {
  const page = await openPage(browser, options);
  if (before) await page.addInitScript(before);
  const complaints = watch(page, host.origin);
  await page.goto(host.root + path, QUIET);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

/** What the browser keeps. @param {Page} page @returns {Promise<any>} */
const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "null"), KEY);

/** Cards as if their reviews had been some days before. @param {Record<string, {l: number[][]}>} cards @param {number} days */
const age = (cards, days) => {
  for (const card of Object.values(cards))
    card.l = card.l.map(([t = 0, g = 0, day = 0]) => [t - days * DAY, g, day - days]);
};

/** @param {Page} page @param {any} value */
const keep = (page, value) =>
  page.evaluate(
    ([key, text]) => localStorage.setItem(key ?? "", text ?? ""),
    [value?.version === 1 ? FIRST : KEY, typeof value === "string" ? value : JSON.stringify(value)],
  );

/** @param {Page} page @param {string} id @param {string} words */
async function answer(page, id, words) {
  const item = await question(page, id);
  await choose(item, words);
  await check(item);
  return item;
}

describe("progress", () => {
  test("an answer is there again after a reload, with its feedback, and nothing is announced or focused", async (t) => {
    const page = await open(t, LESSON);
    await answer(page, "one", "Noticing");
    const wrong = await answer(page, "two", "Defending");
    assert.equal((await status(wrong).textContent())?.trim(), "First say how sure you are.");
    await wrong.getByLabel("Certain").check();
    await check(wrong);
    await page.reload();
    const one = await question(page, "one");
    await one.getByText("Yes.").first().waitFor();
    assert.ok(await one.getByRole("radio", { name: "Noticing" }).isChecked());
    assert.equal((await status(one).textContent())?.trim(), "");
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
    const two = await question(page, "two");
    assert.ok(
      await two.getByRole("radio", { name: "Defending" }).isChecked(),
      "a try that was not the last is there too",
    );
    assert.ok(await button(two, "Show the answer").isVisible());
    assert.match(await score(page), /^2 of 4 questions answered/);
    await assertAccessibleInEveryLook(page);
  });

  test("a wrong answer reaches the review and one’s progress, and stands there again without a jump", async (t) => {
    const page = await open(t, LESSON);
    const one = await answer(page, "one", "Waiting");
    const said = await one.locator(".option .said").innerText();
    await page.goto(`${host.root}my/progress/`, QUIET);
    assert.match(await page.locator("[data-facts]").innerText(), /^1 of 12 questions answered/);
    await page.goto(`${host.root}my/review/`, QUIET);
    await page.getByText("Nothing to review today. The next question is due on").waitFor();
    await page.addInitScript(() => {
      Object.assign(globalThis, { jumps: 0 });
      new PerformanceObserver((list) => {
        for (const shift of /** @type {any[]} */ (list.getEntries()))
          /** @type {any} */ (globalThis).jumps += shift.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(host.root + LESSON, QUIET);
    assert.equal(await (await question(page, "one")).locator(".option .said").innerText(), said);
    assert.ok(await button(await question(page, "one"), "Show the answer").isVisible(), "there are tries left");
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const jumps = await page.evaluate(() => /** @type {any} */ (globalThis).jumps);
    assert.ok(jumps < 0.02, `a layout shift of ${jumps}`);
  });

  test("an answer that is taken back is kept no more", async (t) => {
    const page = await open(t, LESSON);
    const item = await answer(page, "one", "Noticing");
    assert.ok((await kept(page)).items[`${LESSON}#one`]);
    await button(item, "Try again").click();
    const { a, n, v } = (await kept(page)).items[`${LESSON}#one`];
    assert.deepEqual({ a, n, v }, { a: [], n: 0, v: undefined });
    await page.reload();
    assert.equal(await (await question(page, "one")).locator("input:checked").count(), 0);
  });

  test("lists, the tree and the front page say how far one is; the front page goes on where one left off", async (t) => {
    const page = await open(t, "");
    assert.match(await page.locator("[data-start]").innerText(), /^Start/);
    await page.goto(`${host.root}first/plain/`, QUIET);
    await page.locator(".closing").scrollIntoViewIfNeeded();
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? "{}").pages?.["first/plain/"]?.e, KEY);
    assert.equal(await page.locator(".tree [aria-current] .done").count(), 1);
    await page.goto(host.root + LESSON, QUIET);
    await answer(page, "one", "Waiting");
    const item = await question(page, "one");
    await button(item, "Show the answer").click();
    await page.goto(`${host.root}first/`, QUIET);
    assert.match(
      await page.locator(".entry", { hasText: "A shift" }).locator(".facts").innerText(),
      /1 of 4 questions answered/,
    );
    const done = page.locator(".entry", { hasText: "Nothing to answer" }).locator(".entry-status");
    assert.match(await done.innerText(), /Done/);
    await assertAccessibleInEveryLook(page);
    await page.goto(host.root, QUIET);
    assert.match(
      await page.locator(".course-path-module", { hasText: "First things" }).locator(".facts").innerText(),
      /1 of 2 lessons done/,
    );
    const start = page.locator("[data-start]");
    assert.match(await start.innerText(), /^Continue\s+A shift/);
    await start.click();
    await page.waitForURL(/\/first\/shift\/(index\.html)?(#s-.*)?$/);
  });

  test("two tabs add to each other", async (t) => {
    const first = await open(t, LESSON);
    const second = await first.context().newPage();
    await second.goto(host.root + LESSON, QUIET);
    await answer(first, "one", "Noticing");
    const two = await question(second, "two");
    await two.getByLabel("Guessing").check();
    await answer(second, "two", "Naming");
    const { items } = await kept(first);
    assert.deepEqual(Object.keys(items).sort(), [`${LESSON}#one`, `${LESSON}#two`]);
    await first.goto(`${host.root}first/`, QUIET);
    await second.goto(`${host.root}first/plain/`, QUIET);
    await second.locator(".closing").scrollIntoViewIfNeeded();
    await first.locator(".entry", { hasText: "Nothing to answer" }).getByText("Done").waitFor();
  });

  test("an edited question begins anew, and no other", async (t) => {
    const course = await copyOf(fixture("learner"));
    const output = await buildHere(course);
    const own = await serve(output);
    atEnd(t, () => own.close());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(own.root + LESSON, QUIET);
    await answer(page, "one", "Noticing");
    const two = await question(page, "two");
    await two.getByLabel("Guessing").check();
    await answer(page, "two", "Naming");
    const file = join(course, "content/01-first/01-shift.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("- [ ] Explaining", "- [ ] Explaining at once"));
    await buildHere(course, { output });
    await page.reload();
    assert.equal(await (await question(page, "one")).locator("input:checked").count(), 0);
    assert.ok(await (await question(page, "two")).getByRole("radio", { name: "Naming" }).isChecked());
    await answer(page, "one", "Waiting");
    const { items } = await kept(page);
    assert.deepEqual(
      [items[`${LESSON}#one`].f, items[`${LESSON}#one`].r],
      [0, 1],
      "the first try is that of the new question",
    );
  });

  test("a page that moved takes along what was kept under its old address", async (t) => {
    const page = await open(t, "");
    await page.goto(host.root + LESSON, QUIET);
    await answer(page, "one", "Noticing");
    const before = await kept(page);
    const moved = JSON.parse(JSON.stringify(before).replaceAll(LESSON, "old/shift/"));
    await page.goto(host.root, QUIET);
    await keep(page, moved);
    await page.goto(`${host.root}first/`, QUIET);
    await page.locator(".entry", { hasText: "1 of" }).first().waitFor();
    await page.goto(host.root + LESSON, QUIET);
    assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Noticing" }).isChecked());
    assert.deepEqual(Object.keys((await kept(page)).items), [`${LESSON}#one`]);
  });
});

describe("storage", () => {
  test("switched off: answers are checked all the same, and a calm word says that they are not kept", async (t) => {
    const page = await open(t, LESSON, {
      before: () =>
        Object.defineProperty(window, "localStorage", {
          get: () => {
            throw new DOMException("no", "SecurityError");
          },
        }),
    });
    await answer(page, "one", "Noticing");
    await page.getByText("Your browser does not save data for this site").waitFor();
    await assertAccessible(page, "note");
    assert.match(await score(page), /^1 of 4/);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await page.getByText("Your browser does not save data for this site").waitFor();
  });

  test("full: what can be kept is kept, and a word says the rest", async (t) => {
    const page = await open(t, LESSON);
    const before = await kept(page);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await answer(page, "one", "Noticing");
    await page.getByText("storage for this site is full").waitFor();
    assert.deepEqual((await kept(page)).items, before.items);
    await assertAccessible(page, "note");
  });

  test("damaged: it is laid aside, said, and counting begins anew", async (t) => {
    for (const text of ['{"version":1,"items":', "[1,2]", '"text"', "null"]) {
      const page = await open(t, "glossary-that-is-not-here/".slice(0, 0));
      await keep(page, text);
      await page.goto(host.root + LESSON, QUIET);
      if (text !== "null")
        assert.equal(await page.evaluate((key) => localStorage.getItem(`${key}:damaged`), KEY), text);
      await answer(page, "one", "Noticing");
      assert.ok((await kept(page)).items[`${LESSON}#one`]);
    }
  });

  test("records that are not what they should be are left out, the others stay", async (t) => {
    const page = await open(t, "");
    await page.goto(host.root + LESSON, QUIET);
    await answer(page, "one", "Noticing");
    const good = await kept(page);
    const bad = {
      ...good,
      cards: { x: 1, y: { t: "no" } },
      pages: [],
      endings: { a: [1] },
      practice: { b: "c" },
      exams: { z: {} },
    };
    bad.items = { ...good.items, [`${LESSON}#two`]: { d: 1 }, [`${LESSON}#three`]: null };
    await page.goto(host.root, QUIET);
    await keep(page, bad);
    await page.goto(host.root + LESSON, QUIET);
    assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Noticing" }).isChecked());
    assert.equal(await (await question(page, "two")).locator("input:checked").count(), 0);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await page.getByText("1 of").first().waitFor();
  });

  test("from a newer version: left alone to the last byte", async (t) => {
    const newer = '{"version":3,"items":{"later":true}}';
    const page = await open(t, "");
    await keep(page, newer);
    await page.goto(host.root + LESSON, QUIET);
    await page.getByText("comes from a newer version").waitFor();
    await answer(page, "one", "Noticing");
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), newer);
  });
});

describe("the page of one's progress", () => {
  test("says what was done; saves it, adds it elsewhere, and erases it after asking", async (t) => {
    const page = await open(t, "my/progress/");
    await page.locator("attune-progress [data-no-due]").waitFor();
    assert.match(await page.locator("[data-facts]").innerText(), /^Nothing yet\./);
    assert.match(await page.locator("[data-start]").innerText(), /^Start/, "nothing was begun that could be continued");
    await assertAccessibleInEveryLook(page);
    await page.goto(host.root + LESSON, QUIET);
    await answer(page, "one", "Noticing");
    const two = await question(page, "two");
    await two.getByLabel("Certain").check();
    await answer(page, "two", "Leaving");
    await button(two, "Show the answer").click();
    await page.goto(`${host.root}my/progress/`, QUIET);
    const facts = page.locator("[data-facts]");
    assert.deepEqual((await facts.innerText()).split("\n"), [
      "2 of 12 questions answered",
      "1 of 2 correct at the first attempt",
      "When you were certain: 0 of 1 correct",
    ]);
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export progress" }).click();
    const file = await (await waiting).path();
    const before = await kept(page);

    await page.getByRole("button", { name: "Delete all data" }).click();
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "No, keep it" }).click();
    assert.deepEqual(await kept(page), before);
    await page.getByRole("button", { name: "Delete all data" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await page.getByText("All data deleted.").waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.equal(
      await facts.innerText(),
      "Nothing yet. The pages you read and the questions you answer are counted here.",
    );

    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("Imported.").waitFor();
    assert.deepEqual((await kept(page)).items, before.items);
    assert.match(await facts.innerText(), /2 of 12 questions answered/);
  });

  test("a file of something else, or of a newer version, changes nothing", async (t) => {
    const page = await open(t, LESSON);
    await answer(page, "one", "Noticing");
    await page.goto(`${host.root}my/progress/`, QUIET);
    const before = await kept(page);
    for (const [text, said] of [
      ["{}", "does not contain progress"],
      ["no json", "does not contain progress"],
      ['{"attune":1,"kept":null}', "does not contain progress"],
      ['{"attune":1,"kept":{"version":9}}', "newer version"],
    ]) {
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text ?? "") });
      const status = page.locator("[data-keep] [role=status]", { hasText: said });
      await status.waitFor();
      assert.equal(await status.locator("svg").count(), 1, "what failed has a sign");
      assert.deepEqual(await kept(page), before);
    }
    const later = {
      attune: 1,
      kept: {
        ...before,
        items: { ...before.items, [`${LESSON}#one`]: { ...before.items[`${LESSON}#one`], t: 1, a: ["Z"] } },
      },
    };
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(later)) });
    await page.getByText("Imported.").waitFor();
    assert.deepEqual((await kept(page)).items, before.items, "the later answer stands");
  });
});

describe("the review", () => {
  test("is empty at first, and says what comes into it", async (t) => {
    const page = await open(t, "my/review/");
    await page.getByText("Nothing here yet.").waitFor();
    assert.ok(await page.locator("attune-review [data-start]").isVisible(), "there is a way on");
    await assertAccessibleInEveryLook(page);
  });

  test("what was missed or guessed comes back, one by one, and then later; what was right does not", async (t) => {
    const page = await open(t, LESSON);
    const one = await answer(page, "one", "Waiting");
    await button(one, "Show the answer").click();
    const two = await question(page, "two");
    await two.getByLabel("Guessing").check();
    await answer(page, "two", "Naming");
    await page.goto(`${host.root}second/fix/`, QUIET);
    await answer(page, "a", "Both");
    const { cards } = await kept(page);
    assert.deepEqual(Object.keys(cards).sort(), [`${LESSON}#one`, `${LESSON}#two`]);
    await page.goto(`${host.root}my/review/`, QUIET);
    await page.getByText("Nothing to review today. The next question is due on").waitFor();

    const ago = await kept(page);
    age(ago.cards, 5);
    await keep(page, ago);
    await page.goto(host.root, QUIET);
    await page.getByRole("link", { name: "2 questions to review today" }).click();
    await page.getByText("1 of 2 for today").first().waitFor();
    const item = page.locator("attune-review attune-item");
    await item.getByRole("button", { name: "Check my answer" }).waitFor();
    assert.equal(await item.locator("input:checked").count(), 0, "it is asked anew");
    const words = (await item.innerText()).includes("What comes first?")
      ? ["Noticing", "Defending"]
      : ["Naming", "Waiting"];
    /** @param {string | undefined} text */
    const take = async (text) => {
      const sure = item.getByLabel("Certain");
      if (await sure.count()) await sure.check();
      await choose(item, text ?? "");
      await check(item);
    };
    await take(words[0]);
    await page.getByText(/Comes back in \d+ days/).waitFor();
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "Next question" }).click();
    await page.getByText("2 of 2 for today").first().waitFor();
    await item.getByRole("button", { name: "Check my answer" }).waitFor();
    await take(words[1]);
    await item.getByRole("button", { name: "Show the answer" }).click();
    await page.getByText(/Comes back in \d+ days?\./).waitFor();
    await page.getByRole("button", { name: "Next question" }).click();
    await page.getByText("That is all for today.").waitFor();
    const now = await kept(page);
    assert.deepEqual(
      Object.values(now.cards).map((card) => card.l.length),
      [2, 2],
    );
    assert.deepEqual(now.items, ago.items, "answers on the lessons stay as they were");
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Add reviews to calendar" }).click();
    const file = await waiting;
    assert.equal(file.suggestedFilename(), "progress.ics");
    const calendar = await readFile(await file.path(), "utf8");
    assert.match(calendar, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    assert.match(calendar, /SUMMARY:1 question to review: A course to come back to\r\n/);
    assert.ok(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
    assert.match(calendar, /DTSTART;VALUE=DATE:\d{8}\r\nDTEND;VALUE=DATE:\d{8}\r\n/);
  });

  test("a question that is gone waits aside; one on a page that moved is found", async (t) => {
    const page = await open(t, "");
    const card = { t: Date.now() - 9 * DAY, g: 1 };
    await keep(page, { version: 1, cards: { [`${LESSON}#gone`]: card, "old/shift/#one": { ...card, t: card.t + 1 } } });
    await page.goto(host.root, QUIET);
    assert.equal(await page.locator("a[data-review]").innerText(), "1 question to review today");
    await page.goto(`${host.root}my/progress/`, QUIET);
    assert.equal(await page.locator("a[data-due]").innerText(), "1 question to review today");
    await page.goto(`${host.root}my/review/`, QUIET);
    await page.locator("attune-review attune-item").getByText("What comes first?").waitFor();
    assert.equal(await page.locator("attune-review h2").innerText(), "1 of 1 for today");
    const { cards } = await kept(page);
    assert.deepEqual(
      [`${LESSON}#gone`, `${LESSON}#one`].map((key) => cards[key].l.length),
      [1, 1],
    );
    assert.equal(cards["old/shift/#one"], undefined);
  });
});

describe("the test", () => {
  const TEST = "second/test/";

  /** @param {Page} page @param {number} right how many are answered rightly */
  async function take(page, right) {
    const items = page.locator("attune-item:visible");
    const count = await items.count();
    for (let at = 0; at < count; at += 1) {
      await items
        .nth(at)
        .getByRole("radio", { name: at < right ? /The right one/ : /The wrong one/ })
        .check();
    }
    return count;
  }

  test("draws, waits, and tells results by objective when handed in; then another draw; then the certificate", async (t) => {
    const page = await open(t, TEST);
    assert.equal(await page.locator("attune-item:visible").count(), 0);
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "Start the assessment" }).click();
    const items = page.locator("attune-item:visible");
    assert.equal(await items.count(), 4);
    const objectives = await items.evaluateAll((all) => all.map((item) => item.getAttribute("data-objective")));
    assert.deepEqual([...objectives].sort(), ["fix", "keep", "name", "notice"], "each objective once before any twice");
    assert.equal(await items.getByRole("button", { name: "Check my answer" }).filter({ visible: true }).count(), 0);
    assert.match(await items.first().innerText(), /Question 1 of 4/i);
    await items
      .first()
      .getByRole("radio", { name: /The right one/ })
      .check();
    const drawn = await items.evaluateAll((all) => all.map((item) => item.id));
    await page.reload();
    await items.first().waitFor();
    assert.deepEqual(await items.evaluateAll((all) => all.map((item) => item.id)), drawn, "a reload draws the same");
    assert.ok(
      await items
        .first()
        .getByRole("radio", { name: /The right one/ })
        .isChecked(),
    );

    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByText("3 questions have no answer yet.").waitFor();
    await assertAccessibleInEveryLook(page);
    await take(page, 2);
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    const result = page.locator("[data-result]").first();
    await result.getByText("Not passed yet").waitFor();
    assert.match(await result.innerText(), /50%\s+2 of 4 points\. Passing score: 70%\./);
    assert.equal(await result.locator("ul").first().locator("li").count(), 2);
    assert.match((await result.locator("ul a").first().getAttribute("href")) ?? "", /#o-(notice|name|fix|keep)$/);
    assert.ok(await items.last().getByText("No.").first().isVisible(), "feedback stands under the answer");
    await assertAccessibleInEveryLook(page);

    await page.getByRole("button", { name: "Retake with new questions" }).click();
    assert.equal(await items.locator("input:checked").count(), 0);
    await take(page, 4);
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await result.getByText("Passed", { exact: true }).waitFor();
    await assertAccessibleInEveryLook(page);
    await page.locator(".closing").scrollIntoViewIfNeeded();
    await page.locator(".tree [aria-current] .done").waitFor();
    await result.getByRole("link", { name: "Your certificate" }).click();
    await page.getByLabel("Your name").fill("Robin Example");
    const certificate = page.locator("[data-certificate]");
    assert.match(await certificate.innerText(), /Robin Example/);
    assert.match(await certificate.innerText(), /The test: 4 of 4 points, 100%/);
    assert.match(await certificate.innerText(), /grants no credit by itself/);
    await assertAccessibleInEveryLook(page);
    assert.ok(!JSON.stringify(await kept(page)).includes("Robin"), "the name is not kept");
    await page.emulateMedia({ media: "print" });
    assert.ok(await certificate.isVisible());
    assert.ok(!(await page.getByLabel("Your name").isVisible()));
    assert.ok(!(await page.locator(".masthead").isVisible()));
  });

  test("nobody has a certificate before", async (t) => {
    const page = await open(t, "my/certificate/");
    await page.getByText("once you have passed the assessment").waitFor();
    await assertAccessibleInEveryLook(page);
    assert.ok(await page.locator("[data-certificate]").isHidden());
  });

  test("by keyboard alone", async (t) => {
    const page = await open(t, TEST);
    await page.getByRole("button", { name: "Start the assessment" }).press("Enter");
    const items = page.locator("attune-item:visible");
    assert.ok(
      await items.first().evaluate((item) => item.contains(document.activeElement)),
      "focus is at the first question",
    );
    for (let at = 0; at < 4; at += 1) {
      await items.nth(at).getByRole("radio").first().focus();
      await page.keyboard.press("Space");
    }
    await page.getByRole("button", { name: "Submit" }).press("Enter");
    await page
      .locator("[data-result]")
      .getByText(/Passed|Not passed yet/)
      .waitFor();
    assert.ok(
      await page
        .locator("[data-result]")
        .first()
        .evaluate((node) => node === document.activeElement),
    );
  });

  test("without script every question of the pool stands there with its answer", async (t) => {
    const page = await open(t, TEST, { javaScriptEnabled: false });
    assert.equal(await page.locator("attune-item:visible").count(), 8);
    assert.equal(await page.locator("attune-item .answer > summary:visible").count(), 8);
    assert.ok(await page.getByText("All 8 questions of the assessment are shown here").isVisible());
  });
});

test("pages that scripts make say so where there are none", async (t) => {
  for (const path of ["my/progress/", "my/review/", "my/certificate/"]) {
    const page = await open(t, path, { javaScriptEnabled: false });
    assert.ok(await page.getByText("needs JavaScript").isVisible(), path);
    assert.equal(await page.getByRole("button", { name: /Save|Print/ }).count(), 0);
  }
});

test("objectives: where each is taught and asked for", async (t) => {
  const page = await open(t, "objectives/");
  const line = page.locator("li", { hasText: "Keep what was learned" });
  assert.match(await line.innerText(), /1\. Single choice, 2\. Fill in the blank, 3\. Single choice \(The test\)/);
  await assertAccessibleInEveryLook(page);
  await line.getByRole("link", { name: "Fill in the blank" }).click();
  await page.waitForURL((url) => url.hash === "#q-d");
});

test("facilitators see every answer, the plan and the table of coverage, and no pages of learners", async (t) => {
  const site = join(temporaryFolder(), "site");
  await promisify(execFile)(attune, [
    "build",
    "--quiet",
    "--facilitator",
    "--root",
    await copyOf(fixture("learner")),
    "--output",
    site,
  ]);
  const own = await serve(site);
  atEnd(t, () => own.close());
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  const complaints = watch(page, own.origin);
  await page.goto(own.root + LESSON, QUIET);
  assert.equal(await page.locator("details.answer[open]:visible").count(), 4);
  assert.equal(await page.getByRole("button", { name: "Check my answer" }).count(), 0);
  await assertAccessibleInEveryLook(page);
  await page.goto(`${own.root}facilitator/coverage/`, QUIET);
  const row = page.locator("tr", { hasText: "Keep what was learned" });
  assert.equal(await row.locator("td").last().innerText(), "4");
  await assertAccessibleInEveryLook(page);
  await page.goto(`${own.root}facilitator/plan/`, QUIET);
  assert.match(
    await page.locator(".plan-lesson", { hasText: "A shift" }).innerText(),
    /write first, then share the reflection/,
  );
  await assertAccessibleInEveryLook(page);
  assert.equal((await page.request.get(`${own.root}my/progress/`)).status(), 404);
  none(complaints);
});
