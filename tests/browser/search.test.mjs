// Search as a reader meets it: by button and by key, results by section, filters, the words marked where they were found,
// and what is left where the index cannot be used.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { assertAccessible } from "./support/axe.mjs";
import { isUncovered, openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const SUB = "/some/where/";
const site = await build(repository);
const host = await serve(site);
after(() => host.close());
const below = await serve(await build(repository, { baseUrl: `https://attune.example${SUB}` }), SUB);
after(() => below.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {string} [url]
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, url = host.root, options = {}) {
  const page = await openPage(browser, options);
  atEnd(t, () => page.context().close());
  const complaints = watch(page, new URL(url).origin);
  await page.goto(url);
  return { page, complaints };
}

/**
 * Opens the dialog by its key and types.
 * @param {import("playwright-core").Page} page
 * @param {string} words
 */
async function find(page, words) {
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Search the course" });
  await dialog.getByRole("searchbox").fill(words);
  return dialog;
}

/** @param {import("playwright-core").Locator} dialog */
const said = (dialog) => dialog.getByRole("status");

describe("searching", () => {
  test("its two keys stand beside the button, and both open it, also while nothing has the focus", async (t) => {
    const { page } = await open(t);
    const button = page.getByRole("button", { name: "Search" });
    assert.deepEqual(await button.locator("kbd").allInnerTexts(), ["/", "Ctrl K"]);
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    for (const key of ["/", "Control+k", "Meta+k"]) {
      await page.keyboard.press(key);
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    }
    // Where one types, a stroke is a stroke; the other key is a command there too.
    await page.goto(`${host.root}my/certificate/`);
    await page.evaluate(() => document.querySelector("main")?.append(document.createElement("input")));
    const field = page.locator("main > input");
    await field.focus();
    await page.keyboard.press("/");
    assert.equal(await field.inputValue(), "/");
    await page.keyboard.press("Control+k");
    await dialog.waitFor();
    const mac = await openPage(browser);
    atEnd(t, () => mac.context().close());
    await mac.addInitScript(() => Object.defineProperty(navigator, "platform", { value: "MacIntel" }));
    await mac.goto(host.root);
    assert.deepEqual(await mac.getByRole("button", { name: "Search" }).locator("kbd").allInnerTexts(), ["/", "⌘ K"]);
  });

  test("with no results there is a way on, by arrow keys too, and it goes when there are some", async (t) => {
    const { page, complaints } = await open(t);
    const dialog = await find(page, "zzyzx");
    await dialog.getByText("Nothing found for “zzyzx”.").waitFor();
    await dialog.getByText("Check the spelling").waitFor();
    await assertAccessible(page, "nothing was found");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Course contents");
    for (const name of ["Topics", "Glossary", "References"]) await dialog.getByRole("link", { name }).waitFor();
    await dialog.getByRole("searchbox").fill("rupture");
    await dialog.locator(".search-results li").first().waitFor();
    assert.ok(await dialog.getByText("Check the spelling").isHidden());
    await dialog.getByRole("searchbox").fill("zzyzx");
    await dialog.getByRole("link", { name: "Glossary" }).click();
    await page.waitForURL("**/glossary/**");
    none(complaints);
  });

  test("what is shown of a text does not begin with the heading that stands above it", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "repair");
    await dialog.locator(".search-results li").first().waitFor();
    const found = await dialog
      .locator(".search-results :is(li, .search-sections li):has(> .search-excerpt)")
      .evaluateAll((rows) =>
        rows.map((row) => [
          row.querySelector(":scope > a")?.textContent ?? "",
          row.querySelector(":scope > .search-excerpt")?.textContent ?? "",
        ]),
      );
    assert.ok(found.length > 5 && found.every(([, text]) => text), JSON.stringify(found));
    none(
      found.flatMap(([title = "", text = ""]) =>
        text.startsWith(`${title}.`) || text.startsWith(`${title.split(" ").at(-1)}. `) ? [`${title}: ${text}`] : [],
      ),
    );
  });

  test("on a phone what was found comes before what it can be narrowed by", async (t) => {
    const { page } = await open(t, host.root, { viewport: PHONE, hasTouch: true });
    await page.getByRole("button", { name: "Search" }).tap();
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    await dialog.getByRole("searchbox").fill("rupture");
    await dialog.locator(".search-results li").first().waitFor();
    const [first, filters] = await Promise.all([
      dialog.locator(".search-results li").first().boundingBox(),
      dialog.locator(".search-filters").boundingBox(),
    ]);
    assert.ok(first && filters && first.y + first.height <= filters.y && first.y < PHONE.height / 2);
    // By touch it is followed, too, and the words are marked there.
    const link = dialog.locator(".search-results a").first();
    const place = new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
    await link.tap();
    await page.waitForURL((url) => url.pathname === place);
    await page.locator("main mark.search-highlight").first().waitFor();
    assert.equal(await page.locator("dialog[open]").count(), 0);
  });

  test("the button and the key open it, and nothing of it is loaded before", async (t) => {
    const { page, complaints } = await open(t);
    assert.equal(await page.locator("dialog.search").count(), 0);
    const button = page.getByRole("button", { name: "Search" });
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    await dialog.waitFor();
    assert.ok(await dialog.getByRole("searchbox").evaluate((node) => node === document.activeElement));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await button.evaluate((node) => node === document.activeElement), "the focus is back");
    await page.keyboard.press("/");
    await dialog.waitFor();
    none(complaints);
  });

  test("results stand by page and section, are announced, and lead to the place with the words marked", async (t) => {
    const { page, complaints } = await open(t);
    const dialog = await find(page, "perfectionism");
    await said(dialog)
      .filter({ hasText: /pages? found/ })
      .waitFor();
    assert.match(await said(dialog).innerText(), /^\d+ pages? found$/);
    const section = dialog.locator(".search-sections a").first();
    await section.waitFor();
    assert.ok((await dialog.locator(".search-excerpt mark").count()) > 0);
    const [href = "", title = ""] = [await section.getAttribute("href"), await section.innerText()];
    assert.match(href ?? "", /#s-/);
    await section.click();
    await page.waitForURL((url) => url.hash.startsWith("#s-"));
    const { hash } = new URL(page.url());
    assert.equal(await page.locator(`[id="${hash.slice(1)}"]`).innerText(), title);
    await page.locator("mark.search-highlight").first().waitFor();
    assert.match((await page.locator("mark.search-highlight").first().innerText()).toLowerCase(), /perfection/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark.search-highlight").count(), 0);
    none(complaints);
  });

  test("a word of a heading is shown where it stands, and not in the contents of its page", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "sheet");
    await dialog.getByRole("link", { name: "Defensiveness", exact: true }).click();
    const mark = page.locator("main mark.search-highlight").first();
    await mark.waitFor();
    assert.equal(await page.locator(".toc mark").count(), 0);
    assert.ok(await isUncovered(mark));
  });

  test("signs beside a word are not marked with it", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "accusation");
    await dialog.getByText("the accusation. It may").waitFor();
    const marks = await dialog.locator("mark").allInnerTexts();
    assert.ok(marks.includes("accusation"));
    none(marks.filter((text) => /^\p{P}|\p{P}$/u.test(text)));
  });

  test("what was typed is cleared by the sign at its end", async (t) => {
    for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
      const { page } = await open(t, host.root, { viewport });
      const dialog = await find(page, "repair");
      await dialog.locator(".search-results a").first().waitFor();
      const field = dialog.getByRole("searchbox");
      const box = await field.boundingBox();
      assert.ok(box);
      await page.mouse.click(box.x + box.width - 26, box.y + box.height / 2);
      assert.equal(await field.inputValue(), "");
      await dialog.locator(".search-results a").first().waitFor({ state: "detached" });
    }
  });

  test("while the index is on its way the search says so", async (t) => {
    const { page } = await open(t);
    /** @type {() => void} */
    let send = () => {};
    const sent = new Promise((resolve) => (send = () => resolve(undefined)));
    await page.route("**/pagefind/**", async (route) => {
      await sent;
      await route.continue();
    });
    const dialog = await find(page, "perfectionism");
    await said(dialog)
      .filter({ hasText: /^Searching…$/ })
      .waitFor();
    send();
    await said(dialog)
      .filter({ hasText: /pages? found$/ })
      .waitFor();
  });

  test("by keyboard alone: arrows walk through the results, Enter opens one", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "rupture");
    await dialog.locator(".search-results a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const first = dialog.locator(".search-results a").first();
    assert.ok(await first.evaluate((node) => node === document.activeElement));
    await page.keyboard.press("ArrowUp");
    assert.ok(await dialog.getByRole("searchbox").evaluate((node) => node === document.activeElement));
    await page.keyboard.press("ArrowDown");
    const before = page.url();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.href !== before);
  });

  test("filters by module and kind narrow what is found", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "therapist");
    await dialog.locator(".search-results a").first().waitFor();
    const all = await said(dialog).innerText();
    const kind = dialog.getByRole("combobox", { name: "Kind" });
    await kind.selectOption("Protective strategy");
    await said(dialog)
      .filter({ hasText: /^8 pages found$/ })
      .waitFor();
    await kind.selectOption("");
    await said(dialog).filter({ hasText: all }).waitFor();
    const module = dialog.getByRole("combobox", { name: "Module" });
    await module.selectOption("Noticing");
    await said(dialog)
      .filter({ hasText: /^7 pages found$/ })
      .waitFor();
  });

  for (const way of ["over HTTP", "from disk"])
    test(`each value of a filter has the number of results that it leaves, and none without results is offered, ${way}`, async (t) => {
      const start = way === "over HTTP" ? host.root : pathToFileURL(join(site, "noticing", "index.html")).href;
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      await page.goto(start);
      const dialog = await find(page, "perfectionism");
      await dialog.locator(".search-results a").first().waitFor();
      const found = async () => Number(/\d+/.exec(await said(dialog).innerText())?.[0]);
      const all = await found();
      for (const name of ["Module", "Kind"]) {
        const menu = dialog.getByRole("combobox", { name });
        const options = await menu.locator("option").allTextContents();
        assert.ok(options.length > 2, options.join());
        let sum = 0;
        for (const text of options.slice(1)) {
          const [, value = "", count] = /^(.*) \((\d+)\)$/.exec(text) ?? [];
          assert.ok(Number(count) > 0, text);
          await menu.selectOption(value);
          await said(dialog)
            .filter({ hasText: new RegExp(`^${count} pages? found$`) })
            .waitFor();
          assert.deepEqual(await menu.locator("option").allTextContents(), options, "its own choice can be another");
          sum += Number(count);
        }
        if (name === "Module") assert.ok(sum <= all, "each page is in one module");
        await menu.selectOption("");
        await said(dialog)
          .filter({ hasText: new RegExp(`^${all} pages? found$`) })
          .waitFor();
      }
      const module = dialog.getByRole("combobox", { name: "Module" });
      const kinds = dialog.getByRole("combobox", { name: "Kind" }).locator("option");
      const before = await kinds.allTextContents();
      await module.selectOption({ index: 1 });
      await page.waitForFunction(
        ([place = "", before = ""]) =>
          [...document.querySelectorAll(place)].map(({ textContent }) => textContent).join() !== before,
        [".search-filters label:last-child option", before.join()],
      );
      await dialog.getByRole("searchbox").fill("");
      assert.ok(
        (await module.locator("option").allTextContents()).every((text) => !/\(\d/.test(text)),
        "nothing is counted",
      );
      if (way === "over HTTP") await assertAccessible(page, "search with filters");
    });

  test("what only the filters hide is not said to be nowhere", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "therapist");
    await dialog.locator(".search-results a").first().waitFor();
    await dialog.getByRole("combobox", { name: "Kind" }).selectOption("Protective strategy");
    await dialog.getByRole("searchbox").fill("waiter");
    await said(dialog).filter({ hasText: "Nothing found for “waiter” with these filters." }).waitFor();
    await dialog.getByRole("searchbox").fill("qqqxyzzy");
    await said(dialog).filter({ hasText: "Nothing found for “qqqxyzzy”." }).waitFor();
  });

  test("nothing found is said in the words of the theme; more is shown on request", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "qqqxyzzy");
    await said(dialog).filter({ hasText: "Nothing found for “qqqxyzzy”." }).waitFor();
    await dialog.getByRole("searchbox").fill("therapist");
    const more = dialog.getByRole("button", { name: "Show more" });
    await more.waitFor();
    const shown = await dialog.locator(".search-results > li").count();
    await more.click();
    await page.waitForFunction((shown) => document.querySelectorAll(".search-results > li").length > shown, shown);
  });

  test("works under a sub-path, from a page deep down and from a wrong address", async (t) => {
    for (const path of ["protective-strategies/defensiveness/", "nowhere/at/all/"]) {
      const { page } = await open(t, below.root + path);
      const dialog = await find(page, "withdrawal");
      const link = dialog.locator(".search-results a").first();
      await link.waitFor();
      await link.click();
      await page.waitForURL((url) => url.pathname.startsWith(SUB) && !url.pathname.includes(path));
      assert.notEqual(await page.locator("h1").innerText(), "There is no such page");
    }
  });

  test("a question's words are not found: a list of results would give it away", async (t) => {
    const { page } = await open(t);
    const dialog = await find(page, "therapist");
    await dialog.locator(".search-results a").first().waitFor();
    assert.equal(await dialog.locator("a[href*='#q-']").count(), 0);
  });

  test("is accessible in light, in dark and on a phone", async (t) => {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
        const { page } = await open(t, host.root, { colorScheme, viewport });
        const dialog = await find(page, "repair");
        await dialog.locator(".search-results a").first().waitFor();
        await assertAccessible(page, `search, ${colorScheme}, ${viewport.width}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wider, "no wider than the screen");
      }
    }
  });
});

describe("searching in other languages", () => {
  test("a speaker who was found is marked on the page, whose name stands there without the stop of the index", async (t) => {
    const host = await serve(await small("ar", "::: dialogue\nالعميل\n: لا بأس.\n\nالمعالج\n: حسنًا.\n:::"));
    atEnd(t, () => host.close());
    const { page } = await open(t, host.root);
    await page.locator("[data-search]").click();
    await page.locator("dialog.search input").fill("معالج");
    await page.locator("dialog.search .search-results a").first().click();
    await page.locator("main mark.search-highlight", { hasText: "المعالج" }).waitFor();
  });

  /** @param {string} language @param {string} words */
  async function small(language, words) {
    const root = temporaryFolder();
    await mkdir(join(root, "content", "m"), { recursive: true });
    await writeFile(join(root, "site.toml"), `title = "C"\nlanguage = "${language}"\n`);
    await writeFile(join(root, "content", "_index.md"), "---\ntitle: C\n---\n");
    await writeFile(join(root, "content", "m", "_index.md"), "---\ntitle: M\n---\n");
    await writeFile(join(root, "content", "m", "a.md"), `---\ntitle: A\n---\n\n## B\n\n${words}\n`);
    return buildHere(root);
  }

  for (const [language, written, wanted] of /** @type {[string, string, string][]} */ ([
    ["fr", "Le cœur parle.", "coeur"],
    ["fr", "Le coeur parle.", "cœur"],
    ["ar", "والعلاقة مهمة", "علاقة"],
    ["ar", "علاقة مهمة", "العلاقة"],
    ["de", "Ein Beziehungsabbruch droht.", "Abbruch"],
    ["de", "Zwei Beziehungsabbrüche drohen.", "abbruch"],
    ["nl", "Een therapieafspraak staat vast.", "afspraak"],
    ["sv", "Behandlingsavbrott är vanliga.", "avbrott"],
  ])) {
    test(`${language}: ${wanted} finds ${written}`, async (t) => {
      const folder = await small(language, written);
      const host = await serve(folder);
      atEnd(t, () => host.close());
      for (const url of [host.root, pathToFileURL(join(folder, "index.html")).href]) {
        const { page } = await open(t, url);
        await page.locator("[data-search]").click();
        await page.locator("dialog.search input").fill(wanted);
        await page.locator(".search-results a[href*='m/a/']").first().waitFor();
      }
    });
  }
});

describe("searching a large course", () => {
  /** More than one part of the index holds. */
  const LESSONS = 640;
  /** @type {Promise<import("./support/server.mjs").Host> | undefined} */
  let large;
  after(async () => (await large)?.close());

  /** A course with a word on every page, one on a single page, and a kind that has a single page. */
  async function largeCourse() {
    const root = temporaryFolder();
    const module = (/** @type {number} */ number) => join(root, "content", `0${(number % 2) + 1}-m`);
    for (const number of [0, 1]) await mkdir(module(number), { recursive: true });
    await writeFile(join(root, "site.toml"), 'title = "Large"\n[kinds.rare]\nlabel = "Rare"\n');
    await writeFile(join(root, "content", "_index.md"), "---\ntitle: Home\n---\n");
    for (const number of [0, 1]) {
      await writeFile(join(module(number), "_index.md"), `---\ntitle: Module ${number}\nslug: m${number}\n---\n`);
    }
    for (let number = 0; number < LESSONS; number++) {
      const kind = number === 7 ? "kind: rare\n" : "";
      const text = `---\ntitle: Lesson ${number}\n${kind}---\n\n## About ${number}\n\nA lantern by the sea${number}.\n`;
      await writeFile(join(module(number), `${number}.md`), text);
    }
    return serve(await buildHere(root));
  }

  test("finds what stands in any part of the index, counts and filters over all of them", async (t) => {
    large ??= largeCourse();
    const { page, complaints } = await open(t, (await large).root);
    /** @type {Set<string>} */
    const parts = new Set();
    page.context().on("response", (response) => {
      const part = /pagefind\/(\d*)\/?pagefind-entry\.json/.exec(response.url())?.[1];
      if (part !== undefined) parts.add(part);
    });
    const dialog = await find(page, "lantern");
    await said(dialog)
      .filter({ hasText: `${LESSONS} pages found` })
      .waitFor();
    assert.deepEqual([...parts].sort(), ["", "1"]);
    const module = dialog.getByRole("combobox", { name: "Module" });
    assert.deepEqual(await module.locator("option").allInnerTexts(), ["All", "Module 0 (320)", "Module 1 (320)"]);
    await module.selectOption("Module 1");
    await said(dialog)
      .filter({ hasText: `${LESSONS / 2} pages found` })
      .waitFor();
    await module.selectOption("");
    for (const number of [0, 7, 100, LESSONS - 1]) {
      await dialog.getByRole("searchbox").fill(`sea${number}`);
      await dialog.getByRole("link", { name: `Lesson ${number}`, exact: true }).waitFor();
      await said(dialog)
        .filter({ hasText: /^1 page found$/ })
        .waitFor();
      await dialog
        .locator(".search-sections")
        .getByRole("link", { name: `About ${number}`, exact: true })
        .waitFor();
    }
    none(complaints);
  });

  test("a filter that only one part of the index knows is one in the others too", async (t) => {
    large ??= largeCourse();
    const { page } = await open(t, (await large).root);
    await page.evaluate(async () => {
      // The interface offers no menu with a single choice: ask as it would.
      const script = await (await fetch("pagefind/attune.js")).text();
      const listing = JSON.parse(script.slice(script.indexOf("=") + 1));
      const pagefind = await import(`${document.baseURI}pagefind/pagefind.js`);
      const base = `${document.baseURI}pagefind/`;
      await pagefind.options({ basePath: base });
      await pagefind.init();
      for (const [folder] of listing.shards.slice(1)) await pagefind.mergeIndex(base + folder, {});
      const found = await pagefind.search("lantern", { filters: { kind: "Rare" } });
      document.title = `${found.results.length} rare`;
    });
    assert.equal(await page.title(), "1 rare");
  });
});

describe("without the index", () => {
  test("where WebAssembly is refused, titles are searched, and that is said", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.route("**/*", async (route) => {
      const response = await route.fetch();
      const policy = response.headers()["content-security-policy"]?.replace("'wasm-unsafe-eval'", "") ?? "";
      const type = response.headers()["content-type"] ?? "";
      const body = type.startsWith("text/html")
        ? (await response.text())
            .replaceAll("&#39;wasm-unsafe-eval&#39;", "")
            .replaceAll("'wasm-unsafe-eval'", "")
            .replaceAll("&#x27;wasm-unsafe-eval&#x27;", "")
        : await response.body();
      await route.fulfill({ response, body, headers: { ...response.headers(), "content-security-policy": policy } });
    });
    await page.goto(host.root);
    const dialog = await find(page, "defensiveness");
    await dialog.getByText("only titles are searched").waitFor();
    const link = dialog.locator(".search-results a").first();
    assert.equal(await link.innerText(), "Defensiveness");
    await link.click();
    await page.waitForURL((url) => url.pathname.includes("defensiveness"));
  });

  test("from disk the whole text is searched, and the page is found with the words marked", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(pathToFileURL(join(site, "protective-strategies", "index.html")).href);
    await page.getByRole("button", { name: "Search" }).click();
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    const results = dialog.locator(".search-results > li");
    await dialog.getByRole("searchbox").fill("Perfectionism");
    await dialog.getByText(/pages? found/).waitFor();
    assert.equal(await results.first().locator("a").first().innerText(), "Perfectionism");
    assert.ok(await dialog.locator(".search-notice").isHidden(), "nothing is missing");
    // Words that stand in no title, written without their accents and capitals.
    await dialog.getByRole("searchbox").fill("marker strain");
    await results.first().locator("mark").first().waitFor();
    await dialog.getByRole("combobox").first().selectOption({ index: 1 });
    await dialog.getByText(/pages? found|Nothing found/).waitFor();
    await dialog.getByRole("combobox").first().selectOption({ index: 0 });
    await dialog.getByRole("searchbox").fill("xyzzy");
    await dialog.getByText("Nothing found").waitFor();
    await dialog.getByRole("searchbox").fill("Perfectionism");
    await results.first().locator("a").first().click();
    assert.equal(await page.locator("h1").innerText(), "Perfectionism");
    await page.locator("main mark.search-highlight").first().waitFor();
  });
});
