// What a record comes to in the course as it is now. Every page that shows how far one is asks here, so that all say the same.
// Nothing here touches the page.
import { dueOn } from "./fsrs.js";
import { best } from "./results.js";
import { isSame, split } from "./settle.js";

/** @typedef {import("./schema.js").Progress} Progress */
/** @typedef {import("./settle.js").IndexedPage} IndexedPage */
/** @typedef {import("./settle.js").CourseIndex} CourseIndex */

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

/**
 * Of a page's questions, of which a test counts as one: how many were answered, and how many there are. A page is done when
 * all are answered and its end was reached; what was read to its end stays so when it is edited.
 * @param {Progress} progress
 * @param {IndexedPage | undefined} page
 */
export function pageState(progress, page) {
  if (!page) return { begun: false, answered: 0, total: 0, done: false };
  const visit = progress.pages[page.key];
  const total = page.test ? 1 : Object.keys(page.items ?? {}).length;
  const handedIn = progress.exams[page.key]?.done.length ? 1 : 0;
  const answered = page.test ? handedIn : answersOn(progress, page).length;
  return { begun: Boolean(visit), answered, total, done: Boolean(visit?.e) && answered >= total };
}

/**
 * The questions that are due on a day, of those that are in the course.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @param {number} today
 */
export function dueIn({ cards }, course, today) {
  return dueOn(cards, today).filter((key) => course.question(key) !== undefined);
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
 * Each test that was taken, with the attempt that counts; one that is no longer in the course only where it was passed.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @returns {{key: string, title: string, reached: import("./schema.js").Attempt, page?: IndexedPage}[]}
 */
export function results({ exams, pages }, course) {
  return Object.entries(exams).flatMap(([key, { done }]) => {
    const reached = best(done);
    const page = course.pages.get(key);
    const title = page?.title ?? pages[key]?.h ?? "";
    return reached && (page?.test || reached.pass) && title ? [{ key, title, reached, page }] : [];
  });
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
