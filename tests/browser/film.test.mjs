// Films elsewhere: nobody is asked before somebody wants that, and only the host that the page named.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();
const root = temporaryFolder();
const folder = join(root, "content", "m");
await mkdir(folder, { recursive: true });
await writeFile(join(root, "site.toml"), 'title = "Films"\n');
await writeFile(join(root, "content", "_index.md"), "---\ntitle: Films\n---\n");
await writeFile(join(folder, "_index.md"), "---\ntitle: M\n---\n");
await writeFile(join(folder, "own.mp4"), "no film");
await writeFile(join(folder, "own.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n");
const text = `---
title: A
---

::: video {src="own.mp4" captions="own.vtt" title="Our *own*"}
Hello.
:::

::: video {src="https://www.youtube.com/watch?v=dQw4w9WgXcQ" title="Elsewhere"}
Hello again.
:::

::: audio {src="https://media.example.org/talk.mp3"}
And again.
:::
`;
await writeFile(join(folder, "a.md"), text);
const host = await serve(await buildHere(root));
after(() => host.close());

test("a film elsewhere is asked for when its button is pressed, and not before", async (t) => {
  const page = await openPage(browser, { viewport: PHONE });
  atEnd(t, () => page.context().close());
  /** @type {string[]} */
  const asked = [];
  await page.route(/youtube|example\.org/, (route) => {
    asked.push(new URL(route.request().url()).host);
    return route.fulfill({ contentType: "text/html", body: "<title>A film</title>" });
  });
  /** @type {string[]} */
  const media = [];
  // Captions are a few words, and shown from the first moment on.
  page.on("request", (request) => /own\.mp4/.test(request.url()) && media.push(request.url()));
  await page.goto(new URL("m/a/", host.root).href);
  await page.locator("attune-film button").first().waitFor();
  await assertAccessible(page, "films and sound");
  assert.deepEqual([asked, media], [[], []]);
  const button = page.getByRole("button", { name: "Play from YouTube (Google)" });
  await button.click();
  const frame = page.locator("attune-film iframe");
  await frame.waitFor();
  assert.equal(await frame.getAttribute("title"), "Elsewhere");
  await page.waitForFunction(() => document.activeElement?.localName === "iframe");
  await assert.doesNotReject(page.frameLocator("attune-film iframe").locator("title").waitFor({ state: "attached" }));
  assert.deepEqual([...new Set(asked)], ["www.youtube-nocookie.com"]);
});

test("without JavaScript there is a link and the transcript", async (t) => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  atEnd(t, () => page.context().close());
  await page.goto(new URL("m/a/", host.root).href);
  const link = page.getByRole("link", { name: "Open at YouTube (Google)" });
  assert.equal(await link.getAttribute("href"), "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  assert.equal(await page.locator("attune-film button:visible").count(), 0);
  assert.equal(await page.getByText("Transcript").count(), 3);
});
