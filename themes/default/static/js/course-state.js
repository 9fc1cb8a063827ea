// What a record comes to in the course as it is now. Every page that shows how far one is asks here, so that all say the same.
// Nothing here touches the page.
import { isSame, split } from "./course-index.js";

/** @typedef {import("./schema.js").Progress} Progress */
/** @typedef {import("./course-index.js").IndexedPage} IndexedPage */
/** @typedef {import("./course-index.js").CourseIndex} CourseIndex */

/**
 * The answers to a page's questions as they are now.
 * @param {Progress} progress
 * @param {IndexedPage} page
 * @returns {import("./schema.js").Answer[]}
 */
export function answersOn({ items }, { key, items: asked = {} }) {
  return Object.entries(asked).flatMap(([id, digests]) => {
    const own = items[`${key}#${id}`];
    return own && (own.n || own.v) && isSame(own.d, digests) ? [own] : [];
  });
}

/** Pairs of letters of a title, which do not depend on spaces and signs. @param {string} title */
function pairs(title) {
  const letters = [...title.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "")];
  return new Set(letters.map((letter, at) => letter + (letters[at + 1] ?? "")));
}

/**
 * Whether one title may be the other after an edit: they share half of their pairs of letters (Dice 1945, 10.2307/1932409).
 * @param {string} one
 * @param {string} other
 */
function isAlike(one, other) {
  const [a, b] = [pairs(one), pairs(other)];
  return one === other || 4 * [...a].filter((pair) => b.has(pair)).length >= a.size + b.size;
}

/**
 * When this page was read, as far as it is the one that was: another may stand at its address now. That is known by an answer to one
 * of its questions, or by its title.
 * @param {Progress} progress
 * @param {IndexedPage} page
 */
function visitOf(progress, page) {
  const visit = progress.pages[page.key];
  const isIt = !visit?.h || isAlike(visit.h, page.title) || answersOn(progress, page).length > 0;
  return isIt ? visit : undefined;
}

/**
 * Whether a test was passed, once and for all.
 * @param {Progress} progress
 * @param {string} key
 */
const isPassed = ({ exams }, key) => Boolean(exams[key]?.done.some(({ pass }) => pass));

/**
 * Of a page's questions, of which a test counts as one: how many were answered, and how many there are. A page is done when
 * its end was reached, all are answered, an ending of each scenario was reached and each practice rated; a test when it was
 * passed. What was read to its end stays so when it is edited.
 * @param {Progress} progress
 * @param {IndexedPage | undefined} page
 */
export function pageState(progress, page) {
  if (!page) return { begun: false, answered: 0, total: 0, done: false };
  const visit = visitOf(progress, page);
  const total = page.test ? 1 : Object.keys(page.items ?? {}).length;
  const passed = isPassed(progress, page.key);
  const answered = page.test ? Number(passed) : answersOn(progress, page).length;
  const ended = page.scenarios?.every((id) => progress.endings[`${page.key}#${id}`]?.length) ?? true;
  const rated = page.practices?.every((id) => progress.practice[`${page.key}#${id}`]?.l.length) ?? true;
  const done = page.test ? passed : Boolean(visit?.e) && answered >= total && ended && rated;
  return { begun: Boolean(visit), answered, total, done };
}

/**
 * How much is done of what a certificate can require: lessons, practices that were rated, and tests that were passed.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @returns {Record<string, {done: number, total: number}>}
 */
export function completion(progress, course) {
  const pages = [...course.pages.values()];
  /** @template T @param {T[]} all @param {(one: T) => unknown} is */
  const count = (all, is) => ({ done: all.filter(is).length, total: all.length });
  const lessons = pages.filter(({ module, test }) => module !== undefined && !test);
  const practices = pages.flatMap(({ key, practices = [] }) => practices.map((id) => `${key}#${id}`));
  return {
    lessons: count(lessons, (page) => pageState(progress, page).done),
    practice: count(practices, (key) => progress.practice[key]?.l.length),
    assessment: count(
      pages.filter(({ test }) => test),
      ({ key }) => isPassed(progress, key),
    ),
  };
}

/**
 * Where to go on: the page that was open last, unless it is done; then the next lesson that is not; then the first; and with
 * nothing left the page that was open last.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @returns {{page: IndexedPage, at: string} | undefined} with the place on the page
 */
export function next(progress, course) {
  const { last } = progress;
  const open = last && course.page(last.k);
  if (last && open && !pageState(progress, open).done) return { page: open, at: last.at };
  const pages = [...course.pages.values()];
  const from = open ? pages.indexOf(open) + 1 : 0;
  const left = [...pages.slice(from), ...pages.slice(0, from)].find(
    (page) => page.module !== undefined && !pageState(progress, page).done,
  );
  if (left) return { page: left, at: "" };
  return last && open && { page: open, at: last.at };
}

/**
 * Records of a table whose pages are in the course.
 * @template T
 * @param {Record<string, T>} records
 * @param {CourseIndex} course
 * @returns {T[]}
 */
export function there(records, course) {
  return Object.entries(records).flatMap(([key, record]) => (course.pages.has(split(key)[0]) ? [record] : []));
}
