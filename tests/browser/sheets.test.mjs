// Sheets of paper, of every kind of page, on both sizes of paper, in a course that is read from left to right and in one from right to
// left: none is half empty, none ends with a heading, and what is printed last is of the page itself.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, pagesOf, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";
import { inked, headings, printed, sheets } from "./support/sheets.mjs";

/** As far down a sheet is printed on at least, of its height; a question or a map that is kept whole is higher than the rest. */
const LEAST = 0.5;

const browser = await openBrowser();
/** @param {string} language of the interface */
async function inLanguage(language) {
  const course = await copyOf(repository);
  const settings = join(course, "site.toml");
  const text = await readFile(settings, "utf8");
  await writeFile(settings, text.replace(/^language = .*$/m, `language = "${language}"`));
  return buildHere(course, { facilitator: true });
}

/** What stands above something. */
const LEADS = "h1, h2, h3, h4, h5, h6, dt, summary, .box-title, .answer-lead";
/** As one line, as programs read entities. @param {string} text */
const bare = (text) => text.replace(/&#?\w+;|[^\p{L}\p{N}]/gu, "");

/**
 * What is wrong with the sheets of a page.
 * @param {import("playwright-core").Page} page
 * @param {"A4" | "Letter"} format
 */
async function faults(page, format) {
  const file = await printed(page, format);
  // The sheet before the answers, or before a module of the whole course, ends where it ends.
  const begins = await page
    .locator("main section")
    .evaluateAll((all) =>
      all
        .filter((one) => getComputedStyle(one).breakBefore === "page")
        .map((one) => one.querySelector("h1, h2, h3")?.textContent?.trim() ?? ""),
    );
  const leads = await page.locator(LEADS).evaluateAll((all) => all.map((lead) => lead.textContent ?? ""));
  const known = new Set(leads.map(bare));
  const texts = await sheets(file);
  const [ends, { outline, last }] = await Promise.all([inked(file), headings(file)]);
  assert.deepEqual([ends.length, last.length], [texts.length, texts.length]);
  const firsts = outline.filter(({ title }) => begins.includes(title)).map(({ sheet }) => sheet);
  return texts.flatMap((text, at) => {
    if (at === texts.length - 1 || firsts.includes(at + 2)) return [];
    const where = `${decodeURI(page.url())} on ${format}, sheet ${at + 1} of ${texts.length}`;
    const [end, line] = [ends[at] ?? 0, bare(last[at] ?? "")];
    const stranded = line && known.has(line) ? [`${where} ends with the heading “${last[at]}”`] : [];
    return end < LEAST ? [...stranded, `${where} ends at ${end.toFixed(2)}:\n${text}`] : stranded;
  });
}

/** @type {[string, string, RegExp][]} */
const courses = [
  [
    "the shipped course for facilitators",
    await build(repository, { facilitator: true }),
    /^(|404\.html|glossary\/|references\/|objectives\/|my\/\w+\/|topics\/(avoidance\/)?|kinds\/cases\/|noticing\/(withdrawal\/)?|repair-in-six-steps\/(overview|repair-together)\/|cases\/the-camera-that-stayed-off\/|practice-room\/(the-question-about-goals|after-the-break|hold-a-limit|name-a-shift)\/|after-repair\/(observed-skill-form|a-plan-for-strong-feelings|final-assessment)\/|print\/noticing\/|facilitator\/(plan|coverage)\/|facilitator\/(questions|answers|slides)\/noticing\/)$/,
  ],
  [
    "the same in Arabic",
    await inLanguage("ar"),
    /^(noticing\/(mixed-forms\/)?|repair-in-six-steps\/overview\/|practice-room\/the-question-about-goals\/|[^a-z]+\/[^a-z]+\/(noticing\/)?|[^a-z]+\/noticing\/)$/u,
  ],
  ["every kind of question", await build(fixture("items")), /all-kinds|print/],
  ["every kind of exchange", await build(fixture("exchange")), /room/],
];

for (const [name, site, wanted] of courses) {
  describe(name, async () => {
    const host = await serve(site);
    after(() => host.close());
    const pages = (await pagesOf(site)).filter((path) => wanted.test(path));
    for (const format of /** @type {const} */ (["A4", "Letter"])) {
      test(`has no sheet that is half empty or ends with a heading, on ${format}`, async (t) => {
        const page = await openPage(browser);
        atEnd(t, () => page.context().close());
        assert.ok(pages.length > 1, `${pages.length} pages`);
        const found = [];
        for (const path of pages) {
          await page.emulateMedia({ media: "screen" });
          await page.goto(host.root + path);
          found.push(...(await faults(page, format)));
        }
        t.diagnostic(`${pages.length} pages`);
        none(found);
      });
    }
  });
}

test("on paper a page says of which course it is, and from when, above its title, so that no sheet is there for that alone", async (t) => {
  const host = await serve(await build(repository));
  const page = await openPage(browser);
  atEnd(t, () => Promise.all([page.context().close(), host.close()]));
  for (const path of ["protective-strategies/perfectionism/", "references/", "topics/autonomy/"]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(host.root + path);
    const text = await sheets(await printed(page));
    assert.match(text[0] ?? "", /^\s*Still in the room: [^\n]* By The Attune project/, path);
    assert.doesNotMatch(text.slice(1).join("\n"), /By The Attune project/, path);
    const gap = await page.evaluate(() => {
      const box = (/** @type {string} */ name) => document.querySelector(name)?.getBoundingClientRect();
      return (box("main")?.top ?? 0) - (box(".colophon")?.bottom ?? 0);
    });
    assert.ok(gap >= 8, `${gap} pixels to the page`);
  }
  // The number of the present step is the paper's colour on a ground that browsers print only where they are told to.
  await page.goto(`${host.root}repair-in-six-steps/validate/`);
  const here = page.locator(".is-here .path-number");
  assert.equal(await here.evaluate((number) => getComputedStyle(number).printColorAdjust), "exact");
});

test("what is folded on the screen and leads to other pages takes no sheets: pages follow each other in the line", async (t) => {
  const host = await serve(await build(repository));
  const page = await openPage(browser);
  atEnd(t, () => Promise.all([page.context().close(), host.close()]));
  await page.goto(`${host.root}repair-in-six-steps/repair-together/`);
  const text = (await sheets(await printed(page))).join("\n");
  assert.match(text, /Examples in other lessons/);
  assert.doesNotMatch(text, /Show more/);
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${host.root}glossary/`);
  const glossary = await sheets(await printed(page));
  assert.ok(glossary.length < 12, `${glossary.length} sheets`);
  assert.match(glossary.join("\n"), /\w · \w/);
});
