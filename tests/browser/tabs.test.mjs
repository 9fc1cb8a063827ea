// Several tabs of one learner: they change one record without end of answers, import while a test is open, and erase while pages
// stand open elsewhere.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { button, check, choose, question } from "./support/item.mjs";
import { answer, kept, KEY, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const LESSON = "first/shift/";
const TEST = "second/test/";
const host = await serve(await build(fixture("learner")));
after(() => host.close());
const other = await serve(await build(fixture("completion")));
after(() => other.close());
const browser = await openBrowser();

/** Another tab of the same browser. @param {Page} page @param {string} path @param {string} [root] */
async function beside(page, path, root = host.root) {
  const tab = await page.context().newPage();
  await tab.goto(root + path, QUIET);
  return tab;
}

/** Counts how often a tab is told of a change to a record. @param {Page} page */
const count = (page) =>
  page.context().addInitScript(() => {
    Object.assign(globalThis, { told: 0 });
    addEventListener("storage", ({ isTrusted, key }) => {
      if (isTrusted && key?.startsWith("attune:progress:")) /** @type {any} */ (globalThis).told += 1;
    });
  });
/** @param {Page[]} tabs @returns {Promise<number>} how often all of them were told */
const told = async (tabs) =>
  (await Promise.all(tabs.map((tab) => tab.evaluate(() => /** @type {any} */ (globalThis).told)))).reduce(
    (a, b) => a + b,
    0,
  );

/** Lets everything happen that is on its way between tabs. @param {Page[]} tabs */
async function settled(tabs) {
  for (let round = 0; round < 10; round += 1)
    for (const tab of tabs)
      await tab.evaluate(async () => {
        // Written and taken away by this tab, it tells the others after all that was written before.
        localStorage.setItem("attune-test", String(Math.random()));
        localStorage.removeItem("attune-test");
        await new Promise((done) => setTimeout(done));
      });
}

/** Chooses a file with a record. @param {Page} page @param {unknown} record */
async function take(page, record) {
  const file = { attune: 1, course: "A course to come back to", kept: record };
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByText("Imported.").waitFor();
}

/** @param {Page} page */
async function erase(page) {
  await page.getByRole("button", { name: "Delete all data" }).click();
  await page.getByRole("button", { name: "Yes, delete" }).click();
  await page.getByText("All data deleted.").waitFor();
}

/** @param {Page} page */
const names = (page) => page.evaluate(() => Object.keys(localStorage).sort());
/** @param {Page} page */
const items = (page) => page.locator("attune-item:visible");
/** @param {Page} page @param {number} at @param {RegExp} words */
const tick = (page, at, words) => items(page).nth(at).getByRole("radio", { name: words }).check();

describe("three tabs that change one record", () => {
  test("come to rest, agree, and keep the last answer", async (t) => {
    const one = await learner(t, browser);
    await count(one);
    await one.goto(host.root + LESSON, QUIET);
    const tabs = [one, await beside(one, LESSON), await beside(one, LESSON)];
    const ROUNDS = 3;
    await Promise.all(
      tabs.map(async (tab, at) => {
        for (let round = 0; round < ROUNDS; round += 1)
          await answer(tab, "one", (at + round) % 2 ? "Waiting" : "Explaining");
      }),
    );
    await settled(tabs);
    const before = await told(tabs);
    // Each answer is written once and told twice; a write that another tab replaced is joined, and told twice again.
    assert.ok(before <= 4 * 3 * ROUNDS, `${before} events for ${3 * ROUNDS} answers`);
    const { items: all, cards } = await kept(one);
    const { f, s, n, t: time } = all[`${LESSON}#one`];
    assert.deepEqual({ f, s }, { f: 0, s: 0 });
    assert.ok(n >= 1 && Date.now() - time < 60_000);
    assert.equal(Object.keys(cards).length, 1);
    const text = await one.evaluate((key) => localStorage.getItem(key), KEY);
    const [last = ""] = all[`${LESSON}#one`].a;
    await settled(tabs);
    assert.equal(await told(tabs), before, "nobody answers anybody any more");
    assert.equal(await one.evaluate((key) => localStorage.getItem(key), KEY), text);
    await one.reload(QUIET);
    const chosen = (await question(one, "one")).locator("input:checked");
    assert.equal(await chosen.getAttribute("value"), last);
  });

  test("a finished answer stands against a later try in a tab that knew nothing of it", async (t) => {
    const one = await learner(t, browser);
    await one.goto(host.root + LESSON, QUIET);
    const tabs = [one, await beside(one, LESSON), await beside(one, LESSON)];
    await answer(one, "one", "Noticing");
    await settled(tabs);
    await Promise.all(tabs.slice(1).map((tab) => answer(tab, "one", "Waiting")));
    await settled(tabs);
    const { s, v, f } = (await kept(one)).items[`${LESSON}#one`];
    assert.ok(v === "right" || (s === 0 && f === 1), JSON.stringify({ s, v, f }));
  });

  test("ratings of one practice in three tabs are three ratings", async (t) => {
    const one = await learner(t, browser);
    await one.goto(`${other.root}room/practice/`, QUIET);
    const tabs = [
      one,
      await beside(one, "room/practice/", other.root),
      await beside(one, "room/practice/", other.root),
    ];
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Save rating" }).click()));
    await settled(tabs);
    await one.waitForFunction(
      (key) => JSON.parse(localStorage.getItem(key) ?? "{}").practice["room/practice/#say"].l.length === 3,
      KEY,
    );
  });
});

describe("an import while a test is open in another tab", () => {
  /** A test that is open with two answers, and the page of one's progress beside it. @param {import("node:test").TestContext} t */
  async function opened(t) {
    const one = await learner(t, browser);
    await one.goto(host.root + TEST, QUIET);
    await one.getByRole("button", { name: "Start the assessment" }).click();
    await tick(one, 0, /The right one/);
    await tick(one, 1, /The right one/);
    const all = await kept(one);
    const [[seed = "", draw] = []] = Object.entries(all.exams[TEST].draws);
    return { one, two: await beside(one, "my/progress/"), all, seed, draw: /** @type {any} */ (draw) };
  }
  const submit = (/** @type {Page} */ page) => page.getByRole("button", { name: "Submit", exact: true }).click();

  test("of another device’s lessons takes nothing from it", async (t) => {
    const { one, two, all } = await opened(t);
    await take(two, {
      version: 2,
      pages: { [LESSON]: { t: 5, e: true, h: "A shift" } },
      exams: {
        [TEST]: { done: [{ t: 3, s: 1, p: 70, all: 4, pass: false, o: {}, d: 1, n: 4, q: [] }], draws: {} },
      },
    });
    assert.deepEqual((await kept(one)).exams[TEST].draws, all.exams[TEST].draws);
    assert.equal(await items(one).locator("input:checked").count(), 2);
    await tick(one, 2, /The right one/);
    await tick(one, 3, /The right one/);
    await submit(one);
    await one.locator("attune-assessment > [data-result]").getByText("Passed", { exact: true }).waitFor();
    const { done, draws } = (await kept(one)).exams[TEST];
    assert.deepEqual([done.length, Object.keys(draws).length], [2, 0]);
  });

  test("of the same draw, answered further on another device, shows the answers of both", async (t) => {
    const { one, two, all, seed, draw } = await opened(t);
    const ids = await items(one).evaluateAll((all) => all.map((item) => item.id.slice(2)));
    const third = await items(one)
      .nth(2)
      .getByRole("radio", { name: /The right one/ })
      .getAttribute("value");
    const later = { ...draw, a: { [ids[2] ?? ""]: { t: Date.now(), a: [third] } } };
    await take(two, { ...all, exams: { [TEST]: { done: [], draws: { [seed]: later } } } });
    await one.waitForFunction(() => document.querySelectorAll("attune-item:not([hidden]) input:checked").length === 3);
    assert.ok(
      await items(one)
        .nth(2)
        .getByRole("radio", { name: /The right one/ })
        .isChecked(),
    );
  });

  test("of the same draw, handed in on another device, shows that result, and it counts once", async (t) => {
    const { one, two, all, seed } = await opened(t);
    const attempt = { t: 9, s: 4, p: 70, all: 4, pass: true, o: { notice: [1, 1] }, d: Number(seed), n: 4, q: [] };
    const elsewhere = { ...all, exams: { [TEST]: { done: [attempt], draws: {} } } };
    await take(two, elsewhere);
    await one.locator("attune-assessment > [data-result]").getByText("Passed", { exact: true }).waitFor();
    assert.equal(await items(one).count(), 0);
    await take(two, elsewhere);
    await take(two, all);
    const { done, draws } = (await kept(one)).exams[TEST];
    assert.deepEqual({ done, draws }, { done: [attempt], draws: {} });
  });

  test("of another draw that was begun later goes on with that one, and loses neither", async (t) => {
    const { one, two, all, seed, draw } = await opened(t);
    await take(two, {
      ...all,
      exams: { [TEST]: { done: [], draws: { 7: { t: Date.now() + 1000, qt: 1, q: draw.q, a: {} } } } },
    });
    await one.waitForFunction(() => document.querySelectorAll("attune-item:not([hidden]) input:checked").length === 0);
    assert.deepEqual(Object.keys((await kept(one)).exams[TEST].draws).sort(), ["7", seed].sort());
    assert.equal(Object.keys((await kept(one)).exams[TEST].draws[seed].a).length, 2);
  });
});

describe("erased while pages stand open elsewhere", () => {
  test("a lesson, a test, a scenario and a practice write nothing again by themselves", async (t) => {
    for (const { root, lesson, pages } of [
      { root: host.root, lesson: LESSON, pages: [LESSON, TEST, "my/review/", "first/", "", "my/certificate/"] },
      { root: other.root, lesson: "room/read/", pages: ["room/scenario/", "room/practice/", "room/read/"] },
    ]) {
      const one = await learner(t, browser);
      await one.goto(root + lesson, QUIET);
      await answer(one, "one", /shift/.test(lesson) ? "Waiting" : "The wrong one");
      if (root === host.root) {
        await one.goto(root + TEST, QUIET);
        await one.getByRole("button", { name: "Start the assessment" }).click();
        await tick(one, 0, /The right one/);
      }
      const open = await Promise.all(pages.map((path) => beside(one, path, root)));
      // What earlier versions and a damaged record left.
      await one.evaluate((key) => localStorage.setItem(`${key}:damaged`, "{"), KEY);
      await one.evaluate(() => localStorage.setItem("attune:/:damaged", "{"));
      const two = await beside(one, "my/progress/", root);
      await erase(two);
      await settled(open);
      for (const tab of open) {
        await tab.locator("footer").last().scrollIntoViewIfNeeded();
        await tab.evaluate(() => {
          dispatchEvent(new PageTransitionEvent("pagehide"));
          document.dispatchEvent(new Event("visibilitychange"));
        });
        await tab.goto("about:blank");
      }
      await one.goto("about:blank");
      assert.deepEqual(await names(two), []);
    }
  });

  test("who answers in one of them begins anew, with that answer alone", async (t) => {
    const one = await learner(t, browser);
    await one.goto(host.root + LESSON, QUIET);
    await answer(one, "one", "Waiting");
    const two = await beside(one, "my/progress/");
    const item = await question(one, "one");
    assert.equal(await item.locator("input:checked").count(), 1);
    await erase(two);
    await one.waitForFunction(() => !document.querySelector("attune-item input:checked, attune-item .said"));
    assert.ok(await one.locator("attune-score").isHidden(), "nothing is answered here either");
    await answer(one, "one", "Noticing");
    await answer(one, "two", "Naming", "Certain");
    const { items: all, cards } = await kept(one);
    assert.deepEqual([Object.keys(all), cards], [[`${LESSON}#one`, `${LESSON}#two`], {}]);
    const { f, n, s } = all[`${LESSON}#one`];
    assert.deepEqual({ f, n, s }, { f: 1, n: 1, s: 1 }, "it is the first try");
    await two.getByText("2 of 12 questions answered").waitFor();
  });

  test("ratings that are erased, or saved, in another tab are told so", async (t) => {
    const one = await learner(t, browser);
    await one.goto(`${other.root}room/practice/`, QUIET);
    const three = await beside(one, "room/practice/", other.root);
    await one.getByRole("button", { name: "Save rating" }).click();
    await three.getByText("Saved ratings: 0/2").waitFor();
    assert.match(await one.locator("[data-kept]").innerText(), /^Saved: 0 of 2\. Saved ratings: 0\/2$/);
    await erase(await beside(one, "my/progress/", other.root));
    for (const tab of [one, three])
      await tab.waitForFunction(() => !document.querySelector("[data-kept]")?.textContent);
  });

  test("a file that was saved before brings all of it back", async (t) => {
    const one = await learner(t, browser);
    await one.goto(host.root + LESSON, QUIET);
    await answer(one, "one", "Waiting");
    const all = await kept(one);
    const two = await beside(one, "my/progress/");
    await erase(two);
    await take(two, all);
    await one.goto(host.root + LESSON, QUIET);
    const item = await question(one, "one");
    assert.ok(await item.getByRole("radio", { name: "Waiting" }).isChecked());
    assert.ok(await item.locator(".option .said").isVisible(), "with its verdict");
    assert.deepEqual((await kept(one)).cards, all.cards);
  });
});

describe("names that every object has", () => {
  test("as ids of courses, which keep apart", async (t) => {
    const course = await copyOf(fixture("learner"));
    const config = await readFile(join(course, "site.toml"), "utf8");
    const page = await learner(t, browser);
    /** @type {string[]} */
    const keys = [];
    for (const id of ["constructor", "look", "damaged", "0", "length"]) {
      await writeFile(join(course, "site.toml"), config.replace("[course]", `[course]\nid = "${id}"`));
      const own = await serve(await buildHere(course), "/");
      // All on one host: the address is answered by whichever course is asked.
      await page.route(`${host.root}${id}/**`, async (route) => {
        const answer = await fetch(route.request().url().replace(`${host.root}${id}/`, own.root));
        await route.fulfill({
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: Buffer.from(await answer.arrayBuffer()),
        });
      });
      await page.goto(`${host.root}${id}/${LESSON}`, QUIET);
      assert.equal(
        await (await question(page, "one")).locator("input:checked").count(),
        0,
        `${id} begins with nothing`,
      );
      await answer(page, "one", "Noticing");
      await page.reload(QUIET);
      assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Noticing" }).isChecked(), id);
      keys.push(`attune:progress:${id}`);
      assert.deepEqual(await names(page), [...keys].sort());
      await own.close();
    }
  });

  test("as ids of questions and objectives, in a lesson and in a test", async (t) => {
    const course = await copyOf(fixture("learner"));
    const rename = async (/** @type {string} */ file, /** @type {[string, string][]} */ pairs) => {
      const path = join(course, file);
      let text = await readFile(path, "utf8");
      for (const [from, to] of pairs) text = text.replaceAll(from, to);
      await writeFile(path, text);
    };
    /** @type {[string, string][]} */
    const objectives = [
      ["id: notice", "id: constructor"],
      ["objective=notice", "objective=constructor"],
      ["id: fix", "id: valueOf"],
      ["objective=fix", "objective=valueOf"],
    ];
    await rename("content/01-first/01-shift.md", [...objectives, ["#one ", "#__proto__ "], ["#two ", "#toString "]]);
    await rename("content/02-second/01-fix.md", objectives);
    await rename("content/02-second/02-test.md", [
      ...objectives,
      ["#t1 ", "#__proto__ "],
      ["#t2 ", "#constructor "],
      ["#t3 ", "#hasOwnProperty "],
      ["draw: 4", "draw: 8"],
    ]);
    const own = await serve(await buildHere(course));
    atEnd(t, () => own.close());
    const page = await learner(t, browser);
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(own.root + LESSON, QUIET);
    await answer(page, "__proto__", "Waiting");
    await page.reload(QUIET);
    const item = await question(page, "__proto__");
    assert.ok(await item.getByRole("radio", { name: "Waiting" }).isChecked());
    assert.ok(await button(item, "Show the answer").isVisible());
    await page.goto(own.root + TEST, QUIET);
    await page.getByRole("button", { name: "Start the assessment" }).click();
    assert.equal(await items(page).count(), 8);
    for (let at = 0; at < 8; at += 1) await tick(page, at, at < 1 ? /The wrong one/ : /The right one/);
    await page.reload(QUIET);
    await items(page).first().waitFor();
    assert.equal(await items(page).locator("input:checked").count(), 8, "all answers are there again");
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    const result = page.locator("attune-assessment > [data-result]");
    await result.getByText("Passed", { exact: true }).waitFor();
    assert.match(await result.innerText(), /7 of 8 points/);
    assert.equal(await result.locator("ul").first().locator("li").count(), 1, "one objective to review");
    await page.reload(QUIET);
    await result.getByText("Passed", { exact: true }).waitFor();
    assert.deepEqual(Object.keys((await kept(page)).cards).sort(), [`${LESSON}#__proto__`, `${TEST}#__proto__`].sort());
    assert.deepEqual(errors, []);
  });
});

test("what is answered in one tab shows in another that lists it", async (t) => {
  const one = await learner(t, browser);
  await one.goto(host.root + LESSON, QUIET);
  const list = await beside(one, "first/");
  const item = await question(one, "one");
  await choose(item, "Noticing");
  await check(item);
  await list.locator(".entry", { hasText: "A shift" }).getByText("1 of 4 questions answered").waitFor();
});
