// The page beside the editor, as a writer has it who is trying out what was just written: only what was saved changes.
// Answers, open disclosures, focus and the place on the page stay.
import assert from "node:assert/strict";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { PHONE, openBrowser, openPage } from "./support/browser.mjs";
import { copyOf, fixture, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { check, choose, question, score } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { preview } from "./support/preview.mjs";
import { assertAccessible } from "./support/axe.mjs";

/** @typedef {import("playwright-core").Page} Page */

const browser = await openBrowser();
const ALL = "content/01-practice/01-all-kinds.md";
const SECOND = "content/01-practice/02-second.md";
const FIRST_WORDS = "Some words to read before the first question.";

/**
 * A course of its own with a preview of its own, and a page of it.
 * @param {import("node:test").TestContext} t
 * @param {string} address
 * @param {{ editor?: string, prepare?: (course: string) => Promise<void> }} [how]
 */
async function open(t, address, { editor, prepare } = {}) {
  const course = await copyOf(fixture("items"));
  await prepare?.(course);
  const served = await preview(course, editor === undefined ? {} : { editor });
  const page = await openPage(browser);
  atEnd(t, async () => {
    await page.context().close();
    await served.stop();
  });
  await page.goto(new URL(address, served.root).href);
  // Gone when the page is loaded anew.
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  /** @param {string} file @param {(text: string) => string} change */
  const edit = async (file, change) => {
    const path = join(course, file);
    const text = await readFile(path, "utf8");
    const changed = change(text);
    assert.notEqual(changed, text, "the edit changes something");
    await writeFile(path, changed);
  };
  return { course, page, edit, ...served };
}

/** @param {Page} page */
const stayed = (page) => page.evaluate(() => "stayed" in globalThis);

/** @param {Page} page */
const panelOf = (page) => page.getByRole("region", { name: "Errors in the course" });

describe("only what was saved changes", () => {
  test("answers, words, disclosures, focus and the place on the page stay", async (t) => {
    const { page, edit } = await open(t, "practice/all-kinds/");
    const single = await question(page, "single");
    await choose(single, "Explain the plan again");
    await check(single);
    await single.locator(".hint > summary").click();
    const several = await question(page, "several");
    await choose(several, "Shorter answers");
    await page.locator("#q-order .move").nth(1).click();
    await page.locator("#q-pairs select").first().selectOption({ index: 1 });
    const words = page.locator("#q-open-words");
    await words.fill("I noticed the clock.");
    await words.evaluate((/** @type {HTMLTextAreaElement} */ field) => field.setSelectionRange(2, 9));
    const order = await page.locator("#q-order .order").innerText();
    const top = await words.evaluate((field) => field.getBoundingClientRect().top);

    await edit(ALL, (text) =>
      text.replace(FIRST_WORDS, `${FIRST_WORDS}\n\n${"Many more words stand here. ".repeat(40)}`),
    );
    await page.getByText("Many more words stand here.").waitFor({ state: "attached" });
    await edit(ALL, (text) => text.replace(FIRST_WORDS, "Other words."));
    await page.getByText("Other words.", { exact: true }).waitFor({ state: "attached" });

    assert.ok(await stayed(page));
    assert.equal(await words.inputValue(), "I noticed the clock.");
    const focus = await page.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      return [field.id, field.selectionStart, field.selectionEnd, field.getBoundingClientRect().top];
    });
    assert.deepEqual(focus.slice(0, 3), ["q-open-words", 2, 9]);
    assert.ok(
      Math.abs(Number(focus[3]) - top) < 2,
      `what is being written stays where it is: ${top}, then ${focus[3]}`,
    );
    assert.ok(await several.locator("input").first().isChecked());
    assert.equal(await page.locator("#q-order .order").innerText(), order);
    assert.notEqual(await page.locator("#q-pairs select").first().inputValue(), "");
    assert.ok(await single.locator(".hint[open]").isVisible());
    assert.ok(await single.locator(".option .said").isVisible(), "the feedback stands");
    assert.equal(await page.locator("html").getAttribute("class"), "js");
    await check(several);
    assert.ok(await several.locator(".said").first().isVisible(), "a question that stayed still works");
  });

  test("an edit of a question renews that question and no other", async (t) => {
    const { page, edit } = await open(t, "practice/all-kinds/");
    for (const [id, words] of /** @type {[string, string][]} */ ([
      ["single", "Say what you noticed"],
      ["sure", "The therapist"],
    ])) {
      await choose(await question(page, id), words);
    }
    await check(await question(page, "single"));
    assert.notEqual(await score(page), "");
    await page.evaluate(() => {
      for (const item of document.querySelectorAll("attune-item")) Reflect.set(item, "wasHere", true);
    });
    await edit(ALL, (text) => text.replace("The client looks at the door.", "The client looks at the window."));
    await page.getByText("The client looks at the window.").waitFor();
    const renewed = await page.evaluate(() => {
      return [...document.querySelectorAll("attune-item")]
        .filter((item) => !Reflect.has(item, "wasHere"))
        .map((item) => item.id);
    });
    assert.deepEqual(renewed, ["q-single"]);
    assert.ok(await stayed(page));
    assert.ok(await page.locator("#q-sure input[type=radio]").nth(1).isChecked());
    const single = await question(page, "single");
    assert.equal(await single.locator("input:checked").count(), 0);
    assert.equal(await score(page), "", "the answer to what was asked before no longer counts");
    await choose(single, "Say what you noticed");
    await check(single);
    assert.ok(await single.locator(".verdict-right").first().isVisible(), "the new one works");
  });

  test("a question more renumbers the others and leaves their answers", async (t) => {
    const { page, edit } = await open(t, "practice/all-kinds/");
    const several = await question(page, "several");
    await choose(several, "Shorter answers");
    await check(several);
    const label = await several.locator(".item-label").innerText();
    const more = "::: question {#more shuffle=false}\nOne more?\n\n- [x] Yes\n- [ ] No\n:::\n\n## Choices";
    await edit(ALL, (text) => text.replace("## Choices", more));
    const added = await question(page, "more");
    assert.ok(await stayed(page));
    assert.notEqual(await several.locator(".item-label").innerText(), label);
    assert.ok(await several.locator(".said").first().isVisible(), "what was answered is still answered");
    await choose(added, "Yes");
    await check(added);
    assert.ok(await added.locator(".said, .verdict-right").first().isVisible());
  });

  test("the first question and the first dialogue of a page bring their scripts", async (t) => {
    const { page, edit } = await open(t, "practice/second/");
    await page.getByText("Nothing to answer here.").waitFor();
    const dialogue = "::: dialogue\nTherapist\n: How was that?\n\nClient\n: Fine. {rupture=withdrawal}\n:::\n";
    await edit(
      SECOND,
      (text) => `${text}\n::: question {#new shuffle=false}\nWell?\n\n- [x] Yes\n- [ ] No\n:::\n\n${dialogue}`,
    );
    const item = await question(page, "new");
    assert.ok(await stayed(page));
    await choose(item, "Yes");
    await check(item);
    assert.ok(await item.locator(".verdict-right").first().isVisible());
    await page.locator(".dialogue-tools").waitFor();
    await edit(SECOND, (text) => text.replace("How was that?", "How was it for you?"));
    await page.getByText("How was it for you?").waitFor();
    assert.equal(await page.locator(".dialogue-tools").count(), 1, "what a script added stays");
    assert.ok(await stayed(page));
    // A second dialogue has to be equipped by a script that has already run.
    await edit(SECOND, (text) => `${text}\n${dialogue.replace("Fine", "Well")}`);
    await page.locator(".dialogue-tools").nth(1).waitFor();
  });

  test("title and picture follow", async (t) => {
    const picture = (/** @type {string} */ colour, width = 40) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"><title>A box</title><rect width="40" height="20" fill="${colour}"/></svg>`;
    const PICTURE = "content/01-practice/box.svg";
    const { page, edit, course } = await open(t, "practice/second/", {
      prepare: async (course) => {
        await writeFile(join(course, PICTURE), picture("red"));
        await writeFile(join(course, SECOND), `${await readFile(join(course, SECOND), "utf8")}\n![A box](box.svg)\n`);
      },
    });
    const image = page.locator("main img");
    await page.waitForFunction(
      () =>
        document.querySelector("main img")?.matches(":is(img)") &&
        [...document.images].every((image) => image.complete),
    );
    await page.waitForLoadState("load");
    assert.equal(await image.evaluate((/** @type {HTMLImageElement} */ image) => image.naturalWidth), 40);
    await writeFile(join(course, PICTURE), picture("blue", 60));
    await page.waitForFunction(
      () => /** @type {HTMLImageElement | null} */ (document.querySelector("main img"))?.naturalWidth === 60,
    );
    await edit(SECOND, (text) => text.replace("title: Second page", "title: Another name"));
    await page.waitForFunction(() => document.title.includes("Another name"));
    assert.ok(await stayed(page));
  });

  test("after fifty quick saves the last one shows", async (t) => {
    const { page, course } = await open(t, "practice/second/");
    const path = join(course, SECOND);
    const text = await readFile(path, "utf8");
    for (let save = 1; save <= 50; save += 1) {
      await writeFile(path, text.replace("Nothing to answer here.", `This is save number ${save}.`));
    }
    await page.getByText("This is save number 50.", { exact: true }).waitFor();
    assert.ok(await stayed(page));
    assert.equal(await page.locator("main").getByText("This is save number").count(), 1);
  });
});

describe("the theme", () => {
  /** @param {string} course */
  async function ownTheme(course) {
    const folder = join(course, "themes", "quiet", "static");
    await mkdir(join(folder, "js"), { recursive: true });
    for (const file of ["base.css", "js/dialogue.js", "js/site.js"]) {
      await cp(join(repository, "themes", "default", "static", file), join(folder, file));
    }
    const site = join(course, "site.toml");
    await writeFile(site, (await readFile(site, "utf8")).replace("title", 'theme = "quiet"\ntitle'));
  }

  test("a style is swapped in place, and the page is at no moment without one", async (t) => {
    const { page, edit } = await open(t, "practice/all-kinds/", { prepare: ownTheme });
    const words = page.locator("#q-open-words");
    await question(page, "open");
    await words.fill("Still here.");
    await page.evaluate(() => {
      const seen = new Set();
      Object.assign(globalThis, { seen });
      const look = () => {
        seen.add(getComputedStyle(document.body).backgroundColor);
        requestAnimationFrame(look);
      };
      look();
    });
    await edit("themes/quiet/static/base.css", (text) => `${text}\nbody { background: rgb(1, 2, 3); }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
    assert.ok(await stayed(page));
    assert.equal(await words.inputValue(), "Still here.");
    const seen = await page.evaluate(() => [.../** @type {Set<string>} */ (Reflect.get(globalThis, "seen"))]);
    assert.ok(seen.length <= 2 && !seen.includes("rgba(0, 0, 0, 0)"), seen.join(" "));
    await page.waitForFunction(() => document.querySelectorAll('link[href$="lesson.css"]').length === 1);

    // The scripts in use came from a folder that is no longer there; a question that is edited works all the same.
    await edit(ALL, (text) => text.replace("Put the steps in order.", "Put these in order."));
    await page.getByText("Put these in order.").waitFor();
    await page.locator("#q-order .move").first().waitFor();
  });

  test("a script that changed loads the page anew, at its place", async (t) => {
    const { page, edit } = await open(t, "practice/all-kinds/", { prepare: ownTheme });
    await page.locator("#q-menu").scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 0);
    await edit(
      "themes/quiet/static/js/site.js",
      (text) => `${text}\ndocument.documentElement.dataset.other = "yes";\n`,
    );
    await page.locator("html[data-other=yes]").waitFor();
    await page.waitForFunction((before) => Math.abs(scrollY - before) < 50, before);
  });
});

describe("what is wrong", () => {
  const broken = (/** @type {string} */ text) => `${text}\nA [broken link](nowhere.md).\n\nAnother [one](gone.md).\n`;

  test("every error is listed with a link that opens the editor, and goes by itself", async (t) => {
    const { page, edit, course } = await open(t, "practice/all-kinds/", { editor: "code --wait" });
    const words = page.locator("#q-open-words");
    await question(page, "open");
    await words.fill("Mine");
    await edit(ALL, broken);
    const panel = panelOf(page);
    await panel.waitFor();
    assert.equal(await panel.getByRole("listitem").count(), 2);
    const lines = (await readFile(join(course, ALL), "utf8")).split("\n");
    const line = lines.findIndex((text) => text.includes("nowhere.md")) + 1;
    const links = await panel
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute("href")]));
    assert.deepEqual(
      links,
      [line, line + 2].map((line, at) => {
        const column = at === 0 ? 3 : 9;
        return [`${ALL}:${line}:${column}`, `vscode://file${join(course, ALL)}:${line}:${column}`];
      }),
    );
    for (const text of ["broken-link", "nowhere.md", "gone.md", "A [broken link](nowhere.md)."]) {
      assert.ok(await panel.getByText(text).first().isVisible(), text);
    }
    assert.ok(await words.evaluate((field) => field === document.activeElement), "the focus stays where one writes");
    assert.equal((await page.locator("#attune-preview [role=alert]").textContent())?.trim(), "2 errors in the course");
    await assertAccessible(page, "with errors");

    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    const again = page.getByRole("button", { name: "2 errors" });
    await again.click();
    await panel.waitFor();
    await page.keyboard.press("Escape");
    await edit(ALL, (text) => text.replace("gone.md", "missing.md"));
    await panel.getByText("missing.md").first().waitFor();

    await edit(ALL, (text) => text.slice(0, text.indexOf("\nA [broken link]")));
    await panel.waitFor({ state: "hidden" });
    assert.equal(await again.count(), 0);
    assert.ok(await stayed(page));
    assert.equal(await words.inputValue(), "Mine");
  });

  test("on a phone, in the dark and without an editor, a place can be copied", async (t) => {
    const { page, edit } = await open(t, "practice/second/");
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: "dark" });
    await edit(SECOND, (text) => broken(`${text}\n${"long".repeat(60)}\n`));
    const panel = panelOf(page);
    await panel.waitFor();
    assert.equal(await panel.getByRole("link").count(), 0);
    assert.equal(await panel.getByRole("button", { name: `Copy ${SECOND}` }).count(), 2);
    assert.deepEqual(await sideways(page), []);
    const box = await panel.boundingBox();
    assert.ok(box && box.width <= PHONE.width && box.height <= PHONE.height * 0.61, JSON.stringify(box));
    await assertAccessible(page, "with errors on a phone");
    await panel.getByRole("button", { name: "Hide" }).click();
    await panel.waitFor({ state: "hidden" });
    assert.ok(await page.getByRole("button", { name: "2 errors" }).evaluate((again) => again.matches(":focus")));
  });

  test("a detail by which somebody could be known is marked, and what to write instead is one click away", async (t) => {
    const { page, edit } = await open(t, "practice/second/");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const words = "\n::: dialogue {#told}\nClient\n: I am 42 years old, and Katarzyna left.\n:::\n";
    await edit(SECOND, (text) => text + words);
    const panel = panelOf(page);
    await panel.waitFor();
    const entry = panel.getByRole("listitem").filter({ hasText: "privacy-age" });
    assert.equal(await entry.locator("mark").textContent(), "42 years old");
    const copy = entry.getByRole("button", { name: "Copy in the forties" });
    await copy.click();
    await entry.getByText("Copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "in the forties");
    // By keyboard as well.
    await page.evaluate(() => navigator.clipboard.writeText(""));
    const again = entry.getByRole("button", { name: /^Cop/ }).last();
    await again.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) === "in the forties");
    const name = panel.getByRole("listitem").filter({ hasText: "privacy-name" });
    assert.equal(await name.locator("mark").textContent(), "Katarzyna");
    assert.equal(await name.getByText("Instead").count(), 0, "nobody can propose a name");
    await assertAccessible(page, "with a proposal");
    await edit(SECOND, (text) => text.slice(0, text.indexOf("\n::: dialogue {#told}")));
    await panel.waitFor({ state: "hidden" });
  });

  test("the preview's own style touches nothing of the page", async (t) => {
    const { page } = await open(t, "practice/second/");
    const selectors = await page.evaluate(() => {
      const own = [...document.styleSheets].filter((sheet) => sheet.href?.includes("/__attune/"));
      return own.flatMap((sheet) =>
        [...sheet.cssRules].map((rule) => (rule instanceof CSSStyleRule ? rule.selectorText : rule.cssText)),
      );
    });
    assert.deepEqual(selectors, [".attune-problems"]);
  });

  test("a page that is deleted shows that it is not there, and comes back", async (t) => {
    const { page, course } = await open(t, "practice/second/");
    const path = join(course, SECOND);
    const text = await readFile(path, "utf8");
    // The link to it would keep the course from being built.
    const other = join(course, ALL);
    await writeFile(other, (await readFile(other, "utf8")).replace("[the second page](02-second.md)", "not there"));
    await rm(path);
    await page.locator(".page-list h1").waitFor();
    assert.ok(!(await page.getByText("Nothing to answer here.").isVisible()));
    await writeFile(path, text);
    await page.getByText("Nothing to answer here.").waitFor();
  });

  test("a renamed page shows that it is not there at its old address", async (t) => {
    const { page, course } = await open(t, "practice/second/", {
      prepare: async (course) => {
        const other = join(course, ALL);
        await writeFile(other, (await readFile(other, "utf8")).replace("[the second page](02-second.md)", "not there"));
      },
    });
    await rename(join(course, SECOND), join(course, "content/01-practice/02-renamed.md"));
    await page.locator(".page-list h1").waitFor();
  });

  test("that the preview has ended is said quietly, until it is back", async (t) => {
    const { page, course, root, stop, edit } = await open(t, "practice/second/");
    await page.waitForLoadState("networkidle").catch(() => {});
    const ended = page.getByText("Preview ended");
    assert.equal(await ended.isVisible(), false);
    await stop();
    await ended.waitFor();
    await edit(SECOND, (text) => text.replace("Nothing to answer here.", "Written meanwhile."));
    const next = await preview(course, { port: Number(new URL(root).port) });
    atEnd(t, next.stop);
    assert.equal(next.root, root);
    await page.getByText("Written meanwhile.").waitFor();
    await ended.waitFor({ state: "hidden" });
    assert.ok(await stayed(page));
  });
});

describe("the change of a page", () => {
  test("any tree becomes any other, whatever it was, and what is named stays the same element", async (t) => {
    const { page } = await open(t, "practice/second/");
    const faults = await page.evaluate(async () => {
      const { Morph, pair } = /** @type {typeof import("../../src/preview/client/morph.js")} */ (
        await import(/** @type {string} */ ("/__attune/morph.js"))
      );
      let seed = 7;
      const random = (/** @type {number} */ n) => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return Math.floor((seed / 2147483648) * n);
      };
      const names = ["p", "div", "ul", "details", "span"];
      /** @param {Document} inert @param {number} depth @param {string[]} ids @returns {Element} */
      const tree = (inert, depth, ids) => {
        const made = inert.createElement(names[random(names.length)] ?? "p");
        if (ids.length > 0 && random(3) === 0) made.id = ids.splice(random(ids.length), 1)[0] ?? "";
        if (random(3) === 0) made.className = ["a", "b", "a b"][random(3)] ?? "";
        const count = random(5);
        for (let at = 0; at < count; at += 1) {
          made.append(
            depth > 0 && random(2) ? tree(inert, depth - 1, ids) : (["one", "two three", " ", "four"][random(4)] ?? ""),
          );
        }
        return made;
      };
      const faults = [];
      for (let round = 0; round < 400; round += 1) {
        const inert = document.implementation.createHTMLDocument();
        const [old, next] = [0, 1].map(() => {
          const root = inert.createElement("section");
          const ids = ["i1", "i2", "i3", "i4", "i5", "i6"];
          for (let at = 0; at < 4; at += 1) root.append(tree(inert, 3, ids));
          return root;
        });
        if (!old || !next) continue;
        const live = document.importNode(old, true);
        const standing = new WeakMap();
        pair(old, standing, () => live);
        const top = new Map([...live.children].filter((child) => child.id).map((child) => [child.id, child]));
        new Morph(standing, { scripts: false, moved: false }).node(old, next);
        if (!live.isEqualNode(next)) faults.push(`${old.outerHTML}\nbecame ${live.outerHTML}\nnot ${next.outerHTML}`);
        for (const child of live.children) {
          const was = top.get(child.id);
          if (was && was.localName === child.localName && was !== child) faults.push(`another #${child.id}`);
        }
      }
      return faults.slice(0, 3);
    });
    assert.deepEqual(faults, []);
  });
});
