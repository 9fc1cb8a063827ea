// States that browsers bring about and no other test reaches: storage that is not there at all or never takes anything,
// and a private window; and the facilitator's edition of the shipped course.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";

import { assertAccessibleInEveryLook } from "./support/axe.mjs";
import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { attune, build, fixture, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { check, choose, question, score } from "./support/item.mjs";
import { headingFaults, unfold } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const browser = await openBrowser();
const QUIET = /** @type {const} */ ({ waitUntil: "networkidle" });

describe("a browser whose storage is", () => {
  /** @type {[string, () => void][]} */
  const states = [
    ["not there at all", () => Object.defineProperty(window, "localStorage", { value: undefined })],
    ["null, as in some embedded views", () => Object.defineProperty(window, "localStorage", { value: null })],
    [
      "forbidden",
      () =>
        Object.defineProperty(window, "localStorage", {
          get: () => {
            throw new DOMException("no", "SecurityError");
          },
        }),
    ],
    [
      "readable and never writable, as in old private windows",
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      },
    ],
  ];
  for (const [name, state] of states) {
    test(`${name}: every page of the learner's opens, and answers are checked`, async (t) => {
      const host = await serve(await build(fixture("learner")));
      const page = await openPage(browser);
      atEnd(t, async () => {
        await page.context().close();
        await host.close();
      });
      await page.addInitScript(state);
      const complaints = watch(page, host.origin);
      for (const address of [
        "",
        "first/",
        "first/plain/",
        "second/test/",
        "my/progress/",
        "my/review/",
        "my/certificate/",
      ]) {
        await page.goto(host.root + address, QUIET);
      }
      await page.goto(`${host.root}first/shift/`, QUIET);
      const item = await question(page, "one");
      await choose(item, "Noticing");
      await check(item);
      await item.getByText("Yes.").first().waitFor();
      assert.match(await score(page), /^1 of 4/);
      none(complaints);
    });
  }
});

test("a private window keeps what was done until it is closed, and no longer", async (t) => {
  const host = await serve(await build(fixture("learner")));
  atEnd(t, () => host.close());
  const page = await openPage(browser);
  await page.goto(`${host.root}first/shift/`, QUIET);
  const item = await question(page, "one");
  await choose(item, "Noticing");
  await check(item);
  await page.reload(QUIET);
  assert.equal(await (await question(page, "one")).locator("input:checked").count(), 1);
  await page.context().close();
  const later = await openPage(browser);
  await later.goto(`${host.root}first/shift/`, QUIET);
  assert.equal(await (await question(later, "one")).locator("input:checked").count(), 0);
  await later.context().close();
});

describe("the facilitator's edition of the shipped course", async () => {
  const site = await temporaryFolder();
  await promisify(execFile)(attune, ["build", "--root", repository, "--output", site, "--facilitator", "--quiet"]);
  const host = await serve(site);
  after(() => host.close());
  const addresses = [
    "",
    "facilitator/plan/",
    "facilitator/coverage/",
    "protective-strategies/defensiveness/",
    "cases/the-late-essay/",
    "practice-room/the-question-about-goals/",
    "practice-room/name-a-shift/",
    "practice-room/mark-it-yourself/",
  ];
  for (const address of addresses) {
    test(`/${address} is accessible in light, in dark and on a phone, and never wider than a phone`, async (t) => {
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      const complaints = watch(page, host.origin);
      await page.goto(host.root + address, QUIET);
      none(await headingFaults(page));
      await unfold(page);
      await assertAccessibleInEveryLook(page);
      none(complaints);
    });
  }
});
