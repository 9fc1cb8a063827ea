// Courses and readers at the edge: one page and nothing else, a module of forty lessons, titles and letters that fill a phone,
// colours that the device forces.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { DESK, openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, buildHere, fixture, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { check, choose, question } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const PHONE = { width: 390, height: 844 };
/** A word longer than a phone is wide. */
const LONG = "Aufmerksamkeitsregulationsverfahrensbeschreibungen";
const QUESTION = "::: question {#first}\nWhat comes first?\n\n- [x] Say what you noticed\n- [ ] Explain again\n:::\n";

/** @param {Record<string, string>} pages by their paths below `content` */
async function site(pages) {
  const root = temporaryFolder();
  await writeFile(join(root, "site.toml"), 'title = "Edge"\nbase_url = "https://attune.example/"\nlanguage = "en"\n');
  for (const [path, text] of Object.entries(pages)) {
    await mkdir(join(root, "content", path, ".."), { recursive: true });
    await writeFile(join(root, "content", path), text);
  }
  return serve(await buildHere(root));
}

const alone = await site({ "_index.md": `---\ntitle: Alone\n---\n\nAll there is.\n\n${QUESTION}` });
after(() => alone.close());
const lessons = Array.from({ length: 40 }, (_, at) => String(at + 1));
const many = await site({
  "_index.md": "---\ntitle: Many\n---\n\nA course.\n",
  "01-many/_index.md": `---\ntitle: Many\n---\n\n${QUESTION}`,
  ...Object.fromEntries(
    lessons.map((n) => [`01-many/${n.padStart(2, "0")}-page${n}.md`, `---\ntitle: ${LONG} ${n}\n---\n\nA line.\n`]),
  ),
});
after(() => many.close());
const done = await serve(await build(fixture("completion")));
after(() => done.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {{origin: string, root: string}} host
 * @param {string} address
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, host, address, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, host.origin);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  await page.goto(host.root + address);
  return page;
}

/** @param {import("playwright-core").Page} page */
const enlarge = (page) => page.evaluate(() => (document.documentElement.style.fontSize = "200%"));

/** Answers the question wrongly. @param {import("playwright-core").Page} page */
async function miss(page) {
  const item = await question(page, "first");
  await choose(item, "Explain again");
  await check(item);
  await item.locator(".said").first().waitFor();
}

/** Three days later the review has the question. @param {import("playwright-core").Page} page @param {string} root */
async function review(page, root) {
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
  await page.goto(`${root}my/review/`);
  await page.locator("attune-review attune-item", { hasText: "What comes first?" }).waitFor();
}

describe("a course of one page", () => {
  test("asks its question, which comes back in the review when it was missed", async (t) => {
    const page = await open(t, alone, "");
    await miss(page);
    await assertAccessible(page, "a question on the front page");
    await review(page, alone.root);
    await page.goto(alone.root);
    await (await question(page, "first")).locator(".said").first().waitFor();
  });

  test("counts nothing that it does not have, and has no outline of nothing", async (t) => {
    const page = await open(t, alone, "");
    assert.doesNotMatch(await page.locator(".home").innerText(), /\b0 /);
    await page.goto(`${alone.root}my/progress/`);
    assert.equal(await page.getByText("Course outline").count(), 0);
  });
});

test("a course of one page is one column, its words before the links, at a desk and on a phone", async (t) => {
  for (const viewport of [DESK, PHONE]) {
    const page = await open(t, alone, "", { viewport });
    const blocks = page.locator(".home > *, .home-first");
    const boxes = await blocks.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect()).filter(({ height }) => height > 0),
    );
    assert.ok(boxes.length > 2);
    assert.equal(new Set(boxes.map(({ left }) => Math.round(left))).size, 1, "nothing stands beside something else");
    const [left = 0, right = 0] = await page
      .locator("main")
      .evaluate((main) => [main.getBoundingClientRect().left, innerWidth - main.getBoundingClientRect().right]);
    assert.ok(Math.abs(left - right) < 2, `in the middle: ${left} and ${right}`);
    const [words, links] = await Promise.all(
      [".home .prose", ".browse"].map((place) => page.locator(place).evaluate((at) => at.getBoundingClientRect().top)),
    );
    assert.ok((words ?? 0) < (links ?? 0));
    assert.equal(await page.getByText("All there is.").count(), 1, "said once");
  }
});

describe("a module of forty lessons", () => {
  test("has a missed question of its index page in the review", async (t) => {
    const page = await open(t, many, "many/");
    await miss(page);
    await review(page, many.root);
  });

  test("leads back in one line, where there is room", async (t) => {
    const page = await open(t, done, "room/scenario/", { viewport: DESK });
    const link = page.locator(".pager-previous");
    const tops = await link.evaluate((node) => {
      const range = document.createRange();
      range.selectNodeContents(node.querySelector("span") ?? node);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size;
    });
    assert.equal(tops, 1, await link.innerText());
  });

  test("shows in its contents where one is, wherever that stands", async (t) => {
    const page = await open(t, many, "many/page35/", { viewport: DESK });
    await page.waitForFunction(() => (document.getElementById("tree")?.scrollTop ?? 0) > 0);
    const inside = await page.locator("#tree [aria-current]").evaluate((link) => {
      const [row, tree] = [link.getBoundingClientRect(), link.closest("#tree")?.getBoundingClientRect()];
      return tree && row.top >= tree.top && row.bottom <= tree.bottom;
    });
    assert.ok(inside, "the row of the present page is in sight");
    assert.equal(await page.evaluate(() => scrollY), 0, "the page stands where it was");
  });
});

describe("letters twice as large, on a phone", () => {
  test("all words grow, and the button to start keeps its words whole", async (t) => {
    const page = await open(t, done, "", { viewport: PHONE });
    const sizes = () =>
      page
        .locator(":is(h1, h2, p, a, button, li, dt, dd):visible")
        .evaluateAll((nodes) => nodes.map((node) => Number.parseFloat(getComputedStyle(node).fontSize)));
    const before = await sizes();
    await enlarge(page);
    const grown = (await sizes()).map((size, at) => size / (before[at] ?? size));
    // Letters of display size are as wide as the screen lets them be.
    none(grown.filter((times) => times < 1.4).map((times) => `${times} times as large`));
    const lines = await page.locator("[data-start] .button-more").evaluate((title) => title.getClientRects().length);
    assert.ok(lines <= 3, `the title breaks into ${lines} lines`);
    none(await sideways(page));
  });

  test("“Close” is one word, and options keep theirs", async (t) => {
    const page = await open(t, many, "many/page1/", { viewport: PHONE });
    await enlarge(page);
    await page.getByRole("button", { name: "Contents" }).click();
    const close = page.locator(".tree-close button");
    const lines = await close.evaluate((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return new Set([...range.getClientRects()].map((box) => box.top)).size;
    });
    assert.equal(lines, 1);
  });
});

test("at four times the size, what stays in the window leaves three quarters of it to read", async (t) => {
  for (const address of ["", "room/scenario/", "end/test/", "my/progress/"]) {
    const page = await open(t, done, address, { viewport: { width: 320, height: 256 } });
    if (address === "end/test/") {
      await page.getByRole("button", { name: "Start the assessment" }).click();
      await page.locator("attune-item input").first().waitFor();
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator("main :is(a, button, input):visible").last().focus();
    // Who scrolls up again has the header, too.
    await page.mouse.move(160, 128);
    await page.mouse.wheel(0, -60);
    await page.waitForFunction(() => !document.querySelector(".masthead")?.hasAttribute("data-away"));
    const covered = await page.evaluate(() => {
      const kept = [...document.querySelectorAll("body *")].filter((node) => {
        const { position } = getComputedStyle(node);
        return /sticky|fixed/.test(position) && node.checkVisibility() && !node.matches(".skip");
      });
      const rows = Array.from({ length: innerHeight }, (_, y) => y);
      return rows.filter((y) => kept.some((node) => node.contains(document.elementFromPoint(innerWidth / 2, y))))
        .length;
    });
    assert.ok(covered <= 64, `${covered} of 256 pixels of /${address}`);
  }
});

test("where the device forces its colours, how far one is can still be seen", async (t) => {
  const page = await open(t, done, "my/progress/", { forcedColors: "active", colorScheme: "dark" });
  const bar = page.locator(".list progress").first();
  /** @param {number} value */
  const drawn = async (value) => {
    await bar.evaluate((node, value) => void (node instanceof HTMLProgressElement && (node.value = value)), value);
    return (await bar.screenshot()).toString("base64");
  };
  assert.notEqual(await drawn(0), await drawn(1));
});

test("what was not passed is said once, and what to review stands apart from the verdict", async (t) => {
  const page = await open(t, done, "end/test/");
  await page.getByRole("button", { name: "Start the assessment" }).click();
  await page.locator("attune-item input").first().waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("button", { name: "Submit anyway" }).click();
  const result = page.locator("attune-assessment > [data-result]");
  await result.locator(".said").waitFor();
  assert.equal((await page.locator("attune-assessment").innerText()).match(/Not passed yet/g)?.length, 1);
  assert.equal(await result.locator(".said ul").count(), 0);
  const line = result.locator("ul li").first();
  const [text, link] = [await line.boundingBox(), await line.locator("a").boundingBox()];
  assert.ok(text && link && Math.abs(link.x - text.x) < 1 && link.y > text.y, "the lesson has a line of its own");
});
