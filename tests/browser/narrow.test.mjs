// Quotations, lists and code within each other, in scenarios, questions and dialogues: where a window is narrow or letters are large, what
// is set off from the edge leaves room for words.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { sideways, unfold } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** What stands in every place, as deep as authors write. */
const NESTED = `> She says that nothing is the matter, and would rather speak of something else.
>
> - She looks at the window and at the clock, again and again.
>   - Her answers are shorter than they were before the break.
>
>     1. And once more she looks at the window, for a long time.

\`\`\`
d <- mean(x, na.rm = TRUE)
\`\`\``;
const indented = NESTED.replace(/^(?=.)/gm, "  ");
const LESSON = `---
title: Within each other
---

${NESTED}

> ${NESTED.split("\n").slice(-3).join("\n> ")}

::: scenario {#goals title="What are your goals?"}
A first session.

${NESTED}

### The question lands {#lands}

${NESTED}

- ["Let's put that on the agenda."](#out)

${indented}

### Out of the door {#out ending=ruptured}

${NESTED}
:::

::: question {#first}
What would you say?

${NESTED}

---

- [x] Say what you noticed

${indented}

- [ ] Explain again

${indented}

- [ ] Wait

  Not now.
:::

::: dialogue {#talk}
Therapist
: I noticed that you looked at the clock. {step=validate}

${indented}

Client
: Fine.
:::

> [!NOTE]
> ${NESTED.split("\n").join("\n> ")}

::: key-points
${NESTED.replaceAll("> ", "").slice(0, 260)}
:::
`;

const root = temporaryFolder();
await mkdir(join(root, "content", "m"), { recursive: true });
await writeFile(join(root, "site.toml"), 'title = "Narrow"\nbase_url = "https://attune.example/"\nlanguage = "en"\n');
const pages = { "_index.md": "---\ntitle: N\n---\n", "m/_index.md": "---\ntitle: M\n---\n", "m/a.md": LESSON };
for (const [path, text] of Object.entries(pages)) await writeFile(join(root, "content", path), text);
const host = await serve(await buildHere(root));
after(() => host.close());
const browser = await openBrowser();

/** @type {[string, number, string, number][]} */
const WINDOWS = [
  ["a window 320 wide", 320, "100%", 18],
  ["letters twice as large on a phone", 390, "200%", 10],
];

for (const [name, width, size, least] of WINDOWS)
  test(`${name} leaves at least ${least} letters a line, however deep they stand`, async (t) => {
    const page = await openPage(browser, { viewport: { width, height: 640 } });
    atEnd(t, () => page.context().close());
    await page.goto(`${host.root}m/a/`);
    const question = page.locator("attune-item");
    await question.locator("input").first().check();
    await question.getByRole("button", { name: "Check" }).click();
    await question.locator(".said").first().waitFor();
    await unfold(page);
    const lines = await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
      for (const moment of document.querySelectorAll("[data-moment]"))
        if (moment instanceof HTMLElement) moment.hidden = false;
      /** @type {[number, string][]} */
      const found = [];
      const ruler = document.createElement("span");
      for (const block of document.querySelectorAll("main :is(p, li)")) {
        const own = [...block.childNodes].some(
          (node) => node.nodeType === 3 && (node.textContent ?? "").trim().length > 20,
        );
        if (!own || !block.checkVisibility() || getComputedStyle(block).display === "inline") continue;
        ruler.textContent = "Her answers are shorter than they were before the break";
        ruler.style.cssText = "position: absolute; white-space: nowrap";
        block.append(ruler);
        const letter = ruler.getBoundingClientRect().width / ruler.textContent.length;
        ruler.remove();
        const { paddingInlineStart, paddingInlineEnd, width } = getComputedStyle(block);
        const room = parseFloat(width) - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
        found.push([
          Math.floor(room / letter),
          `${block.closest("[id]")?.id}: ${block.textContent?.trim().slice(0, 40)}`,
        ]);
      }
      return found;
    }, size);
    assert.ok(lines.length > 30, `${lines.length} paragraphs and entries`);
    none(lines.filter(([letters]) => letters < least).map((line) => line.join(" letters in ")));
    none(await sideways(page));
  });

test("code in a quotation stands upright", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(`${host.root}m/a/`);
  const code = page.locator("blockquote pre code").first();
  assert.equal(await code.evaluate((node) => getComputedStyle(node).fontStyle), "normal");
});
