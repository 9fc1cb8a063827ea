// The interface in other languages than English: where its words break, what stands between what it lists, and how it counts.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";

import { openBrowser, openPage, PHONE } from "./support/browser.mjs";
import { attune, build, copyOf, fixture, pagesOf, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { choose, question, status } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();

/**
 * The small course that authors begin with, and a lesson added to it.
 * @param {string} language
 * @param {string} folder of a module in it
 * @param {string} lesson
 */
async function starter(language, folder, lesson) {
  const root = join(temporaryFolder(), "course");
  await promisify(execFile)(attune, ["init", root, "--lang", language]);
  await writeFile(join(root, "content", folder, "90-added.md"), lesson);
  const site = await build(root);
  const host = await serve(site);
  after(() => host.close());
  return { site, root: host.root };
}

/** Where words may break, where no list of the language's syllables says it. */
const SOFT = "\u00ad";
const COMPOUND = ["Beziehungs", "gestaltungs", "schwierigkeiten"].join(SOFT);
const german = await starter(
  "de",
  "01-bemerken",
  `---
title: Über ${COMPOUND} und ${COMPOUND}
topics: [Vertrauen, Reparatur]
---

## Noch einmal ${COMPOUND}

| ${COMPOUND} | ${COMPOUND} | ${COMPOUND} |
|---|---|---|
| ${COMPOUND} | ${COMPOUND} | ${COMPOUND} |

::: question {#added}
7 + 7 = [[14]].
:::
`,
);

test("long German words in headings and tables break with a hyphen where they may, and nowhere else", async (t) => {
  const page = await openPage(browser, { viewport: PHONE });
  atEnd(t, () => page.context().close());
  await page.goto(`${german.root}bemerken/added/`);
  const found = await page.locator("h1, main h2, th, td").evaluateAll((all, soft) => {
    const faults = [];
    let breaks = 0;
    for (const node of all.filter((each) => each.textContent?.includes(soft))) {
      const { hyphens } = getComputedStyle(node);
      if (hyphens !== "auto") faults.push(`${node.localName}: hyphens: ${hyphens}`);
      if (!node.matches(":lang(de)")) faults.push(`${node.localName}: not in German`);
      const text = node.firstChild;
      if (!(text instanceof Text)) continue;
      const top = (/** @type {number} */ at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return [...range.getClientRects()].at(-1)?.top ?? 0;
      };
      const letters = [...text.data].flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []));
      for (const [index, at] of letters.entries()) {
        const before = letters[index - 1];
        if (before === undefined || top(at) - top(before) < 4) continue;
        const between = text.data.slice(before + 1, at);
        if (between === soft) breaks += 1;
        else if (!between.includes(" "))
          faults.push(`${node.localName}: ${text.data.slice(0, at)}|${text.data.slice(at)}`);
      }
    }
    return { faults, breaks };
  }, SOFT);
  none([...found.faults, ...(await sideways(page))]);
  assert.ok(found.breaks > 3, `${found.breaks} words break`);
});

/** What stands between two things of a list. @type {[string, string, string, string][]} */
const SEPARATORS = [
  ["de", "01-bemerken", "[Vertrauen, Reparatur, Bemerken]", ", "],
  ["fr", "01-remarquer", "[confiance, réparation, remarquer]", ", "],
  ["ar", "01-noticing", "[الثقة, الإصلاح, الملاحظة]", "، "],
];

for (const [language, folder, topics, separator] of SEPARATORS) {
  test(`${language}: what pages list has the language's own sign between`, async (t) => {
    const lesson = `---
title: "1"
objectives:
  - {id: added, text: "2"}
topics: ${topics}
---

${["one", "two", "three"].map((id) => `::: question {#${id} objective=added}\n7 + 7 = [[14]].\n:::\n`).join("\n")}`;
    const { site, root } = await starter(language, folder, lesson);
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    /** @type {string[]} */
    const between = [];
    for (const address of await pagesOf(site)) {
      await page.goto(root + address);
      const texts = await page
        .locator("main a + a")
        .evaluateAll((all) =>
          all.map(({ previousSibling }) => (previousSibling instanceof Text ? previousSibling.data : "")),
        );
      between.push(...texts.filter((text) => /^\p{P} ?$/u.test(text)));
    }
    assert.ok(between.length >= 4, `${between.length} signs between links`);
    assert.deepEqual([...new Set(between)], [separator]);
  });
}

/** What the interface counts in German: one of it, and several. */
const COUNTED = {
  Minute: "Minuten",
  Frage: "Fragen",
  Lektion: "Lektionen",
  Modul: "Module",
  Seite: "Seiten",
  Begriff: "Begriffe",
  Werk: "Werke",
};

test("German: one of a thing and several of it are told by their own forms on every page", async () => {
  const faults = [];
  const met = new Set();
  for (const address of await pagesOf(german.site)) {
    const html = await readFile(join(german.site, address.replace(/(^|\/)$/, "$1index.html")), "utf8");
    for (const [, number, word = ""] of html
      .replace(/<[^>]+>/g, "\n")
      .matchAll(/(?<![\d.,])(\d+)[ \u00a0](\p{Lu}\p{Ll}+)/gu)) {
      const [one, several] = Object.entries(COUNTED).find((forms) => forms.includes(word)) ?? [];
      if (one === undefined) continue;
      const form = number === "1" ? one : several;
      met.add(form);
      if (word !== form) faults.push(`${address}: ${number} ${word}`);
    }
  }
  none(faults);
  for (const form of ["Frage", "Fragen", "Lektionen", "Minuten", "Module", "Begriffe", "Werk"])
    assert.ok(met.has(form), `${form} is on some page`);
});

test("German: what scripts count has its own form too", async (t) => {
  const root = await copyOf(fixture("items"));
  const settings = join(root, "site.toml");
  await writeFile(settings, (await readFile(settings, "utf8")).replace('"en"', '"de"'));
  const host = await serve(await build(root));
  const page = await openPage(browser);
  atEnd(t, () => Promise.all([page.context().close(), host.close()]));
  await page.goto(`${host.root}practice/all-kinds/`);
  const checked = async (/** @type {import("playwright-core").Locator} */ item) => {
    await item.locator("[data-actions] button").first().click();
    return (await status(item).innerText()).trim();
  };
  const single = await question(page, "single");
  await choose(single, "Explain the plan again");
  assert.equal(await checked(single), "Noch 1 Versuch.");
  const rated = await question(page, "rated");
  for (const rating of await rated.locator("fieldset.rating").all()) await rating.getByRole("radio").last().check();
  assert.equal(await checked(rated), "Noch 2 Versuche.");
});
