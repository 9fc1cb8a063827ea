// What a page has several of is told apart by name, in every state, with script and without.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { indistinct } from "./support/axe.mjs";
import { openBrowser, openPage } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** One of everything that has buttons, fields or parts that fold. @param {number} at its number on the page */
const one = (at) => `
::: question {#one-${at}}
Which is it?

- [x] This
- [ ] That

  It is not.

::: hint
Look again.
:::

It is this.
:::

::: question {#several-${at}}
Which are they?

- [x] This
- [x] These
- [ ] That
:::

::: question {#write-${at}}
What do you make of it?

Much.
:::

::: dialogue {#talk-${at}}
Client
: It is nothing. {step=calm}

Therapist
: Tell me.
:::

::: practice {#say-${at} title="Say it ${at}" seconds=5}
Answer.

### Calm ${at} {level=1}

> I am fine.

::: model
You are fine, and you are here.
:::

### Cross ${at} {level=2}

> Leave me alone.

::: model
I shall wait.
:::

::: criteria
- I named it.
:::
:::

::: scenario {#story-${at} title="Story ${at}"}
### Begin ${at} {#begin}

A pause.

- [Wait](#end)

  Waiting says that there is time.

- [Ask](#end)

  Asking shows interest.

### End ${at} {#end ending=repaired}

Good.
:::

::: exercise
Do it.

::: solution
Done.
:::
:::

| a | b |
| - | - |
| c | d |

::: video {src="https://www.youtube.com/watch?v=dQw4w9WgXcQ" title="Film ${at}"}
Hello.
:::
`;

const root = temporaryFolder();
await mkdir(join(root, "content", "m"), { recursive: true });
await writeFile(join(root, "site.toml"), 'title = "Twice"\n');
await writeFile(join(root, "content", "_index.md"), "---\ntitle: Twice\n---\n");
await writeFile(join(root, "content", "m", "_index.md"), "---\ntitle: M\n---\n");
await writeFile(join(root, "content", "m", "calm.md"), "---\ntitle: Calm\nkind: repair-step\nstep: 1\n---\n");
await writeFile(join(root, "content", "m", "a.md"), `---\ntitle: A\n---\n${one(1)}${one(2)}`);
const host = await serve(await buildHere(root));
after(() => host.close());
const browser = await openBrowser();

test("a page with two of everything", async (t) => {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(new URL("m/a/", host.root).href);
  const names = page.locator("main").getByRole("button");
  await names.filter({ hasText: "Check my answer" }).nth(3).waitFor();
  await names.filter({ hasText: "Record" }).nth(3).waitFor();
  none(await indistinct(page), "as it opens");

  for (const item of await page.locator("attune-item:has(.options)").all()) {
    await item.locator(".option-text", { hasText: "That" }).click();
    await item.getByRole("button", { name: "Check my answer" }).click();
  }
  await names.filter({ hasText: "Show the answer" }).nth(3).waitFor();
  none(await indistinct(page), "after a wrong answer to each");

  for (const item of await page.locator("attune-item:has(.options)").all())
    await item.getByRole("button", { name: "Show the answer" }).click();
  await names.filter({ hasText: "Try again" }).nth(3).waitFor();
  for (const talk of await page.locator(".dialogue").all()) await talk.locator("[value=spot]").check();
  await names.filter({ hasText: "Compare" }).nth(1).waitFor();
  for (const story of await page.locator("attune-scenario").all()) {
    await story.locator(".choice-words").first().click();
    await story.getByRole("button", { name: "Continue" }).click();
    await story.getByRole("button", { name: "Start over" }).waitFor();
  }
  none(await indistinct(page), "with answers shown, marks to find and scenarios ended");
  assert.equal(await page.locator(".scenario-map").filter({ visible: true }).count(), 2);

  // What has its words alone is found.
  await page.evaluate(() =>
    document.querySelectorAll("button").forEach((one) => one.removeAttribute("aria-labelledby")),
  );
  assert.ok((await indistinct(page)).includes("button “Try again”"));
});

test("a page with two of everything, without script", async (t) => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  atEnd(t, () => page.context().close());
  await page.goto(new URL("m/a/", host.root).href);
  none(await indistinct(page));
  assert.ok((await page.locator("summary").count()) > 16);
});
