// Terms and citations, as a learner meets them: what they mean is shown beside the link, by mouse, by keyboard and by
// touch, stands at the foot of the page without script, and leads on to the glossary and to the list of works.
import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { tabTo } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const host = await serve(await build(fixture("sources")));
after(() => host.close());
const browser = await openBrowser();

const LESSON = "room/terms/";
const STRAIN = "A strain in the working relationship.";

/**
 * @param {import("node:test").TestContext} t
 * @param {string} address
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, address, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, host.origin);
  await page.goto(host.root + address);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

/** @param {import("playwright-core").Page} page */
const note = (page) => page.getByRole("tooltip");
/** @param {import("playwright-core").Page} page @param {string} name */
const term = (page, name) => page.locator("main .prose").getByRole("link", { name, exact: true });

describe("a term", () => {
  test("is linked where it is first mentioned, and only there", async (t) => {
    const page = await open(t, LESSON);
    assert.deepEqual(await page.locator(".prose a.term").allInnerTexts(), ["rupture", "alliance"]);
  });

  test("shows what it means while it is pointed at; the note can be pointed at, too", async (t) => {
    const page = await open(t, LESSON);
    await term(page, "rupture").hover();
    await note(page).waitFor();
    assert.equal(await note(page).innerText(), STRAIN);
    await note(page).hover();
    await page.waitForTimeout(400);
    assert.ok(await note(page).isVisible(), "it stays while the mouse is on it");
    await page.mouse.move(1, 1);
    await note(page).waitFor({ state: "hidden" });
  });

  test("shows it on focus, describes the link by it, and Escape puts it away", async (t) => {
    const page = await open(t, LESSON);
    const link = term(page, "rupture");
    await tabTo(link);
    await note(page).waitFor();
    assert.match(await page.locator("main .prose").ariaSnapshot(), /link "rupture"/);
    assert.equal(await link.getAttribute("aria-describedby"), await note(page).getAttribute("id"));
    await assertAccessible(page, "a note is open");
    await page.emulateMedia({ colorScheme: "dark" });
    await assertAccessible(page, "a note is open, dark");
    await page.keyboard.press("Escape");
    await note(page).waitFor({ state: "hidden" });
    assert.equal(await link.getAttribute("aria-describedby"), null);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/glossary\/#g-rupture$/);
  });

  test("on a phone the first touch shows it and the second follows", async (t) => {
    const page = await open(t, LESSON, { viewport: PHONE, hasTouch: true, isMobile: true });
    const link = term(page, "alliance");
    await link.tap();
    await note(page).waitFor();
    assert.equal(await note(page).innerText(), "Agreement on goals & tasks, and a bond.");
    none(await sideways(page));
    await page.getByRole("heading", { level: 1 }).tap();
    await note(page).waitFor({ state: "hidden" });
    await link.tap();
    await link.tap();
    await page.waitForURL(/\/glossary\/#g-alliance$/);
  });

  test("is seen in the glossary with the pages that mention it", async (t) => {
    const page = await open(t, "glossary/");
    const rupture = page.locator("dd").filter({ hasText: STRAIN });
    assert.deepEqual(await rupture.getByRole("link").allInnerTexts(), ["Terms and sources"]);
  });
});

describe("a term or work of many pages", () => {
  test("has them behind their number, one beneath the other", async (t) => {
    const shipped = await serve(await build(repository));
    atEnd(t, () => shipped.close());
    const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
    atEnd(t, () => page.context().close());
    for (const [address, summary] of [
      ["glossary/", /^Used in \d+ pages$/],
      ["references/", /^Cited in \d+ pages$/],
    ]) {
      await page.goto(shipped.root + address);
      const more = page.locator("details.term-more").first();
      assert.match(await more.locator("summary").innerText(), /** @type {RegExp} */ (summary));
      const links = more.getByRole("link");
      assert.equal(await links.filter({ visible: true }).count(), 0);
      await more.locator("summary").click();
      const boxes = await Promise.all((await links.all()).map((link) => link.boundingBox()));
      assert.ok(boxes.length > 3);
      for (const [at, box] of boxes.entries()) {
        assert.ok(box && box.height >= 24, `${box?.height}`);
        assert.ok(at === 0 || box.y >= (boxes[at - 1]?.y ?? 0) + (boxes[at - 1]?.height ?? 0) - 1);
      }
    }
  });
});

describe("a citation", () => {
  test("is printed in the style of the course, shows its work, and leads to it", async (t) => {
    const page = await open(t, LESSON);
    const text = await page.locator("main .prose p").first().innerText();
    assert.match(text, /Bordin \(1979\) named three parts/);
    assert.match(text, /\(see Bordin, 1979; Safran et al\., 2011, p\. 80\)/);
    const cite = page.locator(".prose a.cite").filter({ hasText: "Safran et al., 2011, p. 80" });
    await cite.hover();
    await note(page).waitFor();
    assert.equal(
      await note(page).innerText(),
      "Safran, J. D., Muran, J. C., & Eubanks-Carter, C. (2011). Repairing alliance ruptures. Psychotherapy, 48(1), 80–87.",
    );
    await cite.click();
    await page.waitForURL(/#r-safran2011$/);
    assert.ok(await page.locator("#r-safran2011").isVisible());
    await page.locator("#r-safran2011").scrollIntoViewIfNeeded();
    await assertAccessible(page, "a work is the target");
  });

  test("its work stands at the foot, with a link to its DOI, and in the contents of the page", async (t) => {
    const page = await open(t, LESSON);
    const list = page.locator("section[role=doc-bibliography]");
    assert.equal(await list.getByRole("listitem").count(), 2);
    const doi = list.getByRole("link", { name: "https://doi.org/10.1037/h0085885" });
    assert.equal(await doi.getAttribute("href"), "https://doi.org/10.1037/h0085885");
    assert.equal(await page.locator('a[href="#references"]').count(), 1);
  });

  test("the page of all works says where each is cited", async (t) => {
    const page = await open(t, "references/");
    const bordin = page.getByRole("listitem").filter({ hasText: "Bordin, E. S. (1979)" });
    assert.deepEqual(await bordin.getByRole("link").allInnerTexts(), [
      "https://doi.org/10.1037/h0085885",
      "Sources and terms",
      "Terms and sources",
    ]);
    await assertAccessible(page, "light");
    await page.setViewportSize(PHONE);
    none(await sideways(page));
  });
});

describe("without script", () => {
  test("terms lead to the glossary, their notes open at the foot, citations lead to the list", async (t) => {
    const page = await open(t, LESSON, { javaScriptEnabled: false });
    await page.getByText("Terms on this page").click();
    assert.ok(await page.locator("main").getByText(STRAIN).isVisible());
    await page.locator(".prose a.cite").first().click();
    await page.waitForURL(/#r-bordin1979$/);
    await term(page, "rupture").click();
    await page.waitForURL(/glossary\/(index\.html)?#g-rupture$/);
  });

  test("a page with nothing to look up loads no script for it", async (t) => {
    const page = await open(t, "room/plain/");
    assert.equal(await page.locator('script[src*="preview"]').count(), 0);
    assert.equal(await page.locator(".terms, .references").count(), 0);
  });
});

test("a work is set in the direction of its own language, in a course that is read from the right", async (t) => {
  const root = await copyOf(fixture("sources"));
  const [config, lesson] = [join(root, "site.toml"), join(root, "content", "01-room", "01-terms.md")];
  await writeFile(config, `language = "ar"\n${await readFile(config, "utf8")}`);
  const arabic = "\narabic2020:\n  type: book\n  title: إصلاح العلاقة العلاجية\n  author: حسن, ليلى\n  date: 2020\n";
  await appendFile(join(root, "content", "references.yaml"), arabic);
  await appendFile(lesson, "\nAlso in Arabic [@arabic2020].\n");
  const own = await serve(await buildHere(root));
  atEnd(t, () => own.close());
  const page = await openPage(browser, { viewport: PHONE });
  atEnd(t, () => page.context().close());
  const [terms, list] = [`${own.root}room/terms/`, `${own.root}references/`];
  for (const address of [terms, list]) {
    await page.goto(address);
    const works = page.locator(".references > ul > li");
    await works.first().waitFor();
    const ways = await works.evaluateAll((all) => all.map((work) => getComputedStyle(work).direction));
    assert.deepEqual([...new Set(ways)].sort(), ["ltr", "rtl"], address);
    // The full stop stands behind the last word, and not before the first one of its line.
    const stops = await works.evaluateAll((all) =>
      all
        .filter((work) => getComputedStyle(work).direction === "ltr")
        .map((work) => {
          const walker = document.createTreeWalker(work.querySelector("p") ?? work, NodeFilter.SHOW_TEXT);
          /** @type {Text[]} */
          const texts = [];
          while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
          const last = texts.findLast((text) => /\.\s*$/.test(text.data));
          if (!last) return true;
          const at = last.data.trimEnd().length - 1;
          const [stop, before] = [at, at - 1].map((place) => {
            const range = document.createRange();
            range.setStart(last, place);
            range.setEnd(last, place + 1);
            return range.getBoundingClientRect();
          });
          return stop && before ? stop.left >= before.right - 1 : false;
        }),
    );
    none(stops.flatMap((isBehind, at) => (isBehind ? [] : [`${address}: work ${at}`])));
    none(await sideways(page), address);
  }
});
