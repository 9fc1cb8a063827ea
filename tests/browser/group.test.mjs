// For those who lead a group: the session plan, question sheets, questions to project, and coverage.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";

import { assertAccessible, assertAccessibleInEveryLook } from "./support/axe.mjs";
import { DESK, isUncovered, openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, filesOf, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { tabTo } from "./support/item.mjs";
import { headingFaults, sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";
import { printed } from "./support/sheets.mjs";

const run = promisify(execFile);
const browser = await openBrowser();
const site = await build(repository, { facilitator: true });
const host = await serve(site);
after(() => host.close());

/**
 * @param {import("node:test").TestContext} t
 * @param {string} address
 * @param {Parameters<typeof openPage>[1]} [options]
 */
async function open(t, address, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, host.origin);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  await page.goto(host.root + address);
  return page;
}

const PAGES = [
  "facilitator/plan/",
  "facilitator/coverage/",
  "facilitator/questions/noticing/",
  "facilitator/answers/noticing/",
  "facilitator/slides/noticing/",
];

for (const address of PAGES) {
  test(`/${address} is accessible in every look and never wider than a phone`, async (t) => {
    const page = await open(t, address);
    none(await headingFaults(page));
    await assertAccessibleInEveryLook(page);
  });
}

test("on the narrowest phone the header has its way home, whatever the edition and the course are called", async (t) => {
  const page = await open(t, "facilitator/plan/");
  await page.setViewportSize({ width: 320, height: 640 });
  for (const name of ["Edition for facilitators", "Ausgabe für die Kursleitung", "Édition pour l’animation"]) {
    await page.evaluate((name) => {
      for (const part of document.querySelectorAll(".edition, .masthead-home > span"))
        part.textContent = name.repeat(2);
    }, name);
    none(await sideways(page), name);
    for (const link of [".masthead-home", ".search-open", ".settings-open"]) {
      const box = await page.locator(link).boundingBox();
      assert.ok(
        box && box.width >= 32 && box.height >= 44 && box.x >= 0 && box.x + box.width <= 320,
        `${name}: ${link}`,
      );
    }
  }
});

test("the pages for who leads a group are accessible in Arabic, in the dark and in high contrast", async (t) => {
  const course = await copyOf(repository);
  const settings = join(course, "site.toml");
  const text = (await readFile(settings, "utf8")).replace(/^language = .*$/m, 'language = "ar"');
  await writeFile(
    settings,
    text.replace(/^authors = .*$/m, 'authors = [{ name = "R. Author", credentials = "M.A." }]'),
  );
  const arabic = await serve(await buildHere(course, { facilitator: true }));
  atEnd(t, () => arabic.close());
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  for (const address of PAGES) {
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: "dark", contrast: "no-preference" });
    await page.goto(arabic.root + address);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    await assertAccessible(page, `${address} in the dark`);
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: "light", contrast: "more" });
    await assertAccessible(page, `${address} in high contrast on a phone`);
    none(await sideways(page));
  }
  // A name in Latin letters is read in their direction, with its last sign at its end.
  await page.goto(arabic.root);
  const places = page.locator(".about .credentials").first();
  const [first = 0, last = 0] = await places.evaluate((node) => {
    const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
    if (!(words instanceof Text)) throw new Error("no words");
    return [0, words.length - 1].map((at) => {
      const range = document.createRange();
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      return range.getBoundingClientRect().left;
    });
  });
  assert.ok(first < last, `${first} and ${last}`);
  // An arrow leads where it points: a script that is read from the right goes on to the left.
  await page.goto(`${arabic.root}facilitator/slides/noticing/`);
  await page.locator("attune-slides[data-running]").waitFor();
  const answer = page.locator("[data-slide]:not([hidden]) details[open]");
  await page.keyboard.press("ArrowRight");
  assert.equal(await answer.count(), 0);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await answer.count(), 1);
  await page.keyboard.press("ArrowRight");
  assert.equal(await answer.count(), 0);
});

describe("the session plan", () => {
  test("has meetings whose group time is that of their parts, and of the notes in all", async (t) => {
    const page = await open(t, "facilitator/plan/");
    const meetings = await page.locator(".plan-meeting").allInnerTexts();
    assert.ok(meetings.length > 5, `${meetings.length} meetings`);
    let all = 0;
    for (const meeting of meetings) {
      const [, told = "", parts = ""] = /In the group: (\d+) minutes([^]*)$/.exec(meeting) ?? [];
      const sum = [...parts.matchAll(/(\d+) minutes/g)].reduce((minutes, [, n]) => minutes + Number(n), 0);
      assert.equal(Number(told), sum, meeting);
      assert.ok(sum <= 90, meeting);
      assert.match(meeting, /Read before: \d+ minutes/);
      all += sum;
    }
    const hours = Math.round(all / 60);
    assert.ok(hours > 2, `${all} minutes`);
    assert.match(await page.locator(".opening").innerText(), new RegExp(`about ${hours} hours in the group`));
    const notes = await page.locator(".plan-notes .box-time").allInnerTexts();
    assert.equal(
      notes.reduce((minutes, note) => minutes + Number.parseInt(note, 10), 0),
      all,
    );
  });

  test("has every note whole, and leads to where it belongs", async (t) => {
    const page = await open(t, "facilitator/plan/");
    const note = page.locator(".plan-lesson", { hasText: "Validate" }).locator(".box-facilitator").first();
    assert.equal(await note.locator("strong").first().innerText(), "The missing but, 10 minutes, in pairs.");
    await page.locator(".plan-lesson").first().locator(".plan-about a").click();
    await page.waitForURL(/working-relationship\/what-an-alliance-is\/#s-/);
    await page.goBack();
    await page.locator(".plan-lesson").first().getByRole("link", { name: "read the dialogue aloud" }).click();
    await page.waitForURL(/#s-/);
    assert.ok(await page.locator(".dialogue:target, .dialogue :target").count());
  });

  test("has notes of every page with all that is in them, and each names what it is about", async (t) => {
    const course = temporaryFolder();
    const module = join(course, "content", "m");
    await mkdir(module, { recursive: true });
    const page = (/** @type {string} */ title, /** @type {string} */ text) => `---\ntitle: ${title}\n---\n\n${text}\n`;
    const note = (/** @type {string} */ text) => `::: facilitator {minutes=10}\n${text}\n:::\n`;
    await writeFile(join(course, "site.toml"), 'title = "Notes"\nbase_url = "https://attune.example/"\n');
    await writeFile(join(course, "content", "_index.md"), page("Home", note("Chairs in a ring.")));
    await writeFile(join(module, "_index.md"), page("M", note("Begin with names.")));
    await writeFile(
      join(module, "ring.svg"),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9z"/></svg>',
    );
    const whole =
      "### How to go on\n\n1. Read aloud\n2. Wait\n\n### Afterwards\n\n| Who | What |\n| --- | --- |\n| All | Listen |\n\n![A ring](ring.svg)";
    const text = `## What to see

::: dialogue {#talk}
Client
: It's nothing.
:::

${note(whole)}
::: scenario {#door title="At the door"}
He stands there.

### First {#first}

- ["Come in."](#last)

  It asks.

### Last {#last ending=repaired}

He sits down.
:::

${note("Play it twice.")}
:::: question {#one}
What comes first?

- [x] Noticing
- [ ] Waiting

${note("Hands up.")}::::
`;
    await writeFile(join(module, "a.md"), page("A", text));
    const own = await serve(await buildHere(course, { facilitator: true }));
    atEnd(t, () => own.close());
    const reader = await openPage(browser, { javaScriptEnabled: false });
    atEnd(t, () => reader.context().close());
    await reader.goto(`${own.root}facilitator/plan/`);
    const notes = reader.locator(".plan-notes");
    const words = (await notes.allInnerTexts()).join("\n");
    for (const said of ["Chairs in a ring.", "Begin with names.", "Play it twice.", "Hands up."])
      assert.ok(words.includes(said), said);
    const rich = notes.locator(".box-facilitator", { hasText: "How to go on" });
    assert.ok(await rich.locator(".box-title", { hasText: "How to go on" }).isVisible());
    assert.ok(await rich.getByRole("heading", { name: "Afterwards" }).isVisible());
    assert.deepEqual(await rich.locator("ol > li").allInnerTexts(), ["Read aloud", "Wait"]);
    assert.deepEqual(await rich.locator("table tr").allInnerTexts(), ["Who\tWhat", "All\tListen"]);
    assert.ok(await rich.getByRole("img", { name: "A ring" }).isVisible());
    const about = reader.locator(".plan-lesson .plan-about a");
    assert.deepEqual(await about.allInnerTexts(), ["Session excerpt", "At the door", "Question 1 of 1"]);
    for (const [at, id] of ["s-talk", "s-door", "q-one"].entries()) {
      await about.nth(at).click();
      await reader.waitForURL((url) => url.hash === `#${id}`);
      assert.ok(await reader.locator(`#${id}`).isVisible());
      await reader.goBack();
      await about.first().waitFor();
    }
    // From a lesson of this edition the learners' page is one click away.
    await reader.goto(`${own.root}m/a/`);
    const link = reader.getByRole("link", { name: "Learners’ page" });
    assert.equal(await link.getAttribute("href"), "https://attune.example/m/a/");
  });

  test("leaves no heading alone at the foot of a sheet", async (t) => {
    const page = await open(t, "facilitator/plan/");
    const titles = new Set(await page.locator("main :is(h2, h3)").allInnerTexts());
    // A lesson named in a meeting's list is no heading, and ends in another way here.
    await page.locator(".plan-columns a").evaluateAll((all) => all.forEach((link) => link.append(" …")));
    const { stdout } = await run("pdftotext", ["-layout", await printed(page), "-"]);
    for (const sheet of stdout.split("\f").slice(0, -1)) {
      const lines = sheet
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      // The last line is the number of the sheet.
      assert.ok(!titles.has(lines.at(-2) ?? ""), sheet);
      assert.doesNotMatch(lines[0] ?? "", /^Together:/, "a lesson's last line is not parted from it");
    }
  });
});

describe("questions to project", () => {
  const address = "facilitator/slides/noticing/";

  test("are shown one at a time, and the keyboard opens their answers part by part", async (t) => {
    const page = await open(t, address);
    const shown = page.locator("[data-slide]:not([hidden])");
    assert.equal(await shown.count(), 1);
    assert.match(await shown.innerText(), /Question 1 of 24/);
    const told = shown.locator(".answer-body :is(dt, dd, li, .explanation):visible");
    assert.equal(await told.count(), 0, "nothing is told before");
    await page.keyboard.press("Space");
    assert.equal(await told.count(), 1);
    await page.keyboard.press("ArrowRight");
    assert.equal(await told.count(), 2);
    await page.keyboard.press("PageUp");
    assert.equal(await told.count(), 1);
    await page.keyboard.press("End");
    assert.match(await shown.innerText(), /Question 24 of 24/);
    await page.waitForURL(/#p\d+-q-/);
    await page.keyboard.press("Home");
    assert.match(await shown.innerText(), /Question 1 of 24/);
    const size = await shown.locator(".stem").evaluate((stem) => parseFloat(getComputedStyle(stem).fontSize));
    assert.ok(size >= 30, `${size} px`);
  });

  test("stand below the header, in its column, and grow with the screen in all that is read from afar", async (t) => {
    const sizes = [];
    for (const width of [1280, 1920]) {
      const page = await open(t, address, { viewport: { width, height: 1000 } });
      const shown = page.locator("[data-slide]:not([hidden])");
      const [home, stem] = [
        await page.locator(".masthead-home").boundingBox(),
        await shown.locator(".stem").boundingBox(),
      ];
      assert.ok(home && stem && Math.abs(home.x - stem.x) < 1, `${home?.x} and ${stem?.x}`);
      const answer = shown.locator("[data-answer] > summary");
      sizes.push(await answer.evaluate((node) => parseFloat(getComputedStyle(node).fontSize)));
    }
    assert.ok((sizes[0] ?? 0) > 18 && (sizes[1] ?? 0) > 26, sizes.join(", "));
  });

  test("go on and back by their buttons, by touch too, to the question that an address names, and to its lesson", async (t) => {
    const page = await open(t, address, { hasTouch: true });
    const shown = page.locator("[data-slide]:not([hidden])");
    const on = page.getByRole("button", { name: "Next" });
    const back = page.getByRole("button", { name: "Previous" });
    assert.ok(await back.isDisabled());
    await on.tap();
    assert.equal(await shown.locator("details[open]").count(), 1);
    await back.tap();
    assert.ok(await back.isDisabled());
    for (let step = 0; step < 40 && /Question 1 of/.test(await shown.innerText()); step += 1) await on.click();
    assert.match(await shown.innerText(), /Question 2 of 24/);
    await page.reload();
    assert.match(await shown.innerText(), /Question 2 of 24/);
    await shown.getByRole("link", { name: "Open in the lesson" }).click();
    await page.waitForURL(/noticing\/withdrawal\/#q-/);
  });

  test("work from disk, and stand below each other without JavaScript", async (t) => {
    const file = pathToFileURL(join(site, address, "index.html")).href;
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(file);
    await page.keyboard.press("PageDown");
    assert.equal(await page.locator("[data-slide]:not([hidden]) details[open]").count(), 1);
    const plain = await openPage(browser, { javaScriptEnabled: false });
    atEnd(t, () => plain.context().close());
    await plain.goto(file);
    assert.equal(await plain.locator("[data-slide]:visible").count(), 24);
    await plain.locator(".slide-answer > summary").first().click();
    assert.ok(await plain.locator(".answer-body").first().isVisible());
  });
});

test("a question sheet has no answer, and the other has one for each question", async (t) => {
  const page = await open(t, "facilitator/questions/noticing/");
  assert.equal(await page.locator(".paper-item").count(), 24);
  const headings = page.getByRole("heading", { level: 3, name: /^Question \d+$/ });
  assert.equal(await headings.count(), 24, "each question has a heading below that of its lesson");
  assert.equal(await page.locator(".paper-answer").count(), 0);
  assert.doesNotMatch(await page.locator("main").innerText(), /Incorrect|Unhelpful\b.*\n.*Why/);
  await page.getByRole("link", { name: "Question sheet with answers" }).click();
  await page.waitForURL(/\/answers\//);
  assert.equal(await page.locator(".paper-answer").count(), 24);
});

describe("coverage", () => {
  test("tells the questions' words by module, whole at 1,100 pixels", async (t) => {
    const page = await open(t, "facilitator/coverage/", { viewport: { width: 1100, height: 800 } });
    assert.equal(await page.locator(".coverage").count(), 9);
    assert.match(await page.locator(".coverage td li").first().innerText(), /^\S+ \S+ .*Matching$/s);
    none(await sideways(page));
    const first = page.locator(".coverage td a").first();
    await tabTo(first);
    assert.ok(await isUncovered(first));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/#q-/);
    await page.goBack();
    // On paper nothing reaches past the margin, and no objective is missing.
    const objectives = await page.locator(".coverage tbody tr").count();
    const { stdout } = await run("pdftotext", ["-bbox", await printed(page), "-"], { maxBuffer: 1 << 26 });
    const sheets = stdout.split("<page ").slice(1);
    assert.ok(sheets.length > 3, `${sheets.length} sheets`);
    for (const sheet of sheets) {
      const width = Number(/width="([\d.]+)"/.exec(sheet)?.[1]);
      const ends = [...sheet.matchAll(/xMax="([\d.]+)"/g)].map(([, end]) => Number(end));
      assert.ok(Math.max(...ends) < width - 40, `${Math.max(...ends)} of ${width}`);
    }
    assert.ok((stdout.match(/>Matching</g) ?? []).length > 5, "questions are told by their kind");
    assert.equal(await page.locator(".coverage tbody tr:visible").count(), objectives);
  });

  test("is followed by touch on a phone, and downloaded there without JavaScript", async (t) => {
    const options = { viewport: PHONE, hasTouch: true, javaScriptEnabled: false };
    const page = await open(t, "facilitator/coverage/", options);
    const link = page.locator(".coverage td a").first();
    const place = new URL((await link.getAttribute("href")) ?? "", page.url());
    await link.tap();
    await page.waitForURL(place.href);
    assert.ok(await page.locator(place.hash).isVisible());
    await page.goBack();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download for a spreadsheet" }).tap(),
    ]);
    assert.match(download.suggestedFilename(), /\.csv$/);
  });

  test("is a table that spreadsheets read", async (t) => {
    const page = await open(t, "facilitator/coverage/");
    const rows = await page.locator(".coverage tbody tr").count();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download for a spreadsheet" }).click(),
    ]);
    const file = await download.path();
    assert.deepEqual([...(await readFile(file)).subarray(0, 3)], [0xef, 0xbb, 0xbf], "UTF-8 by its first bytes");
    const read =
      "import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',newline='')))))";
    const { stdout } = await run("python3", ["-c", read, file], { maxBuffer: 1 << 26 });
    /** @type {string[][]} */
    const [head = [], ...table] = JSON.parse(stdout);
    assert.deepEqual(head.slice(0, 2), ["Module", "Objective"]);
    assert.ok(table.every((row) => row.length === head.length));
    assert.equal(new Set(table.map((row) => row[1])).size, rows, "every objective is in it");
    assert.ok(
      table.flat().every((cell) => !/^\s*[=+@-]/.test(cell)),
      "no cell is a formula",
    );
  });
});

test("notes are found in this edition, and in no other", async (t) => {
  const words = "No ending may be used twice";
  const page = await open(t, "");
  await page.getByRole("button", { name: /Search/ }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill(words);
  await page.getByRole("dialog").getByRole("link", { name: "What they are" }).first().waitFor();
  const learners = await build(repository);
  for (const file of await filesOf(learners, ".html")) {
    assert.ok(!(await readFile(join(learners, file), "utf8")).includes(words), file);
  }
});
