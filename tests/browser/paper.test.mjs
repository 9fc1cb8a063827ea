// Paper: what a page prints as, read back from the PDF that Chromium makes of it with poppler's programs.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";

import { assertAccessibleInEveryLook } from "./support/axe.mjs";
import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, fixture, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { button, check, choose, question } from "./support/item.mjs";
import { headingFaults } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";
import { inked, printed, sheets } from "./support/sheets.mjs";

const run = promisify(execFile);
const browser = await openBrowser();
const site = await build(repository);
const host = await serve(site);
after(() => host.close());

/** Those that were made. @type {Map<string, Promise<string>>} */
const made = new Map();

/**
 * The PDF of a page, as its reader would save it; one for all who ask.
 * @param {string} address
 * @returns {Promise<string>} where it is
 */
function pdf(address) {
  const known = made.get(address);
  if (known) return known;
  const file = openPage(browser).then(async (page) => {
    await page.goto(address, { waitUntil: "networkidle" });
    const path = await printed(page);
    await page.context().close();
    return path;
  });
  made.set(address, file);
  return file;
}

/** @param {string} file @returns {Promise<string>} */
async function facts(file) {
  return (await run("pdfinfo", [file])).stdout;
}

/**
 * Ids that stand twice, and addresses on the page that lead nowhere.
 * @param {import("playwright-core").Page} page
 */
function faultsOfIds(page) {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`);
    const links = [...document.querySelectorAll('main a[href^="#"]')].map((link) => link.getAttribute("href") ?? "");
    const lost = links.filter((link) => !document.getElementById(decodeURIComponent(link.slice(1))));
    return [...twice, ...lost.map((link) => `leads nowhere: ${link}`)];
  });
}

describe("a module on one page", () => {
  const address = "print/repair-in-six-steps/";

  test("holds every lesson, with ids of its own and links that stay on it", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, host.origin);
    await page.goto(host.root + address);
    none(await faultsOfIds(page));
    none(await headingFaults(page));
    const lessons = await page.locator(".paper-contents a").allInnerTexts();
    assert.deepEqual(lessons.slice(0, 2), ["The whole path", "Recognize"]);
    assert.equal(lessons.at(-1), "Answers");
    await page.locator(".paper-page").first().getByRole("link").first().click();
    await page.waitForURL(/print\/repair-in-six-steps\/#/);
    assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
    none(complaints);
  });

  test("asks first, and answers at its end", async (t) => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    atEnd(t, () => page.context().close());
    await page.goto(host.root + address);
    const asked = await page.locator(".paper-item").count();
    assert.ok(asked > 20, `${asked} questions`);
    assert.equal(await page.locator("#answers .paper-answer[id]").count(), asked);
    assert.equal(await page.locator(".paper-page:not(#answers) .paper-answer").count(), 0);
    assert.equal(
      await page.locator("main :is(input, select, textarea, button)").count(),
      0,
      "nothing to be filled in but with a pen",
    );
    const order = page.locator(".paper-ordering").first();
    assert.equal(await order.locator(".paper-box").count(), await order.locator("li").count(), "a box for each number");
    const id = await order.getAttribute("id");
    await page.locator(`#answers a[href="#${id}"]`).click();
    await page.waitForURL(new RegExp(`#${id}$`));
  });

  test("is accessible in light, in dark and on a phone, and no wider than one", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(host.root + address);
    await assertAccessibleInEveryLook(page);
  });

  test("is a PDF with an outline, with tags, with numbers of sheets and with links that lead within it", async () => {
    const file = await pdf(host.root + address);
    assert.match(await facts(file), /Tagged:\s+yes/);
    const { stdout: outline } = await run("pdftohtml", ["-xml", "-i", "-stdout", file], { maxBuffer: 1 << 26 });
    for (const title of ["Repair in six steps", "Recognize", "It begins in silence", "Answers"])
      assert.match(outline, new RegExp(`<item page="\\d+">${title}</item>`), title);
    assert.ok((outline.match(/<a href="[^"]*\.html#\d+">/g) ?? []).length > 50, "links to other sheets");
    const all = await sheets(file);
    all.forEach((sheet, at) =>
      assert.match(sheet.trimEnd(), new RegExp(`(^|\\s)${at + 1}$`), `sheet ${at + 1} has its number`),
    );
    const begins = (/** @type {string} */ title) => all.findIndex((sheet) => sheet.trimStart().startsWith(title));
    assert.ok(begins("Answers") > all.length / 2, "answers stand at the end");
  });

  test("leaves no sheet half empty but the last, and the one before the answers", async () => {
    const file = await pdf(host.root + address);
    const texts = await sheets(file);
    const last = [texts.length - 1, texts.findIndex((text) => text.trimStart().startsWith("Answers")) - 1];
    const ends = await inked(file);
    assert.equal(ends.length, texts.length);
    none(
      ends.flatMap((end, at) =>
        end < 0.5 && !last.includes(at) ? [`sheet ${at + 1} ends at ${end.toFixed(2)}:\n${texts[at]}`] : [],
      ),
    );
  });

  test("works from disk without JavaScript", async (t) => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    atEnd(t, () => page.context().close());
    await page.goto(pathToFileURL(join(site, address, "index.html")).href);
    await page.locator(".paper-contents").getByRole("link", { name: "Validate" }).click();
    await page.waitForURL(/index\.html#p\d+$/);
  });
});

test("the whole course is one page, linked from the front page, and in neither the sitemap nor what is kept offline", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(host.root);
  await page.getByRole("link", { name: "Print the whole course" }).click();
  await page.waitForURL(/\/print\/$/);
  none(await faultsOfIds(page));
  none(await headingFaults(page));
  assert.equal(await page.locator(".paper-page.is-first h2").count(), 10, "nine modules, and the answers");
  const of = async (/** @type {string} */ file) => (await page.request.get(host.root + file)).text();
  assert.ok(!(await of("offline.json")).includes("print/"));
  assert.ok(!(await of("titles.js")).includes("print/"));
});

describe("a lesson on paper", () => {
  test("has no stranded heading and no sheet that is half empty before the last, and its number on each", async () => {
    const all = await sheets(await pdf(`${host.root}practice-room/yes-of-course/`));
    all.forEach((sheet, at) => assert.match(sheet.trimEnd(), new RegExp(`\\s${at + 1}$`), `sheet ${at + 1}`));
    for (const [at, sheet] of all.slice(0, -1).entries()) {
      const lines = sheet
        .trimEnd()
        .split("\n")
        .filter((line) => line.trim());
      assert.ok(lines.length > 15, `sheet ${at + 1} has ${lines.length} lines:\n${sheet}`);
    }
    assert.ok(
      all.some((sheet) => /\(go to \d+: /.test(sheet)),
      "a choice says where it leads",
    );
  });

  test("says of a choice in a scenario where it leads and what of it, beneath each other", async () => {
    const words = (await sheets(await pdf(`${host.root}practice-room/yes-of-course/`))).join("\n");
    assert.match(words, /\(go to \d+: /);
    assert.doesNotMatch(words, /About this choice/, "nothing to press is printed");
    for (const sheet of await sheets(await pdf(`${host.root}practice-room/the-question-about-goals/`)))
      assert.doesNotMatch(sheet.replace(/\s+\d+\s*$/, ""), /(What do you say\?|Scenario map|Correct|Incorrect)\s*$/);
  });

  test("has a scenario's map whose signs are 8 points high at least, with what its numbers mean beside it", async (t) => {
    const page = await openPage(browser, { viewport: { width: 657, height: 963 } });
    atEnd(t, () => page.context().close());
    await page.emulateMedia({ media: "print" });
    for (const lesson of ["after-the-break", "the-question-about-goals", "yes-of-course", "ten-minutes-late"]) {
      await page.goto(`${host.root}practice-room/${lesson}/`);
      const map = await page.locator(".scenario-map").evaluate((map) => {
        const svg = map.querySelector("svg[viewBox]");
        if (!(svg instanceof SVGSVGElement)) throw new Error("no drawing");
        const [drawn, list] = [svg.getBoundingClientRect(), map.querySelector("ol")?.getBoundingClientRect()];
        const seen = [...svg.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().height > 0);
        const sizes = seen.map((text) => parseFloat(getComputedStyle(text).fontSize));
        return {
          // Of a pixel there are three quarters of a point.
          points: (Math.min(...sizes) * drawn.width * 0.75) / svg.viewBox.baseVal.width,
          endings: seen.filter((text) => /^[✓◐✕]$/.test(text.textContent)).length,
          isBeside: Boolean(list && list.left > drawn.right && list.top < drawn.bottom && list.right < innerWidth),
        };
      });
      assert.ok(map.points >= 8, `${lesson}: ${map.points} points`);
      assert.ok(map.endings > 2, `${lesson}: ${map.endings} endings`);
      assert.ok(map.isBeside, `${lesson}: the list is beside the drawing`);
    }
  });

  test("has its key points on one sheet", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    for (const lesson of ["after-the-break", "ask-about-suicide"]) {
      await page.goto(`${host.root}practice-room/${lesson}/`);
      const last = await page.locator(".box-key-points li").last().innerText();
      const [words = ""] = /^(\S+ ){3}/.exec(last) ?? [];
      const text = await sheets(await pdf(`${host.root}practice-room/${lesson}/`));
      const [sheet = ""] = text.filter((sheet) => sheet.includes("Key points"));
      assert.ok(words && sheet.split("Key points")[1]?.includes(words), `${lesson}: ${last}`);
    }
  });

  test("has lines for what is written in, and every column of a table", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const items = await serve(await build(fixture("items")));
    atEnd(t, () => items.close());
    await page.goto(`${items.root}practice/all-kinds/`, { waitUntil: "networkidle" });
    await page.emulateMedia({ media: "print" });
    const rule = await page
      .locator(".blank input")
      .first()
      .evaluate((field) => {
        const { borderBlockEndColor, borderBlockEndWidth, color } = getComputedStyle(field);
        return { borderBlockEndColor, borderBlockEndWidth, color };
      });
    assert.equal(rule.color, "rgba(0, 0, 0, 0)", "what was answered is not printed");
    assert.ok(
      parseFloat(rule.borderBlockEndWidth) >= 1 && rule.borderBlockEndColor !== rule.color,
      JSON.stringify(rule),
    );
    // Matching and ordering: a line for each, without what one had chosen, and nothing that only a screen can do.
    for (const [place, count] of /** @type {[string, number][]} */ ([
      ["#q-pairs .pair select", 3],
      ["#q-order .order-number", 4],
    ])) {
      const lines = await page.locator(place).evaluateAll((all) =>
        all.map((line) => {
          const { color, borderBlockEndWidth, borderBlockEndColor, borderBlockStartWidth } = getComputedStyle(line);
          const { width } = line.getBoundingClientRect();
          const isRuled = parseFloat(borderBlockEndWidth) >= 1 && borderBlockEndColor === "rgb(40, 34, 28)";
          return isRuled && color === "rgba(0, 0, 0, 0)" && parseFloat(borderBlockStartWidth) === 0 && width >= 40;
        }),
      );
      assert.deepEqual(lines, Array(count).fill(true), place);
    }
    assert.equal(await page.locator("#q-order :is(.order-moves, .grip):visible").count(), 0);
  });

  test("is 34 em wide whatever the sheet, stands within its margins, and has its questions hardly larger", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${host.root}repair-in-six-steps/validate/`);
    await page.emulateMedia({ media: "print" });
    // An upright sheet, one held across, and one as wide as a poster.
    for (const width of [660, 986, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      const [measure, stem] = await page.evaluate(() => {
        const size = (/** @type {string} */ name) =>
          parseFloat(getComputedStyle(/** @type {Element} */ (document.querySelector(name))).fontSize);
        const main = document.querySelector("main")?.getBoundingClientRect().width ?? 0;
        return [main / size(".prose > p"), size(".stem") / size(".prose > p")];
      });
      assert.ok(measure && Math.abs(measure - 34) < 0.5, `${measure} em on ${width} pixels`);
      assert.ok(stem && stem > 1 && stem <= 1.2, `${stem}`);
    }
    const file = await pdf(`${host.root}practice-room/yes-of-course/`);
    const { stdout } = await run("pdftotext", ["-bbox", file, "-"], { maxBuffer: 1 << 26 });
    for (const sheet of stdout.split("<page ").slice(1)) {
      const [width, height] = ["width", "height"].map((side) =>
        Number(new RegExp(`${side}="([\\d.]+)"`).exec(sheet)?.[1]),
      );
      const at = (/** @type {string} */ side) =>
        [...sheet.matchAll(new RegExp(`${side}="([\\d.]+)"`, "g"))].map(([, place]) => Number(place));
      // 18 mm at the sides, 20 above and 22 below, where the number stands; letters reach a little out of their line.
      const box = [Math.min(...at("xMin")), Math.min(...at("yMin")), Math.max(...at("xMax")), Math.max(...at("yMax"))];
      const [left = 0, top = 0, right = 0, bottom = 0] = box;
      const isWithin = left >= 50 && top >= 50 && right <= (width ?? 0) - 50 && bottom <= (height ?? 0) - 20;
      assert.ok(isWithin, `${box} on ${width} x ${height}`);
    }
  });

  test("breaks no word of a table that has few columns", async () => {
    const words = (await sheets(await pdf(`${host.root}working-relationship/what-an-alliance-is/`))).join("\n");
    assert.match(words, /^\s*Part\s+What you might hear\s+A question that tests it$/m);
    for (const row of ["Goals", "Tasks", "Bond"]) assert.match(words, new RegExp(`^\\s*${row}\\s+“`, "m"));
  });

  test("lists what a menu offers, says where films are, and holds a table of 17 columns, formulas and code", async () => {
    const own = await serve(await build(fixture("paper")));
    after(() => own.close());
    const text = (await sheets(await pdf(`${own.root}m/table/`))).join("\n");
    assert.match(text, /The client\s+\(goes away \/ (?:comes back \/ stays|stays \/ comes back)\)/);
    assert.match(text, /Video \(https:\/\/example\.org\/paper\/m\/talk\.mp4\)/);
    assert.match(text, /\(https:\/\/vimeo\.com\/76979871\)/);
    assert.match(text, /Transcript \(https:\/\/example\.org\/paper\/m\/talk\.txt\)/);
    assert.match(text, /Shall we begin\?[^]*What is said there\./, "transcripts are printed");
    assert.doesNotMatch(text, /Play from/);
    const row = text.split("\n").find((line) => line.includes("1.1 mg")) ?? "";
    for (let column = 1; column <= 17; column += 1)
      assert.ok(row.includes(`${column}.${column} mg`), `${column}: ${row}`);
  });

  test("has no dot behind the last of its facts, and none at the end of a line", async (t) => {
    for (const [address, viewport] of /** @type {[string, {width: number, height: number}][]} */ ([
      ["repair-in-six-steps/overview/", { width: 320, height: 640 }],
      ["repair-in-six-steps/overview/", { width: 1280, height: 800 }],
      ["print/noticing/", { width: 320, height: 640 }],
      ["my/progress/", { width: 390, height: 800 }],
    ])) {
      const page = await openPage(browser, { viewport });
      atEnd(t, () => page.context().close());
      await page.goto(host.root + address, { waitUntil: "networkidle" });
      for (const media of /** @type {("screen" | "print")[]} */ (["screen", "print"])) {
        await page.emulateMedia({ media });
        const dots = await page.locator(":is(.kicker, .facts, .item-label) > *").evaluateAll((all) =>
          all.map((part) => ({
            text: part.textContent,
            after: getComputedStyle(part, "::after").content,
            before: getComputedStyle(part, "::before").content,
            isFirst: !part.previousElementSibling,
          })),
        );
        assert.ok(dots.length > 1, address);
        none(dots.filter(({ after }) => after.includes("·")).map(({ text }) => `behind ${text}`));
        none(dots.filter(({ before, isFirst }) => before.includes("·") && isFirst).map(({ text }) => `before ${text}`));
      }
    }
  });
});

test("pages of several show formulas and code as lessons do", async (t) => {
  const site = await build(fixture("paper"));
  const own = await serve(site);
  const led = await serve(await build(fixture("paper"), { facilitator: true }));
  atEnd(t, () => Promise.all([own.close(), led.close()]));
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  /** @type {[string, string[]][]} */
  const pages = [
    [`${own.root}m/table/`, ["math", "code"]],
    [`${own.root}print/`, ["math", "code"]],
    [`${own.root}print/m/`, ["math", "code"]],
    [`${own.root}my/review/`, ["math", "code"]],
    [`${led.root}facilitator/questions/m/`, ["math", "code"]],
    [`${led.root}facilitator/answers/m/`, ["math", "code"]],
    [`${led.root}facilitator/slides/m/`, ["math", "code"]],
    [`${own.root}m/`, []],
  ];
  for (const [address, wanted] of pages) {
    await page.goto(address);
    const sheets = await page
      .locator('link[rel="stylesheet"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")?.split("/").pop()?.replace(".css", "")));
    assert.deepEqual(
      sheets.filter((name) => name === "math" || name === "code"),
      wanted,
      address,
    );
    none(await faultsOfIds(page), address);
  }
});

test("an assessment that is open is printed without its answers", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(`${host.root}after-repair/final-assessment/`);
  await page.getByRole("button", { name: "Start the assessment" }).click();
  await page.locator("attune-item:visible").first().waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("attune-item:visible").count(), 20);
  assert.equal(await page.locator("attune-item :is(.answer, .reason, [data-explanation]):visible").count(), 0);
});

test("a question is printed with what was answered, or to be answered with a pen; nothing is said twice", async (t) => {
  const items = await serve(await build(fixture("items")));
  const page = await openPage(browser);
  atEnd(t, () => Promise.all([page.context().close(), items.close()]));
  await page.goto(`${items.root}practice/all-kinds/`);
  // One of two tries: the answer is printed after the question, and what was said of the try would repeat it.
  await choose(await question(page, "single"), "Explain the plan again");
  await check(page.locator("#q-single"));
  const menu = await question(page, "menu");
  for (const [at, word] of ["ask", "listen"].entries()) await menu.getByRole("combobox").nth(at).selectOption(word);
  await check(menu);
  const order = await question(page, "order");
  await order.getByRole("button", { name: /^Move “Validate” up/ }).click();
  await check(order);
  await button(order, "Show the answer").click();
  const text = (await sheets(await printed(page))).join("\n");
  const count = (/** @type {string} */ words) => text.split(words).length - 1;
  assert.equal(count("Explaining is tempting"), 1, "feedback on the try");
  assert.equal(count("Bordin named the three."), 1, "what was not touched has its answer");
  assert.match(text, /First\s+ask[\s\S]{1,60}then\s+listen/, "the words that were chosen");
  for (const number of [1, 2, 3, 4])
    assert.match(text, new RegExp(`^ *${number} +(Recognize|Bring|Find|Validate)`, "m"));
  assert.equal(
    await page
      .locator("#q-pairs .pair select")
      .first()
      .evaluate((field) => getComputedStyle(field).color),
    "rgba(0, 0, 0, 0)",
  );
});
