// What is written is valid: the Nu HTML checker over every page and style sheet, of the shipped course and of a course
// that has the longest, widest and most hostile of everything. The latter is looked at in the browser as well.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible } from "./support/axe.mjs";
import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, filesOf, fixture, pagesOf, repository } from "./support/course.mjs";
import { headingFaults, sideways, unfold } from "./support/look.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** @type {string} */
const vnu = createRequire(import.meta.url)("vnu-jar");

/**
 * What the checker says because its own grammar is older than the browsers': container queries (CSS Conditional 5),
 * `vector-effect` (SVG 2) and `field-sizing` (CSS Basic User Interface 4). And where a fixture is in another language
 * than it claims, in order to be set from right to left, the checker is right and need not say so.
 */
const EXPECTED = [
  /^CSS: Unrecognized at-rule “@container”/,
  /^CSS: “(container-type|vector-effect|field-sizing)”: Property “\1” doesn't exist/,
  /^This document appears to be written in \w+ but the “html” start tag has “lang="ar"”/,
];

/**
 * Errors and warnings of the Nu HTML checker over a site, one line each. The site is read over HTTP, so that the checker
 * can tell what `'self'` is in the pages' Content-Security-Policy.
 * @param {string} site the folder
 * @param {string} root where it is served
 * @returns {Promise<string[]>}
 */
async function nu(site, root) {
  const files = (await filesOf(site)).filter((file) => /\.(html|css)$/.test(file));
  const order = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", vnu, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"];
  const addresses = files.map((file) => root + file.split("/").map(encodeURIComponent).join("/"));
  const output = await new Promise((done, failed) => {
    execFile("java", [...order, ...addresses], { maxBuffer: 1 << 28 }, (error, stdout) => (error ? failed(error) : done(stdout)));
  });
  /** @type {{ messages: { url: string, type: string, subType?: string, lastLine?: number, message: string, extract?: string }[] }} */
  const { messages } = JSON.parse(output);
  return messages
    .filter(({ message }) => !EXPECTED.some((known) => known.test(message)))
    .map(({ url, type, subType, lastLine, message, extract }) => {
      return `${url.replace(root, "")}:${lastLine ?? ""}: ${subType ?? type}: ${message} ${extract ?? ""}`;
    });
}

test("the shipped course is valid HTML and CSS", async (t) => {
  const site = await build(repository);
  const host = await serve(site);
  t.after(() => host.close());
  none(await nu(site, host.root));
});

const browser = await openBrowser();

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]]) {
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
        assert.equal(await page.locator("script:not([src])").count(), 0, "no script from the content");
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

test("a title of hostile characters is shown as it was written", async (t) => {
  const site = await build(fixture("extremes"));
  const host = await serve(site, "/far/down/");
  t.after(() => host.close());
  const page = await openPage(browser);
  await page.goto(`${host.root}hostile/fields/`);
  const hostile = `<script>alert(1)</script>"'&`;
  assert.equal(await page.locator("h1").textContent(), `${hostile} lesson`);
  assert.equal(await page.title(), `${hostile} lesson · ${hostile}`);
});
