// Pictures: their place is kept before they come, a width is a share of the line or pixels, and two stand side by side.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, pagesOf, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();
const root = temporaryFolder();
const folder = join(root, "content", "m");
await mkdir(folder, { recursive: true });
await writeFile(join(root, "site.toml"), 'title = "Pictures"\n');
await writeFile(join(root, "content", "_index.md"), "---\ntitle: Pictures\n---\n");
await writeFile(join(folder, "_index.md"), "---\ntitle: M\n---\n");
const drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><path d="M0 0h640v480z"/></svg>';
await writeFile(join(folder, "a.svg"), drawn);
const text = `---
title: A
---

As [](#first) shows.

::: figure
![First](a.svg){width=50% #first}

A caption with [a link](_index.md).
:::

![Second](a.svg){width=200}

:::: figures
![Third](a.svg)

![Fourth](a.svg)
::::
`;
await writeFile(join(folder, "a.md"), text);
const host = await serve(await buildHere(root));
after(() => host.close());

for (const [name, options] of Object.entries({ "a wide window": {}, "a phone": PHONE }))
  test(`pictures keep their place and their width in ${name}`, async (t) => {
    const page = await openPage(browser, options);
    atEnd(t, () => page.context().close());
    // Nothing comes: what is measured is the place that is kept.
    await page.route(/a\.svg/, () => {});
    await page.goto(new URL("m/a/", host.root).href, { waitUntil: "domcontentloaded" });
    const measured = () =>
      page.locator("main img").evaluateAll((images) =>
        images.map((image) => {
          const { width, height, top } = image.getBoundingClientRect();
          const line = image.closest("figure, .figures, .prose")?.getBoundingClientRect().width ?? 0;
          return { width, height, top, line };
        }),
      );
    const [first, second, third, fourth] = await measured();
    assert.ok(first && second && third && fourth);
    for (const { width, height } of [first, second, third, fourth])
      assert.ok(Math.abs(height - (width * 3) / 4) < 2, `${width} x ${height}`);
    assert.ok(Math.abs(first.width - first.line / 2) < 2, "half of the line");
    assert.equal(Math.round(second.width), 200);
    if (name !== "a phone") assert.equal(third.top, fourth.top, "side by side");
    await page.unroute(/a\.svg/);
    assert.equal(await page.getByRole("link", { name: "Figure 1" }).count(), 1);
    assert.equal(await page.locator("figcaption a").count(), 1);
    await page.reload();
    await assertAccessible(page, name);
  });

/** @typedef {{paint: string, letters: number[], ids: string[], lost: string[]}} Drawing */

/**
 * The drawings that stand in a page: a colour of each, how high its letters are, and which of its ids stand twice or lead nowhere.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Drawing[]>}
 */
function drawings(page) {
  return page.locator("svg.drawing").evaluateAll((all) => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return all.map((drawing) => {
      const { width } = drawing.getBoundingClientRect();
      const scale = width / /** @type {SVGSVGElement} */ (drawing).viewBox.baseVal.width;
      const own = [...drawing.querySelectorAll("[id]")].map(({ id }) => id);
      const named = [...drawing.outerHTML.matchAll(/(?:url\(|href=")#([^)"]+)/g)].map(([, id = ""]) => id);
      return {
        paint: getComputedStyle(drawing.querySelector("rect, circle") ?? drawing).fill,
        letters: [...drawing.querySelectorAll("text")].map(
          (text) => parseFloat(getComputedStyle(text).fontSize) * scale,
        ),
        ids: own,
        lost: [
          ...own.filter((id) => ids.filter((other) => other === id).length > 1),
          ...named.filter((id) => !own.includes(id)),
        ],
      };
    });
  });
}

describe("a drawing that takes the page's colours", async () => {
  const course = temporaryFolder();
  const module = join(course, "content", "m");
  await mkdir(module, { recursive: true });
  await writeFile(join(course, "site.toml"), 'title = "Drawings"\n');
  await writeFile(join(course, "content", "_index.md"), "---\ntitle: Drawings\n---\n");
  await writeFile(join(module, "_index.md"), "---\ntitle: M\n---\n\n![A way](way.svg)\n");
  await writeFile(
    join(module, "way.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" width="400" height="120">
<title>A way</title><defs><linearGradient id="g"><stop offset="0" stop-color="var(--repair, #2c5a3a)"/></linearGradient>
<path id="p" d="M0 0h9v9z"/></defs><rect width="400" height="120" style="fill: var(--sheet, #fffdf8); -inkscape-x: 1"/>
<rect y="40" width="400" height="9" fill="url(#g)"/><use href="#p" fill="currentColor"/>
<a href="https://x.example"><text class="item" x="9" y="99" fill="var(--ink, #28221c)">on</text></a></svg>`,
  );
  await writeFile(
    join(module, "a.md"),
    `---
title: A
---

It goes on ![A way](way.svg "On foot"){width=50%}

::: figure {#fig}
![The way once more, in a figure: on & "on"](way.svg)

A caption.
:::

::: question
Which way?

![The way that is asked for](way.svg)

- [x] This
- [ ] ![That way](way.svg)
:::
`,
  );
  const site = await buildHere(course);
  const host = await serve(site);
  after(() => host.close());

  test("has them in light, in dark, in high contrast and in forced colours", async (t) => {
    /** @type {Record<string, string[]>} */
    const paints = {};
    for (const [name, options] of /** @type {[string, import("playwright-core").BrowserContextOptions][]} */ ([
      ["light", { colorScheme: "light" }],
      ["dark", { colorScheme: "dark" }],
      ["contrast", { colorScheme: "dark", contrast: "more" }],
      ["forced", { colorScheme: "dark", forcedColors: "active" }],
    ])) {
      const page = await openPage(browser, { ...options, viewport: PHONE });
      atEnd(t, () => page.context().close());
      const complaints = watch(page, new URL(host.root).origin);
      await page.goto(`${host.root}m/a/`, { waitUntil: "networkidle" });
      const all = await drawings(page);
      assert.equal(all.length, 4);
      paints[name] = all.map(({ paint }) => paint);
      assert.deepEqual([...new Set(paints[name])].length, 1, "one colour for all");
      none(all.flatMap(({ lost }) => lost));
      none(complaints);
      none(await sideways(page));
      await assertAccessible(page, name);
    }
    assert.notEqual(paints.light?.[0], paints.dark?.[0]);
    assert.equal(paints.contrast?.[0], "rgb(0, 0, 0)");
    assert.equal(paints.forced?.[0], paints.dark?.[0], "a drawing keeps colours that belong together");
  });

  test("is called what its author says, and has no names, links or styles of its own", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${host.root}m/a/`);
    assert.equal(await page.getByRole("img", { name: "The way once more, in a figure: on & “on”" }).count(), 1);
    assert.equal(await page.getByRole("img", { name: "A way" }).first().locator("title").textContent(), "On foot");
    assert.equal(await page.locator(".drawing :is(a, style, desc, [class], [style])").count(), 0);
    const [inline] = await drawings(page);
    assert.equal(inline?.ids.length, 2);
  });

  test("works from disk, on pages for print, and is a file of its own where it is opened", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    for (const path of ["m/a/index.html", "print/index.html", "print/m/index.html"]) {
      await page.goto(pathToFileURL(join(site, path)).href);
      const all = await drawings(page);
      assert.ok(all.length >= 4, `${path}: ${all.length}`);
      none(all.flatMap(({ lost }) => lost));
    }
    await page.goto(`${host.root}m/way.svg`);
    const paint = await page.locator("text").evaluate((text) => getComputedStyle(text).fill);
    assert.equal(paint, "rgb(40, 34, 28)", "without a page, the colour behind the comma");
  });
});

test("every label in the shipped course's drawings is at least 13 px high on a phone", async (t) => {
  const site = await build(repository);
  const own = await serve(site);
  atEnd(t, () => own.close());
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  atEnd(t, () => page.context().close());
  let seen = 0;
  const small = [];
  for (const address of await pagesOf(site)) {
    const html = await readFile(join(site, address.replace(/(^|\/)$/, "$1index.html")), "utf8");
    assert.doesNotMatch(html, /<img [^>]*\.svg"[^>]*>/, `${address}: every diagram has the page's colours`);
    if (!html.includes('<svg class="drawing') || address.startsWith("print/")) continue;
    await page.goto(own.root + address);
    for (const { letters, lost } of await drawings(page)) {
      seen += 1;
      small.push(...lost, ...letters.filter((height) => height < 13).map((height) => `${address}: ${height}`));
    }
  }
  assert.ok(seen >= 3, `${seen} drawings`);
  none(small);
});
