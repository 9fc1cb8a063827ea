// Every page of the shipped course: accessible in light, in dark and on a phone, quiet, private, and well headed.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { assertAccessible, assertAccessibleInEveryLook } from "./support/axe.mjs";
import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, pagesOf, repository } from "./support/course.mjs";
import { headingFaults, unfold } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const BASE = "https://attune.example/";
/** The whole course on one page: the pages of the modules below it, each looked at in every look, stand on it one after the other. */
const WHOLE = "print/";
const site = await build(repository, { baseUrl: BASE });
const addresses = await pagesOf(site);
const host = await serve(site);
after(() => host.close());
const browser = await openBrowser();

/** @type {Map<string, string>} title to address */
const titles = new Map();

describe("every page of the shipped course", () => {
  for (const address of addresses) {
    test(`/${address}`, async (t) => {
      const page = await openPage(browser);
      const complaints = watch(page, host.origin);
      await page.goto(host.root + address);

      await t.test("has a head of its own", async () => {
        const title = await page.title();
        assert.equal(titles.get(title), undefined, `the title "${title}" is also another page's`);
        titles.set(title, address);
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        const canonical = await page
          .locator("link[rel=canonical]")
          .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        assert.deepEqual(canonical, address === "404.html" ? [] : [BASE + address]);
      });

      await t.test("has one h1, skips no level of headings, and has one for each question", async () => {
        none(await headingFaults(page));
        const questions = page.locator("attune-item");
        const headings = page.locator("attune-item > fieldset > legend > :is(h2, h3, h4, h5, h6)");
        assert.equal(await headings.count(), await questions.count());
      });

      await t.test(
        "is accessible in light, in dark, in more contrast and on a phone, and never wider than a phone",
        async () => {
          await unfold(page);
          if (address === WHOLE) await assertAccessible(page, "light");
          else await assertAccessibleInEveryLook(page);
        },
      );

      await t.test("asks nobody else for anything, keeps no cookie and has nothing to complain of", async () => {
        none(complaints);
        assert.deepEqual(await page.context().cookies(), []);
      });
      await page.context().close();
    });
  }
});
