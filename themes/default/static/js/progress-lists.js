// How far one is in the tree, where pages are listed, and on the front page, which leads on to where one left off. Loaded where there
// is something to show.
import { element, sign } from "./dom.js";
import { message, plural } from "./messages.js";
import { next, pageState } from "./course-state.js";
import { onNewDay, present } from "./present.js";
import { dayOf } from "./schema.js";
import { load, ROOT } from "./store.js";

/** @param {string} look of its word */
const done = (look = "") => element("span", "done", sign("right"), element("span", look, message("done")));
/**
 * How far one is with an entry, at the end of its row.
 * @param {(Node | string)[]} words
 */
const status = (...words) => element("span", "entry-status", ...words);
/**
 * How much of a module is done; who hears it hears the words.
 * @param {HTMLElement} module
 * @param {string} words
 * @param {number} value
 * @param {number} max
 */
function bar(module, words, value, max) {
  const made = element("progress", "");
  Object.assign(made, { value, max: Math.max(1, max), ariaValueText: words });
  made.setAttribute("aria-label", module.querySelector(".entry-title")?.textContent?.trim() ?? "");
  return made;
}
/** @param {string} selector */
const all = (selector) => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector));

/**
 * Shows something of one's progress, until it is drawn anew.
 * @param {Element | null} parent
 * @param {HTMLElement} made
 */
function show(parent, made) {
  made.dataset.progress = "";
  parent?.append(made);
}

/**
 * Draws all of it anew; nothing where the course's index cannot be had.
 * @param {boolean} [isBack] whether the browser has kept the page as it was left
 */
export async function showProgress(isBack) {
  const key = document.querySelector("article")?.dataset.key;
  // What it shows was deleted since.
  if (isBack && key !== undefined && !load().pages[key]) return location.reload();
  const now = await present();
  if (!now) return;
  const { progress, course } = now;
  const state = (/** @type {string | undefined} */ key) => pageState(progress, course.pages.get(key ?? ""));
  for (const old of all("[data-progress]")) old.remove();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".tree-module ol a"))) {
    const address = decodeURI(link.pathname.slice(ROOT.pathname.length)).replace(/index\.html$/, "");
    if (state(address).done) show(link, done("visually-hidden"));
  }
  for (const entry of all(".entry[data-key]")) {
    const own = state(entry.dataset.key);
    const facts = entry.querySelector(".facts");
    if (own.done) show(entry, status(done()));
    else if (own.answered || own.begun) show(entry, status(message("begun")));
    if (own.answered && !own.done)
      show(facts, element("span", "", plural("answered_of", own.total, { done: own.answered, total: own.total })));
  }
  for (const module of all("[data-lessons]")) {
    const pages = (module.dataset.lessons ?? "").split(" ").filter(Boolean);
    const lessons = pages.filter((key) => !course.pages.get(key)?.test);
    const n = lessons.filter((key) => state(key).done).length;
    const facts = module.querySelector(".facts");
    const isDone = pages.length > 0 && pages.every((key) => state(key).done);
    const begun = pages.some((key) => state(key).begun || state(key).answered);
    const isListed = module.dataset.bar !== undefined;
    const isCounted = lessons.length > 0 && !isDone && (n > 0 || (isListed && begun));
    const counted = isCounted ? plural("lessons_done", lessons.length, { done: n, total: lessons.length }) : "";
    if (counted) show(facts, element("span", "", counted));
    if (isDone && !isListed) show(facts, done());
    if (!isListed) continue;
    const word = message(isDone ? "done" : begun ? "begun" : "not_begun");
    show(module, status(isDone ? done() : word));
    const value = pages.filter((key) => state(key).done).length;
    show(module, bar(module, counted || word, value, pages.length));
  }
  const start = document.querySelector("a[data-start]");
  const hasBegun = Object.keys(progress.pages).length > 0;
  if (start instanceof HTMLAnchorElement && hasBegun) continueAt(start, next(progress, course));
  const review = document.querySelector("a[data-review]");
  if (!(review instanceof HTMLAnchorElement)) return;
  const { dueIn } = await import("./fsrs.js");
  const due = dueIn(progress, course, dayOf(Date.now())).length;
  review.hidden = !due;
  if (due) review.textContent = plural("review_due", due);
}

/**
 * @param {HTMLAnchorElement} start
 * @param {ReturnType<typeof next>} to
 */
function continueAt(start, to) {
  if (!to) return;
  const file = start.pathname.endsWith("/index.html") ? "index.html" : "";
  start.href = `${new URL(encodeURI(to.page.key) + file, ROOT)}${to.at ? `#${to.at}` : ""}`;
  start.replaceChildren(
    `${message("continue")}\u2003`,
    element("span", "button-more", to.page.title),
    ...start.querySelectorAll("svg"),
  );
}

onNewDay(showProgress);
