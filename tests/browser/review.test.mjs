// The review in a browser: cards outlast pages that do not answer, days are the learner's, tabs do not grade twice, and one figure
// stands on every page.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { openBrowser } from "./support/browser.mjs";
import { build, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { gate } from "./support/gate.mjs";
import { button, check, choose } from "./support/item.mjs";
import { answer, DAY, keep, kept, KEY, later, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

const LESSON = "first/shift/";
const ONE = `${LESSON}#one`;
const TWO = `${LESSON}#two`;
const site = await build(fixture("learner"));
const host = await serve(site);
after(() => host.close());
const elsewhere = await serve(site);
after(() => elsewhere.close());
const browser = await openBrowser();

/** The question that is asked. @param {Page} page */
const asked = (page) => page.locator("attune-review attune-item");

/** Misses the first question of the lesson. @param {Page} page @param {string} [root] */
async function miss(page, root = host.root) {
  await page.goto(root + LESSON);
  await answer(page, "one", "Waiting");
}

/** Misses both. @param {Page} page @param {string} [root] */
async function missBoth(page, root = host.root) {
  await miss(page, root);
  await answer(page, "two", "Leaving", "Fairly sure");
}

/** Answers what is asked. @param {Locator} item @param {string} words */
async function take(item, words) {
  await item.getByRole("button", { name: "Check my answer" }).waitFor();
  const sure = item.getByLabel("Fairly sure");
  if (await sure.count()) await sure.check();
  await choose(item, words);
  await check(item);
}

/** @type {Record<string, import("./support/gate.mjs").Answer>} */
const STRANGE = {
  "a page that asks who one is": {
    body: '<!doctype html><title>Sign in</title><h1>Sign in</h1><form><input name="user"></form>',
  },
  "no page, as during a deployment": { status: 404, body: "<h1>Not found</h1>" },
  "an error of the host": { status: 503, body: "" },
  "a way to a page that asks who one is": { status: 302, headers: { location: "/glossary/" } },
  "a way to another host": { status: 302, headers: { location: `${elsewhere.root}${LESSON}index.html` } },
  "a way in a circle": { status: 302, headers: { location: `/${LESSON}` } },
  "an empty answer": { body: "" },
  "no answer": { gone: true },
  "the page of another edition, without the question": {
    body: "<!doctype html><title>A shift</title><h1>A shift</h1><article data-key='first/shift/'></article>",
  },
  "something that is no page": { headers: { "content-type": "application/json" }, body: '{"error":"token expired"}' },
};

/** Both were missed three days ago; between page and host stands one that may answer otherwise. @param {import("node:test").TestContext} t */
async function behindGate(t) {
  const before = await gate(host.origin);
  atEnd(t, () => before.close());
  const page = await learner(t, browser);
  await missBoth(page, before.root);
  await later(page, before.root, 3);
  return { before, page, all: await kept(page) };
}

describe("cards outlast", () => {
  test("a question’s page that answers otherwise", async (t) => {
    const { before, page, all } = await behindGate(t);
    const place = /^\/first\/shift\/$/;
    const skipped = "This question could not be loaded. It stays on your list.";
    for (const [name, strange] of Object.entries(STRANGE)) {
      before.answers.set(place, strange);
      await page.goto(`${before.root}my/review/`);
      await page.getByText(skipped).waitFor();
      assert.equal(await asked(page).count(), 0, name);
      await page.getByRole("button", { name: "Next question" }).click();
      await page.getByText(skipped).waitFor();
      await page.getByRole("button", { name: "Next question" }).click();
      await page.getByText("That is all for today.").waitFor();
      assert.match(await page.locator("attune-review [data-start]").innerText(), /^Continue/, "a lesson comes next");
      assert.deepEqual((await kept(page)).cards, all.cards, name);
      before.answers.clear();
      await page.goto(before.root);
      await page.getByText("2 questions to review today").waitFor();
    }
    await page.goto(`${before.root}my/review/`);
    await take(asked(page), "Noticing");
    await page.getByText(/^Comes back in/).waitFor();
    assert.deepEqual((await kept(page)).cards[TWO], all.cards[TWO]);
  });

  test("another answer in place of what says which pages there are", async (t) => {
    const { before, page, all } = await behindGate(t);
    for (const [name, strange] of Object.entries(STRANGE)) {
      before.answers.set(/^\/course\.js/, strange);
      for (const path of ["", "my/review/", "my/progress/", "my/certificate/"]) {
        const answered = page.waitForRequest(/course\.js/);
        await page.goto(before.root + path);
        await answered;
      }
      const { cards, items } = await kept(page);
      assert.deepEqual({ cards, items }, { cards: all.cards, items: all.items }, name);
      before.answers.clear();
      await page.goto(before.root);
      await page.getByText("2 questions to review today").waitFor();
    }
  });

  test("a browser that is offline", async (t) => {
    const page = await learner(t, browser);
    await missBoth(page);
    await later(page, host.root, 3);
    const { cards } = await kept(page);
    await page.goto(`${host.root}my/review/`, QUIET);
    await asked(page).waitFor();
    await page.context().setOffline(true);
    await take(asked(page), "Noticing");
    await page.getByText(/^Comes back in/).waitFor();
    await page.getByRole("button", { name: "Next question" }).click();
    await page.getByText("This question could not be loaded. It stays on your list.").waitFor();
    const now = (await kept(page)).cards;
    assert.equal(now[ONE].l.length, 2);
    assert.deepEqual(now[TWO], cards[TWO]);
    await page.context().setOffline(false);
    await page.reload(QUIET);
    await page.getByText("1 of 1 for today").waitFor();
    await asked(page).getByText("And then?").waitFor();
  });
});

describe("what a review says", () => {
  test("a miss at the first try is a miss, whatever was chosen afterwards", async (t) => {
    for (const tries of [["Waiting", "Noticing"], ["Waiting", "Explaining", "Noticing"], ["Waiting"]]) {
      const page = await learner(t, browser);
      await miss(page);
      await page.goto(host.root, QUIET);
      const all = await kept(page);
      // Known well, and due after 20 days.
      const [[time = 0, , day = 0]] = all.cards[ONE].l;
      all.cards[ONE].l = [[time - 20 * DAY, 3, day - 20, 20, 5, 20]];
      await keep(page, all);
      await page.goto(`${host.root}my/review/`, QUIET);
      for (const words of tries) await take(asked(page), words);
      if (tries.length === 1) await asked(page).getByRole("button", { name: "Show the answer" }).click();
      await page.getByText("Comes back in 2 days.").waitFor();
      const { l } = (await kept(page)).cards[ONE];
      assert.deepEqual([l.length, l[1][1]], [2, 1], tries.join());
    }
  });

  test("right at the first try comes back later, and surely later than unsurely", async (t) => {
    const days = [];
    for (const sure of ["Guessing", "Fairly sure", "Certain"]) {
      const page = await learner(t, browser);
      await page.goto(host.root + LESSON, QUIET);
      await answer(page, "two", "Leaving", "Fairly sure");
      await later(page, host.root, 4);
      await page.goto(`${host.root}my/review/`, QUIET);
      await asked(page).getByRole("button", { name: "Check my answer" }).waitFor();
      await asked(page).getByLabel(sure).check();
      await choose(asked(page), "Naming");
      await check(asked(page));
      const text = await page.getByText(/^Comes back in/).innerText();
      days.push(Number(/\d+/.exec(text)?.[0]));
    }
    assert.ok((days[0] ?? 9) < (days[1] ?? 0) && (days[1] ?? 9) < (days[2] ?? 0), days.join());
  });

  test("a question may be skipped, and is there again", async (t) => {
    const page = await learner(t, browser);
    await missBoth(page);
    await later(page, host.root, 3);
    const before = await kept(page);
    await page.goto(`${host.root}my/review/`, QUIET);
    await page.getByText("1 of 2 for today").first().waitFor();
    await page.getByRole("button", { name: "Skip for now" }).click();
    await page.getByText("2 of 2 for today").first().waitFor();
    await page.getByRole("button", { name: "Skip for now" }).click();
    await page.getByText("That is all for today.").waitFor();
    assert.deepEqual((await kept(page)).cards, before.cards);
    await page.reload(QUIET);
    await page.getByText("1 of 2 for today").first().waitFor();
  });

  test("a new miss on the lesson’s page moves the card, and a right answer there does not", async (t) => {
    const page = await learner(t, browser);
    await miss(page);
    const all = await kept(page);
    const [[time = 0, , day = 0]] = all.cards[ONE].l;
    all.cards[ONE].l = [[time - 2 * DAY, 4, day - 2, 60, 5, 60]];
    await page.goto(host.root, QUIET);
    await keep(page, all);
    await page.goto(host.root + LESSON, QUIET);
    await button(page.locator("#q-one"), "Show the answer").click();
    await button(page.locator("#q-one"), "Try again").click();
    await answer(page, "one", "Noticing");
    assert.equal((await kept(page)).cards[ONE].l.length, 1, "a right answer says nothing new");
    await button(page.locator("#q-one"), "Try again").click();
    await answer(page, "one", "Explaining");
    const { l } = (await kept(page)).cards[ONE];
    assert.deepEqual([l.length, l.at(-1)[1]], [2, 1]);
    await page.goto(`${host.root}my/review/`, QUIET);
    const text = await page.getByText("The next question is due on").innerText();
    const wait = await page.evaluate((text) => {
      const due = new Date(/due on (.*)\./.exec(text)?.[1] ?? "").setHours(12);
      return Math.round((due - new Date().setHours(12)) / 86_400_000);
    }, text);
    assert.ok(wait > 0 && wait < 10, `after ${wait} days instead of 58`);
  });

  test("a new miss in a test moves the card", async (t) => {
    const page = await learner(t, browser);
    await page.goto(`${host.root}second/test/`, QUIET);
    await page.getByRole("button", { name: "Start the assessment" }).click();
    const items = page.locator("attune-item:visible");
    const ids = await items.evaluateAll((all) => all.map((item) => item.getAttribute("data-key") ?? ""));
    const today = Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / DAY);
    const all = await kept(page);
    for (const key of ids) all.cards[key] = { l: [[Date.now() - 2 * DAY, 4, today - 2, 60, 5, 60]] };
    await page.goto(host.root, QUIET);
    await keep(page, all);
    await page.goto(`${host.root}second/test/`, QUIET);
    for (let at = 0; at < 4; at += 1)
      await items
        .nth(at)
        .getByRole("radio", { name: at ? /The right one/ : /The wrong one/ })
        .check();
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await page.locator("attune-assessment > [data-result]").getByText("Passed", { exact: true }).waitFor();
    const { cards } = await kept(page);
    assert.deepEqual(
      ids.map((key) => cards[key].l.map((/** @type {number[]} */ [, grade]) => grade)),
      [[4, 1], [4], [4], [4]],
    );
  });
});

/** What each page says of how many are due. @param {Page} page @param {string} root */
async function dueEverywhere(page, root) {
  await page.goto(root, QUIET);
  const home = page.locator("a[data-review]");
  const front = (await home.isVisible()) ? await home.innerText() : "none";
  await page.goto(`${root}my/progress/`, QUIET);
  const own = (await page.locator("[data-no-due]").count()) ? "none" : await page.locator("a[data-due]").innerText();
  await page.goto(`${root}my/review/`, QUIET);
  // The heading of a question says which one of today's it is; where there is none, the status does.
  const said = page.locator("attune-review :is([data-status], .item-label h2)").filter({ hasText: /\d|Nothing/ });
  const review = await said.first().innerText();
  return [front, own, review].map((text) => Number(/^(?:\d+ of )?(\d+)/.exec(text)?.[1] ?? 0));
}

describe("one answer to how many are due today, on every page", () => {
  test("of cards of every kind", async (t) => {
    const page = await learner(t, browser);
    await missBoth(page);
    assert.deepEqual(await dueEverywhere(page, host.root), [0, 0, 0], "on the day of the miss");
    await later(page, host.root, 1);
    const due = await dueEverywhere(page, host.root);
    assert.deepEqual(due, [2, 2, 2]);
    const all = await kept(page);
    const card = all.cards[ONE];
    // A question that is gone, one on a page that is, one of another page under its old address, and one of the test.
    Object.assign(all.cards, {
      [`${LESSON}#gone`]: { l: card.l },
      "gone/page/#one": { ...card, q: { t: 1, d: "0123456789abcdef" } },
      "old/shift/#three": { l: card.l },
      "second/test/#t1": card,
    });
    await page.goto(host.root, QUIET);
    await keep(page, all);
    assert.deepEqual(await dueEverywhere(page, host.root), [4, 4, 4]);
    await page.goto(host.root + LESSON, QUIET);
    assert.deepEqual(await dueEverywhere(page, host.root), [4, 4, 4], "after the page with an old address was open");
    assert.equal(Object.keys((await kept(page)).cards).length, 6, "none is lost");
  });

  test("past midnight, on pages that stay open", async (t) => {
    const now = new Date(2026, 4, 5, 21, 0).getTime();
    const page = await learner(t, browser, { now });
    await missBoth(page);
    const context = page.context();
    const tabs = await Promise.all(
      ["", "my/progress/", "my/review/"].map(async (path) => {
        const tab = await context.newPage();
        await tab.goto(host.root + path, QUIET);
        return tab;
      }),
    );
    const [home, own, review] = tabs;
    assert.ok(home && own && review);
    await review.getByText("Nothing to review today. The next question is due on").waitFor();
    await own.getByText("Nothing to review today.").waitFor();
    assert.ok(await home.locator("a[data-review]").isHidden());
    await context.clock.runFor(2 * 3_600_000 + 59 * 60_000);
    await own.getByText("Nothing to review today.").waitFor();
    assert.equal(await asked(review).count(), 0, "a minute before midnight");
    await context.clock.runFor(2 * 60_000);
    await home.getByText("2 questions to review today").waitFor();
    await own.getByText("2 questions to review today").waitFor();
    await review.getByText("1 of 2 for today").first().waitFor();
    await asked(review).getByText("What comes first?").waitFor();
    await choose(asked(review), "Noticing");
    await context.clock.runFor(DAY);
    assert.ok(await asked(review).getByRole("radio", { name: "Noticing" }).isChecked(), "what is being answered stays");
  });

  test("from missed at nine in the evening to seven in the morning is one day, in any zone and when clocks change", async (t) => {
    for (const [timezoneId, year, month, day] of /** @type {[string, number, number, number][]} */ ([
      ["Europe/Berlin", 2026, 3, 28],
      ["Europe/Berlin", 2026, 10, 24],
      ["America/Los_Angeles", 2026, 3, 7],
      ["America/Los_Angeles", 2026, 10, 31],
      ["Pacific/Auckland", 2026, 9, 26],
      ["Pacific/Auckland", 2026, 4, 4],
      ["Asia/Kolkata", 2026, 6, 1],
      ["Pacific/Apia", 2026, 12, 31],
    ])) {
      const page = await learner(t, browser, { timezoneId, now: 0 });
      const at = (/** @type {number} */ days, /** @type {number} */ hour, minute = 0) =>
        page.evaluate(
          ([y = 0, m = 0, d = 0, hour = 0, minute = 0]) => new Date(y, m - 1, d, hour, minute).getTime(),
          [year, month, day + days, hour, minute],
        );
      const clock = page.context().clock;
      await clock.setFixedTime(await at(0, 21));
      await miss(page);
      await clock.setFixedTime(await at(0, 23, 59));
      await page.goto(`${host.root}my/review/`);
      await page.getByText("Nothing to review today.").waitFor();
      await clock.setFixedTime(await at(1, 0, 1));
      await page.reload();
      await asked(page).waitFor();
      await clock.setFixedTime(await at(1, 7));
      await page.reload();
      await take(asked(page), "Noticing");
      const [[, , first = 0], [, , second = 0]] = (await kept(page)).cards[ONE].l;
      assert.equal(second - first, 1, `${timezoneId}, one day`);
      await page.context().close();
    }
  });

  test("a learner who flies around the world loses no question, and none comes twice on one day", async (t) => {
    const noon = Date.UTC(2026, 5, 10, 12);
    const first = await learner(t, browser, { timezoneId: "Pacific/Auckland", now: noon });
    await miss(first);
    const state = await first.context().storageState();
    for (const [timezoneId, hours, due] of /** @type {[string, number, number][]} */ ([
      ["America/Los_Angeles", 6, 0],
      ["America/Los_Angeles", 48, 1],
      ["Pacific/Auckland", 25, 1],
      ["Pacific/Kiritimati", 1, 0],
      ["Pacific/Kiritimati", 24, 1],
    ])) {
      const there = await learner(t, browser, {
        timezoneId,
        storageState: state,
        now: noon + hours * 3_600_000,
      });
      await there.goto(`${host.root}my/review/`);
      await there.getByText(due ? "1 of 1 for today" : "Nothing to review today.").waitFor();
      await there.context().close();
    }
  });

  test("a clock that was set back hides no question, and what is reviewed then counts", async (t) => {
    const page = await learner(t, browser, { now: Date.UTC(2031, 0, 5, 12) });
    await miss(page);
    const clock = page.context().clock;
    await clock.setFixedTime(Date.UTC(2026, 0, 5, 12));
    assert.deepEqual(await dueEverywhere(page, host.root), [1, 1, 1]);
    await take(asked(page), "Noticing");
    await page.getByText(/^Comes back in \d+ days?\.$/).waitFor();
    assert.deepEqual(await dueEverywhere(page, host.root), [0, 0, 0]);
    await clock.setFixedTime(Date.UTC(2026, 5, 5, 12));
    assert.deepEqual(await dueEverywhere(page, host.root), [1, 1, 1]);
    const days = (await kept(page)).cards[ONE].l.map((/** @type {number[]} */ [, , day]) => day);
    assert.ok(days[1] < days[0], "the days are those that were on the calendar");
  });
});

describe("the review in two tabs", () => {
  test("what one has asked the other asks no more", async (t) => {
    const one = await learner(t, browser);
    await missBoth(one);
    await later(one, host.root, 3);
    await one.goto(`${host.root}my/review/`, QUIET);
    const two = await one.context().newPage();
    await two.goto(`${host.root}my/review/`, QUIET);
    await asked(two).getByText("What comes first?").waitFor();
    await take(asked(one), "Noticing");
    await one.getByText(/^Comes back in/).waitFor();
    await asked(two).getByText("And then?").waitFor();
    await two.getByText("1 of 1 for today").first().waitFor();
    await take(asked(two), "Naming");
    await two.getByText(/^Comes back in/).waitFor();
    await one.getByRole("button", { name: "Next question" }).click();
    await one.getByText("That is all for today.").waitFor();
    const { cards } = await kept(one);
    assert.deepEqual([cards[ONE].l.length, cards[TWO].l.length], [2, 2]);
  });

  test("a question that both have asked, of which one was told of nothing, is graded once", async (t) => {
    const one = await learner(t, browser);
    await miss(one);
    await later(one, host.root, 3);
    await one.goto(`${host.root}my/review/`, QUIET);
    const two = await one.context().newPage();
    await two.addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), true));
    await two.goto(`${host.root}my/review/`, QUIET);
    await take(asked(one), "Noticing");
    const after = (await kept(one)).cards[ONE];
    await take(asked(two), "Waiting");
    await two.getByText("Incorrect").first().waitFor();
    assert.deepEqual((await kept(one)).cards[ONE], after);
  });

  test("erased in one, the other has nothing left to ask, and writes nothing", async (t) => {
    const one = await learner(t, browser);
    await missBoth(one);
    await later(one, host.root, 3);
    await one.goto(`${host.root}my/review/`, QUIET);
    const two = await one.context().newPage();
    await two.goto(`${host.root}my/progress/`, QUIET);
    await two.getByRole("button", { name: "Delete all data" }).click();
    await two.getByRole("button", { name: "Yes, delete" }).click();
    await two.getByText("All data deleted.").waitFor();
    await one.getByText("Nothing here yet.").waitFor();
    assert.equal(await one.evaluate((key) => localStorage.getItem(key), KEY), null);
  });
});

test("a card that version 1 kept goes on", async (t) => {
  const page = await learner(t, browser);
  await page.goto(host.root, QUIET);
  const cards = { [ONE]: { t: Date.now() - 30 * DAY, g: 3, s: 6, d: 5, u: Date.now() - 24 * DAY, n: 3 } };
  await keep(page, { version: 1, cards }, "attune:/");
  assert.deepEqual(await dueEverywhere(page, host.root), [1, 1, 1]);
  await take(asked(page), "Noticing");
  const { l } = (await kept(page)).cards[ONE];
  assert.deepEqual([l.length, l[0].slice(3)], [2, [6, 5, 6]]);
});
