// What is written is valid: the Nu HTML checker over every page and style sheet, of the shipped course and of a course
// that has the longest, widest and most hostile of everything. The latter is looked at in the browser as well.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, pagesOf, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { headingFaults, sideways, unfold } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { nu } from "./support/nu.mjs";
import { serve } from "./support/server.mjs";

/** Scripts within a page; data is none, which no browser runs and no policy is asked about (HTML, "prepare the script element"). */
const SCRIPTS = 'script:not([src], [type="application/ld+json"])';

for (const facilitator of [false, true]) {
  test(`the shipped course is valid HTML and CSS${facilitator ? ", for facilitators" : ""}`, async (t) => {
    const site = await build(repository, { facilitator });
    const host = await serve(site);
    atEnd(t, () => host.close());
    none(await nu(site, host.root));
  });
}

const browser = await openBrowser();

for (const [language, direction] of [
  ["en", "ltr"],
  ["ar", "rtl"],
]) {
  const course = await copyOf(fixture("extremes"));
  const settings = join(course, "site.toml");
  await writeFile(settings, (await readFile(settings, "utf8")).replace('language = "en"', `language = "${language}"`));
  const site = await buildHere(course);
  const host = await serve(site, "/far/down/");
  after(() => host.close());

  describe(`a course of extremes, ${direction}`, async () => {
    test("is valid HTML and CSS", async () => {
      none(await nu(site, host.root));
    });

    for (const address of await pagesOf(site)) {
      test(`/${address}: hostile words stay words, long ones stay in the window, all is accessible`, async () => {
        const page = await openPage(browser);
        const complaints = watch(page, host.origin);
        page.on("dialog", (dialog) => {
          complaints.push(`a script ran: ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.goto(host.root + address);
        assert.equal(await page.locator("html").getAttribute("dir"), direction);
        assert.equal(await page.locator(SCRIPTS).count(), 0, "no script from the content");
        none(await headingFaults(page));
        await unfold(page);
        none(await sideways(page), "desk");
        await page.setViewportSize(PHONE);
        none(await sideways(page), "phone");
        await assertAccessible(page, "light, phone");
        await page.emulateMedia({ colorScheme: "dark" });
        await assertAccessible(page, "dark, phone");
        none(complaints);
        await page.context().close();
      });
    }
  });
}

test("a title of hostile characters is shown as it was written, with its quotation marks set", async (t) => {
  const site = await build(fixture("extremes"));
  const host = await serve(site, "/far/down/");
  atEnd(t, () => host.close());
  const page = await openPage(browser);
  await page.goto(`${host.root}hostile/fields/`);
  const hostile = "<script>alert(1)</script>“‘&";
  assert.equal(await page.locator("h1").textContent(), `${hostile} lesson`);
  assert.equal(await page.title(), `${hostile} lesson · ${hostile}`);
});
