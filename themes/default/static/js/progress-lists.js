// How far one is, where pages are listed, and on the front page, which leads on to where one left off.
import { dueOn } from "./fsrs.js";
import { element, sign } from "./dom.js";
import { message, plural } from "./messages.js";
import { dayOf } from "./schema.js";
import { pageState } from "./store.js";

const done = () => element("span", "done", sign("right"), element("span", "", message("done")));
/** @param {string} selector */
const all = (selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));

/**
 * @param {import("./schema.js").Progress} progress
 * @param {URL} root of the course
 * @param {(parent: Element | null, made: HTMLElement) => void} show puts something of one's progress into the page
 */
export function showLists(progress, root, show) {
  for (const entry of all(".entry[data-key]")) {
    const state = pageState(progress, entry.dataset.key ?? "");
    const facts = entry.querySelector(".facts");
    if (state.done) show(facts, done());
    else if (state.answered)
      show(facts, element("span", "", message("answered_of", { done: state.answered, total: state.total })));
    else if (state.begun) show(facts, element("span", "", message("begun")));
  }
  for (const module of all("[data-lessons]")) {
    const lessons = (module.dataset.lessons ?? "").split(" ").filter(Boolean);
    const n = lessons.filter((key) => pageState(progress, key).done).length;
    const facts = module.querySelector(".facts");
    if (n && n === lessons.length) show(facts, done());
    else if (n) show(facts, element("span", "", message("lessons_done", { done: n, total: lessons.length })));
  }
  const start = document.querySelector("a[data-start]");
  if (start instanceof HTMLAnchorElement) continueAt(start, progress, root);
}

/**
 * @param {HTMLAnchorElement} start
 * @param {import("./schema.js").Progress} progress
 * @param {URL} root
 */
function continueAt(start, { last, cards }, root) {
  if (last) {
    const file = start.pathname.endsWith("/index.html") ? "index.html" : "";
    start.href = `${new URL(encodeURI(last.k) + file, root)}${last.at ? `#${last.at}` : ""}`;
    start.replaceChildren(
      message("continue"),
      element("span", "button-more", last.h),
      ...start.querySelectorAll("svg"),
    );
  }
  const now = dueOn(cards, dayOf(Date.now())).length;
  const review = document.querySelector("a[data-review]");
  if (!(review instanceof HTMLAnchorElement) || !now) return;
  review.textContent = plural("review_due", now);
  review.hidden = false;
}
