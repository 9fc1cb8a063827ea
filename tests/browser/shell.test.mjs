// What stands around the text: the skip link, the contents, the header, the bar of the phone, the chosen look, paper,
// the page without a server, under a sub-path, at a wrong address and at an old one, and the policy that guards it all.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { assertAccessible } from "./support/axe.mjs";
import { isUncovered, openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, filesOf, fixture, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { question, tabTo } from "./support/item.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const LESSON = "practice/all-kinds/";
const SUB = "/some/where/";
const DIALOGUE = "working-relationship/what-an-alliance-is/";

const site = await build(fixture("items"));
const host = await serve(site);
after(() => host.close());
const below = await serve(await build(fixture("items"), { baseUrl: `https://attune.example${SUB}` }), SUB);
after(() => below.close());
const shipped = await build(repository);
const course = await serve(shipped);
after(() => course.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {string} url
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, url, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, new URL(url).origin);
  await page.goto(url);
  atEnd(t, () => page.context().close());
  return { page, complaints };
}

describe("by keyboard", () => {
  test("the first Tab shows the skip link, which leads past everything to the text", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to main content" });
    assert.ok(await skip.evaluate((node) => node === document.activeElement));
    assert.ok(await isUncovered(skip), "it can be seen while it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
    await page.keyboard.press("Tab");
    assert.ok(
      await page.evaluate(() => document.activeElement?.closest("main") !== null),
      "the next Tab is in the text",
    );
  });

  test("the contents beside the text lead to another page", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    const tree = page.getByRole("navigation", { name: "Course contents" });
    assert.equal(await tree.locator("[aria-current=page]").innerText(), "All kinds");
    await tabTo(tree.getByRole("link", { name: "Second page" }));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/practice/second/**");
  });

  test("wherever Tab leads, focus can be seen: nothing sticky lies over it", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: { width: 800, height: 500 } });
    await question(page, "order");
    const hidden = [];
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let presses = 0; presses < 70; presses += 1) {
        await page.keyboard.press(key);
        const label = await page.evaluate(() => {
          const node = document.activeElement;
          return node?.matches("body, main, [popover]") ? "" : node?.outerHTML.slice(0, 120);
        });
        if (label && !(await isUncovered(page.locator(":focus")))) hidden.push(`${key} ${presses}: ${label}`);
      }
    }
    none(hidden);
  });

  test("every stop of Tab shows that it has the focus", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    await question(page, "order");
    const unmarked = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const [width, label] = await page.evaluate(() => {
        const node = document.activeElement;
        if (!node || node === document.body) return [3, ""];
        const spots = [node, node.closest("label, .option, summary, li") ?? node];
        const widths = spots.map((spot) => {
          const style = getComputedStyle(spot);
          return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
        });
        return [Math.max(...widths), node.outerHTML.slice(0, 120)];
      });
      if (Number(width) < 2) unmarked.push(`${label}: ${width}px`);
    }
    none(unmarked);
  });
});

describe("on a phone", () => {
  test("a bar at the foot opens the contents and leads to the next page", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
    const bar = page.getByRole("navigation", { name: "Page navigation" });
    const box = await bar.boundingBox();
    assert.ok(box && box.y > PHONE.height / 2 && box.y + box.height <= PHONE.height + 1, "it is in reach of the thumb");
    for (const target of await bar.locator("a, button").all()) {
      const size = await target.boundingBox();
      assert.ok(
        size && size.height >= 44 && size.width >= 44,
        `${await target.innerText()} is ${size?.width} by ${size?.height}`,
      );
    }
    const tree = page.getByRole("navigation", { name: "Course contents" });
    assert.ok(!(await tree.isVisible()));
    await bar.getByRole("button", { name: "Contents" }).tap();
    const dialog = page.getByRole("dialog", { name: "Course contents" });
    await dialog.getByRole("link", { name: "Second page" }).waitFor();
    await assertAccessible(page, "the contents are open");
    await dialog.getByRole("button", { name: "Close" }).tap();
    await page.waitForFunction(() => !document.querySelector("[inert]"));
    assert.ok(!(await dialog.isVisible()), "its button closes them");
    await bar.getByRole("link", { name: "Next" }).tap();
    await page.waitForURL("**/practice/second/**");
  });

  test("the open contents are a modal dialog: one is at the present page, and back at the button afterwards", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
    const opener = page.locator(".bar-contents");
    const before = [];
    while (!(await opener.evaluate((node) => node === document.activeElement))) {
      await page.keyboard.press("Tab");
      before.push(
        await page.evaluate(() => document.activeElement?.closest("main, .masthead, .bar, .skip")?.className),
      );
    }
    assert.deepEqual([...new Set(before)], ["skip", "masthead", "bar"], "the bar comes before the text");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Course contents" });
    await page.waitForFunction(() => document.activeElement?.matches("#tree [aria-current]"));
    assert.equal(await dialog.getAttribute("aria-modal"), "true");
    assert.equal(await page.locator(":focus").innerText(), "All kinds");
    const reached = new Set();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement?.closest("body > *, #tree")?.id ?? "nothing"));
    }
    reached.delete("nothing");
    assert.deepEqual([...reached], ["tree"], "Tab stays in the dialog");
    for (const row of await dialog.getByRole("link").all()) {
      const size = await row.boundingBox();
      assert.ok(size && size.height >= 44, `${await row.innerText()}: ${size?.height}`);
    }
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.matches(".bar-contents"));
    assert.equal(await page.locator("[inert]").count(), 0);
    const { nodes } = await (await page.context().newCDPSession(page)).send("Accessibility.getFullAXTree");
    const button = nodes.find(({ role, name }) => role?.value === "button" && name?.value === "Contents");
    const expanded = button?.properties?.find((property) => property.name === "expanded");
    assert.equal(expanded?.value.value, false, "the button says that they are closed");
    await opener.click();
    await dialog.waitFor();
  });

  test("the open contents lead to the parts of the page, too, and reading goes on there", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const dialog = page.getByRole("dialog", { name: "Course contents" });
    const parts = dialog.getByRole("list", { name: "On this page" });
    for (const act of [
      (/** @type {import("playwright-core").Locator} */ link) => link.tap(),
      (/** @type {import("playwright-core").Locator} */ link) => link.press("Enter"),
    ]) {
      await page.locator(".bar-contents").tap();
      const link = parts.getByRole("link").first();
      const size = await link.boundingBox();
      assert.ok(size && size.height >= 44, `${size?.height}`);
      const heading = page.locator(`main [id="${(await link.getAttribute("href"))?.slice(1)}"]`);
      await act(link);
      await dialog.waitFor({ state: "hidden" });
      await page.waitForFunction(() => !document.querySelector("[inert]"));
      assert.equal(await parts.count(), 0, "they stand there while the dialog is open");
      const top = (await heading.boundingBox())?.y ?? -1;
      assert.ok(top >= 0 && top < 300, `the part begins at ${top}`);
      assert.ok(
        await page.evaluate(() => !document.activeElement?.matches(".bar-contents")),
        "one is not back at the button",
      );
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    }
  });

  test("turned to where the contents stand beside the text, the page is not left out of reach", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
    await page.locator(".bar-contents").tap();
    await page.getByRole("dialog", { name: "Course contents" }).waitFor();
    await page.setViewportSize({ width: 900, height: 500 });
    await page.waitForFunction(() => !document.querySelector("[inert]"));
    await page.getByRole("navigation", { name: "Course contents" }).waitFor();
  });

  for (const viewport of [
    { width: 640, height: 360 },
    { width: 844, height: 390 },
  ]) {
    test(`held across, at ${viewport.width} by ${viewport.height}, the contents are not lost`, async (t) => {
      const { page } = await open(t, host.root + LESSON, { viewport, hasTouch: true });
      const tree = page.getByRole("navigation", { name: "Course contents" });
      const opener = page.locator(".bar-contents");
      if (await opener.isVisible()) {
        const box = await opener.boundingBox();
        assert.ok(box && box.y >= 0 && box.y + box.height <= viewport.height, "on the first screen");
        await opener.tap();
        await page.waitForFunction(() => document.activeElement?.matches("#tree [aria-current]"));
      }
      const link = page.locator("#tree").getByRole("link", { name: "Second page" });
      await link.scrollIntoViewIfNeeded();
      assert.ok(await isUncovered(link), "all of it can be reached");
      await link.tap();
      await page.waitForURL("**/practice/second/**");
      assert.ok((await opener.isVisible()) || (await tree.isVisible()));
    });
  }

  test("options and buttons of a question are wide enough for a thumb", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
    const small = [];
    await question(page, "order");
    for (const target of await page
      .locator(
        "attune-item .option label, attune-item button:visible, attune-item .order select:visible, attune-item .pairs select:visible, attune-item summary:visible",
      )
      .all()) {
      const size = await target.boundingBox();
      if (size && size.height < 44)
        small.push(`${(await target.evaluate((node) => node.outerHTML)).slice(0, 90)}: ${size.height}`);
    }
    none(small);
  });

  test("the bar never covers what has the focus", async (t) => {
    const { page } = await open(t, host.root + LESSON, { viewport: PHONE });
    const item = await question(page, "pairs");
    const hidden = [];
    for (const target of await item.locator("select, button").all()) {
      await tabTo(target);
      if (!(await isUncovered(target))) hidden.push((await target.evaluate((node) => node.outerHTML)).slice(0, 120));
    }
    none(hidden);
  });
});

describe("the button that starts", () => {
  test("on the narrowest phone says what it does on one line, and where it leads below that", async (t) => {
    const { page } = await open(t, course.root, { viewport: PHONE });
    for (const path of ["", "my/progress/"]) {
      await page.goto(course.root + path);
      const seen = await page.locator("[data-start]").evaluate((start) => {
        const range = document.createRange();
        range.selectNodeContents(start.firstChild ?? start);
        const [word, title] = [
          range.getBoundingClientRect(),
          start.querySelector(".button-more")?.getBoundingClientRect(),
        ];
        const [box, sign] = [start.getBoundingClientRect(), start.querySelector("svg")?.getBoundingClientRect()];
        const middle = (/** @type {DOMRect | undefined} */ { top, bottom } = new DOMRect()) => (top + bottom) / 2;
        return {
          isBelow: (title?.top ?? 0) >= word.bottom - 1 && Math.abs((title?.left ?? 99) - word.left) < 2,
          lines: [word, title].map((each) => (each?.height ?? 99) < 40),
          isCentred: Math.abs(middle(box) - middle(sign)) < 3 && (sign?.left ?? 0) > (title?.right ?? 999),
        };
      });
      assert.deepEqual(seen, { isBelow: true, lines: [true, true], isCentred: true }, path);
    }
  });
});

describe("finding one's way", () => {
  test("the contents of the page mark the part that is being read", async (t) => {
    const { page } = await open(t, `${course.root}repair-in-six-steps/repair-together/`);
    const links = page.locator(".toc a");
    assert.ok((await links.count()) > 2);
    // The last ones too, which the page ends before they are at its top.
    for (const at of [1, (await links.count()) - 2, (await links.count()) - 1, 0]) {
      const link = links.nth(at);
      await link.click();
      await page.waitForFunction((at) => document.querySelectorAll(".toc a")[at]?.ariaCurrent === "true", at);
      assert.equal(await page.locator(".toc [aria-current]").count(), 1);
      assert.ok(await isUncovered(page.locator(".toc h2, .toc [aria-current]").first()), "they stay in view");
    }
    await links.nth(1).click();
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => document.querySelector(".toc a")?.ariaCurrent === "true");
    assert.equal(
      await links.first().innerText(),
      await page.locator("h1").innerText(),
      "the page begins with its title",
    );
  });

  test("on a phone the steps are one strip with the present one named, and the text begins on the first screen", async (t) => {
    const { page } = await open(t, `${course.root}repair-in-six-steps/repair-together/`, { viewport: PHONE });
    const present = page.locator("nav.path [aria-current]").first();
    assert.match(await present.innerText(), /\p{L}{3}/u, "it has a name");
    const path = await page.locator("nav.path").first().boundingBox();
    assert.ok(path && path.height < 160, `the steps take ${path?.height}px`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= PHONE.width, `${wide}`);
  });

  test("what is pressed is 44 px high on a phone: header, bar, home, lists, breadcrumb, glossary, progress, marks", async (t) => {
    const { page } = await open(t, course.root, { viewport: PHONE, hasTouch: true });
    const frame = [".masthead :is(a, button)", ".bar :is(a, button)"];
    /** @type {[string, string[]][]} */
    const pages = [
      ["", [".begin a", ".course-path-module h3 a", ".browse a"]],
      ["glossary/", [".breadcrumb a", ".letters a"]],
      ["topics/", [".topics a"]],
      ["my/progress/", [".entry-title a", ".progress-review a", ".button"]],
      ["repair-in-six-steps/", [".breadcrumb a", ".entry-title a", ".module-print a"]],
      [DIALOGUE, [".turn-marks a", ".pager a", ".dialogue-tools label"]],
    ];
    /** @type {string[]} */
    const small = [];
    for (const [path, places] of pages) {
      await page.goto(course.root + path);
      await page.locator("[data-search]").waitFor();
      for (const place of [...frame, ...places]) {
        const sizes = await page.locator(place).evaluateAll((targets) =>
          targets.flatMap((target) => {
            const { width, height } = target.getBoundingClientRect();
            return width ? [{ width, height, text: target.outerHTML.slice(0, 120) }] : [];
          }),
        );
        assert.ok(sizes.length, `${path} has ${place}`);
        for (const { width, height, text } of sizes)
          if (height < 43.5 || width < 24) small.push(`${path} ${place} ${width} x ${height}: ${text}`);
      }
    }
    none(small);
  });
});

describe("the header", () => {
  test("goes away while reading down and comes back while reading up", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    const header = page.locator(".masthead");
    const shown = () => header.evaluate((node) => node.getBoundingClientRect().bottom > 1);
    assert.ok(await shown());
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, 900);
    await page.waitForFunction(() => (document.querySelector(".masthead")?.getBoundingClientRect().bottom ?? 0) <= 1);
    await page.mouse.wheel(0, -200);
    await page.waitForFunction(() => (document.querySelector(".masthead")?.getBoundingClientRect().bottom ?? 0) > 1);
    assert.ok((await page.evaluate(() => scrollY)) > 0, "it comes back before the top");
  });
});

describe("the look", () => {
  /** @param {import("playwright-core").Page} page */
  const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  /** Opens the choice in the header. @param {import("playwright-core").Page} page */
  const choice = (page) => page.getByRole("button", { name: "Appearance" }).click();

  test("a chosen one holds on every page, before anything is drawn", async (t) => {
    const { page } = await open(t, host.root + LESSON, { colorScheme: "light" });
    const light = await paper(page);
    await choice(page);
    await page.getByRole("radio", { name: "Dark" }).check();
    const dark = await paper(page);
    assert.notEqual(dark, light);
    await assertAccessible(page, "dark by choice");
    await page.goto(`${host.root}practice/second/`, { waitUntil: "commit" });
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    assert.equal(await paper(page), dark);
    await choice(page);
    // The script of the choice comes when it is opened.
    await page.getByRole("radio", { name: "Dark", checked: true }).waitFor();
    await page.getByRole("radio", { name: "Use device setting" }).check();
    assert.equal(await paper(page), light);
    await page.reload();
    assert.equal(await paper(page), light);
  });

  test("it is chosen from the header by keyboard, touch and in a language from right to left, within the screen", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    const button = page.getByRole("button", { name: "Appearance" });
    await tabTo(button);
    await page.keyboard.press("Enter");
    const dark = page.getByRole("radio", { name: "Dark" });
    await page.locator("#appearance:popover-open").waitFor();
    await tabTo(page.getByRole("radio", { name: "Use device setting" }));
    await page.keyboard.press("ArrowUp");
    assert.ok(await dark.isChecked());
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    await page.keyboard.press("Escape");
    assert.ok(await dark.isHidden());
    assert.ok(await button.evaluate((node) => node === document.activeElement), "one is back at its button");
    for (const dir of ["ltr", "rtl"]) {
      const { page: phone } = await open(t, host.root + LESSON, { viewport: PHONE, hasTouch: true });
      await phone.evaluate((dir) => (document.documentElement.dir = dir), dir);
      await phone.getByRole("button", { name: "Appearance" }).tap();
      await phone.getByRole("radio", { name: "Dark" }).tap();
      assert.equal(await phone.locator("html").getAttribute("data-theme"), "dark");
      const box = await phone.locator("#appearance").boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= PHONE.width, `${dir}: ${JSON.stringify(box)}`);
    }
  });

  test("more contrast can be chosen, in light and in dark", async (t) => {
    const { page } = await open(t, host.root + LESSON, { colorScheme: "light" });
    await choice(page);
    await page.getByRole("checkbox", { name: "High contrast" }).check();
    await assertAccessible(page, "more contrast, light");
    await page.getByRole("radio", { name: "Dark" }).check();
    await assertAccessible(page, "more contrast, dark");
    await page.reload();
    assert.equal(await page.locator("html").getAttribute("data-contrast"), "more");
  });

  for (const [colorScheme, brick] of /** @type {["light" | "dark", string][]} */ ([
    ["light", "rgb(151, 51, 28)"],
    ["dark", "rgb(240, 160, 135)"],
  ])) {
    test(`in ${colorScheme} what acts has a border, what deletes is brick, and what leads elsewhere is underlined`, async (t) => {
      const { page } = await open(t, host.root + LESSON, { colorScheme });
      const item = await question(page, "single");
      await item.getByRole("radio").first().check();
      await item.getByRole("button", { name: "Check my answer" }).click();
      const looks = (/** @type {string} */ place) =>
        page
          .locator(place)
          .filter({ visible: true })
          .evaluateAll((all) =>
            all.map((node) => {
              const { color, borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine } =
                getComputedStyle(node);
              const edge = borderTopColor === color && parseFloat(borderTopWidth) >= 1 ? borderTopStyle : "none";
              return { text: node.textContent?.trim() ?? "", color, edge, line: textDecorationLine };
            }),
          );
      await item.getByRole("button", { name: "Show the answer" }).waitFor();
      const asked = await looks("#q-single [data-actions] button");
      assert.deepEqual(
        asked.map(({ text, edge, line }) => [text, edge, line]),
        [
          ["Check my answer", "solid", "none"],
          ["Show the answer", "solid", "none"],
        ],
      );
      const links = await looks("main .prose a:not(.term)");
      assert.ok(links.length > 0 && links.every(({ edge, line }) => edge === "none" && line === "underline"));
      await page.goto(`${host.root}my/progress/`);
      await page.getByRole("button", { name: "Delete all data" }).waitFor();
      const kept = await looks("main .progress-keep button");
      assert.ok(kept.length > 2 && kept.every(({ edge, line }) => edge === "solid" && line === "none"));
      assert.deepEqual(
        kept.filter(({ color }) => color === brick).map(({ text }) => text),
        ["Delete all data"],
      );
    });
  }

  test("storage that is refused does not break the page", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, host.origin);
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    await page.goto(host.root + LESSON);
    const item = await question(page, "single");
    await item.getByRole("radio").first().check();
    await item.getByRole("button", { name: "Check my answer" }).click();
    await choice(page);
    await page.getByRole("radio", { name: "Dark" }).check();
    none(complaints);
  });

  test("who asks for less motion gets none", async (t) => {
    const { page } = await open(t, course.root, { reducedMotion: "reduce" });
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((node) => {
        const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(node);
        const long = (/** @type {string} */ times) => times.split(",").some((time) => parseFloat(time) > 0.01);
        const faults = [];
        if (long(transitionDuration)) faults.push(`transition ${transitionDuration}`);
        if (animationName !== "none" && long(animationDuration)) faults.push(`animation ${animationName}`);
        if (scrollBehavior === "smooth") faults.push("smooth scrolling");
        return faults.map((fault) => `${node.localName}.${node.className}: ${fault}`);
      }),
    );
    none(moving);
  });

  test("in forced colours right, partial and wrong are told apart by words and signs", async (t) => {
    const { page } = await open(t, host.root + LESSON, { forcedColors: "active" });
    const item = await question(page, "judge");
    await item.getByRole("radio").nth(1).check();
    await item.getByRole("button", { name: "Check my answer" }).click();
    const said = item.locator(".option .said");
    assert.ok(await said.getByText("Defensible").isVisible());
    const sign = said.locator("svg").first();
    assert.ok(await sign.isVisible());
    const [ink, ground] = await sign.evaluate((node) => [
      getComputedStyle(node).color,
      getComputedStyle(document.body).backgroundColor,
    ]);
    assert.notEqual(ink, ground, "the sign is drawn in a colour that can be seen");
    await assertAccessible(page, "forced colours");
  });
});

describe("on paper", () => {
  test("the text and the answers are there, the frame is not", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    await question(page, "order");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".masthead", ".tree", ".bar", ".settings", ".skip"]) {
      assert.ok(!(await page.locator(hidden).first().isVisible()), `${hidden} is left out`);
    }
    assert.ok(await page.locator("h1").isVisible());
    for (const words of [
      "A change, named without blame.",
      "Look for a change.",
      "It leads to history",
      "Meaning comes before validation.",
      "Bordin named the three.",
      "The two words name",
      "Asking comes before listening.",
      "You looked at the clock just now.",
    ]) {
      assert.ok(await page.getByText(words).first().isVisible(), `the answer is printed: ${words}`);
    }
    assert.equal(await page.getByRole("button", { name: "Check my answer" }).filter({ visible: true }).count(), 0);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.match(ground, /^rgba?\((255, 255, 255|0, 0, 0, 0)/, "paper is white");
  });

  test("without JavaScript the answers are printed too", async (t) => {
    const { page } = await open(t, host.root + LESSON, { javaScriptEnabled: false });
    await page.emulateMedia({ media: "print" });
    const height = await page
      .getByText("A change, named without blame.")
      .first()
      .evaluate((node) => node.getBoundingClientRect().height);
    assert.ok(height > 0);
  });
});

describe("from disk", () => {
  test("one can open the course and walk to a lesson; a question can be answered", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(pathToFileURL(join(site, "index.html")).href);
    await page
      .getByRole("main")
      .getByRole("link", { name: /Practice/ })
      .first()
      .click();
    await page.getByRole("main").getByRole("link", { name: "All kinds", exact: true }).click();
    assert.equal(await page.locator("h1").innerText(), "All kinds");
    await page.waitForURL((url) => url.protocol === "file:");
    const styled = await page.locator("main").evaluate((node) => getComputedStyle(node).fontFamily);
    assert.match(styled, /serif/i, "the style sheet is there");
    const item = page.locator("#q-single");
    await item.getByText("Say what you noticed").first().click();
    await item.getByRole("button", { name: "Check my answer" }).click();
    assert.ok(await item.getByText("A change, named without blame.").first().isVisible());
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("dialog").getByRole("searchbox").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".pager-next").click();
    assert.equal(await page.locator("h1").innerText(), "Second page");
  });
});

describe("under a sub-path", () => {
  test("pages, styles, scripts and links work, and nothing outside of it is asked for", async (t) => {
    const { page, complaints } = await open(t, below.root);
    /** @type {string[]} */
    const outside = [];
    page.on("request", (request) => void (request.url().startsWith(below.root) || outside.push(request.url())));
    await page
      .getByRole("main")
      .getByRole("link", { name: /Practice/ })
      .first()
      .click();
    await page.getByRole("main").getByRole("link", { name: "All kinds", exact: true }).click();
    const item = await question(page, "single");
    await item.getByRole("radio").nth(1).check();
    await item.getByRole("button", { name: "Check my answer" }).click();
    assert.ok(await item.getByText("A change, named without blame.").first().isVisible());
    await page.locator(".masthead-home").click();
    await page.waitForURL(below.root);
    none([...outside, ...complaints]);
  });

  for (const address of ["nowhere", "practice/all-kinds/nowhere/at/all/", "practice/nowhere.html"]) {
    test(`the page for a wrong address stands at ${address}, and leads back`, async (t) => {
      const { page, complaints } = await open(t, below.root + address);
      assert.equal(await page.locator("h1").innerText(), "Page not found");
      assert.match(await page.locator("main").evaluate((node) => getComputedStyle(node).fontFamily), /serif/i);
      await assertAccessible(page, "404");
      none(complaints.filter((complaint) => !complaint.includes("404")));
      await page.getByRole("main").getByRole("link", { name: "Go to the home page" }).click();
      await page.waitForURL(below.root);
    });
  }

  test("an old address leads to the page, with and without JavaScript", async (t) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await open(t, `${below.root}old/second/`, { javaScriptEnabled });
      // Without a script it leads to the file, as from disk it must.
      await page.waitForURL(javaScriptEnabled ? /\/practice\/second\/$/ : /\/practice\/second\/index\.html$/);
      assert.equal(await page.locator("h1").innerText(), "Second page");
    }
  });
});

describe("the policy", () => {
  test("is a header and stands in every page, and no page has a script or a style inside", async () => {
    /** @type {string[]} */
    const faults = [];
    for (const [folder, root] of /** @type {[string, string][]} */ ([
      [site, host.root],
      [shipped, course.root],
    ])) {
      for (const file of await filesOf(folder, ".html")) {
        const text = await readFile(join(folder, file), "utf8");
        if (!/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/.test(text))
          faults.push(`${file}: no policy`);
        // Data is no script to a browser.
        if (/<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)/.test(text))
          faults.push(`${file}: a script in the page`);
        if (/<style|\sstyle\s*=\s*"/.test(text.replace(/<code[\s\S]*?<\/code>/g, "")))
          faults.push(`${file}: a style in the page`);
        if (/<[a-z][^>]*\son[a-z]+\s*=/i.test(text)) faults.push(`${file}: an event handler in the page`);
        if (/(href|src)="javascript:/i.test(text)) faults.push(`${file}: a script in a link`);
        const answer = await fetch(root + file);
        const policy = answer.headers.get("content-security-policy") ?? "";
        if (!/default-src 'none'/.test(policy) || /unsafe-inline|'unsafe-eval'/.test(policy))
          faults.push(`${file}: header ${policy}`);
        if (answer.headers.get("x-content-type-options") !== "nosniff") faults.push(`${file}: may be sniffed`);
      }
    }
    none(faults);
  });

  test("is kept by the browser: a script put into the page does not run", async (t) => {
    const { page } = await open(t, host.root + LESSON);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.body.dataset.ran = 'yes'";
      document.body.append(script);
      return document.body.dataset.ran;
    });
    assert.equal(ran, undefined);
  });
});
