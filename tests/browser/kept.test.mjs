// What a test and the pages about it keep: through edits of the course, in two tabs, where the browser keeps nothing, and
// through files and records that are not what they should be.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { isUncovered, openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { check, choose, question, tabTo } from "./support/item.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const KEY = "attune:progress:/";
/** Where version 1 kept it. */
const FIRST = "attune:/";
const TEST = "second/test/";
const LESSON = "first/shift/";
const FILE = "content/02-second/02-test.md";
const DAY = 86_400_000;
const QUIET = /** @type {const} */ ({ waitUntil: "networkidle" });

const host = await serve(await build(fixture("learner")));
after(() => host.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {string} path
 * @param {{before?: () => void, own?: {root: string, origin: string}}} [options]
 */
async function open(t, path, { before, own = host } = {}) {
  const page = await openPage(browser);
  if (before) await page.addInitScript(before);
  const complaints = watch(page, own.origin);
  await page.goto(own.root + path, QUIET);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

/** Another tab of the same browser. @param {Page} page @param {string} [path] */
async function beside(page, path = TEST) {
  const other = await page.context().newPage();
  await other.goto(host.root + path, QUIET);
  return other;
}

/**
 * A course that can be edited while it is taken.
 * @param {import("node:test").TestContext} t
 */
async function editable(t) {
  const course = await copyOf(fixture("learner"));
  const output = await buildHere(course);
  const own = await serve(output);
  atEnd(t, () => own.close());
  /** @param {(text: string) => string} edit */
  const edit = async (edit) => {
    const file = join(course, FILE);
    await writeFile(file, edit(await readFile(file, "utf8")));
    await buildHere(course, { output });
  };
  return { own, edit };
}

/** @param {Page} page @returns {Promise<any>} */
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
    [value?.version === 1 ? FIRST : KEY, JSON.stringify(value)],
  );
/** The draw that is open. @param {any} exam */
const draw = ({ draws }) => Object.values(draws)[0];
/** @param {Page} page */
const items = (page) => page.locator("attune-item:visible");
/** @param {Page} page */
const ids = (page) => items(page).evaluateAll((all) => all.map((item) => item.id));
/** @param {Page} page */
const chosen = (page) =>
  items(page).evaluateAll((all) =>
    all.map(
      (item) =>
        item.querySelector("input:checked")?.closest(".option")?.querySelector(".option-text")?.textContent?.trim() ??
        "",
    ),
  );
/** @param {Page} page */
const foot = (page) => page.locator("[data-assessment-foot] [role=status]");
/** @param {Page} page */
const result = (page) => page.locator("attune-assessment > [data-result]");

/** @param {Page} page */
async function begin(page) {
  await page.getByRole("button", { name: "Start the assessment" }).click();
  await items(page).first().waitFor();
}

/** @param {Page} page @param {number} right @param {number} [upTo] */
async function take(page, right, upTo = 4) {
  for (let at = 0; at < upTo; at += 1)
    await items(page)
      .nth(at)
      .getByRole("radio", { name: at < right ? /The right one/ : /The wrong one/ })
      .check();
}

/** @param {Page} page */
const handIn = (page) => page.getByRole("button", { name: "Submit", exact: true }).click();

/** @param {number} n of the page */
const block = (n, objective = "notice") => `
::: question {#t${n} objective=${objective}}
Which answer is meant in ${n}?

- [x] The right one of ${n}

  Yes.
- [ ] The wrong one of ${n}

  No.
- [ ] The other one of ${n}

  No.
:::
`;
/** @param {string} text @param {string} id the text without this question */
const without = (text, id) => text.replace(new RegExp(`::: question \\{#${id} [^]*?\\n:::\\n`), "");

describe("an open test through edits of the course", () => {
  test("questions added to the pool change nothing of it", async (t) => {
    const { own, edit } = await editable(t);
    const page = await open(t, TEST, { own });
    await begin(page);
    await take(page, 2);
    const [before, answers] = [await ids(page), await chosen(page)];
    await edit((text) =>
      text.replace("Take your time.", `Take your time.\n${block(20)}${block(21, "name")}${block(22, "fix")}`),
    );
    await page.reload(QUIET);
    assert.deepEqual(await ids(page), before);
    assert.deepEqual(await chosen(page), answers);
  });

  test("an edited question begins anew, and no other", async (t) => {
    const { own, edit } = await editable(t);
    const page = await open(t, TEST, { own });
    await begin(page);
    await take(page, 4);
    const [before, answers] = [await ids(page), await chosen(page)];
    const n = before[0]?.slice("q-t".length);
    await edit((text) => text.replace(`Which answer is meant in ${n}?`, `Which of the answers is meant in ${n}?`));
    await page.reload(QUIET);
    assert.deepEqual(await ids(page), before);
    assert.deepEqual(await chosen(page), ["", ...answers.slice(1)]);
    const told = page.locator("attune-assessment").getByRole("status");
    assert.equal(
      (await told.allInnerTexts()).join(),
      "The questions of this assessment have changed. 1 answer was removed because its question changed.",
    );
    await page.reload(QUIET);
    assert.deepEqual(await chosen(page), ["", ...answers.slice(1)], "it stays so");
    assert.equal(await told.count(), 0, "what was said of an edit is not said of the next visit");
  });

  test("a question that is gone makes room for another of its objective, and is left out where there is none", async (t) => {
    const { own, edit } = await editable(t);
    const page = await open(t, TEST, { own });
    await begin(page);
    await take(page, 4);
    const [first = "", ...others] = await ids(page);
    const answers = await chosen(page);
    const objective = await page.locator(`#${first}`).getAttribute("data-objective");
    await edit((text) => without(text, first.slice(2)));
    await page.reload(QUIET);
    const now = await ids(page);
    assert.equal(now.length, 4);
    const other = now.find((id) => !others.includes(id)) ?? "";
    assert.equal(await page.locator(`#${other}`).getAttribute("data-objective"), objective);
    assert.deepEqual((await chosen(page)).filter(Boolean), answers.slice(1));
    await edit((text) => without(text, other.slice(2)));
    await page.reload(QUIET);
    assert.deepEqual(await ids(page), others);
    assert.deepEqual(await chosen(page), answers.slice(1));
    assert.match(await items(page).first().innerText(), /Question 1 of 3/i);
  });

  test("one that was kept with its seed alone goes on", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    await take(page, 1, 2);
    const [before, answers] = [await ids(page), await chosen(page)];
    const all = await kept(page);
    const [[seed = "", { a: given }] = ["", { a: {} }]] = Object.entries(all.exams[TEST].draws);
    const open1 = Object.fromEntries(Object.entries(given).map(([id, { a }]) => [`${TEST}#${id}`, a]));
    await page.goto(host.root, QUIET);
    await page.evaluate((key) => localStorage.removeItem(key), KEY);
    await keep(page, { version: 1, exams: { [TEST]: { done: [], seed: Number(seed), open: open1 } } });
    await page.goto(host.root + TEST, QUIET);
    assert.deepEqual(await ids(page), before);
    assert.deepEqual(await chosen(page), answers);
    assert.deepEqual(
      Object.keys((await kept(page)).exams[TEST].draws[seed].q).sort(),
      before.map((id) => id.slice(2)).sort(),
    );
  });

  test("what is kept of it and is damaged is left out", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    await take(page, 4);
    const [all, before] = [await kept(page), await ids(page)];
    const [draw] = /** @type {any[]} */ (Object.values(all.exams[TEST].draws));
    const [first = ""] = Object.keys(draw.a);
    draw.a[first] = { t: 1, a: 5 };
    await page.goto(host.root, QUIET);
    await keep(page, all);
    await page.goto(host.root + TEST, QUIET);
    assert.deepEqual(await ids(page), before);
    assert.equal((await chosen(page)).filter(Boolean).length, 3);
  });
});

describe("a test in two tabs", () => {
  test("is one test: each shows what the other answered, and neither takes anything away", async (t) => {
    const one = await open(t, TEST);
    await begin(one);
    const two = await beside(one);
    assert.deepEqual(await ids(two), await ids(one));
    await items(one)
      .nth(0)
      .getByRole("radio", { name: /The right one/ })
      .check();
    await items(two)
      .nth(1)
      .getByRole("radio", { name: /The wrong one/ })
      .check();
    await items(one)
      .nth(2)
      .getByRole("radio", { name: /The other one/ })
      .check();
    await two.waitForFunction(() => document.querySelectorAll("attune-item:not([hidden]) input:checked").length === 3);
    await one.waitForFunction(() => document.querySelectorAll("attune-item:not([hidden]) input:checked").length === 3);
    assert.deepEqual(await chosen(one), await chosen(two));
    assert.equal(Object.keys(draw((await kept(one)).exams[TEST]).a).length, 3);
  });

  test("one that is begun in another tab is taken over", async (t) => {
    const one = await open(t, TEST);
    const two = await beside(one);
    await begin(one);
    await take(one, 1, 1);
    await two.waitForFunction(() => document.querySelectorAll("attune-item:not([hidden]) input:checked").length === 1);
    assert.deepEqual(await ids(two), await ids(one));
    assert.equal(await two.getByRole("button", { name: "Start the assessment" }).count(), 0);
  });

  test("handed in from both it counts once", async (t) => {
    const one = await open(t, TEST);
    await begin(one);
    await take(one, 4);
    // A tab that is told of nothing, as one that was frozen.
    const two = await one.context().newPage();
    await two.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
    await two.goto(host.root + TEST, QUIET);
    await handIn(one);
    await result(one).getByText("Passed", { exact: true }).waitFor();
    await handIn(two);
    await result(two).getByText("Passed", { exact: true }).waitFor();
    assert.equal((await kept(one)).exams[TEST].done.length, 1);
    assert.equal(draw((await kept(one)).exams[TEST]), undefined);
  });

  test("handed in in one, the other shows the result", async (t) => {
    const one = await open(t, TEST);
    await begin(one);
    const two = await beside(one);
    await take(one, 4);
    await handIn(one);
    await result(two).getByText("Passed", { exact: true }).waitFor();
    assert.equal(await items(two).count(), 0);
    assert.ok(await two.getByRole("button", { name: "Retake with new questions" }).isVisible());
    assert.equal(await items(one).count(), 4, "where it was handed in one goes on reading");
  });

  test("hundreds of records written at once by both are all kept", async (t) => {
    const one = await open(t, LESSON);
    const two = await beside(one, LESSON);
    /** @param {Page} page @param {string} name */
    const burst = (page, name) =>
      page.evaluate(async (name) => {
        const { change } = await Reflect.get(window, "attune").load("store");
        for (let n = 0; n < 200; n += 1) {
          change((/** @type {any} */ { endings }) => void (endings[`${name}${n}`] = ["x"]));
          if (n % 10 === 0) await new Promise((done) => setTimeout(done));
        }
      }, name);
    await Promise.all([burst(one, "one"), burst(two, "two")]);
    await one.waitForFunction(
      (key) => Object.keys(JSON.parse(localStorage.getItem(key) ?? "{}").endings).length === 400,
      KEY,
    );
    await two.waitForFunction(
      (key) => Object.keys(JSON.parse(localStorage.getItem(key) ?? "{}").endings).length === 400,
      KEY,
    );
    // It comes to rest: no tab goes on answering the other.
    const calm = await one.evaluate(
      () =>
        new Promise((done) => {
          let told = 0;
          addEventListener("storage", () => (told += 1));
          setTimeout(() => done(told), 300);
        }),
    );
    assert.ok(calm < 3, `${calm} more writes`);
  });
});

describe("a test's result", () => {
  test("is there again after Back and after a reload, with its list by objective", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    await take(page, 2);
    await handIn(page);
    await result(page).getByText("Not passed yet").waitFor();
    // Links to the questions go with these.
    const said = (await result(page).innerText()).replace(/^1\nCorrect[^]*?\n4\n/m, "");
    await result(page).locator("ul a").first().click();
    await page.waitForURL(/#o-/);
    await page.goBack(QUIET);
    assert.equal(await result(page).innerText(), said);
    await page.reload(QUIET);
    assert.equal(await result(page).innerText(), said);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
    assert.ok(await page.getByRole("button", { name: "Retake with new questions" }).isVisible());
    await assertAccessible(page, "result");
  });

  test("points and percent agree, and nothing is rounded up to a mark that was not reached", async (t) => {
    const page = await open(t, TEST);
    /** @param {number} s @param {number} all @param {boolean} pass */
    const attempt = (s, all, pass) => ({ t: Date.now(), s, p: 95, all, pass, o: {} });
    for (const [s, all, points, percent] of [
      [18.95, 20, "18.9", "94"],
      [1.5833, 20, "1.6", "8"],
      [0.1 + 0.2 + 2.7, 4, "3", "75"],
      [2 / 3, 1, "0.7", "67"],
      [18.999, 20, "18.9", "94"],
    ]) {
      const reached = `${points} of ${all} ${all === 1 ? "point" : "points"}`;
      await page.goto(host.root, QUIET);
      await page.evaluate((key) => localStorage.removeItem(key), KEY);
      await keep(page, { version: 1, exams: { [TEST]: { done: [attempt(Number(s), Number(all), true)] } } });
      await page.goto(host.root + TEST, QUIET);
      const text = await result(page).innerText();
      assert.match(text, new RegExp(`\\b${percent}%\\s+${reached}\\.`));
      assert.equal(text.split(`${percent}%`).length, 2, "the share stands there once");
      await page.goto(`${host.root}my/certificate/`, QUIET);
      await page.getByText(`${reached}, ${percent}%`).waitFor();
      await page.goto(`${host.root}my/progress/`, QUIET);
      await page.getByText(`Best result: ${percent}%`).waitFor();
    }
  });

  test("what was missed comes into the review; answers count among those of the course", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    const drawn = await ids(page);
    await take(page, 2, 3);
    await handIn(page);
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await result(page).getByText("Not passed yet").waitFor();
    for (const item of await items(page).all()) {
      const said = await item.innerText();
      const isEmpty = (await item.locator("input:checked").count()) === 0;
      assert.equal(said.includes("Not answered"), isEmpty, said);
      if (isEmpty) assert.doesNotMatch(said, /Also correct|Your answer is|Here is the answer/);
      // Whatever introduces an answer has one behind it.
      for (const block of await item.locator("[data-result] .verdict-shown").all())
        assert.ok((await block.locator("> *").count()) > 1, said);
    }
    const missed = drawn.slice(2).map((id) => `${TEST}#${id.slice(2)}`);
    const all = await kept(page);
    assert.deepEqual(Object.keys(all.cards).sort(), missed.sort());
    await page.goto(`${host.root}my/progress/`, QUIET);
    assert.match(await page.locator("[data-facts]").innerText(), /3 of 12 questions answered/);
    age(all.cards, 5);
    await page.goto(host.root, QUIET);
    await keep(page, all);
    await page.goto(`${host.root}my/review/`, QUIET);
    await page.locator("attune-review attune-item").getByRole("button", { name: "Check my answer" }).waitFor();
    assert.equal(await page.getByText("1 of 2 for today").count(), 1, "it stands there once");
    await page.locator("attune-review").getByRole("heading", { level: 2, name: "1 of 2 for today" }).waitFor();
    await page
      .getByRole("group", { name: /^1 of 2 for today/ })
      .first()
      .waitFor();
    await assertAccessible(page, "review");
  });
});

describe("handing in", () => {
  test("with gaps: the message has the focus and leads to the first open question", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    await take(page, 1, 1);
    await handIn(page);
    assert.equal(await foot(page).innerText(), "3 questions have no answer yet. Question 2 of 4");
    assert.ok(await foot(page).evaluate((node) => node === document.activeElement));
    assert.ok(await isUncovered(foot(page)));
    await assertAccessible(page, "gaps");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok(
      await items(page)
        .nth(1)
        .evaluate((item) => item.contains(document.activeElement)),
    );
    await page.keyboard.press("Space");
    assert.equal(await foot(page).innerText(), "2 questions have no answer yet. Question 3 of 4");
    await take(page, 4);
    assert.equal(await foot(page).innerText(), "Your answers so far are saved in this browser.");
    assert.ok(await page.getByRole("button", { name: "Submit anyway" }).isHidden());
  });

  test("where all questions are asked, no attempt has new ones, and none is said to", async (t) => {
    const { own, edit } = await editable(t);
    const page = await open(t, TEST, { own });
    const terms = page.locator(".assessment-terms");
    assert.match(await terms.innerText(), /^4 questions, drawn anew from \d+ each time\. Passing score: 70%\./);
    await edit((text) => `${text.replace(/::: question [^]*/, "")}${[1, 2, 3, 4].map((n) => block(n)).join("")}`);
    await page.reload(QUIET);
    assert.match(await terms.innerText(), /^4 questions\. Passing score: 70%\./);
    await begin(page);
    await take(page, 4);
    await handIn(page);
    await result(page).getByText("Passed", { exact: true }).waitFor();
    const again = page.getByRole("button", { name: "Retake the assessment" });
    assert.ok(await again.isVisible());
    await page.reload(QUIET);
    assert.ok(await again.isVisible());
    assert.equal(await page.getByText(/new questions|drawn anew/).count(), 0);
  });

  test("an order that nobody touched is no answer; Enter in a blank checks nothing", async (t) => {
    const { own, edit } = await editable(t);
    await edit(
      (text) => `${text.replace("draw: 4", "draw: 2").replace(/::: question [^]*/, "")}
::: question {#order objective=notice}
Put them in order.

1. Recognize
2. Name
3. Ask
:::

::: question {#gap objective=name}
A repair is [[work]] in the open.
:::
`,
    );
    const page = await open(t, TEST, { own });
    await begin(page);
    const field = items(page).locator("input[type=text]");
    await field.fill("nothing");
    await field.press("Enter");
    assert.equal(await page.locator(".entry-verdict").count(), 0);
    await handIn(page);
    assert.equal(await foot(page).innerText(), "1 question has no answer yet. Question 1 of 2");
    await items(page)
      .getByRole("button", { name: /Move .* up/ })
      .nth(1)
      .click();
    assert.match(await foot(page).innerText(), /are saved in this browser/);
    await page.reload(QUIET);
    await items(page).first().waitFor();
    await handIn(page);
    await result(page).getByText("Not passed yet").waitFor();
  });

  test("what is filled in half is warned of, and counts as far as it is right", async (t) => {
    const { own, edit } = await editable(t);
    await edit(
      (text) => `${text.replace("draw: 4", "draw: 3").replace(/::: question [^]*/, "")}
::: question {#gaps objective=notice}
A repair is [[work]] in the [[open]].
:::

::: question {#pairs objective=name}
Match.

Bond
: Trust

Goal
: Where it leads
:::

::: question {#one objective=fix}
Which?

- [x] The right one
- [ ] The wrong one
:::
`,
    );
    const page = await open(t, TEST, { own });
    await begin(page);
    await items(page).locator("input[type=text]").first().fill("work");
    const menu = items(page).getByRole("combobox", { name: "Bond" });
    await menu.selectOption(await menu.locator("option", { hasText: "Trust" }).getAttribute("value"));
    await handIn(page);
    assert.equal(
      await foot(page).innerText(),
      "1 question has no answer yet. 2 questions are answered only in part. Question 1 of 3",
    );
    await page.getByRole("button", { name: "Submit anyway" }).click();
    await result(page).getByText("Not passed yet").waitFor();
    assert.match(await result(page).innerText(), /33%\s+1 of 3 points\./);
    assert.match(await items(page).first().innerText(), /Partly correct: 1 of 2\./);
  });
});

describe("where the browser keeps nothing", () => {
  const off = () =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("no", "SecurityError");
      },
    });

  test("it is said before the test begins, and on the pages of the certificate, the review and one's progress", async (t) => {
    for (const path of [TEST, "my/certificate/", "my/review/", "my/progress/"]) {
      const page = await open(t, path, { before: off });
      await page.getByText("Your browser does not save data for this site").waitFor();
      assert.equal(await page.getByText("Saved in this browser only").filter({ visible: true }).count(), 0);
      await assertAccessible(page, path);
      if (path !== TEST) continue;
      await begin(page);
      await take(page, 4);
      await handIn(page);
      await result(page).getByText("Passed", { exact: true }).waitFor();
    }
  });

  test("space that ends during a test is said beside the button, and with the result", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    await take(page, 1, 1);
    assert.match(await foot(page).innerText(), /are saved in this browser/);
    const before = await kept(page);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await take(page, 4);
    assert.match(await foot(page).innerText(), /storage for this site is full/);
    // What another tab writes takes nothing from this page.
    const other = await beside(page, LESSON);
    await other.waitForLoadState();
    await handIn(page);
    await result(page).getByText("Passed", { exact: true }).waitFor();
    assert.match(await result(page).innerText(), /storage for this site is full/);
    assert.deepEqual((await kept(page)).exams, before.exams);
    await assertAccessible(page, "full");
  });
});

describe("files and records", () => {
  /** @param {Page} page @param {unknown} value */
  const add = (page, value) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(value)) });

  test("what a newer version kept is saved as it is", async (t) => {
    const page = await open(t, "");
    const newer = { version: 3, items: { later: true }, more: [1, "two"] };
    await keep(page, newer);
    await page.goto(`${host.root}my/progress/`, QUIET);
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export progress" }).click();
    const file = JSON.parse(await readFile(await (await waiting).path(), "utf8"));
    assert.deepEqual(file.kept, newer);
    assert.deepEqual(await kept(page), newer);
    await page.getByRole("button", { name: "Delete all data" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await page.getByText("All data deleted.").waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  test("a file of another course is refused with its name", async (t) => {
    const page = await open(t, LESSON);
    const item = await question(page, "one");
    await choose(item, "Noticing");
    await check(item);
    await page.goto(`${host.root}my/progress/`, QUIET);
    const before = await kept(page);
    const other = { ...before, items: { [`${LESSON}#two`]: { ...before.items[`${LESSON}#one`], d: "of another" } } };
    await add(page, { attune: 1, course: "Another course", kept: other });
    await page.getByText("This file belongs to another course, “Another course”. Nothing was changed.").waitFor();
    assert.deepEqual(await kept(page), before);
    await add(page, { attune: 1, course: "A course to come back to", kept: other });
    await page.getByText("Imported.").waitFor();
    assert.equal(Object.keys((await kept(page)).items).length, 2);
  });

  test("where courses have ids, these are compared and not titles", async (t) => {
    const course = await copyOf(fixture("learner"));
    const config = join(course, "site.toml");
    await writeFile(
      config,
      (await readFile(config, "utf8")).replace("[course]", '[course]\nid = "back"\nformer_ids = ["former"]'),
    );
    const own = await serve(await buildHere(course));
    atEnd(t, () => own.close());
    const page = await open(t, "my/progress/", { own });
    const value = { version: 1, ways: { [`${LESSON}#s`]: ["end"] } };
    await add(page, { attune: 1, course: "A course to come back to", id: "other", kept: value });
    await page.getByText("This file belongs to another course").waitFor();
    await add(page, { attune: 1, course: "Its former name", id: "back", kept: value });
    await page.getByText("Imported.").waitFor();
    await add(page, { attune: 1, course: "Another", id: "other", kept: value });
    await page.getByText("This file belongs to another course").waitFor();
    await add(page, { attune: 1, course: "Its former name", id: "former", kept: value });
    await page.getByText("Imported.").waitFor();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export progress" }).click();
    const file = JSON.parse(await readFile(await (await waiting).path(), "utf8"));
    assert.deepEqual([file.course, file.id], ["A course to come back to", "back"]);
  });

  test("records of questions that are not there are not counted", async (t) => {
    const page = await open(t, LESSON);
    const item = await question(page, "one");
    await choose(item, "Noticing");
    await check(item);
    const all = await kept(page);
    const one = all.items[`${LESSON}#one`];
    for (let n = 0; n < 9; n += 1)
      Object.assign(all.items, { [`gone/page/#q${n}`]: one, [`${LESSON}#gone${n}`]: { ...one, t: 1, f: 0 } });
    all.endings = { "gone/page/#way": ["a", "b"] };
    await page.goto(host.root, QUIET);
    await keep(page, all);
    await page.goto(`${host.root}my/progress/`, QUIET);
    const facts = await page.locator("[data-facts]").innerText();
    assert.match(facts, /^1 of 12 questions answered\n1 of 1 correct/, "what is gone does not count");
    assert.doesNotMatch(facts, /ending/);
  });

  test("a damaged attempt or card is left out and breaks no page; the others stay", async (t) => {
    const good = { t: 1_700_000_000_000, s: 3, p: 70, all: 4, pass: true, o: { notice: [1, 1], name: [0, 1] } };
    const bad = [
      { o: {}, pass: true, t: "x" },
      { ...good, t: 1e300 },
      { ...good, all: 0 },
      { ...good, o: { notice: 5 } },
      { ...good, s: null },
      null,
      7,
    ];
    const page = await open(t, "");
    const card = { t: Date.now(), g: 1 };
    await keep(page, {
      version: 1,
      exams: { [TEST]: { done: [...bad, good] }, x: { done: "no" } },
      cards: {
        [`${LESSON}#one`]: card,
        [`${LESSON}#two`]: { ...card, u: 1e300 },
        [`${LESSON}#three`]: { ...card, g: 77 },
      },
    });
    for (const path of [TEST, "my/progress/", "my/certificate/", "my/review/"])
      await page.goto(host.root + path, QUIET);
    await page.getByText("The next question is due on").waitFor();
    await page.goto(`${host.root}my/progress/`, QUIET);
    await page.getByText("Best result: 75%, Passed").waitFor();
    await page.goto(`${host.root}my/certificate/`, QUIET);
    await page.getByText("The test: 3 of 4 points, 75%").waitFor();
    await page.goto(host.root + TEST, QUIET);
    await result(page).getByText("Passed", { exact: true }).waitFor();
    const { exams, cards } = await kept(page);
    assert.deepEqual(exams[TEST], { done: [good], draws: {} });
    assert.deepEqual(
      Object.keys(cards).filter((key) => cards[key].l.length),
      [`${LESSON}#one`, `${LESSON}#two`],
    );
  });

  test("with nothing to review, the page of one's progress says so beside the link", async (t) => {
    const page = await open(t, "my/progress/");
    await page.getByText("Nothing to review today.").waitFor();
    assert.equal(await page.locator("a", { hasText: "Nothing to review today." }).count(), 0);
    assert.ok(await page.locator("a[data-due]").isVisible());
    assert.equal(await page.locator("a[data-due]").innerText(), "Review");
  });
});

describe("a test as it is taken", () => {
  test("says how many are answered, in view all the way, its score large, and leads to each question that was missed", async (t) => {
    const page = await open(t, TEST);
    await begin(page);
    const count = page.locator(".assessment-count");
    assert.equal(await count.innerText(), "0 of 4 questions answered");
    await take(page, 2, 3);
    assert.equal(await count.innerText(), "3 of 4 questions answered");
    await items(page).last().scrollIntoViewIfNeeded();
    const box = await count.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 120, "it stays in view");
    await take(page, 2);
    assert.equal(await count.innerText(), "4 of 4 questions answered");
    const asked = await ids(page);
    await handIn(page);
    await result(page).getByText("50%", { exact: true }).waitFor();
    assert.equal(await count.count(), 0);
    const [score, text] = await Promise.all(
      [".assessment-score", ".said > p:last-of-type"].map((part) =>
        result(page)
          .locator(part)
          .first()
          .evaluate((node) => parseFloat(getComputedStyle(node).fontSize)),
      ),
    );
    assert.ok(Number(score) >= 1.5 * Number(text), `${score} over ${text}`);
    const strip = result(page).getByRole("list", { name: "Your answers" });
    assert.deepEqual(await strip.locator("li").allInnerTexts(), ["1\nCorrect", "2\nCorrect", "3", "4"]);
    const links = strip.getByRole("link");
    assert.equal(await links.count(), 2);
    await strip.getByRole("link", { name: "Question 4 of 4: Incorrect" }).click();
    await page.waitForURL((url) => url.hash === `#${asked[3]}`);
    assert.ok(await page.locator(`#${asked[3]}`).evaluate((node) => node.getBoundingClientRect().top < innerHeight));
    await tabTo(strip.getByRole("link", { name: "Question 3 of 4: Incorrect" }));
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash === `#${asked[2]}`);
    // Later its questions are not there, and nothing leads to them.
    await page.reload(QUIET);
    await result(page).getByText("50%", { exact: true }).waitFor();
    assert.equal(
      await result(page)
        .getByRole("link", { name: /^Question/ })
        .count(),
      0,
    );
  });

  test("where the rest of its script does not come, nothing is lost, and one can submit again", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(host.root + TEST, QUIET);
    await page.route("**/joined/assessment-result.js", (route) => route.abort());
    await begin(page);
    await take(page, 4);
    await handIn(page);
    await page.getByText("This could not be loaded.").waitFor();
    assert.equal(Object.keys(draw((await kept(page)).exams[TEST]).a).length, 4);
    await page.unroute("**/joined/assessment-result.js");
    await handIn(page);
    await result(page).getByText("100%", { exact: true }).waitFor();
  });
});

describe("how far one is", () => {
  test("each module has a bar and a word, and one is one", async (t) => {
    const page = await open(t, "my/progress/");
    const modules = page.locator(".entry[data-bar]");
    /** @returns {Promise<string[][]>} */
    const told = () =>
      modules.evaluateAll((all) =>
        all.map((module) => {
          const bar = module.querySelector("progress");
          const words = [...module.querySelectorAll(".entry-status, .facts > [data-progress]")].map(
            (each) => each.textContent?.trim() ?? "",
          );
          return [`${bar?.value}/${bar?.max}`, bar?.ariaLabel ?? "", ...words];
        }),
      );
    await modules.locator("progress").first().waitFor();
    const names = await modules.locator(".entry-title").allInnerTexts();
    assert.deepEqual(await told(), [
      ["0/2", names[0], "Not started"],
      ["0/2", names[1], "Not started"],
    ]);
    await page.goto(host.root + LESSON, QUIET);
    await page.goto(`${host.root}my/progress/`, QUIET);
    assert.deepEqual((await told())[0], ["0/2", names[0], "0 of 2 lessons done", "Started"], "no bar without a figure");
    const now = await kept(page);
    now.pages["first/plain/"] = { t: 1, e: true, h: "Nothing to answer" };
    await keep(page, now);
    await page.reload(QUIET);
    assert.deepEqual((await told())[0], ["1/2", names[0], "1 of 2 lessons done", "Started"]);
    const heard = modules.locator("progress").evaluateAll((all) => all.map((bar) => bar.ariaValueText));
    assert.deepEqual(await heard, ["1 of 2 lessons done", "Not started"], "a bar is heard as its words");
    await assertAccessible(page, "with bars");
    await page.setViewportSize({ width: 390, height: 844 });
    const tiles = page.locator(".progress-facts [data-share]");
    await tiles.first().waitFor();
    const row = await page.locator(".progress-facts").evaluate((list) => list.clientWidth);
    for (const tile of await tiles.all())
      assert.equal(
        await tile.evaluate((node) => Math.round(node.getBoundingClientRect().width)),
        row,
        "on a phone none stands alone in half a row",
      );
    await page.goto(`${host.root}my/certificate/`, QUIET);
    assert.doesNotMatch(await page.locator("main").innerText(), /of 1 \w+s /, "one is one");
  });

  test("how far one is with an entry stands at the end of its row, on the line of its title, on every list", async (t) => {
    const page = await open(t, LESSON);
    const now = await kept(page);
    now.pages["first/plain/"] = { t: 1, e: true, h: "Nothing to answer" };
    await keep(page, now);
    for (const [address, words] of /** @type {const} */ ([
      ["my/progress/", ["Started", "Not started", "Not started"]],
      ["first/", ["Started", "✓ Done"]],
    ]))
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(host.root + address, QUIET);
        await page.locator(".entry-status[data-progress]").getByText("Started", { exact: true }).waitFor();
        const rows = await page.locator(".entry:has(.entry-status)").evaluateAll((all) =>
          all.map((entry) => {
            const box = (/** @type {string} */ part) => entry.querySelector(part)?.getBoundingClientRect();
            const [row, title, status] = [entry.getBoundingClientRect(), box(".entry-title"), box(".entry-status")];
            const sign = entry.querySelector(".entry-status svg") ? "✓ " : "";
            const below = Math.abs((title?.top ?? 0) - (status?.top ?? 99));
            const gap = (status?.left ?? 0) - (title?.right ?? 0);
            return {
              word: sign + entry.querySelector(".entry-status")?.textContent?.trim(),
              isAtEnd: Math.abs(row.right - (status?.right ?? 0)) < 1 && below < 16 && gap >= 8,
              bar: [...entry.querySelectorAll("progress")].every((bar) => bar.clientWidth > row.width - 3),
            };
          }),
        );
        assert.deepEqual(
          rows,
          words.map((word) => ({ word, isAtEnd: true, bar: true })),
          `${address} at ${width}`,
        );
      }
  });
});

describe("names in the storage", () => {
  /** @param {import("node:test").TestContext} t @param {string} id @param {string} [more] keys */
  async function withId(t, id, more = "") {
    const course = await copyOf(fixture("learner"));
    const config = join(course, "site.toml");
    await writeFile(config, (await readFile(config, "utf8")).replace("[course]", `[course]\nid = "${id}"\n${more}`));
    const own = await serve(await buildHere(course));
    atEnd(t, () => own.close());
    return own;
  }
  /** @param {Page} page @returns {Promise<string[]>} */
  const names = (page) => page.evaluate(() => Object.keys(localStorage).sort());

  test("a course whose id is that of another entry loses nothing, and takes nothing from it", async (t) => {
    for (const id of ["look", "appearance"]) {
      const own = await withId(t, id);
      const page = await open(t, LESSON, { own });
      await page.evaluate(() => localStorage.setItem("attune:look", '{"theme":"dark","contrast":""}'));
      await page.reload(QUIET);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
      const item = await question(page, "one");
      await choose(item, "Noticing");
      await check(item);
      await page.reload(QUIET);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
      assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Noticing" }).isChecked());
      assert.deepEqual(await names(page), ["attune:look", `attune:progress:${id}`]);
    }
  });

  test("what was kept before the course had an id goes on under it; that of another course stays its own", async (t) => {
    const own = await withId(t, "named");
    const page = await open(t, "", { own });
    const place = "attune:progress:/";
    const ours = { version: 2, pages: { [LESSON]: { t: 1, n: 2, e: true, h: "A shift" } } };
    const other = { version: 2, pages: { "elsewhere/page/": { t: 1, n: 2, h: "Another" } } };
    await page.evaluate(([key, text]) => localStorage.setItem(key ?? "", text ?? ""), [place, JSON.stringify(other)]);
    await page.reload(QUIET);
    assert.deepEqual(JSON.parse((await page.evaluate((key) => localStorage.getItem(key), place)) ?? ""), other);
    await page.evaluate(([key, text]) => localStorage.setItem(key ?? "", text ?? ""), [place, JSON.stringify(ours)]);
    await page.reload(QUIET);
    assert.deepEqual(await names(page), ["attune:progress:named"]);
    const now = JSON.parse((await page.evaluate(() => localStorage.getItem("attune:progress:named"))) ?? "");
    assert.equal(now.pages[LESSON].e, true);
  });

  /** @param {Page} page @param {Record<string, unknown>} entries */
  const store = (page, entries) =>
    page.evaluate((all) => {
      for (const [key, value] of Object.entries(all)) localStorage.setItem(key, String(value));
    }, entries);
  /** A record with one page that was read. @param {string} page @param {number} [version] */
  const read = (page, version = 2) => JSON.stringify({ version, pages: { [page]: { t: 1, e: true, h: "A shift" } } });

  test("what was kept under the course's former ids goes on under the present one", async (t) => {
    const own = await withId(t, "now", 'former_ids = ["once", "earlier"]');
    const page = await open(t, "my/progress/", { own });
    await store(page, {
      "attune:progress:once": read(LESSON),
      "attune:earlier": read("elsewhere/page/", 1),
      "attune:progress:another": read(LESSON),
    });
    await page.reload(QUIET);
    await page.waitForFunction(() => localStorage.length === 2);
    assert.deepEqual(await names(page), ["attune:progress:another", "attune:progress:now"]);
    const pages = await page.evaluate(() => JSON.parse(localStorage.getItem("attune:progress:now") ?? "").pages);
    assert.deepEqual(Object.keys(pages).sort(), ["elsewhere/page/", LESSON].sort());
  });

  test("erasing leaves the course under none of its names, and the reader's look and other courses alone", async (t) => {
    const own = await withId(t, "appearance", 'former_ids = ["look", "once", "later"]');
    const page = await open(t, "my/progress/", { own });
    const others = {
      "attune:appearance": '{"theme":"dark","contrast":""}',
      "attune:look": '{"theme":"light","contrast":""}',
      "attune:progress:another": read(LESSON),
      // A course that stood at the same place.
      "attune:progress:/": read("elsewhere/page/"),
      elsewhere: "1",
    };
    // What cannot be taken over: of a later version, or unreadable, or set aside.
    await store(page, {
      ...others,
      "attune:progress:appearance": read(LESSON),
      "attune:progress:look": read(LESSON, 99),
      "attune:once": "{",
      "attune:progress:later": read(LESSON, 99),
      "attune:appearance:damaged": "{",
      "attune:progress:appearance:damaged": "{",
      "attune:progress:once:damaged": "{",
      "attune:/": read(LESSON, 99),
    });
    await page.reload(QUIET);
    await page.getByRole("button", { name: "Delete all data" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await page.getByText("All data deleted.").waitFor();
    assert.deepEqual(await names(page), Object.keys(others).sort());
    await page.reload(QUIET);
    assert.deepEqual(await names(page), Object.keys(others).sort());
  });

  test("what is erased stays erased while a lesson is open elsewhere", async (t) => {
    const one = await open(t, LESSON);
    const item = await question(one, "one");
    await choose(item, "Noticing");
    await check(item);
    const two = await beside(one, "my/progress/");
    await two.getByRole("button", { name: "Delete all data" }).click();
    await two.getByRole("button", { name: "Yes, delete" }).click();
    await two.getByText("All data deleted.").waitFor();
    await one.locator(".closing").scrollIntoViewIfNeeded();
    await one.goto("about:blank");
    assert.deepEqual(await names(two), []);
  });
});
