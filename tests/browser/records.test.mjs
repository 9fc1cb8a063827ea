// Files that learners saved with each version of the record's form (`records/`): each is read by the present program, and means what
// it meant. A form that changes gets a new version, a step in `migrations.js`, and a file here.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join as path } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { openBrowser } from "./support/browser.mjs";
import { build, fixture, scripts } from "./support/course.mjs";
import { question } from "./support/item.mjs";
import { keep, kept, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @param {string} name */
const load = (name) => import(pathToFileURL(path(scripts, name)).href);
/** @type {typeof import("../../themes/default/static/js/schema.js")} */
const { clean, VERSION } = await load("schema.js");
/** @type {typeof import("../../themes/default/static/js/migrations.js")} */
const { migrate } = await load("migrations.js");
/** @type {typeof import("../../themes/default/static/js/join.js")} */
const { canonical, join } = await load("join.js");

const folder = fileURLToPath(new URL("records", import.meta.url));
/** @param {number} version @returns {any} */
const saved = (version) => JSON.parse(readFileSync(path(folder, `version-${version}.json`), "utf8"));
const VERSIONS = Array.from({ length: VERSION }, (_, at) => at + 1);

const host = await serve(await build(fixture("completion")));
after(() => host.close());
const browser = await openBrowser();

test("every version of the form has a file", () => {
  assert.deepEqual(readdirSync(folder).sort(), VERSIONS.map((version) => `version-${version}.json`).sort());
  for (const version of VERSIONS) assert.equal(saved(version).kept.version, version);
});

/** Where the values of a record stand, without what is named by learners and authors. @param {any} value @returns {string[]} */
function places(value) {
  const inner = (/** @type {any} */ each, /** @type {string} */ at) =>
    typeof each === "object" && each ? places(each).map((place) => `${at}.${place}`) : [at];
  if (Array.isArray(value))
    return [...new Set(value.flatMap((each, at) => inner(each, value.length > 3 ? "#" : `${at}`)))];
  return Object.entries(value).flatMap(([key, each]) => inner(each, /[#/\d]/.test(key) ? "*" : key));
}

test("a record of the present version is read as it was kept, to the last value", () => {
  const { kept } = saved(VERSION);
  assert.equal(canonical(clean(structuredClone(kept))), canonical(kept));
  assert.equal(canonical(migrate(structuredClone(kept))), canonical(kept));
  assert.equal(canonical(join(kept, kept)), canonical(kept));
  // The form itself: a value that is called otherwise, or stands elsewhere, needs a new version.
  assert.deepEqual([...new Set(places(kept))].sort(), [
    "cards.*.l.0.0",
    "cards.*.l.0.1",
    "cards.*.l.0.2",
    "cards.*.l.1.0",
    "cards.*.l.1.1",
    "cards.*.l.1.2",
    "cards.*.q.d",
    "cards.*.q.t",
    "endings.*.0",
    "exams.*.done.0.all",
    "exams.*.done.0.d",
    "exams.*.done.0.n",
    "exams.*.done.0.o.see.0",
    "exams.*.done.0.o.see.1",
    "exams.*.done.0.p",
    "exams.*.done.0.pass",
    "exams.*.done.0.q.0",
    "exams.*.done.0.s",
    "exams.*.done.0.t",
    "exams.*.done.1.all",
    "exams.*.done.1.d",
    "exams.*.done.1.n",
    "exams.*.done.1.o.see.0",
    "exams.*.done.1.o.see.1",
    "exams.*.done.1.p",
    "exams.*.done.1.pass",
    "exams.*.done.1.q.0",
    "exams.*.done.1.s",
    "exams.*.done.1.t",
    "exams.*.draws.*.a.*.a.0",
    "exams.*.draws.*.a.*.t",
    "exams.*.draws.*.q.*.0",
    "exams.*.draws.*.q.*.1",
    "exams.*.draws.*.qt",
    "exams.*.draws.*.t",
    "items.*.a.0",
    "items.*.d",
    "items.*.f",
    "items.*.n",
    "items.*.p",
    "items.*.s",
    "items.*.t",
    "items.*.v",
    "last.at",
    "last.h",
    "last.k",
    "last.t",
    "pages.*.e",
    "pages.*.h",
    "pages.*.t",
    "practice.*.l.0.0",
    "practice.*.l.0.1",
    "practice.*.l.0.2",
    "practice.*.l.1.0",
    "practice.*.l.1.1",
    "practice.*.l.1.2",
    "version",
  ]);
});

for (const version of VERSIONS) {
  for (const way of ["imported", "found in the browser"]) {
    test(`what version ${version} kept, ${way}, means what it meant`, async (t) => {
      const page = await learner(t, browser, { now: Date.UTC(2026, 9, 5, 9) });
      if (way === "imported") {
        await page.goto(`${host.root}my/progress/`, QUIET);
        await page.locator("input[type=file]").setInputFiles(path(folder, `version-${version}.json`));
        await page.getByText("Imported.").waitFor();
      } else {
        await page.goto(host.root, QUIET);
        await keep(page, saved(version).kept, version === 1 ? "attune:/" : undefined);
        await page.goto(`${host.root}my/progress/`, QUIET);
      }
      await page.getByText("3 of 3 lessons done").waitFor();
      assert.deepEqual((await page.locator("[data-facts]").innerText()).split("\n"), [
        "3 of 3 lessons done",
        "3 of 3 questions answered",
        "0 of 1 correct at the first attempt",
        "2 ratings of your practice",
        "1 ending of a scenario seen",
      ]);
      await page.getByText("Best result: 100%, Passed").waitFor();
      await page.goto(`${host.root}my/certificate/`, QUIET);
      await page.getByText("The test: 1 of 1 point, 100%").waitFor();
      await page.goto(`${host.root}room/read/`, QUIET);
      const item = await question(page, "one");
      assert.ok(await item.getByRole("radio", { name: "The wrong one" }).isChecked());
      await page.goto(`${host.root}end/test/`, QUIET);
      assert.ok(await page.getByRole("radio", { name: "The wrong one" }).isChecked(), "the test that is open");
      const { version: now, cards, practice } = await kept(page);
      assert.equal(now, VERSION);
      assert.deepEqual(
        Object.values(practice["room/practice/#say"].l).map(([, met]) => met),
        [0, 1],
      );
      assert.deepEqual(Object.keys(cards).sort(), ["end/test/#t1", "room/read/#one"]);
    });
  }
}
