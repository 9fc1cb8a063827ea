// What a learner meets in a browser after the course was edited: the answer stands on the option that was chosen, "Continue" leads to a
// page that is there, and what was passed stays passed, on every page alike. The table of all edits is in `matrix.test.mjs`.
import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { openBrowser } from "./support/browser.mjs";
import { buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { button, question } from "./support/item.mjs";
import { answer, kept, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const LESSON = "first/shift/";
const TEST = "second/test/";
const SHIFT = "content/01-first/01-shift.md";
const FIX = "content/02-second/01-fix.md";
const POOL = "content/02-second/02-test.md";
const browser = await openBrowser();

/**
 * A course that can be edited, and a learner.
 * @param {import("node:test").TestContext} t
 */
async function editable(t) {
  const root = await copyOf(fixture("learner"));
  // Objectives of pages that go are no longer there for the test.
  const pool = join(root, POOL);
  await writeFile(pool, (await readFile(pool, "utf8")).replace(/ objective=\w+/g, ""));
  const output = await buildHere(root);
  const host = await serve(output);
  atEnd(t, () => host.close());
  const page = await learner(t, browser);
  /** @type {string[]} */
  const lost = [];
  page.on("response", (response) => response.status() >= 400 && lost.push(response.url()));
  const rebuild = async () => void (await buildHere(root, { output }));
  /** @param {string} file @param {(text: string) => string} make */
  const edit = async (file, make) => {
    const path = join(root, file);
    const text = await readFile(path, "utf8");
    assert.notEqual(make(text), text, "it is an edit");
    await writeFile(path, make(text));
  };
  /** @param {string} from @param {string} to */
  const move = async (from, to) => rename(join(root, from), join(root, to));
  return { root, page, go: host.root, lost, rebuild, edit, move };
}

/** @param {Page} page */
const chosen = (page) =>
  page
    .locator("attune-item:visible input:checked")
    .evaluateAll((all) =>
      all.map((input) => input.closest(".option")?.querySelector(".option-text")?.textContent?.trim()),
    );

/** Answers the test. @param {Page} page @param {string} go @param {number} right */
async function sit(page, go, right) {
  await page.goto(go + TEST, QUIET);
  await page.getByRole("button", { name: /Start the assessment|Retake/ }).click();
  const items = page.locator("attune-item:visible");
  for (let at = 0; at < 4; at += 1)
    await items
      .nth(at)
      .getByRole("radio", { name: at < right ? /The right one/ : /The wrong one/ })
      .check();
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await page.locator("attune-assessment > [data-result] .reason-verdict").waitFor();
}

describe("the answer stands on the option that was chosen", () => {
  test("when options are shuffled or not, or written in another order: in a lesson, in a test that is open, and after it", async (t) => {
    const { page, go, rebuild, edit } = await editable(t);
    await page.goto(go + LESSON, QUIET);
    await answer(page, "one", "Waiting");
    await answer(page, "two", "Naming", "Certain");
    await page.goto(go + TEST, QUIET);
    await page.getByRole("button", { name: "Start the assessment" }).click();
    const items = page.locator("attune-item:visible");
    for (const [at, words] of [/The right one/, /The wrong one/, /The other one/].entries())
      await items.nth(at).getByRole("radio", { name: words }).check();
    const before = await chosen(page);
    for (const [file, make] of /** @type {[string, (text: string) => string][]} */ ([
      [
        SHIFT,
        (text) =>
          text.replaceAll("confidence=true", "confidence=true shuffle=false").replace("{#one ", "{#one shuffle=false "),
      ],
      [POOL, (text) => text.replace(/\{#(t\d)/g, "{#$1 shuffle=false")],
      [
        SHIFT,
        (text) => text.replace(/(- \[x\] Noticing\n\n {2}Yes\.\n)(- \[ \] Explaining\n\n {2}Too early\.\n)/, "$2$1"),
      ],
      [POOL, (text) => text.replace(/(- \[x\] [^]*?Yes\.\n)(- \[ \] The wrong[^]*?No\.\n)/g, "$2$1")],
      [POOL, (text) => text.replaceAll(" shuffle=false", " points=3")],
    ])) {
      await edit(file, make);
      await rebuild();
      await page.goto(go + LESSON, QUIET);
      assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Waiting" }).isChecked());
      assert.ok(await (await question(page, "one")).getByText("Too late.").first().isVisible(), "with its feedback");
      const two = await question(page, "two");
      assert.ok(await two.getByRole("radio", { name: "Naming" }).isChecked());
      await two.getByText("Correct", { exact: true }).first().waitFor();
      await page.goto(go + TEST, QUIET);
      assert.deepEqual(await chosen(page), before);
    }
    const { items: all } = await kept(page);
    assert.deepEqual([all[`${LESSON}#one`].s, all[`${LESSON}#two`].s], [0, 1]);
  });

  test("when accepted answers are divided otherwise among blanks, it begins anew", async (t) => {
    const { page, go, rebuild, edit } = await editable(t);
    await edit(FIX, (text) => text.replace("A repair is [[work]] in the open.", "A [[repair|rupture]] is [[work]]."));
    await rebuild();
    await page.goto(`${go}second/fix/`, QUIET);
    const item = await question(page, "b");
    await item.getByRole("textbox").first().fill("rupture");
    await item.getByRole("textbox").last().fill("work");
    await button(item, "Check my answer").click();
    await item.getByText("Correct", { exact: true }).first().waitFor();
    await edit(FIX, (text) => text.replace("[[repair|rupture]] is [[work]]", "[[repair]] is [[rupture|work]]"));
    await rebuild();
    await page.reload(QUIET);
    assert.equal(await (await question(page, "b")).getByRole("textbox").first().inputValue(), "");
    await page.goto(`${go}my/progress/`, QUIET);
    await page.getByText("Nothing yet.").waitFor();
  });
});

describe("“Continue” leads to a page that is there", () => {
  /** @param {Page} page @param {string} go @param {string} title @param {string} address */
  async function continues(page, go, title, address) {
    await page.goto(go, QUIET);
    const start = page.locator("a[data-start]");
    await page.waitForFunction((title) => document.querySelector("a[data-start]")?.textContent?.includes(title), title);
    assert.match(await start.innerText(), /^Continue/);
    await start.click();
    await page.waitForURL((url) => url.href.startsWith(go + address));
    assert.equal(await page.locator("h1").innerText(), title);
  }

  for (const alias of [true, false]) {
    test(`after the page was renamed ${alias ? "with" : "without"} an alias`, async (t) => {
      const { page, go, lost, rebuild, edit, move } = await editable(t);
      await page.goto(go + LESSON, QUIET);
      await answer(page, "one", "Waiting");
      await answer(page, "two", "Naming", "Certain");
      if (alias) await edit(SHIFT, (text) => text.replace("aliases: [old/shift/]", "aliases: [first/shift/]"));
      await move(SHIFT, "content/01-first/01-turn.md");
      await rebuild();
      await continues(page, go, "A shift", "first/turn/");
      assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Waiting" }).isChecked());
      await page.goto(`${go}first/`, QUIET);
      await page.locator(".entry", { hasText: "A shift" }).getByText("2 of 4 questions answered").waitFor();
      assert.deepEqual(lost, []);
    });
  }

  test("where it is listed nowhere, for who was there; no file names it to anybody else", async (t) => {
    const { page, go, lost, rebuild, edit } = await editable(t);
    await edit(SHIFT, (text) => text.replace("title:", "hidden: true\ntitle:"));
    await rebuild();
    for (const file of ["course.js", "offline.json", "sitemap.xml", "titles.js"]) {
      const text = await (await fetch(go + file)).text();
      assert.ok(!text.includes("shift"), file);
    }
    await page.goto(go + LESSON, QUIET);
    await answer(page, "one", "Waiting");
    await continues(page, go, "A shift", LESSON);
    assert.ok(await (await question(page, "one")).getByRole("radio", { name: "Waiting" }).isChecked());
    await page.goto(`${go}my/progress/`, QUIET);
    const { items } = await kept(page);
    assert.equal(items[`${LESSON}#one`].s, 0, "its record stays");
    assert.deepEqual(lost, []);
  });

  test("after the page was moved to another module, drafted, removed, or renamed with all of its questions", async (t) => {
    for (const [
      name,
      change,
      title,
      address,
    ] of /** @type {[string, (course: Awaited<ReturnType<typeof editable>>) => Promise<void>, string, string][]} */ ([
      ["moved", ({ move }) => move(SHIFT, "content/02-second/03-shift.md"), "A shift", "second/shift/"],
      [
        "drafted",
        ({ edit }) => edit(SHIFT, (text) => text.replace("title:", "draft: true\ntitle:")),
        "Nothing to answer",
        "first/plain/",
      ],
      ["removed", ({ root }) => rm(join(root, SHIFT)), "Nothing to answer", "first/plain/"],
      [
        "renamed, and its questions rewritten",
        async ({ edit, move }) => {
          await edit(SHIFT, (text) => text.replaceAll(/What comes first\?|And then\?/g, "$& Say it."));
          await move(SHIFT, "content/01-first/01-turn.md");
        },
        "A shift",
        "first/turn/",
      ],
    ])) {
      const course = await editable(t);
      const { page, go, lost, rebuild } = course;
      await page.goto(go + LESSON, QUIET);
      await answer(page, "one", "Waiting");
      await change(course);
      await rebuild();
      await continues(page, go, title, address);
      assert.deepEqual(lost, [], name);
    }
  });
});

describe("what was passed stays passed, on every page", () => {
  /** What each page says. @param {Page} page @param {string} go @param {string} address of the test @param {string} module */
  async function everywhere(page, go, address, module) {
    await page.goto(`${go}my/certificate/`, QUIET);
    const certificate = page.locator("[data-certificate]");
    await certificate.waitFor();
    assert.match(await certificate.innerText(), /: 3 of 4 points, 75%/);
    await page.goto(`${go}my/progress/`, QUIET);
    await page.getByText("Best result: 75%, Passed").waitFor();
    await page.goto(go + module, QUIET);
    await page.locator(`.entry[data-key="${address}"] .entry-status .done`).waitFor();
    await page.goto(go + address, QUIET);
    const result = page.locator("attune-assessment > [data-result]");
    await result.getByText("Passed", { exact: true }).waitFor();
    assert.match(await result.innerText(), /75%\s+3 of 4 points\. Passing score: 70%\./);
    assert.match(await page.locator("[data-before]").innerText(), /^Passed\. Best result: 75%, on /);
  }

  test("when its mark is raised, in the test, and for the course; a later failure changes nothing", async (t) => {
    const { page, go, rebuild, edit } = await editable(t);
    await sit(page, go, 3);
    await edit("site.toml", (text) => text.replace("pass_mark = 70", "pass_mark = 95"));
    await rebuild();
    await everywhere(page, go, TEST, "second/");
    await edit(POOL, (text) => text.replace("draw: 4", "draw: 4\n  pass: 100"));
    await rebuild();
    await everywhere(page, go, TEST, "second/");
    assert.match(await page.locator(".assessment-terms").innerText(), /Passing score: 100%/);
    await sit(page, go, 3);
    await page.locator("attune-assessment > [data-result]").getByText("Not passed yet").waitFor();
    await page.goto(`${go}my/certificate/`, QUIET);
    await page.locator("[data-certificate]").getByText("3 of 4 points, 75%").waitFor();
    await page.goto(`${go}my/progress/`, QUIET);
    await page.getByText("Best result: 75%, Passed").waitFor();
  });

  for (const alias of [true, false]) {
    test(`when it is renamed and moved ${alias ? "with" : "without"} an alias`, async (t) => {
      const { page, go, rebuild, edit, move } = await editable(t);
      await sit(page, go, 3);
      const { t: time } = (await kept(page)).exams[TEST].done[0];
      if (alias) await edit(POOL, (text) => text.replace("draw: 4", "draw: 4\naliases: [second/test/]"));
      await move(POOL, "content/01-first/03-exam.md");
      await edit("content/01-first/03-exam.md", (text) => text.replace("title: The test", "title: The exam"));
      await rebuild();
      await everywhere(page, go, "first/exam/", "first/");
      assert.equal((await kept(page)).exams["first/exam/"].done[0].t, time, "with its date");
    });
  }
});

describe("a page that nobody has read is not done", () => {
  const PLAIN = "content/01-first/02-plain.md";
  const OTHER = "content/01-first/03-other.md";
  /** The pages of the first module that are done. @param {Page} page @param {string} go */
  async function done(page, go) {
    await page.goto(`${go}first/`, QUIET);
    await page.locator(".entry [data-progress]").first().waitFor({ state: "attached" });
    return page
      .locator(".entry", { has: page.locator(".entry-status .done") })
      .locator(".entry-title")
      .allInnerTexts();
  }

  test("where it stands at the address of one that was, and that one is done wherever it stands", async (t) => {
    const { root, page, go, rebuild, edit, move } = await editable(t);
    await writeFile(join(root, OTHER), "---\ntitle: Something else\n---\nOther words.\n");
    await rebuild();
    await page.goto(go + LESSON, QUIET);
    await page.goto(`${go}first/plain/`, QUIET);
    assert.deepEqual(await done(page, go), ["Nothing to answer"]);
    // The two change places.
    await move(PLAIN, "content/01-first/02-between.md");
    await move(OTHER, PLAIN);
    await move("content/01-first/02-between.md", OTHER);
    await rebuild();
    assert.deepEqual(await done(page, go), ["Nothing to answer"]);
    // A title that was mended is the same page's; one that says something else is another's.
    await edit(OTHER, (text) => text.replace("Nothing to answer", "Nothing here to answer"));
    await rebuild();
    assert.deepEqual(await done(page, go), ["Nothing here to answer"]);
    await edit(OTHER, (text) => text.replace("Nothing here to answer", "Why ruptures happen"));
    await rebuild();
    assert.deepEqual(await done(page, go), []);
    await page.goto(`${go}first/other/`, QUIET);
    assert.deepEqual(await done(page, go), ["Why ruptures happen"]);
  });
});
