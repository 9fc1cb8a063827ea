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
