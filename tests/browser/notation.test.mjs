// A course with colours of its own, formulas and code: everything can be read in every look, and what is wide is scrolled by keyboard.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();
const root = temporaryFolder();
const [folder, own] = [join(root, "content", "m"), join(root, "themes", "default", "static")];
await mkdir(folder, { recursive: true });
await mkdir(own, { recursive: true });
const site = `title = "Notation"
[theme]
logo = "logo.svg"
styles = ["clinic.css"]
scripts = ["clinic.js"]
[theme.colors]
paper = "#f4f7f8"
accent = "#1d5a73"
repair = "#14532d"
`;
await writeFile(join(root, "site.toml"), site);
await writeFile(
  join(own, "logo.svg"),
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24"><path d="M0 0h40v24z"/></svg>',
);
await writeFile(join(own, "clinic.css"), ".summary { letter-spacing: 3px; }");
await writeFile(join(own, "clinic.js"), 'document.documentElement.dataset.clinic = "here";');
await writeFile(join(root, "content", "_index.md"), "---\ntitle: Notation\n---\n");
await writeFile(join(folder, "_index.md"), "---\ntitle: M\n---\n");
const wide = Array.from({ length: 30 }, (_, n) => `a_{${n}} x^{${n}}`).join(" + ");
const text = `---
title: A
summary: About it.
---

A mean $\\bar{x}$ and $p < .05$.

In a line: $d = 0.50, \\; p = .03, \\; 95\\% \\text{ confidence interval from } 0.21 \\text{ to } 0.79$.

- In an entry: $r = .27, \\; p < .001, \\; n = 190, \\; k = 30 \\text{ studies with more than one rater}$.

::: question {#q}
Which of them is $a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p$?

- [x] $a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s$
- [ ] Another
:::

$$
${wide}
$$

\`\`\`r
d <- mean(x, na.rm = TRUE) # ${"long ".repeat(60)}
print("a", 1)
\`\`\`

\`\`\`diff
+ added
- removed
\`\`\`
`;
await writeFile(join(folder, "a.md"), text);
const inline = "$P(R \\mid S) = 0.9 \\times 0.2 + 0.25 \\times 0.8 = 0.474 = a + b + c + d + e + f + g + h + i$";
const places = `---
title: B
---

## In a heading ${inline}

In [a link ${inline}](a.md), in **strong [words ${inline}](a.md)**. What [a measure](term:measure) is.

| In a head ${inline} | Other |
| --- | --- |
| In a cell ${inline} | [in a link ${inline}](a.md) |

> In a quotation ${inline}.
>
> - in its list [and link ${inline}](a.md)

::: details {title="In a summary ${inline}"}
Inside.
:::

<details><summary>In a summary of its own ${inline}</summary>Inside.</details>
`;
await writeFile(join(folder, "b.md"), places);
await writeFile(join(root, "content", "glossary.yaml"), `measure: 'It is ${inline} in all.'\n`);
const host = await serve(await buildHere(root));
after(() => host.close());
const address = new URL("m/a/", host.root).href;

/** @type {Record<string, import("playwright-core").BrowserContextOptions>} */
const LOOKS = {
  "the light look": {},
  "the dark look": { colorScheme: "dark" },
  "high contrast": { contrast: "more" },
  "dark high contrast": { colorScheme: "dark", contrast: "more" },
};

for (const [name, options] of Object.entries(LOOKS))
  test(`colours of a course's own can be read in ${name}, in code too`, async (t) => {
    const page = await openPage(browser, options);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, host.origin);
    await page.goto(address);
    await assertAccessible(page, name);
    none(complaints, name);
  });

test("a style sheet, a script and a logo of the course's own are there", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.clinic === "here");
  const seen = await page.evaluate(() => ({
    spacing: getComputedStyle(/** @type {Element} */ (document.querySelector(".summary"))).letterSpacing,
    logo: document.querySelector("img.mark")?.getBoundingClientRect().height ?? 0,
  }));
  assert.equal(seen.spacing, "3px");
  assert.ok(seen.logo > 10 && seen.logo < 48, `the logo is ${seen.logo} high`);
});

test("code is about as large as the text", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(address);
  const [code = 0, words = 1] = await page
    .locator("main pre code, main .prose > p")
    .evaluateAll((all) =>
      ["CODE", "P"].map((name) =>
        parseFloat(getComputedStyle(/** @type {Element} */ (all.find((one) => one.tagName === name))).fontSize),
      ),
    );
  assert.ok(code >= 14 && code / words > 0.8, `${code} px beside ${words} px`);
});

for (const scripted of [true, false])
  test(`wide formulas and code are scrolled by keyboard ${scripted ? "with" : "without"} scripts`, async (t) => {
    const page = await openPage(browser, { viewport: PHONE, javaScriptEnabled: scripted });
    atEnd(t, () => page.context().close());
    await page.goto(address);
    for (const place of [".formula", "main pre"]) {
      const box = page.locator(place).first();
      assert.notEqual(await box.getAttribute("aria-label"), null);
      await box.focus();
      const at = () => box.evaluate((element) => element.scrollLeft);
      assert.equal(await at(), 0);
      await page.keyboard.press("ArrowRight");
      for (let looks = 0; looks < 100 && (await at()) === 0; looks += 1) await page.waitForTimeout(20);
      assert.ok((await at()) > 0, place);
    }
    for (const width of [PHONE.width, 320]) {
      await page.setViewportSize({ width, height: PHONE.height });
      none(await sideways(page), `${width} px wide`);
    }
  });

for (const width of [390, 320])
  test(`a wide formula makes no page wider than a phone of ${width}, wherever it stands, and all of it can be reached`, async (t) => {
    const page = await openPage(browser, { viewport: { width, height: 640 } });
    atEnd(t, () => page.context().close());
    for (const place of ["m/b/", "glossary/"]) {
      await page.goto(new URL(place, host.root).href);
      for (const fold of await page.locator("main details > summary").all()) await fold.click();
      none(await sideways(page), place);
      await assertAccessible(page, place);
      const stuck = await page.locator("main math").evaluateAll((all) =>
        all.flatMap((math) => {
          const mover = math.closest(".formula, .table, a, summary, p");
          const { overflowX } = mover ? getComputedStyle(mover) : { overflowX: "" };
          return /auto|scroll/.test(overflowX)
            ? []
            : [`${mover?.localName} of ${math.closest("p, h2, td, th")?.localName}`];
        }),
      );
      none(stuck, place);
      assert.ok((await page.locator("main math").count()) > 0);
    }
  });
