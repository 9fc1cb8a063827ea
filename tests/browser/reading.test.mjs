// What a reader sees first, and where the frame of a page stands: on a phone, on a tablet, at a desk.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, pagesOf, repository } from "./support/course.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const site = await build(repository);
const host = await serve(site);
after(() => host.close());
const browser = await openBrowser();

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const STEPS = ["recognize", "bring-it-up-gently", "find-the-meaning", "validate", "repair-together"].map(
  (step) => `repair-in-six-steps/${step}/`,
);
const DIALOGUE = "working-relationship/what-an-alliance-is/";

/**
 * @param {string} address
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(address, options) {
  const page = await openPage(browser, options);
  await page.goto(host.root + address);
  return page;
}

/** @param {import("playwright-core").Locator} locator */
async function box(locator) {
  const found = await locator.boundingBox();
  assert.ok(found, "it is there to be seen");
  return found;
}

for (const address of ["the-question-about-goals", "yes-of-course", "after-the-break", "ten-minutes-late"]) {
  test(`the drawing of the scenario ${address} fits a phone`, async () => {
    const page = await open(`practice-room/${address}/`, { viewport: PHONE });
    // It is shown at an end; how wide it is does not depend on that.
    await page.locator(".scenario-map").evaluate((map) => {
      map.removeAttribute("hidden");
      map.setAttribute("open", "");
    });
    const drawing = page.locator(".scenario-drawing");
    const { whole, shown } = await drawing.evaluate((each) => ({ whole: each.scrollWidth, shown: each.clientWidth }));
    assert.ok(whole <= shown, `${whole} in ${shown}`);
    assert.ok((await box(page.locator(".map-node circle").first())).width >= 36, "as large as it is drawn");
    await page.context().close();
  });
}

for (const width of [360, PHONE.width])
  test(`beside the sign the header has the first words of the title, which fit a phone of ${width} pixels`, async () => {
    const page = await open(DIALOGUE, { viewport: { width, height: PHONE.height } });
    const search = page.getByRole("button", { name: "Search" });
    assert.ok((await box(search)).width >= 44, "what is pressed is large enough");
    const name = page.locator(".masthead-home > span");
    assert.equal(await name.innerText(), "Still in the room");
    assert.ok(await name.evaluate((each) => each.scrollWidth <= each.clientWidth), "it is not cut off");
    await page.context().close();
  });

describe("the front page", () => {
  for (const viewport of [PHONE, TABLET, { width: 1280, height: 800 }]) {
    test(`says at ${viewport.width} pixels what the course is, for whom, by whom, how long, and how it begins`, async () => {
      const page = await open("", { viewport });
      const foot = viewport.width < 800 ? viewport.height - 60 : viewport.height;
      const button = await box(page.locator("[data-start]"));
      const facts = page.locator(".opening .facts");
      assert.match(
        (await facts.allInnerTexts()).join("\n"),
        /about 20 hours[^]*By The Attune project[^]*Last reviewed[^]*Audience:/,
      );
      for (const line of await facts.all()) {
        const { y, height } = await box(line);
        assert.ok(y > button.y && y + height < foot, "under the button, in the first screen");
      }
      const lead = await box(page.locator(".home-lead"));
      assert.ok(lead.y + lead.height <= foot + 10, `the first paragraph ends at ${lead.y + lead.height}`);
      assert.match(await page.locator(".home-lead").innerText(), /^A client goes quiet/);
      assert.equal(await page.getByText("A client goes quiet in the middle").filter({ visible: true }).count(), 1);
      const title = page.locator("h1");
      assert.equal(await title.textContent(), "Still in the room: rupture and repair in the working relationship");
      // It is split at its colon: the second part is smaller, on lines of its own.
      const [whole, rest] = await Promise.all(
        [title, title.locator(".title-rest")].map((part) =>
          part.evaluate((node) => ({
            top: node.getBoundingClientRect().top,
            size: parseFloat(getComputedStyle(node).fontSize),
          })),
        ),
      );
      assert.ok(whole && rest && rest.top >= whole.top + whole.size && rest.size < whole.size);
    });
  }

  test("uses the width of a desk: what one will be able to do stands beside the modules", async () => {
    const page = await open("", { viewport: { width: 1280, height: 900 } });
    const [outline, abilities] = [await box(page.locator(".course-path")), await box(page.locator(".abilities"))];
    assert.ok(abilities.x > outline.x + outline.width, "beside");
    assert.ok(Math.abs(abilities.y - outline.y) < 80, "at the same height");
    assert.ok(abilities.x + abilities.width > 1100, "the column reaches where the page does");
  });

  test("leads to every page about the course, which has no contents beside it", async () => {
    const page = await open("", { viewport: { width: 1280, height: 900 } });
    const links = await page.locator(".browse a").allInnerTexts();
    for (const name of ["Glossary", "Objectives", "Your progress", "Cases"]) {
      assert.equal(links.filter((link) => link === name).length, 1, name);
    }
    assert.match(await page.locator(".about dl").innerText(), /Disclosures/);
  });
});

describe("a lesson", () => {
  test("begins on a phone by 560 pixels, also where it is a step of the path", async () => {
    const found = [];
    for (const address of [...STEPS, DIALOGUE]) {
      const page = await open(address, { viewport: PHONE });
      const { y } = await box(page.locator(".prose p:not(.box-title)").first());
      if (y > 560) found.push(`${address}: ${y}`);
      const here = page.locator(".path [aria-current] .path-title");
      if (STEPS.includes(address)) assert.ok(await here.isVisible(), "the present step is named");
      await page.context().close();
    }
    none(found);
  });

  test("names the present step below its number on a phone, however few steps there are", async () => {
    const few = await serve(await build(fixture("exchange")));
    const faults = [];
    for (const address of [
      few.root + "room/notice/",
      few.root + "room/ask/",
      ...STEPS.map((step) => host.root + step),
    ]) {
      const page = await openPage(browser, { viewport: PHONE });
      await page.goto(address);
      const here = page.locator(".path .is-here");
      const [number, title] = [await box(here.locator(".path-number")), await box(here.locator(".path-title"))];
      const middle = number.x + number.width / 2;
      const isBelow = title.y >= number.y + number.height && title.x < middle && title.x + title.width > middle;
      if (!isBelow)
        faults.push(`${address}: the number at ${middle}, its name from ${title.x} to ${title.x + title.width}`);
      await page.context().close();
    }
    await few.close();
    none(faults);
  });

  test("leaves room above its objectives and below them, whatever follows", async () => {
    const followed = [
      "practice-room/the-question-about-goals/",
      "cases/the-late-essay/",
      DIALOGUE,
      "repair-in-six-steps/validate/",
    ];
    for (const viewport of [PHONE, TABLET, { width: 1280, height: 800 }]) {
      for (const address of followed) {
        const page = await open(address, { viewport });
        const summary = page.locator(".objectives > summary");
        if (viewport.width < 800) await summary.click();
        const last = await box(page.locator(".objectives li").last());
        const next = await box(page.locator(".folds + *"));
        const path = page.locator(".lesson > .path");
        const above = (await path.count())
          ? (await box(summary)).y - (await box(path)).y - (await box(path)).height
          : 20;
        const below = next.y - last.y - last.height;
        assert.ok(above >= 10 && below >= 20, `${address} at ${viewport.width}: ${above} above, ${below} below`);
        if (viewport.width > 800) assert.ok(above >= 20, `${address}: ${above} above`);
        await page.context().close();
      }
    }
  });

  test("has tables of few columns whole on the narrowest phone, and the width goes to the words", async () => {
    const form = "after-repair/observed-skill-form/";
    for (const address of [DIALOGUE, form, "interfering-beliefs/finding-them-together/"]) {
      const page = await open(address, { viewport: { width: 320, height: 640 } });
      const tables = await page.locator(".table").evaluateAll((all) =>
        all.map((table) => ({
          columns: [...(table.querySelector("tr")?.children ?? [])].map((cell) => cell.getBoundingClientRect().width),
          out: table.scrollWidth - table.clientWidth,
        })),
      );
      assert.ok(tables.length);
      for (const { columns, out } of tables)
        if (columns.length < 4) assert.ok(out <= 0, `${address}: ${columns.join(", ")}`);
        else assert.ok(Math.min(...columns) >= 100, `${address}: ${columns.join(", ")}`);
      const [words = 0, ...empty] = tables.find(({ columns }) => columns.length === 3)?.columns ?? [];
      if (address === form) assert.ok(words > 1.2 * Math.max(...empty), `${words} beside ${empty.join(", ")}`);
      await page.context().close();
    }
  });

  test("names its objectives: folded on a phone, open at a desk, and open in print", async () => {
    const page = await open(DIALOGUE, { viewport: PHONE });
    const list = page.locator(".objectives ul");
    assert.ok(await list.isHidden());
    await page.getByRole("heading", { name: "Learning objectives" }).click();
    assert.ok(await list.isVisible());
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.ok(await list.isVisible());
    const plain = await open(DIALOGUE, { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
    assert.ok(await plain.locator(".objectives ul").isVisible(), "without script too");
  });

  test("keeps the contents of the page in the margin, and gives their room to a dialogue's notes", async () => {
    const page = await open(DIALOGUE, { viewport: { width: 1280, height: 800 } });
    const toc = page.locator(".toc");
    const entries = toc.locator("nav");
    assert.ok(await entries.isVisible());
    const note = page.locator(".turn-note").first();
    await note.evaluate((node) => scrollTo(0, node.getBoundingClientRect().top + scrollY - 200));
    await entries.waitFor({ state: "hidden" });
    const [contents, beside] = [await box(toc), await box(note)];
    assert.ok(
      contents.y >= 0 && contents.y + contents.height <= beside.y,
      "the line of the contents is above the note",
    );
    await page.locator(".references").scrollIntoViewIfNeeded();
    await entries.waitFor({ state: "visible" });
    assert.ok((await box(toc)).y < 120, "it stays");
    assert.equal(await toc.locator("[aria-current]").count(), 1, "and marks what is read");
  });

  test("ends with the next page, then with examples, and a colophon of two lines", async () => {
    const page = await open(STEPS[3] ?? "", { viewport: { width: 1280, height: 800 } });
    const order = await page.evaluate(() => {
      const top = (/** @type {string} */ name) => document.querySelector(name)?.getBoundingClientRect().top ?? NaN;
      return [".box-key-points", ".pager", ".seen", ".references", ".colophon"].map(top);
    });
    assert.ok(order.every((top) => top > 0) && order.every((top, at) => top > (order[at - 1] ?? 0)), order.join());
    const between = await page.evaluate(() => {
      const [points, pager] = [".box-key-points", ".pager"].map((name) => document.querySelector(name));
      const all = [...document.querySelectorAll("main *")].filter((node) => node.getBoundingClientRect().height > 1);
      const bottom = points?.getBoundingClientRect().bottom ?? NaN;
      const top = pager?.getBoundingClientRect().top ?? NaN;
      return all
        .filter((node) => {
          const box = node.getBoundingClientRect();
          return box.top >= bottom && box.bottom <= top && !node.contains(pager ?? null);
        })
        .map((node) => node.outerHTML.slice(0, 80));
    });
    none(between, "the next page comes directly after the key points");
    assert.equal(await page.locator(".colophon p").count(), 2);
    for (const line of await page.locator(".colophon p").all()) assert.ok((await box(line)).height < 30, "one line");
    await page.locator(".colophon").getByRole("link", { name: "About this course" }).click();
    await page.waitForURL(/#about$/);
  });

  for (const width of [390, 768, 800, 1100, 1280, 1920]) {
    test(`stands on one line with the header and the colophon at ${width} pixels, as the front page does`, async () => {
      for (const address of [STEPS[0] ?? "", ""]) {
        const page = await open(address, { viewport: { width, height: 900 } });
        const left = await page.evaluate(() => {
          const isAlone = innerWidth < 800 || document.body.matches(".page-home");
          const at = (/** @type {string} */ name) => document.querySelector(name)?.getBoundingClientRect().left;
          return [at(".masthead-home"), at(".colophon p"), at(isAlone ? "main" : ".frame > .tree")];
        });
        none(
          left.filter((at) => Math.abs((at ?? NaN) - (left[0] ?? NaN)) > 1).map(() => `${address}: ${left.join(", ")}`),
        );
        await page.context().close();
      }
    });
  }

  test("has letters of one height, whatever sets them, as every page has", async () => {
    for (const address of [
      DIALOGUE,
      STEPS[0] ?? "",
      "",
      "after-repair/final-assessment/",
      "practice-room/the-question-about-goals/",
      "practice-room/own-your-share/",
      "my/progress/",
      "my/review/",
      "my/certificate/",
      "glossary/",
      "objectives/",
      "print/noticing/",
      "404.html",
    ]) {
      const page = await open(address);
      await page.locator("button[data-search]").first().click();
      await page.getByRole("searchbox").fill("repair");
      await page.locator(".search-results a").first().waitFor();
      const other = await page.evaluate(() => {
        const all = [...document.querySelectorAll("body *")].filter((node) => !node.closest("svg, script, template"));
        return all
          .filter((node) => getComputedStyle(node).fontSizeAdjust !== "0.48")
          .map((node) => node.outerHTML.slice(0, 80));
      });
      none(other.map((node) => `${address}: ${node}`));
      await page.context().close();
    }
  });

  test("can be read at 200 % of the text's size on a phone: no word of the bar breaks", async () => {
    const page = await open(DIALOGUE, { viewport: PHONE });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const lines = await page.locator(".bar span").evaluateAll((words) =>
      words.map((word) => {
        const range = document.createRange();
        range.selectNodeContents(word);
        return `${word.textContent}: ${new Set([...range.getClientRects()].map((box) => box.top)).size}`;
      }),
    );
    none(lines.filter((line) => !line.endsWith(": 1")));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  test("says what is missing in an answer beside a sign, tied to the field", async () => {
    const page = await open(STEPS[3] ?? "");
    const item = page
      .locator("attune-item")
      .filter({ has: page.locator(".options input[type=radio]") })
      .first();
    await item.getByRole("button", { name: "Check" }).click();
    const error = item.locator(".item-status");
    assert.equal((await error.innerText()).trim(), "Choose an answer first.");
    assert.equal(await error.locator("svg").count(), 1);
    const colour = await error.evaluate((node) => getComputedStyle(node).color);
    assert.equal(colour, "rgb(151, 51, 28)");
    const field = item.locator("input").first();
    assert.ok(await field.evaluate((node) => node === document.activeElement));
    assert.equal(await field.getAttribute("aria-describedby"), await error.getAttribute("id"));
    await field.check();
    assert.equal((await error.innerText()).trim(), "");
    assert.equal(await field.getAttribute("aria-describedby"), null);
  });
});

test("the reader's high contrast and the device's are the same colours", async () => {
  const page = await open(DIALOGUE);
  const colours = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const names = [
        "paper",
        "sheet",
        "shade",
        "ink",
        "ink-soft",
        "rule",
        "edge",
        "accent",
        "visited",
        "strategy",
        "confrontation",
        "withdrawal",
        "repair",
      ];
      return names.map((name) => `${name}: ${style.getPropertyValue(`--${name}`)}`);
    });
  const plain = await colours();
  await page.evaluate(() => (document.documentElement.dataset["contrast"] = "more"));
  const chosen = await colours();
  await page.evaluate(() => delete document.documentElement.dataset["contrast"]);
  await page.emulateMedia({ contrast: "more" });
  assert.deepEqual(await colours(), chosen);
  assert.notDeepEqual(chosen, plain);
});

test("letters that join are never spaced", async () => {
  const course = await copyOf(fixture("learner"));
  const settings = join(course, "site.toml");
  await writeFile(settings, (await readFile(settings, "utf8")).replace(/^language = .*$/m, 'language = "ar"'));
  const arabic = await buildHere(course);
  const other = await serve(arabic);
  after(() => other.close());
  const page = await openPage(browser);
  const found = [];
  for (const address of await pagesOf(arabic)) {
    await page.goto(other.root + address);
    const spaced = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((node) => !["normal", "0px"].includes(getComputedStyle(node).letterSpacing))
        .map((node) => node.outerHTML.slice(0, 80)),
    );
    found.push(...spaced.map((text) => `${address}: ${text}`));
  }
  none(found);
});
