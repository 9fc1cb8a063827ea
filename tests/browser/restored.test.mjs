// Every kind of question: answered wrongly or in part it says so, and stands there again with its verdict after a reload, and in
// another browser from a file, before the page is drawn. And what is typed is compared as the guide says, in the page itself.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, PHONE } from "./support/browser.mjs";
import { build, buildHere, fixture, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { button, check, choose, question, score, status } from "./support/item.mjs";
import { kept, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

const KINDS = "practice/all-kinds/";
const host = await serve(await build(fixture("items")));
after(() => host.close());
const browser = await openBrowser();

/** How each kind is answered in part, or wrongly where there is no part. @type {Record<string, (item: Locator) => Promise<unknown>>} */
const ANSWERS = {
  single: (item) => item.getByRole("radio").last().check(),
  several: (item) => choose(item, "Shorter answers"),
  judge: (item) => item.getByRole("radio").first().check(),
  sure: async (item) => {
    await choose(item, "The client");
    await item.getByRole("radio", { name: "Certain" }).check();
  },
  rated: async (item) => {
    for (const option of await item.locator(".rating").all()) await option.getByRole("radio", { name: "Best" }).check();
  },
  order: (item) =>
    item
      .getByRole("button", { name: /Move .* up/ })
      .nth(1)
      .click(),
  pairs: async (item) => {
    for (const menu of await item.getByRole("combobox").all()) await menu.selectOption({ index: 1 });
  },
  blanks: async (item) => {
    await item.getByRole("textbox").first().fill("rupture");
    await item.getByRole("textbox").last().fill("sympathy");
  },
  menu: async (item) => {
    for (const menu of await item.getByRole("combobox").all()) await menu.selectOption({ index: 1 });
  },
};

/** @param {Page} page */
async function answerAll(page) {
  await page.goto(host.root + KINDS, QUIET);
  for (const [id, answer] of Object.entries(ANSWERS)) {
    const item = await question(page, id);
    await answer(item);
    await check(item);
    await item.locator(".reason-verdict").first().waitFor();
  }
}

/** What each question says of its answer, and what is chosen and filled in. @param {Page} page */
async function said(page) {
  /** @type {Record<string, string[]>} */
  const all = {};
  for (const id of Object.keys(ANSWERS)) {
    const item = await question(page, id);
    all[id] = [
      ...(await item.locator(".reason-verdict:visible, .entry-verdict:visible").allInnerTexts()),
      ...(await item.locator("input, select").evaluateAll((all) =>
        all.map((field) => {
          const { type, checked, value } = /** @type {HTMLInputElement} */ (field);
          return /radio|checkbox/.test(type) ? String(checked) : value;
        }),
      )),
      ...(await item.locator(".order-text").allInnerTexts()),
    ];
  }
  return all;
}

/** Adds up how far the page jumps while it is drawn. @param {Page} page */
const watchJumps = (page) =>
  page.addInitScript(() => {
    Object.assign(globalThis, { jumps: 0 });
    new PerformanceObserver((list) => {
      for (const shift of /** @type {any[]} */ (list.getEntries()))
        /** @type {any} */ (globalThis).jumps += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
  });

describe("an answer of any kind", () => {
  for (const [name, viewport] of Object.entries({ "at a desk": undefined, "on a phone": PHONE })) {
    test(`says what it is worth, and stands there again after a reload without a jump, ${name}`, async (t) => {
      const page = await learner(t, browser, viewport ? { viewport } : {});
      await answerAll(page);
      const before = await said(page);
      for (const [id, texts] of Object.entries(before))
        assert.match(texts.join(" "), /Incorrect|Partly correct|Unhelpful|Defensible/, id);
      assert.match(before.several?.[0] ?? "", /^Correct|^Partly correct/);
      assert.ok(before.several?.includes("Partly correct: 1 of 2."), before.several?.join());
      const points = await score(page);
      await watchJumps(page);
      await page.reload(QUIET);
      assert.deepEqual(await said(page), before);
      assert.equal(await score(page), points);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const jumps = await page.evaluate(() => /** @type {any} */ (globalThis).jumps);
      assert.ok(jumps < 0.02, `a layout shift of ${jumps}`);
      for (const id of Object.keys(ANSWERS)) {
        const item = await question(page, id);
        assert.equal((await status(item).textContent())?.trim(), "", `${id}: nothing is announced`);
        if (id !== "single")
          assert.ok(await button(item, "Show the answer").isVisible(), `${id}: there are tries left`);
      }
      assert.equal(await page.evaluate(() => document.activeElement?.localName), "body", "nothing has the focus");
    });
  }

  test("is there in another browser from the file", async (t) => {
    const page = await learner(t, browser);
    await answerAll(page);
    const before = await said(page);
    await page.goto(`${host.root}my/progress/`, QUIET);
    const facts = await page.locator("[data-facts]").innerText();
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export progress" }).click();
    const file = await (await waiting).path();
    const other = await learner(t, browser);
    await other.goto(`${host.root}my/progress/`, QUIET);
    await other.locator("input[type=file]").setInputFiles(file);
    await other.getByText("Imported.").waitFor();
    assert.equal(await other.locator("[data-facts]").innerText(), facts);
    assert.match(
      facts,
      /^9 of 10 questions answered\n0 of 9 correct at the first attempt\nWhen you were certain: 0 of 1 correct/,
    );
    await other.goto(host.root + KINDS, QUIET);
    assert.deepEqual(await said(other), before);
    const [one, two] = [await kept(page), await kept(other)];
    assert.deepEqual([two.items, two.cards], [one.items, one.cards]);
    assert.equal(Object.keys(two.cards).length, 9, "each comes back in the review");
  });
});

test("first tries, and how sure one was at them, stay what they were", async (t) => {
  const page = await learner(t, browser);
  await page.goto(host.root + KINDS, QUIET);
  const facts = async () => {
    await page.goto(`${host.root}my/progress/`, QUIET);
    const lines = (await page.locator("[data-facts]").innerText()).split("\n");
    await page.goto(host.root + KINDS, QUIET);
    return lines.slice(1);
  };
  const sure = async (/** @type {string} */ words, /** @type {string} */ how) => {
    const item = await question(page, "sure");
    if (await button(item, "Try again").count()) await button(item, "Try again").click();
    await choose(item, words);
    const certainty = item.getByRole("radio", { name: how });
    if (await certainty.isVisible()) await certainty.check();
    await check(item);
    await item.locator(".reason-verdict").first().waitFor();
  };
  await sure("The client", "Certain");
  const first = ["0 of 1 correct at the first attempt", "When you were certain: 0 of 1 correct"];
  assert.deepEqual(await facts(), first);
  await sure("The therapist", "Guessing");
  assert.deepEqual(await facts(), first, "a second try");
  await sure("The therapist", "Guessing");
  assert.deepEqual(await facts(), first, "begun again, and right at once");
  const single = await question(page, "single");
  await choose(single, "Say what you noticed");
  await check(single);
  await single.locator(".reason-verdict").first().waitFor();
  assert.deepEqual(await facts(), ["1 of 2 correct at the first attempt", "When you were certain: 0 of 1 correct"]);
});

/** Accepted answers as an author writes them, what a learner types, and whether it is right. @type {[string, [string, boolean][]][]} */
const TYPED = [
  [
    "8%",
    [
      ["8", true],
      ["8 %", true],
      ["８％", true],
      ["8\u202f%", true],
      ["0.8", false],
      ["80", false],
      ["eight", false],
    ],
  ],
  [
    "8",
    [
      ["8%", true],
      ["8", true],
      ["18", false],
    ],
  ],
  [
    "attunement|attuned|attuning",
    [
      ["Attuned", true],
      ["ATTUNING", true],
      ["attune", false],
      ["attunements", false],
    ],
  ],
  [
    "give and take",
    [
      ["give  and\u00a0take", true],
      ["giveandtake", false],
    ],
  ],
  [
    "well-being",
    [
      ["well—being", true],
      ["well – being", true],
      ["well−being", true],
      ["wellbeing", false],
    ],
  ],
  [
    "so…",
    [
      ["so...", true],
      ["so . . .", true],
      ["so", false],
    ],
  ],
  [
    "−5",
    [
      ["-5", true],
      ["–5", true],
      ["－５", true],
      ["5", false],
    ],
  ],
  [
    "Straße",
    [
      ["STRASSE", true],
      ["strasse", true],
      ["STRAẞE", true],
      ["Strase", false],
    ],
  ],
  ["ＡＢＣ", [["abc", true]]],
  [
    "café",
    [
      ["CAFE\u0301", true],
      ["cafe", false],
    ],
  ],
  [
    "don’t know",
    [
      ["don't know", true],
      ["don`t know", true],
      ["“don’t know", false],
    ],
  ],
  [
    "استماع",
    [
      ["\u200fاستماع\u200e", true],
      ["\u2067استمـاع\u2069", true],
      ["اتسماع", false],
    ],
  ],
  ["می‌خواهم", [["میخواهم", true]]],
];

test("what is typed is compared as the guide says", async (t) => {
  const root = join(temporaryFolder(), "typed");
  await mkdir(join(root, "content/01-room"), { recursive: true });
  const block = (/** @type {string} */ accepted, /** @type {number} */ at) =>
    `::: question {#b${at}}\nNumber ${at} is [[${accepted}]].\n:::\n`;
  await writeFile(join(root, "site.toml"), 'title = "Typed"\nlanguage = "en"\n');
  await writeFile(join(root, "content/_index.md"), "---\ntitle: Typed\n---\nWords.\n");
  await writeFile(join(root, "content/01-room/_index.md"), "---\ntitle: Room\nsummary: A room.\n---\n");
  await writeFile(
    join(root, "content/01-room/01-blanks.md"),
    `---\ntitle: Blanks\n---\n\n${TYPED.map(([accepted], at) => block(accepted, at)).join("\n")}`,
  );
  const own = await serve(await buildHere(root));
  atEnd(t, () => own.close());
  const page = await learner(t, browser);
  await page.goto(`${own.root}room/blanks/`, QUIET);
  for (const [at, [accepted, cases]] of TYPED.entries()) {
    const item = await question(page, `b${at}`);
    for (const [typed, right] of [...cases].sort(([, a], [, b]) => Number(a) - Number(b))) {
      if (await button(item, "Try again").count()) await button(item, "Try again").click();
      await item.getByRole("textbox").fill(typed);
      await check(item);
      const verdict = await item.locator(".entry-verdict").innerText();
      assert.equal(verdict.trim(), right ? "Correct" : "Incorrect", `${typed} for ${accepted}`);
    }
  }
});
