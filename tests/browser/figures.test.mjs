// Every figure of lessons, questions and time that the shipped course shows, on every page of both editions: each thing has one figure,
// sums add up, and what a learner has done is told in the same ones.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser } from "./support/browser.mjs";
import { build, pagesOf, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { keep, learner, QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {"lessons" | "assessments" | "modules" | "questions" | "minutes" | "hours"} Unit */
/** @typedef {{of: string, unit: Unit, n: number, page: string}} Figure */
/** @typedef {{figures: Figure[], others: string[], items: Record<string, number>, entries: Record<string, number>}} Collected */

const browser = await openBrowser();
const site = await build(repository);
const host = await serve(site);
after(() => host.close());

const course = await readFile(join(site, "course.js"), "utf8");
/** @type {{pages: import("../../themes/default/static/js/course-index.js").IndexedPage[]}} */
const { pages: indexed } = JSON.parse(course.slice(course.indexOf("=") + 1));
const lessons = indexed.filter(({ module }) => module !== undefined);

/**
 * Reads the figures of pages: of what, by the link beside them, and how many.
 * @param {import("playwright-core").Page} page
 * @param {string} root
 * @param {string[]} addresses
 * @returns {Promise<Collected>}
 */
function collect(page, root, addresses) {
  return page.evaluate(
    async ({ root, addresses }) => {
      const UNITS = "lesson|assessment|module|question|minute|hour";
      const FIGURE = new RegExp(`(?<![\\d.,])(\\d+) (${UNITS})s?\\b`, "g");
      /** @type {Collected} */
      const found = { figures: [], others: [], items: {}, entries: {} };
      for (const address of addresses) {
        const text = await (await fetch(root + address)).text();
        const html = new DOMParser().parseFromString(text, "text/html");
        const main = html.querySelector("main");
        if (!main) continue;
        found.items[address] = html.querySelectorAll("attune-item").length;
        found.entries[address] = main.querySelectorAll(".entry").length;
        const whole = ["", "facilitator/plan/", "my/certificate/"].includes(address) ? "course" : address;
        /** @param {Element} place the page that a figure is about: the one that its entry or section leads to, or else this one */
        const about = (place) => {
          const group = place.closest(".entry, .course-path-module, .plan-lesson, .plan-module");
          const link = group?.querySelector(":is(h2, h3, .entry-title) a")?.getAttribute("href");
          if (!link) return whole;
          return new URL(link, root + address).href.slice(root.length).replace(/index\.html$/, "");
        };
        const walker = html.createTreeWalker(main, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const place = walker.currentNode.parentElement;
          // What authors wrote is theirs to count, and the words for scripts have no figures.
          if (
            !place ||
            place.closest(
              ".prose, .plan-notes, .group-time, .coverage table, .paper-objectives, template, script, svg, .summary, .entry-summary",
            )
          )
            continue;
          // The unit of credit, and films.
          const text = (walker.currentNode.textContent ?? "").replace(/of 50 minutes|\d+ minutes of \w+/g, "");
          for (const [, n = "", unit = ""] of text.matchAll(FIGURE)) {
            const known = place.closest(".facts, .about dd, .certificate");
            const figure = { of: about(place), unit: /** @type {Unit} */ (`${unit}s`), n: Number(n), page: address };
            if (known) found.figures.push(figure);
            else found.others.push(`${address}: ${text.trim()}`);
          }
        }
      }
      return found;
    },
    { root, addresses },
  );
}

/** @param {Figure[]} figures @returns {Map<string, number>} each figure once */
function once(figures) {
  /** @type {Map<string, Figure>} */
  const all = new Map();
  for (const figure of figures) {
    const key = `${figure.of} ${figure.unit}`;
    const other = all.get(key);
    const where = `${key}: ${figure.n} on /${figure.page}, ${other?.n} on /${other?.page}`;
    assert.ok(!other || other.n === figure.n, where);
    all.set(key, other ?? figure);
  }
  return new Map([...all].map(([key, { n }]) => [key, n]));
}

/** @param {(number | undefined)[]} all */
const sum = (all) => all.reduce((/** @type {number} */ a, b) => a + (b ?? 0), 0);
/** The page of a module. @param {string} key of a lesson */
const moduleOf = (key) => key.replace(/[^/]+\/$/, "");

/** @type {Record<string, Map<string, number>>} */
const told = {};
for (const edition of ["learners", "facilitators"]) {
  test(`every figure of the ${edition}’ edition is one, and what adds up is the sum`, async (t) => {
    const folder = edition === "learners" ? site : await build(repository, { facilitator: true });
    const own = edition === "learners" ? host : await serve(folder);
    if (own !== host) atEnd(t, () => own.close());
    const page = await learner(t, browser);
    await page.goto(own.root, QUIET);
    const { figures, others, items, entries } = await collect(page, own.root, await pagesOf(folder));
    const all = once(figures);
    told[edition] = all;
    const of = (/** @type {string} */ what, /** @type {Unit} */ unit) => all.get(`${what} ${unit}`);
    assert.ok(figures.length > 4 * lessons.length, `${figures.length} figures`);
    for (const { key, test: draw } of lessons) {
      assert.equal(of(key, "questions") ?? 0, draw ?? items[key], `questions of ${key}`);
      assert.ok((of(key, "minutes") ?? 0) > 0, `minutes of ${key}`);
    }
    const modules = [...new Set(lessons.map(({ key }) => moduleOf(key)))];
    for (const module of modules) {
      const own = lessons.filter(({ key }) => moduleOf(key) === module);
      assert.equal(of(module, "lessons"), own.filter((page) => !page.test).length, `lessons of ${module}`);
      assert.equal(of(module, "assessments") ?? 0, own.filter((page) => page.test).length, `assessments of ${module}`);
      assert.equal(of(module, "minutes"), sum(own.map(({ key }) => of(key, "minutes"))), `minutes of ${module}`);
      assert.equal(
        of(module, "questions") ?? 0,
        sum(own.map(({ key }) => of(key, "questions"))),
        `questions of ${module}`,
      );
      assert.equal(entries[module], own.length, `entries of ${module}`);
    }
    assert.equal(of("course", "modules"), modules.length);
    assert.equal(of("course", "lessons"), sum(modules.map((module) => of(module, "lessons"))));
    assert.equal(of("course", "assessments"), sum(modules.map((module) => of(module, "assessments"))));
    assert.equal(of("course", "questions"), sum(modules.map((module) => of(module, "questions"))));
    const minutes = sum(modules.map((module) => of(module, "minutes")));
    assert.equal(of("course", "hours"), Math.round(minutes / 60), `${minutes} minutes`);
    // What is left speaks of the draw of a test, of what was found in it, or of a question's own worth.
    const left = others.filter((line) => !/final-assessment\/: (All )?\d+ questions/.test(line));
    assert.deepEqual(left, [], "figures that nobody compared");
  });
}

test("both editions tell learners’ figures", () => {
  const { learners, facilitators } = told;
  assert.ok(learners && facilitators);
  for (const [key, n] of facilitators) if (learners.has(key)) assert.equal(n, learners.get(key), key);
});

describe("who has done all of it", () => {
  /**
   * A record in which everything of the course was done.
   * @returns {Promise<Record<string, any>>}
   */
  async function everything() {
    /** @type {Record<string, any>} */
    const record = { version: 2, items: {}, pages: {}, cards: {}, exams: {}, practice: {}, endings: {} };
    for (const { key, title, test: draw, items = {}, scenarios = [], practices = [] } of lessons) {
      const html = await readFile(join(site, key, "index.html"), "utf8");
      record.pages[key] = { t: 5, e: true, h: title };
      for (const id of scenarios) record.endings[`${key}#${id}`] = ["end"];
      for (const id of practices) record.practice[`${key}#${id}`] = { l: [[5, 1, 1]] };
      if (draw)
        record.exams[key] = {
          draws: {},
          done: [{ t: 5, s: draw, p: 75, all: draw, pass: true, o: {}, d: 1, n: draw, q: [] }],
        };
      for (const id of draw ? [] : Object.keys(items)) {
        const tag = [...html.matchAll(/<attune-item [^>]*>/g)].find(([tag]) =>
          tag.includes(` data-key="${key}#${id}"`),
        );
        const d = / data-digest="(\w+)"/.exec(tag?.[0] ?? "")?.[1];
        record.items[`${key}#${id}`] = { d, a: [], s: 1, p: 1, n: 1, v: "right", f: 1, t: 5 };
      }
    }
    return record;
  }

  test("reads the course’s own figures on every page", async (t) => {
    const all = told.learners ?? new Map();
    const of = (/** @type {Unit} */ unit) => all.get(`course ${unit}`);
    const page = await learner(t, browser);
    await page.goto(host.root, QUIET);
    const record = await everything();
    await keep(page, record);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await page.getByText(`${of("lessons")} of ${of("lessons")} lessons done`).waitFor();
    await page.getByText(`${of("questions")} of ${of("questions")} questions answered`).waitFor();
    assert.equal(await page.locator(".entry[data-lessons] .done").count(), of("modules"), "every module is done");
    await page.goto(`${host.root}my/certificate/`, QUIET);
    const certificate = page.locator("[data-certificate]");
    await certificate.waitFor();
    const text = await certificate.innerText();
    assert.ok(text.includes(`${of("lessons")} lessons completed`), text);
    assert.ok(text.includes(`about ${of("hours")} hours`), text);
    assert.ok(text.includes(`${Object.keys(record.practice).length} practices completed and self-rated`), text);
    await page.goto(host.root, QUIET);
    assert.equal(await page.locator(".course-path-module .done").count(), of("modules"));
  });

  test("and who has done all but the test reads so", async (t) => {
    const all = told.learners ?? new Map();
    const page = await learner(t, browser);
    await page.goto(host.root, QUIET);
    await keep(page, { ...(await everything()), exams: {} });
    await page.goto(host.root, QUIET);
    const n = all.get("course lessons");
    const last = page.locator(".course-path-module").last();
    const own = all.get("after-repair/ lessons");
    await last.getByText(`${own} of ${own} lessons done`).waitFor();
    await page.goto(`${host.root}my/progress/`, QUIET);
    await page.getByText(`${n} of ${n} lessons done`).waitFor();
    await page.goto(`${host.root}my/certificate/`, QUIET);
    await page.getByText(`${n} of ${n} lessons done`).waitFor();
    await page.getByText("0 of 1 assessment passed").waitFor();
  });
});
