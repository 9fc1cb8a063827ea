// Pictures: their place is kept before they come, a width is a share of the line or pixels, and two stand side by side.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
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
    t.after(() => page.context().close());
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
