// What a learner did, after the course was edited: each row is one edit of a course that is built again, each column one thing that
// a learner sees. `docs/progress.md` has the same table in words.
import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { buildHere, copyOf, fixture, scripts } from "./support/course.mjs";

Object.assign(globalThis, { document: { querySelectorAll: () => [], documentElement: { lang: "en" } } });
/** @param {string} name */
const load = (name) => import(pathToFileURL(join(scripts, name)).href);
/** @type {typeof import("../../themes/default/static/js/course-index.js")} */
const { CourseIndex } = await load("course-index.js");
/** @type {typeof import("../../themes/default/static/js/course-state.js")} */
const { answersOn, completion, next, pageState } = await load("course-state.js");
/** @type {typeof import("../../themes/default/static/js/settle.js")} */
const { settle } = await load("settle.js");
/** @type {typeof import("../../themes/default/static/js/fsrs.js")} */
const { dueIn } = await load("fsrs.js");
/** @type {typeof import("../../themes/default/static/js/results.js")} */
const { best } = await load("results.js");
/** @type {typeof import("../../themes/default/static/js/sampling.js")} */
const { openDraw, resume } = await load("sampling.js");

/** @typedef {import("../../themes/default/static/js/schema.js").Progress} Progress */

const SHIFT = "content/01-first/01-shift.md";
const FIX = "content/02-second/01-fix.md";
const TEST = "content/02-second/02-test.md";
const TODAY = 20_000;

/**
 * What the pages of a site say of their questions.
 * @param {string} site
 * @param {string} page
 */
async function questions(site, page) {
  const html = await readFile(join(site, page, "index.html"), "utf8").catch(() => "");
  return [...html.matchAll(/<attune-item [^>]*>/g)].map(([tag]) => {
    const of = (/** @type {string} */ name) => new RegExp(` data-${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
    const key = of("key");
    const id = key.slice(key.indexOf("#") + 1);
    return { key, id, digest: of("digest"), former: of("former"), objective: of("objective"), module: "" };
  });
}

/** @param {string} site */
async function indexOf(site) {
  const text = await readFile(join(site, "course.js"), "utf8");
  return new CourseIndex(JSON.parse(text.slice(text.indexOf("=") + 1)).pages);
}

/**
 * A learner who has answered everything, read both lessons to their end, passed the test and begun another try. Of the first
 * lesson one question was missed, and one of the test's.
 * @param {string} site
 * @returns {Promise<Progress>}
 */
async function learned(site) {
  const [shift, fix, pool] = await Promise.all(
    ["first/shift/", "second/fix/", "second/test/"].map((page) => questions(site, page)),
  );
  const answer = (/** @type {{digest: string}} */ { digest: d }, at = 0) => ({
    d,
    a: ["x"],
    s: 1,
    p: 1,
    n: 1,
    v: "right",
    f: 1,
    t: at,
  });
  const all = [...(shift ?? []), ...(fix ?? [])];
  const card = (/** @type {{digest: string}} */ { digest: d }) => ({ l: [[9, 1, TODAY - 9]], q: { t: 9, d } });
  const [, two] = shift ?? [];
  const [first, ...others] = pool ?? [];
  if (!two || !first) throw new Error("there are questions");
  const asked = (pool ?? []).slice(0, 4);
  return {
    version: 2,
    items: Object.fromEntries(all.map((question, at) => [question.key, answer(question, at)])),
    pages: Object.fromEntries(
      [
        ["first/shift/", "A shift"],
        ["second/fix/", "Repairing"],
        ["second/test/", "The test"],
      ].map(([key, h]) => [key, { t: 5, e: true, h: h ?? "" }]),
    ),
    cards: { [two.key]: card(two), [first.key]: card(first) },
    exams: {
      "second/test/": {
        done: [{ t: 7, s: 3, p: 70, all: 4, pass: true, o: {}, d: 1, n: 4, q: asked.map(({ digest }) => digest) }],
        draws: {
          2: {
            t: 8,
            qt: 8,
            q: Object.fromEntries(asked.map(({ id, digest, objective }) => [id, [digest, objective]])),
            a: Object.fromEntries(asked.map(({ id }) => [id, { t: 8, a: [`to ${id}`] }])),
          },
        },
      },
    },
    practice: {},
    endings: {},
    last: { k: "second/fix/", h: "Repairing", at: "", t: others.length },
  };
}

/**
 * What a learner sees.
 * @param {string} site
 * @param {Progress} kept
 */
async function seen(site, kept) {
  const course = await indexOf(site);
  const progress = settle(kept, course) ?? kept;
  const pages = [...course.pages.values()];
  const lessons = pages.filter(({ module }) => module !== undefined);
  const exam = pages.find((page) => page.test);
  const draw = openDraw(progress.exams[exam?.key ?? "second/test/"] ?? { draws: {}, done: [] });
  const pool = await questions(site, exam?.key ?? "none");
  const open = draw && exam && resume(pool, exam.test ?? 0, draw);
  const to = next(progress, course);
  assert.ok(!to || course.pages.has(to.page.key), "it leads to a page");
  const answered = pages.flatMap((page) => answersOn(progress, page)).length;
  const total = pages.filter((page) => !page.test).reduce((sum, { items = {} }) => sum + Object.keys(items).length, 0);
  assert.ok(answered <= total, `${answered} of ${total}`);
  for (const page of lessons) {
    const state = pageState(progress, page);
    assert.ok(state.answered <= state.total, `${page.key}: ${state.answered} of ${state.total}`);
  }
  const passed = best(Object.values(progress.exams).flatMap(({ done }) => done));
  return {
    done: lessons.filter((page) => pageState(progress, page).done).map(({ key }) => key),
    answered: `${answered} of ${total}`,
    due: dueIn(progress, course, TODAY).sort(),
    open: open ? Object.values(open.open).map(([text]) => text) : [],
    passed: passed?.pass && `${passed.s} of ${passed.all} at ${passed.p}, ${passed.t}`,
    certificate: Object.values(completion(progress, course)).map(({ done, total }) => `${done} of ${total}`),
    at: exam && progress.exams[exam.key]?.done.length ? exam.key : "",
    go: to?.page.key,
  };
}

const before = {
  done: ["first/shift/", "second/fix/", "second/test/"],
  answered: "8 of 8",
  due: ["first/shift/#two", "second/test/#t1"],
  open: ["to t1", "to t2", "to t3", "to t4"],
  passed: "3 of 4 at 70, 7",
  /** Lessons, practices and assessments. */
  certificate: ["2 of 3", "0 of 0", "1 of 1"],
  at: "second/test/",
  go: "first/plain/",
};

/** @typedef {(file: string, change: (text: string) => string) => Promise<void>} Edit */
/** @typedef {{edit: Edit, root: string}} Course */
/** What is seen when something of the first lesson is to be answered anew. */
const NOT = {
  done: ["second/fix/", "second/test/"],
  go: "first/shift/",
  certificate: ["1 of 3", "0 of 0", "1 of 1"],
};
/** @param {string} page what is done when this one is not */
const without = (page) => before.done.filter((key) => key !== page);
const block = (/** @type {string} */ text, /** @type {string} */ id) =>
  new RegExp(`::: question \\{#${id}[ }][^]*?\\n:::\\n`).exec(text)?.[0] ?? "";

/** Each edit with what it changes of what a learner sees. @type {[string, (course: Course) => Promise<void>, object][]} */
const ROWS = [
  ["nothing", async () => {}, {}],
  [
    "a question's words",
    ({ edit }) => edit(SHIFT, (text) => text.replace("What comes first?", "What comes first, then?")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "the words of the one that was missed",
    ({ edit }) => edit(SHIFT, (text) => text.replace("And then?", "And after that?")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "a question removed",
    ({ edit }) => edit(SHIFT, (text) => text.replace(block(text, "two"), "")),
    { answered: "7 of 7", due: ["second/test/#t1"] },
  ],
  [
    "a question added",
    ({ edit }) =>
      edit(
        SHIFT,
        (text) => `${text}\n${block(text, "one").replace("#one", "#new").replace("What comes", "What else comes")}`,
      ),
    { ...NOT, answered: "8 of 9" },
  ],
  [
    "a question given another id",
    ({ edit }) => edit(SHIFT, (text) => text.replace("#two ", "#deux ")),
    { due: ["first/shift/#deux", "second/test/#t1"] },
  ],
  [
    "questions numbered anew",
    ({ edit }) =>
      edit(SHIFT, (text) => text.replace("#one ", "#zero ").replace("#two ", "#one ").replace("#zero ", "#two ")),
    { due: ["first/shift/#one", "second/test/#t1"] },
  ],
  [
    "a question moved to another page",
    async ({ edit }) => {
      let moved = "";
      await edit(SHIFT, (text) => {
        moved = block(text, "two");
        return text.replace(moved, "");
      });
      await edit(FIX, (text) => `${text}\n${moved}`);
    },
    { due: ["second/fix/#two", "second/test/#t1"] },
  ],
  ["its shuffle", ({ edit }) => edit(SHIFT, (text) => text.replace("{#one ", "{#one shuffle=false ")), {}],
  ["its points", ({ edit }) => edit(SHIFT, (text) => text.replace("{#one ", "{#one points=5 ")), {}],
  [
    "its objective",
    ({ edit }) => edit(SHIFT, (text) => text.replace("{#one objective=notice", "{#one objective=name")),
    {},
  ],
  ["its feedback", ({ edit }) => edit(SHIFT, (text) => text.replace("Too early.", "It is too early.")), {}],
  [
    "an option added",
    ({ edit }) => edit(SHIFT, (text) => text.replace("- [ ] Waiting", "- [ ] Asking\n\n  Not yet.\n- [ ] Waiting")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "an option removed",
    ({ edit }) => edit(SHIFT, (text) => text.replace("- [ ] Explaining\n\n  Too early.\n", "")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "options in another order",
    ({ edit }) =>
      edit(SHIFT, (text) =>
        text
          .replace("- [ ] Explaining\n\n  Too early.\n", "")
          .replace("- [x] Noticing", "- [ ] Explaining\n\n  Too early.\n- [x] Noticing"),
      ),
    {},
  ],
  [
    "an option's words",
    ({ edit }) => edit(SHIFT, (text) => text.replace("- [ ] Explaining", "- [ ] Explaining at once")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "which option is right",
    ({ edit }) =>
      edit(SHIFT, (text) => text.replace("[x] Noticing", "[ ] Noticing").replace("[ ] Waiting", "[x] Waiting")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "the order that is right",
    ({ edit }) => edit(SHIFT, (text) => text.replace("1. Recognize\n2. Name", "1. Name\n2. Recognize")),
    { ...NOT, answered: "7 of 8" },
  ],
  [
    "one more accepted answer",
    ({ edit }) => edit(FIX, (text) => text.replace("[[work]]", "[[work|labour]]")),
    {
      done: without("second/fix/"),
      answered: "7 of 8",
      go: "second/fix/",
      certificate: ["1 of 3", "0 of 0", "1 of 1"],
    },
  ],
  [
    "accepted answers divided otherwise among blanks",
    ({ edit }) => edit(FIX, (text) => text.replace("[[work]] in the open", "[[work|act]] in the [[open]]")),
    {
      done: without("second/fix/"),
      answered: "7 of 8",
      go: "second/fix/",
      certificate: ["1 of 3", "0 of 0", "1 of 1"],
    },
  ],
  [
    "its attempts and its confidence",
    ({ edit }) =>
      edit(SHIFT, (text) => text.replace("{#one ", "{#one attempts=2 confidence ").replace(" confidence=true}", "}")),
    {},
  ],
  [
    "its hint",
    ({ edit }) => edit(SHIFT, (text) => text.replace("What comes first?", "What comes first?\n\n::: hint\nLook.\n:::")),
    {},
  ],
  [
    "a page renamed with an alias",
    async ({ edit, root }) => {
      await edit(SHIFT, (text) => text.replace("aliases: [old/shift/]", "aliases: [first/shift/]"));
      await rename(join(root, SHIFT), join(root, "content/01-first/01-turn.md"));
    },
    { done: ["first/turn/", "second/fix/", "second/test/"], due: ["first/turn/#two", "second/test/#t1"] },
  ],
  [
    "a page renamed without an alias",
    ({ root }) => rename(join(root, SHIFT), join(root, "content/01-first/01-turn.md")),
    { done: ["first/turn/", "second/fix/", "second/test/"], due: ["first/turn/#two", "second/test/#t1"] },
  ],
  [
    "the page that was open last renamed without an alias",
    ({ root }) => rename(join(root, FIX), join(root, "content/02-second/01-repair.md")),
    { done: ["first/shift/", "second/repair/", "second/test/"] },
  ],
  [
    "a page moved to another module",
    ({ root }) => rename(join(root, SHIFT), join(root, "content/02-second/03-shift.md")),
    { done: ["second/fix/", "second/test/", "second/shift/"], due: ["second/shift/#two", "second/test/#t1"] },
  ],
  [
    "a page drafted",
    ({ edit }) => edit(FIX, (text) => text.replace("title:", "draft: true\ntitle:")),
    {
      done: ["first/shift/", "second/test/"],
      answered: "4 of 4",
      certificate: ["1 of 2", "0 of 0", "1 of 1"],
    },
  ],
  [
    "a page removed",
    ({ root }) => rm(join(root, FIX)),
    {
      done: ["first/shift/", "second/test/"],
      answered: "4 of 4",
      certificate: ["1 of 2", "0 of 0", "1 of 1"],
    },
  ],
  [
    "a page added",
    ({ root }) => writeFile(join(root, "content/01-first/03-more.md"), "---\ntitle: More\n---\nWords.\n"),
    { certificate: ["2 of 4", "0 of 0", "1 of 1"] },
  ],
  ["the mark raised", ({ edit }) => edit(TEST, (text) => text.replace("draw: 4", "draw: 4\n  pass: 90")), {}],
  ["fewer questions drawn", ({ edit }) => edit(TEST, (text) => text.replace("draw: 4", "draw: 2")), {}],
  [
    "a question of the pool edited",
    ({ edit }) => edit(TEST, (text) => text.replace("Which answer is meant in 1?", "Which answer is the one in 1?")),
    { open: ["to t2", "to t3", "to t4"] },
  ],
  [
    "a question of the pool removed",
    ({ edit }) => edit(TEST, (text) => text.replace(block(text, "t1"), "")),
    { due: ["first/shift/#two"], open: ["to t2", "to t3", "to t4"] },
  ],
  [
    "a question of the pool given another id",
    ({ edit }) => edit(TEST, (text) => text.replace("#t1}", "#tt}")),
    { due: ["first/shift/#two", "second/test/#tt"] },
  ],
  [
    "a question added to the pool",
    ({ edit }) => edit(TEST, (text) => `${text}\n${block(text, "t1").replace("#t1", "#t9").replace("in 1?", "in 9?")}`),
    {},
  ],
  ["all of the pool drawn", ({ edit }) => edit(TEST, (text) => text.replace("  draw: 4", "  draw: 8")), {}],
  [
    "the course's mark raised",
    ({ edit }) => edit("site.toml", (text) => text.replace("pass_mark = 70", "pass_mark = 95")),
    {},
  ],
  [
    "a test renamed with an alias",
    async ({ edit, root }) => {
      await edit(TEST, (text) => text.replace("kind: assessment", "kind: assessment\naliases: [second/test/]"));
      await rename(join(root, TEST), join(root, "content/02-second/02-exam.md"));
    },
    {
      done: ["first/shift/", "second/fix/", "second/exam/"],
      due: ["first/shift/#two", "second/exam/#t1"],
      at: "second/exam/",
    },
  ],
  [
    "a test moved to another module",
    ({ root }) => rename(join(root, TEST), join(root, "content/01-first/03-test.md")),
    {
      done: ["first/shift/", "first/test/", "second/fix/"],
      due: ["first/shift/#two", "first/test/#t1"],
      at: "first/test/",
    },
  ],
  [
    "a test renamed without an alias",
    ({ root }) => rename(join(root, TEST), join(root, "content/02-second/02-exam.md")),
    {
      done: ["first/shift/", "second/fix/", "second/exam/"],
      due: ["first/shift/#two", "second/exam/#t1"],
      at: "second/exam/",
    },
  ],
  [
    "a test removed",
    ({ root }) => rm(join(root, TEST)),
    {
      done: ["first/shift/", "second/fix/"],
      due: ["first/shift/#two"],
      open: [],
      at: "",
      certificate: ["2 of 3", "0 of 0", "0 of 0"],
    },
  ],
  [
    "the course's title",
    ({ edit }) => edit("site.toml", (text) => text.replace("A course to", "Another course to")),
    {},
  ],
  [
    "the course's base_url",
    ({ edit }) => edit("site.toml", (text) => text.replace("attune.example/", "attune.example/sub/")),
    {},
  ],
  [
    "the course's id",
    ({ edit }) => edit("site.toml", (text) => text.replace("[course]", '[course]\nid = "other"')),
    {},
  ],
];

/** Objectives that drafts and removed pages teach are no longer there for the test. @param {string} root */
async function untie(root) {
  for (const file of [TEST, "content/02-second/02-exam.md", "content/01-first/03-test.md"]) {
    const text = await readFile(join(root, file), "utf8").catch(() => "");
    if (text) await writeFile(join(root, file), text.replace(/ objective=\w+/g, ""));
  }
}

test("every edit of a course leaves to its learners what is theirs", async (t) => {
  for (const [name, change, expected] of ROWS) {
    await t.test(name, async () => {
      const root = await copyOf(fixture("learner"));
      await untie(root);
      const output = await buildHere(root);
      const kept = await learned(output);
      assert.deepEqual(await seen(output, kept), before, "before");
      /** @type {Edit} */
      const edit = async (file, make) => {
        const path = join(root, file);
        const text = await readFile(path, "utf8");
        assert.notEqual(make(text), text, "it is an edit");
        await writeFile(path, make(text));
      };
      await change({ edit, root });
      await buildHere(root, { output });
      assert.deepEqual(await seen(output, kept), { ...before, ...expected });
      assert.deepEqual(
        Object.keys(settle(kept, await indexOf(output))?.cards ?? kept.cards).length,
        Object.keys(kept.cards).length,
        "no card is lost",
      );
      // The edit taken back, all is as it was.
      const again = settle(kept, await indexOf(output)) ?? kept;
      const first = await copyOf(fixture("learner"));
      await untie(first);
      assert.deepEqual(await seen(await buildHere(first), again), before, "taken back");
    });
  }
});
